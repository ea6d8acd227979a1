"""What holds for all facts: one meaning in three notations, exact numbers, and no surprise."""

import json
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from ankang_rules.diagnostics import render
from ankang_rules.errors import FactsError
from ankang_rules.facts.numbers import Number, from_text, half_width
from ankang_rules.model.exact import exact_text
from ankang_rules.model.outcome import Known

some = settings(max_examples=80, deadline=None)

WIDE = {**{code - 0xFEE0: chr(code) for code in range(0xFF01, 0xFF5F)}, ord(" "): "\u3000"}

plain_text = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=12)
decimals = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12)
members = st.sampled_from(["administration", "财务", "information", "急诊"])
count = st.integers(-3, 10**9)
facts = st.fixed_dictionaries(
    {},
    optional={
        "fund": count | decimals | st.sampled_from(["50 万元", "１，０００", "3 人", "1/3"]),
        "insured": st.none() | count | st.just("无"),
        "rate": st.sampled_from(["98%", "0.98", "98", "105%"]) | st.decimals(0, 2, places=3),
        "posted": st.booleans() | st.sampled_from(["是", "on", "none"]),
        "summary date": st.dates().map(str) | st.just("2014-02-30"),
        "remark": plain_text,
        "setting": members,
        "covered": st.lists(members, max_size=3),
        "enrolments": st.lists(st.none() | count, min_size=11, max_size=12),
        "incidents": st.lists(st.fixed_dictionaries({}, optional={"amount": decimals, "date": st.dates().map(str)})),
        "fnud": count,
    },
)


def notation(value):
    """JSON with exact numbers, written as a parser of numbers would see them."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{notation(k)}: {notation(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(notation, value)) + "]"
    return f"{value:f}" if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


def essence(read_facts):
    """The outcomes, and the findings apart from their places."""
    outcomes = {key: fact.outcome for key, fact in read_facts.values.items()}
    return outcomes, [finding.code for finding in read_facts.warnings]


@some
@given(facts=facts)
def test_three_notations_of_the_same_facts_read_equal(from_python, from_json, from_yaml, facts):
    """A mapping, its JSON, and the same text as YAML give the same outcomes and findings."""
    text = notation(facts)
    expected = essence(from_python(facts))
    assert expected == essence(from_json(text))
    assert expected == essence(from_yaml(text))


def findings(call, *arguments, **options):
    """What a call finds fault with, raised or not; anything but a FactsError gets through."""
    try:
        return getattr(call(*arguments, **options), "warnings", ())
    except FactsError as error:
        return error.diagnostics


def refuses_or_reads(read_text, text):
    for strict in (True, False):
        found = findings(read_text, text, strict=strict)
        assert all(finding.text.zh and finding.text.en for finding in found)
        assert bool(found) == bool(render(found, "zh")) == bool(render(found, "en"))


words = ["fund", "facts", "value", "---", "万元", "null"]
signs = st.lists(st.sampled_from([*"{}[],:-#&*!|>'\"%@` \n\t?0123456789.eE/％：，元", *words]), max_size=30).map(
    "".join
)


@some
@given(text=signs | st.text(max_size=40))
def test_no_text_surprises(from_yaml, from_json, text):
    """Any text is read, or refused with findings that can be drawn."""
    refuses_or_reads(from_yaml, text)
    refuses_or_reads(from_yaml, f"fund: {text}")
    refuses_or_reads(from_json, text)
    refuses_or_reads(from_json, f'{{"fund": {text}}}')


@some
@given(content=st.binary(max_size=60))
def test_no_bytes_surprise(from_yaml, from_json, content):
    """Any bytes are read, or refused with findings that can be drawn."""
    refuses_or_reads(from_yaml, content)
    refuses_or_reads(from_json, content)


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.fractions()
    | st.text()
    | st.binary()
    | st.dates()
    | st.datetimes()
    | st.complex_numbers(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=5) | st.integers(), inner, max_size=4)
        | st.frozensets(st.text(max_size=5), max_size=3)
    ),
    max_leaves=8,
)
names = st.sampled_from(["fund", "rate", "posted", "remark", "setting", "covered", "enrolments", "incidents", "facts"])


@some
@given(facts=st.dictionaries(names | st.text(max_size=5), anything, max_size=4))
def test_no_object_surprises(from_python, parameters, facts):
    """Any Python object is a fact or a finding; lenient reading never raises."""
    assert all(finding.text.zh and finding.text.en for finding in from_python(facts).warnings)
    assert all(finding.text.zh and finding.text.en for finding in findings(parameters, facts))


@some
@given(value=st.fractions(max_denominator=10**20) | decimals.map(Fraction))
def test_exact_numbers_written_as_text_read_back(from_python, from_yaml, from_json, value):
    """Every exact number survives its own notation, in each format."""
    text = exact_text(value)
    assert Known(value) == from_python(fund=value)["fund"]
    assert Known(value) == from_python(fund=text)["fund"]
    assert Known(value) == from_yaml(f"fund: {text}")["fund"]
    assert Known(value) == from_json(f'{{"fund": "{text}"}}')["fund"]


@some
@given(value=st.floats(allow_nan=False, allow_infinity=False))
def test_floats_are_their_shortest_text(from_python, value):
    """A float means the number that it prints as."""
    assert Known(Fraction(repr(value))) == from_python(fund=value)["fund"]


numbers = st.from_regex(r"[+-]?[0-9]{1,4}([,_][0-9]{3})?(\.[0-9]{1,3})?(/[1-9])? ?(%|元|days)?", fullmatch=True)


@some
@given(text=numbers)
def test_wide_numbers_are_their_narrow_twins(text):
    """A number in full-width signs is the number in half-width ones, whether it is read or refused."""
    assert from_text(text.strip()) == from_text(half_width(text.translate(WIDE)))


@some
@given(value=st.integers(0, 10**15), places=st.integers(0, 6))
def test_grouping_changes_nothing(value, places):
    """Commas every three digits, or underscores between any, leave the number as it is."""
    text = f"{value:,}" + ("." + "0" * places if places else "")
    assert Number(Fraction(value)) == from_text(text)
    assert Number(Fraction(value)) == from_text("_".join(str(value)) if value else "0")
