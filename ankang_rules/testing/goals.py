"""What is looked for in facts: a rule that ends in a status, alone or whatever else happens; and the facts tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from attrs import evolve, frozen

from ankang_rules.core import nodes as n
from ankang_rules.core.kept import kept
from ankang_rules.core.ruleset import Indicator, Level, Rule, RulesetCore
from ankang_rules.evaluate.judge import Judging, judge_unit, whens_of
from ankang_rules.evaluate.reference import Asked
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.evaluate.units import below
from ankang_rules.facts.facts import Facts, FactValue
from ankang_rules.model import types as ty
from ankang_rules.model.given import NONE
from ankang_rules.model.outcome import Known, Outcome, Reason, ReasonKind, Unknown, unknown
from ankang_rules.model.status import Status

Levels = tuple[str, ...]
"""The keys of the levels that lead to units below; all units of a level are alike."""


@frozen(cache_hash=True)
class Place:
    """Where a value stands: in the fact *key* of every unit at *levels*, *at* a month, or a record and its field.

    The place of a list of units has the key of their level, and its value is how many there are.
    """

    levels: Levels
    key: str
    at: tuple[int | str, ...] = ()


State = Mapping[Place, Any]
"""Values by their places. The value of a whole series or list is a tuple of outcomes, as the engine holds it."""


def unit_name(level: Level, number: int) -> str:
    return f"{level.singular} {number}"


def core_at(core: RulesetCore, levels: Levels) -> RulesetCore:
    """Return the ruleset that judges the units at *levels* below what *core* judges."""
    if not levels:
        return core
    declared = next(level for level in _every_level(core) if level.key == levels[-1])
    return declared.core


def _every_level(core: RulesetCore) -> Iterator[Level]:
    for level in core.levels:
        yield level
        yield from _every_level(level.core)


def levels_below(core: RulesetCore, levels: Levels) -> list[Level]:
    """Return the levels directly below units at *levels*, by their own ruleset or by that of a unit above."""
    own = list(core_at(core, levels).below(None))
    above = [core_at(core, levels[:n]) for n in range(len(levels))]
    stated = [one for ruleset in above for one in ruleset.levels if levels and one.parent == levels[-1]]
    return list({level.key: level for level in [*stated, *own]}.values())


def indicator_of(core: RulesetCore, place: Place) -> Indicator:
    """Return the declaration of a fact: of the unit's own ruleset, or of one above that speaks of it."""
    cores = [core_at(core, place.levels[:n]) for n in range(len(place.levels), -1, -1)]
    return next(one for ruleset in cores for one in ruleset.indicators if one.key == place.key)


def facts_of(core: RulesetCore, state: State, day: date | None, levels: Levels = (), name: str | None = None) -> Facts:
    """Return the facts that *state* says of a unit at *levels*, and of those below."""
    values: dict[str, Any] = {}
    parts: list[tuple[Place, Any]] = []
    counts: dict[str, int] = {}
    for place, value in state.items():
        if place.levels != levels:
            continue
        if place.at:
            parts.append((place, value))
        elif place.key in {level.key for level in levels_below(core, levels)}:
            counts[place.key] = value
        else:
            values[place.key] = value
    for place, value in parts:
        values[place.key] = _with_part(indicator_of(core, place).type, values.get(place.key), place, value)
    declared = {level.key: level for level in levels_below(core, levels)}
    children = {
        key: tuple(facts_of(core, state, day, (*levels, key), unit_name(declared[key], i + 1)) for i in range(number))
        for key, number in counts.items()
    }
    found = {key: FactValue(_outcome(value, key)) for key, value in values.items()}
    return Facts(found, unit=name, as_of=day, year=day.year if day else None, children=children)


def _outcome(value: Any, key: str) -> Known | Unknown:
    return unknown(ReasonKind.ABSENT, key) if value is NONE else Known(value)


def _with_part(kind: ty.Type, whole: Any, place: Place, value: Any) -> Any:
    part: Outcome = unknown(ReasonKind.ABSENT, place.key, *place.at) if value is NONE else Known(value)
    index = int(place.at[0]) - 1
    if isinstance(kind, ty.Monthly):
        months = whole or open_months(place.key, kind.months)
        return _replaced(months, index, part)
    assert isinstance(kind, ty.ListOf)
    field = next(i for i, field in enumerate(kind.fields) if field.key == place.at[1])
    return _replaced(whole, index, _replaced(whole[index], field, part))


def open_months(key: str, number: int) -> tuple[Outcome, ...]:
    """A series of which nothing is known yet."""
    return tuple(unknown(ReasonKind.MISSING, key, month) for month in range(1, number + 1))


def open_records(key: str, kind: ty.ListOf, number: int) -> tuple[tuple[Outcome, ...], ...]:
    """So many records of which nothing is known yet."""
    return tuple(
        tuple(unknown(ReasonKind.MISSING, key, record, field.key) for field in kind.fields)
        for record in range(1, number + 1)
    )


def _replaced(parts: Any, index: int, part: Any) -> tuple[Any, ...]:
    return (*parts[:index], part, *parts[index + 1 :])


@frozen
class Found:
    """What a goal says of a state: *done*, or *open* places of which one may decide it; with neither it is dead."""

    done: bool = False
    open: tuple[Place, ...] = ()
    failing: frozenset[str] = frozenset()
    """The other rules that fail, where no other may."""


@frozen(eq=False, slots=False)
class Goal:
    """*rule* of *core* ends as one of *wanted* on *day*; with *only*, no other rule fails."""

    core: RulesetCore
    rule: Rule
    wanted: frozenset[Status]
    day: date | None
    only: bool = False

    @property
    def asked(self) -> Asked:
        return Asked(self.day, self.day.year if self.day else None, {})

    def on(self, day: date | None) -> Goal:
        return evolve(self, day=day)

    def look(self, state: State) -> Found:
        """Return how *state* stands to the goal."""
        facts = facts_of(self.core, state, self.day)
        whole: Judgement | None
        if self.only:
            whole = judge_unit(self.core, facts, self.asked, self._below(facts, ()))
            result = next(one for one in whole.rules if one.rule.id == self.rule.id)
            others = frozenset(one.id for one in whole.rules if one.status is Status.FAIL and one is not result)
        else:
            alone, result = self._alone(facts)
            whole, others = alone, frozenset[str]()
        if others:
            return Found(failing=others if result.status in self.wanted else frozenset())
        if result.status in self.wanted:
            return Found(done=True)
        if result.status is not Status.UNKNOWN:
            return Found()
        places = {place: None for reason in _sorted(result) for place in self._places(reason, whole)}
        return Found(open=tuple(place for place in places if place not in state))

    def status(self, state: State) -> Status:
        """Return how the rule ends on *state*."""
        return self._alone(facts_of(self.core, state, self.day))[1].status

    def _alone(self, facts: Facts) -> tuple[Judgement | None, RuleResult]:
        """Judge the rule alone, and the units below where it speaks of them."""
        if not self.about_units:
            return None, Judging(self.core, facts, self.asked).rule(self.rule)
        whole = judge_unit(self.without_rules, facts, self.asked, self._below(facts, ()))
        inside = below(whole.children, self.core, None, ())
        return whole, Judging(self.core, facts, self.asked, inside).rule(self.rule)

    def _below(self, facts: Facts, levels: Levels) -> dict[str, tuple[Judgement, ...]]:
        """Judge one unit of each list, for the others are like it."""
        found: dict[str, tuple[Judgement, ...]] = {}
        for key, units in facts.children.items():
            core = core_at(self.core, (*levels, key))
            for unit in units[:1]:
                one = judge_unit(core, unit, self.asked, self._below(unit, (*levels, key)))
            found[key] = tuple(evolve(one, facts=unit) for unit in units)
        return found

    @cached_property
    def about_units(self) -> bool:
        return is_about_units(self.core, self.rule)

    @cached_property
    def without_rules(self) -> RulesetCore:
        return _without_rules(self.core)

    def _places(self, reason: Reason, whole: Judgement | None) -> Iterator[Place]:
        """The open places that *reason* names; those of its open rules, where it is the verdict of a unit."""
        if reason.kind is not ReasonKind.MISSING:
            return
        levels, unit = self._levels(reason.unit, whole)
        if reason.subject == "verdict" and unit is not None:
            for result in unit.rules:
                if result.status is Status.UNKNOWN and result.rule.force == "must":
                    for inner in _sorted(result):
                        if inner.kind is ReasonKind.MISSING and inner.subject != "verdict":
                            where, _ = self._levels((*reason.unit, *inner.unit), whole)
                            yield Place(where, inner.subject, inner.at)
            return
        level = core_at(self.core, levels).level(reason.subject)
        if level is None:
            yield Place(levels, reason.subject, reason.at)
        else:
            yield from self._lists(level, levels)

    def _lists(self, level: Level, levels: Levels) -> Iterator[Place]:
        """The lists that lead to the units of *level* of a unit at *levels*, that of the level itself last."""
        above = core_at(self.core, levels).level(level.parent)
        if above is not None and (not levels or levels[-1] != above.key):
            yield from self._lists(above, levels)
            levels = (*levels, *_chain(core_at(self.core, levels), above))
        yield Place(levels, level.key)

    def _levels(self, path: tuple[str, ...], whole: Judgement | None) -> tuple[Levels, Judgement | None]:
        levels: list[str] = []
        for name in path:
            assert whole is not None
            units = ((key, unit) for key, units in whole.children.items() for unit in units)
            key, whole = next((key, unit) for key, unit in units if unit.facts.unit == name)
            levels.append(key)
        return tuple(levels), whole


def _chain(core: RulesetCore, level: Level) -> Levels:
    """The keys of the levels that lead to the units of *level*, its own last."""
    above = core.level(level.parent)
    return (*(_chain(core, above) if above else ()), level.key)


@kept
def _without_rules(core: RulesetCore) -> RulesetCore:
    return evolve(core, rules=(), groups=(), awards=())


@kept
def is_about_units(core: RulesetCore, rule: Rule) -> bool:
    """Whether *rule* speaks of the units below."""
    if not core.levels:
        return False
    if rule.for_each is not None:
        return True
    return any(
        isinstance(node, n.Units | n.Verdict) or (isinstance(node, n.DefinitionRef) and node.of is not None)
        for expression in expressions_of(core, rule)
        for node in n.walk(expression)
    )


@kept
def expressions_of(core: RulesetCore, rule: Rule) -> tuple[n.Node, ...]:
    """Return the expressions of *rule*, of what covers it, and of the definitions they use."""
    group = next((group for group in core.groups if group.key == rule.group), None)
    definitions = {d.key: d.expression for d in core.definitions}
    stack, used, found = [*whens_of(core, group, rule), *rule.expressions()], set[str](), list[n.Node]()
    while stack:
        expression = stack.pop(0)
        found.append(expression)
        for node in n.walk(expression):
            if isinstance(node, n.DefinitionRef) and node.of is None and node.key not in used:
                used.add(node.key)
                stack.append(definitions[node.key])
    return tuple(found)


def read_by(core: RulesetCore, rule: Rule) -> frozenset[str]:
    """Return the keys of the facts that *rule* reads, whose unit they may be."""
    nodes = (node for expression in expressions_of(core, rule) for node in n.walk(expression))
    return frozenset(node.key for node in nodes if isinstance(node, n.Fact))


def _sorted(result: RuleResult) -> list[Reason]:
    return sorted(result.reasons, key=Reason.sort_key)
