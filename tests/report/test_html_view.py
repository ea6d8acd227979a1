"""What stands on the page, as data: what to do first, the map, which units have room, nothing left out."""

import re
from html import unescape

import pytest

import ankang_rules
from ankang_rules.explain.units import units_below
from ankang_rules.report.html.page import page
from ankang_rules.report.html.room import chosen
from ankang_rules.report.html.view import Page

CITY = """\
ruleset city en "City" tier city
children counties each county : "county.rules"
indicator plan : yes/no collected from "archive"
indicator budget : money in 元 collected from "ledger"
indicator spent : money in 元 collected from "ledger"
rule planned must plan
rule funded must budget ≥ 100
rule kept must spent ≤ budget
rule later must budget ≥ 1000 due 2021-06-30
rule sooner must plan due 2021-03-31
rule advised should spent > 0
rule head en "Head named" for each county must head fix "name one"
"""
COUNTY = """\
ruleset county tier county
indicator head : yes/no
indicator staff : count in 人
group people en "People"
rule staffed en "Staffed" must staff ≥ 3
rule many en "Many" must staff ≥ 10
rule nice en "Nice" should staff ≥ 100
group desk en "Desk"
rule desk-head en "Desk head" must head
"""


@pytest.fixture
def report(tmp_path) -> ankang_rules.Report:
    (tmp_path / "county.rules").write_text(COUNTY, encoding="utf-8")
    (tmp_path / "city.rules").write_text(CITY, encoding="utf-8")
    counties = [
        {"unit": "A", "facts": {"head": True, "staff": 12}},
        {"unit": "B", "facts": {"head": False, "staff": 2}},
        {"unit": "C", "facts": {"head": False}},
        {"unit": "D", "facts": {"head": True}},
    ]
    facts = {"unit": "City", "as of": "2021-01-01", "facts": {"plan": False}, "children": {"counties": counties}}
    return ankang_rules.load(tmp_path / "city.rules").evaluate(facts)


def view(report: ankang_rules.Report, **room: int) -> Page:
    return page(report.judgement, "en", **room)


def test_what_fails_comes_first_with_the_advice_and_units_that_fail_alike_together(report) -> None:
    found = [(one.title, one.lines, [note.texts for note in one.fixes][-1:]) for one in view(report).unit.first.mend]
    assert [
        ("planned", ("plan: no; required: yes",), [("plan: no → yes",)]),
        ("Head named", ("B, C: head: no; required: yes",), [("name one",)]),
    ] == found


def test_changes_that_would_do_are_those_that_the_report_proposes(report) -> None:
    """The smallest few; of a unit below another the first, of what is asked by a unit above the advice alone."""
    found = view(report)
    shown = {one.title: one.fixes[0].texts for one in found.unit.first.mend}
    assert {"planned": ("plan: no → yes",), "Head named": (report.how_to_pass("head")[0].text(),)} == shown
    below = {one.title: one.fixes[0].texts for one in found.units[1].first.mend}
    assert {
        "Staffed": ("staff: 2 → 3 人 (+1)",),
        "Many": ("staff: 2 → 10 人 (+8)",),
        "Desk head": ("head: no → yes",),
        "Head named": ("name one",),
    } == below


def test_short_of_room_it_is_left_to_the_own_page_of_a_unit_how_it_would_pass(report) -> None:
    found = view(report, most_in_full=0)
    assert {"fix"} == {note.kind for unit in found.units for one in unit.first.mend for note in one.fixes}
    assert "every way to pass: add --unit B on the command line" in found.units[1].own_page


def test_facts_are_asked_for_by_where_they_are_collected_and_how_many_rules_wait(report) -> None:
    """Advice waits for nothing: `spent` would be asked for twice."""
    (ledger,) = view(report).unit.first.hand_in
    assert ("ledger", [("budget", "(3 rules)"), ("spent", "")]) == (
        ledger.name,
        [(fact.name, fact.waiting) for fact in ledger.facts],
    )


def test_what_falls_due_is_in_the_order_of_the_days(report) -> None:
    found = [(one.title, one.when) for one in view(report).unit.first.due]
    assert [("sooner", "by 2021-03-31, 89 days left"), ("later", "by 2021-06-30, 180 days left")] == found


def test_what_a_unit_above_asks_is_to_be_mended_too(report) -> None:
    (county,) = [one for one in view(report).units if one.name == "B"]
    assert [("Staffed", ""), ("Many", ""), ("Desk head", ""), ("Head named", "asked by City")] == [
        (one.title, one.who) for one in county.first.mend
    ]


def test_the_map_says_of_each_group_how_it_ended_and_by_how_many_rules(report) -> None:
    (wall,) = view(report).unit.walls
    assert ("counties", ("People", "Desk")) == (wall.unit_title, wall.groups)
    assert {
        "A": ("pass", ["✓ ", "✓ "]),
        "B": ("fail", ["✗ 2", "✗ 1"]),
        "C": ("fail", ["? 2", "✗ 1"]),
        "D": ("unknown", ["? 2", "✓ "]),
    } == {
        row.unit.name: (row.badge.key, [f"{cell.badge.mark} {cell.number}" for cell in row.cells]) for row in wall.rows
    }


def test_the_map_of_every_unit_leads_to_the_units_on_it() -> None:
    report = ankang_rules.load("ankang.programme").evaluate("rulesets/ankang/demo/city/city.yaml")
    found = page(report.judgement, "zh")
    paths = {unit.anchor: unit.path for unit in found.units}
    inside = [(f"{unit.path}/{row.unit.name}", row.unit) for unit in found.units for w in unit.walls for row in w.rows]
    assert [path for path, _ in inside] == [paths[ref.anchor] for _, ref in inside]
    assert len(inside) > 100
    assert 118 == len(paths)


def test_units_that_ended_so_by_the_same_rules_are_one_line(report) -> None:
    (level,) = view(report).unit.levels
    assert [
        ("fail", ("Desk head",), ["B", "C"]),
        ("fail", ("Staffed", "Many"), ["B"]),
        ("unknown", ("Staffed", "Many"), ["D"]),
        ("pass", (), ["A"]),
    ] == [(one.badge.key, one.rules, [unit.name for unit in one.units]) for one in level.reasons]


def test_short_of_room_units_that_fail_go_first_and_the_rest_is_counted(report) -> None:
    below = list(units_below(report.judgement))
    shown = chosen(below, most_in_full=4, most=12)
    assert [("B", True), ("C", False), ("D", False)] == [(one.unit.name, one.is_full) for one in shown]
    assert 4 == len(chosen(below))


def test_of_a_unit_in_brief_what_does_not_fail_is_named(report) -> None:
    found = view(report, most_in_full=0, most=12)
    (county,) = [one for one in found.units if one.name == "C"]
    (people, desk) = county.groups
    assert ((), [("unknown", ("Staffed", "Many", "Nice"))]) == (
        people.rules,
        [(one.badge.key, one.titles) for one in people.named],
    )
    assert ["Desk head"] == [rule.title for rule in desk.rules]
    assert "--unit A" in found.left_out
    assert "1 more unit" in found.left_out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_that_the_text_says_of_a_rule_is_missing(lang) -> None:
    """Word for word, but for the signs, and for the names of what is missing where the argument has them already."""
    report = ankang_rules.load("ankang.county").evaluate("rulesets/ankang/demo/hanyin.yaml")
    on_page = unescape(re.sub(r"<[^>]*>", "", report.to_html(lang)))
    argued = [line for line in report.explain(lang).splitlines() if line.startswith("    ")]
    said = [part for line in argued for part in re.split("[；;] ?", re.sub(r"^ *([✓✗?–·] )?", "", line))]
    said = [
        re.sub(r"^(整改|凭据|如何达标|fix|evidence|to pass)(：|: )|（或另.*）$| \(or in one .*\)$", "", part)
        for part in said
    ]
    assert [] == [part for part in said if part not in on_page and not part.startswith(("还缺", "missing"))]
    assert len(said) > 100


def test_the_deepest_condition_that_loads_is_shown_step_by_step() -> None:
    condition = "a > 0 人"
    for i in range(90):
        condition = f"(b > {i} 人 and ({condition}))" if i % 2 else f"(b < {i} 人 or ({condition}))"
    declared = "indicator a : count in 人 indicator b : count in 人"
    report = ankang_rules.parse(f"ruleset deep tier county {declared} rule x must {condition}").evaluate({"a": 0})
    steps = report.to_html("en").partition("Step by step")[2]
    assert 181 < steps.count("<ul>")


def test_a_follow_up_says_what_was_carried_forward() -> None:
    from ankang_rules.report import saved

    rules = ankang_rules.parse("ruleset d tier t indicator a : yes/no indicator b : yes/no rule x must a rule y must b")
    before = saved.read_text(rules.evaluate(a=True, b=False, as_of="2021-01-01").to_json(), "before.json")
    found = view(rules.follow_up(before, {"b": True}, as_of="2021-02-01")).unit
    assert any("1 carried forward" in text for text in found.facts), found.facts
    x, y = found.loose.rules
    assert x.remarks[0].startswith("carried forward")
    assert y.remarks[0].startswith("judged again")
