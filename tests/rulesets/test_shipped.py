"""The shipped rulesets: free of findings, and true to their own examples; the demonstration units."""

from importlib.resources import files

import pytest

import ankang_rules
from ankang_rules import Status
from ankang_rules.check.imports import packaged_names
from ankang_rules.core.ruleset import Example
from ankang_rules.model.given import Given, GivenMapping

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


def test_the_standard_stands_there_in_its_own_words() -> None:
    text = files("ankang_rules.rulesets").joinpath("ankang", "county.rules").read_text(encoding="utf-8")
    assert "must fixed-deposit share ≥ 50% of fund" in text
    assert "must benefit disbursement rate == 100%" in text
    assert "define benefit disbursement rate = recipients-paid / recipients-due" in text


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
        ("ningshan", Status.PASS, {"violations-handled": Status.NOT_APPLICABLE}),
        (
            "hanyin",
            Status.FAIL,
            {
                "staffing-in-place": Status.FAIL,
                "offices-staffed": Status.FAIL,
                "work-systems": Status.FAIL,
                "new-insured-grows": Status.FAIL,
                "participation-rate": Status.FAIL,
                "guide-long-term": Status.FAIL,
                "renewal-older": Status.FAIL,
                "account-records-accurate": Status.FAIL,
                "fixed-deposit-share": Status.FAIL,
                "monthly-analysis": Status.FAIL,
                "subsidy-every-level": Status.FAIL,
                "benefits-socialised": Status.FAIL,
                "facilities": Status.FAIL,
                "archive-query": Status.FAIL,
                "training-held": Status.FAIL,
                "service-improves": Status.FAIL,
                "accountability": Status.UNKNOWN,
                "duties-performed": Status.UNKNOWN,
                "no-errors": Status.UNKNOWN,
                "no-omissions": Status.UNKNOWN,
                "new-insured-accurate": Status.UNKNOWN,
                "budget-reasonable": Status.UNKNOWN,
                "subsidy-on-time": Status.UNKNOWN,
                "vouchers-complete": Status.UNKNOWN,
                "annual-inspection": Status.UNKNOWN,
                "no-impersonation": Status.UNKNOWN,
                "campaign-effect": Status.UNKNOWN,
                "documents-accurate": Status.NOT_APPLICABLE,
                "reports-timely": Status.NOT_APPLICABLE,
                "violations-handled": Status.NOT_APPLICABLE,
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
