"""Traces are built for the rules that are asked about, when they are, from the facts as they were handed in."""

import gc
import weakref
from typing import Any

import pytest

import ankang_rules
from ankang_rules import NONE, FactsError, Ruleset, Status
from ankang_rules.evaluate.judge import Judging


@pytest.fixture(scope="module")
def pool() -> Ruleset:
    return ankang_rules.parse(
        "ruleset demo.pool tier pool indicator guards : count in 人 choices offices { chair, audit } "
        "indicator filled : set of offices group staff rule guarded must guards ≥ 3 rule filled must filled includes "
        "{chair} rule many should guards ≥ 10",
        name="pool.rules",
    )


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the rules that the reference was asked about, in order."""
    asked: list[str] = []
    judge = Judging.rule

    def noted(self: Judging, rule: Any) -> Any:
        asked.append(rule.id)
        return judge(self, rule)

    monkeypatch.setattr(Judging, "rule", noted)
    return asked


def test_only_rules_that_are_asked_about_are_traced(pool: Ruleset, looked_at: list[str]) -> None:
    report = pool.evaluate(guards=2, filled=["audit"])
    assert report.status is Status.FAIL
    assert [Status.FAIL] * 3 == [result.status for result in report.rules]
    assert [Status.FAIL] == [group.status for group in report.groups]
    assert [] == looked_at
    condition = report["guarded"].condition
    assert condition is not None
    assert not condition.outcome.value
    assert report["guarded"].reasons == frozenset()
    assert [] == looked_at
    assert 2 == len(condition.parts)
    assert ["pool.staff.guarded"] == looked_at


def test_a_report_is_gone_with_the_last_who_holds_it(pool: Ruleset) -> None:
    """Nothing in it waits for Python's collector of cycles, though its parts find each other."""
    report = pool.evaluate(guards=2, filled=["audit"])
    assert report.groups[0].rules[0].condition.parts
    assert report.judgement.awards == ()
    held = [weakref.ref(it) for it in (report.judgement, report.rules[0], report.rules[0].condition)]
    gc.disable()
    try:
        del report
        assert [None] * 3 == [it() for it in held]
    finally:
        gc.enable()


def test_facts_are_those_that_were_handed_in(pool: Ruleset) -> None:
    """Whoever changes them afterwards changes nothing about the report."""
    facts: dict[str, Any] = {"guards": 2, "filled": ["audit"]}
    report, before = pool.evaluate(facts), pool.evaluate(dict(facts)).explain()
    facts["guards"] = "five"
    facts["filled"].append("chair")
    assert before == report.explain()


@pytest.mark.parametrize("guards", [3, "3 人", NONE, None, 10**50])
def test_there_is_one_report_for_facts_however_they_are_given(pool: Ruleset, guards: Any) -> None:
    flat = pool.evaluate({"guards": guards, "filled": ["chair"]})
    document = pool.evaluate({"facts": {"guards": guards, "filled": ["chair"]}})
    assert document == flat
    assert document.to_dict()["rules"] == flat.to_dict()["rules"]


@pytest.mark.parametrize("facts", [{"guards": -1}, {"guard": 3}, {"guards": 3, "Guards": 3}, {"filled": "chair"}])
def test_wrong_facts_raise_at_once(pool: Ruleset, facts: dict[str, Any]) -> None:
    with pytest.raises(FactsError):
        pool.evaluate(facts)
    assert pool.evaluate(facts, strict=False).judgement.warnings


def test_there_is_no_field_but_those_there_are(pool: Ruleset) -> None:
    with pytest.raises(AttributeError, match="'RuleResult' object has no attribute 'colour'"):
        pool.evaluate(guards=1).rules[0].colour  # noqa: B018
