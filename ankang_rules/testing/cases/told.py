"""A case that does not hold → the argument: expected against found, and the trace of the rule."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.diagnostics import render
from ankang_rules.explain.findings import finding
from ankang_rules.explain.text import explain_rule, headline
from ankang_rules.source import Language
from ankang_rules.testing.cases import catalogue
from ankang_rules.testing.cases.case import Compared, Ran


def told(ran: Ran, lang: Language) -> str:
    """Return why *ran* does not hold, without its title."""
    lines = [line for one in ran.compared if not one.holds for line in _compared(one, lang)]
    if ran.errors:
        why = catalogue.cannot_be_judged() if ran.judgement is None else catalogue.expects_of_nobody()
        lines += [why(lang), *_indented(render(ran.errors, lang))]
    return "\n".join(lines)


def in_short(ran: Ran, lang: Language) -> str:
    """Return in one line what does not hold."""
    parts = [_difference(one, lang) for one in ran.compared if not one.holds]
    return "; ".join([*parts, *(error.text(lang) for error in ran.errors)])


def _compared(one: Compared, lang: Language) -> Iterator[str]:
    yield _difference(one, lang)
    if one.result is not None:
        yield from _indented(explain_rule(one.judgement, one.result, lang))
        return
    yield from _indented("\n".join(headline(one.judgement, lang)))
    for result in one.judgement.rules:
        if result.status is one.found and result.rule.force == "must":
            yield from _indented(finding(one.judgement, result, lang).text(lang))


def _difference(one: Compared, lang: Language) -> str:
    unit = one.expected.unit
    if one.result is None:
        what = catalogue.verdict_of(unit or one.judgement.facts.unit or one.judgement.core.name)(lang)
    else:
        what = catalogue.of_unit(one.result.id, unit)(lang) if unit else one.result.id
    return catalogue.expected_but(what, one.expected.status, one.found)(lang)


def _indented(text: str) -> list[str]:
    return [f"  {line}" if line else "" for line in text.splitlines()]
