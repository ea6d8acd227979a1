"""An expression → everything that can be changed about it, one place at a time, in the order it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final, Literal

import attrs
from attrs import evolve, frozen

from ankang_rules.core import nodes as n
from ankang_rules.explain.filling import quantum
from ankang_rules.model import types as ty
from ankang_rules.model.outcome import Bound, Value
from ankang_rules.model.units import PERCENT
from ankang_rules.testing.mutate.same import Indicators, are_same

Kind = Literal[
    "comparator",
    "threshold",
    "quantifier",
    "member",
    "and/or",
    "arithmetic",
    "branch",
    "condition",
    "exception",
    "when",
    "due",
    "rule",
]

_ORDERED: Final[Mapping[str, tuple[n.Operator, ...]]] = {
    "≥": (">", "<"),
    ">": ("≥", "≤"),
    "≤": ("<", ">"),
    "<": ("≤", "≥"),
    "=": ("≠", "≥", "≤"),
    "≠": ("=",),
}
_UNORDERED: Final[Mapping[str, tuple[n.Operator, ...]]] = {"=": ("≠",), "≠": ("=",)}
_COUNTED = (ty.Quantity, ty.Share, ty.Bare, ty.Date, ty.Duration)


@frozen
class Change:
    """One change: what stood there *before*, what *after*, and the *whole* expression then."""

    kind: Kind
    before: n.Node
    after: n.Node
    whole: n.Node


def changes(node: n.Node, indicators: Indicators) -> Iterator[Change]:
    """Yield every change to *node*, and to what stands inside it."""
    for kind, after in _here(node, indicators):
        if not (isinstance(node, n.Compare) and are_same(node, after, indicators)):
            yield Change(kind, node, after, after)
    for slot, index, part in _slots(node):
        for change in changes(part, indicators):
            yield evolve(change, whole=_with(node, slot, index, change.whole))


def _slots(node: n.Node) -> Iterator[tuple[str, int | None, n.Node]]:
    for slot in attrs.fields(type(node)):
        value = getattr(node, slot.name)
        if isinstance(value, n.Node):
            yield slot.name, None, value
        elif isinstance(value, tuple):
            yield from ((slot.name, index, item) for index, item in enumerate(value) if isinstance(item, n.Node))


def _with(node: n.Node, slot: str, index: int | None, part: n.Node) -> n.Node:
    changed: dict[str, Any] = {slot: part}
    if index is None:
        return evolve(node, **changed)
    items: list[Any] = list(getattr(node, slot))
    items[index] = part
    changed = {slot: tuple(items)}
    return evolve(node, **changed)


def _here(node: n.Node, indicators: Indicators) -> Iterator[tuple[Kind, n.Node]]:
    match node:
        case n.Compare():
            yield from (("comparator", evolve(node, operator=other)) for other in _other_operators(node))
            yield from (("threshold", it) for it in _thresholds(node, indicators))
        case n.ShareOf(share=n.Constant() as share):
            yield from (("threshold", evolve(node, share=moved)) for moved in _moved(share, _last_place(share)))
        case n.And() | n.Or():
            other = n.Or if isinstance(node, n.And) else n.And
            yield "and/or", other(operands=node.operands, type=node.type, id=node.id, span=node.span)
            yield from (("condition", it) for it in _without_one(node))
        case n.NumberOf():
            bounds: tuple[Bound, ...] = ("at least", "exactly", "at most")
            yield from (("quantifier", evolve(node, bound=other)) for other in bounds if other != node.bound)
            numbers = [number for number in (node.number - 1, node.number + 1) if 0 <= number <= len(node.operands)]
            yield from (("threshold", evolve(node, number=number)) for number in numbers)
            yield from (("condition", it) for it in _without_one(node))
        case n.Quantified():
            yield "quantifier", evolve(node, which="some" if node.which == "every" else "every")
        case n.Extreme() | n.Aggregate(which="lowest" | "highest"):
            yield "quantifier", evolve(node, which="lowest" if node.which == "highest" else "highest")
        case n.Units(type=ty.UnitsOf(levels=levels)) if len(levels) > 1:
            for i in range(len(levels)):
                kept, words = levels[:i] + levels[i + 1 :], node.singulars[:i] + node.singulars[i + 1 :]
                yield "quantifier", evolve(node, type=ty.UnitsOf(kept), singulars=words)
        case n.Verdict():
            yield "condition", evolve(node, passes=not node.passes)
        case n.Arithmetic(operator="+" | "-") if not (node.operator == "-" and _are_days(node)):
            yield "arithmetic", evolve(node, operator="-" if node.operator == "+" else "+")
        case n.If():
            yield from (("branch", branch) for branch in (node.then, node.otherwise))
            yield from (("threshold", it) for it in _branches_moved(node))
        case n.IsIncreasing():
            yield "comparator", evolve(node, strictly=not node.strictly)
        case n.Not():
            yield "condition", node.operand
        case n.IsOneOf() if len(node.options) > 1:
            options = node.options
            yield from (("member", evolve(node, options=options[:i] + options[i + 1 :])) for i in range(len(options)))
        case n.Includes(members=n.Constant(value=frozenset() as members) as constant) if len(members) > 1:
            for member in sorted(members):
                fewer = evolve(constant, value=members - {member}, written="")
                yield "member", evolve(node, members=fewer, all_of=None)
    if isinstance(node, n.Quantified | n.CountOf | n.Aggregate) and node.where is not None:
        yield "condition", evolve(node, where=None)


def _without_one(node: n.And | n.Or | n.NumberOf) -> Iterator[n.Node]:
    operands = node.operands
    for i in range(len(operands) if len(operands) > 1 else 0):
        rest = operands[:i] + operands[i + 1 :]
        yield rest[0] if len(rest) == 1 and not isinstance(node, n.NumberOf) else evolve(node, operands=rest)


def _are_days(node: n.Arithmetic) -> bool:
    """Whether both sides are days, which have a difference and no sum."""
    return isinstance(node.left.type, ty.Date) and isinstance(node.right.type, ty.Date)


def _branches_moved(node: n.If) -> Iterator[n.Node]:
    for slot in ("then", "otherwise"):
        branch = getattr(node, slot)
        if isinstance(branch, n.Constant):
            yield from (_with(node, slot, None, other) for other in _moved(branch, _last_place(branch)))


def _other_operators(node: n.Compare) -> tuple[n.Operator, ...]:
    return (_ORDERED if isinstance(node.left.type, _COUNTED) else _UNORDERED).get(node.operator, ())


def _thresholds(node: n.Compare, indicators: Indicators) -> Iterator[n.Node]:
    for side, other in (("left", node.right), ("right", node.left)):
        constant = getattr(node, side)
        if isinstance(constant, n.Constant):
            step = _step(constant, other, indicators)
            yield from (_with(node, side, None, other_value) for other_value in _moved(constant, step))


def _step(constant: n.Constant, other: n.Node, indicators: Indicators) -> Fraction:
    """A quantum of the indicator that is compared; where it is no bare indicator, one in the last place written."""
    if isinstance(other, n.Fact) and other.key in indicators:
        return quantum(other.type, indicators[other.key])
    return _last_place(constant)


def _last_place(constant: n.Constant) -> Fraction:
    if not isinstance(constant.value, Fraction):
        return Fraction(1)
    scale = place = _scale_written(constant.type)
    while (constant.value / place).denominator != 1 and place > scale / 10**9:
        place /= 10
    return place


def _scale_written(kind: ty.Type) -> Fraction:
    match kind:
        case ty.Share(word=word):
            return (word or PERCENT).scale
        case ty.Duration(word=word) if word is not None:
            return word.scale
    return Fraction(1)


def _moved(constant: n.Constant, step: Fraction) -> Iterator[n.Constant]:
    for value in moved(constant.value, step):
        yield evolve(constant, value=value, written="")


def moved(value: Value, step: Fraction) -> Iterator[Value]:
    """Yield *value* a *step* lower and a step higher, where that is a value too."""
    if isinstance(value, Fraction):
        yield from (value - step, value + step)
    elif isinstance(value, date) and date.min < value < date.max:
        yield from (value - timedelta(1), value + timedelta(1))


def last_place(value: Value, kind: ty.Type) -> Fraction:
    """Return one in the last place of *value* as it is written."""
    return _last_place(n.Constant(value=value, type=kind))
