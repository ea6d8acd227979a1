"""The report of a tree is found bit by bit, unit by unit, and is equal to one found at once."""

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from attrs import fields
from hypothesis import given, settings
from hypothesis import strategies as st
from small_cities import CITY, TOWN, TOWNS, by_reference, cities, city_of, city_with, units

from ankang_rules import Ruleset, Status
from ankang_rules.evaluate.judge import Judging
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.testing.strategies import asked_for, tree_for

FEW = settings.default.max_examples // 8

FIELDS = [(kind, one.name) for kind in (Judgement, RuleResult) for one in fields(kind) if one.name != "followed"]


@settings(max_examples=FEW)
@given(st.data())
def test_what_is_found_later_is_what_is_found_at_once(data: st.DataObject) -> None:
    """Whichever unit is looked at first, and whichever field of it."""
    city = data.draw(cities())
    facts, asked = data.draw(tree_for(city.core)), data.draw(asked_for(city.core))
    expected, found = (list(units(one)) for one in (by_reference(city, facts, **asked), _later(city, facts, asked)))
    for place in data.draw(st.permutations(range(len(found)))):
        for kind, name in data.draw(st.permutations(FIELDS)):
            pairs = [(expected[place], found[place])]
            if kind is RuleResult:
                pairs = list(zip(expected[place].rules, found[place].rules, strict=True))
            for whole, later in pairs:
                assert getattr(whole, name) == getattr(later, name), (place, name)
    assert expected[0].warnings == found[0].warnings
    assert expected == found
    later = _later(city, facts, asked)
    assert (hash(expected[0]), expected[0]) == (hash(later), pickle.loads(pickle.dumps(later)))
    assert copy.copy(later) == copy.deepcopy(later) == later


def _later(city: Ruleset, facts: Any, asked: dict[str, Any]) -> Judgement:
    return city.evaluate(facts, **asked).judgement


def test_only_the_units_that_are_looked_at_are_argued(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []
    judge = Judging.rule

    def noted(self: Judging, rule: Any) -> Any:
        looked_at.append(rule.id)
        return judge(self, rule)

    city = city_of({"town.rules": TOWN, "city.rules": CITY.partition("rule r22")[0]})
    monkeypatch.setattr(Judging, "rule", noted)
    report = city.evaluate(city_with(*TOWNS))
    assert [town.status for town in report.children["towns"]] == [
        *(Status.PASS, Status.FAIL, Status.NOT_APPLICABLE, Status.UNKNOWN, Status.UNKNOWN, Status.UNKNOWN)
    ]
    assert [] == looked_at
    assert report.find("t1")["r"].whens
    assert ["town.r"] == looked_at
    assert report["r10"].condition is not None
    assert report["r10"].condition.parts
    assert {"town.r", "city.r10"} == set(looked_at)


def test_a_report_of_a_tree_holds_nothing_that_the_caller_may_change() -> None:
    city = city_of({"town.rules": TOWN, "city.rules": CITY})
    facts = city_with({"asked": True, "ok": True, "payers": 5}, {"asked": True})
    report, before = city.evaluate(facts), city.evaluate(copy.deepcopy(facts)).to_dict()
    facts["children"]["towns"][0]["facts"]["ok"] = "perhaps"
    facts["children"]["towns"].pop()
    facts["facts"].clear()
    assert before == report.to_dict()


def test_threads_that_look_at_the_units_of_one_report_find_the_same() -> None:
    """Some begin at the city, whose traces ask for those of its towns, and some at a town."""
    city = city_of({"town.rules": TOWN, "city.rules": CITY})
    facts = city_with(*TOWNS)
    expected = list(units(by_reference(city, facts)))
    for _ in range(5):
        found = list(units(city.evaluate(facts).judgement))
        ready = Barrier(4)

        def look(first: int, found: list[Judgement] = found, ready: Barrier = ready) -> list[Judgement]:
            ready.wait()
            return [copy.deepcopy(found[place]) for place in (*range(first, len(found)), *range(first))]

        with ThreadPoolExecutor(4) as pool:
            looked = list(pool.map(look, (0, 3, 0, 5)))
        assert [[*expected[i:], *expected[:i]] for i in (0, 3, 0, 5)] == looked


def test_who_watches_is_told_of_each_unit() -> None:
    told: list[tuple[int, int]] = []
    city = city_of({"town.rules": TOWN, "city.rules": CITY})
    city.evaluate(city_with(*TOWNS), on_unit=lambda done, of: told.append((done, of)))
    assert [(done, 7) for done in range(1, 8)] == told
