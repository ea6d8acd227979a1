"""What the first screen of the README shows is what its commands print."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from ankang_rules.cli.app import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMAND = shlex.split(re.findall(r"&& \.venv/bin/ankang-rules (.+)", README)[0])
BLOCKS = re.findall(r"^```(\w*)\n((?:.*\n)*?)```$", README, re.MULTILINE)
_, *SHOWN = (text for language, text in BLOCKS if not language)  # the first is the rule itself


def printed(monkeypatch: pytest.MonkeyPatch, *more: str) -> str:
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(app, [*COMMAND, *more], catch_exceptions=False)
    assert 1 == result.exit_code
    return result.output


def test_the_city_is_judged_as_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert SHOWN[0] in printed(monkeypatch)


def test_one_county_is_argued_as_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "With `--unit 汉阴县`" in README
    assert SHOWN[1] in printed(monkeypatch, "--unit", "汉阴县")
