"""Laws 2, 3, 4, 7 and 8: nothing raises, more facts only settle, better ones never harm, numbers are exact."""

import json
from fractions import Fraction
from typing import Any

import attrs
import pytest
from attrs import evolve
from hypothesis import given, note
from hypothesis import strategies as st

import ankang_rules
from ankang_rules import FactsError, Report, Ruleset, Status
from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Exception_, Rule, RulesetCore
from ankang_rules.model.outcome import ReasonKind
from ankang_rules.model.types import Monthly
from ankang_rules.source import LANGUAGES
from ankang_rules.syntax.print import print_file
from ankang_rules.testing.strategies import asked_for, facts_for, rulesets

TRIES = 3
"""How many facts are tried on each ruleset, which takes longer to draw than they do."""
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


def scores(report: Report) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """Points earned, possible, and the lowest and highest they can become; a ruleset without points has none."""
    score = report.judgement.score
    return (score.earned, score.possible, score.lowest, score.highest) if score else (Fraction(0),) * 4


def awards(report: Report) -> list[Any]:
    """For each award whether it is earned; None where that cannot be told yet."""
    return [getattr(award.outcome, "value", None) for award in report.judgement.awards]


# Law 2


@given(st.data())
def test_no_facts_make_an_evaluation_raise(data: st.DataObject) -> None:
    """Without `strict`, whatever is handed in is judged, and what is not known says why; and so is every argument."""
    ruleset = data.draw(checked())
    for _ in range(TRIES):
        facts, asked = data.draw(facts_for(ruleset.core, invalid=True)), data.draw(asked_for(ruleset.core))
        report = ruleset.evaluate(facts, **asked, strict=False)
        assert {rule.id for rule in ruleset.core.rules} == {rule.id for rule in report.rules}
        for rule in report.rules:
            assert (rule.status is Status.UNKNOWN) == bool(rule.reasons), rule.id
            assert (rule.status is Status.NOT_APPLICABLE) == bool(rule.bars), rule.id
        assert report.explain(data.draw(st.sampled_from(LANGUAGES)))
        json.dumps(report.to_dict())


@given(st.data())
def test_strict_refuses_exactly_what_is_invalid(data: st.DataObject) -> None:
    """With `strict`, an error of the facts is a FactsError, and only that; otherwise the verdicts are the same."""
    ruleset = data.draw(checked())
    facts, asked = data.draw(facts_for(ruleset.core, invalid=True)), data.draw(asked_for(ruleset.core))
    lenient = ruleset.evaluate(facts, **asked, strict=False)
    wrong = [warning for warning in lenient.warnings if warning.severity == "error"]
    if wrong:
        with pytest.raises(FactsError) as refused:
            ruleset.evaluate(facts, **asked)
        assert len(wrong) == len(refused.value.diagnostics)
    else:
        assert statuses(lenient) == statuses(ruleset.evaluate(facts, **asked))


@given(st.data())
def test_valid_facts_are_never_refused(data: st.DataObject) -> None:
    ruleset = data.draw(checked())
    ruleset.evaluate(data.draw(facts_for(ruleset.core)), **data.draw(asked_for(ruleset.core)))


# Law 3


def _less(draw: st.DrawFn, value: Any) -> Any:
    """Drop what is in *value*: months and fields of records, but no record: those listed are all there are."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [{key: _less(draw, field) for key, field in each.items() if draw(st.booleans())} for each in value]
    if isinstance(value, Months):
        return Months(month if draw(st.booleans()) else None for month in value)
    if isinstance(value, dict):
        return {month: inner for month, inner in value.items() if draw(st.booleans())}
    return value


class Months(list[Any]):
    """A series, as told from a set of choices."""


def with_months(core: RulesetCore, facts: dict[str, Any]) -> dict[str, Any]:
    series = {indicator.name for indicator in core.indicators if isinstance(indicator.type, Monthly)}
    return {key: Months(v) if key in series and isinstance(v, list) else v for key, v in facts.items()}


@st.composite
def fewer(draw: st.DrawFn, facts: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in facts.items() if draw(st.booleans())}
    return {key: _less(draw, value) if draw(st.booleans()) else value for key, value in kept.items()}


@given(st.data(), st.sampled_from((False, False, True)))
def test_adding_facts_only_settles_what_was_unknown(data: st.DataObject, missing: bool) -> None:
    """What was decided of a rule, a group, the ruleset or an award stays so, and the score can only become narrower."""
    ruleset = data.draw(checked())
    for _ in range(TRIES):
        more = with_months(ruleset.core, data.draw(facts_for(ruleset.core, missing=missing)))
        less, asked = data.draw(fewer(more)), data.draw(asked_for(ruleset.core))
        before, after = (ruleset.evaluate(facts, **asked) for facts in (less, more))
        decided = {subject: status for subject, status in statuses(before).items() if status is not Status.UNKNOWN}
        assert decided == {subject: statuses(after)[subject] for subject in decided}
        for earlier, later in zip(awards(before), awards(after), strict=True):
            assert earlier in (None, later)
        assert scores(before)[2] <= scores(after)[2] <= scores(after)[3] <= scores(before)[3]


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
INDICATORS = "\n".join(f"indicator {leaf} : yes/no" for leaf in (*LEAVES, "other"))
VALUES = st.fixed_dictionaries({leaf: st.sampled_from((True, False, None)) for leaf in (*LEAVES, "other")})


CLAUSES = st.sampled_from(("", "", " when other", " due 2014-11-30", " due 2014-12-31", " except when other : yes"))


@st.composite
def standards(draw: st.DrawFn, conditions: st.SearchStrategy[str], head: str) -> str:
    """A ruleset with some rules outside and some inside a group."""
    loose = [f"rule l{i} must {draw(conditions)} points {i + 1}" for i in range(draw(st.integers(0, 2)))]
    fold = draw(st.sampled_from(("any of", "all of")))
    inside = [f"rule g{i} must {draw(conditions)} points 2{draw(CLAUSES)}" for i in range(draw(st.integers(1, 3)))]
    return "\n".join(["ruleset demo tier county", head, *loose, f"group part {fold}", *inside])


@given(standards(POSITIVE, INDICATORS), VALUES, st.sampled_from(LEAVES))
def test_making_a_positive_leaf_true_never_lowers_a_verdict(text: str, facts: dict[str, Any], leaf: str) -> None:
    ruleset = ankang_rules.parse(text)
    before, after = (ruleset.evaluate(each, as_of="2014-11-30") for each in (facts, {**facts, leaf: True}))
    better = statuses(after)
    for subject, status in statuses(before).items():
        worse = better[subject]
        assert status is not None
        assert worse is not None
        if Status.NOT_APPLICABLE in (status, worse):
            assert status is worse, subject
        else:
            assert ORDER.index(status) <= ORDER.index(worse), subject
    for before_it, after_it in zip(scores(before), scores(after), strict=True):
        assert before_it <= after_it


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


@given(st.data(), st.sampled_from(("when no", "in force to 2011-12-31", "when 1 == 2 due 2014-01-01")))
def test_a_rule_that_does_not_apply_changes_nothing_anywhere(data: st.DataObject, never: str) -> None:
    """The same beside any rules: a rule that does not apply leaves every verdict, the score and the awards alone."""
    text = print_file(data.draw(rulesets(size=2)))
    note(text)
    before = ankang_rules.parse(text)
    added = ankang_rules.parse(f"{text}\nrule added one must no {never} points 50")
    facts, asked = data.draw(facts_for(before.core)), data.draw(asked_for(before.core))
    without, beside = before.evaluate(facts, **asked), added.evaluate(facts, **asked)
    found = statuses(beside)
    groups = {f"group {group.key}": group for group in before.core.groups}
    for subject, status in statuses(without).items():
        if status is None and subject in groups:
            assert found[subject] in (None, Status.NOT_APPLICABLE)  # advice alone has no verdict; now there is a rule
        else:
            assert status is found[subject], subject
    assert scores(without) == scores(beside)
    if without.judgement.score is not None:
        assert awards(without) == awards(beside)


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
AGGREGATE = (st.sampled_from(("sum", "average", "lowest", "highest")),)
RATIOS = st.one_of(
    st.builds("{} ÷ {} {} {}".format, MONEY, MONEY, OPERATORS, st.sampled_from(("50%", "1", "33.3%", "200%"))),
    st.builds("{} {} {}".format, MONEY, OPERATORS, MONEY),
    st.builds("{} ÷ {} rounded to 1% half up {} 50%".format, MONEY, MONEY, OPERATORS),
    st.builds("{} between {} and {}".format, MONEY, MONEY, MONEY),
    st.builds("every month (income {} {})".format, OPERATORS, MONEY),
    st.just("income is increasing"),
    st.builds("{} of bills.amount where (amount {} {}) {} {}".format, *AGGREGATE, OPERATORS, MONEY, OPERATORS, MONEY),
    st.builds("share of bills where (amount {} {}) ≥ 50%".format, OPERATORS, MONEY),
    st.builds("if {} > {} then {} ≤ {} else bills is empty".format, MONEY, MONEY, MONEY, MONEY),
)
MONEY_INDICATORS = """\
indicator fund : money in 元
indicator deposits : money in 元
indicator paid : money in 元
indicator income : monthly money in 元 for the first 3 months
indicator bills : list of bill { amount : money in 元 }
"""
AMOUNTS = st.one_of(st.integers(-3, 3), st.fractions(-1000, 1000, max_denominator=97), st.integers(-(10**40), 10**40))


MONEY_FACTS = {
    **dict.fromkeys(MONEY_NAMES, AMOUNTS),
    "income": st.lists(AMOUNTS, min_size=3, max_size=3),
    "bills": st.lists(st.fixed_dictionaries({}, optional={"amount": AMOUNTS}), max_size=3),
}


def _scaled(value: Any, scale: Fraction) -> Any:
    if isinstance(value, list):
        return [_scaled(part, scale) for part in value]
    if isinstance(value, dict):
        return {key: _scaled(part, scale) for key, part in value.items()}
    return value * scale


@given(
    standards(RATIOS, MONEY_INDICATORS + "indicator other : yes/no"),
    st.fixed_dictionaries({}, optional=MONEY_FACTS),
    st.sampled_from((30, -30)),
)
def test_scaling_all_money_changes_no_verdict_about_ratios(text: str, facts: dict[str, Any], power: int) -> None:
    """Numbers are exact: 10³⁰ 元 and 10⁻³⁰ 元 are judged as 1 元 is."""
    ruleset = ankang_rules.parse(text)
    scaled = _scaled(facts, Fraction(10) ** power)
    before, after = (ruleset.evaluate(each, as_of="2014-11-30") for each in (facts, scaled))
    assert statuses(before) == statuses(after)
    assert [rule.reasons for rule in before.rules] == [rule.reasons for rule in after.rules]


# The order of what is written


TURNED = {"=": "=", "≠": "≠", "+": "+", "×": "×", "<": ">", ">": "<", "≤": "≥", "≥": "≤"}
"""What an operator becomes where its two sides change places."""


def shuffled(node: n.Node, draw: st.DrawFn) -> n.Node:
    """Return *node* with the operands of everything that has no order in another order, under the same ids."""
    parts = {}
    for field in attrs.fields(type(node)):
        value = getattr(node, field.name)
        if isinstance(value, n.Node):
            parts[field.name] = shuffled(value, draw)
        elif isinstance(value, tuple) and value and isinstance(value[0], n.Node):
            parts[field.name] = tuple(draw(st.permutations([shuffled(part, draw) for part in value])))
    found: Any = evolve(node, **parts)
    if (turned := TURNED.get(getattr(found, "operator", ""))) and draw(st.booleans()):
        return evolve(found, operator=turned, left=found.right, right=found.left)
    return found


def _shuffled_rule(rule: Rule, draw: st.DrawFn) -> Rule:
    others = [Exception_(shuffled(o.when, draw), shuffled(o.condition, draw)) for o in rule.exceptions]
    return evolve(
        rule,
        condition=shuffled(rule.condition, draw),
        when=rule.when and shuffled(rule.when, draw),
        exceptions=tuple(draw(st.permutations(others))),
    )


@st.composite
def shuffled_rulesets(draw: st.DrawFn, core: RulesetCore) -> Ruleset:
    definitions = tuple(evolve(d, expression=shuffled(d.expression, draw)) for d in core.definitions)
    rules = tuple(_shuffled_rule(rule, draw) for rule in core.rules)
    return Ruleset(evolve(core, definitions=definitions, rules=tuple(draw(st.permutations(rules)))))


def why(report: Report) -> dict[str, set[Any]]:
    """The reasons of each rule; an expression that has no value is known by its place, not by how it is written."""
    printed = (ReasonKind.UNDEFINED, ReasonKind.CONFLICT)
    return {
        rule.id: {(r.kind, frozenset(r.at)) if r.kind in printed else r for r in rule.reasons} for rule in report.rules
    }


@given(st.data())
def test_the_order_of_operands_changes_neither_a_verdict_nor_its_reasons(data: st.DataObject) -> None:
    """Law 4 over the whole language: sums, options, exceptions and rules, in whatever order they stand."""
    ruleset = data.draw(checked())
    other = data.draw(shuffled_rulesets(ruleset.core))
    for _ in range(TRIES):
        facts, asked = data.draw(facts_for(ruleset.core)), data.draw(asked_for(ruleset.core))
        before, after = ruleset.evaluate(facts, **asked), other.evaluate(facts, **asked)
        assert statuses(before) == statuses(after)
        assert why(before) == why(after)


def _denied(core: RulesetCore) -> RulesetCore:
    """Every condition of a rule denied, twice or by De Morgan where it is an `and` or an `or`."""

    def denied(node: n.Node) -> n.Node:
        if isinstance(node, n.And | n.Or):
            kind: Any = n.Or if isinstance(node, n.And) else n.And
            return kind(tuple(n.Not(operand) for operand in node.operands))
        return n.Not(node)

    return evolve(core, rules=tuple(evolve(r, condition=denied(r.condition), due=None) for r in core.rules))


@given(st.data())
def test_what_is_denied_ends_the_other_way(data: st.DataObject) -> None:
    """De Morgan over the whole language: a rule with its condition denied passes where it failed, for like reasons."""
    ruleset = data.draw(checked())
    plain = Ruleset(evolve(ruleset.core, rules=tuple(evolve(r, due=None, exceptions=()) for r in ruleset.core.rules)))
    denied = Ruleset(_denied(plain.core))
    facts, asked = data.draw(facts_for(ruleset.core)), data.draw(asked_for(ruleset.core))
    before, after = plain.evaluate(facts, **asked), denied.evaluate(facts, **asked)
    other = {Status.PASS: Status.FAIL, Status.FAIL: Status.PASS}
    for rule in before.rules:
        assert other.get(rule.status, rule.status) is after[rule.id].status, rule.id
        assert rule.reasons == after[rule.id].reasons
