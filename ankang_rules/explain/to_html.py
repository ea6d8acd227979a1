"""A judgement as a fragment of HTML, for a notebook: the headline, and each rule with its argument folded in."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.explain.marks import MARKS
from ankang_rules.explain.roll_up import roll_up
from ankang_rules.explain.text import explain_rule, headline
from ankang_rules.explain.words import Words
from ankang_rules.model.status import Status
from ankang_rules.source import Language

_COLOURS = {
    Status.PASS: "#1a7f37",
    Status.FAIL: "#cf222e",
    Status.UNKNOWN: "#9a6700",
    Status.NOT_APPLICABLE: "#6e7781",
}


def to_html(judgement: Judgement, lang: Language) -> str:
    """Return *judgement* as HTML without scripts or styles from elsewhere; everything in it is escaped."""
    return "\n".join(_lines(judgement, lang))


def _lines(judgement: Judgement, lang: Language) -> Iterator[str]:
    yield f"<div><p><strong>{escape(' · '.join(headline(judgement, lang)))}</strong></p>"
    yield "<table>"
    for result in judgement.rules:
        yield _row(judgement, result, lang)
    yield "</table>"
    if units := "\n".join(roll_up(judgement, Words(judgement.core, lang))).strip():
        yield f'<pre style="text-align: left">{escape(units)}</pre>'
    yield "</div>"


def _row(judgement: Judgement, result: RuleResult, lang: Language) -> str:
    rule = result.rule
    colour = f'style="color: {_COLOURS[result.status]}; white-space: nowrap; vertical-align: top"'
    status = f"<td {colour}>{MARKS[result.status]} {escape(result.status.label(lang))}</td>"
    title = escape(rule.labels(lang) or rule.name)
    argument = escape(explain_rule(judgement, result, lang))
    folded = f'<details><summary>{title}</summary><pre style="text-align: left">{argument}</pre></details>'
    left = 'style="text-align: left; vertical-align: top"'
    return f"<tr>{status}<td {left}>{folded}</td><td {left}>{escape(rule.clause or '')}</td></tr>"
