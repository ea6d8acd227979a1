"""The collector of cyclic garbage is held off during an evaluation, and found again as it was."""

import gc
from collections.abc import Iterator

import pytest

import ankang_rules

RULES = "ruleset t.t tier town indicator a : count in 人 rule r must a ≥ 1"


@pytest.fixture(autouse=True)
def _collector_on() -> Iterator[None]:
    yield
    gc.enable()


@pytest.mark.parametrize("on", [True, False])
def test_an_evaluation_leaves_the_collector_as_it_was(on: bool) -> None:
    if not on:
        gc.disable()
    seen = []
    ankang_rules.parse(RULES).evaluate(a=1, on_unit=lambda done, number: seen.append(gc.isenabled()))
    assert [False] == seen
    assert on == gc.isenabled()


def test_wrong_facts_leave_it_on_too() -> None:
    with pytest.raises(ankang_rules.FactsError):
        ankang_rules.parse(RULES).evaluate(a="x")
    assert gc.isenabled()
