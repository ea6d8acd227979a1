"""Time, as everything here takes it: the fastest of a few runs; and rows of a table."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from time import perf_counter

RUNS = 3


def best(function: Callable[[], object]) -> float:
    """Return the seconds of the fastest of a few runs."""
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        function()
        times.append(perf_counter() - start)
    return min(times)


def interpreter(code: str) -> float:
    """Return what *code* adds to the seconds of a bare interpreter."""
    bare = best(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
    return best(lambda: subprocess.run([sys.executable, "-c", code], check=True)) - bare


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
