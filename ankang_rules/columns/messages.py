"""What is said of tables and of the engine that judges them, in both languages."""

from __future__ import annotations

from ankang_rules.columns.capabilities import GAPS, What
from ankang_rules.core.ruleset import Indicator, Level, Rule, RulesetCore
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.source import Bilingual

_EVALUATE = (
    "请用 `ankang-rules evaluate` 逐个单位评定，或把这条规则移出批量评定的规则集",
    "judge unit by unit with `ankang-rules evaluate`, or keep this rule out of the ruleset that judges the table",
)


def gap(rule: Rule, what: What) -> Diagnostic:
    zh, en = GAPS[what].zh, GAPS[what].en
    text = Bilingual(
        f"引擎 duckdb 不能评定规则 `{rule.id}`：{zh}", f"the engine duckdb cannot take rule `{rule.id}`: {en}"
    )
    return Diagnostic("E001", text, rule.span, Bilingual(*_EVALUATE))


def margin_too_large(rule: Rule) -> Diagnostic:
    text = (
        f"引擎 duckdb 不能计算规则 `{rule.id}` 的差距：其中的数可能超出 38 位",
        f"the engine duckdb cannot take the margin of rule `{rule.id}`: its numbers may pass 38 digits",
    )
    help = "请去掉差距的要求再评定", "judge the table without margins"
    return Diagnostic("E001", Bilingual(*text), rule.span, Bilingual(*help))


def no_such_engine(engine: str) -> Diagnostic:
    text = f"没有名为 `{engine}` 的引擎", f"there is no engine `{engine}`"
    return Diagnostic(
        "E002", Bilingual(*text), help=Bilingual("可用的引擎是 `duckdb`", "the engine there is is `duckdb`")
    )


def without_extra(package: str) -> str:
    """What is said where *package* is not installed; an ImportError has one text."""
    return f"a table needs {package}, which comes with the extra `batch`: pip install 'ankang-rules[batch]'"


def no_such_table(name: str) -> Diagnostic:
    text = f"找不到表格 `{name}`", f"there is no table `{name}`"
    return Diagnostic("E003", Bilingual(*text), help=Bilingual("请检查路径和文件名", "check the path and the spelling"))


def unread_table(name: str, why: str) -> Diagnostic:
    text = f"表格 `{name}` 读不出：{why}", f"the table `{name}` cannot be read: {why}"
    help = "请确认文件完整，且格式与扩展名相符", "check that the file is whole and is what its name says"
    return Diagnostic("E003", Bilingual(*text), help=Bilingual(*help))


def first_line(error: Exception) -> str:
    """What an engine says in the first line, which is all that an author can use."""
    return str(error).strip().split("\n")[0].rstrip(".")[:200]


def unread_frame(kind: str, why: str) -> Diagnostic:
    text = f"`{kind}` 读不出：{why}", f"the `{kind}` cannot be read: {why}"
    help = (
        "请把各列转换为数、文本、是非、日期或列表",
        "turn its columns into numbers, texts, yes and no, dates or lists",
    )
    return Diagnostic("E003", Bilingual(*text), help=Bilingual(*help))


def no_columns(kind: str) -> Diagnostic:
    text = f"`{kind}` 没有列", f"the `{kind}` has no columns"
    return Diagnostic(
        "E003", Bilingual(*text), help=Bilingual("请给出每个指标一列", "give a column for each indicator")
    )


def no_table(kind: str) -> Diagnostic:
    text = f"`{kind}` 不是表格", f"`{kind}` is no table"
    help = (
        "请给出 .parquet、.csv 或 .arrow 文件的路径，DuckDB 关系，或 Arrow、Polars、pandas 的表",
        "give the path of a .parquet, .csv or .arrow file, a DuckDB relation, or an Arrow, Polars or pandas frame",
    )
    return Diagnostic("E003", Bilingual(*text), help=Bilingual(*help))


def no_such_form(name: str) -> Diagnostic:
    text = f"不知道 `{name}` 应写成哪种格式", f"what `{name}` should hold is not known"
    help = "请以 .parquet、.csv 或 .arrow 结尾", "end the name in .parquet, .csv or .arrow"
    return Diagnostic("E004", Bilingual(*text), help=Bilingual(*help))


def cannot_write(name: str, why: str) -> Diagnostic:
    text = f"结果 `{name}` 写不出：{why}", f"the result `{name}` cannot be written: {why}"
    help = "请确认文件夹存在、可写，且空间足够", "check that the folder is there, may be written to and has room"
    return Diagnostic("E004", Bilingual(*text), help=Bilingual(*help))


def rows_differ(before: int, after: int) -> Diagnostic:
    text = (
        f"读入 {before:,} 行，写出 {after:,} 行，结果不予保存",
        f"{before:,} rows went in and {after:,} came out, so the result is not kept",
    )
    help = "表格可能在读取时被改动；请重新运行", "the table may have changed while it was read; run it again"
    return Diagnostic("E004", Bilingual(*text), help=Bilingual(*help))


def no_amount(text: str) -> Diagnostic:
    told = f"`{text}` 不是内存大小", f"`{text}` is no amount of memory"
    help = "请写成 `500MB` 或 `4GB` 的样子", "write it as `500MB` or `4GB`"
    return Diagnostic("E005", Bilingual(*told), help=Bilingual(*help))


def no_threads(text: str) -> Diagnostic:
    told = f"`{text}` 不是线程数", f"`{text}` is no number of threads"
    return Diagnostic("E005", Bilingual(*told), help=Bilingual("请写正整数，如 4", "write a whole number, such as 4"))


def too_little_memory(name: str, why: str) -> Diagnostic:
    text = f"内存不足，评定不了表格 `{name}`：{why}", f"there is too little memory for the table `{name}`: {why}"
    help = "请多给些内存，或减少线程数", "allow more memory, or fewer threads"
    return Diagnostic("E005", Bilingual(*text), help=Bilingual(*help))


def several_days(column: str, first: str, second: str) -> Diagnostic:
    text = (
        f"`{column}` 列有多个值，如 {first} 和 {second}",
        f"the column `{column}` has more than one value, such as {first} and {second}",
    )
    help = "请按日期分成几张表，或在调用时给出一个", "make a table of each, or give one with the call"
    return Diagnostic("E003", Bilingual(*text), help=Bilingual(*help))


def register_too_small(level: Level, register: Indicator) -> tuple[str, str, str]:
    """What a row says of a total of which more units are listed: the text before, between and behind both numbers."""
    name, title = register.labels.en or register.name, level.name
    return f"`{name}` is ", ", but ", f" of `{title}` are listed"


def nobody_below(at: str, core: RulesetCore) -> Diagnostic:
    text = (
        f"这个单位的上级由规则集 `{core.name}` 评定，它没有下级",
        f"the unit above this one is judged by `{core.name}`, which has no levels below",
    )
    return _at(at, text, ("请核对 `上级` 一栏，或去掉这一行", "check the column `parent`, or leave the row out"))


def row_without_parent(at: str) -> Diagnostic:
    text = "这一行没有写上级单位", "this row names no parent"
    return _at(at, text, ("请填写 `上级` 一栏", "fill in the column `parent`"))


def level_twice(level: str) -> Diagnostic:
    text = f"层级 `{level}` 给出了两张表", f"there are two tables for the level `{level}`"
    return _at("", text, ("请只留一张", "keep one of the two"))


def no_root_table(level: str) -> Diagnostic:
    text = f"缺少最上级 `{level}` 的表", f"there is no table for `{level}`, which stands above all"
    return _at("", text, ("请一并给出", "give it as well"))


def not_one_unit(unit: str, number: int) -> str:
    """What is said where *unit* names none, or several; a KeyError has one text."""
    if number:
        return f"several units are called {unit!r}; name those above it as well, as in 'A/{unit}'"
    return f"no unit is called {unit!r}"


def row_by_name(unit: str) -> str:
    """What is said where a row of a table that is no tree is asked for by name; a KeyError has one text."""
    return f"rows of a table go by their number, not by a name such as {unit!r}"


def _at(at: str, text: tuple[str, str], step: tuple[str, str]) -> Diagnostic:
    return Diagnostic("E003", Bilingual(*text), help=Bilingual(*step), place=at)
