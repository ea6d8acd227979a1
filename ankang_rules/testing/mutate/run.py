"""Mutants and cases → which changes no case notices.

Of a case only the rules that it expects something of are judged again, and the verdict where it expects one. What it
expects of units below is about other rulesets, which have cases of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from attrs import define, frozen

from ankang_rules.core.ruleset import Rule, RulesetCore
from ankang_rules.evaluate.judge import Judging
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.evaluate.units import below
from ankang_rules.model.status import Status
from ankang_rules.testing.cases.case import Ran
from ankang_rules.testing.mutate.mutants import Mutant, mutants


@frozen
class Mutated:
    """How many mutants were *tried*, and the *survivors* among them, which no case noticed."""

    core: RulesetCore
    tried: int
    survivors: tuple[Mutant, ...]


def mutate(core: RulesetCore, ran: Iterable[Ran], only: str | None = None) -> Mutated:
    """Try every mutant of *core*, or of the rule *only*, on the cases that hold."""
    cases = [_Prepared(one, one.judgement) for one in ran if one.holds and one.judgement is not None]
    tried = 0
    survivors = []
    for mutant in mutants(core, only):
        tried += 1
        if not any(case.notices(mutant) for case in cases):
            survivors.append(mutant)
    return Mutated(core, tried, tuple(survivors))


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
    def judging(self) -> Judging:
        return self._judging(self.judgement.core)

    def _judging(self, core: RulesetCore) -> Judging:
        judgement = self.judgement
        return Judging(core, judgement.facts, judgement.asked, below(judgement.children, core, None, ()))

    def notices(self, mutant: Mutant) -> bool:
        if mutant.core is not None:
            return self._notices_core(mutant.core)
        if mutant.rule is None:
            return mutant.what in self.expected or self._changes_verdict(mutant.what, ())
        if mutant.what not in self.expected and not self.expects_verdict:
            return False
        result = self.judging.rule(mutant.rule)
        if result.status is not self.expected.get(mutant.what, result.status):
            return True
        return self._changes_verdict(mutant.what, (result,))

    def _changes_verdict(self, rule: str, instead: Sequence[RuleResult]) -> bool:
        if not self.expects_verdict:
            return False
        results = (new for old in self.judgement.rules for new in (instead if old.id == rule else (old,)))
        return self.judging.verdict(tuple(results)) is not self.judgement.status

    def _notices_core(self, core: RulesetCore) -> bool:
        judging = self._judging(core)
        wanted = self._rules(core)
        results = [judging.rule(rule) for rule in wanted]
        if any(result.status is not self.expected.get(result.id, result.status) for result in results):
            return True
        return self.expects_verdict and judging.verdict(tuple(results)) is not self.judgement.status

    def _rules(self, core: RulesetCore) -> Iterator[Rule]:
        return (rule for rule in core.rules if self.expects_verdict or rule.id in self.expected)
