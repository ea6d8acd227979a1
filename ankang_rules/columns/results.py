"""What comes of judging a table: a table of statuses, with as many rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from ankang_rules.columns import engine, messages
from ankang_rules.columns.output import form_of, is_whole, write
from ankang_rules.columns.text import NUMBER, quoted
from ankang_rules.errors import EngineError
from ankang_rules.model.frozen import Frozen

if TYPE_CHECKING:
    from ankang_rules.columns.run import Run
    from ankang_rules.columns.tree_results import Level
    from ankang_rules.evaluate.results import Judgement


@frozen(eq=False)
class Verdicts:
    """A row for each unit: its name, ``status``, ``failing``, ``unknown``, ``invalid``, and the status of each rule.

    *number* says how many rows there are, *by_reference* how many of them the engine left to the reference. Where it
    was written to a file it is read from there.
    """

    number: int
    by_reference: int
    columns: tuple[str, ...]
    _run: Run | Level = field(repr=False)
    _sql: str = field(repr=False)
    levels: Mapping[str, Verdicts] = field(factory=Frozen, repr=False)
    """Of a tree, the table of each level by its name, this one first; nothing where the table is of no tree."""

    def __len__(self) -> int:
        return self.number

    def rows(self) -> list[dict[str, Any]]:
        """Return every row as a dict; for tables that fit into memory."""
        found = engine.run(self._run.work.con, f"SELECT * FROM {self._sql}")
        return [dict(zip(self.columns, row, strict=True)) for row in found]

    def to_arrow(self) -> Any:
        """Return the table as Arrow."""
        return self._run.work.con.sql(f"SELECT * FROM {self._sql}").to_arrow_table()

    def to_polars(self) -> Any:
        """Return the table as a Polars frame; needs polars."""
        return self._run.work.con.sql(f"SELECT * FROM {self._sql}").pl()

    def to_pandas(self) -> Any:
        """Return the table as a pandas frame, in which margins are Decimals; needs pandas."""
        return self.to_arrow().to_pandas()

    def save(self, path: str | PathLike[str]) -> None:
        """Write the table to a file that ends in ``.parquet``, ``.csv`` or ``.arrow``, whole or not at all."""
        write(self._run.work.con, self._again, self._run.plan.kinds, Path(path), self.number)

    def _again(self) -> Iterator[str]:
        yield f"SELECT * FROM {self._sql}"

    def counts(self) -> dict[str, int]:
        """Return how many rows there are of each status."""
        sql = f"SELECT status, count(*) FROM {self._sql} GROUP BY status ORDER BY status"
        return {row[0]: row[1] for row in engine.run(self._run.work.con, sql)}

    def numbers(self, status: str, most: int) -> list[int]:
        """Return the numbers of the first *most* rows that ended as *status*, counted from 1."""
        inner = f"SELECT status, row_number() OVER () AS {NUMBER} FROM {self._sql}"
        sql = f"SELECT {NUMBER} FROM ({inner}) WHERE status = ? ORDER BY {NUMBER} LIMIT ?"
        return [number for (number,) in engine.run(self._run.work.con, sql, [status, most])]

    def judgement(self, unit: int | str) -> Judgement:
        """Return the judgement on one row, counted from 1, with every trace; raises :class:`IndexError`.

        It is judged again by the reference, with all units below it. A unit of a tree, of any level, may be called by
        its path such as ``汉滨区/城关镇``, or an end of it that no other has; raises :class:`KeyError`.
        """
        return self._run.judgement(unit)


def in_memory(run: Run, expected: int) -> Verdicts:
    """Judge the table, and keep the result beside it until it is asked for."""
    con = run.work.con
    for sql in _attempts(run):
        engine.run_long(con, f"CREATE OR REPLACE TABLE result AS {sql}")
        if is_whole(con, "result"):
            break
    found = engine.number(con, "SELECT count(*) FROM result")
    if found != expected:
        raise EngineError([messages.rows_differ(expected, found)])
    return _of(run, "result", expected)


def in_file(run: Run, path: Path, expected: int) -> Verdicts:
    """Judge the table into a file; only Parquet is cheap to look through for rows that the engine left out."""
    con, is_parquet = run.work.con, form_of(path) == ".parquet"
    attempts = (lambda: _attempts(run)) if is_parquet else (lambda: iter([run.merged()]))
    write(con, attempts, run.plan.kinds, path, expected)
    if form_of(path) == ".arrow":
        import pyarrow.dataset

        con.register("written", pyarrow.dataset.dataset(str(path), format="ipc"))
        return _of(run, "written", expected)
    how = "read_parquet({})" if is_parquet else "read_csv({}, all_varchar=true)"
    return _of(run, how.format(quoted(str(path))), expected)


def _attempts(run: Run) -> Iterator[str]:
    """First as if no row were odd, which is mostly so and can only be told by looking at every cell."""
    yield run.plainly()
    yield run.merged()


def _of(run: Run, sql: str, number: int) -> Verdicts:
    return Verdicts(number, run.by_reference, ("unit", *run.plan.columns), run, sql)
