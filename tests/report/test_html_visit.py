"""The page with the day of the next visit: what falls due by then, what to renew, of the unit and of those below."""

from typing import Any

import pytest

import ankang_rules
from ankang_rules.report.html.page import page
from ankang_rules.report.html.view import First, Page

CITY = """\
ruleset city en "City" tier city
children counties each county : "county.rules"
indicator plan : yes/no
rule planned en "Planned" must plan due 2021-03-31
"""
COUNTY = """\
ruleset county tier county
indicator staff : count in 人 zh "人员" en "Staff"
indicator fund : money in 元 en "Fund"
indicator lit : yes/no en "Lit"
indicator cleanings : monthly count in 次 en "Cleanings"
parameter floor = 3, 5 from 2021-09-01
rule staffed zh "人员到位" en "Staffed" must staff ≥ floor
rule funded en "Funded" must fund > 0
rule light en "Light" must lit due 2021-12-31
rule advised en "Advised" should staff ≥ floor
rule clean en "Clean" must every month (cleanings ≥ 1)
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> ankang_rules.Report:
    folder = tmp_path_factory.mktemp("rules")
    (folder / "county.rules").write_text(COUNTY, encoding="utf-8")
    (folder / "city.rules").write_text(CITY, encoding="utf-8")
    staff = {"value": 4, "on": "2020-11-30"}
    counties: list[dict[str, Any]] = [
        {"unit": "A", "facts": {"staff": staff, "fund": 1, "lit": False, "cleanings": [1] * 12}},
        {"unit": "B", "facts": {"staff": 9}},
    ]
    facts = {"unit": "City", "as of": "2021-01-01", "facts": {"plan": False}, "children": {"counties": counties}}
    return ankang_rules.load(folder / "city.rules").evaluate(facts)


def first_of(unit: str, found: Page) -> First:
    return next(one.first for one in (found.unit, *found.units) if one.name == unit)


def view(
    report: ankang_rules.Report, by: str = "2022-01-31", lang: Any = "en", max_age: str | None = "12 months"
) -> Page:
    return page(report.judgement, lang, visit=report.next_visit(by, max_age=max_age))


def test_what_falls_due_and_what_changes_is_listed_by_its_day_in_the_unit_that_it_is_about(report) -> None:
    found = view(report)
    assert [("Planned", "by 2021-03-31, 89 days left")] == [
        (one.title, one.when) for one in first_of("City", found).due
    ]
    assert [
        ("Staffed", "fail from 2021-09-01 on, though nothing else changes: pass now"),
        ("Light", "by 2021-12-31, 364 days left"),
    ] == [(one.title, one.when) for one in first_of("A", found).due]


def test_by_which_day_stands_with_what_to_mend_and_what_to_hand_in(report) -> None:
    assert (", by 2022-01-31", "（2022-01-31 前）") == (
        view(report).unit.first.by,
        view(report, lang="zh").unit.first.by,
    )


def test_evidence_that_will_be_too_old_facts_without_a_day_and_the_next_year_are_listed(report) -> None:
    found = {listing.title: listing.lines for listing in first_of("A", view(report)).coming}
    assert {
        "evidence older than 12 months by 2022-01-31: to be renewed (1)": (
            "2021-12-01  Staff: of 2020-11-30, read by 2 rules",
        ),
        "facts without a date, of which nobody knows how old they are (3)": ("Fund, Lit, Cleanings",),
        "the assessment year 2022 begins: rules that ask for its facts (1)": ("Clean",),
    } == found


def test_each_unit_tells_only_of_itself(report) -> None:
    found = view(report)
    undated = {
        unit: [one.lines for one in first_of(unit, found).coming if one.title.startswith("facts without a date")]
        for unit in ("City", "B")
    }
    assert {"City": [("plan",)], "B": [("Staff",)]} == undated


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_all_stands_on_the_page(report, lang) -> None:
    text = report.to_html(lang, by="2022-01-31", max_age="12 months")
    said = {
        "zh": ("2021-09-01 起情况不变也会不达标：现在达标", "2021-12-01  人员：2020-11-30 的", "（2022-01-31 前）"),
        "en": ("fail from 2021-09-01 on", "2021-12-01  Staff: of 2020-11-30", "Hand in, by 2022-01-31"),
    }[lang]
    assert [] == [one for one in said if one not in text]
    assert "--by" not in text


def test_without_a_day_the_page_says_how_to_ask_for_it(report) -> None:
    assert "add --by DATE on the command line" in report.to_html("en")


def test_a_day_that_is_past_is_refused(report) -> None:
    with pytest.raises(ankang_rules.ReportError, match="2020-12-31"):
        report.to_html("en", by="2020-12-31")
