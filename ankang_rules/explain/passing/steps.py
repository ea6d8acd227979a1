"""Functions that never fall, turned around: from which number on they come to another."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Protocol

from attrs import frozen

from ankang_rules.core.nodes import Rounding as Mode
from ankang_rules.evaluate.reference import rounded
from ankang_rules.model.calendar import add_months

Edge = tuple[Fraction, bool]
"""A number, and whether it is itself left out."""


class Step(Protocol):
    """A function from numbers to numbers that never falls."""

    def value(self, number: Fraction) -> Fraction | None: ...

    def reaches(self, bound: Fraction, *, strictly: bool) -> Edge | None:
        """Return from which number on the value is at least *bound*, or (*strictly*) above it; None for never."""
        ...


@frozen
class Rounding:
    """To the multiple of *quantum* that *mode* chooses."""

    quantum: Fraction
    mode: Mode

    def value(self, number: Fraction) -> Fraction | None:
        return rounded(number, self.quantum, self.mode)

    def reaches(self, bound: Fraction, *, strictly: bool) -> Edge | None:
        multiple = -(-bound // self.quantum) * self.quantum
        if strictly and multiple == bound:
            multiple += self.quantum
        # What is rounded to the multiple begins somewhere between the one before it and itself.
        for edge in (multiple - self.quantum, multiple - self.quantum / 2, multiple):
            if self.value(edge) == multiple:
                return edge, False
            if self.value(edge + self.quantum / 4) == multiple:
                return edge, True
        return multiple, False


@frozen
class Months:
    """A day, counted from the first of the calendar, moved by *months*."""

    months: int

    def value(self, number: Fraction) -> Fraction | None:
        moved = add_months(date.fromordinal(int(number)), Fraction(self.months))
        return None if moved is None else Fraction(moved.toordinal())

    def reaches(self, bound: Fraction, *, strictly: bool) -> Edge | None:
        low, high = date.min.toordinal(), date.max.toordinal() + 1
        while low < high:
            middle = (low + high) // 2
            value = self.value(Fraction(middle))
            if value is None:  # beyond the end of the calendar, or before its beginning
                low, high = (low, middle) if self.months > 0 else (middle + 1, high)
                continue
            enough = value > bound if strictly else value >= bound
            low, high = (low, middle) if enough else (middle + 1, high)
        return None if low > date.max.toordinal() else (Fraction(low), False)
