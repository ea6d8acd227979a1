"""``ankang-rules batch RULESET TABLE --out FILE``"""

from __future__ import annotations

from pathlib import Path

import click

from ankang_rules.cli import inputs, messages, terminal
from ankang_rules.cli.common import language_option, no_color_option, option
from ankang_rules.cli.progress import progress
from ankang_rules.cli.spoken import Command
from ankang_rules.columns.resources import as_threads
from ankang_rules.columns.results import Verdicts
from ankang_rules.columns.run import evaluate_table
from ankang_rules.columns.tree_results import path_of
from ankang_rules.explain.text import explain
from ankang_rules.source import Language


@click.command(
    cls=Command,
    zh=(
        "评定一张表，每行一个单位，结果写成同样多行的表：每条规则的结论、总结论、不达标和无法判定的规则。",
        "RULESET 同 evaluate；TABLE 是 .parquet、.csv 或 .arrow 文件，每列一个指标，`上级` 一栏写明上级单位；"
        "各级分表的，用 --table 逐级给出。各级结论各成一表。需要附加组件 batch。",
        "退出码：0 已写出，2 用法或输入有误。",
    ),
    en=(
        "Judge a table, a row for each unit, and write a table of as many rows: how each rule and the whole ended, and "
        "which rules fail or are unknown.",
        "RULESET is as for evaluate; TABLE is a file that ends in .parquet, .csv or .arrow, with a column for each "
        "indicator, and where there are units below, a column of parents; --table gives levels that have a table each. "
        "Of a tree each level is written to a file of its own. Needs the extra batch.",
        "Exit codes: 0 written, 2 usage or input errors.",
    ),
)
@click.argument("ruleset")
@click.argument("table", required=False)
@option(
    "--table",
    "tables",
    metavar="LEVEL=FILE",
    multiple=True,
    help="The table of one level of units, that of the ruleset itself by its tier; for each level one.",
    zh="某一层级的表，规则集本级写其层级名；每级一个。",
)
@option(
    "--out",
    metavar="FILE",
    required=True,
    help="The file to write, which ends in .parquet, .csv or .arrow; written whole or not at all.",
    zh="要写的文件，以 .parquet、.csv 或 .arrow 结尾；要么写全，要么不写。",
)
@option(
    "--as-of",
    metavar="DATE",
    help="The day asked about, such as 2014-11-30; by default that of the table.",
    zh="截至日期，如 2014-11-30；默认取表中的。",
)
@option(
    "--year",
    metavar="YEAR",
    help="The assessment year, by default that of the day.",
    zh="考核年度，默认为当日所在年。",
)
@option(
    "--param",
    "params",
    metavar="NAME=VALUE",
    multiple=True,
    help="Set a parameter of the ruleset; may be repeated.",
    zh="指定参数，可多次使用。",
)
@option(
    "--memory",
    metavar="AMOUNT",
    help="How much memory the engine may take, such as 500MB or 4GB; what does not fit goes to a temporary folder.",
    zh="引擎最多用多少内存，如 500MB、4GB；放不下的写入临时文件夹。",
)
@option(
    "--threads",
    metavar="N",
    help="How many threads the engine may take; by default one for each processor.",
    zh="引擎最多用几个线程；默认每个处理器一个。",
)
@option(
    "--margins",
    is_flag=True,
    help="Beside each rule that compares, write a column with its margin: by how much it passes or fails.",
    zh="在每条有比较的规则旁加一列差距：超过或不足多少。",
)
@option(
    "--explain-failures",
    "explained",
    metavar="N",
    default="0",
    help="Argue the verdicts of the first N rows that fail.",
    zh="说明前 N 个不达标的行的理由。",
)
@language_option
@no_color_option
@click.pass_obj
def batch(
    lang: Language,
    /,
    ruleset: str,
    table: str | None,
    tables: tuple[str, ...],
    out: str,
    as_of: str | None,
    year: str | None,
    params: tuple[str, ...],
    memory: str | None,
    threads: str | None,
    margins: bool,
    explained: str,
    no_color: bool,
) -> int:
    if not (explained.isascii() and explained.isdecimal()):
        raise messages.not_so_many(explained)
    day, assessed, parameters = inputs.day(as_of), inputs.year(year), inputs.parameters(params)
    core = inputs.ruleset(ruleset).core
    source = inputs.tables(table, tables)
    try:
        with progress() as told:
            found = evaluate_table(
                core,
                source,
                engine="duckdb",
                as_of=day,
                year=assessed,
                parameters=parameters,
                out=out,
                margins=margins,
                memory=memory,
                threads=as_threads(threads),
                on_progress=told,
            )
    except ImportError as missing:
        raise messages.no_batch_without(missing.name or "duckdb") from None
    _tell(found, out, int(explained), lang, not no_color)
    return 0


def _tell(found: Verdicts, out: str, explained: int, lang: Language, coloured: bool) -> None:
    written = [(str(path_of(Path(out), level)), table) for level, table in found.levels.items()]
    for name, table in written or [(out, found)]:
        terminal.write(messages.judged_table(table.number, table.counts(), name)(lang))
    if number := sum(table.by_reference for _, table in written) or found.by_reference:
        terminal.write(messages.left_to_the_reference(number)(lang))
    for number in found.numbers("fail", explained):
        terminal.write(f"\n{messages.row_of_table(number)(lang)}")
        terminal.show(explain(found.judgement(number), lang), coloured=coloured)
