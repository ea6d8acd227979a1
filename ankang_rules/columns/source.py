"""What a table can be handed over as → a table of the engine, that can be read more than once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from attrs import frozen

from ankang_rules.columns import engine, messages
from ankang_rules.columns.retyped import retyped
from ankang_rules.columns.text import CELLS, quoted
from ankang_rules.errors import FactsError
from ankang_rules.facts.columns import is_blank
from ankang_rules.facts.from_csv import row, rows_of_file
from ankang_rules.facts.messages import tables
from ankang_rules.model.given import Given

_AT_ONCE = 20_000


@frozen
class Source:
    """A table: the *sql* that reads it, what it is *called*, and its columns; *is_csv* as in a table of headings.

    *headings* are what the columns are called by who made it, *names* what the engine calls them.
    """

    sql: str
    called: str
    names: list[str]
    kinds: list[Any]
    headings: list[str]
    is_csv: bool = False


def open_source(con: Any, source: Any) -> Source:
    """Make *source* readable by the connection *con*; raises :class:`FactsError` where it is no table."""
    if isinstance(source, str | os.PathLike):
        return _of_file(con, Path(source))
    from ankang_rules.columns.handed import open_object

    return open_object(con, source)


def _of_file(con: Any, path: Path) -> Source:
    import duckdb

    if not path.exists() and "*" not in path.name:
        raise FactsError([messages.no_such_table(str(path))])
    end = path.suffix.lower()
    try:
        if end == ".parquet":
            return described(con, f"read_parquet({quoted(str(path))})", str(path))
        if end == ".csv":
            return _of_csv(con, path)
        if end in (".arrow", ".feather", ".ipc"):
            return _of_arrow(con, path)
    except (duckdb.Error, OSError, ValueError) as error:
        raise FactsError([messages.unread_table(str(path), messages.first_line(error))]) from None
    raise FactsError([messages.no_table(str(path))])


def described(con: Any, sql: str, called: str, headings: list[str] | None = None) -> Source:
    """Return the table that *sql* reads; its *headings* are the names of its columns, where nothing else is said."""
    found = con.sql(f"SELECT * FROM {sql} LIMIT 0")
    names, kinds = list(found.columns), list(found.types)
    changed = retyped(sql, names, kinds)
    if changed != sql:
        kinds = list(con.sql(f"SELECT * FROM {changed} LIMIT 0").types)
    return Source(changed, called, names, kinds, headings or names)


def _of_arrow(con: Any, path: Path) -> Source:
    import pyarrow.dataset

    con.register("given", pyarrow.dataset.dataset(str(path), format="ipc"))
    return described(con, "given", str(path))


def _of_csv(con: Any, path: Path) -> Source:
    """Read a file of CSV as the rest of the library reads it: cells are texts, notes and blank rows are no rows."""
    import duckdb
    import pyarrow

    rows = rows_of_file(path)
    kept = (cells for _, cells in rows.numbered if not is_blank(cells) and not cells[0].startswith("# "))
    header = [cell.strip() for cell in next(kept, [])]
    if not header:
        raise FactsError([tables.empty(str(path))])
    names = [f"c{at}" for at in range(len(header))]
    schema = pyarrow.schema([*((one, pyarrow.string()) for one in names), (CELLS, pyarrow.int64())])
    refused: list[FactsError] = []
    con.register("given_rows", pyarrow.RecordBatchReader.from_batches(schema, _batches(kept, schema, refused)))
    try:
        engine.run_long(con, "CREATE TABLE given AS SELECT * FROM given_rows")
    except duckdb.Error as error:
        raise refused[0] if refused else error from None
    found = described(con, "given", str(path))
    return Source(found.sql, found.called, found.names[:-1], found.kinds[:-1], header, is_csv=True)


def refuse_cells_without_name(con: Any, source: Source) -> None:
    """Raise :class:`FactsError` where a column of CSV has cells and no name: nobody knows what they are about."""
    nameless = [
        one for one, heading in zip(source.names, source.headings, strict=True) if source.is_csv and not heading
    ]
    for one in nameless:
        if engine.run(con, f"SELECT 1 FROM {source.sql} WHERE trim({one}) <> '' LIMIT 1"):
            raise FactsError([tables.column_without_name(Given("", place=row(source.called, 1)))])


def _batches(rows: Iterator[list[str]], schema: Any, refused: list[FactsError]) -> Iterator[Any]:
    """Yield *rows* in batches; what is wrong with one that is no row of CSV, is kept in *refused*."""
    import pyarrow

    width = len(schema.names) - 1
    while part := _part(rows, refused):
        fitted = [row if len(row) == width else [*row[:width], *[""] * (width - len(row))] for row in part]
        arrays = [pyarrow.array(column, pyarrow.string()) for column in zip(*fitted, strict=True)]
        arrays.append(pyarrow.array([None if len(row) == width else len(row) for row in part], pyarrow.int64()))
        yield pyarrow.RecordBatch.from_arrays(arrays, schema=schema)


def _part(rows: Iterator[list[str]], refused: list[FactsError]) -> list[list[str]]:
    try:
        return list(islice(rows, _AT_ONCE))
    except FactsError as error:
        refused.append(error)
        raise
