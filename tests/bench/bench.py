"""Speed, as ratios within one run: ``.venv/bin/python tests/bench/bench.py [UNITS]``.

Prints what importing costs over bare lark, attrs and yaml; what loading costs a rule; and what judging a unit, with its
facts validated and every rule traced, costs against a hand-written function that gives the same failing rules.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from handwritten import failing  # noqa: E402 -- the folder of this script
from units import units  # noqa: E402

import ankang_rules  # noqa: E402
from ankang_rules import Status  # noqa: E402

RUNS = 5


def best(function: Callable[[], object]) -> float:
    """Return the seconds of the fastest of a few runs."""
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        function()
        times.append(perf_counter() - start)
    return min(times)


def import_seconds(statement: str) -> float:
    """Return what *statement* adds to a bare interpreter."""
    bare = best(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
    return best(lambda: subprocess.run([sys.executable, "-c", statement], check=True)) - bare


def report_failing(ruleset: ankang_rules.Ruleset, unit: dict[str, Any]) -> list[str]:
    return [result.id for result in ruleset.evaluate(unit).rules if result.status is Status.FAIL]


def main(number: int) -> None:
    ruleset = ankang_rules.load(HERE / "workload.rules")
    facts = units(number)
    assert [failing(unit) for unit in facts] == [report_failing(ruleset, unit) for unit in facts]
    print(
        f"{number} units, {len(ruleset.core.rules)} rules, {sum(bool(failing(u)) for u in facts)} units fail; all agree"
    )
    libraries, ours = import_seconds("import lark, attrs, yaml"), import_seconds("import ankang_rules")
    print(f"import    {ours * 1e3:8.1f} ms   {ours / libraries:6.2f} × lark + attrs + yaml ({libraries * 1e3:.1f} ms)")
    load = best(lambda: ankang_rules.load(HERE / "workload.rules")) / len(ruleset.core.rules)
    print(f"load      {load * 1e6:8.0f} µs a rule")
    by_hand = best(lambda: [failing(unit) for unit in facts]) / number
    judged = best(lambda: [ruleset.evaluate(unit) for unit in facts]) / number
    print(f"judge     {judged * 1e6:8.0f} µs a unit {judged / by_hand:6.1f} × hand-written ({by_hand * 1e6:.1f} µs)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
