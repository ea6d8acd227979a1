"""A judgement as rows: one for each unit and rule, of all units below too, in the order of the facts."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ankang_rules.core.ruleset import Group
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.explain.units import TOP, Path, Place, units_below


@frozen
class UnitJudged:
    """A unit, its *path* from the top (empty for the top itself), and how it was judged."""

    path: Path
    judgement: Judgement
    place: Place = TOP

    @property
    def name(self) -> str:
        """What the unit is called: its own name, or its path below the top."""
        return "/".join(self.path) or self.judgement.facts.unit or ""


@frozen
class Row:
    """How one rule ended for one unit.

    *judgement* is that of the unit whose ruleset has the rule; *inside* leads from there to the unit it is asked of,
    and is empty for a rule of the unit's own ruleset.
    """

    unit: UnitJudged
    judgement: Judgement
    result: RuleResult
    inside: Path = ()

    @property
    def group(self) -> Group | None:
        return next((group for group in self.judgement.core.groups if group.key == self.result.rule.group), None)


def units(judgement: Judgement, place: Place = TOP) -> Iterator[UnitJudged]:
    """Yield the unit of *judgement*, and every unit below it."""
    yield UnitJudged(place.path, judgement, place)
    for unit in units_below(judgement, place):
        yield UnitJudged(unit.place.path, unit.judgement, unit.place)


def rows(unit: UnitJudged) -> Iterator[Row]:
    """Yield a row for each rule of *unit*, then for each that a unit above asks of it."""
    for result in unit.judgement.rules:
        yield Row(unit, unit.judgement, result)
    for asked in unit.place.asked:
        yield Row(unit, asked.judgement, asked.result, asked.path)
