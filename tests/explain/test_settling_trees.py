"""What would settle trees, groups and whole units, held against every set there is by brute force."""

from collections.abc import Mapping
from itertools import chain, combinations, permutations, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

import ankang_rules
from ankang_rules import Report, Ruleset, Status
from ankang_rules.evaluate.judge import judge_again
from ankang_rules.evaluate.results import Judgement
from ankang_rules.explain.filling import fill
from ankang_rules.explain.settling.settle import Settling
from ankang_rules.model.outcome import Known, Outcome, Reason, ReasonKind

CITY = """
ruleset t.city tier city
indicator active : yes/no
children towns each town : "town.rules"
rule reached must share of towns passing ≥ 50%
rule staff must every town where (active) satisfies (staffed or city's active)
rule plan for each town must active
group either any of
rule busy must active
rule one must count of towns where (staffed) == 1
group local any of for each town
rule has-staff must staffed
rule has-work must active
"""
TOWN = """
ruleset t.town tier town
indicator active : yes/no
indicator staffed : yes/no
rule staffed must staffed
rule busy must active when staffed
"""
AIMS = (None, "reached", "staff", "plan", "either", "local", "A")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    folder: Path = tmp_path_factory.mktemp("settling")
    for name, text in (("city", CITY), ("town", TOWN)):
        (folder / f"{name}.rules").write_text(text, encoding="utf-8")
    return ankang_rules.load(folder / "city.rules")


FLAG = st.sampled_from((True, False, None))
TOWN_FACTS = st.fixed_dictionaries({"active": FLAG, "staffed": FLAG})
PLACES = [((), "active"), *((unit, key) for unit in (("A",), ("B",)) for key in ("active", "staffed"))]


def places(document: dict[str, Any]) -> list[Reason]:
    """What is missing in a city of two towns."""
    facts = {(): document["facts"], ("A",): document["A"], ("B",): document["B"]}
    return [Reason(ReasonKind.MISSING, key, (), unit) for unit, key in PLACES if facts[unit][key] is None]


def status(judged: Judgement, aim: str | None, given: Mapping[Reason, Outcome]) -> Status | None:
    report = Report(judge_again(judged, fill(judged.facts, given, judged.core)))
    if aim is None or aim == "A":
        return report.status if aim is None else report.find("A").status
    if aim in ("either", "local"):
        return next(group.status for group in report.groups if group.id == aim)
    return report[aim].status


def by_brute_force(judged: Judgement, aim: str | None, open_: list[Reason]) -> dict[frozenset[Reason], set[Status]]:
    """Each set of facts after which it can be decided, with how."""
    found: dict[frozenset[Reason], set[Status]] = {}
    for names in chain.from_iterable(combinations(open_, size) for size in range(len(open_) + 1)):
        for values in product((True, False), repeat=len(names)):
            given = {reason: Known(value) for reason, value in zip(names, values, strict=True)}
            ended = status(judged, aim, given)
            if ended is not None and ended is not Status.UNKNOWN:
                found.setdefault(frozenset(names), set()).add(ended)
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.fixed_dictionaries({"facts": st.fixed_dictionaries({"active": FLAG}), "A": TOWN_FACTS, "B": TOWN_FACTS}))
def test_the_sets_are_the_smallest_that_can_settle_it(city: Ruleset, document: dict[str, Any]) -> None:
    note(document)
    towns = [{"unit": name, "facts": document[name]} for name in "AB"]
    report = city.evaluate({"facts": document["facts"], "children": {"towns": towns}})
    for aim in AIMS:
        if status(report.judgement, aim, {}) is Status.UNKNOWN:
            hold_against(report, aim, places(document))


def hold_against(report: Report, aim: str | None, open_: list[Reason]) -> None:
    settling = report.would_settle(aim)
    found = by_brute_force(report.judgement, aim, open_)
    smallest = {one for one in found if not any(other < one for other in found)}
    named = {frozenset(one.facts) for one in settling.sets}
    assert named == smallest if settling.complete else named <= smallest, aim
    for one in settling.sets:
        assert one.status is status(report.judgement, aim, dict(one.example)), aim
    can = set().union(*found.values())
    for said, ended in zip(said_of(settling), (Status.PASS, Status.FAIL, Status.NOT_APPLICABLE), strict=True):
        assert said in (None, ended in can), (aim, ended)


def said_of(settling: Settling) -> tuple[bool | None, ...]:
    return settling.can_pass, settling.can_fail, settling.can_be_not_applicable


def test_no_set_holds_another(city: Ruleset) -> None:
    towns = [{"unit": name, "facts": {}} for name in "ABCD"]
    report = city.evaluate({"facts": {}, "children": {"towns": towns}})
    for aim in AIMS:
        sets = report.would_settle(aim).sets
        assert sets, aim
        assert not any(set(a.facts) <= set(b.facts) for a, b in permutations(sets, 2)), aim
        assert sorted(len(one.facts) for one in sets) == [len(one.facts) for one in sets], aim


def test_a_group_of_which_one_is_enough_fails_where_all_do() -> None:
    ruleset = ankang_rules.parse("""
ruleset t.s tier s
indicator x : count in 人
indicator y : yes/no
group either any of
rule few must x ≤ 3
rule many must x ≥ 5
rule other must y
""")
    for aim in (None, "either"):
        settling = ruleset.evaluate({}).would_settle(aim)
        assert (True, True, True) == (settling.can_pass, settling.can_fail, settling.complete)
        assert [(["x"], "pass"), (["y"], "pass")] == [
            ([r.subject for r in one.facts], one.status.value) for one in settling.sets
        ]


def test_growth_is_found_and_two_series_that_must_agree() -> None:
    ruleset = ankang_rules.parse("""
ruleset t.s tier s
indicator m : monthly count in 人
indicator checked : monthly count in 人
rule same must every month (m == checked)
rule grows must m is increasing
""")
    report = ruleset.evaluate({"m": [7, *[None] * 4, 12, *[None] * 6]}, as_of="2014-12-31")
    settling = report.would_settle()
    assert (True, True) == (settling.can_pass, settling.can_fail)


def test_a_search_that_is_ended_says_so(city: Ruleset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ankang_rules.explain.settling.settle._WORK_FOR_UNITS", 1)
    towns = [{"unit": name, "facts": {}} for name in "ABCD"]
    settling = city.evaluate({"facts": {}, "children": {"towns": towns}}).would_settle("reached")
    assert (True, False) == (settling.stopped, settling.complete)


def test_of_a_group_of_which_one_rule_is_enough_for_each_unit_every_set_is_found(city: Ruleset) -> None:
    towns = [{"unit": "A", "facts": {}}, {"unit": "B", "facts": {"staffed": True}}]
    settling = city.evaluate({"facts": {}, "children": {"towns": towns}}).would_settle("local")
    assert [["active"], ["staffed"]] == sorted([r.subject for r in one.facts] for one in settling.sets)
    assert (True, True, True) == (settling.complete, settling.can_pass, settling.can_fail)
