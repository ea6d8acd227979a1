"""A judgement as a table of rule statuses: one row for each unit and rule, for spreadsheets and data tools."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from ankang_rules.evaluate.results import FollowUp, Judgement
from ankang_rules.explain.findings import finding
from ankang_rules.explain.units import TOP, Place
from ankang_rules.model.exact import exact_text
from ankang_rules.report.formats.rows import Row, rows, units
from ankang_rules.source import Language

COLUMNS = (
    *("path", "unit", "tier", "ruleset", "as_of", "rule", "label", "group", "group_label", "clause", "force"),
    *("status", "observed", "required", "margin", "reasons", "due", "points", "fix", "asked_by"),
    *("follow_up", "earlier_as_of", "earlier_report"),
)
"""The first row, the same in every language, so that programs find their column."""

BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet would work out instead of show."""


def to_csv(judgement: Judgement, lang: Language, place: Place = TOP) -> str:
    """Return a table of how each rule ended for the unit of *judgement* and each below it."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([harmless(cell) for cell in cells] for cells in _table(judgement, lang, place))
    return written.getvalue()


def harmless(cell: str) -> str:
    """Return *cell* so that a spreadsheet shows it, whatever it begins with.

    >>> harmless("=1+1"), harmless("12 元")
    ("'=1+1", '12 元')
    """
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) or cell.startswith(_FORMULA) else cell


def _table(judgement: Judgement, lang: Language, place: Place) -> Iterator[list[str]]:
    for unit in units(judgement, place):
        for row in rows(unit):
            yield _cells(row, lang)


def _cells(row: Row, lang: Language) -> list[str]:
    core, result, rule, group = row.judgement.core, row.result, row.result.rule, row.group
    found = finding(row.judgement, result, lang, row.inside)
    as_of = row.judgement.asked.as_of
    cells = {
        "path": "/".join(row.unit.path),
        "unit": row.unit.judgement.facts.unit or "",
        "tier": row.unit.judgement.core.tier or "",
        "ruleset": core.name,
        "as_of": as_of.isoformat() if as_of else "",
        "rule": rule.id,
        "label": rule.labels(lang) or rule.name,
        "group": rule.group or "",
        "group_label": (group.labels(lang) or group.name) if group else "",
        "clause": rule.clause or "",
        "force": rule.force,
        "status": result.status.value,
        "observed": found.observed,
        "required": found.required,
        "margin": found.margin,
        "reasons": found.reasons,
        "due": result.due.isoformat() if result.due else "",
        "points": exact_text(rule.points) if rule.points is not None else "",
        "fix": rule.fix(lang),
        "asked_by": (row.judgement.facts.unit or core.name) if row.inside else "",
        **_followed(result.followed),
    }
    return [cells[column] for column in COLUMNS]


def _followed(followed: FollowUp | None) -> dict[str, str]:
    """Whether a rule was carried forward from an earlier report or judged again; of which day that is, and its seal."""
    if followed is None:
        return {"follow_up": "", "earlier_as_of": "", "earlier_report": ""}
    return {
        "follow_up": "carried" if followed.is_carried else "judged_again",
        "earlier_as_of": followed.as_of.isoformat() if followed.as_of else "",
        "earlier_report": followed.report,
    }
