"""Values in a saved report → values that can be judged: the way back of ``plain``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from ankang_rules.facts.facts import FactValue, Provenance
from ankang_rules.model import types as ty
from ankang_rules.model.exact import MOST_DIGITS
from ankang_rules.model.outcome import Known, Reason, ReasonKind, Unknown, Value


class NotAValue(Exception):
    """What was kept is no value of the type it should be of."""


def value_from_plain(kept: Any, kind: ty.Type) -> Value:
    """Return the value of type *kind* that was *kept*; raises :class:`NotAValue`."""
    match kind:
        case ty.YesNo() if isinstance(kept, bool):
            return kept
        case ty.Date() if isinstance(kept, str):
            return _day(kept)
        case ty.Text() if isinstance(kept, str):
            return kept
        case ty.OneOf(choices=choices) if isinstance(kept, str):
            return _member(kept, choices)
        case ty.SetOf(choices=choices) if isinstance(kept, list):
            return frozenset(_member(one, choices) for one in kept)
        case ty.Monthly(of=of, months=months) if isinstance(kept, list) and len(kept) == months:
            return tuple(outcome_from_plain(one, of) for one in kept)
        case ty.ListOf(fields=fields) if isinstance(kept, list):
            return tuple(_record(one, fields) for one in kept)
        case ty.Quantity() | ty.Bare() | ty.Share() | ty.Duration() if isinstance(kept, str):
            return _number(kept)
    raise NotAValue


def outcome_from_plain(kept: Any, kind: ty.Type) -> Known | Unknown:
    """Return the outcome that was *kept*, of a value of type *kind* or the reasons why there is none."""
    if not isinstance(kept, Mapping):
        raise NotAValue
    if "value" in kept:
        return Known(value_from_plain(kept["value"], kind))
    reasons = kept.get("unknown")
    if not isinstance(reasons, list) or not reasons:
        raise NotAValue
    return Unknown(frozenset(_reason(one) for one in reasons))


def fact_from_plain(kept: Mapping[str, Any], kind: ty.Type) -> FactValue:
    """Return the fact that was *kept*, of type *kind*."""
    source = kept["provenance"]
    on = source and source["on"]
    provenance = source and Provenance(source["source"], _day(on) if on else None, source["by"])
    return FactValue(outcome_from_plain(kept, kind), kept["written"], provenance)


def _record(kept: Any, fields: tuple[ty.Field, ...]) -> tuple[Known | Unknown, ...]:
    if not isinstance(kept, list) or len(kept) != len(fields):
        raise NotAValue
    return tuple(outcome_from_plain(one, field.type) for one, field in zip(kept, fields, strict=True))


def _reason(kept: Any) -> Reason:
    try:
        return Reason(ReasonKind(kept["reason"]), str(kept["subject"]), tuple(kept["at"]), tuple(kept["unit"]))
    except (KeyError, TypeError, ValueError):
        raise NotAValue from None


def _member(kept: Any, choices: ty.Choices) -> str:
    if not isinstance(kept, str) or not (choices.open or any(member.key == kept for member in choices.members)):
        raise NotAValue
    return kept


def _day(kept: str) -> date:
    try:
        return date.fromisoformat(kept)
    except ValueError:
        raise NotAValue from None


def _number(kept: str) -> Fraction:
    if len(kept) > 5 * MOST_DIGITS:
        raise NotAValue
    try:
        return Fraction(kept)
    except (ValueError, ZeroDivisionError):
        raise NotAValue from None
