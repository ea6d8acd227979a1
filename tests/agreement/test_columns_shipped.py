"""The packaged rulesets that need nobody below, and the workload, over a table and unit by unit."""

from __future__ import annotations

import sys
from datetime import date
from operator import itemgetter
from pathlib import Path
from random import Random
from typing import Any

import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_tables import made, tame
from made_trees import made_tree
from test_columns_trees import statuses
from test_columns_trees import units as units_of

import ankang_rules
from ankang_rules.columns.margins import name_of, of_result
from ankang_rules.evaluate.ask import evaluate
from ankang_rules.model.given import NONE
from ankang_rules.testing.strategies import facts_for

BENCH = Path(__file__).parents[1] / "bench"
sys.path.insert(0, str(BENCH))

from trees import city  # noqa: E402 -- the folder of the benchmarks
from units import units  # noqa: E402

WORKLOAD = ankang_rules.load(BENCH / "workload.rules")
ROWS = 3
PROGRAMME = ankang_rules.load("ankang.programme")
OTHERS = (None, None, NONE, object(), "abc", -1, 10**40, "2013-05-31", 0, True)
SITES: tuple[dict[str, Any], ...] = (
    {"site-passed": True, "site-passed-date": date(2014, 11, 30), "site-acceptance-passed": True},
    {"key-site-levels-held": ["municipal"], "key-site-nominated": True, "site-plaque-awarded": False},
    {
        "key-site-designated-date": date(2013, 5, 31),
        "site-completed-date": NONE,
        "site-assisted-by": ["city", "county"],
    },
)
"""What the programme reads of units of every level."""
TOTALS = {"county-total": 1, "town-total": 3, "village-total": 19}
"""One town more than is listed, and one village less."""


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


def test_the_packaged_programme_ends_alike_over_a_drawn_city() -> None:
    """Nine in ten facts are given; of the others some are none, invalid, or at the bound of a rule."""
    core = PROGRAMME.core
    draw = Random(7)
    document = named(spoilt(city(24), draw), "A")
    made_ = made_tree(core, document, itemgetter(0), is_tame=False)
    found = PROGRAMME.evaluate_table(made_.tables, as_of="2014-11-30")
    whole = evaluate(core, made_.document, as_of="2014-11-30", year=None, parameters={}, strict=False)
    rows = {row["unit"]: row for table in found.levels.values() for row in table.rows()}
    expected = {unit.facts.unit: statuses(unit) for unit in units_of(whole)}
    assert {"city": 1, "counties": 1, "towns": 2, "villages": 20} == {k: len(v) for k, v in found.levels.items()}
    assert expected == {unit: {name: rows[unit][name] for name in ends} for unit, ends in expected.items()}


def named(document: dict[str, Any], name: str) -> dict[str, Any]:
    """Return *document* with a name of its own for every unit."""
    below = {
        level: [named(unit, f"{name}.{at}") for at, unit in enumerate(units)]
        for level, units in document["children"].items()
    }
    return {**document, "unit": name, "children": below}


def spoilt(document: dict[str, Any], draw: Random) -> dict[str, Any]:
    """Return *document* with facts for rules about units below, registers, and in villages a few that are others."""
    others = [name for name in document["facts"] if not document["children"] and draw.random() < 1 / 60]
    facts = {**document["facts"], **{name: draw.choice(OTHERS) for name in others}}
    for site in SITES:
        facts |= {name: value for name, value in site.items() if draw.random() < 0.8}
    below = {level: [spoilt(unit, draw) for unit in units] for level, units in document["children"].items()}
    return {**document, "facts": {**facts, **TOTALS}, "children": below}
