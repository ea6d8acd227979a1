"""Arithmetic → code that stays undivided until it is compared."""

from __future__ import annotations

from attrs import evolve

from ankang_rules.compile.code import (
    Code,
    Number,
    Value,
    common_factor,
    exactly,
    guarded,
    merged,
    product,
    ratio,
    scaled_to,
    total,
)
from ankang_rules.compile.writer import Inside, Method, Writer
from ankang_rules.core import nodes as n
from ankang_rules.model import types as ty
from ankang_rules.model.units import MONTHS


def arithmetic(w: Writer, node: n.Arithmetic, inside: Inside) -> Code:
    left, right = w.code(node.left, inside), w.code(node.right, inside)
    if isinstance(left, Number) and isinstance(right, Number):
        # What stands below the line comes up twice, so what is long gets a name: else it would double at each step.
        return w.known_as(_calculated(node.operator, left, right), "n")
    return _with_days(w, node, left, right)


def _with_days(w: Writer, node: n.Arithmetic, left: Code, right: Code) -> Code:
    unless = merged(left, right)
    if not isinstance(left, Number) and not isinstance(right, Number):
        return Number(f"({left.text} - {right.text}).days", unless)
    is_first = isinstance(right, Number)
    day, distance, kind = (left, right, node.right.type) if is_first else (right, left, node.left.type)
    assert isinstance(distance, Number)
    if node.operator == "-":
        distance = evolve(distance, factor=-distance.factor)
    by = "month_later" if kind == ty.Duration(MONTHS) else "day_later"
    # A fraction of a day leads nowhere, so the distance is needed in days, not in parts of them.
    whole = exactly(distance)
    text = w.let(guarded(f"{by}({day.text}, {whole})", unless), "day")
    return Value(text, (f"{text} is None",))


def share_of(w: Writer, node: n.ShareOf, inside: Inside) -> Code:
    return w.known_as(product(w.number(node.share, inside), w.number(node.whole, inside)), "n")


def negative(w: Writer, node: n.Negative, inside: Inside) -> Code:
    operand = w.number(node.operand, inside)
    return evolve(operand, factor=-operand.factor)


def absolute(w: Writer, node: n.Absolute, inside: Inside) -> Code:
    operand = w.number(node.operand, inside)
    under = operand.under and (operand.under if operand.positive else f"abs({operand.under})")
    text = operand.text if operand.text == "1" else f"abs({operand.text})"
    return Number(text, operand.unless, abs(operand.factor), under, positive=True)


def rounded(w: Writer, node: n.Rounded, inside: Inside) -> Code:
    operand = w.number(node.operand, inside)
    quantum = w.constant(node.quantum, "step")
    text = w.let(guarded(f"rounded({exactly(operand)}, {quantum}, {node.mode!r})", operand.unless), "rounded")
    return Number(text, (f"{text} is None",) if operand.unless else ())


def extreme(w: Writer, node: n.Extreme, inside: Inside) -> Code:
    operands = [w.code(operand, inside) for operand in node.operands]
    function, unless = "min" if node.which == "lowest" else "max", merged(*operands)
    numbers = [operand for operand in operands if isinstance(operand, Number)]
    if not numbers:
        return Value(f"{function}(({''.join(f'{o.text}, ' for o in operands)}))", unless)
    common = common_factor([number.factor for number in numbers])
    listed = "".join(f"{scaled_to(number, common)}, " for number in numbers)
    return Number(f"{function}(({listed}))", unless, common)


def _calculated(operator: str, left: Number, right: Number) -> Number:
    match operator:
        case "×":
            return product(left, right)
        case "÷":
            return ratio(left, right)
    return total(left, right, 1 if operator == "+" else -1)


METHODS: dict[type[n.Node], Method] = {
    n.Arithmetic: arithmetic,
    n.ShareOf: share_of,
    n.Negative: negative,
    n.Absolute: absolute,
    n.Rounded: rounded,
    n.Extreme: extreme,
}
