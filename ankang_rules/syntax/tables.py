"""What Lark makes of the grammar, kept as plain data: a quarter of a second that no run has to spend again.

``grammar/tables.json`` holds the states and productions of the parser, numbered in one way only. Its first line is a
seal over the grammar and all that follows: where either has been changed the tables are made anew, by Lark. They are
JSON, and nothing in them is ever run. ``python -m ankang_rules.syntax.tables`` writes them.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from attrs import frozen

START = "declaration"
END = "$END"


@frozen
class Production:
    """A rule of the grammar: what it makes, of how many symbols, by which method of :class:`ToTree`, if by any.

    Without a *method* its symbols stand for themselves, one after another.
    """

    makes: str
    size: int
    method: str | None

    @property
    def passes_on(self) -> bool:
        """Whether it leaves a single symbol as it is."""
        return self.size == 1 and self.method is None


@frozen
class Tables:
    """*shifts* say for each state which state follows a symbol, *reduces* which production a terminal ends."""

    shifts: tuple[dict[str, int], ...]
    """Of state 0 first, in which nothing has been read."""
    reduces: tuple[dict[str, int], ...]
    productions: tuple[Production, ...]
    last: int
    """The state in which a whole declaration has been read."""


def grammar_text() -> str:
    """Return the text of ``rules.lark``."""
    return files("ankang_rules.grammar").joinpath("rules.lark").read_text(encoding="utf-8")


@cache
def tables() -> Tables:
    """Return the tables of the grammar; those that are kept, where they are of this grammar."""
    return tables_of(grammar_text(), _kept())


def _kept() -> str:
    """Return the text of ``tables.json``, empty where there is none or it cannot be read."""
    try:
        return files("ankang_rules.grammar").joinpath("tables.json").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def tables_of(grammar: str, kept: str) -> Tables:
    """Return the tables in the text *kept*, or new ones where that is not what was written of *grammar*."""
    seal, _, rest = kept.partition("\n")
    return from_data(json.loads("{" + rest) if seal == _seal(grammar, rest) else to_data(grammar))


def _seal(grammar: str, rest: str) -> str:
    whole = hashlib.sha256(grammar.encode())
    whole.update(hashlib.sha256(rest.encode()).digest())
    return f'{{"seal": "{whole.hexdigest()}",'


def from_data(data: dict[str, Any]) -> Tables:
    """Return the tables written down by :func:`to_data`."""
    symbols = data["symbols"]
    shifts, reduces = [], []
    for following, ended in data["states"]:
        shifts.append({symbols[symbol]: state for symbol, state in following})
        reduces.append({symbols[symbol]: production for production, lookahead in ended for symbol in lookahead})
    return Tables(tuple(shifts), tuple(reduces), tuple(Production(*one) for one in data["productions"]), data["last"])


def to_data(text: str) -> dict[str, Any]:
    """Return the tables that Lark makes of the grammar *text*, as plain data that is the same every time."""
    from lark import Lark

    made = Lark(text, parser="lalr", lexer="basic", start=START, maybe_placeholders=False)
    return _Numbered(made.parser.parser._parse_table).to_data()


class _Numbered:
    """Lark's table with states and productions in an order that the grammar alone decides; Lark's follows hashes."""

    def __init__(self, table: Any) -> None:
        self.table = table
        rules = {arg for row in table.states.values() for _, arg in row.values() if not isinstance(arg, int)}
        self.rules = sorted(rules, key=_key)
        self.states = self._in_order(table.start_states[START])

    def _in_order(self, start: int) -> dict[int, int]:
        """Number the states in the order in which they are met, going from the first one by the symbols' names."""
        numbers = {start: 0}
        queue = [start]
        for state in queue:
            for _, following in self._shifts(state):
                if following not in numbers:
                    numbers[following] = len(numbers)
                    queue.append(following)
        return numbers

    def _shifts(self, state: int) -> list[tuple[str, int]]:
        return sorted((symbol, arg) for symbol, (_, arg) in self.table.states[state].items() if isinstance(arg, int))

    def to_data(self) -> dict[str, Any]:
        symbols = sorted({symbol for row in self.table.states.values() for symbol in row})
        number = {symbol: index for index, symbol in enumerate(symbols)}
        return {
            "last": self.states[self.table.end_states[START]],
            "symbols": symbols,
            "productions": [_production(rule) for rule in self.rules],
            "states": [self._state(state, number) for state in self.states],
        }

    def _state(self, state: int, number: dict[str, int]) -> list[Any]:
        shifts = [[number[symbol], self.states[following]] for symbol, following in self._shifts(state)]
        ended: dict[Any, list[int]] = {}
        for symbol, (_, arg) in sorted(self.table.states[state].items()):
            if not isinstance(arg, int):
                ended.setdefault(arg, []).append(number[symbol])
        return [shifts, [[index, ended[rule]] for index, rule in enumerate(self.rules) if rule in ended]]


def _key(rule: Any) -> tuple[str, tuple[str, ...], str]:
    return rule.origin.name, tuple(symbol.name for symbol in rule.expansion), rule.alias or ""


def _production(rule: Any) -> list[Any]:
    """Return what a :class:`Production` holds; refuse what no reader knows how to do, as no rule needs it."""
    name, symbols = rule.alias or rule.origin.name, rule.expansion
    passes_on = rule.options.expand1 and not rule.alias
    if (passes_on and len(symbols) != 1) or any(symbol.is_term and symbol.filter_out for symbol in symbols):
        raise ValueError(
            f"of this rule tokens or levels would be left out of the tree, which is not provided for: {rule}"
        )
    return [rule.origin.name, len(symbols), None if passes_on or name.startswith("_") else name]


def written(grammar: str) -> str:
    """Return the file of the tables of *grammar*: a line for each state and production, so that changes can be seen."""
    parts = [f'"{key}": {_in_lines(value)}' for key, value in to_data(grammar).items()]
    rest = ",\n".join(parts) + "\n}\n"
    return f"{_seal(grammar, rest)}\n{rest}"


def _in_lines(value: object) -> str:
    return "[\n" + ",\n".join(map(_dense, value)) + "\n]" if isinstance(value, list) else _dense(value)


def _dense(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


if __name__ == "__main__":
    Path(str(files("ankang_rules.grammar").joinpath("tables.json"))).write_text(
        written(grammar_text()), encoding="utf-8", newline="\n"
    )
