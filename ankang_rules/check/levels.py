"""The levels below a unit, by name, and what a name means about the units of one."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field, frozen

from ankang_rules.core.ruleset import Definition, Indicator, Level, RulesetCore
from ankang_rules.model.names import fold
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


def tree_indicators(core: RulesetCore) -> Iterable[Indicator]:
    """Yield the indicators of *core* and of every ruleset below it."""
    yield from core.indicators
    for level in core.levels:
        yield from tree_indicators(level.core)


@frozen
class About:
    """The units in hand of one step: their *levels*, and what names mean about them by the rulesets that judge them."""

    levels: tuple[Level, ...]
    indicators: dict[str, Indicator] = field(init=False, eq=False)
    definitions: dict[str, Definition] = field(init=False, eq=False)

    @indicators.default
    def _indicators(self) -> dict[str, Indicator]:
        found: dict[str, Indicator] = {}
        for level in self.levels:
            known = {indicator.key: indicator for indicator in level.core.indicators}
            found |= {spelling: known[key] for spelling, key in level.core.aliases if key in known} | found
        return found

    @definitions.default
    def _definitions(self) -> dict[str, Definition]:
        """Those that every ruleset has, with one type."""
        first, *others = (_definitions_of(level.core) for level in self.levels)
        return {
            spelling: definition
            for spelling, definition in first.items()
            if all(spelling in other and other[spelling].type == definition.type for other in others)
        }

    @property
    def owner(self) -> str:
        """The name of their ruleset, which says that a definition is theirs."""
        return self.levels[0].core.name

    def is_called(self, key: str, by_name: dict[str, str]) -> bool:
        """Whether *key* names one of these units: by a name of its level, or by its tier."""
        called = by_name.get(key)
        return any(key == fold(level.core.tier or "") or called == level.key for level in self.levels)

    @property
    def names(self) -> list[str]:
        return [level.singular for level in self.levels]


def _definitions_of(core: RulesetCore) -> dict[str, Definition]:
    known = {definition.key: definition for definition in core.definitions}
    return {spelling: known[key] for spelling, key in core.aliases if key in known}
