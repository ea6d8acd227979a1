"""The command line as a person meets it: real processes, real exit codes."""

import json
import subprocess
import sys
from importlib.resources import as_file, files
from pathlib import Path

import pytest

RULES = 'ruleset t.t tier t indicator posted : yes/no zh "上墙" rule r must posted when posted is recorded'
DEMO = files("ankang_rules.rulesets").joinpath("ankang", "demo")


def run(*args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ankang_rules", *args]
    return subprocess.run(command, input=stdin, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def rules(tmp_path: Path) -> str:
    file = tmp_path / "t.rules"
    file.write_text(RULES, encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("facts", "code"),
    [("posted: yes", 0), ("posted: no", 1), ("posted: maybe", 2), ("posted: null", 3), ("posted: none", 4)],
)
def test_evaluate_tells_its_outcome_by_its_exit_code(rules: str, facts: str, code: int) -> None:
    result = run("evaluate", rules, "-", stdin=facts)
    assert code == result.returncode, result.stdout + result.stderr


def test_evaluate_says_what_is_wrong_with_facts_on_standard_error(rules: str) -> None:
    result = run("evaluate", rules, "-", "--lang", "zh", stdin="postd: yes\nposted: 3\n")
    assert 2 == result.returncode
    assert "" == result.stdout
    assert "是否想写 `posted`？" in result.stderr
    assert "<stdin>:2:9" in result.stderr


def test_evaluate_takes_wrong_facts_as_unknown_when_lenient(rules: str) -> None:
    assert 3 == run("evaluate", rules, "-", "--lenient", stdin="posted: maybe").returncode


def test_json_has_the_names_other_systems_read(rules: str) -> None:
    data = json.loads(run("evaluate", rules, "-", "--format", "json", stdin="posted: no").stdout)
    assert {"ruleset", "unit", "tier", "as_of", "status", "rules"} <= data.keys()
    assert [{"id": "t.r", "status": "fail"}] == [{k: rule[k] for k in ("id", "status")} for rule in data["rules"]]


@pytest.mark.parametrize(("unit", "code", "word"), [("hanyin", 1, "不达标"), ("ningshan", 0, "达标")])
def test_the_demonstration_counties_end_as_intended(unit: str, code: int, word: str) -> None:
    with as_file(DEMO.joinpath(f"{unit}.yaml")) as facts:
        result = run("evaluate", "ankang.county", str(facts), "--lang", "zh")
    assert code == result.returncode, result.stderr
    assert result.stdout.splitlines()[0].endswith(f"：{word}")
    assert "四(一)4(1)" in result.stdout


def test_check_is_silent_about_a_clean_file(rules: str) -> None:
    result = run("check", rules, "ankang.county")
    assert (0, "", "") == (result.returncode, result.stdout, result.stderr)


def test_check_draws_every_finding_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "bad.rules"
    file.write_text("ruleset t tier t\nrule a must x\nrule b must 基金的50%\n", encoding="utf-8")
    result = run("check", str(file), "--lang", "en")
    assert 1 == result.returncode
    assert "2 | rule a must x\n  |             ^\n" in result.stdout
    assert "3 | rule b must 基金的50%\n  |             ^^^^^^^^^\n" in result.stdout


def test_check_ends_with_2_where_a_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "latin.rules").write_bytes(b"ruleset t \xff")
    assert 2 == run("check", str(tmp_path / "none.rules")).returncode
    assert 2 == run("check", str(tmp_path / "latin.rules")).returncode


def test_a_misspelt_command_gets_a_suggestion() -> None:
    result = run("evalute")
    assert 2 == result.returncode
    assert "Did you mean evaluate?" in result.stderr
