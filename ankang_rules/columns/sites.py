"""The places of a tree as tables: which units stand there, and what a rule about units above can read of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

from attrs import define, field, frozen

from ankang_rules.columns.capabilities import What
from ankang_rules.columns.values import Value
from ankang_rules.facts.places import Place

ID, INVALID = "_id", "_invalid"
"""Columns of every site: the number of a unit among all of the tree, and what is wrong with facts of it."""
OWN = "_own"
"""The number of the unit that is judged, under a name that no table of units below has."""


@frozen
class Shown:
    """What rules about units above can read of a unit, as columns of the table of its site."""

    facts: Mapping[str, Value] = field(factory=dict)
    definitions: Mapping[str, Value | What] = field(factory=dict)
    """By key; why the engine cannot take it, where it cannot."""


@define(eq=False)
class Site:
    """A *place* with its units: *rows* of them, whose judgements are kept in a table.

    *path* leads there by the keys of levels. The site is the one with *number* in the tree.
    """

    place: Place
    number: int
    path: tuple[str, ...] = ()
    above: Site | None = None
    rows: int = 0
    below: dict[str, Site] = field(factory=dict)
    shown: Shown = field(factory=Shown)

    @property
    def table(self) -> str:
        """The table of the judgements of its units."""
        return f"site_{self.number}"

    @property
    def units(self) -> str:
        """The table that says which units stand here, and below which others."""
        return f"units_{self.number}"

    @property
    def called(self) -> str:
        """What its level is called; that of the whole by its tier."""
        level, core = self.place.level, self.place.core
        return level.name if level else core.tier or core.name.rpartition(".")[2]

    @property
    def depth(self) -> int:
        return len(self.path)

    def column(self, name: str) -> str:
        """Return what a column is called in the table of this site, as in no other."""
        return f"s{self.number}_{name}"

    def ancestor(self, depth: int) -> str:
        """Return the column with the number of the unit above that stands at *depth*, or of the unit itself."""
        return self.column(f"a{depth}")

    def listed(self, level: str) -> str:
        """Return the column that says whether it is known which units of *level* stand directly below."""
        return f"g{list(self.place.below).index(level)}"

    def way(self) -> Iterator[Site]:
        """Yield the sites from the root down to this one."""
        if self.above is not None:
            yield from self.above.way()
        yield self

    def tree(self) -> Iterator[Site]:
        """Yield this site and those below it, each after the one above."""
        yield self
        for site in self.below.values():
            yield from site.tree()


def sites(root: Place) -> Site:
    """Return the site of *root*, with those below it; there are no units yet."""
    found = Site(root, 0)
    _plant(found, count(1))
    return found


def _plant(site: Site, numbers: Iterator[int]) -> None:
    """Number sites as :meth:`Site.tree` yields them, so that each is found in a list by its number."""
    for key, place in site.place.below.items():
        site.below[key] = Site(place, next(numbers), (*site.path, key), site)
        _plant(site.below[key], numbers)
