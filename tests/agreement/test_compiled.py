"""Law 5: what is compiled gives the same status for every rule as the reference, on any facts."""

import copy
import json
import pickle
import re
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import ankang_rules
from ankang_rules import FactsError, Report, Ruleset
from ankang_rules.evaluate.ask import evaluate
from ankang_rules.evaluate.results import Judgement
from ankang_rules.testing import rulesets
from ankang_rules.testing.wild_facts import asked_for, facts_for

_CASE = re.compile(r"^## ([^\n]+)\n+```rules\n(.*?)```\n+```facts\n(.*?)```", re.DOTALL | re.MULTILINE)
FOUND = _CASE.findall(Path(__file__).with_name("found.md").read_text(encoding="utf-8"))
FEW = settings.default.max_examples // 3
TRIES = 4
"""How many facts are tried on each ruleset, which takes longer to draw than they do."""


def by_reference(ruleset: Ruleset, facts: Any, **asked: Any) -> tuple[Any, ...]:
    """How the reference judges: the whole and each rule, or what it says is wrong with the facts."""
    try:
        judgement = reference(ruleset, facts, **asked)
    except FactsError as error:
        return ("refused", str(error))
    return (judgement.status, {result.id: result.status for result in judgement.rules})


def reference(ruleset: Ruleset, facts: Any, *, strict: bool = True, **asked: Any) -> Judgement:
    asked = {"year": None, "parameters": {}, **asked}
    return evaluate(ruleset.core, facts, strict=strict, **asked)


def compiled(ruleset: Ruleset, facts: Any, **asked: Any) -> tuple[Any, ...]:
    """How the compiled ruleset does."""
    try:
        decision = ruleset.decide(facts, **asked)
    except FactsError as error:
        return ("refused", str(error))
    return (decision.status, decision.rules)


def agree(ruleset: Ruleset, facts: Any, **asked: Any) -> None:
    assert by_reference(ruleset, facts, **asked) == compiled(ruleset, facts, **asked), facts


@settings(max_examples=FEW)
@given(st.data())
def test_the_compiled_ruleset_agrees_with_the_reference(data: st.DataObject) -> None:
    """Missing, none, invalid, at the boundary, huge, or all there; with another year and parameters of the caller's."""
    ruleset = data.draw(rulesets())
    for _ in range(TRIES):
        facts, asked = data.draw(facts_for(ruleset.core, invalid=True)), data.draw(asked_for(ruleset.core))
        agree(ruleset, facts, **asked, strict=False)
        agree(ruleset, facts, as_of=asked["as_of"], strict=True)
        agree(ruleset, data.draw(facts_for(ruleset.core, missing=False)), as_of=asked["as_of"])


@settings(max_examples=FEW)
@given(st.data())
def test_a_report_that_is_found_bit_by_bit_is_the_one_found_at_once(data: st.DataObject) -> None:
    """Equal in every part, in whatever order they are looked at, and so are its copies."""
    ruleset = data.draw(rulesets())
    facts = data.draw(facts_for(ruleset.core))
    whole = reference(ruleset, facts, as_of="2014-11-30")

    def report() -> Report:
        return ruleset.evaluate(facts, as_of="2014-11-30")

    assert report().judgement == whole
    assert hash(report().judgement) == hash(whole)
    assert report().judgement.warnings == whole.warnings
    assert repr(report()) == repr(Report(whole))
    assert list(report().rules) == list(whole.rules)
    assert [(r.status, r.condition, r.reasons) for r in report().rules] == [
        (r.status, r.condition, r.reasons) for r in whole.rules
    ]
    assert pickle.loads(pickle.dumps(report())) == Report(whole)
    assert copy.copy(report().judgement) == copy.deepcopy(report().judgement) == whole
    assert [evolve(r, vacuous=True) for r in report().rules] == [evolve(r, vacuous=True) for r in whole.rules]


@pytest.mark.parametrize(("title", "rules", "facts"), FOUND, ids=[title for title, *_ in FOUND])
def test_what_was_found_stays_mended(title: str, rules: str, facts: str) -> None:
    agree(ankang_rules.parse(rules, name="found.rules"), json.loads(facts), as_of="2014-11-30")
