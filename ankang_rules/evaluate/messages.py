"""Every sentence about a call, rather than about its rules or its facts, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.source import Bilingual, Span

Who = Literal["ruleset", "group", "rule"]
"""What has a period and a condition of its own, outside which what it covers is not applicable."""

_WHO: dict[Who, Bilingual] = {
    "ruleset": Bilingual(zh="规则集", en="the ruleset"),
    "group": Bilingual(zh="本组", en="its group"),
    "rule": Bilingual(zh="本条", en="it"),
}
_WHOSE: dict[Who, Bilingual] = {
    "ruleset": Bilingual(zh="规则集的", en="the ruleset's"),
    "group": Bilingual(zh="本组的", en="its group's"),
    "rule": Bilingual(zh="", en="its"),
}


def does_not_apply(who: Who) -> Bilingual:
    whose = _WHOSE[who]
    return Bilingual(zh=f"{whose.zh or ''}适用条件不成立", en=f"{whose.en} condition for applying does not hold")


def out_of_force(who: Who, start: date | None, end: date | None) -> Bilingual:
    name = _WHO[who]
    if start and end:
        return Bilingual(
            zh=f"{name.zh}只在 {start} 至 {end} 施行", en=f"{name.en} is in force only from {start} to {end}"
        )
    if start:
        return Bilingual(zh=f"{name.zh}自 {start} 起才施行", en=f"{name.en} is in force only from {start}")
    return Bilingual(zh=f"{name.zh}只施行到 {end}", en=f"{name.en} was in force only to {end}")


def nobody(labels: Bilingual, name: str) -> Bilingual:
    zh, en = labels.zh or name, labels.en or name
    return Bilingual(zh=f"没有 `{zh}`", en=f"there are no `{en}`")


def repealed(labels: Bilingual, name: str, day: date) -> Bilingual:
    zh, en = labels.zh or name, labels.en or name
    return Bilingual(zh=f"参数 `{zh}` 已自 {day} 起废止", en=f"the parameter `{en}` was repealed from {day}")


def no_value_yet(labels: Bilingual, name: str, first: date | None) -> Bilingual:
    zh, en = labels.zh or name, labels.en or name
    if first is None:
        return Bilingual(zh=f"参数 `{zh}` 没有取值", en=f"the parameter `{en}` has no value")
    return Bilingual(zh=f"参数 `{zh}` 在 {first} 之前没有取值", en=f"the parameter `{en}` has no value before {first}")


def no_date(why: Bilingual) -> Diagnostic:
    return Diagnostic(
        "F509",
        Bilingual(zh=f"没有给出日期，而{why.zh}", en=f"no date given, but {why.en}"),
        help=Bilingual(
            zh="在事实文件里写 `as of: 2014-11-30`，示例在标题后写 `截至 2014-11-30`，"
            "或在调用时给出 `as_of`（命令行用 `--as-of`）",
            en="write `as of: 2014-11-30` in the facts, in an example `as of 2014-11-30` after its title, "
            "or give `as_of` in the call (`--as-of` on the command line)",
        ),
    )


def year_out_of_force(year: int, start: date | None, end: date | None) -> Diagnostic:
    period = out_of_force("ruleset", start, end)
    return Diagnostic(
        "F520",
        Bilingual(
            zh=f"考核年度 {year} 整年不在施行期内：{period.zh}",
            en=f"no day of the assessment year {year} is in force: {period.en}",
        ),
        help=Bilingual(
            zh="检查考核年度；该年度的数据不按本规则集评定",
            en="check the year: figures of that year are not what the ruleset judges",
        ),
    )


def year_after_day(year: int, day: date) -> Diagnostic:
    return Diagnostic(
        "F520",
        Bilingual(
            zh=f"考核年度 {year} 晚于截至日期 {day}",
            en=f"the assessment year {year} lies after {day}, the day asked about",
        ),
        help=Bilingual(zh="这一年还没有任何月份可以评定", en="no month of that year can be judged yet"),
    )


def unread_fact(name: str, span: Span | None, units: Sequence[str], number: int) -> Diagnostic:
    """*units* are paths of some of the *number* units that give the fact; that of the root is empty."""
    zh, en = "", ""
    if number > 1:
        named = [f"`{unit}`" for unit in units if unit]
        more = ("、…", ", …") if number > len(units) else ("", "")
        zh = f"，而有 {number:,} 个单位填报（{'、'.join(named)}{more[0]}）"
        en = f", and {number:,} units give it ({', '.join(named)}{more[1]})"
    return Diagnostic(
        "F514",
        Bilingual(zh=f"没有规则用到 `{name}`{zh}", en=f"no rule reads `{name}`{en}"),
        span,
        help=Bilingual(
            zh="它不影响结论；可以留着，也可以删去", en="it does not affect the verdict; keep it or leave it out"
        ),
        place=None if span else f"{units[0]}: facts.{name}" if units[0] else f"facts.{name}",
    )
