"""The units below a unit, and those below them: lists, files and folders of documents → Facts inside Facts.

What units there are has to be certain: where an entry of a list is no unit, or two have one name, then read leniently
the whole list counts as not given.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from attrs import define, field, frozen

from ankang_rules.errors import FactsError
from ankang_rules.facts import messages
from ankang_rules.facts.document import Pair, heading, is_mapping, items_of, pairs_of, unit_document
from ankang_rules.facts.facts import Facts
from ankang_rules.facts.from_bytes import refuse
from ankang_rules.facts.from_python import as_given, path
from ankang_rules.facts.limits import LONGEST_NAME, MOST_UNITS, MOST_UNITS_DEEP
from ankang_rules.facts.messages.words import Both, written
from ankang_rules.facts.places import Place
from ankang_rules.facts.reading import Reading
from ankang_rules.facts.registers import held
from ankang_rules.facts.sources import ENDINGS
from ankang_rules.facts.unit_files import UnitFiles, entries, is_unit_file, unit_file
from ankang_rules.facts.values import is_missing
from ankang_rules.model.given import Given, GivenMapping
from ankang_rules.model.names import fold
from ankang_rules.source import Bilingual

Names = tuple[str, ...]
"""The names of units from below the root down to one."""

_DAYS: Final[dict[str, Both]] = {"as of": ("截至日期", "as of"), "assessment year": ("考核年度", "assessment year")}


@frozen
class Sheet:
    """A document about one unit as handed in, *at* a path in a Python object.

    Paths in it start from the *file* it stands in; sub-folders of *folder* hold further units below it.
    """

    given: Given | Mapping[Any, Any]
    at: str = ""
    file: Path | None = None
    folder: Path | None = None


@frozen
class Days:
    """What a document below may say of the day and the year without a word about it: what the whole says."""

    days: frozenset[date | None] = frozenset()
    years: frozenset[int | None] = frozenset()


@define(eq=False)
class _Lists:
    """The lists below one unit: by level, with the *names* met so far; *broken* are levels that are not certain."""

    units: dict[str, list[Facts]] = field(factory=dict)
    first: dict[str, tuple[Given, str]] = field(factory=dict)
    broken: set[str] = field(factory=set)

    def sound(self) -> dict[str, tuple[Facts, ...]]:
        return {key: tuple(units) for key, units in self.units.items() if key not in self.broken}


class TreeReader:
    """Reads all units of one tree, but for its root."""

    def __init__(self, reading: Reading, files: UnitFiles | None, days: Days) -> None:
        self._reading, self._files, self._days = reading, files, days
        self._units = 0

    # Lists

    def children(self, place: Place, children: Pair | None, sheet: Sheet, names: Names) -> dict[str, tuple[Facts, ...]]:
        """Return the units below that of *sheet*: what stands under its heading *children*, and in its folder."""
        lists = _Lists()
        if children is not None:
            self._by_level(place, children, sheet, names, lists)
        if sheet.folder is not None:
            self._folders(place, sheet, names, lists)
        return lists.sound()

    def _by_level(self, place: Place, children: Pair, sheet: Sheet, names: Names, lists: _Lists) -> None:
        title, listed = children
        at = "" if title.span else path(prefix(names), title.value)
        pairs = pairs_of(listed)
        if not place.below and not any(place.is_level_elsewhere(name) for name in _texts(pairs)):
            if pairs or not is_mapping(listed):
                self._not_read(title, listed, at)
            return
        if not is_mapping(listed):
            if not is_missing(given := as_given(listed, at)):
                self._reading.say(messages.trees.children_not_by_level, given)
            return
        first: dict[str, Given] = {}
        for name, value in pairs:
            here = path(at, name)
            key = self._level(place, as_given(name, here))
            if key is None:
                continue
            if key in first:
                level = messages.trees.level_title(as_given(name, here))
                self._reading.say(messages.names.given_twice, as_given(name, here), first[key], level)
                lists.broken.add(key)
                continue
            first[key] = as_given(name, here)
            self._list(place.below[key], key, value, Sheet({}, here, sheet.file), names, lists)

    def _not_read(self, title: Any, listed: Any, at: str) -> None:
        given = Given(True) if is_mapping(listed) else as_given(listed, at)
        if not is_missing(given) and given.value != ():
            self._reading.warn(messages.names.children_not_read, as_given(title, at))

    def _level(self, place: Place, name: Given) -> str | None:
        """Return the key of the level called *name*, saying so where there is none."""
        text = written(name)[:LONGEST_NAME]
        key = place.called.get(fold(text))
        if key is None and place.is_level_elsewhere(text):
            self._reading.say(messages.trees.level_of_others, name)
        elif key is None:
            likely = self._reading.likely(text, place.called)
            self._reading.say(messages.trees.unknown_level, name, likely, place.spellings)
        return key

    def _list(self, place: Place, key: str, value: Any, sheet: Sheet, names: Names, lists: _Lists) -> None:
        items = items_of(value)
        if items is None:
            if is_mapping(value) and not isinstance(value, Given):
                value = Given(GivenMapping(), place=sheet.at)
            given = as_given(value, sheet.at)
            if not is_missing(given):
                self._reading.say(messages.trees.not_a_list, given, title_of(place))
                lists.broken.add(key)
            return
        lists.units.setdefault(key, [])
        for number, item in enumerate(items):
            self._entry(place, key, Sheet(item, f"{sheet.at}[{number}]", sheet.file), names, lists)

    def _entry(self, place: Place, key: str, sheet: Sheet, names: Names, lists: _Lists) -> None:
        """Read one entry of a list: a document, or the path of a file that holds one or a list of them."""
        if is_mapping(sheet.given):
            self._listed(place, key, sheet, names, lists)
            return
        given = as_given(sheet.given, sheet.at)
        if not isinstance(given.value, str) or not ("." in given.value or "/" in given.value):
            self._reading.say(messages.trees.not_a_unit, given, title_of(place))
            lists.broken.add(key)
            return
        try:
            if self._files is None or sheet.file is None:
                refuse(messages.trees.path_without_file(given))
            self._file(place, key, self._files.find(given, sheet.file), given, names, lists)
        except FactsError as error:
            self._refused(error, key, lists)

    def _refused(self, error: FactsError, key: str, lists: _Lists) -> None:
        if any(finding.code == "F517" for finding in error.diagnostics):
            raise error  # a bound on the whole: to go on would pass it again and again
        self._reading.take(error.diagnostics)
        lists.broken.add(key)

    def _file(self, place: Place, key: str, file: Path, named: Given, names: Names, lists: _Lists) -> None:
        assert self._files is not None
        with self._files.opened(file, named) as given:
            items = given.value if isinstance(given.value, tuple) else (given,)
            for item in items:
                self._entry(place, key, Sheet(item, file=file), names, lists)

    def _listed(self, place: Place, key: str, sheet: Sheet, names: Names, lists: _Lists) -> None:
        facts, name = self._unit(place, sheet, names)
        if name is not None:
            if facts.unit in lists.first:
                first, other = lists.first[facts.unit]
                self._reading.say(messages.trees.twice, name, first)
                lists.broken |= {key, other}
            elif facts.unit is not None:
                lists.first[facts.unit] = name, key
        lists.units.setdefault(key, []).append(facts)

    # Folders

    def _folders(self, place: Place, sheet: Sheet, names: Names, lists: _Lists) -> None:
        assert sheet.folder is not None
        for entry in entries(sheet.folder):
            if not entry.is_dir():
                if not is_unit_file(entry):
                    self._reading.warn(messages.trees.unread_file, str(entry))
                continue
            named = Given(entry.name, place=str(entry))
            if not place.below and not place.is_level_elsewhere(entry.name):
                self._reading.warn(messages.trees.unread_file, str(entry))
                continue
            key = self._level(place, named)
            if key is None:
                continue
            if key in lists.units:
                self._reading.say(messages.trees.both_folder_and_list, named, entry.name)
                lists.broken.add(key)
                continue
            self._folder(place.below[key], key, entry, names, lists)

    def _folder(self, place: Place, key: str, folder: Path, names: Names, lists: _Lists) -> None:
        """Read the units of a folder that is called like their level: each a file, or a folder of its own."""
        lists.units[key] = []
        for entry in entries(folder):
            named = Given(entry.name, place=str(entry))
            try:
                if entry.is_dir():
                    assert self._files is not None
                    file = unit_file(entry)
                    with self._files.opened(file, named) as given:
                        self._entry(place, key, Sheet(given, "", file, entry), names, lists)
                elif entry.suffix.lower() in ENDINGS:
                    self._file(place, key, entry, named, names, lists)
                else:
                    self._reading.warn(messages.trees.unread_file, str(entry))
            except FactsError as error:
                self._refused(error, key, lists)

    # One unit

    def _unit(self, place: Place, sheet: Sheet, above: Names) -> tuple[Facts, Given | None]:
        """Return the facts of the unit of *sheet*, and its name as it stands there."""
        self.count(sheet.given if isinstance(sheet.given, Given) else sheet.at, above)
        document = unit_document(sheet.given)
        reader = place.reader
        headings = reader.headings.read(document.headings, self._reading, sheet.at)
        name = self._name(document.headings, headings.get("unit"), sheet)
        names = (*above, headings.get("unit") or sheet.at.rpartition("children.")[2] or "?")
        self.other_days(document.headings, headings, sheet.at)
        at = path(prefix(names), document.place) if document.place else prefix(names)
        values = reader.values([(at, document.facts)], self._reading)
        children = self.children(place, headings.get("children"), sheet, names)
        facts = Facts(values, headings.get("unit"), headings.get("tier"), children=children)
        return held(place.core, facts, self._reading, at), name

    def count(self, at: Given | str, above: Names) -> None:
        """Count one more unit; raises :class:`FactsError` beyond the bounds."""
        self._units += 1
        if self._units > MOST_UNITS:
            refuse(messages.trees.too_many_units(at))
        if len(above) >= MOST_UNITS_DEEP:
            refuse(messages.trees.too_deep(at))

    def _name(self, headings: tuple[Pair, ...], name: str | None, sheet: Sheet) -> Given | None:
        stated = next((value for title, value in headings if heading(title) == "unit"), None)
        given = as_given(stated, f"{sheet.at}.unit")
        if name is not None:
            return given
        if is_missing(given):  # a wrong one has been told of
            first = next((title for title, _ in headings if isinstance(title, Given)), None)
            whole = sheet.given if isinstance(sheet.given, Given) else sheet.at
            self._reading.say(messages.trees.unit_without_name, first or whole)
        return None

    def other_days(self, headings: tuple[Pair, ...], read: dict[str, Any], at: str) -> None:
        """Warn of a day or a year that is not that of the whole."""
        for kind, known in (("as of", self._days.days), ("assessment year", self._days.years)):
            if read.get(kind) is not None and read[kind] not in known:
                given = next(as_given(value, path(at, title)) for title, value in headings if heading(title) == kind)
                self._reading.warn(messages.trees.another_day, given, _DAYS[kind])


def _texts(pairs: tuple[Pair, ...]) -> list[str]:
    names = (name.value if isinstance(name, Given) else name for name, _ in pairs)
    return [name[:LONGEST_NAME] for name in names if isinstance(name, str)]


def title_of(place: Place) -> Bilingual:
    assert place.level is not None
    return Bilingual(zh=place.level.labels.zh or place.level.name, en=place.level.name)


def prefix(names: Names) -> str:
    """Return what stands before a path that is about the unit under *names*; nothing for the root."""
    return f"{'/'.join(names)}: " if names else ""
