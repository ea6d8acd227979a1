"""Traces by generated steps are those of the reference: node for node, field for field, on any facts."""

import copy
import inspect
import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from importlib.resources import as_file, files
from threading import Barrier
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ankang_rules
from ankang_rules import NONE, Ruleset
from ankang_rules.compile import tracing
from ankang_rules.compile.compiled import compiled
from ankang_rules.compile.steps import to_steps
from ankang_rules.compile.to_python import Setting
from ankang_rules.compile.tracing import TracedUnit
from ankang_rules.core.nodes import Node
from ankang_rules.evaluate.ask import evaluate
from ankang_rules.evaluate.judge import Judging
from ankang_rules.evaluate.results import RuleResult
from ankang_rules.evaluate.trace import Trace, trace_in_part
from ankang_rules.facts.read import read
from ankang_rules.model.outcome import YES
from ankang_rules.testing import rulesets
from ankang_rules.testing.wild_facts import facts_for

FEW = settings.default.max_examples // 3
DAY = "2014-11-30"


@pytest.fixture(autouse=True, scope="module")
def at_once() -> Any:
    """Steps are written at the first look, and what they gave is counted."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tracing, "_PATIENCE", 0)
        yield


def fields(result: RuleResult) -> dict[str, Any]:
    return {field.name: getattr(result, field.name) for field in attrs.fields(RuleResult)}


def steps(trace: Trace | None) -> list[Any]:
    """Every step, its node by identity, with the type of its value, so that a whole number is no fraction."""
    if trace is None:
        return []
    outcome = trace.outcome
    told = id(trace.node), outcome, type(getattr(outcome, "value", None)), trace.at, trace.mattered
    return [told, *(step for part in trace.parts for step in steps(part))]


def of_rule(result: RuleResult) -> list[Any]:
    bars = [bar.trace for bar in result.bars]
    return [steps(t) for t in (result.condition, result.agreeing, *result.whens, *result.exceptions, *bars)]


def agree(ruleset: Ruleset, facts: Any, day: str | None = DAY) -> None:
    """Hold every field against the reference."""
    whole = evaluate(ruleset.core, facts, as_of=day, year=None, parameters={}, strict=True)
    found = ruleset.evaluate(facts, as_of=day).judgement
    for expected, result in zip(whole.rules, found.rules, strict=True):
        assert of_rule(expected) == of_rule(result)
        assert fields(expected) == fields(result)
    assert {k: steps(t) for k, t in whole.definitions.items()} == {k: steps(t) for k, t in found.definitions.items()}
    assert whole == found


@settings(max_examples=FEW)
@given(st.data())
def test_traces_by_steps_are_those_of_the_reference(data: st.DataObject) -> None:
    ruleset = data.draw(rulesets())
    for missing in (False, False, True):
        agree(ruleset, data.draw(facts_for(ruleset.core, missing=missing)))


@pytest.mark.parametrize("unit", ["hanyin", "ningshan"])
def test_the_shipped_county_is_traced_alike(unit: str) -> None:
    """All but what looks over months, or does not know all facts, is traced by steps."""
    core = ankang_rules.load("ankang.county").core
    with as_file(files("ankang_rules.rulesets") / "ankang" / "demo" / f"{unit}.yaml") as file:
        facts = read(file, core)
    whole = evaluate(core, facts, as_of=None, year=None, parameters={}, strict=True, named={})
    code, asked = compiled(core), whole.asked
    call = code.setting(asked)
    traced = TracedUnit(call.plan.tracing, asked, code.rows.of_facts(facts)[0], call.told, lambda: None)
    found = [(result, traced.rule(number)) for number, result in enumerate(whole.rules)]
    by_steps = [(expected, result) for expected, result in found if result is not None]
    assert len(by_steps) > 60
    for expected, result in by_steps:
        assert of_rule(expected) == of_rule(result)
        assert fields(expected) == fields(result)


POOL = """
ruleset demo.pool tier pool
indicator guards : count in 人
indicator swimmers : count in 人
indicator open : yes/no
indicator grant : money in 元
define share = guards / swimmers
rule guarded must share ≥ 2% and open
rule funded must if open then grant > 100 元 else grant = 0 元
"""
FACTS = {"guards": 1, "swimmers": 40, "open": True, "grant": "99.5 元"}


@pytest.fixture
def pool() -> Ruleset:
    """A ruleset of which nothing has been worked out yet."""
    return ankang_rules.parse(POOL, name="pool.rules")


def test_a_trace_can_be_copied_and_sent_and_not_changed(pool: Ruleset) -> None:
    """Before anybody has looked at its parts as well as after."""
    trace = pool.evaluate(FACTS)["guarded"].condition
    assert trace is not None
    expected = evaluate(pool.core, FACTS, as_of=None, year=None, parameters={}, strict=True).rules[0].condition
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        trace.parts = ()
    assert expected == pickle.loads(pickle.dumps(pool.evaluate(FACTS)["guarded"].condition))
    assert expected == copy.copy(trace) == copy.deepcopy(trace) == attrs.evolve(trace)
    assert hash(expected) == hash(trace)
    assert repr(expected) == repr(trace)
    assert trace.parts is trace.parts
    with pytest.raises(AttributeError, match="'Trace' object has no attribute 'colour'"):
        trace.colour  # noqa: B018


def test_what_each_step_comes_to_is_found_by_code_that_can_be_read(pool: Ruleset) -> None:
    """It stops where a fact is not known, or what is calculated from them."""
    steps = to_steps(pool.core, Setting(), [pool.core.rules[0].condition], pool.core.rules[0])
    assert steps is not None
    assert inspect.getsource(steps.function.run) == (
        "def guarded(row, asked):\n"
        "    guards = row[0]\n"
        "    swimmers = row[1]\n"
        "    open_2 = row[2]\n"
        "    if guards is None or swimmers is None or open_2 is None:\n"
        "        return None\n"
        "    n = None if swimmers == 0 else guards  # guards ÷ swimmers\n"
        "    c = (None if n is None else 50 * n >= swimmers)  # share ≥ 2%\n"
        "    c_2 = (open_2 and c)  # share ≥ 2% and open\n"
        "    if n is None or c is None or c_2 is None:\n"
        "        return None\n"
        "    return (n, swimmers, c, open_2, c_2, )\n"
    )
    assert (1, 40, True, True, True, {}) == steps.values((1, 40, True, None), (), {})
    assert steps.values((1, 0, True, None), (), {}) is None
    assert steps.values((1, None, True, None), (), {}) is None


def test_rules_are_traced_by_the_reference_until_they_are_looked_at_often(
    pool: Ruleset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Writing a function takes as long as a number of traces."""
    monkeypatch.setattr(tracing, "_PATIENCE", 2)
    looked_at: list[str] = []
    judge = Judging.rule
    monkeypatch.setattr(Judging, "rule", lambda self, rule: looked_at.append(rule.id) or judge(self, rule))
    traces = [pool.evaluate(FACTS)["funded"].condition for _ in range(5)]
    assert [trace.parts for trace in traces[:1]] * 5 == [trace.parts for trace in traces if trace is not None]
    assert ["pool.funded"] * 2 == looked_at


def test_threads_that_look_at_the_same_trace_see_the_same_parts(pool: Ruleset) -> None:
    """Each of them has found some before any enters what it found."""
    found = Barrier(3)

    def find(node: Node) -> tuple[Trace, ...]:
        found.wait()
        return (Trace(node, YES),)

    trace = trace_in_part(pool.core.rules[0].condition, YES, find)
    with ThreadPoolExecutor(3) as threads:
        first, *others = threads.map(lambda _: trace.parts, range(3))
    assert all(parts is first for parts in others)


ENDS = """
ruleset demo.pool tier pool
choices offices { chair, audit }
indicator guards : count in 人
indicator private : yes/no
indicator heated : yes/no
indicator opened : date
indicator filled : set of offices
indicator visitors : monthly count in 人
indicator staff : list of person { paid : yes/no }
parameter floor = 2 人, repealed from 2014-06-01
rule late must guards ≥ 9 due 2014-12-31
rule over must guards ≥ 9 due opened
rule old must guards ≥ 2 in force from 2020-01-01
rule gone must guards ≥ floor
rule warm when heated must guards ≥ 2
rule own
  must guards ≥ 4
  except when private : guards ≥ 1
  except when heated : guards ≥ 2
rule held must filled includes {chair} or not filled is empty
rule steady must not guards < 1 or every month (visitors ≥ 1)
rule paid must every person satisfies (paid)
"""


@pytest.fixture(scope="module")
def ends() -> Ruleset:
    return ankang_rules.parse(ENDS, name="pool.rules")


@pytest.mark.parametrize("private", [True, False, None])
@pytest.mark.parametrize("heated", [True, False, None])
@pytest.mark.parametrize("opened", [date(2014, 6, 1), date(2020, 1, 1), NONE])
def test_a_rule_ends_alike_in_every_way(ends: Ruleset, private: bool | None, heated: bool | None, opened: Any) -> None:
    """Out of force, without a parameter, not applicable, by an exception or two, before it is due, vacuously."""
    facts = {"guards": 3, "private": private, "heated": heated, "opened": opened, "filled": ["audit"], "staff": []}
    agree(ends, facts)
    agree(ends, {**facts, "guards": 0, "visitors": [1] * 12})
