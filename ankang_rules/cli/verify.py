"""``ankang-rules verify REPORT RULESET FACTS``"""

from __future__ import annotations

import click

from ankang_rules.cli import inputs, terminal
from ankang_rules.cli.common import form_option, language_option, max_age_option, no_color_option, only_open_option
from ankang_rules.cli.forms import show_json
from ankang_rules.cli.spoken import Command
from ankang_rules.source import Language


@click.command(
    cls=Command,
    zh=(
        "用规则集和事实把保存的报告重新推导一遍，说明有何不同。",
        "REPORT 是 `evaluate --format json` 保存的报告；RULESET 和 FACTS 同 evaluate。日期、年度和参数取自报告。",
        "退出码：0 相同，1 不同，2 用法或输入有误。",
    ),
    en=(
        "Derive a saved report again from its ruleset and facts, and say what differs.",
        "REPORT is what `evaluate --format json` printed; RULESET and FACTS are as for evaluate. The day, the year and "
        "the parameters are those of the report.",
        "Exit codes: 0 the same, 1 different, 2 usage or input errors.",
    ),
)
@click.argument("report")
@click.argument("ruleset")
@click.argument("facts")
@only_open_option
@max_age_option
@form_option("text", "json")
@language_option
@no_color_option
@click.pass_obj
def verify(
    lang: Language,
    /,
    report: str,
    ruleset: str,
    facts: str,
    only_open: str | None,
    max_age: str | None,
    form: str,
    no_color: bool,
) -> int:
    from ankang_rules.report.verify import verify as derived_again

    inputs.only_once(report, ruleset, facts, only_open or "")
    saved = inputs.report(report, edited=True)
    previous = inputs.report(only_open) if only_open else None
    core, source = inputs.ruleset(ruleset).core, inputs.facts(facts, None)
    found = derived_again(saved, core, source, previous=previous, max_age=max_age)
    if form == "json":
        show_json(found.to_dict())
    else:
        terminal.show(found.text(lang), coloured=not no_color)
    return 0 if found.same else 1
