"""Months and records → functions inside the generated one, of one month or one record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import cast

from attrs import evolve

from ankang_rules.compile import capabilities, units
from ankang_rules.compile.capabilities import NotCompiled
from ankang_rules.compile.code import (
    Code,
    Number,
    Truth,
    Value,
    guarded,
    ratio,
    scaled_to,
)
from ankang_rules.compile.seen import Seen
from ankang_rules.compile.slots import Slot, numeric_scale
from ankang_rules.compile.writer import Inside, Method, Record, Writer
from ankang_rules.core import nodes as n
from ankang_rules.model import types as ty


def every_month(w: Writer, node: n.EveryMonth, inside: Inside) -> Code:
    name, month = w.names.new("in_month"), w.names.new("month")
    with w.function(name, month):
        held = w.truth(node.condition, evolve(inside, month=month))
        w.say(f"return {held.text}")
    return Truth(f"both([{name}({month}) for {month} in range(min(months_over, {node.months}))])", open=held.open)


def month_of(w: Writer, node: n.MonthOf, inside: Inside) -> Code:
    series, kind = w.code(node.series, inside), cast(ty.Monthly, node.series.type)
    slot = w.slot_of(node.series, inside)
    text = guarded(f"{series.text}[{inside.month}]", series.unless)
    if slot.keeps_absent and series.unless:
        text = f"ABSENT if {series.text} is ABSENT else {text}"
    name = w.let(text, "this")
    return w.held(name, kind.of, slot.scale, slot)


def _over(w: Writer, node: n.Node, inside: Inside) -> tuple[Code, Slot | Seen, ty.ListOf]:
    return w.code(node, inside), w.slot_of(node, inside), cast(ty.ListOf, node.type)


@contextmanager
def _record(w: Writer, name: str, kind: ty.ListOf, slot: Slot | Seen, inside: Inside) -> Iterator[Inside]:
    """Write a function of one record."""
    argument = w.names.new(kind.singular)
    with w.function(name, argument):
        fields = {field.key: w.names.new(field.name) for field in kind.fields}
        w.say(f"({''.join(f'{one}, ' for one in fields.values())}) = {argument}")
        held = {
            field.key: w.held(fields[field.key], field.type, numeric_scale(field.type), slot) for field in kind.fields
        }
        yield evolve(inside, records=(*inside.records, Record(kind, fields, held)))


def quantified(w: Writer, node: n.Quantified, inside: Inside) -> Code:
    if isinstance(node.records, n.Units):
        return units.quantified(w, node, node.records, inside)
    records, slot, kind = _over(w, node.records, inside)
    name = w.names.new(f"{node.which} {kind.singular}")
    with _record(w, name, kind, slot, inside) as here:
        where = w.truth(node.where, here) if node.where else None
        held = w.truth(node.condition, here)
        if where is not None and node.which == "every":
            found = w.join([w.opposite(where), held], "or", "either")
        else:
            found = w.join([where, held], "and", "both") if where else held
        w.say(f"return {found.text}")
    every = "both" if node.which == "every" else "either"
    text = f"{every}(list(map({name}, {records.text})))"
    return Truth(f"({guarded(text, records.unless)})", open=found.open or bool(records.unless))


def count_of(w: Writer, node: n.CountOf, inside: Inside) -> Code:
    if isinstance(node.records, n.Units):
        return units.count_of(w, node, node.records, inside)
    records, _ = _selected(w, node.where, node.records, inside)
    return Number(f"len({records.text})", records.unless, positive=True)


def share_where(w: Writer, node: n.ShareWhere, inside: Inside) -> Code:
    if isinstance(node.records, n.Units):
        return units.share_where(w, node, node.records, inside)
    selected, records = _selected(w, node.where, node.records, inside)
    above = Number(f"len({selected.text})", selected.unless, positive=True)
    return ratio(above, Number(f"len({records.text})", records.unless, positive=True))


def _selected(w: Writer, where: n.Node | None, over: n.Node, inside: Inside) -> tuple[Code, Code]:
    """Return the records that *where* selects, and all of them; which they are must be certain."""
    records, slot, kind = _over(w, over, inside)
    if where is None:
        return records, records
    name = w.names.new(f"is meant {kind.singular}")
    with _record(w, name, kind, slot, inside) as here:
        held = w.truth(where, here)
        if held.open:
            raise NotCompiled(capabilities.INTERVALS)
        w.say(f"return {held.text}")
    text = w.let(guarded(f"list(filter({name}, {records.text}))", records.unless), "meant")
    return Value(text, (f"{text} is None",) if records.unless else ()), records


def aggregate(w: Writer, node: n.Aggregate, inside: Inside) -> Code:
    if isinstance(node.records, n.Units):
        return units.aggregate(w, node, node.records, inside)
    selected, _ = _selected(w, node.where, node.records, inside)
    _, slot, kind = _over(w, node.records, inside)
    name = w.names.new(f"of {kind.singular}")
    with _record(w, name, kind, slot, inside) as here:
        operand = w.code(node.operand, here)
        factor = abs(operand.factor) or Fraction(1) if isinstance(operand, Number) else Fraction(1)
        text = scaled_to(operand, factor) if isinstance(operand, Number) else operand.text
        w.say(f"return {guarded(text, operand.unless)}")
    values = w.let(guarded(f"list(map({name}, {selected.text}))", selected.unless), "values")
    doubts = [f"{values} is None"] if selected.unless else []
    unless = (*doubts, *([f"None in {values}"] if operand.unless else []))
    return units.aggregated(node.which, values, unless, factor, isinstance(operand, Number))


METHODS: dict[type[n.Node], Method] = {
    n.EveryMonth: every_month,
    n.MonthOf: month_of,
    n.Quantified: quantified,
    n.CountOf: count_of,
    n.ShareWhere: share_where,
    n.Aggregate: aggregate,
    n.Verdict: units.verdict,
}
