"""Requirements that share places → the fewest places to change, and their values on the grid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from itertools import combinations, permutations, product
from operator import itemgetter
from typing import Any

from attrs import frozen

from ankang_rules.explain.passing.choosing import choices
from ankang_rules.explain.passing.places import Place, Places, Spot
from ankang_rules.explain.passing.ranges import Ranges
from ankang_rules.explain.passing.requirements import Linear, Recorded, Requirement, components
from ankang_rules.model.given import Absent
from ankang_rules.model.outcome import Value

_MOST_SUPPORTS = 6000
_MOST_MET = 40
_MOST_VARIED = 12
_MOST_BEYOND = 1
_MOST_ORDERED = 3
_MOST_STEPS = 24


@frozen
class Change:
    """The value *after* that a *place* gets; the mark of absence where it is to be reported that there is none."""

    place: Place
    after: Value | Absent


@frozen(eq=False)
class Meeting:
    """Changes after which requirements are met, in the order of the ruleset, and the *effort* of them together.

    *unlikely* is how many of their numbers go where none is to be expected. *distance* is how far their numbers move,
    which tells apart what is of one effort, as all that begins at zero is.
    """

    changes: tuple[Change, ...] = ()
    effort: Fraction = Fraction(0)
    order: tuple[Any, ...] = ()
    distance: Fraction = Fraction(0)
    unlikely: int = 0

    @property
    def cost(self) -> tuple[object, ...]:
        return len(self.changes), self.unlikely, self.effort, self.order, self.distance

    @cached_property
    def places(self) -> frozenset[Place]:
        return frozenset(change.place for change in self.changes)


class Meetings:
    """Meets requirements in the places of a tree. *complete* turns False once something was left untried."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.complete = True
        self._known: dict[frozenset[Requirement], tuple[Meeting, ...]] = {}

    def of(self, requirements: frozenset[Requirement]) -> tuple[Meeting, ...]:
        """Return the ways to meet all of *requirements*, the cheapest first; none where they contradict."""
        in_order = sorted(components(requirements), key=self._order)  # what costs the same keeps this order
        parts = [self.component(component) for component in in_order]
        if not all(parts):
            return ()
        single, varied = self._parted(parts)
        found: tuple[Meeting, ...] = (Meeting(),)
        for mine in varied:
            found = self._best(joined(a, b) for a, b in product(found, mine))
        # What all of them have in common changes nothing about which is cheaper or needless, and may be much.
        common = joined(*single)
        return tuple(joined(common, one) for one in found)

    def _parted(self, parts: list[tuple[Meeting, ...]]) -> tuple[list[Meeting], list[tuple[Meeting, ...]]]:
        """Part *parts* into those of one meeting and those of several, which cost least to be met otherwise.

        Among the cheapest so many of all there is none that meets another part than these otherwise.
        """
        several = [(at, mine) for at, mine in enumerate(parts) if len(mine) > 1]
        kept = {at for at, mine in sorted(several, key=lambda it: _dearer(*it[1][:2]))[:_MOST_VARIED]}
        self.complete = self.complete and len(several) <= _MOST_VARIED
        single = [mine[0] for at, mine in enumerate(parts) if at not in kept and mine[0].changes]
        return single, [mine for at, mine in enumerate(parts) if at in kept]

    def cheapest(self, requirements: frozenset[Requirement]) -> Meeting | None:
        """Return the cheapest way to meet all of *requirements*."""
        found = []
        for component in components(requirements):
            mine = self.component(component)
            if not mine:
                return None
            if mine[0].changes:
                found.append(mine[0])
        return joined(*found)

    def _order(self, requirements: frozenset[Requirement]) -> tuple[object, ...]:
        orders = (self.places.spot(place).order for one in requirements for place in one.places)
        return min(orders, default=())

    def component(self, requirements: frozenset[Requirement]) -> tuple[Meeting, ...]:
        """Return the ways to meet *requirements*, which hang together by their places."""
        if requirements not in self._known:
            linear = [one for one in requirements if isinstance(one, Linear)]
            found = self._numbers(requirements) if linear else self._choices(requirements)
            self._known[requirements] = self._best(found)
        return self._known[requirements]

    def _best(self, found: Iterator[Meeting]) -> tuple[Meeting, ...]:
        """Order by cost, without those that change more places than another one needs."""
        kept: list[Meeting] = []
        for meeting in sorted(found, key=lambda it: it.cost):
            if len(kept) >= _MOST_MET:
                self.complete = False
                break
            if not any(makes_needless(one, meeting) for one in kept):
                kept.append(meeting)
        return tuple(kept)

    def _meeting(self, changes: list[Change], effort: Fraction) -> Meeting:
        ordered = sorted(changes, key=lambda change: self.places.spot(change.place).order)
        spots = [self.places.spot(change.place) for change in ordered]
        distance = sum((s.distance(c.after) for s, c in zip(spots, ordered, strict=True)), Fraction(0))
        unlikely = sum(s.is_unlikely(c.after) for s, c in zip(spots, ordered, strict=True))
        return Meeting(tuple(ordered), effort, tuple(spot.order for spot in spots), distance, unlikely)

    # One place with words or members

    def _choices(self, requirements: frozenset[Requirement]) -> Iterator[Meeting]:
        spot = self.places.spot(next(iter(next(iter(requirements)).places)))
        for after in choices(spot, requirements):
            if after is None:
                yield Meeting()
            elif not spot.is_fixed:
                effort = spot.indicator.effort if isinstance(after, Absent) else spot.effort(after)
                yield self._meeting([Change(spot.place, after)], effort)

    # Numbers and days that hang together

    def _numbers(self, requirements: frozenset[Requirement]) -> Iterator[Meeting]:
        linear = [one for one in requirements if isinstance(one, Linear)]
        recorded = [one for one in requirements if isinstance(one, Recorded)]
        if any(not one.given for one in recorded):
            return  # what is reported as absent has no value that could be compared
        spots = sorted({p: self.places.spot(p) for one in linear for p in one.places}.values(), key=lambda s: s.order)
        fixed = {spot.place: spot.number for spot in spots if spot.number is not None}
        needed = frozenset(spot.place for spot in spots if spot.number is None)
        broken = [one.places for one in linear if not (one.places & needed) and not one.holds(fixed)]
        if not needed and not broken:
            yield Meeting()
            return
        met: list[frozenset[Place]] = []
        for support in self._supports([spot for spot in spots if not spot.is_fixed], needed, broken, met):
            if any(one <= support for one in met):
                continue
            values = self._values([spot for spot in spots if spot.place in support], fixed, linear)
            if values is not None:
                met.append(support)
                yield self._changed(values)

    def _changed(self, values: Mapping[Place, Fraction]) -> Meeting:
        changes, effort = [], Fraction(0)
        for place, number in values.items():
            spot = self.places.spot(place)
            if number != spot.number:
                changes.append(Change(place, spot.value(number)))
                effort += spot.effort(spot.value(number))
        return self._meeting(changes, effort)

    def _supports(
        self,
        spots: list[Spot],
        needed: frozenset[Place],
        broken: list[frozenset[Place]],
        met: list[frozenset[Place]],
    ) -> Iterator[frozenset[Place]]:
        """Sets of places to change, small ones first, with all *needed* and one of each of *broken*.

        A place that is enough without another, as *met* says by then, is not tried with others; nor is anything that
        changes many more places than what is met first.
        """
        free = [spot.place for spot in spots if spot.place not in needed]
        if not needed <= {spot.place for spot in spots}:
            return
        tried = 0
        for size in range(len(free) + 1):
            if met and size + len(needed) > len(met[0]) + _MOST_BEYOND:
                return
            free = [place for place in free if needed | {place} not in met]
            for more in combinations(free, size):
                tried += 1
                if tried > _MOST_SUPPORTS:
                    self.complete = False
                    return
                support = needed.union(more)
                if support and not any(support.isdisjoint(one) for one in broken):
                    yield support

    def _values(
        self, spots: list[Spot], fixed: Mapping[Place, Fraction], linear: list[Linear]
    ) -> Mapping[Place, Fraction] | None:
        """Return values of *spots* on their grids that meet *linear*, with little effort; likely ones first."""
        others = {place: number for place, number in fixed.items() if place not in {s.place for s in spots}}
        for likely in (True, False):
            best: tuple[tuple[Fraction, Fraction], Mapping[Place, Fraction]] | None = None
            ranges = Ranges(linear, {s.place: s for s in spots}, others, likely=likely)
            if not ranges.narrow():
                continue
            for order in self._orders(spots):
                found = self._chosen(ranges, order, [_MOST_STEPS * 4])
                if found is not None:
                    taken = self._taken(spots, found)
                    if best is None or taken < best[0]:
                        best = taken, found
            if best is not None:
                return best[1]
        return None

    def _taken(self, spots: list[Spot], values: Mapping[Place, Fraction]) -> tuple[Fraction, Fraction]:
        after = [(spot, spot.value(values[spot.place])) for spot in spots]
        return sum((s.effort(v) for s, v in after), Fraction(0)), sum((s.distance(v) for s, v in after), Fraction(0))

    def _orders(self, spots: list[Spot]) -> Iterator[tuple[Spot, ...]]:
        if len(spots) <= _MOST_ORDERED:
            yield from permutations(spots)
        else:
            yield from (tuple(spots), tuple(reversed(spots)))

    def _chosen(self, ranges: Ranges, order: tuple[Spot, ...], left: list[int]) -> Mapping[Place, Fraction] | None:
        """Settle one place after the other, each as near to its value as the others leave room for."""
        if not order:
            return ranges.settled()
        for number in ranges.near(order[0], _MOST_STEPS):
            if left[0] <= 0:
                return None
            left[0] -= 1
            inner = ranges.with_value(order[0].place, number)
            if inner.narrow() and (found := self._chosen(inner, order[1:], left)) is not None:
                return found
        return None


def joined(*meetings: Meeting) -> Meeting:
    """Return all of *meetings* together, of different places."""
    pairs = [pair for one in meetings for pair in zip(one.order, one.changes, strict=True)]
    pairs.sort(key=itemgetter(0))
    return Meeting(
        tuple(change for _, change in pairs),
        sum((one.effort for one in meetings), Fraction(0)),
        tuple(order for order, _ in pairs),
        sum((one.distance for one in meetings), Fraction(0)),
        sum(one.unlikely for one in meetings),
    )


def _dearer(one: Meeting, other: Meeting) -> tuple[int, int, Fraction]:
    """By how much *other* costs more than *one*."""
    return len(other.changes) - len(one.changes), other.unlikely - one.unlikely, other.effort - one.effort


def makes_needless(one: Meeting, other: Meeting) -> bool:
    """Whether *one* makes *other* needless: fewer places of the same, or the same with less effort."""
    if not one.places <= other.places:
        return False
    if len(one.changes) < len(other.changes) or one.changes == other.changes:
        return True
    return (one.unlikely, one.effort, one.distance) < (other.unlikely, other.effort, other.distance)
