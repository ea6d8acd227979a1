"""Sentences about sums, products, quotients and roundings."""

from __future__ import annotations

from ankang_rules.check.describe import describe, describe_noun
from ankang_rules.check.messages.say import quoted, say, sides
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.model.types import Date, Type
from ankang_rules.source import Span


def cannot_add(left: Span, right: Span, left_type: Type, right_type: Type, operator: str) -> Diagnostic:
    span, label, notes = sides(left, right, left_type, right_type)
    a, b = describe(left_type), describe(right_type)
    if operator == "+":
        zh = f"`{quoted(left)}`（{a.zh}）和 `{quoted(right)}`（{b.zh}）不能相加"
        en = f"cannot add `{quoted(left)}` ({a.en}) and `{quoted(right)}` ({b.en})"
    else:
        zh = f"`{quoted(left)}`（{a.zh}）不能减去 `{quoted(right)}`（{b.zh}）"
        en = f"cannot subtract `{quoted(right)}` ({b.en}) from `{quoted(left)}` ({a.en})"
    if isinstance(left_type, Date) or isinstance(right_type, Date):
        help_zh, help_en = (
            "日期只能加减天数或月数，例如 `+ 5 天`",
            "a date moves by days or by months, as in `+ 5 days`",
        )
    else:
        help_zh, help_en = "两边要是同一种单位", "both sides must be of one unit"
    return say("T302", span, zh, en, label=label, notes=notes, help_zh=help_zh, help_en=help_en)


def series_in_arithmetic(span: Span) -> Diagnostic:
    return say(
        "T307",
        span,
        f"`{quoted(span)}` 每个月各有一个值，不能整个拿来计算",
        f"`{quoted(span)}` has a value for each month, and cannot be reckoned with as a whole",
        help_zh="写在 `每月 (…)` 里面，那里它是当月的值",
        help_en="put the condition into `every month (…)`, where this is the value of that month",
    )


def product_of_units(left: Span, right: Span, left_type: Type, right_type: Type) -> Diagnostic:
    span, label, notes = sides(left, right, left_type, right_type)
    a, b = describe(left_type), describe(right_type)
    return say(
        "T305",
        span,
        f"`{quoted(left)}`（{a.zh}）和 `{quoted(right)}`（{b.zh}）不能相乘",
        f"cannot multiply `{quoted(left)}` ({a.en}) by `{quoted(right)}` ({b.en})",
        label=label,
        notes=notes,
        help_zh="两个带单位的量的乘积没有单位可用",
        help_en="a product of two quantities with units has no unit to be in",
    )


def cannot_divide(left: Span, right: Span, left_type: Type, right_type: Type) -> Diagnostic:
    span, label, notes = sides(left, right, left_type, right_type)
    a, b = describe(left_type), describe(right_type)
    return say(
        "T309",
        span,
        f"`{quoted(left)}`（{a.zh}）不能除以 `{quoted(right)}`（{b.zh}）",
        f"cannot divide `{quoted(left)}` ({a.en}) by `{quoted(right)}` ({b.en})",
        label=label,
        notes=notes,
        help_zh="时长只能除以同一种时长或一个数，日期不能除",
        help_en="a duration divides by one of its own kind or by a number, and a date does not divide",
    )


def wrong_quantum(span: Span, kind: Type, wanted: Type) -> Diagnostic:
    what, want = describe_noun(kind), describe_noun(wanted)
    return say(
        "T308",
        span,
        f"取整的是{want.zh}，`{quoted(span)}` 却是{what.zh}",
        f"what is rounded is {want.en}, but `{quoted(span)}` is {what.en}",
        help_zh="两者要是同一种单位",
        help_en="both must be of one unit",
    )


def rounded_to_nothing(span: Span) -> Diagnostic:
    return say(
        "T318",
        span,
        f"不能取整到 `{quoted(span)}`",
        f"nothing can be rounded to `{quoted(span)}`",
        help_zh="写大于零的数，例如 `0.1%`",
        help_en="write a number above zero, such as `0.1%`",
    )


def too_long_numbers(span: Span, most: int) -> Diagnostic:
    return say(
        "T311",
        span,
        f"这个表达式的结果可能超过 {most:,} 位数字",
        f"this could need more than {most:,} digits",
        help_zh="少乘几次，或把它拆开",
        help_en="multiply fewer things, or take it apart",
    )
