"""One call: a table in, a table of statuses out, with as many rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any

from attrs import define

from ankang_rules.columns import messages, rows
from ankang_rules.columns.engine import number, reading, run
from ankang_rules.columns.headings import Headings, table
from ankang_rules.columns.output import form_of
from ankang_rules.columns.plan import Plan
from ankang_rules.columns.progress import watched
from ankang_rules.columns.resources import Work
from ankang_rules.columns.results import Verdicts, in_file, in_memory
from ankang_rules.columns.source import Source, open_source, refuse_cells_without_name
from ankang_rules.columns.text import NUMBER, name
from ankang_rules.columns.tree import TreeRun
from ankang_rules.columns.tree_begin import begin_tree
from ankang_rules.columns.tree_results import verdicts_of
from ankang_rules.core.kept import kept
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.errors import EngineError, FactsError
from ankang_rules.evaluate import messages as asking
from ankang_rules.evaluate.ask import needs_day
from ankang_rules.evaluate.reference import Asked
from ankang_rules.evaluate.results import Judgement
from ankang_rules.facts.read import read_day_and_year, read_parameters

_AT_ONCE = 2_000


def evaluate_table(
    core: RulesetCore,
    source: Any,
    *,
    engine: str,
    as_of: date | str | None,
    year: int | None,
    parameters: Mapping[str, Any],
    out: str | PathLike[str] | None = None,
    margins: bool = False,
    memory: str | None = None,
    threads: int | None = None,
    on_progress: Callable[[int, int], object] | None = None,
) -> Verdicts:
    """Judge each row of *source*; see ``Ruleset.evaluate_table``."""
    path = None if out is None else Path(out)
    if path is not None:
        form_of(path)
    begun = begin(
        core,
        source,
        engine=engine,
        as_of=as_of,
        year=year,
        parameters=parameters,
        margins=margins,
        memory=memory,
        threads=threads,
    )
    called = begun.called
    if isinstance(begun, TreeRun):
        with reading(called), watched(begun.work.con, on_progress):
            begun.judge()
            return verdicts_of(begun, path)
    with reading(called), watched(begun.work.con, on_progress):
        expected = begun.number()
        return in_memory(begun, expected) if path is None else in_file(begun, path, expected)


def begin(
    core: RulesetCore,
    source: Any,
    *,
    engine: str = "duckdb",
    as_of: date | str | None = None,
    year: int | None = None,
    parameters: Mapping[str, Any] | None = None,
    margins: bool = False,
    memory: str | None = None,
    threads: int | None = None,
) -> Run | TreeRun:
    """Prepare the judgement of each row of *source*; nothing runs yet."""
    if engine != "duckdb":
        raise EngineError([messages.no_such_engine(engine)])
    work = Work(memory, threads)
    found = source if isinstance(source, Mapping) else open_source(work.con, source)
    if not isinstance(found, Source) or Headings(work.con, found).is_tree:
        return begin_tree(core, work, found, as_of=as_of, year=year, parameters=parameters or {}, margins=margins)
    asked = _asked(core, work.con, found, as_of, year, parameters or {})
    if asked.as_of is None and (why := needs_day(core)):
        raise FactsError([asking.no_date(why)])
    plan = _planned(core, asked, found, margins)
    refuse_cells_without_name(work.con, found)
    return Run(work, found, plan)


def _planned(core: RulesetCore, asked: Asked, source: Source, margins: bool) -> Plan:
    """Return the statement for *source*, which is that of the last table where nothing in it is others'."""
    shape = (source.called, source.is_csv, tuple(source.headings), tuple(source.names), tuple(map(str, source.kinds)))
    key = (shape, asked.as_of, asked.year, dict(asked.parameters), margins)
    last = _last(core)
    for known, plan in last[:]:  # a copy: another thread may put its own there
        if known == key:
            return plan
    plan = Plan(core, asked, table(core, source, asked.year), margins)
    last[:] = [(key, plan)]
    return plan


@kept
def _last(core: RulesetCore) -> list[tuple[Any, Plan]]:
    """The last statement that was made for a ruleset, with what it was made for: one, as there may be many tables."""
    return []


def _asked(
    core: RulesetCore,
    con: Any,
    source: Source,
    as_of: date | str | None,
    year: int | None,
    parameters: Mapping[str, Any],
) -> Asked:
    """What the call asks, and where it does not say, what one column of the table says for all rows."""
    stated = Headings(con, source)
    day, assessed = read_day_and_year(as_of, year)
    day, assessed = day or stated.day(), assessed or stated.year()
    return Asked(day, assessed or (day.year if day else None), read_parameters(parameters, core))


@define(eq=False)
class Run:
    """A table to be judged: *plan* is the statement, *source* what it reads."""

    work: Work
    source: Source
    plan: Plan
    by_reference: int = 0
    """How many rows were left to the reference."""

    @property
    def called(self) -> str:
        """What the table is called."""
        return self.source.called

    @property
    def statement(self) -> str:
        """The SELECT that judges every plain row."""
        return self.plan.statement(self.source.sql)

    def number(self) -> int:
        """Return how many rows the table has."""
        return number(self.work.con, f"SELECT count(*) FROM {self.source.sql}")

    def plainly(self) -> str:
        """Return the SELECT of every row in which those that are odd have no status."""
        return self.statement

    def merged(self) -> str:
        """Return the SELECT of every row, with those that are odd judged by the reference beforehand."""
        odd = self.plan.odd
        if odd is None or not self._any(odd):
            return self.plainly()
        self._judge(odd)
        numbered = f"(SELECT *, row_number() OVER () AS {NUMBER} FROM {self.source.sql})"
        columns = ", ".join(
            f"CASE WHEN j.{NUMBER} IS NULL THEN e.{name(one)} ELSE j.{name(one)} END AS {name(one)}"
            for one in self.plan.columns
        )
        engine = self.plan.statement(numbered, numbered=True)
        return f"SELECT e.unit, {columns} FROM ({engine}) e LEFT JOIN judged j ON e.{NUMBER} = j.{NUMBER}"

    def _any(self, odd: str) -> bool:
        return bool(run(self.work.con, f"SELECT 1 FROM {self.source.sql} WHERE {odd} LIMIT 1"))

    def _judge(self, odd: str) -> None:
        """Have the reference judge what is odd, and keep what it finds beside the table."""
        kinds = ", ".join(f"{name(c)} {self.plan.kinds[c]}" for c in self.plan.columns)
        run(self.work.con, f"CREATE TABLE judged ({NUMBER} BIGINT, {kinds})")
        inner = f"SELECT *, row_number() OVER () AS {NUMBER} FROM {self.source.sql}"
        source, writing = self.work.con, self.work.con.cursor()  # what is registered is known to the first alone
        source.execute(f"SELECT {NUMBER}, * EXCLUDE ({NUMBER}) FROM ({inner}) WHERE {odd}")
        while part := source.fetchmany(_AT_ONCE):
            self._keep(writing, [[row[0], *self._row(row[1:])] for row in part])
            self.by_reference += len(part)

    def _keep(self, writing: Any, found: list[list[Any]]) -> None:
        import pyarrow

        texts, margins = pyarrow.string(), pyarrow.decimal128(38, 9)
        known = {"VARCHAR": texts, "VARCHAR[]": pyarrow.list_(texts)}
        kinds = [pyarrow.int64(), *(known.get(self.plan.kinds[c], margins) for c in self.plan.columns)]
        columns = zip(zip(*found, strict=True), kinds, strict=True)
        names = [f"c{at}" for at in range(len(kinds))]
        writing.register("found", pyarrow.table([pyarrow.array(c, k) for c, k in columns], names=names))
        run(writing, "INSERT INTO judged SELECT * FROM found")
        writing.unregister("found")

    def _row(self, cells: tuple[Any, ...]) -> Iterator[Any]:
        found = rows.as_row(self._judged(cells))
        return (found[one] for one in self.plan.columns)

    def _judged(self, cells: tuple[Any, ...]) -> Judgement:
        return rows.judged(self.plan.core, self.plan.table, cells, self.plan.asked)

    def judgement(self, at: int | str) -> Judgement:
        """Return the judgement on the row with the number *at*, counted from 1, by the reference."""
        if isinstance(at, str):
            raise KeyError(messages.row_by_name(at))
        inner = f"SELECT *, row_number() OVER () AS {NUMBER} FROM {self.source.sql}"
        sql = f"SELECT * EXCLUDE ({NUMBER}) FROM ({inner}) WHERE {NUMBER} = {at}"
        found = run(self.work.con, sql)
        if not found:
            raise IndexError(at)
        return self._judged(found[0])
