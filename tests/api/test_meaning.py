"""Several ways of writing one condition are one condition in the core."""

import pytest

import ankang_rules

HEAD = """ruleset t tier t
indicator fixed-deposit-balance : money in 元 zh "定期存款余额" also "fixed-deposit share" also "定期存款额"
indicator fund-balance-total : money in 元 zh "基金总量" also "fund"
indicator recipients-paid : count in 人
indicator recipients-due : count in 人
define benefit disbursement rate = recipients-paid / recipients-due
rule r must """


def condition(text: str):
    return ankang_rules.parse(HEAD + text).core.rules[0].condition


@pytest.mark.parametrize(
    "text",
    [
        "定期存款额 不低于 基金总量 的 50%",
        "定期存款额≥基金总量×50%",
        "定期存款额 ≧ ５０％ × 基金总量",
        "定期存款额≧基金总量×５０％",
        "fixed_deposit_share >= 50% of FUND",
        "Fixed-deposit-balance is at least 50 % of （fund）",
        "fixed-deposit share ≥ 50% # half\n of fund",
    ],
)
def test_the_fixed_deposit_rule_means_the_same_however_it_is_written(text: str) -> None:
    assert condition("fixed-deposit share ≥ 50% of fund") == condition(text)


def test_a_rate_of_one_hundred_percent_parses_as_it_stands() -> None:
    assert condition("benefit disbursement rate == 100%") == condition("benefit disbursement rate = 1")


def test_a_bound_that_is_left_out_is_another_condition() -> None:
    assert condition("fund ≥ 1 元") != condition("fund > 1 元")


@pytest.mark.parametrize("word", ["超过", "高于", "低于", "少于"])
def test_words_that_leave_their_bound_out(word: str) -> None:
    sign = {"超过": ">", "高于": ">", "低于": "<", "少于": "<"}[word]
    assert condition(f"fund {sign} 3 元") == condition(f"fund {word} 3 元")


@pytest.mark.parametrize(
    ("written", "sign"), [("3 元以上", "≥"), ("3元以下", "≤"), ("3元 以内", "≤"), ("３元以内", "≤")]
)
def test_words_after_a_number_take_their_bound_in(written: str, sign: str) -> None:
    assert condition(f"fund {sign} 3 元") == condition(f"fund {written}")


@pytest.mark.parametrize(("year", "codes"), [(2012, ["F520"]), (2013, []), (2015, []), (2016, ["F520"])])
def test_a_year_of_which_no_day_is_in_force_is_warned_of(year: int, codes: list[str]) -> None:
    ruleset = ankang_rules.parse(
        "ruleset t.t tier t in force from 2013-12-31 to 2015-01-01 indicator a : yes/no rule r must a"
    )
    report = ruleset.evaluate({"a": True}, as_of="2016-06-30", year=year)
    assert codes == [warning.code for warning in report.warnings]
