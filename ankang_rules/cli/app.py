"""The command and its subcommands."""

from __future__ import annotations

import click

from ankang_rules.cli.check import check
from ankang_rules.cli.evaluate import evaluate
from ankang_rules.diagnostics import nearest


class _Suggesting(click.Group):
    """A group that says which command was probably meant."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            close = nearest(args[0], self.commands) if args else []
            if not close:
                raise
            raise click.UsageError(f"{error.message} Did you mean {' or '.join(close)}?", ctx) from None


@click.group(cls=_Suggesting, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ankang-rules")
def app() -> None:
    """Judge units against a written standard, and argue each verdict. 按成文标准评定，并说明理由。"""


app.add_command(check)
app.add_command(evaluate)
