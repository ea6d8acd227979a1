"""Facts about one unit, validated: for each indicator a value, *none*, invalid, or nothing at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from attrs import field, frozen

from ankang_rules.diagnostics import Diagnostic
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


def _frozen(values: Mapping[str, FactValue]) -> Mapping[str, FactValue]:
    return MappingProxyType(dict(values))


@frozen
class Facts:
    """All facts about one unit, by the key of the indicator. What is not in *values* is missing."""

    values: Mapping[str, FactValue] = field(factory=dict, converter=_frozen, hash=False)
    unit: str | None = None
    tier: str | None = None
    as_of: date | None = None
    year: int | None = None
    warnings: tuple[Diagnostic, ...] = field(default=(), eq=False, repr=False)

    def __getitem__(self, key: str) -> Outcome:
        fact = self.values.get(key)
        return fact.outcome if fact else unknown(ReasonKind.MISSING, key)

    def __hash__(self) -> int:
        return hash((self.unit, self.as_of, self.year, frozenset(self.values.items())))

    def __getstate__(self) -> dict[str, object]:
        state = {name: getattr(self, name) for name in ("unit", "tier", "as_of", "year", "warnings")}
        return {**state, "values": dict(self.values)}

    def __setstate__(self, state: dict[str, object]) -> None:
        for name, value in {**state, "values": _frozen(state["values"])}.items():  # type: ignore[arg-type]
            object.__setattr__(self, name, value)
