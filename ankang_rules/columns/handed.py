"""A frame, an Arrow table or a relation → a table of the engine, under the names that its columns have there."""

from __future__ import annotations

from typing import Any, Final

from ankang_rules.columns import engine, messages
from ankang_rules.columns.source import Source, described
from ankang_rules.errors import FactsError
from ankang_rules.facts.columns import HEADINGS
from ankang_rules.model.names import fold

_ONCE: Final = "RecordBatchReader"
"""What can be read a single time."""
_NO_TABLES: Final = ("Series", "ndarray", "dict", "list", "object", "DuckDBPyConnection")


def open_object(con: Any, given: Any) -> Source:
    """Make *given* readable by the connection *con*; raises :class:`FactsError` where it is no table."""
    import duckdb

    called = type(given).__name__
    if called in _NO_TABLES:
        raise FactsError([messages.no_table(called)])
    try:
        headings = _headings(given)
        if headings == []:
            raise FactsError([messages.no_columns(called)])
        return _opened(con, given, called, headings)
    except (duckdb.Error, ValueError, TypeError) as error:
        if "replacement scan" in str(error):
            raise FactsError([messages.no_table(called)]) from None
        raise FactsError([messages.unread_frame(called, messages.first_line(error))]) from None


def _opened(con: Any, given: Any, called: str, headings: list[str] | None) -> Source:
    import duckdb

    if isinstance(given, duckdb.DuckDBPyRelation):
        return _kept(con, given.to_arrow_reader(100_000), "relation", headings)
    if called == _ONCE:
        return _kept(con, given, called, headings)
    con.register("given", _with_index(given))
    return described(con, "given", called, headings)


def _kept(con: Any, reader: Any, called: str, headings: list[str] | None) -> Source:
    con.register("given_rows", reader)
    engine.run_long(con, "CREATE TABLE given AS SELECT * FROM given_rows")
    con.unregister("given_rows")
    return described(con, "given", called, headings)


def _is_of(given: Any, package: str) -> bool:
    return type(given).__module__.partition(".")[0] == package


def _with_index(given: Any) -> Any:
    """A frame of pandas may have the names of its units as its index; an index that is about nothing counts rows."""
    if not _is_of(given, "pandas"):
        return given
    if any(str(kind) == "float16" for kind in given.dtypes):
        raise TypeError("half precision does not hold a tenth")
    meant = _in_index(given)
    return given.reset_index(meant) if meant else given


def _in_index(frame: Any) -> list[Any]:
    return [one for one in frame.index.names if isinstance(one, str) and fold(one) in HEADINGS]


def _headings(given: Any) -> list[str] | None:
    """What the columns are called where the engine may call them otherwise: it has no two of one name."""
    if _is_of(given, "pandas"):
        return [str(one) for one in (*_in_index(given), *given.columns)]
    if _is_of(given, "pyarrow"):
        return [str(one) for one in given.schema.names]
    # Of a lazy frame nobody knows the columns without working it out.
    return list(given.columns) if type(given).__name__ in ("DuckDBPyRelation", "DataFrame") else None
