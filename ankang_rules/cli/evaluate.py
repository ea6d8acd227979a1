"""``ankang-rules evaluate RULESET FACTS``"""

from __future__ import annotations

import json
import sys

import click

from ankang_rules.cli.common import input_errors, language_option, show
from ankang_rules.door import load
from ankang_rules.facts.read import given_from_text
from ankang_rules.model.given import Given
from ankang_rules.model.status import Status
from ankang_rules.source import Language

EXIT = {Status.PASS: 0, Status.FAIL: 1, Status.UNKNOWN: 3, Status.NOT_APPLICABLE: 4}


@click.command()
@click.argument("ruleset")
@click.argument("facts")
@click.option("--as-of", metavar="DATE", help="The day asked about, such as 2014-11-30. 截至日期。")
@click.option("--year", type=int, help="The assessment year, by default that of the day. 考核年度。")
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", help="Form of the output.")
@click.option(
    "--lenient", is_flag=True, help="Take wrong facts as unknown instead of refusing them. 有误的事实按不知道处理。"
)
@language_option
def evaluate(
    ruleset: str, facts: str, as_of: str | None, year: int | None, output: str, lenient: bool, lang: Language
) -> None:
    """Judge the unit in FACTS (YAML or JSON; - reads standard input) against RULESET and argue each verdict.

    RULESET is a packaged name such as ankang.county, or a path that ends in .rules.
    Exits with 0 pass, 1 fail, 2 usage or input errors, 3 unknown, 4 not applicable.
    """
    with input_errors(lang):
        source = _from_stdin() if facts == "-" else facts
        report = load(ruleset).evaluate(source, as_of=as_of, year=year, strict=not lenient)
    if output == "json":
        click.echo(json.dumps(report.to_dict(), ensure_ascii=False, indent=2))
    else:
        show(report.explain(lang))
    raise SystemExit(EXIT[report.status])


def _from_stdin() -> Given:
    return given_from_text(sys.stdin.buffer.read(), "<stdin>")
