"""Headings, names, and the facts of one unit as a whole."""

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
    return [(finding.code, finding.span.text) for finding in facts.warnings]


@pytest.mark.parametrize(
    "text",
    [
        "unit: 汉滨区\ntier: county\nas of: 2014-11-30\nassessment year: 2014\nfacts:\n  fund: 5",
        "单位: 汉滨区\n层级: county\n截至日期: 2014年11月30日\n考核年度: 2014\n事实:\n  基金总量: 5",
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


def test_the_call_goes_before_the_document(from_yaml):
    """A date and a year given in the call take the place of those in the document."""
    facts = from_yaml("as of: 2014-11-30\nassessment year: 2014\nfacts: {}", as_of="2015-01-31", year=2013)
    assert (date(2015, 1, 31), 2013) == (facts.as_of, facts.year)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([("F518", "unt")], "unt: a\nfacts: {}"),
        ([("F518", "fund")], "fund: 5\nfacts: {}"),
        ([("F506", "单位")], "unit: a\n单位: b\nfacts: {}"),
        ([("F506", "facts")], "facts: {}\nfacts: {fund: 5}"),
        ([("F502", "昨天"), ("F502", "20xx")], "as of: 昨天\nassessment year: 20xx\nfacts: {}"),
        ([("F502", "''"), ("F502", "[a]")], "unit: ''\ntier: [a]\nfacts: {}"),
        ([("F507", "5")], "facts: 5"),
        ([("F507", "[1]")], "facts: [1]"),
        ([("F501", "unit")], "unit: a\nfund: 5"),
        ([("F513", "town")], "tier: town\nfacts: {}"),
    ],
)
def test_wrong_headings(from_yaml, expected, text):
    """Nothing beside the facts is dropped in silence."""
    assert expected == found(from_yaml(text))


def test_a_heading_given_twice_points_at_both(from_yaml):
    """The finding stands at the second and has a note at the first."""
    (finding,) = from_yaml("unit: a\n单位: b\nfacts: {}").warnings
    assert ("单位", "unit") == (finding.span.text, finding.notes[0].span.text)


def test_facts_of_another_tier_are_only_warned_about(from_yaml):
    """The wrong tier does not stop an evaluation."""
    assert ["F513"] == [f.code for f in from_yaml("tier: town\nfacts: {}", strict=True).warnings]


@pytest.mark.parametrize("name", ["fund", "Fund", "基金总量", "基金结余", "  fund"])
def test_spellings_of_a_name(from_python, name):
    """An indicator is found under its name, its label and what else it is called."""
    assert Known(Fraction(5)) == from_python({name: 5})["fund"]


def test_names_as_keywords(from_python):
    """An underscore stands for a blank."""
    assert Known(date(2014, 1, 31)) == from_python(summary_date="2014-01-31")["summary-date"]


@pytest.mark.parametrize("text", ["fund: 5\nfund: 6", "fund: 5\n基金总量: 5", "Fund: 5\n基金结余: null"])
def test_a_fact_given_twice_does_not_count(from_yaml, text):
    """Two entries for one indicator make it invalid, even where they agree."""
    facts = from_yaml(text)
    assert ["F506"] == [code for code, _ in found(facts)]
    assert unknown(ReasonKind.INVALID, "fund") == facts["fund"]
    assert text.split("\n")[0].partition(":")[0] == facts.warnings[0].notes[0].span.text


@pytest.mark.parametrize("name", ["fnud", "floor", "per person", "unit", "5", "<<"])
def test_names_of_no_indicator(from_yaml, name):
    """A name nobody declared, a parameter, a definition and a heading are no facts."""
    facts = from_yaml(f"{name}: 5")
    assert [("F501", name)] == found(facts)
    assert {} == facts.values


def test_a_likely_name_is_offered_as_the_fix(from_yaml):
    """One likely spelling is a fix; a far-off name has none."""
    assert "fund" == from_yaml("fnud: 5").warnings[0].fix
    assert None is from_yaml("zzz: 5").warnings[0].fix


def test_of_many_findings_some_are_told_and_the_rest_counted(from_python, from_yaml):
    """A hundred wrong names, or a hundred faults of one fact, hide no fault of another fact."""
    facts = from_python({f"fund {n}": n for n in range(3000)} | {"insured": -1})
    assert ["F505", *["F501"] * 100, "F522"] == sorted(
        (f.code for f in facts.warnings), key=lambda code: code != "F505"
    )
    assert "there are 2,900 more problems that are not listed" == facts.warnings[-1].text("en")
    facts = from_yaml(f"covered: [{'x, ' * 2000}y]\nrate: 98")
    assert [*["F504"] * 100, "F522", "F510"] == [f.code for f in facts.warnings]
    assert "there are 1,901 more problems with `covered` that are not listed" == facts.warnings[100].text("en")


def test_all_problems_at_once_with_line_and_column(core):
    """Strict reading raises every error together, in the order of the file."""
    text = "fnud: 1\nrate: 98\nposted: on\nheight: 101\ninsured: -3\n"
    with pytest.raises(FactsError) as raised:
        read_text(text, "facts.yaml", core)
    assert [("F501", 1, "fnud"), ("F510", 2, "98"), ("F510", 3, "on"), ("F505", 5, "-3")] == [
        (d.code, d.span.line, d.span.text) for d in raised.value.diagnostics
    ]
    assert "facts.yaml:2:7" in str(raised.value)


def test_lenient_reading_keeps_the_rest(from_yaml):
    """Without strictness a wrong fact is invalid and the others are read."""
    facts = from_yaml("rate: 98\nfund: 5")
    assert unknown(ReasonKind.INVALID, "rate") == facts["rate"]
    assert Known(Fraction(5)) == facts["fund"]


def test_findings_in_python_facts_name_their_path(from_python):
    """Without a file the finding says which part of the mapping is meant."""
    facts = from_python({"facts": {"incidents": [{"date": "x"}], "enrolments": {"13": 1}}})
    assert ["facts.incidents[0].date", "facts.enrolments.13"] == [finding.place for finding in facts.warnings]


def test_facts_are_values(from_yaml):
    """Facts compare, hash and travel between processes."""
    one, other = from_yaml("unit: a\nfacts: {fund: 5}"), from_yaml("unit: a\nfacts: {基金总量: '5'}")
    assert one == pickle.loads(pickle.dumps(one))
    assert (one["fund"], hash(one)) == (other["fund"], hash(from_yaml("unit: a\nfacts: {fund: 5}")))


def test_facts_already_read_are_returned(core, from_yaml):
    """Reading facts again gives the same facts."""
    facts = from_yaml("fund: 5")
    assert facts is read(facts, core)


@pytest.mark.parametrize("options", [{"as_of": "gestern"}, {"as_of": 5}, {"year": "2014"}, {"year": True}, {"year": 0}])
def test_wrong_arguments(from_yaml, options):
    """An argument that is no day or no year is refused, lenient or not."""
    with pytest.raises(FactsError) as raised:
        from_yaml("fund: 5", **options)
    assert ["F512"] == [d.code for d in raised.value.diagnostics]


def test_parameters_of_one_evaluation(core):
    """A caller's value of a parameter is read like a fact, and a bare number in the declared unit."""
    assert {"floor": Fraction(97, 100)} == read_parameters({"底线": "97%"}, core)
    assert {"cap": Fraction(30_000)} == read_parameters({"cap": 3}, core)
    assert {"posts": Fraction(4)} == read_parameters({"posts": Decimal(4)}, core)


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("F512", {"flor": 1}),
        ("F512", {"fund": 1}),
        ("F512", {"floor": None}),
        ("F512", {3: 4}),
        ("F510", {"floor": 98}),
        ("F506", {"floor": 0.5, "底线": 0.6}),
    ],
)
def test_wrong_parameters(core, code, given):
    """What is no parameter, has no value, a wrong one, or two, is refused."""
    with pytest.raises(FactsError) as raised:
        read_parameters(given, core)
    assert [code] == [d.code for d in raised.value.diagnostics]
