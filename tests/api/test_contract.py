"""The names other systems build on."""

import copy
import json
import pickle
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import ankang_rules
from ankang_rules import NONE, FactsError, RulesError, Status

RULES = """
ruleset demo.county tier county in force from 2013-05-01
indicator fund : money in 元 zh "基金总量"
indicator fixed deposits : money in 元 zh "定期存款额"
indicator opened : date
parameter floor = 50%, 60% from 2015-01-01
group money zh "资金"
rule on deposit clause "1" must fixed deposits ≥ floor of fund when fund > 0
rule opened must opened is recorded
"""


@pytest.fixture(scope="module")
def ruleset() -> ankang_rules.Ruleset:
    return ankang_rules.parse(RULES, name="demo.rules")


def test_a_report_answers_by_full_id_and_by_any_unambiguous_end_of_it(ruleset) -> None:
    report = ruleset.evaluate({"fund": 100, "fixed_deposits": 49, "opened": NONE}, as_of=date(2014, 11, 30))
    assert Status.FAIL is report["county.money.on-deposit"].status
    assert report["on deposit"] is report["county.money.on-deposit"]
    assert ["county.money.on-deposit", "county.money.opened"] == [result.id for result in report.rules]
    assert [("money", Status.FAIL)] == [(group.id, group.status) for group in report.groups]


def test_a_rule_nobody_wrote_is_a_key_error_that_names_the_rules(ruleset) -> None:
    report = ruleset.evaluate({}, as_of="2014-11-30")
    with pytest.raises(KeyError, match=r"county\.money\.opened"):
        report["nowhere"]


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"fund": 100, "fixed deposits": 50, "opened": "2014-01-01"}, Status.PASS),
        ({"fund": 100, "fixed deposits": "49.99", "opened": "2014-01-01"}, Status.FAIL),
        ({"fund": 100, "opened": "2014-01-01"}, Status.UNKNOWN),
        ({"基金总量": "1 万元", "定期存款额": "5_000 元", "opened": date(2014, 1, 1)}, Status.PASS),
        ({"fund": 0, "opened": "2014-01-01"}, Status.PASS),
    ],
)
def test_the_whole_folds_its_rules(ruleset, facts, status) -> None:
    assert status is ruleset.evaluate(facts, as_of="2014-11-30").status


def test_before_its_first_day_nothing_applies(ruleset) -> None:
    report = ruleset.evaluate({"fund": 100, "fixed deposits": 1}, as_of="2013-04-30")
    assert Status.NOT_APPLICABLE is report.status
    assert "2013-05-01" in report.explain("zh")


def test_a_dated_parameter_changes_the_verdict_on_its_day(ruleset) -> None:
    facts = {"fund": 100, "fixed deposits": 55, "opened": "2014-01-01"}
    assert Status.PASS is ruleset.evaluate(facts, as_of="2014-12-31").status
    assert Status.FAIL is ruleset.evaluate(facts, as_of="2015-01-01").status


def test_a_caller_sets_a_parameter_and_the_report_says_so(ruleset) -> None:
    facts = {"fund": 100, "fixed deposits": 45, "opened": "2014-01-01"}
    report = ruleset.evaluate(facts, as_of="2014-12-31", parameters={"floor": "40%"})
    assert Status.PASS is report.status
    assert "floor" in report.explain("en")
    assert {"floor": "0.4"} == report.to_dict()["parameters"]


def test_a_parameter_nobody_declared_is_an_error_with_a_suggestion(ruleset) -> None:
    with pytest.raises(FactsError) as caught:
        ruleset.evaluate({}, as_of="2014-12-31", parameters={"flor": "40%"})
    assert "did you mean `floor`?" == caught.value.diagnostics[0].help("en")


def test_today_is_never_assumed(ruleset) -> None:
    with pytest.raises(FactsError, match="no date given"):
        ruleset.evaluate({"fund": 1})


def test_strict_raises_every_problem_and_lenient_judges_with_invalid_facts(ruleset) -> None:
    facts = {"fund": "much", "fixed deposits": "3 人", "extra": 1}
    with pytest.raises(FactsError) as caught:
        ruleset.evaluate(facts, as_of="2014-12-31")
    assert ["F502", "F503", "F501"] == [d.code for d in caught.value.diagnostics]
    report = ruleset.evaluate(facts, as_of="2014-12-31", strict=False)
    assert Status.UNKNOWN is report["on-deposit"].status
    assert {"invalid"} == {reason.kind.value for reason in report["on-deposit"].reasons}
    assert 3 <= len(report.warnings)


def test_rules_that_do_not_hold_together_raise_with_all_their_diagnostics() -> None:
    with pytest.raises(RulesError) as caught:
        ankang_rules.parse("ruleset t tier t rule a must x rule b must y", name="broken.rules")
    assert ["N201", "N201"] == [d.code for d in caught.value.diagnostics]
    assert "broken.rules:1:30" in str(caught.value)


def test_load_takes_a_path_that_ends_in_rules_and_a_packaged_name(tmp_path: Path) -> None:
    file = tmp_path / "own.rules"
    file.write_text(RULES, encoding="utf-8")
    assert "demo.county" == ankang_rules.load(file).name == ankang_rules.load(str(file)).name
    assert "county" == ankang_rules.load("ankang.county").tier
    with pytest.raises(RulesError, match=r"did you mean `ankang\.county`"):
        ankang_rules.load("ankang.cuonty")
    with pytest.raises(RulesError, match="there is no such file"):
        ankang_rules.load(tmp_path / "none.rules")


def test_a_file_imports_the_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "common.rules").write_text(
        'ruleset common indicator fund : money in 元 rule funded must fund > 0 clause "9"', encoding="utf-8"
    )
    own = tmp_path / "own.rules"
    own.write_text(
        'ruleset own tier county import "common.rules" rule funded as in common clause "1"', encoding="utf-8"
    )
    report = ankang_rules.load(own).evaluate({"fund": 1})
    assert [("own.funded", "1", Status.PASS)] == [(r.id, r.rule.clause, r.status) for r in report.rules]


def test_rulesets_and_reports_are_values(ruleset) -> None:
    report = ruleset.evaluate({"fund": Fraction(1, 3)}, as_of="2014-11-30")
    assert ruleset == pickle.loads(pickle.dumps(ruleset)) == copy.deepcopy(ruleset)
    assert hash(ruleset) == hash(ankang_rules.parse(RULES, name="demo.rules"))
    assert report.to_dict() == pickle.loads(pickle.dumps(report)).to_dict()
    with pytest.raises(AttributeError):
        ruleset.core = None


def test_to_dict_is_plain_and_the_same_every_time(ruleset) -> None:
    report = ruleset.evaluate({"unit": "甲县", "facts": {"fund": "0.1", "opened": NONE}}, as_of="2014-11-30")
    first = json.dumps(report.to_dict(), ensure_ascii=False)
    again = ruleset.evaluate({"unit": "甲县", "facts": {"opened": NONE, "fund": "0.1"}}, as_of="2014-11-30")
    assert first == json.dumps(again.to_dict(), ensure_ascii=False)
    data = json.loads(first)
    assert ("demo.county", "甲县", "county", "2014-11-30", "fail") == tuple(
        data[key] for key in ("ruleset", "unit", "tier", "as_of", "status")
    )
    assert "0.1" == data["facts"]["fund"]["value"]
    assert [("county.money.on-deposit", "unknown"), ("county.money.opened", "fail")] == [
        (rule["id"], rule["status"]) for rule in data["rules"]
    ]


def test_a_float_is_taken_by_its_shortest_decimal_text(ruleset) -> None:
    report = ruleset.evaluate({"fund": 0.1, "fixed deposits": 0.05, "opened": "2014-01-01"}, as_of="2014-11-30")
    assert Status.PASS is report.status


def test_a_fact_no_rule_reads_is_reported(ruleset) -> None:
    rules = RULES + "indicator idle : yes/no"
    report = ankang_rules.parse(rules).evaluate({"idle": True}, as_of="2014-11-30")
    assert ["F514"] == [warning.code for warning in report.warnings]
