"""Names, headings, keywords, parameters, and the report of all problems at once."""

import pickle
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from ankang_rules.errors import FactsError
from ankang_rules.facts import read, read_text
from ankang_rules.facts.read import read_parameters
from ankang_rules.model.outcome import Known, ReasonKind, unknown


def found(facts):
    """The code, the line and the underlined text of all that was found."""
    return [(f.code, f.span.line, f.span.text) for f in facts.warnings]


def refused(call, *arguments, **options):
    with pytest.raises(FactsError) as raised:
        call(*arguments, **options)
    return raised.value.diagnostics


@pytest.mark.parametrize(
    "text",
    [
        "unit: 汉滨区\ntier: county\nas of: 2014-11-30\nassessment year: 2014\nfacts:\n  fund: 5",
        "单位: 汉滨区\n层级: county\n截至日期: 2014年11月30日\n考核年度: 2014\n事实:\n  基金总量: 5\n下级: {}",
        "Unit: 汉滨区\nTier: County\nas_of: 2014-11-30\nassessment-year: 2014\nfacts: {FUND: 5}\nchildren: {}",
    ],
)
def test_headings(from_yaml, text):
    """A document has headings, in either language and any spelling that folds alike."""
    facts = from_yaml(text)
    assert () == facts.warnings
    assert ("汉滨区", "county") == (facts.unit, facts.tier.lower())
    assert (date(2014, 11, 30), 2014) == (facts.as_of, facts.year)
    assert Known(Fraction(5)) == facts["fund"]


def test_headings_that_json_gives_as_numbers(from_json):
    """A year, or the number of a unit, needs no quotation marks in JSON."""
    facts = from_json('{"assessment year": 2014, "unit": 610902, "facts": {}}')
    assert ((), 2014, "610902") == (facts.warnings, facts.year, facts.unit)


@pytest.mark.parametrize("written", ["2014", "2014年", "２０１４", "2014 年", '"2014"'])
def test_a_year_as_people_write_it(from_yaml, written):
    facts = from_yaml(f"考核年度: {written}\nfacts: {{}}")
    assert (2014, ()) == (facts.year, facts.warnings)


@pytest.mark.parametrize("written", ["0", "20144", "14a", "2014-01", "-2014", "２０１４.5", "年"])
def test_what_is_no_year(from_yaml, written):
    facts = from_yaml(f"考核年度: {written}\nfacts: {{}}")
    assert (None, [("F502", 1, written)]) == (facts.year, found(facts))


@pytest.mark.parametrize("heading", ["unit", "tier"])
@pytest.mark.parametrize("char", ["\x00", "\ud800", "\x1b"])
def test_a_heading_with_a_control_character_is_dropped_with_a_finding(from_python, heading, char):
    """No report could print it."""
    facts = from_python({heading: f"汉滨{char}区", "facts": {}})
    assert (None, ["F519"]) == (getattr(facts, heading), [d.code for d in facts.warnings])


def test_the_call_goes_before_the_document(core, from_yaml):
    """A date and a year given in the call take the place of those in the document, or of those already read."""
    text = "as of: 2014-11-30\nassessment year: 2014\nfacts: {}"
    facts = from_yaml(text, as_of="2015-01-31", year=2013)
    assert (date(2015, 1, 31), 2013) == (facts.as_of, facts.year)
    assert facts == read(from_yaml(text), core, as_of=date(2015, 1, 31), year=2013)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([("F518", 1, "unt")], "unt: a\nfacts: {}"),
        ([("F518", 1, "fund")], "fund: 5\nfacts: {}"),
        ([("F506", 2, "单位")], "unit: a\n单位: b\nfacts: {}"),
        ([("F506", 2, "facts")], "facts: {}\nfacts: {fund: 5}"),
        ([("F502", 1, "昨天"), ("F502", 2, "20xx")], "as of: 昨天\nassessment year: 20xx\nfacts: {}"),
        ([("F502", 1, "''"), ("F502", 2, "[a]")], "unit: ''\ntier: [a]\nfacts: {}"),
        ([("F507", 1, "5")], "facts: 5"),
        ([("F507", 1, "[1]")], "facts: [1]"),
        ([("F501", 1, "unit")], "unit: a\nfund: 5"),
        ([("F513", 1, "town")], "tier: town\nfacts: {}"),
        ([("F521", 1, "children")], "children: {towns: [a.yaml]}\nfacts: {}"),
        ([("F521", 2, "下级")], "facts: {}\n下级: [x]"),
    ],
)
def test_wrong_headings(from_yaml, expected, text):
    """Nothing beside the facts is dropped in silence, children neither."""
    assert expected == found(from_yaml(text))


def test_a_heading_given_twice_points_at_both(from_yaml):
    """The finding stands at the second and has a note at the first."""
    (finding,) = from_yaml("unit: a\n单位: b\nfacts: {}").warnings
    assert ("单位", "unit") == (finding.span.text, finding.notes[0].span.text)


@pytest.mark.parametrize("text", ["tier: town\nfacts: {}", "children: [x]\nfacts: {}", "height: 101"])
def test_warnings_stop_nothing(from_yaml, text):
    """Strict reading lets them pass."""
    assert ["warning"] == [f.severity for f in from_yaml(text, strict=True).warnings]


@pytest.mark.parametrize(
    "name", ["summary date", "summary-date", "summary_date", "Summary  Date", "  summary date", "总结日期"]
)
def test_spellings_of_a_name(from_yaml, from_python, name):
    """Blanks, hyphens, underscores and case are one in a name, and a label is a name."""
    assert Known(date(2014, 1, 2)) == from_yaml(f"{name}: 2014-01-02")["summary-date"]
    assert Known(date(2014, 1, 2)) == from_python({name: "2014-01-02"})["summary-date"]


def test_what_else_an_indicator_is_called(from_yaml):
    assert Known(Fraction(5)) == from_yaml("基金结余: 5")["fund"]


@pytest.mark.parametrize("name", ["fnud", "floor", "per person", "unit", "5", "<<"])
def test_names_of_no_indicator(from_yaml, name):
    """A name nobody declared, a parameter, a definition and a heading are no facts."""
    facts = from_yaml(f"{name}: 5")
    assert [("F501", 1, name)] == found(facts)
    assert {} == facts.values


def test_a_likely_name_is_offered_in_the_language_it_was_written_in(from_yaml):
    """One likely spelling is a fix; a far-off name has none."""
    assert ["fund", "参保人数", None] == [
        from_yaml(f"{name}: 5").warnings[0].fix for name in ("fnud", "参保人书", "zzz")
    ]


@pytest.mark.parametrize("text", ["fund: 5\nfund: 6", "fund: 5\n基金总量: 5", "Fund: 5\n基金结余: null"])
def test_a_fact_given_twice_does_not_count(from_yaml, text):
    """Two entries for one indicator make it invalid, even where they agree; both places are shown."""
    facts = from_yaml(text)
    first, second = (line.partition(":")[0] for line in text.split("\n"))
    assert [("F506", 2, second)] == found(facts)
    assert unknown(ReasonKind.INVALID, "fund") == facts["fund"]
    assert first == facts.warnings[0].notes[0].span.text


def test_given_twice_in_json_and_python(from_json, from_python):
    """Duplicates are found in JSON, where Python would keep the last, and under two spellings in Python."""
    assert ["F506"] == [f.code for f in from_json('{"fund": 1, "fund": 2}').warnings]
    assert ["F506"] == [f.code for f in from_python({"fund": 1, "基金总量": 2}).warnings]


def test_keywords_stand_beside_any_source(core, tmp_path):
    """A fact named in the call joins those of a mapping, a document or a file."""
    file = tmp_path / "facts.yaml"
    file.write_text("unit: a\nfacts: {fund: 5}", encoding="utf-8")
    for source in ({}, {"fund": 5}, {"unit": "a", "facts": {"fund": 5}}, file):
        facts = read(source, core, named={"summary_date": "2014-01-02", "insured": 3})
        assert (Known(date(2014, 1, 2)), Known(Fraction(3))) == (facts["summary-date"], facts["insured"])


def test_a_fact_both_in_the_mapping_and_among_the_keywords_is_given_twice(core):
    """Neither goes before the other."""
    (finding,) = refused(read, {"summary date": "2014-01-01"}, core, named={"summary_date": "2014-01-01"})
    assert ("F506", "summary_date") == (finding.code, finding.place)


def test_mistakes_in_keywords_are_told_with_the_others(core):
    (first, second) = refused(read, {"insured": -1}, core, named={"fnud": 5})
    assert [("F505", "insured"), ("F501", "fnud")] == [(d.code, d.place) for d in (first, second)]


def test_facts_already_read_are_returned_and_take_no_keywords(core, from_yaml):
    """They were held against the ruleset as a whole."""
    facts = from_yaml("fund: 5")
    assert facts is read(facts, core)
    assert ["F512"] == [d.code for d in refused(read, facts, core, named={"insured": 3})]


def test_of_many_findings_some_are_told_and_the_rest_counted(from_python, from_yaml):
    """A hundred wrong names, or a hundred faults of one fact, hide no fault of another fact."""
    facts = from_python({f"fund {n}": n for n in range(3000)} | {"insured": -1})
    assert [*["F501"] * 100, "F505", "F522"] == [f.code for f in facts.warnings]
    assert (
        "there are 2,900 more problems of the kind F501 (a fact under a name nobody declared) that are not listed"
        == facts.warnings[-1].text("en")
    )
    facts = from_yaml(f"covered: [{'x, ' * 2000}y]\nrate: 98")
    assert [*["F504"] * 100, "F522", "F510"] == [f.code for f in facts.warnings]
    more = facts.warnings[100]
    assert ("`股室职能` 中还有 1,901 处问题没有列出", "x") == (more.text("zh"), more.span.text)


def test_many_warnings_hide_no_error(from_python):
    """They are counted apart."""
    members = [f"x{n}" for n in range(300)]
    codes = [f.code for f in from_python(offered=[*members, None]).warnings]
    assert (100, ["F504", "F523"]) == (codes.count("F516"), [code for code in codes if code != "F516"])


def test_all_problems_at_once(core, from_yaml):
    """Every problem is reported, with line and column; strict reading raises them all, lenient keeps what is sound."""
    text = "as of: soon\nunti: x\nfacts:\n  fnud: 1\n  rate: 98\n  posted: on\n  fund: 5 万元\n  insured: -1\n"
    expected = [
        ("F502", 1, "soon"),
        ("F518", 2, "unti"),
        ("F501", 4, "fnud"),
        ("F510", 5, "98"),
        ("F510", 6, "on"),
        ("F505", 8, "-1"),
    ]
    facts = from_yaml(text)
    assert expected == found(facts)
    assert Known(Fraction(50_000)) == facts["fund"]
    assert {"rate", "posted", "fund", "insured"} == set(facts.values)
    assert "F505" == facts.values["insured"].invalid.code
    with pytest.raises(FactsError, match=r"facts\.yaml:5:9") as raised:
        read_text(text, "facts.yaml", core)
    assert expected == [(d.code, d.span.line, d.span.text) for d in raised.value.diagnostics]


def test_findings_in_python_facts_name_their_path(from_python):
    """Without a file the finding says which part of the mapping is meant."""
    facts = from_python({"facts": {"incidents": [{"date": "x"}], "enrolments": {"13": 1}}})
    assert ["facts.incidents[0].date", "facts.enrolments.13"] == [finding.place for finding in facts.warnings]


def test_facts_are_values(from_yaml):
    """Facts compare, hash and travel between processes."""
    one, other = from_yaml("unit: a\nfacts: {fund: 5}"), from_yaml("unit: a\nfacts: {基金总量: '5'}")
    assert one == pickle.loads(pickle.dumps(one))
    assert (one["fund"], hash(one)) == (other["fund"], hash(from_yaml("unit: a\nfacts: {fund: 5}")))


@pytest.mark.parametrize(
    "options", [{"as_of": "soon"}, {"as_of": 5}, {"year": "2014"}, {"year": True}, {"year": 0}, {"year": 10_000}]
)
def test_wrong_arguments(from_yaml, options):
    """An argument that is no day or no year is refused, lenient or not."""
    assert [("F512", *options)] == [(d.code, d.place) for d in refused(from_yaml, "fund: 5", **options)]


def test_parameters_of_one_evaluation(core):
    """A caller's value of a parameter is read like a fact, and a bare number in the declared unit."""
    assert {"floor": Fraction(97, 100)} == read_parameters({"底线": "97%"}, core)
    assert {"cap": Fraction(30_000)} == read_parameters({"cap": 3}, core)
    assert {"posts": Fraction(4)} == read_parameters({"posts": Decimal(4)}, core)


class Unprintable:
    """An object whose text cannot be had."""

    def __str__(self):
        raise RuntimeError


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("F512", {"flor": 1}),
        ("F512", {"fund": 1}),
        ("F512", {"floor": None}),
        ("F512", {3: 4}),
        ("F512", {10**6000: 1}),
        ("F512", {Unprintable(): 1}),
        ("F512", {"底\ud800": 1}),
        ("F512", {"": 1}),
        ("F510", {"floor": 98}),
        ("F506", {"floor": 0.5, "底线": 0.6}),
    ],
    ids=lambda value: value if isinstance(value, str) else type(next(iter(value))).__name__,
)
def test_wrong_parameters(core, code, given):
    """What is no parameter, has no value, a wrong one, or two, is refused."""
    assert [code] == [d.code for d in refused(read_parameters, given, core)]
