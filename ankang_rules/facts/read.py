"""What was handed in → Facts about one unit, or every problem at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import Any, Final

from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.errors import FactsError
from ankang_rules.facts import messages
from ankang_rules.facts.about import About
from ankang_rules.facts.document import HEADINGS, Document, heading, is_mapping, pairs_of, to_document
from ankang_rules.facts.facts import Facts, FactValue
from ankang_rules.facts.from_bytes import CONTROL, refuse, to_source
from ankang_rules.facts.from_json import given_from_json
from ankang_rules.facts.from_python import given_from_python, path
from ankang_rules.facts.from_yaml import given_from_yaml
from ankang_rules.facts.limits import MOST_CHARACTERS
from ankang_rules.facts.numbers import half_width
from ankang_rules.facts.quantities import Units
from ankang_rules.facts.readers import IndicatorReader, reader_for
from ankang_rules.facts.values import Reading, is_missing, read_day
from ankang_rules.model.given import Given, GivenMapping
from ankang_rules.model.names import fold
from ankang_rules.model.outcome import Known, ReasonKind, Value

FactsSource = Mapping[Any, Any] | str | PathLike[str] | Given | Facts
"""What facts can be handed over as: a mapping, the path of a YAML or JSON file, or facts already read."""

_LONGEST_NAME: Final = 500
_MOST_MET: Final = 4096
_YEAR = re.compile(r"([0-9]{1,4})\s*年?")
_PARSERS: Final = {".yaml": given_from_yaml, ".yml": given_from_yaml, ".json": given_from_json}


def read(
    source: FactsSource,
    core: RulesetCore,
    *,
    strict: bool = True,
    as_of: date | str | None = None,
    year: int | None = None,
) -> Facts:
    """Return the facts in *source*, held against the indicators of *core*.

    With *strict*, any error raises :class:`FactsError` with all of them; without, a wrong fact becomes *invalid* and
    everything found is kept in ``Facts.warnings``. A file that cannot be read at all raises in both cases.
    """
    reader = _reader(core)
    if isinstance(source, Facts):
        return source
    if isinstance(source, Given | Mapping):
        return reader.read(source, strict=strict, as_of=as_of, year=year)
    if not isinstance(source, str | PathLike):
        refuse(messages.no_fact_source())
    return reader.read(given_from_file(Path(source)), strict=strict, as_of=as_of, year=year)


def read_text(
    text: bytes | str,
    name: str,
    core: RulesetCore,
    *,
    strict: bool = True,
    as_of: date | str | None = None,
    year: int | None = None,
) -> Facts:
    """Return the facts in *text*, YAML or (where *name* ends in ``.json``) JSON; else as :func:`read`."""
    return _reader(core).read(given_from_text(text, name), strict=strict, as_of=as_of, year=year)


def given_from_file(file: Path) -> Given:
    """Return what *file* holds, unread; raises :class:`FactsError` where it cannot be read."""
    name = str(file)
    if file.suffix.lower() not in _PARSERS:
        refuse(messages.unknown_format(name))
    try:
        with file.open("rb") as opened:
            content = opened.read(4 * MOST_CHARACTERS + 1)
    except FileNotFoundError:
        refuse(messages.no_such_file(name))
    except IsADirectoryError:
        refuse(messages.not_a_file(name))
    except (OSError, ValueError):
        refuse(messages.cannot_open(name))
    return given_from_text(content, name)


def given_from_text(text: bytes | str, name: str) -> Given:
    """Return what *text* holds, unread."""
    parse = given_from_json if name.lower().endswith(".json") else given_from_yaml
    source = to_source(text, name)
    given = parse(source)
    if not isinstance(given.value, GivenMapping):
        empty = is_missing(given)
        refuse(messages.nothing_in_file(given.span) if empty and given.span else messages.not_names_with_values(given))
    return given


@lru_cache(maxsize=64)
def _reader(core: RulesetCore) -> FactsReader:
    return FactsReader(core)


class FactsReader:
    """Reads facts for one ruleset; what it needs of the ruleset is worked out once."""

    def __init__(self, core: RulesetCore) -> None:
        self.tier = core.tier
        self._units = Units(core.units)
        self._readers = {i.key: IndicatorReader.of(i, self._units) for i in core.indicators}
        self._parameters = {p.key for p in core.parameters}
        self._names = {**dict(core.aliases), **{key: key for key in self._readers}}
        self._spellings = [s for i in core.indicators for s in (i.name, i.labels.zh, i.labels.en, *i.aliases) if s]
        self._met: dict[str, str] = {}

    def read(
        self,
        source: Given | Mapping[Any, Any],
        *,
        strict: bool = True,
        as_of: date | str | None = None,
        year: int | None = None,
    ) -> Facts:
        """Return the facts in *source*; *as_of* and *year* go before those of the document."""
        document = to_document(source, self._names)
        reading = Reading()
        headings = self._headings(document, reading)
        day = _day(as_of) if as_of is not None else headings.get("as of")
        asked_year = _year(year) if year is not None else headings.get("assessment year")
        reading = Reading(asked_year or (day.year if isinstance(day, date) else None), reading.findings)
        values = self._values(document, reading)
        if strict and (errors := [f for f in reading.findings if f.severity == "error"]):
            raise FactsError(errors)
        return Facts(values, headings.get("unit"), headings.get("tier"), day, asked_year, tuple(reading.findings))

    # Headings

    def _headings(self, document: Document, reading: Reading) -> dict[str, Any]:
        found: dict[str, Any] = {}
        names: dict[str, Given] = {}
        for name, value in document.headings:
            kind, place = heading(name), path("", name)
            name = _given(name, place)
            if kind is None:
                self._unknown_heading(name, reading)
            elif kind in names:
                reading.say(messages.given_twice(names[kind], name, messages.heading_title(name)))
            else:
                names[kind] = name
                if kind != "children" and not (kind == "facts" and is_mapping(value)):
                    found[kind] = self._heading(kind, _given(value, place), reading)
        return found

    def _unknown_heading(self, name: Given, reading: Reading) -> None:
        text = messages.written(name)
        if fold(text[:200]) in self._names:
            reading.say(messages.fact_outside_facts(name))
        else:
            likely = reading.likely(text, [*HEADINGS])
            reading.say(messages.unknown_heading(name, likely))

    def _heading(self, kind: str, value: Given, reading: Reading) -> Any:
        if is_missing(value):
            return None
        text = messages.written(value).strip() if isinstance(value.value, str | int | Decimal) else ""
        match kind:
            case "facts":
                finding = messages.not_names_with_values(value)
            case "as of":
                if day := value.value if type(value.value) is date else read_day(text):
                    return day
                finding = messages.heading_not_a_day(value)
            case "assessment year":
                if (year := _YEAR.fullmatch(half_width(text))) and int(year[1]):
                    return int(year[1])
                finding = messages.heading_not_a_year(value)
            case _ if CONTROL.search(text):
                finding = messages.control_character(value)
            case _ if text:
                if kind == "tier" and self.tier and fold(text) != fold(self.tier):
                    reading.say(messages.other_tier(value, self.tier))
                return text
            case _:
                finding = messages.heading_not_a_name(value)
        reading.say(finding)
        return None

    # Facts

    def _values(self, document: Document, reading: Reading) -> dict[str, FactValue]:
        values: dict[str, FactValue] = {}
        names: dict[str, Any] = {}
        for name, value in document.facts:
            key = self._met.get(name) if type(name) is str else None
            key = key or self._key(name, document, reading)
            if key is None:
                continue
            reader = self._readers[key]
            if key in names:
                first, second = (_given(n, _place(document, n)) for n in (names[key], name))
                values[key] = reader.twice(first, second, reading)
                continue
            names[key] = name
            fact = reader.plain(value) or reader.fact(_given(value, _place(document, name)), reading)
            if fact is not None:
                values[key] = fact
        return values

    def _key(self, name: Any, document: Document, reading: Reading) -> str | None:
        """Return the key of the indicator that *name* names, or None after saying that there is none."""
        text = name.value if isinstance(name, Given) else name
        key = self._names.get(fold(text)) if isinstance(text, str) and len(text) <= _LONGEST_NAME else None
        if key in self._readers:
            if type(name) is str and len(self._met) < _MOST_MET:
                self._met[name] = key
            return key
        given = _given(name, _place(document, name))
        reading.say(self._unknown_name(given, key, document, reading))
        return None

    def _unknown_name(self, name: Given, key: str | None, document: Document, reading: Reading) -> Diagnostic:
        if key is not None:
            return messages.name_of_parameter(name) if key in self._parameters else messages.name_of_definition(name)
        if not document.headings and heading(name):
            return messages.header_without_facts(name)
        return messages.unknown_name(name, reading.likely(messages.written(name)[:200], self._spellings))


def _given(part: Any, place: str) -> Given:
    return part if isinstance(part, Given) else given_from_python(part, place)


def _place(document: Document, name: Any) -> str:
    """Return the path of the fact called *name*; in a file its span says where it is."""
    return "" if isinstance(name, Given) else path(document.place, name)


def _day(as_of: date | str) -> date:
    day = as_of if type(as_of) is date else read_day(as_of) if isinstance(as_of, str) else None
    if day is None or isinstance(day, datetime):
        refuse(messages.argument_not_a_day())
    return day


def _year(year: int) -> int:
    if type(year) is not int or not 1 <= year <= 9999:
        refuse(messages.argument_not_a_year())
    return year


def read_parameters(given: Mapping[str, Any], core: RulesetCore) -> dict[str, Value]:
    """Return the values of parameters that a caller sets for one evaluation; raises :class:`FactsError`."""
    known, aliases, units = {p.key: p for p in core.parameters}, dict(core.aliases), Units(core.units)
    reading = Reading()
    names: dict[str, Given] = {}
    found: dict[str, Value] = {}
    for name, value in pairs_of(given):
        here = given_from_python(name, path("parameters", name))
        text = messages.written(here)[:_LONGEST_NAME]
        key = aliases.get(fold(text), "")
        if key not in known:
            spellings = [s for p in known.values() for s in (p.name, p.labels.zh, p.labels.en) if s]
            reading.say(messages.unknown_parameter(here, reading.likely(text, spellings)))
            continue
        about = About.of(known[key])
        if key in names:
            reading.say(messages.given_twice(names[key], here, about.title))
            continue
        names[key] = here
        outcome = reader_for(known[key].type, units).outcome(given_from_python(value, here.place), about, reading)
        if isinstance(outcome, Known):
            found[key] = outcome.value
        elif ReasonKind.INVALID not in {reason.kind for reason in outcome.reasons}:
            reading.say(messages.parameter_without_value(here, about))
    if errors := [finding for finding in reading.findings if finding.severity == "error"]:
        raise FactsError(errors)
    return found
