"""Values as people read them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import cast

from ankang_rules.core.print import in_order, member_text
from ankang_rules.explain import catalogue as say
from ankang_rules.model import types as ty
from ankang_rules.model.exact import shown_text
from ankang_rules.model.outcome import Bounds, Known, Outcome, ReasonKind, Value
from ankang_rules.model.units import PERCENT, UnitWord, length_of_time
from ankang_rules.source import Language


def amount(value: Value, kind: ty.Type, lang: Language, places: int = 2) -> str:
    """Return *value* with its unit: ``499,999 元``, ``46.2%``, ``行政、财务``; *places* as in :func:`shown_text`."""
    if isinstance(value, bool):
        return say.yes_no(value)(lang)
    if isinstance(value, Fraction):
        return number(value, kind, lang, places)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset) and isinstance(kind, ty.SetOf):
        return members(value, kind.choices, lang)
    if isinstance(value, str):
        return member_text(value, kind.choices, lang) if isinstance(kind, ty.OneOf) else f"“{value}”"
    if isinstance(kind, ty.Monthly):
        return say.months_given(sum(isinstance(month, Known) for month in value), len(value))(lang)
    return (say.units if isinstance(kind, ty.UnitsOf) else say.records)(len(value))(lang)


def number(value: Fraction, kind: ty.Type, lang: Language, places: int = 2) -> str:
    """Return a number as its type is read: in percent, or with its unit."""
    if isinstance(kind, ty.Share):
        sign = kind.word or PERCENT
        return f"{shown_text(value / sign.scale, places)}{sign.name}"
    if (unit := ty.time_unit(kind)) is not None:
        length, word = length_of_time(value, unit, cast(ty.Duration | ty.Quantity, kind).word)
        return say.length_of_time(shown_text(length, places), word)(lang)
    if isinstance(kind, ty.Quantity) and kind.unit:
        return _quantity(value, kind, places)
    return shown_text(value, places)


def _quantity(value: Fraction, kind: ty.Quantity, places: int) -> str:
    """In the unit the author wrote, where that shows the value exactly; else in the base unit."""
    word: UnitWord | None = kind.word
    if word is not None and word.scale != 1:
        scaled = shown_text(value / word.scale, places)
        if not scaled.startswith("≈"):
            return f"{scaled} {word.name}"
    return f"{shown_text(value, places)} {kind.unit}"


def members(keys: frozenset[str], choices: ty.Choices, lang: Language) -> str:
    """Return the members under *keys*, in the order of their list."""
    if not keys:
        return say.nothing(lang)
    return say.joined([member_text(key, choices, lang) for key in in_order(keys, choices)], lang)


def outcome_text(outcome: Outcome, kind: ty.Type, lang: Language) -> str:
    """Return what is known of a value."""
    if isinstance(outcome, Known):
        return amount(outcome.value, kind, lang)
    if isinstance(outcome, Bounds):
        if outcome.high is None:
            return say.or_more(number(outcome.low, kind, lang))(lang)
        return say.between(number(outcome.low, kind, lang), number(outcome.high, kind, lang))(lang)
    if {reason.kind for reason in outcome.reasons} == {ReasonKind.ABSENT}:
        return say.absent(lang)
    return say.unknown(lang)
