"""Laws 2, 3 and 8 close up: small rulesets of which every fact matters, so that one broken case is seen."""

from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ankang_rules
from ankang_rules import NONE, FactsError, Report, Status

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
            st.lists(inner, min_size=3, max_size=3),
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


FORMS = (
    "must a when b",
    "must not a when b",
    "must a except when b : not a",
    "must a except when b : c",
    "must no except when a : b except when c : yes",
    "must if a then b else c",
    "must if a then b else not b",
    "must if a then yes else no",
    "must at least 2 of [a; b; c]",
    "must exactly 1 of [a; b; c]",
    "must a due 2014-06-01",
)
YES_NO_MISSING = (True, False, None)


@pytest.mark.parametrize("form", FORMS)
def test_what_is_decided_is_decided_so_however_the_rest_turns_out(form: str) -> None:
    """Every way to know, not know or miss three facts, against every completion of it."""
    declared = "\n".join(f"indicator {name} : yes/no" for name in "abc")
    ruleset = ankang_rules.parse(f"ruleset demo tier county\n{declared}\nrule r {form}")
    whole = {
        values: ruleset.evaluate(dict(zip("abc", values, strict=True)), as_of="2014-11-30").status
        for values in product(YES_NO_MISSING, repeat=3)
    }
    for values, status in whole.items():
        choices = [(True, False) if value is None else (value,) for value in values]
        if status is not Status.UNKNOWN:
            assert {whole[completion] for completion in product(*choices)} == {status}, values


@pytest.mark.parametrize("operator", ["<", "≤", "==", "≠", "≥", ">"])
@pytest.mark.parametrize("sides", ["x {} y", "x + y {} 3 × y", "x ÷ y {} 50%", "50% of x {} y", "x - y {} y - x"])
def test_money_is_compared_alike_at_every_scale(sides: str, operator: str) -> None:
    """Law 8 without luck: amounts that are equal, or apart by one part in 10⁴⁰, at 10⁻³⁰, 1 and 10³⁰ 元."""
    ruleset = ankang_rules.parse(f"{DECLARED}rule r must {sides.format(operator)}")
    near = 1 + Fraction(1, 10**40)
    for x, y in product((Fraction(0), Fraction(1), near, Fraction(2), 2 * near, Fraction(-1, 3)), repeat=2):
        scales = (Fraction(10) ** power for power in (-30, 0, 30))
        found = [ruleset.evaluate({"x": x * scale, "y": y * scale}).status for scale in scales]
        assert len(set(found)) == 1, (x, y)


def test_an_amount_beside_its_bound_is_told_from_it() -> None:
    """The scales agree in the test above because numbers are exact, not because near ones are taken as equal."""
    ruleset = ankang_rules.parse(f"{DECLARED}rule r must x > y")
    for power in (-30, 0, 30):
        scale = Fraction(10) ** power
        report = ruleset.evaluate({"x": scale * (1 + Fraction(1, 10**40)), "y": scale})
        assert report.status is Status.PASS, power


def test_a_signalling_nan_is_invalid_for_every_type() -> None:
    """It raises wherever it is compared, so no reader may compare it before it is refused."""
    ruleset = ankang_rules.parse(f"{DECLARED}rule r must a and x > 1 元 and held on ≤ 2014-06-01")
    facts = dict.fromkeys(("a", "x", "held on"), Decimal("sNaN"))
    (rule,) = ruleset.evaluate(facts, as_of="2014-11-30", strict=False).rules
    assert {reason.kind.value for reason in rule.reasons} == {"invalid"}
    with pytest.raises(FactsError):
        ruleset.evaluate(facts, as_of="2014-11-30")


TWO_SIDED = (
    "{} < {}",
    "{} == {}",
    "{} ≠ {}",
    "{} + {} > 1 元",
    "{} - {} > 1 元",
    "{} ÷ {} > 50%",
    "lowest of [{}; {}] > 1 元",
)
TWO_SIDED += (
    "{} between {} and 3 元",
    "{} is one of {{{}}}",
    "0 元 < {} ≤ {}",
    "{} > 1 元 and {} > 1 元",
    "if a and b then {} > 1 元 else {} > 1 元",
)


@pytest.mark.parametrize("form", TWO_SIDED)
def test_every_side_that_is_not_known_is_named_in_either_order(form: str) -> None:
    """Law 4 without luck: with two facts missing both are reasons, whichever stands first."""
    rules = f"rule r must {form.format('x', 'y')} rule s must {form.format('y', 'x')}"
    one, other = ankang_rules.parse(f"{DECLARED}{rules}").evaluate({"a": True}).rules
    test = {"b"} if "if" in form else set()
    assert {"x", "y"} | test == {reason.subject for reason in one.reasons}
    assert one.reasons == other.reasons
