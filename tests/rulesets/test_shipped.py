"""The shipped rulesets: they hold what the standard asks for, and every example in them holds."""

import csv
from importlib.resources import files
from pathlib import Path

import pytest

import ankang_rules
from ankang_rules import Status
from ankang_rules.check.imports import packaged_names
from ankang_rules.core.ruleset import Example
from ankang_rules.model.given import Given, GivenMapping

FUND = list(csv.DictReader(Path(__file__).with_name("fund.csv").read_text(encoding="utf-8").splitlines()))
RULESETS = {name: ankang_rules.load(name) for name in packaged_names()}
EXAMPLES = [pytest.param(r, e, id=f"{name}: {e.title}") for name, r in RULESETS.items() for e in r.core.examples]
DEMO = files("ankang_rules.rulesets").joinpath("ankang", "demo")


@pytest.mark.parametrize(("ruleset", "example"), EXAMPLES)
def test_every_example_holds(ruleset: ankang_rules.Ruleset, example: Example) -> None:
    given = Given(GivenMapping(tuple((Given(key), value) for key, value in example.given)))
    report = ruleset.evaluate(given, as_of=example.as_of)
    assert dict(example.expect) == {rule: report[rule].status.value for rule, _ in example.expect}


def test_every_shipped_ruleset_is_free_of_findings() -> None:
    assert dict.fromkeys(RULESETS, ()) == {name: ruleset.warnings for name, ruleset in RULESETS.items()}


def test_the_fund_group_has_the_criteria_of_the_standard() -> None:
    """Id, clause, force and both labels of all 27 criteria, in the order of the standard."""
    rules = [rule for rule in RULESETS["ankang.county"].core.rules if rule.group == "fund"]
    assert 27 == len(FUND)
    assert [(c["id"], c["clause"], c["force"], c["label_zh"], c["label_en"]) for c in FUND] == [
        (rule.id, rule.clause, rule.force, rule.labels.zh, rule.labels.en) for rule in rules
    ]


def test_every_rule_says_how_to_put_it_right_in_both_languages() -> None:
    for rule in RULESETS["ankang.county"].core.rules:
        assert all((rule.fix.zh, rule.fix.en, rule.evidence.zh, rule.evidence.en)), rule.id


def test_the_standard_stands_there_in_its_own_words() -> None:
    text = files("ankang_rules.rulesets").joinpath("ankang", "county.rules").read_text(encoding="utf-8")
    assert "must fixed-deposit share ≥ 50% of fund" in text


@pytest.mark.parametrize("chinese", ["必须 定期存款额 不低于 基金总量 的 50%", "必须 定期存款额≥基金总量×50%"])
def test_a_condition_written_in_chinese_ends_the_same(chinese: str) -> None:
    """The fixed-deposit rule in Chinese words gives the same status on every example that names it."""
    text = files("ankang_rules.rulesets").joinpath("ankang", "county.rules").read_text(encoding="utf-8")
    english = "must fixed-deposit share ≥ 50% of fund"
    assert 1 == text.count(english)
    in_chinese = ankang_rules.parse(text.replace(english, chinese))
    share = "county.fund.fixed-deposit-share"
    examples = [e for e in in_chinese.core.examples if share in dict(e.expect)]
    assert {"pass", "fail", "unknown", "not_applicable"} == {dict(e.expect)[share] for e in examples}
    for example in examples:
        test_every_example_holds(in_chinese, example)


@pytest.mark.parametrize(
    ("unit", "whole", "others"),
    [
        ("ningshan", Status.PASS, {}),
        (
            "hanyin",
            Status.FAIL,
            {
                "account-records-accurate": Status.FAIL,
                "fixed-deposit-share": Status.FAIL,
                "monthly-analysis": Status.FAIL,
                "subsidy-every-level": Status.FAIL,
                "budget-reasonable": Status.UNKNOWN,
                "subsidy-on-time": Status.UNKNOWN,
                "vouchers-complete": Status.UNKNOWN,
                "reports-timely": Status.NOT_APPLICABLE,
            },
        ),
    ],
)
def test_the_demonstration_counties_end_as_intended(unit: str, whole: Status, others: dict[str, Status]) -> None:
    report = RULESETS["ankang.county"].evaluate(str(DEMO.joinpath(f"{unit}.yaml")))
    assert whole is report.status
    assert others == {r.id.rpartition(".")[2]: r.status for r in report.rules if r.status is not Status.PASS}


def test_the_demonstration_counties_say_that_their_figures_are_invented() -> None:
    for file in DEMO.iterdir():
        if file.name.endswith(".yaml"):
            assert "invented" in file.read_text(encoding="utf-8"), file.name
