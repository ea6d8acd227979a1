"""A judgement of which only the statuses are known so far: the rest is found when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from threading import RLock
from typing import Any

from attrs import field, frozen

from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.evaluate.ask import warnings_of
from ankang_rules.evaluate.judge import AskedOf, Judging, awards_of, groups_of, score_of
from ankang_rules.evaluate.reference import Asked
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.evaluate.units import below
from ankang_rules.facts.facts import Facts
from ankang_rules.model.frozen import Frozen
from ankang_rules.model.status import Status


@frozen
class Ended:
    """How a unit ended: its *status*, and that of each of its rules.

    *facts* reads its facts, and must always come to the same, without raising. *children* are how the units below
    ended, and *asked_of* what is asked of the rulesets there.
    """

    core: RulesetCore
    asked: Asked
    status: Status
    statuses: tuple[Status, ...]
    facts: Callable[[], Facts]
    children: Mapping[str, tuple[Judgement, ...]] = field(factory=Frozen, converter=Frozen)
    asked_of: AskedOf | None = None


def judged_later(ended: Ended, *, is_whole: bool = True) -> Judgement:
    """Return the judgement of a unit that *ended* so; where it *is_whole* with what is odd about the facts of all.

    Whoever looks at a unit holds up nobody who looks at another one, but for those below it whose traces it asks for.
    """
    later = _Later(ended, is_whole)
    return Judgement.in_part(
        later.field, core=ended.core, asked=ended.asked, status=ended.status, children=ended.children
    )


class _Later:
    __slots__ = ("_ended", "_found", "_is_whole", "_turn")

    def __init__(self, ended: Ended, is_whole: bool) -> None:
        self._ended, self._is_whole = ended, is_whole
        self._found: dict[str, Any] = {}
        # Judging is of one thread, so they take turns; a field may be made of others, and of those of units below.
        # These never ask for anything above them, so that no two threads wait for each other.
        self._turn = RLock()

    def field(self, name: str) -> Any:
        """Return one field of the judgement."""
        with self._turn:
            if name not in self._found:
                self._found[name] = getattr(self, f"_{name}")()
            return self._found[name]

    def _judging(self) -> Judging:
        ended = self._ended
        units = below(ended.children, ended.core, None, ())
        return Judging(ended.core, self.field("facts"), ended.asked, units, ended.asked_of)

    def _facts(self) -> Facts:
        return self._ended.facts()

    def _rules(self) -> tuple[RuleResult, ...]:
        pairs = zip(self._ended.core.rules, self._ended.statuses, strict=True)
        return tuple([RuleResult.in_part(partial(self._of_rule, rule), rule=rule, status=s) for rule, s in pairs])

    def _of_rule(self, rule: Any, name: str) -> Any:
        """Return one field of the result of *rule*."""
        with self._turn:
            if rule.id not in self._found:
                self._found[rule.id] = self.field("judging").rule(rule)
            return getattr(self._found[rule.id], name)

    def _groups(self) -> Any:
        return groups_of(self._ended.core, self.field("rules"), lambda level: self.field("judging").is_open(level))

    def _definitions(self) -> Any:
        return Frozen(self.field("judging").definitions)

    def _score(self) -> Any:
        return score_of(self.field("rules"))

    def _awards(self) -> Any:
        return awards_of(self._ended.core, self.field("rules"))

    def _warnings(self) -> Any:
        facts = self.field("facts")
        if not self._is_whole:
            return facts.warnings
        return (*facts.warnings, *warnings_of(self._ended.core, facts, self._ended.asked))
