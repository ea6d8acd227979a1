"""Cases → how often each rule, and each condition in it, ended how.

A rule counts in the cases that expect something of it: in the others nobody looked. A condition is known by what it
says, not by where it stands, so that a new layout changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import frozen

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.evaluate.results import RuleResult
from ankang_rules.evaluate.trace import Trace
from ankang_rules.model.outcome import NO, YES
from ankang_rules.model.status import Status
from ankang_rules.model.types import YesNo
from ankang_rules.source import Bilingual
from ankang_rules.testing.cases.case import Ran
from ankang_rules.testing.spelling import Spelling


@frozen
class Tally:
    """How often a rule ended in each status; *conditions* the same of each condition in it."""

    rule: str
    ended: Counter[Status]
    conditions: tuple[tuple[Bilingual, Counter[Status]], ...]

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
    spelling = Spelling(core)
    conditions = {rule.id: _conditions(rule.expressions(), spelling) for rule in core.rules}
    return tuple(_tally(rule, texts, results.get(rule, []), spelling) for rule, texts in conditions.items())


def _tally(rule: str, conditions: Iterable[Bilingual], results: list[RuleResult], spelling: Spelling) -> Tally:
    texts = {text("en"): text for text in conditions}
    found: dict[str, Counter[Status]] = {text: Counter() for text in texts}
    for result in results:
        for text, status in _outcomes(result, spelling):
            if text in found:
                found[text][status] += 1
    return Tally(
        rule, Counter(result.status for result in results), tuple((texts[text], ended) for text, ended in found.items())
    )


def _conditions(expressions: Iterable[n.Node], spelling: Spelling) -> Iterator[Bilingual]:
    for expression in expressions:
        for node in n.walk(expression):
            if isinstance(node.type, YesNo) and not isinstance(node, n.Constant | n.MonthOf):
                yield spelling.of(node)


def _outcomes(result: RuleResult, spelling: Spelling) -> Iterator[tuple[str, Status]]:
    traces = [result.condition, result.agreeing, *result.whens, *result.exceptions]
    for case in result.cases:
        yield from _outcomes(case.result, spelling)
    stack = [trace for trace in traces if trace is not None]
    while stack:
        trace: Trace = stack.pop()
        if isinstance(trace.node.type, YesNo):
            yield spelling.english(trace.node), _truth(trace)
        stack.extend(trace.parts)


def _truth(trace: Trace) -> Status:
    return Status.PASS if trace.outcome == YES else Status.FAIL if trace.outcome == NO else Status.UNKNOWN
