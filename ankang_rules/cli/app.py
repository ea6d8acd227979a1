"""The program ``ankang-rules`` and its commands."""

from __future__ import annotations

from typing import Any

import click

from ankang_rules import __version__
from ankang_rules.cli import terminal
from ankang_rules.cli.batch import batch
from ankang_rules.cli.check import check
from ankang_rules.cli.common import language_option, option
from ankang_rules.cli.coverage import coverage
from ankang_rules.cli.diff import diff
from ankang_rules.cli.evaluate import evaluate
from ankang_rules.cli.example import example
from ankang_rules.cli.explain import explain
from ankang_rules.cli.fmt import fmt
from ankang_rules.cli.lint import lint
from ankang_rules.cli.messages import version_option
from ankang_rules.cli.new import new
from ankang_rules.cli.questions import questions
from ankang_rules.cli.rules import rules
from ankang_rules.cli.schema import schema
from ankang_rules.cli.spoken import USAGE_ERROR, App
from ankang_rules.cli.template import template
from ankang_rules.cli.test import test
from ankang_rules.cli.verify import verify
from ankang_rules.cli.visit import visit


def _show_version(ctx: click.Context, param: click.Parameter, wanted: Any) -> None:
    if wanted:
        terminal.write(f"ankang-rules {__version__}")
        ctx.exit(0)


@click.group(
    cls=App,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    zh=("按成文标准评定单位，并说明每一项结论的理由。", "各命令的用法见：ankang-rules 命令 --help"),
    en=(
        "Judge units against a written standard, and argue each verdict.",
        "How to use a command: ankang-rules COMMAND --help",
    ),
)
@language_option
@option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help=version_option("en"),
    zh=version_option("zh"),
)
@click.pass_context
def app(ctx: click.Context) -> int:
    if ctx.invoked_subcommand is not None:
        return 0
    terminal.write(ctx.get_help())
    return USAGE_ERROR


for _command in (
    batch,
    check,
    coverage,
    diff,
    evaluate,
    example,
    explain,
    fmt,
    lint,
    new,
    questions,
    rules,
    schema,
    template,
    test,
    verify,
    visit,
):
    app.add_command(_command)
