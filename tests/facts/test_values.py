"""What each type of indicator takes, but for numbers: words, days, choices, months, records, and provenance."""

from datetime import date, datetime
from fractions import Fraction

import pytest

from ankang_rules.facts import Provenance
from ankang_rules.model.given import NONE
from ankang_rules.model.outcome import Known, ReasonKind, unknown


def why(facts, key):
    """The kinds of reason for which the fact is unknown."""
    return {reason.kind for reason in facts[key].reasons}


def codes(facts):
    return [finding.code for finding in facts.warnings]


def test_bare_numbers_in_a_record_take_the_unit_of_their_field(from_yaml):
    """A field in 万元 reads a bare 3 as 30,000 元."""
    (record,) = from_yaml("payments: [{amount: 3}]")["payments"].value
    assert (Known(Fraction(30_000)),) == record


def test_a_truth_value_is_no_number_and_a_number_no_truth_value(from_python):
    """True is not 1, in either direction."""
    assert ["F502"] == codes(from_python(fund=True))
    assert ["F510"] == codes(from_python(posted=1))
    assert ["F510"] == codes(from_python(posted=0.0))


@pytest.mark.parametrize("word", ["yes", "YES", "true", "True", "是", '"是"', "ｙｅｓ"])
def test_words_for_yes(from_yaml, word):
    """Yes has three words, in any case and width."""
    assert Known(True) == from_yaml(f"posted: {word}")["posted"]


@pytest.mark.parametrize("word", ["no", "false", "否"])
def test_words_for_no(from_yaml, word):
    """No has three words."""
    assert Known(False) == from_yaml(f"posted: {word}")["posted"]


@pytest.mark.parametrize("word", ["on", "off", "y", "n", "1", "0"])
def test_words_that_programs_read_differently(from_yaml, word):
    """What one program reads as yes and another as a text is invalid."""
    assert ["F510"] == codes(from_yaml(f"posted: {word}"))


@pytest.mark.parametrize("word", ["null", "~", "", "NULL"])
def test_missing(from_yaml, word):
    """Null, a tilde and nothing at all say that nothing is known."""
    for indicator in ("fund", "posted", "remark", "covered", "enrolments", "incidents"):
        facts = from_yaml(f"{indicator}: {word}")
        assert () == facts.warnings
        assert unknown(ReasonKind.MISSING, indicator) == facts[indicator]
        assert {} == facts.values


@pytest.mark.parametrize("word", ["none", "None", "无", '"none"', "'无'"])
def test_absent(from_yaml, word):
    """None says that there is none: in quotation marks too, since JSON has no other way."""
    for indicator in ("fund", "posted", "summary date", "setting", "covered", "enrolments", "incidents"):
        facts = from_yaml(f"{indicator}: {word}")
        assert () == facts.warnings
        assert {ReasonKind.ABSENT} == why(facts, indicator.replace(" ", "-"))


def test_the_marker_is_absent_and_python_none_is_missing(from_python):
    """`NONE` is a report; Python's None is the lack of one."""
    facts = from_python(fund=NONE, posted=None)
    assert {ReasonKind.ABSENT} == why(facts, "fund")
    assert {ReasonKind.MISSING} == why(facts, "posted")


def test_quoted_words_are_texts_for_a_text(from_yaml):
    """For a text, quotation marks make a word of `none`, and an empty text a text."""
    assert Known("无") == from_yaml('remark: "无"')["remark"]
    assert {ReasonKind.ABSENT} == why(from_yaml("remark: 无"), "remark")
    assert Known("null") == from_yaml('remark: "null"')["remark"]
    assert Known("") == from_yaml('remark: ""')["remark"]
    assert Known("2014") == from_yaml("remark: 2014")["remark"]
    assert Known("yes") == from_yaml("remark: yes")["remark"]


def test_an_empty_text_is_not_a_missing_value(from_yaml, from_python):
    """Where no text belongs, an empty one is invalid: it may be a slip."""
    assert ["F502"] == codes(from_yaml('posted: ""'))
    assert ["F502"] == codes(from_python(fund=""))


@pytest.mark.parametrize("written", ["2014-11-03", "2014年11月3日", "2014 年 11 月 03 日", "２０１４-１１-０３"])
def test_dates(from_yaml, written):
    """A day is written with hyphens, or in Chinese."""
    assert Known(date(2014, 11, 3)) == from_yaml(f"summary date: {written}")["summary-date"]


@pytest.mark.parametrize(
    ("fix", "written"),
    [
        ("2014-11-03", "2014/11/3"),
        ("2014-11-03", "2014.11.3"),
        ("2014-11-03", "2014-11-03T10:00:00Z"),
        ("2014-11-03", "2014-11-3 10:00"),
        (None, "2014-02-30"),
        (None, "2014年11月"),
        ("2014-11-03", "20141103"),
        ("2014-11-03", "二〇一四年十一月三日"),
        (None, "20141131"),
        (None, "14年11月3日"),
    ],
)
def test_no_dates(from_yaml, fix, written):
    """Other notations and clock times are invalid; where the day is clear, it is offered."""
    (finding,) = from_yaml(f"summary date: {written}").warnings
    assert ("F502", fix, written) == (finding.code, finding.fix, finding.span.text)


def test_python_dates(from_python):
    """A date is a day; a datetime is refused, even at midnight."""
    assert Known(date(2014, 1, 1)) == from_python(summary_date=date(2014, 1, 1))["summary-date"]
    assert ["F502"] == codes(from_python(summary_date=datetime(2014, 1, 1)))


def test_one_of(from_yaml):
    """A member is found by name and by label."""
    for word in ("finance", "FINANCE", "财务"):
        assert Known("finance") == from_yaml(f"setting: {word}")["setting"]
    assert ["F504"] == codes(from_yaml("setting: 急诊"))
    assert ["F502"] == codes(from_yaml("setting: [财务]"))


def test_sets(from_yaml, from_python):
    """A set is a list of members, in any order; an empty list is a set as well."""
    both = Known(frozenset({"administration", "finance"}))
    assert both == from_yaml("covered: [财务, administration, 财务]")["covered"]
    assert both == from_python(covered={"财务", "行政"})["covered"]
    assert both == from_python(covered=("财务", "行政"))["covered"]
    assert Known(frozenset()) == from_yaml("covered: []")["covered"]


def test_wrong_members_make_the_set_invalid(from_yaml):
    """Every wrong member is named; a list with an empty place is no set."""
    assert ["F504", "F504"] == codes(from_yaml("covered: [行政, 急诊, 4]"))
    assert ["F504"] == codes(from_yaml("covered: [行政, null]"))
    assert ["F502"] == codes(from_yaml("covered: 行政"))


def test_open_lists_keep_what_they_do_not_name(from_yaml):
    """In an open list an unlisted member counts, with a warning."""
    facts = from_yaml("offered: [门诊, 急诊]", strict=True)
    assert Known(frozenset({"outpatient", "急诊"})) == facts["offered"]
    assert ["F516"] == codes(facts)


def test_implausible_values_are_kept(from_yaml, from_python):
    """A value outside its expected range is used, with a warning; its ends are inside."""
    assert Known(Fraction(101)) == from_yaml("height: 101", strict=True)["height"]
    assert ["F515"] == codes(from_yaml("height: 101"))
    assert ["F515"] == codes(from_python(height=101))
    assert () == from_yaml("height: 100").warnings


# Values with parts


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
