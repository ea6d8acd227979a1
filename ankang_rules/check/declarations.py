"""Units, choices, indicators and parameters: what expressions name."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, cast

from ankang_rules.check import clauses, messages
from ankang_rules.check.expressions import Expressions
from ankang_rules.check.expressions.membership import members
from ankang_rules.check.scope import Declared, Scope
from ankang_rules.check.types import to_members, to_type
from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Indicator, Parameter
from ankang_rules.model import types as ty
from ankang_rules.model.names import fold
from ankang_rules.model.units import Unit, UnitWord
from ankang_rules.source import Bilingual
from ankang_rules.syntax import tree as t


def declare_units(written: Iterable[t.UnitDecl], scope: Scope) -> None:
    for declaration in written:
        scale, unit = Fraction(1), None
        if declaration.value is not None:
            base = scope.unit(declaration.value.unit) if declaration.value.unit else None
            if declaration.value.unit is None:
                scope.report(messages.types.unit_needs_other(declaration.span))
            if base is None:
                continue
            scale, unit = declaration.value.value * base.scale, base.unit
        _declare_unit(declaration, scale, unit, scope)


def _declare_unit(written: t.UnitDecl, scale: Fraction, unit: Unit | None, scope: Scope) -> None:
    unit = unit or Unit((written.name.text,))
    word = UnitWord(written.name.text, unit, scale, written.labels.text)
    for text, span in ((written.name.text, written.name.span), *written.labels.places):
        known = scope.units.get(fold(text))
        first = scope.unit_places.get(fold(text))
        if known is word:
            continue
        if first is not None or (known is not None and (known.unit, known.scale) != (unit, scale)):
            scope.report(messages.names.duplicate_name(span, text, first or span))
            continue
        scope.units[fold(text)] = word
        scope.unit_places[fold(text)] = span


def declare_choices(written: Iterable[t.ChoicesDecl], scope: Scope) -> None:
    for declaration in written:
        choices = ty.Choices(
            declaration.name.text,
            to_members(declaration.members, scope),
            declaration.open,
            declaration.labels.text,
        )
        for text, span in ((declaration.name.text, declaration.name.span), *declaration.labels.places):
            first = scope.choices_places.get(fold(text))
            if first is not None and scope.choices[fold(text)] is choices:
                continue
            if first is not None:
                scope.report(messages.names.duplicate_name(span, text, first))
                continue
            scope.choices[fold(text)] = choices
            scope.choices_places[fold(text)] = span


def declare_indicators(written: Iterable[t.IndicatorDecl], scope: Scope, expressions: Expressions) -> None:
    for declaration in written:
        kind = to_type(declaration.type, scope)
        name = declaration.name
        declared = Declared("indicator", name.text, name.key, kind, name.span)
        if not scope.declare(declared, name, declaration.labels) or kind is None:
            continue
        scope.indicators[name.key] = _indicator(declaration, kind, scope, expressions)
        if isinstance(kind, ty.ListOf):
            scope.singulars.setdefault(fold(kind.singular), []).append(name.key)


def _indicator(written: t.IndicatorDecl, kind: ty.Type, scope: Scope, expressions: Expressions) -> Indicator:
    clauses.report_repeated(written.clauses, scope)
    collected = clauses.of_kind(written.clauses, "collected")
    precision = written.type.precision
    return Indicator(
        written.name.text,
        written.name.key,
        kind,
        written.labels.text,
        written.labels.also,
        cast(Bilingual, collected[0].value) if collected else Bilingual(),
        _expected(written, kind, expressions),
        precision.value if isinstance(precision, t.Number) else None,
        _word(written.type, scope),
        span=written.span,
    )


def _word(written: t.TypeExpr, scope: Scope) -> UnitWord | None:
    return scope.units.get(written.unit.key) if written.unit and not written.per else None


def _expected(written: t.IndicatorDecl, kind: ty.Type, expressions: Expressions) -> tuple[Fraction, Fraction] | None:
    found = clauses.of_kind(written.clauses, "expected")
    if not found:
        return None
    inner = kind.of if isinstance(kind, ty.Monthly) else kind
    if not ty.is_numeric(inner):
        expressions.scope.report(messages.types.range_of_what(found[0].span))
        return None
    low, high = (expressions.value(bound, inner) for bound in cast(tuple[t.Expr, t.Expr], found[0].value))
    if not isinstance(low, n.Constant) or not isinstance(high, n.Constant):
        return None
    ends = cast(tuple[Fraction, Fraction], (low.value, high.value))
    if ends[0] > ends[1]:
        expressions.scope.report(messages.structure.range_backwards(found[0].span))
    return ends


def declare_parameters(written: Iterable[t.ParameterDecl], scope: Scope, expressions: Expressions) -> None:
    for declaration in written:
        kind, values = _values(declaration, expressions)
        name = declaration.name
        declared = Declared("parameter", name.text, name.key, kind, name.span)
        if scope.declare(declared, name, declaration.labels) and kind is not None:
            scope.parameters[name.key] = Parameter(
                name.text, name.key, kind, values, declaration.labels.text, span=declaration.span
            )


def _values(written: t.ParameterDecl, expressions: Expressions) -> tuple[ty.Type | None, tuple[n.Dated, ...]]:
    kind = to_type(written.type, expressions.scope) if written.type else None
    if written.type is not None and kind is None:
        return None, ()
    values: list[n.Dated] = []
    for dated in written.values:
        start = dated.start.value if dated.start else None
        if dated.value is None:
            values.append(n.Dated(None, start))
            continue
        value = _constant(dated.value, kind, expressions)
        if value is None:
            return None, ()
        kind = kind or value.type
        values.append(n.Dated(value.value, start))
    if kind is None:
        expressions.scope.report(messages.structure.repealed_without_value(written.span, written.name.text))
    return kind, tuple(values)


def _constant(written: t.Expr, kind: ty.Type | None, expressions: Expressions) -> n.Constant | None:
    """A value that stands by itself: a literal, a member, or a set in braces."""
    if isinstance(kind, ty.SetOf) and isinstance(written, t.Braces):
        found: Any = members(expressions, written, kind.choices)
    else:
        found = expressions.value(written, kind)
    if found is None or isinstance(found, n.Constant):
        return found
    expressions.scope.report(messages.types.not_a_value(written.span))
    return None
