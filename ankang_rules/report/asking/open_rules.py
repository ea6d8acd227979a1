"""On which open rules the verdict of a unit rests, the facts that each asks for, and the ways to decide it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.evaluate.units import UNDECIDED
from ankang_rules.explain.settling.goals import Goals
from ankang_rules.explain.settling.ways import OPEN, Ways
from ankang_rules.explain.units import Path
from ankang_rules.model.outcome import Reason
from ankang_rules.model.status import Status


@frozen
class OpenRule:
    """An undecided rule, the *facts* that may help to decide it, in order, and the *ways* of which one is needed."""

    result: RuleResult
    facts: tuple[Reason, ...]
    ways: Ways


def open_rules(judgement: Judgement, goals: Goals) -> Iterator[OpenRule]:
    """Yield the undecided rules on which the verdict of the unit of *judgement* rests, in the order of the ruleset."""
    resting = [
        (result, [way for ways in goals.rule(result).values() for way in ways]) for result in _resting_on(judgement)
    ]
    for result, ways in resting:
        named = set[Reason]().union(*ways)
        if not goals.families.complete:
            named |= set(_asked_for(result.reasons, (), goals))
        goals.families.note(named)
        yield OpenRule(result, goals.families.in_order(named), ways)


def _asked_for(reasons: Iterable[Reason], path: Path, goals: Goals) -> Iterator[Reason]:
    """Yield what facts would mend of *reasons* of the unit at *path*; of an open verdict, what its rules ask for."""
    for reason in reasons:
        there = (*path, *reason.unit)
        if reason.subject == UNDECIDED and reason.unit:
            for result in _resting_on(goals.judged(there)):
                yield from _asked_for(result.reasons, there, goals)
        elif reason.kind in OPEN:
            yield evolve(reason, unit=there)


def ways_to_decide(judgement: Judgement, goals: Goals, rules: Iterable[OpenRule]) -> Ways:
    """Return ways to decide the unit: one failure is enough, of a rule or of a group that one rule would pass.

    They are not cut down to the smallest: what an answer leaves open is wanted too.
    """
    groups = {group.group.key: group for group in judgement.groups if group.group.any_of}
    named = dict.fromkeys(rule.result.rule.group for rule in rules)
    failing = [goals.group(groups[name])[Status.FAIL] for name in named if name in groups]
    failing += [goals.rule(rule.result)[Status.FAIL] for rule in rules if rule.result.rule.group not in groups]
    return [way for ways in [*failing, goals.unit()[Status.PASS]] for way in ways]


def beside(judgement: Judgement) -> int:
    """Return how many undecided rules there are on which the verdict does not rest."""
    undecided = sum(result.status is Status.UNKNOWN for result in judgement.rules)
    resting = _resting_on(judgement) if judgement.status is Status.UNKNOWN else []
    return undecided - len(resting)


def _resting_on(judgement: Judgement) -> list[RuleResult]:
    settled = {group.group.key for group in judgement.groups if group.status is not Status.UNKNOWN}
    return [
        result
        for result in judgement.rules
        if result.status is Status.UNKNOWN and result.rule.force == "must" and result.rule.group not in settled
    ]
