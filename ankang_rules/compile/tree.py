"""A tree of units → how each of them ends, from the bottom up: each unit by the compiled ruleset of its level."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ankang_rules.compile.below import Below, members
from ankang_rules.compile.decision import CODES, STATUSES, Codes, Folding
from ankang_rules.compile.held import Unheld
from ankang_rules.compile.tracing import TracedUnit
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.evaluate.judge import AskedOf, Judging, asked_below, meant_at
from ankang_rules.evaluate.later import UNTRACED, Ended, Traced, judged_later
from ankang_rules.evaluate.reference import Asked
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.evaluate.units import Unit, below
from ankang_rules.facts.facts import Facts
from ankang_rules.model.status import Status

if TYPE_CHECKING:
    from ankang_rules.compile.compiled import Compiled

Outer = list[tuple[RulesetCore, str]]
Children = Mapping[str, tuple[Judgement, ...]]
Finder = Callable[[RulesetCore], "Compiled"]


class Tree:
    """Judges the units of one tree, all of them asked the same; of one thread."""

    def __init__(
        self, core: RulesetCore, asked: Asked, compiled: Finder, judged: Callable[[], object] | None = None
    ) -> None:
        self._compiled, self._judged = compiled, judged
        self._asked_of = asked_below(core, asked)
        self._rulesets: dict[int, _Ruleset] = {}

    def judgement(self, core: RulesetCore, facts: Facts, outer: Outer | None = None) -> Judgement:
        """Return the judgement of *core* on *facts* and the units below, of which only the statuses are known yet."""
        children: dict[str, tuple[Judgement, ...]] = {}
        for key, units in facts.children.items():
            meant = meant_at(key, core, outer or [])
            if meant is not None:
                children[key] = tuple([self.judgement(meant.core, unit, meant.outer) for unit in units])
        found = self._unit(core, facts, children, is_whole=outer is None)
        if self._judged is not None:
            self._judged()
        return found

    def _unit(self, core: RulesetCore, facts: Facts, children: Children, *, is_whole: bool) -> Judgement:
        ruleset = self._rulesets.get(id(core))
        if ruleset is None:
            ruleset = self._rulesets[id(core)] = _Ruleset(self._compiled(core), self._asked_of)
        unit = _Unit(ruleset, facts, children)
        codes = unit.codes()
        statuses = tuple([STATUSES[code] for code in codes])
        status = unit.whole(codes)
        ended = Ended(core, ruleset.asked, status, statuses, lambda: facts, children, self._asked_of, unit.traced)
        return judged_later(ended, is_whole=is_whole)


class _Ruleset:
    """One ruleset of the tree, and what is asked of it."""

    def __init__(self, compiled: Compiled, asked_of: AskedOf) -> None:
        self.compiled, self.core, self.asked_of = compiled, compiled.core, asked_of
        self.asked = asked_of(self.core)
        self.setting = compiled.setting(self.asked, asked_of)
        self.folding = Folding.of(self.core)
        self.alternatives = frozenset(group.key for group in self.core.groups if group.any_of and group.for_each)
        """Groups of which one rule is enough for each unit of a level: they fold unit by unit."""


def _nothing() -> None:
    """Return what the facts come to as they were handed in: they were read, so that they are not read once more."""


class _Unit:
    """One unit at its turn."""

    def __init__(self, ruleset: _Ruleset, facts: Facts, children: Children) -> None:
        self._of, self._facts, self._children = ruleset, facts, children
        self._results: dict[str, RuleResult] = {}
        self.traced: Traced = UNTRACED

    @cached_property
    def _judging(self) -> Judging:
        of = self._of
        return Judging(of.core, self._facts, of.asked, below(self._children, of.core, None, ()), of.asked_of)

    def _by_reference(self, number: int) -> Any:
        rule = self._of.core.rules[number]
        found = self._judging.rule(rule)
        if rule.group in self._of.alternatives:
            self._results[rule.id] = found
        return CODES[found.status]

    def codes(self) -> Codes:
        compiled = self._of.compiled
        try:
            row, whole = compiled.rows.of_facts(self._facts)
            units = (self._below(),) if self._of.core.levels else ()
        except Unheld:
            return tuple(map(self._by_reference, range(len(self._of.core.rules))))
        call = self._of.setting
        self.traced = TracedUnit(call.plan.tracing, call.asked, row, call.told, _nothing)
        return compiled.codes(row, whole, call, self._by_reference, *units)

    def _below(self) -> Below:
        core = self._of.core
        return Below(core, Unit(self._facts, members(self._children, core)), self._of.asked.as_of)

    def whole(self, codes: Codes) -> Status:
        if not self._of.alternatives:
            return STATUSES[self._of.folding.whole(codes)]
        pairs = zip(self._of.core.rules, codes, strict=True)
        return self._judging.verdict(
            tuple([self._results.get(rule.id) or RuleResult(rule, STATUSES[code]) for rule, code in pairs])
        )
