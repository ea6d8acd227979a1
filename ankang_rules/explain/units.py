"""The units below the one that is judged: by their path, level by level, and what their verdicts rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import cast

from attrs import frozen

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Level
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.evaluate.trace import Trace
from ankang_rules.evaluate.units import Listed, Unit, below, listed
from ankang_rules.model.outcome import Known
from ankang_rules.model.status import Status
from ankang_rules.model.types import UnitsOf

Path = tuple[str, ...]
"""Names that lead from a unit to one below it."""

_NAMELESS = "?"


@frozen
class Placed:
    """A unit below another: the *path* that leads to it, and how it was judged."""

    path: Path
    judgement: Judgement

    @property
    def name(self) -> str:
        """The path as it is written: ``汉滨区/城关镇``."""
        return "/".join(self.path)


@frozen
class LevelBelow:
    """A level of units with its *units*, in the order of the facts."""

    level: Level
    units: tuple[Placed, ...]

    def of_status(self, status: Status) -> list[str]:
        """Return the names of the units that ended in *status*."""
        return [unit.name for unit in self.units if unit.judgement.status is status]


@frozen
class UnitsBelow:
    """The units below the one that *judgement* is about; *above* are the judgements that it stands below."""

    judgement: Judgement
    above: tuple[Judgement, ...] = ()

    @cached_property
    def levels(self) -> tuple[LevelBelow, ...]:
        """Every level that is declared on the way down, outer ones first."""
        found: dict[str, tuple[Level, list[Placed]]] = {}
        outer = {level.key: level for above in reversed(self.above) for level in above.core.levels}
        for level, unit in _walk(self.judgement, outer):
            found.setdefault(level.key, (level, []))[1].extend([unit] if unit else [])
        return tuple(LevelBelow(level, tuple(units)) for level, units in found.values())

    @cached_property
    def by_name(self) -> Mapping[str, Judgement]:
        """Each unit by its path."""
        return {unit.name: unit.judgement for level in reversed(self.levels) for unit in reversed(level.units)}

    def listed(self, level: str) -> Listed:
        """Return what is listed of *level*, and how many more there may be."""
        core = self.judgement.core
        return listed(Unit(self.judgement.facts, below(self.judgement.children, core, None, ())), [level], core)

    def left_out(self, node: n.Units, inside: Path) -> list[str]:
        """Return the units of *node* that are not counted, as their ruleset does not apply to them."""
        levels = cast(UnitsOf, node.type).levels if node.judged else ()
        meant = (unit for one in self.levels if one.level.key in levels for unit in one.units)
        return [
            unit.name
            for unit in meant
            if unit.judgement.status is Status.NOT_APPLICABLE and unit.path[: len(inside)] == inside
        ]


def _walk(judgement: Judgement, outer: Mapping[str, Level]) -> Iterator[tuple[Level, Placed | None]]:
    """Yield each level below, and each unit with its level; broad before deep.

    A level may be declared above the unit: *outer* are those. Where nobody says, it goes by its key.
    """
    around: list[tuple[Path, Judgement, Mapping[str, Level]]] = [((), judgement, outer)]
    while around:
        inner: list[tuple[Path, Judgement, Mapping[str, Level]]] = []
        for path, judged, known in around:
            levels = {**{level.key: level for level in judged.core.levels}, **known}
            yield from ((levels[level.key], None) for level in judged.core.levels)
            for key, units in judged.children.items():
                for unit in units:
                    placed = Placed((*path, unit.facts.unit or _NAMELESS), unit)
                    yield levels.get(key) or Level(key, key, key, unit.core), placed
                    inner.append((placed.path, unit, levels))
        around = inner


def names_in(trace: Trace) -> list[str]:
    """Return the names of the units that a quantifier ranges over, in the order of its parts; none over records."""
    over = next((part for part in trace.parts if isinstance(part.node, n.Units)), None)
    return list(cast("tuple[str, ...]", over.outcome.value)) if over and isinstance(over.outcome, Known) else []


def over_units(node: n.Node) -> n.Units | None:
    """Return the units that *node* ranges over."""
    return next((part for part in n.parts(node) if isinstance(part, n.Units)), None)


def deciding(judgement: Judgement) -> tuple[RuleResult, ...]:
    """Return the rules that keep a unit from passing: those that fail, or where none does those that are unknown."""
    status = judgement.status
    if status not in (Status.FAIL, Status.UNKNOWN):
        return ()
    groups = {group.id: group.status for group in judgement.groups}
    kept = [r for r in judgement.rules if r.rule.force == "must" and groups.get(r.rule.group or "") in (None, status)]
    found = tuple(result for result in kept if result.status is status)
    # Of a group in which one rule is enough for each unit, every rule may fail, each for another unit.
    return found or tuple(result for result in kept if groups.get(result.rule.group or "") is status)


@frozen
class AskedAbove:
    """How a rule of a unit above, asked of each unit of a level, ended for one: *path* leads there from *judgement*."""

    judgement: Judgement
    result: RuleResult
    path: Path


@frozen
class Place:
    """Where a unit stands: the judgements of the units *above* it, outermost first, its *path* and its *level*."""

    above: tuple[Judgement, ...] = ()
    path: Path = ()
    level: str | None = None

    @property
    def asked(self) -> tuple[AskedAbove, ...]:
        """What the units above ask of it, outermost first."""
        return tuple(
            AskedAbove(above, case.result, case.unit)
            for depth, above in enumerate(self.above)
            for result in above.rules
            if result.rule.for_each == self.level and self.level is not None
            for case in result.cases
            if case.unit == self.path[depth:]
        )


TOP = Place()


@frozen
class UnitBelow:
    """A unit below another, with its place from the top and its *path* from that other."""

    judgement: Judgement
    place: Place
    path: Path

    @property
    def name(self) -> str:
        return "/".join(self.path)


def units_below(judgement: Judgement, place: Place = TOP) -> Iterator[UnitBelow]:
    """Yield every unit below that of *judgement*, which stands at *place*; each before those below it."""
    yield from _below(judgement, place, len(place.path))


def _below(judgement: Judgement, place: Place, start: int) -> Iterator[UnitBelow]:
    above = (*place.above, judgement)
    for level, children in judgement.children.items():
        for child in children:
            below = Place(above, (*place.path, child.facts.unit or _NAMELESS), level)
            yield UnitBelow(child, below, below.path[start:])
            yield from _below(child, below, start)


def find(judgement: Judgement, name: str, place: Place = TOP) -> list[UnitBelow]:
    """Return the units below that *name* leads to: that of this path, or else those whose path ends so."""
    below = list(units_below(judgement, place))
    wanted = name.strip().strip("/")
    exact = [unit for unit in below if unit.name == wanted]
    return exact or [unit for unit in below if unit.name.endswith(f"/{wanted}")]


@frozen
class Disagreement:
    """A unit whose recorded verdict is not the one its own ruleset comes to."""

    path: Path
    recorded: bool
    judged: Status


def disagreements(units: Sequence[Placed], recorded: str) -> tuple[Disagreement, ...]:
    """Return which of *units* are recorded, in the indicator *recorded*, as what they are not judged."""
    found = []
    for unit in units:
        fact, status = unit.judgement.facts[recorded], unit.judgement.status
        if isinstance(fact, Known) and status in (Status.PASS, Status.FAIL):
            said = bool(fact.value)
            if said != (status is Status.PASS):
                found.append(Disagreement(unit.path, said, status))
    return tuple(found)
