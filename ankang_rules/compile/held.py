"""Outcomes → what a row holds: whole numbers where the scale makes them so, None and ABSENT for what is not known."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from ankang_rules.compile.runtime import ABSENT
from ankang_rules.compile.slots import Slot, numeric_scale
from ankang_rules.model import types as ty
from ankang_rules.model.outcome import Known, Outcome, ReasonKind, reasons_of

Held = Callable[[Outcome | None, list[int]], Any]
"""Takes an outcome, None for a missing one, and a list that it appends to where something is not known."""


class Unheld(Exception):
    """Raised for a value that no reader gives, such as half a person, in facts that were put together by hand."""


def held_by(slot: Slot) -> Held:
    """Return what turns outcomes into what *slot* holds."""
    return held_of(slot.type, slot.scale, slot.keeps_absent)


def held_of(kind: ty.Type, scale: int, keeps_absent: bool) -> Held:
    """Return what turns outcomes of *kind* into what is held of them."""
    value = _value(kind, scale, keeps_absent)

    def held(outcome: Outcome | None, open_: list[int]) -> Any:
        if isinstance(outcome, Known):
            return value(outcome.value, open_)
        open_.append(0)
        return ABSENT if keeps_absent and _is_absent(outcome) else None

    return held


def _is_absent(outcome: Outcome | None) -> bool:
    return outcome is not None and {reason.kind for reason in reasons_of([outcome])} == {ReasonKind.ABSENT}


def _value(kind: ty.Type, scale: int, keeps_absent: bool) -> Callable[[Any, list[int]], Any]:
    if isinstance(kind, ty.Monthly):
        month = held_of(kind.of, scale, keeps_absent)
        return lambda months, open_: tuple([month(outcome, open_) for outcome in months])
    if isinstance(kind, ty.ListOf):
        fields = [held_of(field.type, numeric_scale(field.type), keeps_absent) for field in kind.fields]
        return lambda records, open_: tuple([_record(record, fields, open_) for record in records])
    if ty.is_numeric(kind):
        return _count if isinstance(kind, ty.Quantity) and kind.kind == "count" else _number(scale)
    return lambda value, open_: value


def _record(record: tuple[Outcome, ...], fields: list[Held], open_: list[int]) -> tuple[Any, ...]:
    return tuple([held(outcome, open_) for held, outcome in zip(fields, record, strict=True)])


def _number(scale: int) -> Callable[[Fraction, list[int]], int | Fraction]:
    def number(value: Fraction, open_: list[int]) -> int | Fraction:
        if value.denominator == 1:
            return value.numerator * scale
        more = value * scale
        return more.numerator if more.denominator == 1 else more

    return number


def _count(value: Fraction, open_: list[int]) -> int:
    if value.denominator != 1 or value < 0:
        raise Unheld
    return value.numerator
