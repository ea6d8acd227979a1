"""One call about trees: tables of units in, a table of statuses for each level out, with as many rows.

The units of each level are judged by the ruleset of their level, those below first. A row that the engine cannot read
itself is read by the reference, and judged with the others; one with a number that no column holds is judged by the
reference, and so is every unit above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from attrs import define, evolve, field, frozen

from ankang_rules.columns import messages, rows
from ankang_rules.columns.encode import NotPlain, encoded
from ankang_rules.columns.engine import number, run, run_long
from ankang_rules.columns.forest import Part, Planting
from ankang_rules.columns.headings import Headings, Table, table_at
from ankang_rules.columns.plan import selected
from ankang_rules.columns.resources import Work, beside
from ankang_rules.columns.sites import ID, INVALID, Site, sites
from ankang_rules.columns.source import Source, open_source
from ankang_rules.columns.subtree import judgement
from ankang_rules.columns.text import name
from ankang_rules.columns.tree_plan import TreePlan, indicator_at
from ankang_rules.columns.values import Value
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.errors import EngineError, FactsError
from ankang_rules.evaluate import messages as asking
from ankang_rules.evaluate.ask import needs_day
from ankang_rules.evaluate.judge import asked_below
from ankang_rules.evaluate.reference import Asked
from ankang_rules.facts.messages import tables, trees
from ankang_rules.facts.places import Place
from ankang_rules.facts.read import read_day_and_year, read_parameters
from ankang_rules.facts.reading import Reading
from ankang_rules.facts.tree import title_of
from ankang_rules.model.given import Given
from ankang_rules.model.names import fold
from ankang_rules.model.types import Type

_AT_ONCE = 2_000
_ABSENT = "('none', '无')"


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
        return _marks(self)


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
            self._decode(planned)
        self._spread()
        for planned in reversed(self.planned):
            self._judge(planned)

    # Reading

    def _decode(self, planned: Planned) -> None:
        site, plan = planned.site, planned.plan
        odd = plan.odd or "FALSE"
        marks = planned.marks
        listed = {f"_g{at}": f"(p._g{at}{marks.get(key, '')})" for at, key in enumerate(site.below)}
        ids = {ID: f"p.{ID}", **{f"_a{depth}": f"p._a{depth}" for depth in range(site.depth)}, **listed}
        columns = {**ids, "unit": "p._unit", "parent": "p._parent", INVALID: "NULL::VARCHAR[]"}
        joined = f"{planned.part.rows} r JOIN {site.units} p ON r._n = p.{ID}"
        self._refuse_wrong_marks(planned, joined)
        sql = f"SELECT {selected({**columns, **plan.decoder.columns})} FROM {joined}"
        wrong = run(self.con, f"SELECT {ID} FROM {joined} WHERE {odd} LIMIT 1") if odd != "FALSE" and site.rows else []
        kind = "TABLE" if wrong else "VIEW"
        run(self.con, f"CREATE {kind} {planned.rows} AS {sql}" + (f" WHERE NOT {odd}" if wrong else ""))
        if wrong:
            given = {one: one for one in ids} | {"unit": "unit", "parent": "parent"}
            wide = f"SELECT {selected({**ids, 'unit': 'p._unit', 'parent': 'p._parent'})}"
            self._read(planned, list(given), f"{wide}, r.* EXCLUDE (_n) FROM {joined} WHERE {odd}")

    def _refuse_wrong_marks(self, planned: Planned, joined: str) -> None:
        """A column that is called like a level can only say that there are no units of it."""
        reading, place = Reading(), planned.site.place
        for at, header in planned.table.columns.levels.items():
            cell = _text(planned.table.names[at])
            key = place.called.get(fold(str(header.value)))
            fine = f"lower({cell}) IN {_ABSENT}" if key else "FALSE"
            sql = f"SELECT {ID}, {cell} FROM {joined} WHERE {cell} <> '' AND NOT {fine} LIMIT 1"
            for number_, text in run(self.con, sql):
                given = Given(text, place=planned.part.place(number_))
                if key is None:
                    reading.say(trees.level_of_others, Given(str(header.value), place=given.place))
                else:
                    reading.say(tables.not_none, given, title_of(place.below[key]))
            if key is not None:
                listed = f"_g{list(place.below).index(key)}"
                sql = f"SELECT p.{ID} FROM {joined} WHERE {cell} <> '' AND p.{listed} LIMIT 1"
                for (number_,) in run(self.con, sql):
                    reading.say(
                        tables.none_and_rows,
                        Given(None, place=planned.part.place(number_)),
                        title_of(place.below[key]),
                    )
        if found := reading.closed():
            raise FactsError(found)

    def _read(self, planned: Planned, first: list[str], sql: str) -> None:
        """Have the reference read the rows that *sql* selects; the columns *first* stand before their cells."""
        values = _values(planned.plan)
        reading, writing = self.con, beside(self.con)
        reading.execute(sql)
        while part := reading.fetchmany(_AT_ONCE):
            found = [
                self._encoded(planned, dict(zip(first, row, strict=False)), row[len(first) :], values) for row in part
            ]
            _insert(writing, planned.rows, [row for row in found if row is not None])

    def _encoded(
        self, planned: Planned, ids: dict[str, Any], cells: tuple[Any, ...], values: Mapping[str, tuple[Value, Type]]
    ) -> dict[str, Any] | None:
        facts = rows.facts_of(planned.table, cells, planned.asked)
        wrong = [finding.text.en or "" for finding in facts.warnings if finding.severity == "error"]
        try:
            return {**ids, INVALID: wrong, **encoded(facts, values)}
        except NotPlain:
            self.left.setdefault(planned.site.number, set()).add(ids[ID])
            return None

    def _spread(self) -> None:
        """Whatever stands above a unit that is left to the reference is left to it as well."""
        for planned in reversed(self.planned):
            ids = self.left.get(planned.site.number)
            if not ids or planned.site.above is None:
                continue
            above = f"_a{planned.site.depth - 1}"
            sql = f"SELECT DISTINCT {above} FROM {planned.site.units} WHERE {ID} IN ({_numbers(ids)})"
            self.left.setdefault(planned.site.above.number, set()).update(row[0] for row in run(self.con, sql))

    # Judging

    def _judge(self, planned: Planned) -> None:
        site, left = planned.site, self.left.get(planned.site.number, set())
        which = f" WHERE {ID} NOT IN ({_numbers(left)})" if left else ""
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
        _insert(self.con, planned.site.table, [row])


def _values(plan: TreePlan) -> dict[str, tuple[Value, Type]]:
    """The facts as they are decoded, with their types."""
    found = {}
    for key, value in plan.decoded.items():
        indicator = indicator_at(plan.site.place, key)
        assert indicator is not None
        found[key] = (value, indicator.type)
    return found


def _insert(con: Any, table: str, found: list[dict[str, Any]]) -> None:
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


def _numbers(ids: set[int]) -> str:
    return ", ".join(map(str, sorted(ids)))


def _text(column: str) -> str:
    return f"coalesce(trim(CAST({name(column)} AS VARCHAR)), '')"


def _marks(planned: Planned) -> dict[str, str]:
    found = {}
    for at, header in planned.table.columns.levels.items():
        key = planned.site.place.called.get(fold(str(header.value)))
        if key is not None:
            found[key] = f" OR lower({_text(planned.table.names[at])}) IN {_ABSENT}"
    return found


# Preparing


def begin_tree(
    core: RulesetCore,
    work: Work,
    source: Source | Mapping[Any, Any],
    *,
    as_of: date | str | None,
    year: int | None,
    parameters: Mapping[str, Any],
    margins: bool = False,
) -> TreeRun:
    """Prepare the judgement of the tree in *source*: one table with a column of parents, or one for each level."""
    root = sites(Place.root(core))
    parts = list(_parts(work.con, source, root))
    asked = _asked(core, work.con, parts, as_of, year, parameters)
    if asked.as_of is None and (why := needs_day(core)):
        raise FactsError([asking.no_date(why)])
    Planting(work.con, parts, root).plant()
    return TreeRun(work, core, asked, _planned(core, root, parts, asked, margins))


def _parts(con: Any, source: Source | Mapping[Any, Any], root: Site) -> Iterator[Part]:
    if isinstance(source, Source):
        yield Part(source, 0)
        return
    offset = 0
    for at, (level, one) in enumerate(_by_level(source, root)):
        opened = _opened(con, one, at)
        yield Part(opened, offset, level, is_root=level is None)
        offset += number(con, f"SELECT count(*) FROM {opened.sql}")


def _by_level(source: Mapping[Any, Any], root: Site) -> Iterator[tuple[str | None, Any]]:
    """Yield the key of each level with its table, None for that of the ruleset itself."""
    reading, found = Reading(), {}
    names = _level_names(root)
    for title, one in source.items():
        text = str(title)
        if fold(text) not in names:
            spellings = [*dict.fromkeys(site.called for site in root.tree())]
            reading.say(trees.unknown_level, Given(text), reading.likely(text, names), spellings)
        elif names[fold(text)] in found:
            reading.say(messages.level_twice, text)
        else:
            found[names[fold(text)]] = one
    if None not in found and not reading.findings:
        reading.say(messages.no_root_table, root.called)
    if wrong := reading.closed():
        raise FactsError(wrong)
    yield from found.items()


def _level_names(root: Site) -> dict[str, str | None]:
    """The keys of all levels by every folded name, None for the ruleset of the whole."""
    found: dict[str, str | None] = {}
    core = root.place.core
    for word in (root.called, core.labels.zh, core.labels.en, core.name):
        if word:
            found.setdefault(fold(word), None)
    for site in root.tree():
        for word, key in site.place.called.items():
            found.setdefault(word, key)
    return found


def _opened(con: Any, source: Any, at: int) -> Source:
    """Open a table under a name of its own."""
    found = open_source(con, source)
    if "given" not in found.sql:
        return found
    run_long(con, f"CREATE TABLE source_{at} AS SELECT * FROM {found.sql}")
    _forget(con)
    return evolve(found, sql=f"source_{at}")


def _forget(con: Any) -> None:
    kinds = run(con, "SELECT table_type FROM information_schema.tables WHERE table_name = 'given'")
    if kinds and kinds[0][0] == "BASE TABLE":
        run(con, "DROP TABLE given")
    else:
        con.unregister("given")


def _asked(
    core: RulesetCore,
    con: Any,
    parts: list[Part],
    as_of: date | str | None,
    year: int | None,
    parameters: Mapping[str, Any],
) -> Asked:
    """What the call asks, and where it does not say, what the table of the whole says."""
    stated = Headings(con, next((part for part in parts if part.is_root), parts[0]).source)
    day, assessed = read_day_and_year(as_of, year)
    day, assessed = day or stated.day(), assessed or stated.year()
    return Asked(day, assessed or (day.year if day else None), read_parameters(parameters, core))


def _planned(core: RulesetCore, root: Site, parts: list[Part], asked: Asked, margins: bool) -> list[Planned]:
    """Plan all sites, those below first, since rules read of them; every rule that cannot be taken is named."""
    found: list[Planned] = []
    problems: list[Diagnostic] = []
    asked_of = asked_below(core, asked)
    for site in reversed(list(root.tree())):
        place, part = site.place, _part_of(site, parts)
        table = table_at(place, part.source, asked.year)
        try:
            plan = TreePlan(place.core, asked_of(place.core), table, margins, site=site, asked_of=asked_of)
            found.append(Planned(site, part, table, plan))
        except EngineError as error:
            problems += error.diagnostics
    if problems:
        raise EngineError(list(dict.fromkeys(problems)))
    return found[::-1]


def _part_of(site: Site, parts: list[Part]) -> Part:
    """Return the part with the rows of *site*: none where nobody stands there."""
    if not site.rows:
        return Part(Source("(SELECT 1 AS nothing WHERE FALSE)", "nothing", [], [], []), 0)
    key = site.path[-1] if site.path else None
    return next((part for part in parts if part.is_root == (key is None) and part.key == key), parts[0])
