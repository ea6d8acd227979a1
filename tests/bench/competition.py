"""Rivals, each in a virtual environment of its own: installed when asked, run, and held against the same verdicts."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handwritten import failing

RIVALS = Path(__file__).parent / "rivals"
_NEEDS = re.compile(r"^# needs: (.+)$", re.MULTILINE)
_DOCSTRING = re.compile(r'^"""(.+?):')


@dataclass(frozen=True)
class Ran:
    """What a rival took a unit, beside the hand-written function of the same run; or *why* there is nothing."""

    name: str
    packages: str
    columns: bool
    seconds: float = 0
    ratio: float = 0
    why: str = ""


def files() -> list[Path]:
    return sorted(path for path in RIVALS.glob("*.py") if path.stem != "common")


def run(path: Path, units: list[dict[str, Any]], envs: Path) -> Ran:
    """Install the rival of *path* below *envs* where it is not there yet, and run it on *units*."""
    text = path.read_text(encoding="utf-8")
    name, packages = _DOCSTRING.match(text)[1], needs(path)  # type: ignore[index]
    columns = "all_at_once(" in text
    python = envs / path.stem / "bin" / "python"
    facts, result = envs / f"{path.stem}.jsonl", envs / f"{path.stem}.json"
    try:
        _install(python, packages)
        facts.write_text("\n".join(map(json.dumps, units)), encoding="utf-8")
        _call([python, path, facts, result])
    except subprocess.CalledProcessError as error:
        last = (error.stderr or "").strip().splitlines()[-1:] or ["it ended without a word"]
        return Ran(name, packages[0], columns, why=last[0][:100])
    found = json.loads(result.read_text(encoding="utf-8"))
    assert [failing(unit) for unit in units] == found["failing"], f"{name} judges otherwise"
    return Ran(name, packages[0], columns, found["seconds"] / len(units), found["seconds"] / found["by hand"])


def needs(path: Path) -> list[str]:
    """Return the packages that the rival of *path* says it needs, its own first."""
    return _NEEDS.search(path.read_text(encoding="utf-8"))[1].split()  # type: ignore[index]


def _install(python: Path, packages: list[str]) -> None:
    if not (python.parent.parent / "installed").exists():
        venv.create(python.parent.parent, with_pip=True, clear=True)
        _call([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages])
        (python.parent.parent / "installed").touch()


def _call(command: list[Any]) -> None:
    print("   ", *(Path(part).name for part in command[:2]), *command[2:3], file=sys.stderr, flush=True)
    subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
