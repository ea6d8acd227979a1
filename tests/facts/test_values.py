"""What each type of indicator takes, whatever the facts came in."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from ankang_rules.model.given import NONE
from ankang_rules.model.outcome import Known, ReasonKind, unknown


def why(facts, key):
    """The kinds of reason for which the fact is unknown."""
    return {reason.kind for reason in facts[key].reasons}


def codes(facts):
    return [finding.code for finding in facts.warnings]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(197, 2), "98.50"),
        (Fraction(197, 2), "９８．５０"),
        (499_999, "499_999 元"),
        (500_000, "50 万元"),
        (500_000, "50万元"),
        (1_234_567, "1,234,567"),
        (-5, "−5"),
        (5, "+5"),
        (0, "-0"),
        (Fraction(1, 3), "1/3"),
        (Fraction(1, 10), "1 角"),
    ],
)
def test_text_is_read_exactly(from_yaml, value, written):
    """A number in a text is exact, in the base unit, whichever way it is grouped or how wide its signs are."""
    assert Known(Fraction(value)) == from_yaml(f"fund: {written}")["fund"]


@pytest.mark.parametrize(
    ("value", "handed_in"),
    [
        (Fraction(1, 10), 0.1),
        (Fraction(197, 2), Decimal("98.50")),
        (Fraction(1, 3), Fraction(1, 3)),
        (Fraction(0), -0.0),
        (Fraction(10**22), 1e22),
        (Fraction(7), 7),
    ],
)
def test_python_numbers_are_read_exactly(from_python, value, handed_in):
    """A float is taken by its shortest decimal text; other numbers are what they are."""
    assert Known(value) == from_python(fund=handed_in)["fund"]


def test_bare_numbers_take_the_declared_unit(from_yaml, from_python):
    """A bare number is read in the unit of the declaration."""
    assert Known(Fraction(500_000)) == from_yaml("budget: 50")["budget"]
    assert Known(Fraction(500_000)) == from_python(budget=50)["budget"]
    assert Known(Fraction(50)) == from_yaml("budget: 50 元")["budget"]


def test_bare_numbers_in_a_record_take_the_unit_of_their_field(from_yaml):
    """A field in 万元 reads a bare 3 as 30,000 元."""
    (record,) = from_yaml("payments: [{amount: 3}]")["payments"].value
    assert (Known(Fraction(30_000)),) == record


@pytest.mark.parametrize(
    ("code", "indicator", "written"),
    [
        ("F510", "fund", "12,34"),
        ("F510", "fund", "017"),
        ("F510", "fund", "0x1f"),
        ("F510", "fund", "1e3"),
        ("F510", "waiting", "12:30:45"),
        ("F502", "fund", ".5"),
        ("F502", "fund", "1/0"),
        ("F502", "fund", "五十万"),
        ("F502", "fund", "¥50"),
        ("F502", "fund", "NaN"),
        ("F503", "fund", "50 人"),
        ("F503", "fund", "50 %"),
        ("F503", "fund", "50 万圆"),
        ("F503", "waiting", "3 months"),
        ("F503", "term", "5 days"),
        ("F503", "rate", "3 元"),
        ("F505", "insured", "-3"),
        ("F505", "insured", "2.5"),
        ("F510", "rate", "98"),
        ("F511", "rate", "105%"),
        ("F508", "fund", "9e999999999"),
        ("F508", "fund", "9" * 401),
        ("F508", "fund", "9" * 1_000_000),
    ],
)
def test_refused_numbers(from_yaml, code, indicator, written):
    """A number that is no number, has the wrong unit, or is read in two ways makes its fact invalid."""
    facts = from_yaml(f"{indicator}: {written}")
    assert [code] == codes(facts)
    assert unknown(ReasonKind.INVALID, indicator) == facts[indicator]
    assert facts.warnings[0] == facts.values[indicator].invalid


def test_scaled_counts_are_whole_people(from_yaml):
    """Half a 万人 is a count of 5,000."""
    assert Known(Fraction(5000)) == from_yaml("insured: 0.5 万人")["insured"]


def test_numbers_of_any_size_from_python_are_refused_not_expanded(from_python):
    """A huge number is refused before it is expanded."""
    for huge in (10**1_000_000, Decimal("9e999999"), Decimal("1e-999999"), Fraction(1, 10**500)):
        assert ["F508"] == codes(from_python(fund=huge))
    for endless in (float("nan"), float("inf"), Decimal("-Infinity")):
        assert ["F502"] == codes(from_python(fund=endless))


def test_a_truth_value_is_no_number_and_a_number_no_truth_value(from_python):
    """True is not 1, in either direction."""
    assert ["F502"] == codes(from_python(fund=True))
    assert ["F510"] == codes(from_python(posted=1))
    assert ["F510"] == codes(from_python(posted=0.0))


def test_shares(from_yaml):
    """Percent, per mille, and bare numbers up to 1 are shares; over 100% only where nothing forbids it."""
    assert Known(Fraction(49, 50)) == from_yaml("rate: ９８％")["rate"]
    assert Known(Fraction(49, 50)) == from_yaml('rate: "98%"')["rate"]
    assert Known(Fraction(49, 50)) == from_yaml("rate: 980‰")["rate"]
    assert Known(Fraction(49, 50)) == from_yaml("rate: 0.98")["rate"]
    assert Known(Fraction(1)) == from_yaml("rate: 1")["rate"]
    assert Known(Fraction(21, 20)) == from_yaml("growth: 105%")["growth"]
    assert ["F510"] == codes(from_yaml("growth: -1.5"))


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
        (None, "20141103"),
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


def test_lengths_of_time(from_yaml):
    """Days and months have their own words, and scale to days and to months."""
    assert Known(Fraction(14)) == from_yaml("waiting: 2 weeks")["waiting"]
    assert Known(Fraction(9, 1440)) == from_yaml("waiting: 9 分钟")["waiting"]
    assert Known(Fraction(24)) == from_yaml("term: 2 年")["term"]


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
