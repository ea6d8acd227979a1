"""Sentences about types and units."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from ankang_rules.check.describe import describe, describe_noun
from ankang_rules.check.messages.say import quoted, say
from ankang_rules.diagnostics import Diagnostic, Note
from ankang_rules.model.exact import exact_text
from ankang_rules.model.types import Date, OneOf, SetOf, Text, Type, is_numeric
from ankang_rules.source import Bilingual, Span


def _sides(left: Span, right: Span, left_type: Type, right_type: Type) -> tuple[Span, Bilingual, tuple[Note, ...]]:
    return left, describe(left_type), (Note(right, describe(right_type)),)


def cannot_compare(left: Span, right: Span, left_type: Type, right_type: Type) -> Diagnostic:
    span, label, notes = _sides(left, right, left_type, right_type)
    a, b = describe(left_type), describe(right_type)
    help_zh, help_en = _how_to_compare(left, right, left_type, right_type)
    return say(
        "T301",
        span,
        f"`{quoted(left)}`（{a.zh}）和 `{quoted(right)}`（{b.zh}）不能比较",
        f"cannot compare `{quoted(left)}` ({a.en}) with `{quoted(right)}` ({b.en})",
        label=label,
        notes=notes,
        help_zh=help_zh,
        help_en=help_en,
    )


def _how_to_compare(left: Span, right: Span, left_type: Type, right_type: Type) -> tuple[str, str]:
    if is_numeric(left_type) and is_numeric(right_type):
        return "两边要是同一种单位", "both sides must be of one unit"
    for whole, part, text in ((left_type, right_type, right.text), (right_type, left_type, left.text)):
        if isinstance(whole, SetOf) and isinstance(part, OneOf):
            set_text = left.text if whole is left_type else right.text
            return f"写作 `{set_text} 包含 {text}`", f"write `{set_text} includes {text}`"
        if isinstance(whole, OneOf) and isinstance(part, Text) and (member := whole.choices.find(text[1:-1])):
            return f"选项不加引号：`{member.name}`", f"a member stands without quotation marks: `{member.name}`"
    return "两边要是同一类的值", "both sides must be of one kind"


def not_comparable(span: Span, kind: Type) -> Diagnostic:
    what = describe(kind)
    return say(
        "T301",
        span,
        f"{what.zh}整个不能比较",
        f"{what.en} cannot be compared as a whole",
        help_zh="数它的条数，或用 `每个 … 满足 (…)`",
        help_en="count its records, or ask `every … satisfies (…)`",
    )


def cannot_add(left: Span, right: Span, left_type: Type, right_type: Type, operator: str) -> Diagnostic:
    span, label, notes = _sides(left, right, left_type, right_type)
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


def series_in_arithmetic(span: Span) -> Diagnostic:
    return say(
        "T307",
        span,
        f"`{quoted(span)}` 每个月各有一个值，不能整个拿来计算",
        f"`{quoted(span)}` has a value for each month, and cannot be reckoned with as a whole",
        help_zh="写在 `每月 (…)` 里面，那里它是当月的值",
        help_en="put the condition into `every month (…)`, where this is the value of that month",
    )


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


def different_months(first: Span, other: Span, first_months: int, other_months: int) -> Diagnostic:
    return say(
        "T301",
        other,
        f"`{quoted(first)}` 有 {first_months} 个月，`{quoted(other)}` 有 {other_months} 个月，不能逐月放在一起",
        f"`{quoted(first)}` has {first_months} months and `{quoted(other)}` has {other_months}, so they do not go together",
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


def no_extreme(span: Span, kind: Type, which: str) -> Diagnostic:
    what = describe(kind)
    word = "最低" if which == "lowest" else "最高"
    return say(
        "T304",
        span,
        f"{what.zh}没有大小之分，也就没有{word}值",
        f"{what.en} has no order, so there is no {which} one",
        help_zh="这里要用数、量或日期",
        help_en="numbers, quantities and dates have one",
    )


def product_of_units(left: Span, right: Span, left_type: Type, right_type: Type) -> Diagnostic:
    span, label, notes = _sides(left, right, left_type, right_type)
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
    span, label, notes = _sides(left, right, left_type, right_type)
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


def share_over_one(span: Span, percent: str, declared: Span | None = None) -> Diagnostic:
    """*declared* is where the number stands, if it is that of a parameter."""
    if declared is not None:
        return say(
            "T306",
            span,
            f"`{quoted(span)}` 作为占比大于 1",
            f"`{quoted(span)}` is over 1 for a share",
            notes=(Note(declared, Bilingual(zh="在这里取值", en="its value is given here")),),
            help_zh=f"它的值是不是 `{percent}`？",
            help_en=f"did you mean `{percent}` as its value?",
        )
    return say(
        "T306",
        span,
        f"`{quoted(span)}` 作为占比大于 1",
        f"`{quoted(span)}` is over 1 for a share",
        help_zh=f"是不是 `{percent}`？",
        help_en=f"did you mean `{percent}`?",
        fix=percent,
    )


@frozen
class Wanted:
    """What a place needs, and what an author can write there."""

    what: Bilingual
    help: Bilingual


A_NUMBER = Wanted(
    Bilingual(zh="一个数或量", en="a number or a quantity"),
    Bilingual(
        zh="用数、量、百分比或时长的指标", en="use an indicator that is a number, a quantity, a share or a duration"
    ),
)
A_SHARE = Wanted(
    Bilingual(zh="一个百分比", en="a share"),
    Bilingual(zh="`的` 后面写百分比，例如 `基金总量 的 50%`", en="write a percentage before `of`, as in `50% of fund`"),
)
A_SET = Wanted(
    Bilingual(zh="一个集合", en="a set"),
    Bilingual(zh="单个的值用 `==` 或 `属于` 比较", en="a single value is compared by `==` or `is one of`"),
)
A_SERIES = Wanted(
    Bilingual(zh="一个逐月的指标", en="a monthly indicator"),
    Bilingual(zh="把指标声明为 `逐月 …`", en="declare the indicator as `monthly …`"),
)
RECORDS = Wanted(
    Bilingual(zh="一个清单", en="a list of records"),
    Bilingual(zh="清单用 `指标 … : 清单 … { … }` 声明", en="a list is declared as `indicator … : list of … { … }`"),
)


def wrong_operand(span: Span, kind: Type, wanted: Wanted) -> Diagnostic:
    what = describe_noun(kind)
    return say(
        "T307",
        span,
        f"这里要用{wanted.what.zh}，`{quoted(span)}` 却是{what.zh}",
        f"this needs {wanted.what.en}, but `{quoted(span)}` is {what.en}",
        help_zh=wanted.help.zh or "",
        help_en=wanted.help.en or "",
    )


def set_beside_value(span: Span, wanted: Type | None) -> Diagnostic:
    """Braces where there is no set to compare them with, or nothing at all."""
    if wanted is None:
        help_zh, help_en = (
            "集合写在 `包含`、`属于` 之后，或与多选指标比较",
            "braces follow `includes` and `is one of`, or stand beside a set",
        )
    else:
        help_zh, help_en = (
            f"几个值任选其一写作 `属于 {quoted(span)}`",
            f"one of several values is written `is one of {quoted(span)}`",
        )
    return say(
        "T307",
        span,
        f"`{quoted(span)}` 不能放在这里：旁边不是集合",
        f"`{quoted(span)}` cannot stand here: there is no set beside it",
        help_zh=help_zh,
        help_en=help_en,
    )


def set_is_one_of(span: Span, kind: Type, options: Span) -> Diagnostic:
    what = describe_noun(kind)
    return say(
        "T307",
        span,
        f"`属于` 前面是单个的值，`{quoted(span)}` 却是{what.zh}",
        f"`is one of` asks about a single value, but `{quoted(span)}` is {what.en}",
        help_zh=f"写作 `{quoted(span)} 包含 {quoted(options)}`",
        help_en=f"write `{quoted(span)} includes {quoted(options)}`",
    )


def not_members(span: Span, kind: Type, wanted: Type) -> Diagnostic:
    want, what = describe(wanted), describe_noun(kind)
    return say(
        "T307",
        span,
        f"`包含` 之后要用{want.zh}，`{quoted(span)}` 却是{what.zh}",
        f"`includes` needs {want.en}, but `{quoted(span)}` is {what.en}",
        help_zh="写选项的名称，或花括号 `{…}`",
        help_en="write members by name, or in braces `{…}`",
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


def branches_differ(then: Span, otherwise: Span, then_type: Type, otherwise_type: Type) -> Diagnostic:
    span, label, notes = _sides(then, otherwise, then_type, otherwise_type)
    a, b = describe(then_type), describe(otherwise_type)
    return say(
        "T317",
        span,
        f"两个分支不同类：`{quoted(then)}`（{a.zh}）和 `{quoted(otherwise)}`（{b.zh}）",
        f"the branches are of two kinds: `{quoted(then)}` ({a.en}) and `{quoted(otherwise)}` ({b.en})",
        label=label,
        notes=notes,
        help_zh="`那么` 与 `否则` 之后要是同一种单位",
        help_en="what follows `then` and `else` must be of one unit",
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


def wrong_due(span: Span, kind: Type, wanted: Type) -> Diagnostic:
    what = describe_noun(kind)
    return say(
        "T307",
        span,
        f"`期限` 要用日期，`{quoted(span)}` 却是{what.zh}",
        f"`due` needs a date, but `{quoted(span)}` is {what.en}",
        help_zh="日期写作 `2013-05-20`，也可以是日期指标",
        help_en="a date reads `2013-05-20`; an indicator that is a date will do, too",
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


def unit_needs_word(span: Span) -> Diagnostic:
    return say(
        "T313",
        span,
        f"`{quoted(span)}` 要写明单位",
        f"`{quoted(span)}` needs a unit",
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


def range_of_what(span: Span) -> Diagnostic:
    return say(
        "T318",
        span,
        "只有数和量才有预期范围",
        "only numbers and quantities have an expected range",
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
