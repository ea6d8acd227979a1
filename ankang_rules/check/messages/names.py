"""Sentences about names: unknown, taken, ambiguous, going round in a circle."""

from __future__ import annotations

from collections.abc import Sequence

from ankang_rules.check.messages.say import did_you_mean, first_place, quoted, say
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.model.types import Choices
from ankang_rules.source import Span


def unknown_name(span: Span, close: Sequence[str]) -> Diagnostic:
    zh, en = did_you_mean(close)
    return say(
        "N201",
        span,
        f"没有名为 `{quoted(span)}` 的指标、参数或定义",
        f"there is no indicator, parameter or definition named `{quoted(span)}`",
        help_zh=zh or "先用 `指标` 声明它，或检查拼写",
        help_en=en or "declare it with `indicator`, or check its spelling",
        fix=close[0] if len(close) == 1 else None,
    )


def member_alone(span: Span) -> Diagnostic:
    return say(
        "N201",
        span,
        f"没有名为 `{quoted(span)}` 的指标、参数或定义",
        f"there is no indicator, parameter or definition named `{quoted(span)}`",
        help_zh="它是选项；选项要与单选或多选的指标相比，例如 `… == …`",
        help_en="it is a member of choices, which stands beside what has such members, as in `… == …`",
    )


def run_together(span: Span, parted: str) -> Diagnostic:
    return say(
        "R110",
        span,
        f"`{quoted(span)}` 里的词连写在一起了",
        f"`{quoted(span)}` runs words together",
        help_zh=f"中文关键字两侧要留空格：`{parted}`",
        help_en=f"a Chinese keyword needs a space on both sides: `{parted}`",
        fix=parted,
    )


def minus_in_a_name(span: Span, difference: str) -> Diagnostic:
    return say(
        "R111",
        span,
        "减号两侧要留空格",
        "a minus needs a space on both sides",
        help_zh=f"没有空格的 `-` 属于名称的一部分；相减写作 `{difference}`",
        help_en=f"without spaces `-` is part of a name; the subtraction reads `{difference}`",
        fix=difference,
    )


def duplicate_name(span: Span, name: str, first: Span) -> Diagnostic:
    return say(
        "N202",
        span,
        f"`{name}` 已经另有所指",
        f"`{name}` is already the name of something else",
        notes=first_place(first),
        help_zh="换一个名称或标签；名称、标签和别名彼此不能相同",
        help_en="choose another name or label: names, labels and aliases must differ from one another",
    )


def duplicate_rule(span: Span, rule_id: str, first: Span) -> Diagnostic:
    return say(
        "N202",
        span,
        f"规则 `{rule_id}` 写了两次",
        f"there are two rules `{rule_id}`",
        notes=first_place(first),
        help_zh="给其中一条换个名称，或放进另一组",
        help_en="rename one of them, or put it into another group",
    )


def duplicate_group(span: Span, name: str, first: Span) -> Diagnostic:
    return say(
        "N202",
        span,
        f"组 `{name}` 写了两次",
        f"there are two groups `{name}`",
        notes=first_place(first),
        help_zh="给其中一组换个名称，或把规则移到同一组下面",
        help_en="rename one of them, or move its rules below the other",
    )


def duplicate_example(span: Span, title: str, first: Span) -> Diagnostic:
    return say(
        "N202",
        span,
        f"有两个示例叫“{title}”",
        f"there are two examples “{title}”",
        notes=first_place(first),
        help_zh="给其中一个换个标题",
        help_en="give one of them another title",
    )


def known_unit(span: Span, name: str) -> Diagnostic:
    return say(
        "N202",
        span,
        f"`{name}` 是每个文件都有的单位",
        f"`{name}` is a unit that every file has",
        help_zh="不必声明；另一种换算要另取名称",
        help_en="it needs no declaration, and another scale needs another name",
    )


def unit_circle(span: Span, names: Sequence[str]) -> Diagnostic:
    way = " → ".join(f"`{name}`" for name in names)
    return say(
        "N207",
        span,
        f"单位的换算绕成了一圈：{way}",
        f"these units are multiples of one another: {way}",
        help_zh="让其中一个不带换算",
        help_en="declare one of them without a scale",
    )


def ambiguous_name(span: Span, meanings: Sequence[str]) -> Diagnostic:
    zh, en = "、".join(f"`{m}`" for m in meanings), " or ".join(f"`{m}`" for m in meanings)
    return say(
        "N203",
        span,
        f"`{quoted(span)}` 可以指 {zh}",
        f"`{quoted(span)}` could mean {en}",
        help_zh="写出全名，或给其中一个换名",
        help_en="write the full name, or rename one of them",
    )


def ambiguous_member(span: Span, member: str, choices: Choices) -> Diagnostic:
    name_zh, name_en = describe_choices(choices)
    return say(
        "N203",
        span,
        f"`{quoted(span)}` 可以指{name_zh}里的 `{member}`，也可以指同名的指标、参数或定义",
        f"`{quoted(span)}` could mean the member `{member}` of {name_en}, or what is declared under that name",
        help_zh=f"后者写作 `` `{quoted(span)}` ``；指选项就给其中一个换名",
        help_en=f"the latter is written `` `{quoted(span)}` ``; if the member is meant, rename one of them",
    )


def unknown_rule(span: Span, close: Sequence[str]) -> Diagnostic:
    zh, en = did_you_mean(close)
    return say(
        "N201",
        span,
        f"没有名为 `{quoted(span)}` 的规则",
        f"there is no rule named `{quoted(span)}`",
        help_zh=zh or "写规则的编号，或编号末尾的名称",
        help_en=en or "write the id of a rule, or the name at its end",
    )


def unknown_choices(span: Span, close: Sequence[str]) -> Diagnostic:
    zh, en = did_you_mean(close)
    return say(
        "N204",
        span,
        f"没有名为 `{quoted(span)}` 的选项表",
        f"there is no list of choices named `{quoted(span)}`",
        help_zh=zh or "先用 `选项` 声明它",
        help_en=en or "declare it with `choices`",
    )


def unknown_member(span: Span, choices: Choices, close: Sequence[str]) -> Diagnostic:
    zh, en = did_you_mean(close)
    members_zh = "、".join(dict.fromkeys(f"`{m.labels('zh') or m.name}`" for m in choices.members[:12]))
    members_en = ", ".join(dict.fromkeys(f"`{m.name}`" for m in choices.members[:12]))
    name_zh, name_en = describe_choices(choices)
    return say(
        "N205",
        span,
        f"{name_zh}里没有 `{quoted(span)}`",
        f"`{quoted(span)}` is not a member of {name_en}",
        help_zh=zh or f"可选的有 {members_zh}",
        help_en=en or f"its members are {members_en}",
    )


def describe_choices(choices: Choices) -> tuple[str, str]:
    if not choices.name:
        return "这个选项表", "this list of choices"
    return f"选项表 `{choices.labels('zh') or choices.name}` ", f"`{choices.name}`"


def unknown_unit(span: Span, close: Sequence[str]) -> Diagnostic:
    zh, en = did_you_mean(close)
    return say(
        "N206",
        span,
        f"没有声明过单位 `{quoted(span)}`",
        f"nobody declared the unit `{quoted(span)}`",
        help_zh=zh or f"先写 `计量单位 {quoted(span)}`",
        help_en=en or f"declare it: `unit {quoted(span)}`",
    )


def circle(span: Span, names: Sequence[str]) -> Diagnostic:
    way = " → ".join(f"`{name}`" for name in names)
    return say(
        "N207",
        span,
        f"定义绕成了一圈：{way}",
        f"these definitions go round in a circle: {way}",
        help_zh="让其中一个直接用指标写出",
        help_en="write one of them in terms of indicators alone",
    )


def not_records(span: Span, close: Sequence[str]) -> Diagnostic:
    zh, en = did_you_mean(close)
    return say(
        "N201",
        span,
        f"没有名为 `{quoted(span)}` 的清单",
        f"there is no list named `{quoted(span)}`",
        help_zh=zh or "清单用 `指标 … : 清单 … { … }` 声明",
        help_en=en or "a list is declared as `indicator … : list of … { … }`",
    )


def unknown_field(span: Span, singular: str, close: Sequence[str]) -> Diagnostic:
    zh, en = did_you_mean(close)
    return say(
        "N201",
        span,
        f"`{singular}` 没有 `{quoted(span)}` 这一栏",
        f"`{singular}` has no field `{quoted(span)}`",
        help_zh=zh or "检查拼写，或在清单里加上这一栏",
        help_en=en or "check its spelling, or add the field to the list",
    )
