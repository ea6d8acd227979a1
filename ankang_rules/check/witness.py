"""Facts on which conditions hold, looked for at, between and beyond the values that the conditions name.

Conditions are worked out exactly as they are evaluated. Whatever is not among the simple forms (parameters, days,
months, records) raises :class:`NotSimple`: about it nothing is proved.
"""

from __future__ import annotations

import operator as op
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import chain, combinations, pairwise, product
from math import ceil, floor
from typing import Any

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Indicator
from ankang_rules.model import types as ty
from ankang_rules.model.outcome import Value

MOST_TRIES = 2_000
_LARGEST_SET = 6

Facts = Mapping[str, Value]
Definitions = Mapping[str, n.Node]

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": op.eq,
    "≠": op.ne,
    "<": op.lt,
    "≤": op.le,
    ">": op.gt,
    "≥": op.ge,
}
_CALCULATE: dict[str, Callable[[Any, Any], Fraction]] = {"+": op.add, "-": op.sub, "×": op.mul, "÷": op.truediv}


class NotSimple(Exception):
    """The condition has a form about which nothing is proved here."""


def nodes_of(node: n.Node, definitions: Definitions) -> Iterator[n.Node]:
    """Yield *node* and all inside it, with what its definitions stand for, each definition once.

    About the units below nothing is proved: raises :class:`NotSimple` where they are spoken of.
    """
    seen: set[str] = set()
    stack = [node]
    while stack:
        for inner in n.walk(stack.pop()):
            if isinstance(inner, n.Units | n.Verdict) or getattr(inner, "of", None) is not None:
                raise NotSimple
            yield inner
            if isinstance(inner, n.DefinitionRef) and inner.key not in seen:
                seen.add(inner.key)
                stack.append(definitions[inner.key])


def facts_to_try(indicators: Mapping[str, Indicator], named: Sequence[Value]) -> Iterator[Facts]:
    """Yield facts for *indicators*, with values at, between and beyond those that are *named*."""
    values = {key: list(_values(indicator.type, named)) for key, indicator in indicators.items()}
    size = 1
    for each in values.values():
        size *= len(each)
    if size > MOST_TRIES:
        raise NotSimple
    for chosen in product(*values.values()):
        yield dict(zip(values, chosen, strict=True))


def _values(kind: ty.Type, named: Sequence[Value]) -> Iterator[Value]:
    match kind:
        case ty.YesNo():
            yield from (True, False)
        case ty.OneOf(choices):
            yield from (member.key for member in choices.members)
        case ty.SetOf(choices) if len(choices.members) <= _LARGEST_SET:
            keys = [member.key for member in choices.members]
            yield from (frozenset(c) for size in range(len(keys) + 1) for c in combinations(keys, size))
        case ty.Date():
            yield from _days([value for value in named if isinstance(value, date)])
        case ty.Quantity() | ty.Share() | ty.Duration():
            yield from _numbers(kind, [value for value in named if isinstance(value, Fraction)])
        case ty.Text():
            texts = [value for value in named if isinstance(value, str)]
            yield from dict.fromkeys([*texts, "".join(texts) + "x"])
        case _:
            raise NotSimple


def _days(named: list[date]) -> Iterator[date]:
    days = {day.toordinal() + move for day in named for move in (-1, 0, 1)} or {date(2000, 1, 1).toordinal()}
    yield from (date.fromordinal(day) for day in sorted(days) if 1 <= day <= date.max.toordinal())


def _numbers(kind: ty.Type, named: list[Fraction]) -> list[Fraction]:
    """Values of *kind* that a fact can have, those nearest to zero first."""
    ends = sorted({Fraction(0), *named})
    middles = [(a + b) / 2 for a, b in pairwise(ends)]
    found = {ends[0] - 1, *ends, *middles, ends[-1] + 1}
    if isinstance(kind, ty.Quantity) and kind.kind == "count":
        # A ratio of two counts takes the value p/q where they are p and q.
        parts = chain.from_iterable((value.numerator, value.denominator) for value in found)
        whole = chain.from_iterable((floor(value), ceil(value), floor(value) + 1, ceil(value) - 1) for value in ends)
        found = {Fraction(value) for value in (*parts, *whole) if value >= 0}
    if isinstance(kind, ty.Share) and kind.within is not None:
        found = {value for value in found if value <= kind.within} | {kind.within}
    return sorted(found, key=lambda value: (value < 0, abs(value)))


class Case:
    """One set of facts, and what conditions come to on it."""

    def __init__(self, facts: Facts, definitions: Definitions) -> None:
        self.facts, self.definitions = facts, definitions
        self._defined: dict[str, Any] = {}

    def holds(self, condition: n.Node) -> bool:
        """Whether *condition* surely holds; where a ratio is over zero, nothing is sure."""
        try:
            return bool(self._value(condition))
        except ZeroDivisionError:
            return False

    def _value(self, node: n.Node) -> Any:
        match node:
            case n.Constant(value=value):
                return value
            case n.Fact(key=key):
                return self.facts[key]
            case n.DefinitionRef(key=key):
                if key not in self._defined:
                    self._defined[key] = self._value(self.definitions[key])
                return self._defined[key]
            case n.Compare(operator=operator):
                return _COMPARE[operator](self._value(node.left), self._value(node.right))
            case n.IsOneOf():
                return self._value(node.operand) in self._values(node.options)
            case n.Includes():
                return self._value(node.members) <= self._value(node.whole)
            case n.IsEmpty() if isinstance(node.operand.type, ty.SetOf):
                return not self._value(node.operand)
            case n.IsRecorded(operand=n.Fact()):
                return True
        return self._logic(node)

    def _logic(self, node: n.Node) -> Any:
        match node:
            case n.Not():
                return not self._value(node.operand)
            case n.And():
                return all(self._values(node.operands))
            case n.Or():
                return any(self._values(node.operands))
            case n.NumberOf(bound=bound, number=number):
                held = sum(map(bool, self._values(node.operands)))
                return {"at least": held >= number, "at most": held <= number, "exactly": held == number}[bound]
        return self._number(node)

    def _number(self, node: n.Node) -> Any:
        match node:
            case n.Arithmetic(operator=operator) if ty.is_numeric(node.left.type) and ty.is_numeric(node.right.type):
                return _CALCULATE[operator](self._value(node.left), self._value(node.right))
            case n.ShareOf():
                return self._value(node.share) * self._value(node.whole)
            case n.Negative():
                return -self._value(node.operand)
            case n.Absolute():
                return abs(self._value(node.operand))
        raise NotSimple

    def _values(self, operands: tuple[n.Node, ...]) -> list[Any]:
        return [self._value(operand) for operand in operands]
