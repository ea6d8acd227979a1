"""A trace to the smallest set of leaves that settles how it came out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, cast

from attrs import field, frozen

from ankang_rules.core import nodes as n
from ankang_rules.core.print import show
from ankang_rules.evaluate.results import RuleResult
from ankang_rules.evaluate.trace import RecordTrace, Trace, records_of
from ankang_rules.explain.units import names_in
from ankang_rules.model.outcome import YES, Bound, Known, Outcome, conjunction, disjunction, negation
from ankang_rules.model.status import Status

_MOST_WAYS = 64
"""How many ways to settle a part are kept. Beyond, the smallest are, so that the answer still settles it."""


At = tuple[tuple[Literal["month", "record", "unit"], int | str], ...]


@frozen
class Leaf:
    """A condition without conditions inside, how it came out, and for which month, records or unit it was looked at.

    *at* gives them outermost first: ``(("month", 2),)`` is February, ``(("record", 3),)`` the third record. A unit
    below is given by its path from the unit whose rule it is: ``(("unit", "汉滨区/城关镇"),)``.
    """

    node: n.Node
    at: At
    outcome: Outcome
    trace: Trace = field(eq=False, repr=False)

    def text(self) -> str:
        """Return the condition as the rule writes it."""
        return show(self.node)


Way = tuple[Leaf, ...]
"""Leaves that together settle an outcome, in the order of the rule."""


def why(result: RuleResult, definitions: Mapping[str, Trace]) -> Way:
    """Return the smallest set of leaves that settles the status of *result*; empty where it is unknown.

    They are leaves of the condition in effect, of each ``when`` and of the exceptions; for a rule that does not apply,
    those that make its ``when`` false. A branch that was not taken was not looked at, and is no reason.
    """
    ways = _ways(result, definitions, ())
    return ways[0] if ways else ()


def _ways(result: RuleResult, definitions: Mapping[str, Trace], unit: At) -> list[Way]:
    """The ways to settle *result*, which is about *unit*, fewest leaves first."""
    finding = _Finding(definitions, unit)
    if result.cases:
        return _all([*(finding.ways(when) for when in result.whens), _for_each(result, definitions)])
    if result.status is Status.NOT_APPLICABLE:
        return _fewest([way for bar in result.bars if bar.trace for way in finding.ways(bar.trace)])
    if result.status is Status.UNKNOWN or result.condition is None:
        return []
    if result.agreeing is not None:
        return _all([finding.ways(trace) for trace in (*result.whens, result.condition, result.agreeing)])
    return _all([finding.ways(trace) for trace in (*result.whens, *result.exceptions, result.condition)])


def _for_each(result: RuleResult, definitions: Mapping[str, Trace]) -> list[Way]:
    """One unit settles that a rule about each of them fails; that it passes, or never applies, all of them do."""
    meant = [case for case in result.cases if case.result.status is result.status]
    found = [_ways(case.result, definitions, (("unit", "/".join(case.unit)),)) for case in meant]
    return _fewest([way for ways in found for way in ways]) if result.status is Status.FAIL else _all(found)


class _Finding:
    def __init__(self, definitions: Mapping[str, Trace], unit: At) -> None:
        self.definitions, self.unit = definitions, unit

    def ways(self, trace: Trace, at: At | None = None) -> list[Way]:
        """Return ways to settle the outcome of *trace*, fewest leaves first; none where it is not known."""
        at = self.unit if at is None else at
        if not isinstance(trace.outcome, Known):
            return []
        holds = trace.outcome == YES
        match trace.node:
            case n.Not():
                return self.ways(trace.parts[0], at)
            case n.And() | n.Or():
                every = isinstance(trace.node, n.And) == holds
                return self._junction([(part.outcome, self.ways(part, at)) for part in trace.parts], holds, every)
            case n.NumberOf(bound=bound, number=number):
                return self._number(bound, number, trace.parts, at, holds)
            case n.If():
                return _all([self.ways(part, at) for part in trace.parts if isinstance(part.outcome, Known)])
            case n.EveryMonth() if trace.parts:
                months = [(p.outcome, self.ways(p, (*at, ("month", p.at or 0)))) for p in trace.parts]
                return self._junction(months, holds, every=holds)
            case n.Quantified() if any(part.at is not None for part in trace.parts):
                return self._quantified(trace, at, holds)
            case n.DefinitionRef(key=key, of=None):
                return self.ways(self.definitions[key], ())
        return [(Leaf(trace.node, at, trace.outcome, trace),)]

    def _junction(self, parts: list[tuple[Outcome, list[Way]]], holds: bool, every: bool) -> list[Way]:
        """*every* part is needed, or any one that came out as the whole did."""
        if every:
            return _all([ways for _, ways in parts])
        return _fewest([way for outcome, ways in parts if outcome == Known(holds) for way in ways])

    def _number(self, bound: Bound, number: int, parts: Sequence[Trace], at: At, holds: bool) -> list[Way]:
        """So many that hold, or so many that do not, leave no other answer."""
        held, not_held = ([self.ways(p, at) for p in parts if p.outcome == Known(way)] for way in (True, False))
        enough, too_many = _choose(held, number), _choose(held, number + 1)
        most_left, too_few = _choose(not_held, len(parts) - number), _choose(not_held, len(parts) - number + 1)
        match bound, holds:
            case "at least", _:
                return enough if holds else too_few
            case "at most", _:
                return most_left if holds else too_many
            case _, True:
                return _all([enough, most_left])
        return _fewest(too_many + too_few)

    def _quantified(self, trace: Trace, at: At, holds: bool) -> list[Way]:
        """Over the records: left out or satisfying each, for *every*; meant and satisfying one, for *some*."""
        wanted = cast(n.Quantified, trace.node).which == "some"
        names = names_in(trace)
        found = [self._record(record, wanted, _inside(at, record.gives.at or 0, names)) for record in records_of(trace)]
        return self._junction(found, holds, every=wanted != holds)

    def _record(self, record: RecordTrace, wanted: bool, at: At) -> tuple[Outcome, list[Way]]:
        gives = (record.gives.outcome, self.ways(record.gives, at))
        if record.meant is None:
            return gives
        meant = (record.meant.outcome if wanted else negation(record.meant.outcome), self.ways(record.meant, at))
        outcome = (conjunction if wanted else disjunction)([meant[0], gives[0]])
        holds = outcome == YES
        return outcome, self._junction([meant, gives], holds, every=holds == wanted)


def _inside(at: At, number: int, names: Sequence[str]) -> At:
    """*at*, and in it the record, or the unit, with this *number*; the path of a unit says where it is by itself."""
    if names:
        return (*(place for place in at if place[0] != "unit"), ("unit", names[number - 1]))
    return (*at, ("record", number))


# Ways are kept apart by their leaves, whatever order they came in; the order of the rule decides between equals.


def _fewest(ways: Sequence[Way]) -> list[Way]:
    """Return *ways* without those that hold another, fewest leaves first."""
    if len(ways) < 2:
        return list(ways)
    kept: list[tuple[Way, frozenset[Leaf]]] = []
    for way in sorted(ways, key=len):
        leaves = frozenset(way)
        if not any(other <= leaves for _, other in kept):
            kept.append((way, leaves))
    return [way for way, _ in kept[:_MOST_WAYS]]


def _all(parts: Sequence[list[Way]]) -> list[Way]:
    """Return the ways to settle all *parts* at once."""
    together: list[Way] = [()]
    for ways in parts:
        together = _fewest([_both(way, more) for way in together for more in ways])
    return together


def _both(way: Way, more: Way) -> Way:
    return tuple(dict.fromkeys((*way, *more))) if way and more else way or more


def _choose(parts: Sequence[list[Way]], number: int) -> list[Way]:
    """Return the ways to settle *number* of *parts*; none where there are not so many."""
    chosen: list[list[Way]] = [[()], *([] for _ in range(max(number, 0)))]
    for ways in parts:
        for size in range(len(chosen) - 1, 0, -1):
            chosen[size] = _fewest(chosen[size] + _all([chosen[size - 1], ways]))
    return chosen[max(number, 0)]
