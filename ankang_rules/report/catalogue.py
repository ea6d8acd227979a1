"""What is said of saved reports, of what changed between two and of the next visit, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from ankang_rules.model.status import Status
from ankang_rules.report.causes import Cause
from ankang_rules.source import Bilingual, Language

MOST_LISTED = 12
How = Literal["changed", "added", "removed"]

CAUSES = {
    Cause.RULE: Bilingual(zh="规则", en="the rule"),
    Cause.DATA: Bilingual(zh="数据", en="the data"),
    Cause.PARAMETER: Bilingual(zh="参数", en="a parameter"),
    Cause.DATE: Bilingual(zh="日期", en="the date"),
    Cause.ENGINE: Bilingual(zh="程序版本", en="the version of the engine"),
}
_HOW = {
    "changed": Bilingual(zh="有改动", en="changed"),
    "added": Bilingual(zh="新增", en="added"),
    "removed": Bilingual(zh="删去", en="removed"),
}


def _named(causes: Sequence[Cause], lang: Language) -> str:
    words = [CAUSES[cause](lang) for cause in causes]
    if lang == "zh":
        return "、".join(words)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def done_by(ways: Sequence[Sequence[Cause]], tried: bool, lang: Language) -> str:
    """Say which causes made a status another one."""
    if not ways:
        return _(
            "它所依据的都没有变，两份报告不能都成立",
            "nothing that it reads differs: the two reports cannot both be right",
            lang,
        )
    if len(ways) == 1 and len(ways[0]) == 1:
        return _(f"原因：{_named(ways[0], 'zh')}", f"{_named(ways[0], 'en')} did it", lang)
    if not tried:
        return _(
            f"原因是以下之一，或几项共同：{_named(ways[0], 'zh')}",
            f"one of these did it, or several together: {_named(ways[0], 'en')}",
            lang,
        )
    if len(ways) == 1:
        return _(f"原因：{_named(ways[0], 'zh')}共同所致", f"{_named(ways[0], 'en')} did it together", lang)
    each = [(_together(way, "zh"), _together(way, "en")) for way in ways]
    return _(
        f"以下任何一项都足以如此：{'；'.join(zh for zh, _en in each)}",
        f"each of these was enough by itself: {'; '.join(en for _zh, en in each)}",
        lang,
    )


def _together(way: Sequence[Cause], lang: Language) -> str:
    if len(way) == 1:
        return _named(way, lang)
    return _(f"{_named(way, 'zh')}（共同）", f"{_named(way, 'en')} together", lang)


def _(zh: str, en: str, lang: Language) -> str:
    return Bilingual(zh=zh, en=en)(lang)


def headline(unit: str | None, ruleset: str, before: Status, after: Status, lang: Language) -> str:
    who = f"{unit} · {ruleset}" if unit else ruleset
    if before is after:
        return _(f"{who}：{after.label('zh')}，未变", f"{who}: {after.label('en')}, as before", lang)
    return _(
        f"{who}：{before.label('zh')} → {after.label('zh')}", f"{who}: {before.label('en')} → {after.label('en')}", lang
    )


def nothing_differs(lang: Language) -> str:
    return _("没有不同", "nothing differs", lang)


def other_day(before: date | None, after: date | None, lang: Language) -> str:
    return _(
        f"截至日期：{_day(before, 'zh')} → {_day(after, 'zh')}",
        f"as of: {_day(before, 'en')} → {_day(after, 'en')}",
        lang,
    )


def other_year(before: int | None, after: int | None, lang: Language) -> str:
    return _(
        f"考核年度：{before or '未定'} → {after or '未定'}",
        f"assessment year: {before or 'none'} → {after or 'none'}",
        lang,
    )


def _day(day: date | None, lang: Language) -> str:
    return day.isoformat() if day else _("未定", "none", lang)


def other_engine(before: str, after: str, lang: Language) -> str:
    return _(f"程序版本：{before} → {after}", f"engine: {before} → {after}", lang)


def other_about(before: str, after: str, lang: Language) -> str:
    return _(
        f"两份报告说的不是同一单位或规则集：{before} → {after}",
        f"the two are not about the same: {before} → {after}",
        lang,
    )


def counts(units: int, groups: int, rules: int, lang: Language) -> str:
    """How many ended otherwise."""
    if not units + groups + rules:
        return _("各规则、组和单位的结论均未变", "every rule, group and unit ends as before", lang)
    said = [(units, "个单位", "unit"), (groups, "个组", "group"), (rules, "条规则", "rule")]
    zh = "、".join(f"{number} {word}" for number, word, _en in said if number)
    en = ", ".join(plural(number, word) for number, _zh, word in said if number)
    verb = "ends" if units + groups + rules == 1 else "end"
    return _(f"结论有变：{zh}", f"{en} {verb} otherwise", lang)


def plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def change(name: str, before: str | None, after: str | None, lang: Language) -> str:
    nothing = _("无", "nothing", lang)
    colon = "：" if lang == "zh" else ": "
    return f"{name}{colon}{nothing if before is None else before} → {nothing if after is None else after}"


def source_only(name: str, lang: Language) -> str:
    return _(f"{name}：来源不同，值未变", f"{name}: from elsewhere, with the same value", lang)


def set_by_date(what: str, lang: Language) -> str:
    return _(f"{what}（随日期）", f"{what} (by its date)", lang)


def rule_how(how: How, lang: Language) -> str:
    return _(f"规则{_HOW[how]('zh')}", f"the rule was {_HOW[how]('en')}", lang)


def named_how(name: str, how: How, lang: Language) -> str:
    return f"{name}（{_HOW[how]('zh')}）" if lang == "zh" else f"{name} ({_HOW[how]('en')})"


def unit_added(path: str, lang: Language) -> str:
    return _(f"新增单位：{path}", f"unit added: {path}", lang)


def unit_removed(path: str, lang: Language) -> str:
    return _(f"少了单位：{path}", f"unit gone: {path}", lang)


TITLES = {
    "rulesets": Bilingual(zh="规则集的文字有变", en="rulesets whose text differs"),
    "rules": Bilingual(zh="规则有变", en="rules that differ"),
    "parameters": Bilingual(zh="参数有变", en="parameters that differ"),
    "facts": Bilingual(zh="事实有变", en="facts that differ"),
    "units": Bilingual(zh="单位有增减", en="units that came or went"),
}


def title(what: str, number: int, lang: Language) -> str:
    return f"{TITLES[what](lang)}（{number:,}）" if lang == "zh" else f"{TITLES[what](lang)} ({number:,})"


def more(number: int, lang: Language) -> str:
    return _(f"另有 {number:,} 处", f"and {number:,} more", lang)


def group_word(lang: Language) -> str:
    return _("组", "group", lang)


# Verifying


def verified(unit: str | None, ruleset: str, as_of: date | None, same: bool, lang: Language) -> str:
    who = f"{unit} · {ruleset}" if unit else ruleset
    when = _(f"，截至 {as_of}", f", as of {as_of}", lang) if as_of else ""
    verdict = _("重新推导，结果相同", "derived again, the same", lang)
    if not same:
        verdict = _("重新推导，结果不同", "derived again, it differs", lang)
    return f"{who}{when}{'：' if lang == 'zh' else ': '}{verdict}"


def was_edited(lang: Language) -> str:
    return _("报告保存后被改动过", "the report was edited after it was saved", lang)


def parameters_not_known(keys: Sequence[str], lang: Language) -> str:
    return _(
        f"评定时指定的参数，规则集已不能接受：{_keys(keys, '、')}",
        f"parameters that were set then, and that the ruleset cannot take now: {_keys(keys, ', ')}",
        lang,
    )


def details_differ(keys: Sequence[str], lang: Language) -> str:
    return _(
        f"规则和事实都没有变，报告所说却推导不出：{_keys(keys, '、')}",
        f"rules and facts are the same, but what the report says does not follow from them: {_keys(keys, ', ')}",
        lang,
    )


def _keys(keys: Sequence[str], comma: str) -> str:
    more = f"{comma}…" if len(keys) > MOST_LISTED else ""
    return comma.join(keys[:MOST_LISTED]) + more


def from_report_to_derived(lang: Language) -> str:
    return _("以下从报告（前）到重新推导的结果（后）：", "below, from the report to what is derived now:", lang)


# The next visit


def visit(unit: str | None, title: str, as_of: date | None, by: date, lang: Language) -> str:
    who = f"{unit} · {title}" if unit else title
    return _(
        f"{who}：{by} 前的下次核查（{as_of} 评定）", f"{who}: the next visit, by {by} (judged as of {as_of})", lang
    )


def nothing_to_visit(lang: Language) -> str:
    return _("没有需要再查的", "there is nothing to visit for", lang)


_VISIT_TITLES = {
    "fails": Bilingual(zh="不达标，要整改", en="fails: to be put right"),
    "unknown": Bilingual(zh="无法判定，要补资料", en="unknown: to be handed in"),
    "falls due": Bilingual(zh="{} 前到期", en="falls due by {}"),
    "changes": Bilingual(zh="情况不变，到 {} 前也会变", en="ends otherwise by {}, though nothing else changes"),
    "due again": Bilingual(zh="{} 前再次到期", en="due again by {}"),
}


def visit_title(why: str, number: int, by: date, lang: Language) -> str:
    text = _VISIT_TITLES[why](lang).format(by)
    return f"{text}（{number:,}）" if lang == "zh" else f"{text} ({number:,})"


def in_units(names: str, lang: Language) -> str:
    return _(f"单位：{names}", f"units: {names}", lang)


def fix(text: str, lang: Language) -> str:
    return _(f"整改：{text}", f"fix: {text}", lang)


def evidence(text: str, lang: Language) -> str:
    return _(f"查证：{text}", f"evidence: {text}", lang)


def advice(lang: Language) -> str:
    return _("（建议）", "(advice)", lang)


def old_evidence(number: int, age: str, by: date, lang: Language) -> str:
    return _(
        f"依据到 {by} 将超过 {age}，要更新（{number:,}）",
        f"evidence older than {age} by {by}: to be renewed ({number:,})",
        lang,
    )


def too_old(name: str, on: date, since: date, rules: int, lang: Language) -> str:
    return _(
        f"{since}  {name}：{on} 的，{rules} 条规则用到",
        f"{since}  {name}: of {on}, read by {plural(rules, 'rule')}",
        lang,
    )


def undated(number: int, lang: Language) -> str:
    return _(
        f"没有日期、不知新旧的事实（{number:,}）",
        f"facts without a date, of which nobody knows how old they are ({number:,})",
        lang,
    )


def another_year(year: int, number: int, lang: Language) -> str:
    return _(
        f"{year} 年度开始，{number} 条规则要该年度的资料",
        f"the assessment year {year} begins: rules that ask for its facts ({number:,})",
        lang,
    )
