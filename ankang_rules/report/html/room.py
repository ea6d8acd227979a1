"""Which units below have a place on the page, and how much is said of them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from ankang_rules.explain.units import Path, UnitBelow
from ankang_rules.report.html.counting import ORDER

MOST_IN_FULL = 1_500
MOST = 12_000
"""How many rules of units below the page holds, in full and in all: a page of some five megabytes."""


@frozen
class Shown:
    """A unit below that has its place on the page; every rule of it is argued where it *is_full*."""

    unit: UnitBelow
    anchor: str
    is_full: bool


def chosen(below: Sequence[UnitBelow], *, most_in_full: int = MOST_IN_FULL, most: int = MOST) -> list[Shown]:
    """Return the units that have a place on the page, in the order of the facts.

    Places go by level, outer ones first, and on a level first to those that fail.
    """
    order = sorted(below, key=lambda unit: (len(unit.path), ORDER.index(unit.judgement.status)))
    kept: dict[Path, bool] = {}
    used = 0
    for unit in order:
        used += len(unit.judgement.rules)
        if used > most:
            break
        kept[unit.place.path] = used <= most_in_full
    numbered = enumerate(below, 1)
    return [Shown(unit, f"u{n}", kept[unit.place.path]) for n, unit in numbered if unit.place.path in kept]
