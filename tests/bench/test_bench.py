"""The benchmark measures two things that agree; its times are printed, never asserted."""

import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).with_name("bench.py")


def test_the_benchmark_runs_and_finds_both_in_agreement() -> None:
    command = [sys.executable, str(BENCH), "200"]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert 0 == result.returncode, result.stderr
    first, *table = result.stdout.splitlines()
    assert first.startswith("200 units, 30 rules, ")
    ways = ["right", "plain", "judge", "trace"]
    assert ["import", "load", "four", *ways, "pass", *ways] == [line.split()[0] for line in table]


def test_the_benchmark_of_trees_runs() -> None:
    command = [sys.executable, str(BENCH.with_name("trees.py")), "5", "11"]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert 0 == result.returncode, result.stderr
    assert [["13", "units"], ["13", "units"]] == [line.split()[:2] for line in result.stdout.splitlines()]
