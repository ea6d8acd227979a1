"""Tables: one row a unit, one column an indicator."""

from __future__ import annotations

from collections.abc import Sequence

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.facts.limits import LONGEST_ROW
from ankang_rules.facts.messages.words import as_written, did_you_mean, listed, quoted, say
from ankang_rules.model.given import Given
from ankang_rules.source import Bilingual

_MOST_ROWS = 6


def _rows(numbers: Sequence[int]) -> tuple[str, str]:
    shown = [str(number) for number in numbers[:_MOST_ROWS]]
    more = ("、…", ", …") if len(numbers) > _MOST_ROWS else ("", "")
    zh = f"第 {'、'.join(shown)}{more[0]} 行"
    if len(shown) == 1:
        return zh, f"row {shown[0]}"
    if more[1]:
        return zh, f"rows {', '.join(shown)}{more[1]}"
    return zh, f"rows {', '.join(shown[:-1])} and {shown[-1]}"


# The file


def not_csv(at: str) -> Diagnostic:
    text = "这一行的引号不合 CSV 的写法", "the quotation marks in this row are not those of CSV"
    step = (
        '含逗号或引号的单元格写在 `"…"` 里，其中的引号写作 `""`',
        'a cell with a comma or a quotation mark stands in `"…"`, and a mark inside it is written `""`',
    )
    return say("F507", at, text, step)


def row_too_long(at: str) -> Diagnostic:
    most = f"{LONGEST_ROW:,}"
    text = f"这一行超过 {most} 个字符", f"this row is longer than {most} characters"
    return say("F507", at, text, ("请检查文件是否损坏", "check that the file is whole"))


def empty(name: str) -> Diagnostic:
    text = "表格里没有单位", "the table has no units"
    step = "第一行是各栏名称，以下每行一个单位", "the first row names the columns, and every other row is a unit"
    return say("F507", name, text, step)


def other_separator(at: str, sign: str) -> Diagnostic:
    zh, en = ("制表符", "a tab") if sign == "\t" else (quoted(sign), quoted(sign))
    text = f"各栏用{zh}隔开，应当用逗号", f"the columns are parted by {en}, not by a comma"
    return say("F507", at, text, ("请另存为以逗号分隔的 CSV", "save it as CSV with commas"))


# Columns


def no_unit_column(at: str) -> Diagnostic:
    text = "表格没有 `单位` 一栏", "the table has no column `unit`"
    return say("F530", at, text, ("请加上写明单位名称的一栏", "add a column with the names of the units"))


def column_twice(column: Given, first: Given) -> Diagnostic:
    a, b = as_written(first), as_written(column)
    text = f"{a} 和 {b} 两栏是同一内容", f"the columns {a} and {b} are about the same"
    if a == b:
        text = f"有两栏 {a}", f"there are two columns {a}"
    return say("F506", column, text, ("请只留一栏", "keep one of the two"))


def column_without_name(at: Given) -> Diagnostic:
    text = "这一栏有值而没有名称", "this column has values and no name"
    return say("F501", at, text, ("请在第一行写上指标名称", "write the name of an indicator in the first row"))


def records_in_table(column: Given, name: Bilingual) -> Diagnostic:
    text = (
        f"`{name.zh}` 是逐条记录的列表，表格里写不下",
        f"`{name.en}` is a list of records, which a table cannot hold",
    )
    return say("F530", column, text, ("请用 YAML 或 JSON 填报", "give it in YAML or JSON"))


def months_in_columns(column: Given, name: Bilingual) -> Diagnostic:
    text = (
        f"`{name.zh}` 按月填报，每月一栏",
        f"`{name.en}` goes by month, and each month has a column of its own",
    )
    step = f"请写 `{name.zh} 2014-01`、`{name.zh} 2014-02`…", f"write `{name.en} 2014-01`, `{name.en} 2014-02`, …"
    return say("F530", column, text, step)


# Rows


def other_number_of_cells(at: str, cells: int, columns: int) -> Diagnostic:
    text = (
        f"这一行有 {cells} 个单元格，而第一行有 {columns} 栏",
        f"this row has {cells} cell{'s' * (cells != 1)}, and the first row names {columns} column{'s' * (columns != 1)}",
    )
    step = (
        "空着的单元格也要用逗号隔开；含逗号的单元格写在引号里",
        "an empty cell keeps its comma, and a cell with a comma stands in quotation marks",
    )
    return say("F530", at, text, step)


def row_without_unit(at: str) -> Diagnostic:
    text = "这一行没有写单位名称", "this row has no unit"
    return say("F530", at, text, ("请填写 `单位` 一栏", "fill in the column `unit`"))


def roots(at: str, numbers: Sequence[int]) -> Diagnostic:
    zh, en = _rows(numbers)
    text = f"{zh}都没有上级，而最上级的单位只有一个", f"{en} have no parent, and only one unit can stand above all"
    step = "请在其他各行的 `上级` 一栏写明上级单位", "fill in the column `parent` in all rows but one"
    return say("F530", at, text, step)


def no_root(at: str) -> Diagnostic:
    text = "每一行都有上级，没有最上级的单位", "every row has a parent, and none stands above all"
    return say("F530", at, text, ("请让最上级单位的 `上级` 一栏空着", "leave the `parent` of the highest unit empty"))


def unknown_parent(parent: Given, suggestions: Sequence[str]) -> Diagnostic:
    it = as_written(parent)
    text = f"没有哪一行的单位是 {it}", f"no row is about a unit {it}"
    step = did_you_mean(suggestions, ("请核对上级单位的名称", "check how its own row spells it"))
    return say("F530", parent, text, step)


def parent_in_doubt(parent: Given, numbers: Sequence[int], way: str) -> Diagnostic:
    (zh, en), it = _rows(numbers), as_written(parent)
    text = f"{it} 可以指{zh}", f"{it} may be that of {en}"
    step = f"请连同它的上级写明，例如 {quoted(way)}", f"name the units above it as well, for example {quoted(way)}"
    return say("F530", parent, text, step)


def circle(at: str, numbers: Sequence[int]) -> Diagnostic:
    zh, en = _rows(numbers)
    text = f"{zh}互为上级，成了循环", f"{en} stand above each other in a circle"
    if len(numbers) == 1:
        text = f"{zh}以自己为上级", f"{en} is its own parent"
    return say("F530", at, text, ("请改正 `上级` 一栏", "correct the column `parent`"))


def same_unit(at: str, unit: str, numbers: Sequence[int]) -> Diagnostic:
    zh, en = _rows(numbers)
    text = f"{zh}都是同一上级之下的 {quoted(unit)}", f"{en} are about one unit, {quoted(unit)}"
    return say("F528", at, text, ("请删去一行，或改用能区分的名称", "leave one out, or give them names that differ"))


def which_level(at: str, levels: Sequence[str]) -> Diagnostic:
    text = "看不出这一行的单位属于哪个层级", "it is open which level the unit of this row belongs to"
    step = f"请在 `级别` 一栏写明：{listed(levels, '、')}", f"fill in the column `level`: {listed(levels, ', ')}"
    return say("F530", at, text, step)


def rows_not_read(at: str, number: int) -> Diagnostic:
    text = (
        f"规则集不评定这个单位的下级，表中有 {number:,} 行未被读取",
        f"the units below this one are not judged, and {number:,} of the rows are not read",
    )
    return say("F521", at, text, ("它们不影响结论；可以留着，也可以删去", "they do not affect the verdict"))


# Cells


def not_a_state(given: Given) -> Diagnostic:
    it = as_written(given)
    text = f"{it} 不是一种状态", f"{it} is not a state of a fact"
    return say(
        "F502", given, text, ("请写 `缺失`、`无` 或 `无效`，或空着", "write `missing`, `none` or `invalid`, or nothing")
    )


def state_against_value(given: Given, value: str) -> Diagnostic:
    it, other = as_written(given), quoted(value)
    text = f"状态写的是 {it}，单元格里却有 {other}", f"the state is {it}, and yet the cell holds {other}"
    return say("F530", given, text, ("请只留一个", "keep one of the two"))


def marked_invalid(given: Given, name: Bilingual) -> Diagnostic:
    text = f"{name.zh} 标为无效", f"{name.en} is marked as invalid"
    return say("F502", given, text, ("请填报有效的值，或标为缺失", "give a value that is valid, or mark it as missing"))


def not_none(given: Given, level: Bilingual) -> Diagnostic:
    it = as_written(given)
    text = (
        f"`{level.zh}` 一栏只能写 `无`，实际写的是 {it}",
        f"the column `{level.en}` can only say `none`, not {it}",
    )
    return say("F530", given, text, ("下级单位各占一行", "units below have rows of their own"))


def none_and_rows(given: Given, level: Bilingual) -> Diagnostic:
    text = (
        f"这里写明没有 `{level.zh}`，表中却有它们的行",
        f"there are none of `{level.en}` here, and yet rows about them",
    )
    return say("F530", given, text, ("请核对 `上级` 一栏", "check the column `parent`"))
