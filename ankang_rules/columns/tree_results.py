"""What comes of judging a tree in tables: a table of statuses for each level, and any unit of it again in full."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, evolve

from ankang_rules.columns import engine, messages
from ankang_rules.columns.output import form_of
from ankang_rules.columns.results import Verdicts
from ankang_rules.columns.sites import ID, Site
from ankang_rules.columns.subtree import judgement
from ankang_rules.columns.text import name, quoted
from ankang_rules.model.frozen import Frozen

if TYPE_CHECKING:
    from ankang_rules.columns.planned import Planned
    from ankang_rules.columns.resources import Work
    from ankang_rules.columns.tree import TreeRun
    from ankang_rules.columns.tree_plan import TreePlan
    from ankang_rules.evaluate.results import Judgement


@define(eq=False)
class Level:
    """The units of one level, as what a table of verdicts asks of the run that it comes from."""

    tree: TreeRun
    planned: Planned

    @property
    def work(self) -> Work:
        return self.tree.work

    @property
    def plan(self) -> TreePlan:
        return self.planned.plan

    @property
    def result(self) -> str:
        return f"result_{self.planned.site.number}"

    def judgement(self, at: int | str) -> Judgement:
        if isinstance(at, str):
            return self._called(at)
        sql = f"SELECT {ID} FROM {self.planned.site.units} ORDER BY {ID} LIMIT 1 OFFSET {max(at, 1) - 1}"
        found = engine.run(self.tree.con, sql) if at > 0 else []
        if not found:
            raise IndexError(at)
        return judgement(self.tree, self.planned, found[0][0])

    def _called(self, unit: str) -> Judgement:
        """Return the judgement of the one unit of the tree whose path ends with the names in *unit*."""
        found = [(planned, id) for planned in self.tree.planned for (id,) in self._of_site(planned.site, unit)]
        if len(found) != 1:
            raise KeyError(messages.not_one_unit(unit, len(found)))
        return judgement(self.tree, *found[0])

    def _of_site(self, site: Site, unit: str) -> list[tuple[Any, ...]]:
        path = "CASE WHEN _parent = '' THEN _unit ELSE _parent || '/' || _unit END"
        where = f"({path}) = {quoted(unit)} OR ends_with({path}, {quoted('/' + unit)})"
        return engine.run(self.tree.con, f"SELECT {ID} FROM {site.units} WHERE {where} LIMIT 2")


def verdicts_of(tree: TreeRun, path: Path | None) -> Verdicts:
    """Return the tables of a tree that has been judged, written to files beside *path* where there is one."""
    levels = {called: _of(Level(tree, planned)) for called, planned in _named(tree).items()}
    first = next(iter(levels))
    levels[first] = evolve(levels[first], levels=Frozen(levels))
    if path is not None:
        for called, verdicts in levels.items():
            verdicts.save(path_of(path, called))
    return levels[first]


def _of(level: Level) -> Verdicts:
    site, plan = level.planned.site, level.plan
    columns = ", ".join(name(one) for one in plan.kinds)
    view = f"CREATE VIEW {level.result} AS SELECT {columns} FROM {site.table} ORDER BY {ID}"
    engine.run(level.tree.con, view)
    by_reference = len(level.tree.left.get(site.number, ()))
    return Verdicts(site.rows, by_reference, tuple(plan.kinds), level, level.result)


def _named(tree: TreeRun) -> dict[str, Planned]:
    """The sites by what their levels are called; by the way there where several are called alike."""
    names = [planned.site.called for planned in tree.planned]
    return {
        called if names.count(called) == 1 else "/".join(planned.site.path): planned
        for called, planned in zip(names, tree.planned, strict=True)
    }


def path_of(path: Path, level: str) -> Path:
    """Return the path of the file for *level*, where that for the tree was to be *path*.

    >>> path_of(Path("verdicts.parquet"), "towns").name
    'verdicts.towns.parquet'
    """
    form_of(path)
    return path.with_name(f"{path.stem}.{level.replace('/', '-').replace(' ', '-')}{path.suffix}")
