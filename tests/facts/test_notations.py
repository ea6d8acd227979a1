"""One meaning in three notations."""

import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

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


@given(facts=facts)
def test_three_notations_of_the_same_facts_read_equal(from_python, from_json, from_yaml, facts):
    """A mapping, its JSON, and the same text as YAML give the same outcomes and findings."""
    text = notation(facts)
    expected = essence(from_python(facts))
    assert expected == essence(from_json(text))
    assert expected == essence(from_yaml(text))
