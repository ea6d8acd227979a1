"""Whether two comparisons with constants hold for the same values: a change that changes nothing, or nothing plausible.

A comparison changes its outcome only at its constant, so both are tried at the two constants, between them and beyond,
as far as these are values that the other side can have: by the types of what it reads, and within the ranges that
indicators expect. That is a proof, not a sample.
"""

from __future__ import annotations

import operator as op
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from attrs import frozen

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Indicator
from ankang_rules.model import types as ty

_TESTS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": op.eq,
    "≠": op.ne,
    "<": op.lt,
    "≤": op.le,
    ">": op.gt,
    "≥": op.ge,
}

Indicators = Mapping[str, Indicator]


@frozen
class Range:
    """The numbers from *low* to *high*, both included, None for no end; only the *whole* ones of them."""

    low: Fraction | None = None
    high: Fraction | None = None
    whole: bool = False

    def holds(self, value: Fraction) -> bool:
        """Whether *value* is one of them."""
        inside = (self.low is None or self.low <= value) and (self.high is None or value <= self.high)
        return inside and not (self.whole and value.denominator != 1)


def are_same(before: n.Compare, after: n.Node, indicators: Indicators) -> bool:
    """Whether *before* and *after* compare one thing with constants, and hold for the same of its values."""
    if not isinstance(after, n.Compare) or before.left != after.left:
        return False
    if not isinstance(before.right, n.Constant) or not isinstance(after.right, n.Constant):
        return False
    first, second = before.right.value, after.right.value
    if not isinstance(first, Fraction) or not isinstance(second, Fraction):
        return False
    possible = range_of(before.left, indicators)
    tried = (value for value in _tried(first, second, possible) if possible.holds(value))
    return all(_TESTS[before.operator](value, first) == _TESTS[after.operator](value, second) for value in tried)


def _tried(first: Fraction, second: Fraction, possible: Range) -> Iterator[Fraction]:
    low, high = min(first, second), max(first, second)
    yield from (end for end in (possible.low, possible.high) if end is not None)
    if possible.whole:
        yield from (Fraction(low.__floor__() + step) for step in range(-1, (high - low).__ceil__() + 3))
        return
    below = low - 1 if possible.low is None or possible.low >= low else (possible.low + low) / 2
    above = high + 1 if possible.high is None or possible.high <= high else (possible.high + high) / 2
    yield from (below, low, (low + high) / 2, high, above)


def range_of(node: n.Node, indicators: Indicators) -> Range:
    """Return which numbers *node* can come to, where each fact is within the range that its indicator expects."""
    match node:
        case n.Fact(key=key):
            return _of_fact(node.type, indicators.get(key))
        case n.MonthOf(series=n.Fact(key=key)):
            return _of_fact(node.type, indicators.get(key))
        case n.CountOf():
            return Range(Fraction(0), whole=True)
        case n.ShareWhere():
            return Range(Fraction(0), Fraction(1))
        case n.Arithmetic(operator="+", left=left, right=right):
            return _sum(range_of(left, indicators), range_of(right, indicators))
    return Range()


def _of_fact(kind: ty.Type, indicator: Indicator | None) -> Range:
    low, high, whole = None, None, False
    if isinstance(kind, ty.Quantity) and kind.kind == "count":
        low, whole = Fraction(0), True
    elif isinstance(kind, ty.Share):
        low, high = Fraction(0), kind.within
    least, most = (indicator.expected if indicator else None) or (None, None)
    if isinstance(least, Fraction):
        low = least if low is None else max(low, least)
    if isinstance(most, Fraction):
        high = most if high is None else min(high, most)
    return Range(low, high, whole)


def _sum(a: Range, b: Range) -> Range:
    low = None if a.low is None or b.low is None else a.low + b.low
    high = None if a.high is None or b.high is None else a.high + b.high
    return Range(low, high, a.whole and b.whole)
