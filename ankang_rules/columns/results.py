"""What comes of judging a table: a table of statuses, with as many rows."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from ankang_rules.columns.output import write
from ankang_rules.columns.text import quoted

if TYPE_CHECKING:
    from ankang_rules.columns.run import Run


@frozen(eq=False)
class Verdicts:
    """A row for each unit: its name, ``status``, ``failing``, ``unknown``, ``invalid``, and the status of each rule.

    *number* says how many rows there are, *by_reference* how many of them the engine left to the reference. Where it
    was written to a file it is read from there.
    """

    number: int
    by_reference: int
    columns: tuple[str, ...]
    _run: Run = field(repr=False)
    _sql: str = field(repr=False)

    def __len__(self) -> int:
        return self.number

    def rows(self) -> list[dict[str, Any]]:
        """Return every row as a dict; for tables that fit into memory."""
        found = self._run.work.con.execute(f"SELECT * FROM {self._sql}").fetchall()
        return [dict(zip(self.columns, row, strict=True)) for row in found]

    def to_arrow(self) -> Any:
        """Return the table as Arrow."""
        return self._run.work.con.sql(f"SELECT * FROM {self._sql}").to_arrow_table()

    def to_polars(self) -> Any:
        """Return the table as a Polars frame; needs polars."""
        return self._run.work.con.sql(f"SELECT * FROM {self._sql}").pl()

    def to_pandas(self) -> Any:
        """Return the table as a pandas frame; needs pandas."""
        return self._run.work.con.sql(f"SELECT * FROM {self._sql}").df()

    def save(self, path: str | PathLike[str]) -> None:
        """Write the table to a file that ends in ``.parquet``, ``.csv`` or ``.arrow``, whole or not at all."""
        write(self._run.work.con, f"SELECT * FROM {self._sql}", list(self.columns), Path(path), self.number)

    def counts(self) -> dict[str, int]:
        """Return how many rows there are of each status."""
        sql = f"SELECT status, count(*) FROM {self._sql} GROUP BY status ORDER BY status"
        return dict(self._run.work.con.execute(sql).fetchall())


def in_memory(run: Run, expected: int) -> Verdicts:
    """Judge the table, and keep the result beside it until it is asked for."""
    run.work.con.execute(f"CREATE TABLE work.result AS {run.merged()}")
    return _of(run, "work.result", expected)


def in_file(run: Run, path: Path, expected: int) -> Verdicts:
    """Judge the table into a file."""
    columns = ["unit", *run.plan.columns]
    write(run.work.con, run.merged(), columns, path, expected)
    sql = {".parquet": f"read_parquet({quoted(str(path))})", ".csv": f"read_csv({quoted(str(path))}, all_varchar=true)"}
    return _of(run, sql.get(path.suffix.lower(), ""), expected)


def _of(run: Run, sql: str, number: int) -> Verdicts:
    return Verdicts(number, run.by_reference, ("unit", *run.plan.columns), run, sql)
