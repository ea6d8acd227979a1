"""A source text and spans of it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property

from attrs import frozen

_LINE_END = re.compile(r"\r\n?|\n")


@frozen
class Source:
    """A text with the name it is known by in messages."""

    name: str
    text: str

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        return (0, *(found.end() for found in _LINE_END.finditer(self.text)))

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of *offset*, both counted from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Return the text of line *number*, counted from 1, without its line end."""
        return self.line_from(self.line_starts[number - 1], len(self.text))

    def line_from(self, offset: int, most: int) -> str:
        """Return the text from *offset* to the end of its line, *most* characters at most, without the line end."""
        part = self.text[offset : offset + most]
        end = _LINE_END.search(part)
        return part[: end.start()] if end else part


@frozen
class Span:
    """The part of a source from *start* up to, but not including, *end*, in characters."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    @property
    def line(self) -> int:
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        return self.source.position(self.start)[1]

    def to(self, other: Span) -> Span:
        """Return the span from the start of this one to the end of *other*."""
        return Span(self.source, min(self.start, other.start), max(self.end, other.end))

    def __str__(self) -> str:
        return f"{self.source.name}:{self.line}:{self.column}"

    def __repr__(self) -> str:
        return f"<{self}>"


def display_width(text: str) -> int:
    """Return how many terminal columns *text* takes; a wide (Chinese) character takes two."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )
