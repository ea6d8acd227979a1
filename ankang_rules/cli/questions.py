"""``ankang-rules questions RULESET FACTS``"""

from __future__ import annotations

from typing import Any

import click

from ankang_rules.cli import terminal
from ankang_rules.cli.common import asking_options, form_option, language_option, no_color_option, option
from ankang_rules.cli.evaluate import judged
from ankang_rules.cli.forms import show_json
from ankang_rules.cli.spoken import Command
from ankang_rules.source import Language


@click.command(
    cls=Command,
    zh=(
        "列出还要问什么才能定论：按顺序，问得尽量少；每项说明填什么、采自何处、依据哪一条。",
        "RULESET 和 FACTS 同 evaluate。每得一个答案，可用新的事实再列一次。",
        "退出码：0 没有要问的，1 有，2 用法或输入有误。",
    ),
    en=(
        "List what to ask to decide the unit, in an order in which few answers do: what goes in, where it is found and "
        "by which clause it is asked.",
        "RULESET and FACTS are as for evaluate. After each answer it can be listed again with the new facts.",
        "Exit codes: 0 nothing to ask, 1 something, 2 usage or input errors.",
    ),
)
@click.argument("ruleset")
@click.argument("facts")
@option(
    "--most",
    metavar="N",
    type=click.IntRange(min=1),
    default=20,
    help="Show so many questions as text, by default 20.",
    zh="文字中最多列出几项，默认 20 项。",
)
@asking_options
@form_option("text", "json")
@language_option
@no_color_option
@click.pass_obj
def questions(lang: Language, /, ruleset: str, facts: str, most: int, form: str, no_color: bool, **asked: Any) -> int:
    found = judged(ruleset, facts, **asked).questions()
    if form == "json":
        show_json(found.to_dict())
    else:
        terminal.show(found.text(lang, most=most), coloured=not no_color)
    return 1 if found else 0
