"""The levels below a unit, by name, and what a name means about the units of one."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field, frozen

from ankang_rules.core.kept import kept
from ankang_rules.core.ruleset import Definition, Indicator, Level, RulesetCore
from ankang_rules.model.names import fold
from ankang_rules.model.types import ListOf
from ankang_rules.source import Span
from ankang_rules.syntax import tree as t


@define
class Levels:
    """The levels of a file: by every folded name of theirs, and by key."""

    by_name: dict[str, str] = field(factory=dict)
    by_key: dict[str, Level] = field(factory=dict)
    places: dict[str, Span] = field(factory=dict)
    lost: set[str] = field(factory=set)
    """Folded names of levels whose declaration is broken."""

    def named(self, name: t.Name) -> Level | None:
        return self.by_key.get(self.by_name.get(name.key, ""))

    def is_below(self, level: Level, outer: tuple[Level, ...]) -> bool:
        """Whether units of *level* are found below those of each level in *outer*."""
        above = self._above(level)
        return all(one.key in above for one in outer)

    def _above(self, level: Level) -> set[str]:
        found: set[str] = set()
        while level.parent is not None and level.parent in self.by_key:
            level = self.by_key[level.parent]
            found.add(level.key)
        return found


@kept
def tree_indicators(core: RulesetCore) -> Mapping[str, Indicator]:
    """Return the indicators of *core* and of every ruleset below it, by their keys."""
    found: dict[str, Indicator] = {}
    for ruleset in _rulesets(core):
        for indicator in ruleset.indicators:
            found.setdefault(indicator.key, indicator)
    return found


@kept
def tree_spellings(core: RulesetCore) -> Mapping[str, Indicator]:
    """Return the indicators of *core* and of every ruleset below it, by every folded name and label of theirs."""
    found: dict[str, Indicator] = {}
    for ruleset in _rulesets(core):
        known = {indicator.key: indicator for indicator in ruleset.indicators}
        for spelling, key in ruleset.aliases:
            if key in known:
                found.setdefault(spelling, known[key])
    return found


@kept
def _rulesets(core: RulesetCore) -> tuple[RulesetCore, ...]:
    """Return *core* and every ruleset below it, each once."""
    below = (ruleset for level in core.levels for ruleset in _rulesets(level.core))
    return tuple({id(ruleset): ruleset for ruleset in (core, *below)}.values())


def way_to(level: Level, levels: Mapping[str, Level]) -> tuple[str, ...]:
    """Return the keys of the levels of one file from the top down to *level*."""
    above = levels.get(level.parent or "")
    return (*(way_to(above, levels) if above else ()), level.key)


@frozen
class About:
    """The units in hand of one step: their *levels*, and what names mean about them by the rulesets that judge them."""

    levels: tuple[Level, ...]
    indicators: dict[str, Indicator] = field(init=False, eq=False)
    definitions: dict[str, Definition] = field(init=False, eq=False)

    @indicators.default
    def _indicators(self) -> dict[str, Indicator]:
        """Those that any ruleset has; a name that two of them have means the same in both."""
        found: dict[str, Indicator] = {}
        clashing: set[str] = set()
        for level in self.levels:
            known = {indicator.key: indicator for indicator in level.core.indicators}
            for spelling, key in level.core.aliases:
                if key in known and found.setdefault(spelling, known[key]).key != key:
                    clashing.add(spelling)
        return {spelling: indicator for spelling, indicator in found.items() if spelling not in clashing}

    @definitions.default
    def _definitions(self) -> dict[str, Definition]:
        """Those that every ruleset has, with one type."""
        first, *others = (_definitions_of(level.core) for level in self.levels)
        return {
            spelling: definition
            for spelling, definition in first.items()
            if all(_same(definition, other.get(spelling)) for other in others)
        }

    def has(self, key: str) -> bool:
        """Whether *key* is a name of theirs."""
        return key in self.definitions or key in self.indicators

    def list_named(self, key: str, *, singular: bool) -> Indicator | None:
        """Return their list of that name, or with *singular* the one of whose records *key* is the singular."""
        lists = [(i, i.type) for i in self.indicators.values() if isinstance(i.type, ListOf)]
        called = [i for i, kind in lists if singular and fold(kind.singular) == key]
        own = self.indicators.get(key)
        return called[0] if called else own if own and isinstance(own.type, ListOf) else None

    @property
    def rulesets(self) -> tuple[str, ...]:
        """The names of their rulesets, which say that a definition is theirs."""
        return tuple(dict.fromkeys(level.core.name for level in self.levels))

    def is_called(self, key: str, by_name: dict[str, str]) -> bool:
        """Whether *key* names one of these units: by a name of its level, or by its tier."""
        called = by_name.get(key)
        return any(key == fold(level.core.tier or "") or called == level.key for level in self.levels)

    @property
    def names(self) -> list[str]:
        return [level.singular for level in self.levels]


def _same(one: Definition, other: Definition | None) -> bool:
    return other is not None and (one.key, one.type) == (other.key, other.type)


def _definitions_of(core: RulesetCore) -> dict[str, Definition]:
    known = {definition.key: definition for definition in core.definitions}
    return {spelling: known[key] for spelling, key in core.aliases if key in known}
