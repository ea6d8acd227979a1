"""One unit of a tree in tables, with those below it, judged again by the reference, with every trace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve

from ankang_rules.columns import rows
from ankang_rules.columns.engine import run
from ankang_rules.columns.sites import ID, Site
from ankang_rules.evaluate.judge import asked_below, judge_at
from ankang_rules.facts.facts import Facts
from ankang_rules.facts.reading import Reading
from ankang_rules.facts.registers import held

if TYPE_CHECKING:
    from ankang_rules.columns.planned import Planned
    from ankang_rules.columns.tree import TreeRun
    from ankang_rules.evaluate.results import Judgement

_Lists = dict[int, dict[str, list[Facts]]]
"""By the number of a unit, the units below it by the key of their level."""


def judgement(tree: TreeRun, planned: Planned, id: int) -> Judgement:
    """Return the judgement on the unit with the number *id* at the site of *planned*."""
    return judge_at(planned.site.place, facts_of_unit(tree, planned, id), asked_below(tree.core, tree.asked))


def facts_of_unit(tree: TreeRun, planned: Planned, id: int) -> Facts:
    """Return the facts of the unit with that number, and inside them of those below it."""
    lists: _Lists = {}
    depth = planned.site.depth
    for below in reversed([tree.planned[site.number] for site in _below(planned.site)]):
        for above, facts in _read(tree, below, f"p._a{depth} = {id}", lists):
            lists.setdefault(above, {}).setdefault(below.site.path[-1], []).append(facts)
    [(_, found)] = _read(tree, planned, f"p.{ID} = {id}", lists)
    return found


def _below(site: Site) -> list[Site]:
    return [one for one in site.tree() if one is not site]


def _read(tree: TreeRun, planned: Planned, where: str, lists: _Lists) -> list[tuple[int, Facts]]:
    """Return the facts of each unit, with the number of the one directly above it."""
    site = planned.site
    if not site.rows:
        return []
    above = f"p._a{site.depth - 1}" if site.depth else "0"
    known = [planned.ids[f"_g{at}"] for at in range(len(site.below))]
    columns = ", ".join([f"p.{ID}", above, *known])
    sql = f"SELECT {columns}, r.* EXCLUDE (_n) FROM {planned.joined} WHERE {where} ORDER BY p.{ID}"
    return [_unit(planned, row, lists) for row in run(tree.con, sql)]


def _unit(planned: Planned, row: tuple[Any, ...], lists: _Lists) -> tuple[int, Facts]:
    site = planned.site
    number, above, *rest = row
    known, cells = rest[: len(site.below)], rest[len(site.below) :]
    listed = lists.pop(number, {})
    children = {key: tuple(listed.get(key, ())) for key, given in zip(site.below, known, strict=True) if given}
    facts = evolve(rows.facts_of(planned.table, cells, planned.asked), children=children)
    reading = Reading()
    found = held(site.place.core, facts, reading)
    return above, evolve(found, warnings=(*found.warnings, *reading.closed()))
