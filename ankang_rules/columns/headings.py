"""The names of a table's columns → what each is about."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from ankang_rules.columns.decode import Column, Decoder
from ankang_rules.columns.text import name
from ankang_rules.columns.values import Value
from ankang_rules.core.ruleset import Indicator, RulesetCore
from ankang_rules.errors import FactsError
from ankang_rules.facts.about import About
from ankang_rules.facts.columns import Column as Found
from ankang_rules.facts.columns import ColumnReader, Columns
from ankang_rules.facts.places import Place
from ankang_rules.facts.reading import Invalid, Reading
from ankang_rules.facts.series import month_of


@frozen
class Table:
    """A table: the *names* and *kinds* of its columns, and what they are about in *columns*."""

    names: tuple[str, ...]
    kinds: tuple[Any, ...]
    columns: Columns
    place: Place
    months: dict[str, dict[int, Found]]

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


def table(core: RulesetCore, names: list[str], kinds: list[Any], called: str, year: int | None) -> Table:
    """Return what the columns under *names* are about; raises :class:`FactsError` where one is about nothing."""
    place, reading = Place.root(core), Reading()
    columns = ColumnReader(called, place, reading, lists=True).read(names, 1)
    months = {key: _by_month(column, place, year, reading) for key, column in columns.facts.items() if column.months}
    if wrong := [finding for finding in reading.closed() if finding.severity == "error"]:
        raise FactsError(wrong)
    return Table(tuple(names), tuple(kinds), columns, place, months)


def _by_month(column: Found, place: Place, year: int | None, reading: Reading) -> dict[int, Found]:
    found: dict[int, Found] = {}
    indicator = place.reader.readers[column.key]
    for part in column.months.values():
        try:
            found[month_of(part.header, About(column.key, indicator.about.name), year)] = part
        except Invalid as invalid:
            invalid.tell(reading)
    return found
