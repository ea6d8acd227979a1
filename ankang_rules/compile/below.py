"""What generated code calls to look at the units below: lists of them, counts, shares, and what holds of each.

A unit is a tuple: the unit as the reference knows it, whether it passes, and what rules read of its facts. A number
that may be known only by its bounds is an outcome of the reference, which compares it, too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final

from attrs import define

from ankang_rules.compile.held import held_of
from ankang_rules.compile.runtime import Exact, Truth, all_of, both, either
from ankang_rules.compile.seen import seen_of
from ankang_rules.core.kept import kept
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.evaluate.reference import bounded, compared, of_those_judged
from ankang_rules.evaluate.results import Judgement
from ankang_rules.evaluate.units import Unit, listed
from ankang_rules.facts.facts import Facts
from ankang_rules.model.outcome import YES, Known, Outcome, Reason, ReasonKind, Unknown
from ankang_rules.model.status import Status

Row = tuple[Any, ...]
_PASSES: Final = {Status.PASS: True, Status.FAIL: False, Status.UNKNOWN: None, Status.NOT_APPLICABLE: False}
_DOUBT: Final = frozenset((Reason(ReasonKind.MISSING, ""),))
"""Stands for whatever reasons there are: a status does not need them."""
_OPERATORS: Final = {"==": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}


@define(eq=False)
class Member(Unit):
    """A unit below, with the *row* that generated code knows it by."""

    row: Row = ()


def members(
    children: Mapping[str, tuple[Judgement, ...]], core: RulesetCore, at: str | None = None, path: tuple[str, ...] = ()
) -> dict[str, tuple[Member, ...]]:
    """Return the units that *children* judge, by the levels of *core*, as *core* looks at them.

    Raises :class:`Unheld` for a value that no reader gives.
    """
    return {
        level.key: tuple([_member(child, core, level.key, path) for child in children[level.key]])
        for level in core.below(at)
        if level.key in children
    }


def _member(judged: Judgement, core: RulesetCore, level: str, path: tuple[str, ...]) -> Member:
    path = (*path, judged.facts.unit or "?")
    member = Member(judged.facts, members(judged.children, core, level, path), judged, path, level)
    member.row = (member, _PASSES[judged.status], *_seen(core)(judged.facts))
    return member


@kept
def _seen(core: RulesetCore) -> Callable[[Facts], list[Any]]:
    """Return what finds, of facts about a unit below, those that *core* reads."""
    held = [(seen.key, held_of(seen.type, seen.scale, seen.keeps_absent)) for _, seen in seen_of(core).values()]

    def seen_in(facts: Facts) -> list[Any]:
        open_: list[int] = []
        get = facts.values.get
        return [hold(fact.outcome if (fact := get(key)) else None, open_) for key, hold in held]

    return seen_in


class Below:
    """The units below the one that is judged."""

    def __init__(self, core: RulesetCore, unit: Unit, day: date | None) -> None:
        self.core, self.unit, self.day = core, unit, day
        self._lists: dict[Any, Range] = {}

    def listed(self, row: Row | None, levels: tuple[str, ...], judged: bool) -> Range:
        """Return the units of *levels* below that of *row*, or below the one that is judged."""
        asked = (None if row is None else id(row), levels, judged)
        found = self._lists.get(asked)
        if found is None:
            found = self._lists[asked] = Range(self, row[0] if row else self.unit, levels, judged)
        return found


class Range:
    """The units of some levels: *rows* of those that are listed, and how many more there may be."""

    def __init__(self, below: Below, unit: Unit, levels: tuple[str, ...], judged: bool) -> None:
        found = listed(unit, levels, below.core)
        self.below, self.levels = below, levels
        self.rows: list[Row] = [
            one.row for one in found.units if isinstance(one, Member) and (not judged or one.applies)
        ]
        self.least, self.most = found.least, found.most
        self.doubt: list[None] = [None] if found.most != 0 else []

    @property
    def reasons(self) -> frozenset[Reason]:
        return _DOUBT if self.doubt else frozenset()


Holds = Callable[[Row], Truth]


def units(below: Below, row: Row | None, levels: tuple[str, ...], judged: bool) -> Range:
    """The units of *levels* below that of *row*."""
    return below.listed(row, levels, judged)


def every_unit(found: Range, holds: Holds) -> Truth:
    """Whether something *holds* of all."""
    return both([*map(holds, found.rows), *found.doubt])


def some_unit(found: Range, holds: Holds) -> Truth:
    """Whether something *holds* of any."""
    return either([*map(holds, found.rows), *found.doubt])


def each_unit(found: Range, ends: Callable[[Row], Any]) -> Any:
    """How a rule that is about each of them ends."""
    return all_of([*map(ends, found.rows), *found.doubt])


def number_of_units(found: Range) -> Outcome:
    """How many there are."""
    return _bounded(found, [True] * len(found.rows), 1, found.least)


def count_of_units(found: Range, holds: Holds) -> Outcome:
    """Of how many something *holds*."""
    return _bounded(found, list(map(holds, found.rows)), 1)


def share_of_units(found: Range, holds: Holds) -> Outcome:
    """Of what share something *holds*."""
    if found.most is None or not (found.rows or found.most):
        return Unknown(_DOUBT)
    return _bounded(found, list(map(holds, found.rows)), len(found.rows) + found.most)


def share_of_verdicts(found: Range, holds: Holds) -> Outcome:
    """The share of those that pass, or fail."""
    judged = [row[0] for row in found.rows]
    return of_those_judged(
        share_of_units(found, holds), judged, found.most, found.below.core, found.levels, found.below.day
    )


def _bounded(found: Range, truths: Sequence[Truth], total: int, least: int = 0) -> Outcome:
    low = truths.count(True) + least
    high = len(truths) - truths.count(False)
    return bounded(low, high, found.most, total, _DOUBT)


def values_of_units(found: Range, meant: Holds | None, value: Callable[[Row], Any]) -> list[Any] | None:
    """A *value* of each that is *meant*; None where one is not known, or which they are is not."""
    if found.doubt:
        return None
    rows = found.rows
    if meant is not None:
        truths = list(map(meant, rows))
        if None in truths:
            return None
        rows = [row for row, truth in zip(rows, truths, strict=True) if truth]
    values = list(map(value, rows))
    return None if None in values else values


Side = Outcome | Exact | None


def held_against(sign: str, left: Side, right: Side) -> Truth:
    """A comparison of which a side may be known only by its bounds."""
    found = compared(_OPERATORS[sign], _outcome(left), _outcome(right))
    return found == YES if isinstance(found, Known) else None


def agreed_bounds(test: Truth, then: Side, otherwise: Side) -> Outcome:
    """What *if* gives, where a branch may be known only by its bounds."""
    a, b = _outcome(then), _outcome(otherwise)
    if test is not None:
        return a if test else b
    return a if isinstance(a, Known) and a == b else Unknown(_DOUBT)


def settled(outcome: Outcome) -> Fraction | None:
    """The number itself, for arithmetic, None where there are only bounds."""
    return outcome.value if isinstance(outcome, Known) and isinstance(outcome.value, Fraction) else None


def _outcome(side: Side) -> Outcome:
    if side is None:
        return Unknown(_DOUBT)
    return Known(Fraction(side)) if isinstance(side, int | Fraction) else side


FUNCTIONS: Final = (
    *(units, every_unit, some_unit, each_unit, number_of_units, count_of_units, share_of_units, share_of_verdicts),
    *(values_of_units, held_against, agreed_bounds, settled),
)
