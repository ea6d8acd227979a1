"""How much is said: what ``--detail`` can say, and what is done then."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from typing import Final

from ankang_rules.cli import terminal
from ankang_rules.door import Report
from ankang_rules.explain.events import Event, events
from ankang_rules.explain.levels import lines, trees
from ankang_rules.explain.units import TOP
from ankang_rules.source import Language


def _line(report: Report, lang: Language, coloured: bool) -> None:
    terminal.show("\n".join(lines(report.judgement, lang, report.place or TOP)), coloured=coloured, wrap=False)


def _table(report: Report, lang: Language, coloured: bool) -> None:
    from ankang_rules.cli.tables import tables

    terminal.draw(tables(report, lang, terminal.width()), coloured=coloured)


def _tree(report: Report, lang: Language, coloured: bool) -> None:
    text = "\n".join(trees(report.judgement, lang, terminal.width(), report.place or TOP))
    terminal.show(text, coloured=coloured, wrap=False)


def _events(report: Report, lang: Language, coloured: bool) -> None:
    for event in events(report.judgement, report.place or TOP):
        show_event(event)


def show_event(event: Event) -> None:
    """Print *event* on a line of its own."""
    terminal.write(json.dumps(event, ensure_ascii=not terminal.is_unicode(sys.stdout)))


DETAILS: Final[Mapping[str, Callable[[Report, Language, bool], None]]] = {
    "line": _line,
    "table": _table,
    "tree": _tree,
    "events": _events,
}
"""What prints a report, in a language and perhaps in colour, by the word for how much is said."""
