"""Names and headings: what nobody declared, what stands twice, and what a document says of itself."""

from __future__ import annotations

from collections.abc import Sequence

from ankang_rules.diagnostics import Code, Diagnostic, Note
from ankang_rules.facts.about import About
from ankang_rules.facts.messages.words import as_written, did_you_mean, listed, quoted, say, shown, written
from ankang_rules.model.given import Given
from ankang_rules.source import Bilingual


def unknown_name(name: Given, suggestions: Sequence[str]) -> Diagnostic:
    text = written(name)
    if not text.strip():
        sentence = "这个值前面没有名称", "this value has no name"
        return say(
            "F501", name, sentence, ("请在冒号前写上指标名称", "write the name of an indicator before the colon")
        )
    if any(not char.isprintable() and not char.isspace() for char in text):
        step = "名称里有不可见的字符，请重新输入", "there is an invisible character in the name: type it anew"
    else:
        look_up = (
            "请查对规则集的指标清单，或删去这一项",
            "look it up among the indicators of the ruleset, or leave it out",
        )
        step = did_you_mean(suggestions, look_up)
    fix = suggestions[0] if len(suggestions) == 1 else None
    return say(
        "F501", name, (f"没有名为 {quoted(text)} 的指标", f"there is no indicator {quoted(text)}"), step, fix=fix
    )


def name_of_parameter(name: Given) -> Diagnostic:
    it = as_written(name)
    text = (
        f"{it} 是参数，由标准规定，不是事实",
        f"{it} is a parameter: the standard sets it, and it is no fact",
    )
    step = (
        "请删去这一项；临时改动参数，请在评定时指定",
        "leave it out; for one evaluation a parameter is set in the call",
    )
    return say("F501", name, text, step)


def name_of_definition(name: Given) -> Diagnostic:
    it = as_written(name)
    text = (
        f"{it} 由其他指标算出，不能作为事实填报",
        f"{it} is worked out from other facts, and is not one itself",
    )
    return say("F501", name, text, ("请填报计算它所用的指标", "give the facts it is worked out from"))


def header_without_facts(name: Given) -> Diagnostic:
    it = as_written(name)
    text = f"{it} 不是指标，而是文件的栏目", f"{it} is no indicator, but a heading of a document"
    step = "请把各项事实缩进写在 `事实:` 之下", "put the facts, indented, under `facts:`"
    return say("F501", name, text, step)


def unknown_heading(name: Given, suggestions: Sequence[str]) -> Diagnostic:
    it = as_written(name)
    headings = (
        "可用的栏目：`单位`、`层级`、`截至日期`、`考核年度`、`事实`、`下级`",
        "the headings are `unit`, `tier`, `as of`, `assessment year`, `facts`, `children`",
    )
    text = f"事实文件没有 {it} 这一栏", f"a facts document has no heading {it}"
    return say("F518", name, text, did_you_mean(suggestions, headings))


def fact_outside_facts(name: Given) -> Diagnostic:
    it = as_written(name)
    text = f"指标 {it} 写在了 `事实` 一栏（`facts`）之外", f"the indicator {it} stands outside `facts`"
    return say("F518", name, text, ("请把它缩进写到该栏之下", "move it under `facts:`"))


def unknown_field(name: Given, about: About, suggestions: Sequence[str], known: Sequence[str]) -> Diagnostic:
    it, title = as_written(name), about.title
    fields = f"可用的字段：{listed(known, '、')}", f"the fields are {listed(known, ', ')}"
    text = f"{title.zh} 没有 {it} 这个字段", f"{title.en} has no field {it}"
    return say("F501", name, text, did_you_mean(suggestions, fields))


def unknown_provenance(name: Given, about: About, suggestions: Sequence[str]) -> Diagnostic:
    it, title = as_written(name), about.title
    parts = "可写 `值`、`来源`、`日期`、`经办`", "it can have a `value`, a `source`, a day (`on`) and a person (`by`)"
    text = f"{title.zh} 的来源说明中没有 {it} 这一项", f"{it} is not among what can be said about {title.en}"
    return say("F518", name, text, did_you_mean(suggestions, parts))


def unknown_parameter(name: Given, suggestions: Sequence[str]) -> Diagnostic:
    it = as_written(name)
    look_up = "请查对规则集的参数", "look it up among the parameters of the ruleset"
    text = f"规则集没有名为 {it} 的参数", f"the ruleset has no parameter {it}"
    return say("F512", name, text, did_you_mean(suggestions, look_up))


def given_twice(second: Given, first: Given, title: Bilingual) -> Diagnostic:
    notes = (Note(first.span, Bilingual(zh="第一次在这里", en="first given here")),) if first.span else ()
    label = Bilingual(zh="又在这里给出", en="and again here")
    text = f"{title.zh} 给了两次", f"{title.en} is given twice"
    return say("F506", second, text, ("请只留一处", "keep one of the two"), label=label, notes=notes)


# Headings


def heading_title(name: Given) -> Bilingual:
    return Bilingual(zh=f"栏目 {as_written(name)}", en=f"the heading {as_written(name)}")


def heading_not_a_day(given: Given) -> Diagnostic:
    zh, en = shown(given)
    text = f"截至日期应是日期，实际写的是 {zh}", f"`as of` needs a date, but is {en}"
    return say("F502", given, text, ("写作 `2014-11-30` 或 `2014年11月30日`", "write it as `2014-11-30`"))


def heading_not_a_year(given: Given) -> Diagnostic:
    zh, en = shown(given)
    text = f"考核年度应是年份，实际写的是 {zh}", f"`assessment year` needs a year, but is {en}"
    return say("F502", given, text, ("写作 `2014`", "write it as `2014`"))


def heading_not_a_name(given: Given) -> Diagnostic:
    zh, en = shown(given)
    text = f"这里应是一个名称，实际写的是 {zh}", f"here belongs a name, but this is {en}"
    return say("F502", given, text, ("例如 `单位: 汉滨区`", "for example `unit: 汉滨区`"))


def other_tier(given: Given, tier: str) -> Diagnostic:
    it = as_written(given)
    text = (
        f"这份事实属于层级 {it}，而规则集评定的是 `{tier}`",
        f"these facts are for the tier {it}, but the ruleset judges `{tier}`",
    )
    return say("F513", given, text, ("请确认选对了规则集", "check that this is the right ruleset"))


def children_not_read(name: Given) -> Diagnostic:
    it = as_written(name)
    text = f"规则集不评定下级，{it} 一栏未被读取", f"this ruleset judges no children, and {it} is not read"
    step = "它不影响结论；可以留着，也可以删去", "it does not affect the verdict; keep it or leave it out"
    return say("F521", name, text, step)


# More than is shown


_MEND = "请先改正已列出的，再读一次", "mend those that are listed, and read the facts again"
_LOOK = "请核对已列出的", "look at those that are listed"


def more_problems(at: Given | None, about: Bilingual, number: int) -> Diagnostic:
    text = (
        f"{about.zh} 中还有 {number:,} 处问题没有列出",
        f"there are {number:,} more problems with {about.en} that are not listed",
    )
    return say("F522", at, text, _MEND)


def more_doubts(at: Given | None, about: Bilingual, number: int) -> Diagnostic:
    text = (
        f"{about.zh} 中还有 {number:,} 条警告没有列出",
        f"there are {number:,} more warnings about {about.en} that are not listed",
    )
    return say("F523", at, text, _LOOK)


def more_of_a_kind(at: Given | None, code: Code, number: int) -> Diagnostic:
    text = (
        f"还有 {number:,} 处 {code.code} 类问题（{code.title.zh}）没有列出",
        f"there are {number:,} more problems of the kind {code.code} ({code.title.en}) that are not listed",
    )
    return say("F522", at, text, _MEND)


def more_doubts_of_a_kind(at: Given | None, code: Code, number: int) -> Diagnostic:
    text = (
        f"还有 {number:,} 条 {code.code} 类警告（{code.title.zh}）没有列出",
        f"there are {number:,} more warnings of the kind {code.code} ({code.title.en}) that are not listed",
    )
    return say("F523", at, text, _LOOK)
