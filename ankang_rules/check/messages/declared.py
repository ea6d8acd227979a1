"""Sentences about declared types, their units, and values that do not fit them."""

from __future__ import annotations

from fractions import Fraction

from ankang_rules.check.describe import describe, describe_noun
from ankang_rules.check.messages.say import quoted, say
from ankang_rules.diagnostics import Diagnostic, Note
from ankang_rules.model.exact import exact_text
from ankang_rules.model.types import OneOf, SetOf, Type
from ankang_rules.model.units import DAYS, UnitWord
from ankang_rules.source import Bilingual, Span


def months_of_no_series(span: Span) -> Diagnostic:
    return say(
        "T310",
        span,
        f"只有逐月的类型才说明是哪几个月，这里写了 `{quoted(span)}`",
        f"only a monthly type says which months, and this one has `{quoted(span)}`",
        help_zh="在类型前加 `逐月`，或删去这几个字",
        help_en="put `monthly` before the type, or leave this out",
    )


def months_of_a_year(span: Span) -> Diagnostic:
    return say(
        "T310",
        span,
        f"逐月的指标属于一个考核年度，最多十二个月，而这里是 `{quoted(span)}`",
        f"a monthly indicator belongs to one assessment year, of twelve months, and this says `{quoted(span)}`",
        help_zh="写 1 到 12 个月，例如 `仅前 6 个月`；跨年的序列要分年度申报",
        help_en="write 1 to 12 months, as in `for the first 6 months`; hand in a longer series year by year",
    )


def no_precision(span: Span, kind: Type) -> Diagnostic:
    what = describe(kind)
    return say(
        "T318",
        span,
        f"{what.zh}没有精度可言",
        f"{what.en} has no precision",
        help_zh="删去 `至 …`",
        help_en="leave out `to …`",
    )


def wrong_precision(span: Span, *, whole: bool) -> Diagnostic:
    zh, en = (
        ("计数的精度是整数", "a count is precise to a whole number")
        if whole
        else ("精度要大于零", "a precision is above zero")
    )
    return say(
        "T318",
        span,
        f"{zh}，不能是 `{quoted(span)}`",
        f"{en}, so not `{quoted(span)}`",
        help_zh="例如 `至 1`" if whole else "例如 `至 0.01`",
        help_en="for example `to 1`" if whole else "for example `to 0.01`",
    )


def effort_of_nothing(span: Span) -> Diagnostic:
    return say(
        "S414",
        span,
        f"代价要大于零，不能是 `{quoted(span)}`",
        f"an effort is above zero, so not `{quoted(span)}`",
        help_zh="一般指标的代价是 1；难改的写大些，例如 `代价 3`",
        help_en="other indicators have 1; give what is hard to change more, for example `effort 3`",
    )


def effort_of_fixed(span: Span, fixed: Span) -> Diagnostic:
    return say(
        "S414",
        span,
        "固定的指标不可改动，没有代价可言",
        "a fixed indicator is not changed, so it has no effort",
        help_zh="`固定` 和 `代价` 只留一个",
        help_en="keep one of `fixed` and `effort`",
        notes=(Note(fixed, Bilingual(zh="这里写明固定", en="it is fixed here")),),
    )


def within_what(span: Span, kind: Type) -> Diagnostic:
    what = describe(kind)
    return say(
        "T318",
        span,
        f"`不超出` 只用于占比，这里却是{what.zh}",
        f"`within` is for shares, and this is {what.en}",
        help_zh="用 `预期 介于 … 与 …` 写合理范围",
        help_en="a plausible range is `expected between … and …`",
    )


def wrong_value_type(span: Span, kind: Type, wanted: Type) -> Diagnostic:
    what, want = describe_noun(kind), describe_noun(wanted)
    in_braces = isinstance(wanted, SetOf) and isinstance(kind, OneOf)
    return say(
        "T308",
        span,
        f"声明的是{want.zh}，`{quoted(span)}` 却是{what.zh}",
        f"declared as {want.en}, but `{quoted(span)}` is {what.en}",
        help_zh=f"集合写在花括号里：`{{{quoted(span)}}}`" if in_braces else "改写这个值，或改声明的类型",
        help_en=f"a set stands in braces: `{{{quoted(span)}}}`"
        if in_braces
        else "write another value, or declare another type",
    )


def not_a_count(span: Span) -> Diagnostic:
    return say(
        "T308",
        span,
        f"计数是不小于零的整数，不能是 `{quoted(span)}`",
        f"a count is whole and not negative, so not `{quoted(span)}`",
        help_zh="改成整数，或把类型改为 `数值`",
        help_en="make it whole, or declare a `number`",
    )


def over_within(span: Span, within: Fraction) -> Diagnostic:
    percent = exact_text(within * 100)
    return say(
        "T308",
        span,
        f"`{quoted(span)}` 超出了声明的 {percent}%",
        f"`{quoted(span)}` is over the {percent}% that the type allows",
        help_zh="改小它，或放宽 `不超出`",
        help_en="lower it, or widen `within`",
    )


def unit_needs_word(span: Span) -> Diagnostic:
    return say(
        "T313",
        span,
        f"`{quoted(span)}` 要写明单位",
        f"`{quoted(span)}` needs a unit",
        help_zh="例如 `计数 按 人`、`金额 按 元`",
        help_en="for example `count in 人` or `money in 元`",
    )


def count_of_parts(span: Span, word: UnitWord) -> Diagnostic:
    """A count is whole, and so are its `天` and `元`: nobody counts in parts of them."""
    zh, en = ("时长", "duration") if word.unit == DAYS else ("数值", "number")
    whole = "天" if word.unit == DAYS else str(word.unit)
    return say(
        "T310",
        span,
        f"计数是整数，而 `{word.name}` 只是 `{whole}` 的一部分，不能用来计数",
        f"a count is whole, and `{word.name}` is a part of `{whole}`: it cannot count",
        help_zh=f"写作 `{zh} 按 {word.name}`",
        help_en=f"write `{en} in {word.name}`",
    )


def duration_unit(span: Span) -> Diagnostic:
    return say(
        "T310",
        span,
        "时长的单位是 `天` 或 `月`",
        "a duration is in `days` or in `months`",
        help_zh="写作 `时长 按 天` 或 `时长 按 月`",
        help_en="write `duration in days` or `duration in months`",
    )


def unit_needs_other(span: Span) -> Diagnostic:
    return say(
        "T319",
        span,
        f"`{quoted(span)}` 的换算要用另一个已声明的单位",
        f"`{quoted(span)}` must be a multiple of another unit",
        help_zh="例如 `计量单位 万元 = 10000 元`",
        help_en="for example `unit 万元 = 10000 元`",
    )


def unit_of_nothing(span: Span) -> Diagnostic:
    return say(
        "T319",
        span,
        f"`{quoted(span)}` 的换算是零",
        f"`{quoted(span)}` makes the unit nothing",
        help_zh="换算要大于零",
        help_en="a unit is more than nothing of another",
    )


def set_needs_type(span: Span, name: str) -> Diagnostic:
    return say(
        "T308",
        span,
        f"看不出 `{quoted(span)}` 属于哪个选项表",
        f"`{quoted(span)}` does not show which list of choices it is of",
        help_zh=f"写明类型：`参数 {name} : 多选 … = {quoted(span)}`",
        help_en=f"state the type: `parameter {name} : set of … = {quoted(span)}`",
    )


def range_of_what(span: Span) -> Diagnostic:
    return say(
        "T318",
        span,
        "只有数、量和日期才有预期范围",
        "only numbers, quantities and dates have an expected range",
        help_zh="删去 `预期` 子句",
        help_en="leave out `expected`",
    )


def not_a_value(span: Span) -> Diagnostic:
    return say(
        "T320",
        span,
        f"`{quoted(span)}` 要写成一个固定的值",
        f"`{quoted(span)}` must be a fixed value",
        help_zh="要计算就用 `定义`",
        help_en="something computed is a `define`",
    )
