"""``ankang-rules template RULESET``"""

from __future__ import annotations

import click

from ankang_rules.cli import inputs, terminal
from ankang_rules.cli.common import language_option, no_color_option, option
from ankang_rules.cli.forms import for_spreadsheets
from ankang_rules.cli.spoken import Command, OneOf
from ankang_rules.report.template import Form
from ankang_rules.source import Language


@click.command(
    cls=Command,
    zh=(
        "生成待填的事实文件：规则读取的每项指标，旁注名称、类型、条款和采集处。",
        "RULESET 是内置规则集的名称、以 .rules 结尾的路径，或 -（标准输入）。填好后交给 evaluate。",
        "退出码：0 已生成，2 用法或规则有误。",
    ),
    en=(
        "Make a file of facts to fill in: each indicator that the rules read, with its label, type, clause and source.",
        "RULESET is a packaged name, a path that ends in .rules, or - for standard input. Hand what is filled in to "
        "evaluate.",
        "Exit codes: 0 made, 2 usage errors or errors in the rules.",
    ),
)
@click.argument("ruleset")
@option(
    "--format",
    "form",
    type=OneOf("yaml", "csv"),
    default="yaml",
    help="Form of the file, by default yaml.",
    zh="文件的形式，默认 yaml。",
)
@language_option
@no_color_option
@click.pass_obj
def template(lang: Language, /, ruleset: str, form: Form, no_color: bool) -> int:
    text = inputs.ruleset(ruleset).template(form, lang=lang).rstrip("\n")
    terminal.write(for_spreadsheets(text) if form == "csv" else text)
    return 0
