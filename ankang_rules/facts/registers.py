"""Totals of levels, held against the units that are listed."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from ankang_rules.core.ruleset import Level, RulesetCore
from ankang_rules.facts import messages
from ankang_rules.facts.about import About
from ankang_rules.facts.facts import Facts, FactValue
from ankang_rules.facts.from_python import path
from ankang_rules.facts.reading import Reading
from ankang_rules.model.given import Given
from ankang_rules.model.outcome import Known, ReasonKind
from ankang_rules.source import Bilingual


def held(core: RulesetCore, facts: Facts, reading: Reading, at: str = "") -> Facts:
    """Return *facts* with every total invalid of which more units are listed, which *reading* is told.

    No rule can use such a total, whether it speaks of the units or of the number itself.
    """
    wrong = {
        level.register: _too_small(core, facts, level, reading, at)
        for level in core.levels
        if level.register and _is_too_small(core, facts, level)
    }
    return evolve(facts, values={**facts.values, **wrong}) if wrong else facts


def _is_too_small(core: RulesetCore, facts: Facts, level: Level) -> bool:
    match facts[level.register or ""]:
        case Known(value=Fraction() as total):
            return _listed(core, facts, level.key) > total
    return False


def _too_small(core: RulesetCore, facts: Facts, level: Level, reading: Reading, at: str) -> FactValue:
    indicator = next(i for i in core.indicators if i.key == level.register)
    about, value = About.of(indicator), facts.values[indicator.key]
    where = Given(None, span=value.span, place=path(at, indicator.name))
    title = Bilingual(zh=level.labels.zh or level.name, en=level.name)
    number = _listed(core, facts, level.key)
    finding = reading.say(messages.trees.register_too_small, where, about.name, value.written, title, number)
    return evolve(value, outcome=about.unknown(ReasonKind.INVALID), invalid=finding)


def _listed(core: RulesetCore, facts: Facts, key: str) -> int:
    """Return how many units of the level under *key* are listed below the unit that *facts* are about."""
    units = [facts]
    for step in core.way(key):
        units = [below for unit in units for below in unit.children.get(step, ())]
    return len(units)
