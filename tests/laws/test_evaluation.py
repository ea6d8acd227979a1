"""Laws 2, 3, 7 and 8: evaluation never raises, more facts only settle, better facts never harm, numbers are exact."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, note
from hypothesis import strategies as st

import ankang_rules
from ankang_rules import FactsError, Report, Ruleset, Status
from ankang_rules.syntax.print import print_file
from ankang_rules.testing.strategies import facts_for, rulesets

DAYS = st.sampled_from((date(2014, 11, 30), date(2014, 12, 31), date(2012, 2, 29), date(2014, 1, 1)))
ORDER = (Status.FAIL, Status.UNKNOWN, Status.PASS)


@st.composite
def checked(draw: st.DrawFn) -> Ruleset:
    text = print_file(draw(rulesets(size=2)), draw(st.sampled_from(("en", "zh"))))
    note(text)
    return ankang_rules.parse(text, name="drawn.rules")


def statuses(report: Report) -> dict[str, Status | None]:
    """Every status in *report*: of the whole, of each group, of each rule."""
    groups: dict[str, Status | None] = {f"group {group.group.key}": group.status for group in report.groups}
    return {"": report.status, **groups, **{rule.id: rule.status for rule in report.rules}}


# Law 2


@given(st.data(), DAYS)
def test_no_facts_make_an_evaluation_raise(data: st.DataObject, day: date) -> None:
    """Without `strict`, whatever is handed in is judged; nothing is invalid without being named."""
    ruleset = data.draw(checked())
    facts = data.draw(facts_for(ruleset.core, invalid=True))
    report = ruleset.evaluate(facts, as_of=day, strict=False)
    assert {rule.id for rule in ruleset.core.rules} == {rule.id for rule in report.rules}
    for rule in report.rules:
        assert (rule.status is Status.UNKNOWN) == bool(rule.reasons), rule.id


@given(st.data(), DAYS)
def test_strict_refuses_exactly_what_is_invalid(data: st.DataObject, day: date) -> None:
    """With `strict`, an error of the facts is a FactsError, and only that; otherwise the verdicts are the same."""
    ruleset = data.draw(checked())
    facts = data.draw(facts_for(ruleset.core, invalid=True))
    lenient = ruleset.evaluate(facts, as_of=day, strict=False)
    wrong = [warning for warning in lenient.warnings if warning.severity == "error"]
    if wrong:
        with pytest.raises(FactsError) as refused:
            ruleset.evaluate(facts, as_of=day)
        assert len(wrong) == len(refused.value.diagnostics)
    else:
        assert statuses(lenient) == statuses(ruleset.evaluate(facts, as_of=day))


@given(st.data(), DAYS)
def test_valid_facts_are_never_refused(data: st.DataObject, day: date) -> None:
    ruleset = data.draw(checked())
    ruleset.evaluate(data.draw(facts_for(ruleset.core)), as_of=day)


# Law 3


def _less(draw: st.DrawFn, value: Any) -> Any:
    """Drop what is in *value*: months and fields of records, but no record: those listed are all there are."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [{key: field for key, field in record.items() if draw(st.booleans())} for record in value]
    if isinstance(value, list) and len(value) == 12:
        return [month if draw(st.booleans()) else None for month in value]
    return value


@st.composite
def fewer(draw: st.DrawFn, facts: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in facts.items() if draw(st.booleans())}
    return {key: _less(draw, value) if draw(st.booleans()) else value for key, value in kept.items()}


@given(st.data(), DAYS, st.booleans())
def test_adding_facts_only_settles_what_was_unknown(data: st.DataObject, day: date, missing: bool) -> None:
    """No rule, group or ruleset turns from pass to fail, or from fail to pass, by facts that were missing before."""
    ruleset = data.draw(checked())
    more = data.draw(facts_for(ruleset.core, missing=missing))
    less = data.draw(fewer(more))
    before, after = (statuses(ruleset.evaluate(facts, as_of=day)) for facts in (less, more))
    for subject, status in before.items():
        if status in (Status.PASS, Status.FAIL):
            assert status == after[subject] or after[subject] is None, subject


# Law 7


LEAVES = ("a", "b", "c", "d")
POSITIVE = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda o: f"({' and '.join(o)})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda o: f"({' or '.join(o)})"),
        st.tuples(st.integers(0, 3), st.lists(inner, min_size=3, max_size=3)).map(
            lambda o: f"at least {o[0]} of [{'; '.join(o[1])}]"
        ),
    ),
    max_leaves=6,
)
INDICATORS = "\n".join(f"indicator {leaf} : yes/no" for leaf in LEAVES)
VALUES = st.fixed_dictionaries({leaf: st.sampled_from((True, False, None)) for leaf in LEAVES})


@st.composite
def standards(draw: st.DrawFn, conditions: st.SearchStrategy[str], head: str) -> str:
    """A ruleset with some rules outside and some inside a group."""
    loose = [f"rule l{i} must {draw(conditions)} points {i + 1}" for i in range(draw(st.integers(0, 2)))]
    fold = draw(st.sampled_from(("any of", "all of")))
    inside = [f"rule g{i} must {draw(conditions)} points 2" for i in range(draw(st.integers(1, 3)))]
    return "\n".join(["ruleset demo tier county", head, *loose, f"group part {fold}", *inside])


def scores(report: Report) -> tuple[Fraction, Fraction, Fraction]:
    score = report.judgement.score
    assert score is not None
    return score.earned, score.lowest, score.highest


@given(standards(POSITIVE, INDICATORS), VALUES, st.sampled_from(LEAVES))
def test_making_a_positive_leaf_true_never_lowers_a_verdict(text: str, facts: dict[str, Any], leaf: str) -> None:
    ruleset = ankang_rules.parse(text)
    before, after = ruleset.evaluate(facts), ruleset.evaluate({**facts, leaf: True})
    better = statuses(after)
    for subject, status in statuses(before).items():
        worse = better[subject]
        assert status is not None
        assert worse is not None
        assert ORDER.index(status) <= ORDER.index(worse), subject
    assert scores(before)[:2] <= scores(after)[:2]


@given(standards(POSITIVE, INDICATORS), VALUES, st.sampled_from(("when no", "in force to 2013-12-31")))
def test_a_rule_that_does_not_apply_changes_nothing(text: str, facts: dict[str, Any], never: str) -> None:
    """Neither inside a group, of either kind, nor as the only rule of a group that so comes to nothing."""
    before = ankang_rules.parse(text).evaluate(facts, as_of="2014-11-30")
    for added in (f"rule added must no {never} points 50", f"group other rule added must no {never} points 50"):
        after = ankang_rules.parse(f"{text}\n{added}").evaluate(facts, as_of="2014-11-30")
        found = statuses(after)
        assert Status.NOT_APPLICABLE in found.values()
        assert statuses(before) == {subject: found[subject] for subject in statuses(before)}
        assert scores(before) == scores(after)


# Law 8


MONEY_NAMES = ("fund", "deposits", "paid")
MONEY = st.recursive(
    st.sampled_from(MONEY_NAMES),
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from("+-"), inner),
        st.builds("({} of {})".format, st.sampled_from(("50%", "1‰", "33.3%")), inner),
        st.builds("({} ÷ {})".format, inner, st.sampled_from(("3", "7"))),
        st.builds("{} of [{}; {}]".format, st.sampled_from(("lowest", "highest")), inner, inner),
        st.builds("absolute {}".format, inner),
    ),
    max_leaves=4,
)
OPERATORS = st.sampled_from(("<", "≤", "==", "≠", "≥", ">"))
RATIOS = st.one_of(
    st.builds("{} ÷ {} {} {}".format, MONEY, MONEY, OPERATORS, st.sampled_from(("50%", "1", "33.3%", "200%"))),
    st.builds("{} {} {}".format, MONEY, OPERATORS, MONEY),
    st.builds("{} ÷ {} rounded to 1% half up {} 50%".format, MONEY, MONEY, OPERATORS),
)
MONEY_INDICATORS = "\n".join(f"indicator {name} : money in 元" for name in MONEY_NAMES)
AMOUNTS = st.one_of(st.integers(-3, 3), st.fractions(-1000, 1000, max_denominator=97), st.integers(-(10**40), 10**40))


@given(
    standards(RATIOS, MONEY_INDICATORS),
    st.fixed_dictionaries({}, optional=dict.fromkeys(MONEY_NAMES, AMOUNTS)),
    st.sampled_from((30, -30)),
)
def test_scaling_all_money_changes_no_verdict_about_ratios(text: str, facts: dict[str, Any], power: int) -> None:
    """Numbers are exact: 10³⁰ 元 and 10⁻³⁰ 元 are judged as 1 元 is."""
    ruleset = ankang_rules.parse(text)
    scaled = {name: amount * Fraction(10) ** power for name, amount in facts.items()}
    before, after = ruleset.evaluate(facts), ruleset.evaluate(scaled)
    assert statuses(before) == statuses(after)
    assert [rule.reasons for rule in before.rules] == [rule.reasons for rule in after.rules]


# The order of what is written


@given(st.data(), DAYS)
def test_the_order_of_rules_changes_no_verdict(data: st.DataObject, day: date) -> None:
    """Law 4 for whole rulesets: groups and the whole fold the same however the rules are ordered."""
    ruleset = data.draw(checked())
    other = Ruleset(evolve(ruleset.core, rules=tuple(data.draw(st.permutations(ruleset.core.rules)))))
    facts = data.draw(facts_for(ruleset.core))
    assert statuses(ruleset.evaluate(facts, as_of=day)) == statuses(other.evaluate(facts, as_of=day))
