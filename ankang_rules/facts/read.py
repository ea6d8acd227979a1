"""What was handed in → Facts about one unit, or every problem at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import Any, Final

from attrs import evolve

from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.errors import FactsError
from ankang_rules.facts import messages
from ankang_rules.facts.document import Document, Pair, heading, to_document
from ankang_rules.facts.facts import Facts, FactValue
from ankang_rules.facts.from_bytes import refuse
from ankang_rules.facts.from_python import as_given, path
from ankang_rules.facts.headings import HeadingReader
from ankang_rules.facts.limits import LONGEST_NAME
from ankang_rules.facts.messages.words import written
from ankang_rules.facts.parameters import read_parameters
from ankang_rules.facts.quantities import Units
from ankang_rules.facts.readers import IndicatorReader
from ankang_rules.facts.reading import Reading
from ankang_rules.facts.sources import OpenFile, given_from_file, given_from_stream, given_from_text
from ankang_rules.facts.values import read_day
from ankang_rules.model.given import Given
from ankang_rules.model.names import fold

__all__ = ["FactsReader", "FactsSource", "given_from_text", "read", "read_parameters", "read_text"]

FactsSource = Mapping[Any, Any] | str | PathLike[str] | OpenFile | Given | Facts
"""What facts can be handed over as: a mapping, the path of a YAML or JSON file, an open file, or facts already read."""

_MOST_MET: Final = 4096


def read(
    source: FactsSource,
    core: RulesetCore,
    *,
    strict: bool = True,
    as_of: date | str | None = None,
    year: int | None = None,
    named: Mapping[str, Any] | None = None,
) -> Facts:
    """Return the facts in *source* and those in *named*, held against the indicators of *core*.

    With *strict*, any error raises :class:`FactsError` with all of them; without, a wrong fact becomes *invalid* and
    everything found is kept in ``Facts.warnings``. A file that cannot be read at all raises in both cases.
    """
    if isinstance(source, Facts):
        return _again(source, as_of, year, named)
    return _reader(core).read(_given(source), strict=strict, as_of=as_of, year=year, named=named)


def read_text(
    text: bytes | str,
    name: str,
    core: RulesetCore,
    *,
    strict: bool = True,
    as_of: date | str | None = None,
    year: int | None = None,
) -> Facts:
    """Return the facts in *text*, YAML or JSON as the end of *name* says; else as :func:`read`."""
    return _reader(core).read(given_from_text(text, name), strict=strict, as_of=as_of, year=year)


def _again(facts: Facts, as_of: date | str | None, year: int | None, named: Mapping[str, Any] | None) -> Facts:
    if named:
        refuse(messages.files.already_read(next(iter(named))))
    if as_of is not None:
        facts = evolve(facts, as_of=_day(as_of))
    return facts if year is None else evolve(facts, year=_year(year))


def _given(source: object) -> Given | Mapping[Any, Any]:
    if isinstance(source, Given | Mapping):
        return source
    if isinstance(source, str | PathLike):
        return given_from_file(Path(source))
    if isinstance(source, OpenFile):
        return given_from_stream(source)
    refuse(messages.files.no_fact_source())


@lru_cache(maxsize=64)
def _reader(core: RulesetCore) -> FactsReader:
    return FactsReader(core)


class FactsReader:
    """Reads facts for one ruleset; what it needs of the ruleset is worked out once. Threads may share one."""

    def __init__(self, core: RulesetCore) -> None:
        self._units = Units(core.units)
        self._readers = {i.key: IndicatorReader.of(i, self._units) for i in core.indicators}
        self._parameters = {p.key for p in core.parameters}
        self._names = {**dict(core.aliases), **{key: key for key in self._readers}}
        self._spellings = [s for i in core.indicators for s in (i.name, i.labels.zh, i.labels.en, *i.aliases) if s]
        self._headings = HeadingReader(core.tier, self._names)
        # Spellings met before, and their keys. It only ever gains entries, and any thread would enter the same.
        self._met: dict[str, str] = {}

    def read(
        self,
        source: Given | Mapping[Any, Any],
        *,
        strict: bool = True,
        as_of: date | str | None = None,
        year: int | None = None,
        named: Mapping[str, Any] | None = None,
    ) -> Facts:
        """Return the facts in *source* and *named*; *as_of* and *year* go before those of the document."""
        document = to_document(source, self._names)
        reading = Reading()
        headings = self._headings.read(document.headings, reading)
        day = _day(as_of) if as_of is not None else headings.get("as of")
        asked_year = _year(year) if year is not None else headings.get("assessment year")
        reading.year = asked_year or (day.year if day else None)
        values = self._values(document, (named or {}).items(), reading)
        findings = reading.closed()
        if strict and (errors := [finding for finding in findings if finding.severity == "error"]):
            raise FactsError(errors)
        return Facts(values, headings.get("unit"), headings.get("tier"), day, asked_year, tuple(findings))

    def _values(self, document: Document, named: Iterable[Pair], reading: Reading) -> dict[str, FactValue]:
        values: dict[str, FactValue] = {}
        first: dict[str, Given] = {}
        for place, pairs in ((document.place, document.facts), ("", named)):
            for name, value in pairs:
                key = (self._met.get(name) if type(name) is str else None) or self._key(name)
                if key is None:
                    self._unknown_name(as_given(name, _step(place, name)), document, reading)
                elif key in first:
                    second = as_given(name, _step(place, name))
                    values[key] = self._readers[key].twice(second, as_given(first[key]), reading)
                else:
                    first[key] = name
                    reader = self._readers[key]
                    fact = reader.plain(value) or reader.fact(as_given(value, _step(place, name)), reading)
                    if fact is not None:
                        values[key] = fact
        return values

    def _key(self, name: Any) -> str | None:
        """Return the key of the indicator that *name* names."""
        text = name.value if isinstance(name, Given) else name
        key = self._names.get(fold(text)) if isinstance(text, str) and len(text) <= LONGEST_NAME else None
        if key is None or key not in self._readers:
            return None
        if type(name) is str and len(self._met) < _MOST_MET:
            self._met[name] = key
        return key

    def _unknown_name(self, name: Given, document: Document, reading: Reading) -> None:
        text = written(name)
        key = self._names.get(fold(text)) if len(text) <= LONGEST_NAME and isinstance(name.value, str) else None
        if key is not None:
            parameter = key in self._parameters
            reading.say(messages.names.name_of_parameter if parameter else messages.names.name_of_definition, name)
        elif not document.headings and heading(name):
            reading.say(messages.names.header_without_facts, name)
        else:
            reading.say(messages.names.unknown_name, name, reading.likely(text[:200], self._spellings))


def _step(place: str, name: Any) -> str:
    """Return the path of the fact called *name*; in a file its span says where it is."""
    return "" if isinstance(name, Given) else path(place, name)


def _day(as_of: date | str) -> date:
    day = as_of if type(as_of) is date else read_day(as_of) if isinstance(as_of, str) else None
    if day is None or isinstance(day, datetime):
        refuse(messages.files.argument_not_a_day())
    return day


def _year(year: int) -> int:
    if type(year) is not int or not 1 <= year <= 9999:
        refuse(messages.files.argument_not_a_year())
    return year
