"""Every sentence the checker can say, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ankang_rules.check.describe import describe, describe_noun
from ankang_rules.diagnostics import Diagnostic, Note
from ankang_rules.model.types import Choices, Type
from ankang_rules.source import Bilingual, Span


def _say(
    code: str,
    span: Span,
    zh: str,
    en: str,
    *,
    help_zh: str = "",
    help_en: str = "",
    label: Bilingual = Bilingual(),
    notes: tuple[Note, ...] = (),
    fix: str | None = None,
) -> Diagnostic:
    text, help_ = Bilingual(zh=zh, en=en), Bilingual(zh=help_zh, en=help_en)
    return Diagnostic(code, text, span, help=help_, label=label, notes=notes, fix=fix)


def _first(span: Span) -> tuple[Note, ...]:
    return (Note(span, Bilingual(zh="第一处在这里", en="the first one is here")),)


def _did_you_mean(close: Sequence[str]) -> tuple[str, str]:
    if not close:
        return "", ""
    shown = "、".join(f"`{name}`" for name in close), " or ".join(f"`{name}`" for name in close)
    return f"是不是 {shown[0]}？", f"did you mean {shown[1]}?"


# Names


def unknown_name(span: Span, close: Sequence[str]) -> Diagnostic:
    zh, en = _did_you_mean(close)
    return _say(
        "N201",
        span,
        f"没有名为 `{span.text}` 的指标、参数或定义",
        f"there is no indicator, parameter or definition named `{span.text}`",
        help_zh=zh or "先用 `指标` 声明它，或检查拼写",
        help_en=en or "declare it with `indicator`, or check its spelling",
        fix=close[0] if len(close) == 1 else None,
    )


def run_together(span: Span, parted: str) -> Diagnostic:
    return _say(
        "R110",
        span,
        f"`{span.text}` 里的词连写在一起了",
        f"`{span.text}` runs words together",
        help_zh=f"中文关键字两侧要留空格：`{parted}`",
        help_en=f"a Chinese keyword needs a space on both sides: `{parted}`",
        fix=parted,
    )


def duplicate_name(span: Span, name: str, first: Span) -> Diagnostic:
    return _say(
        "N202",
        span,
        f"`{name}` 已经另有所指",
        f"`{name}` is already the name of something else",
        notes=_first(first),
        help_zh="换一个名称或标签；名称、标签和别名彼此不能相同",
        help_en="choose another name or label: names, labels and aliases must differ from one another",
    )


def duplicate_rule(span: Span, rule_id: str, first: Span) -> Diagnostic:
    return _say(
        "N202",
        span,
        f"规则 `{rule_id}` 写了两次",
        f"there are two rules `{rule_id}`",
        notes=_first(first),
        help_zh="给其中一条换个名称，或放进另一组",
        help_en="rename one of them, or put it into another group",
    )


def ambiguous_name(span: Span, meanings: Sequence[str]) -> Diagnostic:
    zh, en = "、".join(f"`{m}`" for m in meanings), " or ".join(f"`{m}`" for m in meanings)
    return _say(
        "N203",
        span,
        f"`{span.text}` 可以指 {zh}",
        f"`{span.text}` could mean {en}",
        help_zh="写出全名，或给其中一个换名",
        help_en="write the full name, or rename one of them",
    )


def unknown_rule(span: Span, close: Sequence[str]) -> Diagnostic:
    zh, en = _did_you_mean(close)
    return _say(
        "N201", span, f"没有名为 `{span.text}` 的规则", f"there is no rule named `{span.text}`", help_zh=zh, help_en=en
    )


def unknown_choices(span: Span, close: Sequence[str]) -> Diagnostic:
    zh, en = _did_you_mean(close)
    return _say(
        "N204",
        span,
        f"没有名为 `{span.text}` 的选项表",
        f"there is no list of choices named `{span.text}`",
        help_zh=zh or "先用 `选项` 声明它",
        help_en=en or "declare it with `choices`",
    )


def unknown_member(span: Span, choices: Choices, close: Sequence[str]) -> Diagnostic:
    zh, en = _did_you_mean(close)
    members_zh = "、".join(f"`{m.labels('zh') or m.name}`" for m in choices.members[:12])
    members_en = ", ".join(f"`{m.name}`" for m in choices.members[:12])
    name_zh, name_en = describe_choices(choices)
    return _say(
        "N205",
        span,
        f"{name_zh}里没有 `{span.text}`",
        f"`{span.text}` is not a member of {name_en}",
        help_zh=zh or f"可选的有 {members_zh}",
        help_en=en or f"its members are {members_en}",
    )


def describe_choices(choices: Choices) -> tuple[str, str]:
    if not choices.name:
        return "这个选项表", "this list of choices"
    return f"选项表 `{choices.labels('zh') or choices.name}` ", f"`{choices.name}`"


def unknown_unit(span: Span, close: Sequence[str]) -> Diagnostic:
    zh, en = _did_you_mean(close)
    return _say(
        "N206",
        span,
        f"没有声明过单位 `{span.text}`",
        f"nobody declared the unit `{span.text}`",
        help_zh=zh or f"先写 `计量单位 {span.text}`",
        help_en=en or f"declare it: `unit {span.text}`",
    )


def circle(span: Span, names: Sequence[str]) -> Diagnostic:
    way = " → ".join(f"`{name}`" for name in names)
    return _say(
        "N207",
        span,
        f"定义绕成了一圈：{way}",
        f"these definitions go round in a circle: {way}",
        help_zh="让其中一个直接用指标写出",
        help_en="write one of them in terms of indicators alone",
    )


def import_not_found(span: Span, name: str, close: Sequence[str]) -> Diagnostic:
    zh, en = _did_you_mean(close)
    return _say(
        "N208",
        span,
        f"找不到要导入的 `{name}`",
        f"cannot find `{name}` to import",
        help_zh=zh or "随库自带的写 `ankang.common`；自己的文件写相对于本文件的路径并加引号",
        help_en=en or "a packaged one is written `ankang.common`; a file of your own is a quoted path beside this file",
    )


def import_without_folder(span: Span, name: str) -> Diagnostic:
    return _say(
        "N208",
        span,
        f"`{name}` 是相对路径，而这段文字不在任何文件里",
        f"`{name}` is relative to a file, but this text is in none",
        help_zh="把它存成 .rules 文件再载入",
        help_en="save the text as a `.rules` file and load that",
    )


def import_circle(span: Span, name: str) -> Diagnostic:
    return _say(
        "N209",
        span,
        f"`{name}` 又导入了本文件",
        f"`{name}` imports this file in turn",
        help_zh="把共用的部分放进第三个文件",
        help_en="put what they share into a third file",
    )


def import_is_broken(span: Span, name: str, count: int) -> Diagnostic:
    return _say(
        "N208",
        span,
        f"导入的 `{name}` 有 {count} 处问题",
        f"`{name}`, imported here, has {count} problem{'s' * (count > 1)}",
        help_zh="先改好那个文件",
        help_en="mend that file first",
    )


# Types


def _sides(left: Span, right: Span, left_type: Type, right_type: Type) -> tuple[Span, Bilingual, tuple[Note, ...]]:
    return left, describe(left_type), (Note(right, describe(right_type)),)


def cannot_compare(left: Span, right: Span, left_type: Type, right_type: Type) -> Diagnostic:
    span, label, notes = _sides(left, right, left_type, right_type)
    a, b = describe(left_type), describe(right_type)
    return _say(
        "T301",
        span,
        f"`{left.text}`（{a.zh}）和 `{right.text}`（{b.zh}）不能比较",
        f"cannot compare `{left.text}` ({a.en}) with `{right.text}` ({b.en})",
        label=label,
        notes=notes,
        help_zh="两边要是同一种单位",
        help_en="both sides must be of one unit",
    )


def cannot_add(left: Span, right: Span, left_type: Type, right_type: Type, operator: str) -> Diagnostic:
    span, label, notes = _sides(left, right, left_type, right_type)
    a, b = describe(left_type), describe(right_type)
    zh, en = ("相加", "add") if operator == "+" else ("相减", "subtract")
    return _say(
        "T302",
        span,
        f"`{left.text}`（{a.zh}）和 `{right.text}`（{b.zh}）不能{zh}",
        f"cannot {en} `{left.text}` ({a.en}) and `{right.text}` ({b.en})",
        label=label,
        notes=notes,
        help_zh="两边要是同一种单位",
        help_en="both sides must be of one unit",
    )


def not_a_condition(span: Span, kind: Type) -> Diagnostic:
    what = describe_noun(kind)
    return _say(
        "T303",
        span,
        f"`{span.text}` 是{what.zh}，不是条件",
        f"`{span.text}` is {what.en}, not a condition",
        help_zh="条件要能回答是或否，例如写成比较 `… ≥ …`",
        help_en="a condition can be answered yes or no: compare it, as in `… ≥ …`",
    )


def monthly_condition(span: Span) -> Diagnostic:
    return _say(
        "T303",
        span,
        f"`{span.text}` 每个月各有一个值",
        f"`{span.text}` has a value for each month",
        help_zh=f"写作 `每月 ({span.text})`",
        help_en=f"write `every month ({span.text})`",
        fix=f"every month ({span.text})",
    )


def no_order(span: Span, kind: Type, operator: str) -> Diagnostic:
    what = describe(kind)
    return _say(
        "T304",
        span,
        f"{what.zh}没有大小之分，不能用 `{operator}`",
        f"`{operator}` needs an order, and {what.en} has none",
        help_zh="这里只能用 `==` 或 `≠`",
        help_en="only `==` and `≠` can stand here",
    )


def product_of_units(left: Span, right: Span, left_type: Type, right_type: Type) -> Diagnostic:
    span, label, notes = _sides(left, right, left_type, right_type)
    a, b = describe(left_type), describe(right_type)
    return _say(
        "T305",
        span,
        f"`{left.text}`（{a.zh}）和 `{right.text}`（{b.zh}）不能相乘",
        f"cannot multiply `{left.text}` ({a.en}) by `{right.text}` ({b.en})",
        label=label,
        notes=notes,
        help_zh="两个带单位的量的乘积没有单位可用",
        help_en="a product of two quantities with units has no unit to be in",
    )


def cannot_divide(left: Span, right: Span, left_type: Type, right_type: Type) -> Diagnostic:
    span, label, notes = _sides(left, right, left_type, right_type)
    a, b = describe(left_type), describe(right_type)
    return _say(
        "T309",
        span,
        f"`{left.text}`（{a.zh}）不能除以 `{right.text}`（{b.zh}）",
        f"cannot divide `{left.text}` ({a.en}) by `{right.text}` ({b.en})",
        label=label,
        notes=notes,
    )


def share_over_one(span: Span, percent: str) -> Diagnostic:
    return _say(
        "T306",
        span,
        f"`{span.text}` 作为占比大于 1",
        f"`{span.text}` is over 1 for a share",
        help_zh=f"是不是 `{percent}`？",
        help_en=f"did you mean `{percent}`?",
        fix=percent,
    )


def wrong_operand(span: Span, kind: Type, wanted: Bilingual) -> Diagnostic:
    what = describe_noun(kind)
    return _say(
        "T307",
        span,
        f"这里要用{wanted.zh}，`{span.text}` 却是{what.zh}",
        f"this needs {wanted.en}, but `{span.text}` is {what.en}",
    )


def wrong_value_type(span: Span, kind: Type, wanted: Type) -> Diagnostic:
    what, want = describe_noun(kind), describe_noun(wanted)
    return _say(
        "T308",
        span,
        f"声明的是{want.zh}，`{span.text}` 却是{what.zh}",
        f"declared as {want.en}, but `{span.text}` is {what.en}",
    )


def chain_in_two_directions(span: Span, operators: Sequence[str]) -> Diagnostic:
    return _say(
        "T312",
        span,
        f"链式比较要朝一个方向，这里是 `{' '.join(operators)}`",
        f"a chain of comparisons runs in one direction, but this one is `{' '.join(operators)}`",
        help_zh="拆成两个比较，用 `且` 相连",
        help_en="write two comparisons joined by `and`",
    )


def too_long_numbers(span: Span, most: int) -> Diagnostic:
    return _say(
        "T311",
        span,
        f"这个表达式的结果可能超过 {most:,} 位数字",
        f"this could need more than {most:,} digits",
        help_zh="少乘几次，或把它拆开",
        help_en="multiply fewer things, or take it apart",
    )


def quantifiers_too_deep(span: Span, most: int) -> Diagnostic:
    return _say(
        "R107",
        span,
        f"`每个`、`某个`、`每月` 等嵌套超过了 {most} 层",
        f"`every`, `some`, `every month` and the like are nested more than {most} deep",
        help_zh="用 `定义` 把里层单独命名",
        help_en="name the inner part with `define`",
    )


def unit_needs_word(span: Span) -> Diagnostic:
    return _say(
        "S405",
        span,
        f"`{span.text}` 要写明单位",
        f"`{span.text}` needs a unit",
        help_zh="例如 `计数 按 人`、`金额 按 元`",
        help_en="for example `count in 人` or `money in 元`",
    )


def duration_unit(span: Span) -> Diagnostic:
    return _say(
        "T310",
        span,
        "时长的单位是 `天` 或 `月`",
        "a duration is in `days` or in `months`",
        help_zh="写作 `时长 按 天` 或 `时长 按 月`",
        help_en="write `duration in days` or `duration in months`",
    )


def unit_needs_other(span: Span) -> Diagnostic:
    return _say(
        "T308",
        span,
        f"`{span.text}` 的换算要用另一个已声明的单位",
        f"`{span.text}` must be a multiple of another unit",
        help_zh="例如 `计量单位 万元 = 10000 元`",
        help_en="for example `unit 万元 = 10000 元`",
    )


# Structure


def no_ruleset(span: Span | None, name: str) -> Diagnostic:
    text = Bilingual(zh="文件里没有 `规则集` 声明", en="this file has no `ruleset` line")
    help_ = Bilingual(
        zh="第一行写作 `规则集 名称`，需要评定的再加 `层级 …`",
        en="begin it with `ruleset NAME`, and `tier …` if it judges units",
    )
    return Diagnostic("S401", text, span, help=help_, place=name)


def second_ruleset(span: Span, first: Span) -> Diagnostic:
    return _say(
        "S404",
        span,
        "一个文件只能有一个规则集",
        "a file holds one ruleset",
        notes=_first(first),
        help_zh="把第二个放进另一个文件",
        help_en="put the second one into a file of its own",
    )


def no_condition(span: Span, name: str) -> Diagnostic:
    return _say(
        "S402",
        span,
        f"规则 `{name}` 没有条件",
        f"rule `{name}` has no condition",
        help_zh="写上 `必须 …` 或 `应当 …`",
        help_en="add `must …` or `should …`",
    )


def two_conditions(span: Span, first: Span) -> Diagnostic:
    return _say(
        "S403",
        span,
        "一条规则只能有一个 `必须` 或 `应当`",
        "a rule has exactly one `must` or `should`",
        notes=_first(first),
        help_zh="用 `且` 连成一个条件，或拆成两条规则",
        help_en="join the conditions with `and`, or make two rules",
    )


def repeated_clause(span: Span, kind: str, first: Span) -> Diagnostic:
    return _say(
        "S403",
        span,
        f"子句 `{kind}` 写了两次",
        f"the clause `{kind}` is given twice",
        notes=_first(first),
        help_zh="留下一个",
        help_en="keep one of them",
    )


def period_backwards(span: Span) -> Diagnostic:
    return _say(
        "S406",
        span,
        "这段期间的结束早于开始",
        "this period ends before it begins",
        help_zh="调换两个日期",
        help_en="swap the two dates",
    )


def range_backwards(span: Span) -> Diagnostic:
    return _say(
        "S406",
        span,
        "这个范围的上限小于下限",
        "this range ends below its beginning",
        help_zh="调换两个数",
        help_en="swap the two numbers",
    )


def parameter_before_first(span: Span, name: str, first: date, start: date) -> Diagnostic:
    return _say(
        "S407",
        span,
        f"参数 `{name}` 到 {first} 才有取值，而规则集自 {start} 起施行",
        f"`{name}` has no value before {first}, but the ruleset is in force from {start}",
        help_zh="这之前用到它的规则不适用；补上更早的取值，或确认就是如此",
        help_en="until then rules that read it are not applicable: add an earlier value if that is not meant",
    )


def repealed_without_value(span: Span, name: str) -> Diagnostic:
    return _say(
        "S405",
        span,
        f"参数 `{name}` 没有任何取值",
        f"`{name}` has no value at all",
        help_zh="至少写一个值",
        help_en="give it a value",
    )


def as_in_unknown(span: Span, library: str, close: Sequence[str]) -> Diagnostic:
    zh, en = _did_you_mean(close)
    return _say(
        "N208",
        span,
        f"没有导入名为 `{library}` 的库",
        f"no library `{library}` is imported",
        help_zh=zh or f"先写 `导入 {library}`",
        help_en=en or f"add `import {library}`",
    )


def as_in_no_rule(span: Span, rule: str, library: str, close: Sequence[str]) -> Diagnostic:
    zh, en = _did_you_mean(close)
    return _say(
        "N201", span, f"库 `{library}` 里没有规则 `{rule}`", f"`{library}` has no rule `{rule}`", help_zh=zh, help_en=en
    )


def not_recordable(span: Span) -> Diagnostic:
    return _say(
        "T307",
        span,
        f"`{span.text}` 不是指标，谈不上是否有记录",
        f"`{span.text}` is not an indicator, so it is never recorded",
        help_zh="`已记录` 前面写指标的名称",
        help_en="put the name of an indicator before `is recorded`",
    )


def not_records(span: Span, close: Sequence[str]) -> Diagnostic:
    zh, en = _did_you_mean(close)
    return _say(
        "N201",
        span,
        f"没有名为 `{span.text}` 的清单",
        f"there is no list named `{span.text}`",
        help_zh=zh or "清单用 `指标 … : 清单 … { … }` 声明",
        help_en=en or "a list is declared as `indicator … : list of … { … }`",
    )


def wrong_example_value(span: Span) -> Diagnostic:
    return _say(
        "T308",
        span,
        f"示例里的事实不能写成 `{span.text}`",
        f"a fact of an example cannot be written `{span.text}`",
        help_zh="写一个值、`[…]`、`{…}`、`无` 或 `缺失`",
        help_en="write a value, `[…]`, `{…}`, `none` or `unknown`",
    )


def share_without_where(span: Span) -> Diagnostic:
    return _say(
        "S405",
        span,
        f"`{span.text}` 缺少条件",
        f"`{span.text}` needs a condition",
        help_zh="写作 `占比 … 其中 (…)`",
        help_en="write `share of … where (…)`",
    )


def unknown_field(span: Span, singular: str, close: Sequence[str]) -> Diagnostic:
    zh, en = _did_you_mean(close)
    return _say(
        "N201",
        span,
        f"`{singular}` 没有 `{span.text}` 这一栏",
        f"`{singular}` has no field `{span.text}`",
        help_zh=zh,
        help_en=en,
    )


def range_of_what(span: Span) -> Diagnostic:
    return _say(
        "T307",
        span,
        "只有数和量才有预期范围",
        "only numbers and quantities have an expected range",
        help_zh="删去 `预期` 子句",
        help_en="leave out `expected`",
    )


def not_a_value(span: Span) -> Diagnostic:
    return _say(
        "T308",
        span,
        f"`{span.text}` 要写成一个固定的值",
        f"`{span.text}` must be a fixed value",
        help_zh="要计算就用 `定义`",
        help_en="something computed is a `define`",
    )


def no_such_ruleset(name: str, close: Sequence[str]) -> Diagnostic:
    zh, en = _did_you_mean(close)
    return Diagnostic(
        "N208",
        Bilingual(zh=f"没有名为 `{name}` 的规则集", en=f"there is no ruleset named `{name}`"),
        help=Bilingual(
            zh=zh or "自己的文件要写以 `.rules` 结尾的路径",
            en=en or "a file of your own is a path that ends in `.rules`",
        ),
    )
