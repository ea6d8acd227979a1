"""What a follow-up carries forward is marked in every form of the report, in words and with the day it is from."""

import csv
import io
from html import unescape

import pytest
from junitparser import JUnitXml

import ankang_rules
from ankang_rules.report.html.page import page
from ankang_rules.report.saved import Saved, read_text
from ankang_rules.source import LANGUAGES

RULES = """
ruleset demo.pool zh "泳池" en "Pool" tier pool
indicator guards : count in 人 zh "救生员" en "Guards"
indicator fund : money in 元 zh "资金" en "Fund"
indicator lit : yes/no zh "有照明" en "Lit"
group people zh "人员" en "People"
rule enough zh "够数" en "Enough" must guards ≥ 3
rule funded zh "有资金" en "Funded" must fund > 0
rule paid zh "已付" en "Paid" must fund > 9 when lit
"""
CITY = """
ruleset demo.town zh "镇" en "Town" tier town
children pools each pool : "pool.rules"
"""
BEFORE = {"unit": "Riverside", "as of": "2021-06-30", "facts": {"guards": 2, "fund": 5, "lit": False}}
AFTER = {"unit": "Riverside", "as of": "2021-07-31", "facts": {"guards": 3}}


@pytest.fixture(scope="module")
def before() -> Saved:
    return read_text(ankang_rules.parse(RULES).evaluate(BEFORE).to_json(), "june.json")


@pytest.fixture(scope="module")
def after(before: Saved) -> ankang_rules.Report:
    return ankang_rules.parse(RULES).follow_up(before, AFTER)


def test_a_table_says_of_each_row_whether_it_was_carried_forward_and_from_which_report(before, after) -> None:
    rows = {row["rule"].rpartition(".")[2]: row for row in csv.DictReader(io.StringIO(after.to_csv("en")))}
    assert {
        "enough": ("judged_again", "2021-06-30", before.seal),
        "funded": ("carried", "2021-06-30", before.seal),
        "paid": ("carried", "2021-06-30", before.seal),
    } == {name: (row["follow_up"], row["earlier_as_of"], row["earlier_report"]) for name, row in rows.items()}


def test_a_table_of_a_report_that_follows_none_leaves_the_columns_empty() -> None:
    (row, *_) = csv.DictReader(io.StringIO(ankang_rules.parse(RULES).evaluate(BEFORE).to_csv()))
    assert ("", "", "") == (row["follow_up"], row["earlier_as_of"], row["earlier_report"])


def test_a_build_server_is_told_of_the_suite_and_of_each_case(before, after) -> None:
    (suite,) = JUnitXml.fromstring(after.to_junit("en"))
    told = {one.name: one.value for one in suite.properties()}
    assert (before.seal, "2021-06-30", "2") == tuple(told[name] for name in ("follows", "follows_as_of", "carried"))
    marked = {case.name: "carried forward from the report of 2021-06-30" in (case.system_out or "") for case in suite}
    assert {"enough": False, "funded": True, "paid": True} == marked


def test_a_suite_that_follows_none_says_nothing_of_it() -> None:
    (suite,) = JUnitXml.fromstring(ankang_rules.parse(RULES).evaluate(BEFORE).to_junit())
    assert not {"follows", "follows_as_of", "carried"} & {one.name for one in suite.properties()}


def test_a_comment_counts_and_lists_what_was_carried_forward(before, after) -> None:
    assert (
        "### ✓ Riverside · Pool (demo.pool), as of 2021-07-31: pass\n"
        "\n"
        "3 rules: 2 pass, 1 not applicable\n"
        "\n"
        f"follows the report of 2021-06-30 ({before.seal[:12]}): 2 carried forward, 1 judged again\n"
        "\n"
        "Nothing fails and nothing is unknown.\n"
        "\n"
        "<details><summary>Carried forward from the earlier report (2)</summary>\n"
        "\n"
        "- ✓ pass · Funded · carried forward from 2021-06-30\n"
        "- – not applicable · Paid · carried forward from 2021-06-30\n"
        "\n"
        "</details>\n"
    ) == after.to_markdown("en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_marks_each_rule_and_counts_them(after, lang) -> None:
    mark = {"zh": "沿用 2021-06-30 的报告", "en": "carried forward from the report of 2021-06-30"}[lang]
    (group,) = page(after.judgement, lang).unit.groups
    marked = {rule.id.rpartition(".")[2]: any(mark in text for text in rule.remarks) for rule in group.rules}
    assert {"enough": False, "funded": True, "paid": True} == marked
    total = {"zh": "沿用 2 条，重新评定 1 条", "en": "2 carried forward, 1 judged again"}[lang]
    assert total in unescape(after.to_html(lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_there_is_only_room_for_names_they_are_marked_too(tmp_path, lang) -> None:
    (tmp_path / "pool.rules").write_text(RULES, encoding="utf-8")
    (tmp_path / "town.rules").write_text(CITY, encoding="utf-8")
    town = ankang_rules.load(tmp_path / "town.rules")
    before = town.evaluate({"unit": "T", "as of": "2021-06-30", "facts": {}, "children": {"pools": [BEFORE]}})
    saved = read_text(before.to_json(), "june.json")
    after = town.follow_up(saved, {"unit": "T", "as of": "2021-07-31", "facts": {}, "children": {"pools": [AFTER]}})
    (below,) = page(after.judgement, lang, most_in_full=0).units
    named = {title: one.remark for one in below.groups[0].named for title in one.titles}
    names = {"zh": ("够数", "有资金", "已付"), "en": ("Enough", "Funded", "Paid")}[lang]
    assert [False, True, True] == ["2021-06-30" in named[name] for name in names]
