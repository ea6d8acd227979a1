"""Over the months of the year, and over the records of a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from attrs import evolve

from ankang_rules.check import messages
from ankang_rules.check.expressions import leaves
from ankang_rules.check.expressions import units as unit_types
from ankang_rules.check.expressions.base import Expressions
from ankang_rules.core import nodes as n
from ankang_rules.diagnostics import nearest
from ankang_rules.model import types as ty
from ankang_rules.syntax import tree as t


def every_month(e: Expressions, written: t.EveryMonth) -> n.Node | None:
    return e.every_month(written, lambda: _in_a_month(e, written.condition))


def _in_a_month(e: Expressions, written: t.Expr) -> n.Node | None:
    condition = e.condition(written)
    if condition is None or any(isinstance(node, n.MonthOf) for node in n.walk(condition)):
        return condition
    e.scope.report(messages.conditions.no_months(written.span))
    return None


def quantified(e: Expressions, written: t.Quantified) -> n.Node | None:
    records = _range(e, (written.records, *written.more), singular=True)
    if records is None:
        return None
    where = _of_each(e, records, written.where)
    condition = _of_each(e, records, written.condition)
    if condition is None or (where is None) != (written.where is None):
        return None
    return e.new(n.Quantified, written, written.which, records, where, condition)


def judged(e: Expressions, written: t.Judged) -> n.Node | None:
    units = _units(e, written.levels, judged=True)
    if units is None:
        return None
    return e.new(n.Quantified, written, written.which, units, None, e.new(n.Verdict, written, written.passes))


def aggregate(e: Expressions, written: t.Aggregate) -> n.Node | None:
    records = _range(e, (written.records,), singular=False, judged=written.passes is not None)
    if records is None:
        return None
    where = _where(e, records, written)
    if (where is None) != (written.where is None and written.passes is None):
        return None
    if written.which == "count":
        return e.new(n.CountOf, written, records, where, type=ty.Quantity("count", e.scope.units["个"].unit))
    if written.which == "share":
        if where is None:
            e.scope.report(messages.conditions.share_without_where(written.span))
            return None
        return e.new(n.ShareWhere, written, records, where, type=ty.Share())
    if isinstance(records, n.Units):
        return _of_units(e, written, records, where)
    return _of_field(e, written, records, where)


def _where(e: Expressions, records: n.Node, written: t.Aggregate) -> n.Node | None:
    if written.passes is not None:
        return e.new(n.Verdict, written.records, written.passes)
    return _of_each(e, records, written.where)


def _of_units(e: Expressions, written: t.Aggregate, units: n.Units, where: n.Node | None) -> n.Node | None:
    name = written.field
    assert name is not None
    operand = _about_each(e, units, lambda: leaves.named(e, name, name, 0))
    operand = operand and e.settled(operand, None)
    if operand is None:
        return None
    chosen = written.which in ("lowest", "highest")
    if not (ty.is_ordered(operand.type) if chosen else ty.is_numeric(operand.type)):
        e.scope.report(messages.operands.wrong_operand(name.span, operand.type, messages.operands.A_NUMBER))
        return None
    kind = operand.type if chosen else unit_types.signed(operand.type)
    return e.new(n.Aggregate, written, written.which, units, operand, where, type=kind)


def _of_field(e: Expressions, written: t.Aggregate, records: n.Node, where: n.Node | None) -> n.Node | None:
    assert written.field is not None
    record = cast(ty.ListOf, records.type)
    found = record.field_named(written.field.text)
    if found is None:
        close = nearest(written.field.text, (field.name for field in record.fields))
        e.scope.report(messages.names.unknown_field(written.field.span, record.singular, close))
        return None
    chosen = written.which in ("lowest", "highest")
    if not (ty.is_ordered(found.type) if chosen else ty.is_numeric(found.type)):
        e.scope.report(messages.operands.wrong_operand(written.field.span, found.type, messages.operands.A_NUMBER))
        return None
    operand = e.new(n.FieldRef, written.field, found.key, 0, type=found.type)
    kind = found.type if chosen else unit_types.signed(found.type)
    return e.new(n.Aggregate, written, written.which, records, operand, where, type=kind)


def _range(e: Expressions, names: tuple[t.Name, ...], *, singular: bool, judged: bool = False) -> n.Node | None:
    """The units of the levels, or the records of the list, that *names* name."""
    levels = e.scope.levels
    if len(names) > 1 or judged or levels.named(names[0]) or names[0].key in levels.lost:
        return _units(e, names, judged=judged)
    return _list_named(e, names[0], singular=singular)


def _units(e: Expressions, names: tuple[t.Name, ...], *, judged: bool) -> n.Units | None:
    found: list[str] = []
    for name in names:
        level = e.scope.levels.named(name)
        if level is None:
            if name.key not in e.scope.levels.lost and not e.scope.incomplete:
                known = [one.name for one in e.scope.levels.by_key.values()]
                e.scope.report(messages.children.unknown_level(name.span, name.text, known))
            return None
        outer = e.units[-1].levels if e.units else ()
        if not e.scope.levels.is_below(level, outer):
            e.scope.report(messages.children.not_below(name.span, name.text, outer[0].singular))
            return None
        found.append(level.key)
    place = evolve(names[0], span=names[0].span.to(names[-1].span))
    singulars = tuple(e.scope.levels.by_key[key].singular for key in found)
    return e.new(n.Units, place, judged, singulars, type=ty.UnitsOf(tuple(found)))


def _list_named(e: Expressions, name: t.Name, *, singular: bool) -> n.Node | None:
    """The list of that name; after ``every`` and ``some`` also by the singular of its records. The unit's go first."""
    if e.units and (own := e.units[-1].list_named(name.key, singular=singular)):
        return e.new(n.Fact, name, own.key, type=own.type)
    keys = e.scope.singulars.get(name.key, []) if singular else []
    if len(keys) > 1:
        e.scope.report(messages.names.ambiguous_name(name.span, [e.scope.names[key].name for key in keys]))
        return None
    declared = e.scope.names.get(keys[0]) if keys else e.scope.find(name)
    if declared is None:
        _report_unknown_list(e, name, singular)
        return None
    if declared.type is None:
        return None
    if declared.kind != "indicator" or not isinstance(declared.type, ty.ListOf):
        e.scope.report(messages.operands.wrong_operand(name.span, declared.type, messages.operands.RECORDS))
        return None
    return e.new(n.Fact, name, declared.key, type=declared.type)


def _report_unknown_list(e: Expressions, name: t.Name, singular: bool) -> None:
    if e.scope.incomplete:
        return
    lists = {i.name: i.type for i in e.scope.indicators.values() if isinstance(i.type, ty.ListOf)}
    known = [kind.singular for kind in lists.values()] if singular else list(lists)
    e.scope.report(messages.names.not_records(name.span, nearest(name.text, known)))


def _of_each(e: Expressions, records: n.Node, written: t.Expr | None) -> n.Node | None:
    """Return *written* as a condition about one of *records*."""
    if written is None:
        return None
    if isinstance(records, n.Units):
        return _about_each(e, records, lambda: e.condition(written))
    e.records.append(cast(ty.ListOf, records.type))
    condition = e.condition(written)
    e.records.pop()
    return condition


def _about_each(e: Expressions, units: n.Units, read: Callable[[], n.Node | None]) -> n.Node | None:
    """Return what *read* finds about one of *units*."""
    levels = tuple(e.scope.levels.by_key[key] for key in cast(ty.UnitsOf, units.type).levels)
    return e.about(levels, read)
