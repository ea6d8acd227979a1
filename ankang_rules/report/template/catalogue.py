"""Every word of a template, in both languages."""

from __future__ import annotations

from ankang_rules.explain.layout import chinese
from ankang_rules.source import Bilingual


def _two(zh: str, en: str) -> Bilingual:
    return Bilingual(zh=zh, en=en)


# Headings of a document, as the reader of facts knows them

unit = _two("单位", "unit")
tier = _two("层级", "tier")
parent = _two("上级", "parent")
level = _two("级别", "level")
as_of = _two("截至日期", "as of")
year = _two("考核年度", "assessment year")
facts = _two("事实", "facts")
children = _two("下级", "children")

# Beside them

how_to_fill = _two(
    "填在冒号后面，# 之后是说明。留空是还不知道，“无”是报告没有。",
    "Fill in behind the colons; what is behind # explains. Empty means not known yet, none reported as absent.",
)
unit_name = _two("单位名称", "the name of the unit")
a_day = _two("例如 2014-11-30", "for example 2014-11-30")
a_year = _two("默认为截至日期所在年", "by default that of the day")
each_unit = _two("每个单位一段，从这一行起照抄", "one block for each unit: copy from this line on")
each_record = _two("每条一段，照此填写", "one block for each record, like this")
nothing_asked = _two("没有规则读取事实", "no rule reads a fact")


def one_unit(word: str) -> Bilingual:
    """What stands where the name of a unit below belongs."""
    return _two(f"{word}名称", f"name of the {word}")


def asked_by(ruleset: str) -> Bilingual:
    return _two(chinese(ruleset, "所要求的"), f"asked by {ruleset}")


def collected_from(where: str) -> Bilingual:
    return _two(f"采自：{where}", f"from: {where}")


def clauses(clauses: str) -> Bilingual:
    return _two(f"条款 {clauses}", f"clause {clauses}")


# Rows of a table that are notes

note_label = _two("# 名称", "# label")
note_group = _two("# 组别", "# group")
note_type = _two("# 类型", "# type")
note_clause = _two("# 条款", "# clause")
note_collected = _two("# 采自", "# from")
note_units = _two("# 由谁填", "# filled in by")
note_how = _two("# 说明", "# note")

in_a_table = _two(
    "以 # 和空格开头的行是说明，读取时跳过。每个单位一行；空格是还不知道，“无”是报告没有；多项之间写“、”。",
    "Rows that begin with # and a blank are notes and are not read. One row a unit; an empty cell means not known yet, "
    "none means reported as absent; several members stand with ; between them.",
)


def not_in_a_table(names: str) -> Bilingual:
    return _two(
        f"清单放不进表格，请用 YAML 填报：{names}", f"lists of records do not fit into a table; use YAML for: {names}"
    )


def month(called: str, number: int) -> Bilingual:
    return _two(f"{called} {number}月", f"{called} {number}")
