"""What would settle it, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ankang_rules.explain.to_dict import outcome_to_dict, reasons_to_list
from ankang_rules.facts.facts import Facts
from ankang_rules.model.outcome import Known, Outcome, Reason

if TYPE_CHECKING:
    from ankang_rules.explain.settling.settle import Settling, SettlingSet


def settling_to_dict(settling: Settling) -> dict[str, Any]:
    """Return *settling* as plain data."""
    return {
        "complete": settling.complete,
        "can": {
            "pass": settling.can_pass,
            "fail": settling.can_fail,
            "not_applicable": settling.can_be_not_applicable,
        },
        "sets": [_set(one) for one in settling.sets],
    }


def _set(one: SettlingSet) -> dict[str, Any]:
    example = [{**place_to_dict(reason), **_example(outcome)} for reason, outcome in one.example]
    return {"facts": reasons_to_list(one.facts), "example": example, "status": one.status.value}


def place_to_dict(reason: Reason) -> dict[str, Any]:
    """Return where *reason* finds nothing."""
    return {"subject": reason.subject, "at": list(reason.at), "unit": list(reason.unit)}


def _example(outcome: Outcome) -> dict[str, Any]:
    """A value; of a list of units how many they are, and what they are like."""
    if not isinstance(outcome, Known) or not isinstance(outcome.value, tuple):
        return outcome_to_dict(outcome)
    if not all(isinstance(unit, Facts) for unit in outcome.value):
        return outcome_to_dict(outcome)
    units: list[Facts] = list(outcome.value)
    facts = {key: outcome_to_dict(fact.outcome) for unit in units[:1] for key, fact in sorted(unit.values.items())}
    return {"units": len(units), "each": facts}
