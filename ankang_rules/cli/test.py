"""``ankang-rules test FILE…``"""

from __future__ import annotations

import click

from ankang_rules.cli import terminal
from ankang_rules.cli.common import form_option, language_option, no_color_option
from ankang_rules.cli.forms import show_json
from ankang_rules.cli.spoken import Command
from ankang_rules.diagnostics import Diagnostic, render
from ankang_rules.source import Language
from ankang_rules.testing.cases import catalogue
from ankang_rules.testing.cases.case import Ran, run
from ankang_rules.testing.cases.suite import suites
from ankang_rules.testing.cases.to_data import to_data
from ankang_rules.testing.cases.to_junit import to_junit
from ankang_rules.testing.cases.told import told

FINDINGS, BROKEN = 1, 2

Runs = list[tuple[str, list[Ran]]]
"""What came of the cases of each file, by its name."""


@click.command(
    cls=Command,
    zh=(
        "运行规则文件中的用例和用例文件，说明哪些与期望不符，为什么。",
        "FILE 是以 .rules 或 .cases.yaml 结尾的路径、文件夹，或内置规则集的名称。"
        "规则文件 x.rules 旁的 x.cases.yaml 一并运行。",
        "退出码：0 全部符合，1 有不符，2 用法有误或有文件读不出。",
    ),
    en=(
        "Run the examples of rules files, and files of cases, and argue each that does not hold.",
        "FILE is a path that ends in .rules or .cases.yaml, a folder, or the name of a packaged ruleset. A rules file "
        "x.rules brings x.cases.yaml beside it along.",
        "Exit codes: 0 all hold, 1 some do not, 2 usage errors or an unreadable file.",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@form_option("text", "json", "junit")
@language_option
@no_color_option
@click.pass_obj
def test(lang: Language, /, files: tuple[str, ...], form: str, no_color: bool) -> int:
    found, findings = suites(files)
    ran = [(suite.name, [run(case) for case in suite.cases]) for suite in found]
    if form == "json":
        cases = [to_data(one) for _, cases in ran for one in cases]
        show_json({"cases": cases, "findings": [finding.to_dict() for finding in findings]})
    else:
        _show(ran, findings, form, lang, not no_color)
    return _code(ran, findings)


def _show(ran: Runs, findings: list[Diagnostic], form: str, lang: Language, coloured: bool) -> None:
    if findings:
        terminal.write(render(findings, lang), to_errors=True)
    if form == "junit":
        terminal.write(to_junit(ran, lang))
    elif ran:
        terminal.show(_text(ran, lang), coloured=coloured)


def _text(ran: Runs, lang: Language) -> str:
    every = [one for _, cases in ran for one in cases]
    failed = [one for one in every if not one.holds]
    blocks = [
        f"{catalogue.failed(one.case.title, one.case.where)(lang)}\n{_indented(told(one, lang))}" for one in failed
    ]
    said = (
        catalogue.some_failed(len(failed), len(every), len(ran)) if failed else catalogue.all_held(len(every), len(ran))
    )
    return "\n\n".join([*blocks, said(lang)])


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" if line else "" for line in text.splitlines())


def _code(ran: Runs, findings: list[Diagnostic]) -> int:
    if findings:
        return BROKEN
    return FINDINGS if any(not one.holds for _, cases in ran for one in cases) else 0
