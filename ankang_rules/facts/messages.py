"""Every sentence the facts reader can say, in Chinese and in English.

One small function each: it says what is wrong, where, and what to do next, and decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ankang_rules.diagnostics import Diagnostic, Note
from ankang_rules.facts.about import About
from ankang_rules.facts.limits import MOST_CHARACTERS, MOST_LEVELS, MOST_PARTS
from ankang_rules.model.exact import MOST_DIGITS, exact_text, shown_text
from ankang_rules.model.given import NONE, Given, GivenMapping
from ankang_rules.model.types import (
    Choices,
    Date,
    Duration,
    ListOf,
    Monthly,
    OneOf,
    Quantity,
    SetOf,
    Share,
    Type,
    YesNo,
)
from ankang_rules.source import Bilingual, Span

_LONGEST_QUOTE = 40
_TWICE_READ = 2  # a bare share below this may as well be a factor: 1.05 may stand for 105%
_MOST_LISTED = 6
_LOOSE = re.compile("(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")

At = Given | Span | str | None
"""Where a finding is: a value as handed in, a place in a file, or a path."""


def _say(code: str, at: At, text: Bilingual, help: Bilingual | None = None, **more: Any) -> Diagnostic:
    span = at.span if isinstance(at, Given) else at if isinstance(at, Span) else None
    place = at.place if isinstance(at, Given) else at if isinstance(at, str) else ""
    text = _two(_close(text("zh")), text("en"))
    return Diagnostic(code, text, span=span, help=help or Bilingual(), place=_printable(place) or None, **more)


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char.isspace() else "\N{REPLACEMENT CHARACTER}" for char in text)


def _close(zh: str) -> str:
    """Return *zh* without the blanks between two Chinese characters; what stands in backticks is left alone."""
    return "`".join(part if number % 2 else _LOOSE.sub("", part) for number, part in enumerate(zh.split("`")))


def _two(zh: str, en: str) -> Bilingual:
    return Bilingual(zh=zh, en=en)


# Words inside sentences


def quoted(text: str) -> str:
    """Return the author's *text* in backticks, on one line, cut where it is long."""
    shown = " ".join(_printable(text).split())
    return f"`{shown}`" if len(shown) <= _LONGEST_QUOTE else f"`{shown[:_LONGEST_QUOTE]}…`"


def written(given: Given) -> str:
    """Return a single value as its author would recognise it, and nothing for a list or for names with values."""
    value = given.value
    match value:
        case str():
            return value
        case bool() if not given.span:
            return "yes" if value else "no"
        case None if given.original is None:
            return "null"
        case None | tuple() | GivenMapping():
            return ""
        case _ if value is NONE:
            return "none"
        case _ if given.span:
            return given.span.text
        case int() | Fraction() if max(value.numerator.bit_length(), value.denominator.bit_length()) > 4 * MOST_DIGITS:
            return "…"  # CPython does not write integers of any length, and a fraction would take minutes
        case Fraction():
            return exact_text(value)
        case _:
            return str(value)


def _shown(given: Given) -> Bilingual:
    if isinstance(given.value, tuple):
        return _two("一个列表", "a list")
    if isinstance(given.value, GivenMapping):
        return _two("一组名称和值", "names with values")
    text = written(given)
    return _two(quoted(text), quoted(text)) if text.strip() else _two("空白", "an empty text")


def _list(words: Sequence[str], mark: str) -> str:
    return mark.join(map(quoted, words[:_MOST_LISTED])) + (f"{mark}…" if len(words) > _MOST_LISTED else "")


def _did_you_mean(words: Sequence[str]) -> Bilingual:
    return _two(f"是否想写 {' 或 '.join(map(quoted, words))}？", f"did you mean {' or '.join(map(quoted, words))}?")


def _members(choices: Choices) -> Bilingual:
    zh = [member.labels.zh or member.name for member in choices.members]
    return _two(_list(zh, "、"), _list([member.name for member in choices.members], ", "))


def _in(unit: object) -> Bilingual:
    return _two(f"（单位：{unit}）", f" in {unit}") if unit else Bilingual()


def _needed(kind: Type) -> Bilingual:
    """Return what a value of *kind* is called."""
    match kind:
        case YesNo():
            return _two("“是”或“否”", "yes or no")
        case Quantity():
            zh, en = {"count": ("整数", "a count"), "money": ("金额", "money")}.get(kind.kind, ("数字", "a number"))
            unit = _in(_unit_word(kind))
            return _two(zh + unit("zh"), en + unit("en"))
        case Share():
            return _two("百分比", "a share")
        case Date():
            return _two("日期", "a date")
        case Duration():
            zh, en = ("月", "months") if "months" in kind.unit.over else ("天", "days")
            return _two(f"时长（以{zh}计）", f"a length of time in {en}")
        case OneOf():
            members = _members(kind.choices)
            return _two(f"{members.zh} 之一", f"one of {members.en}")
        case SetOf():
            return _two("选项列表", "a list of choices")
        case Monthly():
            return _two("十二个月的数据", "twelve months")
        case ListOf():
            return _two("逐条记录的列表", "a list of records")
        case _:
            return _two("文字", "a text")


def _unit_word(kind: Quantity) -> object:
    """Return the unit in which bare numbers of *kind* are read."""
    return kind.word.name if kind.word else kind.unit


def _example(kind: Type) -> Bilingual:
    """Return how a value of *kind* is written, or nothing where the sentence already says it."""
    match kind:
        case YesNo():
            return _two("是", "yes")
        case Duration():
            return _two("3 个月", "3 months") if "months" in kind.unit.over else _two("5 天", "5 days")
        case SetOf():
            members = kind.choices.members[:2]
            zh, en = (
                ", ".join(words) for words in ([m.labels.zh or m.name for m in members], [m.name for m in members])
            )
            return _two(f"[{zh}]", f"[{en}]")
        case _:
            same = _same_example(kind)
            return _two(same, same) if same else Bilingual()


def _same_example(kind: Type) -> str:
    """Return how a value of *kind* is written in both languages."""
    match kind:
        case Quantity(kind="count"):
            return "120"
        case Quantity():
            return f"12.5 {_unit_word(kind)}".rstrip()
        case Share():
            return "98%"
        case Date():
            return "2014-10-31"
        case Monthly():
            return "[120, 130, null, …]"
        case ListOf():
            return f"[{{{', '.join(f'{field.name}: …' for field in kind.fields[:2])}}}]"
        case _:
            return ""


def _write(example: Bilingual) -> Bilingual:
    if not example:
        return Bilingual()
    return _two(f"例如写作 `{example('zh')}`", f"write for example `{example('en')}`")


def _amount(value: Fraction, kind: Type) -> str:
    if isinstance(kind, Share):
        return f"{shown_text(value * 100)}%"
    unit = kind.unit if isinstance(kind, Quantity | Duration) else ""
    return f"{shown_text(value)} {unit}".rstrip()


# A file that cannot be read at all


def no_such_file(name: str) -> Diagnostic:
    return _say(
        "F507",
        name,
        _two(f"找不到文件 {quoted(name)}", f"there is no file {quoted(name)}"),
        _two("请检查路径和文件名", "check the path and the spelling"),
    )


def not_a_file(name: str) -> Diagnostic:
    return _say(
        "F507",
        name,
        _two(f"{quoted(name)} 是文件夹，不是文件", f"{quoted(name)} is a folder, not a file"),
        _two("请指明文件夹中的哪个文件", "name the file inside it"),
    )


def cannot_open(name: str) -> Diagnostic:
    return _say(
        "F507",
        name,
        _two(f"文件 {quoted(name)} 打不开", f"the file {quoted(name)} cannot be opened"),
        _two("请确认有权读取该文件", "check that you may read it"),
    )


def unknown_format(name: str) -> Diagnostic:
    return _say(
        "F507",
        name,
        _two(f"看不出 {quoted(name)} 是哪种格式", f"{quoted(name)} does not show its format"),
        _two(
            "文件名应以 `.yaml`、`.yml` 或 `.json` 结尾",
            "the name of a facts file ends in `.yaml`, `.yml` or `.json`",
        ),
    )


def not_utf8(at: Span, probably: str | None) -> Diagnostic:
    return _say(
        "F507",
        at,
        _two("这里的字节不是 UTF-8 编码的文字", "the bytes here are not text in UTF-8"),
        _two(
            f"文件像是 {probably} 编码，请另存为 UTF-8" if probably else "请将文件另存为 UTF-8",
            f"the file seems to be in {probably}: save it as UTF-8" if probably else "save the file as UTF-8",
        ),
    )


def control_character(at: At) -> Diagnostic:
    return _say(
        "F519",
        at,
        _two("这里有一个不可见的控制字符", "a control character stands here"),
        _two("请删去它，或重新输入这段文字", "delete it, or type the text anew"),
    )


def too_large(name: str) -> Diagnostic:
    return _say(
        "F507",
        name,
        _two(
            f"文件超过 {MOST_CHARACTERS:,} 个字符，不予读取",
            f"the file is longer than {MOST_CHARACTERS:,} characters and is not read",
        ),
        _two("请按单位拆成几个文件", "split it into several files, one for each unit"),
    )


def too_deep(at: At) -> Diagnostic:
    return _say(
        "F517",
        at,
        _two(f"这里嵌套超过 {MOST_LEVELS} 层", f"this is nested more than {MOST_LEVELS} levels deep"),
        _two("事实只需名称、值、列表和记录", "facts are names, values, lists and records"),
    )


def too_many_parts(at: At) -> Diagnostic:
    return _say(
        "F517",
        at,
        _two(f"这里的值超过 {MOST_PARTS:,} 个", f"this holds more than {MOST_PARTS:,} values"),
        _two("请分批提供", "hand it over in several parts"),
    )


def nothing_in_file(at: Span) -> Diagnostic:
    return _say(
        "F507",
        at,
        _two("文件里没有任何事实", "the file holds no facts"),
        _two("每行写一项，例如 `名称: 值`", "write one a line, as `name: value`"),
    )


def not_names_with_values(given: Given) -> Diagnostic:
    what = _shown(given)
    if given.span and given.span.source.name.lower().endswith(".json"):
        step = _two('例如写作 `{"名称": 值}`', 'write for example `{"name": value}`')
    elif isinstance(given.value, str) and (":" in given.value or "：" in given.value):
        step = _two("冒号要用半角，后面空一格：`名称: 值`", "write a plain colon and a blank after it: `name: value`")
    else:
        step = _two("每行写一项，例如 `名称: 值`", "write one a line, as `name: value`")
    return _say(
        "F507",
        given,
        _two(f"事实应是名称和值，这里却是{_gap(what.zh)}", f"facts are names with values, but this is {what.en}"),
        step,
    )


def _gap(zh: str | None) -> str:
    return f" {zh}" if zh and zh.startswith("`") else zh or ""


def no_fact_source() -> Diagnostic:
    return _say(
        "F512",
        None,
        _two("事实应以字典或文件路径给出", "facts are handed over as a mapping or as the path of a file"),
        _two("例如 `{'fund': 100}` 或 `'facts.yaml'`", "for example `{'fund': 100}` or `'facts.yaml'`"),
    )


def argument_not_a_day() -> Diagnostic:
    return _say(
        "F512",
        "as_of",
        _two("`as_of` 应是日期", "`as_of` is a date"),
        _two("例如 `date(2014, 11, 30)` 或 `'2014-11-30'`", "for example `date(2014, 11, 30)` or `'2014-11-30'`"),
    )


def argument_not_a_year() -> Diagnostic:
    return _say(
        "F512",
        "year",
        _two("`year` 应是 1 到 9999 的整数", "`year` is a whole number from 1 to 9999"),
        _two("例如 `2014`", "for example `2014`"),
    )


# YAML


def anchor(at: Span) -> Diagnostic:
    return _say(
        "F507",
        at,
        _two("事实文件不用锚点和引用（`&`、`*`）", "a facts file has no anchors and references (`&`, `*`)"),
        _two("请把值再写一遍；若本是文字，请加引号", "write the value again, or put a text in quotation marks"),
    )


def tag(at: Span) -> Diagnostic:
    return _say(
        "F507",
        at,
        _two("事实文件不用类型标记（`!`）", "a facts file has no tags (`!`)"),
        _two("请删去标记；若本是文字，请加引号", "leave it out, or put a text in quotation marks"),
    )


def several_documents(at: Span) -> Diagnostic:
    return _say(
        "F507",
        at,
        _two("一个文件只能有一份事实", "a file holds the facts of one document"),
        _two("请把 `---` 之后的部分另存为一个文件", "put what follows `---` into a file of its own"),
    )


def name_not_text(at: At) -> Diagnostic:
    return _say(
        "F507",
        at,
        _two("冒号前应是一个名称", "a name is a text, and nothing else can stand before a colon"),
        _two("例如 `基金总量: 50 万元`", "for example `fund: 50 万元`"),
    )


def quote_not_closed(at: Span) -> Diagnostic:
    return _say(
        "F507",
        at,
        _two("从这里开始的引号没有配对", "the quotation mark here is not closed"),
        _two("请在文字末尾补上同样的引号", "put the same mark at the end of the text"),
    )


def bracket_not_closed(at: Span) -> Diagnostic:
    return _say(
        "F507",
        at,
        _two("从这里开始的括号没有写完", "the bracket that opens here is not finished"),
        _two("各项之间用半角逗号隔开，最后补上括号", "put a plain comma between the items, and close the bracket"),
    )


def tab(at: Span) -> Diagnostic:
    return _say(
        "F507",
        at,
        _two("这里用了制表符", "a tab stands here"),
        _two("请改用空格", "write blanks instead"),
    )


def colon_in_value(at: Span) -> Diagnostic:
    return _say(
        "F507",
        at,
        _two("这个冒号前面不是名称", "what stands before this colon is not a name"),
        _two(
            "若冒号属于文字，请给文字加引号；若另起一项，请与上一项左端对齐",
            "put a text with a colon in quotation marks; begin a new name where the name above begins",
        ),
    )


def colon_missing(at: Span) -> Diagnostic:
    return _say(
        "F507",
        at,
        _two("这里的名称后面没有冒号", "the name here has no colon"),
        _two("冒号要用半角，后面空一格：`名称: 值`", "write a plain colon and a blank after it: `name: value`"),
    )


def misaligned(at: Span) -> Diagnostic:
    return _say(
        "F507",
        at,
        _two("这一行与上面没有对齐", "this does not line up with what stands above"),
        _two("同一级的名称左端要对齐", "names of one level begin in the same column"),
    )


def dash_here(at: Span) -> Diagnostic:
    return _say(
        "F507",
        at,
        _two("列表不能从这里开始", "a list cannot begin here"),
        _two("请把 `- ` 另起一行，或写成 `[甲, 乙]`", "begin a new line before `- `, or write `[a, b]`"),
    )


def cannot_begin(at: Span) -> Diagnostic:
    return _say(
        "F507",
        at,
        _two(f"值不能以 {quoted(at.text)} 开头", f"a value cannot begin with {quoted(at.text)}"),
        _two("请给这段文字加引号", "put the text in quotation marks"),
    )


def bad_escape(at: Span) -> Diagnostic:
    return _say(
        "F507",
        at,
        _two("引号内的反斜杠写法有误", "a backslash in quotation marks stands before something it does not go with"),
        _two("要写反斜杠本身，请写 `\\\\`", "write `\\\\` for a backslash"),
    )


def not_yaml(at: Span | str) -> Diagnostic:
    return _say(
        "F507",
        at,
        _two("这里不合 YAML 的写法", "this is not YAML"),
        _two("每行写一项，例如 `名称: 值`", "write one fact a line, as `name: value`"),
    )


# JSON


def json_value_expected(at: Span) -> Diagnostic:
    return _say(
        "F507",
        at,
        _two("这里应有一个值", "a value is expected here"),
        _two(
            "JSON 的值是数字、双引号内的文字、`true`、`false`、`null`、`[…]` 或 `{…}`",
            'in JSON a value is a number, a text in `"`, `true`, `false`, `null`, `[…]` or `{…}`',
        ),
    )


def json_name_expected(at: Span) -> Diagnostic:
    return _say(
        "F507",
        at,
        _two("这里应有一个名称", "a name is expected here"),
        _two(
            "JSON 的名称写在半角双引号内，末项之后没有逗号",
            'in JSON a name stands in `"`, and no comma follows the last one',
        ),
    )


def json_sign_expected(at: Span, *signs: str) -> Diagnostic:
    return _say(
        "F507",
        at,
        _two(f"这里应有 {' 或 '.join(map(quoted, signs))}", f"{' or '.join(map(quoted, signs))} is expected here"),
        _two("请检查前一项是否写完", "check that the item before it is finished"),
    )


def json_text_not_closed(at: Span) -> Diagnostic:
    return _say(
        "F507",
        at,
        _two("从这里开始的文字没有写完", "the text that begins here is not finished"),
        _two(
            "末尾补上半角双引号；文字中的换行写 `\\n`，制表符写 `\\t`",
            'close it with `"`; inside it a line break is `\\n` and a tab is `\\t`',
        ),
    )


def json_goes_on(at: Span) -> Diagnostic:
    return _say(
        "F507",
        at,
        _two("最外层的括号已经闭合，后面不应再有内容", "something follows the last bracket"),
        _two("请删去多余部分，或检查括号是否配对", "delete it, or check that the brackets match"),
    )


# Names


def unknown_name(name: Given, suggestions: Sequence[str]) -> Diagnostic:
    text = written(name)
    if not text.strip():
        return _say(
            "F501",
            name,
            _two("这个值前面没有名称", "this value has no name"),
            _two("请在冒号前写上指标名称", "write the name of an indicator before the colon"),
        )
    if any(not char.isprintable() and not char.isspace() for char in text):
        step = _two("名称里有不可见的字符，请重新输入", "there is an invisible character in the name: type it anew")
    elif suggestions:
        step = _did_you_mean(suggestions)
    else:
        step = _two(
            "请查对规则集的指标清单，或删去这一项", "look it up among the indicators of the ruleset, or leave it out"
        )
    return _say(
        "F501",
        name,
        _two(f"没有名为 {quoted(text)} 的指标", f"there is no indicator {quoted(text)}"),
        step,
        fix=suggestions[0] if len(suggestions) == 1 else None,
    )


def name_of_parameter(name: Given) -> Diagnostic:
    shown = quoted(written(name))
    return _say(
        "F501",
        name,
        _two(
            f"{shown} 是参数，由标准规定，不是事实", f"{shown} is a parameter: the standard sets it, and it is no fact"
        ),
        _two(
            "请删去这一项；临时改动参数，请在评定时指定",
            "leave it out; for one evaluation a parameter is set in the call",
        ),
    )


def name_of_definition(name: Given) -> Diagnostic:
    shown = quoted(written(name))
    return _say(
        "F501",
        name,
        _two(
            f"{shown} 由其他指标算出，不能作为事实填报",
            f"{shown} is worked out from other facts, and is not one itself",
        ),
        _two("请填报计算它所用的指标", "give the facts it is worked out from"),
    )


def header_without_facts(name: Given) -> Diagnostic:
    shown = quoted(written(name))
    return _say(
        "F501",
        name,
        _two(f"{shown} 不是指标，而是文件的栏目", f"{shown} is no indicator, but a heading of a document"),
        _two("请把各项事实缩进写在 `事实:` 之下", "put the facts, indented, under `facts:`"),
    )


def unknown_heading(name: Given, suggestions: Sequence[str]) -> Diagnostic:
    shown = quoted(written(name))
    return _say(
        "F518",
        name,
        _two(f"事实文件没有 {shown} 这一栏", f"a facts document has no heading {shown}"),
        _did_you_mean(suggestions)
        if suggestions
        else _two(
            "可用的栏目：`单位`、`层级`、`截至日期`、`考核年度`、`事实`、`下级`",
            "the headings are `unit`, `tier`, `as of`, `assessment year`, `facts`, `children`",
        ),
    )


def fact_outside_facts(name: Given) -> Diagnostic:
    shown = quoted(written(name))
    return _say(
        "F518",
        name,
        _two(f"指标 {shown} 写在了 `事实` 一栏（`facts`）之外", f"the indicator {shown} stands outside `facts`"),
        _two("请把它缩进写到该栏之下", "move it under `facts:`"),
    )


def unknown_field(name: Given, about: About, suggestions: Sequence[str], known: Sequence[str]) -> Diagnostic:
    shown, title = quoted(written(name)), about.title
    return _say(
        "F501",
        name,
        _two(f"{title.zh}没有 {shown} 这个字段", f"{title.en} has no field {shown}"),
        _did_you_mean(suggestions)
        if suggestions
        else _two(f"可用的字段：{_list(known, '、')}", f"the fields are {_list(known, ', ')}"),
    )


def unknown_provenance(name: Given, about: About, suggestions: Sequence[str]) -> Diagnostic:
    shown, title = quoted(written(name)), about.title
    return _say(
        "F518",
        name,
        _two(f"{title.zh} 的来源说明中没有 {shown} 这一项", f"{shown} is not among what can be said about {title.en}"),
        _did_you_mean(suggestions)
        if suggestions
        else _two(
            "可写 `值`、`来源`、`日期`、`经办`",
            "it can have a `value`, a `source`, a day (`on`) and a person (`by`)",
        ),
    )


def given_twice(first: Given, second: Given, title: Bilingual) -> Diagnostic:
    note = Note(first.span, _two("第一次在这里", "first given here")) if first.span else None
    return _say(
        "F506",
        second,
        _two(f"{title.zh} 给了两次", f"{title.en} is given twice"),
        _two("请只留一处", "keep one of the two"),
        label=_two("又在这里给出", "and again here"),
        notes=(note,) if note else (),
    )


# Values


def wrong_type(given: Given, about: About, kind: Type, meant: str = "") -> Diagnostic:
    needed, shown, title = _needed(kind), _shown(given), about.title
    verb = "给的是" if isinstance(given.value, tuple | GivenMapping) else "写的是"
    if not written(given).strip() and isinstance(given.value, str):
        step = _two("若暂无数据，请写 `null`", "write `null` where it is not known yet")
    else:
        step = _two(f"请写 `{meant}`", f"write `{meant}`") if meant else _write(_example(kind))
    return _say(
        "F502",
        given,
        _two(
            f"{title.zh} 应填{_gap(needed.zh)}，实际{verb}{_gap(shown.zh)}",
            f"{title.en} needs {needed.en}, not {shown.en}",
        ),
        step,
        fix=meant or None,
    )


def not_a_fact(given: Given, about: About, kind: Type) -> Diagnostic:
    needed, title = _needed(kind), about.title
    return _say(
        "F502",
        given,
        _two(
            f"{title.zh} 应填{_gap(needed.zh)}，给的对象不能作为事实",
            f"{title.en} needs {needed.en}, and this object cannot be a fact",
        ),
        _write(_example(kind)),
    )


def not_finite(given: Given, about: About) -> Diagnostic:
    title = about.title
    return _say(
        "F502",
        given,
        _two(f"{title.zh} 不是一个确定的数", f"{title.en} is not a finite number"),
        _two("若暂无数据，请写 `null`", "where it is not known yet, write `null`"),
    )


def yes_no_as_number(given: Given, about: About) -> Diagnostic:
    title, word = about.title, "yes" if written(given).strip("+") == "1" else "no"
    return _say(
        "F510",
        given,
        _two(f"{title.zh} 应填“是”或“否”，不用数字表示", f"{title.en} needs yes or no, and a number is neither"),
        _two(f"请写 `{'是' if word == 'yes' else '否'}`", f"write `{word}`"),
        fix=word,
    )


def on_off(given: Given, about: About) -> Diagnostic:
    title, shown = about.title, quoted(written(given))
    return _say(
        "F510",
        given,
        _two(
            f"{title.zh} 写作 {shown}，有的程序当作是否，有的当作文字",
            f"{title.en} is written {shown}, which some programs read as yes or no and others as a text",
        ),
        _two("请写 `是` 或 `否`", "write `yes` or `no`"),
    )


def two_ways(given: Given, about: About, meant: str, why: str) -> Diagnostic:
    title, shown = about.title, quoted(written(given))
    zh, en = _TWO_WAYS[why]
    return _say(
        "F510",
        given,
        _two(
            f"{title.zh} 写作 {shown}，不同程序读法不一",
            f"{title.en} is written {shown}, which is read in more than one way",
        ),
        _two(f"请写 `{meant}`", f"write `{meant}`") if meant else _two(zh, en),
        fix=meant or None,
    )


_TWO_WAYS = {
    "exponent": ("请写出完整的数字", "write the number out in full"),
    "leading zero": ("请去掉前面的零", "leave out the zeros in front"),
    "other base": ("请用十进制书写", "write the number in tens"),
    "clock": (
        "时长请写数字和单位，例如 `45 分钟`",
        "write a length of time with its unit, for example `45 minutes`",
    ),
    "commas": (
        "逗号只用来每三位分节；小数点请写 `.`",
        "a comma only parts thousands, every three digits; the decimal point is `.`",
    ),
}


def number_too_long(given: Given, about: About) -> Diagnostic:
    title = about.title
    return _say(
        "F508",
        given,
        _two(
            f"{title.zh} 的数字超过 {MOST_DIGITS} 位，不予读取",
            f"the number for {title.en} has more than {MOST_DIGITS} digits and is not read",
        ),
        _two("请核对数字", "check the number"),
    )


def wrong_unit(given: Given, about: About, kind: Type, word: str, fitting: Sequence[str]) -> Diagnostic:
    needed, title, shown = _needed(kind), about.title, quoted(written(given))
    zh, en = ("是占比", "is a share") if word in ("%", "‰") else (f"的单位是 {quoted(word)}", f"is in {word}")
    return _say(
        "F503",
        given,
        _two(
            f"{title.zh} 应填{needed.zh}，而 {shown} {zh}",
            f"{title.en} needs {needed.en}, but {shown} {en}",
        ),
        _units_that_fit(fitting),
    )


def unknown_unit(
    given: Given, about: About, kind: Type, word: str, suggestions: Sequence[str], fitting: Sequence[str]
) -> Diagnostic:
    needed, title, shown = _needed(kind), about.title, quoted(word)
    return _say(
        "F503",
        given,
        _two(
            f"{title.zh} 应填{needed.zh}，而 {shown} 不是已知的单位",
            f"{title.en} needs {needed.en}, and {shown} is no unit that is known here",
        ),
        _did_you_mean(suggestions) if suggestions else _units_that_fit(fitting),
    )


def _units_that_fit(fitting: Sequence[str]) -> Bilingual:
    if not fitting:
        return _two("请只写数字，不带单位", "write the number alone, without a unit")
    english = [word for word in fitting if word.isascii() and word.isalpha()]
    chinese = [word for word in fitting if word not in english]
    return _two(
        f"可用的单位：{_list(chinese or fitting, '、')}", f"the units that fit are {_list(english or fitting, ', ')}"
    )


def count_is_negative(given: Given, about: About) -> Diagnostic:
    title, shown = about.title, quoted(written(given))
    return _say(
        "F505",
        given,
        _two(f"{title.zh} 是计数，不能为负：{shown}", f"{title.en} is a count and cannot be negative: {shown}"),
        _two("请核对数字", "check the number"),
    )


def count_is_fractional(given: Given, about: About) -> Diagnostic:
    title, shown = about.title, quoted(written(given))
    return _say(
        "F505",
        given,
        _two(f"{title.zh} 是计数，应为整数：{shown}", f"{title.en} is a count and has to be whole: {shown}"),
        _two("请核对数字和单位", "check the number and its unit"),
    )


def bare_share(given: Given, about: About, read: Fraction) -> Diagnostic:
    title, text = about.title, written(given).strip()
    meant = [f"{text}%", f"{shown_text(read * 100)}%"] if read < _TWICE_READ else [f"{text}%"]
    return _say(
        "F510",
        given,
        _two(
            f"{title.zh} 应填百分比，`{text}` 未带百分号而大于 1",
            f"{title.en} is a share, and `{text}` is over 1 without a percent sign",
        ),
        _did_you_mean(meant),
    )


def share_over(given: Given, about: About, within: Fraction) -> Diagnostic:
    title, shown, most = about.title, quoted(written(given)), f"{shown_text(within * 100)}%"
    return _say(
        "F511",
        given,
        _two(f"{title.zh} 最高为 {most}，实际写的是 {shown}", f"{title.en} is at most {most}, not {shown}"),
        _two("请核对数字", "check the number"),
    )


def not_in_calendar(given: Given, about: About) -> Diagnostic:
    title, shown = about.title, quoted(written(given))
    return _say(
        "F502",
        given,
        _two(
            f"{title.zh} 应填日期，而日历上没有 {shown}", f"{title.en} needs a date, and {shown} is not in the calendar"
        ),
        _two("请核对月和日", "check the month and the day"),
    )


def clock_time(given: Given, about: About, day: str) -> Diagnostic:
    title = about.title
    return _say(
        "F502",
        given,
        _two(f"{title.zh} 应填日期，不带钟点和时区", f"{title.en} needs a date, without a time of day"),
        _two(f"请写 `{day}`", f"write `{day}`"),
        fix=day,
    )


def not_a_member(given: Given, about: About, choices: Choices, suggestions: Sequence[str]) -> Diagnostic:
    title, shown, members = about.title, _shown(given), _members(choices)
    return _say(
        "F504",
        given,
        _two(f"{title.zh} 的选项中没有{_gap(shown.zh)}", f"{shown.en} is not among the choices for {title.en}"),
        _did_you_mean(suggestions) if suggestions else _two(f"可选：{members.zh}", f"the choices are {members.en}"),
        fix=suggestions[0] if len(suggestions) == 1 else None,
    )


def unlisted_member(given: Given, about: About, choices: Choices) -> Diagnostic:
    title, shown, members = about.title, quoted(written(given)), _members(choices)
    return _say(
        "F516",
        given,
        _two(f"{title.zh} 的选项表没有列出 {shown}", f"{shown} is not listed among the choices for {title.en}"),
        _two(
            f"该表未列全，此项照收；已列出的是 {members.zh}",
            f"the list is open, and it is kept; listed are {members.en}",
        ),
    )


def no_member(given: Given, about: About) -> Diagnostic:
    title = about.title
    return _say(
        "F504",
        given,
        _two(f"{title.zh} 的列表中有一项没有值", f"one item of {title.en} has no value"),
        _two(
            "请删去这一项；若整个列表暂缺，写 `null`；若一项也没有，写 `[]`",
            "leave the item out; write `null` where the whole list is not known yet, and `[]` where there are none",
        ),
    )


def not_in_brackets(given: Given, about: About, meant: str) -> Diagnostic:
    title, shown = about.title, quoted(written(given))
    return _say(
        "F502",
        given,
        _two(f"{title.zh} 应填列表，实际写的是文字 {shown}", f"{title.en} needs a list, not the text {shown}"),
        _two(f"请写 `{meant}`", f"write `{meant}`"),
        fix=meant,
    )


def control_character_in(given: Given, about: About) -> Diagnostic:
    title = about.title
    return _say(
        "F519",
        given,
        _two(f"{title.zh} 的文字中有不可见的控制字符", f"the text of {title.en} holds a control character"),
        _two("请重新输入这段文字", "type the text anew"),
    )


def number_for_text(given: Given, about: About) -> Diagnostic:
    title = about.title
    return _say(
        "F502",
        given,
        _two(f"{title.zh} 应填文字，数字请加引号", f"{title.en} needs a text, not a number"),
        _two(f'请写 `"{written(given)}"`', f'write `"{written(given)}"`'),
    )


# Months and records


def not_twelve_months(given: Given, about: About, length: int) -> Diagnostic:
    title = about.title
    return _say(
        "F502",
        given,
        _two(f"{title.zh} 应有十二个月，实际有 {length} 个", f"{title.en} needs twelve months, and has {length}"),
        _two("暂缺的月份写 `null`", "write `null` for a month that is not known yet"),
    )


def not_a_month(name: Given, about: About) -> Diagnostic:
    title, shown = about.title, _shown(name)
    return _say(
        "F502",
        name,
        _two(
            f"{title.zh} 按月填报，而{_gap(shown.zh)} 不是月份", f"{title.en} goes by month, and {shown.en} is not one"
        ),
        _two("请写 `2014-01` 或 `1`", "write `2014-01` or `1`"),
    )


def month_of_another_year(name: Given, about: About, year: int) -> Diagnostic:
    title, shown = about.title, quoted(written(name))
    return _say(
        "F502",
        name,
        _two(
            f"{title.zh} 应填考核年度 {year} 年的数据，而 {shown} 不在其中",
            f"{title.en} belongs to the assessment year {year}, and {shown} is outside it",
        ),
        _two("请核对月份，或改正“考核年度”", "check the month, or the `assessment year`"),
    )


def no_year_for_months(name: Given, about: About) -> Diagnostic:
    title, shown = about.title, quoted(written(name))
    return _say(
        "F509",
        name,
        _two(
            f"{title.zh} 写明了 {shown}，但没有给出考核年度",
            f"{title.en} names the month {shown}, but no assessment year is given",
        ),
        _two("请加上 `考核年度: 2014` 一栏", "add a line such as `assessment year: 2014`"),
    )


def empty_record(given: Given, about: About) -> Diagnostic:
    title = about.title
    return _say(
        "F502",
        given,
        _two(f"{title.zh} 没有内容", f"{title.en} is empty"),
        _two(
            "请删去；若有记录而内容暂缺，写 `{}`",
            "leave it out, or write `{}` for a record of which nothing is known yet",
        ),
    )


def not_a_record(given: Given, about: About) -> Diagnostic:
    title, shown = about.title, _shown(given)
    return _say(
        "F502",
        given,
        _two(
            f"{title.zh}应是一组名称和值，实际是{_gap(shown.zh)}", f"{title.en} needs names with values, not {shown.en}"
        ),
        _two("例如写作 `{字段: 值, …}`", "write for example `{field: value, …}`"),
    )


def no_value_in_provenance(given: Given, about: About) -> Diagnostic:
    title = about.title
    return _say(
        "F502",
        given,
        _two(f"{title.zh} 只有来源说明，没有值", f"{title.en} has a provenance, but no value"),
        _two("请加上 `值: …`；若暂无数据，写 `值: null`", "add `value: …`, or `value: null` where it is not known yet"),
    )


# Warnings


def other_tier(given: Given, tier: str) -> Diagnostic:
    shown = quoted(written(given))
    return _say(
        "F513",
        given,
        _two(
            f"这份事实属于层级 {shown}，而规则集评定的是 `{tier}`",
            f"these facts are for the tier {shown}, but the ruleset judges `{tier}`",
        ),
        _two("请确认选对了规则集", "check that this is the right ruleset"),
    )


def implausible(given: Given, about: About, kind: Type, low: Fraction, high: Fraction) -> Diagnostic:
    title, shown = about.title, quoted(written(given))
    least, most = _amount(low, kind), _amount(high, kind)
    return _say(
        "F515",
        given,
        _two(
            f"{title.zh} 一般在 {least} 与 {most} 之间，实际写的是 {shown}",
            f"{title.en} is expected between {least} and {most}, but is {shown}",
        ),
        _two("请核对数字和单位；若属实可不改", "check the number and its unit; it is used as it stands"),
    )


# Headings and arguments


def heading_title(name: Given) -> Bilingual:
    shown = quoted(written(name))
    return _two(f"栏目 {shown}", f"the heading {shown}")


def heading_not_a_day(given: Given) -> Diagnostic:
    shown = _shown(given)
    return _say(
        "F502",
        given,
        _two(f"截至日期应是日期，实际写的是{_gap(shown.zh)}", f"`as of` needs a date, but is {shown.en}"),
        _two("写作 `2014-11-30` 或 `2014年11月30日`", "write it as `2014-11-30`"),
    )


def heading_not_a_year(given: Given) -> Diagnostic:
    shown = _shown(given)
    return _say(
        "F502",
        given,
        _two(f"考核年度应是年份，实际写的是{_gap(shown.zh)}", f"`assessment year` needs a year, but is {shown.en}"),
        _two("写作 `2014`", "write it as `2014`"),
    )


def heading_not_a_name(given: Given) -> Diagnostic:
    shown = _shown(given)
    return _say(
        "F502",
        given,
        _two(f"这里应是一个名称，实际写的是{_gap(shown.zh)}", f"here belongs a name, but this is {shown.en}"),
        _two("例如 `单位: 汉滨区`", "for example `unit: 汉滨区`"),
    )


def unknown_parameter(name: Given, suggestions: Sequence[str]) -> Diagnostic:
    shown = quoted(written(name))
    return _say(
        "F512",
        name,
        _two(f"规则集没有名为 {shown} 的参数", f"the ruleset has no parameter {shown}"),
        _did_you_mean(suggestions)
        if suggestions
        else _two("请查对规则集的参数", "look it up among the parameters of the ruleset"),
    )


def parameter_without_value(name: Given, about: About) -> Diagnostic:
    return _say(
        "F512",
        name,
        _two(f"{about.title.zh} 没有给出值", f"{about.title.en} is given no value"),
        _two("参数必须有值；不改就不要写", "a parameter needs a value: leave it out to keep the one of the standard"),
    )
