"""Every sentence a report can say, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ankang_rules.explain.layout import as_one, chinese
from ankang_rules.model.status import Status
from ankang_rules.source import Bilingual, Language


def _two(zh: str, en: str) -> Bilingual:
    return Bilingual(zh=zh, en=en)


def joined(parts: Sequence[str], lang: Language) -> str:
    return ("、" if lang == "zh" else ", ").join(parts)


def sentence(parts: Sequence[str], lang: Language) -> str:
    return ("；" if lang == "zh" else "; ").join(part for part in parts if part)


def plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


# Values

unknown = _two("不知道", "not known")
nothing = _two("（空）", "(none)")
absent = _two("无（已报告没有）", "none (reported as absent)")


def yes_no(value: bool) -> Bilingual:
    return _two("是", "yes") if value else _two("否", "no")


def records(length: int) -> Bilingual:
    return _two(f"{length} 条", plural(length, "record"))


def units(number: int) -> Bilingual:
    return _two(f"{number:,} 个单位", "1 unit" if number == 1 else f"{number:,} units")


def months_given(given: int, of: int) -> Bilingual:
    return _two(f"{of} 个月中有 {given} 个月的数", f"{given} of {of} months given")


def length_of_time(number: str, word: str) -> Bilingual:
    """*word* is one that is translated, or one that the author declared."""
    zh = {"minute": "分钟", "hour": "小时", "week": "周", "day": "天", "month": "个月", "year": "年"}.get(word)
    if zh is None:
        return _two(f"{number} {word}", f"{number} {word}")
    return _two(f"{number} {zh}", f"{number} {word if number in ('1', '-1') else f'{word}s'}")


def or_more(low: str) -> Bilingual:
    return _two(f"{chinese(low, '以上')}，总数不明", f"{low} or more, of an unknown total")


def between(low: str, high: str) -> Bilingual:
    return _two(chinese(low, "到", high, "之间"), f"between {low} and {high}")


# Observed against required

_REQUIRED = {
    "≥": _two("不低于", "at least"),
    "≤": _two("不超过", "at most"),
    ">": _two("高于", "more than"),
    "<": _two("低于", "less than"),
    "=": _two("等于", "exactly"),
    "≠": _two("不等于", "anything but"),
}
_REQUIRED_DAY = {
    "≥": _two("不早于", "on or after"),
    "≤": _two("不晚于", "on or before"),
    ">": _two("晚于", "after"),
    "<": _two("早于", "before"),
    "=": _two("恰为", "on"),
    "≠": _two("不是", "not on"),
}


def observed(name: str, value: str) -> Bilingual:
    """*value* is empty where *name* says it all."""
    return _two(f"{name}：{value}", f"{name}: {value}") if value else _two(name, name)


def required(operator: str, name: str, value: str, *, day: bool = False) -> Bilingual:
    words = (_REQUIRED_DAY if day else _REQUIRED)[operator]
    zh = f"{as_one(name)}（{value}）" if name and value else as_one(name) or value
    en = f"{name} ({value})" if name and value else name or value
    return _two(chinese("要求", words.zh or "", zh), f"required: {words.en} {en}")


def share_required(operator: str, share: str, name: str, value: str) -> Bilingual:
    words = _REQUIRED[operator]
    shown = _two(f"（{value}）", f" ({value})") if value else _two("", "")
    return _two(
        chinese("要求", words.zh or "", name, "的", share) + (shown.zh or ""),
        f"required: {words.en} {share} of {name}{shown.en or ''}",
    )


def required_yes(wanted: bool) -> Bilingual:
    return _two(f"要求为“{'是' if wanted else '否'}”", f"required: {'yes' if wanted else 'no'}")


def part_of(share: str, name: str) -> Bilingual:
    return _two(chinese("为", name, "的", share), f"{share} of {name}")


def short_by(parts: Sequence[str]) -> Bilingual:
    return _two(chinese("差", "，".join(parts)), f"{', '.join(parts)} short")


def over_by(parts: Sequence[str]) -> Bilingual:
    return _two(chinese("超出", "，".join(parts)), f"{', '.join(parts)} too much")


def to_spare(parts: Sequence[str]) -> Bilingual:
    return _two(chinese("余", "，".join(parts)), f"{', '.join(parts)} to spare")


def just_at_the_bound() -> Bilingual:
    return _two("正好在界上，还须再多一点", "exactly at the bound, which is not enough")


def points(number: str, sign: str) -> Bilingual:
    zh, en = ("千分点", " per mille") if sign == "‰" else ("百分点", "")
    return _two(f"{number} 个{zh}", f"{number} {'point' if number == '1' else 'points'}{en}")


def lacking(members: str) -> Bilingual:
    return _two(f"缺少：{members}", f"lacking: {members}")


def includes_required(members: str) -> Bilingual:
    return _two(f"要求包含：{members}", f"required: {members}")


def one_of_required(options: str) -> Bilingual:
    return _two(f"要求是其中之一：{options}", f"required: one of {options}")


def recorded(name: str, holds: bool | None) -> Bilingual:
    if holds is None:
        return _two(f"{name}：尚未填报", f"{name}: not handed in")
    return (
        _two(f"{name}：已有记录", f"{name}: recorded")
        if holds
        else _two(f"{name}：报告为没有", f"{name}: reported as absent")
    )


def empty(name: str, holds: bool) -> Bilingual:
    return _two(f"{name}：为空", f"{name}: empty") if holds else _two(f"{name}：不为空", f"{name}: not empty")


# Logic

all_needed = _two("以下各项都要成立：", "all of these are needed:")
one_needed = _two("以下任一项成立即可：", "one of these is enough:")
not_wanted = _two("以下不应成立：", "this must not hold:")
none_wanted = _two("以下一项也不应成立：", "none of these may hold:")
did_not_matter = _two("（不影响结论）", " (did not matter)")
no_months = _two("截至当日本年度还没有整月，视为成立", "no month of the year is over yet, so it holds")
no_records = _two("清单是空的", "the list is empty")
none_meant = _two("清单中没有一条符合“其中”的条件", "no record of the list is one of those meant")
vacuous = _two("只因没有可检查的对象而达标", "passes only because there was nothing to check")


def if_so(test: str, holds: bool | None) -> Bilingual:
    if holds is None:
        return _two(
            f"{chinese('如果', as_one(test))}：还不知道，两支都列出：",
            f"if {test}: not known, so both branches stand here:",
        )
    if holds:
        return _two(f"{chinese('如果', as_one(test))}：成立，因此适用：", f"if {test}: it holds, so this applies:")
    return _two(
        f"{chinese('如果', as_one(test))}：不成立，因此适用：", f"if {test}: it does not hold, so this applies:"
    )


def number_needed(bound: str, number: int, of: int, held: int, open_: int) -> Bilingual:
    zh = {"at least": "至少", "exactly": "恰好", "at most": "至多"}[bound]
    doubt = _two(f"，{open_} 项不知道", f", {open_} not known") if open_ else _two("", "")
    return _two(
        f"{of} 项中{zh} {number} 项成立（现有 {held} 项{doubt.zh or ''}）：",
        f"{bound} {number} of these {of} ({held} hold{doubt.en or ''}):",
    )


def months_held(name: str, good: int, of: int) -> Bilingual:
    return _two(
        f"{chinese('每月', as_one(name))}：{of} 个月中 {good} 个月成立", f"every month, {name}: {good} of {of} months"
    )


def months_failing(months: str) -> Bilingual:
    return _two(f"不成立的月份：{months}", f"not in: {months}")


def months_unknown(months: str) -> Bilingual:
    return _two(f"不知道的月份：{months}", f"not known for: {months}")


def month(number: int, lang: Language) -> str:
    names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return f"{number} 月" if lang == "zh" else names[number - 1]


def not_increasing(name: str, before: str, after: str, *, fell: bool) -> Bilingual:
    zh, en = ("下降了", "a decrease") if fell else ("没有增长", "no increase")
    return _two(f"{name}：{before} → {after}，{zh}", f"{name}: {before} → {after}, {en}")


def records_held(name: str, good: int, of: int) -> Bilingual:
    return _two(f"{name}：{of} 条中 {good} 条成立", f"{name}: {good} of {plural(of, 'record')}")


def records_open(numbers: str) -> Bilingual:
    return _two(f"不知道的：第 {numbers} 条", f"not known for record {numbers}")


def records_failing(numbers: str) -> Bilingual:
    return _two(f"不成立的：第 {numbers} 条", f"not in record {numbers}")


def record(number: int, lang: Language) -> str:
    return f"第 {number} 条" if lang == "zh" else f"record {number}"


def worked_out_from(name: str, expression: str) -> Bilingual:
    return _two(f"{name} = {expression}", f"{name} = {expression}")


# Why something is not known


def missing(names: str) -> Bilingual:
    return _two(f"还缺：{names}", f"missing: {names}")


def invalid(names: str) -> Bilingual:
    return _two(f"填报有误：{names}", f"invalid: {names}")


def absent_needed(names: str) -> Bilingual:
    return _two(f"报告为“无”，无从计算：{names}", f"reported as none where a value is needed: {names}")


def undefined(expression: str) -> Bilingual:
    return _two(chinese(as_one(expression), "无法计算"), f"{expression} has no value")


def divided_by_zero(expression: str, zero: str) -> Bilingual:
    return _two(
        f"{chinese(as_one(expression), '无法计算')}：{chinese(as_one(zero), '为零')}",
        f"{expression} has no value: {zero} is zero",
    )


def no_such_day(expression: str) -> Bilingual:
    return _two(
        f"{chinese(as_one(expression), '无法计算')}：只能移动整日或整月，结果须在 1 至 9999 年之间",
        f"{expression} has no value: a day moves by whole days or months, within the years 1 to 9999",
    )


def of_no_records(expression: str) -> Bilingual:
    return _two(
        f"{chinese(as_one(expression), '无法计算')}：没有可计算的记录",
        f"{expression} has no value: there is no record to take it of",
    )


def of_no_units(expression: str) -> Bilingual:
    return _two(
        f"{chinese(as_one(expression), '无法计算')}：没有这样的单位",
        f"{expression} has no value: there is no unit to take it of",
    )


def not_yet_due(day: str) -> Bilingual:
    return _two(f"尚未到期：期限是 {day}", f"not yet due: the day is {day}")


def conflict(conditions: Sequence[str]) -> Bilingual:
    return _two(
        f"几个例外同时成立，无法确定按哪一个执行：{'、'.join(conditions)}",
        f"several exceptions hold at once, so it is not clear which applies: {'; '.join(conditions)}",
    )


def because(number: int) -> Bilingual:
    if not number:
        return _two("不论事实如何都是这一结论", "it ends so whatever the facts are")
    return _two("决定结论的是：", "what settles it:")


def would_settle(number: int) -> Bilingual:
    if number == 1:
        return _two("补上以下事实即可定论：", "this would settle it:")
    return _two("补上以下任一组事实即可定论：", "any one of these would settle it:")


def for_example(values: str, status: str) -> Bilingual:
    return _two(f"（{chinese('例如', values)}：{status}）", f" (with {values}, for example: {status})")


def more_sets(number: int, complete: bool) -> Bilingual:
    if complete:
        return _two(f"另有 {number} 组", f"and {number} more")
    return _two("可能还有其他组合", "there may be others")


def can_still(can_pass: bool | None, can_fail: bool | None) -> Bilingual:
    """Say how something can still end; None where that was not found out."""
    known = {
        (True, True): _two("达标、不达标都还有可能", "it can still pass, and it can still fail"),
        (True, False): _two("还可能达标；补上什么都不会不达标", "it can still pass; no facts can make it fail"),
        (False, True): _two("还可能不达标；补上什么都不会达标", "it can still fail; no facts can make it pass"),
        (False, False): _two("补上什么都定不了达标与否", "no facts can make it pass or fail"),
        (True, None): _two(
            "还可能达标；是否可能不达标未能查明", "it can still pass; whether it can fail was not found out"
        ),
        (None, True): _two(
            "还可能不达标；是否可能达标未能查明", "it can still fail; whether it can pass was not found out"
        ),
        (False, None): _two(
            "补上什么都不会达标；是否可能不达标未能查明",
            "no facts can make it pass; whether it can fail was not found out",
        ),
        (None, False): _two(
            "补上什么都不会不达标；是否可能达标未能查明",
            "no facts can make it fail; whether it can pass was not found out",
        ),
    }
    unknown = _two("最终能否达标未能查明", "whether it can still pass or fail was not found out")
    return known.get((can_pass, can_fail), unknown)


def depends_on_unlisted(levels: str) -> Bilingual:
    """*levels* say of which units not all are listed."""
    return _two(
        f"还取决于未列出的单位：{levels}；请先列出",
        f"it depends on units that are not listed: {levels}; list them first",
    )


not_searched_further = _two("未再继续查找：所需时间过长", "not searched further: it would take too long")


def more_leaves(number: int) -> Bilingual:
    return _two(f"另有 {number:,} 项", f"and {number:,} more")


def more(number: int) -> Bilingual:
    return _two(f"另有 {number} 项", f"and {number} more")


# Units below


def units_named(names: Sequence[str], more: int, *, either: bool = False) -> Bilingual:
    """*more* is how many there are beside *names*; *either* where one of them is meant."""
    zh = chinese("、".join(names), f"等 {len(names) + more:,} 个" if more else "")
    word = "or" if either else "and"
    if more:
        return _two(zh, f"{', '.join(names)} {word} {more:,} more")
    return _two(
        zh, f" {word} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]])) if either else ", ".join(names)
    )


def counted(number: int, zh: str, singular: str, name: str) -> Bilingual:
    """*zh* and *name* are what the units are called, *singular* what one of them is."""
    return _two(chinese(f"{number:,} 个", zh), f"{number:,} {singular if number == 1 else name}")


def some_of(low: int, high: int | None, counted: str) -> Bilingual:
    """How many of the units *counted* are meant; *high* is None where there is no end."""
    if high is None:
        return _two(f"{chinese(counted, '中')}至少 {low:,} 个", f"at least {low:,} of {counted}")
    number = f"{low:,}" if low == high else f"{low:,}–{high:,}"
    return _two(f"{chinese(counted, '中')} {number} 个", f"{number} of {counted}")


def with_count(value: str, count: str) -> Bilingual:
    return _two(f"{value}（{count}）", f"{value} ({count})")


def decided_by(names: str) -> Bilingual:
    return _two(f"取决于：{names}", f"decided by {names}")


def not_listed(counted: str, number: int) -> Bilingual:
    return _two(chinese("另有", counted, "尚未列出"), f"{counted} {'is' if number == 1 else 'are'} not listed yet")


def more_not_listed(number: int) -> Bilingual:
    return _two(f"另有 {number:,} 个尚未列出", f"{number:,} more {'is' if number == 1 else 'are'} not listed yet")


def units_held(name: str, good: int, counted: str) -> Bilingual:
    return _two(f"{name}：{chinese(counted, '中')} {good:,} 个成立", f"{name}: {good:,} of {counted}")


def units_failing(names: str) -> Bilingual:
    return _two(f"不成立的：{names}", f"not: {names}")


def units_open(names: str) -> Bilingual:
    return _two(f"不知道的：{names}", f"not known: {names}")


def units_among(names: str, *, counted: bool) -> Bilingual:
    return (
        _two(f"计入的：{names}", f"counted: {names}")
        if counted
        else _two(f"未计入的：{names}", f"not counted: {names}")
    )


def units_judged(names: str, *, passing: bool) -> Bilingual:
    return _two(f"达标的：{names}", f"passing: {names}") if passing else _two(f"不达标的：{names}", f"failing: {names}")


def left_out(names: str) -> Bilingual:
    return _two(f"不适用而未计的：{names}", f"left out, not applicable: {names}")


no_units = _two("没有这样的单位", "there are none")
no_units_judged = _two("没有一个适用的单位", "their standard applies to none of them")
no_units_meant = _two("没有一个符合“其中”的条件", "none of them is meant")


def unit_line(name: str, text: str) -> Bilingual:
    return _two(f"{name}：{text}", f"{name}: {text}")


def for_each(zh: str, singular: str) -> Bilingual:
    return _two(f"（{chinese('逐个', zh)}）", f" (for each {singular})")


def of_status(number: int, status: Bilingual) -> Bilingual:
    return _two(f"{status.zh} {number:,} 个", f"{number:,} {status.en}")


def further(number: int, status: Bilingual) -> Bilingual:
    return _two(f"另有{status.zh} {number:,} 个", f"{number:,} more {status.en}")


def all_of_them(number: int, status: Bilingual) -> Bilingual:
    return _two(
        f"{number:,} 个全部{status.zh}", f"all {number:,} {status.en}" if number > 1 else f"{number} {status.en}"
    )


def rules_together(number: int, titles: str) -> Bilingual:
    return _two(f"{number} 条规则：{titles}", f"{number} rules: {titles}")


def more_rules(number: int, status: Bilingual) -> Bilingual:
    return _two(
        f"另有 {number} 条规则{status.zh}，涉及的单位更少", f"{plural(number, 'more rule')} {status.en}, of fewer units"
    )


def asked_above(who: str) -> Bilingual:
    return _two(
        f"{chinese(who, '对本单位的要求')}（不计入本单位的结论）", f"What {who} asks of it (no part of its own verdict)"
    )


def level_counts(name: str, counts: Sequence[tuple[int, Bilingual]]) -> Bilingual:
    total = sum(number for number, _ in counts)
    zh = "，".join(f"{status.zh} {number:,} 个" for number, status in counts)
    en = ", ".join(f"{number:,} {status.en}" for number, status in counts)
    return _two(
        f"{name}：列出 {total:,} 个" + (f"，其中{zh}" if zh else ""),
        f"{name}: {total:,} listed" + (f" — {en}" if en else ""),
    )


def no_list_from(names: str) -> Bilingual:
    return _two(f"没有给出清单的：{names}", f"no list was given by {names}")


no_list = _two("没有给出清单", "no list was given")
no_end = _two("总数不明，可能还有", "there may be more: their total is not known")


def recorded_otherwise(indicator: str, recorded: str, judged: str, names: str) -> Bilingual:
    return _two(
        f"记录与评定不一致：{chinese(indicator, '记为')}“{recorded}”，评定为{judged}：{names}",
        f"recorded otherwise: {indicator} is {recorded}, but judged {judged}: {names}",
    )


def drill_down(option: str, path: str) -> Bilingual:
    return _two(
        f'查看其中一个：命令行用 --unit {option}，Python 用 .find("{path}")',
        f'one of them in full: --unit {option} on the command line, .find("{path}") in Python',
    )


def unit_ended(name: str, status: Bilingual, rules: str) -> Bilingual:
    because = _two(f"，{chinese('见', rules)}", f", by {rules}") if rules else _two("", "")
    return _two(f"{name}：{status.zh}{because.zh or ''}", f"{name}: {status.en}{because.en or ''}")


def undecided(names: str) -> Bilingual:
    return _two(f"尚无结论的单位：{names}", f"not judged for certain: {names}")


def units_not_listed(names: str) -> Bilingual:
    return _two(chinese("尚未列出的", names), f"{names} not listed yet")


# Around a rule

fix = _two("整改", "fix")
evidence = _two("凭据", "evidence")
clause = _two("条款", "clause")
advice = _two("（引导性，不计入结论）", " (advice, not counted)")
no_verdict = _two("仅引导，无结论", "advice only, no verdict")
nothing_checked = _two("没有检查任何规则，因此没有结论", "nothing was checked, so there is no verdict")
warnings = _two("提示", "remarks")


def not_applicable(what: str) -> Bilingual:
    return _two(f"不适用：{what}", f"not applicable: {what}")


def may_apply(condition: str) -> Bilingual:
    return _two(f"还不知道本条是否适用：{condition}", f"it is not known whether this applies: {condition}")


def by_exception(condition: str) -> Bilingual:
    return _two(f"例外情形成立：{condition}", f"an exception applies: {condition}")


def open_exception(condition: str, *, agreeing: bool) -> Bilingual:
    zh, en = f"还不知道例外情形是否成立：{condition}", f"it is not known whether an exception applies: {condition}"
    return _two(f"{zh}；无论是否，结论相同", f"{en}; the verdict is the same either way") if agreeing else _two(zh, en)


def instead_of_the_rule(condition: str) -> Bilingual:
    return _two(f"如果成立，改按：{condition}", f"if it does, this is required instead: {condition}")


def was_due(day: date) -> Bilingual:
    return _two(f"期限 {day} 已到", f"due on {day}")


def due_unknown() -> Bilingual:
    return _two("期限还不知道，因此还不能判为不达标", "the due date is not known, so it does not count as failed yet")


def headline(title: str, name: str, unit: str | None, as_of: date | None, status: str) -> Bilingual:
    who = f"{unit} · " if unit else ""
    return _two(
        f"{who}{title}（{name}）{f'，截至 {as_of}' if as_of else ''}：{status}",
        f"{who}{title} ({name}){f', as of {as_of}' if as_of else ''}: {status}",
    )


def counts(numbers: dict[Status, int]) -> Bilingual:
    total = sum(numbers.values())
    return _two(
        f"共 {total} 条规则：" + "，".join(f"{s.label.zh} {n} 条" for s, n in numbers.items() if n),
        f"{plural(total, 'rule')}: " + ", ".join(f"{n} {s.label.en}" for s, n in numbers.items() if n),
    )


def rules_by_status(counts: Sequence[tuple[int, Bilingual]]) -> Bilingual:
    return _two(
        "，".join(f"{status.zh} {number} 条" for number, status in counts),
        ", ".join(f"{number} {status.en}" for number, status in counts),
    )


def score(earned: str, possible: str, low: str, high: str, excluded: str = "") -> Bilingual:
    """*excluded* is empty where every rule with points applies."""
    open_ = (
        _two(f"（最终在 {low} 到 {high} 之间）", f" (can still become {low} to {high})")
        if low != high
        else _two("", "")
    )
    out = _two(f"，另有 {excluded} 分不适用", f", {excluded} not applicable") if excluded else _two("", "")
    return _two(
        f"得分：{earned} / {possible}{out.zh or ''}{open_.zh or ''}",
        f"score: {earned} of {possible}{out.en or ''}{open_.en or ''}",
    )


def award(title: str, earned: bool | None, score: Bilingual) -> Bilingual:
    """*score* is empty where the award asks for none."""
    needs = _two("必须条款全部达标", "every `must` rule passes")
    if score:
        needs = _two(f"{needs.zh}，且{score.zh}", f"{needs.en} and {score.en}")
    zh = {True: "获得", False: "未获得", None: "尚不能确定"}[earned]
    en = {True: "earned", False: "not earned", None: "cannot be told yet"}[earned]
    if earned:
        return _two(f"授予“{title}”：{zh}", f"award “{title}”: {en}")
    return _two(f"授予“{title}”：{zh}（条件：{needs.zh}）", f"award “{title}”: {en} (needed: {needs.en})")


def score_needed(operator: str, value: str) -> Bilingual:
    return _two(chinese("得分", _REQUIRED[operator].zh or "", value), f"the score is {_REQUIRED[operator].en} {value}")


def set_by_caller(names: str) -> Bilingual:
    return _two(f"本次评定另行指定的参数：{names}", f"parameters set for this evaluation: {names}")


def how_others_pass(rules: int) -> Bilingual:
    en = "the other failing rule" if rules == 1 else f"the other {rules:,} failing rules"
    return _two(
        f"其余 {rules:,} 条不达标的规则如何达标：ankang-rules explain … 规则编号",
        f"how {en} would pass: ankang-rules explain … RULE",
    )


# Rules carried forward from an earlier report

_SEAL_SHOWN = 12


def _report(as_of: date | None, seal: str) -> tuple[str, str]:
    short = seal[:_SEAL_SHOWN]
    if as_of is None:
        return f"报告 {short}", f"the report {short}"
    return f"{as_of} 的报告（{short}）", f"the report of {as_of} ({short})"


def carried(as_of: date | None, seal: str) -> Bilingual:
    zh, en = _report(as_of, seal)
    return _two(
        f"{chinese('沿用', zh)}：所依据的都没有变", f"carried forward from {en}: nothing it follows from differs"
    )


_BECAUSE = {
    "new": _two("当时没有这条规则或这个单位", "the report does not have it"),
    "rule": _two("规则有改动", "the rule was changed"),
    "facts": _two("事实有变", "facts differ"),
    "evidence": _two("依据过旧", "its evidence is too old"),
    "units": _two("下级单位有变", "units below differ"),
    "parameters": _two("参数有变", "parameters differ"),
    "date": _two("日期有影响", "the date matters"),
    "engine": _two("程序版本不同", "the version of the engine is another"),
    "not reproduced": _two("当时的结论推导不出", "what the report says cannot be derived"),
}


def it_was(before: Bilingual) -> Bilingual:
    return _two(f"当时{before.zh}", f"it was {before.en}")


def why_again(why: str, facts: str) -> Bilingual:
    text = _BECAUSE[why]
    return _two(f"{text.zh}（{facts}）", f"{text.en} ({facts})") if facts else text


def judged_again(because: str, before: str) -> Bilingual:
    zh, en = (f"；{before}", f"; {before}") if before else ("", "")
    return _two(f"重新评定：{because}{zh}", f"judged again: {because}{en}")


def follow_up(as_of: date | None, seal: str, carried: int, again: int) -> Bilingual:
    zh, en = _report(as_of, seal)
    return _two(
        f"{chinese('接续', zh)}：沿用 {carried} 条，重新评定 {again} 条",
        f"follows {en}: {carried} carried forward, {again} judged again",
    )
