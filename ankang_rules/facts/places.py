"""The places of a tree of units, and what is known about a unit that stands there: its ruleset, names, lists."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from attrs import define

from ankang_rules.core.ruleset import Level, RulesetCore
from ankang_rules.facts.headings import HeadingReader
from ankang_rules.facts.quantities import Units
from ankang_rules.facts.readers import IndicatorReader
from ankang_rules.facts.unit import UnitReader
from ankang_rules.model.names import fold

Around = tuple[tuple[RulesetCore, str | None], ...]
"""Rulesets that speak of the units of one place, outermost first, each with the key of the level they are on; the last
is their own, with None."""


@define(eq=False, slots=False)
class Place:
    """Where a unit can stand: its ruleset is *core*; *tree* are all rulesets, that of the root first."""

    core: RulesetCore
    tree: tuple[RulesetCore, ...]
    around: Around
    level: Level | None = None

    @classmethod
    def root(cls, core: RulesetCore) -> Place:
        return cls(core, tuple(dict.fromkeys(_rulesets(core))), ((core, None),))

    @cached_property
    def below(self) -> dict[str, Place]:
        """The places directly below, by the key of the level. The outermost ruleset says which one judges there."""
        meant: dict[str, list[tuple[RulesetCore, Level]]] = {}
        for ruleset, at in self.around:
            for level in ruleset.below(at):
                meant.setdefault(level.key, []).append((ruleset, level))
        return {key: self._below(key, found) for key, found in meant.items()}

    def _below(self, key: str, meant: list[tuple[RulesetCore, Level]]) -> Place:
        level = meant[0][1]
        return Place(level.core, self.tree, (*((ruleset, key) for ruleset, _ in meant), (level.core, None)), level)

    @cached_property
    def called(self) -> dict[str, str]:
        """The keys of the levels directly below, by every folded name of theirs."""
        found: dict[str, str] = {}
        for words in (_names_of, _singulars_of, _labels_of):
            for ruleset, at in self.around:
                for level in ruleset.below(at):
                    for word in words(level):
                        found.setdefault(fold(word), level.key)
        return found

    @property
    def spellings(self) -> list[str]:
        """The names of the levels directly below."""
        return [place.level.name for place in self.below.values() if place.level]

    def is_level_elsewhere(self, name: str) -> bool:
        """Whether any ruleset of the tree has a level called *name*."""
        levels = (level for ruleset in self.tree for level in ruleset.levels)
        return any(fold(name) == fold(word) for level in levels for word in _words_of(level))

    @cached_property
    def reader(self) -> UnitReader:
        """The reader of the facts of a unit here. A name means what its own ruleset calls so, then what others do."""
        rulesets = tuple(dict.fromkeys((self.core, *self.tree)))
        units = Units([word for ruleset in rulesets for word in ruleset.units])
        others = {p.key for p in self.core.parameters} | {d.key for d in self.core.definitions}
        readers: dict[str, IndicatorReader] = {}
        for indicator in (i for ruleset in rulesets for i in ruleset.indicators if i.key not in others):
            if indicator.key not in readers:
                readers[indicator.key] = IndicatorReader.of(indicator, units)
        names = _names(rulesets)
        parameters = {p.key for ruleset in rulesets for p in ruleset.parameters}
        indicators = [i for ruleset in rulesets for i in ruleset.indicators]
        spellings = [s for i in indicators for s in (i.name, i.labels.zh, i.labels.en, *i.aliases) if s]
        return UnitReader(readers, names, parameters, spellings, HeadingReader(self.core.tier, names))


def _names(rulesets: tuple[RulesetCore, ...]) -> dict[str, str]:
    """Return the key of every spelling: those of the first ruleset, then the indicators of others, then the rest."""
    own, *others = rulesets
    names = {**{i.key: i.key for i in own.indicators}, **dict(own.aliases)}
    for ruleset in others:
        keys = {i.key for i in ruleset.indicators}
        for spelling, key in (*((key, key) for key in keys), *ruleset.aliases):
            if key in keys:
                names.setdefault(spelling, key)
    for spelling, key in (alias for ruleset in others for alias in ruleset.aliases):
        names.setdefault(spelling, key)
    return names


def _rulesets(core: RulesetCore) -> Iterator[RulesetCore]:
    yield core
    for level in core.levels:
        yield from _rulesets(level.core)


def _names_of(level: Level) -> list[str]:
    return [level.name, level.key]


def _singulars_of(level: Level) -> list[str]:
    return [level.singular]


def _labels_of(level: Level) -> list[str]:
    return [label for label in (level.labels.zh, level.labels.en) if label]


def _words_of(level: Level) -> list[str]:
    return [*_names_of(level), *_singulars_of(level), *_labels_of(level)]
