"""Why something ended otherwise, tried out: the old judgement again with one thing of the new one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import combinations
from typing import Any

from attrs import evolve, field, frozen

from ankang_rules.core.ruleset import Parameter, RulesetCore
from ankang_rules.evaluate.judge import judge
from ankang_rules.evaluate.reference import Asked
from ankang_rules.evaluate.results import Judgement
from ankang_rules.evaluate.unread import rulesets
from ankang_rules.facts.facts import Facts
from ankang_rules.model.types import Type
from ankang_rules.report.causes import Cause, in_order
from ankang_rules.report.differences import Key, Path

Ways = tuple[tuple[Cause, ...], ...]


def judged_units(judgement: Judgement, path: Path = ()) -> Iterator[tuple[Path, Judgement]]:
    """Yield *judgement* and that of every unit below, with its path, as ``units`` does of a report."""
    yield path, judgement
    for level, units in judgement.children.items():
        for number, unit in enumerate(units, 1):
            yield from judged_units(unit, (*path, unit.facts.unit or f"{level} {number}"))


def judged_statuses(judgement: Judgement) -> Iterator[tuple[Key, str]]:
    """Yield every status of *judgement*, as ``statuses`` does of a report."""
    for path, unit in judged_units(judgement):
        yield Key(path, "unit"), unit.status.value
        yield from ((Key(path, "group", g.id), g.status.value) for g in unit.groups if g.status is not None)
        yield from ((Key(path, "rule", rule.id), rule.status.value) for rule in unit.rules)


@frozen(eq=False)
class Trial:
    """Two judgements, and those between them: the old one with some things as they are in the new one."""

    old: Judgement
    new: Judgement
    _tried: dict[tuple[Cause, ...], dict[Key, str]] = field(factory=dict, init=False)

    @cached_property
    def differing(self) -> tuple[Cause, ...]:
        """What differs between the two at all."""
        old, new = self.old, self.new
        other = {
            Cause.RULE: _with_parameters(new.core, old.core) != old.core,
            Cause.DATA: old.facts.values != new.facts.values or old.facts.children != new.facts.children,
            Cause.PARAMETER: _with_parameters(old.core, new.core) != old.core
            or old.asked.parameters != new.asked.parameters,
            Cause.DATE: (old.asked.as_of, old.asked.year) != (new.asked.as_of, new.asked.year),
        }
        return tuple(cause for cause, differs in other.items() if differs)

    @cached_property
    def _after(self) -> dict[Key, str]:
        return dict(judged_statuses(self.new))

    def ways(self, key: Key) -> Ways:
        """Return each least set of causes that takes *key* from its old status to its new one."""
        target = self._after.get(key)
        found: list[tuple[Cause, ...]] = []
        for number in range(1, len(self.differing) + 1):
            for causes in combinations(self.differing, number):
                less = any(set(way) <= set(causes) for way in found)
                if not less and self.statuses(causes).get(key) == target:
                    found.append(causes)
        return tuple(found)

    def statuses(self, causes: tuple[Cause, ...]) -> Mapping[Key, str]:
        """Return how everything ends where *causes* are as in the new judgement, and the rest as in the old one."""
        causes = in_order(causes)
        if causes not in self._tried:
            self._tried[causes] = dict(judged_statuses(self.judged(causes)))
        return self._tried[causes]

    def judged(self, causes: tuple[Cause, ...]) -> Judgement:
        """Return the judgement between the two, with *causes* as in the new one."""
        rules, data, parameters, day = (self._of(cause in causes) for cause in _MIXED)
        core = _with_parameters(rules.core, parameters.core)
        facts = _moved(data.facts, self._of(Cause.DATA not in causes).facts, Types(data.core), Types(core))
        set_by_caller = _fitting(parameters.asked.parameters, parameters.core, core)
        return judge(core, facts, Asked(day.asked.as_of, day.asked.year, set_by_caller))

    def _of(self, new: bool) -> Judgement:
        return self.new if new else self.old


_MIXED = (Cause.RULE, Cause.DATA, Cause.PARAMETER, Cause.DATE)


# Rulesets


def _with_parameters(core: RulesetCore, other: RulesetCore) -> RulesetCore:
    """Return *core* with the values that *other* gives its parameters, and so for the rulesets below."""
    if core is other:
        return core
    theirs = {(parameter.key, parameter.type): parameter for parameter in other.parameters}
    levels = {(level.key, level.core.name): level.core for level in other.levels}
    return evolve(
        core,
        parameters=tuple(_valued(one, theirs.get((one.key, one.type))) for one in core.parameters),
        levels=tuple(
            evolve(level, core=_with_parameters(level.core, levels.get((level.key, level.core.name), level.core)))
            for level in core.levels
        ),
    )


def _valued(parameter: Parameter, other: Parameter | None) -> Parameter:
    return parameter if other is None else evolve(parameter, values=other.values)


def _fitting(given: Mapping[str, Any], source: RulesetCore, core: RulesetCore) -> dict[str, Any]:
    """Return those of the parameters *given* for *source* that *core* has too."""
    types = {parameter.key: parameter.type for parameter in source.parameters}
    own = {parameter.key: parameter.type for parameter in core.parameters}
    return {key: value for key, value in given.items() if key in own and own[key] == types[key]}


# Facts


class Types:
    """The types of the facts of a tree."""

    def __init__(self, core: RulesetCore) -> None:
        self.of: dict[str, Type] = {i.key: i.type for ruleset in rulesets(core) for i in ruleset.indicators}


def _moved(facts: Facts, other: Facts | None, before: Types, after: Types) -> Facts:
    """Return *facts*, read for a ruleset with the types *before*, for one with *after*.

    A fact of another type there is left out, unless *other*, which were read for the other ruleset, have the same.
    """
    if before.of == after.of:
        return facts
    same = other.values if other is not None else {}
    values = {k: v for k, v in facts.values.items() if before.of.get(k) == after.of.get(k) or same.get(k) == v}
    children = {}
    for level, units in facts.children.items():
        others = {one.unit: one for one in (other.children.get(level, ()) if other else ())}
        children[level] = tuple(_moved(unit, others.get(unit.unit), before, after) for unit in units)
    return evolve(facts, values=values, children=children)
