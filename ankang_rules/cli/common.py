"""What all commands share: the reader's language, colour, and how input errors end."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from ankang_rules.errors import AnkangRulesError
from ankang_rules.source import Language

INPUT_ERROR = 2
F = TypeVar("F", bound=Callable[..., Any])

_STYLES = {"✗": "red", "?": "yellow", "✓": "green", "–": "bright_black"}


def reader_language() -> Language:
    """Return Chinese where the locale is, else English."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def language_option(command: F) -> F:
    """Add ``--lang zh|en``, by default the language of the locale."""
    option = click.option(
        "--lang", type=click.Choice(["zh", "en"]), default=reader_language, help="Language of the output. 输出语言。"
    )
    return option(command)


@contextmanager
def input_errors(lang: Language) -> Iterator[None]:
    """Show what is wrong with rules or facts on standard error, and exit with 2."""
    try:
        yield
    except AnkangRulesError as error:
        click.echo(error.render(lang), err=True)
        raise SystemExit(INPUT_ERROR) from None


def show(text: str) -> None:
    """Print *text*, lines coloured by their mark where that is wanted and possible."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        click.echo(text)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for line in text.splitlines():
        console.print(Text(line, style=_STYLES.get(line.lstrip()[:1], "")), soft_wrap=True)
