"""Values that do not fit the indicator they are given for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum
from fractions import Fraction

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.facts.about import About
from ankang_rules.facts.messages.words import (
    amount,
    as_written,
    did_you_mean,
    example,
    listed,
    members_of,
    needed,
    quoted,
    say,
    shown,
    written,
)
from ankang_rules.model.exact import MOST_DIGITS, shown_text
from ankang_rules.model.given import Given, GivenMapping
from ankang_rules.model.types import Choices, Type

_TWICE_READ = 2  # a bare share below this may as well be a factor: 1.05 may stand for 105%
_NOT_KNOWN_YET = "若暂无数据，请写 `null`", "write `null` where it is not known yet"
_UNKNOWN_WORDS = {"", "?", "？", "-", "—", "——", "/", "n/a", "na", "tbd", "unknown", "待报", "待定", "待查", "待核实"}
_UNKNOWN_WORDS |= {"不详", "不明", "未知", "暂无", "暂缺", "未填", "未报", "未填报", "不清楚"}
"""What people write where they do not know yet."""
_CHECK = "请核对数字", "check the number"


def wrong_type(given: Given, about: About, kind: Type, meant: str = "") -> Diagnostic:
    needs, it, title = needed(kind), shown(given), about.title
    verb = "给的是" if isinstance(given.value, tuple | GivenMapping) else "写的是"
    text = f"{title.zh} 应填 {needs[0]}，实际{verb} {it[0]}", f"{title.en} needs {needs[1]}, not {it[1]}"
    if isinstance(given.value, str) and given.value.strip().casefold() in _UNKNOWN_WORDS:
        step = _NOT_KNOWN_YET
    else:
        step = (f"请写 `{meant}`", f"write `{meant}`") if meant else example(kind)
    return say("F502", given, text, step, fix=meant or None)


def not_a_fact(given: Given, about: About, kind: Type) -> Diagnostic:
    needs, title = needed(kind), about.title
    text = (
        f"{title.zh} 应填 {needs[0]}，给的对象不能作为事实",
        f"{title.en} needs {needs[1]}, and this object cannot be a fact",
    )
    step = example(kind)
    if isinstance(given.original, Enum):
        step = "请给出它的 `.name` 或 `.value`", "hand over its `.name` or its `.value`"
    return say("F502", given, text, step)


def set_for_list(given: Given, about: About, kind: Type) -> Diagnostic:
    needs, title = needed(kind), about.title
    text = f"{title.zh} 应填 {needs[0]}，而集合没有顺序", f"{title.en} needs {needs[1]}, and a set has no order"
    return say("F502", given, text, ("请给出列表", "hand over a list"))


# Numbers


def not_finite(given: Given, about: About) -> Diagnostic:
    text = f"{about.title.zh} 不是一个确定的数", f"{about.title.en} is not a finite number"
    return say("F502", given, text, _NOT_KNOWN_YET)


def two_ways(given: Given, about: About, meant: str, why: str) -> Diagnostic:
    it, title = as_written(given), about.title
    text = f"{title.zh} 写作 {it}，不同程序读法不一", f"{title.en} is written {it}, which is read in more than one way"
    step = (f"请写 `{meant}`", f"write `{meant}`") if meant else _PLAINLY[why]
    return say("F510", given, text, step, fix=meant or None)


_PLAINLY = {
    "yes or no": ("请写 `是` 或 `否`", "write `yes` or `no`"),
    "leading zero": ("请去掉前面的零", "leave out the zeros in front"),
    "other base": ("请用十进制书写", "write the number in tens"),
    "clock": (
        "时长请写数字和单位，例如 `45 分钟`",
        "write a length of time with its unit, for example `45 minutes`",
    ),
    "commas": (
        "小数点请写 `.`；分节请用 `_`，例如 `1_000`",
        "the decimal point is `.`; thousands are parted by `_`, as in `1_000`",
    ),
}


def yes_no_as_number(given: Given, about: About) -> Diagnostic:
    zh, en = ("是", "yes") if written(given).strip("+") == "1" else ("否", "no")
    title = about.title
    text = f"{title.zh} 应填“是”或“否”，不用数字表示", f"{title.en} needs yes or no, and a number is neither"
    return say("F510", given, text, (f"请写 `{zh}`", f"write `{en}`"), fix=en)


def number_too_long(given: Given, about: About) -> Diagnostic:
    text = (
        f"{about.title.zh} 的数字超过 {MOST_DIGITS} 位，不予读取",
        f"the number for {about.title.en} has more than {MOST_DIGITS} digits and is not read",
    )
    return say("F508", given, text, _CHECK)


def wrong_unit(given: Given, about: About, kind: Type, word: str, fitting: Sequence[str]) -> Diagnostic:
    needs, it = needed(kind), as_written(given)
    zh, en = ("是占比", "is a share") if word in ("%", "‰") else (f"的单位是 {quoted(word)}", f"is in {word}")
    text = f"{about.title.zh} 应填 {needs[0]}，而 {it} {zh}", f"{about.title.en} needs {needs[1]}, but {it} {en}"
    return say("F503", given, text, _units_that_fit(fitting))


def unknown_unit(
    given: Given, about: About, kind: Type, word: str, suggestions: Sequence[str], fitting: Sequence[str]
) -> Diagnostic:
    needs, it, title = needed(kind), quoted(word), about.title
    text = (
        f"{title.zh} 应填 {needs[0]}，而 {it} 不是已知的单位",
        f"{title.en} needs {needs[1]}, and {it} is no unit that is known here",
    )
    return say("F503", given, text, did_you_mean(suggestions, _units_that_fit(fitting)))


def _units_that_fit(fitting: Sequence[str]) -> tuple[str, str]:
    if not fitting:
        return "请只写数字，不带单位", "write the number alone, without a unit"
    english = [word for word in fitting if word.isascii() and word.isalpha()]
    chinese = [word for word in fitting if word not in english]
    zh, en = listed(chinese or fitting, "、"), listed(english or fitting, ", ")
    return f"可用的单位：{zh}", f"the units that fit are {en}"


def count_is_negative(given: Given, about: About) -> Diagnostic:
    it, title = as_written(given), about.title
    text = f"{title.zh} 是计数，不能为负：{it}", f"{title.en} is a count and cannot be negative: {it}"
    return say("F505", given, text, _CHECK)


def count_is_fractional(given: Given, about: About) -> Diagnostic:
    it, title = as_written(given), about.title
    text = f"{title.zh} 是计数，应为整数：{it}", f"{title.en} is a count and has to be whole: {it}"
    return say("F505", given, text, ("请核对数字和单位", "check the number and its unit"))


def bare_share(given: Given, about: About, read: Fraction) -> Diagnostic:
    number = written(given).strip()
    meant = [f"{number}%", f"{shown_text(read * 100)}%"] if read < _TWICE_READ else [f"{number}%"]
    it, title = quoted(number), about.title
    text = (
        f"{title.zh} 应填百分比，{it} 未带百分号而大于 1",
        f"{title.en} is a share, and {it} is over 1 without a percent sign",
    )
    return say("F510", given, text, did_you_mean(meant))


def share_over(given: Given, about: About, within: Fraction) -> Diagnostic:
    it, most = as_written(given), f"{shown_text(within * 100)}%"
    text = f"{about.title.zh} 最高为 {most}，实际写的是 {it}", f"{about.title.en} is at most {most}, not {it}"
    return say("F511", given, text, _CHECK)


def implausible(given: Given, about: About, kind: Type, low: Fraction, high: Fraction) -> Diagnostic:
    it, title, least, most = as_written(given), about.title, amount(low, kind), amount(high, kind)
    text = (
        f"{title.zh} 一般在 {least} 与 {most} 之间，实际写的是 {it}",
        f"{title.en} is expected between {least} and {most}, but is {it}",
    )
    step = "请核对数字和单位；若属实可不改", "check the number and its unit; it is used as it stands"
    return say("F515", given, text, step)


# Days


def implausible_day(given: Given, about: About, first: date, last: date) -> Diagnostic:
    it, title = as_written(given), about.title
    text = (
        f"{title.zh} 一般在 {first} 至 {last} 之间，实际写的是 {it}",
        f"{title.en} is expected between {first} and {last}, but is {it}",
    )
    return say("F515", given, text, ("请核对日期；若属实可不改", "check the date; it is used as it stands"))


def not_in_calendar(given: Given, about: About) -> Diagnostic:
    it, title = as_written(given), about.title
    text = f"{title.zh} 应填日期，而日历上没有 {it}", f"{title.en} needs a date, and {it} is not in the calendar"
    return say("F502", given, text, ("请核对月和日", "check the month and the day"))


def clock_time(given: Given, about: About, day: str) -> Diagnostic:
    title = about.title
    text = f"{title.zh} 应填日期，不带钟点和时区", f"{title.en} needs a date, without a time of day"
    return say("F502", given, text, (f"请写 `{day}`", f"write `{day}`"), fix=day)


# Texts and choices


def number_for_text(given: Given, about: About) -> Diagnostic:
    it, title = written(given), about.title
    text = f"{title.zh} 应填文字，数字请加引号", f"{title.en} needs a text, not a number"
    return say("F502", given, text, (f'请写 `"{it}"`', f'write `"{it}"`'))


def not_a_member(given: Given, about: About, choices: Choices, suggestions: Sequence[str]) -> Diagnostic:
    it, (zh, en) = shown(given), members_of(choices)
    text = f"{about.title.zh} 的选项中没有 {it[0]}", f"{it[1]} is not among the choices for {about.title.en}"
    step = did_you_mean(suggestions, (f"可选：{zh}", f"the choices are {en}"))
    return say("F504", given, text, step, fix=suggestions[0] if len(suggestions) == 1 else None)


def unlisted_member(given: Given, about: About, choices: Choices) -> Diagnostic:
    it, title, (zh, en) = as_written(given), about.title, members_of(choices)
    text = f"{title.zh} 的选项表没有列出 {it}", f"{it} is not listed among the choices for {title.en}"
    step = f"该表未列全，此项照收；已列出的是 {zh}", f"the list is open, and it is kept; listed are {en}"
    return say("F516", given, text, step)


def no_member(given: Given, about: About) -> Diagnostic:
    text = f"{about.title.zh} 的列表中有一项没有值", f"one item of {about.title.en} has no value"
    step = (
        "请删去这一项；若整个列表暂缺，写 `null`；若一项也没有，写 `[]`",
        "leave the item out; write `null` where the whole list is not known yet, and `[]` where there are none",
    )
    return say("F504", given, text, step)


def not_in_brackets(given: Given, about: About, meant: str) -> Diagnostic:
    it, title = as_written(given), about.title
    text = f"{title.zh} 应填列表，实际写的是文字 {it}", f"{title.en} needs a list, not the text {it}"
    return say("F502", given, text, (f"请写 `{meant}`", f"write `{meant}`"), fix=meant)


# Months, records, provenance


def not_so_many_months(given: Given, about: About, length: int, needed: int) -> Diagnostic:
    zh, en = ("十二", "twelve") if needed == 12 else (f" {needed} ", str(needed))
    title = about.title
    text = f"{title.zh} 应有{zh}个月，实际有 {length} 个", f"{title.en} needs {en} months, and has {length}"
    return say("F502", given, text, ("暂缺的月份写 `null`", "write `null` for a month that is not known yet"))


def not_a_month(name: Given, about: About) -> Diagnostic:
    (zh, en), title = shown(name), about.title
    text = f"{title.zh} 按月填报，而 {zh} 不是月份", f"{title.en} goes by month, and {en} is not one"
    return say("F502", name, text, ("请写 `2014-01` 或 `1`", "write `2014-01` or `1`"))


def month_of_another_year(name: Given, about: About, year: int) -> Diagnostic:
    it, title = as_written(name), about.title
    text = (
        f"{title.zh} 应填考核年度 {year} 年的数据，而 {it} 不在其中",
        f"{title.en} belongs to the assessment year {year}, and {it} is outside it",
    )
    step = "请核对月份，或改正“考核年度”", "check the month, or the `assessment year`"
    return say("F502", name, text, step)


def month_beyond(name: Given, about: About, months: int) -> Diagnostic:
    it, title = as_written(name), about.title
    text = (
        f"{title.zh} 只填前 {months} 个月，而 {it} 不在其中",
        f"{title.en} is about the first {months} months only, and {it} is not among them",
    )
    return say("F502", name, text, ("请删去这个月", "leave this month out"))


def no_year_for_months(name: Given, about: About) -> Diagnostic:
    it, title = as_written(name), about.title
    text = (
        f"{title.zh} 写明了 {it}，但没有给出考核年度",
        f"{title.en} names the month {it}, but no assessment year is given",
    )
    return say("F509", name, text, ("请加上 `考核年度: 2014` 一栏", "add a line such as `assessment year: 2014`"))


def empty_record(given: Given, about: About) -> Diagnostic:
    step = (
        "请删去；若有记录而内容暂缺，写 `{}`",
        "leave it out, or write `{}` for a record of which nothing is known yet",
    )
    return say("F502", given, (f"{about.title.zh} 没有内容", f"{about.title.en} is empty"), step)


def not_a_record(given: Given, about: About) -> Diagnostic:
    (zh, en), title = shown(given), about.title
    text = f"{title.zh} 应是一组名称和值，实际是 {zh}", f"{title.en} needs names with values, not {en}"
    return say("F502", given, text, ("例如写作 `{字段: 值, …}`", "write for example `{field: value, …}`"))


def no_value_in_provenance(given: Given, about: About) -> Diagnostic:
    title = about.title
    text = f"{title.zh} 只有来源说明，没有值", f"{title.en} has a provenance, but no value"
    step = "请加上 `值: …`；若暂无数据，写 `值: null`", "add `value: …`, or `value: null` where it is not known yet"
    return say("F502", given, text, step)


def parameter_without_value(name: Given, about: About) -> Diagnostic:
    title = about.title
    text = f"{title.zh} 没有给出值", f"{title.en} is given no value"
    step = "参数必须有值；不改就不要写", "a parameter needs a value: leave it out to keep the one of the standard"
    return say("F512", name, text, step)
