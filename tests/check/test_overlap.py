"""Two exceptions are an error exactly where some value of the one indicator they speak of makes both hold."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ankang_rules
from ankang_rules import Status
from ankang_rules.check.load import check_text

NUMBER = st.integers(0, 4).map(str)
COMPARISON = st.one_of(
    st.tuples(st.sampled_from(["<", "≤", ">", "≥", "==", "≠"]), NUMBER).map(lambda c: f"x {c[0]} {c[1]}"),
    st.tuples(NUMBER, NUMBER).map(lambda c: f"x between {c[0]} and {c[1]}"),
    st.tuples(NUMBER, NUMBER).map(lambda c: f"{c[0]} < x ≤ {c[1]}"),
    st.lists(NUMBER, min_size=1, max_size=2).map(lambda c: f"x is one of {{{', '.join(c)}}}"),
)
CONDITION = st.recursive(
    COMPARISON,
    lambda inner: st.one_of(
        inner.map("not ({})".format),
        st.tuples(inner, inner).map(lambda c: f"({c[0]} and {c[1]})"),
        st.tuples(inner, inner).map(lambda c: f"({c[0]} or {c[1]})"),
        st.tuples(inner, inner).map(lambda c: f"exactly 1 of [{c[0]}; {c[1]}]"),
    ),
    max_leaves=3,
)
KINDS = {"count in 人": [Fraction(n) for n in range(7)], "money in 元": [Fraction(n, 2) for n in range(-2, 13)]}


def overlap(first: str, second: str, kind: str, when: str = "yes") -> bool:
    """Whether the checker finds that both can hold."""
    text = f"""ruleset t.t tier t
indicator x : {kind}
indicator y : yes/no
rule r must y when {when} except when {first} : x > 1 except when {second} : x > 2"""
    found = {diagnostic.code for diagnostic in check_text(text, "t.rules").diagnostics}
    assert found <= {"S408"}
    return bool(found)


def both_hold(first: str, second: str, kind: str) -> bool:
    """Whether both hold on any of the values that can make a difference, as the reference evaluates them."""
    rules = f"ruleset t.t tier t\nindicator x : {kind}\nrule both must ({first}) and ({second})"
    ruleset = ankang_rules.parse(rules)
    return any(ruleset.evaluate({"x": value}).status is Status.PASS for value in KINDS[kind])


@given(CONDITION, CONDITION, st.sampled_from(list(KINDS)))
def test_an_error_is_exactly_an_overlap(first: str, second: str, kind: str) -> None:
    assert both_hold(first, second, kind) == overlap(first, second, kind)


@given(CONDITION, CONDITION)
def test_a_condition_around_the_rule_is_taken_into_account(first: str, second: str) -> None:
    """Where the rule applies only if the first exception fails, the two never meet."""
    assert not overlap(first, second, "count in 人", when=f"not ({first})")


@pytest.mark.parametrize(
    ("declarations", "first", "second"),
    [
        ("", "x > p", "x > 3"),
        ("", "x > 3", "y"),
        ("", "x ≥ 3", "x ≤ 3 and y"),
        ("indicator n : number", "3 × n ≠ 7", "n > 2 and y"),
        ("indicator z : yes/no", "x > 3 and y", "x > 2 and z"),
        ("indicator m : monthly count in 人", "every month (m > 3)", "every month (m > 2)"),
        ("indicator l : list of item { ok : yes/no }", "some item satisfies (ok)", "count of l ≥ 1"),
        ("indicator d : date", "d > as of date", "d > 2013-01-01"),
        ("indicator d : date", "d + 3 days > 2013-01-01", "d > 2013-01-01"),
    ],
)
def test_what_is_not_proved_is_left_to_the_run(declarations: str, first: str, second: str) -> None:
    text = f"""ruleset t.t tier t
indicator x : count in 人
indicator y : yes/no
parameter p = 3
{declarations}
rule r must y except when {first} : x > 1 except when {second} : x > 2"""
    assert () == check_text(text, "t.rules").diagnostics


def test_many_exceptions_take_no_longer_than_a_bound() -> None:
    """Only so many pairs are looked at; the rest is left to the run."""
    exceptions = " ".join(f"except when x == {n} : y" for n in range(150))
    text = f"ruleset t.t tier t\nindicator x : count in 人\nindicator y : yes/no\nrule r must y {exceptions}"
    assert () == check_text(text, "t.rules").diagnostics
