"""What would settle it, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ankang_rules.explain.to_dict import outcome_to_dict, reasons_to_list
from ankang_rules.model.outcome import Reason

if TYPE_CHECKING:
    from ankang_rules.explain.settling.settle import Settling, SettlingSet


def settling_to_dict(settling: Settling) -> dict[str, Any]:
    """Return *settling* as plain data."""
    return {
        "complete": settling.complete,
        "stopped": settling.stopped,
        "can": {
            "pass": settling.can_pass,
            "fail": settling.can_fail,
            "not_applicable": settling.can_be_not_applicable,
        },
        "unlisted": reasons_to_list(settling.unlisted),
        "sets": [_set(one) for one in settling.sets],
    }


def _set(one: SettlingSet) -> dict[str, Any]:
    example = [{**place_to_dict(reason), **outcome_to_dict(outcome)} for reason, outcome in one.example]
    return {"facts": reasons_to_list(one.facts), "example": example, "status": one.status.value}


def place_to_dict(reason: Reason) -> dict[str, Any]:
    """Return where *reason* finds nothing."""
    return {"subject": reason.subject, "at": list(reason.at), "unit": list(reason.unit)}
