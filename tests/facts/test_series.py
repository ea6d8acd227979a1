"""Months, records, and provenance: values with parts."""

from datetime import date
from fractions import Fraction

import pytest

from ankang_rules.facts import Provenance
from ankang_rules.model.outcome import Known, ReasonKind, unknown


def codes(facts):
    return [finding.code for finding in facts.warnings]


def month(facts, number):
    return facts["enrolments"].value[number - 1]


def test_twelve_months(from_yaml):
    """A month may be known, missing, absent or invalid on its own."""
    facts = from_yaml("enrolments: [1, 2, 3, 4, 5, 6, 7, 8, 9, null, none, x]")
    assert Known(Fraction(9)) == month(facts, 9)
    assert unknown(ReasonKind.MISSING, "enrolments", 10) == month(facts, 10)
    assert unknown(ReasonKind.ABSENT, "enrolments", 11) == month(facts, 11)
    assert unknown(ReasonKind.INVALID, "enrolments", 12) == month(facts, 12)
    assert ["F502"] == codes(facts)


@pytest.mark.parametrize("written", ["[1, 2, 3]", "5", "{13: 4}", "{x: 4}", "{2014-01: 4}"])
def test_not_twelve_months(from_yaml, written):
    """A list of another length, a single value, a name that is no month, or a month without its year is invalid."""
    assert unknown(ReasonKind.INVALID, "enrolments") == from_yaml(f"enrolments: {written}")["enrolments"]


@pytest.mark.parametrize("name", ["2014-03", "2014-3", "2014年3月", "3月", "3", "03", "３月"])
def test_spellings_of_a_month(from_yaml, name):
    """A month is named by its number, with or without the assessment year."""
    facts = from_yaml(f"assessment year: 2014\nfacts:\n  enrolments: {{{name}: 7}}")
    assert () == facts.warnings
    assert Known(Fraction(7)) == month(facts, 3)
    assert unknown(ReasonKind.MISSING, "enrolments", 4) == month(facts, 4)


def test_months_of_another_year(from_yaml):
    """A month outside the assessment year makes the series invalid."""
    facts = from_yaml("assessment year: 2014\nfacts:\n  enrolments: {2014-01: 3, 2013-05: 4}")
    assert ["F502"] == codes(facts)
    assert "2013-05" == facts.warnings[0].span.text


def test_the_year_of_the_day_stands_in_for_the_assessment_year(from_yaml):
    """Without an assessment year, months belong to the year of the date."""
    assert () == from_yaml("as of: 2014-11-30\nfacts:\n  enrolments: {2014-01: 3}").warnings
    assert () == from_yaml("enrolments: {2014-01: 3}", as_of="2014-11-30").warnings
    assert () == from_yaml("enrolments: {2014-01: 3}", year=2014).warnings


def test_a_month_given_twice_is_invalid(from_yaml):
    """Two spellings of one month contradict each other, and neither counts."""
    facts = from_yaml("enrolments: {1: 3, 1月: 3, 2: 5}")
    assert ["F506"] == codes(facts)
    assert unknown(ReasonKind.INVALID, "enrolments", 1) == month(facts, 1)
    assert Known(Fraction(5)) == month(facts, 2)


def test_records(from_yaml):
    """A record holds its fields in the order of the type; what is not said is missing."""
    facts = from_yaml("incidents: [{amount: 3 万元, date: 2014-01-31}, {}, {date: none}]")
    missing = [unknown(ReasonKind.MISSING, "incidents", n, "amount") for n in (2, 3)]
    assert () == facts.warnings
    assert (
        Known(
            (
                (Known(date(2014, 1, 31)), Known(Fraction(30_000))),
                (unknown(ReasonKind.MISSING, "incidents", 2, "date"), missing[0]),
                (unknown(ReasonKind.ABSENT, "incidents", 3, "date"), missing[1]),
            )
        )
        == facts["incidents"]
    )


def test_no_records(from_yaml):
    """An empty list is known to be empty; a mapping is not a list of one."""
    assert Known(()) == from_yaml("incidents: []")["incidents"]
    assert ["F502"] == codes(from_yaml("incidents: {date: 2014-01-31}"))


def test_wrong_records(from_yaml):
    """Every problem inside records is reported, each at its place."""
    facts = from_yaml("incidents: [{date: 2014-02-30, amout: 3}, null, 5, {amount: 3, Amount: 2}]")
    assert [
        ("F502", "2014-02-30"),
        ("F501", "amout"),
        ("F502", "null"),
        ("F502", "5"),
        ("F506", "Amount"),
    ] == [(finding.code, finding.span.text) for finding in facts.warnings]
    assert unknown(ReasonKind.INVALID, "incidents", 4, "amount") == facts["incidents"].value[3][1]


@pytest.mark.parametrize(
    "written",
    [
        "{value: 5 元, source: 对账单, on: 2014-10-31, by: 稽核股}",
        "{值: 5, 来源: 对账单, 日期: 2014年10月31日, 经办人: 稽核股}",
    ],
)
def test_provenance(from_yaml, written):
    """Beside its value a fact may say where it comes from, in both languages."""
    fact = from_yaml(f"fund: {written}").values["fund"]
    assert Known(Fraction(5)) == fact.outcome
    assert Provenance("对账单", date(2014, 10, 31), "稽核股") == fact.provenance


def test_a_wrong_provenance_leaves_the_value_alone(from_yaml):
    """A day that cannot be read, or a name nobody knows, is reported; the value stands."""
    for written, code in (("{value: 5, on: 昨天}", "F502"), ("{value: 5, surce: x}", "F518")):
        facts = from_yaml(f"fund: {written}")
        assert [code] == codes(facts)
        assert Known(Fraction(5)) == facts["fund"]


def test_provenance_without_a_value(from_yaml):
    """A provenance alone is invalid; with a null it is a missing fact."""
    assert unknown(ReasonKind.INVALID, "fund") == from_yaml("fund: {source: 对账单}")["fund"]
    assert unknown(ReasonKind.MISSING, "fund") == from_yaml("fund: {value: null, source: 对账单}")["fund"]
    assert ["F506"] == codes(from_yaml("fund: {value: 1, 值: 2}"))
