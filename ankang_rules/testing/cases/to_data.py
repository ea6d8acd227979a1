"""What came of cases → plain data."""

from __future__ import annotations

from typing import Any

from ankang_rules.testing.cases.case import Compared, Ran


def to_data(ran: Ran) -> dict[str, Any]:
    """Return the outcome of one case, exact and the same in every language."""
    return {
        "case": ran.case.title,
        "ruleset": ran.case.core.name,
        "where": ran.case.where,
        "holds": ran.holds,
        "expected": [_compared(one) for one in ran.compared],
        "errors": [error.to_dict() for error in ran.errors],
    }


def _compared(one: Compared) -> dict[str, Any]:
    return {
        "unit": one.expected.unit,
        "rule": one.result.id if one.result else None,
        "expected": one.expected.status.value,
        "found": one.found.value,
    }
