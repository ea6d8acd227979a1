"""Law 3 close up: small rulesets of which every fact matters, so that a missing one read as an answer is seen."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ankang_rules
from ankang_rules import NONE, Report, Status

DECLARED = """\
ruleset demo tier county
indicator a : yes/no
indicator b : yes/no
indicator x : money in 元
indicator y : money in 元
indicator held on : date
"""
LEAVES = ("a", "b", "x > 1 元", "x ≤ y", "x ÷ y ≥ 50%", "held on ≤ 2014-06-01", "held on is recorded")
CONDITIONS = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        inner.map("(not {})".format),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} and {two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} or {two[1]})"),
        st.tuples(inner, inner, inner).map(lambda three: f"(if {three[0]} then {three[1]} else {three[2]})"),
        st.tuples(
            st.sampled_from(("at least", "exactly", "at most")),
            st.integers(0, 3),
            st.lists(inner, min_size=1, max_size=3),
        ).map(lambda drawn: f"{drawn[0]} {drawn[1]} of [{'; '.join(drawn[2])}]"),
    ),
    max_leaves=4,
)
AMOUNTS = st.sampled_from((0, 1, 2, 3))
FACTS = st.fixed_dictionaries(
    {
        "a": st.booleans(),
        "b": st.booleans(),
        "x": AMOUNTS,
        "y": AMOUNTS,
        "held on": st.sampled_from(("2014-05-31", "2014-06-01", "2014-06-02", NONE)),
    }
)
SUBSETS = st.sets(st.sampled_from(("a", "b", "x", "y", "held on")), min_size=1)


@st.composite
def rulesets_of_few_rules(draw: st.DrawFn) -> str:
    """Rules outside groups and in groups of both kinds, some with a `when` or an exception."""
    clause = st.one_of(
        st.just(""),
        CONDITIONS.map(" when {}".format),
        st.tuples(CONDITIONS, CONDITIONS).map(lambda two: f" except when {two[0]} : {two[1]}"),
    )
    rule = st.tuples(CONDITIONS, clause).map("".join)
    parts = [DECLARED]
    folds = draw(st.lists(st.sampled_from(("loose", "all of", "any of")), min_size=1, max_size=2, unique=True))
    for fold in sorted(folds, key="loose".__ne__):  # a rule belongs to the last group above it
        place = fold.split()[0]
        parts += {"loose": [], "all of": ["group all-part"], "any of": ["group any-part any of"]}[fold]
        parts += [f"rule {place}-{i} must {draw(rule)}" for i in range(draw(st.integers(1, 2)))]
    return "\n".join(parts)


def statuses(report: Report) -> dict[str, Status | None]:
    groups: dict[str, Status | None] = {f"group {group.group.key}": group.status for group in report.groups}
    return {"": report.status, **groups, **{rule.id: rule.status for rule in report.rules}}


@given(rulesets_of_few_rules(), FACTS, SUBSETS)
def test_taking_facts_away_leaves_a_verdict_or_makes_it_unknown(
    text: str, facts: dict[str, Any], gone: set[str]
) -> None:
    """What was decided with fewer facts is decided alike with all; not applicable is a decision as well."""
    ruleset = ankang_rules.parse(text)
    less = {key: value for key, value in facts.items() if key not in gone}
    with_all = statuses(ruleset.evaluate(facts, as_of="2014-11-30"))
    for rule in ruleset.evaluate(less, as_of="2014-11-30").rules:
        assert rule.status in (with_all[rule.id], Status.UNKNOWN), rule.id
    for subject, status in statuses(ruleset.evaluate(less, as_of="2014-11-30")).items():
        if status in (Status.PASS, Status.FAIL):
            assert with_all[subject] is status, subject


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("fold", ["", "any of"])
def test_an_open_rule_keeps_its_group_open_unless_the_other_settles_it(fold: str, known: bool) -> None:
    """One rule is decided, the other is not: *all of* is settled by a fail alone, *any of* by a pass alone."""
    ruleset = ankang_rules.parse(f"{DECLARED}group g {fold} rule one must a rule two must b")
    report = ruleset.evaluate({"a": known}, as_of="2014-11-30")
    settled = known == (fold == "any of")
    expected = (Status.PASS if known else Status.FAIL) if settled else Status.UNKNOWN
    assert (report.groups[0].status, report.status) == (expected, expected)
