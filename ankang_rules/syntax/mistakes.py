"""Syntax mistakes, recognised and put into a sentence.

Where the grammar cannot go on, these are asked in turn, and the first that knows the place answers:

1. brackets that are not closed, or close nothing; a line that begins with a word for a declaration that is none;
2. an entry of the catalogue for this place and terminal, whose marked words stand here;
3. words of ordinary speech that the language does not have, near the place;
4. an entry for this place, whatever came, whose marked words stand here;
5. an entry for this place and terminal;
6. a reserved word that was meant as a name;
7. an entry for this place, whatever came;
8. a sentence from what the grammar would have taken.
"""

from __future__ import annotations

from functools import cache
from string import Template
from typing import Any

from attrs import frozen

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.source import LANGUAGES, Bilingual, Source, Span
from ankang_rules.syntax import expected, messages, spoken
from ankang_rules.syntax.by_lark import UnexpectedToken, parse
from ankang_rules.syntax.catalogue import CATALOGUE, Mistake
from ankang_rules.syntax.keywords import KEYWORDS
from ankang_rules.syntax.lexer import Token, tokenize, words_of
from ankang_rules.syntax.tables import END

ANYTHING = ""
"""Stands for the terminal that did not fit, where only the state counts."""

_CLOSERS = {"LPAR": "RPAR", "LSQB": "RSQB", "LBRACE": "RBRACE"}
_CLAUSES = frozenset(k.terminal for k in KEYWORDS if k.kind == "clause") - {"ZH", "EN", "ALSO", "FROM", "TO"}


@frozen
class Place:
    """Where the grammar stopped: *index* is that of the token that did not fit, or the length of the *piece*."""

    piece: list[Token]
    index: int
    state: int
    terminal: str
    unexpected: UnexpectedToken

    @property
    def token(self) -> Token:
        """The token that did not fit, or the last one where the piece ends too early."""
        return self.piece[min(self.index, len(self.piece) - 1)]

    @property
    def accepts(self) -> frozenset[str]:
        """The terminals that could have stood here; costly, so found only when asked."""
        return frozenset(self.unexpected.accepts or ())

    @property
    def before(self) -> Token | None:
        return self.piece[self.index - 1] if self.index else None

    def accepts_after_a_name(self) -> frozenset[str]:
        """What could follow if a name stood here."""
        parser = self.unexpected.interactive_parser.copy()  # type: ignore[no-untyped-call]
        name: Any = Token("NAME", "x", self.token.span)
        parser.feed_token(name)
        return frozenset(parser.accepts())


def explain(place: Place) -> Diagnostic:
    """Return the diagnostic for *place*, where the grammar could not go on."""
    found = (
        _bracket(place)
        or spoken.declaration_meant(place.piece, place.index)
        or _known(place, clues=True, terminal=place.terminal)
        or spoken.near(place.piece, place.index)
        or _known(place, clues=True, terminal=ANYTHING)
        or _known(place, clues=False, terminal=place.terminal)
        or _reserved(place)
        or _known(place, clues=False, terminal=ANYTHING)
    )
    return found or expected.say(place.piece, place.index, place.accepts)


def place_of(piece: list[Token]) -> Place | None:
    """Return where Lark stops in *piece*, or None where it does not."""
    try:
        parse(piece)
    except UnexpectedToken as unexpected:
        return _place(unexpected, piece)
    return None


def _place(unexpected: UnexpectedToken, piece: list[Token]) -> Place:
    index = next((i for i, token in enumerate(piece) if token is unexpected.token), len(piece))
    state = unexpected.interactive_parser.parser_state.state_stack[-1]
    return Place(piece, index, state, unexpected.token.type, unexpected)


# Brackets


def _bracket(place: Place) -> Diagnostic | None:
    open_ = _open_brackets(place.piece[: place.index])
    token = place.token
    if place.terminal in _CLOSERS.values():
        if not open_:
            return messages.closes_nothing(token.span)
        if _CLOSERS[open_[-1].type] != place.terminal:
            return messages.closes_another(token.span, open_[-1].span)
    ends = place.terminal == END or place.terminal in _CLAUSES
    if open_ and ends and _CLOSERS[open_[-1].type] in place.accepts:
        return messages.unclosed_bracket(open_[-1].span, place.piece[place.index - 1].span)
    return None


def _open_brackets(tokens: list[Token]) -> list[Token]:
    open_: list[Token] = []
    for token in tokens:
        if token.type in _CLOSERS:
            open_.append(token)
        elif token.type in _CLOSERS.values() and open_:
            open_.pop()
    return open_


# The catalogue


@frozen
class Clue:
    """One token of what an example marks: its terminal and, for names, the words to find in it, and where."""

    terminal: str
    words: tuple[str, ...] = ()
    from_start: bool = True
    to_end: bool = True

    def found_in(self, token: Token) -> Span | None:
        """Return the part of *token* that this clue marks, or None where it does not fit."""
        if token.type != self.terminal:
            return None
        if not self.words:
            return token.span
        words = words_of(token)
        length = len(self.words)
        for at in range(len(words) - length + 1):
            here = words[at : at + length]
            in_place = (at == 0 or not self.from_start) and (at + length == len(words) or not self.to_end)
            if in_place and tuple(word.casefold() for word, _ in here) == self.words:
                return here[0][1].to(here[-1][1])
        return None


@frozen
class Entry:
    """A mistake as it is looked up: *clues* stand from *offset* on, counted from the token that did not fit."""

    mistake: Mistake
    example: str
    offset: int
    clues: tuple[Clue, ...]

    @property
    def telling(self) -> bool:
        """Whether the clues say more than what is underlined."""
        return any(clue.words or clue.terminal != "NAME" for clue in self.clues)

    @property
    def weight(self) -> int:
        return sum(1 + len(clue.words) for clue in self.clues)


Key = tuple[int, str]


@cache
def table() -> dict[Key, list[Entry]]:
    """Return the entries of the catalogue by parser state and terminal; made when the first mistake is met."""
    found: dict[Key, list[Entry]] = {}
    for mistake in CATALOGUE:
        for example in mistake.examples:
            key, entry = _looked_up(mistake, example)
            found.setdefault(key, []).append(entry)
    for entries in found.values():
        entries.sort(key=lambda entry: -entry.weight)
    return found


class NotBroken(ValueError):
    """An example of the catalogue that the grammar takes."""


def _looked_up(mistake: Mistake, example: str) -> tuple[Key, Entry]:
    text, start, end = _unmarked(example)
    tokens = list(tokenize(Source(example, text)).tokens)
    place = place_of(tokens)
    if place is None:
        raise NotBroken(example)
    terminal = ANYTHING if example.endswith("…") else place.terminal
    marked = [i for i, token in enumerate(tokens) if token.span.start < end and token.span.end > start]
    clues = tuple(_clue(tokens[i], start, end) for i in marked)
    if marked == [place.index] and not clues[0].words:
        clues = ()  # the terminal says it already
    offset = marked[0] - place.index if clues else 0
    return (place.state, terminal), Entry(mistake, example, offset, clues)


def _unmarked(example: str) -> tuple[str, int, int]:
    """Return the text of *example* without its marks, and where the marked part begins and ends."""
    example = example.removesuffix("…")
    start, end = example.find("«"), example.find("»") - 1
    return example.replace("«", "").replace("»", ""), start, end


def _clue(token: Token, start: int, end: int) -> Clue:
    if token.type != "NAME":
        return Clue(token.type)
    words = words_of(token)
    inside = [word.casefold() for word, span in words if span.start >= start and span.end <= end]
    if len(inside) == len(words) == 1 and len(inside[0]) == 1 and inside[0].isascii():
        return Clue("NAME")
    return Clue("NAME", tuple(inside), token.span.start >= start, token.span.end <= end)


def _known(place: Place, *, clues: bool, terminal: str) -> Diagnostic | None:
    """Say what the catalogue knows of *place*: from an entry with clues, which must be there, or from one without."""
    for entry in table().get((place.state, terminal), ()):
        if entry.telling == clues and (marked := _marked(entry, place)):
            return _say(entry.mistake, marked)
    return None


@frozen
class Marked:
    """What a mistake underlines, and the words before it."""

    this: Span
    before: str


def _marked(entry: Entry, place: Place) -> Marked | None:
    """Return what *entry* underlines at *place*, or None where one of its clues is missing."""
    if not entry.clues:
        return _at_the_place(place)
    first, last = place.index + entry.offset, place.index + entry.offset + len(entry.clues)
    if first < 0 or last > len(place.piece):
        return None
    tokens = place.piece[first:last]
    spans = [clue.found_in(token) for clue, token in zip(entry.clues, tokens, strict=True)]
    if not spans[0] or not spans[-1] or not all(spans):
        return None
    this = spans[0].to(spans[-1])
    head = Span(this.source, tokens[0].span.start, this.start).text.strip()
    return Marked(this, head or _text(place.piece, first - 1))


def _at_the_place(place: Place) -> Marked:
    """The token that did not fit; where the piece ends too early, the last one, which then is the one before, too."""
    span = place.token.span
    if place.terminal == END:
        return Marked(span, span.text)
    return Marked(span, _text(place.piece, place.index - 1))


def _text(piece: list[Token], index: int) -> str:
    return piece[index].span.text if 0 <= index < len(piece) else ""


def _say(mistake: Mistake, marked: Marked) -> Diagnostic:
    words = {"this": messages.shown(marked.this.text), "before": messages.shown(marked.before)}

    def filled(text: Bilingual) -> Bilingual:
        zh, en = (Template(text(lang)).safe_substitute(words) for lang in LANGUAGES)
        return Bilingual(zh=zh, en=en)

    fix = None if mistake.fix is None else Template(mistake.fix).safe_substitute(words)
    return Diagnostic("R104", filled(mistake.text), marked.this, help=filled(mistake.help), fix=fix)


# Reserved words


def _reserved(place: Place) -> Diagnostic | None:
    """A keyword that stands where, read as (part of) a name, it would let the text go on, was meant as one."""
    before = place.before
    if before is not None and _is_word(before) and before.type in _CLAUSES and place.terminal in _OPERATORS:
        return messages.reserved_word(before.span)  # `must due > 3`
    if place.terminal == END or not _is_word(place.token):
        return None
    if "NAME" in place.accepts:
        after = place.accepts_after_a_name()
        following = [token.type for token in place.piece[place.index + 1 : place.index + 2]]
        if "NUMBER" not in place.accepts and (END not in after or after.intersection(following)):
            return messages.reserved_word(place.token.span)
    elif before is not None and before.type == "NAME":
        after = place.accepts
    else:
        return None
    follows = next((t.type for t in place.piece[place.index :] if not _is_word(t) and t.type != "NAME"), END)
    return messages.reserved_word(place.token.span) if follows != END and follows in after else None


_OPERATORS = {"CMP", "EQUALS", "TIMES", "DIVIDE", "POST", "COLON"}


def _is_word(token: Token) -> bool:
    """Whether *token* is a keyword of letters."""
    return token.type in _WORDS and token.span.text[:1].isalpha()


_WORDS = {k.terminal for k in KEYWORDS}
