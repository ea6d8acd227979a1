"""Sentences about an operand of the wrong kind, and what could stand in its place."""

from __future__ import annotations

from attrs import frozen

from ankang_rules.check.describe import describe, describe_noun
from ankang_rules.check.messages.say import quoted, say
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.model.types import Type
from ankang_rules.source import Bilingual, Span


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
