"""Questions in an order in which few answers decide a unit: greedily, each the one that then helps most."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from fractions import Fraction
from typing import Generic, TypeVar

_T = TypeVar("_T", bound=Hashable)
_MOST_ORDERED = 300
"""How many are chosen one by one; the rest follow by what they help with at the outset."""

_NEVER = 10**9


def in_order(
    questions: Sequence[_T], unit: Sequence[frozenset[_T]], rules: Sequence[Sequence[frozenset[_T]]]
) -> Iterator[tuple[_T, bool]]:
    """Yield *questions* in the order to ask them, each with whether an answer to it alone may then decide the unit.

    *unit* are sets of questions of which one, answered, may decide the unit; of each of *rules* likewise. First comes
    what stands in the smallest set for the unit, among these what helps with the most rules, a rule that needs it
    alone counting in full and one that needs it with another by half; then what the rules ask for first.
    """
    order = _Order(questions, unit, rules)
    for _ in range(min(len(questions), _MOST_ORDERED)):
        yield order.next()
    left = sorted(order.left, key=order.rank)
    yield from ((question, False) for question in left)


class _Order(Generic[_T]):
    def __init__(
        self, questions: Sequence[_T], unit: Sequence[frozenset[_T]], rules: Sequence[Sequence[frozenset[_T]]]
    ) -> None:
        self.left: dict[_T, int] = {question: place for place, question in enumerate(questions)}
        self._unit = list(unit)
        self._rules = [list(sets) for sets in rules]
        self._in: dict[_T, list[int]] = {question: [] for question in questions}
        for number, sets in enumerate(self._rules):
            for question in {question for one in sets for question in one}:
                self._in[question].append(number)
        self._helps = {question: self._help(question) for question in questions}

    def next(self) -> tuple[_T, bool]:
        chosen = min(self.left, key=self.rank)
        may_decide = self._size(self._unit, chosen) == 1
        del self.left[chosen]
        self._unit = [one - {chosen} for one in self._unit]
        touched: set[_T] = set()
        for number in self._in[chosen]:
            self._rules[number] = [one - {chosen} for one in self._rules[number]]
            touched.update(*self._rules[number])
        self._helps |= {question: self._help(question) for question in touched}
        return chosen, may_decide

    def rank(self, question: _T) -> tuple[int, Fraction, int]:
        return self._size(self._unit, question), -self._helps[question], self.left[question]

    def _help(self, question: _T) -> Fraction:
        return sum(
            (Fraction(1, self._size(self._rules[number], question)) for number in self._in[question]), Fraction()
        )

    @staticmethod
    def _size(sets: Sequence[frozenset[_T]], question: _T) -> int:
        return min((len(one) for one in sets if question in one), default=_NEVER)
