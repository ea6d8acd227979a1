"""Findings that can be mended without touching a rule are; everything else stays as it was."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ankang_rules.check.load import check_text
from ankang_rules.cli.app import app
from ankang_rules.lint.fix import fix, means_the_same
from ankang_rules.lint.rules import ALL

HEAD = 'ruleset t.t zh "泳池" en "Pool" tier t\nindicator fund : money in 万元\n'


def fixed(rules: str) -> str:
    found = fix(HEAD + rules, "t.rules", Path(), ALL).text
    assert found.startswith(HEAD)
    return found.removeprefix(HEAD)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('rule r clause "1" must fund ≥ 50\n', 'rule r clause "1" must fund ≥ 50 万元\n'),
        ('rule r clause "1" must fund ≥ 50 or fund + 3 < 9  # why\n', None),
        ('rule r clause "1" must fund ≥ 50 元  # allow: L701 gone\n', 'rule r clause "1" must fund ≥ 50 元\n'),
        (
            '# above\n  # allow: L701 gone\nrule r clause "1" must fund ≥ 5 元\n',
            '# above\nrule r clause "1" must fund ≥ 5 元\n',
        ),
        (
            'rule r clause "1" must fund ≥ 5 元\r\n# allow: L701 gone\r\n# end\r\n',
            'rule r clause "1" must fund ≥ 5 元\r\n# end\r\n',
        ),
        ('rule r clause "1" must fund ≥ 5 元\n# allow: L701 gone', 'rule r clause "1" must fund ≥ 5 元\n'),
        ("rule r must fund ≥ 5 元  # allow: L701 agreed\n", "rule r must fund ≥ 5 元  # allow: L701 agreed\n"),
        ("rule r must fund ≥ 5 元  # allow: L799 gone\n", "rule r must fund ≥ 5 元  # allow: L799 gone\n"),
        ("rule r must fund ≥ \n", "rule r must fund ≥ \n"),
    ],
    ids=["unit", "units", "behind", "on its own line", "CRLF", "at the end", "used", "misspelt", "broken"],
)
def test_what_is_mended_and_what_stays(written: str, expected: str | None) -> None:
    if expected is None:
        expected = 'rule r clause "1" must fund ≥ 50 万元 or fund + 3 万元 < 9 万元  # why\n'
    assert expected == fixed(written)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["lint", "--lang", "en", *arguments], catch_exceptions=False)


def test_the_program_mends_the_file_and_tells_what_is_left(tmp_path: Path) -> None:
    file = tmp_path / "t.rules"
    file.write_bytes(f"\ufeff{HEAD}rule r must fund ≥ 50\n".encode())
    result = run(str(file), "--fix")
    assert (1, 1) == (result.exit_code, result.output.count("warning["))
    assert f"Mended 1 finding in {file}." in result.output
    assert f"\ufeff{HEAD}rule r must fund ≥ 50 万元\n".encode() == file.read_bytes()
    again = run(str(file), "--fix", "--ignore", "L701")
    assert (0, False) == (again.exit_code, "Mended" in again.output)


def test_what_is_not_looked_for_is_not_mended(tmp_path: Path) -> None:
    file = tmp_path / "t.rules"
    file.write_text(f"{HEAD}rule r must fund ≥ 50\n", encoding="utf-8")
    run(str(file), "--fix", "--select", "L701")
    assert f"{HEAD}rule r must fund ≥ 50\n" == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["-", "ankang.county"])
def test_only_files_can_be_mended(name: str) -> None:
    result = run(name, "--fix")
    assert (2, True) == (result.exit_code, f"`{name}` cannot be mended" in result.output)


def test_what_would_mean_something_else_or_lose_a_comment_is_not_taken_for_the_same() -> None:
    """No lint writes such a fix; this is what would keep a file whole if one did."""
    rules = f'{HEAD}rule r clause "1" must fund ≥ 50  # why\n'
    before = check_text(rules, "t.rules")
    assert not means_the_same(before, check_text(rules.replace("50", "50 元"), "t.rules"), [])
    assert not means_the_same(before, check_text(rules.replace("  # why", ""), "t.rules"), [])
    assert means_the_same(before, check_text(rules.replace("50", "50 万元"), "t.rules"), [])
