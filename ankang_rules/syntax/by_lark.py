"""Lark itself, asked of a declaration that cannot be read: where it stops, and what would have fitted there.

Only what explains mistakes imports this. It takes long to make the parser, which
:func:`~ankang_rules.syntax.reading.reader` does without.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from threading import Lock
from typing import Any

from lark import Lark, UnexpectedToken
from lark.lexer import Lexer

from ankang_rules.syntax.from_lark import ToTree
from ankang_rules.syntax.lexer import Token
from ankang_rules.syntax.tables import START, grammar_text

__all__ = ["UnexpectedToken", "parse"]


class _Given(Lexer):
    """Hands Lark tokens that are made already."""

    def __init__(self, conf: Any) -> None:
        pass

    def lex(self, tokens: Any) -> Iterator[Any]:  # type: ignore[override]
        yield from tokens


_making = Lock()


def _parser() -> Lark:
    """Return the one parser. Two would number their states each in its own way, and mistakes are looked up by those."""
    with _making:
        return _made()


@cache
def _made() -> Lark:
    tree: Any = ToTree()
    return Lark(grammar_text(), parser="lalr", lexer=_Given, start=START, transformer=tree, maybe_placeholders=False)


def parse(piece: list[Token]) -> Any:
    """Return the tree of the declaration *piece*; raises :class:`UnexpectedToken`, or what :class:`ToTree` raises."""
    tokens: Any = piece
    return _parser().parse(tokens)
