"""Expressions of the tree to expressions of the core: names, types, units. One file for each kind of expression."""

from __future__ import annotations

from ankang_rules.check.expressions import arithmetic, comparisons, leaves, logic, membership, over
from ankang_rules.check.expressions.base import Expressions, Reader
from ankang_rules.check.scope import Scope
from ankang_rules.syntax import tree as t

__all__ = ["Expressions", "expressions"]

_READERS: dict[type[t.Expr], Reader] = {
    t.Reference: leaves.reference,
    t.Possessive: leaves.possessive,
    t.Number: leaves.number,
    t.Percent: leaves.percent,
    t.Day: leaves.day,
    t.String: leaves.string,
    t.YesNo: leaves.yes_no,
    t.NamedDay: leaves.named_day,
    t.Braces: leaves.braces,
    t.Not: logic.not_,
    t.And: logic.and_,
    t.Or: logic.or_,
    t.ListLogic: logic.list_logic,
    t.If: logic.if_,
    t.Comparison: comparisons.comparison,
    t.Between: comparisons.between,
    t.Includes: membership.includes,
    t.IsOneOf: membership.is_one_of,
    t.Is: membership.is_,
    t.Infix: arithmetic.infix,
    t.Of: arithmetic.of,
    t.Negative: arithmetic.negative,
    t.Absolute: arithmetic.absolute,
    t.Rounded: arithmetic.rounded,
    t.Extreme: arithmetic.extreme,
    t.EveryMonth: over.every_month,
    t.Quantified: over.quantified,
    t.Judged: over.judged,
    t.Aggregate: over.aggregate,
}


def expressions(scope: Scope) -> Expressions:
    """Return a reader of every kind of expression in *scope*."""
    return Expressions(scope, _READERS)
