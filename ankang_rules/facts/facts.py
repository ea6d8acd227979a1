"""Facts about one unit, validated: for each indicator a value, *none*, invalid, or nothing at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from attrs import field, frozen

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.model.frozen import Frozen
from ankang_rules.model.outcome import Known, Outcome, ReasonKind, Unknown, unknown
from ankang_rules.source import Span


@frozen
class Provenance:
    """Where a fact comes from, as the facts file says."""

    source: str | None = None
    on: date | None = None
    by: str | None = None


@frozen
class FactValue:
    """One fact: its *outcome* (known, or unknown because absent or invalid) and what was written.

    The value of a monthly series is ``Known`` of twelve outcomes; of a list of records ``Known`` of tuples of outcomes,
    in the order of the fields of its type. *invalid* says what is wrong with an invalid one.
    """

    outcome: Known | Unknown
    written: str = ""
    provenance: Provenance | None = None
    span: Span | None = field(default=None, eq=False, repr=False)
    invalid: Diagnostic | None = field(default=None, eq=False, repr=False)


class Outcomes(Protocol):
    """What each fact about a unit comes to, by the key of the indicator: all that judging it takes."""

    def __getitem__(self, key: str) -> Outcome: ...


@frozen
class Facts:
    """All facts about one unit, by the key of the indicator. What is not in *values* is missing."""

    values: Mapping[str, FactValue] = field(factory=Frozen, converter=Frozen)
    unit: str | None = None
    tier: str | None = None
    as_of: date | None = None
    year: int | None = None
    warnings: tuple[Diagnostic, ...] = field(default=(), eq=False, repr=False)
    children: Mapping[str, tuple[Facts, ...]] = field(factory=Frozen, converter=Frozen)
    """The units below, by the key of their level; a level that is not here was not given."""
    file: str | None = field(default=None, eq=False)
    """The file or folder they were read from, as it was named."""

    def __getitem__(self, key: str) -> Outcome:
        fact = self.values.get(key)
        return fact.outcome if fact else unknown(ReasonKind.MISSING, key)
