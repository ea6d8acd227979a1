"""Clauses that several declarations have: those given twice, periods, and ``when``."""

from __future__ import annotations

from typing import cast

from ankang_rules.check import messages
from ankang_rules.check.expressions import Expressions
from ankang_rules.check.scope import Scope
from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import ALWAYS, InForce
from ankang_rules.syntax import tree as t

Clauses = tuple[t.Clause, ...]


def of_kind(written: Clauses, kind: str) -> list[t.Clause]:
    return [clause for clause in written if clause.kind == kind]


def report_repeated(written: Clauses, scope: Scope, *, several: tuple[str, ...] = ()) -> None:
    """Report each clause that is given twice, but those of the kinds *several*."""
    seen: dict[str, t.Clause] = {}
    for clause in written:
        first = seen.setdefault(clause.kind, clause)
        if first is not clause and clause.kind not in several:
            scope.report(messages.structure.repeated_clause(clause.span, clause.kind, first.span))


def in_force(written: Clauses, scope: Scope) -> InForce:
    found = of_kind(written, "in force")
    if not found:
        return ALWAYS
    period = cast(t.InForce, found[0].value)
    start, end = (day.value if day else None for day in (period.start, period.end))
    if start and end and end < start:
        scope.report(messages.structure.period_backwards(found[0].span))
    return InForce(start, end)


def when(written: Clauses, expressions: Expressions) -> n.Node | None:
    found = of_kind(written, "when")
    return expressions.condition(cast(t.Expr, found[0].value)) if found else None
