"""The kept tables of the grammar as a file of the package: whatever became of it, rules are read as before."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READS = """
import sys, ankang_rules
pool = ankang_rules.parse("ruleset t.t tier t indicator n : number rule r must n ≥ 1 when n > 0")
print(pool.evaluate(n=2).status.value, "lark" in sys.modules, ankang_rules.__file__)
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package, as it is installed."""
    folder = tmp_path_factory.mktemp("installed")
    shutil.copytree(ROOT / "ankang_rules", folder / "ankang_rules", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "grammar", folder / "ankang_rules" / "grammar")
    return folder


def _replaced(old: str, new: str) -> Callable[[Path], object]:
    def change(file: Path) -> None:
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def _hostile(file: Path) -> None:
    """What would run if anything did: a pickle, and Python."""
    file.write_bytes(b"cos\nsystem\n(S'touch pwned'\ntR.")


def _another_grammar(file: Path) -> None:
    grammar = file.parent / "rules.lark"
    grammar.write_text(grammar.read_text(encoding="utf-8") + "\n// a note more\n", encoding="utf-8")


CHANGES: dict[str, tuple[Callable[[Path], object], bool]] = {
    "as it was, and read only": (lambda file: file.chmod(0o444), False),
    "absent": (lambda file: file.unlink(), True),
    "cut off within a character": (lambda file: file.write_bytes(file.read_bytes()[:100] + b"\xe4\xb8"), True),
    "altered": (_replaced('"last": 17', '"last": 18'), True),
    "hostile": (_hostile, True),
    "of another grammar": (_another_grammar, True),
}


@pytest.mark.parametrize("what", CHANGES)
def test_rules_are_read_whatever_became_of_the_file(what: str, package: Path, tmp_path: Path) -> None:
    """Where the tables are not those of the grammar they are made anew, by Lark; nothing else tells."""
    grammar = package / "ankang_rules" / "grammar"
    whole = shutil.copytree(grammar, tmp_path / "whole")
    change, made_anew = CHANGES[what]
    try:
        change(grammar / "tables.json")
        done = subprocess.run(
            [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {[str(package), *_packages()]!r}\n{READS}"],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
            env={**os.environ, "PYTHONPATH": ""},
        )
    finally:
        shutil.rmtree(grammar)
        shutil.copytree(whole, grammar)
    assert "" == done.stderr
    status, by_lark, file = done.stdout.split(maxsplit=2)
    assert ("pass", str(made_anew)) == (status, by_lark)
    assert file.startswith(str(package))
    assert {"whole"} == {one.name for one in tmp_path.iterdir()}


def _packages() -> list[str]:
    """Where the libraries are; without the site, which would find the package where it is developed."""
    return [one for one in sys.path if one.endswith("site-packages")]
