"""Calendar arithmetic in SQL: whole days and months, inside the years 1 to 9999."""

from __future__ import annotations

from fractions import Fraction

from ankang_rules.columns.numbers import compare, constant, is_whole
from ankang_rules.columns.values import Day, Number
from ankang_rules.model import types as ty
from ankang_rules.model.units import MONTHS

_FIRST, _LAST = "DATE '0001-01-01'", "DATE '9999-12-31'"
_MOST_DAYS, _MOST_MONTHS = 4_000_000, 200_000


def between(later: Day, earlier: Day) -> Number:
    """Return the days from *earlier* to *later*."""
    return Number(f"({later.sql} - {earlier.sql})", most=_MOST_DAYS)


def moved(day: Day, distance: Number, kind: ty.Type) -> Day:
    """Return *day* moved by *distance*: NULL for a fraction of a day or month, and outside the years there are."""
    by_month = kind == ty.Duration(MONTHS)
    most = constant(Fraction(_MOST_MONTHS if by_month else _MOST_DAYS))
    least = constant(-Fraction(_MOST_MONTHS if by_month else _MOST_DAYS))
    near = f"{is_whole(distance)} AND {compare('≤', distance, most)} AND {compare('≥', distance, least)}"
    whole = f"(CASE WHEN {near} THEN {_whole(distance)} END)"
    return Day(_by_month(day.sql, whole) if by_month else _by_day(day.sql, whole))


def _whole(distance: Number) -> str:
    top = f"({distance.sql} * {distance.scale.numerator})"
    bottom = f"({distance.under or 1} * {distance.scale.denominator})"
    return f"CAST({top} // {bottom} AS INTEGER)"


def _by_day(day: str, whole: str) -> str:
    inside = f"{whole} BETWEEN {_FIRST} - {day} AND {_LAST} - {day}"
    return f"(CASE WHEN {inside} THEN {day} + {whole} END)"


def _by_month(day: str, whole: str) -> str:
    months = f"(year({day}) * 12 + month({day}) - 1 + {whole})"
    inside = f"{months} BETWEEN 12 AND {9999 * 12 + 11}"
    return f"(CASE WHEN {inside} THEN CAST({day} + to_months({whole}) AS DATE) END)"
