"""The rows of a table, each a unit that names its parent → Facts inside Facts.

The rows are read one by one and kept as they are until all parents are known, since a parent may stand below its
children; then each becomes Facts, and what was kept of it goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from attrs import define, field, frozen

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.errors import FactsError
from ankang_rules.facts import messages
from ankang_rules.facts.columns import ColumnReader, Columns, Heading, given_in, is_blank
from ankang_rules.facts.document import Pair
from ankang_rules.facts.facts import Facts, FactValue
from ankang_rules.facts.from_bytes import refuse
from ankang_rules.facts.from_csv import Rows, row
from ankang_rules.facts.limits import MOST_UNITS, MOST_UNITS_DEEP
from ankang_rules.facts.places import Place
from ankang_rules.facts.reading import Reading
from ankang_rules.facts.registers import held
from ankang_rules.facts.tree import Names, TreeReader, prefix, title_of
from ankang_rules.facts.values import is_absent
from ankang_rules.model.given import Given
from ankang_rules.model.names import fold

_MOST_NAMESAKES: Final = 100


@define(eq=False, slots=True)
class Line:
    """One row: its *number*, its *cells*, and the unit in it; *below* are the rows whose parent it is."""

    number: int
    cells: Sequence[str]
    unit: str
    parent: str
    above: Line | None = None
    below: list[Line] = field(factory=list)


def lines_of(rows: Rows, root: Place, reading: Reading) -> tuple[Columns, list[Line]]:
    """Return the columns and the lines of a table; raises :class:`FactsError` where a row cannot be taken for one."""
    numbered = ((n, cells) for n, cells in rows.numbered if not is_blank(cells) and not _is_note(cells))
    number, header = next(numbered, (1, None))
    if header is None:
        refuse(messages.tables.empty(rows.name))
    columns = ColumnReader(rows.name, root, reading).read(header, number)
    if "unit" not in columns.headings:
        raise FactsError(reading.closed())
    unit, parent = columns.headings["unit"], columns.headings.get("parent")
    lines: list[Line] = []
    broken = Reading()
    for number, cells in numbered:
        here = row(rows.name, number)
        if len(cells) != columns.number:
            broken.say(messages.tables.other_number_of_cells, here, len(cells), columns.number)
            continue
        name = cells[unit].strip()
        if not name:
            broken.say(messages.tables.row_without_unit, here)
        if len(lines) >= MOST_UNITS:
            refuse(messages.trees.too_many_units(here))
        lines.append(Line(number, cells, name, cells[parent].strip() if parent is not None else ""))
    if found := broken.closed():
        raise FactsError([*reading.closed(), *found])
    if not lines:
        refuse(messages.tables.empty(rows.name))
    return columns, lines


def _is_note(cells: Sequence[str]) -> bool:
    """Whether a row is about the table and no unit: a name may begin with a number sign, but hardly with a blank."""
    return cells[0].startswith("# ")


class Forest:
    """Finds the parent of each line; what is wrong with them is said to *reading*."""

    def __init__(
        self, lines: list[Line], name: str, before: Reading, may_be_parent: Callable[[Line], bool] | None = None
    ) -> None:
        self._lines, self._name, self._before = lines, name, before
        self._reading = Reading()
        self._all: dict[str, list[Line]] = {}
        self._named: dict[str, list[Line]] = {}
        self._below: dict[tuple[str, str], list[Line]] = {}
        """Lines by the last step of the parent they write, and their unit."""
        for line in lines:
            self._all.setdefault(line.unit, []).append(line)
            if may_be_parent is None or may_be_parent(line):
                self._named.setdefault(line.unit, []).append(line)
                self._below.setdefault((line.parent.rpartition("/")[2].strip(), line.unit), []).append(line)

    def root(self) -> Line:
        """Return the line that stands above all others; raises :class:`FactsError` with every problem."""
        for line in self._lines:
            line.above = self.parent(line)
        roots = [line for line in self._lines if not line.parent]
        if len(roots) > 1:
            self._say(messages.tables.roots, roots[1], [line.number for line in roots])
        for line in self._lines:
            if line.above is not None:
                line.above.below.append(line)
        self._circles(roots)
        for line in self._lines:
            self._namesakes(line.below)
        if found := self._reading.closed():
            raise FactsError([*self._before.closed(), *found])
        return roots[0]

    def findings(self) -> list[Diagnostic]:
        """Return what has been found wrong so far."""
        return self._reading.closed()

    def _say(self, sentence: Any, line: Line, *about: Any) -> None:
        self._reading.say(sentence, row(self._name, line.number), *about)

    def parent(self, line: Line) -> Line | None:
        """Return the line of the parent that *line* writes: by its name, or by a path of names down to it."""
        if not line.parent:
            return None
        named = self._named.get(line.parent)
        found = named if named else self._at_path(line.parent)
        if len(found) == 1:
            return found[0]
        given = Given(line.parent, place=row(self._name, line.number))
        if not found:
            self._reading.say(messages.tables.unknown_parent, given, self._reading.likely(line.parent, self._named))
        else:
            way = f"{found[0].parent or '…'}/{found[0].unit}"
            self._reading.say(messages.tables.parent_in_doubt, given, [one.number for one in found], way)
        return None

    def _at_path(self, path: str) -> list[Line]:
        *above, last = (step.strip() for step in path.split("/"))
        found = self._below.get((above[-1], last), ()) if above and len(above) < MOST_UNITS_DEEP else ()
        return [line for line in found[:_MOST_NAMESAKES] if self._stands_below(line, above)]

    def _stands_below(self, line: Line, above: list[str]) -> bool:
        """Whether the units above *line*, as far as they are named without a doubt, end with the names *above*."""
        written = [step.strip() for step in line.parent.split("/")] if line.parent else []
        for _ in range(MOST_UNITS_DEEP):
            if len(written) >= len(above):
                break
            named = self._all.get(written[0], ()) if written else ()
            if len(named) != 1 or not named[0].parent:
                break
            written = [*(step.strip() for step in named[0].parent.split("/")), *written]
        return written[-len(above) :] == above

    def _circles(self, roots: list[Line]) -> None:
        reached: set[int] = set()
        # Below what has no parent, or none that could be found: the first is said already, or is the root.
        waiting = [line for line in self._lines if line.above is None]
        while waiting:
            line = waiting.pop()
            reached.add(id(line))
            waiting += line.below
        found = False
        for line in self._lines:
            if id(line) not in reached:
                found = True
                self._circle(line, reached)
        if not roots and not found and not self._reading.findings:
            self._say(messages.tables.no_root, self._lines[0])

    def _circle(self, line: Line, reached: set[int]) -> None:
        way: dict[int, Line] = {}
        step: Line | None = line
        while step is not None and id(step) not in way and id(step) not in reached:
            way[id(step)] = step
            step = step.above
        if step is not None and id(step) in way:
            steps = list(way.values())
            numbers = sorted(one.number for one in steps[steps.index(step) :])
            self._reading.say(messages.tables.circle, row(self._name, numbers[0]), numbers)
        reached |= set(way)

    def _namesakes(self, lines: list[Line]) -> None:
        if len(lines) < 2:
            return
        named: dict[str, list[Line]] = {}
        for line in lines:
            named.setdefault(line.unit, []).append(line)
        for unit, same in named.items():
            if len(same) > 1:
                self._say(messages.tables.same_unit, same[1], unit, [line.number for line in same])


@frozen
class Root:
    """What is known of the root before its facts are read: its *headings*, and facts *named* in the call."""

    headings: dict[str, Any]
    named: Iterable[Pair] = ()


class TableReader:
    """Makes Facts of lines."""

    def __init__(self, columns: Columns, reading: Reading) -> None:
        self._columns, self._reading = columns, reading
        self.broken = Reading()
        """What leaves it open which units there are."""

    def headings(self, place: Place, line: Line) -> dict[str, Any]:
        """Return what *line* says of its unit beside the facts."""
        return place.reader.headings.read(tuple(self.pairs(line)), self._reading)

    def pairs(self, line: Line) -> Iterable[tuple[Given, Given]]:
        here = row(self._columns.name, line.number)
        for heading in ("unit", "tier", "as of", "assessment year"):
            text = self._cell(line, heading)
            if text:
                yield Given(heading, place=here), Given(text, place=here)

    def facts(self, place: Place, line: Line, names: Names, tree: TreeReader, root: Root | None = None) -> Facts:
        """Return the facts of the unit in *line* and those below it; what is known of the *root* is not read again."""
        here = row(self._columns.name, line.number)
        tree.count(here, names)
        headings = root.headings if root else self.headings(place, line)
        tree.other_days(tuple(self.pairs(line)), headings, "")
        at = f"{here}: {prefix(names)}"
        values = self._values(place, line, at, root.named if root else ())
        children = self._children(place, line, names, tree)
        line.cells = ()
        facts = Facts(values, headings.get("unit"), headings.get("tier"), children=children)
        return held(place.core, facts, self._reading, at)

    def _values(self, place: Place, line: Line, at: str, named: Iterable[Pair]) -> dict[str, FactValue]:
        reader = place.reader
        pairs: list[tuple[Given, Given]] = []
        for column in self._columns.facts.values():
            name = str(column.header.value) if not column.months else column.key
            key = reader.key(name)
            kind = reader.readers[key].reader.kind if key else None
            given = given_in(column, line.cells, f"{at}{name}", kind, self._reading) if kind else None
            if key is None and any(line.cells[c].strip() for c in (column.cell, column.state) if c is not None):
                reader.unknown_name(Given(name, place=f"{at}{name}"), self._reading)
            elif given is not None:
                pairs.append((Given(name, place=at), given))
        return reader.values([("", pairs), ("", named)], self._reading)

    def _cell(self, line: Line, heading: Heading) -> str:
        at = self._columns.headings.get(heading)
        return line.cells[at].strip() if at is not None else ""

    # The units below

    def _children(self, place: Place, line: Line, names: Names, tree: TreeReader) -> dict[str, tuple[Facts, ...]]:
        found: dict[str, list[Facts]] = {}
        if line.below and not place.below:
            here = row(self._columns.name, line.number)
            self._reading.warn(messages.tables.rows_not_read, here, _number_below(line))
        for child in line.below if place.below else ():
            key = self._level(place, child)
            if key is not None:
                facts = self.facts(place.below[key], child, (*names, child.unit), tree)
                found.setdefault(key, []).append(facts)
        for key in self._none(place, line):
            if key in found:
                at = Given(None, place=row(self._columns.name, line.number))
                self.broken.say(messages.tables.none_and_rows, at, title_of(place.below[key]))
            else:
                found[key] = []
        return {key: tuple(units) for key, units in found.items()}

    def _none(self, place: Place, line: Line) -> Iterable[str]:
        """Yield the levels of which *line* says that it has no units."""
        for at, header in self._columns.levels.items():
            cell = Given(line.cells[at].strip(), place=row(self._columns.name, line.number))
            if not cell.value:
                continue
            text = str(header.value)
            key = place.called.get(fold(text))
            if not text:
                self._reading.say(messages.tables.column_without_name, cell)
            elif key is None:
                self._reading.say(messages.trees.level_of_others, Given(text, place=cell.place))
            elif is_absent(cell):
                yield key
            else:
                self._reading.say(messages.tables.not_none, cell, title_of(place.below[key]))

    def _level(self, place: Place, line: Line) -> str | None:
        """Return the key of the level that the unit of *line* belongs to, saying so where none can be told."""
        here = row(self._columns.name, line.number)
        text, tier = self._cell(line, "level"), self._cell(line, "tier")
        if text:
            given = Given(text, place=here)
            key = place.called.get(fold(text))
            if key is None and place.is_level_elsewhere(text):
                self.broken.say(messages.trees.level_of_others, given)
            elif key is None:
                likely = self.broken.likely(text, place.called)
                self.broken.say(messages.trees.unknown_level, given, likely, place.spellings)
            return key
        fitting = [key for key, below in place.below.items() if tier and fold(below.core.tier or "") == fold(tier)]
        keys = fitting or [*place.below]
        if len(keys) == 1:
            return keys[0]
        self.broken.say(messages.tables.which_level, here, place.spellings)
        return None


def _number_below(line: Line) -> int:
    number, waiting = 0, [*line.below]
    while waiting:
        number += 1
        waiting += waiting.pop().below
    return number
