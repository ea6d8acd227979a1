"""The one table of keywords: what the grammar calls a terminal, and how it is spelt in both languages.

The first spelling of a language is the canonical one, which printers write; the others are read. A spelling may be
several words. Spellings marked *symbol* are signs that need no space around them; the lexer knows them from here too.
"""

from __future__ import annotations

from attrs import frozen

from ankang_rules.source import Language


@frozen
class Keyword:
    """One terminal, or one meaning (*value*) of a terminal that several keywords share, such as a comparison."""

    terminal: str
    en: tuple[str, ...]
    zh: tuple[str, ...]
    value: str = ""
    kind: str = "logic"

    def spelling(self, lang: Language) -> str:
        """Return the canonical spelling in *lang*; a word that only the other language has stays as it is."""
        return (self.zh or self.en if lang == "zh" else self.en or self.zh)[0]


def _k(terminal: str, en: str, zh: str, *, kind: str = "logic", value: str = "") -> Keyword:
    return Keyword(terminal, tuple(filter(None, en.split("|"))), tuple(filter(None, zh.split("|"))), value, kind)


KEYWORDS: tuple[Keyword, ...] = (
    # Declarations
    _k("RULESET", "ruleset", "规则集", kind="declaration"),
    _k("IMPORT", "import", "导入", kind="declaration"),
    _k("INDICATOR", "indicator", "指标", kind="declaration"),
    _k("UNIT", "unit", "计量单位", kind="declaration"),
    _k("OPEN_CHOICES", "open choices", "开放选项", kind="declaration"),
    _k("CHOICES", "choices", "选项", kind="declaration"),
    _k("CHILDREN", "children", "下级", kind="declaration"),
    _k("PARAMETER", "parameter", "参数", kind="declaration"),
    _k("DEFINE", "define", "定义", kind="declaration"),
    _k("GROUP", "group", "组", kind="declaration"),
    _k("RULE", "rule", "规则", kind="declaration"),
    _k("AWARD", "award", "授予", kind="declaration"),
    _k("EXAMPLE", "example", "示例", kind="declaration"),
    # Clauses
    _k("ZH", "zh", "中文", kind="clause"),
    _k("EN", "en", "英文", kind="clause"),
    _k("ALSO", "also", "又名", kind="clause"),
    _k("TIER", "tier", "层级", kind="clause"),
    _k("SOURCE", "source", "出处", kind="clause"),
    _k("SECTIONS", "sections", "条款目录", kind="clause"),
    _k("IN_FORCE", "in force", "施行", kind="clause"),
    _k("COLLECTED_FROM", "collected from", "采集自", kind="clause"),
    _k("EXPECTED", "expected", "预期", kind="clause"),
    _k("FIXED", "fixed", "固定", kind="clause"),
    _k("EFFORT", "effort", "代价", kind="clause"),
    _k("WITHIN", "within", "不超出", kind="clause"),
    _k("MUST", "must", "必须", kind="clause"),
    _k("SHOULD", "should", "应当", kind="clause"),
    _k("WHEN", "when", "当", kind="clause"),
    _k("EXCEPT_WHEN", "except when", "除非", kind="clause"),
    _k("DUE", "due", "期限", kind="clause"),
    _k("POINTS", "points", "分值", kind="clause"),
    _k("CLAUSE", "clause", "条款", kind="clause"),
    _k("FIX", "fix", "整改", kind="clause"),
    _k("EVIDENCE", "evidence", "凭据", kind="clause"),
    _k("AS_IN", "as in", "同于", kind="clause"),
    _k("EACH", "each", "单称", kind="clause"),
    _k("REGISTERED_BY", "registered by", "登记数", kind="clause"),
    _k("RECORDED_BY", "recorded by", "记录于", kind="clause"),
    _k("FOR_EACH", "for each", "逐个", kind="clause"),
    _k("GIVEN", "given", "给定", kind="clause"),
    _k("EXPECT", "expect", "期望", kind="clause"),
    _k("AS_OF_DATE", "as of date", "评定日", kind="value"),
    _k("AS_OF", "as of", "截至", kind="clause"),
    _k("FROM", "from", "自", kind="clause"),
    _k("TO", "to", "至", kind="clause"),
    _k("REPEALED", "repealed", "废止", kind="clause"),
    _k("PASSES", "passes", "通过", kind="clause"),
    _k("FAILS", "fails", "不通过", kind="clause"),
    _k("PASSING", "passing", "通过的", kind="clause"),
    _k("FAILING", "failing", "不通过的", kind="clause"),
    _k("IS_UNKNOWN", "is unknown", "未知", kind="clause"),
    _k("IS_NOT_APPLICABLE", "is not applicable", "不适用", kind="clause"),
    # Logic
    _k("AND", "and", "且|并且"),
    _k("OR", "or", "或|或者"),
    _k("NOT", "not", "非|并非"),
    _k("IF", "if", "如果"),
    _k("THEN", "then", "那么"),
    _k("ELSE", "else", "否则"),
    _k("ALL_OF", "all of", "全部满足"),
    _k("ANY_OF", "any of", "任一满足"),
    _k("NONE_OF", "none of", "无一满足"),
    _k("AT_LEAST", "at least", "至少"),
    _k("AT_MOST", "at most", "至多"),
    _k("EXACTLY", "exactly", "恰好"),
    _k("EVERY_MONTH", "every month", "每月"),
    _k("EVERY", "every", "每个"),
    _k("SOME", "some", "某个"),
    _k("WHERE", "where", "其中"),
    _k("SATISFIES", "satisfies", "满足"),
    # Comparisons
    _k(
        "CMP",
        "≥|>=|≧|⩾|is at least|is not less than",
        "≥|>=|不低于|不少于|达到|大于等于|大于或等于|不小于|不得低于|不得少于",
        value="≥",
    ),
    _k(
        "CMP",
        "≤|<=|≦|⩽|is at most|is not more than",
        "≤|<=|不高于|不多于|不超过|小于等于|小于或等于|不大于|不得超过|不得高于|不得多于",
        value="≤",
    ),
    _k("CMP", ">|is more than|is over|is greater than", ">|高于|多于|超过|大于", value=">"),
    _k("CMP", "<|is less than|is under", "<|低于|少于|小于", value="<"),
    _k("CMP", "==|equals|is equal to", "==|等于", value="="),
    _k("CMP", "≠|!=|does not equal", "≠|!=|不等于", value="≠"),
    _k("EQUALS", "=", "="),
    _k("POST", "", "以上", value="≥"),
    _k("POST", "", "以下|以内", value="≤"),
    _k("BETWEEN", "between|is between", "介于"),
    _k("INCLUDES_ALL_OF", "includes all of", "包含全部"),
    _k("INCLUDES", "includes", "包含|包括"),
    _k("IS_ONE_OF", "is one of", "属于"),
    _k("IS_EMPTY", "is empty", "为空"),
    _k("IS_RECORDED", "is recorded", "已记录"),
    _k("IS_INCREASING", "is increasing", "逐月增长"),
    _k("IS_NON_DECREASING", "is non-decreasing", "逐月不减"),
    # Arithmetic
    _k("OF", "of", ""),
    _k("DE", "", "的"),
    _k("ROUNDED_TO", "rounded to", "取整到"),
    _k("ROUNDING", "half up", "四舍五入", value="half up"),
    _k("ROUNDING", "half even", "四舍六入五成双", value="half even"),
    _k("ROUNDING", "half down", "五舍六入", value="half down"),
    _k("ROUNDING", "down", "舍去", value="down"),
    _k("ROUNDING", "up", "进位", value="up"),
    _k("ABSOLUTE", "absolute", "绝对值"),
    _k("LOWEST_OF", "lowest of", "最低值"),
    _k("HIGHEST_OF", "highest of", "最高值"),
    _k("SUM_OF", "sum of", "合计"),
    _k("AVERAGE_OF", "average of", "平均"),
    _k("COUNT_OF", "count of", "数目"),
    _k("SHARE_OF", "share of", "占比"),
    # Types
    _k("SET_OF", "set of", "多选", kind="type"),
    _k("ONE_OF", "one of", "单选", kind="type"),
    _k("LIST_OF", "list of", "清单", kind="type"),
    _k("FOR_THE_FIRST", "for the first", "仅前", kind="type"),
    # Values
    _k("YES", "yes", "是", kind="value"),
    _k("NO", "no", "否", kind="value"),
    _k("NONE", "none", "无", kind="value"),
    _k("UNKNOWN", "unknown", "缺失", kind="value"),
    _k("START_OF_YEAR", "start of year", "年初", kind="value"),
    _k("END_OF_YEAR", "end of year", "年末", kind="value"),
)

SIGNS: dict[str, str] = {
    "+": "PLUS",
    "-": "MINUS",
    "−": "MINUS",
    "×": "TIMES",
    "*": "TIMES",
    "÷": "DIVIDE",
    "/": "DIVIDE",
    "(": "LPAR",
    ")": "RPAR",
    "[": "LSQB",
    "]": "RSQB",
    "{": "LBRACE",
    "}": "RBRACE",
    ",": "COMMA",
    "、": "COMMA",
    ";": "SEMICOLON",
    ":": "COLON",
    ".": "DOT",
}

TYPE_WORDS: dict[str, tuple[str, ...]] = {
    "count": ("count", "计数"),
    "number": ("number", "数值"),
    "money": ("money", "金额"),
    "share": ("share", "占比值"),
    "date": ("date", "日期"),
    "duration": ("duration", "时长"),
    "text": ("text", "文字"),
    "monthly": ("monthly", "逐月"),
    "in": ("in", "按"),
}
"""Words with a meaning in a type alone; everywhere else they are ordinary."""

FILE: dict[Language, str] = {"en": "file", "zh": "文件"}
"""The word before the path of a facts file in an example."""

DECLARATIONS = frozenset(k.terminal for k in KEYWORDS if k.kind == "declaration")


def is_symbol(spelling: str) -> bool:
    """Whether *spelling* is made of signs, which need no space around them."""
    return not any(char.isalnum() for char in spelling)


def keyword(terminal: str, value: str = "") -> Keyword:
    """Return the entry of *terminal* (with *value*, where several share it)."""
    return _BY_TERMINAL[terminal, value]


_BY_TERMINAL = {(k.terminal, k.value): k for k in KEYWORDS}
