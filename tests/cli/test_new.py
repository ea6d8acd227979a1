"""What ``new`` writes is ready for use, in either language, and takes nobody's file away."""

import sys
from pathlib import Path
from subprocess import run

import pytest
from click.testing import CliRunner, Result

from ankang_rules.check.load import load
from ankang_rules.cli.app import app
from ankang_rules.format import format_text
from ankang_rules.lint.run import lint
from ankang_rules.source import LANGUAGES
from ankang_rules.testing import run_example


def new(path: Path | str, *options: str) -> Result:
    return CliRunner().invoke(app, ["new", str(path), *options], catch_exceptions=False)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["reading-room.rules", "阅览室"])
def test_what_is_made_checks_without_a_word_is_laid_out_and_has_examples_that_hold(
    tmp_path: Path, name: str, lang: str
) -> None:
    assert 0 == new(tmp_path / name, "--lang", lang, "--tier", "school").exit_code
    (file,) = tmp_path.glob("*.rules")
    checked = load(str(file))
    assert ((), []) == (checked.diagnostics, lint(checked))
    assert checked.core is not None
    assert "school" == checked.core.tier
    text = file.read_text(encoding="utf-8")
    assert text == format_text(text).text
    found = [run_example.run(checked.core, example) for example in checked.core.examples]
    assert {"pass", "fail", "unknown", "not_applicable"} == {c.expected.value for o in found for c in o.compared}
    assert all(one.holds for one in found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_examples_notice_every_change_of_its_rules(tmp_path: Path, lang: str) -> None:
    new(tmp_path / "room.rules", "--lang", lang)
    result = CliRunner().invoke(app, ["test", str(tmp_path / "room.rules"), "--mutate", "--lang", lang])
    assert (0, "") == (result.exit_code, result.stderr)
    assert "✗" not in result.stdout


def test_the_test_it_makes_passes_and_goes_red_with_the_rules(tmp_path: Path) -> None:
    new(tmp_path / "room.rules", "--lang", "en")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n0", str(tmp_path)]
    assert 0 == run(command, capture_output=True).returncode
    rules = tmp_path / "room.rules"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("at least 3 人", "at least 5 人"), encoding="utf-8")
    assert 1 == run(command, capture_output=True).returncode


@pytest.mark.parametrize("taken", ["room.rules", "room.yaml", "test_room.py"])
def test_nothing_is_overwritten_and_nothing_else_is_made(tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).write_text("mine", encoding="utf-8")
    result = new(tmp_path / "room", "--lang", "en")
    assert (2, True) == (result.exit_code, f"`{tmp_path / taken}` exists already" in result.output)
    assert [("mine", taken)] == [(path.read_text(encoding="utf-8"), path.name) for path in tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("when",), "no ruleset can be called `when`"),
        (('a"b',), 'no ruleset can be called `a"b`'),
        (("a", "--tier", "when"), "no tier can be called `when`"),
        (("a", "--tier", ""), "no tier can be called ``"),
        (("folder/",), "`folder/` is no name of a file"),
        (("absent/a",), "`absent/a.rules` cannot be written"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = new(*arguments, "--lang", "en")
    assert (2, True) == (result.exit_code, said in result.output)
    assert [] == [*tmp_path.iterdir()]
