"""Sentences about how a file, a rule or an example is put together."""

from __future__ import annotations

from datetime import date

from ankang_rules.check.messages.say import first_place, say
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.source import Bilingual, Span


def no_ruleset(span: Span | None, name: str) -> Diagnostic:
    text = Bilingual(zh="文件里没有 `规则集` 声明", en="this file has no `ruleset` line")
    help_ = Bilingual(
        zh="第一行写作 `规则集 名称`，需要评定的再加 `层级 …`",
        en="begin it with `ruleset NAME`, and `tier …` if it judges units",
    )
    return Diagnostic("S401", text, span, help=help_, place=name)


def second_ruleset(span: Span, first: Span) -> Diagnostic:
    return say(
        "S404",
        span,
        "一个文件只能有一个规则集",
        "a file holds one ruleset",
        notes=first_place(first),
        help_zh="把第二个放进另一个文件",
        help_en="put the second one into a file of its own",
    )


def no_condition(span: Span, name: str) -> Diagnostic:
    return say(
        "S402",
        span,
        f"规则 `{name}` 没有条件",
        f"rule `{name}` has no condition",
        help_zh="写上 `必须 …` 或 `应当 …`",
        help_en="add `must …` or `should …`",
    )


def two_conditions(span: Span, first: Span) -> Diagnostic:
    return say(
        "S403",
        span,
        "一条规则只能有一个 `必须` 或 `应当`",
        "a rule has exactly one `must` or `should`",
        notes=first_place(first),
        help_zh="用 `且` 连成一个条件，或拆成两条规则",
        help_en="join the conditions with `and`, or make two rules",
    )


def repeated_clause(span: Span, kind: str, first: Span) -> Diagnostic:
    return say(
        "S403",
        span,
        f"子句 `{kind}` 写了两次",
        f"the clause `{kind}` is given twice",
        notes=first_place(first),
        help_zh="留下一个",
        help_en="keep one of them",
    )


def period_backwards(span: Span) -> Diagnostic:
    return say(
        "S406",
        span,
        "这段期间的结束早于开始",
        "this period ends before it begins",
        help_zh="调换两个日期",
        help_en="swap the two dates",
    )


def range_backwards(span: Span) -> Diagnostic:
    return say(
        "S406",
        span,
        "这个范围的上限小于下限",
        "this range ends below its beginning",
        help_zh="调换两个数",
        help_en="swap the two numbers",
    )


def parameter_before_first(span: Span, name: str, first: date, start: date) -> Diagnostic:
    return say(
        "S407",
        span,
        f"参数 `{name}` 到 {first} 才有取值，而规则集自 {start} 起施行",
        f"`{name}` has no value before {first}, but the ruleset is in force from {start}",
        help_zh="这之前用到它的规则不适用；补上更早的取值，或确认就是如此",
        help_en="until then rules that read it are not applicable: add an earlier value if that is not meant",
    )


def repealed_without_value(span: Span, name: str) -> Diagnostic:
    return say(
        "S405",
        span,
        f"参数 `{name}` 没有任何取值",
        f"`{name}` has no value at all",
        help_zh="至少写一个值",
        help_en="give it a value",
    )


def wrong_example_value(span: Span) -> Diagnostic:
    return say(
        "T308",
        span,
        f"示例里的事实不能写成 `{span.text}`",
        f"a fact of an example cannot be written `{span.text}`",
        help_zh="写一个值、`[…]`、`{…}`、`无` 或 `缺失`",
        help_en="write a value, `[…]`, `{…}`, `none` or `unknown`",
    )
