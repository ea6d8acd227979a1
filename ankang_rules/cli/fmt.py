"""``ankang-rules fmt FILE…``"""

from __future__ import annotations

import difflib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click
from attrs import frozen

from ankang_rules.check.imports import read_rules
from ankang_rules.cli import inputs, messages, terminal
from ankang_rules.cli.common import option
from ankang_rules.cli.inputs import MOST_BYTES, STANDARD_INPUT
from ankang_rules.cli.spoken import Command, OneOf
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.errors import AnkangRulesError
from ankang_rules.format import format_text
from ankang_rules.source import Language

WOULD_CHANGE, BROKEN = 1, 2


@click.command(
    cls=Command,
    zh=(
        "把规则文件排成统一的版式，注释一条不丢；可同时把关键字译成另一种语言。",
        "FILE 是以 .rules 结尾的路径、文件夹（其中所有 .rules 文件），或 -（读标准输入，写标准输出）。"
        "读不通的文件不动，只报告问题。",
        "退出码：0 已排好，1 用 --check 或 --diff 时有文件会变，2 用法有误、文件读不出或读不通。",
    ),
    en=(
        "Lay rules files out in one way, without losing a comment; --lang also translates the keywords.",
        "FILE is a path that ends in .rules, a folder (every .rules file in it), or - to read standard input and write "
        "standard output. A file with syntax errors is left as it is, and they are reported.",
        "Exit codes: 0 laid out, 1 with --check or --diff where a file would change, 2 usage errors, an unreadable "
        "file or errors in it.",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@option(
    "--check",
    "only_check",
    is_flag=True,
    help="Write nothing; list the files that would change.",
    zh="不写文件，列出会变的。",
)
@option(
    "--diff", "show_diff", is_flag=True, help="Write nothing; show what would change.", zh="不写文件，显示会变之处。"
)
@option(
    "--lang",
    "keywords",
    type=OneOf("zh", "en"),
    help="Put keywords and operator words in this language, and answer in it; by default each keeps its own.",
    zh="把关键字和运算词译成这种语言，并用它作答；默认各保持原样。",
)
@click.pass_obj
def fmt(lang: Language, /, files: tuple[str, ...], only_check: bool, show_diff: bool, keywords: Language | None) -> int:
    inputs.only_once(*files)
    code = 0
    for name in dict.fromkeys(path for file in files for path in _paths(file)):
        try:
            found = _laid_out(name, keywords)
            if only_check or show_diff:
                code = max(code, WOULD_CHANGE if found.is_changed else 0)
                _tell(found, show_diff, lang)
            else:
                _keep(found, lang)
        except AnkangRulesError as error:
            terminal.write(error.render(lang), to_errors=True)
            code = BROKEN
    return code


def _paths(name: str) -> Iterator[str]:
    """Yield the files that *name* stands for."""
    if os.path.isdir(name):
        found = sorted(str(path) for path in Path(name).rglob("*.rules") if path.is_file())
        if not found:
            raise messages.no_rules_inside(name)
        yield from found
    elif name == STANDARD_INPUT or name.endswith(".rules"):
        yield name
    else:
        raise messages.not_to_be_laid_out(name)


@frozen
class _LaidOut:
    """A file as it was and as it becomes; a byte order mark it had is dropped, and that is a change."""

    name: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        return self.before != self.after

    @property
    def shown(self) -> str:
        return "<stdin>" if self.name == STANDARD_INPUT else self.name


class _Bytes:
    """The content of a file, read once and kept with its line ends."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.content = b""

    def read_bytes(self) -> bytes:
        if self.name == STANDARD_INPUT:
            self.content = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with open(self.name, "rb") as file:
                self.content = file.read(MOST_BYTES + 1)
        if len(self.content) > MOST_BYTES:
            raise messages.ruleset_too_large(self.name, MOST_BYTES)
        return self.content


def _laid_out(name: str, keywords: Language | None) -> _LaidOut:
    file = _Bytes(name)
    shown = "<stdin>" if name == STANDARD_INPUT else name
    read = read_rules(file, shown)
    if isinstance(read, Diagnostic):
        raise AnkangRulesError([read])
    text = file.content.decode("utf-8")
    found = format_text(text, shown, lang=keywords)
    if found.diagnostics:
        raise AnkangRulesError(found.diagnostics)
    if found.in_doubt:
        raise messages.layout_in_doubt(shown)
    return _LaidOut(name, text, found.text)


def _tell(found: _LaidOut, show_diff: bool, lang: Language) -> None:
    if not found.is_changed:
        return
    if not show_diff:
        terminal.write(messages.would_be_laid_out(found.shown)(lang))
        return
    before, after = found.before.split("\n"), found.after.split("\n")
    terminal.write("\n".join(difflib.unified_diff(before, after, found.shown, found.shown, lineterm="")))


def _keep(found: _LaidOut, lang: Language) -> None:
    if found.name == STANDARD_INPUT:
        terminal.write(found.after.removesuffix("\n"))
    elif found.is_changed:
        try:
            _write(Path(os.path.realpath(found.name)), found.after)
        except OSError:
            raise messages.cannot_write(found.name) from None
        terminal.write(messages.laid_out(found.name)(lang))


def _write(path: Path, text: str) -> None:
    """Write all of *text* or nothing: whoever reads the file meanwhile sees the old one or the new one."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
        shutil.copymode(path, temporary)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
