"""``ankang-rules coverage RULESET…``"""

from __future__ import annotations

import click

from ankang_rules.cli import inputs, messages, terminal
from ankang_rules.cli.common import form_option, language_option, no_color_option
from ankang_rules.cli.forms import show_json
from ankang_rules.cli.spoken import Command
from ankang_rules.source import Language


@click.command(
    cls=Command,
    zh=(
        "列出出处的每个条款由哪些规则体现，并指出没有规则的条款。",
        "RULESET 是内置规则集的名称、以 .rules 结尾的路径，或 -（标准输入）；条款取自规则集的“条款目录”。",
        "退出码：0 每个条款都有规则，1 有条款没有规则，2 用法或规则有误，或规则集没有条款目录。",
    ),
    en=(
        "List each clause of the source with the rules that cite it, and name those that no rule cites.",
        "RULESET is a packaged name, a path that ends in .rules, or - for standard input; clauses are its `sections`.",
        "Exit codes: 0 every clause has a rule, 1 some have none, 2 usage errors, errors in the rules, or no sections.",
    ),
)
@click.argument("rulesets", nargs=-1, required=True, metavar="RULESET...")
@form_option("text", "json")
@language_option
@no_color_option
@click.pass_obj
def coverage(lang: Language, /, rulesets: tuple[str, ...], form: str, no_color: bool) -> int:
    from ankang_rules.explain.coverage import coverage as covered
    from ankang_rules.explain.coverage import to_data, to_lines

    found = [covered(inputs.ruleset(name).core) for name in rulesets]
    for one in found:
        if not one.clauses:
            raise messages.no_sections(one.core.name)
    if form == "json":
        show_json([to_data(one) for one in found])
    else:
        text = "\n\n".join("\n".join(to_lines(one, lang, terminal.width())) for one in found)
        terminal.show(text, coloured=not no_color, wrap=False)
    return 1 if any(one.uncovered for one in found) else 0
