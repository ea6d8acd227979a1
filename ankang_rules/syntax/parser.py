"""Text to tree: cut at the declaration keywords, each piece parsed alone, every problem reported."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any

import attrs
from attrs import field, frozen

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.source import Source, Span
from ankang_rules.syntax import messages
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.from_lark import Malformed
from ankang_rules.syntax.keywords import DECLARATIONS
from ankang_rules.syntax.lexer import Token, tokenize
from ankang_rules.syntax.reading import reader
from ankang_rules.syntax.tables import END

MOST_NESTING = 100
_SURELY_SHALLOW = MOST_NESTING // 2
"""So many tokens: a node has a token that none inside it has, or holds a single name."""


@frozen
class Parsed:
    """The tree of a file, its comments, and what was wrong; declarations that could not be read are left out."""

    file: t.File
    comments: tuple[Span, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=(), eq=False)


MOST_CHARACTERS = 1_000_000


def parse(source: Source) -> Parsed:
    """Return the tree of *source* and every problem of its text; never raises on any text.

    A text of more than :data:`MOST_CHARACTERS` is refused unread.
    """
    if len(source.text) > MOST_CHARACTERS:
        return Parsed(t.File(()), (), (messages.too_long(source, MOST_CHARACTERS),))
    tokens = tokenize(source)
    diagnostics = list(tokens.diagnostics)
    cut = list(pieces(tokens.tokens))
    found = _keywords_as_names(cut)
    declarations = tuple(declaration for declaration in found if isinstance(declaration, t.Declaration))
    diagnostics += _independent(found, tokens.diagnostics, cut)
    return Parsed(t.File(declarations), tokens.comments, _in_order(diagnostics))


Found = t.Declaration | Diagnostic


def _independent(found: list[Found], said: tuple[Diagnostic, ...], pieces: list[list[Token]]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the pieces, but for what only follows from something *said* of their characters.

    A character that means nothing was left out, so what comes after it in its piece may read badly for want of it.
    """
    spans = [(d.span.start, d.span.end, d.code == "R101") for d in said if d.span]
    starts = [piece[0].span.start for piece in pieces]
    for finding in found:
        if not isinstance(finding, Diagnostic) or finding.span is None:
            continue
        here = finding.span
        index = max(0, bisect_right(starts, here.start) - 1)
        ends = here.end if here.end < pieces[index][-1].span.end else [*starts[index + 1 : index + 2], math.inf][0]
        near = spans[bisect_left(spans, (starts[index],)) : bisect_left(spans, (ends,))]
        if not any(left_out or (start < here.end and here.start < end) for start, end, left_out in near):
            yield finding


def _keywords_as_names(pieces: list[list[Token]]) -> list[Found]:
    """Parse the pieces. Where one breaks off and the next, on its line, cannot be read, a keyword was meant as a name.

    What then follows on the line was cut off from its beginning, and is not judged.
    """
    found: list[Found] = []
    broken_off: Token | None = None
    for piece in pieces:
        outcome = _parse_piece(piece)
        if not isinstance(outcome, _Broken):
            found.append(outcome)
            broken_off = None
        elif broken_off is None or not _is_on_one_line(broken_off, piece[0]):
            found.append(outcome.finding)
            broken_off = piece[-1] if outcome.at_the_end else None
        else:
            if isinstance(found[-1], Diagnostic) and found[-1].code != "R109":
                found[-1] = messages.reserved_word(piece[0].span)
            broken_off = piece[-1]
    return found


def _is_on_one_line(before: Token, token: Token) -> bool:
    return before.span.source.position(before.span.end)[0] == token.span.line


def pieces(tokens: tuple[Token, ...]) -> Iterator[list[Token]]:
    """Cut *tokens* before each declaration keyword."""
    piece: list[Token] = []
    for token in tokens:
        if token.type in DECLARATIONS and piece:
            yield piece
            piece = []
        piece.append(token)
    if piece:
        yield piece


@frozen
class _Broken:
    """A piece that cannot be read: why, and whether it is only that something is missing at its end."""

    finding: Diagnostic
    at_the_end: bool = False


def _parse_piece(piece: list[Token]) -> t.Declaration | _Broken:
    if piece[0].type not in DECLARATIONS:
        return _Broken(messages.before_first_declaration(piece[0].span))
    try:
        declaration: t.Declaration | None = reader().read(piece)
    except Malformed as malformed:
        return _Broken(malformed.diagnostic)
    if declaration is None:
        return _broken(piece)
    too_deep = _too_deep(declaration) if len(piece) > _SURELY_SHALLOW else None
    return _Broken(too_deep) if too_deep else declaration


def _broken(piece: list[Token]) -> _Broken:
    from ankang_rules.syntax import mistakes  # and with it Lark, which nobody needs who makes no mistake

    place = mistakes.place_of(piece)
    assert place is not None, "one of the two readers is wrong"
    return _Broken(mistakes.explain(place), place.terminal == END)


def _too_deep(declaration: t.Declaration) -> Diagnostic | None:
    stack: list[tuple[Any, int]] = [(declaration, 0)]
    while stack:
        node, depth = stack.pop()
        if depth > MOST_NESTING:
            return messages.nested_too_deep(node.span, MOST_NESTING)
        stack.extend((child, depth + 1) for child in children(node))
    return None


def children(node: t.Node) -> Iterator[t.Node]:
    """Yield the nodes directly inside *node*."""
    kind = type(node)
    if kind not in _SLOTS:
        _SLOTS[kind] = tuple(attribute.name for attribute in attrs.fields(kind) if attribute.name != "span")
    for name in _SLOTS[kind]:
        yield from _nodes_in(getattr(node, name))


_SLOTS: dict[type[t.Node], tuple[str, ...]] = {}


def _nodes_in(value: object) -> Iterator[t.Node]:
    if isinstance(value, t.Node):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _nodes_in(item)


def _in_order(diagnostics: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(diagnostics, key=lambda d: d.span.start if d.span else -1))
