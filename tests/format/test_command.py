"""What the command does to files, byte by byte."""

import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ankang_rules.cli.app import app
from ankang_rules.format import format_text

WRITTEN = "rule r must a≥９８％ # why\n"
LAID_OUT = "rule r\n  must a ≥ 98%  # why\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["fmt", *arguments], catch_exceptions=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "t.rules"
    path.write_text(WRITTEN, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (WRITTEN, LAID_OUT),
        (WRITTEN.replace("\n", "\r\n"), LAID_OUT.replace("\n", "\r\n")),
        ("# top\n\n" + WRITTEN.replace("\n", "\r\n"), "# top\n\n" + LAID_OUT),
        (WRITTEN.replace("\n", "\r"), LAID_OUT),
        ("# top\r" + WRITTEN, "# top\n" + LAID_OUT),
        ("\ufeff" + LAID_OUT, LAID_OUT),
        ("# only this", "# only this\n"),
        ("", ""),
    ],
    ids=["LF", "CRLF throughout", "CRLF in part", "CR", "CR and LF", "byte order mark", "a comment", "nothing"],
)
def test_line_ends_are_those_of_the_whole_file(file: Path, written: str, expected: str) -> None:
    file.write_bytes(written.encode())
    assert 0 == run(str(file)).exit_code
    assert expected.encode() == file.read_bytes()


def test_the_mode_stays_and_nothing_is_left_beside_the_file(file: Path) -> None:
    file.chmod(0o640)
    run(str(file))
    assert 0o640 == stat.S_IMODE(file.stat().st_mode)
    assert [file] == list(file.parent.iterdir())


def test_a_file_that_must_not_be_written_stays(file: Path) -> None:
    file.chmod(0o444)
    result = run(str(file))
    assert (2, True) == (result.exit_code, f"`{file}` cannot be written" in result.output)
    assert WRITTEN == file.read_text(encoding="utf-8")


def test_a_link_stays_a_link(file: Path) -> None:
    link = file.parent / "link.rules"
    link.symlink_to(file)
    run(str(link))
    assert link.is_symlink()
    assert LAID_OUT == file.read_text(encoding="utf-8")


def test_where_writing_fails_the_file_stays(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "replace", fails)
    result = run(str(file))
    assert (2, True) == (result.exit_code, f"`{file}` cannot be written" in result.output)
    assert WRITTEN == file.read_text(encoding="utf-8")
    assert [file] == list(file.parent.iterdir())


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_what_only_looks_writes_nothing(file: Path, option: str) -> None:
    assert 1 == run(str(file), option).exit_code
    assert WRITTEN == file.read_text(encoding="utf-8")
    run(str(file))
    assert (0, "") == ((result := run(str(file), option)).exit_code, result.output)


def test_a_folder_stands_for_the_rules_files_below_it(file: Path) -> None:
    inner = file.parent / "inner" / "deep.rules"
    inner.parent.mkdir()
    inner.write_text(WRITTEN, encoding="utf-8")
    other = file.parent / "other.txt"
    other.write_text(WRITTEN, encoding="utf-8")
    run(str(file.parent))
    assert [LAID_OUT, LAID_OUT, WRITTEN] == [path.read_text(encoding="utf-8") for path in (file, inner, other)]


def test_bytes_that_are_no_text_are_refused(file: Path) -> None:
    file.write_bytes(b"rule r must \xff")
    assert 2 == run(str(file)).exit_code
    assert b"rule r must \xff" == file.read_bytes()


def test_a_byte_order_mark_does_not_move_what_is_underlined() -> None:
    (finding,) = format_text("\ufeffrule r must ≥").diagnostics
    assert finding.span is not None
    assert (1, 13) == (finding.span.line, finding.span.column)
