"""Notations from elsewhere: numbers, days, texts and comments as other languages write them.

None of them means anything here, so each is refused; but what was meant is plain, so the reading goes on as if it were
written so. In sentences ``$this`` is what stands there and ``$right`` what is written here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from attrs import frozen

from ankang_rules.source import Bilingual
from ankang_rules.source.numerals import NUMERALS, in_digits


@frozen
class Notation:
    """One notation: its *pattern*, what to say, and from its text what is written here (empty where nobody can tell).

    *stand_in* is what the reading goes on with where there is nothing *right*.
    """

    name: str
    pattern: str
    text: Bilingual
    help: Bilingual
    right: Callable[[str], str] = lambda _: ""
    stand_in: str = ""
    verbatim: bool = False
    """Whether full-width signs inside it are the author's, and stay."""


def _n(
    name: str,
    pattern: str,
    *,
    zh: str,
    en: str,
    help_zh: str,
    help_en: str,
    right: Callable[[str], str] = lambda _: "",
    stand_in: str = "",
    verbatim: bool = False,
) -> Notation:
    help_ = Bilingual(zh=help_zh, en=help_en)
    return Notation(name, pattern, Bilingual(zh=zh, en=en), help_, right, stand_in, verbatim)


# What is written here, from what is written there


def _quoted(text: str) -> str:
    inside = text[1:-1].replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inside}"'


def _comment(text: str) -> str:
    inside = re.sub(r"^(//+|--+|/\*+)|\*+/$", "", text)
    return "\n".join(f"# {line.strip()}".rstrip() for line in inside.splitlines()) or "#"


def _day(text: str) -> str:
    """The day year first, where it is plain which number is the month."""
    first, second, third = map(int, re.findall("[0-9]+", text))
    if first > 31:
        return f"{first}-{second:02}-{third:02}"
    if second > 12:
        return f"{third}-{first:02}-{second:02}"
    return f"{third}-{second:02}-{first:02}" if first > 12 or first == second else ""


def _without_exponent(text: str) -> str:
    digits, _, exponent = text.casefold().replace("_", "").partition("e")
    if len(exponent) > 3 or abs(int(exponent)) > 15:
        return ""
    value = Fraction(digits) * Fraction(10) ** int(exponent)
    whole, rest = divmod(value, 1)
    places = next((n for n in range(40) if (rest * 10**n).denominator == 1), None)
    if places is None:
        return ""
    return f"{int(whole):_}" + (f".{int(rest * 10**places):0{places}}" if places else "")


def _percent_in_words(text: str) -> str:
    """百分之五十 as 50%; only up to 百分之百, and only where the words are a number."""
    said = in_digits(text)
    return said if re.fullmatch(r"[0-9]{1,2}(?:\.[0-9]+)?%|100%", said) else ""


def _yuan(text: str) -> str:
    return f"{text[1:].strip().replace(',', '_')} 元" if text[0] in "¥￥" else ""


_YEAR_FIRST = r"[0-9]{4}"
_DAY_HELP_ZH, _DAY_HELP_EN = "写作 `2013-05-20` 或 `2013年5月20日`", "a day reads `2013-05-20`, year first"
_LINE = r"[^\r\n]*"

NOTATIONS: tuple[Notation, ...] = (
    _n(
        "quotes",
        r"(?<!\w)'[^'\r\n]*'|‘[^’\r\n]*’|「[^」\r\n]*」|『[^』\r\n]*』|”[^“”\"\r\n]*[“”\"]|“[^”\"\r\n]*\"|\"[^\"“”\r\n]*[“”]",
        zh="文字用双引号，前后成对",
        en="a text stands between a pair of double quotation marks",
        help_zh='写作 `"…"` 或 `“…”`；选项和名称不加引号',
        help_en='write `"…"`; members and names have no quotation marks',
        right=_quoted,
        verbatim=True,
    ),
    _n(
        "comments",
        rf"//{_LINE}|/\*(?s:.)*?(?:\*/|\Z)|(?m:^)--{_LINE}",
        zh="注释以 `#` 开头",
        en="a comment begins with `#`",
        help_zh="写作 `# …`，到行末为止",
        help_en="write `# …`; it runs to the end of the line",
        right=_comment,
        verbatim=True,
    ),
    _n(
        "days",
        r"[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}(?![\w/])|[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2}(?![\w.])"
        r"|[0-9]{1,2}(?:-[0-9]{1,2}-|\.[0-9]{1,2}\.|/[0-9]{1,2}/)(?:19|20)[0-9]{2}(?![\w./-])",
        zh="日期不写成 `$this`",
        en="a day is not written `$this` here",
        help_zh=_DAY_HELP_ZH + "；相除时 `/` 两侧留空格",
        help_en=_DAY_HELP_EN + "; a division has spaces around its `/`",
        right=_day,
        stand_in="2000-01-01",
    ),
    _n(
        "day_in_words",
        rf"[{NUMERALS[:-3]}]{{4}}年[{NUMERALS[:-2]}]{{1,3}}月[{NUMERALS[:-2]}]{{1,3}}[日号](?!\w)",
        zh="日期用数字写",
        en="a day is written in digits",
        help_zh="写作 `$right`",
        help_en="write `$right`",
        right=lambda text: in_digits(text).replace("号", "日"),
        stand_in="2000-01-01",
    ),
    _n(
        "short_year",
        r"(?<![0-9])[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}[日号](?!\w)",
        zh="`$this` 的年份没有写全",
        en="`$this` does not say which century",
        help_zh=_DAY_HELP_ZH,
        help_en=_DAY_HELP_EN,
        stand_in="2000-01-01",
    ),
    _n(
        "month_of_year",
        r"[0-9]{4}年[0-9]{1,2}月(?!\w)",
        zh="`$this` 没有写到日",
        en="`$this` does not say which day",
        help_zh=_DAY_HELP_ZH,
        help_en=_DAY_HELP_EN,
        stand_in="2000-01-01",
    ),
    _n(
        "day_of_month",
        r"[0-9]{1,2}月[0-9]{1,2}日(?!\w)",
        zh="`$this` 没有写年份",
        en="`$this` does not say which year",
        help_zh=_DAY_HELP_ZH + "；每年都有的日子由 `年初`、`年末` 算起",
        help_en=_DAY_HELP_EN + "; a day of every year is counted from `start of year` or `end of year`",
        stand_in="2000-01-01",
    ),
    _n(
        "thousands",
        r"[0-9]{1,3}(?:,[0-9]{3})+(?![\w,])",
        zh="数字里的千位不用逗号",
        en="thousands are not parted by a comma",
        help_zh="写作 `$right`；逗号用来分开各项",
        help_en="write `$right`: a comma separates items",
        right=lambda text: text.replace(",", "_"),
    ),
    _n(
        "exponent",
        r"[0-9][0-9_]*(?:\.[0-9]+)?e[+-]?[0-9]+(?!\w)",
        zh="数字不用科学记数法",
        en="numbers have no exponent",
        help_zh="把各位写全，例如 `1_000_000`，或用 `万`、`亿` 作单位",
        help_en="write all its digits, as in `1_000_000`, or use a larger unit",
        right=_without_exponent,
        stand_in="1",
    ),
    _n(
        "two_points",
        r"[0-9]+(?:\.[0-9]+){2,}(?!\w)",
        zh="`$this` 有不止一个小数点",
        en="`$this` has more than one decimal point",
        help_zh='留下一个；条款编号写在引号里：`条款 "$this"`',
        help_en='keep one; the number of a clause stands in quotation marks: `clause "$this"`',
        stand_in="1",
    ),
    _n(
        "bare_point",
        r"(?<![\w)\]}`])\.[0-9]+",
        zh="小数点前面要有数字",
        en="a digit stands before the decimal point",
        help_zh="写作 `$right`",
        help_en="write `$right`",
        right=lambda text: f"0{text}",
    ),
    _n(
        "point_at_the_end",
        r"[0-9]+\.(?![\w.])",
        zh="数字后面多了一个点",
        en="a point stands behind this number",
        help_zh="写作 `$right`；句末不用句号",
        help_en="write `$right`; there is no full stop at the end",
        right=lambda text: text[:-1],
    ),
    _n(
        "percent",
        r"[0-9][0-9_]*(?:\.[0-9]+)?[ \t]*(?:percent|per[ ]cent|pct|百分比)(?!\w)",
        zh="百分比写作 `%`",
        en="a percentage is written with `%`",
        help_zh="写作 `$right`",
        help_en="write `$right`",
        right=lambda text: re.sub(r"[ \t]*[a-zA-Z百].*", "%", text),
    ),
    _n(
        "percent_in_words",
        rf"百分之(?:[0-9]+(?:\.[0-9]+)?|[{NUMERALS}点]+)(?=以[上下内]|\W|\Z)",
        zh="百分比用数字写",
        en="a percentage is written in digits",
        help_zh="例如 `50%`",
        help_en="for example `50%`",
        right=_percent_in_words,
        stand_in="1%",
    ),
    _n(
        "currency",
        r"[$€£¥￥][ \t]*[0-9](?:[0-9_,]*[0-9])?(?:\.[0-9]+)?",
        zh="单位写在数字之后",
        en="the unit stands after the number",
        help_zh="写作 `100 元`；别的货币先声明：`计量单位 美元`",
        help_en="write `100 元`; another currency is declared first, as in `unit dollars`",
        right=_yuan,
        stand_in="1 元",
    ),
)
BY_NAME = {notation.name: notation for notation in NOTATIONS}
