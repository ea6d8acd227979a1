"""A rule's result → what the page says of it: the argument part by part, what is missing, the fix, the whole trace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ankang_rules.evaluate.results import Case, Judgement, RuleResult
from ankang_rules.explain import catalogue as explain_say
from ankang_rules.explain.argue import Line
from ankang_rules.explain.marks import MARKS
from ankang_rules.explain.passing.proposals import Proposals
from ankang_rules.explain.passing.proposing import Target, propose
from ankang_rules.explain.reasons import settling_lines
from ankang_rules.explain.steps import steps
from ankang_rules.explain.text import Text
from ankang_rules.explain.units import Path
from ankang_rules.model.outcome import ReasonKind
from ankang_rules.model.status import Status
from ankang_rules.report.html import catalogue as say
from ankang_rules.report.html.counting import ORDER, badge
from ankang_rules.report.html.view import Badge, CaseView, LineView, Note, RuleView, StepView
from ankang_rules.source import Language

_MOST_CASES = 12
_ARGUED = (Status.FAIL, Status.UNKNOWN)
_HOLDS = {True: Status.PASS, False: Status.FAIL, None: Status.UNKNOWN}


class Rules:
    """Makes views of the rules of *judgement*; *prefix* begins the anchors, *inside* is the unit they are asked of.

    It *proposes* so many changes that would make a rule pass; to look for them takes longer than judging it.
    """

    def __init__(
        self, judgement: Judgement, lang: Language, prefix: str, inside: Path = (), *, proposes: int = 0
    ) -> None:
        self.proposes = proposes
        self._changes: dict[str, tuple[Note, ...]] = {}
        self.judgement, self.lang, self.prefix, self.inside = judgement, lang, prefix, inside
        self.text = Text(judgement, lang, inside)
        self._numbers = {rule.id: number for number, rule in enumerate(judgement.core.rules, 1)}

    def anchor(self, rule: str) -> str:
        return f"{self.prefix}r{self._numbers[rule]}"

    def title(self, result: RuleResult) -> str:
        return result.rule.labels(self.lang) or result.rule.name

    def view(self, result: RuleResult, *, with_steps: bool) -> RuleView:
        """Return what the page says of *result*; the trace only *with_steps*."""
        return RuleView(
            self.anchor(result.id),
            result.id,
            self.title(result),
            result.rule.clause or "",
            badge(result.status, self.lang),
            tuple(self._remarks(result)),
            self.lines(result),
            self.cases(result),
            tuple(self._rest(result)),
            tuple(self._notes(result, with_settling=with_steps)),
            tuple(self._steps(result)) if with_steps else (),
        )

    def _remarks(self, result: RuleResult) -> Iterator[str]:
        if result.rule.force == "should":
            yield explain_say.advice(self.lang).strip()
        if result.followed is not None:
            yield self.text.followed(result.followed)
        if about := self.text.about(result.rule):
            yield about.strip()

    # The argument

    def lines(self, result: RuleResult) -> tuple[LineView, ...]:
        """Return the argument; of a passing rule only what carries it."""
        lines = list(self.text.argument(result))
        if result.status is Status.PASS:
            lines = [line for line in lines if line.carries]
        return tuple(self._line(line) for line in lines)

    def _line(self, line: Line) -> LineView:
        shown = None if line.is_remark else self._holds(line.holds)
        aside = "" if line.mattered else say.did_not_matter(self.lang)
        if line.said is None:
            return LineView(line.depth, shown, line.text, aside=aside)
        observed, required, margin, decided = (
            explain_say.sentence(part, self.lang)
            for part in (line.said.observed, line.said.required, line.said.margin, line.said.decided_by)
        )
        margin = explain_say.sentence([margin, decided], self.lang)
        return LineView(line.depth, shown, observed, required, margin, aside)

    def _holds(self, holds: bool | None) -> Badge:
        shown = badge(_HOLDS[holds], self.lang)
        return Badge(shown.key, shown.mark, say.holds(holds)(self.lang))

    # Rules about each unit of a level

    def cases(self, result: RuleResult) -> tuple[CaseView, ...]:
        """Return the units that fail, or are not known, argued; those of one argument together, and only the first."""
        return tuple(self._case(alike) for status in _ARGUED for alike in self._alike(result, status)[:_MOST_CASES])

    def _rest(self, result: RuleResult) -> Iterator[str]:
        """All other units by name."""
        for status in ORDER:
            most = _MOST_CASES if status in _ARGUED else 0
            names = ["/".join(case.unit) for alike in self._alike(result, status)[most:] for case in alike]
            if names:
                title = (explain_say.further if most else explain_say.of_status)(len(names), status.label)(self.lang)
                yield explain_say.unit_line(f"{MARKS[status]} {title}", self.text.words.units(names))(self.lang)

    def _alike(self, result: RuleResult, status: Status) -> list[list[Case]]:
        """The units that ended in *status*, by what is to be said about them."""
        found: dict[tuple[LineView, ...], list[Case]] = {}
        for case in result.cases:
            if case.result.status is status:
                found.setdefault(self._case_lines(case), []).append(case)
        return list(found.values())

    def _case(self, alike: Sequence[Case]) -> CaseView:
        names = self.text.words.units(["/".join(case.unit) for case in alike])
        return CaseView(names, badge(alike[0].result.status, self.lang), self._case_lines(alike[0]))

    def _case_lines(self, case: Case) -> tuple[LineView, ...]:
        return Rules(self.judgement, self.lang, self.prefix, case.unit).lines(case.result)

    # Around the argument

    def _notes(self, result: RuleResult, *, with_settling: bool) -> Iterator[Note]:
        rule, lang = result.rule, self.lang
        if result.status is Status.UNKNOWN and not self._is_said(result):
            yield Note("missing", "", tuple(self.text.words.reasons(result.reasons)))
        if with_settling and (lines := list(settling_lines(self.judgement, result, self.text.words, full=False))):
            yield Note("settle", lines[0], tuple(line.strip() for line in lines[1:]))
        if result.status is Status.FAIL:
            yield from self.fixes(result)
        if rule.evidence and result.status in (Status.FAIL, Status.UNKNOWN):
            yield Note("evidence", explain_say.evidence(lang), (rule.evidence(lang),))

    def fixes(self, result: RuleResult) -> Iterator[Note]:
        """Yield what would mend a rule that fails: the smallest changes to the facts, and what its author advises."""
        yield from self._passing(result)
        if result.rule.fix:
            yield Note("fix", explain_say.fix(self.lang), (result.rule.fix(self.lang),))

    def _passing(self, result: RuleResult) -> tuple[Note, ...]:
        if self.proposes and result.id not in self._changes:
            self._changes[result.id] = tuple(self._proposed(propose(self.judgement, Target("rule", name=result.id))))
        return self._changes.get(result.id, ())

    def _proposed(self, found: Proposals) -> Iterator[Note]:
        if len(found):
            shown = [one.text(self.lang) for one in found[: self.proposes]]
            title = say.would_pass(len(shown))(self.lang)
            if others := len(found) - len(shown) + found.more:
                shown.append(say.other_ways(others)(self.lang))
            yield Note("pass", title, tuple(shown))
        elif reason := found.reason(self.lang):
            yield Note("pass", say.no_way(self.lang), (reason,))

    def _is_said(self, result: RuleResult) -> bool:
        """Whether the argument already names everything that is missing."""
        said = "".join(line.text for line in self.text.argument(result))
        return all(
            reason.kind is ReasonKind.MISSING
            and not reason.at
            and not reason.unit
            and self.text.words.name(reason.subject) in said
            for reason in result.reasons
        )

    def _steps(self, result: RuleResult) -> Iterator[StepView]:
        for step in steps(self.judgement, result, self.text.words, self.inside):
            yield StepView(step.title(self.lang) if step.title else "", step.tree)
