"""How far the engine is, asked while it works."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from ankang_rules.columns import engine

_SECONDS = 0.2


@contextmanager
def watched(con: Any, on_progress: Callable[[int, int], object] | None) -> Iterator[None]:
    """Tell *on_progress*, for as long as this lasts, how many parts in a hundred of the running query are done."""
    if on_progress is None:
        yield
        return
    engine.run(con, "SET enable_progress_bar = true")
    done = threading.Event()

    def watch() -> None:
        while not done.wait(_SECONDS):
            on_progress(max(0, int(con.query_progress())), 100)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
