"""``ankang-rules visit RULESET FACTS --by DATE``"""

from __future__ import annotations

from typing import Any

import click

from ankang_rules.cli import terminal
from ankang_rules.cli.common import (
    asking_options,
    form_option,
    language_option,
    max_age_option,
    no_color_option,
    option,
)
from ankang_rules.cli.evaluate import judged
from ankang_rules.cli.forms import show_json
from ankang_rules.cli.spoken import Command
from ankang_rules.source import Language


@click.command(
    cls=Command,
    zh=(
        "列出下次核查要看什么：不达标的、无法判定的、到期的、情况不变也会变的、依据过旧的。",
        "RULESET 和 FACTS 同 evaluate。",
        "退出码：0 没有要查的，1 有，2 用法或输入有误。",
    ),
    en=(
        "List what the next visit is about: what fails, is unknown, falls due, or rests on evidence too old by then.",
        "RULESET and FACTS are as for evaluate.",
        "Exit codes: 0 nothing to visit for, 1 something, 2 usage or input errors.",
    ),
)
@click.argument("ruleset")
@click.argument("facts")
@option("--by", metavar="DATE", required=True, help="The day of the visit.", zh="核查日期。")
@max_age_option
@asking_options
@form_option("text", "json")
@language_option
@no_color_option
@click.pass_obj
def visit(
    lang: Language, /, ruleset: str, facts: str, by: str, max_age: str | None, form: str, no_color: bool, **asked: Any
) -> int:
    found = judged(ruleset, facts, **asked).next_visit(by, max_age=max_age)
    if form == "json":
        show_json(found.to_dict())
    else:
        terminal.show(found.text(lang), coloured=not no_color)
    return 1 if found.is_needed else 0
