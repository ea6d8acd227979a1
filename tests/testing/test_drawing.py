"""What the public strategies draw is what they say: over every shipped rule, and over rulesets that are drawn."""

from typing import Any

import pytest
from hypothesis import Phase, find, given, note, settings
from hypothesis import strategies as st

import ankang_rules
from ankang_rules import Status
from ankang_rules.door import RuleHandle, Ruleset
from ankang_rules.testing import Unsatisfiable, boundary, facts, failing, passing, rulesets, units, unknown

SHIPPED = [ankang_rules.load(f"ankang.{name}") for name in ("common", "county", "town", "village", "programme")]
RULES = [rule for ruleset in SHIPPED for rule in ruleset.rules if ruleset.name != "ankang.programme"]


def failing_rules(ruleset: Ruleset, drawn: Any) -> set[str]:
    return {rule.id for rule in ruleset.evaluate(drawn).rules if rule.status is Status.FAIL}


def keeps_its_word(rule: RuleHandle, data: st.DataObject) -> None:
    """Draw once of each kind that there is, and judge it."""
    ruleset = rule.ruleset
    for strategy, status in ((passing, Status.PASS), (unknown, Status.UNKNOWN)):
        try:
            drawn = data.draw(strategy(rule))
        except Unsatisfiable:
            continue
        assert ruleset.evaluate(drawn)[rule.id].status is status, (rule.id, drawn)
    for only in (False, True):
        try:
            drawn = data.draw(failing(rule, only=only))
        except Unsatisfiable:
            continue
        found = failing_rules(ruleset, drawn)
        assert found == {rule.id} if only else rule.id in found, (rule.id, drawn)
    try:
        edge = data.draw(boundary(rule))
    except Unsatisfiable:
        return
    assert ruleset.evaluate(edge.facts)[rule.id].status is edge.status, (rule.id, edge)


@settings(max_examples=8)
@given(st.sampled_from(RULES), st.data())
def test_what_is_drawn_for_a_shipped_rule_is_what_was_asked_for(rule: RuleHandle, data: st.DataObject) -> None:
    keeps_its_word(rule, data)


FIRST = settings(max_examples=1, phases=[Phase.generate], database=None)
"""Draws the simplest alone."""


@pytest.mark.parametrize("rule", RULES[::3], ids=lambda rule: rule.id)
def test_a_shipped_rule_can_pass_fail_alone_and_be_unknown(rule: RuleHandle) -> None:
    """Not one of them is out of reach: a third of them, as the others are drawn above."""
    for strategy, status in ((passing, Status.PASS), (unknown, Status.UNKNOWN)):
        drawn = find(strategy(rule), lambda _: True, settings=FIRST)
        assert rule.ruleset.evaluate(drawn)[rule.id].status is status
    alone = find(failing(rule), lambda _: True, settings=FIRST)
    assert {rule.id} == failing_rules(rule.ruleset, alone)


@settings(max_examples=12)
@given(st.data())
def test_what_is_drawn_for_a_drawn_rule_is_what_was_asked_for(data: st.DataObject) -> None:
    ruleset = data.draw(rulesets())
    if ruleset.rules:
        rule = data.draw(st.sampled_from(ruleset.rules))
        note(str(rule.rule))
        keeps_its_word(rule, data)


SIMPLE = ankang_rules.parse("""\
ruleset demo.pool tier pool
indicator guards : count in 人
indicator swimmers : count in 人
indicator lit : yes/no
rule guarded must guards ≥ 10% of swimmers
rule crowded must swimmers ≤ 300
rule lit must lit
rule twice must lit and guards ≥ 2
rule idle must yes
""")


def test_what_is_drawn_shrinks_to_what_a_person_would_write() -> None:
    """The fewest facts, and simple numbers."""
    guarded = SIMPLE.rule("guarded")
    assert {"facts": {"guards": 100, "swimmers": 1000}} == find(passing(guarded), lambda _: True)
    assert {"facts": {}} == find(unknown(guarded), lambda _: True)
    assert {"facts": {"lit": True}} == find(passing(SIMPLE.rule("lit")), lambda _: True)
    busy = find(passing(guarded), lambda drawn: "lit" in drawn["facts"])
    assert {"swimmers", "guards", "lit"} == set(busy["facts"])


def test_a_bound_is_drawn_at_and_beside_it() -> None:
    strategy = boundary(SIMPLE.rule("crowded"))
    edges = {where: find(strategy, lambda edge, w=where: edge.where == w) for where in ("at", "below", "above")}
    assert {"at": 300, "below": 299, "above": 301} == {w: edge.facts["facts"]["swimmers"] for w, edge in edges.items()}
    assert {"at": Status.PASS, "below": Status.PASS, "above": Status.FAIL} == {w: e.status for w, e in edges.items()}


def test_a_rule_that_never_fails_alone_is_told_with_those_that_fail_with_it() -> None:
    with pytest.raises(Unsatisfiable, match=r"`pool\.lit` never fails alone: `pool\.twice` fails with it") as refused:
        failing(SIMPLE.rule("lit"))
    assert ("pool.twice",) == refused.value.rules
    assert find(failing(SIMPLE.rule("lit"), only=False), lambda _: True) == {"facts": {"lit": False}}


@pytest.mark.parametrize("only", [True, False])
def test_a_rule_that_cannot_fail_is_not_said_to_fail_in_company(only: bool) -> None:
    with pytest.raises(Unsatisfiable, match=r"^no facts were found on which `pool\.idle` fails$") as refused:
        failing(SIMPLE.rule("idle"), only=only)
    assert () == refused.value.rules


@pytest.mark.parametrize("strategy", [failing, unknown, boundary])
def test_what_there_is_not_is_said_where_it_is_asked_for(strategy: Any) -> None:
    with pytest.raises(Unsatisfiable, match=r"`pool\.idle`"):
        strategy(SIMPLE.rule("idle"))


@settings(max_examples=8)
@given(st.sampled_from(SHIPPED), st.data())
def test_facts_at_large_are_legal(ruleset: Ruleset, data: st.DataObject) -> None:
    """With everything given, with some of it, and with units below."""
    ruleset.evaluate(data.draw(facts(ruleset)))
    whole = data.draw(facts(ruleset, missing=False))
    assert len(whole["facts"]) >= len(ruleset.core.indicators) - len(ruleset.core.levels)
    ruleset.evaluate(whole)
    ruleset.evaluate(data.draw(units(ruleset)))


@given(facts(SIMPLE, missing=["lit"]))
def test_facts_that_are_to_be_missing_are(drawn: Any) -> None:
    assert {"guards", "swimmers"} == set(drawn["facts"])
