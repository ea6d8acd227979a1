"""The one way to have the engine do something: a connection takes nothing else while a result is unfinished."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from ankang_rules.columns import messages
from ankang_rules.errors import FactsError


def run(con: Any, sql: str, parameters: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
    """Run *sql* to its end, and return its rows."""
    found: list[tuple[Any, ...]] = con.execute(sql, parameters).fetchall()
    return found


def number(con: Any, sql: str) -> int:
    """Return the one number that *sql* comes to."""
    return int(run(con, sql)[0][0])


@contextmanager
def reading(called: str) -> Iterator[None]:
    """Say of the table *called* what the engine says of it; a statement that is none is our mistake."""
    import duckdb

    try:
        yield
    except (duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException):
        raise
    except duckdb.Error as error:
        raise FactsError([messages.unread_table(called, messages.first_line(error))]) from None
