"""Choices, indicators and parameters: what expressions name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import cast

from ankang_rules.check import clauses, messages
from ankang_rules.check.expressions import Expressions
from ankang_rules.check.scope import Declared, Scope
from ankang_rules.check.types import to_members, to_type
from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Indicator, Parameter
from ankang_rules.model import types as ty
from ankang_rules.model.names import fold
from ankang_rules.model.units import UnitWord
from ankang_rules.source import Bilingual
from ankang_rules.syntax import tree as t


def declare_choices(written: Iterable[t.ChoicesDecl], scope: Scope) -> None:
    for declaration in written:
        choices = ty.Choices(
            declaration.name.text,
            to_members(declaration.members, scope),
            declaration.open,
            declaration.labels.text,
        )
        for text, span in ((declaration.name.text, declaration.name.span), *declaration.labels.places):
            if scope.choices.setdefault(fold(text), choices) is choices:
                scope.choices_places.setdefault(fold(text), span)
            else:
                scope.report(messages.names.duplicate_name(span, text, scope.choices_places[fold(text)]))


def declare_indicators(written: Iterable[t.IndicatorDecl], scope: Scope, expressions: Expressions) -> None:
    declarations = list(written)
    kept = [(d, kind) for d in declarations if (kind := _declare_indicator(d, scope)) is not None]
    for declaration, kind in kept:
        scope.indicators[declaration.name.key] = _indicator(declaration, kind, scope, expressions)


def _declare_indicator(written: t.IndicatorDecl, scope: Scope) -> ty.Type | None:
    """Declare an indicator; return its type where it has one and its name was free."""
    kind, name = to_type(written.type, scope), written.name
    free = scope.declare(Declared("indicator", name.text, name.key, kind, name.span), name, written.labels)
    if written.type.singular is not None:
        scope.singulars.setdefault(written.type.singular.key, []).append(name.key)
    return kind if free else None


def _indicator(written: t.IndicatorDecl, kind: ty.Type, scope: Scope, expressions: Expressions) -> Indicator:
    clauses.report_repeated(written.clauses, scope)
    collected = clauses.of_kind(written.clauses, "collected")
    return Indicator(
        written.name.text,
        written.name.key,
        kind,
        written.labels.text,
        written.labels.also,
        cast(Bilingual, collected[0].value) if collected else Bilingual(),
        _expected(written, kind, expressions),
        _precision(written.type, kind, scope),
        _word(written.type, scope),
        bool(clauses.of_kind(written.clauses, "fixed")),
        _effort(written, scope),
        span=written.span,
    )


def _precision(written: t.TypeExpr, kind: ty.Type, scope: Scope) -> Fraction | None:
    found = written.precision
    if not isinstance(found, t.Number):
        return None
    inner = kind.of if isinstance(kind, ty.Monthly) else kind
    is_count = isinstance(inner, ty.Quantity) and inner.kind == "count"
    if not ty.is_numeric(inner):
        scope.report(messages.declared.no_precision(found.span, inner))
    elif found.value <= 0 or (is_count and found.value.denominator != 1):
        scope.report(messages.declared.wrong_precision(found.span, whole=found.value > 0))
    return found.value


def _effort(written: t.IndicatorDecl, scope: Scope) -> Fraction:
    found = clauses.of_kind(written.clauses, "effort")
    if not found:
        return Fraction(1)
    effort = cast(Fraction, found[0].value)
    if fixed := clauses.of_kind(written.clauses, "fixed"):
        scope.report(messages.declared.effort_of_fixed(found[0].span, fixed[0].span))
    elif effort <= 0:
        scope.report(messages.declared.effort_of_nothing(found[0].span))
    return effort


def _word(written: t.TypeExpr, scope: Scope) -> UnitWord | None:
    return scope.units.get(written.unit.key) if written.unit and not written.per else None


Range = tuple[Fraction, Fraction] | tuple[date, date]


def _expected(written: t.IndicatorDecl, kind: ty.Type, expressions: Expressions) -> Range | None:
    found = clauses.of_kind(written.clauses, "expected")
    if not found:
        return None
    inner = kind.of if isinstance(kind, ty.Monthly) else kind
    if not ty.is_numeric(inner) and not isinstance(inner, ty.Date):
        expressions.scope.report(messages.declared.range_of_what(found[0].span))
        return None
    low, high = (_constant(bound, inner, expressions) for bound in cast(tuple[t.Expr, t.Expr], found[0].value))
    if low is None or high is None:
        return None
    # Both are of one type, the indicator's own.
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
    """The type of a parameter, stated or shown by its first value, and those of its values that are right."""
    scope = expressions.scope
    kind = to_type(written.type, scope) if written.type else None
    if written.type is not None and kind is None:
        return None, ()
    _report_days(written, scope)
    values: list[n.Dated] = []
    for dated in written.values:
        start = dated.start.value if dated.start else None
        if dated.value is None:
            values.append(n.Dated(None, start))
            continue
        value = _parameter_value(dated.value, kind, written.name, expressions)
        if value is None and kind is None:
            return None, ()
        if value is not None:
            kind = kind or value.type
            values.append(n.Dated(value.value, start))
    if kind is None or all(dated.value is None for dated in written.values):
        scope.report(messages.structure.repealed_without_value(written.span, written.name.text))
    return kind, tuple(values)


def _report_days(written: t.ParameterDecl, scope: Scope) -> None:
    """Report two values for one day, and a repeal before there is anything to repeal."""
    seen: dict[date, t.DatedValue] = {}
    for dated in written.values:
        day = _day(dated)
        first = seen.setdefault(day, dated)
        if first is not dated:
            start = dated.start.value if dated.start else None
            scope.report(messages.structure.two_values_for_a_day(dated.span, written.name.text, start, first.span))
    values = [dated for dated in written.values if dated.value is not None]
    if values:
        earliest = min(values, key=_day)
        for dated in written.values:
            if dated.value is None and _day(dated) < _day(earliest):
                scope.report(messages.structure.repealed_before_first(dated.span, written.name.text, earliest.span))


def _day(dated: t.DatedValue) -> date:
    """The day from which a value holds; one without a day always held."""
    return (dated.start.value if dated.start else None) or date.min


def _parameter_value(
    written: t.Expr, kind: ty.Type | None, name: t.Name, expressions: Expressions
) -> n.Constant | None:
    if kind is None and isinstance(written, t.Braces):
        expressions.scope.report(messages.declared.set_needs_type(written.span, name.text))
        return None
    return _constant(written, kind, expressions)


def _constant(written: t.Expr, kind: ty.Type | None, expressions: Expressions) -> n.Constant | None:
    """A value that stands by itself, such as a fact of this type could have."""
    found = expressions.value(written, kind)
    if found is None:
        return None
    if not isinstance(found, n.Constant):
        expressions.scope.report(messages.declared.not_a_value(written.span))
        return None
    return found if kind is None or _allowed(found, kind, expressions.scope) else None


def _allowed(found: n.Constant, kind: ty.Type, scope: Scope) -> bool:
    """Whether a fact of *kind* could have this value; report where it could not."""
    value, span = found.value, found.span
    if not isinstance(value, Fraction) or span is None:
        return True
    if isinstance(kind, ty.Quantity) and kind.kind == "count" and (value < 0 or value.denominator != 1):
        scope.report(messages.declared.not_a_count(span))
        return False
    if isinstance(kind, ty.Share) and kind.within is not None and value > kind.within:
        scope.report(messages.declared.over_within(span, kind.within))
        return False
    return True
