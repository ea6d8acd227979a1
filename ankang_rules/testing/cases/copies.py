"""Lists of units in which one stands for several alike → lists in which each stands for itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from ankang_rules.facts.document import heading
from ankang_rules.model.given import Given, GivenMapping
from ankang_rules.model.names import fold

MOST: Final = 1000
"""How many units one may stand for."""

_COPIES: Final = ("copies", "份数")

Pairs = tuple[tuple[Given, Given], ...]


def spread(children: Pairs, wrong: list[Given]) -> Pairs:
    """Return lists of units with the copies that some ask for; a number that is none is added to *wrong*."""
    return tuple((name, _listed(units, wrong)) for name, units in children)


def _listed(units: Given, wrong: list[Given]) -> Given:
    if not isinstance(units.value, tuple):
        return units
    return evolve(units, value=tuple(copy for unit in units.value for copy in _copies(unit, wrong)))


def _copies(unit: Given, wrong: list[Given]) -> Iterator[Given]:
    if not isinstance(unit.value, GivenMapping):
        yield unit
        return
    asked = [value for name, value in unit.value.items if fold(str(name.value)) in _COPIES]
    one = _without(unit, wrong)
    number = _number(asked[0]) if asked else None
    if not asked:
        yield one
    elif number is None:
        wrong.append(asked[0])
    else:
        yield from (_numbered(one, i + 1) for i in range(number))


def _without(unit: Given, wrong: list[Given]) -> Given:
    """The unit alone, those below it spread out."""
    assert isinstance(unit.value, GivenMapping)
    items = []
    for name, value in unit.value.items:
        if heading(name) == "children" and isinstance(value.value, GivenMapping):
            value = evolve(value, value=GivenMapping(spread(value.value.items, wrong)))
        if fold(str(name.value)) not in _COPIES:
            items.append((name, value))
    return evolve(unit, value=GivenMapping(tuple(items)))


def _numbered(unit: Given, number: int) -> Given:
    assert isinstance(unit.value, GivenMapping)
    items = tuple(
        (name, evolve(value, value=f"{value.value}{number}")) if heading(name) == "unit" else (name, value)
        for name, value in unit.value.items
    )
    return evolve(unit, value=GivenMapping(items))


def _number(given: Given) -> int | None:
    """The number that *given* writes out: files hand it over as text."""
    text = str(given.value) if not isinstance(given.value, bool) else ""
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(MOST)) else MOST + 1
    return number if number <= MOST else None
