"""``ankang-rules lint FILE…``"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from ankang_rules import __version__
from ankang_rules.cli import inputs, messages, terminal, whole
from ankang_rules.cli.check import FINDINGS, summary
from ankang_rules.cli.common import form_option, language_option, no_color_option, option
from ankang_rules.cli.forms import show_json
from ankang_rules.cli.spoken import Command
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.errors import AnkangRulesError
from ankang_rules.lint import pages
from ankang_rules.lint.fix import fix
from ankang_rules.lint.run import lint as run
from ankang_rules.lint.settings import lint_named, settings_for
from ankang_rules.lint.to_github import to_github
from ankang_rules.lint.to_sarif import to_sarif
from ankang_rules.source import Language

BROKEN = 2


@click.command(
    cls=Command,
    zh=(
        "在检查通过的规则文件里，找出合乎语法却多半不是本意的写法。",
        "FILE 是以 .rules 结尾的路径、内置规则集的名称，或 -（标准输入）。"
        "检查项写代号（L701）或名称（rule-without-clause）。",
        "退出码：0 没有发现，1 有发现，2 用法或规则有误，或有文件读不出。",
    ),
    en=(
        "Find what is allowed in rules files but seldom meant; files have to check first.",
        "FILE is a path that ends in .rules, the name of a packaged ruleset, or - for standard input. A LINT is a code "
        "(L701) or a name (rule-without-clause).",
        "Exit codes: 0 nothing found, 1 findings, 2 usage errors, errors in the rules or an unreadable file.",
    ),
)
@click.argument("files", nargs=-1, metavar="FILE…")
@form_option("text", "json", "sarif", "github")
@option(
    "--select",
    metavar="LINT,…",
    multiple=True,
    help="Look for these only, instead of those that pyproject.toml selects.",
    zh="只查这些项，代替 pyproject.toml 中所选的。",
)
@option(
    "--ignore",
    metavar="LINT,…",
    multiple=True,
    help="Leave these out, beside those that pyproject.toml ignores.",
    zh="不查这些项，另加 pyproject.toml 中不查的。",
)
@option(
    "--fix",
    "mend",
    is_flag=True,
    help="Mend in the files what can be mended without changing a rule, and tell what is left.",
    zh="在文件里改正不影响规则含义的几项，其余照常报告。",
)
@option("--explain", metavar="LINT", help="Show the page of this lint.", zh="显示这一检查项的说明。")
@language_option
@no_color_option
@click.pass_obj
def lint(
    lang: Language,
    /,
    files: tuple[str, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    mend: bool,
    explain: str | None,
    no_color: bool,
) -> int:
    if explain is not None:
        terminal.show(pages.page(lint_named(explain, "--explain")).rstrip(), coloured=False, wrap=False)
        return 0
    if not files:
        raise messages.argument_missing("FILE…", "ankang-rules lint")
    inputs.only_once(*files)
    if mend:
        for file in dict.fromkeys(files):
            _mend(file, select, ignore, lang)
    found = [finding for file in dict.fromkeys(files) for finding in _findings(file, select, ignore)]
    if form == "json":
        show_json({"files": list(files), "findings": [finding.to_dict() for finding in found]})
    elif form == "sarif":
        show_json(to_sarif(found, __version__, lang))
    elif form == "github":
        terminal.write(to_github(found, lang))
    else:
        terminal.show(summary(found, files, lang), coloured=not no_color, wrap=False)
    return _code(found)


def _findings(file: str, select: tuple[str, ...], ignore: tuple[str, ...]) -> Iterable[Diagnostic]:
    """What the lints find in *file*, or else the errors that keep them from looking."""
    wanted = settings_for(_folder(file)).with_options(select, ignore)
    try:
        checked = inputs.checked(file)
    except AnkangRulesError as error:
        return error.diagnostics
    return checked.errors or run(checked, wanted.lints)


def _mend(file: str, select: tuple[str, ...], ignore: tuple[str, ...], lang: Language) -> None:
    """Mend *file*; what keeps it from being read is told with the findings."""
    if not file.endswith(".rules"):
        raise messages.not_to_be_mended(file)
    wanted = settings_for(_folder(file)).with_options(select, ignore)
    try:
        text = whole.read_whole(file)
    except AnkangRulesError:
        return
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    found = fix(text.removeprefix(mark), file, Path(file).parent, wanted.lints)
    if found.number:
        whole.write_whole(file, mark + found.text)
        terminal.write(messages.mended(found.number, file)(lang), to_errors=True)


def _folder(file: str) -> Path:
    """Where settings for *file* are looked for first: beside it, or where the command runs."""
    return Path(file).absolute().parent if file.endswith(".rules") else Path.cwd()


def _code(found: list[Diagnostic]) -> int:
    if any(finding.severity == "error" for finding in found):
        return BROKEN
    return FINDINGS if found else 0
