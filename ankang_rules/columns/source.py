"""What a table can be handed over as → a table of the engine, that can be read more than once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from attrs import frozen

from ankang_rules.columns import engine, messages
from ankang_rules.columns.text import CELLS, name, quoted
from ankang_rules.errors import FactsError
from ankang_rules.facts.columns import is_blank
from ankang_rules.facts.from_csv import rows_of_file
from ankang_rules.facts.messages import tables

_AT_ONCE = 20_000


@frozen
class Source:
    """A table: the *sql* that reads it, what it is *called*, and its columns; *is_csv* as in a table of headings."""

    sql: str
    called: str
    names: list[str]
    kinds: list[Any]
    is_csv: bool = False


def open_source(con: Any, source: Any) -> Source:
    """Make *source* readable by the connection *con*; raises :class:`FactsError` where it is no table."""
    if isinstance(source, str | os.PathLike):
        return _of_file(con, Path(source))
    import duckdb

    called = type(source).__name__
    if isinstance(source, duckdb.DuckDBPyRelation):
        con.register("given_rows", source.to_arrow_reader(100_000))
        engine.run(con, "CREATE TABLE given AS SELECT * FROM given_rows")
        return _described(con, "given", "relation")
    try:
        con.register("given", source)
        return _described(con, "given", called)
    except (duckdb.Error, ValueError, TypeError):
        raise FactsError([messages.no_table(called)]) from None


def _of_file(con: Any, path: Path) -> Source:
    import duckdb

    if not path.exists() and "*" not in path.name:
        raise FactsError([messages.no_such_table(str(path))])
    end = path.suffix.lower()
    try:
        if end == ".parquet":
            return _described(con, f"read_parquet({quoted(str(path))})", str(path))
        if end == ".csv":
            return _of_csv(con, path)
        if end in (".arrow", ".feather", ".ipc"):
            return _of_arrow(con, path)
    except (duckdb.Error, OSError, ValueError) as error:
        raise FactsError([messages.unread_table(str(path), _first_line(error))]) from None
    raise FactsError([messages.no_table(str(path))])


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n")[0].rstrip(".")[:200]


def _described(con: Any, sql: str, called: str) -> Source:
    found = con.sql(f"SELECT * FROM {sql} LIMIT 0")
    return Source(sql, called, list(found.columns), list(found.types))


def _of_arrow(con: Any, path: Path) -> Source:
    import pyarrow.dataset

    con.register("given", pyarrow.dataset.dataset(str(path), format="ipc"))
    return _described(con, "given", str(path))


def _of_csv(con: Any, path: Path) -> Source:
    """Read a file of CSV as the rest of the library reads it: cells are texts, notes and blank rows are no rows."""
    import pyarrow

    rows = rows_of_file(path)
    kept = (cells for _, cells in rows.numbered if not is_blank(cells) and not cells[0].startswith("# "))
    header = [cell.strip() for cell in next(kept, [])]
    if not header:
        raise FactsError([tables.empty(str(path))])
    names = [f"c{at}" for at in range(len(header))]
    schema = pyarrow.schema([*((one, pyarrow.string()) for one in names), (CELLS, pyarrow.int64())])
    reader = pyarrow.RecordBatchReader.from_batches(schema, _batches(kept, schema))
    con.register("given_rows", reader)
    columns = ", ".join(f"{one} AS {name(header[at])}" for at, one in enumerate(names))
    engine.run(con, f"CREATE TABLE given AS SELECT {columns}, {CELLS} FROM given_rows")
    found = _described(con, "given", str(path))
    return Source(found.sql, found.called, found.names[:-1], found.kinds[:-1], is_csv=True)


def _batches(rows: Iterator[list[str]], schema: Any) -> Iterator[Any]:
    import pyarrow

    width = len(schema.names) - 1
    while part := list(islice(rows, _AT_ONCE)):
        fitted = [row if len(row) == width else [*row[:width], *[""] * (width - len(row))] for row in part]
        arrays = [pyarrow.array(column, pyarrow.string()) for column in zip(*fitted, strict=True)]
        arrays.append(pyarrow.array([None if len(row) == width else len(row) for row in part], pyarrow.int64()))
        yield pyarrow.RecordBatch.from_arrays(arrays, schema=schema)
