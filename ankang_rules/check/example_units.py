"""The units below in an example: records as the author writes them → documents as the facts reader takes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import count

from attrs import define

from ankang_rules.check import messages
from ankang_rules.check.example_values import fact, to_given
from ankang_rules.check.levels import tree_spellings
from ankang_rules.check.scope import Scope
from ankang_rules.core.ruleset import Level, RulesetCore
from ankang_rules.model.given import Given, GivenMapping
from ankang_rules.model.names import UNIT_HEADINGS, fold
from ankang_rules.model.types import Type
from ankang_rules.source import Span
from ankang_rules.syntax import tree as t

MOST_UNITS = 10_000
"""How many units an example may have: repeated records inside repeated ones soon make more than anyone meant."""

Around = tuple[tuple[tuple[Level, ...], str | None], ...]
"""The levels of each ruleset that speaks of the units of one place, outermost first, with the key of the level they are
on; None for their own."""


@define(eq=False, slots=False)
class Place:
    """Where units of an example stand; those of the ruleset itself on no *level*."""

    around: Around
    level: Level | None = None

    @classmethod
    def root(cls, scope: Scope) -> Place:
        return cls(((tuple(scope.levels.by_key.values()), None),))

    @cached_property
    def below(self) -> dict[str, Place]:
        """The places directly below, by every folded name of theirs. The outermost ruleset says which one judges."""
        meant: dict[str, list[tuple[tuple[Level, ...], Level]]] = {}
        for levels, at in self.around:
            for level in levels:
                if level.parent == at:
                    meant.setdefault(level.key, []).append((levels, level))
        places = [(_place(found), [level for _, level in found]) for found in meant.values()]
        return {fold(word): place for place, levels in places for level in levels for word in _words_of(level)}

    @property
    def levels(self) -> list[Level]:
        """The levels directly below, each once."""
        return list({place.level.key: place.level for place in self.below.values() if place.level}.values())


def _place(found: list[tuple[tuple[Level, ...], Level]]) -> Place:
    level = found[0][1]
    return Place((*((levels, level.key) for levels, _ in found), (level.core.levels, None)), level)


def _words_of(level: Level) -> list[str]:
    return [word for word in (level.name, level.singular, level.labels.zh, level.labels.en) if word]


class UnitsReader:
    """Reads the lists of units of one example."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._units = 0

    def given(self, name: t.Name, value: t.Value, place: Place, times: int = 1) -> tuple[str, Given] | None:
        """Return the key of the level that *name* means at *place* with its units, or None after a report.

        *times* is how often the unit stands there whose units these are.
        """
        found = place.below.get(name.key)
        if found is None or found.level is None:
            self.scope.report(messages.examples.level_elsewhere(name.span, [level.name for level in place.levels]))
            return None
        if value == t.Word("unknown", span=value.span):
            return None
        if not isinstance(value, t.ListValue):
            self.scope.report(messages.examples.not_a_list(value.span, found.level))
            return None
        return found.level.key, Given(tuple(self._list(value, found, times)), span=value.span)

    def is_level(self, name: t.Name) -> bool:
        """Whether any ruleset of the tree has a level called *name*, or was to have one."""
        own = tuple(self.scope.levels.by_key.values())
        return any(name.key == fold(word) for level in _all_levels(own) for word in _words_of(level))

    # Lists

    def _list(self, value: t.ListValue, place: Place, times: int) -> Iterator[Given]:
        names = _Names(place.level, self.scope)
        read = [(item, self._item(item, place, times, names)) for item in value.items]
        for _, (number, title, parts) in read:
            for _ in range(number):
                yield _document(title or names.next(), parts)

    def _item(
        self, item: t.Value | t.Repeated, place: Place, times: int, names: _Names
    ) -> tuple[int, str | None, tuple[Given, Given]]:
        """Return how often the unit of *item* stands in the list, its name, and what else is said of it."""
        number = self._counted(self._number(item), times, item.span)
        item = item.record if isinstance(item, t.Repeated) else item
        if not isinstance(item, t.RecordValue) and item != t.Braces((), span=item.span):
            assert place.level is not None
            self.scope.report(messages.examples.not_a_unit(item.span, place.level))
            return 0, None, (Given(GivenMapping()), Given(GivenMapping()))
        entries = item.items if isinstance(item, t.RecordValue) else ()
        title, parts = self._unit(entries, place, times * number)
        if title is not None:
            names.take(title, number)
        return number, str(title.value) if title else None, parts

    def _number(self, item: t.Value | t.Repeated) -> int:
        if not isinstance(item, t.Repeated):
            return 1
        times = item.times
        if not isinstance(times, t.Number) or times.unit is not None or times.value.denominator != 1:
            self.scope.report(messages.examples.not_a_number(times.span))
            return 1
        return int(times.value)

    def _counted(self, number: int, times: int, span: Span) -> int:
        """Return *number*, or none at all where it makes the units too many."""
        before, self._units = self._units, self._units + number * times
        if self._units <= MOST_UNITS:
            return number
        if before <= MOST_UNITS:
            self.scope.report(messages.examples.too_many_units(span, MOST_UNITS))
        return 0

    # One unit

    def _unit(
        self, entries: Sequence[tuple[t.Name, t.Value]], place: Place, times: int
    ) -> tuple[Given | None, tuple[Given, Given]]:
        title: Given | None = None
        found: tuple[dict[str, Given], dict[str, Given]] = {}, {}
        first: dict[tuple[str, str], t.Name] = {}
        for name, value in entries:
            what, key, given = self._entry(name, value, place, times)
            earlier = first.setdefault((what, key), name)
            if earlier is not name:
                self.scope.report(messages.structure.example_fact_twice(name.span, earlier.span))
            elif what == "unit":
                title = given
            elif given is not None:
                found[what == "level"][key] = given
        return title, (_mapping(found[0]), _mapping(found[1]))

    def _entry(self, name: t.Name, value: t.Value, place: Place, times: int) -> tuple[str, str, Given | None]:
        """Return what *name* means of a unit at *place*, a fact or a level or its own name, with what is given."""
        found = self._fact(name, place)
        if found is not None:
            return "fact", found[0], fact(value, found[1], self.scope)
        if name.key in UNIT_HEADINGS:
            return "unit", "", self._title(value)
        if name.key in place.below or self.is_level(name):
            read = self.given(name, value, place, times)
            return "level", read[0] if read else name.key, read[1] if read else None
        if name.key not in self.scope.levels.lost:
            self._unknown(name, place)
        return "unknown", name.key, None

    def _title(self, value: t.Value) -> Given | None:
        given = to_given(value, self.scope)
        if isinstance(given.value, str) and given.value.strip():
            return given
        self.scope.report(messages.examples.name_is_no_text(value.span))
        return None

    # Names

    def _fact(self, name: t.Name, place: Place) -> tuple[str, Type | None] | None:
        """The indicator that *name* means: as the unit's own ruleset says, else as others of the tree do."""
        assert place.level is not None
        own = dict(place.level.core.aliases)
        if name.key in own:
            found = (i for i in place.level.core.indicators if i.key == own[name.key])
            return next(((i.key, i.type) for i in found), None)
        declared = self.scope.find(name)
        if declared is not None and declared.kind == "indicator":
            return declared.key, declared.type
        levels = self.scope.levels.by_key.values()
        others = (tree_spellings(level.core).get(name.key) for level in levels)
        return next(((i.key, i.type) for i in others if i), None)

    def _unknown(self, name: t.Name, place: Place) -> None:
        assert place.level is not None
        core = place.level.core
        key = dict(core.aliases).get(name.key)
        declared = self.scope.find(name)
        if key is not None or declared is not None:
            kind = declared.kind if declared else _kind(core, key)
            self.scope.report(messages.structure.fact_of_what(name.span, kind))
        else:
            levels = [level.name for level in place.levels]
            self.scope.report_unknown(name, [*(i.name for i in core.indicators), *levels, "unit"])


def _kind(core: RulesetCore, key: str | None) -> str:
    return "parameter" if any(parameter.key == key for parameter in core.parameters) else "definition"


def _all_levels(levels: Sequence[Level]) -> Iterator[Level]:
    for level in levels:
        yield level
        yield from _all_levels(level.core.levels)


def _document(title: str, parts: tuple[Given, Given]) -> Given:
    facts, children = parts
    pairs = (("unit", Given(title, quoted=True)), ("facts", facts), ("children", children))
    return Given(GivenMapping(tuple((Given(name), given) for name, given in pairs)))


def _mapping(found: dict[str, Given]) -> Given:
    return Given(GivenMapping(tuple((Given(key), given) for key, given in found.items())))


class _Names:
    """The names of the units of one list: those stated, and for the others the word for one with a number."""

    def __init__(self, level: Level | None, scope: Scope) -> None:
        assert level is not None
        self._singular, self._scope = level.singular, scope
        self._taken: dict[str, Given] = {}
        self._number = 0

    def take(self, title: Given, number: int) -> None:
        """Take the stated name, which a unit that stands there *number* times cannot have."""
        assert title.span is not None
        first = self._taken.setdefault(str(title.value), title)
        if number > 1:
            self._scope.report(messages.examples.repeated_with_name(title.span))
        elif first is not title and first.span is not None:
            self._scope.report(messages.examples.unit_twice(title.span, str(title.value), first.span))

    def next(self) -> str:
        free = (f"{self._singular} {number}" for number in count(self._number + 1))
        name = next(name for name in free if name not in self._taken)
        self._number = int(name.rpartition(" ")[2])
        return name
