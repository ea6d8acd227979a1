"""Sentences about how a file, a rule or an example is put together."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from ankang_rules.check.messages.say import first_place, quoted, say
from ankang_rules.diagnostics import Diagnostic, Note
from ankang_rules.model.exact import exact_text
from ankang_rules.source import Bilingual, Source, Span


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
        help_zh="调换两端",
        help_en="swap the two ends",
    )


def parameter_before_first(reading: Span, parameter: Span, name: str, first: date, start: date) -> Diagnostic:
    return say(
        "S407",
        reading,
        f"参数 `{name}` 到 {first} 才有取值，而这里自 {start} 起就用到它",
        f"`{name}` has no value before {first}, but is read here from {start}",
        notes=_parameter(parameter),
        help_zh="这之前用到它的规则不适用；补上更早的取值，或确认就是如此",
        help_en="until then rules that read it are not applicable: add an earlier value if that is not meant",
    )


def parameter_repealed(reading: Span, parameter: Span, name: str, repealed: date, start: date) -> Diagnostic:
    return say(
        "S407",
        reading,
        f"参数 `{name}` 自 {repealed} 起废止，而这里自 {start} 起用到它",
        f"`{name}` is repealed from {repealed}, but is read here from {start}",
        notes=_parameter(parameter),
        help_zh="用到它的规则不适用；补上新的取值，或删去这条规则",
        help_en="rules that read it are not applicable: add a newer value, or drop them",
    )


def _parameter(span: Span) -> tuple[Note, ...]:
    return (Note(span, Bilingual(zh="参数在这里声明", en="the parameter is declared here")),)


def two_values_for_a_day(span: Span, name: str, start: date | None, first: Span) -> Diagnostic:
    zh, en = (f"自 {start} 起", f"from {start}") if start else ("没有注明日期", "without a day")
    return say(
        "S409",
        span,
        f"参数 `{name}` 有两个取值都{zh}",
        f"`{name}` has two values {en}",
        notes=first_place(first),
        help_zh="留下一个，或用 `自 …` 注明不同的日期",
        help_en="keep one of them, or date them differently with `from …`",
    )


def repealed_before_first(span: Span, name: str, first: Span) -> Diagnostic:
    note = Note(first, Bilingual(zh="第一个取值在这里", en="its first value is here"))
    return say(
        "S410",
        span,
        f"参数 `{name}` 还没有取值就废止了",
        f"`{name}` is repealed before it has a value",
        notes=(note,),
        help_zh="改正其中一个日期，或删去这一项",
        help_en="correct one of the two days, or leave this out",
    )


def score_out_of_reach(span: Span, highest: Fraction, *, is_share: bool) -> Diagnostic:
    most = "100%" if is_share else exact_text(highest)
    return say(
        "S411",
        span,
        f"得分达不到 `{quoted(span)}`",
        f"no score reaches `{quoted(span)}`",
        help_zh=f"得分最高为 {most}" + ("" if is_share else "，即各规则分值之和"),
        help_en=f"a score is at most {most}" + ("" if is_share else ", the points of all rules"),
    )


def exceptions_overlap(first: Span, second: Span, when: Bilingual) -> Diagnostic:
    return say(
        "S408",
        second,
        f"{when.zh}时，两个例外同时成立",
        f"two exceptions hold at once when {when.en}",
        notes=(Note(first, Bilingual(zh="另一个例外", en="the other exception")),),
        help_zh="让两个例外的条件互不相容，或合成一个例外",
        help_en="let their conditions exclude one another, or make one exception of them",
    )


def example_fact_twice(span: Span, first: Span) -> Diagnostic:
    return say(
        "S403",
        span,
        f"这个示例给了两次 `{quoted(span)}`",
        f"this example gives `{quoted(span)}` twice",
        notes=first_place(first),
        help_zh="留下一个",
        help_en="keep one of them",
    )


def example_expects_twice(span: Span, rule: str, first: Span) -> Diagnostic:
    return say(
        "S403",
        span,
        f"这个示例对规则 `{rule}` 写了两个期望",
        f"this example expects something of `{rule}` twice",
        notes=first_place(first),
        help_zh="留下一个",
        help_en="keep one of them",
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
        "T320",
        span,
        f"示例里的事实不能写成 `{quoted(span)}`",
        f"a fact of an example cannot be written `{quoted(span)}`",
        help_zh="写一个值、`[…]`、`{…}`、`无` 或 `缺失`",
        help_en="write a value, `[…]`, `{…}`, `none` or `unknown`",
    )


def fact_of_what(span: Span, kind: str) -> Diagnostic:
    zh, en = {"parameter": ("参数", "a parameter"), "definition": ("定义", "a definition")}[kind]
    return say(
        "T307",
        span,
        f"示例给的是指标的事实，`{quoted(span)}` 却是{zh}",
        f"an example gives facts of indicators, but `{quoted(span)}` is {en}",
        help_zh="给出它所依据的指标" if kind == "definition" else "删去它；参数的取值在声明里",
        help_en="give the indicators it is made of"
        if kind == "definition"
        else "leave it out: a parameter has its value from its declaration",
    )


def more_problems(source: Source, left: int) -> Diagnostic:
    return Diagnostic(
        "R117",
        Bilingual(zh=f"另有 {left:,} 处问题未列出", en=f"{left:,} more problems are not listed"),
        help=Bilingual(zh="先改好列出的，再检查一次", en="mend those that are listed, and check again"),
        place=source.name,
    )
