"""What an expression comes to: a value, bounds on a value, or unknown with its reasons. Logic is Kleene's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, Literal

from attrs import evolve, frozen

Value = bool | Fraction | date | str | frozenset[str] | tuple[Any, ...]
"""A known value: yes/no, an exact number in the base unit of its type, a day, a text or the key of a choice, a set of
keys, or a sequence (the months of a series, the records of a list)."""


class ReasonKind(Enum):
    """Why something is unknown. Only *missing* and *invalid* can be settled by handing in facts."""

    MISSING = "missing"
    INVALID = "invalid"
    UNDEFINED = "undefined"
    ABSENT = "absent"
    NOT_YET_DUE = "not_yet_due"
    CONFLICT = "conflict"


@frozen(order=False)
class Reason:
    """One reason for not knowing.

    *subject* is the key of the indicator (for missing, invalid, absent), with *at* the month (1–12), the record (from
    1) or the field inside it. For *undefined* it is the printed expression and *at* holds the id of its node; for
    *not yet due* the day; for *conflict* the printed conditions, with the ids of their nodes. *unit* leads from the
    unit whose rule is looked at to the one that is meant, by names; where it is the verdict of that unit that is not
    known, the subject is ``verdict``.
    """

    kind: ReasonKind
    subject: str
    at: tuple[int | str, ...] = ()
    unit: tuple[str, ...] = ()

    def sort_key(self) -> tuple[Any, ...]:
        return self.unit, self.kind.value, self.subject, tuple((isinstance(part, str), part) for part in self.at)


@frozen
class Known:
    """A value."""

    value: Value


@frozen
class Unknown:
    """No value, and why."""

    reasons: frozenset[Reason]


@frozen
class Bounds:
    """A number of which only the possible values are known: from *low* to *high*, and why it is no more than that.

    They lie *step* apart: 1 for a count with doubtful members, a part of the whole for a share. Without a step any
    number between may be the one. Without a *high* there is no upper bound: nobody knows how many there are.
    """

    low: Fraction
    high: Fraction | None
    reasons: frozenset[Reason]
    step: Fraction | None = None

    def values(self) -> Iterator[Fraction]:
        """Yield every possible value, where there is a step and an upper bound."""
        value = self.low
        while self.step and self.high is not None and value <= self.high:
            yield value
            value += self.step

    def allows(self, value: Fraction) -> bool:
        """Whether the number may be *value*."""
        inside = self.low <= value and (self.high is None or value <= self.high)
        return inside and (self.step is None or (value - self.low) % self.step == 0)


Outcome = Known | Unknown | Bounds
Truth = bool | Unknown
"""A condition that holds, does not hold, or is unknown."""

YES, NO = Known(True), Known(False)


def unknown(kind: ReasonKind, subject: str, *at: int | str) -> Unknown:
    return Unknown(frozenset((Reason(kind, subject, at),)))


def of_unit(outcome: Outcome, path: tuple[str, ...]) -> Outcome:
    """Return *outcome*, found for the unit at *path*, with reasons that say so, in months and records of it too."""
    if not path:
        return outcome
    if isinstance(outcome, Known):
        return Known(_parts_of_unit(outcome.value, path)) if isinstance(outcome.value, tuple) else outcome
    return evolve(outcome, reasons=frozenset(evolve(reason, unit=(*path, *reason.unit)) for reason in outcome.reasons))


def _parts_of_unit(parts: tuple[Any, ...], path: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(
        _parts_of_unit(part, path)
        if isinstance(part, tuple)
        else of_unit(part, path)
        if isinstance(part, Known | Unknown)
        else part
        for part in parts
    )


def reasons_of(outcomes: Sequence[Outcome]) -> frozenset[Reason]:
    """Return the reasons of all *outcomes* that are not known, in no order."""
    return frozenset().union(*(outcome.reasons for outcome in outcomes if not isinstance(outcome, Known)))


def conjunction(outcomes: Sequence[Outcome]) -> Outcome:
    """Return Kleene's *and*: no if any is no, else unknown if any is, else yes."""
    return _dominated_by(NO, YES, outcomes)


def disjunction(outcomes: Sequence[Outcome]) -> Outcome:
    """Return Kleene's *or*: yes if any is yes, else unknown if any is, else no."""
    return _dominated_by(YES, NO, outcomes)


def negation(outcome: Outcome) -> Outcome:
    """Return Kleene's *not*: unknown stays unknown, with the same reasons."""
    if isinstance(outcome, Known):
        return NO if outcome.value else YES
    return outcome


def _dominated_by(strong: Known, weak: Known, outcomes: Sequence[Outcome]) -> Outcome:
    if strong in outcomes:
        return strong
    reasons = reasons_of(outcomes)
    return Unknown(reasons) if reasons else weak


Bound = Literal["at least", "exactly", "at most"]


def number_of(bound: Bound, number: int, outcomes: Sequence[Outcome]) -> Outcome:
    """Return whether *bound* *number* of *outcomes* hold: at least, exactly, at most; known once it cannot change."""
    low = sum(outcome == YES for outcome in outcomes)
    high = len(outcomes) - sum(outcome == NO for outcome in outcomes)
    possible = {_within(bound, number, held) for held in range(low, high + 1)}
    if len(possible) == 1:
        return YES if possible.pop() else NO
    return Unknown(reasons_of(outcomes))


def _within(bound: Bound, number: int, held: int) -> bool:
    return {"at least": held >= number, "exactly": held == number, "at most": held <= number}[bound]
