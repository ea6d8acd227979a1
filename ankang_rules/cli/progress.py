"""How far a long evaluation is: a bar on a terminal, and nothing anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

PATIENCE = 1.0
"""Seconds before a bar appears: what is done by then needs none."""


@contextmanager
def progress() -> Iterator[Callable[[int, int], None] | None]:
    """Give what is to be told how many units of how many are judged; None where nobody would see it."""
    if not (sys.stderr.isatty() and sys.stdout.isatty()):
        yield None
        return
    with ExitStack() as stack:
        yield _Bar(stack).show


class _Bar:
    """A bar on standard error, gone once it is done; rich is only loaded where it is drawn."""

    def __init__(self, stack: ExitStack) -> None:
        self.stack, self.start = stack, time.monotonic()
        self.update: Callable[[int, int], None] | None = None

    def show(self, done: int, number: int) -> None:
        if self.update is None and time.monotonic() - self.start > PATIENCE:
            self.update = self._drawn()
        if self.update is not None:
            self.update(done, number)

    def _drawn(self) -> Callable[[int, int], None]:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

        bar = Progress(
            BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True
        )
        self.stack.enter_context(bar)
        task = bar.add_task("", total=None)
        return lambda done, number: bar.update(task, completed=done, total=number)
