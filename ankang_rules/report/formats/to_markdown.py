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
from ankang_rules.explain.text import explain_rule, follow_up, headline
from ankang_rules.explain.units import TOP, Place
from ankang_rules.model.status import Status
from ankang_rules.report.formats import catalogue as say
from ankang_rules.report.formats.rows import Row, rows, units
from ankang_rules.source import Language

LONGEST = 65_536
"""Characters that GitHub takes for one comment."""
_LONGEST_TABLE = 30_000
_LONGEST_CARRIED = 8_000
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
    title, *below = [*headline(judgement, lang), *follow_up(judgement, lang)]
    head = [f"### {MARKS[judgement.status]} {escaped(_short(title))}", ""]
    head += [line for text in below for line in (escaped(text), "")]
    every = [row for unit in units(judgement, place) for row in rows(unit)]
    carried = [row for row in every if row.result.followed is not None and row.result.followed.is_carried]
    found = [row for row in every if row.result.status in _OPEN]
    found.sort(key=lambda row: (_OPEN.index(row.result.status), row.result.rule.force != "must"))
    if not found:
        return "\n".join([*head, say.nothing_open(lang), "", *_carried(carried, lang)])
    top = "\n".join([*head, *_table(found, lang), "", *_carried(carried, lang), ""])
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


def _carried(carried: list[Row], lang: Language) -> Iterator[str]:
    """Yield, folded, what was carried forward from an earlier report: every such rule, as far as there is room."""
    if not carried:
        return
    yield f"<details><summary>{say.carried_forward(len(carried))(lang)}</summary>"
    yield ""
    room, shown = _LONGEST_CARRIED, 0
    for row in carried:
        line = f"- {_carried_line(row, lang)}"
        room -= len(line) + 1
        if room < 0:
            break
        shown += 1
        yield line
    if shown < len(carried):
        yield ""
        yield say.more_rows(len(carried) - shown)(lang)
    yield ""
    yield "</details>"
    yield ""


def _carried_line(row: Row, lang: Language) -> str:
    rule, status, followed = row.result.rule, row.result.status, row.result.followed
    who = [row.unit.name] if row.unit.path else []
    named = [f"{MARKS[status]} {status.label(lang)}", *who, rule.labels(lang) or rule.name, rule.clause or ""]
    day = followed.as_of.isoformat() if followed and followed.as_of else ""
    return escaped(_short(" · ".join(filter(None, [*named, say.carried_from(day)(lang)]))))


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
