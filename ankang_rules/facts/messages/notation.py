"""YAML and JSON that is written wrong, or written in a way that facts do not use."""

from __future__ import annotations

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.facts.messages.files import PLAIN_COLON
from ankang_rules.facts.messages.words import At, quoted, say
from ankang_rules.source import Span

# YAML


def anchor(at: Span) -> Diagnostic:
    text = "事实文件不用锚点和引用（`&`、`*`）", "a facts file has no anchors and references (`&`, `*`)"
    step = "请把值再写一遍；若本是文字，请加引号", "write the value again, or put a text in quotation marks"
    return say("F507", at, text, step)


def tag(at: Span) -> Diagnostic:
    text = "事实文件不用类型标记（`!`）", "a facts file has no tags (`!`)"
    step = "请删去标记；若本是文字，请加引号", "leave it out, or put a text in quotation marks"
    return say("F507", at, text, step)


def several_documents(at: Span) -> Diagnostic:
    text = "一个文件只能有一份事实", "a file holds the facts of one document"
    step = "请把 `---` 之后的部分另存为一个文件", "put what follows `---` into a file of its own"
    return say("F507", at, text, step)


def name_not_text(at: At) -> Diagnostic:
    text = "冒号前应是一个名称", "a name is a text, and nothing else can stand before a colon"
    return say("F507", at, text, ("例如 `基金总量: 50 万元`", "for example `fund: 50 万元`"))


def quote_not_closed(at: Span) -> Diagnostic:
    text = "从这里开始的引号没有配对", "the quotation mark here is not closed"
    return say("F507", at, text, ("请在文字末尾补上同样的引号", "put the same mark at the end of the text"))


def bracket_not_closed(at: Span) -> Diagnostic:
    text = "从这里开始的括号没有写完", "the bracket that opens here is not finished"
    step = (
        "各项之间用半角逗号隔开，最后补上括号",
        "put a plain comma between the items, and close the bracket",
    )
    return say("F507", at, text, step)


def tab(at: Span) -> Diagnostic:
    return say("F507", at, ("这里用了制表符", "a tab stands here"), ("请改用空格", "write blanks instead"))


def colon_in_value(at: Span) -> Diagnostic:
    text = "这个冒号前面不是名称", "what stands before this colon is not a name"
    step = (
        "若冒号属于文字，请给文字加引号；若另起一项，请与上一项左端对齐",
        "put a text with a colon in quotation marks; begin a new name where the name above begins",
    )
    return say("F507", at, text, step)


def colon_missing(at: Span) -> Diagnostic:
    return say("F507", at, ("这里的名称后面没有冒号", "the name here has no colon"), PLAIN_COLON)


def misaligned(at: Span) -> Diagnostic:
    text = "这一行与上面没有对齐", "this does not line up with what stands above"
    return say("F507", at, text, ("同一级的名称左端要对齐", "names of one level begin in the same column"))


def dash_here(at: Span) -> Diagnostic:
    step = "请把 `- ` 另起一行，或写成 `[甲, 乙]`", "begin a new line before `- `, or write `[a, b]`"
    return say("F507", at, ("列表不能从这里开始", "a list cannot begin here"), step)


def cannot_begin(at: Span) -> Diagnostic:
    text = f"值不能以 {quoted(at.text)} 开头", f"a value cannot begin with {quoted(at.text)}"
    return say("F507", at, text, ("请给这段文字加引号", "put the text in quotation marks"))


def bad_escape(at: Span) -> Diagnostic:
    text = (
        "引号内的反斜杠写法有误",
        "a backslash in quotation marks stands before something it does not go with",
    )
    step = (
        "要写反斜杠本身，请写 `\\\\`；要写一个字，请直接写它",
        "write `\\\\` for a backslash, and any other character as itself",
    )
    return say("F507", at, text, step)


def not_yaml(at: Span | str) -> Diagnostic:
    step = "每行写一项，例如 `名称: 值`", "write one fact a line, as `name: value`"
    return say("F507", at, ("这里不合 YAML 的写法", "this is not YAML"), step)


# JSON


def json_value_expected(at: Span) -> Diagnostic:
    step = (
        "JSON 的值是数字、双引号内的文字、`true`、`false`、`null`、`[…]` 或 `{…}`",
        'in JSON a value is a number, a text in `"`, `true`, `false`, `null`, `[…]` or `{…}`',
    )
    return say("F507", at, ("这里应有一个值", "a value is expected here"), step)


def json_name_expected(at: Span) -> Diagnostic:
    step = (
        "JSON 的名称写在半角双引号内，末项之后没有逗号",
        'in JSON a name stands in `"`, and no comma follows the last one',
    )
    return say("F507", at, ("这里应有一个名称", "a name is expected here"), step)


def json_sign_expected(at: Span, *signs: str) -> Diagnostic:
    text = f"这里应有 {' 或 '.join(map(quoted, signs))}", f"{' or '.join(map(quoted, signs))} is expected here"
    return say("F507", at, text, ("请检查前一项是否写完", "check that the item before it is finished"))


def json_text_not_closed(at: Span) -> Diagnostic:
    text = "从这里开始的文字没有写完", "the text that begins here is not finished"
    step = (
        "末尾补上半角双引号；文字中的换行写 `\\n`，制表符写 `\\t`",
        'close it with `"`; inside it a line break is `\\n` and a tab is `\\t`',
    )
    return say("F507", at, text, step)


def json_goes_on(at: Span) -> Diagnostic:
    text = "最外层的括号已经闭合，后面不应再有内容", "something follows the last bracket"
    step = "请删去多余部分，或检查括号是否配对", "delete it, or check that the brackets match"
    return say("F507", at, text, step)
