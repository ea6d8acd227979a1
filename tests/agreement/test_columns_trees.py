"""Law 5 for trees in tables: every unit of every level ends as the reference says, in every rule and group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import given, note, settings
from hypothesis import strategies as st
from made_trees import MadeTree, made_tree
from test_compiled_trees import cities

from ankang_rules import EngineError, Ruleset
from ankang_rules.evaluate.ask import evaluate
from ankang_rules.evaluate.results import Judgement
from ankang_rules.testing.strategies import asked_for, tree_for

FEW = settings.default.max_examples // 20


def units(judgement: Judgement) -> Iterator[Judgement]:
    yield judgement
    for below in judgement.children.values():
        for unit in below:
            yield from units(unit)


def statuses(found: Judgement) -> dict[str, Any]:
    groups = {f"group.{group.id}": group.status.value for group in found.groups if group.status}
    return {"status": found.status.value, **groups, **{rule.id: rule.status.value for rule in found.rules}}


def agree(city: Ruleset, made: MadeTree, asked: dict[str, Any]) -> bool:
    """Hold both ways against each other; return whether the engine takes the ruleset at all."""
    try:
        found = city.evaluate_table(made.tables, **asked)
    except EngineError:  # a rule that the engine cannot take is named before anything runs
        return False
    whole = evaluate(city.core, made.document, strict=False, **{"year": None, "parameters": {}, **asked})
    expected = {unit.facts.unit: statuses(unit) for unit in units(whole)}
    rows = {row["unit"]: row for table in found.levels.values() for row in table.rows()}
    assert expected.keys() == rows.keys(), (expected.keys(), rows.keys())
    for unit, ends in expected.items():
        assert ends == {name: rows[unit][name] for name in ends}, (unit, made.document)
    return True


@settings(max_examples=FEW)
@given(st.data())
def test_every_unit_of_a_tree_in_tables_ends_as_the_reference_says(data: st.DataObject) -> None:
    """Units, lists and totals that are missing; facts that are missing, none, invalid, at the boundary, or huge."""
    city = data.draw(cities())
    for is_tame in (True, False):
        asked = data.draw(asked_for(city.core))
        note(str(asked))
        document = data.draw(tree_for(city.core, invalid=not is_tame))
        made = made_tree(city.core, document, lambda ways: data.draw(st.sampled_from(ways)), is_tame=is_tame)
        agree(city, made, asked)
