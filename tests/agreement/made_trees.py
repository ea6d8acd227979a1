"""A drawn document about a tree of units as a table for each level, and as what the reference reads, cell by cell."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from attrs import define, evolve, field
from made_tables import Choose, made, tame

from ankang_rules.columns.sites import Site, sites
from ankang_rules.columns.tree_plan import indicator_at
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.facts.places import Place
from ankang_rules.model.names import fold


@define
class MadeTree:
    """Tables by the name of their level, and the *document* that says the same."""

    tables: dict[str, pa.Table] = field(factory=dict)
    document: dict[str, Any] = field(factory=dict)


@define
class _Unit:
    given: dict[str, Any]
    above: _Unit | None = None
    made: dict[str, Any] = field(factory=dict)


def made_tree(core: RulesetCore, document: dict[str, Any], choose: Choose, *, is_tame: bool = True) -> MadeTree:
    root = sites(Place.root(core))
    found, standing = MadeTree(), {root.number: [_Unit(document)]}
    for site in root.tree():
        units = standing.get(site.number, [])
        for key, below in site.below.items():
            pairs = [(unit, child) for unit in units for child in unit.given.get("children", {}).get(key, ())]
            standing[below.number] = [_Unit(child, unit) for unit, child in pairs]
        if units:
            found.tables[site.called] = _table(site, units, choose, is_tame)
    found.document = standing[0][0].made
    return found


def _table(site: Site, units: list[_Unit], choose: Choose, is_tame: bool) -> pa.Table:
    place = site.place
    keys = dict.fromkeys(indicator.key for ruleset in (place.core, *place.tree) for indicator in ruleset.indicators)
    indicators = [found for key in keys if (found := indicator_at(place, key)) is not None]
    drawn = [_by_name(indicators, unit.given["facts"], is_tame) for unit in units]
    table = made(evolve(place.core, indicators=tuple(indicators)), drawn, choose)
    table.columns["unit"] = pa.array([unit.given["unit"] for unit in units], pa.string())
    table.columns["parent"] = pa.array([unit.above and unit.above.given["unit"] for unit in units], pa.string())
    for key, below in site.below.items():
        lists = [unit.given.get("children", {}).get(key) for unit in units]
        table.columns[below.called] = pa.array(["none" if one == [] else None for one in lists], pa.string())
    for unit, facts in zip(units, table.facts, strict=True):
        _write(site, unit, facts)
    return table.table


def _by_name(indicators: list[Any], facts: dict[str, Any], is_tame: bool) -> dict[str, Any]:
    names = {fold(name): value for name, value in facts.items()}
    found = {i.name: names[fold(i.name)] for i in indicators if fold(i.name) in names}
    return tame(found) if is_tame else found


def _write(site: Site, unit: _Unit, facts: dict[str, Any]) -> None:
    lists = unit.given.get("children", {})
    unit.made = {
        "unit": unit.given["unit"],
        "facts": facts,
        "children": {key: [] for key in lists if key in site.below},
    }
    if unit.above is not None:
        unit.above.made["children"][site.path[-1]].append(unit.made)
