"""A judgement of which only the statuses are known so far: the rest is found when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import RLock
from typing import Any, Final, Protocol

from ankang_rules.core import nodes as n
from ankang_rules.core.kept import kept
from ankang_rules.core.ruleset import Group, Rule, RulesetCore
from ankang_rules.evaluate.ask import warnings_of
from ankang_rules.evaluate.judge import Judging, awards_of, groups_of, score_of, whens_of
from ankang_rules.evaluate.reference import Asked
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.evaluate.trace import Trace, trace_in_part
from ankang_rules.facts.facts import Facts
from ankang_rules.model.frozen import Frozen
from ankang_rules.model.outcome import NO, YES
from ankang_rules.model.status import Status

_NOTHING: Final[Mapping[str, Any]] = {
    **dict.fromkeys(("whens", "exceptions", "bars", "cases"), ()),
    **dict.fromkeys(("due", "agreeing", "followed")),
    "reasons": frozenset(),
}
"""What there is beside its condition to a rule that is settled by it alone."""


class Traced(Protocol):
    """Traces the rules of one unit without the reference, and equal to it; None where that takes the reference."""

    def rule(self, number: int) -> RuleResult | None: ...

    def parts(self, number: int) -> tuple[Trace, ...] | None:
        """Return the parts of the condition of a rule that is settled by it."""

    def definitions(self) -> Mapping[str, Trace] | None: ...


class Untraced:
    """Leaves everything to the reference."""

    def rule(self, number: int) -> None:
        return None

    def parts(self, number: int) -> None:
        return None

    def definitions(self) -> None:
        return None


def judged_later(
    core: RulesetCore,
    asked: Asked,
    status: Status,
    statuses: tuple[Status, ...],
    facts: Callable[[], Facts],
    traced: Traced = Untraced(),
) -> Judgement:
    """Return the judgement of one unit, without units below, that ends with *status* and its rules with *statuses*.

    *facts* reads the facts, and must always come to the same, without raising. It is called for what *traced* does not
    take.
    """
    later = _Later(core, asked, statuses, facts, traced)
    return Judgement.in_part(later.field, core=core, asked=asked, status=status)


@kept
def _numbered(core: RulesetCore) -> tuple[tuple[int, Rule, n.Node | None], ...]:
    """Return each rule with its number, and its condition where nothing else can make it pass or fail."""
    groups = {group.key: group for group in core.groups}
    return tuple(
        (number, rule, rule.condition if _is_by_condition_alone(core, groups.get(rule.group or ""), rule) else None)
        for number, rule in enumerate(core.rules)
    )


def _is_by_condition_alone(core: RulesetCore, group: Group | None, rule: Rule) -> bool:
    return not (rule.exceptions or rule.due or rule.for_each or whens_of(core, group, rule))


class _Later:
    def __init__(
        self,
        core: RulesetCore,
        asked: Asked,
        statuses: tuple[Status, ...],
        facts: Callable[[], Facts],
        traced: Traced,
    ) -> None:
        self._core, self._asked, self._statuses, self._read, self._traced = core, asked, statuses, facts, traced
        self._found: dict[str, Any] = {}
        self._results: dict[int, RuleResult] = {}
        # Judging is of one thread, so they take turns; a field may be made of others.
        self._turn = RLock()

    def field(self, judgement: Judgement | None, name: str) -> Any:
        """Return one field of the judgement."""
        with self._turn:
            if name not in self._found:
                self._found[name] = getattr(self, f"_{name}")()
            return self._found[name]

    def _one(self, name: str) -> Any:
        return self.field(None, name)

    def _judging(self) -> Judging:
        return Judging(self._core, self._one("facts"), self._asked)

    def _facts(self) -> Facts:
        return self._read()

    # Rules

    def _rules(self) -> tuple[RuleResult, ...]:
        results, statuses, of_rule, parts = [], self._statuses, self._of_rule, self._parts
        passes, fails = Status.PASS, Status.FAIL
        for number, rule, condition in _numbered(self._core):
            status = statuses[number]
            result = object.__new__(RuleResult)  # as in_part makes one, without a call
            fields = result.__dict__
            fields["_later"], fields["rule"], fields["status"], fields["number"] = of_rule, rule, status, number
            if condition is not None and (status is passes or status is fails):
                fields["condition"] = trace_in_part(condition, YES if status is passes else NO, parts, number)
            results.append(result)
        return tuple(results)

    def _parts(self, number: int) -> tuple[Trace, ...]:
        """Return the parts of the condition of a rule that is settled by it alone."""
        found = self._traced.parts(number)
        if found is None:
            condition = self._result(number).condition
            assert condition is not None
            return condition.parts
        return found

    def _of_rule(self, result: RuleResult, name: str) -> Any:
        """Return one field of *result*."""
        if name in _NOTHING and "condition" in result.__dict__:
            return _NOTHING[name]
        return getattr(self._result(result.__dict__["number"]), name)

    def _result(self, number: int) -> RuleResult:
        with self._turn:
            if number not in self._results:
                found = self._traced.rule(number)
                self._results[number] = found or self._one("judging").rule(self._core.rules[number])
            return self._results[number]

    def _definitions(self) -> Any:
        found = self._traced.definitions()
        return Frozen(self._one("judging").definitions if found is None else found)

    # Folding

    def _groups(self) -> Any:
        return groups_of(self._core, self._one("rules"), lambda _: False)

    def _score(self) -> Any:
        return score_of(self._one("rules"))

    def _awards(self) -> Any:
        return awards_of(self._core, self._one("rules"))

    def _warnings(self) -> Any:
        facts = self._one("facts")
        return (*facts.warnings, *warnings_of(self._core, facts, self._asked))

    def _children(self) -> Any:
        return Frozen()
