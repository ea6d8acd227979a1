"""How to pass, through the door: what may be asked about, trees of units, and what a proposal can be used for."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import ankang_rules
from ankang_rules import NONE, Report, Status

TOWN = """\
ruleset t.town tier town
indicator payers : count in 人 zh "缴费人数"
indicator eligible : count in 人 zh "应缴人数" fixed
indicator plan : yes/no zh "方案"
rule paid must payers ≥ 50% of eligible
rule planned must plan
"""
COUNTY = """\
ruleset t.county tier county
children towns each town : "town.rules" zh "镇"
indicator boards : count in 块 zh "公示栏"
unit 块
rule shown must boards ≥ 3
group towns-of-it zh "各镇"
rule enough must share of towns passing ≥ 60%
rule planned-all must every town satisfies (plan)
rule people must sum of towns' payers ≥ 200
rule each-pays for each town must payers ≥ 20
"""
TOWNS = [
    {"unit": "东镇", "facts": {"payers": 50, "eligible": 100, "plan": True}},
    {"unit": "西镇", "facts": {"payers": 40, "eligible": 100, "plan": True}},
    {"unit": "南镇", "facts": {"payers": 10, "eligible": 100, "plan": False}},
]


def county(tmp_path: Path, **facts: Any) -> tuple[ankang_rules.Ruleset, dict[str, Any]]:
    (tmp_path / "town.rules").write_text(TOWN, encoding="utf-8")
    (tmp_path / "county.rules").write_text(COUNTY, encoding="utf-8")
    ruleset = ankang_rules.load(tmp_path / "county.rules")
    return ruleset, {"unit": "石泉县", "facts": {"boards": 3, **facts}, "children": {"towns": TOWNS}}


def texts(report: Report, name: str | None, lang: Any = "en") -> list[str]:
    return [proposal.text(lang) for proposal in report.how_to_pass(name)]


# Trees


def test_a_share_of_units_brings_the_cheapest_child_to_pass(tmp_path: Path) -> None:
    ruleset, facts = county(tmp_path)
    report = ruleset.evaluate(facts)
    (first, *_) = report.how_to_pass("enough")
    assert [("西镇", "payers", 40, 50)] == [(c.unit, c.indicator, c.before, c.after) for c in first.changes]
    assert "西镇 缴费人数：40 → 50 人 (+10)" == first.text("zh")
    assert Status.PASS is ruleset.evaluate(first.apply(facts))["enough"].status


def test_every_unit_and_a_sum_over_units(tmp_path: Path) -> None:
    ruleset, facts = county(tmp_path)
    report = ruleset.evaluate(facts)
    assert ["南镇 plan: no → yes"] == texts(report, "planned-all")
    assert "东镇 payers: 50 → 150 人 (+100)" in texts(report, "people")
    assert ["南镇 payers: 10 → 20 人 (+10)"] == texts(report, "each-pays")


def test_a_unit_below_is_asked_about_by_its_path(tmp_path: Path) -> None:
    """The changes name the unit as the whole sees it, and apply to the facts of the whole."""
    ruleset, facts = county(tmp_path)
    report = ruleset.evaluate(facts)
    (proposal,) = report.how_to_pass("南镇")
    assert ["南镇", "南镇"] == [change.unit for change in proposal.changes]
    assert Status.PASS is ruleset.evaluate(proposal.apply(facts)).find("南镇").status
    (inner,) = report.find("南镇").how_to_pass()
    assert ["", ""] == [change.unit for change in inner.changes]


def test_the_whole_passes_with_all_its_rules_together(tmp_path: Path) -> None:
    """The sum, the share and every single town are met at once, by as few facts as can be."""
    ruleset, facts = county(tmp_path, boards=1)
    report = ruleset.evaluate(facts)
    best = report.how_to_pass()[0]
    assert Status.PASS is ruleset.evaluate(best.apply()).status
    assert {"boards", "plan", "payers"} == {change.indicator for change in best.changes}
    assert Status.PASS is ruleset.evaluate(report.how_to_pass("towns-of-it")[0].apply()).groups[0].status


def test_what_is_asked_about_must_be_there(tmp_path: Path) -> None:
    ruleset, facts = county(tmp_path)
    report = ruleset.evaluate(facts)
    with pytest.raises(KeyError, match="no rule or group is named 'nothing', and no unit below"):
        report.how_to_pass("nothing")


# Proposals as data

ALONE = """\
ruleset t.t tier t
indicator insured : count in 人 zh "已参保人数"
indicator eligible : count in 人 fixed
indicator closed on : date
rule enrolled must insured ≥ 98% of eligible
rule never closed must not (closed on is recorded)
"""
FACTS = {"insured": 302_540, "eligible": 310_000, "closed on": "2014-05-05"}


def test_a_proposal_is_data() -> None:
    report = ankang_rules.parse(ALONE).evaluate(FACTS)
    found = report.how_to_pass()
    assert 1 == len(found)
    (proposal,) = found
    assert [("insured", 302_540, 303_800), ("closed-on", proposal.changes[1].before, NONE)] == [
        (change.indicator, change.before, change.after) for change in proposal.changes
    ]
    told = json.loads(json.dumps(found.to_dict()))
    assert {"proposals", "more", "complete", "reason"} == told.keys()
    assert {
        "unit": "",
        "indicator": "insured",
        "before": "302540",
        "after": "303800",
        "text": {"zh": "已参保人数：302,540 → 303,800 人 (+1,260)", "en": "insured: 302,540 → 303,800 人 (+1,260)"},
    } == told["proposals"][0]["changes"][0]
    assert "none" == told["proposals"][0]["changes"][1]["after"]


@pytest.mark.parametrize("form", ["flat", "document", "file", "read"])
def test_a_proposal_applies_to_whatever_can_be_evaluated(tmp_path: Path, form: str) -> None:
    """It changes nothing that it was given, and what it returns is evaluated as it is."""
    ruleset = ankang_rules.parse(ALONE)
    report = ruleset.evaluate(FACTS)
    file = tmp_path / "facts.yaml"
    file.write_text("facts: {insured: 302540, eligible: 310000, closed on: 2014-05-05}", encoding="utf-8")
    given = {"flat": dict(FACTS), "document": {"facts": dict(FACTS)}, "file": file, "read": report.judgement.facts}[
        form
    ]
    before = str(given)
    after = report.how_to_pass()[0].apply(given)
    assert Status.PASS is ruleset.evaluate(after).status
    assert before == str(given)


def test_facts_that_cannot_be_read_raise_as_in_an_evaluation() -> None:
    proposal = ankang_rules.parse(ALONE).evaluate(FACTS).how_to_pass()[0]
    with pytest.raises(ankang_rules.FactsError):
        proposal.apply("nowhere.yaml")


# What has nothing to propose


def test_what_passes_or_does_not_apply_needs_no_change() -> None:
    rules = "ruleset t.t tier t indicator x : count in 人 rule r must x ≥ 1 rule s must x ≥ 5 when x > 3"
    report = ankang_rules.parse(rules).evaluate({"x": 2})
    passes = report.how_to_pass("r")
    assert ("it passes already", "已经达标，无需改动") == (passes.reason("en"), passes.reason("zh"))
    assert "it is not applicable, and making it apply is no way to pass" == report.how_to_pass("s").reason()
    assert not report.how_to_pass("s")


def test_a_change_that_breaks_another_rule_is_made_good() -> None:
    """A rule that passes is looked at once a proposal breaks it; then both are met together."""
    rules = """ruleset t.t tier t
    indicator insured : count in 人
    indicator others : count in 人
    indicator people : count in 人 fixed
    rule enrolled must insured ≥ 98% of people
    rule adds up must insured + others = people
    """
    report = ankang_rules.parse(rules).evaluate({"insured": 90, "others": 10, "people": 100})
    assert ["insured: 90 → 98 人 (+8); others: 10 → 2 人 (−8)"] == texts(report, None)


def test_a_rule_that_fails_is_explained_with_what_makes_it_pass() -> None:
    report = ankang_rules.parse(ALONE).evaluate(FACTS)
    assert "to pass: insured: 302,540 → 303,800 人 (+1,260)" in report.explain("en", rule="enrolled")
    assert "如何达标：已参保人数：302,540 → 303,800 人 (+1,260)" in report.explain("zh", rule="enrolled")


# The same every time

TIES = """
import ankang_rules
rules = ("b is one of {shallow, slide, jump, dive}", "a ≠ w and b is one of {slide, jump}", "b ≠ deep and c ≠ one")
text = "ruleset t.any tier t choices z {shallow, deep, slide, jump, dive} indicator b : one of z "
text += "indicator a : one of {x, y, v, w} indicator c : one of {one, two, six} "
text += " ".join(f"rule r-{number} must {rule}" for number, rule in enumerate(rules))
report = ankang_rules.parse(text).evaluate({"a": "w", "b": "deep", "c": "one"})
for rule in report.rules:
    print(*(proposal.text() for proposal in report.how_to_pass(rule.id)), sep="\\n")
"""


def test_what_costs_the_same_comes_in_the_order_of_the_ruleset_whatever_python_makes_of_sets() -> None:
    told = [
        subprocess.run(
            [sys.executable, "-c", TIES],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout.decode("utf-8")
        for seed in ("1", "2", "3")
    ]
    assert ["b: deep → shallow", "b: deep → slide", "b: deep → jump", "b: deep → dive"] == told[0].splitlines()[:4]
    assert 1 == len(set(told))


# Series in records

WORKS = """\
ruleset t.works tier t
indicator works : list of work {
  reported : monthly yes/no for the first 2 months,
  hands : monthly count in 人 for the first 2 months } zh "工程"
rule told must every work satisfies (every month (reported))
rule manned must every work satisfies (every month (hands ≥ 2))
rule growing must every work satisfies (hands is increasing)
"""


@pytest.mark.parametrize("first", [{"reported": [False, None], "hands": [1, None]}, {}])
def test_a_month_of_a_field_of_a_record_is_a_place_of_its_own(first: dict[str, Any]) -> None:
    ruleset = ankang_rules.parse(WORKS)
    facts = {"works": [first, {"reported": [False, True], "hands": [3, 2]}]}
    report = ruleset.evaluate(facts, as_of="2014-11-30")
    for rule in report.rules:
        found = report.how_to_pass(rule.id)
        assert found, rule.id
        for proposal in found:
            assert Status.PASS is ruleset.evaluate(proposal.apply(facts), as_of="2014-11-30")[rule.id].status
    assert "工程（#2 reported 1 月）：否 → 是" in texts(report, "told", "zh")[0]
    assert (2, "reported", 1) in {change.at for change in report.how_to_pass("told")[0].changes}
