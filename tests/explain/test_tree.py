"""The report of a tree of units, as an object and as data."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import ankang_rules
from ankang_rules import Status
from ankang_rules.door import Report, Ruleset
from ankang_rules.evaluate.judge import judge
from ankang_rules.evaluate.reference import Asked
from ankang_rules.explain.units import Disagreement, UnitsBelow, disagreements
from ankang_rules.facts.facts import Facts, FactValue
from ankang_rules.model.outcome import Known, Reason, ReasonKind
from ankang_rules.source import Language

MISSING = ReasonKind.MISSING

CITY = """
ruleset t.city tier city
indicator town total : count in 个
children towns each town : "town.rules" registered by town total recorded by site passed
children villages of towns each village : "village.rules"
rule reached must share of towns passing ≥ 70%
rule visited must every village satisfies (visits ≥ 4)
rule staff must every town where (site passed) satisfies (staffed)
rule plan for each town must plan issued
"""
TOWN = """
ruleset t.town tier town
indicator staffed : yes/no
indicator site passed : yes/no
indicator plan issued : yes/no
children villages each village : "village.rules"
rule staffed must staffed
rule campaigns must every village passes
"""
VILLAGE = """
ruleset t.village tier village
indicator visits : count in 次
rule campaigns must visits ≥ 4
"""


@pytest.fixture(scope="session")
def ruleset(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    folder: Path = tmp_path_factory.mktemp("tree")
    for name, text in (("city", CITY), ("town", TOWN), ("village", VILLAGE)):
        (folder / f"{name}.rules").write_text(text, encoding="utf-8")
    return ankang_rules.load(folder / "city.rules")


def facts(unit: str, *, children: dict[str, tuple[Facts, ...]] | None = None, **values: Any) -> Facts:
    known = {
        name.replace("_", "-"): FactValue(Known(value if isinstance(value, bool) else Fraction(value)))
        for name, value in values.items()
    }
    return Facts(known, unit=unit, children=children or {})


def town(name: str, *visits: int, **values: Any) -> Facts:
    villages = tuple(facts(f"{name}{number}", visits=number_of) for number, number_of in enumerate(visits))
    return facts(name, children={"villages": villages}, **values)


def report_on(ruleset: Ruleset, *towns: Facts, total: int | None = None) -> Report:
    city = facts("City", children={"towns": towns}, town_total=len(towns) if total is None else total)
    return Report(judge(ruleset.core, city, Asked()))


@pytest.fixture
def report(ruleset: Ruleset) -> Report:
    return report_on(
        ruleset,
        town("A", 4, 5, staffed=True, site_passed=True, plan_issued=True),
        town("B", 4, 3, staffed=True, site_passed=True, plan_issued=False),
        town("C", 6, staffed=False, site_passed=True),
        town("D", site_passed=False, staffed=True, plan_issued=True),
    )


def test_children_are_reports_by_level(report: Report) -> None:
    """Each unit below has a report as complete as that of the unit itself."""
    assert ["A", "B", "C", "D"] == [child.unit for child in report.children["towns"]]
    (first, second) = report.children["towns"][1].children["villages"]
    assert ("B0", Status.PASS) == (first.unit, first.status)
    assert ("B1", Status.FAIL) == (second.unit, second.status)


def test_a_unit_is_found_by_its_path_or_an_end_of_it(report: Report) -> None:
    assert "B1" == report.find("B/B1").unit == report.find("B1").unit == report.find("B").find("B1").unit


def test_what_those_above_ask_comes_with_a_unit_however_it_was_reached(report: Report) -> None:
    for found in (report.find("B"), report.children["towns"][1]):
        assert [("city.plan", Status.FAIL)] == [(one.id, one.status) for one in found.asked_above]
        assert ["town.staffed", "town.campaigns"] == [rule.id for rule in found.rules]
    assert () == report.asked_above == report.find("B1").asked_above


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("B/B7", "no unit below is called 'B/B7'; did you mean B/B0 or B/B1?"),
        ("Hanbin", "no unit below is called 'Hanbin'; there are: A, A/A0, A/A1, B, B/B0, B/B1, C, C/C0"),
    ],
)
def test_an_unknown_unit_is_a_sentence_with_what_there_is(report: Report, name: str, told: str) -> None:
    with pytest.raises(KeyError) as raised:
        report.find(name)
    assert told == raised.value.args[0]


def test_a_name_that_several_units_have_needs_the_whole_path(ruleset: Ruleset) -> None:
    twins = (facts(n, children={"villages": (facts("东村", visits=4),)}) for n in ("A", "B"))
    with pytest.raises(KeyError) as raised:
        report_on(ruleset, *twins).find("东村")
    assert "several units below are called '东村', as A/东村, B/东村; write the whole path" == raised.value.args[0]


# Why, and what would settle it


def test_what_settles_a_rule_over_units_names_the_unit(report: Report) -> None:
    """One village settles that not every village was visited, and one town that not every one has staff."""
    assert [("visits ≥ 4 次", (("unit", "B/B1"),))] == [(leaf.text(), leaf.at) for leaf in report.why("visited")]
    leaves = [(leaf.text(), leaf.at) for leaf in report.why("staff")]
    assert [("site-passed", (("unit", "C"),)), ("staffed", (("unit", "C"),))] == leaves


def test_what_settles_a_rule_about_each_unit_names_the_unit(report: Report) -> None:
    """One that fails is enough; that all of them pass takes all of them."""
    assert [("plan-issued", (("unit", "B"),))] == [(leaf.text(), leaf.at) for leaf in report.why("plan")]


def test_that_each_unit_passes_is_settled_by_all_of_them(ruleset: Ruleset) -> None:
    both = report_on(ruleset, town("A", plan_issued=True), town("B", plan_issued=True))
    assert [(("unit", "A"),), (("unit", "B"),)] == [leaf.at for leaf in both.why("plan")]


def test_units_that_are_not_listed_are_named_and_not_made_up(ruleset: Ruleset) -> None:
    """One town of two is not listed: a plan that is missing in the one that is can settle it, to a failure only."""
    settling = report_on(ruleset, town("A", staffed=True), total=2).would_settle("plan")
    assert [((Reason(MISSING, "plan-issued", (), ("A",)),), Status.FAIL)] == [
        (s.facts, s.status) for s in settling.sets
    ]
    assert (None, True, False) == (settling.can_pass, settling.can_fail, settling.complete)
    assert (Reason(MISSING, "towns"),) == settling.unlisted


def test_what_would_settle_a_share_of_towns_are_facts_of_towns_and_villages(ruleset: Ruleset) -> None:
    """One of two passes, 70 % are needed: the other decides, by one fact that fails it or by all that it misses."""
    towns = (town("A", 4, staffed=True), facts("B", children={"villages": (facts("B0"),)}))
    settling = report_on(ruleset, *towns).would_settle("reached")
    assert [
        ([("B", "staffed")], Status.FAIL),
        ([("B/B0", "visits")], Status.FAIL),
    ] == [([("/".join(r.unit), r.subject) for r in s.facts], s.status) for s in settling.sets]
    assert (True, True, True) == (settling.can_pass, settling.can_fail, settling.complete)


@pytest.mark.parametrize("aim", ["B", "campaigns"])
def test_units_below_and_rules_can_be_asked_about(ruleset: Ruleset, aim: str) -> None:
    town_b = facts("B", staffed=True, children={"villages": (facts("B0"),)})
    report = report_on(ruleset, town_b)
    settling = (report if aim == "B" else report.find("B")).would_settle(aim)
    unit = ("B", "B0") if aim == "B" else ("B0",)
    assert [(Reason(MISSING, "visits", (), unit),)] == [s.facts for s in settling.sets]
    assert settling.can_pass
    assert settling.can_fail


# A recorded verdict that is not the judged one


def test_recorded_verdicts_are_held_against_judged_ones(report: Report) -> None:
    towns = UnitsBelow(report.judgement).levels[0].units
    assert (
        Disagreement(("B",), True, Status.FAIL),
        Disagreement(("C",), True, Status.FAIL),
        Disagreement(("D",), False, Status.PASS),
    ) == disagreements(towns, "site-passed")
    told = report.explain("en")
    assert "recorded otherwise: site passed is yes, but judged fail: B, C\n" in told
    assert "recorded otherwise: site passed is no, but judged pass: D\n" in told


def test_a_unit_that_is_not_judged_for_certain_disagrees_with_nothing(ruleset: Ruleset) -> None:
    undecided = report_on(ruleset, town("A", site_passed=True), town("B", staffed=True))
    assert () == disagreements(UnitsBelow(undecided.judgement).levels[0].units, "site-passed")


# As data


def test_data_keep_the_tree(report: Report) -> None:
    """The units below have the shape of the whole."""
    data = report.to_dict()
    (first, *_) = data["children"]["towns"]
    assert set(data) - {"asked_above", "replay", "seal"} == set(first) == set(first["children"]["villages"][0])
    assert ["B0", "B1"] == [village["unit"] for village in data["children"]["towns"][1]["children"]["villages"]]
    plan = next(rule for rule in data["rules"] if rule["id"] == "city.plan")
    assert "towns" == plan["for_each"]
    assert [(["A"], "pass"), (["B"], "fail"), (["C"], "unknown"), (["D"], "pass")] == [
        (case["unit"], case["status"]) for case in plan["cases"]
    ]
    assert {"reason": "missing", "subject": "plan-issued", "at": [], "unit": ["C"]} in plan["cases"][2]["unknown"]
    assert [["B"], ["C"], ["D"]] == [one["unit"] for one in data["disagreements"]]
    visited = next(rule for rule in data["rules"] if rule["id"] == "city.visited")
    assert [[{"unit": "B/B1"}]] == [leaf["at"] for leaf in visited["why"]]
    assert ["city.plan"] == [one["id"] for one in report.find("B").to_dict()["asked_above"]]


def test_data_are_the_same_every_time(ruleset: Ruleset, report: Report) -> None:
    again = report_on(ruleset, *report.judgement.facts.children["towns"])
    texts = {json.dumps(one.to_dict(), ensure_ascii=False) for one in (report, report, again)}
    assert 1 == len(texts)


def test_a_notebook_shows_the_units_too(report: Report) -> None:
    assert "towns: 4 listed — 2 fail, 2 pass" in report._repr_html_()


# A city of two thousand villages


@pytest.fixture(scope="module")
def large(ruleset: Ruleset) -> Report:
    def villages(number: int) -> tuple[int, ...]:
        return tuple(3 + (number + i) % 3 for i in range(50))

    towns = [
        town(f"镇{n}", *villages(n), staffed=n % 3 > 0, site_passed=True, plan_issued=n % 5 > 0) for n in range(40)
    ]
    return report_on(ruleset, *towns)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_two_thousand_villages_stay_readable(large: Report, lang: Language) -> None:
    """Few lines, none with more than two lists of twelve names; and how many there are is said."""
    lines = large.explain(lang).splitlines()
    assert len(lines) < 60
    assert 24 >= max(line.count("镇") for line in lines) // 2
    assert any("2,000" in line and "667" in line for line in lines)


def test_villages_that_fail_by_one_rule_stand_together(large: Report) -> None:
    lines = large.explain("en").splitlines()
    at = lines.index("  ✗ fail  campaigns  [village.campaigns]")
    assert lines[at + 1].startswith("      667: 镇0/镇00, 镇0/镇03, ")
    assert lines[at + 1].endswith(" and 655 more")
    assert lines[at + 2].startswith("  ✓ 1,333 pass: 镇0/镇01, ")


def test_all_that_settles_a_rule_is_not_listed_by_the_thousand(ruleset: Ruleset) -> None:
    """Every one of six hundred villages settles that all were visited; a reader sees twelve and how many more."""
    towns = [town(f"T{n}", *([4] * 50), staffed=True) for n in range(12)]
    lines = report_on(ruleset, *towns).explain("en", rule="visited").splitlines()
    assert "      · and 588 more" == lines[-1]
    assert len(lines) < 20


def test_rules_by_which_the_very_same_units_fail_stand_together(ruleset: Ruleset) -> None:
    """Where nothing was handed in every rule is unknown for the same reason, and that is one line."""
    lines = report_on(ruleset, *(town(f"T{n}", 3, staffed=False) for n in range(3))).explain("en").splitlines()
    at = lines.index("  ✗ fail  2 rules: staffed, campaigns")
    assert "      3: T0, T1, T2" == lines[at + 1]


def test_each_unit_judged_is_told_to_who_asks(ruleset: Ruleset) -> None:
    """With how many there are, the unit itself last; so that a bar can be drawn."""
    told: list[tuple[int, int]] = []
    document = {
        "unit": "City",
        "facts": {"town total": 2},
        "children": {"towns": [{"unit": "A", "children": {"villages": [{"unit": "a"}]}}, {"unit": "B"}]},
    }
    report = ruleset.evaluate(document, on_unit=lambda done, number: told.append((done, number)))
    assert [(1, 4), (2, 4), (3, 4), (4, 4)] == told
    assert report == ruleset.evaluate(document)


def test_the_rule_by_which_most_units_fail_comes_first(ruleset: Ruleset) -> None:
    """Whatever the order of the ruleset: there a supervisor begins."""
    towns = [town("T0", staffed=False), town("T1", 3, staffed=True), town("T2", 3, staffed=True)]
    lines = report_on(ruleset, *towns).explain("en").splitlines()
    at = lines.index("towns: 3 listed — 3 fail")
    assert ["campaigns", "staffed"] == [line.split()[2] for line in lines[at + 1 : at + 4 : 2]]
