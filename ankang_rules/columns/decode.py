"""Columns of a table → facts, in SQL. What is not plainly a value of its type is *odd*: the reference reads it instead.

Nothing is guessed and nothing is lost here: a cell is missing, reported as none, a plain value, or odd. A row with an
odd cell is judged by the reference, which knows every spelling there is, and says what is wrong with a wrong one.
"""

from __future__ import annotations

from typing import Any, Final

from attrs import define, evolve, field, frozen

from ankang_rules.columns import lists, plain
from ankang_rules.columns.text import quoted
from ankang_rules.columns.values import FALSE, Cell, Members, Records, Series, Value
from ankang_rules.core.ruleset import Indicator
from ankang_rules.model import types as ty

_MISSING: Final = "('', '~', 'null', 'Null', 'NULL')"
_ABSENT: Final = "('none', 'None', 'NONE', '无')"
_SAID_MISSING: Final = "('missing', '缺失', '缺', '暂缺')"
_SAID_NONE: Final = "('none', '无')"


@frozen
class Column:
    """The expression that reads a cell, its *kind* in the engine, and the expression that reads its state."""

    sql: str | None
    kind: Any = None
    state: str | None = None


@define(eq=False)
class Decoder:
    """Gathers the *columns* of decoded facts, and the conditions under which a row is *odd*."""

    columns: dict[str, str] = field(factory=dict)
    odd: list[str] = field(factory=list)

    def fact(self, indicator: Indicator, name: str, column: Column) -> Value:
        """Return the fact in *column*, kept as columns that begin with *name*."""
        kind = indicator.type
        if isinstance(kind, ty.Monthly):
            return self._series(indicator, kind, name, column)
        if isinstance(kind, ty.ListOf):
            return self._records(kind, name, column)
        return self._kept(read(kind, column, indicator), name)

    def months(self, indicator: Indicator, name: str, columns: dict[int, Column]) -> Series:
        """Return a series of which each month has a column."""
        kind = indicator.type
        assert isinstance(kind, ty.Monthly)
        empty = Column(None)
        cells = [
            self._kept(read(kind.of, columns.get(month, empty), indicator), f"{name}_{month}")
            for month in range(1, kind.months + 1)
        ]
        given = [f"{cell.sql} IS NOT NULL" for cell in cells]
        given += [cell.absent for cell in cells if cell.absent != FALSE]
        return Series(tuple(cells), f"({' OR '.join(given)})")

    def _kept(self, cell: Read, name: str) -> Cell:
        self.columns[name] = cell.value.sql
        if cell.odd is not None:
            self.odd.append(cell.odd)
        if cell.value.absent == FALSE:
            return evolve(cell.value, sql=name)
        self.columns[f"{name}a"] = cell.value.absent
        return evolve(cell.value, sql=name, absent=f"{name}a")

    def _series(self, indicator: Indicator, kind: ty.Monthly, name: str, column: Column) -> Series:
        absent = self._whole(name, column)
        if not _is_list(column):
            return self._without(kind, name, column, absent, indicator)
        self.odd.append(f"(len({column.sql}) <> {kind.months})")
        inner = [
            self._kept(read(kind.of, Column(f"({column.sql})[{at}]", column.kind.child), indicator), f"{name}_{at}")
            for at in range(1, kind.months + 1)
        ]
        given = f"{name}g"
        self.columns[given] = f"({column.sql} IS NOT NULL)"
        return Series(tuple(self._or_absent(cell, absent) for cell in inner), given, absent)

    def _or_absent(self, cell: Cell, absent: str) -> Cell:
        if absent == FALSE:
            return cell
        return evolve(cell, absent=absent if cell.absent == FALSE else f"({cell.absent} OR {absent})")

    def _without(self, kind: ty.Monthly, name: str, column: Column, absent: str, indicator: Indicator) -> Series:
        """A series of which the cells hold none: missing, or odd."""
        self._never(column)
        cells = (read(kind.of, Column(None), indicator).value for _ in range(kind.months))
        return Series(tuple(self._or_absent(cell, absent) for cell in cells), FALSE, absent)

    def _never(self, column: Column) -> None:
        if column.sql is not None:
            self.odd.append(f"({column.sql} IS NOT NULL)")

    def _whole(self, name: str, column: Column) -> str:
        """Return whether a list was reported as none, by its column of states."""
        if column.state is None:
            return FALSE
        missing = "TRUE" if column.sql is None else f"({column.sql} IS NULL)"
        absent, odd = _by_state(column.state, missing, FALSE)
        self.odd.append(odd)
        self.columns[f"{name}a"] = absent
        return f"{name}a"

    def _records(self, kind: ty.ListOf, name: str, column: Column) -> Records:
        absent = self._whole(name, column)
        if not _is_list(column) or column.kind.child.id != "struct":
            self._never(column)
            return Records("NULL::STRUCT(v BIGINT)[]", tuple(_no_fields(kind)), absent)
        parts = dict(column.kind.child.children)
        found = {f.key: read(f.type, _field(parts, f)) for f in kind.fields}
        odd = " OR ".join(["r IS NULL", *(one.odd for one in found.values() if one.odd is not None)])
        self.odd.append(f"list_contains(list_transform({column.sql}, lambda r: {odd}), TRUE)")
        self.odd.append(f"(len({column.sql}) > {lists.MOST_RECORDS})")
        packed = ", ".join(
            f"v{at} := {one.value.sql}, a{at} := {one.value.absent}" for at, one in enumerate(found.values())
        )
        self.columns[name] = f"list_transform({column.sql}, lambda r: struct_pack({packed}))"
        cells = tuple((key, _in_record(one.value, at)) for at, (key, one) in enumerate(found.items()))
        return Records(name, cells, absent)


def _in_record(cell: Cell, at: int) -> Cell:
    return evolve(cell, sql=f"{{}}.v{at}", absent=FALSE if cell.absent == FALSE else f"{{}}.a{at}")


def _no_fields(kind: ty.ListOf) -> list[tuple[str, Cell]]:
    return [(f.key, read(f.type, Column(None)).value) for f in kind.fields]


def _field(parts: dict[str, Any], wanted: ty.Field) -> Column:
    for name, kind in parts.items():
        if ty.Field(name, wanted.type).key == wanted.key:
            return Column(f"struct_extract(r, {quoted(name)})", kind)
    return Column(None)


def _is_list(column: Column) -> bool:
    return column.sql is not None and column.kind.id == "list"


@frozen
class Read:
    """A cell as it is read: its *value*, and the condition under which it is *odd*, None where it never is."""

    value: Cell
    odd: str | None = None


def read(kind: ty.Type, column: Column, indicator: Indicator | None = None) -> Read:
    """Return what the cells of *column* say of a fact of *kind*."""
    empty = plain.nothing(kind, indicator)
    if column.sql is None:
        if column.state is None:
            return Read(empty)
        reported, against = _by_state(column.state, "TRUE", FALSE)
        return Read(evolve(empty, absent=reported), against)
    sql, form = column.sql, column.kind.id
    if form == "enum":
        sql, form = f"CAST({sql} AS VARCHAR)", "varchar"
    is_text = form == "varchar"
    missing = f"({sql} IS NULL OR {sql} IN {_MISSING})" if is_text else f"({sql} IS NULL)"
    absent = f"coalesce({sql} IN {_ABSENT}, FALSE)" if is_text else FALSE
    value = plain.value(kind, sql, form, column.kind, indicator)
    odd = _odd(value, sql, missing, absent)
    if column.state is not None:
        absent, against = _by_state(column.state, missing, absent)
        odd = f"({odd} OR {against})" if odd else against
    return Read(evolve(value.cell, absent=absent), odd)


def _odd(value: plain.Plain, sql: str, missing: str, absent: str) -> str | None:
    if value.is_sure:
        return None
    if value.wrong is not None:
        return value.wrong
    parts = [f"{value.cell.sql} IS NULL"]
    if isinstance(value.cell, Members):
        parts = [f"coalesce({value.cell.sql} < 0, TRUE)"]
    parts.append(f"NOT {missing}")
    if absent != FALSE:
        parts.append(f"NOT {absent}")
    return f"({' AND '.join(parts)})"


def _by_state(state: str, missing: str, absent: str) -> tuple[str, str]:
    """Return whether a cell is reported as none, and whether it and its state do not go together."""
    said = f"{state} IS NOT NULL AND {state} <> ''"
    none = f"({state} IN {_SAID_NONE} AND ({missing} OR {absent}))"
    fits = f"({state} IN {_SAID_MISSING} AND {missing})"
    return f"coalesce({none} OR ({absent} AND NOT ({said})), FALSE)", f"({said} AND NOT ({none} OR {fits}))"
