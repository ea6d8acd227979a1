"""The lines about how to pass beneath a rule."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.explain.passing import catalogue as say
from ankang_rules.explain.passing.proposals import Proposals
from ankang_rules.explain.passing.proposing import Target, propose
from ankang_rules.source import Language


def passing_lines(judgement: Judgement, result: RuleResult, lang: Language) -> Iterator[str]:
    """Yield what makes a rule that fails pass: each proposal on a line, or why there is none."""
    yield from lines_of(propose(judgement, Target("rule", name=result.id)), lang)


def first_way(judgement: Judgement, result: RuleResult, lang: Language) -> Iterator[str]:
    """Yield, in one line, the smallest change that makes a rule that fails pass; nothing where none is found."""
    found = propose(judgement, Target("rule", name=result.id))
    if found:
        others = len(found) - 1 + found.more
        text = found[0].text(lang) + (say.or_other_ways(others)(lang) if others else "")
        yield say.line(say.to_pass(lang), text)(lang)


def lines_of(found: Proposals, lang: Language) -> Iterator[str]:
    """Yield *found* as lines: the best proposal beside the title where it is the only one, else all of them below."""
    if not found:
        yield say.no_way(found.why or say.does_not_apply)(lang)
        return
    if len(found) == 1 and not found.more:
        yield say.line(say.to_pass(lang), found[0].text(lang))(lang)
    else:
        yield say.one_of_these(lang)
        yield from (f"  · {proposal.text(lang)}" for proposal in found)
    if found.more:
        yield f"  {say.and_more(found.more)(lang)}"
    if found.why:
        yield f"  {found.why(lang)}"
