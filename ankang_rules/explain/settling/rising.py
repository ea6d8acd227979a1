"""The missing months of series, filled in so that each goes up: what a rule on growth asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import cast

from ankang_rules.facts.facts import Facts
from ankang_rules.model.outcome import Known, Outcome, Reason

_Series = dict[int, Fraction]


def rising(facts: Facts, months: Sequence[Reason]) -> Iterator[dict[Reason, Outcome]]:
    """Yield numbers for *months*, missing in series of *facts*, that go up from the month before to the month after.

    First such that all series go up alike, as where one is to agree with another; then each by itself. They are whole
    where there is room for it.
    """
    known = {subject: _known(facts[subject]) for subject in dict.fromkeys(reason.subject for reason in months)}
    alike: _Series = {}
    for series in known.values():
        alike = series | alike
    for reason in sorted(months, key=_month):
        alike.setdefault(_month(reason), _between(alike, _month(reason)))
    yield {reason: Known(alike[_month(reason)]) for reason in months}
    for reason in sorted(months, key=_month):
        known[reason.subject][_month(reason)] = _between(known[reason.subject], _month(reason))
    yield {reason: Known(known[reason.subject][_month(reason)]) for reason in months}


def _month(reason: Reason) -> int:
    return int(reason.at[0])


def _known(outcome: Outcome) -> _Series:
    months = cast("tuple[Outcome, ...]", outcome.value) if isinstance(outcome, Known) else ()
    numbers = {i: one.value for i, one in enumerate(months, 1) if isinstance(one, Known)}
    return {month: number for month, number in numbers.items() if isinstance(number, Fraction)}


def _between(known: _Series, month: int) -> Fraction:
    before = max((at for at in known if at < month), default=None)
    after = min((at for at in known if at > month), default=None)
    if after is None:
        return Fraction(month) if before is None else known[before] + 1
    start, low = (0, Fraction(0)) if before is None else (before, known[before])
    number = low + (known[after] - low) * Fraction(month - start, after - start)
    return Fraction(int(number)) if int(number) > low else number
