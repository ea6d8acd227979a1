"""``and``, ``or``, ``not``, lists of conditions, ``if``."""

from __future__ import annotations

from fractions import Fraction

from ankang_rules.check import messages
from ankang_rules.check.expressions.base import Expressions, Unsettled
from ankang_rules.core import nodes as n
from ankang_rules.syntax import tree as t


def not_(e: Expressions, written: t.Not) -> n.Node | None:
    operand = e.condition(written.operand)
    return operand and e.new(n.Not, written, operand)


def and_(e: Expressions, written: t.And) -> n.Node | None:
    operands = _conditions(e, written.operands)
    return None if operands is None else e.new(n.And, written, operands)


def or_(e: Expressions, written: t.Or) -> n.Node | None:
    operands = _conditions(e, written.operands)
    return None if operands is None else e.new(n.Or, written, operands)


def list_logic(e: Expressions, written: t.ListLogic) -> n.Node | None:
    operands = _conditions(e, written.operands)
    if operands is None:
        return None
    if written.which == "all":
        return e.new(n.And, written, operands)
    if written.which == "any":
        return e.new(n.Or, written, operands)
    if written.which == "none":
        return e.new(n.NumberOf, written, "at most", 0, operands)
    number = written.number or Fraction(0)
    if number.denominator != 1 or number > len(operands):
        e.scope.report(messages.conditions.wrong_number_of(written.span, written.which, number, len(operands)))
        return None
    return e.new(n.NumberOf, written, written.which, number.numerator, operands)


def if_(e: Expressions, written: t.If) -> n.Node | None:
    test, then, otherwise = e.condition(written.test), e.read(written.then), e.read(written.otherwise)
    if test is None or then is None or otherwise is None:
        return None
    if isinstance(then, Unsettled) and isinstance(otherwise, Unsettled):
        a, b = then, otherwise
        return Unsettled(
            lambda wanted: _branches(e, written, test, a.settle(wanted), b.settle(wanted)), span=written.span
        )
    sides = e.both(then, otherwise)
    return sides and _branches(e, written, test, *sides)


def _branches(
    e: Expressions, written: t.If, test: n.Node, then: n.Node | None, otherwise: n.Node | None
) -> n.Node | None:
    if then is None or otherwise is None:
        return None
    if then.type != otherwise.type:
        places = written.then.span, written.otherwise.span
        e.scope.report(messages.comparisons.branches_differ(*places, then.type, otherwise.type))
        return None
    return e.new(n.If, written, test, then, otherwise, type=then.type)


def _conditions(e: Expressions, operands: tuple[t.Expr, ...]) -> tuple[n.Node, ...] | None:
    found = [e.condition(operand) for operand in operands]
    known = tuple(node for node in found if node is not None)
    return known if len(known) == len(found) else None
