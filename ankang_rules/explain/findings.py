"""What a rule came to, in short: what was observed, what is required, by how much they differ, and why not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from attrs import frozen

from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.explain import catalogue as say
from ankang_rules.explain.argue import Line, Said, argue, with_values
from ankang_rules.explain.units import Path
from ankang_rules.explain.words import Words
from ankang_rules.model.status import Status
from ankang_rules.source import Language

_HOLDS = {Status.PASS: True, Status.FAIL: False, Status.UNKNOWN: None}


@frozen
class Finding:
    """What a rule came to; each part is empty where there is nothing of its kind to say."""

    observed: str = ""
    required: str = ""
    margin: str = ""
    reasons: str = ""

    def text(self, lang: Language) -> str:
        """Return all of it in one sentence."""
        return say.sentence([self.observed, self.required, self.margin, self.reasons], lang)


def finding(judgement: Judgement, result: RuleResult, lang: Language, inside: Path = ()) -> Finding:
    """Return what settled *result*, each part in one line; *inside* is the unit below that it is about."""
    words = Words(judgement.core, lang)
    said = list(_said(judgement, result, words, inside))
    return Finding(
        say.sentence(_every(one.observed for one in said) or [*_by_case(result, words)], lang),
        say.sentence(_every(one.required for one in said), lang),
        say.sentence(_every(one.margin for one in said), lang),
        say.sentence([*_every(one.decided_by for one in said), *_reasons(judgement, result, words)], lang),
    )


def _every(parts: Iterable[tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(chain.from_iterable(parts)))


def _said(judgement: Judgement, result: RuleResult, words: Words, inside: Path) -> Iterator[Said]:
    """Yield the conditions that settle *result*, outermost first: those inside one that says it all are left out."""
    if result.condition is None:
        return
    lines = [line for line in argue(result.condition, judgement, words, inside) if line.mattered]
    said = [line.said for line in _outermost(lines) if line.said and line.holds is _HOLDS.get(result.status)]
    yield from said or [Said((line.text,)) for line in lines[:1]]


def _outermost(lines: Sequence[Line]) -> Iterator[Line]:
    depth: int | None = None
    for line in lines:
        if depth is not None and line.depth > depth:
            continue
        depth = line.depth if line.said else None
        yield line


def _by_case(result: RuleResult, words: Words) -> Iterator[str]:
    """How a rule about each unit of a level ended for them, with the names of those that keep it from passing."""
    for status in (Status.FAIL, Status.UNKNOWN, Status.PASS, Status.NOT_APPLICABLE):
        names = ["/".join(case.unit) for case in result.cases if case.result.status is status]
        if names:
            text = say.of_status(len(names), status.label)(words.lang)
            is_open = status in (Status.FAIL, Status.UNKNOWN)
            yield say.unit_line(text, words.units(names))(words.lang) if is_open else text


def _reasons(judgement: Judgement, result: RuleResult, words: Words) -> Iterator[str]:
    for bar in result.bars:
        shown = with_values(bar.trace, judgement, words) if bar.trace else ""
        yield say.sentence([bar.what(words.lang), shown], words.lang)
    yield from words.reasons(result.reasons)
    if result.vacuous:
        yield say.vacuous(words.lang)
