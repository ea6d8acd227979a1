"""How a rule was judged, step by step: whether it applies, its exceptions, its condition, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ankang_rules.core import nodes as n
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.explain import terms as say
from ankang_rules.explain.sentences import operand, sentence
from ankang_rules.explain.tree import Branch, Trees
from ankang_rules.explain.units import Path
from ankang_rules.explain.words import Words
from ankang_rules.model.outcome import NO, YES
from ankang_rules.model.types import YesNo
from ankang_rules.source import Bilingual


@frozen
class Step:
    """One step, under the keyword *title*; None for a part of the rule that was not looked at."""

    title: Bilingual | None
    tree: Branch


def steps(
    judgement: Judgement, result: RuleResult, words: Words, unit: Path = (), trees: Trees | None = None
) -> Iterator[Step]:
    """Yield the steps by which *result* was found, for *unit* where it is asked of one below.

    Of a rule about each unit of a level only what comes before the units.
    """
    yield from _Steps(trees or Trees(judgement, words), result, words, unit).all()


def is_for_each(result: RuleResult, unit: Path) -> bool:
    """Whether *result* is about each unit of a level, and none of them is in hand."""
    return result.rule.for_each is not None and not unit


class _Steps:
    def __init__(self, trees: Trees, result: RuleResult, words: Words, unit: Path) -> None:
        self.trees, self.result, self.rule = trees, result, result.rule
        self.words, self.lang, self.unit = words, words.lang, unit

    def all(self) -> Iterator[Step]:
        yield from self._applies()
        if not is_for_each(self.result, self.unit):
            yield from self._condition()
        elif self.result.bars or any(when.outcome != YES for when in self.result.whens):
            yield self._left_out(self.rule.condition, self._why_left_out())

    def _applies(self) -> Iterator[Step]:
        for when in self.result.whens:
            yield Step(say.when, self.trees.of(when, self.unit))
        for bar in self.result.bars:
            if bar.trace is None:
                yield Step(say.applies, Branch(f"✗ {bar.what(self.lang)}"))

    def _condition(self) -> Iterator[Step]:
        for exception, test in zip(self.rule.exceptions, self.result.exceptions, strict=False):
            yield Step(say.except_when, self.trees.of(test, self.unit))
            if test.outcome == NO:
                yield self._left_out(exception.condition, say.not_in_effect)
        force = say.must if self.rule.force == "must" else say.should
        if self.result.condition is None:
            yield self._left_out(self.rule.condition, self._why_left_out())
            return
        if self.result.condition.node is not self.rule.condition:
            yield self._left_out(self.rule.condition, say.instead_an_exception)
            force = say.instead
        yield Step(force, self.trees.of(self.result.condition, self.unit))
        if self.rule.due is not None:
            yield Step(say.due, Branch(self._due()))

    def _left_out(self, node: n.Node, because: Bilingual) -> Step:
        what = sentence(node, self.words).inline() if node.type == YesNo() else operand(node, self.words)
        return Step(None, Branch(f"– {say.not_looked_at(what, because=because)(self.lang)}"))

    def _why_left_out(self) -> Bilingual:
        if self.result.bars:
            return say.does_not_apply
        if any(when.outcome not in (YES, NO) for when in self.result.whens):
            return say.whether_it_applies
        return say.exceptions_open

    def _due(self) -> str:
        assert self.rule.due is not None
        written = operand(self.rule.due, self.words)
        return say.equals(written, self.result.due.isoformat()) if self.result.due else written
