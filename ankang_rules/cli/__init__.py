"""The command line: one file a command. Its libraries are the extra ``cli``; without them it says so and exits."""

from __future__ import annotations

import sys


def main() -> None:
    """Run ``ankang-rules``."""
    try:
        import click
        import rich
    except ModuleNotFoundError:
        print("ankang-rules needs the extra `cli`: pip install 'ankang-rules[cli]'", file=sys.stderr)
        raise SystemExit(2) from None
    del click, rich
    from ankang_rules.cli.app import app

    app(prog_name="ankang-rules")
