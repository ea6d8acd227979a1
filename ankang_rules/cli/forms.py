"""The forms that a report is printed in: what ``--format`` can say, and what is done then."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any, Final

from ankang_rules.cli import messages, terminal
from ankang_rules.door import Report
from ankang_rules.report.formats.to_csv import BYTE_ORDER_MARK
from ankang_rules.source import Language


def show_json(data: Any) -> None:
    """Print *data*; where the output cannot hold every character, with escapes, so that nothing is lost."""
    terminal.write(json.dumps(data, ensure_ascii=not terminal.is_unicode(sys.stdout), indent=2))


def _text(report: Report, lang: Language, coloured: bool) -> None:
    terminal.show(report.explain(lang), coloured=coloured)


def _json(report: Report, lang: Language, coloured: bool) -> None:
    show_json(report.to_dict())


def _html(report: Report, lang: Language, coloured: bool) -> None:
    show_html(report, lang)


def show_html(report: Report, lang: Language, by: str | None = None, max_age: str | None = None) -> None:
    """Print the page of *report*; where the output cannot hold every character, with references to them."""
    try:
        page = report.to_html(lang, by=by, max_age=max_age)
    except ImportError:
        raise messages.no_page_without_jinja2() from None
    terminal.write(page if terminal.is_unicode(sys.stdout) else page.encode("ascii", "xmlcharrefreplace").decode())


def _junit(report: Report, lang: Language, coloured: bool) -> None:
    terminal.write(report.to_junit(lang).rstrip("\n"))


def _csv(report: Report, lang: Language, coloured: bool) -> None:
    terminal.write(for_spreadsheets(report.to_csv(lang).rstrip("\n")))


def _markdown(report: Report, lang: Language, coloured: bool) -> None:
    terminal.write(report.to_markdown(lang).rstrip("\n"))


def for_spreadsheets(table: str) -> str:
    """Excel takes a table for Unicode only where it begins with the mark; every reader of ours passes it over."""
    return f"{BYTE_ORDER_MARK}{table}" if terminal.is_unicode(sys.stdout) else table


FORMS: Final[Mapping[str, Callable[[Report, Language, bool], None]]] = {
    "text": _text,
    "json": _json,
    "html": _html,
    "junit": _junit,
    "csv": _csv,
    "md": _markdown,
}
"""What prints a report, in a language and perhaps in colour, by the word for it."""
