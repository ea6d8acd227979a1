"""What generated code calls gives what the reference calculates: every case of the small functions."""

from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from ankang_rules.compile import runtime
from ankang_rules.compile.decision import CODES
from ankang_rules.evaluate import reference
from ankang_rules.model import outcome as o
from ankang_rules.model import status as s

KNOWN = {True: o.YES, False: o.NO, None: o.unknown(o.ReasonKind.MISSING, "fund")}
THREE = [list(truths) for number in range(4) for truths in product(KNOWN, repeat=number)]


def truth(outcome: o.Outcome) -> Any:
    return outcome.value if isinstance(outcome, o.Known) else None


@pytest.mark.parametrize(
    ("compiled", "meaning"), [(runtime.both, o.conjunction), (runtime.either, o.disjunction)], ids=["and", "or"]
)
def test_logic_is_that_of_the_model(compiled, meaning) -> None:
    """Of no, one, two and three truths."""
    for truths in THREE:
        assert truth(meaning([KNOWN[t] for t in truths])) is compiled(truths), truths


def test_not_is_that_of_the_model() -> None:
    assert [truth(o.negation(KNOWN[t])) for t in KNOWN] == [runtime.opposite(t) for t in KNOWN]


@pytest.mark.parametrize("bound", ["at least", "exactly", "at most"])
def test_numbers_of_conditions_are_those_of_the_model(bound) -> None:
    for truths, number in product(THREE, range(5)):
        expected = truth(o.number_of(bound, number, [KNOWN[t] for t in truths]))
        assert expected is runtime.number_of(bound, number, truths), (number, truths)


@pytest.mark.parametrize(("compiled", "meaning"), [(runtime.all_of, s.all_of), (runtime.any_of, s.any_of)])
def test_folding_is_that_of_the_model(compiled, meaning) -> None:
    for statuses in (c for number in range(4) for c in product(s.Status, repeat=number)):
        assert CODES[meaning(statuses)] is compiled([CODES[status] for status in statuses]), statuses


@pytest.mark.parametrize("mode", ["half up", "half even", "half down", "down", "up"])
def test_rounding_is_that_of_the_reference(mode) -> None:
    """Tenths, thirds and halves of both signs, to a whole and to two sevenths."""
    values = [Fraction(n, d) for n in range(-31, 32) for d in (1, 2, 3, 10)]
    for value, quantum in product(values, (Fraction(1), Fraction(2, 7))):
        assert reference.rounded(value, quantum, mode) == runtime.rounded(value, quantum, mode), value
