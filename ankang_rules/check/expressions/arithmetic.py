"""Sums, products, shares of something, rounding, the lowest and highest of several."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from ankang_rules.check import messages
from ankang_rules.check.expressions import leaves, units
from ankang_rules.check.expressions.base import Expressions
from ankang_rules.core import nodes as n
from ankang_rules.model import types as ty
from ankang_rules.syntax import tree as t


def infix(e: Expressions, written: t.Infix) -> n.Node | None:
    left, right = _numeric(e, written.left, dates=True), _numeric(e, written.right, dates=True)
    if left is None or right is None:
        return None
    if written.operator in ("+", "-"):
        return _sum(e, written, left, right)
    return _quotient(e, written, left, right) if written.operator == "÷" else _product(e, written, left, right)


def _numeric(e: Expressions, written: t.Expr, *, dates: bool = False) -> n.Node | None:
    node = e.value(written)
    if node is None or ty.is_numeric(node.type) or (dates and isinstance(node.type, ty.Date)):
        return node
    if isinstance(node.type, ty.Monthly):
        e.scope.report(messages.arithmetic.series_in_arithmetic(written.span))
    else:
        e.scope.report(messages.operands.wrong_operand(written.span, node.type, messages.operands.A_NUMBER))
    return None


def _sum(e: Expressions, written: t.Infix, left: n.Node, right: n.Node) -> n.Node | None:
    dated = units.sum_with_date(left.type, right.type, written.operator)
    if dated is not None:
        return e.new(n.Arithmetic, written, written.operator, left, right, type=dated)
    sides = e.both(left, right)
    if sides is None:
        return None
    left, right = sides
    if left.type != right.type or isinstance(left.type, ty.Date):
        places = written.left.span, written.right.span
        e.scope.report(messages.arithmetic.cannot_add(*places, left.type, right.type, written.operator))
        return None
    kind = units.sum_of(left.type, right.type, written.operator)
    return e.new(n.Arithmetic, written, written.operator, left, right, type=kind)


def _quotient(e: Expressions, written: t.Infix, left: n.Node, right: n.Node) -> n.Node | None:
    kind = units.quotient_of(left.type, right.type)
    if kind is None:
        e.scope.report(messages.arithmetic.cannot_divide(written.left.span, written.right.span, left.type, right.type))
        return None
    return e.new(n.Arithmetic, written, "÷", left, right, type=kind)


def _product(e: Expressions, written: t.Infix, left: n.Node, right: n.Node) -> n.Node | None:
    kind = units.product_of(left.type, right.type)
    if kind is None:
        e.scope.report(
            messages.arithmetic.product_of_units(written.left.span, written.right.span, left.type, right.type)
        )
        return None
    # A share times something is the share of it, however it was written.
    if isinstance(left.type, ty.Share):
        return e.new(n.ShareOf, written, left, right, type=kind)
    if isinstance(right.type, ty.Share):
        return e.new(n.ShareOf, written, right, left, type=kind)
    return e.new(n.Arithmetic, written, "×", left, right, type=kind)


def of(e: Expressions, written: t.Of) -> n.Node | None:
    match written:
        case t.Of(share=t.Reference(name=name), whole=t.Reference(name=owner)) if e.scope.find(owner) is None:
            between = e.units_between(owner)
            if between is not None:  # 县 的 参保人数 is `county's insured`
                return leaves.named(e, name, written, between, owner.text)
    share, whole = _numeric(e, written.share), _numeric(e, written.whole)
    if share is None or whole is None:
        return None
    share = e.settled(share, ty.Share())
    if share is None:
        return None
    if not isinstance(share.type, ty.Share):
        e.scope.report(messages.operands.wrong_operand(written.share.span, share.type, messages.operands.A_SHARE))
        return None
    kind = units.product_of(share.type, whole.type)
    return e.new(n.ShareOf, written, share, whole, type=kind or whole.type)


def negative(e: Expressions, written: t.Negative) -> n.Node | None:
    operand = _numeric(e, written.operand)
    if operand is None:
        return None
    if isinstance(operand, n.Constant) and isinstance(operand.value, Fraction):
        return evolve(operand, value=-operand.value, span=written.span, written=f"-{operand.written}")
    return e.new(n.Negative, written, operand, type=units.signed(operand.type))


def absolute(e: Expressions, written: t.Absolute) -> n.Node | None:
    operand = _numeric(e, written.operand)
    return operand and e.new(n.Absolute, written, operand, type=operand.type)


def rounded(e: Expressions, written: t.Rounded) -> n.Node | None:
    operand = _numeric(e, written.operand)
    if operand is None:
        return None
    quantum = e.value(written.quantum, operand.type, messages.arithmetic.wrong_quantum)
    if not isinstance(quantum, n.Constant) or not isinstance(quantum.value, Fraction):
        return None
    if quantum.value <= 0:
        e.scope.report(messages.arithmetic.rounded_to_nothing(written.quantum.span))
        return None
    return e.new(n.Rounded, written, operand, quantum.value, written.mode, type=operand.type)


def extreme(e: Expressions, written: t.Extreme) -> n.Node | None:
    operands = [e.value(operand) for operand in written.operands]
    known = [operand for operand in operands if operand is not None]
    if len(known) < len(operands):
        return None
    kind = next((node.type for node in known if not isinstance(node.type, ty.Bare)), ty.Bare())
    settled = [e.settled(node, kind) for node in known]
    for node, operand in zip(settled, written.operands, strict=True):
        if node is None:
            return None
        if node.type != kind:
            e.scope.report(messages.comparisons.cannot_compare(written.operands[0].span, operand.span, kind, node.type))
            return None
    if not ty.is_ordered(kind):
        e.scope.report(messages.comparisons.no_extreme(written.span, kind, written.which))
        return None
    return e.new(n.Extreme, written, written.which, tuple(settled), type=kind)
