"""Mutants and cases → which changes no case notices.

Of a case only the rules that it expects something of are judged again, and the verdict where it expects one. What it
expects of units below is about other rulesets, which have cases of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from attrs import define, frozen

from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.evaluate.judge import Judging
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.evaluate.units import below
from ankang_rules.facts.facts import Facts
from ankang_rules.model.status import Status
from ankang_rules.testing.cases.case import Ran
from ankang_rules.testing.mutate.mutants import Mutant, mutants


@frozen
class Mutated:
    """How many mutants were *tried*, and the *survivors* among them, which no case noticed."""

    core: RulesetCore
    tried: int = 0
    survivors: tuple[Mutant, ...] = ()

    @property
    def is_library(self) -> bool:
        """Whether nobody is judged by it, so that no case can notice anything."""
        return is_library(self.core)


def is_library(core: RulesetCore) -> bool:
    """Whether *core* is judged only where other rulesets take its rules in."""
    return core.tier is None


def mutate(core: RulesetCore, ran: Iterable[Ran], only: str | None = None) -> Mutated:
    """Try every mutant of *core*, or of the rule *only*, on the cases that hold; of a library there are none."""
    if is_library(core):
        return Mutated(core)
    cases = _Cases.of(_Prepared(one, one.judgement) for one in ran if one.holds and one.judgement is not None)
    tried = 0
    survivors = []
    for mutant in mutants(core, only):
        tried += 1
        if not cases.notice(mutant):
            survivors.append(mutant)
    return Mutated(core, tried, tuple(survivors))


@frozen
class _Cases:
    """The cases by the rules that they expect something of, and those that expect a verdict."""

    by_rule: Mapping[str, list[_Prepared]]
    of_verdict: list[_Prepared]

    @classmethod
    def of(cls, cases: Iterable[_Prepared]) -> _Cases:
        by_rule: dict[str, list[_Prepared]] = {}
        of_verdict = []
        for case in cases:
            for rule in case.expected:
                by_rule.setdefault(rule, []).append(case)
            if case.expects_verdict:
                of_verdict.append(case)
        for listed in by_rule.values():
            listed.sort(key=lambda case: case.size)
        return cls(by_rule, of_verdict)

    def notice(self, mutant: Mutant) -> bool:
        """Whether any case notices *mutant*. One that does is asked first the next time: it is near what it noticed."""
        touched = sorted(mutant.reach) if mutant.core else [mutant.what]
        lists = [*(self.by_rule.get(rule, []) for rule in touched), self.of_verdict]
        return any(_noticed(mutant, cases) for cases in lists)


def _noticed(mutant: Mutant, cases: list[_Prepared]) -> bool:
    for i, case in enumerate(cases):
        if case.notices(mutant):
            cases.insert(0, cases.pop(i))
            return True
    return False


@define(eq=False, slots=False)
class _Prepared:
    """A case with what it takes to judge its facts again."""

    ran: Ran
    judgement: Judgement

    @cached_property
    def expected(self) -> dict[str, Status]:
        """The rules of the unit itself that something is expected of."""
        return {one.result.id: one.found for one in self.ran.compared if one.result and not one.expected.unit}

    @cached_property
    def expects_verdict(self) -> bool:
        return any(one.result is None and not one.expected.unit for one in self.ran.compared)

    @cached_property
    def size(self) -> int:
        """How many units it is about."""
        return _size(self.judgement.facts)

    @cached_property
    def judging(self) -> Judging:
        return self._judging(self.judgement.core)

    def _judging(self, core: RulesetCore) -> Judging:
        judgement = self.judgement
        return Judging(core, judgement.facts, judgement.asked, below(judgement.children, core, None, ()))

    def notices(self, mutant: Mutant) -> bool:
        if mutant.core is not None:
            return self._notices_core(mutant.core, mutant.reach)
        if mutant.rule is None:
            return mutant.what in self.expected or self._changes_verdict(self.judging, {mutant.what: None})
        if mutant.what not in self.expected and not self.expects_verdict:
            return False
        return self._notices({mutant.what: self.judging.rule(mutant.rule)}, self.judging)

    def _notices_core(self, core: RulesetCore, reach: frozenset[str]) -> bool:
        judging = self._judging(core)
        wanted = (rule for rule in core.rules if rule.id in reach)
        asked = [rule for rule in wanted if self.expects_verdict or rule.id in self.expected]
        return self._notices({rule.id: judging.rule(rule) for rule in asked}, judging)

    def _notices(self, instead: Mapping[str, RuleResult], judging: Judging) -> bool:
        if any(result.status is not self.expected.get(rule, result.status) for rule, result in instead.items()):
            return True
        return self._changes_verdict(judging, instead)

    def _changes_verdict(self, judging: Judging, instead: Mapping[str, RuleResult | None]) -> bool:
        if not self.expects_verdict:
            return False
        results = (instead.get(old.id, old) for old in self.judgement.rules)
        return judging.verdict(tuple(new for new in results if new is not None)) is not self.judgement.status


def _size(facts: Facts) -> int:
    return 1 + sum(_size(unit) for units in facts.children.values() for unit in units)
