"""A judgement of which only the statuses are known so far: the rest is found when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import RLock
from typing import Any, Final, NamedTuple, Protocol

from attrs import frozen

from ankang_rules.core import nodes as n
from ankang_rules.core.kept import kept
from ankang_rules.core.ruleset import Group, Rule, RulesetCore
from ankang_rules.evaluate.ask import warnings_of
from ankang_rules.evaluate.judge import AskedOf, Judging, awards_of, groups_of, score_of, whens_of
from ankang_rules.evaluate.reference import Asked
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.evaluate.trace import Trace, trace_in_part
from ankang_rules.evaluate.units import below
from ankang_rules.evaluate.vacuous import can_be_vacuous
from ankang_rules.facts.facts import Facts, Outcomes
from ankang_rules.model.frozen import Frozen, frozen_of
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

    def outcomes(self) -> Outcomes | None:
        """Return what the facts come to, None where all of them have to be read for it."""


class Untraced:
    """Leaves everything to the reference."""

    def rule(self, number: int) -> None:
        return None

    def parts(self, number: int) -> None:
        return None

    def definitions(self) -> None:
        return None

    def outcomes(self) -> None:
        return None


UNTRACED: Final = Untraced()
_NOBODY: Final = Frozen()


class Ended(NamedTuple):
    """How a unit ended: its *status*, and that of each of its rules.

    *facts* reads its facts, and must always come to the same, without raising. *children* are how the units below
    ended, and *asked_of* what is asked of the rulesets there.
    """

    core: RulesetCore
    asked: Asked
    status: Status
    statuses: tuple[Status, ...]
    facts: Callable[[], Facts]
    children: Mapping[str, tuple[Judgement, ...]] = _NOBODY
    asked_of: AskedOf | None = None
    traced: Traced = UNTRACED


def judged_later(ended: Ended, *, is_whole: bool = True) -> Judgement:
    """Return the judgement of a unit that *ended* so; where it *is_whole* with what is odd about the facts of all.

    Whoever looks at a unit holds up nobody who looks at another one, but for those below it whose traces it asks for.
    """
    later, children = _Later(ended, is_whole), frozen_of(ended.children)
    return Judgement.in_part(
        later.of_judgement, core=ended.core, asked=ended.asked, status=ended.status, children=children
    )


@frozen
class _Plan:
    """What is known of the rules of a ruleset before any unit is.

    Beside each rule in *pairs* stands its condition, where nothing else can make it pass or fail; *certain* are the
    fields that are then certain. Rules have their numbers *by_id* and *by_condition*, whose identity is the key.
    """

    pairs: tuple[tuple[Rule, n.Node | None], ...]
    certain: tuple[Mapping[str, Any], ...]
    by_id: Mapping[str, int]
    by_condition: Mapping[int, int]


@kept
def _plan(core: RulesetCore) -> _Plan:
    groups = {group.key: group for group in core.groups}
    definitions = {definition.key: definition.expression for definition in core.definitions}
    alone = [_is_by_condition_alone(core, groups.get(rule.group or ""), rule) for rule in core.rules]
    sure = {**_NOTHING, "vacuous": False}
    return _Plan(
        tuple((rule, rule.condition if it else None) for rule, it in zip(core.rules, alone, strict=True)),
        tuple(
            {} if not it else _NOTHING if can_be_vacuous(rule.condition, definitions) else sure
            for rule, it in zip(core.rules, alone, strict=True)
        ),
        {rule.id: number for number, rule in enumerate(core.rules)},
        {id(rule.condition): number for number, rule in enumerate(core.rules) if alone[number]},
    )


def _is_by_condition_alone(core: RulesetCore, group: Group | None, rule: Rule) -> bool:
    return not (rule.exceptions or rule.due or rule.for_each or whens_of(core, group, rule))


class _Later:
    __slots__ = ("_ended", "_found", "_is_whole", "_plan", "_results", "_turn")

    def __init__(self, ended: Ended, is_whole: bool) -> None:
        self._ended, self._is_whole, self._plan = ended, is_whole, _plan(ended.core)
        self._found: dict[str, Any] = {}
        self._results: dict[int, RuleResult] = {}
        # Judging is of one thread, so they take turns; a field may be made of others, and of those of units below.
        # These never ask for anything above them, so that no two threads wait for each other.
        self._turn = RLock()

    def of_judgement(self, judgement: Judgement, name: str) -> Any:
        """Return one field of *judgement*.

        INVARIANT: results know this object, so it keeps none of them; a report is then gone with the last who held it,
        and not when Python's collector of cycles comes by.
        """
        match name:
            case "rules":
                return self._rules()
            case "groups":
                return groups_of(self._ended.core, judgement.rules, lambda level: self.field("judging").is_open(level))
            case "score":
                return score_of(judgement.rules)
            case "awards":
                return awards_of(self._ended.core, judgement.rules)
        return self.field(name)

    def field(self, name: str) -> Any:
        """Return what is found once, and does not hold any results."""
        with self._turn:
            if name not in self._found:
                self._found[name] = getattr(self, f"_{name}")()
            return self._found[name]

    def _judging(self) -> Judging:
        ended = self._ended
        units = below(ended.children, ended.core, None, ())
        facts = ended.traced.outcomes()
        if facts is None:
            facts = self.field("facts")
        return Judging(ended.core, facts, ended.asked, units, ended.asked_of)

    def _facts(self) -> Facts:
        return self._ended.facts()

    # Rules

    def _rules(self) -> tuple[RuleResult, ...]:
        results, of_rule, parts = [], self._of_rule, self._parts
        passes, fails = Status.PASS, Status.FAIL
        for (rule, condition), status in zip(self._plan.pairs, self._ended.statuses, strict=True):
            result = object.__new__(RuleResult)  # as in_part makes one, without a call
            fields = result.__dict__
            fields["_later"], fields["rule"], fields["status"] = of_rule, rule, status
            if condition is not None and (status is passes or status is fails):
                fields["condition"] = trace_in_part(condition, YES if status is passes else NO, parts)
            results.append(result)
        return tuple(results)

    def _parts(self, condition: n.Node) -> tuple[Trace, ...]:
        """Return the parts of the trace of *condition*, of a rule that is settled by it alone."""
        number = self._plan.by_condition[id(condition)]
        found = self._ended.traced.parts(number)
        if found is None:
            trace = self._result(number, by_reference=True).condition
            assert trace is not None
            return trace.parts
        return found

    def _of_rule(self, result: RuleResult, name: str) -> Any:
        """Return one field of *result*."""
        number = self._plan.by_id[result.rule.id]
        certain = self._plan.certain[number]
        if name in certain and result.status in (Status.PASS, Status.FAIL):
            fields = result.__dict__
            for other, value in certain.items():  # whoever asks for one asks for others
                fields.setdefault(other, value)
            return certain[name]
        return getattr(self._result(number), name)

    def _result(self, number: int, *, by_reference: bool = False) -> RuleResult:
        with self._turn:
            if number not in self._results:
                found = None if by_reference else self._ended.traced.rule(number)
                self._results[number] = found or self.field("judging").rule(self._ended.core.rules[number])
            return self._results[number]

    def _definitions(self) -> Any:
        found = self._ended.traced.definitions()
        return Frozen(self.field("judging").definitions if found is None else found)

    def _warnings(self) -> Any:
        facts = self.field("facts")
        if not self._is_whole:
            return facts.warnings
        return (*facts.warnings, *warnings_of(self._ended.core, facts, self._ended.asked))
