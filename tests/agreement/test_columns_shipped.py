"""The packaged rulesets that need nobody below, and the workload, over a table and unit by unit."""

from __future__ import annotations

import sys
from pathlib import Path

import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_tables import made, tame

import ankang_rules
from ankang_rules.testing.strategies import facts_for

BENCH = Path(__file__).parents[1] / "bench"
sys.path.insert(0, str(BENCH))

from units import units  # noqa: E402 -- the folder of the benchmarks

WORKLOAD = ankang_rules.load(BENCH / "workload.rules")
ROWS = 3


def test_the_workload_ends_as_each_unit_of_it_does() -> None:
    facts = units(100)
    found = WORKLOAD.evaluate_table(pyarrow.Table.from_pylist(facts))
    assert 0 == found.by_reference
    for unit, row in zip(facts, found.rows(), strict=True):
        decided = WORKLOAD.decide(unit)
        assert (decided.status.value, list(decided.failing)) == (row["status"], row["failing"])


@pytest.mark.parametrize("name", ["ankang.village", "ankang.town"])
@given(st.data())
@settings(max_examples=1)
def test_a_packaged_ruleset_ends_alike(name: str, data: st.DataObject) -> None:
    ruleset = ankang_rules.load(name)
    drawn = [tame(data.draw(facts_for(ruleset.core))) for _ in range(ROWS)]
    table = made(ruleset.core, drawn, lambda ways: data.draw(st.sampled_from(ways)))
    rows = ruleset.evaluate_table(table.table, as_of="2014-11-30").rows()
    for facts, row in zip(table.facts, rows, strict=True):
        report = ruleset.evaluate(facts, as_of="2014-11-30", strict=False)
        assert {rule.id: rule.status.value for rule in report.rules} == {rule.id: row[rule.id] for rule in report.rules}
