"""The files and folders that the units of a tree stand in: all of them in the folder of the first, or below it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PureWindowsPath
from typing import Final

from attrs import evolve

from ankang_rules.errors import FactsError
from ankang_rules.facts import messages
from ankang_rules.facts.from_bytes import refuse
from ankang_rules.facts.limits import MOST_CHARACTERS_IN_ALL, MOST_FILES
from ankang_rules.facts.messages.words import written
from ankang_rules.facts.sources import ENDINGS, given_from_file
from ankang_rules.model.given import Given

UNIT: Final = "unit"
"""What the file is called, but for its ending, that states the unit of its folder."""


class UnitFiles:
    """Opens files of one tree, each once. Whoever wrote them may be no friend, so nothing outside is ever opened."""

    def __init__(self, folder: Path, first: Path) -> None:
        self._folder = folder.resolve()
        self._first = {first.resolve(): Given(None)}
        self._way = [first.resolve()]
        self._characters = 0

    def find(self, given: Given, inside: Path) -> Path:
        """Return the file whose path *given* writes in the file *inside*; raises :class:`FactsError`."""
        text = written(given)
        if Path(text).is_absolute() or PureWindowsPath(text).anchor:
            refuse(messages.trees.absolute_path(given))
        return inside.parent / text

    @contextmanager
    def opened(self, file: Path, named: Given) -> Iterator[Given]:
        """Give what *file* holds, which is *named* somewhere; raises :class:`FactsError`."""
        place = self._checked(file, named)
        if place in self._way:
            refuse(messages.trees.file_circle(named, file.name))
        if place in self._first:
            refuse(messages.trees.file_twice(named, file.name, self._first[place]))
        if len(self._first) >= MOST_FILES:
            refuse(messages.trees.too_many_files(named))
        self._first[place] = named
        try:
            given = given_from_file(file, lists=True)
        except FactsError as error:
            found = [evolve(d, notes=messages.trees.in_file(d, named.span)) for d in error.diagnostics]
            raise FactsError(found) from None
        self._characters += len(given.span.source.text) if given.span else 0
        if self._characters > MOST_CHARACTERS_IN_ALL:
            refuse(messages.trees.too_large_in_all(named))
        self._way.append(place)
        try:
            yield given
        finally:
            self._way.pop()

    def _checked(self, file: Path, named: Given) -> Path:
        """Return the one place of *file*, which may have many paths. A pipe or a device would never end."""
        try:
            place = file.resolve()
            exists, is_file = file.exists(), file.is_file()
        except (OSError, ValueError, RuntimeError):  # a NUL, a name too long, links that go round
            refuse(messages.trees.not_readable(named, written(named)))
        if not place.is_relative_to(self._folder):  # whether it is there or not: that is nobody's business
            refuse(messages.trees.outside(named))
        if not exists:
            refuse(messages.trees.no_such_file(named, written(named)))
        if not is_file:
            refuse(messages.trees.not_readable(named, written(named)))
        if file.suffix.lower() not in ENDINGS:
            refuse(messages.trees.no_format(named, written(named)))
        return place


def unit_file(folder: Path) -> Path:
    """Return the file that states the unit of *folder*; raises :class:`FactsError`."""
    found = [file for file in entries(folder) if is_unit_file(file)]
    if not found:
        refuse(messages.trees.folder_without_unit(str(folder)))
    if len(found) > 1:
        refuse(messages.trees.folder_with_two_units(str(folder), [file.name for file in found]))
    return found[0]


def is_unit_file(file: Path) -> bool:
    return file.stem.lower() == UNIT and file.suffix.lower() in ENDINGS


def entries(folder: Path) -> list[Path]:
    """Return what stands in *folder*, by name; what begins with a dot belongs to other programs."""
    try:
        return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError:
        refuse(messages.files.cannot_open(str(folder)))
