"""The benchmarks measure things that agree; their times are printed, never asserted."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parent
PAGE = BENCH.parents[1] / "docs" / "benchmarks.md"
PARTS = ["single", "batch", "load", "trees"]
RIVALS = sorted(path for path in (BENCH / "rivals").glob("*.py") if path.stem != "common")


def run(code: str, *arguments: str) -> str:
    """Run *code* beside the files of the benchmarks."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=BENCH, capture_output=True, encoding="utf-8", check=False
    )
    assert 0 == done.returncode, done.stderr
    return done.stdout


def test_one_command_prints_every_table() -> None:
    printed = run("import all; all.main(['--quick'])")
    assert PARTS == [line for line in printed.splitlines() if line in PARTS]
    for row in (
        "a function written by hand",
        "`ruleset.failing`",
        "SQL written by hand",
        "`import ankang_rules`",
        "| 13 |",
    ):
        assert row in printed


def test_the_page_has_a_place_for_every_table_and_only_those_are_filled() -> None:
    code = (
        "import all, sys; print(all.filled(all.PAGE.read_text(encoding='utf-8'), dict.fromkeys(sys.argv[1:], 'HERE')))"
    )
    filled = run(code, *PARTS)
    assert len(PARTS) == filled.count("\nHERE\n")
    prose = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("|")]
    assert prose == [line for line in filled.splitlines() if line and line != "HERE"]


def test_rules_written_for_others_are_those_of_the_function_written_by_hand() -> None:
    """Read as Python, the expressions that the rivals get find what the function finds."""
    run(
        "import random\nfrom criteria import Writer\nfrom handwritten import failing\nfrom units import units\n"
        "draw = random.Random(1)\n"
        "def small(unit):  # so that two figures are often equal\n"
        "    return {key: draw.randint(0, 3) if type(value) is int else value for key, value in unit.items()}\n"
        "rules = {name: compile(text, name, 'eval') for name, text in Writer().all().items()}\n"
        "for unit in [*units(300), *map(small, units(300))]:\n"
        "    facts = {name.replace('-', '_'): value for name, value in unit.items()}\n"
        "    assert failing(unit) == [name for name, rule in rules.items() if not eval(rule, {}, facts)]\n"
    )


@pytest.mark.parametrize("path", RIVALS, ids=lambda path: path.stem)
def test_every_rival_says_what_it_needs_and_is_run_by_what_all_share(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ":" in ast.get_docstring(tree).splitlines()[0]
    called = [node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    assert 1 == called.count("one_by_one") + called.count("all_at_once")
    assert run(f"import competition, pathlib; print(competition.needs(pathlib.Path({str(path)!r})))").strip("[]\n")


def test_a_rival_that_cannot_be_run_is_said_to_be_so(tmp_path: Path) -> None:
    rival = tmp_path / "nobody.py"
    rival.write_text('"""Nobody: nothing."""\n\n# needs: nobody\n\nimport nobody_has_this\n', encoding="utf-8")
    code = "import competition, pathlib, sys; a, b = map(pathlib.Path, sys.argv[1:]); print(competition.run(a, [], b))"
    environment = tmp_path / "nobody" / "bin"
    environment.mkdir(parents=True)
    (environment.parent / "installed").touch()
    (environment / "python").symlink_to(sys.executable)
    assert "why=\"ModuleNotFoundError: No module named 'nobody_has_this'\"" in run(code, str(rival), str(tmp_path))


def test_the_benchmark_runs_and_finds_both_in_agreement() -> None:
    command = [sys.executable, str(BENCH / "bench.py"), "200"]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert 0 == result.returncode, result.stderr
    first, *table = result.stdout.splitlines()
    assert first.startswith("200 units, 30 rules, ")
    ways = ["right", "plain", "judge", "trace", "steps"]
    assert ["import", "load", "four", *ways, "pass", *ways] == [line.split()[0] for line in table]


def test_the_benchmark_of_trees_runs() -> None:
    command = [sys.executable, str(BENCH / "trees.py"), "5"]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert 0 == result.returncode, result.stderr
    head, *rows = [line.split(" | ") for line in result.stdout.splitlines()]
    assert ["13"] == [row[0] for row in rows]
    assert [len(head)] == [len(row) for row in rows]
