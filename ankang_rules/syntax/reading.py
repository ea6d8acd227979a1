"""One declaration's tokens to its tree, by Lark's tables and without Lark.

It reads what is right, and only says no to what is not: then Lark itself reads the piece, and knows what was expected.
Most steps of an expression only pass one value on, from the level of ``or`` to that of a name. Which state such a row
of steps ends in depends on nothing but where it begins and the terminal ahead, so it is found once and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from ankang_rules.syntax.from_lark import ToTree
from ankang_rules.syntax.lexer import Token
from ankang_rules.syntax.tables import END, Production, Tables, tables

Method = Callable[[list[Any]], Any]
Step = tuple[str, int, Method | None]


class Reader:
    """Reads a declaration by its *tables*, with the methods of *tree* for its productions."""

    def __init__(self, tables: Tables, tree: object) -> None:
        self.shifts, self.reduces, self.last = tables.shifts, tables.reduces, tables.last
        self.productions = tables.productions
        self.steps = [_step(production, tree) for production in tables.productions]
        self.ends: dict[tuple[int, str, str], int | None] = {}

    def read(self, piece: Sequence[Token]) -> Any:
        """Return the tree of *piece*, or None where it breaks off or has a token that does not fit.

        Raises :class:`~ankang_rules.syntax.from_lark.Malformed`, for the same place as Lark would.
        """
        shifts, states, values = self.shifts, [0], list[list[Any]]()
        for token in piece:
            kind: str = token.type
            while (following := shifts[states[-1]].get(kind)) is None:
                if not self._reduce(states, values, kind):
                    return None
            states.append(following)
            values.append([token])
        while states[-1] != self.last:
            if not self._reduce(states, values, END):
                return None
        return values[-1][0]

    def _reduce(self, states: list[int], values: list[list[Any]], ahead: str) -> bool:
        """End the production that *ahead* ends, and go on to where a further step does more than pass a value on."""
        production = self.reduces[states[-1]].get(ahead)
        if production is None:
            return False
        makes, size, method = self.steps[production]
        taken = _taken(states, values, size)
        if method is not None:
            taken = [method(taken)]
        values.append(taken)
        key = states[-1], makes, ahead
        if key not in self.ends:
            self.ends[key] = self._end(*key)
        end = self.ends[key]
        if end is None:
            return False
        states.append(end)
        return True

    def _end(self, below: int, makes: str, ahead: str) -> int | None:
        """Return the state after *makes* on top of *below* and after all steps that only pass its value on."""
        state = self.shifts[below].get(makes)
        while state is not None and ahead not in self.shifts[state]:
            production = self.reduces[state].get(ahead)
            if production is None or not self.productions[production].passes_on:
                break
            state = self.shifts[below].get(self.productions[production].makes)
        return state


def _step(production: Production, tree: object) -> Step:
    method = getattr(tree, production.method) if production.method else None
    return production.makes, production.size, method


def _taken(states: list[int], values: list[list[Any]], size: int) -> list[Any]:
    """Take *size* values off both stacks, one list of what they stand for; the first list takes in the others."""
    if size == 0:
        return []
    first, *others = values[-size:]
    for other in others:
        first += other
    del states[-size:], values[-size:]
    return first


@cache
def reader() -> Reader:
    """Return the reader of the grammar; made at first use."""
    return Reader(tables(), ToTree())
