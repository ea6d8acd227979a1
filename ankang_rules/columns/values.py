"""What an expression is in SQL: texts that the engine computes, with what is known of them before it does."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import cast

from attrs import evolve, frozen

FALSE, TRUE, UNKNOWN = "FALSE", "TRUE", "NULL::BOOLEAN"


@frozen
class Cell:
    """One value, NULL where it is unknown. *absent* says whether it was reported as none, of facts alone."""

    sql: str
    absent: str = FALSE


@frozen
class Truth(Cell):
    """A condition: yes, no, or NULL."""


@frozen
class Day(Cell):
    """A calendar day."""


@frozen
class Word(Cell):
    """A text, or the key of a choice."""


@frozen
class Members(Cell):
    """A set of choices as the bits of a whole number, by their order in the list."""


@frozen
class Number(Cell):
    """An exact number: *sql* × *scale* ÷ *under*, where *sql* and *under* are whole and *under* is positive.

    *most* and *under_most* bound what they can be, so that no product of them ever overflows. *signed* is False where
    it cannot be negative. *constant* is the value where it is known beforehand.
    """

    most: int = 0
    scale: Fraction = Fraction(1)
    under: str | None = None
    under_most: int = 1
    signed: bool = True
    constant: Fraction | None = None


@frozen
class Between:
    """A number of which the bounds are known: *low* to *high*, None for no end. They are equal where it is certain.

    Where *open* holds there is no end either. Where *loose* holds it may be any number between, and not only one that
    is a whole number of members.
    """

    low: Number
    high: Number | None
    open: str = FALSE
    loose: str = FALSE


@frozen
class Series:
    """A value for each month; *given* says whether there is a series at all, *absent* whether it is none."""

    months: tuple[Value, ...]
    given: str
    absent: str = FALSE


@frozen
class Records:
    """A list of records, NULL where there is none; *fields* makes of the name of one the values of its fields."""

    sql: str
    fields: tuple[tuple[str, Cell], ...]
    absent: str = FALSE


Value = Cell | Between | Series | Records


def through(value: Value, keep: Callable[[str], str]) -> Value:
    """Return *value* as it is read further out, where what it is made of has the names that *keep* gives it."""
    if isinstance(value, Between):
        low, high = (None if end is None else cast(Number, through(end, keep)) for end in (value.low, value.high))
        assert low is not None
        return evolve(value, low=low, high=high, open=_flag(value.open, keep), loose=_flag(value.loose, keep))
    if isinstance(value, Series):
        months = tuple(through(month, keep) for month in value.months)
        return Series(months, _flag(value.given, keep), _flag(value.absent, keep))
    if isinstance(value, Number) and value.constant is not None:
        return value
    found = evolve(value, sql=keep(value.sql), absent=_flag(value.absent, keep))
    if isinstance(found, Number) and found.under is not None:
        return evolve(found, under=keep(found.under))
    return found


def _flag(sql: str, keep: Callable[[str], str]) -> str:
    return sql if sql in (FALSE, TRUE) else keep(sql)
