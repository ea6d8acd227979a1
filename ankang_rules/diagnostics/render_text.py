"""Draws diagnostics as text: sentence, place, source line, underline, next step."""

from __future__ import annotations

from collections.abc import Iterable

from ankang_rules.diagnostics.diagnostic import Diagnostic
from ankang_rules.source import Bilingual, Language, Span, display_width

_WORDS = {
    "error": Bilingual(zh="错误", en="error"),
    "warning": Bilingual(zh="警告", en="warning"),
    "help": Bilingual(zh="建议", en="help"),
}
_LONGEST_LINE = 160


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
        marked = [(diagnostic.span, diagnostic.label(lang)), *((n.span, n.text(lang)) for n in diagnostic.notes)]
        gutter = max(len(str(span.line)) for span, _ in marked)
        previous = None
        for span, label in marked:
            if previous is not None and span.source != previous:
                yield f"{'':{gutter}} --> {span}"
            previous = span.source
            yield from _snippet(span, label, gutter)
    if diagnostic.help:
        yield f"  = {_WORDS['help'](lang)}: {diagnostic.help(lang)}"


def _snippet(span: Span, label: str, gutter: int) -> Iterable[str]:
    line = span.source.line(span.line).replace("\t", " ")
    before = line[: span.column - 1]
    inside = line[span.column - 1 : span.column - 1 + max(1, span.end - span.start)]
    if display_width(before) > _LONGEST_LINE:
        before, line = "… ", "… " + line[span.column - 1 :]
    shown = line if len(line) <= 2 * _LONGEST_LINE else line[: 2 * _LONGEST_LINE] + " …"
    underline = " " * display_width(before) + "^" * max(1, min(display_width(inside), 2 * _LONGEST_LINE))
    yield f"{span.line:{gutter}} | {_visible(shown)}"
    yield f"{'':{gutter}} | {underline}{' ' + label if label else ''}"


def _visible(line: str) -> str:
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line)
