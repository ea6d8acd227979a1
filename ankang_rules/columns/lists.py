"""Sets as bits, and quantifiers over lists of records."""

from __future__ import annotations

from attrs import evolve

from ankang_rules.columns.capabilities import Gap
from ankang_rules.columns.numbers import type_for
from ankang_rules.columns.values import Between, Cell, Number
from ankang_rules.model.types import Choices

MOST_RECORDS = 10_000
"""How many records a list may have here; a longer one is judged by the reference."""
_MOST_CHOICES = 62


def mask(keys: frozenset[str], choices: Choices) -> int:
    """Return the bits of *keys* in the order of *choices*."""
    if len(choices.members) > _MOST_CHOICES:
        raise Gap("many choices")
    known = [member.key for member in choices.members]
    if not keys <= set(known):
        raise Gap("many choices")
    return sum(1 << known.index(key) for key in keys)


def of_record(cell: Cell, record: str) -> Cell:
    """Return the field *cell* of the record that stands under the name *record*."""
    absent = cell.absent.replace("{}", record)
    if isinstance(cell, Number):
        return evolve(cell, sql=cell.sql.replace("{}", record), absent=absent)
    return evolve(cell, sql=cell.sql.replace("{}", record), absent=absent)


def every(records: str, record: str, condition: str) -> str:
    """Return whether *condition* holds for every record, by Kleene's *and*."""
    each = f"list_transform({records}, lambda {record}: {condition})"
    return (
        f"(CASE WHEN {records} IS NULL THEN NULL WHEN list_contains({each}, FALSE) THEN FALSE "
        f"WHEN len({each}) = list_count({each}) THEN TRUE END)"
    )


def some(records: str, record: str, condition: str) -> str:
    each = f"list_transform({records}, lambda {record}: {condition})"
    return (
        f"(CASE WHEN {records} IS NULL THEN NULL WHEN list_contains({each}, TRUE) THEN TRUE "
        f"WHEN len({each}) = list_count({each}) THEN FALSE END)"
    )


def count(records: str, record: str, where: str | None, under: str | None) -> Number | Between:
    """Return how many records *where* holds for, over *under*; bounds where it is unknown for some."""

    def counted(listed: str) -> Number:
        top = f"len({listed})" if under is None else f"(CASE WHEN {under} > 0 THEN len({listed}) END)"
        return Number(top, most=MOST_RECORDS, under=under, under_most=MOST_RECORDS if under else 1, signed=False)

    if where is None:
        return counted(records)
    low = counted(f"list_filter({records}, lambda {record}: {where})")
    high = counted(f"list_filter({records}, lambda {record}: ({where}) IS DISTINCT FROM FALSE)")
    return Between(low, high)


def aggregate(which: str, records: str, record: str, operand: Cell, where: str | None) -> Cell:
    """Return the sum, average, lowest or highest of *operand*; NULL where a record, or its part in it, is in doubt."""
    if isinstance(operand, Number) and operand.under is not None:
        raise Gap("ratio in a list")
    doubt = (
        ""
        if where is None
        else f"WHEN list_contains(list_transform({records}, lambda {record}: ({where}) IS NULL), TRUE) THEN NULL"
    )
    chosen = records if where is None else f"list_filter({records}, lambda {record}: {where})"
    values = f"list_transform({chosen}, lambda {record}: {operand.sql})"
    known = f"CASE WHEN {records} IS NULL THEN NULL {doubt} WHEN len({values}) > list_count({values}) THEN NULL ELSE"
    if not isinstance(operand, Number):
        return evolve(operand, sql=f"({known} list_{'min' if which == 'lowest' else 'max'}({values}) END)")
    if which in ("lowest", "highest"):
        sql = f"({known} list_{'min' if which == 'lowest' else 'max'}({values}) END)"
        return evolve(operand, sql=sql, constant=None)
    most = max(operand.most, 1) * MOST_RECORDS
    sql = f"({known} CAST(coalesce(list_sum({values}), 0) AS {type_for(most)}) END)"
    summed = evolve(operand, sql=sql, most=most, constant=None)
    if which == "sum":
        return summed
    under = f"nullif(len({chosen}), 0)"
    return evolve(summed, sql=f"(CASE WHEN {under} > 0 THEN {sql} END)", under=under, under_most=MOST_RECORDS)
