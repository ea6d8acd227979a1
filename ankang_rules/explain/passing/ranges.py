"""How far numbers can go under linear requirements: ranges on the grid, narrowed until nothing moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from ankang_rules.explain.passing.places import Place, Spot
from ankang_rules.explain.passing.requirements import Linear

_MOST_ROUNDS = 60

End = Fraction | None
"""The end of a range; None for none."""


class Ranges:
    """The lowest and highest value that each of *spots* can still take, where *fixed* places keep theirs."""

    def __init__(
        self, linear: Sequence[Linear], spots: Mapping[Place, Spot], fixed: Mapping[Place, Fraction], *, likely: bool
    ) -> None:
        self.linear, self.spots, self.fixed = linear, spots, fixed
        ends = {place: spot.likely if likely else spot.limits for place, spot in spots.items()}
        self.low: dict[Place, End] = {place: _up(low, spots[place].step) for place, (low, _) in ends.items()}
        self.high: dict[Place, End] = {place: _down(high, spots[place].step) for place, (_, high) in ends.items()}

    def with_value(self, place: Place, number: Fraction) -> Ranges:
        """Return these ranges with one place settled."""
        found = Ranges.__new__(Ranges)
        found.linear, found.spots, found.fixed = self.linear, self.spots, self.fixed
        found.low, found.high = {**self.low, place: number}, {**self.high, place: number}
        return found

    def narrow(self) -> bool:
        """Narrow every range as far as the others force it; return whether values may be left for all."""
        for _ in range(_MOST_ROUNDS):
            moved = False
            for requirement in self.linear:
                outcome = self._narrowed(requirement)
                if outcome is None:
                    return False
                moved = moved or outcome
            if not moved:
                break
        return True

    def settled(self) -> Mapping[Place, Fraction] | None:
        """Return the values, each range having come to one, where they meet every requirement."""
        values = {place: low for place, low in self.low.items() if low is not None}
        everything = {**self.fixed, **values}
        return values if all(one.holds(everything) for one in self.linear) else None

    def near(self, spot: Spot, most: int) -> Iterator[Fraction]:
        """Yield values in the range of *spot*, those nearest to what it is now first."""
        low, high, step = self.low[spot.place], self.high[spot.place], spot.step
        wanted = spot.wanted
        below, above = _down(wanted, step), _up(wanted, step)
        assert below is not None
        assert above is not None
        above = above if low is None else max(above, low)
        below = below if high is None else min(below, high)
        if above == below:
            below -= step
        for _ in range(most):
            may_rise = high is None or above <= high
            may_fall = low is None or below >= low
            if not may_rise and not may_fall:
                return
            if may_rise and (not may_fall or above - wanted <= wanted - below):
                yield above
                above += step
            else:
                yield below
                below -= step

    def _narrowed(self, requirement: Linear) -> bool | None:
        """Narrow by one requirement: whether anything moved, or None where it cannot be met."""
        moved = self._at_least(requirement, Fraction(1), strictly=requirement.relation == ">")
        if moved is not None and requirement.relation == "=":
            back = self._at_least(requirement, Fraction(-1), strictly=False)
            moved = None if back is None else moved or back
        return moved

    def _at_least(self, requirement: Linear, sign: Fraction, *, strictly: bool) -> bool | None:
        """The sum, times *sign*, is at least zero; so no term is lower than the highest of all others leaves it."""
        form, most, endless = requirement.form, requirement.form.constant * sign, []
        free: list[tuple[Place, Fraction]] = []
        for place, number in form.terms:
            number = number * sign
            if place in self.fixed:
                most += number * self.fixed[place]
                continue
            free.append((place, number))
            end = self.high[place] if number > 0 else self.low[place]
            if end is None:
                endless.append(place)
            else:
                most += number * end
        if not endless and (most < 0 or (strictly and most == 0)):
            return None
        if len(endless) > 1:
            return False
        moved = False
        for place, number in free:
            if endless and endless != [place]:
                continue
            end = self.high[place] if number > 0 else self.low[place]
            others = most - (number * end if end is not None else 0)
            outcome = self._bound(place, -others / number, rising=number > 0, strictly=strictly)
            if outcome is None:
                return None
            moved = moved or outcome
        return moved

    def _bound(self, place: Place, end: Fraction, *, rising: bool, strictly: bool) -> bool | None:
        step, low, high = self.spots[place].step, self.low[place], self.high[place]
        on_grid = _up(end, step) if rising else _down(end, step)
        assert on_grid is not None
        if strictly and on_grid == end:
            on_grid += step if rising else -step
        if rising:
            if low is not None and on_grid <= low:
                return False
            self.low[place] = low = on_grid
        else:
            if high is not None and on_grid >= high:
                return False
            self.high[place] = high = on_grid
        return None if low is not None and high is not None and low > high else True


def _up(number: End, step: Fraction) -> End:
    return None if number is None else -(-number // step) * step


def _down(number: End, step: Fraction) -> End:
    return None if number is None else number // step * step
