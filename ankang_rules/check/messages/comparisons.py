"""Sentences about what does not compare, or not in this order."""

from __future__ import annotations

from collections.abc import Sequence

from ankang_rules.check.describe import describe
from ankang_rules.check.messages.say import quoted, say, sides
from ankang_rules.diagnostics import Diagnostic, Note
from ankang_rules.model.types import OneOf, SetOf, Text, Type, is_numeric
from ankang_rules.source import Bilingual, Span


def cannot_compare(left: Span, right: Span, left_type: Type, right_type: Type) -> Diagnostic:
    span, label, notes = sides(left, right, left_type, right_type)
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


def branches_differ(then: Span, otherwise: Span, then_type: Type, otherwise_type: Type) -> Diagnostic:
    span, label, notes = sides(then, otherwise, then_type, otherwise_type)
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


def chain_in_two_directions(span: Span, operators: Sequence[str]) -> Diagnostic:
    return say(
        "T312",
        span,
        f"链式比较要朝一个方向，这里是 `{' '.join(operators)}`",
        f"a chain of comparisons runs in one direction, but this one is `{' '.join(operators)}`",
        help_zh="拆成两个比较，用 `且` 相连",
        help_en="write two comparisons joined by `and`",
    )
