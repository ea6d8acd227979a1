"""The parts of pages that are made from the tables of the library; the words of the keyword page stand here."""

import re
from fractions import Fraction
from functools import partial
from importlib.resources import files
from itertools import groupby
from typing import Any

import doc_gallery
import yaml

import ankang_rules
from ankang_rules.cli.common import EXIT_CODES
from ankang_rules.core.ruleset import Parameter
from ankang_rules.diagnostics.codes import CODES, Code
from ankang_rules.explain.amounts import outcome_text
from ankang_rules.explain.coverage import coverage
from ankang_rules.model.exact import shown_text
from ankang_rules.model.outcome import Known
from ankang_rules.model.types import OneOf
from ankang_rules.model.units import PRELUDE, UnitWord
from ankang_rules.source import Bilingual
from ankang_rules.syntax.keywords import KEYWORDS, SIGNS, TYPE_WORDS, Keyword, is_symbol

Words = dict[tuple[str, str], tuple[str, str]]

WORDS: dict[str, Words] = {
    "Declarations · 声明": {
        ("RULESET", ""): ("names the file's ruleset", "给出本文件规则集的名称"),
        ("IMPORT", ""): ("takes in another file or a packaged library", "导入另一文件或随库自带的规则集"),
        ("INDICATOR", ""): ("declares a fact and its type", "声明一项指标及其类型"),
        ("UNIT", ""): ("declares a unit, or a multiple of one", "声明计量单位或其倍数"),
        ("OPEN_CHOICES", ""): ("declares a list that need not be complete", "声明未列全的选项表（原文带“等”）"),
        ("CHOICES", ""): ("declares a list of members", "声明选项表"),
        ("CHILDREN", ""): ("declares a level of units below", "声明一层下级单位"),
        ("PARAMETER", ""): ("declares a value the standard sets, by date", "声明标准所定、可随日期变化的数值"),
        ("DEFINE", ""): ("names an expression", "给一个算式或条件命名"),
        ("GROUP", ""): ("opens a group for the rules that follow", "开始一组，其后的规则归入该组"),
        ("RULE", ""): ("declares a rule", "声明一条规则"),
        ("AWARD", ""): ("says what passing earns", "写明达标后授予什么"),
        ("EXAMPLE", ""): ("states facts and the statuses expected", "写明一组事实和应得的结论"),
    },
    "Clauses · 子句": {
        ("ZH", ""): ("a label in Chinese", "中文标签"),
        ("EN", ""): ("a label in English", "英文标签"),
        ("ALSO", ""): ("a further name", "别名"),
        ("TIER", ""): ("what kind of unit the ruleset judges", "规则集评定哪一级单位"),
        ("SOURCE", ""): ("the document the rules come from", "规则所依据的文件"),
        ("SECTIONS", ""): ("the clauses of that document", "该文件的条款目录"),
        ("IN_FORCE", ""): ("from when to when it applies", "施行的起止日期"),
        ("COLLECTED_FROM", ""): ("where the fact is found", "数据采集自何处"),
        ("EXPECTED", ""): ("a plausible range; outside it is a remark", "合理范围，超出时提示"),
        ("FIXED", ""): ("may not be changed by what is proposed", "不可改动，整改办法不涉及"),
        ("EFFORT", ""): ("how hard it is to change, beside others", "改动的代价，用于比较整改办法"),
        ("WITHIN", ""): ("the most a share can be", "占比的上限"),
        ("MUST", ""): ("the condition that decides", "必须满足的条件，计入结论"),
        ("SHOULD", ""): ("a condition that advises only", "引导性条件，不计入结论"),
        ("WHEN", ""): ("the rule applies only if this holds", "适用条件"),
        ("EXCEPT_WHEN", ""): ("another condition for certain cases", "例外情形及其条件"),
        ("DUE", ""): ("until that day a failing rule is unknown", "期限，到期前不判不达标"),
        ("POINTS", ""): ("what the rule scores", "本条分值"),
        ("CLAUSE", ""): ("the place in the source", "对应原文条款"),
        ("FIX", ""): ("advice where the rule fails", "不达标时的整改建议"),
        ("EVIDENCE", ""): ("what an assessor looks at", "查证所凭的材料"),
        ("AS_IN", ""): ("takes the rule from a library", "沿用库中的同名规则"),
        ("EACH", ""): ("what one unit of the level is called", "该层级一个单位的叫法"),
        ("REGISTERED_BY", ""): ("the indicator that says how many units there are", "写明单位总数的指标"),
        ("RECORDED_BY", ""): ("the units' indicator that records their verdict", "单位自己记录是否达标的指标"),
        ("FOR_EACH", ""): ("judged once for each unit of a level", "对该层级逐个单位评定"),
        ("PASSING", ""): ("only the units that pass", "只数达标的单位"),
        ("FAILING", ""): ("only the units that fail", "只数不达标的单位"),
        ("GIVEN", ""): ("the facts of an example", "示例中给定的事实"),
        ("EXPECT", ""): ("the statuses of an example", "示例中期望的结论"),
        ("AS_OF", ""): ("the day of an example", "示例的截至日期"),
        ("FROM", ""): ("the first day", "起始日"),
        ("TO", ""): ("the last day, or the upper end", "终止日或上限"),
        ("REPEALED", ""): ("the parameter has no value any more", "参数自该日起不再取值"),
        ("PASSES", ""): ("expected: pass; of units below, they pass", "期望达标；用于下级，指其达标"),
        ("FAILS", ""): ("expected: fail; of units below, they fail", "期望不达标；用于下级，指其不达标"),
        ("IS_UNKNOWN", ""): ("expected: unknown", "期望无法判定"),
        ("IS_NOT_APPLICABLE", ""): ("expected: not applicable", "期望不适用"),
    },
    "Logic · 逻辑": {
        ("AND", ""): ("both hold", "两者都成立"),
        ("OR", ""): ("at least one holds", "至少一个成立"),
        ("NOT", ""): ("it does not hold", "不成立"),
        ("IF", ""): ("chooses by a condition", "按条件选择"),
        ("THEN", ""): ("where the condition holds", "条件成立时"),
        ("ELSE", ""): ("where it does not", "条件不成立时"),
        ("ALL_OF", ""): ("each condition of the list holds", "所列各项全部成立"),
        ("ANY_OF", ""): ("one of the list is enough", "所列任一项成立即可"),
        ("NONE_OF", ""): ("no condition of the list holds", "所列各项均不成立"),
        ("AT_LEAST", ""): ("so many of the list hold, or more", "所列至少几项成立"),
        ("AT_MOST", ""): ("so many of the list hold, or fewer", "所列至多几项成立"),
        ("EXACTLY", ""): ("just so many of the list hold", "所列恰好几项成立"),
        ("EVERY_MONTH", ""): ("it holds in each month that is over", "已过的每个月都成立"),
        ("EVERY", ""): ("it holds of every record or unit", "每条记录或每个单位都满足"),
        ("SOME", ""): ("it holds of one record or unit at least", "至少一条记录或一个单位满足"),
        ("WHERE", ""): ("only the records or units for which this holds", "只看符合此条件的记录或单位"),
        ("SATISFIES", ""): ("what the records or units must meet", "记录或单位应满足的条件"),
    },
    "Comparisons · 比较": {
        ("CMP", "≥"): ("at least; the bound counts", "不低于，含本数"),
        ("CMP", "≤"): ("at most; the bound counts", "不超过，含本数"),
        ("CMP", ">"): ("more than; the bound does not count", "高于，不含本数"),
        ("CMP", "<"): ("less than; the bound does not count", "低于，不含本数"),
        ("CMP", "="): ("the same", "相等"),
        ("CMP", "≠"): ("not the same", "不相等"),
        ("EQUALS", ""): ("the same; also gives a value in declarations", "相等；在声明中用于赋值"),
        ("POST", "≥"): ("after a number: at least", "用在数字后，含本数"),
        ("POST", "≤"): ("after a number: at most", "用在数字后，含本数"),
        ("BETWEEN", ""): ("both ends count", "两端都含本数"),
        ("INCLUDES_ALL_OF", ""): ("the set has every member of a list", "集合含选项表的全部各项"),
        ("INCLUDES", ""): ("the set has these members", "集合含所列各项"),
        ("IS_ONE_OF", ""): ("equals one of those in braces", "是所列之一"),
        ("IS_EMPTY", ""): ("the set or list has nothing in it", "集合或清单为空"),
        ("IS_RECORDED", ""): ("the fact has been given", "该项已有记录"),
        ("IS_INCREASING", ""): ("each month is above the one before", "逐月增长"),
        ("IS_NON_DECREASING", ""): ("no month is below the one before", "逐月不减"),
    },
    "Arithmetic and counting · 计算与计数": {
        ("OF", ""): ("a share of something", "某量的一定比例"),
        ("DE", ""): ("a share of something, with the share behind", "某量的一定比例（比例写在后面）"),
        ("ROUNDED_TO", ""): ("to a multiple of what follows", "取整到其后数值的倍数"),
        ("ROUNDING", "half up"): ("halves go away from zero", "四舍五入"),
        ("ROUNDING", "half even"): ("halves go to the even neighbour", "逢五取偶"),
        ("ROUNDING", "half down"): ("halves go towards zero", "逢五舍去"),
        ("ROUNDING", "down"): ("always towards zero", "一律舍去"),
        ("ROUNDING", "up"): ("always away from zero", "一律进位"),
        ("ABSOLUTE", ""): ("without its sign", "绝对值"),
        ("LOWEST_OF", ""): ("the least of a list, or over records or units", "最小的一个"),
        ("HIGHEST_OF", ""): ("the greatest of a list, or over records or units", "最大的一个"),
        ("SUM_OF", ""): ("a field or fact added up over records or units", "某一栏或某项指标的合计"),
        ("AVERAGE_OF", ""): ("the mean of a field or fact over records or units", "某一栏或某项指标的平均数"),
        ("COUNT_OF", ""): ("how many records or units", "记录或单位的个数"),
        ("SHARE_OF", ""): ("what part of the records or units", "符合条件的记录或单位所占比例"),
    },
    "Types · 类型": {
        ("SET_OF", ""): ("any number of members", "可多选"),
        ("ONE_OF", ""): ("one member", "单选"),
        ("LIST_OF", ""): ("records with fields", "逐条记录的清单"),
        ("FOR_THE_FIRST", ""): ("how many months a series has", "序列只有前几个月"),
    },
    "Values · 取值": {
        ("YES", ""): ("yes", "是"),
        ("NO", ""): ("no", "否"),
        ("NONE", ""): ("reported as absent", "已报告没有"),
        ("UNKNOWN", ""): ("missing, in an example", "缺失（用于示例）"),
        ("AS_OF_DATE", ""): ("the day asked about", "截至日期当天"),
        ("START_OF_YEAR", ""): ("1 January of the assessment year", "考核年度 1 月 1 日"),
        ("END_OF_YEAR", ""): ("31 December of the assessment year", "考核年度 12 月 31 日"),
    },
}
"""What each keyword does, in a few words, under the headings of the page."""

_SIGNS = {
    "PLUS": ("adds", "加"),
    "MINUS": ("subtracts, or makes negative", "减，或负号"),
    "TIMES": ("multiplies", "乘"),
    "DIVIDE": ("divides", "除"),
    "LPAR": ("opens what is worked out first", "先算部分的开头"),
    "RPAR": ("closes it", "先算部分的结尾"),
    "LSQB": ("opens a list", "列举的开头"),
    "RSQB": ("closes it", "列举的结尾"),
    "LBRACE": ("opens members or fields", "选项或字段的开头"),
    "RBRACE": ("closes them", "选项或字段的结尾"),
    "COMMA": ("between items", "各项之间"),
    "SEMICOLON": ("between conditions of a list", "列举的条件之间"),
    "COLON": ("before a type, or an exception's condition", "类型之前，或例外的条件之前"),
    "DOT": ("inside dotted names", "名称各级之间"),
}
_TYPES = {
    "count": ("whole, not negative, with a unit", "非负整数，带单位", "count in 人"),
    "number": ("exact, with or without a unit", "精确数，可带单位", "number in 亩"),
    "money": ("exact, in a unit of money", "金额", "money in 元"),
    "share": ("a part: `98%`, `1‰`", "百分比、千分比", "share"),
    "date": ("a calendar day", "日历上的一天", "date"),
    "duration": ("a length in days, or in months", "以天或以月计的时长", "duration in days"),
    "text": ("a text, for equality only", "文字，只能比较是否相同", "text"),
    "monthly": ("before another type: twelve months of it", "加在类型前，按月各有一值", "monthly count in 人"),
    "in": ("before the unit", "单位之前", "count in 人"),
}


def keywords() -> str:
    return "\n".join(_section(title, words) for title, words in WORDS.items())


def _section(title: str, words: Words) -> str:
    rows = [_keyword(keyword, *words[_key(keyword)]) for keyword in KEYWORDS if _key(keyword) in words]
    return f"## {title}\n\n{_table(['English', '中文', 'what it does', '作用'], rows)}"


def _key(keyword: Keyword) -> tuple[str, str]:
    return keyword.terminal, keyword.value


def _keyword(keyword: Keyword, en: str, zh: str) -> list[str]:
    chinese = tuple(word for word in keyword.zh if word not in keyword.en or not is_symbol(word))
    return [_spelt(keyword.en), _spelt(chinese), en, zh]


def _spelt(spellings: tuple[str, ...]) -> str:
    return " ".join(f"`{spelling}`" for spelling in spellings) or "–"


def comparisons() -> str:
    counts = {"≥": "counts · 含", "≤": "counts · 含", ">": "does not · 不含", "<": "does not · 不含"}
    rows = [
        [
            _spelt(tuple(filter(is_symbol, k.en))),
            _spelt(tuple(filter(_is_word, k.en))),
            _spelt(tuple(filter(_is_word, k.zh))),
            counts.get(k.value, ""),
        ]
        for k in KEYWORDS
        if k.terminal == "CMP"
    ]
    return _table(["sign", "in words", "中文", "the bound itself · 本数"], rows)


def _is_word(spelling: str) -> bool:
    return not is_symbol(spelling)


def signs() -> str:
    rows = []
    for terminal, same in groupby(SIGNS.items(), key=lambda entry: entry[1]):
        written = [sign for sign, _ in same]
        twins = [chr(ord(sign) + 0xFEE0) for sign in written if sign.isascii()]
        rows.append([_spelt(tuple(written)), _spelt(tuple(twins)), *_SIGNS[terminal]])
    return _table(["sign", "full-width twin · 全角", "what it does", "作用"], rows)


def types() -> str:
    rows = [
        ["`yes/no`", "`是/否`", "yes or no, or something an assessor saw", "是或否", "`yes/no`"],
        *([f"`{en}`", f"`{zh}`", _TYPES[kind][0], _TYPES[kind][1], f"`{_TYPES[kind][2]}`"]
          for kind, (en, zh) in TYPE_WORDS.items()),
        ["`one of`", "`单选`", "one member", "选项之一", "`one of {urban, rural}`"],
        ["`set of`", "`多选`", "any number of members", "若干选项", "`set of functions`"],
        ["`list of`", "`清单`", "records with fields", "逐条记录", "`list of loan { late : yes/no }`"],
    ]  # fmt: skip
    return _table(["English", "中文", "what it is", "含义", "example · 例"], rows)


def units() -> str:
    words: dict[object, list[UnitWord]] = {}
    for word in PRELUDE:
        words.setdefault(word.unit, []).append(word)
    alone = [found[0].name for found in words.values() if len(found) == 1]
    rows = [
        [f"`{unit}`", " · ".join(_scaled(same) for _, same in groupby(found, key=lambda word: word.scale))]
        for unit, found in words.items()
        if len(found) > 1
    ]
    counted = " ".join(f"`{name}`" for name in alone)
    return f"{_table(['base unit · 基本单位', 'words · 可写作'], rows)}\nBy themselves · 单独使用：{counted}\n"


def _scaled(same: object) -> str:
    found: list[UnitWord] = list(same)  # type: ignore[call-overload]
    scale: Fraction = found[0].scale
    factor = shown_text(scale) if scale >= 1 else f"1/{shown_text(1 / scale)}"
    return f"{_spelt(tuple(word.name for word in found))}{'' if scale == 1 else f' = {factor}'}"


def exit_codes() -> str:
    rows = [[f"`{code}`", status.label.zh or "", status.label.en or ""] for status, code in EXIT_CODES.items()]
    rows.append(["`2`", "命令、规则或事实有误", "the command, the rules or the facts cannot be used"])
    return _table(["exit code", "退出码", ""], sorted(rows))


_PAGES = {"R": "reading", "N": "names", "T": "types", "S": "structure", "U": "units"} | {
    "F": "facts",
    "C": "cases",
    "P": "reports",
    "E": "tables",
}
_ABOUT_TREES = {f"F{number}" for number in range(524, 532)}


def page_of(code: str) -> str:
    """The page that tells of *code*; what can only be wrong with facts about several units has one of its own."""
    return "facts-tree" if code in _ABOUT_TREES else _PAGES[code[0]]


def codes() -> str:
    return _table(["code", "about", "内容", "severity"], [_code(code) for code in CODES.values()])


def _code(code: Code) -> list[str]:
    link = f"[{code.code}]({page_of(code.code)}.md#{code.code.lower()})"
    return [link, code.title.en or "", code.title.zh or "", code.severity]


def _covered(name: str) -> str:
    """The clauses of a packaged ruleset with the rules that cite them, as the command ``coverage`` finds them."""
    found = coverage(ankang_rules.load(name).core)
    rows = [
        [clause.section.clause, _both(clause.section.labels), _spelt(tuple(rule.id for rule in clause.rules))]
        for clause in found.clauses
    ]
    rows += [[rule.clause or "–", "not among the clauses · 不在目录中", f"`{rule.id}`"] for rule in found.elsewhere]
    covered, all_ = len(found.clauses) - len(found.uncovered), len(found.clauses)
    counted = f"{covered} of {all_} clauses have rules · {all_} 个条款中 {covered} 个有规则"
    return f"{counted}\n\n{_table(['条款 · clause', '标题 · title', '规则 · rules'], rows)}"


_TIERS = ("county", "town", "village", "programme")
_READING = re.compile(r"^# (\S+) {2,}(\S.*)\n# {10,}(\S.*)$", re.MULTILINE)


def standard_parameters() -> str:
    """The parameters of the packaged rulesets: each with its value, its other values and the tiers that read it."""
    rows: dict[str, list[str]] = {}
    for tier in _TIERS:
        for parameter in ankang_rules.load(f"ankang.{tier}").core.parameters:
            rows.setdefault(parameter.name, _parameter(parameter)).append(tier)
    head = ["参数 · parameter", "口径 · question", "取值 · taken", "另可取 · or else", "用于 · in"]
    return _table(head, [[*row[:4], " ".join(row[4:])] for row in rows.values()])


def _parameter(parameter: Parameter) -> list[str]:
    (dated,) = parameter.values
    taken = dated.value
    assert taken is not None, f"{parameter.name} is repealed"
    if isinstance(parameter.type, OneOf):
        options = {member.key: _both(member.labels) for member in parameter.type.choices.members}
    elif isinstance(taken, bool):
        options = {True: "是 · yes", False: "否 · no"}
    else:
        options = {taken: outcome_text(Known(taken), parameter.type, "zh")}
    others = "<br>".join(text for value, text in options.items() if value != taken)
    return [f"`{parameter.name}`", _both(parameter.labels), options[taken], others or "–"]


def standard_readings() -> str:
    """What the comments of the packaged rulesets say is fixed in them: the question, what is taken, what else could."""
    rows: dict[tuple[str, ...], list[str]] = {}
    for tier in _TIERS:
        text = files("ankang_rules.rulesets").joinpath("ankang", f"{tier}.rules").read_text(encoding="utf-8")
        readings = _READING.findall(text)
        assert readings, f"no readings in {tier}.rules"
        for name, en, zh in readings:
            rows.setdefault((name, zh, en), []).append(tier)
    found = [[*texts, " ".join(tiers)] for texts, tiers in rows.items()]
    return _table(["口径", "取法", "what is taken", "用于 · in"], found)


def _both(labels: Bilingual) -> str:
    return " · ".join(label for label in (labels.zh, labels.en) if label)


def _table(headings: list[str], rows: list[list[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |\n" for cells in lines)


def _survivors() -> str:
    """The changes that no case notices, under the reason they share."""
    path = files("ankang_rules.rulesets").joinpath("ankang", "survivors.yaml")
    return "\n".join(_kind(kind) for kind in yaml.safe_load(path.read_text(encoding="utf-8")))


def _kind(kind: dict[str, Any]) -> str:
    rows = [" | ".join(f"`{part}`" for part in key.split(" | ", 2)) for key in kind["changes"]]
    table = "\n".join(f"| {row} |" for row in ["of | kind | change", "---|---|---", *rows])
    return f"{kind['reason']['en']}.\n{kind['reason']['zh']}。\n\n{table}\n"


PARTS = {
    "keywords": keywords,
    "comparisons": comparisons,
    "signs": signs,
    "types": types,
    "units": units,
    "exit-codes": exit_codes,
    "codes": codes,
    "gallery": partial(doc_gallery.gallery, "en"),
    "gallery-zh": partial(doc_gallery.gallery, "zh"),
    "standard-parameters": standard_parameters,
    "standard-readings": standard_readings,
    "survivors": _survivors,
    "coverage-county": partial(_covered, "ankang.county"),
    "coverage-town": partial(_covered, "ankang.town"),
    "coverage-village": partial(_covered, "ankang.village"),
    "coverage-programme": partial(_covered, "ankang.programme"),
}
