"""The four statuses and how they fold."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from ankang_rules.source import Bilingual


class Status(Enum):
    """How a rule, a group or a ruleset ends.

    >>> Status("pass") is Status.PASS
    True
    """

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> Bilingual:
        return _LABELS[self]


_LABELS = {
    Status.PASS: Bilingual(zh="达标", en="pass"),
    Status.FAIL: Bilingual(zh="不达标", en="fail"),
    Status.UNKNOWN: Bilingual(zh="无法判定", en="unknown"),
    Status.NOT_APPLICABLE: Bilingual(zh="不适用", en="not applicable"),
}
_ALL_OF = (Status.FAIL, Status.UNKNOWN, Status.PASS, Status.NOT_APPLICABLE)
_ANY_OF = (Status.PASS, Status.UNKNOWN, Status.FAIL, Status.NOT_APPLICABLE)


def all_of(statuses: Iterable[Status]) -> Status:
    """Return the first of fail, unknown, pass, not applicable that is present; never pass for nothing at all."""
    return _first(_ALL_OF, statuses)


def any_of(statuses: Iterable[Status]) -> Status:
    """Return the first of pass, unknown, fail, not applicable that is present; never pass for nothing at all."""
    return _first(_ANY_OF, statuses)


def _first(order: tuple[Status, ...], statuses: Iterable[Status]) -> Status:
    present = set(statuses)
    return next((status for status in order if status in present), Status.NOT_APPLICABLE)
