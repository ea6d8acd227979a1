"""One rule argued in full: the argument, the condition as it is written, the tree of its judgement, its parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Group
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.explain import terms as say
from ankang_rules.explain.layout import hanging, padded, wrapped
from ankang_rules.explain.marks import MARKS
from ankang_rules.explain.reads import Reads
from ankang_rules.explain.steps import is_for_each, steps
from ankang_rules.explain.text import explain_rule
from ankang_rules.explain.tree import Trees, draw, parameter_text
from ankang_rules.explain.units import Path
from ankang_rules.explain.words import Words
from ankang_rules.model.status import Status
from ankang_rules.source import Bilingual, Language, Span, display_width

_MOST_CASES = 12


def in_full(judgement: Judgement, result: RuleResult, lang: Language, width: int = 80, unit: Path = ()) -> str:
    """Return everything there is to say about how one rule ended, for *unit* where it is asked of one below."""
    return "\n".join(_InFull(judgement, result, lang, width, unit).whole())


class _InFull:
    def __init__(self, judgement: Judgement, result: RuleResult, lang: Language, width: int, unit: Path = ()) -> None:
        self.unit = unit
        self.judgement, self.result, self.rule = judgement, result, result.rule
        self.lang, self.width = lang, width
        self.words = Words(judgement.core, lang)
        self.trees = Trees(judgement, self.words)

    def whole(self) -> Iterator[str]:
        yield from self._argument()
        yield from self._as_written()
        yield ""
        yield f"{say.step_by_step(self.lang)}"
        yield from self._steps()
        yield from self._parameters()

    def _argument(self) -> Iterator[str]:
        title, *lines = explain_rule(self.judgement, self.result, self.lang, self.unit).splitlines()
        for line in (title, *lines):
            indent = line[: len(line) - len(line.lstrip())]
            head, *rest = wrapped(line.lstrip(), self.width - len(indent) - 2)
            yield f"{indent}{head}"
            yield from (f"{indent}  {text}" for text in rest)

    # As written

    def _as_written(self) -> Iterator[str]:
        written = [(title, node) for title, node in self._clauses() if node.span is not None]
        if not written:
            return
        yield ""
        place = self.rule.span or written[0][1].span
        assert place is not None
        yield f"{say.as_written(self.lang)}  {place.source.name}:{place.line}"
        titles = max(display_width(title(self.lang)) for title, _ in written)
        for title, node in written:
            assert node.span is not None
            text = re.sub(r"\s+", " ", _closed(node.span))
            yield from hanging(f"  {padded(title(self.lang), titles)}  ", text, self.width)

    def _clauses(self) -> Iterator[tuple[Bilingual, n.Node]]:
        yield (say.must if self.rule.force == "must" else say.should), self.rule.condition
        for covering in (self.judgement.core, self._group(), self.rule):
            if covering is not None and covering.when is not None:
                yield say.when, covering.when
        for exception in self.rule.exceptions:
            yield say.except_when, exception.when
            yield say.instead, exception.condition
        if self.rule.due is not None:
            yield say.due, self.rule.due

    def _group(self) -> Group | None:
        return next((group for group in self.judgement.core.groups if group.key == self.rule.group), None)

    # Step by step

    def _steps(self) -> Iterator[str]:
        widest = _widest(self.lang)
        for step in steps(self.judgement, self.result, self.words, self.unit, self.trees):
            if step.title is None:
                yield from hanging("  – ", step.tree.text.removeprefix("– "), self.width)
                continue
            before = f"  {padded(step.title(self.lang), widest)}  "
            for line in draw(step.tree, self.width - display_width(before)):
                yield f"{before}{line}"
                before = " " * display_width(before)
        if is_for_each(self.result, self.unit):
            yield from self._cases()

    def _cases(self) -> Iterator[str]:
        """The steps for each unit, those first that keep the rule from passing."""
        order = (Status.FAIL, Status.UNKNOWN, Status.PASS, Status.NOT_APPLICABLE)
        cases = sorted(self.result.cases, key=lambda case: order.index(case.result.status))
        for case in cases[:_MOST_CASES]:
            status = case.result.status
            yield f"  {MARKS[status]} {'/'.join(case.unit)}  {status.label(self.lang)}"
            inner = _InFull(self.judgement, case.result, self.lang, self.width - 2, case.unit)
            yield from (f"  {line}" for line in inner._steps())
        if len(cases) > _MOST_CASES:
            yield f"  … {say.more_units(len(cases) - _MOST_CASES)(self.lang)}"

    # Parameters

    def _parameters(self) -> Iterator[str]:
        keys = Reads(self.judgement.core).parameters(self.rule)
        if not keys:
            return
        yield ""
        yield say.used_parameters(self.lang)
        for key in keys:
            text = say.equals(self.words.name(key), parameter_text(self.judgement, key, self.words))
            yield from hanging("  ", text, self.width)


def _widest(lang: Language) -> int:
    titles = (say.must, say.should, say.when, say.applies, say.except_when, say.instead, say.due)
    return max(display_width(title(lang)) for title in titles)


def _closed(span: Span) -> str:
    """The text of *span* up to the brackets it opens; the span of an expression ends with its last word."""
    text, end = span.text, span.end
    for opening, closing in ("()", "[]", "{}"):
        while text.count(opening) > text.count(closing) and (end := span.source.text.find(closing, end) + 1):
            text = span.source.text[span.start : end]
    return text
