"""Why a rule ended as it did: the smallest set of leaves, held against every smaller one by brute force."""

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ankang_rules
from ankang_rules import Report, Status
from ankang_rules.explain.why import At

NAMES = ("a", "b", "c", "d")
DECLARED = "ruleset demo tier county\n" + "\n".join(f"indicator {name} : yes/no" for name in NAMES)
CONDITIONS = st.recursive(
    st.sampled_from(NAMES),
    lambda inner: st.one_of(
        inner.map("(not {})".format),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' and '.join(parts)})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' or '.join(parts)})"),
        st.tuples(
            st.sampled_from(("at least", "exactly", "at most")),
            st.integers(1, 2),
            st.lists(inner, min_size=2, max_size=4),
        ).map(lambda drawn: f"({drawn[0]} {drawn[1]} of [{'; '.join(drawn[2])}])"),
    ),
    max_leaves=6,
)
FACTS = st.fixed_dictionaries({name: st.sampled_from((True, False, None)) for name in NAMES})


def reasons(report: Report) -> set[str]:
    return {leaf.node.key for leaf in report.why("r")}


@given(CONDITIONS, st.one_of(st.just(""), CONDITIONS.map(" when {}".format)), FACTS)
def test_the_leaves_settle_the_status_and_no_fewer_do(condition: str, when: str, facts: dict[str, Any]) -> None:
    ruleset = ankang_rules.parse(f"{DECLARED}\nrule r must {condition}{when}")
    report = ruleset.evaluate(facts)
    status, found = report["r"].status, reasons(report)
    if status is Status.UNKNOWN:
        assert found == set()
        return

    def with_only(names: Any) -> Status:
        return ruleset.evaluate({name: facts[name] for name in names})["r"].status

    assert with_only(found) is status
    for size in range(len(found)):
        assert all(with_only(few) is not status for few in combinations(NAMES, size)), found


EXAMPLES = [
    ("a or b", {"a": True, "b": True}, "a", "either would do, and the first is named"),
    ("a and b", {"a": True, "b": True}, "ab", "both are needed to pass"),
    ("a and b", {"a": True, "b": False}, "b", "one is enough to fail"),
    ("(a and b) or c", {"a": True, "b": True, "c": True}, "c", "one leaf rather than two"),
    ("(a or b) and (b or c)", {"a": True, "b": True, "c": True}, "b", "a leaf that serves twice counts once"),
    ("at least 2 of [a; b; c; d]", {"a": True, "b": False, "c": True, "d": True}, "ac", "so many as are needed"),
    ("exactly 1 of [a; b; c; d]", {"a": True, "b": False, "c": True, "d": False}, "ac", "one too many"),
    ("if a then b else c", {"a": True, "b": True, "c": True}, "ab", "the test and the branch it chose"),
    ("a except when b : c", {"a": True, "b": False, "c": False}, "ab", "that the exception does not apply"),
    ("a except when b : c", {"a": True, "c": True}, "ac", "both conditions, where the exception is in doubt"),
    ("a when b or c", {"a": False, "b": True, "c": True}, "ab", "why it applies at all"),
    ("a when b and c", {"a": True, "b": False, "c": False}, "b", "one reason not to apply"),
]


@pytest.mark.parametrize(("rule", "facts", "names", "_"), [pytest.param(*e, id=e[3]) for e in EXAMPLES])
def test_examples(rule: str, facts: dict[str, bool], names: str, _: str) -> None:
    report = ankang_rules.parse(f"{DECLARED}\nrule r must {rule}").evaluate(facts)
    assert set(names) == reasons(report)


LISTS = """\
ruleset demo tier county
indicator payments : list of payment { amount : money in 元, signed : yes/no }
indicator visits : monthly count in 次
define enough visits = every month (visits ≥ 4)
rule signed must every payment where (amount > 100 元) satisfies (signed)
rule one signed must some payment satisfies (signed)
rule visited must enough visits
rule positive must every payment satisfies (amount > 0 元)
"""
PAYMENTS = [{"amount": 500, "signed": True}, {"amount": 50, "signed": False}, {"amount": 200, "signed": False}]


@pytest.mark.parametrize(
    ("rule", "leaves"),
    [
        ("demo.signed", [("amount > 100 元", (("record", 3),)), ("signed", (("record", 3),))]),
        ("one signed", [("signed", (("record", 1),))]),
        ("visited", [("visits ≥ 4 次", (("month", 2),))]),
    ],
)
def test_records_and_months_are_named(rule: str, leaves: list[tuple[str, At]]) -> None:
    facts = {"payments": PAYMENTS, "visits": [4, 3, 4, 2, *[5] * 8]}
    report = ankang_rules.parse(LISTS).evaluate(facts, as_of="2014-12-31")
    assert leaves == [(leaf.text(), leaf.at) for leaf in report.why(rule)]


def test_what_holds_of_nothing_is_a_leaf_itself() -> None:
    report = ankang_rules.parse(LISTS).evaluate({"payments": []}, as_of="2014-12-31")
    assert ["every payment satisfies (amount > 0 元)"] == [leaf.text() for leaf in report.why("positive")]
