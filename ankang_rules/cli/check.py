"""``ankang-rules check FILE…``"""

from __future__ import annotations

import click

from ankang_rules.cli import inputs, messages, terminal
from ankang_rules.cli.common import form_option, language_option, no_color_option, option
from ankang_rules.cli.forms import show_json
from ankang_rules.cli.spoken import Command
from ankang_rules.diagnostics import Diagnostic, render
from ankang_rules.errors import AnkangRulesError
from ankang_rules.source import Language

FINDINGS, UNREADABLE = 1, 2


@click.command(
    cls=Command,
    zh=(
        "检查规则文件或内置规则集，一次报告全部问题。",
        "FILE 是以 .rules 结尾的路径、内置规则集的名称，或 -（标准输入）。",
        "退出码：0 没有错误，1 有错误（加 --strict 时警告也算），2 用法有误或有文件读不出。",
    ),
    en=(
        "Check rules files, or packaged rulesets, and report every problem at once.",
        "FILE is a path that ends in .rules, the name of a packaged ruleset, or - for standard input.",
        "Exit codes: 0 no errors, 1 errors (with --strict, warnings too), 2 usage errors or an unreadable file.",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@form_option("text", "json")
@option("--strict", is_flag=True, help="Let warnings count as errors.", zh="警告也算错误。")
@language_option
@no_color_option
@click.pass_obj
def check(lang: Language, /, files: tuple[str, ...], form: str, strict: bool, no_color: bool) -> int:
    inputs.only_once(*files)
    found = findings(files)
    if form == "json":
        show_json({"files": list(files), "findings": [diagnostic.to_dict() for diagnostic in found]})
    else:
        terminal.show(summary(found, files, lang), coloured=not no_color, wrap=False)
    return _code(found, strict)


def findings(files: tuple[str, ...]) -> list[Diagnostic]:
    """Return what there is to say of all *files*, file by file and by place, what two files share only once."""
    found: dict[tuple[str, str, str], Diagnostic] = {}
    for file in files:
        for diagnostic in sorted(_findings(file), key=_place):
            found.setdefault((diagnostic.code, diagnostic.where, diagnostic.text("en")), diagnostic)
    return list(found.values())


def _findings(file: str) -> tuple[Diagnostic, ...]:
    try:
        return inputs.checked(file).diagnostics
    except AnkangRulesError as error:
        return error.diagnostics


def _place(diagnostic: Diagnostic) -> tuple[str, int]:
    return (diagnostic.span.source.name, diagnostic.span.start) if diagnostic.span else ("", 0)


def summary(found: list[Diagnostic], files: tuple[str, ...], lang: Language) -> str:
    number = len(dict.fromkeys(files))
    if not found:
        return messages.all_passed(number)(lang)
    errors = sum(diagnostic.severity == "error" for diagnostic in found)
    return f"{render(found, lang)}\n\n{messages.found(errors, len(found) - errors, number)(lang)}"


def _code(found: list[Diagnostic], strict: bool) -> int:
    if any(d.code == "R113" or (d.code == "N208" and d.span is None) for d in found):
        return UNREADABLE
    return FINDINGS if any(strict or d.severity == "error" for d in found) else 0
