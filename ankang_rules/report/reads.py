"""What the status of a rule follows from: everything that it reads, here and in rulesets below."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ankang_rules.core import nodes as n
from ankang_rules.core.kept import kept
from ankang_rules.core.ruleset import ALWAYS, Definition, Group, InForce, Level, Rule, RulesetCore
from ankang_rules.model.types import Monthly, UnitsOf

Named = tuple[str, str]
"""The name of a ruleset, and the key of something in it."""


@frozen
class RuleReads:
    """What one rule reads: keys of *facts*, of whichever unit, *parameters*, *levels* of units below.

    *verdicts* says that it asks how units of the levels were judged, *day* that it asks for the day asked about,
    *months* for the months that are over on it, *year* for the assessment year. *periods* are those it is in force in.
    """

    facts: frozenset[str]
    parameters: frozenset[Named]
    definitions: tuple[Definition, ...]
    levels: tuple[Level, ...]
    verdicts: bool
    day: bool
    months: bool
    year: bool
    periods: tuple[InForce, ...]


@kept
def reads(core: RulesetCore) -> dict[str, RuleReads]:
    """Return what each rule of *core* reads, by its id."""
    groups = {group.key: group for group in core.groups}
    return {rule.id: _Reading(core).of(rule, groups.get(rule.group or "")) for rule in core.rules}


def coverings(core: RulesetCore, rule: Rule, group: Group | None) -> Iterator[RulesetCore | Group | Rule]:
    """Yield what has a period and a condition that keep *rule* out: the ruleset, its group, itself."""
    yield core
    if group is not None:
        yield group
    yield rule


class _Reading:
    def __init__(self, core: RulesetCore) -> None:
        self.core = core
        self.facts: set[str] = set()
        self.parameters: set[Named] = set()
        self.definitions: dict[Named, Definition] = {}
        self.levels: dict[Named, Level] = {}
        self.verdicts = self.day = self.months = self.year = False

    def of(self, rule: Rule, group: Group | None) -> RuleReads:
        around = list(coverings(self.core, rule, group))
        for expression in (*(one.when for one in around if one.when is not None), *rule.expressions()):
            self._expression(self.core, expression)
        if rule.for_each is not None:
            self._level(self.core, rule.for_each)
        definitions = tuple(self.definitions[name] for name in sorted(self.definitions))
        levels = tuple(self.levels[name] for name in sorted(self.levels))
        return RuleReads(
            frozenset(self.facts),
            frozenset(self.parameters),
            definitions,
            levels,
            self.verdicts,
            self.day,
            self.months,
            self.year,
            tuple(one.in_force for one in around if one.in_force != ALWAYS),
        )

    def _expression(self, core: RulesetCore, expression: n.Node) -> None:
        for node in n.walk(expression):
            match node:
                case n.Fact():
                    self.facts.add(node.key)
                    self.year |= isinstance(node.type, Monthly)
                case n.ParameterRef():
                    self.parameters.add((core.name, node.key))
                case n.DefinitionRef():
                    self._definition(core, node)
                case n.DayRef(which="as of date"):
                    self.day = True
                case n.DayRef():
                    self.year = True
                case n.EveryMonth() | n.IsIncreasing():
                    self.months = self.year = True
                case n.Verdict():
                    self.verdicts = True
                case n.Units():
                    assert isinstance(node.type, UnitsOf)
                    self.verdicts |= node.judged
                    for level in node.type.levels:
                        self._level(core, level)

    def _definition(self, core: RulesetCore, node: n.DefinitionRef) -> None:
        home = core if node.of is None else next(one.core for one in core.levels if one.core.name == node.of)
        if (home.name, node.key) not in self.definitions:
            found = next(definition for definition in home.definitions if definition.key == node.key)
            self.definitions[home.name, node.key] = found
            self._expression(home, found.expression)

    def _level(self, core: RulesetCore, key: str) -> None:
        level = core.level(key)
        while level is not None and (core.name, level.key) not in self.levels:
            self.levels[core.name, level.key] = level
            if level.register is not None:
                self.facts.add(level.register)
            level = core.level(level.parent)
