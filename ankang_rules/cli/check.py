"""``ankang-rules check FILE…``"""

from __future__ import annotations

import click

from ankang_rules.check.load import load
from ankang_rules.cli.common import language_option
from ankang_rules.diagnostics import render
from ankang_rules.source import Language


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@language_option
def check(files: tuple[str, ...], lang: Language) -> None:
    """Check rules files (or packaged rulesets by name) and report every problem.

    Exits with 0 where there is nothing to report, 1 with findings, 2 where a file cannot be read.
    """
    found = [diagnostic for file in files for diagnostic in load(file).diagnostics]
    if found:
        click.echo(render(found, lang))
    if any(d.code == "R113" or (d.code == "N208" and d.span is None) for d in found):
        raise SystemExit(2)
    raise SystemExit(1 if found else 0)
