"""A tree in tables, judged: the units of each level by the ruleset of their level, those below first.

A row that the engine cannot read itself is read by the reference, and judged with the others; one with a number that no
column holds is judged by the reference, and so is every unit above it.
"""

from __future__ import annotations

from typing import Any

from attrs import define, field

from ankang_rules.columns import messages, rows
from ankang_rules.columns.engine import number, run, run_long
from ankang_rules.columns.planned import Planned, insert, numbers_of
from ankang_rules.columns.resources import Work
from ankang_rules.columns.sites import ID
from ankang_rules.columns.subtree import judgement
from ankang_rules.columns.tree_rows import decode
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.errors import EngineError
from ankang_rules.evaluate.reference import Asked


@define(eq=False)
class TreeRun:
    """A tree to be judged; *planned* are its sites, each after the one above."""

    work: Work
    core: RulesetCore
    asked: Asked
    planned: list[Planned]
    left: dict[int, set[int]] = field(factory=dict)
    """By the number of the site, the units that the reference has to judge."""

    @property
    def con(self) -> Any:
        return self.work.con

    @property
    def called(self) -> str:
        """What the tables are called."""
        return ", ".join(dict.fromkeys(planned.part.source.called for planned in self.planned if planned.site.rows))

    def judge(self) -> None:
        """Judge every unit, those below first."""
        for planned in self.planned:
            if left := decode(self.con, planned):
                self.left[planned.site.number] = left
        self._spread()
        for planned in reversed(self.planned):
            self._judge(planned)

    def _spread(self) -> None:
        """Whatever stands above a unit that is left to the reference is left to it as well."""
        for planned in reversed(self.planned):
            ids = self.left.get(planned.site.number)
            if not ids or planned.site.above is None:
                continue
            above = f"_a{planned.site.depth - 1}"
            sql = f"SELECT DISTINCT {above} FROM {planned.site.units} WHERE {ID} IN ({numbers_of(ids)})"
            self.left.setdefault(planned.site.above.number, set()).update(row[0] for row in run(self.con, sql))

    # Judging

    def _judge(self, planned: Planned) -> None:
        site, left = planned.site, self.left.get(planned.site.number, set())
        which = f" WHERE {ID} NOT IN ({numbers_of(left)})" if left else ""
        source = f"(SELECT * FROM {planned.rows}{which})" if left else planned.rows
        run_long(self.con, f"CREATE TABLE {site.table} AS {planned.plan.judged(source)}")
        for id in sorted(left):
            self._judge_by_reference(planned, id)
        found = number(self.con, f"SELECT count(*) FROM {site.table}")
        if found != site.rows:
            raise EngineError([messages.rows_differ(site.rows, found)])

    def _judge_by_reference(self, planned: Planned, id: int) -> None:
        found = rows.as_row(judgement(self, planned, id))
        unit, parent = run(self.con, f"SELECT _unit, _parent FROM {planned.site.units} WHERE {ID} = {id}")[0]
        row = {ID: id, "unit": unit, "parent": parent, **{one: found[one] for one in planned.plan.columns}}
        insert(self.con, planned.site.table, [row])
