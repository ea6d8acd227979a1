"""Draws diagnostics as text: sentence, place, source line, underline, next step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ankang_rules.diagnostics.diagnostic import Diagnostic
from ankang_rules.source import Bilingual, Language, Span, display_width

_WORDS = {
    "error": Bilingual(zh="错误", en="error"),
    "warning": Bilingual(zh="警告", en="warning"),
    "help": Bilingual(zh="建议", en="help"),
}
_LONGEST_LINE = 160
_SHOWN = 2 * _LONGEST_LINE
"""Characters of a line that are drawn at most: a file may be one line of millions."""

Mark = tuple[Span, str]
"""A place and the words beside its underline."""


def render(diagnostics: Iterable[Diagnostic], lang: Language = "en") -> str:
    """Return *diagnostics* drawn one after the other in the language *lang*, ready to print."""
    return "\n\n".join("\n".join(_lines(diagnostic, lang)) for diagnostic in diagnostics)


def _lines(diagnostic: Diagnostic, lang: Language) -> Iterable[str]:
    yield f"{_WORDS[diagnostic.severity](lang)}[{diagnostic.code}]: {diagnostic.text(lang)}"
    if diagnostic.span is None:
        if diagnostic.place:
            yield f"  --> {diagnostic.place}"
    else:
        yield f"  --> {diagnostic.span}"
        marks = [(diagnostic.span, diagnostic.label(lang)), *((n.span, n.text(lang)) for n in diagnostic.notes)]
        gutter = max(len(str(span.line)) for span, _ in marks)
        previous = diagnostic.span.source
        for line in _by_line(marks):
            if line[0][0].source != previous:
                previous = line[0][0].source
                yield f"{'':{gutter}} --> {line[0][0]}"
            yield from _snippet(line, gutter)
    if diagnostic.help:
        yield f"  = {_WORDS['help'](lang)}: {diagnostic.help(lang)}"


def _by_line(marks: list[Mark]) -> list[list[Mark]]:
    """Gather the marks of each line, in the order the lines are first named."""
    lines: dict[tuple[str, int], list[Mark]] = {}
    for span, label in marks:
        lines.setdefault((span.source.name, span.line), []).append((span, label))
    return [sorted(line, key=lambda mark: mark[0].start) for line in lines.values()]


def _snippet(marks: list[Mark], gutter: int) -> Iterator[str]:
    """The source line, the underlines below it, and the labels: the last one beside its underline."""
    span = marks[0][0]
    line_start = span.start - (span.column - 1)
    far = span.column > _SHOWN or display_width(span.source.text[line_start : span.start]) > _LONGEST_LINE
    cut = span.start if far else line_start
    line = span.source.line_from(cut, _SHOWN + 1).replace("\t", " ")
    ahead = "… " if far else ""
    yield f"{span.line:{gutter}} | {ahead}{_visible(line[:_SHOWN])}{' …' if len(line) > _SHOWN else ''}"
    underline, labels = "", []
    for mark, label in marks:
        first = min(mark.start - cut, _SHOWN)  # what stands beyond is marked at the end of what is shown
        start = display_width(ahead + line[:first])
        inside = line[first : first + max(1, mark.end - mark.start)]
        carets = "^" * max(1, display_width(inside))
        underline = underline.ljust(start) + carets
        labels.append((start, label))
    yield f"{'':{gutter}} | {underline}{' ' + labels[-1][1] if labels[-1][1] else ''}"
    yield from (f"{'':{gutter}} | {'':{start}}{label}" for start, label in labels[:-1] if label)


def _visible(line: str) -> str:
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line)
