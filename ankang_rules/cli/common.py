"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from ankang_rules.cli.spoken import OneOf, Option
from ankang_rules.model.status import Status

F = TypeVar("F", bound=Callable[..., Any])

EXIT_CODES = {Status.PASS: 0, Status.FAIL: 1, Status.UNKNOWN: 3, Status.NOT_APPLICABLE: 4}


def options(*decorators: Callable[[F], F]) -> Callable[[F], F]:
    """Put several options on a command, in this order."""

    def decorate(command: F) -> F:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


def option(*names: str, **more: Any) -> Callable[[F], F]:
    return click.option(*names, cls=Option, **more)


def form_option(*forms: str) -> Callable[[F], F]:
    """Add ``--format``, by default the first of *forms*."""
    help = "Form of the output, by default text."
    return option("--format", "form", type=OneOf(*forms), default=forms[0], help=help, zh="输出形式，默认 text。")


def detail_option(*levels: str) -> Callable[[F], F]:
    """Add ``--detail``."""
    help, zh = "How much is said, in text; events are JSON, one a line.", "文字的详略；events 是 JSON，每行一个。"
    return option("--detail", type=OneOf(*levels), help=help, zh=zh)


language_option = option(
    "--lang",
    type=OneOf("zh", "en"),
    expose_value=False,  # it is looked for before the rest is read, so that errors are in the right language too
    help="Language, by default that of the locale.",
    zh="语言，默认随系统区域设置。",
)
no_color_option = option(
    "--no-color",
    is_flag=True,
    help="No colour, which is used on terminals only; the variable NO_COLOR does the same.",
    zh="不用颜色；颜色只用于终端，设 NO_COLOR 变量也可关闭。",
)
only_open_option = option(
    "--only-open",
    metavar="REPORT",
    help="Judge again what was open in this saved report, and carry the rest forward.",
    zh="只重新评定这份报告中未了结的，其余沿用。",
)
max_age_option = option(
    "--max-age",
    metavar="TIME",
    help="Take evidence that is older, such as 12 months or 90 days, as too old.",
    zh="依据超过这段时间即为过旧，如 12个月、90天。",
)
asking_options = options(
    option(
        "--unit",
        metavar="PATH",
        help="Report on this unit below, by its path such as 汉滨区/城关镇, or by an end of it.",
        zh="只报告这个下级单位：写路径如 汉滨区/城关镇，或其末段。",
    ),
    option(
        "--as-of",
        metavar="DATE",
        help="The day asked about, such as 2014-11-30; by default that of the facts.",
        zh="截至日期，如 2014-11-30；默认取事实文件中的。",
    ),
    option(
        "--year",
        metavar="YEAR",
        help="The assessment year, by default that of the day.",
        zh="考核年度，默认为当日所在年。",
    ),
    option(
        "--param",
        "params",
        metavar="NAME=VALUE",
        multiple=True,
        help="Set a parameter of the ruleset for this evaluation; may be repeated.",
        zh="为本次评定指定参数，可多次使用。",
    ),
    option(
        "--lenient",
        is_flag=True,
        help="Take wrong facts as unknown instead of refusing them.",
        zh="有误的事实按不知道处理，不拒绝。",
    ),
    option(
        "--facts-format",
        type=OneOf("yaml", "json", "csv"),
        help="How facts on standard input are written; by default told by how they begin.",
        zh="标准输入中事实的写法，默认看其开头。",
    ),
)
