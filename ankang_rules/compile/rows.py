"""Facts → rows. A mapping of plain values is read straight into one; what is odd about it the public reader sees to."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import Any, Final

from ankang_rules.compile.held import held_by
from ankang_rules.compile.names import Names
from ankang_rules.compile.slots import slots_of
from ankang_rules.compile.to_reader import spellings_of, to_reader
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.facts.facts import Facts, FactValue, Outcomes
from ankang_rules.facts.from_python import given_from_python
from ankang_rules.facts.places import Place
from ankang_rules.facts.readers import IndicatorReader
from ankang_rules.facts.reading import Reading
from ankang_rules.model.outcome import Outcome, ReasonKind, unknown

Row = tuple[Any, ...]

_MOST_MET: Final = 4096
_LONGEST_MET: Final = 100


class Odd(Exception):
    """Raised where facts need the eyes of the public reader, which says what is wrong with them, if anything is."""


class RowReader:
    """Makes rows for one ruleset. Threads may share one: what it remembers any thread would enter the same."""

    def __init__(self, core: RulesetCore) -> None:
        slots = slots_of(core, Names())
        reader = Place.root(core).reader
        self._key = reader.key
        self._readers = [reader.readers.get(slot.indicator.key) for slot in slots]
        self._held = [held_by(slot) for slot in slots]
        self._keys = [slot.indicator.key for slot in slots]
        self._readers_by_key = dict(zip(self._keys, self._readers, strict=True))
        self._met: dict[str, str] = {}
        self._texts: dict[tuple[int, str], Any] = {}
        self._in_order: Callable[[dict[str, Any]], tuple[Any, ...]] | None = _in_order(self._keys)
        self.function = to_reader(core, slots, self._readers, spellings_of(slots, self._readers))

    def of_facts(self, facts: Facts) -> tuple[Row, bool]:
        """Return the row of facts that were read before, and whether everything in it is known."""
        open_: list[int] = []
        get = facts.values.get
        found = []
        for place, key in enumerate(self._keys):
            fact = get(key)
            found.append(self._held[place](fact.outcome if fact else None, open_))
        return tuple(found), not open_

    def of_mapping(self, given: dict[Any, Any], year: int | None) -> tuple[Row, bool]:
        """Return the row of a flat mapping from names to values, and whether everything in it is known.

        Raises :class:`Odd` where names or values need a closer look.
        """
        open_: list[int] = []
        values = self._values(given)

        def other(place: int, value: Any) -> Any:
            return self._other(place, value, year, open_)

        return self.function.run(values, other), not open_

    def outcomes(self, given: dict[Any, Any], year: int | None) -> Outcomes:
        """Return what the facts of a mapping come to that a row could be made of, each read when it is asked for."""
        return _OneByOne(self, dict(zip(self._keys, self._values(given), strict=True)), year)

    def outcome(self, key: str, value: Any, year: int | None) -> Outcome:
        """Return what the fact under *key* comes to; what is wrong with it was said before."""
        fact = None if value is None else self._fact(self._readers_by_key[key], value, Reading(year))
        return fact.outcome if fact else unknown(ReasonKind.MISSING, key)

    def _values(self, given: dict[Any, Any]) -> tuple[Any, ...]:
        """Return the values in the order of the places, None for what is not there."""
        if self._in_order is not None and len(given) == len(self._keys):
            try:
                return self._in_order(given)
            except KeyError:
                pass
        try:
            found = {self._met[name]: value for name, value in given.items()}
        except KeyError:
            found = {self._meet(name): value for name, value in given.items()}
        if len(found) != len(given):
            raise Odd
        if len(found) == len(self._keys):
            spelling = {self._met[name]: name for name in given if name in self._met}
            if len(spelling) == len(found):
                self._in_order = _in_order([spelling[key] for key in self._keys])
        return tuple(map(found.get, self._keys))

    def _meet(self, name: Any) -> str:
        key = self._key(name) if type(name) is str else None
        if key is None:
            raise Odd
        if len(self._met) < _MOST_MET and len(name) <= _LONGEST_MET:
            self._met[name] = key
        return key

    def _other(self, place: int, value: Any, year: int | None, open_: list[int]) -> Any:
        """Return what *value* is held as, by the eyes of the reader of its indicator."""
        if value is None:
            open_.append(place)
            return None
        is_short = type(value) is str and len(value) <= _LONGEST_MET
        if is_short and (place, value) in self._texts:
            return self._texts[place, value]
        before = len(open_)
        found = self._read(place, value, year, open_)
        if is_short and len(open_) == before and len(self._texts) < _MOST_MET:
            self._texts[place, value] = found
        return found

    def _fact(self, reader: IndicatorReader | None, value: Any, reading: Reading) -> FactValue | None:
        if reader is None:
            raise Odd
        return reader.plain(value) or reader.fact(given_from_python(value), reading)

    def _read(self, place: int, value: Any, year: int | None, open_: list[int]) -> Any:
        reader, reading = self._readers[place], Reading(year)
        fact = self._fact(reader, value, reading)
        if any(finding.severity == "error" for finding in reading.findings):
            raise Odd
        return self._held[place](fact.outcome if fact else None, open_)


class _OneByOne:
    """Facts read one by one."""

    __slots__ = ("_found", "_given", "_reader", "_year")

    def __init__(self, reader: RowReader, given: dict[str, Any], year: int | None) -> None:
        self._reader, self._given, self._year = reader, given, year
        self._found: dict[str, Outcome] = {}

    def __getitem__(self, key: str) -> Outcome:
        if key not in self._found:
            self._found[key] = self._reader.outcome(key, self._given.get(key), self._year)
        return self._found[key]


def _in_order(names: list[str]) -> Callable[[dict[str, Any]], tuple[Any, ...]] | None:
    """Return what takes the values of *names* out of a mapping; raises :class:`KeyError` where one is not there."""
    return itemgetter(*names) if len(names) > 1 else None
