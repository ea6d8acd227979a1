"""The names of a table's columns → what each is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import frozen

from ankang_rules.columns import engine, messages
from ankang_rules.columns.decode import Column, Decoder
from ankang_rules.columns.plain import as_text
from ankang_rules.columns.source import Source
from ankang_rules.columns.text import name
from ankang_rules.columns.values import Value
from ankang_rules.core.ruleset import Indicator, RulesetCore
from ankang_rules.errors import FactsError
from ankang_rules.facts.about import About
from ankang_rules.facts.columns import HEADINGS, ColumnReader, Columns, Heading
from ankang_rules.facts.columns import Column as Found
from ankang_rules.facts.places import Place
from ankang_rules.facts.read import read_day_and_year
from ankang_rules.facts.reading import Invalid, Reading
from ankang_rules.facts.series import month_of
from ankang_rules.model.names import fold


@frozen
class Table:
    """A table: the *names* and *kinds* of its columns, and what they are about in *columns*."""

    names: tuple[str, ...]
    kinds: tuple[Any, ...]
    columns: Columns
    place: Place
    months: dict[str, dict[int, Found]]
    is_csv: bool = False
    """Whether a further column says of rows that do not fit how many cells they have."""

    @property
    def unit(self) -> str | None:
        """What reads the name of a unit, as a text."""
        at = self.columns.headings.get("unit")
        return None if at is None else f"CAST({name(self.names[at])} AS VARCHAR)"

    def decoded(self, indicator: Indicator, called: str, decoder: Decoder) -> Value:
        """Return the fact of *indicator* as columns that begin with *called*."""
        if indicator.key in self.months:
            months = {month: self._column(found) for month, found in self.months[indicator.key].items()}
            return decoder.months(indicator, called, months)
        found = self.columns.facts.get(indicator.key)
        return decoder.fact(indicator, called, self._column(found) if found else Column(None))

    def _column(self, found: Found) -> Column:
        state = None if found.state is None else f"CAST({name(self.names[found.state])} AS VARCHAR)"
        if found.cell is None:
            return Column(None, None, state)
        return Column(name(self.names[found.cell]), self.kinds[found.cell], state)


@frozen
class Headings:
    """The columns of *source* that are about no fact; one value stands for all rows."""

    con: Any
    source: Source

    @property
    def is_tree(self) -> bool:
        """Whether rows may name the units above them."""
        return self._column("parent") is not None or self._column("level") is not None

    def day(self) -> date | None:
        """Return the day that every row asks about; raises :class:`FactsError` where there are several, or none is."""
        value = self._only("as of")
        return None if value is None else read_day_and_year(value, None)[0]

    def year(self) -> int | None:
        value = self._only("assessment year")
        return None if value is None else read_day_and_year(None, _whole(value.removesuffix(".0")))[1]

    def _column(self, heading: Heading) -> str | None:
        return next((one for one in self.source.headings if HEADINGS.get(fold(one)) == heading), None)

    def _only(self, heading: Heading) -> str | None:
        column = self._column(heading)
        if column is None:
            return None
        at = self.source.headings.index(column)
        cell = as_text(name(self.source.names[at]), self.source.kinds[at].id)
        sql = f"SELECT DISTINCT {cell} v FROM {self.source.sql} WHERE v <> '' LIMIT 2"
        found = [str(value) for (value,) in engine.run(self.con, sql)]
        if len(found) > 1:
            raise FactsError([messages.several_days(column, *sorted(found))])
        return found[0] if found else None


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def table(core: RulesetCore, source: Source, year: int | None) -> Table:
    """Return what the columns of *source* are about; raises :class:`FactsError` where one is about nothing."""
    return table_at(Place.root(core), source, year)


def table_at(place: Place, source: Source, year: int | None) -> Table:
    """Return what the columns of *source* are about for units at *place*."""
    reading = Reading()
    columns = ColumnReader(source.called, place, reading, lists=True).read(source.headings, 1)
    months = {key: _by_month(column, place, year, reading) for key, column in columns.facts.items() if column.months}
    if wrong := [finding for finding in reading.closed() if finding.severity == "error"]:
        raise FactsError(wrong)
    return Table(tuple(source.names), tuple(source.kinds), columns, place, months, source.is_csv)


def _by_month(column: Found, place: Place, year: int | None, reading: Reading) -> dict[int, Found]:
    found: dict[int, Found] = {}
    indicator = place.reader.readers[column.key]
    for part in column.months.values():
        try:
            found[month_of(part.header, About(column.key, indicator.about.name), year)] = part
        except Invalid as invalid:
            invalid.tell(reading)
    return found
