"""Names, headings, and the report of all problems at once."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from ankang_rules.errors import FactsError
from ankang_rules.facts import read, read_text
from ankang_rules.model.outcome import Known, ReasonKind, unknown

ENGLISH = "unit: 汉滨区\ntier: county\nas of: 2014-11-30\nassessment year: 2014\nfacts: {fund: 1}\nchildren: {}\n"
CHINESE = "单位: 汉滨区\n层级: county\n截至日期: 2014年11月30日\n考核年度: 2014\n事实: {基金总量: 1}\n下级: {}\n"


def problems(facts):
    """The code, the line, the column and the underlined text of all that was found."""
    return [(f.code, f.span.line, f.span.column, f.span.text) for f in facts.warnings]


@pytest.mark.parametrize("text", [ENGLISH, CHINESE])
def test_headings(from_yaml, text):
    """The headings of a document are read in both languages."""
    facts = from_yaml(text)
    assert ("汉滨区", "county", date(2014, 11, 30), 2014) == (facts.unit, facts.tier, facts.as_of, facts.year)
    assert Known(Fraction(1)) == facts["fund"]
    assert () == facts.warnings


def test_arguments_go_before_headings(from_yaml):
    """A day and a year handed over go before those of the document."""
    facts = from_yaml(ENGLISH, as_of="2015-01-02", year=2015)
    assert (date(2015, 1, 2), 2015) == (facts.as_of, facts.year)


@pytest.mark.parametrize("options", [{"as_of": "soon"}, {"as_of": 3}, {"year": 0}, {"year": "2014"}])
def test_wrong_arguments(from_yaml, options):
    """A day that is none, or a year that is none, raises even where reading is lenient."""
    with pytest.raises(FactsError) as raised:
        from_yaml("fund: 1", **options)
    assert ["F512"] == [d.code for d in raised.value.diagnostics]


def test_another_tier(core):
    """Facts of another tier are read, with a warning."""
    facts = read_text("tier: town\nfacts: {fund: 1}", "facts.yaml", core)
    assert [("F513", "warning", "town")] == [(f.code, f.severity, f.span.text) for f in facts.warnings]
    assert Known(Fraction(1)) == facts["fund"]


@pytest.mark.parametrize("name", ["fund", "Fund", "基金总量", "基金结余"])
def test_names(from_yaml, from_python, name):
    """An indicator answers to its name, its label and its aliases."""
    assert Known(Fraction(3)) == from_yaml(f"{name}: 3")["fund"]
    assert Known(Fraction(3)) == from_python({name: 3})["fund"]


@pytest.mark.parametrize("name", ["summary date", "summary-date", "summary_date", "总结日期"])
def test_spellings_of_a_name(from_yaml, name):
    """Blanks, hyphens and underscores are one in a name."""
    assert Known(date(2014, 1, 2)) == from_yaml(f"{name}: 2014-01-02")["summary-date"]


@pytest.mark.parametrize("second", ["fund", "基金总量", "基金结余"])
def test_given_twice(from_yaml, second):
    """Of an indicator given twice, by whatever spelling, neither value counts; both places are shown."""
    facts = from_yaml(f"fund: 1\n{second}: 1")
    assert unknown(ReasonKind.INVALID, "fund") == facts["fund"]
    assert [("F506", 2, 1, second)] == problems(facts)
    assert [(1, 1, "fund")] == [(n.span.line, n.span.column, n.span.text) for n in facts.warnings[0].notes]


def test_given_twice_in_json_and_python(from_json, from_python):
    """Duplicates are found in JSON, and under two spellings in Python."""
    assert ["F506"] == [f.code for f in from_json('{"fund": 1, "fund": 2}').warnings]
    assert ["F506"] == [f.code for f in from_python({"fund": 1, "基金总量": 2}).warnings]


def test_all_problems_at_once(core, from_yaml):
    """Every problem is reported, with line and column; strict reading raises them all, lenient keeps what is sound."""
    text = "as of: soon\nunti: x\nfacts:\n  fnud: 1\n  rate: 98\n  posted: on\n  fund: 5 万元\n  insured: -1\n"
    found = [
        ("F502", 1, 8, "soon"),
        ("F518", 2, 1, "unti"),
        ("F501", 4, 3, "fnud"),
        ("F510", 5, 9, "98"),
        ("F510", 6, 11, "on"),
        ("F505", 8, 12, "-1"),
    ]
    facts = from_yaml(text)
    assert sorted(found) == sorted(problems(facts))
    assert Known(Fraction(50_000)) == facts["fund"]
    assert {"rate", "posted", "fund", "insured"} == set(facts.values)
    assert "F505" == facts.values["insured"].invalid.code
    with pytest.raises(FactsError) as raised:
        read_text(text, "facts.yaml", core)
    assert sorted(found) == sorted((d.code, d.span.line, d.span.column, d.span.text) for d in raised.value.diagnostics)


def test_strict_lets_warnings_pass(core):
    """A warning does not raise."""
    assert ["F515"] == [f.code for f in read_text("height: 101", "facts.yaml", core).warnings]


def test_facts_are_read_once(core, from_yaml):
    """Facts already read are handed back as they are."""
    facts = from_yaml("fund: 1")
    assert facts is read(facts, core)


def test_place_in_python(from_python):
    """Where there is no file, a problem names its path."""
    assert ["facts.rate"] == [f.place for f in from_python({"facts": {"rate": 98}}).warnings]


@pytest.mark.parametrize(
    ("text", "zh", "en", "underlined"),
    [
        ("fnud: 1", "没有名为 `fnud` 的指标", "there is no indicator `fnud`", "fnud"),
        (
            "floor: 1",
            "`floor` 是参数，由标准规定，不是事实",
            "`floor` is a parameter: the standard sets it, and it is no fact",
            "floor",
        ),
        (
            "人均基金: 1",
            "`人均基金` 由其他指标算出，不能作为事实填报",
            "`人均基金` is worked out from other facts, and is not one itself",
            "人均基金",
        ),
        (
            "unit: x",
            "`unit` 不是指标，而是文件的栏目",
            "`unit` is no indicator, but a heading of a document",
            "unit",
        ),
        (
            "fund: 1\nfacts: {}",
            "指标 `fund` 写在了 `事实` 一栏（`facts`）之外",
            "the indicator `fund` stands outside `facts`",
            "fund",
        ),
        (
            "rate: 98",
            "`参保率` 应填百分比，`98` 未带百分号而大于 1",
            "`rate` is a share, and `98` is over 1 without a percent sign",
            "98",
        ),
        (
            "fund: 3 人",
            "`基金总量` 应填金额（单位：元），而 `3 人` 的单位是 `人`",
            "`fund` needs money in 元, but `3 人` is in 人",
            "3 人",
        ),
        (
            "insured: -1",
            "`参保人数` 是计数，不能为负：`-1`",
            "`insured` is a count and cannot be negative: `-1`",
            "-1",
        ),
        (
            "posted: off",
            "`职责上墙` 写作 `off`，不同程序读法不一",
            "`posted` is written `off`, which is read in more than one way",
            "off",
        ),
        (
            "setting: sport",
            "`主管股室` 的选项中没有 `sport`",
            "`sport` is not among the choices for `setting`",
            "sport",
        ),
        (
            "height: 101",
            "`高度` 一般在 0 与 100 之间，实际写的是 `101`",
            "`height` is expected between 0 and 100, but is `101`",
            "101",
        ),
    ],
)
def test_messages(from_yaml, text, zh, en, underlined):
    """A finding is one sentence in each language, and underlines what it is about."""
    (found,) = from_yaml(text).warnings
    assert (zh, en, underlined) == (found.text.zh, found.text.en, found.span.text)


def test_suggestion(from_yaml):
    """An unknown name comes with the likely one, in the language it was written in."""
    (found,) = from_yaml("insurred: 1").warnings
    assert ("did you mean `insured`?", "insured") == (found.help.en, found.fix)
    (found,) = from_yaml("参保人书: 1").warnings
    assert "是否想写 `参保人数`？" == found.help.zh
