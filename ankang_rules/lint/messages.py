"""Every sentence of the lints and of their settings, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ankang_rules.diagnostics import Diagnostic, Note
from ankang_rules.errors import AnkangRulesError
from ankang_rules.source import Bilingual, Language, Span


def _two(zh: str, en: str) -> Bilingual:
    return Bilingual(zh=zh, en=en)


def _in(lang: Language) -> Bilingual:
    return _two("中文", "Chinese") if lang == "zh" else _two("英文", "English")


# Rules, and what they read


def rule_without_clause(span: Span) -> Diagnostic:
    text = _two(f"规则 `{span.text}` 没有注明条款", f"the rule `{span.text}` cites no clause")
    return Diagnostic(
        "L701", text, span, _two('写上出处的条款：`条款 "…"`', 'name its place in the source: `clause "…"`')
    )


def unused_indicator(span: Span) -> Diagnostic:
    text = _two(f"没有规则用到指标 `{span.text}`", f"no rule reads the indicator `{span.text}`")
    return Diagnostic("L702", text, span, _two("写一条用它的规则，或删去它", "write a rule about it, or remove it"))


def unused_parameter(span: Span) -> Diagnostic:
    text = _two(f"没有条件用到参数 `{span.text}`", f"no condition reads the parameter `{span.text}`")
    help = _two(
        "在条件里用它代替写定的数，或删去它", "let it stand in a condition for the value written there, or remove it"
    )
    return Diagnostic("L703", text, span, help)


def unused_definition(span: Span) -> Diagnostic:
    text = _two(f"没有条件用到定义 `{span.text}`", f"no condition reads the definition `{span.text}`")
    help = _two(
        "在条件里用它代替所定义的算式，或删去它", "let it stand in a condition for what it defines, or remove it"
    )
    return Diagnostic("L704", text, span, help)


def unused_member(span: Span, choices: str) -> Diagnostic:
    text = _two(
        f"`{choices}` 的其他选项有条件要求，`{span.text}` 却没有",
        f"conditions ask for other members of `{choices}`, and none for `{span.text}`",
    )
    help = _two("写一条要求它的规则，或删去它", "write a rule that asks for it, or remove it")
    return Diagnostic("L705", text, span, help)


# Conditions


def always_true(span: Span) -> Diagnostic:
    text = _two(f"`{_short(span)}` 总是成立", f"`{_short(span)}` always holds")
    help = _two(
        "核对其中的数、比较方向和“或”，或删去它",
        "look at its numbers, the direction of its comparisons and its `or`, or remove it",
    )
    return Diagnostic("L706", text, span, help)


def always_false(span: Span) -> Diagnostic:
    text = _two(f"`{_short(span)}` 从不成立", f"`{_short(span)}` never holds")
    help = _two("核对其中的数、比较方向和“且”", "look at its numbers, the direction of its comparisons and its `and`")
    return Diagnostic("L707", text, span, help)


def out_of_range(span: Span, name: str, low: str, high: str) -> Diagnostic:
    text = _two(
        f"`{name}` 的合理范围是 {low} 到 {high}，`{_short(span)}` 在范围之外",
        f"`{_short(span)}` lies outside the range from {low} to {high} that is expected of `{name}`",
    )
    return Diagnostic(
        "L708",
        text,
        span,
        _two("核对这个数和合理范围，二者有一个不对", "one of the two is wrong: correct the number or the range"),
    )


def passes_over_nothing(span: Span, name: str) -> Diagnostic:
    text = _two(
        f"`{name}` 为空时，这条规则不问自过",
        f"where there is no `{name}` at all, this rule passes with nothing to judge",
    )
    help = _two(f"加上适用条件：`当 数目 {name} > 0`", f"say when it applies: `when count of {name} > 0`")
    return Diagnostic("L709", text, span, help)


def passes_over_zero(span: Span, name: str) -> Diagnostic:
    text = _two(f"`{name}` 为零时，这条规则不问自过", f"where `{name}` is zero, this rule passes with nothing to judge")
    return Diagnostic(
        "L709", text, span, _two(f"加上适用条件：`当 {name} > 0`", f"say when it applies: `when {name} > 0`")
    )


def excluded_middle(span: Span) -> Diagnostic:
    text = _two(
        f"`{_short(span)}` 在事实齐全时总成立，缺事实时则无法判定",
        f"`{_short(span)}` holds whatever the fact is, yet is unknown while the fact is missing",
    )
    help = _two(
        "若要求填报，写 `… 已记录`；否则删去", "if the fact has to be reported, write `… is recorded`, else remove it"
    )
    return Diagnostic("L710", text, span, help)


def repeated_condition(span: Span, first: Span) -> Diagnostic:
    text = _two(
        f"规则 `{span.text}` 与 `{first.text}` 的条件相同",
        f"the rules `{first.text}` and `{span.text}` have the same condition",
    )
    help = _two("只留一条，或改正抄写时没有改的条件", "keep one of them, or correct the condition that was copied")
    return Diagnostic("L711", text, span, help, notes=(_first(first),))


def contradiction(span: Span, first: Span, name: str) -> Diagnostic:
    text = _two(
        f"`{_short(first)}` 与 `{_short(span)}` 不能同时成立，没有单位能两条都达标",
        f"`{_short(first)}` and `{_short(span)}` cannot both hold, so that no unit passes both rules",
    )
    help = _two(
        f"改正其中一条，或用 `当` 写明各自何时适用（指标 `{name}`）",
        f"correct one of them, or say by `when` which `{name}` each is for",
    )
    return Diagnostic("L712", text, span, help, notes=(_first(first),))


def exception_never_applies(span: Span, when: Span) -> Diagnostic:
    text = _two(
        f"规则适用时 `{_short(span)}` 从不成立，这个例外无从生效",
        f"`{_short(span)}` never holds where the rule applies, so the exception is never used",
    )
    help = _two("放宽 `当` 的条件，或删去例外", "widen the `when` of the rule, or remove the exception")
    note = Note(when, _two("规则在此时适用", "the rule applies here"))
    return Diagnostic("L713", text, span, help, notes=(note,))


def exception_changes_nothing(span: Span, base: Span) -> Diagnostic:
    text = _two("例外的要求与规则本身的要求相同", "the exception asks for the same as the rule itself")
    note = Note(base, _two("规则本身的要求", "what the rule asks for"))
    return Diagnostic(
        "L713", text, span, _two("改正例外的要求，或删去例外", "correct what it asks for, or remove it"), notes=(note,)
    )


# Labels and names


def label_in_one_language(span: Span, label: str, has: Language) -> Diagnostic:
    has_, lacks = _in(has), _in("en" if has == "zh" else "zh")
    word = "英文" if has == "zh" else "中文"
    text = _two(
        f"`{label}` 只有{has_.zh}标签，没有{lacks.zh}标签",
        f"`{label}` is a label in {has_.en} without one in {lacks.en}",
    )
    return Diagnostic("L714", text, span, _two(f'补上：`{word} "…"`', f'add it: `{"en" if has == "zh" else "zh"} "…"`'))


def label_number_differs(span: Span, said: str, asked: Sequence[str]) -> Diagnostic:
    text = _two(
        f"标签写的是 {said}，条件写的是 {'、'.join(asked)}",
        f"the label says {said}, the condition says {' and '.join(asked)}",
    )
    return Diagnostic(
        "L715",
        text,
        span,
        _two("核对出处，改正不对的一处", "look the number up in the source, and correct the one that is wrong"),
    )


def names_look_alike(span: Span, first: Span) -> Diagnostic:
    text = _two(
        f"`{span.text}` 与 `{first.text}` 看起来几乎一样", f"`{span.text}` and `{first.text}` look almost alike"
    )
    help = _two("给其中一个换个名称", "give one of them another name")
    return Diagnostic("L719", text, span, help, notes=(_first(first),))


# Clauses of a rule


def advice_with_points(span: Span) -> Diagnostic:
    text = _two(
        "`应当` 是建议，不计入结论，却带有分值", "`should` is advice and left out of the verdict, yet it earns points"
    )
    return Diagnostic("L716", text, span, _two("改为 `必须`，或删去分值", "make it a `must`, or remove the points"))


def due_out_of_force(span: Span, due: date, start: date | None, end: date | None) -> Diagnostic:
    if end is not None and due > end:
        text = _two(
            f"期限 {due} 晚于规则失效日 {end}，届期前不会判定",
            f"{due} comes after {end}, the last day in force, so that nothing is ever due",
        )
    else:
        text = _two(
            f"期限 {due} 早于规则生效日 {start}，等于没有期限",
            f"{due} comes before {start}, the first day in force, so that it puts nothing off",
        )
    return Diagnostic("L717", text, span, _two("改正期限或有效期", "correct the due date or the period"))


def money_without_unit(span: Span, unit: str) -> Diagnostic:
    text = _two(
        f"`{span.text}` 没有单位，按指标的单位读作 {span.text} {unit}",
        f"`{span.text}` has no unit, and is read as {span.text} {unit} for the indicator beside it",
    )
    return Diagnostic(
        "L718",
        text,
        span,
        _two(f"写明单位：`{span.text} {unit}`", f"write the unit: `{span.text} {unit}`"),
        fix=f"{span.text} {unit}",
    )


# Allowing


def allow_without_reason(span: Span, what: str) -> Diagnostic:
    text = _two(f"允许 `{what}` 而没有说明理由", f"`{what}` is allowed without a reason")
    return Diagnostic(
        "L720", text, span, _two(f"写上理由：`# allow: {what} 理由`", f"say why: `# allow: {what} because …`")
    )


def unused_allow(span: Span, what: str) -> Diagnostic:
    text = _two(f"此处没有 `{what}` 可以允许", f"there is no `{what}` here to be allowed")
    return Diagnostic("L721", text, span, _two("删去这条注释", "remove this comment"), fix="")


def allow_of_unknown(span: Span, what: str, close: Sequence[str]) -> Diagnostic:
    text = _two(f"没有名为 `{what}` 的检查项", f"there is no lint called `{what}`")
    return Diagnostic("L721", text, span, _meant(close))


# Settings


def unknown_lint(what: str, place: str, close: Sequence[str]) -> AnkangRulesError:
    text = _two(f"没有名为 `{what}` 的检查项", f"there is no lint called `{what}`")
    return AnkangRulesError([Diagnostic("F512", text, help=_meant(close), place=place)])


def broken_settings(place: str, why: str) -> AnkangRulesError:
    text = _two(f"设置文件读不出：{why}", f"the settings cannot be read: {why}")
    help = _two("按 TOML 的写法改正，或删去这一节", "correct it as TOML, or remove the file")
    return AnkangRulesError([Diagnostic("F512", text, help=help, place=place)])


def wrong_setting(place: str, key: str) -> AnkangRulesError:
    text = _two(f"`{key}` 不是 lint 的设置", f"`{key}` is no setting of the linter")
    help = _two(
        '可以写 `select = ["L701"]` 或 `ignore = ["L701"]`', 'it can be `select = ["L701"]` or `ignore = ["L701"]`'
    )
    return AnkangRulesError([Diagnostic("F512", text, help=help, place=place)])


def _meant(close: Sequence[str]) -> Bilingual:
    if not close:
        return _two("`ankang-rules lint --help` 说明如何列出全部检查项", "the pages under docs/lints list them all")
    return _two(
        f"是否想写 {' 或 '.join(f'`{name}`' for name in close)}？",
        f"did you mean {' or '.join(f'`{name}`' for name in close)}?",
    )


def _first(span: Span) -> Note:
    return Note(span, _two("另一处在此", "the other one"))


def _short(span: Span) -> str:
    """The text of *span* on one line, cut where it is long, with the closing brackets that the span leaves out."""
    text = " ".join(span.text.split())
    text += ")" * (text.count("(") - text.count(")"))
    return text if len(text) <= 60 else f"{text[:59]}…"
