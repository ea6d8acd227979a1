"""A judgement of which only the statuses are known so far: the rest is found when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import RLock
from typing import Any

from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.evaluate.ask import warnings_of
from ankang_rules.evaluate.judge import Judging, awards_of, groups_of, score_of
from ankang_rules.evaluate.reference import Asked
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.facts.facts import Facts
from ankang_rules.model.frozen import Frozen
from ankang_rules.model.status import Status


def judged_later(
    core: RulesetCore, asked: Asked, status: Status, statuses: tuple[Status, ...], facts: Callable[[], Facts]
) -> Judgement:
    """Return the judgement of one unit, without units below, that ends with *status* and its rules with *statuses*.

    *facts* reads the facts, and must always come to the same, without raising.
    """
    later = _Later(core, asked, statuses, facts)
    return Judgement.in_part(later.field, core=core, asked=asked, status=status)


class _Later:
    def __init__(
        self, core: RulesetCore, asked: Asked, statuses: tuple[Status, ...], facts: Callable[[], Facts]
    ) -> None:
        self._core, self._asked, self._statuses, self._read = core, asked, statuses, facts
        self._found: dict[str, Any] = {}
        # Judging is of one thread, so they take turns; a field may be made of others.
        self._turn = RLock()

    def field(self, name: str) -> Any:
        """Return one field of the judgement."""
        with self._turn:
            if name not in self._found:
                self._found[name] = getattr(self, f"_{name}")()
            return self._found[name]

    def _judging(self) -> Judging:
        return Judging(self._core, self.field("facts"), self._asked)

    def _facts(self) -> Facts:
        return self._read()

    def _rules(self) -> tuple[RuleResult, ...]:
        pairs = zip(self._core.rules, self._statuses, strict=True)
        return tuple([RuleResult.in_part(partial(self._of_rule, rule), rule=rule, status=s) for rule, s in pairs])

    def _of_rule(self, rule: Any, name: str) -> Any:
        """Return one field of the result of *rule*."""
        with self._turn:
            if rule.id not in self._found:
                self._found[rule.id] = self.field("judging").rule(rule)
            return getattr(self._found[rule.id], name)

    def _groups(self) -> Any:
        return groups_of(self._core, self.field("rules"), lambda _: False)

    def _definitions(self) -> Any:
        return Frozen(self.field("judging").definitions)

    def _score(self) -> Any:
        return score_of(self.field("rules"))

    def _awards(self) -> Any:
        return awards_of(self._core, self.field("rules"))

    def _warnings(self) -> Any:
        facts = self.field("facts")
        return (*facts.warnings, *warnings_of(self._core, facts, self._asked))

    def _children(self) -> Any:
        return Frozen()
