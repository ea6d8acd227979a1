"""The first row of a table → what each of its columns is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, Literal

from attrs import define, field

from ankang_rules.facts import messages
from ankang_rules.facts.from_bytes import refuse
from ankang_rules.facts.from_csv import row
from ankang_rules.facts.from_python import MARKED, TOLD_OF, given_from_python
from ankang_rules.facts.places import Place
from ankang_rules.facts.readers import IndicatorReader
from ankang_rules.facts.reading import Reading
from ankang_rules.facts.values import is_absent, is_missing
from ankang_rules.model.given import NONE, Given, GivenMapping
from ankang_rules.model.names import fold
from ankang_rules.model.types import ListOf, Monthly, SetOf, Type

Heading = Literal["unit", "level", "tier", "parent", "as of", "assessment year"]

HEADINGS: Final[dict[str, Heading]] = {
    **dict.fromkeys(("unit", "单位", "单位名称"), "unit"),
    **dict.fromkeys(("level", "级别"), "level"),
    **dict.fromkeys(("tier", "层级"), "tier"),
    **dict.fromkeys(("parent", "上级", "上级单位"), "parent"),
    **dict.fromkeys(("as-of", "截至日期", "截至"), "as of"),
    **dict.fromkeys(("assessment-year", "考核年度"), "assessment year"),
}
"""Every spelling of the heading of a column that is about no fact, folded, and what it is."""

_STATE = re.compile(r"(.+?)[\s_-]*(?:[\s_-]state|状态)", re.IGNORECASE | re.DOTALL)
_MONTH = re.compile(r"(.+?)[\s_-]+((?:[0-9]{4}\s*[-年]\s*)?[0-9]{1,2}\s*月?)", re.DOTALL)
_STATES: Final = {
    **dict.fromkeys(("missing", "缺失", "缺", "暂缺"), "missing"),
    **dict.fromkeys(("none", "无"), "none"),
    **dict.fromkeys(("invalid", "无效"), "invalid"),
}
_BETWEEN = re.compile(r"[、;；]")


@define(eq=False)
class Column:
    """A column of facts: the place of its cells, of the cells with their states, and of each month of a series."""

    header: Given
    key: str
    cell: int | None = None
    state: int | None = None
    months: dict[str, Column] = field(factory=dict)


@define(eq=False)
class Columns:
    """All columns of the table *name*: *headings* by what they are, *facts* by key, *levels* that may say none."""

    name: str
    number: int = 0
    headings: dict[Heading, int] = field(factory=dict)
    facts: dict[str, Column] = field(factory=dict)
    levels: dict[int, Given] = field(factory=dict)


class ColumnReader:
    """Makes Columns of the cells of the first row, and says what is wrong with them."""

    def __init__(self, name: str, root: Place, reading: Reading, *, lists: bool = False) -> None:
        """*lists* says that a cell may hold a list, and that a row need not name its unit."""
        self._root, self._reading, self._lists = root, reading, lists
        self.columns = Columns(name)
        self._first: dict[Any, Given] = {}

    def read(self, cells: Sequence[str], number: int) -> Columns:
        self.columns.number = len(cells)
        here = row(self.columns.name, number)
        if len(cells) == 1 and (sign := next((sign for sign in ("\t", ";", "，", "；") if sign in cells[0]), None)):
            refuse(messages.tables.other_separator(here, sign))
        for at, cell in enumerate(cells):
            self._column(at, Given(cell.strip(), place=here))
        if "unit" not in self.columns.headings and not self._lists:
            self._reading.say(messages.tables.no_unit_column, here)
        return self.columns

    def _column(self, at: int, header: Given) -> None:
        text = str(header.value)
        heading = HEADINGS.get(fold(text))
        if heading:
            if self._is_new(heading, header):
                self.columns.headings[heading] = at
        elif not self._fact(at, header, text):
            state = _STATE.fullmatch(text)
            if state and self._fact(at, header, state[1], is_state=True):
                return
            if text in self._root.called or self._root.is_level_elsewhere(text):
                self.columns.levels[at] = header
            elif text:
                self._root.reader.unknown_name(header, self._reading)
            else:
                self.columns.levels[at] = header  # a column without a name may only be empty

    def _fact(self, at: int, header: Given, text: str, *, is_state: bool = False) -> bool:
        """Take the column as one about the indicator that *text* names, or one of its months."""
        reader = self._root.reader
        key = reader.key(text)
        if key is not None:
            self._of(at, header, key, None, reader.readers[key], is_state)
            return True
        month = _MONTH.fullmatch(text)
        key = reader.key(month[1]) if month else None
        if month is None or key is None:
            return False
        if not isinstance(reader.readers[key].reader.kind, Monthly):
            return False
        self._of(at, header, key, month[2], reader.readers[key], is_state)
        return True

    def _of(self, at: int, header: Given, key: str, month: str | None, reader: IndicatorReader, is_state: bool) -> None:
        if isinstance(reader.reader.kind, ListOf) and not self._lists:
            self._reading.say(messages.tables.records_in_table, header, reader.about.name)
        elif isinstance(reader.reader.kind, Monthly) and month is None and not self._lists:
            self._reading.say(messages.tables.months_in_columns, header, reader.about.name)
        elif self._is_new((key, month, is_state), header):
            column = self.columns.facts.setdefault(key, Column(header, key))
            if month is not None:
                column = column.months.setdefault(month, Column(Given(month, place=header.place), key))
            if is_state:
                column.state = at
            else:
                column.cell, column.header = at, column.header if month else header

    def _is_new(self, what: Any, header: Given) -> bool:
        if what in self._first:
            self._reading.say(messages.tables.column_twice, header, self._first[what])
            return False
        self._first[what] = header
        return True


def given_in(column: Column, cells: Sequence[Any], place: str, kind: Type, reading: Reading) -> Given | None:
    """Return what *cells* say under *column*, or None where they say nothing."""
    if column.months:
        inner = kind.of if isinstance(kind, Monthly) else kind
        months = [
            (part.header, found)
            for part in column.months.values()
            if (found := given_in(part, cells, place, inner, reading)) is not None
        ]
        return Given(GivenMapping(tuple(months)), place=place) if months else None
    cell = cells[column.cell] if column.cell is not None else ""
    given = _given(cell, place)
    if column.state is not None and (state := str(cells[column.state] or "").strip()):
        return _by_state(given, Given(state, place=place), reading)
    if is_missing(given):
        return None
    return (
        _members(cell, place) if isinstance(kind, SetOf) and isinstance(cell, str) and not is_absent(given) else given
    )


def _given(cell: Any, place: str) -> Given:
    """Return what a cell holds, which outside CSV may be more than a text; no text in it stands in quotation marks."""
    if isinstance(cell, str):
        return Given(cell, place=place)
    if isinstance(cell, list):
        return Given(tuple(_given(part, place) for part in cell), place=place)
    if isinstance(cell, dict):
        return Given(GivenMapping(tuple((_given(k, place), _given(v, place)) for k, v in cell.items())), place=place)
    return given_from_python(cell, place)


def _by_state(given: Given, state: Given, reading: Reading) -> Given | None:
    text = str(given.value)
    match _STATES.get(fold(str(state.value))):
        case "missing" if is_missing(given):
            return None
        case "none" if is_missing(given) or is_absent(given):
            return Given(NONE, place=given.place)
        case "invalid":
            return Given(None, place=given.place, original=MARKED)
        case None:
            reading.say(messages.tables.not_a_state, state)
        case _:
            reading.say(messages.tables.state_against_value, state, text)
    return Given(None, place=given.place, original=TOLD_OF)


def _members(text: str, place: str) -> Given:
    """Return the members of a set in one cell; ``[]`` is the set without any."""
    if text.strip() == "[]":
        return Given((), place=place)
    return Given(tuple(Given(part.strip(), place=place) for part in _BETWEEN.split(text)), place=place)


def is_blank(cells: Sequence[str]) -> bool:
    """Whether no cell holds anything."""
    return not any(cell.strip() for cell in cells)
