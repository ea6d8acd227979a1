"""``ankang-rules test FILE…``"""

from __future__ import annotations

import click

from ankang_rules.cli import messages, terminal
from ankang_rules.cli.common import form_option, language_option, no_color_option, option
from ankang_rules.cli.forms import show_json
from ankang_rules.cli.spoken import Command
from ankang_rules.cli.test_texts import coverage_data, coverage_text, mutation_data, mutation_text
from ankang_rules.core.lookup import rules_named
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.diagnostics import Diagnostic, nearest, render
from ankang_rules.source import Language
from ankang_rules.testing.cases import catalogue
from ankang_rules.testing.cases.case import Ran, run
from ankang_rules.testing.cases.suite import Suite, suites
from ankang_rules.testing.cases.tally import tallies
from ankang_rules.testing.cases.to_data import to_data
from ankang_rules.testing.cases.to_junit import to_junit
from ankang_rules.testing.cases.told import told
from ankang_rules.testing.mutate.run import Mutated, mutate

FINDINGS, BROKEN = 1, 2

Runs = list[tuple[str, list[Ran]]]
"""What came of the cases of each file, by its name."""


@click.command(
    cls=Command,
    zh=(
        "运行规则文件中的用例和用例文件，说明哪些与期望不符，为什么。",
        "FILE 是以 .rules 或 .cases.yaml 结尾的路径、文件夹，或内置规则集的名称。"
        "规则文件 x.rules 旁的 x.cases.yaml 一并运行。",
        "退出码：0 全部符合，1 有不符或有改动未被发现，2 用法有误或有文件读不出。",
    ),
    en=(
        "Run the examples of rules files, and files of cases, and argue each that does not hold.",
        "FILE is a path that ends in .rules or .cases.yaml, a folder, or the name of a packaged ruleset. A rules file "
        "x.rules brings x.cases.yaml beside it along.",
        "Exit codes: 0 all hold, 1 some do not or a change is not noticed, 2 usage errors or an unreadable file.",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@form_option("text", "json", "junit")
@option(
    "--coverage",
    "wants_coverage",
    is_flag=True,
    help="Count how often each rule, and each condition in it, ended how.",
    zh="统计每条规则及其中每个条件各种结果出现的次数。",
)
@option(
    "--mutate",
    "wants_mutants",
    is_flag=True,
    help="Change the rules in one place at a time, and list the changes that no case notices.",
    zh="逐处改动规则，列出没有用例发现的改动。",
)
@option("--rule", metavar="RULE", help="With --mutate, change this rule only.", zh="与 --mutate 合用：只改动这条规则。")
@language_option
@no_color_option
@click.pass_obj
def test(
    lang: Language,
    /,
    files: tuple[str, ...],
    form: str,
    wants_coverage: bool,
    wants_mutants: bool,
    rule: str | None,
    no_color: bool,
) -> int:
    found, findings = suites(files)
    ran = [(suite.name, [run(case) for case in suite.cases]) for suite in found]
    by_core = _by_core(found, ran)
    covered = [(core.name, tallies(core, cases)) for core, cases in by_core] if wants_coverage else []
    mutated = _mutated(by_core, rule) if wants_mutants else []
    if form == "json":
        cases = [to_data(one) for _, cases in ran for one in cases]
        data = {"cases": cases, "findings": [finding.to_dict() for finding in findings]}
        data |= {"coverage": [coverage_data(*one) for one in covered]} if wants_coverage else {}
        data |= {"mutation": [mutation_data(one) for one in mutated]} if wants_mutants else {}
        show_json(data)
    elif form == "junit":
        _show_findings(findings, lang)
        terminal.write(to_junit(ran, lang, mutated))
    else:
        _show_findings(findings, lang)
        more = [coverage_text(*one, lang) for one in covered] + [mutation_text(one, lang) for one in mutated]
        if ran:
            terminal.show("\n\n".join([_text(ran, lang), *more]), coloured=not no_color)
    return _code(ran, findings, mutated)


def _by_core(found: list[Suite], ran: Runs) -> list[tuple[RulesetCore, list[Ran]]]:
    """Each ruleset with what came of its cases, in whichever files they stand."""
    gathered: dict[tuple[str, str], tuple[RulesetCore, list[Ran]]] = {}
    for suite, (_, cases) in zip(found, ran, strict=True):
        gathered.setdefault((suite.core.name, suite.core.digest), (suite.core, []))[1].extend(cases)
    return list(gathered.values())


def _mutated(by_core: list[tuple[RulesetCore, list[Ran]]], rule: str | None) -> list[Mutated]:
    if rule is None:
        return [mutate(core, cases) for core, cases in by_core]
    ids = [one.id for core, _ in by_core for one in core.rules]
    named = rules_named(rule, ids)
    if not named:
        last = [one.rpartition(".")[2] for one in ids]
        raise messages.no_such_rule(rule, nearest(rule, [*ids, *last]), ids)
    return [mutate(core, cases, one.id) for core, cases in by_core for one in core.rules if one.id in named]


def _show_findings(findings: list[Diagnostic], lang: Language) -> None:
    if findings:
        terminal.write(render(findings, lang), to_errors=True)


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


def _code(ran: Runs, findings: list[Diagnostic], mutated: list[Mutated]) -> int:
    if findings:
        return BROKEN
    survived = any(one.survivors for one in mutated)
    return FINDINGS if survived or any(not one.holds for _, cases in ran for one in cases) else 0
