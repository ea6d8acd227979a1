"""Numbers are read exactly, in the units people write, and never guessed at."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankang_rules.facts.numbers import from_text, half_width
from ankang_rules.model.exact import exact_text
from ankang_rules.model.outcome import Known

WHOLE = st.integers(-(10**60), 10**60)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40)


def known(value: int | str | Fraction) -> Known:
    return Known(Fraction(value))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("5", 5),
        ("-5", -5),
        ("−5", -5),
        ("+5", 5),
        ("-0", 0),
        ("98.50", Fraction(197, 2)),
        ("499_999", 499_999),
        ("1e3", 1000),
        ("1.5E-2", Fraction(3, 200)),
        ("-1_0e+02", -1000),
        ("１ｅ３", 1000),
        ("1/3", Fraction(1, 3)),
        ("９８．５", Fraction(197, 2)),
        ("  7  ", 7),
        ("0.1", Fraction(1, 10)),
    ],
)
def test_a_number_is_read_from_its_text(from_python, written, value) -> None:
    assert known(value) == from_python(score=written)["score"]


@pytest.mark.parametrize(
    ("written", "yuan"),
    [
        ("50 万元", 500_000),
        ("50万元", 500_000),
        ("499_999 元", 499_999),
        ("２亿元", 200_000_000),
        ("1.5 亿元", 150_000_000),
        ("3 角", Fraction(3, 10)),
        ("7 分", Fraction(7, 100)),
        ("1.5e4 元", 15_000),
        ("1/3 元", Fraction(1, 3)),
        ("12", 12),
    ],
)
def test_money_takes_its_unit_or_the_one_declared(from_python, written, yuan) -> None:
    assert known(yuan) == from_python(fund=written)["fund"]


def test_a_bare_number_takes_the_unit_of_the_declaration(from_yaml, from_python) -> None:
    """``budget`` is declared in 万元, so 3 is 30,000 元, and 3 元 is 3 元."""
    assert known(30_000) == from_yaml("budget: 3")["budget"]
    assert known(30_000) == from_python(budget=3)["budget"]
    assert known(15_000) == from_python(budget=1.5)["budget"]
    assert known(3) == from_yaml("budget: 3 元")["budget"]


@pytest.mark.parametrize(
    ("written", "value"),
    [("98%", "49/50"), ("９８％", "49/50"), ("98 %", "49/50"), ("1‰", "1/1000"), ("0.98", "49/50"), ("1", 1), ("0", 0)],
)
def test_a_share_is_in_percent_or_per_mille_or_at_most_one(from_python, written, value) -> None:
    assert known(value) == from_python(rate=written)["rate"]


def test_a_bare_share_is_at_most_one(from_yaml) -> None:
    """Beyond, percent may have been meant; where the type is bounded, so is the percentage."""
    refused = [from_yaml(text).warnings[0].code for text in ("rate: 98", "growth: -1.5", "rate: 105%", "rate: 1001‰")]
    assert ["F510", "F510", "F511", "F511"] == refused


def test_a_share_without_a_bound_may_pass_100_percent_and_be_negative(from_python) -> None:
    assert known("21/20") == from_python(growth="105%")["growth"]
    assert known("-1/20") == from_python(growth="-5%")["growth"]


@pytest.mark.parametrize(
    ("written", "days"),
    [("5 days", 5), ("5 天", 5), ("2 weeks", 14), ("9 minutes", "1/160"), ("12 小时", "1/2"), ("4", 4)],
)
def test_a_length_of_time_in_days(from_python, written, days) -> None:
    assert known(days) == from_python(waiting=written)["waiting"]


@pytest.mark.parametrize(("written", "months"), [("3 个月", 3), ("2 years", 24), ("3 months", 3), ("4", 4)])
def test_a_length_of_time_in_months(from_python, written, months) -> None:
    assert known(months) == from_python(term=written)["term"]


def test_days_and_months_do_not_mix(from_python) -> None:
    assert "F503" == from_python(waiting="3 months").values["waiting"].invalid.code
    assert "F503" == from_python(term="3 days").values["term"].invalid.code


@given(number=WHOLE)
def test_every_whole_number_reads_back(from_python, from_yaml, from_json, number) -> None:
    grouped = f"{number:_}"
    for fact in (number, str(number), grouped, Decimal(number), Fraction(number)):
        assert known(number) == from_python(score=fact)["score"]
    assert known(number) == from_yaml(f"score: {number}")["score"]
    assert known(number) == from_json(f'{{"score": {number}}}')["score"]


@given(number=DECIMALS)
def test_every_decimal_reads_back(from_python, from_yaml, from_json, number) -> None:
    text = f"{number:f}"
    assert known(Fraction(number)) == from_python(score=number)["score"]
    assert known(Fraction(number)) == from_yaml(f"score: {text}")["score"]
    assert known(Fraction(number)) == from_json(f'{{"score": {text}}}')["score"]


@given(number=st.fractions())
def test_every_exact_value_reads_back_from_its_exact_text(from_python, number) -> None:
    assert known(number) == from_python(score=exact_text(number))["score"]
    assert known(number) == from_python(score=number)["score"]


@given(number=st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_is_taken_by_its_shortest_text(from_python, number) -> None:
    assert known(Fraction(Decimal(repr(number)))) == from_python(score=number)["score"]


def test_a_tenth_is_a_tenth(from_python, from_json) -> None:
    assert known("1/10") == from_python(score=0.1)["score"]
    assert known("1/10") == from_json('{"score": 0.1}')["score"]
    assert (
        known("98000000000000000001/100000000000000000000") == from_json('{"score": 0.98000000000000000001}')["score"]
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("017", "17"),
        ("007.5", "7.5"),
        ("00.5", "0.5"),
        ("00", "0"),
        ("0x10", "16"),
        ("0o17", "15"),
        ("0b101", "5"),
        ("1,000", "1000"),
        ("1,234,567.5", "1234567.5"),
        ("１，０００", "1000"),
    ],
)
def test_a_notation_that_programs_read_differently_is_refused_with_the_plain_one(from_yaml, written, meant) -> None:
    found = from_yaml(f"score: {written}").values["score"].invalid
    assert ("F510", written, meant) == (found.code, found.span.text, found.fix)


@pytest.mark.parametrize("written", ["12:30:45", "12:30", "1,23", "1,2345", "12,34,567", "1,5", "0,5", "5,"])
def test_a_notation_without_one_plain_reading_is_refused(from_yaml, written) -> None:
    found = from_yaml(f"score: {written}").values["score"].invalid
    assert ("F510", None) == (found.code, found.fix)


@pytest.mark.parametrize(
    "written",
    [
        *(
            "abc",
            "约50",
            "50+",
            "1.2.3",
            "2013-05-20",
            "1__0",
            "_1",
            "1_",
            "--5",
            "5-",
            "1/0",
            "1e3/4",
            "e3",
            "¥50",
            "50 60",
            "١٢",
            "五",
            "½",
        ),
        *(".inf", ".nan", "NaN", "1 000", "#5", "[5"),
    ],
)
def test_what_is_no_number_is_none(from_python, written) -> None:
    assert "F502" == from_python(score=written).values["score"].invalid.code


def test_a_point_needs_a_digit_before_it(from_yaml) -> None:
    assert "0.5" == from_yaml("score: .5").values["score"].invalid.fix
    assert "-0.5" == from_yaml("score: -.5").values["score"].invalid.fix


NINES = "9" * 400


@pytest.mark.parametrize("written", [NINES, f"0.{NINES}", f"{NINES}.{NINES}", f"1/{NINES}"])
def test_400_digits_are_read(from_python, from_yaml, written) -> None:
    assert isinstance(from_python(score=written)["score"], Known)
    assert from_yaml(f"score: {written}")["score"] == from_python(score=written)["score"]


@pytest.mark.parametrize(
    "fact",
    [
        *(f"{NINES}9", f"0.{NINES}9", f"1/{NINES}9", "9" * 1_000_000, "1" + "_000" * 200_000, "9e999999999", "9e401"),
        *("10e400", "1e-401", f"9e{NINES}", f"{NINES}9e1", "1e0000000000000000000401"),
        *(10**400, -(10**400), Decimal("9e401"), Decimal("1e-401"), Decimal("9e999999999"), Decimal(f"{NINES}9")),
        *(Fraction(10**400), Fraction(1, 10**400), 10**5000, Fraction(1, 10**5000)),
        Fraction(1, 2**3_000_000),
    ],
    ids=lambda fact: type(fact).__name__,
)
def test_more_digits_are_refused_before_anything_is_expanded(from_python, fact) -> None:
    assert "F508" == from_python(score=fact).values["score"].invalid.code


@pytest.mark.parametrize("number", ["9e999999999", "9e99999999999999999999", "9" * 1_000_000, "1e-999999999", "1e401"])
def test_json_numbers_have_the_same_bounds(from_json, number) -> None:
    assert "F508" == from_json(f'{{"score": {number}}}').values["score"].invalid.code


@pytest.mark.parametrize(
    ("written", "value"),
    [("1e400", 10**400), ("1e3", 1000), ("1E-3", Fraction(1, 1000)), ("1e-400", Fraction(1, 10**400)), ("1e003", 1000)],
)
def test_exponents_within_400_are_read_alike_everywhere(from_python, from_json, from_yaml, written, value) -> None:
    assert known(value) == from_json(f'{{"score": {written}}}')["score"] == from_yaml(f"score: {written}")["score"]
    assert known(value) == from_python(score=Decimal(written))["score"] == from_python(score=written)["score"]


@pytest.mark.parametrize("fact", [float("nan"), float("inf"), -float("inf"), Decimal("NaN"), Decimal("sNaN")])
def test_nan_and_infinity_are_invalid(from_python, fact) -> None:
    found = from_python(score=fact).values["score"].invalid
    assert "`score` is not a finite number" == found.text("en")


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_what_python_writes_for_nan_makes_one_fact_invalid_and_no_more(from_json, word) -> None:
    facts = from_json(f'{{"score": {word}, "insured": 3}}')
    assert "F502" == facts.values["score"].invalid.code
    assert known(3) == facts["insured"]


def test_a_count_is_whole_and_not_negative(from_python) -> None:
    assert known(15_000) == from_python(insured="1.5 万人")["insured"]
    assert "F505" == from_python(insured="2.5").values["insured"].invalid.code
    assert "F505" == from_python(insured=-1).values["insured"].invalid.code
    assert known(0) == from_python(insured="-0")["insured"]


@given(word=st.text(min_size=1, max_size=8))
def test_a_unit_nobody_declared_is_never_taken_for_one(from_python, core, word) -> None:
    """Whatever stands behind the number, it is either a known unit, or the fact is invalid, and nothing raises."""
    fact = from_python(fund=f"5{word}").values.get("fund")
    if isinstance(fact.outcome, Known) and fact.outcome.value != 5:
        units = ("万元", "亿元", "千元", "角", "分")
        assert any(word.strip().startswith(("/", ",", ".", "_", *units)) or part.isdecimal() for part in word)


@pytest.mark.parametrize(
    ("text", "underlined", "sentence", "help"),
    [
        (
            *("fund: 3 人", "3 人", "`fund` needs money in 元, but `3 人` is in 人"),
            "the units that fit are `元`, `万元`, `亿元`, `千元`, `角`, `分`",
        ),
        (
            *("fund: 3%", "3%", "`fund` needs money in 元, but `3%` is a share"),
            "the units that fit are `元`, `万元`, `亿元`, `千元`, `角`, `分`",
        ),
        (
            *("fund: 3 万园", "3 万园", "`fund` needs money in 元, and `万园` is no unit that is known here"),
            "the units that fit are `元`, `万元`, `亿元`, `千元`, `角`, `分`",
        ),
        (
            *("fund: 3 千万元", "3 千万元", "`fund` needs money in 元, and `千万元` is no unit that is known here"),
            "did you mean `万元` or `千元`?",
        ),
        ("rate: 3 元", "3 元", "`rate` needs a share, but `3 元` is in 元", "the units that fit are `%`, `‰`"),
        ("rate: 105%", "105%", "`rate` is at most 100%, not `105%`", "check the number"),
        (
            "score: 3 元",
            "3 元",
            "`score` needs a number, but `3 元` is in 元",
            "write the number alone, without a unit",
        ),
    ],
)
def test_a_unit_that_does_not_fit_is_named_with_those_that_do(from_yaml, text, underlined, sentence, help) -> None:
    (finding,) = from_yaml(text).warnings
    assert (underlined, sentence, help) == (finding.span.text, finding.text("en"), finding.help("en"))


WIDE = {**{code - 0xFEE0: chr(code) for code in range(0xFF01, 0xFF5F)}, ord(" "): "\u3000"}
numbers = st.from_regex(
    r"[+-]?[0-9]{1,4}([,_][0-9]{3})?(\.[0-9]{1,3})?([eE]-?[0-9]{1,3})?(/[1-9])? ?(%|元|days)?", fullmatch=True
)


@given(text=numbers)
def test_wide_numbers_are_their_narrow_twins(text) -> None:
    """A number in full-width signs is the number in half-width ones, whether it is read or refused."""
    assert from_text(text.strip()) == from_text(half_width(text.translate(WIDE)))


@pytest.mark.parametrize(
    ("fix", "name", "written"),
    [
        ("98%", "rate", "百分之98"),
        ("98.5%", "rate", "百分之九十八点五"),
        ("90%", "rate", "九成"),
        (None, "rate", "百分之一百二十"),
        ("50万元", "fund", "五十万元"),
        ("50000 元", "fund", "￥50000"),
        ("300人", "insured", "三百人"),
        (None, "insured", "三百户"),
        (None, "insured", "百十"),
    ],
)
def test_a_number_in_chinese_characters_is_offered_in_digits_where_it_fits(from_python, fix, name, written) -> None:
    invalid = from_python({name: written}).values[name].invalid
    assert ("F502", fix) == (invalid.code, invalid.fix)


@pytest.mark.parametrize("written", ["待报", "不详", "-", "?", "N/A"])
def test_a_word_for_not_known_yet_is_told_how_that_is_written(from_python, written) -> None:
    invalid = from_python(score=written).values["score"].invalid
    assert ("F502", "write `null` where it is not known yet") == (invalid.code, invalid.help.en)
