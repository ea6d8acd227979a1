"""Statuses as badges, and how many ended how as a bar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ankang_rules.explain.marks import MARKS
from ankang_rules.model.status import Status
from ankang_rules.report.html import catalogue as say
from ankang_rules.report.html.view import Badge, Bar, Count
from ankang_rules.source import Language

ORDER = (Status.FAIL, Status.UNKNOWN, Status.PASS, Status.NOT_APPLICABLE)
"""As they are counted: what hurts first."""


def badge(status: Status, lang: Language) -> Badge:
    return Badge(status.value, MARKS[status], status.label(lang))


def bar(statuses: Iterable[Status], lang: Language) -> Bar:
    """Return how many of *statuses* there are of each, those that are none left out."""
    found = Counter(statuses)
    total, start, counts = found.total(), 0, []
    for status in ORDER:
        if number := found[status]:
            text = say.counted(number, status.label)(lang)
            counts.append(Count(badge(status, lang), number, text, _percent(start, total), _percent(number, total)))
            start += number
    return Bar(tuple(counts), say.joined([count.text for count in counts], lang))


def _percent(part: int, total: int) -> str:
    """Return a share of 100 with two decimals, for a drawing."""
    hundredths = part * 10_000 // total
    return f"{hundredths // 100}.{hundredths % 100:02}"
