"""What the declarations that could not be read were going to declare, so that nothing else is blamed for their loss."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from attrs import frozen

from ankang_rules.source import Source
from ankang_rules.syntax.keywords import DECLARATIONS
from ankang_rules.syntax.lexer import Token, tokenize
from ankang_rules.syntax.parser import Parsed


@frozen
class Lost:
    """A declaration that was not read: its keyword's terminal, where its name stands, and all it may be called."""

    keyword: str
    start: int
    names: tuple[str, ...] = ()


def lost_declarations(source: Source, parsed: Parsed) -> tuple[Lost, ...]:
    """Return what the pieces of *source* that *parsed* leaves out were going to declare, in order."""
    if not any(d.severity == "error" for d in parsed.diagnostics):
        return ()
    read = {declaration.span.start for declaration in parsed.file.declarations}
    return tuple(lost for lost in _all(tokenize(source).tokens) if lost.start not in read)


def _all(tokens: tuple[Token, ...]) -> Iterator[Lost]:
    starts = [index for index, token in enumerate(tokens) if token.type in DECLARATIONS]
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=False):
        piece = tokens[start:end]
        yield Lost(piece[0].type, piece[0].span.start, tuple(_names(piece)))


def _names(piece: tuple[Token, ...]) -> Iterator[str]:
    """The name after the keyword, its labels, and the singular of a list.

    Where the colon after a name is missing, the name ends at some word, and nobody can say at which.
    """
    if len(piece) > 1 and piece[1].type == "NAME":
        words = str(piece[1]).split()
        yield from (" ".join(words[:length]) for length in range(1, len(words) + 1))
    for keyword, text in pairwise(piece):
        if keyword.type in ("ZH", "EN", "ALSO") and text.type == "STRING":
            yield str(text)
        if keyword.type == "LIST_OF" and text.type == "NAME":
            yield str(text)


def names_of(lost: tuple[Lost, ...], *keywords: str) -> Iterator[str]:
    """Yield what the *lost* declarations of *keywords* may be called."""
    for declaration in lost:
        if declaration.keyword in keywords:
            yield from declaration.names
