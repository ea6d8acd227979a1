"""Every sentence the reading of a text can say, in both languages."""

from __future__ import annotations

import re
from datetime import date
from string import Template

from ankang_rules.diagnostics import Diagnostic, Note
from ankang_rules.source import LANGUAGES, Bilingual, Source, Span
from ankang_rules.syntax.elsewhere import Notation
from ankang_rules.syntax.keywords import KEYWORDS, TYPE_WORDS


def _say(
    code: str,
    span: Span,
    zh: str,
    en: str,
    *,
    help_zh: str = "",
    help_en: str = "",
    fix: str | None = None,
    notes: tuple[Note, ...] = (),
) -> Diagnostic:
    return Diagnostic(code, Bilingual(zh=zh, en=en), span, help=Bilingual(zh=help_zh, en=help_en), fix=fix, notes=notes)


def shown(text: str) -> str:
    """Return the author's *text* as a sentence quotes it: on one line, and not longer than a reader needs."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


_LONGEST = 60


def bad_character(span: Span, meant: str) -> Diagnostic:
    return _say(
        "R101",
        span,
        f"`{shown(span.text)}` 在规则里没有含义",
        f"`{shown(span.text)}` means nothing here",
        help_zh=f"应写作 `{meant}`" if meant else "删掉它；属于名称的放进反引号，属于文字的放进引号",
        help_en=f"write `{meant}`" if meant else "delete it; in a name it needs backticks, in a text quotation marks",
        fix=meant or None,
    )


def title_marks(span: Span) -> Diagnostic:
    return _say(
        "R101",
        span,
        f"`{shown(span.text)}` 在规则里没有含义",
        f"`{shown(span.text)}` means nothing here",
        help_zh='它属于文字，连同里面的字放进引号：`"《…》"`',
        help_en='it belongs to a text, which stands in quotation marks: `"《…》"`',
    )


def given_without_equals(span: Span) -> Diagnostic:
    name = shown(span.text)
    return _say(
        "R104",
        span,
        f"`{name}` 与所给的值之间要有等号",
        f"`=` stands between `{name}` and what is given of it",
        help_zh='写作 `名称 = 值`；资料文件写作 `文件 "city.yaml"`',
        help_en='write `NAME = VALUE`; a file of facts is written `file "city.yaml"`',
    )


def full_stop(span: Span) -> Diagnostic:
    return _say(
        "R101",
        span,
        "规则不用句号结束",
        "nothing ends with a full stop here",
        help_zh="删掉句号；下一个声明以它的关键字开始",
        help_en="delete it: the next declaration begins with its keyword",
        fix="",
    )


def elsewhere(span: Span, notation: Notation, right: str) -> Diagnostic:
    def filled(text: Bilingual) -> Bilingual:
        zh, en = (Template(text(lang)).safe_substitute(this=shown(span.text), right=right) for lang in LANGUAGES)
        return Bilingual(zh=zh, en=en)

    return Diagnostic("R115", filled(notation.text), span, help=filled(notation.help), fix=right or None)


def invisible_character(span: Span, name: str) -> Diagnostic:
    point = f"U+{ord(span.text[0]):04X}"
    return _say(
        "R102",
        span,
        f"这里有一个看不见的字符 {point}",
        f"there is an invisible character here, {point} {name}",
        help_zh="把它删掉",
        help_en="delete it",
        fix="",
    )


def unclosed_text(span: Span) -> Diagnostic:
    return _say(
        "R103",
        span,
        "这段文字的引号没有配对",
        "this text is not closed",
        help_zh='在同一行补上 `"`；文字不能跨行',
        help_en='add `"` on the same line: a text does not run over lines',
    )


def unclosed_name(span: Span) -> Diagnostic:
    return _say(
        "R103",
        span,
        "这个名称的反引号没有配对",
        "this name in backticks is not closed",
        help_zh="在同一行补上反引号",
        help_en="add the second backtick on the same line",
    )


def no_such_day(span: Span, last: date | None = None) -> Diagnostic:
    """*last* is the last day of its month, where there is that month."""
    return _say(
        "R105",
        span,
        f"日历上没有 `{shown(span.text)}` 这一天",
        f"there is no day `{shown(span.text)}` in the calendar",
        help_zh=f"这个月到 `{last}` 为止" if last else "日期写作 `2013-05-20` 或 `2013年5月20日`",
        help_en=f"that month ends on `{last}`" if last else "a date reads `2013-05-20`",
    )


def too_many_digits(span: Span, most: int) -> Diagnostic:
    return _say(
        "R106",
        span,
        f"这个数字超过了 {most} 位",
        f"this number has more than {most} digits",
        help_zh="换用更大的单位，例如 `亿元`",
        help_en="use a larger unit, such as `亿元`",
    )


def nested_too_deep(span: Span, most: int) -> Diagnostic:
    return _say(
        "R107",
        span,
        f"表达式嵌套超过了 {most} 层",
        f"this expression is nested more than {most} deep",
        help_zh="用 `定义` 把其中一部分单独命名",
        help_en="name a part of it with `define`",
    )


def mixed_scripts(span: Span, scripts: str) -> Diagnostic:
    return _say(
        "R108",
        span,
        f"`{shown(span.text)}` 混用了形近的文字（{scripts}）",
        f"`{shown(span.text)}` mixes look-alike scripts ({scripts})",
        help_zh="用同一种文字重新输入",
        help_en="type it again in one script",
    )


def minus_without_spaces(span: Span) -> Diagnostic:
    return _say(
        "R111",
        span,
        "减号两侧要留空格",
        "a minus needs a space on both sides",
        help_zh="没有空格的 `-` 属于名称的一部分；相减写作 `a - b`",
        help_en="without spaces `-` is part of a name; a subtraction reads `a - b`",
        fix=f" {shown(span.text)} ",
    )


def wrong_operator(span: Span, right: str) -> Diagnostic:
    return _say(
        "R112",
        span,
        f"没有 `{shown(span.text)}` 这个运算符",
        f"there is no operator `{shown(span.text)}`",
        help_zh=f"应写作 `{right}`",
        help_en=f"write `{right}`",
        fix=right,
    )


def before_first_declaration(span: Span) -> Diagnostic:
    return _say(
        "R104",
        span,
        f"`{shown(span.text)}` 前面没有声明",
        f"`{shown(span.text)}` stands before any declaration",
        help_zh="每个声明以 `规则集`、`指标`、`规则` 等关键字开头",
        help_en="a declaration begins with its keyword, such as `ruleset`, `indicator` or `rule`",
    )


def unexpected(span: Span, expected_zh: str, expected_en: str) -> Diagnostic:
    return _say(
        "R104",
        span,
        f"`{shown(span.text)}` 放在这里读不通",
        f"`{shown(span.text)}` does not fit here",
        help_zh=f"这里应当是{expected_zh}" if expected_zh else "看看它前面是否少了什么，或把它删掉",
        help_en=f"here belongs {expected_en}"
        if expected_en
        else "see whether something is missing before it, or delete it",
    )


def ends_too_early(span: Span, expected_zh: str, expected_en: str) -> Diagnostic:
    return _say(
        "R104",
        span,
        f"这里没有写完：`{shown(span.text)}` 之后还缺内容",
        f"this breaks off after `{shown(span.text)}`",
        help_zh=f"后面应当是{expected_zh}" if expected_zh else "把它写完",
        help_en=f"what follows is {expected_en}" if expected_en else "finish it",
    )


def nothing_between(span: Span, before: str) -> Diagnostic:
    return _say(
        "R104",
        span,
        f"`{shown(before)}` 和 `{shown(span.text)}` 之间缺连接的词或符号",
        f"nothing joins `{shown(before)}` and `{shown(span.text)}`",
        help_zh="在中间写 `≥`、`+`、`且`、`的` 之类；属于名称的数字或符号，用连字符相连或加反引号",
        help_en="put a sign or a word between them, such as `≥`, `+`, `and` or `of`; if both are one name, put it in backticks",
    )


def closes_nothing(span: Span) -> Diagnostic:
    return _say(
        "R114",
        span,
        f"`{shown(span.text)}` 前面没有与它配对的括号",
        f"`{shown(span.text)}` closes nothing",
        help_zh="删掉它，或补上前一半",
        help_en="delete it, or open the bracket before it",
    )


def closes_another(span: Span, opened: Span) -> Diagnostic:
    return _say(
        "R114",
        span,
        f"`{shown(opened.text)}` 不能用 `{shown(span.text)}` 来收",
        f"`{shown(opened.text)}` is not closed by `{shown(span.text)}`",
        notes=(Note(opened, Bilingual(zh="从这里开始", en="opened here")),),
        help_zh=f"写作 `{_TWIN[_half(opened.text)]}`",
        help_en=f"write `{_TWIN[_half(opened.text)]}`",
        fix=_TWIN[_half(opened.text)],
    )


def unclosed_bracket(opened: Span, last: Span) -> Diagnostic:
    return _say(
        "R114",
        opened,
        f"`{shown(opened.text)}` 没有收尾",
        f"this `{shown(opened.text)}` is never closed",
        notes=(Note(last, Bilingual(zh="到这里为止都没有", en="not even here")),),
        help_zh=f"在它结束的地方补上 `{_TWIN[_half(opened.text)]}`",
        help_en=f"add `{_TWIN[_half(opened.text)]}` where it ends",
    )


_TWIN = {"(": ")", "[": "]", "{": "}"}


def _half(bracket: str) -> str:
    return {"（": "(", "［": "[", "｛": "{"}.get(bracket, bracket)


def spoken(span: Span, written: str, help_: Bilingual) -> Diagnostic:
    how = Bilingual(zh=f"写作 `{written}`", en=f"write `{written}`") if written else help_
    return _say(
        "R112",
        span,
        f"规则在这里不写 `{shown(span.text)}`",
        f"the rules do not say `{shown(span.text)}` here",
        help_zh=how("zh"),
        help_en=how("en"),
        fix=written or None,
    )


def part_of_what(span: Span) -> Diagnostic:
    return _say(
        "R110",
        span,
        "百分比写在 `的` 之后",
        "the percentage comes after `的`",
        help_zh="写作 `基金总量 的 50%`，或把这里的 `的` 换成 `of`",
        help_en="write `基金总量 的 50%`, or `of` instead of `的`",
        fix=" of ",
    )


def reserved_word(span: Span) -> Diagnostic:
    word = shown(span.text)
    return _say(
        "R109",
        span,
        f"`{word}` 是保留字，不能直接作名称",
        f"`{word}` is a reserved word and cannot be part of a name",
        help_zh=f"加反引号写作 `` `{word}` ``，或与别的词用连字符相连",
        help_en=f"join it to the words beside it with a hyphen, or put the name in backticks: `` `{word}` ``",
    )


def repeated_label(span: Span, first: Span) -> Diagnostic:
    note = Note(first, Bilingual(zh="第一个", en="the first one"))
    return _say(
        "S403",
        span,
        "同一种语言的标签写了两次",
        "this label is given twice",
        notes=(note,),
        help_zh="留下一个；别名用 `又名`",
        help_en='keep one; a further name is `also "…"`',
    )


def unit_of_count(span: Span) -> Diagnostic:
    return _say(
        "R104",
        span,
        f"`{shown(span.text)}` 应当是 `项`",
        f"`{shown(span.text)}` should be `of`",
        help_zh="写作 `至少 6 项 [ …; … ]`",
        help_en="write `at least 6 of [ …; … ]`",
    )


def unknown_type(span: Span, meant: str) -> Diagnostic:
    return _say(
        "T310",
        span,
        f"不认识的类型 `{shown(span.text)}`",
        f"`{shown(span.text)}` is not a type",
        help_zh=f"写作 `{_in_chinese(meant)}`{_OR_NUMBER.zh if span.text.startswith('数量') else ''}"
        if meant
        else "类型有：是/否、计数、数值、金额、占比值、日期、时长、文字、单选、多选、清单；单位写在 `按` 之后",
        help_en=f"write `{meant}`{_OR_NUMBER.en if span.text.startswith('数量') else ''}"
        if meant
        else "types are yes/no, count, number, money, share, date, duration, text, one of, set of, list of; "
        "a unit follows `in`",
        fix=(meant if span.text.isascii() else _in_chinese(meant)) if meant and not _DEPENDS.search(meant) else None,
    )


_OR_NUMBER = Bilingual(zh="；会有小数的写 `数值`", en="; what is not always whole is a `number`")
_DEPENDS = re.compile(r" in |…")
"""What only the author knows: the unit, the members."""


def _in_chinese(written: str) -> str:
    """The words of a type in Chinese; what has no Chinese spelling stays."""
    written = written.replace("yes/no", "是/否").replace("one of", "单选").replace("set of", "多选")
    words = written.replace("list of", "清单").split()
    return " ".join(TYPE_WORDS[word][1] if word in TYPE_WORDS else word for word in words)


def declaration_meant(span: Span, keyword: str) -> Diagnostic:
    chinese = next(k for k in KEYWORDS if keyword in k.en).spelling("zh")
    return _say(
        "R104",
        span,
        f"没有以 `{shown(span.text)}` 开头的声明",
        f"no declaration begins with `{shown(span.text)}`",
        help_zh=f"写作 `{chinese}`",
        help_en=f"write `{keyword}`",
        fix=keyword if span.text.isascii() else chinese,
    )


def not_utf_8(name: str, data: bytes, at: int) -> Diagnostic:
    """Say where *data* is not UTF-8, and what it is instead where that can be told."""
    line = data.count(b"\n", 0, at) + 1
    other_zh, other_en = _other_encoding(data)
    return Diagnostic(
        "R113",
        Bilingual(
            zh=f"读不出 `{name}`：第 {at + 1} 个字节不是 UTF-8{other_zh}",
            en=f"cannot read `{name}`: byte {at + 1} is not UTF-8{other_en}",
        ),
        place=f"{name}:{line}",
        help=Bilingual(zh="在编辑器里另存为 UTF-8", en="save it as UTF-8 in your editor"),
    )


def _other_encoding(data: bytes) -> tuple[str, str]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "，而是 UTF-16", ", but UTF-16"
    if b"\0" in data:
        return "，看来不是文本文件", ", and hardly a text at all"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "", ""
    return "，看来是 GBK", ", but probably GBK"


def unreadable(name: str, reason: Bilingual) -> Diagnostic:
    return Diagnostic(
        "R113", Bilingual(zh=f"读不出 `{name}`：{reason.zh}", en=f"cannot read `{name}`: {reason.en}"), place=name
    )


def too_long(source: Source, most: int) -> Diagnostic:
    return Diagnostic(
        "R116",
        Bilingual(
            zh=f"`{shown(source.name)}` 超过 {most:,} 个字符，不予读取",
            en=f"`{shown(source.name)}` is longer than {most:,} characters and is not read",
        ),
        help=Bilingual(
            zh="请拆成几个规则集，共用的部分用 `导入`",
            en="split it into several rulesets; what they share can be imported",
        ),
        place=source.name,
    )


def run_together(span: Span, parted: str) -> Diagnostic:
    return _say(
        "R110",
        span,
        f"`{shown(span.text)}` 里的词连写在一起了",
        f"`{shown(span.text)}` runs words together",
        help_zh=f"中文关键字两侧要留空格：`{shown(parted)}`",
        help_en=f"a Chinese keyword needs a space on both sides: `{shown(parted)}`",
        fix=parted,
    )
