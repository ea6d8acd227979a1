"""Tokens and comments → declarations whose words carry their comments."""

from __future__ import annotations

from attrs import define, field

from ankang_rules.source import Source, Span
from ankang_rules.syntax.keywords import DECLARATIONS
from ankang_rules.syntax.lexer import OPERANDS, Token, Tokens

SEPARATORS = ("COMMA", "SEMICOLON")


@define(eq=False)
class Word:
    """A token with its comments: those on lines of their own before it, and the one behind it on its line."""

    type: str
    value: str
    written: str
    start: int = -1
    before: list[str] = field(factory=list)
    after: list[str] = field(factory=list)
    text: str = ""
    """How it is spelt in the end."""
    tight: bool = False
    """Whether nothing stands between it and the word before it."""
    sign: bool = False
    """Whether it is a minus with no operand before it."""


@define(eq=False)
class Note:
    """A comment between declarations, with the blank lines before it."""

    text: str
    blank: int


@define(eq=False)
class Piece:
    """A declaration: the comments above it, the blank lines before it, its words, and the comments at its end."""

    above: list[Note]
    blank: int
    words: list[Word]
    below: list[str] = field(factory=list)


@define(eq=False)
class Pieces:
    """A file: its declarations, and the comments after the last."""

    pieces: list[Piece] = field(factory=list)
    rest: list[Note] = field(factory=list)


def pieces_of(source: Source, tokens: Tokens) -> Pieces:
    """Return the declarations of *tokens*, with every comment at the word it belongs to."""
    return _Reading(source, tokens).run()


class _Reading:
    def __init__(self, source: Source, tokens: Tokens) -> None:
        self.source = source
        self.tokens = tokens
        self.found = Pieces()
        self.waiting: list[Span] = []
        """Comments on lines of their own since the last token."""
        self.last: Span | None = None
        """The last token or comment."""
        self.before: Token | None = None

    def run(self) -> Pieces:
        marks: list[Token | Span] = [*self.tokens.tokens, *self.tokens.comments]
        for mark in sorted(marks, key=lambda m: (_span(m).start, isinstance(m, Span))):
            self._comment(mark) if isinstance(mark, Span) else self._token(mark)
        self.found.rest = self._notes()
        for piece in self.found.pieces:
            _settle(piece)
        return self.found

    def _line(self, offset: int) -> int:
        return self.source.position(offset)[0]

    def _comment(self, comment: Span) -> None:
        before = self.before
        if before and not self.waiting and self._line(comment.start) <= self._line(before.span.end):
            self.found.pieces[-1].words[-1].after.append(_text(comment))
            self.last = comment if comment.start >= before.span.end else before.span
        else:
            self.waiting.append(comment)

    def _token(self, token: Token) -> None:
        sign = token.type == "MINUS" and (self.before is None or self.before.type not in OPERANDS)
        word = Word(token.type, str(token), token.span.text, token.span.start, sign=sign)
        if token.type in DECLARATIONS or not self.found.pieces:
            self._take_below()
            notes = self._notes()
            self.found.pieces.append(Piece(notes, self._blank(token.span), [word]))
        else:
            word.before = [_text(comment) for comment in self.waiting]
            self.waiting = []
            self.found.pieces[-1].words.append(word)
        self.last, self.before = token.span, token

    def _take_below(self) -> None:
        """Comments indented below a declaration, before the next one, are at its end."""
        if not self.found.pieces:
            return
        piece = self.found.pieces[-1]
        column = self.source.position(piece.words[0].start)[1]
        while self.waiting and self.waiting[0].column > column:
            self.last = self.waiting[0]
            piece.below.append(_text(self.waiting.pop(0)))

    def _notes(self) -> list[Note]:
        self._take_below()
        notes = []
        for comment in self.waiting:
            notes.append(Note(_text(comment), self._blank(comment)))
            self.last = comment
        self.waiting = []
        return notes

    def _blank(self, span: Span) -> int:
        """How many blank lines stand before *span*; at most two are kept."""
        before = self._line(self.last.end) if self.last else 0
        return max(0, min(2, span.line - before - 1))


def _span(mark: Token | Span) -> Span:
    return mark if isinstance(mark, Span) else mark.span


def _text(comment: Span) -> str:
    return comment.text.rstrip()


def _settle(piece: Piece) -> None:
    """Put comments behind a separator instead of before it, and no two behind one word."""
    words = piece.words
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else None
        if word.type in SEPARATORS and following is not None:
            in_order = [*words[index - 1].after, *word.before, *word.after]
            behind = 1 if words[index - 1].after or (word.after and not word.before) else 0
            words[index - 1].after, word.before, word.after = [], [], in_order[:behind]
            following.before = in_order[behind:] + following.before
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else None
        keep_one_behind(word, piece.below if following is None else following.before)


def keep_one_behind(word: Word, next_line: list[str]) -> None:
    """Leave one comment behind *word*, since it ends the line, and put the others before what comes next."""
    next_line[:0] = word.after[1:]
    del word.after[1:]
