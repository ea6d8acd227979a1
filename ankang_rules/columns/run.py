"""One call: a table in, a table of statuses out, with as many rows."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterator, Mapping
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any

from attrs import define

from ankang_rules.columns import messages, rows
from ankang_rules.columns.headings import table
from ankang_rules.columns.output import LISTS, form_of
from ankang_rules.columns.plan import NUMBER, Plan
from ankang_rules.columns.results import Verdicts, in_file, in_memory
from ankang_rules.columns.source import Source, open_source
from ankang_rules.columns.text import name
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.errors import EngineError, FactsError
from ankang_rules.evaluate import messages as asking
from ankang_rules.evaluate.ask import needs_day
from ankang_rules.evaluate.reference import Asked
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
) -> Verdicts:
    """Judge each row of *source*; see ``Ruleset.evaluate_table``."""
    path = None if out is None else Path(out)
    if path is not None:
        form_of(path)
    run = begin(core, source, engine=engine, as_of=as_of, year=year, parameters=parameters)
    expected = run.number()
    return in_memory(run, expected) if path is None else in_file(run, path, expected)


def begin(
    core: RulesetCore,
    source: Any,
    *,
    engine: str = "duckdb",
    as_of: date | str | None = None,
    year: int | None = None,
    parameters: Mapping[str, Any] | None = None,
) -> Run:
    """Prepare the judgement of each row of *source*; nothing runs yet."""
    if engine != "duckdb":
        raise EngineError([messages.no_such_engine(engine)])
    work = Work()
    found = open_source(work.con, source)
    day, its_year = read_day_and_year(as_of, year)
    asked = Asked(day, its_year or (day.year if day else None), read_parameters(parameters or {}, core))
    if asked.as_of is None and (why := needs_day(core)):
        raise FactsError([asking.no_date(why)])
    return Run(work, found, Plan(core, asked, table(core, found.names, found.kinds, found.called, asked.year)))


class Work:
    """A connection, with a folder for what does not fit into memory; both go when nobody needs them any more."""

    def __init__(self) -> None:
        try:
            import duckdb
        except ImportError as missing:
            raise ImportError(messages.without_extra("duckdb")) from missing
        folder = tempfile.mkdtemp(prefix="ankang-rules-")
        self.con: Any = duckdb.connect(":memory:", config={"temp_directory": folder})
        self.con.execute(f"ATTACH '{Path(folder).as_posix()}/work.duckdb' AS work")
        weakref.finalize(self, _end, self.con, folder)


def _end(con: Any, folder: str) -> None:
    con.close()
    shutil.rmtree(folder, ignore_errors=True)


@define(eq=False)
class Run:
    """A table to be judged: *plan* is the statement, *source* what it reads."""

    work: Work
    source: Source
    plan: Plan
    by_reference: int = 0
    """How many rows were left to the reference."""

    @property
    def statement(self) -> str:
        """The SELECT that judges every plain row."""
        return self.plan.statement(self.source.sql)

    def number(self) -> int:
        """Return how many rows the table has."""
        return int(self.work.con.execute(f"SELECT count(*) FROM {self.source.sql}").fetchone()[0])

    def merged(self) -> str:
        """Return the SELECT of every row, with those that are odd judged by the reference beforehand."""
        odd = self.plan.odd
        if odd is None or not self._any(odd):
            return f"SELECT {self._listed()} FROM ({self.statement})"
        self._judge(odd)
        numbered = f"(SELECT *, row_number() OVER () AS {NUMBER} FROM {self.source.sql})"
        columns = ", ".join(
            f"CASE WHEN j.{NUMBER} IS NULL THEN e.{name(one)} ELSE j.{name(one)} END AS {name(one)}"
            for one in self.plan.columns
        )
        engine = self.plan.statement(numbered, numbered=True)
        return f"SELECT e.unit, {columns} FROM ({engine}) e LEFT JOIN work.judged j ON e.{NUMBER} = j.{NUMBER}"

    def _listed(self) -> str:
        return ", ".join(["unit", *map(name, self.plan.columns)])

    def _any(self, odd: str) -> bool:
        return bool(self.work.con.execute(f"SELECT 1 FROM {self.source.sql} WHERE {odd} LIMIT 1").fetchall())

    def _judge(self, odd: str) -> None:
        """Have the reference judge what is odd, and keep what it finds beside the table."""
        kinds = ", ".join(f"{name(c)} VARCHAR{'[]' if c in LISTS else ''}" for c in self.plan.columns)
        self.work.con.execute(f"CREATE TABLE work.judged ({NUMBER} BIGINT, {kinds})")
        inner = f"SELECT *, row_number() OVER () AS {NUMBER} FROM {self.source.sql}"
        reading, writing = self.work.con, self.work.con.cursor()  # what is registered is known to the first alone
        reading.execute(f"SELECT {NUMBER}, * EXCLUDE ({NUMBER}) FROM ({inner}) WHERE {odd}")
        while part := reading.fetchmany(_AT_ONCE):
            self._keep(writing, [[row[0], *self._row(row[1:])] for row in part])
            self.by_reference += len(part)

    def _keep(self, writing: Any, found: list[list[Any]]) -> None:
        import pyarrow

        texts, lists = pyarrow.string(), pyarrow.list_(pyarrow.string())
        kinds = [pyarrow.int64(), *(lists if c in LISTS else texts for c in self.plan.columns)]
        columns = zip(zip(*found, strict=True), kinds, strict=True)
        names = [f"c{at}" for at in range(len(kinds))]
        writing.register("found", pyarrow.table([pyarrow.array(c, k) for c, k in columns], names=names))
        writing.execute("INSERT INTO work.judged SELECT * FROM found")
        writing.unregister("found")

    def _row(self, cells: tuple[Any, ...]) -> Iterator[Any]:
        found = rows.as_row(rows.judged(self.plan.core, self.plan.table, cells, self.plan.asked))
        return (found[one] for one in self.plan.columns)
