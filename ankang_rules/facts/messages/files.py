"""A file or an argument that cannot be read at all."""

from __future__ import annotations

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.facts.limits import MOST_CHARACTERS, MOST_LEVELS, MOST_PARTS
from ankang_rules.facts.messages.words import At, quoted, say, shown
from ankang_rules.model.given import Given

_ONE_A_LINE = "每行写一项，例如 `名称: 值`", "write one a line, as `name: value`"
PLAIN_COLON = "冒号要用半角，后面空一格：`名称: 值`", "write a plain colon and a blank after it: `name: value`"


def no_such_file(name: str) -> Diagnostic:
    text = f"找不到文件 {quoted(name)}", f"there is no file {quoted(name)}"
    return say("F507", name, text, ("请检查路径和文件名", "check the path and the spelling"))


def not_a_file(name: str) -> Diagnostic:
    text = f"{quoted(name)} 是文件夹，不是文件", f"{quoted(name)} is a folder, not a file"
    return say("F507", name, text, ("请指明文件夹中的哪个文件", "name the file inside it"))


def cannot_open(name: str) -> Diagnostic:
    text = f"文件 {quoted(name)} 打不开", f"the file {quoted(name)} cannot be opened"
    return say("F507", name, text, ("请确认有权读取该文件", "check that you may read it"))


def unknown_format(name: str) -> Diagnostic:
    text = f"看不出 {quoted(name)} 是哪种格式", f"{quoted(name)} does not show its format"
    endings = "`.yaml`、`.yml` 或 `.json`", "`.yaml`, `.yml` or `.json`"
    return say("F507", name, text, (f"文件名应以 {endings[0]} 结尾", f"the name of a facts file ends in {endings[1]}"))


def text_for_path(text: str) -> Diagnostic:
    sentence = f"{quoted(text)} 是文字，不是文件路径", f"{quoted(text)} is a text, not the path of a file"
    step = "请交给 `io.StringIO(…)`，或先存为文件", "hand the text over as `io.StringIO(…)`, or save it as a file"
    return say("F512", None, sentence, step)


def not_utf8(at: At, probably: str | None) -> Diagnostic:
    text = "这里的字节不是 UTF-8 编码的文字", "the bytes here are not text in UTF-8"
    step = "请将文件另存为 UTF-8", "save the file as UTF-8"
    if probably:
        step = f"文件像是 {probably} 编码，请另存为 UTF-8", f"the file seems to be in {probably}: save it as UTF-8"
    return say("F507", at, text, step)


def control_character(at: At) -> Diagnostic:
    text = "这里有一个不可见的控制字符", "a control character stands here"
    return say("F519", at, text, ("请删去它，或重新输入这段文字", "delete it, or type the text anew"))


def too_large(name: str) -> Diagnostic:
    most = f"{MOST_CHARACTERS:,}"
    text = f"文件超过 {most} 个字符，不予读取", f"the file is longer than {most} characters and is not read"
    return say("F507", name, text, ("请按单位拆成几个文件", "split it into several files, one for each unit"))


def too_deep(at: At) -> Diagnostic:
    text = f"这里嵌套超过 {MOST_LEVELS} 层", f"this is nested more than {MOST_LEVELS} levels deep"
    return say("F517", at, text, ("事实只需名称、值、列表和记录", "facts are names, values, lists and records"))


def too_many_parts(at: At) -> Diagnostic:
    text = f"这里的值超过 {MOST_PARTS:,} 个", f"this holds more than {MOST_PARTS:,} values"
    return say("F517", at, text, ("请分批提供", "hand it over in several parts"))


def nothing_in_file(at: At) -> Diagnostic:
    return say("F507", at, ("文件里没有任何事实", "the file holds no facts"), _ONE_A_LINE)


def not_names_with_values(given: Given) -> Diagnostic:
    zh, en = shown(given)
    text = f"事实应是名称和值，这里却是 {zh}", f"facts are names with values, but this is {en}"
    step = _ONE_A_LINE
    if given.span and given.span.source.name.lower().endswith(".json"):
        step = '例如写作 `{"名称": 值}`', 'write for example `{"name": value}`'
    elif isinstance(given.value, str) and (":" in given.value or "：" in given.value):
        step = PLAIN_COLON
    return say("F507", given, text, step)


def no_fact_source() -> Diagnostic:
    text = (
        "事实应以字典、文件路径或打开的文件给出",
        "facts are handed over as a mapping, as the path of a file, or as an open file",
    )
    return say(
        "F512", None, text, ("例如 `{'fund': 100}` 或 `'facts.yaml'`", "for example `{'fund': 100}` or `'facts.yaml'`")
    )


def argument_not_a_day() -> Diagnostic:
    days = "`date(2014, 11, 30)`", "`'2014-11-30'`"
    step = " 或 ".join(("例如 " + days[0], days[1])), "for example " + " or ".join(days)
    return say("F512", "as_of", ("`as_of` 应是日期", "`as_of` is a date"), step)


def argument_not_a_year() -> Diagnostic:
    text = "`year` 应是 1 到 9999 的整数", "`year` is a whole number from 1 to 9999"
    return say("F512", "year", text, ("例如 `2014`", "for example `2014`"))


def already_read(name: str) -> Diagnostic:
    text = (
        f"事实已经读完，不能再加上 {quoted(name)}",
        f"the facts have been read already, and {quoted(name)} comes too late",
    )
    return say("F512", name, text, ("请与其他事实一起给出", "hand it over together with the others"))
