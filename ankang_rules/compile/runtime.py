"""What generated code calls. Truths are True, False or None; a value that is not known is None, or ABSENT for none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from ankang_rules.model import calendar

Truth = bool | None
Exact = int | Fraction

NOT_APPLICABLE: Final = "not applicable"
"""The code of a rule that does not apply, beside True, False and None."""


class _Absent:
    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = _Absent()
"""Stands for a value that was reported as absent, where that makes a difference."""


def both(truths: Sequence[Truth]) -> Truth:
    """Kleene's *and* of all *truths*."""
    return False if False in truths else None if None in truths else True


def either(truths: Sequence[Truth]) -> Truth:
    """Kleene's *or* of all *truths*."""
    return True if True in truths else None if None in truths else False


def opposite(truth: Truth) -> Truth:
    """Kleene's *not*."""
    return None if truth is None else not truth


def number_of(bound: str, number: int, truths: Sequence[Truth]) -> Truth:
    """Whether *bound* *number* of *truths* hold, known once it cannot change."""
    low = truths.count(True)
    return within(bound, number, low, low + truths.count(None))


def within(bound: str, number: int, low: int, high: int) -> Truth:
    """Whether a whole number from *low* to *high* is *bound* *number*; None where that depends on which."""
    if bound == "at least":
        return True if low >= number else None if high >= number else False
    if bound == "at most":
        return True if high <= number else None if low <= number else False
    return None if low <= number <= high and low < high else low == number == high


def agreed(test: Truth, then: Any, otherwise: Any) -> Any:
    """What *if* gives: the branch that *test* names, or what both give where it is not known."""
    if test is None:
        return then if then is not None and then is not ABSENT and then == otherwise else None
    return then if test else otherwise


def chosen(tests: Sequence[Truth], conditions: Sequence[Truth], base: Truth) -> Truth:
    """What a rule with exceptions comes to: *conditions* in place of *base*, where their *tests* hold."""
    held, open_ = tests.count(True), tests.count(None)
    if held > 1 or (held and open_) or open_ > 1:
        return None
    if open_:
        other = conditions[tests.index(None)]
        return base if base is other else None
    return conditions[tests.index(True)] if held else base


def quotient(above: Exact, below: Exact) -> Fraction:
    """The exact quotient of two numbers."""
    return Fraction(above) / below


def rounded(value: Exact, quantum: Fraction, mode: str) -> Fraction:
    """The multiple of *quantum* that *mode* chooses for *value*."""
    steps = abs(Fraction(value)) / quantum
    whole, rest = divmod(steps.numerator, steps.denominator)
    twice = 2 * rest - steps.denominator
    up = {
        "down": False,
        "up": rest > 0,
        "half up": twice >= 0,
        "half down": twice > 0,
        "half even": twice > 0 or (twice == 0 and whole % 2 == 1),
    }[mode]
    return (whole + up) * quantum * (1 if value >= 0 else -1)


def increasing(series: Sequence[Any], months: int, strictly: bool) -> Truth:
    """Whether each of the first *months* of *series* is above, or not below, the one before it."""
    return both([_risen(a, b, strictly) for a, b in pairwise(series[:months])])


def _risen(before: Any, after: Any, strictly: bool) -> Truth:
    if before is None or after is None or before is ABSENT or after is ABSENT:
        return None
    risen: bool = before < after if strictly else before <= after
    return risen


def day_later(day: Any, days: Exact) -> Any:
    """*day* moved by *days*, None where there is no such day."""
    return calendar.add_days(day, Fraction(days))


def month_later(day: Any, months: Exact) -> Any:
    """*day* moved by *months*, None where there is no such day."""
    return calendar.add_months(day, Fraction(months))


def all_of(codes: Iterable[Any]) -> Any:
    """How codes fold: the first of fail, unknown, pass, not applicable that is there."""
    codes = tuple(codes)
    return False if False in codes else None if None in codes else True if True in codes else NOT_APPLICABLE


def any_of(codes: Iterable[Any]) -> Any:
    """How the codes of alternatives fold: the first of pass, unknown, fail, not applicable that is there."""
    codes = tuple(codes)
    return True if True in codes else None if None in codes else False if False in codes else NOT_APPLICABLE
