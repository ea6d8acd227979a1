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
from ankang_rules.columns.margins import name_of, of_result
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


@pytest.mark.parametrize("name", ["ankang.county", "ankang.village", "ankang.town"])
@given(st.data())
@settings(max_examples=1)
def test_a_packaged_ruleset_ends_alike(name: str, data: st.DataObject) -> None:
    """Of missing, none, invalid, at the boundary and huge; the first rows are tame enough for the engine itself."""
    ruleset = ankang_rules.load(name)
    drawn = [tame(data.draw(facts_for(ruleset.core))) for _ in range(ROWS)]
    drawn += [data.draw(facts_for(ruleset.core, invalid=True))]
    table = made(ruleset.core, drawn, lambda ways: data.draw(st.sampled_from(ways)))
    found = ruleset.evaluate_table(table.table, as_of="2014-11-30", margins=True)
    assert found.by_reference < len(drawn)
    for facts, row in zip(table.facts, found.rows(), strict=True):
        report = ruleset.evaluate(facts, as_of="2014-11-30", strict=False)
        expected = {rule.id: rule.status.value for rule in report.rules} | {"status": report.status.value}
        assert expected == {name: row[name] for name in expected}
        for rule in report.rules:
            margin = of_result(report.judgement, rule)
            assert margin == row.get(name_of(rule.id)), rule.id
