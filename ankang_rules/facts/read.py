"""What was handed in → Facts about a unit and those below it, or every problem at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from os import PathLike
from pathlib import Path
from typing import Any, Final

from attrs import evolve, frozen

from ankang_rules.core.kept import kept
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.errors import FactsError
from ankang_rules.facts import messages
from ankang_rules.facts.document import to_document
from ankang_rules.facts.facts import Facts
from ankang_rules.facts.from_bytes import refuse
from ankang_rules.facts.from_csv import TABLE, Rows, rows_of_file, rows_of_stream, rows_of_text
from ankang_rules.facts.parameters import read_parameters
from ankang_rules.facts.places import Place
from ankang_rules.facts.reading import Reading
from ankang_rules.facts.registers import held
from ankang_rules.facts.sources import OpenFile, given_from_file, given_from_stream, given_from_text, source_name
from ankang_rules.facts.table import Forest, Root, TableReader, lines_of
from ankang_rules.facts.tree import Days, Sheet, TreeReader
from ankang_rules.facts.unit_files import UnitFiles, unit_file
from ankang_rules.facts.values import read_day
from ankang_rules.model.given import Given

__all__ = ["FactsReader", "FactsSource", "given_from_text", "read", "read_day_and_year", "read_parameters", "read_text"]

FactsSource = Mapping[Any, Any] | str | PathLike[str] | OpenFile | Given | Facts
"""What facts can be handed over as: a mapping, the path of a YAML, JSON or CSV file or of a folder, an open file, or
facts already read."""

_NOTHING: Final[Mapping[str, Any]] = {}


def read(
    source: FactsSource,
    core: RulesetCore,
    *,
    strict: bool = True,
    as_of: date | str | None = None,
    year: int | None = None,
    named: Mapping[str, Any] | None = None,
) -> Facts:
    """Return the facts in *source* and those in *named*, held against the indicators of *core* and of those below.

    With *strict*, any error raises :class:`FactsError` with all of them; without, a wrong fact becomes *invalid* and
    everything found is kept in ``Facts.warnings``. What cannot be read at all raises in both cases.
    """
    if isinstance(source, Facts):
        return _again(source, as_of, year, named)
    return _reader(core).read(_opened(source), strict=strict, as_of=as_of, year=year, named=named)


def read_text(
    text: bytes | str,
    name: str,
    core: RulesetCore,
    *,
    strict: bool = True,
    as_of: date | str | None = None,
    year: int | None = None,
) -> Facts:
    """Return the facts in *text*, YAML, JSON or CSV as the end of *name* says; else as :func:`read`."""
    source = rows_of_text(text, name) if _is_table(name) else given_from_text(text, name)
    return _reader(core).read(source, strict=strict, as_of=as_of, year=year)


def _again(facts: Facts, as_of: date | str | None, year: int | None, named: Mapping[str, Any] | None) -> Facts:
    if named:
        refuse(messages.files.already_read(next(iter(named))))
    if as_of is not None:
        facts = evolve(facts, as_of=_day(as_of))
    return facts if year is None else evolve(facts, year=_year(year))


def _opened(source: object) -> Given | Mapping[Any, Any] | Sheet | Rows:
    if isinstance(source, Given | Mapping):
        return source
    if isinstance(source, str | PathLike):
        return _of_file(Path(source))
    if isinstance(source, OpenFile):
        return rows_of_stream(source) if _is_table(source_name(source)) else given_from_stream(source)
    refuse(messages.files.no_fact_source())


def _of_file(file: Path) -> Sheet | Rows:
    if _is_folder(file):
        stated = unit_file(file)
        return Sheet(given_from_file(stated), file=stated, folder=file)
    return rows_of_file(file) if _is_table(file.name) else Sheet(given_from_file(file), file=file)


def _is_folder(file: Path) -> bool:
    try:
        return file.is_dir()
    except (OSError, ValueError):
        return False


def _is_table(name: str) -> bool:
    return Path(name).suffix.lower() == TABLE


@kept
def _reader(core: RulesetCore) -> FactsReader:
    return FactsReader(core)


@frozen
class _Asked:
    """What the call says beside the facts, which goes before what they say."""

    day: date | None
    year: int | None
    named: Mapping[str, Any]

    def settled(self, headings: Mapping[str, Any], reading: Reading) -> tuple[date | None, int | None, Days]:
        """Return the day and the year that count; *reading* learns the year."""
        day = self.day or headings.get("as of")
        year = self.year or headings.get("assessment year")
        reading.year = year or (day.year if day else None)
        days = frozenset((day, headings.get("as of")))
        return day, year, Days(days, frozenset((reading.year, headings.get("assessment year"))))


class FactsReader:
    """Reads facts for one ruleset; what it needs of the ruleset is worked out once. Threads may share one."""

    def __init__(self, core: RulesetCore) -> None:
        self._root = Place.root(core)

    def read(
        self,
        source: Given | Mapping[Any, Any] | Sheet | Rows,
        *,
        strict: bool = True,
        as_of: date | str | None = None,
        year: int | None = None,
        named: Mapping[str, Any] | None = None,
    ) -> Facts:
        """Return the facts in *source* and *named*; *as_of* and *year* go before those of the document."""
        day = None if as_of is None else _day(as_of)
        asked = _Asked(day, None if year is None else _year(year), named or _NOTHING)
        reading = Reading()
        if isinstance(source, Rows):
            facts = self._table(source, asked, reading)
        else:
            facts = self._document(source if isinstance(source, Sheet) else Sheet(source), asked, reading)
        findings = reading.closed()
        if strict and (errors := [finding for finding in findings if finding.severity == "error"]):
            raise FactsError(errors)
        return evolve(facts, warnings=tuple(findings), file=_file_of(source))

    def _document(self, sheet: Sheet, asked: _Asked, reading: Reading) -> Facts:
        reader = self._root.reader
        document = to_document(sheet.given, reader.names)
        headings = reader.headings.read(document.headings, reading)
        day, year, days = asked.settled(headings, reading)
        parts = ((document.place, document.facts), ("", asked.named.items()))
        values = reader.values(parts, reading, flat=not document.headings)
        files = UnitFiles(sheet.folder or sheet.file.parent, sheet.file) if sheet.file else None
        tree = TreeReader(reading, files, days)
        children = tree.children(self._root, headings.get("children"), sheet, ())
        facts = Facts(values, headings.get("unit"), headings.get("tier"), day, year, children=children)
        return held(self._root.core, facts, reading, document.place)

    def _table(self, rows: Rows, asked: _Asked, reading: Reading) -> Facts:
        columns, lines = lines_of(rows, self._root, reading)
        root = Forest(lines, rows.name, reading).root()
        del lines
        table = TableReader(columns, reading)
        headings = table.headings(self._root, root)
        day, year, days = asked.settled(headings, reading)
        facts = table.facts(self._root, root, (), TreeReader(reading, None, days), Root(headings, asked.named.items()))
        if broken := table.broken.closed():
            raise FactsError([*reading.closed(), *broken])
        return evolve(facts, as_of=day, year=year)


def _file_of(source: Given | Mapping[Any, Any] | Sheet | Rows) -> str | None:
    """Return what the source is called, where it is a file."""
    if isinstance(source, Rows):
        return source.name
    if isinstance(source, Sheet):
        return str(source.folder or source.file) if source.file else None
    return source.span.source.name if isinstance(source, Given) and source.span else None


def read_day_and_year(as_of: date | str | None, year: int | None) -> tuple[date | None, int | None]:
    """Return the day and the year that a call asks about; raises :class:`FactsError` where one is none."""
    return None if as_of is None else _day(as_of), None if year is None else _year(year)


def _day(as_of: date | str) -> date:
    day = as_of if type(as_of) is date else read_day(as_of) if isinstance(as_of, str) else None
    if day is None or isinstance(day, datetime):
        refuse(messages.files.argument_not_a_day())
    return day


def _year(year: int) -> int:
    if type(year) is not int or not 1 <= year <= 9999:
        refuse(messages.files.argument_not_a_year())
    return year
