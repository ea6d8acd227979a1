"""Speed, as ratios within one run: ``.venv/bin/python tests/bench/bench.py [UNITS]``.

Prints what importing costs over bare lark, attrs and yaml; what loading costs a rule; and what one unit costs against a
hand-written function with the same outputs. Of those there are two: one that only knows yes and no, on units of which
all facts are there, and one with all statuses, on units of which half lack some.

The rows: *right* facts, which were read before; *plain* ones in a dict, which are validated; *judge*, a report of which
the same is asked; *trace*, a report of which the traces of every rule are looked at. Time is that of the processor.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from handwritten import failing, open_verdict_and_failing, verdict_and_failing  # noqa: E402 -- in this folder
from units import units, with_gaps  # noqa: E402

import ankang_rules  # noqa: E402
from ankang_rules import Ruleset, Status  # noqa: E402
from ankang_rules.compile.compiled import compiled  # noqa: E402

RUNS = 5


def best(function: Callable[[], object], clock: Callable[[], float] = process_time) -> float:
    """Return the seconds of the fastest of a few runs."""
    times = []
    for _ in range(RUNS):
        start = clock()
        function()
        times.append(clock() - start)
    return min(times)


def import_seconds(statement: str) -> float:
    """Return what *statement* adds to a bare interpreter."""
    bare = best(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), perf_counter)
    return best(lambda: subprocess.run([sys.executable, "-c", statement], check=True), perf_counter) - bare


def report_failing(ruleset: Ruleset, unit: dict[str, Any]) -> list[str]:
    return [result.id for result in ruleset.evaluate(unit).rules if result.status is Status.FAIL]


Said = tuple[str, list[str], list[str]]


def decided(ruleset: Ruleset, unit: dict[str, Any]) -> Said:
    decision = ruleset.decide(unit)
    return decision.status.value, list(decision.failing), list(decision.unknown)


def check(ruleset: Ruleset, facts: list[dict[str, Any]], gaps: list[dict[str, Any]]) -> None:
    """Make sure that all say the same."""
    assert [failing(unit) for unit in facts] == [report_failing(ruleset, unit) for unit in facts]
    assert [(*verdict_and_failing(unit), []) for unit in facts] == [decided(ruleset, unit) for unit in facts]
    assert [open_verdict_and_failing(unit) for unit in gaps] == [decided(ruleset, unit) for unit in gaps]


Unit = dict[str, Any]


def rows(ruleset: Ruleset, units: list[Unit], by_hand: Callable[[Unit], object], title: str) -> None:
    """Print what a unit costs in each way, against *by_hand*."""
    code = compiled(ruleset.core)
    read = [code.ready(unit) for unit in units]
    few = units[: max(1, len(units) // 10)]
    base = best(lambda: [by_hand(unit) for unit in units]) / len(units)
    print(f"{title}: {base * 1e6:.1f} µs a unit by hand")
    ways: tuple[tuple[str, Callable[[], object], int], ...] = (
        ("right", lambda: [verdict_and_ids(unit.decide()) for unit in read], len(units)),
        ("plain", lambda: [verdict_and_ids(ruleset.decide(unit)) for unit in units], len(units)),
        ("judge", lambda: [verdict_and_ids(OfReport(ruleset.evaluate(unit))) for unit in units], len(units)),
        ("trace", lambda: [[rule.condition for rule in ruleset.evaluate(unit).rules] for unit in few], len(few)),
    )
    for name, way, number in ways:
        taken = best(way) / number
        print(f"  {name:<7} {taken * 1e6:8.1f} µs a unit {taken / base:6.2f} × hand-written")


@dataclass
class OfReport:
    """What a decision has, taken from a report."""

    report: ankang_rules.Report

    @property
    def status(self) -> Status:
        return self.report.status

    @property
    def failing(self) -> list[str]:
        return [result.id for result in self.report.rules if result.status is Status.FAIL]

    @property
    def unknown(self) -> list[str]:
        return [result.id for result in self.report.rules if result.status is Status.UNKNOWN]


def verdict_and_ids(decision: Any) -> object:
    return decision.status, decision.failing, decision.unknown


def main(number: int) -> None:
    ruleset = ankang_rules.load(HERE / "workload.rules")
    facts = units(number)
    gaps = with_gaps(facts)
    check(ruleset, facts, gaps)
    print(
        f"{number} units, {len(ruleset.core.rules)} rules, {sum(bool(failing(u)) for u in facts)} units fail; all agree"
    )
    libraries, ours = import_seconds("import lark, attrs, yaml"), import_seconds("import ankang_rules")
    print(f"import    {ours * 1e3:8.1f} ms   {ours / libraries:6.2f} × lark + attrs + yaml ({libraries * 1e3:.1f} ms)")
    load = best(lambda: ankang_rules.load(HERE / "workload.rules")) / len(ruleset.core.rules)
    print(f"load      {load * 1e6:8.0f} µs a rule")
    rows(ruleset, gaps, open_verdict_and_failing, "four statuses, some facts missing")
    rows(ruleset, facts, verdict_and_failing, "pass and fail, no fact missing")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
