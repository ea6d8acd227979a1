"""Comparisons of two sides, chains of them, and ``between``."""

from __future__ import annotations

from ankang_rules.check import messages
from ankang_rules.check.expressions.base import Expressions, Word
from ankang_rules.core import nodes as n
from ankang_rules.model import types as ty
from ankang_rules.syntax import tree as t


def comparison(e: Expressions, written: t.Comparison) -> n.Node | None:
    directions = {_direction(operator) for operator in written.operators}
    if len(written.operators) > 1 and ({"<", ">"} <= directions or "≠" in directions):
        e.scope.report(messages.types.chain_in_two_directions(written.span, written.operators))
        return None
    steps = zip(written.operands, written.operators, written.operands[1:], strict=False)
    return _all(e, written, [_compared(e, left, operator, right, written) for left, operator, right in steps])


def between(e: Expressions, written: t.Between) -> n.Node | None:
    low = _compared(e, written.operand, "≥", written.low, written)
    high = _compared(e, written.operand, "≤", written.high, written)
    return _all(e, written, [low, high])


def of_month(e: Expressions, node: n.Node, written: t.Node) -> n.Node:
    """Return *node*, where it is a series, as its value in the month in hand."""
    return e.new(n.MonthOf, written, node, type=node.type.of) if isinstance(node.type, ty.Monthly) else node


def _direction(operator: str) -> str:
    return {"≤": "<", "≥": ">"}.get(operator, operator)


def _all(e: Expressions, written: t.Expr, nodes: list[n.Node | None]) -> n.Node | None:
    known = tuple(node for node in nodes if node is not None)
    if len(known) < len(nodes):
        return None
    return known[0] if len(known) == 1 else e.new(n.And, written, known)


def _compared(e: Expressions, left: t.Expr, operator: str, right: t.Expr, whole: t.Expr) -> n.Node | None:
    place: t.Node = whole if whole.span == left.span.to(right.span) else t.Node(span=left.span.to(right.span))
    a, b = e.read(left), e.read(right)
    if a is None or b is None:
        for side in (a, b):
            if isinstance(side, Word):
                e.scope.report_unknown(side.name)
        return None
    if isinstance(a.type, ty.Monthly) or isinstance(b.type, ty.Monthly):
        inner = _compare(e, of_month(e, a, left), operator, of_month(e, b, right), place)
        return inner and e.new(n.EveryMonth, place, inner)
    return _compare(e, a, operator, b, place)


def _compare(e: Expressions, a: n.Node, operator: str, b: n.Node, place: t.Node) -> n.Node | None:
    sides = e.both(a, b)
    if sides is None:
        return None
    a, b = sides
    assert a.span is not None
    assert b.span is not None
    if a.type != b.type or isinstance(a.type, ty.ListOf | ty.Monthly):
        e.scope.report(messages.types.cannot_compare(a.span, b.span, a.type, b.type))
        return None
    if operator not in ("=", "≠") and not ty.is_ordered(a.type):
        e.scope.report(messages.types.no_order(place.span, a.type, operator))
        return None
    return e.new(n.Compare, place, operator, a, b)
