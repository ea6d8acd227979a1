"""How old evidence may be: ``12 months``, ``90 天``."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from attrs import frozen

from ankang_rules.errors import ReportError
from ankang_rules.facts.numbers import NotRead, read_number
from ankang_rules.facts.quantities import Units
from ankang_rules.model.calendar import add_days, add_months
from ankang_rules.model.given import Given
from ankang_rules.model.units import DAYS, MONTHS
from ankang_rules.report import messages

_LONGEST = 40


@frozen
class Age:
    """A length of time in whole days or whole months, as it was *written*."""

    number: int
    in_months: bool
    written: str

    def last_day(self, on: date) -> date:
        """Return the last day on which evidence of the day *on* is not older."""
        move = add_months if self.in_months else add_days
        return move(on, Fraction(self.number)) or date.max


def age(given: str | timedelta | Age) -> Age:
    """Return what *given* says; raises :class:`ReportError` where it is no length of time.

    >>> age("1 year").last_day(date(2014, 2, 28)), age("90 天").last_day(date(2014, 1, 1))
    (datetime.date(2015, 2, 28), datetime.date(2014, 4, 1))
    """
    if isinstance(given, Age):
        return given
    if isinstance(given, timedelta):
        given = f"{given.days} days"
    found = _read(given) if len(given) <= _LONGEST else None
    if found is None:
        raise ReportError([messages.not_an_age(given[:_LONGEST])])
    return found


def _read(text: str) -> Age | None:
    number = read_number(Given(text.strip()))
    word = None if isinstance(number, NotRead) else Units(()).find(number.suffix)
    if isinstance(number, NotRead) or word is None or word.unit not in (DAYS, MONTHS):
        return None
    value = number.value * word.scale
    if value.denominator != 1 or value <= 0:
        return None
    return Age(value.numerator, word.unit == MONTHS, text.strip())
