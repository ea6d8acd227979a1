"""What every rival's file needs: the same facts in, the failing rules and the time out. Standard library only.

A rival's file is run as ``python NAME.py FACTS.jsonl RESULT.json`` by the Python it is installed in. Beside itself it
times the hand-written function, so that the two are measured in one run.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from time import process_time
from typing import Any

BENCH = Path(__file__).parents[1]
sys.path.insert(0, str(BENCH))

from handwritten import failing

Unit = dict[str, Any]
RUNS = 3


def best(function: Callable[[], Any]) -> float:
    """Return the seconds of the fastest of a few runs, those of the processor, of all its threads."""
    times = []
    for _ in range(RUNS):
        start = process_time()
        function()
        times.append(process_time() - start)
    return min(times)


def underscored(unit: Unit) -> Unit:
    return {name.replace("-", "_"): value for name, value in unit.items()}


def columns(units: Iterable[Unit]) -> dict[str, list[Any]]:
    """Return *units* by column."""
    rows = [underscored(unit) for unit in units]
    return {name: [row[name] for row in rows] for name in rows[0]}


def by_row(statuses: dict[str, Iterable[Any]]) -> list[list[str]]:
    """Return the ids of the rules that do not hold, by unit, of a column of truths for each rule."""
    names = list(statuses)
    rows = zip(*statuses.values(), strict=True)
    return [[name for name, holds in zip(names, row, strict=True) if not holds] for row in rows]


def one_by_one(judge: Callable[[Unit], list[str]]) -> None:
    """Run a rival that judges one unit at a time; *judge* takes facts named with underscores."""
    units = _facts()
    given = [underscored(unit) for unit in units]
    _write(units, [judge(unit) for unit in given], best(lambda: [judge(unit) for unit in given]))


def all_at_once(prepare: Callable[[list[Unit]], Any], judge: Callable[[Any], Any], read: Callable[[Any], Any]) -> None:
    """Run a rival that judges columns: only *judge* is timed; *prepare* makes its table, *read* lists the failing."""
    units = _facts()
    table = prepare(units)
    _write(units, read(judge(table)), best(lambda: judge(table)))


def _facts() -> list[Unit]:
    return [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]


def _write(units: list[Unit], found: list[list[str]], seconds: float) -> None:
    by_hand = best(lambda: [failing(unit) for unit in units])
    result = {"failing": found, "seconds": seconds, "by hand": by_hand}
    Path(sys.argv[2]).write_text(json.dumps(result), encoding="utf-8")
