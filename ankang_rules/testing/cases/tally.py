"""Cases → how often each rule, and each condition in it, ended how.

A rule counts in the cases that expect something of it: in the others nobody looked. A condition is known by what it
says, not by where it stands, so that a new layout changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import frozen

from ankang_rules.core import nodes as n
from ankang_rules.core.print import show
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.evaluate.results import RuleResult
from ankang_rules.evaluate.trace import Trace
from ankang_rules.model.outcome import NO, YES
from ankang_rules.model.status import Status
from ankang_rules.model.types import YesNo
from ankang_rules.testing.cases.case import Ran


@frozen
class Tally:
    """How often a rule ended in each status; *conditions* the same of each condition in it."""

    rule: str
    ended: Counter[Status]
    conditions: tuple[tuple[str, Counter[Status]], ...]

    @property
    def never(self) -> tuple[Status, ...]:
        """Which of pass and fail no case has."""
        return tuple(status for status in (Status.PASS, Status.FAIL) if not self.ended[status])


def tallies(core: RulesetCore, ran: Iterable[Ran]) -> tuple[Tally, ...]:
    """Return a tally for each rule of *core*, in its order."""
    results: dict[str, list[RuleResult]] = {}
    for one in ran:
        for compared in one.compared:
            if compared.result is not None and compared.judgement.core.name == core.name:
                results.setdefault(compared.result.id, []).append(compared.result)
    names = {one.key: one.name for one in core.indicators}
    names |= {one.key: one.name for one in core.parameters} | {one.key: one.name for one in core.definitions}
    conditions = {rule.id: _conditions(rule.expressions(), names) for rule in core.rules}
    return tuple(_tally(rule, texts, results.get(rule, []), names) for rule, texts in conditions.items())


def _tally(rule: str, conditions: Iterable[str], results: list[RuleResult], names: dict[str, str]) -> Tally:
    found: dict[str, Counter[Status]] = {text: Counter() for text in conditions}
    for result in results:
        for text, status in _outcomes(result, names):
            if text in found:
                found[text][status] += 1
    return Tally(rule, Counter(result.status for result in results), tuple(found.items()))


def _conditions(expressions: Iterable[n.Node], names: dict[str, str]) -> Iterator[str]:
    for expression in expressions:
        for node in n.walk(expression):
            if isinstance(node.type, YesNo) and not isinstance(node, n.Constant | n.MonthOf):
                yield show(node, names)


def _outcomes(result: RuleResult, names: dict[str, str]) -> Iterator[tuple[str, Status]]:
    traces = [result.condition, result.agreeing, *result.whens, *result.exceptions]
    for case in result.cases:
        yield from _outcomes(case.result, names)
    stack = [trace for trace in traces if trace is not None]
    while stack:
        trace: Trace = stack.pop()
        if isinstance(trace.node.type, YesNo):
            yield show(trace.node, names), _truth(trace)
        stack.extend(trace.parts)


def _truth(trace: Trace) -> Status:
    return Status.PASS if trace.outcome == YES else Status.FAIL if trace.outcome == NO else Status.UNKNOWN
