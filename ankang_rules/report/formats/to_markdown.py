"""A judgement as Markdown for a pull request: a headline, a table of what does not pass, the reasons folded.

It is never longer than a comment may be. Whatever an author or a facts file says is text: it cannot become markup, a
link, a mention or a picture.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ankang_rules.evaluate.results import Judgement
from ankang_rules.explain.catalogue import advice
from ankang_rules.explain.findings import finding
from ankang_rules.explain.marks import MARKS
from ankang_rules.explain.text import explain_rule, headline
from ankang_rules.explain.units import TOP, Place
from ankang_rules.model.status import Status
from ankang_rules.report.formats import catalogue as say
from ankang_rules.report.formats.rows import Row, rows, units
from ankang_rules.source import Language

LONGEST = 65_536
"""Characters that GitHub takes for one comment."""
_LONGEST_TABLE = 30_000
_LONGEST_CELL = 300
_RESERVE = 500
"""What is kept for the last words on what did not fit."""

_MARKUP = re.compile(r"([\\`*_{}\[\]|~$])")
_AUTOMATIC = re.compile(r"[@#]|(?<=:)/(?=/)|(?<=www)\.", re.IGNORECASE)
"""Signs by which GitHub makes links and mentions of plain text; a comment behind them keeps it from doing so."""
_BREAKS = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]+")
_OPEN = (Status.FAIL, Status.UNKNOWN)


def to_markdown(judgement: Judgement, lang: Language, place: Place = TOP) -> str:
    """Return Markdown on the unit of *judgement* and each below it, at most :data:`LONGEST` characters."""
    title, counts = headline(judgement, lang)
    head = [f"### {MARKS[judgement.status]} {escaped(_short(title))}", "", escaped(counts), ""]
    found = [row for unit in units(judgement, place) for row in rows(unit) if row.result.status in _OPEN]
    found.sort(key=lambda row: (_OPEN.index(row.result.status), row.result.rule.force != "must"))
    if not found:
        return "\n".join([*head, say.nothing_open(lang), ""])
    top = "\n".join([*head, *_table(found, lang), "", ""])
    return top + "\n".join(_folded(found, lang, LONGEST - len(top)))


def escaped(text: str) -> str:
    r"""Return *text* as Markdown that shows it where no line begins: no sign in it is read as markup.

    >>> escaped("<b>*now*</b>")
    '&lt;b&gt;\\*now\\*&lt;/b&gt;'
    """
    plain = html.escape(_BREAKS.sub(" ", text), quote=False)
    return _AUTOMATIC.sub(r"\g<0><!-- -->", _MARKUP.sub(r"\\\1", plain))


def _table(found: list[Row], lang: Language) -> Iterator[str]:
    has_units = any(row.unit.path for row in found)
    titles = [say.status, *([say.unit] if has_units else []), say.rule, say.clause, say.finding]
    yield _line([title(lang) for title in titles])
    yield _line(["---"] * len(titles))
    room, shown = _LONGEST_TABLE, 0
    for row in found:
        line = _line(_cells(row, lang, has_units=has_units))
        room -= len(line) + 1
        if room < 0:
            break
        shown += 1
        yield line
    if shown < len(found):
        yield ""
        yield say.more_rows(len(found) - shown)(lang)


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(row: Row, lang: Language, *, has_units: bool) -> list[str]:
    rule, status = row.result.rule, row.result.status
    found = finding(row.judgement, row.result, lang, row.inside)
    cells = [
        f"{MARKS[status]} {status.label(lang)}",
        *([row.unit.name] if has_units else []),
        (rule.labels(lang) or rule.name) + (advice(lang) if rule.force == "should" else ""),
        rule.clause or "",
        found.text(lang),
    ]
    return [escaped(_short(cell)) for cell in cells]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"


def _folded(found: list[Row], lang: Language, room: int) -> Iterator[str]:
    """Yield the reasons of as many of *found* as there is room for."""
    yield f"<details><summary>{say.argued(len(found))(lang)}</summary>"
    yield ""
    room -= _RESERVE
    shown = 0
    for row in found:
        block = _fenced(_argument(row, lang))
        room -= len(block) + 2
        if room < 0:
            break
        shown += 1
        yield block
        yield ""
    if shown < len(found):
        yield say.not_argued(len(found) - shown)(lang)
        yield ""
    yield "</details>"
    yield ""


def _argument(row: Row, lang: Language) -> str:
    text = explain_rule(row.judgement, row.result, lang, row.inside, settling=not row.unit.path)
    return f"{row.unit.name}\n{text}" if row.unit.path else text


def _fenced(text: str) -> str:
    """Return *text* as a block of code, behind a fence that is longer than any in it."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    inside = "\n".join(_BREAKS.sub(" ", line) for line in text.split("\n"))
    return f"{fence}text\n{inside}\n{fence}"
