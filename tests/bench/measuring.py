"""Time, as everything here takes it: the fastest of a few runs; and rows of a table."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from time import process_time

RUNS = 3


def best(function: Callable[[], object], clock: Callable[[], float] = process_time) -> float:
    """Return the seconds of the fastest of a few runs, those of the processor, as others may work beside us."""
    times = []
    for _ in range(RUNS):
        start = clock()
        function()
        times.append(clock() - start)
    return min(times)


def interpreter(code: str) -> float:
    """Return what *code* adds to the seconds of a bare interpreter."""
    bare = best(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), _of_children)
    return best(lambda: subprocess.run([sys.executable, "-c", code], check=True), _of_children) - bare


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def times(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 20 else f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.2f}"


def micro(seconds: float) -> str:
    return f"{times(seconds * 1e6)} µs"


def milli(seconds: float) -> str:
    return f"{times(seconds * 1e3)} ms"
