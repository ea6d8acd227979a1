"""The command line: one file a command. Its libraries are the extra ``cli``; without them it says so and exits.

``language`` finds the reader's language, ``spoken`` makes click speak it, ``inputs`` reads what a command names,
``terminal`` writes what it says, and ``messages`` holds every sentence about a command line, in both languages.
"""

from __future__ import annotations

import sys

INTERRUPTED = 130
"""The exit code of a program that was stopped from the keyboard."""


def main() -> None:
    """Run ``ankang-rules``."""
    try:
        _run()
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None


def _run() -> None:
    try:
        import click
        import rich
    except ModuleNotFoundError as error:
        from ankang_rules.cli.language import reader_language
        from ankang_rules.cli.messages import extra_missing

        print(extra_missing(error.name or "click")(reader_language(sys.argv[1:])), file=sys.stderr)
        raise SystemExit(2) from None
    del click, rich
    from ankang_rules.cli.app import app

    app(prog_name="ankang-rules")
