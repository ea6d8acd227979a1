"""A rule's result → what the page says of it: the argument part by part, what is missing, the fix, the whole trace."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.evaluate.results import Case, Judgement, RuleResult
from ankang_rules.explain import catalogue as explain_say
from ankang_rules.explain.argue import Line
from ankang_rules.explain.steps import steps
from ankang_rules.explain.text import Text
from ankang_rules.explain.units import Path
from ankang_rules.model.status import Status
from ankang_rules.report.html import catalogue as say
from ankang_rules.report.html.counting import ORDER, badge
from ankang_rules.report.html.view import Badge, CaseView, LineView, Note, RuleView, StepView
from ankang_rules.source import Language

_MOST_CASES = 12
_HOLDS = {True: Status.PASS, False: Status.FAIL, None: Status.UNKNOWN}


class Rules:
    """Makes views of the rules of *judgement*; *prefix* begins the anchors, *inside* is the unit they are asked of."""

    def __init__(self, judgement: Judgement, lang: Language, prefix: str, inside: Path = ()) -> None:
        self.judgement, self.lang, self.prefix, self.inside = judgement, lang, prefix, inside
        self.text = Text(judgement, lang, inside)
        self._numbers = {rule.id: number for number, rule in enumerate(judgement.core.rules, 1)}

    def anchor(self, rule: str) -> str:
        return f"{self.prefix}r{self._numbers[rule]}"

    def title(self, result: RuleResult) -> str:
        return result.rule.labels(self.lang) or result.rule.name

    def view(self, result: RuleResult, *, with_steps: bool) -> RuleView:
        """Return what the page says of *result*; the trace only *with_steps*."""
        cases, rest = self._cases(result)
        return RuleView(
            self.anchor(result.id),
            result.id,
            self.title(result),
            result.rule.clause or "",
            badge(result.status, self.lang),
            tuple(self._remarks(result)),
            self.lines(result),
            cases,
            rest,
            tuple(self._notes(result)),
            tuple(self._steps(result)) if with_steps else (),
        )

    def brief(self, result: RuleResult) -> RuleView:
        """Return the same without argument and trace: what it is called, how it ended, and what is missing."""
        notes = tuple(self._missing(result)) if result.status is Status.UNKNOWN else ()
        clause, shown = result.rule.clause or "", badge(result.status, self.lang)
        return RuleView(self.anchor(result.id), result.id, self.title(result), clause, shown, notes=notes)

    def _remarks(self, result: RuleResult) -> Iterator[str]:
        if result.rule.force == "should":
            yield explain_say.advice(self.lang).strip()
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

    def _cases(self, result: RuleResult) -> tuple[tuple[CaseView, ...], tuple[str, ...]]:
        """The first few units that fail or are not known, argued, and all others by name."""
        argued, rest = [], []
        for status in ORDER:
            cases = [case for case in result.cases if case.result.status is status]
            most = _MOST_CASES if status in (Status.FAIL, Status.UNKNOWN) else 0
            argued += [self._case(case) for case in cases[:most]]
            if names := ["/".join(case.unit) for case in cases[most:]]:
                title = (explain_say.further if most else explain_say.of_status)(len(names), status.label)(self.lang)
                rest.append(explain_say.unit_line(title, self.text.words.units(names))(self.lang))
        return tuple(argued), tuple(rest)

    def _case(self, case: Case) -> CaseView:
        inner = Rules(self.judgement, self.lang, self.prefix, case.unit)
        return CaseView("/".join(case.unit), badge(case.result.status, self.lang), inner.lines(case.result))

    # Around the argument

    def _notes(self, result: RuleResult) -> Iterator[Note]:
        rule, lang = result.rule, self.lang
        if result.status is Status.UNKNOWN:
            yield from self._missing(result)
        if rule.fix and result.status is Status.FAIL:
            yield Note("fix", explain_say.fix(lang), (rule.fix(lang),))
        if rule.evidence and result.status in (Status.FAIL, Status.UNKNOWN):
            yield Note("evidence", explain_say.evidence(lang), (rule.evidence(lang),))

    def _missing(self, result: RuleResult) -> Iterator[Note]:
        if lines := self.text.words.reasons(result.reasons):
            yield Note("missing", "", tuple(lines))

    def _steps(self, result: RuleResult) -> Iterator[StepView]:
        for step in steps(self.judgement, result, self.text.words, self.inside):
            yield StepView(step.title(self.lang) if step.title else "", step.tree)
