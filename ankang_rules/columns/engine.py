"""The one way to have the engine do something: a connection takes nothing else while a result is unfinished."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import contextmanager
from typing import Any

from ankang_rules.columns import messages
from ankang_rules.errors import EngineError, FactsError

_SECONDS = 0.5
"""How long a thread waits before it looks whether it was stopped, where the system does not wake it."""


_TRIES = 100


def run(con: Any, sql: str, parameters: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
    """Run *sql* to its end, and return its rows."""
    found: list[tuple[Any, ...]] = con.execute(sql, parameters).fetchall()
    return found


def number(con: Any, sql: str) -> int:
    """Return the one number that *sql* comes to."""
    return int(run_long(con, sql)[0][0])


def run_long(con: Any, sql: str) -> list[tuple[Any, ...]]:
    """Run *sql* as :func:`run` does, so that who stops it from the keyboard does not wait for its end."""
    if threading.current_thread() is not threading.main_thread():
        return run(con, sql)
    running: Future[list[tuple[Any, ...]]] = Future()
    try:
        threading.Thread(target=_into, args=(running, con, sql), daemon=True).start()
        while not running.done():
            wait([running], timeout=_SECONDS)
    except BaseException:
        _stop(con, running)
        raise
    return running.result()


def _into(future: Future[list[tuple[Any, ...]]], con: Any, sql: str) -> None:
    try:
        future.set_result(run(con, sql))
    except BaseException as error:
        future.set_exception(error)


def _stop(con: Any, running: Future[Any]) -> None:
    """Stop a statement and wait for that; again and again, as it may only be about to begin."""
    for _ in range(_TRIES):
        con.interrupt()
        if wait([running], timeout=_SECONDS / 10).done:
            return


@contextmanager
def reading(called: str) -> Iterator[None]:
    """Say of the table *called* what the engine says of it; a statement that is none is our mistake."""
    import duckdb

    try:
        yield
    except (duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException):
        raise
    except duckdb.OutOfMemoryException as error:
        raise EngineError([messages.too_little_memory(called, messages.first_line(error))]) from None
    except duckdb.Error as error:
        raise FactsError([messages.unread_table(called, messages.first_line(error))]) from None
