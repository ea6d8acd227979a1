"""Law 4 and Kleene's logic: nothing depends on the order or the bracketing of operands, neither truth nor reasons."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.evaluate.reference import Asked, Evaluator
from ankang_rules.facts import Facts, FactValue
from ankang_rules.model.outcome import NO, YES, Known, Outcome, ReasonKind, Unknown, unknown
from ankang_rules.model.status import Status, all_of, any_of

LEAVES = tuple(n.Fact(key) for key in ("a", "b", "c", "d"))
VALUES = (YES, NO, None, unknown(ReasonKind.ABSENT, "x"), unknown(ReasonKind.INVALID, "y", 3))
"""What a yes/no fact can be; None where it is missing."""

leaves = st.sampled_from(LEAVES)
facts_of_leaves = st.fixed_dictionaries({leaf.key: st.sampled_from(VALUES) for leaf in LEAVES})
Given = dict[str, Known | Unknown | None]


def _larger(inner: st.SearchStrategy[n.Node]) -> st.SearchStrategy[n.Node]:
    several = st.lists(inner, min_size=1, max_size=4).map(tuple)
    bounds = st.sampled_from(["at least", "exactly", "at most"])
    return st.one_of(
        inner.map(n.Not),
        several.map(n.And),
        several.map(n.Or),
        st.builds(n.NumberOf, bounds, st.integers(0, 5), several),
    )


conditions: st.SearchStrategy[n.Node] = st.recursive(leaves, _larger, max_leaves=8)
operands = st.lists(conditions, min_size=1, max_size=4)


def outcome(node: n.Node, given: Given) -> Outcome:
    values = {key: FactValue(value) for key, value in given.items() if value is not None}
    return Evaluator(RulesetCore("demo"), Facts(values), Asked()).value(node)


def completions(given: Given) -> Iterator[Given]:
    """Every way in which the unknown facts could turn out."""
    choices = [(value,) if isinstance(value, Known) else (YES, NO) for value in given.values()]
    for chosen in product(*choices):
        yield dict(zip(given, chosen, strict=True))


@given(conditions, facts_of_leaves)
def test_a_known_result_is_the_result_of_every_completion(condition: n.Node, given: Given) -> None:
    """What is known with facts missing stays so however they turn out."""
    found = outcome(condition, given)
    if isinstance(found, Known):
        assert {found} == {outcome(condition, whole) for whole in completions(given)}


def _each_leaf_once(count: int) -> Iterator[n.Node]:
    leaves = LEAVES[:count]
    yield from (n.And(leaves), n.Or(leaves), n.Not(n.And(leaves)))
    for number in range(count + 2):
        yield from (n.NumberOf(bound, number, leaves) for bound in ("at least", "exactly", "at most"))


@pytest.mark.parametrize("condition", [c for count in (1, 2, 3) for c in _each_leaf_once(count)], ids=str)
def test_the_logic_knows_as_much_as_can_be_known(condition: n.Node) -> None:
    """With each operand named once, a result is unknown exactly where completions differ."""
    leaves = [node.key for node in n.walk(condition) if isinstance(node, n.Fact)]
    for values in product((YES, NO, None), repeat=len(leaves)):
        given: Given = dict(zip(leaves, values, strict=True))
        possible = {outcome(condition, whole) for whole in completions(given)}
        assert (len(possible) == 1) == isinstance(outcome(condition, given), Known), given


@given(operands, facts_of_leaves, st.data())
def test_the_order_of_operands_does_not_matter(written: list[n.Node], given: Given, data: st.DataObject) -> None:
    """`and`, `or` and `at least` give the same outcome, with the same reasons, in any order."""
    other = tuple(data.draw(st.permutations(written)))
    number = data.draw(st.integers(0, 5))
    makers: list[Any] = [n.And, n.Or]
    makers += [lambda o, b=b: n.NumberOf(b, number, o) for b in ("at least", "exactly", "at most")]
    for make in makers:
        assert outcome(make(tuple(written)), given) == outcome(make(other), given)


@given(operands, operands, facts_of_leaves)
def test_the_bracketing_of_operands_does_not_matter(first: list[n.Node], second: list[n.Node], given: Given) -> None:
    """`(a and b) and c` is `a and b and c`, in status and in reasons, and so for `or`."""
    for make in (n.And, n.Or):
        flat = make((*first, *second))
        for nested in (make((make(tuple(first)), *second)), make((*first, make(tuple(second))))):
            assert outcome(flat, given) == outcome(nested, given)


@given(operands, facts_of_leaves)
def test_de_morgan(written: list[n.Node], given: Given) -> None:
    """`not (a and b)` is `not a or not b`, in status and in reasons, and the other way round."""
    whole, negated = tuple(written), tuple(n.Not(operand) for operand in written)
    assert outcome(n.Not(n.And(whole)), given) == outcome(n.Or(negated), given)
    assert outcome(n.Not(n.Or(whole)), given) == outcome(n.And(negated), given)


@given(st.lists(leaves, min_size=1, max_size=4, unique=True), facts_of_leaves)
def test_an_unknown_conjunction_names_every_unknown_operand(written: list[n.Fact], given: Given) -> None:
    """No reason is dropped and none is made up."""
    found = outcome(n.And(tuple(written)), given)
    if isinstance(found, Unknown):
        single = [outcome(leaf, given) for leaf in written]
        assert found.reasons == frozenset(r for one in single if isinstance(one, Unknown) for r in one.reasons)


@given(operands, facts_of_leaves)
def test_the_quantified_forms_agree_with_each_other(written: list[n.Node], given: Given) -> None:
    """`all of` is `at least` all, `any of` is `at least 1`, `none of` is `at most 0`; `exactly` is both bounds."""
    whole, size = tuple(written), len(written)

    def number(bound: Any, count: int) -> Any:
        return getattr(outcome(n.NumberOf(bound, count, whole), given), "value", None)

    def known(node: n.Node) -> Any:
        return getattr(outcome(node, given), "value", None)

    assert known(n.And(whole)) == number("at least", size)
    assert known(n.Or(whole)) == number("at least", 1)
    assert known(n.Not(n.Or(whole))) == number("at most", 0)


@given(st.lists(st.sampled_from(Status), max_size=6), st.lists(st.sampled_from(Status), max_size=6))
def test_groups_fold_the_same_in_any_order_and_bracketing(first: list[Status], second: list[Status]) -> None:
    """Folding a part first changes nothing, but that an empty part counts as not applicable."""
    for fold in (all_of, any_of):
        assert fold([*first, *second]) == fold([*second, *first]) == fold([fold(first), fold(second)])
        assert fold([*first, Status.NOT_APPLICABLE]) == fold(first)
