"""Law 5 for trees in tables: every unit of every level ends as the reference says, in every rule and group."""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import Any

import pyarrow
from hypothesis import given, note, settings
from hypothesis import strategies as st
from made_trees import MadeTree, made_tree
from small_cities import CITY, TOWN, TOWNS, by_reference, cities, city_of, city_with, units

from ankang_rules import EngineError, Ruleset
from ankang_rules.evaluate.ask import evaluate
from ankang_rules.evaluate.results import Judgement
from ankang_rules.testing.strategies import asked_for, tree_for

FEW = settings.default.max_examples // 20


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


SMALL = city_of(
    {
        "town.rules": TOWN,
        "city.rules": "\n".join(line for line in CITY.splitlines() if not line.startswith(("rule r25", "rule r26"))),
    }
)
"""Two rules fewer: the engine cannot choose between counts in doubt."""


def test_every_small_city_ends_as_the_reference_says() -> None:
    """Towns that pass, fail, are undecided, do not apply or may not; none, no list, more or fewer than there are."""
    lists: list[tuple[dict[str, Any], ...] | None] = [None, (), *combinations_with_replacement(TOWNS, 1)]
    lists += combinations_with_replacement(TOWNS, 2)
    asked = [(towns, total, strict) for towns in lists for total in (None, -1, 0, 1) for strict in (True, None)]
    cities_, below = [], []
    for at, (towns, more, strict) in enumerate(asked):
        total = None if more is None else max(0, len(towns or ()) + more)
        none = "none" if towns == () else None
        cities_.append({"unit": f"c{at}", "total": total, "strict": strict, "towns": none})
        below += [{"unit": f"t{i}", "parent": f"c{at}", **town} for i, town in enumerate(towns or ())]
    found = SMALL.evaluate_table({"city": _table(cities_), "towns": _table(below)})
    for (towns, _, _), facts, row in zip(asked, cities_, found.rows(), strict=True):
        given_ = {name: facts[name] for name in ("total", "strict")}
        document = {
            "unit": "c",
            "facts": given_,
            **({} if towns is None else {"children": city_with(*towns)["children"]}),
        }
        expected = statuses(by_reference(SMALL, document, strict=False))
        assert expected == {name: row[name] for name in expected}, document


def _table(rows: list[dict[str, Any]]) -> pyarrow.Table:
    names = list(dict.fromkeys(name for row in rows for name in row))
    return pyarrow.table({name: [row.get(name) for row in rows] for name in names})
