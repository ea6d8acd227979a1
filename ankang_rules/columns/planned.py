"""A site of a tree, planned: where its rows stand, what their columns are about, and how they are judged."""

from __future__ import annotations

from typing import Any, Final

from attrs import frozen

from ankang_rules.columns.engine import run
from ankang_rules.columns.forest import Part
from ankang_rules.columns.headings import Table
from ankang_rules.columns.sites import ID, Site
from ankang_rules.columns.text import name
from ankang_rules.columns.tree_plan import TreePlan
from ankang_rules.evaluate.reference import Asked
from ankang_rules.model.names import fold

ABSENT: Final = "('none', '无')"


@frozen
class Planned:
    """A *site* with the *part* its rows stand in, its *table* as they are read there, and the *plan* to judge them."""

    site: Site
    part: Part
    table: Table
    plan: TreePlan

    @property
    def rows(self) -> str:
        """The decoded rows."""
        return f"rows_{self.site.number}"

    @property
    def asked(self) -> Asked:
        return self.plan.asked

    @property
    def marks(self) -> dict[str, str]:
        """By the key of a level, what else says that it is known which units there are: that there are none."""
        found = {}
        for at, header in self.table.columns.levels.items():
            key = self.site.place.called.get(fold(str(header.value)))
            if key is not None:
                found[key] = f" OR lower({text(self.table.names[at])}) IN {ABSENT}"
        return found

    @property
    def ids(self) -> dict[str, str]:
        """The columns that say which unit a row is about: its number, those of the units above, and what is known."""
        site, marks = self.site, self.marks
        above = {f"_a{depth}": f"p._a{depth}" for depth in range(site.depth)}
        return {
            ID: f"p.{ID}",
            **above,
            **{f"_g{at}": f"(p._g{at}{marks.get(k, '')})" for at, k in enumerate(site.below)},
        }

    @property
    def joined(self) -> str:
        """The rows ``r`` as they were given, each with the unit ``p`` that it is about."""
        return f"{self.part.rows} r JOIN {self.site.units} p ON r._n = p.{ID}"


def text(column: str) -> str:
    """What a cell holds, as a text; empty where it is missing."""
    return f"coalesce(trim(CAST({name(column)} AS VARCHAR)), '')"


def insert(con: Any, table: str, found: list[dict[str, Any]]) -> None:
    """Enter rows into *table*, each value in the type of its column."""
    import pyarrow

    if not found:
        return
    names = list(found[0])
    kinds = dict(run(con, f"SELECT column_name, column_type FROM (DESCRIBE {table})"))
    arrays = [pyarrow.array([row[one] for row in found]) for one in names]
    con.register("found", pyarrow.table(arrays, names=names))
    columns = ", ".join(f"CAST({name(one)} AS {kinds[one]}) AS {name(one)}" for one in names)
    run(con, f"INSERT INTO {table} BY NAME SELECT {columns} FROM found")
    con.unregister("found")


def numbers_of(ids: set[int]) -> str:
    return ", ".join(map(str, sorted(ids)))
