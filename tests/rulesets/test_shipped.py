"""The shipped rulesets: free of findings, and true to their own examples; the demonstration units."""

from importlib.resources import files

import pytest

import ankang_rules
from ankang_rules import Status
from ankang_rules.check.imports import packaged_names
from ankang_rules.core.ruleset import Example
from ankang_rules.testing.run_example import run

RULESETS = {name: ankang_rules.load(name) for name in packaged_names()}
EXAMPLES = [pytest.param(r, e, id=f"{name}: {e.title}") for name, r in RULESETS.items() for e in r.core.examples]
DEMO = files("ankang_rules.rulesets").joinpath("ankang", "demo")


@pytest.mark.parametrize(("ruleset", "example"), EXAMPLES)
def test_every_example_holds(ruleset: ankang_rules.Ruleset, example: Example) -> None:
    outcome = run(ruleset.core, example)
    assert (dict(example.expect), ()) == ({one.rule: one.found.value for one in outcome.compared}, outcome.errors)


def test_every_shipped_ruleset_is_free_of_findings() -> None:
    assert dict.fromkeys(RULESETS, ()) == {name: ruleset.warnings for name, ruleset in RULESETS.items()}


def test_the_standard_stands_there_in_its_own_words() -> None:
    text = files("ankang_rules.rulesets").joinpath("ankang", "county.rules").read_text(encoding="utf-8")
    assert "must fixed-deposit share ≥ 50% of fund" in text
    assert "must benefit disbursement rate == 100%" in text
    assert "define benefit disbursement rate = recipients-paid ÷ recipients-due" in text


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
    ("tier", "unit", "others"),
    [
        ("county", "ningshan", {"fail": "", "unknown": "", "not_applicable": "violations-handled"}),
        (
            "county",
            "hanyin",
            {
                "fail": "staffing-in-place offices-staffed work-systems new-insured-grows participation-rate "
                "guide-long-term renewal-older account-records-accurate fixed-deposit-share monthly-analysis "
                "subsidy-every-level benefits-socialised facilities archive-query training-held service-improves",
                "unknown": "accountability duties-performed no-errors no-omissions new-insured-accurate "
                "budget-reasonable subsidy-on-time vouchers-complete annual-inspection no-impersonation "
                "campaign-effect",
                "not_applicable": "documents-accurate reports-timely violations-handled",
            },
        ),
        (
            "town",
            "town",
            {
                "fail": "funding-guaranteed handled-timely renewal-younger settle-cash equipment",
                "unknown": "remittance recipients-compiled campaigns",
                "not_applicable": "appeals",
            },
        ),
        (
            "village",
            "village",
            {
                "fail": "collection-complete rosters guide-uninterrupted cash-book household-reach",
                "unknown": "no-other-violation benefits",
                "not_applicable": "reports-complete reports-timely",
            },
        ),
    ],
)
def test_the_demonstration_units_end_as_intended(tier: str, unit: str, others: dict[str, str]) -> None:
    """The rules that do not pass, and so the whole: it fails where one of them does."""
    report = RULESETS[f"ankang.{tier}"].evaluate(str(DEMO.joinpath(f"{unit}.yaml")))
    for status, names in others.items():
        found = [rule.id.rpartition(".")[2] for rule in report.rules if rule.status.value == status]
        assert names.split() == found, status
    assert report.status is (Status.FAIL if others["fail"] else Status.PASS)


def test_the_demonstration_units_say_that_their_figures_are_invented() -> None:
    for file in DEMO.iterdir():
        if file.name.endswith(".yaml"):
            assert "invented" in file.read_text(encoding="utf-8"), file.name
