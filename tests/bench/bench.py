"""Speed, as ratios within one run: ``.venv/bin/python tests/bench/bench.py [UNITS]``.

Prints what importing costs over bare lark, attrs and yaml; what loading costs a rule; and what one unit costs against a
hand-written function with the same outputs. Of those there are two: one that only knows yes and no, on units of which
all facts are there, and one with all statuses, on units of which half lack some.

The rows: *right* facts, which were read before; *plain* ones in a dict, which are validated; *judge*, a report of which
the same is asked; *trace*, one of which the trace of every rule is asked for; *steps*, one of which every step of every
trace is looked at. Time is that of the processor.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from handwritten import failing, open_verdict_and_failing, verdict_and_failing  # noqa: E402 -- in this folder
from measuring import best, interpreter  # noqa: E402
from single import agree, reported, traced, walked  # noqa: E402
from units import units, with_gaps  # noqa: E402

import ankang_rules  # noqa: E402
from ankang_rules import Ruleset  # noqa: E402
from ankang_rules.compile.compiled import compiled  # noqa: E402

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
        ("judge", lambda: [reported(ruleset.evaluate(unit)) for unit in units], len(units)),
        ("trace", lambda: [traced(ruleset.evaluate(unit)) for unit in few], len(few)),
        ("steps", lambda: [walked(ruleset.evaluate(unit)) for unit in few], len(few)),
    )
    for name, way, number in ways:
        taken = best(way) / number
        print(f"  {name:<7} {taken * 1e6:8.1f} µs a unit {taken / base:6.2f} × hand-written")


def verdict_and_ids(decision: Any) -> object:
    return decision.status, decision.failing, decision.unknown


def main(number: int) -> None:
    ruleset = ankang_rules.load(HERE / "workload.rules")
    facts = units(number)
    gaps = with_gaps(facts)
    agree(ruleset, facts, gaps)
    print(
        f"{number} units, {len(ruleset.core.rules)} rules, {sum(bool(failing(u)) for u in facts)} units fail; all agree"
    )
    libraries, ours = interpreter("import lark, attrs, yaml"), interpreter("import ankang_rules")
    print(f"import    {ours * 1e3:8.1f} ms   {ours / libraries:6.2f} × lark + attrs + yaml ({libraries * 1e3:.1f} ms)")
    load = best(lambda: ankang_rules.load(HERE / "workload.rules")) / len(ruleset.core.rules)
    print(f"load      {load * 1e6:8.0f} µs a rule")
    rows(ruleset, gaps, open_verdict_and_failing, "four statuses, some facts missing")
    rows(ruleset, facts, verdict_and_failing, "pass and fail, no fact missing")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
