"""Sentences about the units below in an example, and about its file."""

from __future__ import annotations

from collections.abc import Sequence

from ankang_rules.check.messages.say import first_place, quoted, say
from ankang_rules.core.ruleset import Level
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.source import Span


def _title(level: Level) -> str:
    return level.labels.zh or level.name


def level_elsewhere(span: Span, known: Sequence[str]) -> Diagnostic:
    names = ", ".join(f"`{name}`" for name in known)
    return say(
        "S412",
        span,
        f"`{quoted(span)}` 不直接在这个单位之下",
        f"`{quoted(span)}` do not stand directly below this unit",
        help_zh=f"直接在它之下的是 {names.replace(', ', '、')}；更下一级写在它们的 `{{…}}` 之内"
        if known
        else "它之下没有单位",
        help_en=f"directly below are {names}; what is below those stands inside their `{{…}}`"
        if known
        else "nothing stands below it",
    )


def not_a_list(span: Span, level: Level) -> Diagnostic:
    return say(
        "S412",
        span,
        f"`{_title(level)}` 是一些单位，不能写成 `{quoted(span)}`",
        f"`{level.name}` are units and cannot be written `{quoted(span)}`",
        help_zh="写作 `[3 × {…}, {…}]`，每个 `{…}` 是一个单位",
        help_en="write `[3 × {…}, {…}]`, each `{…}` one unit",
    )


def not_a_unit(span: Span, level: Level) -> Diagnostic:
    return say(
        "S412",
        span,
        f"`{quoted(span)}` 不成 `{_title(level)}` 的一个单位",
        f"`{quoted(span)}` is no unit of `{level.name}`",
        help_zh='写作 `{名称: 值, …}`，什么都不知道的写 `{}`；单位的名称写作 `{单位: "…"}`',
        help_en='write `{NAME: VALUE, …}`, or `{}` where nothing is known of it; its own name is written `{unit: "…"}`',
    )


def not_a_number(span: Span) -> Diagnostic:
    return say(
        "S412",
        span,
        f"`{quoted(span)}` 不是单位的个数",
        f"`{quoted(span)}` is no number of units",
        help_zh="`×` 之前写一个整数，例如 `3 × {…}`",
        help_en="a whole number stands before `×`, as in `3 × {…}`",
    )


def too_many_units(span: Span, most: int) -> Diagnostic:
    return say(
        "S412",
        span,
        f"这个示例的单位超过 {most:,} 个",
        f"this example has more than {most:,} units",
        help_zh='请少写一些，或用 `给定 文件 "…"` 取用资料文件',
        help_en='give fewer, or take them from a file with `given file "…"`',
    )


def repeated_with_name(span: Span) -> Diagnostic:
    return say(
        "S412",
        span,
        "重复的单位不能都用一个名称",
        "units that are repeated cannot all have one name",
        help_zh="删去名称，或把它们分开写",
        help_en="leave the name out, or write the units one by one",
    )


def unit_twice(span: Span, name: str, first: Span) -> Diagnostic:
    return say(
        "S412",
        span,
        f"这里有两个 `{name}`",
        f"two of these units are called `{name}`",
        notes=first_place(first),
        help_zh="改其中一个的名称，或删去名称",
        help_en="rename one of them, or leave its name out",
    )


def name_is_no_text(span: Span) -> Diagnostic:
    return say(
        "S412",
        span,
        f"单位的名称不能写成 `{quoted(span)}`",
        f"the name of a unit cannot be written `{quoted(span)}`",
        help_zh='写作 `单位: "城关镇"`',
        help_en='write `unit: "城关镇"`',
    )


def repeated_value(span: Span) -> Diagnostic:
    return say(
        "S412",
        span,
        "只有下级单位可以用 `×` 重复",
        "only units below are repeated with `×`",
        help_zh="把各项逐个写出",
        help_en="write the items one by one",
    )


def no_such_file(span: Span, name: str) -> Diagnostic:
    return say(
        "S413",
        span,
        f"找不到资料 `{name}`",
        f"there are no facts at `{name}`",
        help_zh="路径相对于本规则文件，可以是 YAML、JSON、CSV 文件或文件夹",
        help_en="the path is relative to this rules file, and leads to a YAML, JSON or CSV file or a folder",
    )


def file_without_folder(span: Span, name: str) -> Diagnostic:
    return say(
        "S413",
        span,
        f"`{name}` 是相对路径，而这段文字不在任何文件里",
        f"`{name}` is relative to a file, but this text is in none",
        help_zh="把它存成 .rules 文件再载入",
        help_en="save the text as a `.rules` file and load that",
    )
