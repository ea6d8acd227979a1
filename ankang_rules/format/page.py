"""Documents → lines: each group on one line where it fits, else broken at its own places.

A comment ends its line, and so breaks whatever it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field, frozen

from ankang_rules.format.words import Word
from ankang_rules.source import display_width

WIDTH = 120
_STEP = 2


@frozen
class Line:
    """A place where the line may break."""


@frozen
class Group:
    """Broken as a whole or not at all."""

    content: Doc
    broken: bool = False


@frozen
class Nest:
    """Lines that begin inside are indented by one step more."""

    content: Doc


@frozen
class Fill:
    """As many *parts* on each line as there is room for."""

    parts: tuple[Doc, ...]


@frozen
class Notes:
    """Comments on lines of their own with nothing after them at this depth."""

    comments: tuple[str, ...]


Doc = Word | Line | Group | Nest | Fill | Notes | tuple["Doc", ...]
LINE = Line()


def group(*docs: Doc, broken: bool = False) -> Group:
    """Return *docs* as a group, broken where *broken*, or where a comment inside ends a line."""
    return Group(docs, broken or _has_comment_inside(docs))


def _has_comment_inside(doc: Doc) -> bool:
    marks = [*_marks(doc)]
    inner = [mark for mark, last in zip(marks, [*([False] * (len(marks) - 1)), True], strict=True) if not last]
    return any(isinstance(mark, Notes) or mark.after for mark in inner) or any(
        isinstance(mark, Notes) or mark.before for mark in marks[1:]
    )


def _marks(doc: Doc) -> Iterator[Word | Notes]:
    match doc:
        case Word() | Notes():
            yield doc
        case Group(content=content) | Nest(content=content):
            yield from _marks(content)
        case Fill(parts=parts):
            yield from _marks(parts)
        case tuple():
            for part in doc:
                yield from _marks(part)


def _is_wide(doc: Doc, indent: int) -> bool:
    """Whether *doc* takes more than one line."""
    width = sum(display_width(mark.text) + (not mark.tight) for mark in _marks(doc) if isinstance(mark, Word))
    return indent + width - 1 > WIDTH or _has_comment_inside(doc)


def lines(doc: Doc) -> list[str]:
    """Return the lines of *doc*."""
    return _Page().filled(doc)


@frozen
class _Waiting:
    """What is still to be written, at its indent, on one line or not."""

    indent: int
    flat: bool
    doc: Doc | _Between


@frozen
class _Between:
    """The place between two parts of a fill, broken where the next does not fit on the line, or *before* did not."""

    before: Doc
    following: Doc


@define
class _Page:
    done: list[str] = field(factory=list)
    line: str = ""
    column: int = 0
    break_at: int | None = None
    """The indent of the line that the next word begins; None where it goes on with this line."""

    def filled(self, doc: Doc) -> list[str]:
        stack = [_Waiting(0, False, doc)]
        while stack:
            self._write(stack.pop(), stack)
        return [*self.done, self.line]

    def _write(self, waiting: _Waiting, stack: list[_Waiting]) -> None:
        indent, flat = waiting.indent, waiting.flat
        match waiting.doc:
            case Word() as word:
                self._word(word, indent)
            case Line() if not flat:
                self.break_at = indent
            case tuple() as docs:
                stack += [_Waiting(indent, flat, doc) for doc in reversed(docs)]
            case Nest(content=content):
                stack.append(_Waiting(indent + _STEP, flat, content))
            case Group(content=content, broken=broken):
                inner = _Waiting(indent, True, content)
                fits = not broken and (flat or self._fits([*stack, inner]))
                stack.append(inner if fits else _Waiting(indent, False, content))
            case Fill(parts=parts):
                self._fill(parts, indent, stack)
            case _Between(before=before, following=following):
                if _is_wide(before, indent) or _has_comment_inside(following) or not self._fits(stack):
                    self.break_at = indent
            case Notes(comments=comments):
                self.break_at = indent
                for comment in comments:
                    self._own_line(comment, indent)

    def _fill(self, parts: tuple[Doc, ...], indent: int, stack: list[_Waiting]) -> None:
        ahead: list[_Waiting] = []
        for index, part in enumerate(parts):
            if index:
                ahead.append(_Waiting(indent, False, _Between(parts[index - 1], part)))
            ahead.append(_Waiting(indent, False, group(part)))
        stack += reversed(ahead)

    def _word(self, word: Word, indent: int) -> None:
        for comment in word.before:
            self._own_line(comment, indent)
        if self.break_at is not None:
            self._new_line(self.break_at)
        elif self.line and not word.tight:
            self._append(" ")
        self._append(word.text)
        for comment in word.after:
            self._append(f"  {comment}")
            self.break_at = indent + _STEP

    def _own_line(self, comment: str, indent: int) -> None:
        at = indent + _STEP if self.break_at is None else self.break_at
        self._new_line(at)
        self._append(comment)
        self.break_at = at

    def _new_line(self, indent: int) -> None:
        self.done.append(self.line)
        self.line, self.column, self.break_at = " " * indent, indent, None

    def _append(self, text: str) -> None:
        self.line += text
        self.column += display_width(text)

    def _fits(self, ahead: list[_Waiting]) -> bool:
        """Whether what is on top of *ahead*, up to the next place where the line may break, has room on this line."""
        column = self.column if self.break_at is None else self.break_at
        rest, at_start = list(ahead), self.break_at is not None
        while rest:
            waiting = rest.pop()
            match waiting.doc:
                case Word() as word:
                    if word.before and not at_start:
                        return True
                    column += display_width(word.text) + (not word.tight and not at_start)
                    if column > WIDTH:
                        return False
                    if word.after:
                        return True
                    at_start = False
                case Line() | _Between() if not waiting.flat:
                    return True
                case Notes():
                    return True
                case tuple() as docs:
                    rest += [_Waiting(0, waiting.flat, doc) for doc in reversed(docs)]
                case Nest(content=content):
                    rest.append(_Waiting(0, waiting.flat, content))
                case Group(content=content, broken=broken):
                    rest.append(_Waiting(0, waiting.flat or not broken, content))
                case Fill(parts=parts):
                    rest += [_Waiting(0, True, part) for part in reversed(parts)]
        return True
