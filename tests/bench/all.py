"""Every table of the benchmarks, by one command: ``python tests/bench/all.py [--quick] [--rivals] [--write]``.

``--quick`` takes few units, ``--rivals`` installs the rivals in environments of their own (below ``--envs``) and runs
them too, and ``--write`` puts the tables between the marks of ``docs/benchmarks.md``. Before anything is timed, all
give the same verdicts, or it ends with an error.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import competition  # noqa: E402
import measuring  # noqa: E402
import single  # noqa: E402
import tabled  # noqa: E402 -- the folder of this script
import trees  # noqa: E402
from competition import Ran  # noqa: E402
from loading import loading  # noqa: E402
from measuring import micro, table, times  # noqa: E402
from units import units, with_gaps  # noqa: E402

import ankang_rules  # noqa: E402

WORKLOAD = HERE / "workload.rules"
SHIPPED = ["ankang.county", "ankang.programme"]
PAGE = HERE.parents[1] / "docs" / "benchmarks.md"
_MARKED = re.compile(r"(<!-- measured: (\w+) -->\n).*?(<!-- end measured -->)", re.DOTALL)


def main(arguments: list[str]) -> None:
    asked = _asked(arguments)
    measuring.RUNS = 1 if asked.quick else measuring.RUNS
    ruleset = ankang_rules.load(WORKLOAD)
    few, many = (60, 300) if asked.quick else (500, 20_000)
    complete = units(many)
    gaps = with_gaps(complete[:few])
    single.agree(ruleset, complete[:few], gaps)
    tabled.agree(ruleset, gaps)
    ran = [competition.run(path, complete[:few], asked.envs) for path in competition.files()] if asked.rivals else []
    ran = [_again(one, complete, asked) for one in ran]
    parts = {
        "single": _single(single.measured(ruleset, complete[:few]), [one for one in ran if not one.columns]),
        "batch": _batch(tabled.measured(ruleset, complete), [one for one in ran if one.columns]),
        "load": loading([WORKLOAD], 50) if asked.quick else loading([*SHIPPED, WORKLOAD], 1_000),
        "trees": table(trees.HEAD, list(trees.rows([11] if asked.quick else [200, 1_000]))),
    }
    for name, part in parts.items():
        print(f"{name}\n\n{part}\n")
    if asked.write:
        PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), parts), encoding="utf-8")


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rivals", action="store_true")
    parser.add_argument("--envs", type=Path, default=Path(tempfile.gettempdir()) / "ankang-rules-rivals")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args(arguments)
    if asked.rivals:
        asked.envs.mkdir(parents=True, exist_ok=True)
    return asked


def _again(one: Ran, complete: list[dict[str, Any]], asked: argparse.Namespace) -> Ran:
    """What judges columns is run on many rows, once it has judged a few of them right."""
    path = next(path for path in competition.files() if competition.needs(path)[0] == one.packages)
    return competition.run(path, complete, asked.envs) if one.columns and not one.why and not asked.quick else one


def _single(ours: list[single.Timed], rivals: list[Ran]) -> str:
    by_hand = ours[0][2]
    rows = [[name, what, micro(seconds), times(seconds / by_hand)] for name, what, seconds in ours]
    rows += [_rival(one, "failing ids, all facts given") for one in sorted(rivals, key=lambda one: one.ratio)]
    return table(["one unit after another", "gives", "time a unit", "× the function"], rows)


def _batch(ours: list[single.Timed], rivals: list[Ran]) -> str:
    by_hand = ours[0][2]
    rows = [[name, what, micro(seconds), times(seconds / by_hand)] for name, what, seconds in ours]
    for one in sorted(rivals, key=lambda one: one.seconds):
        row = _rival(one, "a truth a rule, all facts given")
        rows.append([*row[:3], "" if one.why else times(one.seconds / by_hand)])
    return table(["all units of a table", "gives", "time a row", "× the SQL of the first row"], rows)


def _rival(one: Ran, what: str) -> list[str]:
    label = f"{one.name} (`{one.packages}`)"
    return (
        [label, f"could not be run: {one.why}", "", ""]
        if one.why
        else [label, what, micro(one.seconds), times(one.ratio)]
    )


def filled(page: str, parts: dict[str, str]) -> str:
    """Return *page* with *parts* between their marks."""
    return _MARKED.sub(lambda found: f"{found[1]}\n{parts[found[2]]}\n\n{found[3]}", page)


if __name__ == "__main__":
    main(sys.argv[1:])
