"""How much memory the engine may take, and how many threads; what does not fit goes to a folder that is removed."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import weakref
from contextlib import suppress
from typing import Any, Final

from ankang_rules.columns import messages
from ankang_rules.errors import EngineError

_AMOUNT: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*([KMGT]i?B)", re.ASCII | re.IGNORECASE)
_MOST_THREADS: Final = 1024


class Work:
    """A connection with an engine and tables of its own, and a folder for what does not fit into memory.

    All of it goes when nobody needs it any more.
    """

    def __init__(self, memory: str | None = None, threads: int | None = None) -> None:
        limits = _limits(memory, threads)
        try:
            import duckdb
        except ImportError as missing:
            raise ImportError(messages.without_extra("duckdb"), name="duckdb") from missing
        folder = tempfile.mkdtemp(prefix="ankang-rules-")
        self.con: Any = duckdb.connect(":memory:", config={"temp_directory": folder, **limits})
        self.con.execute("SET enable_progress_bar_print = false")  # by itself, it prints in a console
        weakref.finalize(self, _end, os.getpid(), self.con, folder, duckdb.Error)


def _end(process: int, con: Any, folder: str, unfinished: type[Exception]) -> None:
    """Stop the engine; a process that was split off leaves it to the one that it came from."""
    if process == os.getpid():
        with suppress(unfinished):  # whoever still runs a statement stops with the process
            con.close()
        shutil.rmtree(folder, ignore_errors=True)


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
