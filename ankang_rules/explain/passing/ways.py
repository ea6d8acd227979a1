"""Ways: sets of requirements, all of which together are enough; families of them, of which one is enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import prod

from attrs import field, frozen

from ankang_rules.explain.passing.meeting import Meeting, Meetings, joined
from ankang_rules.explain.passing.places import Place
from ankang_rules.explain.passing.requirements import Requirement

_MOST_WAYS = 40
_MOST_STATES = 1500


@frozen
class Way:
    """Requirements, with the cheapest way to meet them."""

    requirements: frozenset[Requirement]
    cheapest: Meeting = field(eq=False)
    places: frozenset[Place] = field(eq=False)

    @property
    def cost(self) -> tuple[object, ...]:
        return self.cheapest.cost


Ways = list[Way]
"""Ways of which one is enough, the cheapest first; none where nothing can help."""


class Families:
    """Puts ways together. *complete* turns False once some were left out."""

    def __init__(self, meetings: Meetings) -> None:
        self.meetings = meetings
        self.complete = True
        self.nothing: Ways = [Way(frozenset(), Meeting(), frozenset())]

    def way(self, *requirements: Requirement) -> Ways:
        """Return the one way of meeting *requirements*; none where they contradict."""
        return self._way(frozenset(requirements))

    def _way(self, requirements: frozenset[Requirement]) -> Ways:
        cheapest = self.meetings.cheapest(requirements)
        if cheapest is None:
            return []
        places = frozenset[Place]().union(*(one.places for one in requirements))
        return [Way(requirements, cheapest, places)]

    def both(self, one: Way, other: Way) -> Ways:
        """Return the one way of taking both; none where they contradict."""
        if not other.requirements:
            return [one]
        if not one.requirements:
            return [other]
        together = one.requirements | other.requirements
        if one.places.isdisjoint(other.places):
            cheapest = one.cheapest
            if other.cheapest.changes:
                cheapest = joined(cheapest, other.cheapest) if cheapest.changes else other.cheapest
            return [Way(together, cheapest, one.places | other.places)]
        return self._way(together)

    def any_of(self, families: Iterable[Ways]) -> Ways:
        """One of *families* is enough."""
        return self._cheapest(way for ways in families for way in ways)

    def all_of(self, families: Iterable[Ways]) -> Ways:
        """One way of each of *families* is needed; those that cost something are looked at first."""
        needed = list(families)
        if not all(needed):
            return []
        if prod(map(len, needed)) > _MOST_WAYS:
            needed = self._without_idle(needed)
        together = self.nothing
        for ways in sorted(needed, key=lambda ways: len(ways[0].cheapest.changes), reverse=True):
            if ways is not self.nothing:
                together = self._cheapest(both for way in together for more in ways for both in self.both(way, more))
            if not together:
                return []
        return together

    def _without_idle(self, families: list[Ways]) -> list[Ways]:
        """Leave out what need not be weighed: other ways where one is free and looks at nothing that others look at."""
        places = [frozenset[Place]().union(*(way.places for way in ways)) for ways in families]
        seen = Counter(place for some in places for place in some)

        def is_idle(way: Way) -> bool:
            return not way.cheapest.changes and all(seen[place] == 1 for place in way.places)

        return [[idle] if (idle := next(filter(is_idle, ways), None)) else ways for ways in families]

    def some_of(self, families: Sequence[Ways], number: int) -> Ways:
        """So many of *families* are needed."""
        can = sorted((ways for ways in families if ways), key=lambda ways: ways[0].cost)
        if number <= 0:
            return self.nothing
        if len(can) < number:
            return []
        if len(can) * number > _MOST_STATES or len(can) == number:
            return self._first_of(can, number)
        found: dict[int, Ways] = {0: self.nothing}
        for left, ways in zip(range(len(can) - 1, -1, -1), can, strict=True):
            step: dict[int, list[Ways]] = {}
            for held, before in found.items():
                if held + left >= number:
                    step.setdefault(held, []).append(before)
                if held < number:
                    step.setdefault(held + 1, []).append(self.all_of([before, ways]))
            found = {held: self.any_of(options) for held, options in step.items()}
        return found.get(number, [])

    def _first_of(self, can: list[Ways], number: int) -> Ways:
        """The cheapest of many, and each of the others in place of the last; exact where they share no place."""
        self.complete = self.complete and len(can) == number
        first = self.all_of([ways[:1] if len(can) > number else ways for ways in can[: number - 1]])
        return self.any_of(self.all_of([first, ways]) for ways in can[number - 1 : number - 1 + _MOST_WAYS])

    def _cheapest(self, ways: Iterable[Way]) -> Ways:
        """Drop each way that asks for all that another asks for, and what goes beyond the bound."""
        kept: Ways = []
        for way in sorted(dict.fromkeys(ways), key=lambda way: (way.cost, len(way.requirements))):
            if any(other.requirements <= way.requirements for other in kept):
                continue
            if len(kept) == _MOST_WAYS:
                self.complete = False
                break
            kept.append(way)
        return kept
