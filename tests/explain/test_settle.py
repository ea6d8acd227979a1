"""What would settle a rule: sets of open facts, held against every set there is by brute force."""

from collections.abc import Iterable
from datetime import date
from itertools import chain, combinations, permutations, product
from typing import Any

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

import ankang_rules
from ankang_rules import NONE, Report, Ruleset, Status
from ankang_rules.evaluate.judge import Judging
from ankang_rules.explain.filling import fill
from ankang_rules.model.outcome import ReasonKind
from ankang_rules.syntax.print import print_file
from ankang_rules.testing.strategies import facts_for, rulesets

DECLARED = """\
ruleset demo tier county
indicator a : yes/no
indicator b : yes/no
indicator c : yes/no
indicator x : count in 人
indicator held-on : date
"""
LEAVES = ("a", "b", "c", "x > 1", "x = 3", "x ≤ 2", "held-on ≤ 2014-06-01", "held-on is recorded")
VALUES: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys("abc", (True, False)),
    "x": (0, 1, 2, 3, 4),
    "held-on": ("2014-06-01", "2014-06-02", NONE),
}
CONDITIONS = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        inner.map("(not {})".format),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} and {two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} or {two[1]})"),
        st.tuples(inner, inner, inner).map(lambda three: f"(if {three[0]} then {three[1]} else {three[2]})"),
        st.tuples(
            st.sampled_from(("at least", "exactly", "at most")),
            st.integers(1, 2),
            st.lists(inner, min_size=2, max_size=3),
        ).map(lambda drawn: f"({drawn[0]} {drawn[1]} of [{'; '.join(drawn[2])}])"),
    ),
    max_leaves=4,
)
CLAUSES = st.one_of(
    st.just(""),
    CONDITIONS.map(" when {}".format),
    st.tuples(CONDITIONS, CONDITIONS).map(lambda two: f" except when {two[0]} : {two[1]}"),
    st.sampled_from((" due 2014-06-01", " due 2015-06-01")),
)
FACTS = st.fixed_dictionaries({name: st.sampled_from((*values, None)) for name, values in VALUES.items()})


def subsets(names: Iterable[str]) -> Iterable[tuple[str, ...]]:
    names = tuple(names)
    return chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))


def can_settle(ruleset: Ruleset, facts: dict[str, Any], names: tuple[str, ...]) -> bool:
    """Whether any values for *names* give the rule a status."""
    tried = product(*(VALUES[name] for name in names))
    given = ({**facts, **dict(zip(names, values, strict=True))} for values in tried)
    return any(ruleset.evaluate(more, as_of="2014-11-30")["r"].status is not Status.UNKNOWN for more in given)


def smallest(sets: Iterable[tuple[str, ...]]) -> set[frozenset[str]]:
    found = [frozenset(names) for names in sets]
    return {names for names in found if not any(other < names for other in found)}


def named(report: Report) -> set[frozenset[str]]:
    return {frozenset(reason.subject for reason in found.facts) for found in report.would_settle("r").sets}


@given(CONDITIONS, CLAUSES, FACTS)
def test_the_sets_are_the_smallest_that_can_settle_it(condition: str, clause: str, facts: dict[str, Any]) -> None:
    ruleset = ankang_rules.parse(f"{DECLARED}\nrule r must {condition}{clause}")
    report = ruleset.evaluate(facts, as_of="2014-11-30")
    if report["r"].status is not Status.UNKNOWN:
        assert named(report) == set()
        return
    open_facts = [name for name, value in facts.items() if value is None]
    expected = smallest(names for names in subsets(open_facts) if can_settle(ruleset, facts, names))
    if report.would_settle("r").complete:
        assert expected == named(report)
    else:
        assert expected >= named(report)


# Any ruleset


DAYS = st.sampled_from((date(2014, 11, 30), date(2014, 1, 1)))


@given(st.data(), DAYS)
def test_each_set_settles_what_it_says_whatever_the_rule_is_made_of(data: st.DataObject, day: date) -> None:
    """What a set proposes is judged anew; its facts were open; sets come by size, and none holds another."""
    text = print_file(data.draw(rulesets(size=2)))
    note(text)
    ruleset = ankang_rules.parse(text)
    report = ruleset.evaluate(data.draw(facts_for(ruleset.core)), as_of=day)
    judged = report.judgement
    for rule in report.rules:
        found = report.would_settle(rule.id).sets
        assert not found or rule.status is Status.UNKNOWN
        assert sorted(len(one.facts) for one in found) == [len(one.facts) for one in found]
        assert not any(set(a.facts) <= set(b.facts) for a, b in permutations(found, 2))
        for one in found:
            assert {reason.kind for reason in one.facts} <= {ReasonKind.MISSING, ReasonKind.INVALID}
            assert one.facts == tuple(reason for reason, _ in one.example)
            filled = fill(judged.facts, dict(one.example), judged.core)
            assert one.status is Judging(judged.core, filled, judged.asked).rule(rule.rule).status
            assert one.status is not Status.UNKNOWN


@given(st.data(), DAYS)
def test_without_one_of_its_facts_a_set_settles_nothing(data: st.DataObject, day: date) -> None:
    text = print_file(data.draw(rulesets(size=2)))
    note(text)
    ruleset = ankang_rules.parse(text)
    report = ruleset.evaluate(data.draw(facts_for(ruleset.core)), as_of=day)
    judged = report.judgement
    for rule in report.rules:
        for one in report.would_settle(rule.id).sets:
            for left_out in one.facts:
                less = {reason: outcome for reason, outcome in one.example if reason != left_out}
                judging = Judging(judged.core, fill(judged.facts, less, judged.core), judged.asked)
                assert judging.rule(rule.rule).status is Status.UNKNOWN


# Lists, series, numbers that must meet

LISTS = """\
ruleset demo tier county
indicator payments : list of payment { amount : money in 元, signed : yes/no }
indicator visits : monthly count in 次
indicator fund : money in 元
indicator deposits : money in 元
indicator held on : date
indicator planned on : date
"""
PAYMENTS = [{"amount": 500, "signed": True}, {"amount": 50}, {"signed": False}, {}]


@pytest.mark.parametrize(
    ("condition", "facts", "sets"),
    [
        ("every payment where (amount > 100) satisfies (signed)", {}, ["payments"]),
        (
            "every payment where (amount > 100) satisfies (signed)",
            PAYMENTS,
            ["payments 3 amount", "payments 4 amount, payments 4 signed"],
        ),
        (
            "some payment where (amount < 100) satisfies (signed)",
            PAYMENTS,
            ["payments 2 signed", "payments 4 amount, payments 4 signed"],
        ),
        ("count of payments where (signed) ≥ 2 个", PAYMENTS, ["payments 2 signed", "payments 4 signed"]),
        ("count of payments where (signed) ≤ 1 个", PAYMENTS, ["payments 2 signed", "payments 4 signed"]),
        ("share of payments where (signed) = 50%", PAYMENTS, ["payments 2 signed, payments 4 signed"]),
        ("sum of payments.amount > 100 元", PAYMENTS, ["payments 3 amount, payments 4 amount"]),
        ("every month (visits ≥ 4)", {"visits": [4, None, 4, None, *[None] * 8]}, ["visits 2", "visits 4"]),
        ("visits is increasing", {"visits": [1, None, 3, None, *[None] * 8]}, ["visits 2", "visits 4"]),
        ("deposits = 17.3 × fund", {"fund": 12.5}, ["deposits"]),
        ("deposits ÷ fund ≥ 50%", {"fund": 0}, []),
        ("held on ≤ planned on", {}, ["held-on", "planned-on"]),
        ("held on + 10 days ≤ planned on", {"planned on": "2014-02-01"}, ["held-on"]),
        ("held on + 10 days ≤ planned on + 1 days", {"held on": NONE}, []),
        ("held on + 10 days ≤ planned on", {}, ["planned-on"]),  # reported as absent, it is not on or after any day
        ("held on + 10 days ≤ planned on + 1 days", {}, ["held-on, planned-on"]),
    ],
)
def test_examples(condition: str, facts: Any, sets: list[str]) -> None:
    ruleset = ankang_rules.parse(f"{LISTS}rule r must {condition}")
    facts = {"payments": facts} if isinstance(facts, list) else facts
    report = ruleset.evaluate(facts, as_of="2014-04-30")
    settling = report.would_settle("r")
    assert sets == [", ".join(" ".join(map(str, (r.subject, *r.at))) for r in one.facts) for one in settling.sets]
    assert settling.complete


def test_twenty_sets_are_named_and_that_there_are_more() -> None:
    names = "\n".join(f"indicator x{i} : yes/no" for i in range(30))
    tests = "; ".join(f"x{i}" for i in range(30))
    report = ankang_rules.parse(f"ruleset demo tier county\n{names}\nrule r must at least 29 of [{tests}]").evaluate({})
    settling = report.would_settle("r")
    assert (20, False) == (len(settling.sets), settling.complete)
    assert {2} == {len(one.facts) for one in settling.sets}  # two that do not hold, and it cannot be reached
