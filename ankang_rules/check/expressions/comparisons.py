"""Comparisons of two sides, chains of them, and ``between``."""

from __future__ import annotations

from attrs import evolve

from ankang_rules.check import messages
from ankang_rules.check.expressions.base import Expressions, Unsettled
from ankang_rules.core import nodes as n
from ankang_rules.model import types as ty
from ankang_rules.source import Span
from ankang_rules.syntax import tree as t


def comparison(e: Expressions, written: t.Comparison) -> n.Node | None:
    directions = {_direction(operator) for operator in written.operators}
    if len(written.operators) > 1 and ({"<", ">"} <= directions or "≠" in directions):
        e.scope.report(messages.comparisons.chain_in_two_directions(written.span, written.operators))
        return None
    steps = zip(written.operands, written.operators, written.operands[1:], strict=False)
    return _all(e, written, [_compared(e, left, operator, right, written) for left, operator, right in steps])


def between(e: Expressions, written: t.Between) -> n.Node | None:
    sides = (("≥", written.low), ("≤", written.high))
    both = [_compared(e, written.operand, operator, bound, written, "between") for operator, bound in sides]
    return _all(e, written, both)


def _direction(operator: str) -> str:
    return {"≤": "<", "≥": ">"}.get(operator, operator)


def _all(e: Expressions, written: t.Expr, nodes: list[n.Node | None]) -> n.Node | None:
    known = tuple(node for node in nodes if node is not None)
    if len(known) < len(nodes):
        return None
    return known[0] if len(known) == 1 else e.new(n.And, written, known)


def _compared(
    e: Expressions, left: t.Expr, operator: str, right: t.Expr, whole: t.Expr, word: str = ""
) -> n.Node | None:
    """*left* beside *right*, as part of *whole*; *word* is what *whole* says in place of the operator."""
    place: t.Node = whole if whole.span == left.span.to(right.span) else t.Node(span=left.span.to(right.span))
    said = (whole.span, word) if word else (place.span, operator)
    a, b = e.read(left), e.read(right)
    if a is None or b is None:
        # Beside a name whose declaration is broken stands, perhaps, a member of what it was going to be.
        for side, other in ((a, right), (b, left)):
            if isinstance(side, Unsettled) and not isinstance(other, t.Reference):
                side.settle(None)
        return None
    if isinstance(a.type, ty.Monthly) or isinstance(b.type, ty.Monthly):
        return e.every_month(
            place, lambda: _compare(e, e.of_month(a, left), operator, e.of_month(b, right), place, said)
        )
    return _compare(e, a, operator, b, place, said)


def _compare(
    e: Expressions, a: n.Node, operator: str, b: n.Node, place: t.Node, said: tuple[Span, str]
) -> n.Node | None:
    sides = e.both(a, b)
    if sides is None:
        return None
    a, b = sides
    assert a.span is not None
    assert b.span is not None
    if a.type != b.type:
        e.scope.report(messages.comparisons.cannot_compare(a.span, b.span, a.type, b.type))
        return None
    if isinstance(a.type, ty.ListOf | ty.Monthly):
        e.scope.report(messages.comparisons.not_comparable(place.span, a.type))
        return None
    if operator not in ("=", "≠") and not ty.is_ordered(a.type):
        e.scope.report(messages.comparisons.no_order(said[0], a.type, said[1]))
        return None
    return e.new(n.Compare, place, operator, _in_sign_of(a, b), _in_sign_of(b, a))


def _in_sign_of(node: n.Node, other: n.Node) -> n.Node:
    """A share beside one that is written in per mille is shown in per mille too."""
    match node.type, other.type:
        case ty.Share(word=None) as kind, ty.Share(word=word) if word is not None:
            return evolve(node, type=evolve(kind, word=word))
    return node
