"""Calendar arithmetic without clocks: days and months, years 1 to 9999."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction


def add_days(day: date, days: Fraction) -> date | None:
    """Return *day* moved by whole *days*, or None outside the years 1–9999 and for a fraction of a day."""
    if days.denominator != 1 or abs(days) > 4_000_000:
        return None
    try:
        return day + timedelta(days=days.numerator)
    except OverflowError:
        return None


def add_months(day: date, months: Fraction) -> date | None:
    """Return *day* moved by whole *months*, on the last day of a shorter month; None as in :func:`add_days`."""
    if months.denominator != 1 or abs(months) > 200_000:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + months.numerator, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_end(year: int, month: int) -> date:
    """Return the last day of *month* (1–12) in *year*."""
    return date(year, month, monthrange(year, month)[1])
