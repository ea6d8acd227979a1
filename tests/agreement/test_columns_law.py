"""Law 5 for tables: the engine gives every rule, every group and the whole the status that the reference gives."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from made_tables import Made, made, tame

from ankang_rules import EngineError, Ruleset
from ankang_rules.columns.margins import name_of as margin_column
from ankang_rules.columns.margins import of_result
from ankang_rules.testing.drawn_rulesets import rulesets
from ankang_rules.testing.strategies import asked_for, facts_for

ROWS = 6
"""Units in one table: they cost less than the ruleset they are judged by."""


def by_reference(ruleset: Ruleset, facts: dict[str, Any], asked: dict[str, Any]) -> dict[str, Any]:
    """The row of one unit, with the margins of the rules that have one."""
    report = ruleset.evaluate(facts, **asked, strict=False)
    groups = {f"group.{group.id}": group.status.value for group in report.groups if group.status}
    margins = {margin_column(rule.id): of_result(report.judgement, rule) for rule in report.rules}
    return {"status": report.status.value, **groups, **{rule.id: rule.status.value for rule in report.rules}, **margins}


@given(st.data())
@settings(max_examples=5)
def test_a_table_is_judged_as_each_of_its_units_is(data: st.DataObject) -> None:
    """Most rows are plain, and judged by the engine; one in three is as wild as facts can be."""
    ruleset = data.draw(rulesets())
    plain = [tame(data.draw(facts_for(ruleset.core))) for _ in range(ROWS)]
    wild = [data.draw(facts_for(ruleset.core, invalid=True)) for _ in range(ROWS // 3)]
    asked = data.draw(asked_for(ruleset.core))
    for drawn in (plain, plain + wild):
        table = made(ruleset.core, drawn, lambda ways: data.draw(st.sampled_from(ways)))
        agree(ruleset, table, asked)


def agree(ruleset: Ruleset, table: Made, asked: dict[str, Any]) -> None:
    for margins in (True, False):
        try:
            found = ruleset.evaluate_table(table.table, **asked, margins=margins)
        except EngineError:  # a rule that the engine cannot take is named before anything runs
            continue
        for facts, row in zip(table.facts, found.rows(), strict=True):
            expected = by_reference(ruleset, facts, asked)
            assert {name: expected[name] for name in row if name in expected} == {
                name: row[name] for name in row if name in expected
            }, facts
            assert all(value is None for name, value in expected.items() if name not in row), facts
        return  # with margins there is all that there is without
