"""Python's collector of cyclic garbage, held off while a ruleset is loaded or a tree of units judged."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_off() -> Iterator[None]:
    """Hold off the collector, and leave it as it was found.

    What is made meanwhile are trees, so it finds next to nothing to collect, but walks all that is kept so far, again
    and again: the time a unit takes would grow with the number of units, that of a rule with the number of rules. Of
    threads that do so at once the first to come switches it on again when it is done; the others then go on with it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
