"""The missing months of series, filled in so that each goes up: what a rule on growth asks for."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import groupby
from typing import cast

from ankang_rules.facts.facts import Facts
from ankang_rules.model.outcome import Known, Outcome, Reason


def rising(facts: Facts, months: Iterable[Reason]) -> dict[Reason, Outcome]:
    """Return numbers for *months*, missing in series of *facts*, that go up from the month before to the month after.

    They are whole where there is room for it.
    """
    found: dict[Reason, Outcome] = {}
    for subject, reasons in groupby(sorted(months, key=Reason.sort_key), key=lambda reason: reason.subject):
        outcome = facts[subject]
        series = cast("tuple[Outcome, ...]", outcome.value) if isinstance(outcome, Known) else ()
        numbers = {i: one.value for i, one in enumerate(series, 1) if isinstance(one, Known)}
        known = {month: number for month, number in numbers.items() if isinstance(number, Fraction)}
        for reason in reasons:
            month = int(reason.at[0])
            known[month] = _between(known, month)
            found[reason] = Known(known[month])
    return found


def _between(known: dict[int, Fraction], month: int) -> Fraction:
    before = max((at for at in known if at < month), default=None)
    after = min((at for at in known if at > month), default=None)
    if after is None:
        return Fraction(month) if before is None else known[before] + 1
    start, low = (0, Fraction(0)) if before is None else (before, known[before])
    number = low + (known[after] - low) * Fraction(month - start, after - start)
    return Fraction(int(number)) if int(number) > low else number
