"""Rows that the engine leaves alone, judged by the reference one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from ankang_rules.columns import margins
from ankang_rules.columns.headings import Table
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.evaluate.judge import judge
from ankang_rules.evaluate.reference import Asked
from ankang_rules.evaluate.results import Judgement
from ankang_rules.facts import messages
from ankang_rules.facts.columns import given_in
from ankang_rules.facts.facts import Facts, FactValue
from ankang_rules.facts.from_csv import row
from ankang_rules.facts.reading import Reading
from ankang_rules.model.given import Given
from ankang_rules.model.outcome import ReasonKind, unknown
from ankang_rules.model.status import Status


def facts_of(table: Table, cells: Sequence[Any], asked: Asked) -> Facts:
    """Return the facts in the row *cells*; a wrong one is invalid, and the warnings say why."""
    unit = table.columns.headings.get("unit")
    named = None if unit is None or cells[unit] is None else str(cells[unit])
    if table.is_csv and cells[-1] is not None:
        return _broken(table, named, int(cells[-1]), asked)
    cells = [_day_of(cell) for cell in cells]
    reading = Reading()
    reading.year = asked.year
    reader = table.place.reader
    pairs = []
    for key, column in table.columns.facts.items():
        given = given_in(column, cells, "", reader.readers[key].reader.kind, reading)
        if given is not None:
            pairs.append((Given(key), given))
    values = reader.values([("", pairs)], reading)
    return Facts(values, named, None, asked.as_of, asked.year, warnings=tuple(reading.closed()))


def _day_of(cell: Any) -> Any:
    """A moment at the beginning of a day is that day: pandas has no other days."""
    if isinstance(cell, list):
        return [_day_of(part) for part in cell]
    if isinstance(cell, dict):
        return {key: _day_of(part) for key, part in cell.items()}
    if isinstance(cell, datetime) and cell.tzinfo is None and cell.time() == time():
        return cell.date()
    return cell


def _broken(table: Table, unit: str | None, cells: int, asked: Asked) -> Facts:
    """The facts of a row with another number of cells than there are columns: nobody knows which cell is which."""
    values = {key: FactValue(unknown(ReasonKind.INVALID, key)) for key in table.columns.facts}
    wrong = messages.tables.other_number_of_cells(row(table.columns.name, 1), cells, len(table.names))
    return Facts(values, unit, None, asked.as_of, asked.year, warnings=(wrong,))


def judged(core: RulesetCore, table: Table, cells: Sequence[Any], asked: Asked) -> Judgement:
    """Return the judgement on one row, with every trace."""
    return judge(core, facts_of(table, cells, asked), asked)


def as_row(found: Judgement) -> dict[str, Any]:
    """Return a judgement as the columns of the result."""
    measured = {margins.name_of(rule.id): margins.of_result(found, rule) for rule in found.rules}
    invalid = [finding.text.en or "" for finding in found.warnings if finding.severity == "error"]
    groups = {f"group.{group.id}": group.status.value for group in found.groups if group.status is not None}
    return {
        "status": found.status.value,
        "failing": [rule.id for rule in found.rules if rule.status is Status.FAIL],
        "unknown": [rule.id for rule in found.rules if rule.status is Status.UNKNOWN],
        "invalid": invalid,
        **groups,
        **{rule.id: rule.status.value for rule in found.rules},
        **measured,
    }
