"""Sentences about what is no condition, or asks for what there is not."""

from __future__ import annotations

from fractions import Fraction

from ankang_rules.check.describe import describe_noun
from ankang_rules.check.messages.say import quoted, say
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.model.exact import exact_text
from ankang_rules.model.types import Type
from ankang_rules.source import Span


def not_a_condition(span: Span, kind: Type) -> Diagnostic:
    what = describe_noun(kind)
    return say(
        "T303",
        span,
        f"`{quoted(span)}` 是{what.zh}，不是条件",
        f"`{quoted(span)}` is {what.en}, not a condition",
        help_zh="条件要能回答是或否，例如写成比较 `… ≥ …`",
        help_en="a condition can be answered yes or no: compare it, as in `… ≥ …`",
    )


def monthly_condition(span: Span) -> Diagnostic:
    return say(
        "T303",
        span,
        f"`{quoted(span)}` 每个月各有一个值",
        f"`{quoted(span)}` has a value for each month",
        help_zh=f"写作 `每月 ({quoted(span)})`",
        help_en=f"write `every month ({quoted(span)})`",
        fix=f"every month ({span.text})",
    )


def wrong_number_of(span: Span, which: str, number: Fraction, count: int) -> Diagnostic:
    word = {"at least": "至少", "exactly": "恰好", "at most": "至多"}[which]
    shown = exact_text(number)
    if number.denominator != 1:
        zh, en = (
            f"条件的个数是整数，不能是{word} {shown} 项",
            f"conditions are counted in whole numbers, not `{which} {shown}`",
        )
    else:
        zh, en = (
            f"这里只有 {count} 个条件，谈不上{word} {shown} 项",
            f"`{which} {shown}` is asked of {count} conditions",
        )
    return say(
        "T316", span, zh, en, help_zh=f"写 0 到 {count} 之间的整数", help_en=f"write a whole number from 0 to {count}"
    )


def no_months(span: Span) -> Diagnostic:
    return say(
        "T315",
        span,
        f"`{quoted(span)}` 里没有逐月的指标",
        f"nothing in `{quoted(span)}` has a value for each month",
        help_zh="去掉 `每月`，或把指标声明为 `逐月 …`",
        help_en="leave out `every month`, or declare the indicator as `monthly …`",
    )


def definitions_too_deep(span: Span, most: int) -> Diagnostic:
    return say(
        "R107",
        span,
        f"`{quoted(span)}` 经过定义一层套一层，超过了 {most} 层",
        f"`{quoted(span)}` goes more than {most} deep, through the definitions it stands on",
        help_zh="让定义更直接地用指标写出",
        help_en="write the definitions more directly in terms of indicators",
    )


def quantifiers_too_deep(span: Span, most: int) -> Diagnostic:
    return say(
        "R107",
        span,
        f"`每个`、`某个`、`每月` 等嵌套超过了 {most} 层",
        f"`every`, `some`, `every month` and the like are nested more than {most} deep",
        help_zh="用 `定义` 把里层单独命名",
        help_en="name the inner part with `define`",
    )


def not_recordable(span: Span) -> Diagnostic:
    return say(
        "T307",
        span,
        f"`{quoted(span)}` 不是指标，谈不上是否有记录",
        f"`{quoted(span)}` is not an indicator, so it is never recorded",
        help_zh="`已记录` 前面写指标的名称",
        help_en="put the name of an indicator before `is recorded`",
    )


def share_without_where(span: Span) -> Diagnostic:
    return say(
        "T314",
        span,
        f"`{quoted(span)}` 缺少条件",
        f"`{quoted(span)}` needs a condition",
        help_zh="写作 `占比 … 其中 (…)`",
        help_en="write `share of … where (…)`",
    )
