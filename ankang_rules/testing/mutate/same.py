"""Whether two comparisons of an indicator with a constant hold for the same values: a change that changes nothing.

A comparison changes its outcome only at its constant, so both are tried at the two constants, between them and beyond,
as far as these are values that the indicator can have. That is a proof, not a sample.
"""

from __future__ import annotations

import operator as op
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Indicator
from ankang_rules.explain.filling import is_legal
from ankang_rules.model import types as ty

_TESTS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": op.eq,
    "≠": op.ne,
    "<": op.lt,
    "≤": op.le,
    ">": op.gt,
    "≥": op.ge,
}


def are_same(before: n.Compare, after: n.Node, indicators: Mapping[str, Indicator]) -> bool:
    """Whether *before* and *after* hold for the same values of the indicator that both compare."""
    if not isinstance(after, n.Compare) or before.left != after.left or not isinstance(before.left, n.Fact):
        return False
    if not isinstance(before.right, n.Constant) or not isinstance(after.right, n.Constant):
        return False
    first, second = before.right.value, after.right.value
    if not isinstance(first, Fraction) or not isinstance(second, Fraction):
        return False
    kind = before.left.type
    tried = (value for value in _tried(first, second, kind) if is_legal(value, kind))
    return all(_TESTS[before.operator](value, first) == _TESTS[after.operator](value, second) for value in tried)


def _tried(first: Fraction, second: Fraction, kind: ty.Type) -> Iterator[Fraction]:
    whole = isinstance(kind, ty.Quantity) and kind.kind == "count"
    low, high = min(first, second), max(first, second)
    yield from (low - 1, low, (low + high) / 2, high, high + 1)
    if whole:
        yield from (Fraction(low.__floor__() + step) for step in range(-1, 4))
    else:
        yield from (low / 2, high + (1 - high) / 2)  # inside the bounds of a share too
