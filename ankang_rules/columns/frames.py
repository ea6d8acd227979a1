"""The units in hand while a condition is translated, and what is counted over the units below them.

A count that asks of each unit nothing but what stands in its own table is made once for all units above, by one grouped
aggregate that is joined to them; one that asks for more is a query of its own for each.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field

from ankang_rules.columns.sites import OWN, Site
from ankang_rules.columns.values import Value


@define(eq=False)
class Counted:
    """Gives every number that is counted for one statement a name, and the same number the same."""

    number: int = 0

    def next(self) -> int:
        self.number += 1
        return self.number


@define(eq=False)
class Frame:
    """One unit in hand: of *site*, and of *level* as the ruleset that is translated calls it, None for its own unit."""

    site: Site
    level: str | None
    facts: Mapping[str, Value]
    counted: Counted
    grouped: dict[tuple[str, str], dict[str, str]] = field(factory=dict)
    """By what is grouped and by which column, the aggregates and the names under which they are joined."""
    records: int = 0
    """How many records were in hand when the unit came into hand."""
    is_closed: bool = False
    """Whether nothing was read in it but what stands in the table of its own units."""

    @property
    def id(self) -> str:
        """The column with the number of the unit."""
        return OWN if self.level is None else self.site.ancestor(self.site.depth)

    def listed(self, level: str) -> str:
        """The column that says whether the units of *level* directly below are known."""
        name = self.site.listed(level)
        return f"_{name}" if self.level is None else self.site.column(name)

    def joined(self, relation: str, by: str, aggregate: str) -> str:
        """Return the column of *aggregate* over *relation*, of which *by* says to which unit it belongs."""
        names = self.grouped.setdefault((relation, by), {})
        if aggregate not in names:
            names[aggregate] = f"_k{self.counted.next()}"
        return names[aggregate]

    def relation(self, rows: str | None = None) -> str:
        """Return the units in hand, with what is counted for each joined to them."""
        sql = rows or self.site.table
        for (relation, by), names in self.grouped.items():
            id = f"_i{next(iter(names.values()))[2:]}"
            columns = ", ".join(f"{aggregate} AS {name}" for aggregate, name in names.items())
            grouped = f"SELECT {by} AS {id}, {columns} FROM {relation} GROUP BY {by}"
            sql += f" LEFT JOIN ({grouped}) ON {id} = {self.id}"
        return sql
