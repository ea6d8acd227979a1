"""Comments that allow what a lint would find: ``# allow: LINT reason``, ``# 允许：LINT 理由``.

At the end of a line such a comment is about that line. On a line of its own it is about the declaration that begins
right below it, as a whole, or else about the one line below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from ankang_rules.lint.file import File
from ankang_rules.source import Source, Span

_ALLOW = re.compile(r"#\s*(?:allow|允许)\s*[:：]\s*(?P<what>[A-Za-z0-9-]*)[\s,:，：、]*(?P<reason>.*)")


@frozen
class Allow:
    """One such comment: *what* it allows, by code or name, the *reason*, and the offsets it is about."""

    span: Span
    what: str
    reason: str
    start: int
    end: int

    def is_about(self, place: Span | None) -> bool:
        return place is not None and place.source == self.span.source and self.start <= place.start < self.end


def allows(file: File) -> Iterator[Allow]:
    """Yield the comments of *file* that allow something."""
    begins = {declaration.span.line: declaration.span for declaration in file.declarations}
    for comment in file.comments:
        found = _ALLOW.fullmatch(comment.text.rstrip())
        if found:
            yield Allow(comment, found["what"], found["reason"].strip(), *_about(comment, begins))


def _about(comment: Span, begins: dict[int, Span]) -> tuple[int, int]:
    source, line = comment.source, comment.line
    if source.line(line)[: comment.column - 1].strip():
        return _line(source, line)
    while line < len(source.line_starts) and source.line(line).lstrip().startswith("#"):
        line += 1
    declaration = begins.get(line)
    return (declaration.start, declaration.end) if declaration else _line(source, line)


def _line(source: Source, number: int) -> tuple[int, int]:
    start = source.line_starts[number - 1]
    return start, start + len(source.line(number))
