"""The facts of one unit: names with values → FactValues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from ankang_rules.facts import messages
from ankang_rules.facts.document import Pair, heading
from ankang_rules.facts.facts import FactValue
from ankang_rules.facts.from_python import as_given, path
from ankang_rules.facts.headings import HeadingReader
from ankang_rules.facts.limits import LONGEST_NAME
from ankang_rules.facts.messages.words import written
from ankang_rules.facts.readers import IndicatorReader
from ankang_rules.facts.reading import Reading
from ankang_rules.model.given import Given
from ankang_rules.model.names import fold

_MOST_MET: Final = 4096


class UnitReader:
    """Reads facts and headings at one place of a tree; what that takes is worked out once. Threads may share one."""

    def __init__(
        self,
        readers: dict[str, IndicatorReader],
        names: Mapping[str, str],
        parameters: set[str],
        spellings: list[str],
        headings: HeadingReader,
    ) -> None:
        self.readers, self.names, self.spellings, self.headings = readers, names, spellings, headings
        self._parameters = parameters
        # Spellings met before, and their keys. It only ever gains entries, and any thread would enter the same.
        self._met: dict[str, str] = {}

    def values(
        self, parts: Iterable[tuple[str, Iterable[Pair]]], reading: Reading, *, flat: bool = False
    ) -> dict[str, FactValue]:
        """Return the facts in *parts*, each a path with names and values; *flat* where no headings are about them."""
        values: dict[str, FactValue] = {}
        first: dict[str, Given] = {}
        for place, pairs in parts:
            for name, value in pairs:
                text = name.value if isinstance(name, Given) else name
                key = (self._met.get(text) if type(text) is str else None) or self._key(text)
                if key is None:
                    self.unknown_name(as_given(name, _step(place, name)), reading, flat=flat)
                elif key in first:
                    second = as_given(name, _step(place, name))
                    values[key] = self.readers[key].twice(second, as_given(first[key]), reading)
                else:
                    first[key] = name
                    reader = self.readers[key]
                    fact = reader.plain(value) or reader.fact(as_given(value, _step(place, name)), reading)
                    if fact is not None:
                        values[key] = fact
        return values

    def key(self, name: str) -> str | None:
        """Return the key of the indicator that *name* names."""
        return self._met.get(name) or self._key(name)

    def _key(self, text: Any) -> str | None:
        key = self.names.get(fold(text)) if isinstance(text, str) and len(text) <= LONGEST_NAME else None
        if key is None or key not in self.readers:
            return None
        if type(text) is str and len(self._met) < _MOST_MET:
            self._met[text] = key
        return key

    def unknown_name(self, name: Given, reading: Reading, *, flat: bool = False) -> None:
        """Say that there is no fact of this *name*, and why."""
        text = written(name)
        key = self.names.get(fold(text)) if len(text) <= LONGEST_NAME and isinstance(name.value, str) else None
        if key is not None:
            parameter = key in self._parameters
            reading.say(messages.names.name_of_parameter if parameter else messages.names.name_of_definition, name)
        elif flat and heading(name):
            reading.say(messages.names.header_without_facts, name)
        else:
            reading.say(messages.names.unknown_name, name, reading.likely(text[:200], self.spellings))


def _step(place: str, name: Any) -> str:
    """Return the path of the fact called *name*; in a file its span says where it is."""
    return "" if isinstance(name, Given) else path(place, name)
