"""The result as a file: Parquet, CSV or Arrow, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ankang_rules.columns import engine, messages
from ankang_rules.columns.text import name, quoted
from ankang_rules.errors import EngineError

FORMS = (".parquet", ".csv", ".arrow")


def form_of(path: Path) -> str:
    """Return the form that the name of *path* asks for; raises :class:`EngineError` where there is none."""
    if path.suffix.lower() not in FORMS:
        raise EngineError([messages.no_such_form(str(path))])
    return path.suffix.lower()


def write(con: Any, sql: Callable[[], Iterator[str]], columns: Mapping[str, str], path: Path, expected: int) -> None:
    """Write what *sql* selects to *path* where it has *expected* rows; a file that was there stays until then.

    *columns* are their names with their types.
    Of several statements each is an attempt: the next one is taken where a row was left without a status.
    """
    import duckdb

    form = form_of(path)
    try:
        with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
            part = Path(folder) / path.name
            written = _attempted(con, sql(), columns, part, form)
            if written != expected:
                raise EngineError([messages.rows_differ(expected, written)])
            os.replace(part, path)
    except (OSError, duckdb.IOException) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error).split("\n")[0]
        raise EngineError([messages.cannot_write(str(path), why)]) from None


def _attempted(con: Any, statements: Iterator[str], columns: Mapping[str, str], path: Path, form: str) -> int:
    written = 0
    for sql in statements:
        written = _write(con, sql, columns, path, form)
        if form == ".parquet" and is_whole(con, f"read_parquet({quoted(str(path))})"):
            break
    return written


def is_whole(con: Any, sql: str) -> bool:
    """Whether every row of what *sql* reads has a status."""
    return not engine.run(con, f"SELECT 1 FROM {sql} WHERE status IS NULL LIMIT 1")


def _write(con: Any, sql: str, columns: Mapping[str, str], path: Path, form: str) -> int:
    if form == ".arrow":
        return _write_arrow(con, sql, path)
    if form == ".csv":
        shown = (f"{_as_text(name(one), kind)} AS {name(one)}" for one, kind in columns.items())
        sql = f"SELECT {', '.join(shown)} FROM ({sql})"
    how = "FORMAT csv, HEADER" if form == ".csv" else "FORMAT parquet, COMPRESSION zstd"
    return engine.number(con, f"COPY ({sql}) TO {quoted(str(path))} ({how})")


def _as_text(sql: str, kind: str) -> str:
    if kind.endswith("[]"):
        return f"array_to_string({sql}, '; ')"
    return f"rtrim(rtrim(CAST({sql} AS VARCHAR), '0'), '.')" if kind.startswith("DECIMAL") else sql


def _write_arrow(con: Any, sql: str, path: Path) -> int:
    import pyarrow

    number = 0
    reader = con.sql(sql).to_arrow_reader(100_000)
    with pyarrow.OSFile(str(path), "wb") as file, pyarrow.ipc.new_file(file, reader.schema) as written:
        for batch in reader:
            number += batch.num_rows
            written.write_batch(batch)
    return number
