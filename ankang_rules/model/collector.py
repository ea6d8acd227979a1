"""Python's collector of cyclic garbage, held off while much is made that is no garbage."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_holding = Lock()
"""Held by whoever holds the collector off: of threads that come at once the first, and nobody else touches it."""


@contextmanager
def held_off() -> Iterator[None]:
    """Hold off the collector, and leave it as it was found.

    It finds next to nothing to collect among trees and traces, but walks all that is kept so far, again and again: the
    time a unit or a rule takes would grow with their number. Of threads that come at once the first switches it on
    again when it is done; the others go on with it, so that it gets its turn however many threads there are.
    """
    holding = _holding  # after a fork there is another
    if not holding.acquire(blocking=False):
        yield
        return
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
        holding.release()


def _in_child() -> None:
    """In a process that was forked off, the thread that held the collector off does not exist."""
    global _holding
    if _holding.locked():
        gc.enable()
    _holding = Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_in_child)
