"""``ankang-rules fmt FILE…``"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from pathlib import Path

import click
from attrs import frozen

from ankang_rules.check.load import check_text
from ankang_rules.check.relabel import relabelled
from ankang_rules.cli import inputs, messages, terminal, whole
from ankang_rules.cli.common import option
from ankang_rules.cli.inputs import STANDARD_INPUT
from ankang_rules.cli.spoken import Command, OneOf
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
@option(
    "--names",
    is_flag=True,
    help="With --lang: in conditions and examples, also put the label of that language for a name, where it has one.",
    zh="配合 --lang：条件和示例中的名称有这种语言的标签的，也换成标签。",
)
@click.pass_obj
def fmt(
    lang: Language,
    /,
    files: tuple[str, ...],
    only_check: bool,
    show_diff: bool,
    keywords: Language | None,
    names: bool,
) -> int:
    inputs.only_once(*files)
    if names and keywords is None:
        raise messages.names_without_language()
    code = 0
    for name in dict.fromkeys(path for file in files for path in _paths(file)):
        try:
            found = _laid_out(name, keywords, names)
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
        return whole.shown(self.name)


def _laid_out(name: str, keywords: Language | None, names: bool) -> _LaidOut:
    text = whole.read_whole(name)
    told = _relabelled(text, name, keywords) if names and keywords else text
    found = format_text(told, whole.shown(name), lang=keywords)
    if found.diagnostics:
        raise AnkangRulesError(found.diagnostics)
    if found.in_doubt:
        raise messages.layout_in_doubt(whole.shown(name))
    return _LaidOut(name, text, found.text)


def _relabelled(text: str, name: str, lang: Language) -> str:
    """Names are known only where the rules check."""
    folder = Path() if name == STANDARD_INPUT else Path(name).parent
    checked = check_text(text, whole.shown(name), folder)
    if checked.core is None:
        raise AnkangRulesError(checked.errors)
    return relabelled(checked, lang, folder)


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
        whole.write_whole(found.name, found.after)
        terminal.write(messages.laid_out(found.name)(lang))
