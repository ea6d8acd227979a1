"""Values with parts: twelve months, and lists of records. A wrong part is invalid on its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ankang_rules.facts import messages
from ankang_rules.facts.about import About
from ankang_rules.facts.messages.words import written
from ankang_rules.facts.numbers import half_width
from ankang_rules.facts.reading import Invalid, Reading
from ankang_rules.facts.values import ValueReader, is_missing
from ankang_rules.model.given import Given, GivenMapping
from ankang_rules.model.names import fold
from ankang_rules.model.outcome import Known, ReasonKind, Unknown
from ankang_rules.model.types import ListOf, Monthly

_MONTH = re.compile(r"(?:([0-9]{4})\s*[-年]\s*)?(0?[1-9]|1[0-2])(?:\s*月)?")

Parts = tuple[Known | Unknown, ...]


class MonthlyReader(ValueReader):
    """A value for each of the months, twelve unless the type states another number, as a list or by month."""

    def __init__(self, kind: Monthly, element: ValueReader) -> None:
        super().__init__(kind)
        self.element, self.months = element, kind.months

    def plain(self, value: Any) -> Known | None:
        if type(value) not in (list, tuple) or len(value) != self.months:
            return None
        found = tuple(map(self.element.plain, value))
        return None if None in found else Known(found)

    def value(self, given: Given, about: About, reading: Reading) -> Parts:
        if isinstance(given.value, GivenMapping):
            return self._by_month(given.value, about, reading)
        if not isinstance(given.value, tuple):
            raise self.wrong_type(given, about)
        if len(given.value) != self.months:
            raise Invalid(messages.values.not_so_many_months, given, about, len(given.value), self.months)
        return tuple(self.element.outcome(v, about.month(n), reading) for n, v in enumerate(given.value, 1))

    def _by_month(self, given: GivenMapping, about: About, reading: Reading) -> Parts:
        names: dict[int, Given] = {}
        found: dict[int, Known | Unknown] = {}
        sound = True
        for name, value in given.items:
            try:
                month = self._month(name, about, reading.year)
            except Invalid as invalid:
                sound = False
                invalid.tell(reading)
                continue
            here = about.month(month)
            if month in names:
                reading.say(messages.names.given_twice, name, names[month], here.title)
                found[month] = here.unknown(ReasonKind.INVALID)
            else:
                names[month] = name
                found[month] = self.element.outcome(value, here, reading)
        if not sound:
            raise Invalid
        return tuple(found.get(month) or about.month(month).unknown(ReasonKind.MISSING) for month in self._all())

    def _all(self) -> range:
        return range(1, self.months + 1)

    def _month(self, name: Given, about: About, year: int | None) -> int:
        month = month_of(name, about, year)
        if month > self.months:
            raise Invalid(messages.values.month_beyond, name, about, self.months)
        return month


def month_of(name: Given, about: About, year: int | None) -> int:
    """Return the month of the assessment *year* that *name* means."""
    value = name.value
    text = half_width(value) if isinstance(value, str) else str(value) if type(value) is int and 0 < value < 13 else ""
    found = _MONTH.fullmatch(text)
    if not found:
        raise Invalid(messages.values.not_a_month, name, about)
    if found[1] and year is None:
        raise Invalid(messages.values.no_year_for_months, name, about)
    if found[1] and year is not None and int(found[1]) != year:
        raise Invalid(messages.values.month_of_another_year, name, about, year)
    return int(found[2])


class RecordsReader(ValueReader):
    """A list of records, each a mapping from the names of fields."""

    def __init__(self, kind: ListOf, fields: Mapping[str, ValueReader]) -> None:
        super().__init__(kind)
        self.fields = fields
        self.names = [field.name for field in kind.fields]

    def value(self, given: Given, about: About, reading: Reading) -> tuple[Parts, ...]:
        if not isinstance(given.value, tuple):
            raise self.wrong_type(given, about)
        return tuple(self._record(item, about.record(number), reading) for number, item in enumerate(given.value, 1))

    def _record(self, given: Given, about: About, reading: Reading) -> Parts:
        if isinstance(given.value, GivenMapping):
            found = self._fields(given.value, about, reading)
            return tuple(found.get(key) or about.field(key).unknown(ReasonKind.MISSING) for key in self.fields)
        reading.say(messages.values.empty_record if is_missing(given) else messages.values.not_a_record, given, about)
        return tuple(about.field(key).unknown(ReasonKind.INVALID) for key in self.fields)

    def _fields(self, given: GivenMapping, about: About, reading: Reading) -> dict[str, Known | Unknown]:
        names: dict[str, Given] = {}
        found: dict[str, Known | Unknown] = {}
        for name, value in given.items:
            key = fold(name.value) if isinstance(name.value, str) else ""
            if key not in self.fields:
                likely = reading.likely(written(name), self.names)
                reading.say(messages.names.unknown_field, name, about, likely, self.names)
            elif key in names:
                reading.say(messages.names.given_twice, name, names[key], about.field(key).title)
                found[key] = about.field(key).unknown(ReasonKind.INVALID)
            else:
                names[key] = name
                found[key] = self.fields[key].outcome(value, about.field(key), reading)
        return found
