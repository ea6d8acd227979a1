"""Which lints run: by ``pyproject.toml``, the nearest one upwards, and by the command line."""

from pathlib import Path

import pytest

from ankang_rules.errors import AnkangRulesError
from ankang_rules.lint.rules import ALL
from ankang_rules.lint.settings import settings_for

CODES = [lint.code for lint in ALL]


def written(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    return folder


def codes(folder: Path, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> list[str]:
    return [lint.code for lint in settings_for(folder).with_options(select, ignore).lints]


def test_without_settings_all_run(tmp_path: Path) -> None:
    assert CODES == codes(written(tmp_path, '[project]\nname = "x"\n'))


def test_some_are_selected_and_some_of_them_ignored(tmp_path: Path) -> None:
    text = '[tool.ankang-rules.lint]\nselect = ["L701", "unused-indicator", "L716"]\nignore = ["L716"]\n'
    assert ["L701", "L702"] == codes(written(tmp_path, text))


def test_the_nearest_file_upwards_counts_alone(tmp_path: Path) -> None:
    written(tmp_path, '[tool.ankang-rules.lint]\nselect = ["L701"]\n')
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert ["L701"] == codes(tmp_path / "a" / "b")
    written(tmp_path / "a", '[tool.ankang-rules.lint]\nselect = ["L702"]\n')
    assert ["L702"] == codes(tmp_path / "a" / "b")


def test_the_command_line_selects_instead_and_ignores_besides(tmp_path: Path) -> None:
    text = '[tool.ankang-rules.lint]\nselect = ["L701", "L702"]\nignore = ["L702"]\n'
    assert ["L703"] == codes(written(tmp_path, text), select=("L702, L703",))
    assert [] == codes(tmp_path, ignore=("rule-without-clause",))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('select = ["L799"]', "there is no lint called `L799`"),
        ('ignore = ["nothing"]', "there is no lint called `nothing`"),
        ('select = "L701"', "`select` is no setting of the linter"),
        ("ignore = [3]", "`ignore` is no setting of the linter"),
        ('selected = ["L701"]', "`selected` is no setting of the linter"),
    ],
)
def test_what_is_wrong_is_told_with_the_file(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(AnkangRulesError) as raised:
        codes(written(tmp_path, f"[tool.ankang-rules.lint]\n{text}\n"))
    (told,) = raised.value.diagnostics
    assert sentence == told.text("en")
    assert str(tmp_path / "pyproject.toml") == told.place


@pytest.mark.parametrize("content", [b"[tool", b"\xff\xfe", b"tool.ankang-rules.lint = 3\n"])
def test_a_file_that_is_no_toml_is_told_and_never_a_traceback(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "pyproject.toml").write_bytes(content)
    with pytest.raises(AnkangRulesError):
        codes(tmp_path)


def test_other_tools_may_have_any_settings(tmp_path: Path) -> None:
    assert CODES == codes(written(tmp_path, "tool = 3\n"))
    assert CODES == codes(written(tmp_path, '[tool.ankang-rules]\nother = "x"\n'))
