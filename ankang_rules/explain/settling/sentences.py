"""Sets of facts that settle something, as text."""

from __future__ import annotations

from ankang_rules.evaluate.results import Judgement
from ankang_rules.explain import catalogue as say
from ankang_rules.explain.amounts import outcome_text
from ankang_rules.explain.filling import indicator_of, place_type
from ankang_rules.explain.settling.settle import SettlingSet
from ankang_rules.explain.words import Words
from ankang_rules.model.outcome import Outcome, Reason


def set_text(judgement: Judgement, one: SettlingSet, words: Words, *, with_example: bool) -> str:
    """Return the names of the facts of a set and, asked for, an example of what would settle it."""
    example = _example(judgement, one, words) if with_example else ""
    return f"{words.facts(one.facts)}{example}"


def _example(judgement: Judgement, one: SettlingSet, words: Words) -> str:
    values = [_value(judgement, reason, outcome, words) for reason, outcome in one.example]
    return say.for_example(say.joined(values, words.lang), one.status.label(words.lang))(words.lang)


def _value(judgement: Judgement, reason: Reason, outcome: Outcome, words: Words) -> str:
    return outcome_text(outcome, place_type(indicator_of(reason.subject, [judgement.core]), reason), words.lang)
