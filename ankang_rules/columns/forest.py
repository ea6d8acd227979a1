"""Rows that name the unit above them → which unit stands where, one table for each site.

Which units there are has to be certain: whatever leaves it open is refused, with every row that does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import define, field, frozen

from ankang_rules.columns import engine, messages
from ankang_rules.columns.plain import as_text
from ankang_rules.columns.sites import Site
from ankang_rules.columns.source import Source
from ankang_rules.columns.text import CELLS, name, quoted
from ankang_rules.errors import FactsError
from ankang_rules.facts.columns import HEADINGS, Heading
from ankang_rules.facts.from_csv import row
from ankang_rules.facts.messages import tables, trees
from ankang_rules.facts.reading import Reading
from ankang_rules.facts.table import Forest, Line
from ankang_rules.model.given import Given
from ankang_rules.model.names import fold

_BLANK: Final = quoted(" \t\n\r\u3000")
_MOST: Final = 100
"""How many rows are looked at to say what is wrong; the rest is as wrong as they are."""


@frozen
class Part:
    """A *source* of units: those of the level under *key*, of all levels where it is None, numbered after *offset*."""

    source: Source
    offset: int
    key: str | None = None
    is_root: bool = False

    def column(self, heading: Heading) -> str:
        """Return what reads the column of *heading*, as a text without blanks around it; empty where there is none."""
        at = next((at for at, one in enumerate(self.source.headings) if HEADINGS.get(fold(one)) == heading), None)
        if at is None:
            return "''"
        cell = as_text(name(self.source.names[at]), self.source.kinds[at].id)
        return f"coalesce(trim({cell}, {_BLANK}), '')"

    @property
    def rows(self) -> str:
        """The rows with their numbers."""
        return f"(SELECT *, row_number() OVER () + {self.offset} AS _n FROM {self.source.sql})"

    def row(self, number: int) -> int:
        """Return the number, in its own source, of the row with that number among all."""
        return number - self.offset + self.source.is_csv

    def place(self, number: int) -> str:
        """Where the row with that number among all is."""
        return row(self.source.called, self.row(number))


@frozen
class _Known:
    """A *line* that may be named as a parent: its number among all rows, and the part it stands in."""

    line: Line
    id: int
    part: int


@define(eq=False)
class Planting:
    """Finds the place of each row of *parts*, and makes the table of units of each site."""

    con: Any
    parts: list[Part]
    root: Site
    reading: Reading = field(factory=Reading)

    def plant(self) -> None:
        """Make the tables; raises :class:`FactsError` with what is wrong with the tree."""
        self._gather()
        self._link()
        self._place_roots()
        for site in self.root.tree():
            self._place_below(site)
        self._circles()
        self._namesakes()
        self._say_and_stop()
        for site in self.root.tree():
            self._finish(site)
        engine.run(self.con, "DROP TABLE linked")

    def _say_and_stop(self) -> None:
        if found := self.reading.closed():
            raise FactsError(found)

    def _part(self, number: int) -> Part:
        return next(part for part in reversed(self.parts) if part.offset < number)

    def _place(self, number: int) -> str:
        return self._part(number).place(number)

    def _row(self, number: int) -> int:
        return self._part(number).row(number)

    # Who is above whom

    def _gather(self) -> None:
        selects = [self._gathered(at, part) for at, part in enumerate(self.parts)]
        engine.run(self.con, f"CREATE TABLE given_units AS {' UNION ALL '.join(selects)}")
        for (number,) in self._some("SELECT _id FROM given_units WHERE unit = ''"):
            self.reading.say(tables.row_without_unit, self._place(number))
        self._say_and_stop()

    def _gathered(self, at: int, part: Part) -> str:
        self._whole_rows(part)
        parent = "''" if part.is_root else part.column("parent")
        level = quoted(part.key) if part.key is not None else part.column("level")
        columns = f"_n AS _id, {at} AS part, {part.column('unit')} AS unit, {parent} AS parent, {level} AS level"
        return f"SELECT {columns}, {part.column('tier')} AS tier FROM {part.rows}"

    def _whole_rows(self, part: Part) -> None:
        if not any(HEADINGS.get(fold(one)) == "unit" for one in part.source.headings):
            self.reading.say(tables.no_unit_column, part.source.called)
            self._say_and_stop()
        if not part.source.is_csv:
            return
        wrong = self._some(f"SELECT _n, {CELLS} FROM {part.rows} WHERE {CELLS} IS NOT NULL")
        for number, cells in wrong:
            self.reading.say(tables.other_number_of_cells, part.place(number), cells, len(part.source.names))

    def _some(self, sql: str) -> list[tuple[Any, ...]]:
        return engine.run(self.con, f"SELECT * FROM ({sql}) ORDER BY 1 LIMIT {_MOST}")

    def _link(self) -> None:
        """Have each row know the number of the one above it."""
        import pyarrow

        found = [(part, text, above) for part, text, above in self._parents() if above is not None]
        columns = list(zip(*found, strict=True)) if found else [(), (), ()]
        kinds = (pyarrow.int32(), pyarrow.string(), pyarrow.int64())
        arrays = [pyarrow.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
        self.con.register("parents", pyarrow.table(arrays, names=["part", "parent", "above"]))
        engine.run(
            self.con,
            "CREATE TABLE linked AS SELECT g.*, p.above FROM given_units g "
            "LEFT JOIN parents p ON g.part = p.part AND g.parent = p.parent",
        )
        self.con.unregister("parents")
        engine.run(self.con, "DROP TABLE given_units")

    def _parents(self) -> Iterator[tuple[int, str, int | None]]:
        """Yield each way in which the rows of a part write a parent, with the number of the row that is meant."""
        sql = "SELECT part, parent, min(_id) FROM given_units WHERE parent <> '' GROUP BY ALL ORDER BY 3"
        written = engine.run(self.con, sql)
        lines = self._possible_parents()
        forests = {at: self._forest(part, lines) for at, part in enumerate(self.parts)}
        for at, text, first in written:
            above = forests[at].parent(Line(self._row(first), (), "", text))
            yield at, text, lines[id(above)].id if above else None
        for forest in forests.values():
            self.reading.take(forest.findings())

    def _possible_parents(self) -> dict[int, _Known]:
        """The rows that are named as a parent, or on the way to one."""
        steps = "SELECT trim(unnest(string_split(parent, '/'))) FROM given_units UNION SELECT parent FROM given_units"
        sql = f"SELECT part, _id, unit, parent FROM given_units WHERE unit IN ({steps}) ORDER BY _id"
        found = (
            _Known(Line(self._row(number), (), unit, parent), number, part)
            for part, number, unit, parent in engine.run(self.con, sql)
        )
        return {id(one.line): one for one in found}

    def _forest(self, part: Part, lines: dict[int, _Known]) -> Forest:
        """Return the rows among which the parents of those of *part* are: in a table of one level, of those above."""
        all_lines = [one.line for one in lines.values()]
        if part.key is None:
            return Forest(all_lines, part.source.called, Reading())
        above = {site.above for site in self.root.tree() if site.above and site.path[-1] == part.key}
        keys = {site.path[-1] if site.path else None for site in above}
        meant = {at for at, one in enumerate(self.parts) if (None if one.is_root else one.key) in keys}
        return Forest(all_lines, part.source.called, Reading(), lambda line: lines[id(line)].part in meant)

    # Who stands where

    def _place_roots(self) -> None:
        roots = [str(at) for at, part in enumerate(self.parts) if part.is_root]
        where = f"part IN ({', '.join(roots)})" if roots else "parent = ''"
        units = f"SELECT _id, unit AS _unit, '' AS _parent FROM linked WHERE {where}"
        engine.run(self.con, f"CREATE TABLE {self.root.units} AS {units}")
        self.root.rows = engine.number(self.con, f"SELECT count(*) FROM {self.root.units}")
        if not engine.number(self.con, "SELECT count(*) FROM linked"):
            self.reading.say(tables.empty, self.parts[0].source.called)
        elif roots:
            for (number,) in self._some(f"SELECT _id FROM linked WHERE parent = '' AND NOT {where}"):
                self.reading.say(messages.row_without_parent, self._place(number))
        elif not self.root.rows:
            self.reading.say(tables.no_root, self._place(1))
        else:
            self._not_of_others()

    def _not_of_others(self) -> None:
        """A row without a parent that says it is of a level below stands in no tree."""
        below = {word for site in self.root.tree() for word in site.place.called} - {fold(self.root.called)}
        levels = "SELECT min(_id), level FROM linked WHERE parent = '' AND level <> '' GROUP BY level"
        for number, level in self._some(levels):
            if fold(level) in below:
                self.reading.say(messages.row_without_parent, self._place(number))

    def _place_below(self, site: Site) -> None:
        """Make the tables of the sites directly below *site*."""
        joined = f"linked l JOIN {site.units} p ON l.above = p._id"
        ways = (
            engine.run(self.con, f"SELECT l.level, l.tier, min(l._id) FROM {joined} GROUP BY ALL ORDER BY 3")
            if site.rows
            else []
        )
        chosen: dict[str, list[str]] = {key: ["FALSE"] for key in site.below}
        for level, tier, first in ways:
            key = self._level(site, level, tier, self._place(first))
            if key is not None:
                chosen[key].append(f"(l.level = {quoted(level)} AND l.tier = {quoted(tier)})")
        for key, conditions in chosen.items():
            self._make(site, site.below[key], joined, " OR ".join(conditions))

    def _make(self, site: Site, below: Site, joined: str, where: str) -> None:
        above = "".join(f", p._a{depth}" for depth in range(site.depth))
        path = "CASE WHEN p._parent = '' THEN p._unit ELSE p._parent || '/' || p._unit END"
        columns = f"l._id, l.unit AS _unit, {path} AS _parent{above}, p._id AS _a{site.depth}"
        engine.run(self.con, f"CREATE TABLE {below.units} AS SELECT {columns} FROM {joined} WHERE {where}")
        below.rows = engine.number(self.con, f"SELECT count(*) FROM {below.units}")

    def _level(self, site: Site, text: str, tier: str, here: str) -> str | None:
        """Return the key of the level that rows below *site* belong to, saying so where none can be told."""
        place = site.place
        if not place.below:
            self.reading.say(messages.nobody_below, here, site.place.core)
            return None
        if text:
            key = place.called.get(fold(text))
            given = Given(text, place=here)
            if key is None and place.is_level_elsewhere(text):
                self.reading.say(trees.level_of_others, given)
            elif key is None:
                self.reading.say(trees.unknown_level, given, self.reading.likely(text, place.called), place.spellings)
            return key
        fitting = [key for key, below in place.below.items() if tier and fold(below.core.tier or "") == fold(tier)]
        keys = fitting or [*place.below]
        if len(keys) == 1:
            return keys[0]
        self.reading.say(tables.which_level, here, place.spellings)
        return None

    def _circles(self) -> None:
        """Whoever was not placed stands below themselves, or below one who does."""
        placed = " UNION ALL ".join(f"SELECT _id FROM {site.units}" for site in self.root.tree())
        sql = f"SELECT _id, above FROM linked WHERE _id NOT IN ({placed}) AND _id IN (SELECT above FROM linked)"
        above: Mapping[int, int] = dict(engine.run(self.con, sql))
        seen: set[int] = set()
        for start in above:
            way: list[int] = []
            step: int | None = start
            while step is not None and step not in way and step not in seen:
                way.append(step)
                step = above.get(step)
            if step is not None and step in way:
                numbers = sorted(way[way.index(step) :])
                self.reading.say(
                    tables.circle, self._place(numbers[0]), [int(self._place(n).rpartition(":")[2]) for n in numbers]
                )
            seen |= set(way)

    def _namesakes(self) -> None:
        known = "SELECT * FROM linked WHERE above IS NOT NULL OR parent = ''"
        sql = f"SELECT min(_id), unit, list(_id ORDER BY _id) FROM ({known}) GROUP BY above, unit HAVING count(*) > 1"
        for _, unit, numbers in self._some(sql):
            self.reading.say(tables.same_unit, self._place(numbers[1]), unit, [self._row(each) for each in numbers])

    def _finish(self, site: Site) -> None:
        """Have each unit know which lists below it have rows."""
        for at, below in enumerate(site.below.values()):
            engine.run(self.con, f"ALTER TABLE {site.units} ADD COLUMN _g{at} BOOLEAN")
            listed = f"_id IN (SELECT _a{site.depth} FROM {below.units})"
            engine.run(self.con, f"UPDATE {site.units} SET _g{at} = ({listed})")
