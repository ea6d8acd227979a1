"""How much memory the engine may take, and how many threads; what does not fit goes to a folder that is removed."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import threading
import weakref
from contextlib import suppress
from itertools import count
from typing import Any, Final

from ankang_rules.columns import messages
from ankang_rules.errors import EngineError

_AMOUNT: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*([KMGT]i?B)", re.ASCII | re.IGNORECASE)
_MOST_THREADS: Final = 1024


_numbers: Final = count()
_lock: Final = threading.Lock()
_shared: Final[list[Engine]] = []
"""The one engine of this process that is shared; none before it is needed."""
_running: Final[weakref.WeakSet[Engine]] = weakref.WeakSet()


class Engine:
    """A running engine, with a folder for what does not fit into memory."""

    def __init__(self, **limits: str | int) -> None:
        folder = tempfile.mkdtemp(prefix="ankang-rules-")
        self.con: Any = _duckdb().connect(":memory:", config={"temp_directory": folder, **limits})
        weakref.finalize(self, _stop, os.getpid(), self.con, folder)
        _running.add(self)


def _duckdb() -> Any:
    try:
        import duckdb
    except ImportError as missing:
        raise ImportError(messages.without_extra("duckdb"), name="duckdb") from missing
    return duckdb


def _leave_alone() -> None:
    """Leave every engine to the process that this one was split off from: it has no threads here, and cannot be ended.

    Python would end it with the process, and the process would end with an error. So it is held once more, for good.
    """
    import ctypes

    _lock.release()
    _shared.clear()
    for engine in list(_running):
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(engine.con))


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_lock.acquire, after_in_parent=_lock.release, after_in_child=_leave_alone)


def _stop(process: int, con: Any, folder: str) -> None:
    """Stop the engine; a process that inherited it leaves it alone."""
    if process == os.getpid():
        with suppress(_duckdb().Error):  # whoever still runs a statement stops with the process
            con.close()
        shutil.rmtree(folder, ignore_errors=True)


class Work:
    """A connection with tables of its own, which go when nobody needs them any more.

    To start an engine takes longer than to judge a thousand rows. So those who do not bound it share one.
    """

    def __init__(self, memory: str | None = None, threads: int | None = None) -> None:
        limits = _limits(memory, threads)
        name = f"work_{next(_numbers)}"
        self.engine, self.con = _connected(Engine(**limits), name) if limits else _connected_to_shared(name)
        weakref.finalize(self, _end, os.getpid(), self.engine, self.con, name)


def _connected_to_shared(name: str) -> tuple[Engine, Any]:
    with _lock:
        if _shared:
            with suppress(_duckdb().Error):  # an engine that came upon a mistake of its own takes nothing more
                return _connected(_shared[0], name)
        _shared[:] = [Engine()]
        return _connected(_shared[0], name)


def _connected(engine: Engine, name: str) -> tuple[Engine, Any]:
    con = engine.con.cursor()
    con.execute(f"CREATE SCHEMA {name}")
    con.execute(f"USE {name}")
    return engine, con


def beside(con: Any) -> Any:
    """Return a second connection to the tables of *con*, which takes statements while a result of *con* is read."""
    [(name,)] = con.execute("SELECT current_schema()").fetchall()
    found = con.cursor()
    found.execute(f"USE {name}")
    return found


def _end(process: int, engine: Engine, con: Any, name: str) -> None:
    """Drop the tables; *engine* is kept until then."""
    if process != os.getpid():
        return
    with suppress(_duckdb().Error):
        con.execute("USE main")
        con.execute(f"DROP SCHEMA {name} CASCADE")
        con.close()


def as_threads(text: str | None) -> int | None:
    """Return the number of threads in *text*; raises :class:`EngineError` where it is none."""
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 9):
        raise EngineError([messages.no_threads(text)])
    return int(text)


def _limits(memory: str | None, threads: int | None) -> dict[str, str | int]:
    found: dict[str, str | int] = {}
    if memory is not None:
        amount = _AMOUNT.fullmatch(str(memory).strip())
        if amount is None or not float(amount[1]):
            raise EngineError([messages.no_amount(str(memory))])
        found["memory_limit"] = f"{amount[1]}{amount[2]}"
    if threads is not None:
        if type(threads) is not int or not 1 <= threads <= _MOST_THREADS:
            raise EngineError([messages.no_threads(str(threads))])
        found["threads"] = threads
    return found
