"""Commands that speak the reader's language: their help, and what is wrong with a command line."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Never

import click

from ankang_rules.cli import INTERRUPTED, messages, terminal
from ankang_rules.cli.language import reader_language
from ankang_rules.diagnostics import nearest
from ankang_rules.errors import AnkangRulesError
from ankang_rules.explain.layout import hanging, padded, wrapped
from ankang_rules.source import Bilingual, Language, display_width

USAGE_ERROR = 2


class Option(click.Option):
    """An option whose help is said in both languages."""

    def __init__(self, names: Sequence[str], *, zh: str = "", help: str = "", **more: Any) -> None:
        super().__init__(names, help=help, **more)
        self.told = Bilingual(zh=zh, en=help)


class OneOf(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions only
    """One of a few words."""

    name = "choice"

    def __init__(self, *choices: str) -> None:
        self.choices = choices

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        return "|".join(self.choices)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value in self.choices:
            return str(value)
        name = param.opts[0] if param else ""
        raise messages.not_a_choice(name, str(value), self.choices, nearest(str(value), self.choices))


class Command(click.Command):
    """A command with its help in both languages, one paragraph a string."""

    def __init__(self, *arguments: Any, zh: Sequence[str] = (), en: Sequence[str] = (), **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.told: dict[Language, Sequence[str]] = {"zh": zh, "en": en}

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True  # so that it is said here what is too much, in the reader's language
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        if rest:
            raise messages.too_many_arguments(rest[0], ctx.command_path)
        return rest

    def get_help(self, ctx: click.Context) -> str:
        return "\n".join(help_lines(self, self.told, ctx))


class App(click.Group):
    """The program: its commands, and how it ends, in whatever way it has to."""

    def __init__(self, *arguments: Any, zh: Sequence[str] = (), en: Sequence[str] = (), **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.told: dict[Language, Sequence[str]] = {"zh": zh, "en": en}

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[Any, Any, list[str]]:
        if args[0] not in self.commands and not args[0].startswith("-"):
            raise messages.no_such_command(args[0], nearest(args[0], self.commands), sorted(self.commands))
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        return "\n".join(help_lines(self, self.told, ctx))

    def main(  # type: ignore[override]  # standalone or not, it ends the program
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **more: Any
    ) -> Never:
        """Run the command line *args* and exit; whatever is wrong with it is a sentence, never a traceback."""
        given = sys.argv[1:] if args is None else list(args)
        lang = reader_language(given)
        terminal.prepare()
        try:
            code = super().main(given, prog_name, obj=lang, standalone_mode=False, **more)
        except AnkangRulesError as error:
            code = _refused(error, lang)
        except click.UsageError as error:
            code = _refused(_translated(error), lang)
        except click.Abort:
            code = INTERRUPTED
        sys.exit(code or 0)


def _refused(error: AnkangRulesError, lang: Language) -> int:
    terminal.write(error.render(lang), to_errors=True)
    return USAGE_ERROR


def _translated(error: click.UsageError) -> AnkangRulesError:
    """What click found, as a sentence of ours."""
    command = error.ctx.command_path if error.ctx else "ankang-rules"
    match error:
        case click.NoSuchOption(option_name=name):
            known = [option for param in _options(error.ctx) for option in param.opts if option.startswith("--")]
            return messages.no_such_option(name, nearest(name, known), command)
        case click.BadOptionUsage(option_name=name):
            flags = {option for param in _options(error.ctx) if param.is_flag for option in param.opts}
            return (messages.takes_no_value if name in flags else messages.needs_a_value)(name, command)
        case click.MissingParameter(param=click.Argument() as argument):
            return messages.argument_missing(argument.make_metavar(error.ctx), command)  # type: ignore[arg-type]
    return messages.wrong_usage(error.format_message(), command)


def _options(ctx: click.Context | None) -> list[click.Option]:
    return [param for param in ctx.command.get_params(ctx) if isinstance(param, click.Option)] if ctx else []


# Help


def help_lines(command: click.Command, told: dict[Language, Sequence[str]], ctx: click.Context) -> Iterator[str]:
    """Yield the help of *command* in the language asked for, at most 80 columns wide."""
    lang: Language = ctx.find_root().obj or "en"
    pieces = " ".join(command.collect_usage_pieces(ctx))
    yield from hanging(messages.usage(lang), f"{ctx.command_path} {pieces}", terminal.PIPED_WIDTH)
    for paragraph in told[lang]:
        yield ""
        yield from wrapped(paragraph, terminal.PIPED_WIDTH)
    if isinstance(command, App):
        commands = [(name, sub.told[lang][0]) for name, sub in command.commands.items() if isinstance(sub, Command)]
        yield from _table(messages.commands(lang), commands)
    yield from _table(messages.options(lang), _explained(ctx, lang))


def _explained(ctx: click.Context, lang: Language) -> Iterator[tuple[str, str]]:
    for option in _options(ctx):
        record = option.get_help_record(ctx)
        if record:
            text = option.told if isinstance(option, Option) else messages.help_option
            yield record[0], text(lang)


def _table(title: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    listed = list(rows)
    column = min(max((display_width(name) for name, _ in listed), default=0), 28)
    yield ""
    yield f"{title}:" if title.isascii() else f"{title}："
    for name, text in listed:
        if display_width(name) > column:
            yield f"  {name}"
            name = ""
        yield from hanging(f"  {padded(name, column)}  ", text, terminal.PIPED_WIDTH)
