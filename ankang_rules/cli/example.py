"""``ankang-rules example RULESET FACTS``"""

from __future__ import annotations

from typing import Any

import click

from ankang_rules.cli import messages, terminal
from ankang_rules.cli.common import asking_options, language_option, option
from ankang_rules.cli.evaluate import judged
from ankang_rules.cli.spoken import Command
from ankang_rules.core.lookup import rules_named
from ankang_rules.diagnostics import nearest
from ankang_rules.door import Report
from ankang_rules.evaluate.results import RuleResult
from ankang_rules.source import Language
from ankang_rules.testing.cases.to_example import reproduces, to_example


@click.command(
    cls=Command,
    zh=(
        "评定事实文件，把结果写成可放进规则文件的用例。",
        "RULESET 和 FACTS 同 evaluate。默认写入全部事实和已判定的规则；用 --rule 只写这些规则及其所读的事实。",
        "退出码：0 已写出，2 用法或输入有误。",
    ),
    en=(
        "Judge the unit in FACTS and write an example of it, to be put into the rules file.",
        "RULESET and FACTS are as for evaluate. All facts and every rule that was decided are in it; with --rule only "
        "those rules, and the facts that they read.",
        "Exit codes: 0 written, 2 usage or input errors.",
    ),
)
@click.argument("ruleset")
@click.argument("facts")
@option(
    "--rule",
    "rules",
    metavar="RULE",
    multiple=True,
    help="Only this rule; may be repeated.",
    zh="只写这条规则，可多次使用。",
)
@option(
    "--title",
    metavar="TEXT",
    help="What the example is called, by default the unit.",
    zh="用例的标题，默认为单位名称。",
)
@asking_options
@language_option
@click.pass_obj
def example(
    lang: Language, /, ruleset: str, facts: str, rules: tuple[str, ...], title: str | None, **asked: Any
) -> int:
    report = judged(ruleset, facts, **asked)
    chosen = [_rule(report, name) for name in rules]
    text = to_example(report.judgement, chosen, title or report.unit or facts, lang)
    if asked["params"] or not reproduces(text, report.judgement.core):
        raise messages.no_such_example()
    terminal.write(text)
    return 0


def _rule(report: Report, name: str) -> RuleResult:
    ids = [result.id for result in report.rules]
    found = rules_named(name, ids)
    if len(found) > 1:
        raise messages.rule_is_ambiguous(name, found)
    if not found:
        raise messages.no_such_rule(name, nearest(name, [*ids, *(one.rpartition(".")[2] for one in ids)]), ids)
    return report[found[0]]
