"""Sentences about types and units."""

from __future__ import annotations

from collections.abc import Sequence

from ankang_rules.check.describe import describe, describe_noun
from ankang_rules.check.messages.say import say
from ankang_rules.diagnostics import Diagnostic, Note
from ankang_rules.model.types import Type
from ankang_rules.source import Bilingual, Span


def _sides(left: Span, right: Span, left_type: Type, right_type: Type) -> tuple[Span, Bilingual, tuple[Note, ...]]:
    return left, describe(left_type), (Note(right, describe(right_type)),)


def cannot_compare(left: Span, right: Span, left_type: Type, right_type: Type) -> Diagnostic:
    span, label, notes = _sides(left, right, left_type, right_type)
    a, b = describe(left_type), describe(right_type)
    return say(
        "T301",
        span,
        f"`{left.text}`（{a.zh}）和 `{right.text}`（{b.zh}）不能比较",
        f"cannot compare `{left.text}` ({a.en}) with `{right.text}` ({b.en})",
        label=label,
        notes=notes,
        help_zh="两边要是同一种单位",
        help_en="both sides must be of one unit",
    )


def cannot_add(left: Span, right: Span, left_type: Type, right_type: Type, operator: str) -> Diagnostic:
    span, label, notes = _sides(left, right, left_type, right_type)
    a, b = describe(left_type), describe(right_type)
    zh, en = ("相加", "add") if operator == "+" else ("相减", "subtract")
    return say(
        "T302",
        span,
        f"`{left.text}`（{a.zh}）和 `{right.text}`（{b.zh}）不能{zh}",
        f"cannot {en} `{left.text}` ({a.en}) and `{right.text}` ({b.en})",
        label=label,
        notes=notes,
        help_zh="两边要是同一种单位",
        help_en="both sides must be of one unit",
    )


def not_a_condition(span: Span, kind: Type) -> Diagnostic:
    what = describe_noun(kind)
    return say(
        "T303",
        span,
        f"`{span.text}` 是{what.zh}，不是条件",
        f"`{span.text}` is {what.en}, not a condition",
        help_zh="条件要能回答是或否，例如写成比较 `… ≥ …`",
        help_en="a condition can be answered yes or no: compare it, as in `… ≥ …`",
    )


def monthly_condition(span: Span) -> Diagnostic:
    return say(
        "T303",
        span,
        f"`{span.text}` 每个月各有一个值",
        f"`{span.text}` has a value for each month",
        help_zh=f"写作 `每月 ({span.text})`",
        help_en=f"write `every month ({span.text})`",
        fix=f"every month ({span.text})",
    )


def series_in_arithmetic(span: Span) -> Diagnostic:
    return say(
        "T307",
        span,
        f"`{span.text}` 每个月各有一个值，不能整个拿来计算",
        f"`{span.text}` has a value for each month, and cannot be reckoned with as a whole",
        help_zh="写在 `每月 (…)` 里面，那里它是当月的值",
        help_en="put the condition into `every month (…)`, where this is the value of that month",
    )


def months_of_no_series(span: Span) -> Diagnostic:
    return say(
        "T310",
        span,
        f"只有逐月的类型才说明是哪几个月，这里写了 `{span.text}`",
        f"only a monthly type says which months, and this one has `{span.text}`",
        help_zh="在类型前加 `逐月`，或删去这几个字",
        help_en="put `monthly` before the type, or leave this out",
    )


def months_of_a_year(span: Span) -> Diagnostic:
    return say(
        "T310",
        span,
        f"逐月的指标属于一个考核年度，最多十二个月，而这里是 `{span.text}`",
        f"a monthly indicator belongs to one assessment year, of twelve months, and this says `{span.text}`",
        help_zh="写 1 到 12 个月，例如 `仅前 6 个月`；跨年的序列要分年度申报",
        help_en="write 1 to 12 months, as in `for the first 6 months`; hand in a longer series year by year",
    )


def different_months(first: Span, other: Span, first_months: int, other_months: int) -> Diagnostic:
    return say(
        "T301",
        other,
        f"`{first.text}` 有 {first_months} 个月，`{other.text}` 有 {other_months} 个月，不能逐月放在一起",
        f"`{first.text}` has {first_months} months and `{other.text}` has {other_months}, so they do not go together",
        help_zh="两个序列各写一个 `每月 (…)`，再用 `且` 相连",
        help_en="write an `every month (…)` for each, joined by `and`",
        notes=(Note(first, Bilingual(zh=f"{first_months} 个月", en=f"{first_months} months")),),
    )


def no_order(span: Span, kind: Type, operator: str) -> Diagnostic:
    what = describe(kind)
    return say(
        "T304",
        span,
        f"{what.zh}没有大小之分，不能用 `{operator}`",
        f"`{operator}` needs an order, and {what.en} has none",
        help_zh="这里只能用 `==` 或 `≠`",
        help_en="only `==` and `≠` can stand here",
    )


def product_of_units(left: Span, right: Span, left_type: Type, right_type: Type) -> Diagnostic:
    span, label, notes = _sides(left, right, left_type, right_type)
    a, b = describe(left_type), describe(right_type)
    return say(
        "T305",
        span,
        f"`{left.text}`（{a.zh}）和 `{right.text}`（{b.zh}）不能相乘",
        f"cannot multiply `{left.text}` ({a.en}) by `{right.text}` ({b.en})",
        label=label,
        notes=notes,
        help_zh="两个带单位的量的乘积没有单位可用",
        help_en="a product of two quantities with units has no unit to be in",
    )


def cannot_divide(left: Span, right: Span, left_type: Type, right_type: Type) -> Diagnostic:
    span, label, notes = _sides(left, right, left_type, right_type)
    a, b = describe(left_type), describe(right_type)
    return say(
        "T309",
        span,
        f"`{left.text}`（{a.zh}）不能除以 `{right.text}`（{b.zh}）",
        f"cannot divide `{left.text}` ({a.en}) by `{right.text}` ({b.en})",
        label=label,
        notes=notes,
    )


def share_over_one(span: Span, percent: str) -> Diagnostic:
    return say(
        "T306",
        span,
        f"`{span.text}` 作为占比大于 1",
        f"`{span.text}` is over 1 for a share",
        help_zh=f"是不是 `{percent}`？",
        help_en=f"did you mean `{percent}`?",
        fix=percent,
    )


def wrong_operand(span: Span, kind: Type, wanted: Bilingual) -> Diagnostic:
    what = describe_noun(kind)
    return say(
        "T307",
        span,
        f"这里要用{wanted.zh}，`{span.text}` 却是{what.zh}",
        f"this needs {wanted.en}, but `{span.text}` is {what.en}",
    )


def wrong_value_type(span: Span, kind: Type, wanted: Type) -> Diagnostic:
    what, want = describe_noun(kind), describe_noun(wanted)
    return say(
        "T308",
        span,
        f"声明的是{want.zh}，`{span.text}` 却是{what.zh}",
        f"declared as {want.en}, but `{span.text}` is {what.en}",
    )


def chain_in_two_directions(span: Span, operators: Sequence[str]) -> Diagnostic:
    return say(
        "T312",
        span,
        f"链式比较要朝一个方向，这里是 `{' '.join(operators)}`",
        f"a chain of comparisons runs in one direction, but this one is `{' '.join(operators)}`",
        help_zh="拆成两个比较，用 `且` 相连",
        help_en="write two comparisons joined by `and`",
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


def quantifiers_too_deep(span: Span, most: int) -> Diagnostic:
    return say(
        "R107",
        span,
        f"`每个`、`某个`、`每月` 等嵌套超过了 {most} 层",
        f"`every`, `some`, `every month` and the like are nested more than {most} deep",
        help_zh="用 `定义` 把里层单独命名",
        help_en="name the inner part with `define`",
    )


def unit_needs_word(span: Span) -> Diagnostic:
    return say(
        "S405",
        span,
        f"`{span.text}` 要写明单位",
        f"`{span.text}` needs a unit",
        help_zh="例如 `计数 按 人`、`金额 按 元`",
        help_en="for example `count in 人` or `money in 元`",
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
        "T308",
        span,
        f"`{span.text}` 的换算要用另一个已声明的单位",
        f"`{span.text}` must be a multiple of another unit",
        help_zh="例如 `计量单位 万元 = 10000 元`",
        help_en="for example `unit 万元 = 10000 元`",
    )


def not_recordable(span: Span) -> Diagnostic:
    return say(
        "T307",
        span,
        f"`{span.text}` 不是指标，谈不上是否有记录",
        f"`{span.text}` is not an indicator, so it is never recorded",
        help_zh="`已记录` 前面写指标的名称",
        help_en="put the name of an indicator before `is recorded`",
    )


def share_without_where(span: Span) -> Diagnostic:
    return say(
        "S405",
        span,
        f"`{span.text}` 缺少条件",
        f"`{span.text}` needs a condition",
        help_zh="写作 `占比 … 其中 (…)`",
        help_en="write `share of … where (…)`",
    )


def range_of_what(span: Span) -> Diagnostic:
    return say(
        "T307",
        span,
        "只有数和量才有预期范围",
        "only numbers and quantities have an expected range",
        help_zh="删去 `预期` 子句",
        help_en="leave out `expected`",
    )


def not_a_value(span: Span) -> Diagnostic:
    return say(
        "T308",
        span,
        f"`{span.text}` 要写成一个固定的值",
        f"`{span.text}` must be a fixed value",
        help_zh="要计算就用 `定义`",
        help_en="something computed is a `define`",
    )
