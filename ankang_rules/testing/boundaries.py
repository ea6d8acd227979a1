"""Where a rule turns: a number or a day at the bound it is held to, and one quantum to either side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import frozen

from ankang_rules.explain.filling import is_legal, quantum
from ankang_rules.model import types as ty
from ankang_rules.model.status import Status
from ankang_rules.testing.candidates import Candidates, part_type
from ankang_rules.testing.goals import Goal, Place, State, indicator_of

_DECIDED = (Status.PASS, Status.FAIL)


@frozen
class Edge:
    """The place that stands at a bound, and facts *beside* it with the status they come to, by where they stand."""

    place: Place
    beside: Mapping[str, tuple[State, Status]]


def edge_of(goal: Goal, state: State) -> Edge | None:
    """Return a bound of the rule on facts such as *state*; None where nothing there turns it."""
    return next(_edges(goal, state), None)


def _edges(goal: Goal, state: State) -> Iterator[Edge]:
    candidates = Candidates(goal)
    for place in reversed(list(state)):
        kind = _kind(goal, place)
        if kind is None:
            continue
        step = quantum(kind, indicator_of(goal.core, place))
        without = {key: value for key, value in state.items() if key != place}
        for root in candidates.roots(place, without):
            if root % step == 0 and (edge := _edge(goal, place, kind, root, step, without)) is not None:
                yield edge


def _kind(goal: Goal, place: Place) -> ty.Type | None:
    """The type of a number or a day at *place*; None for anything else."""
    if place.levels or any(level.key == place.key for level in goal.core.levels):
        return None
    kind = part_type(indicator_of(goal.core, place), place)
    return kind if ty.is_ordered(kind) else None


def _edge(goal: Goal, place: Place, kind: ty.Type, root: Fraction, step: Fraction, without: State) -> Edge | None:
    beside: dict[str, tuple[State, Status]] = {}
    for where, number in (("at", root), ("below", root - step), ("above", root + step)):
        if not is_legal(number, kind):
            return None
        state = {**without, place: _value(number, kind)}
        beside[where] = state, goal.status(state)
    found = {status for _, status in beside.values()}
    return Edge(place, beside) if found == set(_DECIDED) else None


def _value(number: Fraction, kind: ty.Type) -> Any:
    return date.fromordinal(int(number)) if isinstance(kind, ty.Date) else number
