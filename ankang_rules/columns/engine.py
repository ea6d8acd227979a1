"""The one way to have the engine do something: a connection takes nothing else while a result is unfinished."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def run(con: Any, sql: str, parameters: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
    """Run *sql* to its end, and return its rows."""
    found: list[tuple[Any, ...]] = con.execute(sql, parameters).fetchall()
    return found


def number(con: Any, sql: str) -> int:
    """Return the one number that *sql* comes to."""
    return int(run(con, sql)[0][0])
