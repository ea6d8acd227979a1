"""``ankang-rules schema``"""

from __future__ import annotations

import click

from ankang_rules.cli.common import language_option, no_color_option
from ankang_rules.cli.forms import show_json
from ankang_rules.cli.spoken import Command
from ankang_rules.report.formats.schema import report_schema
from ankang_rules.source import Language


@click.command(
    cls=Command,
    zh=(
        "输出报告数据的 JSON Schema（2020-12 版）。",
        "它描述 evaluate --format json 的内容，可供其他程序校验报告。",
        "退出码：0 已输出，2 用法有误。",
    ),
    en=(
        "Print the JSON Schema (draft 2020-12) of a report as data.",
        "It describes what evaluate --format json prints, for other programs to check reports against.",
        "Exit codes: 0 printed, 2 usage errors.",
    ),
)
@language_option
@no_color_option
@click.pass_obj
def schema(lang: Language, /, no_color: bool) -> int:
    show_json(report_schema())
    return 0
