"""And, or, not, numbers of conditions, if → code, by Kleene's tables where an operand may be unknown."""

from __future__ import annotations

from collections.abc import Sequence

from ankang_rules.compile.code import (
    Code,
    Interval,
    Number,
    Truth,
    Value,
    common_factor,
    guarded,
    scaled_to,
)
from ankang_rules.compile.comparisons import side
from ankang_rules.compile.writer import Inside, Method, Writer, bracketed_truth
from ankang_rules.core import nodes as n


def not_(w: Writer, node: n.Not, inside: Inside) -> Code:
    operand = w.truth(node.operand, inside)
    if not operand.open:
        return Truth(f"not {bracketed_truth(operand)}")
    name = w.named(operand).text
    return Truth(f"(None if {name} is None else not {name})", open=True)


def and_(w: Writer, node: n.And, inside: Inside) -> Code:
    return _joined(w, node.operands, inside, "and", "both")


def or_(w: Writer, node: n.Or, inside: Inside) -> Code:
    return _joined(w, node.operands, inside, "or", "either")


def _joined(w: Writer, operands: Sequence[n.Node], inside: Inside, word: str, function: str) -> Truth:
    return w.join([w.truth(operand, inside) for operand in operands], word, function)


def number_of(w: Writer, node: n.NumberOf, inside: Inside) -> Code:
    truths = [w.truth(operand, inside) for operand in node.operands]
    if any(truth.open for truth in truths):
        listed = "".join(f"{truth.text}, " for truth in truths)
        return Truth(f"number_of({node.bound!r}, {node.number}, ({listed}))", open=True)
    sign = {"at least": ">=", "at most": "<=", "exactly": "=="}[node.bound]
    return Truth(f"({' + '.join(bracketed_truth(truth) for truth in truths)} {sign} {node.number})")


def if_(w: Writer, node: n.If, inside: Inside) -> Code:
    test = w.truth(node.test, inside)
    then, otherwise = w.bounded(node.then, inside), w.bounded(node.otherwise, inside)
    name = w.named(test).text
    if isinstance(then, Interval) or isinstance(otherwise, Interval):
        return Interval(w.let(f"agreed_bounds({name}, {side(then)}, {side(otherwise)})", "either"))
    if isinstance(then, Number):
        assert isinstance(otherwise, Number)
        common = common_factor([then.factor, otherwise.factor])
        a = w.let(guarded(scaled_to(then, common), then.unless), "then")
        b = w.let(guarded(scaled_to(otherwise, common), otherwise.unless), "otherwise")
        is_open = test.open or bool(then.unless or otherwise.unless)
        text = w.let(f"agreed({name}, {a}, {b})", "either")
        return Number(text, (f"{text} is None",) if is_open else (), common)
    return _either(w, name, test.open, then, otherwise)


def _either(w: Writer, test: str, is_open: bool, then: Code, otherwise: Code) -> Code:
    a, b = (_possibly_none(code) for code in (then, otherwise))
    text = w.let(f"agreed({test}, {a}, {b})", "either")
    is_open = is_open or any(c.open if isinstance(c, Truth) else c.unless for c in (then, otherwise))
    if isinstance(then, Truth):
        return Truth(text, open=is_open)
    return Value(text, (f"{text} is None",) if is_open else ())


def _possibly_none(code: Code) -> str:
    return code.text if isinstance(code, Truth) else f"({guarded(code.text, code.unless)})"


METHODS: dict[type[n.Node], Method] = {
    n.Not: not_,
    n.And: and_,
    n.Or: or_,
    n.NumberOf: number_of,
    n.If: if_,
}
