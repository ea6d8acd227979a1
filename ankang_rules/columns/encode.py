"""Facts as the reference reads them → the decoded columns, for rows that the engine cannot read itself."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, cast

from attrs import evolve

from ankang_rules.columns import lists
from ankang_rules.columns.capabilities import Gap
from ankang_rules.columns.values import FALSE, Cell, Members, Number, Records, Series, Value
from ankang_rules.facts.facts import Facts
from ankang_rules.model import types as ty
from ankang_rules.model.outcome import Known, Outcome, ReasonKind

Cells = dict[str, Any]


class NotPlain(Exception):
    """A fact that the columns cannot hold."""


def encoded(facts: Facts, values: Mapping[str, tuple[Value, ty.Type]]) -> Cells:
    """Return *facts* as the columns of *values*; raises :class:`NotPlain` where one does not fit."""
    found: Cells = {}
    for key, (value, kind) in values.items():
        found |= _value(facts[key], value, kind)
    return found


def _value(outcome: Outcome, value: Value, kind: ty.Type) -> Cells:
    if isinstance(value, Series):
        return _series(outcome, value, cast(ty.Monthly, kind))
    if isinstance(value, Records):
        return _records(outcome, value, cast(ty.ListOf, kind))
    return _cell(outcome, cast(Cell, value), kind)


def _is_absent(outcome: Outcome) -> bool:
    return not isinstance(outcome, Known) and {reason.kind for reason in outcome.reasons} == {ReasonKind.ABSENT}


def _said(outcome: Outcome, absent: str) -> Cells:
    """Whether a fact was reported as none."""
    if absent == FALSE:
        if _is_absent(outcome):
            raise NotPlain
        return {}
    return {absent: _is_absent(outcome)}


def _cell(outcome: Outcome, cell: Cell, kind: ty.Type) -> Cells:
    if not cell.sql.isidentifier():
        if isinstance(outcome, Known) or _is_absent(outcome):
            raise NotPlain  # there is no column for it
        return {}
    return {cell.sql: _plain(outcome.value, cell, kind) if isinstance(outcome, Known) else None} | _said(
        outcome, cell.absent
    )


def _plain(value: Any, cell: Cell, kind: ty.Type) -> Any:
    if isinstance(cell, Members):
        try:
            return lists.mask(value, cast(ty.SetOf, kind).choices)
        except Gap:
            raise NotPlain from None
    return _whole(value, cell) if isinstance(cell, Number) else value


def _whole(value: Fraction, cell: Number) -> int:
    whole = value / cell.scale
    if whole.denominator != 1 or abs(whole) > cell.most or (whole < 0 and not cell.signed):
        raise NotPlain
    return int(whole)


def _series(outcome: Outcome, series: Series, kind: ty.Monthly) -> Cells:
    found: Cells = {series.given: isinstance(outcome, Known)} if series.given.isidentifier() else {}
    found |= _said(outcome, series.absent)
    months = cast(tuple[Outcome, ...], outcome.value) if isinstance(outcome, Known) else ()
    for at, cell in enumerate(cast(tuple[Cell, ...], series.months)):
        found |= _month(months[at] if months else None, cell, series, kind)
    if months and not series.given.isidentifier() and not any(value is not None for value in found.values()):
        raise NotPlain  # a series that was given, though no month of it can be read
    return found


def _month(outcome: Outcome | None, cell: Cell, series: Series, kind: ty.Monthly) -> Cells:
    own = FALSE if cell.absent == series.absent else cell.absent
    if own != FALSE and not own.isidentifier():
        raise NotPlain
    if outcome is None:
        return {
            one: None if one == cell.sql else False for one in (cell.sql, own) if one.isidentifier() and one != FALSE
        }
    return _cell(outcome, evolve(cell, absent=own), kind.of)


def _records(outcome: Outcome, records: Records, kind: ty.ListOf) -> Cells:
    if not records.sql.isidentifier():
        if isinstance(outcome, Known):
            raise NotPlain
        return _said(outcome, records.absent)
    if not isinstance(outcome, Known):
        return {records.sql: None} | _said(outcome, records.absent)
    listed = cast(tuple[tuple[Outcome, ...], ...], outcome.value)
    if len(listed) > lists.MOST_RECORDS:
        raise NotPlain
    return {records.sql: [_record(record, records, kind) for record in listed]} | _said(outcome, records.absent)


def _record(record: tuple[Outcome, ...], records: Records, kind: ty.ListOf) -> Cells:
    found: Cells = {}
    for at, (outcome, (_, cell), field) in enumerate(zip(record, records.fields, kind.fields, strict=True)):
        if _is_absent(outcome) and cell.absent == FALSE:
            raise NotPlain
        found[f"v{at}"] = _plain(outcome.value, cell, field.type) if isinstance(outcome, Known) else None
        found[f"a{at}"] = _is_absent(outcome)
    return found
