"""Sentences about the units below and their levels."""

from __future__ import annotations

from collections.abc import Sequence

from ankang_rules.check.describe import describe_noun
from ankang_rules.check.messages.say import did_you_mean, say
from ankang_rules.core.ruleset import Indicator
from ankang_rules.diagnostics import Diagnostic, Note, nearest
from ankang_rules.model import types as ty
from ankang_rules.source import Bilingual, Span


def _quoted(zh: str | None) -> str:
    """*zh* after 是, in quotation marks where 是 would come twice."""
    return f"“{zh}”" if zh and zh.startswith("是") else zh or ""


def unknown_level(span: Span, name: str, known: Sequence[str]) -> Diagnostic:
    zh, en = did_you_mean(nearest(name, known))
    return say(
        "U601",
        span,
        f"没有声明 `{name}` 这一层级",
        f"there is no level `{name}` below",
        help_zh=zh or "先用 `下级 … 单称 … : 规则集` 声明它，写在用到它的层级之前",
        help_en=en or "declare it with `children … each … : RULESET`, above what uses it",
    )


def register_is_no_count(span: Span, kind: ty.Type) -> Diagnostic:
    shown = describe_noun(kind)
    return say(
        "U602",
        span,
        f"`{span.text}` 是{_quoted(shown.zh)}，不能作登记数",
        f"`{span.text}` is {shown.en} and cannot say how many there are",
        help_zh="登记数须是计数类指标，例如 `计数 按 个`",
        help_en="a register is an indicator that counts, such as `count in 个`",
    )


def defined_register(span: Span) -> Diagnostic:
    return say(
        "U602",
        span,
        f"`{span.text}` 是定义，由其他指标算出，不能作登记数",
        f"`{span.text}` is worked out from other facts and cannot say how many there are",
        help_zh="登记数须是计数类指标，例如 `计数 按 个`",
        help_en="a register is an indicator that counts, such as `count in 个`",
    )


def unknown_record(span: Span, ruleset: str, known: Sequence[str]) -> Diagnostic:
    zh, en = did_you_mean(nearest(span.text, known))
    return say(
        "U608",
        span,
        f"`{ruleset}` 没有指标 `{span.text}`",
        f"`{ruleset}` has no indicator `{span.text}`",
        help_zh=zh or "写那个规则集里记录单位是否达标的指标",
        help_en=en or "name the indicator of that ruleset which records whether a unit passes",
    )


def record_is_no_verdict(span: Span, kind: ty.Type) -> Diagnostic:
    shown = describe_noun(kind)
    return say(
        "U608",
        span,
        f"`{span.text}` 是{_quoted(shown.zh)}，不能记录是否达标",
        f"`{span.text}` is {shown.en} and cannot record whether a unit passes",
        help_zh="须是“是/否”类指标",
        help_en="it is an indicator of type yes/no",
    )


def ruleset_is_broken(span: Span, name: str, count: int) -> Diagnostic:
    return say(
        "U603",
        span,
        f"下级的规则集 `{name}` 有 {count} 处问题",
        f"`{name}`, which is to judge these units, has {count} problem{'s' * (count > 1)}",
        help_zh="先改好那个文件",
        help_en="mend that file first",
    )


def library_judges_nobody(span: Span, name: str) -> Diagnostic:
    return say(
        "U603",
        span,
        f"`{name}` 没有层级，只是规则库，不能评定单位",
        f"`{name}` is a library: it has no tier, and judges nobody",
        help_zh="写一个带 `层级` 的规则集",
        help_en="name a ruleset that has a `tier`",
    )


def ruleset_circle(span: Span, name: str) -> Diagnostic:
    return say(
        "U603",
        span,
        f"`{name}` 又以本文件评定其下级",
        f"`{name}` judges its own units below by this file",
        help_zh="下级的规则集不能回到上级",
        help_en="the rulesets of units below cannot lead back up",
    )


def two_meanings(span: Span, indicator: Indicator, other: Indicator, *, here: bool) -> Diagnostic:
    one, two = describe_noun(indicator.type), describe_noun(other.type)
    where = (
        Bilingual(zh="在这里", en="here")
        if here
        else Bilingual(zh="在另一层级的规则集里", en="in that of another level")
    )
    return say(
        "U604",
        span,
        f"`{indicator.name}` 在下级的规则集里是{_quoted(one.zh)}，{where.zh}是{_quoted(two.zh)}",
        f"`{indicator.name}` is {one.en} in the ruleset of these units and {two.en} {where.en}",
        help_zh="同一名称在各级须同一类型；其中一个请改名",
        help_en="one name has one type at every level: rename one of them",
    )


def two_called_alike(
    span: Span, spelling: str, other: Indicator, places: Sequence[tuple[Indicator, Span]]
) -> Diagnostic:
    """*places* are those that are not *span* itself."""
    indicator = places[-1][0]
    notes = tuple(
        Note(place, Bilingual(zh=f"在这里是 `{one.name}`", en=f"here it is `{one.name}`")) for one, place in places
    )
    return say(
        "U604",
        span,
        f"`{spelling}` 在同一棵树里既指 `{other.name}`，又指 `{indicator.name}`",
        f"`{spelling}` means both `{other.name}` and `{indicator.name}` in one tree",
        notes=notes,
        help_zh="一份资料供各级使用；其中一个标签请改写，或两处用同一个指标名",
        help_en="one facts file serves every level: change one of the two labels, or use one name for both",
    )


def two_judges(span: Span, level: str, ruleset: str, other: str, of: str) -> Diagnostic:
    return say(
        "U604",
        span,
        f"`{level}` 在这里由 `{ruleset}` 评定，在 `{of}` 里却由 `{other}` 评定",
        f"`{level}` are judged by `{ruleset}` here, but by `{other}` in `{of}`",
        help_zh="一个单位只评定一次；两处请写同一个规则集",
        help_en="a unit is judged once: name the same ruleset in both places",
    )


def two_rulesets(span: Span, name: str) -> Diagnostic:
    return say(
        "U604",
        span,
        f"另一层级由同名而内容不同的规则集 `{name}` 评定",
        f"another level is judged by a different ruleset of the same name, `{name}`",
        help_zh="给其中一个规则集换一个名称",
        help_en="give one of the two rulesets another name",
    )


def in_library(span: Span) -> Diagnostic:
    return say(
        "U603",
        span,
        "规则库不评定单位，也就没有下级",
        "a library judges nobody, so it has no units below",
        help_zh="把这一行写到带 `层级` 的规则集里",
        help_en="write this line in the ruleset that has a `tier`",
    )


def another_for_each(span: Span, own: str, of_group: str) -> Diagnostic:
    return say(
        "U605",
        span,
        f"本组逐个评定 `{of_group}`，组内的规则不能再逐个评定 `{own}`",
        f"this rule's group is judged for each `{of_group}`, so it cannot be judged for each `{own}`",
        help_zh="把这条规则移到组外，或用 `每个 … 满足 (…)`",
        help_en="move the rule out of the group, or write `every … satisfies (…)`",
    )


def not_below(span: Span, name: str, outer: str) -> Diagnostic:
    return say(
        "U605",
        span,
        f"`{name}` 不在 `{outer}` 之下",
        f"`{name}` is no level below `{outer}`",
        help_zh="只能数当前单位以下的层级",
        help_en="only levels below the unit in hand can be looked at",
    )


def owner_of_its_own(span: Span, name: str) -> Diagnostic:
    return say(
        "U606",
        span,
        f"这里说的就是 `{name}` 自己，不必写属于谁",
        f"this is about `{name}` itself, so there is no need to say whose it is",
        help_zh=f"去掉 `{name}'s`",
        help_en=f"leave out `{name}'s`",
    )


def owner_to_go_through(span: Span, name: str) -> Diagnostic:
    return say(
        "U606",
        span,
        f"`{name}` 是一个层级，这里没有说是其中哪一个单位",
        f"`{name}` is one unit of many, and it is not said which",
        help_zh=f"用 `每个 {name} 满足 (…)`、`某个 {name} 满足 (…)`，或用 `合计` 等汇总",
        help_en=f"write `every {name} satisfies (…)` or `some {name} satisfies (…)`, or take the `sum of` them",
    )


def no_such_owner(span: Span, name: str, known: Sequence[str]) -> Diagnostic:
    shown = "、".join(f"`{one}`" for one in known), ", ".join(f"`{one}`" for one in known)
    return say(
        "U606",
        span,
        f"`{name}` 不是此处所处的单位",
        f"`{name}` is no unit around this place",
        help_zh=f"这里可以写 {shown[0]}"
        if known
        else "规则集不知道上级；要么作为事实填报，要么由上级的规则用 `每个 … 满足 (…)` 来要求",
        help_en=f"here it can be {shown[1]}"
        if known
        else "a ruleset does not know what is above it: hand it in as a fact, or ask it there with `every … satisfies (…)`",
    )


def whose(span: Span, name: str, owner: str) -> Diagnostic:
    return say(
        "U607",
        span,
        f"`{name}` 是上级规则集的定义，须说明属于谁",
        f"`{name}` is a definition about the unit above, so say whose it is",
        help_zh=f"写作 `{owner}'s {name}`",
        help_en=f"write `{owner}'s {name}`",
        fix=f"{owner}'s {name}",
    )
