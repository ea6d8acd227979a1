"""The search for facts that meet a goal: an open place that matters gets a value, again and again, until it is met.

What is decided with some facts stays so with more of them, so a branch that is decided wrongly is left at once, and
facts that meet a goal meet it whatever else is said.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ankang_rules.testing.candidates import Candidates
from ankang_rules.testing.goals import Goal, Place, State

MOST_LOOKS = 1500
MOST_LOOKS_BELOW = 150
"""At a rule that speaks of the units below, each of which is judged."""
MOST_LOOKS_DRAWN = 25
"""Beyond one for each place, where values are drawn; what is not found by then is taken from the first search."""

Choose = Callable[[Place, int], int]
"""Which of so many values to try first at a place."""


def simplest(_place: Place, _number: int) -> int:
    """Try the first."""
    return 0


class Search:
    """Looks for facts that meet *goal*. *failing* are the other rules that every try that got so far broke."""

    def __init__(self, goal: Goal, choose: Choose = simplest, most: int | None = None) -> None:
        self.goal, self.choose = goal, choose
        self.candidates = Candidates(goal)
        self.left = most or (MOST_LOOKS_BELOW if goal.about_units else MOST_LOOKS)
        self.failing: frozenset[str] | None = None
        self._first: dict[Place, int] = {}

    def found(self, start: State | None = None) -> State | None:
        """Return facts that meet the goal, none of them needless beyond *start*; None where none were found."""
        start = start or {}
        state = self._from(dict(start))
        return None if state is None else self._needed(state, start)

    def _from(self, state: dict[Place, Any]) -> State | None:
        self.left -= 1
        seen = self.goal.look(state)
        if seen.done:
            return state
        if seen.failing:
            self.failing = seen.failing if self.failing is None else self.failing & seen.failing
        if not seen.open:
            return None
        place = seen.open[0]
        for value in self._ordered(place, self.candidates.of(place, state)):
            if self.left <= 0:
                return None
            found = self._from({**state, place: value})
            if found is not None:
                return found
        return None

    def _ordered(self, place: Place, values: list[Any]) -> list[Any]:
        if not values:
            return []
        if place not in self._first:
            self._first[place] = self.choose(place, len(values))
        first = self._first[place] % len(values)
        return [values[first], *values[:first], *values[first + 1 :]]

    def _needed(self, state: State, start: State) -> State:
        """Drop each value without which the goal is met as well."""
        for place in reversed([place for place in state if place not in start]):
            less = {key: value for key, value in state.items() if key != place and not _inside(key, place)}
            if self.goal.look(less).done:
                state = less
        return state


def _inside(place: Place, other: Place) -> bool:
    """Whether *place* is a part of the value, or stands in a unit of the list, at *other*."""
    part = place.levels == other.levels and place.key == other.key and not other.at
    return part or place.levels[: len(other.levels) + 1] == (*other.levels, other.key)
