"""Words of ordinary speech and of other languages that the rules do not have, and what is written instead.

They are looked for near a place where the grammar stops, and by whoever meets a name nobody declared: names are
phrases, so to the grammar `fund exceeds` is one.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from attrs import frozen

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.source import Bilingual, Span
from ankang_rules.syntax import messages
from ankang_rules.syntax.keywords import KEYWORDS, TYPE_WORDS
from ankang_rules.syntax.lexer import Token, words_in, words_of


@frozen
class Spoken:
    """A meaning with the *phrases* people have for it, and how it is *written* here.

    Where no text can simply take the place of the phrase, *written* is empty and *help* says what to do.
    """

    phrases: tuple[str, ...]
    written: str = ""
    help: Bilingual = Bilingual()


def _w(written: str, *phrases: str) -> Spoken:
    return Spoken(tuple(p for group in phrases for p in group.split("|")), written)


def _h(phrases: str, *, zh: str, en: str) -> Spoken:
    return Spoken(tuple(phrases.split("|")), help=Bilingual(zh=zh, en=en))


SPOKEN: tuple[Spoken, ...] = (
    # Comparisons
    _w(
        ">",
        "exceeds|exceed|is above|above|greater than|is larger than|larger than|more than|is higher than|higher than",
        "bigger than|over|after|is after|later than|is later than|晚于|迟于|超出|高出",
    ),
    _w(
        "<",
        "is below|below|less than|fewer than|is fewer than|is lower than|lower than|is smaller than|smaller than|under",
        "before|is before|earlier than|is earlier than|早于|不足|未达到",
    ),
    _w(
        "≥",
        "at least|not less than|no less than|not fewer than|no fewer than|not below|is not below|no lower than",
        "greater than or equal to|is greater than or equal to|is equal to or greater than|more than or equal to",
        "on or after|is on or after|no earlier than|not earlier than|不早于|不晚于此后|至少|起码|最少|最低",
    ),
    _w(
        "≤",
        "at most|not more than|no more than|not over|not above|is not above|no higher than|not exceed|does not exceed",
        "less than or equal to|is less than or equal to|is equal to or less than|up to|by|on or before|is on or before",
        "no later than|not later than|不晚于|不迟于|至多|最多|最高|顶多",
    ),
    _w("=", "is|are|equal to|is the same as|the same as|is exactly|为|是|就是|即|相等于|等同于"),
    _w("≠", "is not|are not|not equal to|is not equal to|not equals|differs from|不是|不为|不等"),
    _w("includes", "contains|contain|include|comprises|has|have|含|含有|涵盖|具有|包含有|应含"),
    _w("is one of", "in|is in|among|is among|is any of|is either|one of|之一"),
    _h(
        "在",
        zh="日期写作 `x < 2014-01-01`、`x ≤ 2014-01-01`，选项写作 `x 属于 {…}`",
        en="a day is compared as in `x < 2014-01-01`, a choice as in `x is one of {…}`",
    ),
    _w("between", "is from|ranges from|在于|处于"),
    _h(
        "does not include|does not contain|not include|is not one of|not in|is not in|is not empty|is not recorded"
        "|not recorded|is not increasing|不包含|不包括|不属于|未记录|不为空|不在",
        zh="`非` 写在整个比较之前：`非 x 包含 {…}`",
        en="`not` stands before the whole comparison, as in `not x includes {…}`",
    ),
    # Logic
    _w("and", "as well as|and also|plus also|but|而且|同时|以及|和|与|及|并|跟"),
    _w("or", "or else|or also|亦或|要么|或是|抑或"),
    _w("not", "without|没有|不"),
    _w("else", "otherwise|不然|不然的话|反之"),
    _w("else if", "elif|elsif|elseif|否则如果"),
    _w("then", "则|就"),
    _w("if", "若|假如|倘若|如"),
    _w("when", "provided|provided that|given that|in case|only if|only when|仅当|只有"),
    _h(
        "unless|except|except for|except if|excluding|除了|例外",
        zh="例外写作 `除非 情形 : 另一个条件`；不适用的情形写作 `当 非 …`",
        en="an exception reads `except when CASE : CONDITION`; where the rule does not apply, write `when not …`",
    ),
    # How binding it is
    _h(
        "shall|shall be|has to|has to be|have to|needs to|need to|needs to be|required|is required|is required to"
        "|required to be|ought to|ought to be|must be|should be"
        "|应|须|应该|需|需要|必需|务必|要求|不得|不应|不能|不可|禁止|严禁",
        zh="`必须` 或 `应当` 只在条件之前写一次；`不得` 写作 `必须 非 …`",
        en="`must` or `should` is said once, before the condition: `must x ≥ 3`",
    ),
    # Examples
    _w("expect", "expects|expected|预期|期待|预计|应得|应当得出|结果是|结果为|结论"),
    _w("given", "已知|假设|假定|给出|设定"),
    # Arithmetic
    _h(
        "占|占到|占比",
        zh="占多少写作 `x 不低于 y 的 5%`，也可以先 `定义 比例 = x / y`",
        en="a part of something reads `x ≥ 5% of y`",
    ),
    _w("+", "plus|added to|加|加上"),
    _w("-", "minus|减|减去|扣除"),
    _w("×", "times|multiplied by|乘|乘以"),
    _w("÷", "divided by|over total|除以"),
    _h("mod|modulo|remainder|div|求余|取余", zh="没有取余运算", en="there is no remainder of a division"),
    _h(
        "half of|a third of|a quarter of|的一半",
        zh="一半写作 `50%`：`x 的 50%`",
        en="a half is `50%`: write `50% of x`",
    ),
    # Values
    _w("yes", "true|真|对"),
    _w("no", "false|假|错"),
    _h(
        "null|nil|n/a|missing|is none|is null|is missing|空值|缺省|不存在",
        zh="条件里没有空值；是否上报过，写作 `x 已记录`",
        en="conditions have no empty value; whether it was reported reads `x is recorded`",
    ),
    _h(
        "rmb|cny|usd|eur|人民币|￥",
        zh="单位写在数字之后：`100 元`",
        en="the unit stands after the number: `100 元`",
    ),
    _h(
        "january|february|march|april|may|june|july|august|september|october|november|december"
        "|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec",
        zh="日期写作 `2013-05-20`",
        en="a day reads `2013-05-20`",
    ),
    _w("as of date", "today|now|current date|今天|今日|现在|当前日期"),
)

_BY_WORDS: dict[tuple[str, ...], tuple[str, Spoken]] = {
    tuple(phrase.split()): (phrase, spoken) for spoken in SPOKEN for phrase in spoken.phrases
}
_LONGEST = max(map(len, _BY_WORDS))
_VALUES = {"NUMBER", "UNIT_WORD", "SHARE", "DATE", "STRING", "MINUS"}

Word = tuple[str, Span, int]
"""A word in lower case, its place, and the index of its token."""


def near(piece: list[Token], index: int) -> Diagnostic | None:
    """Return what to say where a phrase of speech stands at *index*, where the grammar stopped, or right before it."""
    if piece[0].type == "EXAMPLE" or not any(token.type in _BEGINS for token in piece[:index]):
        return None
    words = [word for i in range(max(0, index - 6), min(len(piece), index + 4)) for word in _words(piece[i], i)]
    for length in range(_LONGEST, 0, -1):
        for run in (words[i : i + length] for i in range(len(words) - length + 1)):
            known = _BY_WORDS.get(tuple(word for word, _, _ in run))
            if known and _is_whole(run, piece) and _touches(run, index, piece):
                phrase, spoken = known
                return messages.spoken(run[0][1].to(run[-1][1]), _in_language_of(phrase, spoken.written), spoken.help)
    return None


_BEGINS = {"MUST", "SHOULD", "WHEN", "EXCEPT_WHEN", "EQUALS", "DUE"}
"""What stands before an expression."""


def _words(token: Token, index: int) -> list[Word]:
    if token.type in ("STRING", "DATE", "NUMBER", "SHARE") or token.span.text[:1] in "`｀":
        return []
    return [(word.casefold(), span, index) for word, span in words_of(token) if word[:1].isalpha()]


def _is_whole(run: list[Word], piece: list[Token]) -> bool:
    """Whether the words of *run* stand side by side and none of them is a part of a keyword."""
    first, last = run[0], run[-1]
    side_by_side = all(b[2] - a[2] <= 1 for a, b in pairwise(run))
    begins = piece[first[2]].type in _WORDY or first[1].start == piece[first[2]].span.start
    ends = piece[last[2]].type in _WORDY or last[1].end == piece[last[2]].span.end
    return side_by_side and begins and ends


_WORDY = {"NAME", "UNIT_WORD"}


def _touches(run: list[Word], index: int, piece: list[Token]) -> bool:
    """Whether *run* covers the place where the grammar stopped, begins there, or ends right before it."""
    first, last = run[0], run[-1]
    if first[2] < index <= last[2]:
        return True
    if first[2] == index:
        return first[1].start == piece[index].span.start
    if all(piece[at].type not in _WORDY for _, _, at in run):
        return False  # a keyword that the grammar has taken
    return last[2] in (index - 1, _before_values(piece, index)) and last[1].end == piece[last[2]].span.end


def _before_values(piece: list[Token], index: int) -> int:
    """Return the index of the last token before *index* that is no number, unit or other literal."""
    at = index - 1
    while at > 0 and piece[at].type in _VALUES:
        at -= 1
    return at


def inside(name: Span, known: Callable[[str], bool]) -> Diagnostic | None:
    """Return what to say where *name*, which nobody declared, runs a *known* name and a phrase of speech together.

    >>> from ankang_rules.source import Source
    >>> text = Source("", "zone is urban")
    >>> inside(Span(text, 0, 13), {"zone"}.__contains__).help.en
    'write `=`'
    >>> inside(Span(text, 0, 13), {"county"}.__contains__) is None
    True
    """
    words = words_in(name)
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for at in range(len(words) - length + 1):
            found = _BY_WORDS.get(tuple(word.casefold() for word, _ in words[at : at + length]))
            if found and _parts_known_names([word for word, _ in words], at, length, known):
                place = words[at][1].to(words[at + length - 1][1])
                return messages.spoken(place, _in_language_of(found[0], found[1].written), found[1].help)
    return None


def _parts_known_names(words: list[str], at: int, length: int, known: Callable[[str], bool]) -> bool:
    """Whether a known name stands before the phrase or, where nothing does, right after it, or nothing stands there."""
    if at:
        return known(" ".join(words[:at]))
    rest = words[length:]
    return not rest or any(known(" ".join(rest[:end])) for end in range(1, len(rest) + 1))


def _in_language_of(phrase: str, written: str) -> str:
    """Return *written* in the language of *phrase*."""
    if phrase.isascii():
        return written
    return _CHINESE.get(written) or " ".join(_CHINESE.get(word, word) for word in written.split())


_CHINESE = {spelling: k.spelling("zh") for k in KEYWORDS for spelling in k.en if k.zh}


# Declarations and types

_DECLARATIONS = {
    "rule": "rules|criterion|criteria|requirement|requirements|check|condition|标准|条件|要求|准则|规定|細則",
    "indicator": "indicators|variable|var|field|metric|input|fact|facts|变量|字段|指标项|数据",
    "parameter": "parameters|param|constant|const|threshold|let|set|常量|常数|阈值|参数项",
    "define": "definition|def|formula|calculate|公式|计算|设",
    "example": "examples|test|scenario|例如|例子|例|样例|测试",
    "group": "groups|section|category|分组|类别|部分",
    "choices": "choice|options|option|enum|list|枚举|列表|选择",
    "unit": "units|单位",
    "ruleset": "standard|规则组|标准集",
    "import": "include|use|require|引入|引用|使用",
}
_MEANT_AS = {word: keyword for keyword, words in _DECLARATIONS.items() for word in words.split("|")}
_RUN_ON = tuple(k.spelling("zh") for k in KEYWORDS if k.kind == "declaration")

_TYPES = {
    "yes/no": "boolean|bool|logical|flag|true/false|布尔|布尔值|是否|逻辑",
    "count in 人": "int|integer|whole|long|整数|整型|人数|数量|个数|次数|户数|件数",
    "number": "float|double|decimal|real|numeric|小数|数|数字|浮点数|实数",
    "money in 元": "currency|amount|yuan|rmb|货币|人民币|钱|款项",
    "share": "percent|percentage|ratio|rate|proportion|百分比|百分数|比例|比率|占比|率",
    "text": "string|str|varchar|char|字符串|文本|字符",
    "date": "datetime|timestamp|day|time|日|时间|年月日",
    "duration in days": "timedelta|interval|period|天数|期限长",
    "one of {…}": "enum|choice|choices|枚举|选择|单选项",
    "set of {…}": "set|flags|集合|复选",
    "list of … { … }": "list|array|table|records|数组|列表|表格|清单表",
}
_TYPE_MEANT = {word: written for written, words in _TYPES.items() for word in words.split("|")}


def type_meant(words: str) -> str:
    """Return how the type that *words* name elsewhere is written here, or nothing.

    >>> type_meant("boolean")
    'yes/no'
    """
    parts = words.split()
    if parts and parts[0] in ("月度", "按月", "每个月"):
        return f"逐月 {' '.join(parts[1:])}"
    monthly = parts[0] + " " if parts and parts[0].casefold() in TYPE_WORDS["monthly"] else ""
    rest = parts[1:] if monthly else parts
    takes_a_unit = ("count", "number", "money", "duration")
    if len(rest) == 2 and any(rest[0].casefold() in TYPE_WORDS[kind] for kind in takes_a_unit):
        return f"{monthly}{rest[0]} {'in' if rest[0].isascii() else '按'} {rest[1]}"
    found = _TYPE_MEANT.get(" ".join(rest).casefold(), "")
    if len(rest) == 3 and rest[1].casefold() in ("in", "按"):  # 数量 按 册
        kind, takes, _ = _TYPE_MEANT.get(rest[0].casefold(), "").partition(" in ")
        found = f"{kind} in {rest[2]}" if takes else ""
    return monthly + found if found else ""


def declaration_meant(piece: list[Token], index: int) -> Diagnostic | None:
    """Return what to say where the line of the token at *index* begins with a word for a declaration that is none."""
    last = piece[min(index, len(piece) - 1)].span
    start = last.start - last.column + 1
    for token in piece[max(0, index - 4) : index + 1]:
        if token.type == "NAME" and token.span.end > start:
            first = next(((word, span) for word, span in words_of(token) if span.start >= start), None)
            if first is not None and not last.source.text[start : first[1].start].strip():
                return _declaration_in(*first)
    return None


def declaration_within(phrase: Token) -> Diagnostic | None:
    """Return what to say where a line inside *phrase* begins with a word for a declaration that is none."""
    lines = [span.line for _, span in words_of(phrase)]
    for before, (line, (word, span)) in zip(lines, list(zip(lines, words_of(phrase), strict=True))[1:], strict=False):
        if line > before and (found := _declaration_in(word, span)):
            return found
    return None


def _declaration_in(word: str, span: Span) -> Diagnostic | None:
    keyword = _MEANT_AS.get(word.casefold())
    if keyword:
        return messages.declaration_meant(span, keyword)
    run_on = next((k for k in _RUN_ON if word.startswith(k) and len(word) > len(k)), None)
    return messages.run_together(span, f"{run_on} {word.removeprefix(run_on)}") if run_on else None
