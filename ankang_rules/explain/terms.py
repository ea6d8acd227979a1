"""The words of a ruleset's catalogue and of the tree of a judgement, in both languages."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ankang_rules.explain.catalogue import plural
from ankang_rules.explain.layout import chinese
from ankang_rules.source import Bilingual


def _two(zh: str, en: str) -> Bilingual:
    return Bilingual(zh=zh, en=en)


# Titles of fields

must = _two("必须", "must")
should = _two("应当", "should")
when = _two("适用", "when")
except_when = _two("例外", "except")
applies = _two("适用", "applies")
instead = _two("改为", "then")
in_force = _two("施行", "in force")
due = _two("期限", "due")
points = _two("分值", "points")
where = _two("其中", "where")
parameter = _two("参数", "given")
evidence = _two("凭据", "evidence")
fix = _two("整改", "fix")
name = _two("名称", "name")
tier = _two("层级", "tier")
source = _two("出处", "source")
holds = _two("内容", "contents")
clause = _two("条款", "clause")
kind = _two("类型", "type")
expected = _two("常见范围", "expected")
collected = _two("采集自", "collected")
changes = _two("改动", "changes")
is_fixed = _two("固定，整改办法不涉及", "fixed, so no proposal changes it")
read_by = _two("用于", "read by")
needs = _two("条件", "needs")
note = _two("说明", "note")
value = _two("取值", "value")
members = _two("选项", "members")

asked_of = _two("对象", "asked of")
one_of_them = _two("单称", "one is a")
judged_by = _two("按", "judged by")
below = _two("属于", "below")
register = _two("总数", "total")
recorded = _two("记录于", "recorded")
asked_for_each = _two("逐个要求", "for each")

# Titles of parts

levels = _two("下级单位", "Units below")

parameters = _two("参数", "Parameters")
definitions = _two("定义", "Definitions")
indicators = _two("指标", "Indicators")
awards = _two("授予", "Awards")
rules = _two("规则", "Rules")
no_group = _two("不分组的规则", "Rules without a group")

advice = _two("引导性，不计入结论", "advice, not counted")
any_of = _two("任一条达标即可", "one passing rule is enough")
not_read = _two("没有规则", "no rule")
all_pass = _two("各条必须条款全部达标", "every `must` rule passes")


def contents(rules: int, groups: int, indicators: int) -> Bilingual:
    grouped = _two(f"，分 {groups} 组", f" in {plural(groups, 'group')}") if groups else _two("", "")
    return _two(
        f"{rules} 条规则{grouped.zh or ''}，涉及 {indicators} 项指标",
        f"{plural(rules, 'rule')}{grouped.en or ''}, over {plural(indicators, 'indicator')}",
    )


def titled(title: str, name: str) -> Bilingual:
    return _two(f"{title}（{name}）", f"{title} ({name})") if title != name else _two(name, name)


def period(start: date | None, end: date | None) -> Bilingual:
    zh = [f"自 {start} 起" if start else "", f"至 {end} 止" if end else ""]
    en = [f"from {start}" if start else "", f"to {end}" if end else ""]
    return _two("，".join(filter(None, zh)), " ".join(filter(None, en)))


def each_of(name: str, singular: str) -> Bilingual:
    return _two(chinese("每个", name) + "，逐个评定", f"each {singular}, one by one")


def total_of(name: str) -> Bilingual:
    return _two(chinese(name, "的总数"), f"the total of {name}")


def all_pass_and_score(operator: str, bound: str) -> Bilingual:
    return _two(f"{all_pass.zh}，且得分 {operator} {bound}", f"{all_pass.en}, and score {operator} {bound}")


def exception(when: str, condition: str) -> Bilingual:
    return _two(f"{chinese(when, '的')}，改为：{condition}", f"{when} — then: {condition}")


# Types

yes_no = _two("是/否", "yes/no")
text = _two("文字", "text")
day = _two("日期", "date")
number_of_days = _two("天数", "number of days")
number_of_months = _two("月数", "number of months")
share = _two("占比", "share")
plain_number = _two("数", "number")
_QUANTITY = {"count": _two("计数", "count"), "number": _two("数", "number"), "money": _two("金额", "money")}


def quantity(kind: str, unit: str) -> Bilingual:
    word = _QUANTITY[kind]
    return _two(f"{word.zh}（{unit}）", f"{word.en} in {unit}") if unit else word


def share_within(bound: str) -> Bilingual:
    return _two(chinese("占比，不超出", bound), f"share, within {bound}")


def one_of(listed: str) -> Bilingual:
    return _two(f"其中一项：{listed}", f"one of: {listed}")


def set_of(listed: str) -> Bilingual:
    return _two(f"可有多项：{listed}", f"any of: {listed}")


def open_list(listed: str) -> Bilingual:
    return _two(chinese(listed, "等"), f"{listed}, and others")


def monthly(inner: str) -> Bilingual:
    return _two(f"逐月，{inner}", f"monthly, {inner}")


def records(singular: str, fields: str) -> Bilingual:
    return _two(f"{chinese('清单，每条', singular, '有')}：{fields}", f"list of {singular}, each with: {fields}")


def field(name: str, kind: str) -> Bilingual:
    return _two(f"{name}：{kind}", f"{name}: {kind}")


def takes_effort(number: str) -> Bilingual:
    return _two(f"代价 {number}", f"effort {number}")


def a_range(low: str, high: str) -> Bilingual:
    return _two(chinese(low, "至", high), f"{low} to {high}")


# Parameters


def value_from(value: str, start: date | None) -> Bilingual:
    return _two(chinese(f"自 {start} 起", value), f"{value} from {start}") if start else _two(value, value)


def repealed_from(start: date | None) -> Bilingual:
    return _two(f"自 {start} 起废止", f"repealed from {start}") if start else _two("已废止", "repealed")


def since(start: date | None) -> Bilingual:
    return _two(f"自 {start} 起", f"since {start}") if start else _two("一直如此", "always so")


by_caller = _two("本次评定另行指定", "set for this evaluation")
no_value = _two("此时没有取值", "has no value on this day")

# Conditions as sentences

_IS = {
    "≥": _two("不低于", "at least"),
    "≤": _two("不超过", "at most"),
    ">": _two("高于", "more than"),
    "<": _two("低于", "less than"),
    "=": _two("等于", "exactly"),
    "≠": _two("不等于", "anything but"),
}
_IS_DAY = {
    "≥": _two("不早于", "on or after"),
    "≤": _two("不晚于", "on or before"),
    ">": _two("晚于", "after"),
    "<": _two("早于", "before"),
    "=": _two("恰为", "on"),
    "≠": _two("不是", "not on"),
}
_IS_THE_SAME = {"=": _two("为", ""), "≠": _two("不是", "not")}


def compared(left: str, operator: str, right: str, kind: Literal["number", "day", "other"]) -> Bilingual:
    word = {"number": _IS, "day": _IS_DAY, "other": _IS_THE_SAME}[kind][operator]
    return _two(chinese(left, word.zh or "", right), f"{left}: {f'{word.en} ' if word.en else ''}{right}")


def part_of(share: str, whole: str) -> Bilingual:
    return _two(chinese(whole, "的", share), f"{share} of {whole}")


def is_yes(name: str, wanted: bool) -> Bilingual:
    return _two(f"{name}：{'是' if wanted else '否'}", f"{name}: {'yes' if wanted else 'no'}")


def includes(whole: str, members: str) -> Bilingual:
    return _two(chinese(whole, f"包含：{members}"), f"{whole}: includes {members}")


def includes_all(whole: str, title: str, members: str) -> Bilingual:
    return _two(chinese(whole, "包含全部", f"{title}：{members}"), f"{whole}: includes all of {title} ({members})")


def is_one_of(operand: str, options: str) -> Bilingual:
    return _two(chinese(operand, f"是其中之一：{options}"), f"{operand}: one of {options}")


def is_empty(operand: str) -> Bilingual:
    return _two(chinese(operand, "为空"), f"{operand}: empty")


def is_recorded(operand: str) -> Bilingual:
    return _two(chinese(operand, "已有记录"), f"{operand}: recorded")


def is_increasing(series: str, *, strictly: bool) -> Bilingual:
    if strictly:
        return _two(chinese(series, "逐月增长"), f"{series}: rising every month")
    return _two(chinese(series, "逐月不减"), f"{series}: never falling from month to month")


def every_month(inner: str) -> Bilingual:
    return _two(f"每月：{inner}", f"every month: {inner}")


def quantified(which: str, singular: str, where: str, inner: str, *, units: bool = False) -> Bilingual:
    zh = {"every": "每", "some": "至少有一"}[which] + ("个" if units else "条")
    those = _two(f"（{chinese('凡', where)}）", f" (where {where})") if where else _two("", "")
    return _two(f"{chinese(zh, singular)}{those.zh or ''}：{inner}", f"{which} {singular}{those.en or ''}: {inner}")


def count_of(records: str, where: str) -> Bilingual:
    return _two(
        f"{chinese(records, '的条数')}{_such(where)}", f"count of {records}{f' (where {where})' if where else ''}"
    )


def share_where(records: str, where: str) -> Bilingual:
    return _two(f"{chinese(records, '的占比')}{_such(where)}", f"share of {records} (where {where})")


def verdict(passes: bool) -> Bilingual:
    return _two("达标", "passes") if passes else _two("不达标", "fails")


def count_of_units(units: str, where: str, passes: bool | None) -> Bilingual:
    if passes is not None:
        return _two(chinese(_judged(passes), units, "的个数"), f"count of {units} {_judging(passes)}")
    return _two(f"{chinese(units, '的个数')}{_such(where)}", f"count of {units}{f' (where {where})' if where else ''}")


def share_of_units(units: str, where: str, passes: bool | None) -> Bilingual:
    if passes is not None:
        return _two(chinese(_judged(passes), units, "的占比"), f"share of {units} {_judging(passes)}")
    return _two(f"{chinese(units, '的占比')}{_such(where)}", f"share of {units} (where {where})")


def _judged(passes: bool) -> str:
    return "达标" if passes else "不达标"


def _judging(passes: bool) -> str:
    return "passing" if passes else "failing"


_AGGREGATE = {"sum": "合计", "average": "平均", "lowest": "最低", "highest": "最高"}


def aggregate(which: str, records: str, operand: str, where: str) -> Bilingual:
    zh = f"{chinese(records, '的', operand, _AGGREGATE[which])}{_such(where)}"
    return _two(zh, f"{which} of {operand} in {records}{f' (where {where})' if where else ''}")


def _such(where: str) -> str:
    return f"（{where}）" if where else ""


all_of_these = _two("以下各项都要成立：", "all of these:")
one_of_these = _two("以下任一项成立即可：", "one of these:")
none_of_these = _two("以下一项也不得成立：", "none of these:")
not_this = _two("以下不得成立：", "not this:")


def number_of_these(bound: str, number: int) -> Bilingual:
    zh = {"at least": "至少", "exactly": "恰好", "at most": "至多"}[bound]
    return _two(f"以下各项中{zh} {number} 项成立：", f"{bound} {number} of these:")


def depends(test: str) -> Bilingual:
    return _two(f"视“{test}”是否成立：", f"depending on whether “{test}” holds:")


def if_so(then: str) -> Bilingual:
    return _two(chinese("是，则", then), f"if so, {then}")


def if_not(otherwise: str) -> Bilingual:
    return _two(chinese("否，则", otherwise), f"if not, {otherwise}")


# The tree of a judgement

as_written = _two("条件原文", "As written")
step_by_step = _two("逐步评定", "Step by step")
used_parameters = _two("所用参数", "Parameters used")
seen_above = _two("见上", "see above")
not_handed_in = _two("未填报", "not handed in")


def equals(name: str, value: str) -> str:
    if name == value:
        return value
    return f"{name} {value}" if value.startswith("≈") else f"{name} = {value}"


def remark(text: str) -> Bilingual:
    return _two(f"（{text}）", f" ({text})")


def role(title: Bilingual, text: str) -> Bilingual:
    return _two(f"{title.zh}：{text}", f"{title.en}: {text}")


def line(number: int) -> Bilingual:
    return _two(f"第 {number} 行", f"line {number}")


def written(text: str) -> Bilingual:
    return _two(chinese("填写为", text), f"written {text}")


def record(number: int) -> Bilingual:
    return _two(f"第 {number} 条", f"record {number}")


def more_records(number: int) -> Bilingual:
    return _two(f"另有 {number} 条，未列出", f"{plural(number, 'more record')}, not listed")


def more_units(number: int) -> Bilingual:
    return _two(f"另有 {number} 个，未列出", f"{plural(number, 'more unit')}, not listed")


def did_not_matter(why: str) -> Bilingual:
    """*why* is empty where it stands at a neighbour."""
    return _two(f"没有影响：{why}", f"did not matter: {why}") if why else _two("没有影响", "did not matter")


another_holds = _two("另一项已成立", "another one holds")
another_fails = _two("另一项不成立，已成定局", "another one fails, which settles it")
enough_hold = _two("成立的已经够数", "enough of them hold")
too_many_fail = _two("不成立的已经过多", "too many of them fail")
enough_fail = _two("不成立的已经够多", "enough of them fail")
too_many_hold = _two("成立的已经过多", "too many of them hold")
another_month_fails = _two("另有月份不成立，已成定局", "another month fails, which settles it")
another_record_fails = _two("另有记录不成立，已成定局", "another record fails, which settles it")
another_record_holds = _two("另有记录已成立", "another record holds")
another_unit_fails = _two("另有单位不成立，已成定局", "another unit fails, which settles it")
another_unit_holds = _two("另有单位已成立", "another unit holds")
branches_agree = _two("两支结果相同", "both branches come to the same")
settled_otherwise = _two("没有它也已成定局", "it is settled without it")


def not_looked_at(what: str, *, because: Bilingual) -> Bilingual:
    return _two(f"没有看：{what}（{because.zh}）", f"not looked at: {what} ({because.en})")


test_holds = _two("前提成立，不走这一支", "the test holds, so this branch is not taken")
test_fails = _two("前提不成立，不走这一支", "the test does not hold, so this branch is not taken")
not_in_effect = _two("这一例外不成立", "this exception does not hold")
instead_an_exception = _two("由例外代替", "an exception stands in its place")
does_not_apply = _two("规则不适用", "the rule does not apply")
whether_it_applies = _two("是否适用尚不知道", "it is not known whether the rule applies")
exceptions_open = _two("例外是否成立尚不知道", "it is not known which exception holds")
