"""``ankang-rules rules RULESET``"""

from __future__ import annotations

import click

from ankang_rules.cli import inputs, terminal
from ankang_rules.cli.common import form_option, language_option, no_color_option
from ankang_rules.cli.forms import show_json
from ankang_rules.cli.spoken import Command
from ankang_rules.source import Language


@click.command(
    cls=Command,
    zh=(
        "列出规则集的要求：每条规则的条件、凭据和整改，以及参数、定义和指标。",
        "RULESET 是内置规则集的名称、以 .rules 结尾的路径，或 -（标准输入）。",
        "退出码：0 已列出，2 用法或规则有误。",
    ),
    en=(
        "List what RULESET demands: each rule as a sentence, its parameters, definitions and indicators.",
        "RULESET is a packaged name, a path that ends in .rules, or - for standard input.",
        "Exit codes: 0 listed, 2 usage errors or errors in the rules.",
    ),
)
@click.argument("ruleset")
@form_option("text", "json", "markdown")
@language_option
@no_color_option
@click.pass_obj
def rules(lang: Language, /, ruleset: str, form: str, no_color: bool) -> int:
    loaded = inputs.ruleset(ruleset)
    if form == "json":
        show_json(loaded.to_dict())
    elif form == "markdown":
        terminal.write(loaded.describe(lang, form="markdown").rstrip("\n"))
    else:
        terminal.show(loaded.describe(lang, width=terminal.width()), coloured=not no_color, wrap=False)
    return 0
