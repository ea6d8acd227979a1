"""Every sentence about a command line, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.errors import AnkangRulesError
from ankang_rules.explain.layout import chinese
from ankang_rules.model.status import Status
from ankang_rules.source import Bilingual

_MOST_LISTED = 8


def _two(zh: str, en: str) -> Bilingual:
    return Bilingual(zh=zh, en=en)


def wrong(text: Bilingual, help: Bilingual, code: str = "F512") -> AnkangRulesError:
    """Return what a command raises where the command line is at fault."""
    return AnkangRulesError([Diagnostic(code, text, help=help)])


def _quoted(words: Sequence[str], zh: str = "、", en: str = ", ") -> Bilingual:
    shown = [f"`{word}`" for word in words[:_MOST_LISTED]]
    more = len(words) - len(shown)
    return _two(
        zh.join(shown) + (f" 等 {len(words)} 个" if more else ""),
        en.join(shown) + (f" and {more} more" if more else ""),
    )


def _meant(close: Sequence[str], otherwise: Bilingual) -> Bilingual:
    if not close:
        return otherwise
    words = _quoted(close, " 或 ", " or ")
    return _two(f"是否想写 {words.zh}？", f"did you mean {words.en}?")


def see_help(command: str) -> Bilingual:
    return _two(f"用法见 `{command} --help`", f"`{command} --help` says how it is used")


def extra_missing(module: str) -> Bilingual:
    return _two(
        f"命令行需要附加组件 `cli`（缺少 {module}）：pip install 'ankang-rules[cli]'",
        f"the command line needs the extra `cli` ({module} is missing): pip install 'ankang-rules[cli]'",
    )


def no_sections(name: str) -> AnkangRulesError:
    return wrong(
        _two(f"`{name}` 没有条款目录，无从计算覆盖", f"`{name}` has no sections to count coverage against"),
        _two(
            '在规则集行写 `条款目录 { "一1" 中文 "…" }`', 'list them in its ruleset line: `sections { "一1" en "…" }`'
        ),
    )


# Commands, options and arguments


def no_such_command(name: str, close: Sequence[str], known: Sequence[str]) -> AnkangRulesError:
    words = _quoted(known)
    commands = _two(f"命令有：{words.zh}", f"the commands are {words.en}")
    return wrong(_two(f"没有命令 `{name}`", f"there is no command `{name}`"), _meant(close, commands))


def no_such_option(name: str, close: Sequence[str], command: str) -> AnkangRulesError:
    text = _two(f"没有选项 `{name}`", f"there is no option `{name}`")
    return wrong(text, _meant(close, see_help(command)))


def needs_a_value(option: str, command: str) -> AnkangRulesError:
    return wrong(_two(f"选项 `{option}` 后面要有值", f"the option `{option}` needs a value"), see_help(command))


def takes_no_value(option: str, command: str) -> AnkangRulesError:
    return wrong(_two(f"选项 `{option}` 后面不跟值", f"the option `{option}` takes no value"), see_help(command))


def not_a_choice(option: str, value: str, choices: Sequence[str], close: Sequence[str]) -> AnkangRulesError:
    words = _quoted(choices, " 或 ", " or ")
    known = _two(f"可以写 {words.zh}", f"it can be {words.en}")
    return wrong(_two(f"`{option}` 不能是 `{value}`", f"`{option}` cannot be `{value}`"), _meant(close, known))


def argument_missing(name: str, command: str) -> AnkangRulesError:
    return wrong(_two(f"缺少 {name}", f"{name} is missing"), see_help(command))


def too_many_arguments(first: str, command: str) -> AnkangRulesError:
    return wrong(_two(f"多出了 `{first}`", f"`{first}` is one argument too many"), see_help(command))


def wrong_usage(message: str, command: str) -> AnkangRulesError:
    """What click found that none of the others says."""
    return wrong(_two(f"用法不对：{message}", f"this cannot be understood: {message}"), see_help(command))


def no_page_without_jinja2() -> AnkangRulesError:
    return wrong(
        _two(
            "`--format html` 需要附加组件 `report`（缺少 jinja2）",
            "`--format html` needs the extra `report` (jinja2 is missing)",
        ),
        _two("请安装：`pip install 'ankang-rules[report]'`", "install it: `pip install 'ankang-rules[report]'`"),
    )


def no_batch_without(module: str) -> AnkangRulesError:
    return wrong(
        _two(
            f"批量评定需要附加组件 `batch`（缺少 {module}）",
            f"judging a table needs the extra `batch` ({module} is missing)",
        ),
        _two("请安装：`pip install 'ankang-rules[batch]'`", "install it: `pip install 'ankang-rules[batch]'`"),
    )


def one_table_or_levels() -> AnkangRulesError:
    return wrong(
        _two("请给出一张表，或用 `--table` 逐级给出", "give one table, or one for each level with `--table`"),
        _two(
            "例如 `--table county=counties.csv --table towns=towns.csv`",
            "such as `--table county=counties.csv --table towns=towns.csv`",
        ),
    )


def not_level_and_file(text: str) -> AnkangRulesError:
    return wrong(
        _two(f"`--table` 后面的 `{text}` 不是“层级=文件”", f"`{text}` after `--table` is not LEVEL=FILE"),
        _two("写成 `towns=towns.csv` 这样", "write it like `towns=towns.csv`"),
    )


def level_twice(level: str) -> AnkangRulesError:
    return wrong(
        _two(f"层级 `{level}` 给出了两张表", f"there are two tables for the level `{level}`"),
        _two("请只留一张", "keep one of the two"),
    )


def not_so_many(text: str) -> AnkangRulesError:
    return wrong(
        _two(
            f"`--explain-failures` 后的 `{text}` 不是个数", f"`{text}` after `--explain-failures` is no number of rows"
        ),
        _two("写个数，如 `--explain-failures 3`", "write a number, such as `--explain-failures 3`"),
    )


def judged_table(number: int, counts: dict[str, int], name: str) -> Bilingual:
    zh = "，".join(f"{Status(status).label.zh} {rows:,}" for status, rows in counts.items())
    en = ", ".join(f"{rows:,} {Status(status).label.en}" for status, rows in counts.items())
    told_zh, told_en = (f"：{zh}", f": {en}") if counts else ("", "")
    rows = "1 row" if number == 1 else f"{number:,} rows"
    return _two(f"{name}：{number:,} 行{told_zh}", f"{name}: {rows}{told_en}")


def left_to_the_reference(number: int) -> Bilingual:
    rows = "1 row was" if number == 1 else f"{number:,} rows were"
    return _two(
        f"{number:,} 行中有引擎不读的写法，已由参照评定逐行评定",
        f"{rows} judged by the reference, one by one, for cells that the engine does not read",
    )


def row_of_table(number: int) -> Bilingual:
    return _two(f"第 {number:,} 行", f"row {number:,}")


# Values


def not_a_day(text: str) -> AnkangRulesError:
    return wrong(
        _two(f"`--as-of` 后面的 `{text}` 不是一个日期", f"`{text}` after `--as-of` is not a day of the calendar"),
        _two("写成 `2014-11-30` 这样，且日历上有这一天", "write it like `2014-11-30`, a day that there is"),
    )


def not_a_year(text: str) -> AnkangRulesError:
    return wrong(
        _two(f"`--year` 后面的 `{text}` 不是年份", f"`{text}` after `--year` is not a year"),
        _two("写成 `2014` 这样，1 到 9999", "write it like `2014`, from 1 to 9999"),
    )


def not_name_and_value(text: str) -> AnkangRulesError:
    return wrong(
        _two(f"`--param` 后面的 `{text}` 不是“名称=值”", f"`{text}` after `--param` is not NAME=VALUE"),
        _two("写成 `--param '参保率下限=98%'` 这样", "write it like `--param 'participation floor=98%'`"),
    )


def parameter_twice(name: str) -> AnkangRulesError:
    return wrong(
        _two(f"参数 `{name}` 给了两次", f"the parameter `{name}` is given twice"),
        _two("只留一个", "keep one of them"),
    )


def standard_input_twice() -> AnkangRulesError:
    return wrong(
        _two("`-` 出现了两次，标准输入只能读一次", "`-` stands twice, and standard input can be read only once"),
        _two("其中一个写文件名", "give one of them as a file"),
    )


def format_of_a_file(name: str) -> AnkangRulesError:
    return wrong(
        _two(
            f"`--facts-format` 只用于 `-`，而事实文件是 `{name}`", f"`--facts-format` goes with `-`, not with `{name}`"
        ),
        _two("文件的格式看文件名结尾：`.yaml`、`.yml` 或 `.json`", "a file's name says it: `.yaml`, `.yml` or `.json`"),
    )


def ruleset_is_a_folder(name: str) -> AnkangRulesError:
    return wrong(
        _two(f"`{name}` 是文件夹，不是规则文件", f"`{name}` is a folder, not a rules file"),
        _two("请指明其中以 `.rules` 结尾的文件", "name the file inside it that ends in `.rules`"),
        "R113",
    )


def ruleset_without_ending(name: str) -> AnkangRulesError:
    return wrong(
        _two(f"`{name}` 不以 `.rules` 结尾", f"`{name}` does not end in `.rules`"),
        _two(
            "规则文件以 `.rules` 结尾；也可以经标准输入读入：`-`",
            "a rules file does; or hand it in by standard input: `-`",
        ),
        "R113",
    )


def ruleset_too_large(name: str, most: int) -> AnkangRulesError:
    return wrong(
        _two(f"`{name}` 超过 {most:,} 字节，不予读取", f"`{name}` is larger than {most:,} bytes and is not read"),
        _two("请拆成几个规则集", "split it into several rulesets"),
        "R113",
    )


def name_too_long(name: str) -> AnkangRulesError:
    shown = f"{name[:40]}…"
    return wrong(
        _two(f"名称太长：`{shown}`", f"the name is too long: `{shown}`"),
        _two("请检查是否误把文字当作文件名", "check that it is a name, and not what should stand in the file"),
        "R113",
    )


# Rules


def no_such_rule(name: str, close: Sequence[str], known: Sequence[str]) -> AnkangRulesError:
    words = _quoted(known)
    rules = _two(f"规则有：{words.zh}", f"the rules are {words.en}")
    return wrong(_two(f"规则集中没有规则 `{name}`", f"the ruleset has no rule `{name}`"), _meant(close, rules), "N201")


def rule_is_ambiguous(name: str, found: Sequence[str]) -> AnkangRulesError:
    words = _quoted(found)
    return wrong(
        _two(f"`{name}` 可以是 {len(found)} 条规则", f"`{name}` could be any of {len(found)} rules"),
        _two(f"写出完整编号：{words.zh}", f"write its full id: {words.en}"),
        "N203",
    )


def no_such_example() -> AnkangRulesError:
    return wrong(
        _two(
            "这次评定写不成用例：同样的事实在用例中得不出同样的结果",
            "no example can say this: there the same facts come to something else",
        ),
        _two(
            "不用 `--param`、`--year` 和 `--lenient`，用例不能写这些",
            "leave out `--param`, `--year` and `--lenient`, which an example cannot say",
        ),
    )


# Units


def no_such_unit(name: str, close: Sequence[str], known: Sequence[str]) -> AnkangRulesError:
    words = _quoted(known)
    units = _two(f"下级单位有：{words.zh}", f"the units below are {words.en}")
    nobody = _two("事实文件里没有下级单位", "the facts are about no unit below")
    return wrong(
        _two(f"没有下级单位 `{name}`", f"there is no unit `{name}` below"), _meant(close, units if known else nobody)
    )


def unit_is_ambiguous(name: str, found: Sequence[str]) -> AnkangRulesError:
    words = _quoted(found)
    return wrong(
        _two(f"`{name}` 可以是 {len(found)} 个单位", f"`{name}` could be any of {len(found)} units"),
        _two(f"写出完整路径：{words.zh}", f"write its whole path: {words.en}"),
    )


# Reports


def judged_once(option: str) -> AnkangRulesError:
    return wrong(
        _two(f"`{option}` 不用于保存的报告", f"`{option}` does not go with saved reports"),
        _two(
            "比较两次评定时，写 RULESET FACTS 和 `--new-…` 选项",
            "to compare two evaluations, write RULESET FACTS and an option `--new-…`",
        ),
    )


def nothing_new(ruleset: str) -> AnkangRulesError:
    return wrong(
        _two(
            f"`{ruleset}` 是规则集，但没有说明拿什么来比", f"`{ruleset}` is a ruleset, but nothing says what to compare"
        ),
        _two(
            "加上 `--new-as-of`、`--new-ruleset`、`--new-facts` 或 `--new-param`",
            "add `--new-as-of`, `--new-ruleset`, `--new-facts` or `--new-param`",
        ),
    )


def age_without_report() -> AnkangRulesError:
    return wrong(
        _two("`--max-age` 要和 `--only-open` 或 `--by` 一起用", "`--max-age` goes with `--only-open` or `--by`"),
        _two("依据到哪天过旧，用 `ankang-rules visit` 看", "`ankang-rules visit` says which evidence will be too old"),
    )


def visit_on_the_page() -> AnkangRulesError:
    return wrong(
        _two("`--by` 只用于 `--format html`", "`--by` is about `--format html`"),
        _two(
            "加上 `--format html`；要文字，用 `ankang-rules visit`",
            "add `--format html`; `ankang-rules visit` says the same as text",
        ),
    )


def facts_read_twice() -> AnkangRulesError:
    return wrong(
        _two("事实要读两次，不能来自标准输入", "the facts are read twice, and standard input can be read only once"),
        _two("把事实存为文件", "save them as a file"),
    )


# What `check` says at the end


def all_passed(files: int) -> Bilingual:
    return _two(f"检查通过：{files} 个文件", f"All checks passed: {_plural(files, 'file')}.")


def found(errors: int, warnings: int, files: int) -> Bilingual:
    zh = "，".join([*([f"{errors} 个错误"] if errors else []), *([f"{warnings} 个警告"] if warnings else [])])
    en = [*([_plural(errors, "error")] if errors else []), *([_plural(warnings, "warning")] if warnings else [])]
    return _two(f"共 {zh}，检查了 {files} 个文件", f"Found {' and '.join(en)} in {_plural(files, 'file')}.")


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


# What `fmt` says


def laid_out(name: str) -> Bilingual:
    return _two(f"已重排 {name}", f"Laid out {name}.")


def would_be_laid_out(name: str) -> Bilingual:
    return _two(f"会变：{name}", f"Would change {name}.")


def no_rules_inside(folder: str) -> AnkangRulesError:
    return wrong(
        _two(f"文件夹 `{folder}` 里没有规则文件", f"the folder `{folder}` holds no rules file"),
        _two("规则文件以 .rules 结尾", "rules files end in .rules"),
    )


def not_to_be_laid_out(name: str) -> AnkangRulesError:
    return wrong(
        _two(f"`{name}` 不是规则文件，也不是文件夹", f"`{name}` is neither a rules file nor a folder"),
        _two("写以 .rules 结尾的路径、文件夹或 -", "write a path that ends in .rules, a folder, or -"),
    )


def layout_in_doubt(name: str) -> AnkangRulesError:
    return wrong(
        _two(
            f"`{name}` 排版后读出的内容会与原文不同，未作改动",
            f"laid out, `{name}` would not say the same, so it is left as it is",
        ),
        _two("这是本程序的错，请把文件报给开发者", "this is a mistake of this program: please report it with the file"),
    )


def cannot_write(name: str) -> AnkangRulesError:
    return wrong(
        _two(f"写不了 `{name}`", f"`{name}` cannot be written"),
        _two(
            "检查文件夹是否存在、权限和剩余空间",
            "look whether its folder is there, at the permissions of both, and at the space left",
        ),
    )


def names_without_language() -> AnkangRulesError:
    return wrong(
        _two("`--names` 要与 `--lang` 一起用", "`--names` needs `--lang`"),
        _two("写 `--lang zh --names` 或 `--lang en --names`", "write `--lang zh --names` or `--lang en --names`"),
    )


# What `lint --fix` says


def mended(number: int, name: str) -> Bilingual:
    return _two(f"已在 {name} 中改正 {number} 处", f"Mended {_plural(number, 'finding')} in {name}.")


def not_to_be_mended(name: str) -> AnkangRulesError:
    return wrong(
        _two(f"`{name}` 不能就地改正", f"`{name}` cannot be mended"),
        _two("写以 .rules 结尾的路径，或去掉 `--fix`", "write a path that ends in .rules, or leave out `--fix`"),
    )


# What `new` says


def made(name: str) -> Bilingual:
    return _two(f"已新建 {name}", f"Made {name}.")


def what_next(rules: str, facts: str) -> Bilingual:
    return _two(
        f"\n接下来：\n  ankang-rules check {rules}\n  ankang-rules evaluate {rules} {facts}\n"
        "然后把其中的指标和规则改成自己的标准。",
        f"\nNext:\n  ankang-rules check {rules}\n  ankang-rules evaluate {rules} {facts}\n"
        "Then make its indicators and rules those of your standard.",
    )


def exists_already(name: str) -> AnkangRulesError:
    return wrong(
        _two(f"`{name}` 已经存在", f"`{name}` exists already"),
        _two("换一个名称或文件夹；已有的文件不会被覆盖", "choose another name or folder: nothing is overwritten"),
    )


def new_needs_a_file(path: str) -> AnkangRulesError:
    return wrong(
        _two(f"`{path}` 不是文件名", f"`{path}` is no name of a file"),
        _two("写要新建的规则文件，如 `阅览室.rules`", "name the rules file to make, such as `library.rules`"),
    )


def not_a_ruleset_name(name: str) -> AnkangRulesError:
    return wrong(
        _two(f"规则集不能叫 `{name}`", f"no ruleset can be called `{name}`"),
        _two(
            "文件名用字母、汉字和连字符，以字母或汉字开头，且不是保留字",
            "call the file by letters and hyphens, a letter first, and by no reserved word",
        ),
    )


def not_a_tier(tier: str) -> AnkangRulesError:
    return wrong(
        _two(f"层级不能叫 `{tier}`", f"no tier can be called `{tier}`"),
        _two("写一个词，如 `村`，不用保留字", "write a word such as `town`, and no reserved one"),
    )


# Help

usage = _two("用法：", "Usage: ")
options = _two("选项", "Options")
commands = _two("命令", "Commands")
help_option = _two("显示本帮助。", "Show this help.")
version_option = _two("显示版本。", "Show the version.")


# Tables

status_column = _two("结论", "status")
rule_column = _two("规则", "rule")
finding_column = _two("实际、要求与差距", "observed, required, margin")
unit_column = _two("单位", "unit")
deciding_column = _two("各条规则，及未达标的原因", "its rules, and which of them decide")


def more_units_than_shown(number: int) -> Bilingual:
    return _two(
        f"另有 {number:,} 个单位；全部列出用 --detail line，查看其中一个用 --unit",
        f"{number:,} more units: --detail line lists them all, --unit shows one of them",
    )


def some_of_these(titles: Sequence[str]) -> Bilingual:
    shown, more = titles[:3], len(titles) - 3
    return _two(
        chinese("、".join(shown), f"等 {len(titles)} 条" if more > 0 else ""),
        ", ".join(shown) + (f" and {more} more" if more > 0 else ""),
    )


def titled(title: str, text: str) -> Bilingual:
    return _two(f"{title}：{text}", f"{title}: {text}")


def detail_of_text(form: str) -> AnkangRulesError:
    return wrong(
        _two(f"`--detail` 只用于文字，不用于 `{form}`", f"`--detail` is about text, not about `{form}`"),
        _two("去掉 `--detail` 或 `--format`", "leave out `--detail` or `--format`"),
    )
