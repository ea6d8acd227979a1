"""Every sentence that only the page says, in both languages; what a report says of rules stands in `explain`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ankang_rules.explain.layout import chinese
from ankang_rules.source import Bilingual, Language


def _two(zh: str, en: str) -> Bilingual:
    return Bilingual(zh=zh, en=en)


def _rules(number: int) -> str:
    return f"{number:,} rule" if number == 1 else f"{number:,} rules"


# Headings

groups = _two("各项一览", "At a glance")
first = _two("先做什么", "What to do first")
mend = _two("整改", "Mend")
hand_in = _two("补报", "Hand in")
due = _two("何时之前", "By when")
wall = _two("全域一张图", "The map on the wall")
levels = _two("下级单位", "Units below")
rules = _two("逐条评定", "Rule by rule")
loose = _two("不分组的规则", "Rules without a group")
asked = _two("上级单位的要求", "What units above ask")
units = _two("各单位详情", "Each unit below")
remarks = _two("提示", "Remarks")
made = _two("如何复核本报告", "How to check this report")
contents = _two("目录", "Contents")
to_top = _two("回到开头", "Back to the top")
skip = _two("跳到正文", "Skip to the report")

# On the page

comma = _two("、", ", ")
legend = _two("图例", "Legend")
legend_number = _two("符号后的数字：作出这一结论的规则条数", "the number behind a sign: how many rules made it so")
step_by_step = _two("评定步骤", "Step by step")
no_source = _two("未写明出处", "Where it is collected is not said")
nothing_first = _two(
    "没有要整改、要补报或将到期的事项。", "There is nothing to mend, nothing to hand in, and nothing falls due."
)
print_one = _two("在本段打印，只印这个单位；", "Printing from here prints this unit alone;")
print_whole = _two("要印整份报告，先回到这里", "to print the whole report, come back here first")
no_way = _two("改动事实尚不能达标", "No change to the facts alone would do")
did_not_matter = _two("不影响结论", "did not matter")


def holds(truth: bool | None) -> Bilingual:
    return {True: _two("成立", "holds"), False: _two("不成立", "does not hold"), None: _two("不知道", "not known")}[
        truth
    ]


def of_day(ruleset: str, day: date | None) -> Bilingual:
    return _two(f"{ruleset} · 截至 {day}", f"{ruleset} · as of {day}") if day else _two(ruleset, ruleset)


def page_title(unit: str | None, ruleset: str, verdict: str) -> Bilingual:
    who = f"{unit} · " if unit else ""
    return _two(f"{who}{ruleset}：{verdict}", f"{who}{ruleset}: {verdict}")


def would_pass(number: int) -> Bilingual:
    if number == 1:
        return _two("这样即可达标", "This would do")
    return _two("以下任一办法即可达标", "Any one of these would do")


def other_ways(number: int) -> Bilingual:
    what = "1 other way" if number == 1 else f"{number:,} other ways"
    return _two(f"另有 {number:,} 种办法", f"{what} as well")


def asked_by(who: str) -> Bilingual:
    return _two(chinese(who, "要求"), f"asked by {who}")


def waiting(number: int) -> Bilingual:
    return _two(f"（{number:,} 条规则）", f"({_rules(number)})")


def to_hand_in(facts: int, rules: int) -> Bilingual:
    what = "1 fact is" if facts == 1 else f"{facts:,} facts are"
    return _two(f"共缺 {facts:,} 项，涉及 {rules:,} 条规则。", f"{what} missing, for {_rules(rules)}.")


def more_facts(number: int) -> Bilingual:
    return _two(f"其余 {number:,} 项", f"The other {number:,}")


def more_rules(number: int) -> Bilingual:
    return _two(f"另有 {number:,} 条", f"and {number:,} more")


def by_day(day: str, days: int) -> Bilingual:
    left = "1 day left" if days == 1 else f"{days:,} days left"
    return _two(f"最迟 {day}，还有 {days:,} 天", f"by {day}, {left}")


no_visit = _two(
    "要列出下次核查前到期、要更新的事项，命令行加 --by 日期",
    "To have what falls due before the next visit listed too, add --by DATE on the command line",
)


def until(day: date) -> Bilingual:
    return _two(f"（{day} 前）", f", by {day}")


def falls_due(day: date, before: Bilingual, after: Bilingual) -> Bilingual:
    return _two(
        f"{day} 到期：现在{before.zh}，届时{after.zh}", f"falls due on {day}: {before.en} now, {after.en} from then on"
    )


def changes(day: date, before: Bilingual, after: Bilingual) -> Bilingual:
    return _two(
        f"{day} 起情况不变也会{after.zh}：现在{before.zh}",
        f"{after.en} from {day} on, though nothing else changes: {before.en} now",
    )


def due_again(day: date) -> Bilingual:
    return _two(f"{day} 再次到期", f"due again on {day}")


def same_reason(units: int, rules: int) -> Bilingual:
    en = "1 unit" if units == 1 else f"{units:,} units"
    because = _two("", "")
    if rules:
        together = _two("同", "the same ") if units > 1 and rules > 1 else _two("", "")
        because = _two(f"，{together.zh}因 {rules:,} 条规则", f", by {together.en}{_rules(rules)}")
    return _two(f"{units:,} 个单位{because.zh or ''}：", f"{en}{because.en or ''}:")


def more_units(number: int) -> Bilingual:
    return _two(f"另外 {number:,} 个", f"{number:,} more")


def counted(number: int, status: Bilingual) -> Bilingual:
    return _two(f"{status.zh} {number:,}", f"{number:,} {status.en}")


def cell(group: str, status: Bilingual, number: int) -> Bilingual:
    return _two(f"{group}：{status.zh} {number:,} 条", f"{group}: {_rules(number)} {status.en}")


def wall_of(level: str) -> Bilingual:
    return _two(f"{level} × 各项", f"{level} × groups")


def units_left_out(number: int, example: str) -> Bilingual:
    what = "1 more unit" if number == 1 else f"{number:,} more units"
    return _two(
        f"另有 {number:,} 个单位，为使本页不致过大，未在此列出详情。要看其中一个，命令行用 --unit {example}。",
        f"{what} below would make this page too large. Ask for the page of one of them with --unit {example}.",
    )


def own_page(option: str) -> Bilingual:
    return _two(
        f"它自己的报告有每条规则的评定步骤和各种达标办法：命令行加 --unit {option}",
        f"Its own report has every rule step by step, and every way to pass: add --unit {option} on the command line",
    )


# What makes it repeatable

rulesets = _two("规则集及内容摘要", "Rulesets, with digests")
facts_digest = _two("事实内容摘要", "Digest of the facts")
engine = _two("评定程序", "Engine")
parameters = _two("本次指定的参数", "Parameters set for this report")
day = _two("截至日期", "As of")
year = _two("考核年度", "Assessment year")
source = _two("依据文件", "Source")
again = _two("重新推算", "To derive it again")
how_again = _two(
    "用同样的规则集、事实、日期和参数再评定一次，摘要与结论都应相同；存成 JSON 的报告可用 ankang-rules verify 逐条核对。",
    "judge the same facts by the same rulesets, day and parameters: digests and verdicts are the same. "
    "Of a report that is kept as JSON, ankang-rules verify says what differs.",
)


def no_extra(module: str) -> Bilingual:
    return _two(
        f"生成 HTML 报告需要附加组件 report（缺 {module}）：pip install 'ankang-rules[report]'",
        f"a report in HTML needs the extra `report` ({module} is missing): pip install 'ankang-rules[report]'",
    )


def joined(texts: Sequence[str], lang: Language) -> str:
    return ("，" if lang == "zh" else ", ").join(texts)


def left_rules(number: int, status: Bilingual) -> Bilingual:
    return _two(
        f"另有 {number:,} 条规则{status.zh}，涉及的单位更少", f"{_rules(number)} more {status.en}, of fewer units"
    )
