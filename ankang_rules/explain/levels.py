"""A judgement in more or less detail: one line for each unit, or every rule as a tree."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.explain import catalogue as say
from ankang_rules.explain.findings import finding
from ankang_rules.explain.in_full import in_full
from ankang_rules.explain.layout import hanging, wrapped
from ankang_rules.explain.marks import MARKS
from ankang_rules.explain.text import headline
from ankang_rules.explain.units import TOP, Path, Place, units_below
from ankang_rules.model.status import Status
from ankang_rules.source import Language

ORDER = (Status.FAIL, Status.UNKNOWN, Status.PASS, Status.NOT_APPLICABLE)


def lines(judgement: Judgement, lang: Language, place: Place = TOP) -> Iterator[str]:
    """Yield a line for the unit of *judgement* and each below it: the verdict, the unit, how many rules ended how."""
    core = judgement.core
    yield _line(judgement, judgement.facts.unit or core.labels(lang) or core.name, lang)
    for unit in units_below(judgement, place):
        yield _line(unit.judgement, unit.name, lang)


def _line(judgement: Judgement, name: str, lang: Language) -> str:
    status = judgement.status
    return f"{MARKS[status]} {status.label(lang)}  {name}  {counts(judgement, lang)}"


def counts(judgement: Judgement, lang: Language) -> str:
    """Return how many rules of *judgement* ended how, in one phrase."""
    numbers = [(sum(result.status is status for result in judgement.rules), status.label) for status in ORDER]
    return say.rules_by_status([one for one in numbers if one[0]])(lang)


def rule_line(judgement: Judgement, result: RuleResult, lang: Language, inside: Path = ()) -> str:
    """Return how one rule ended, in one line."""
    rule, status = result.rule, result.status
    advice = say.advice(lang) if rule.force == "should" else ""
    title = f"{MARKS[status]} {status.label(lang)}  {rule.labels(lang) or rule.name}{advice}  [{rule.id}]"
    found = finding(judgement, result, lang, inside).text(lang)
    return say.unit_line(title, found)(lang) if found else title


def trees(judgement: Judgement, lang: Language, width: int = 80, place: Place = TOP) -> Iterator[str]:
    """Yield the verdict, then every rule in full, in lines of at most *width* columns."""
    for line in headline(judgement, lang):
        yield from wrapped(line, width)
    titles = {group.id: group for group in judgement.groups}
    group: str | None = None
    for result in judgement.rules:
        if result.rule.group != group and (group := result.rule.group):
            found = titles[group]
            status = found.status.label(lang) if found.status else say.no_verdict(lang)
            title = "  ".join(filter(None, [found.group.labels(lang) or found.group.name, found.group.clause]))
            yield ""
            yield from hanging("", f"== {title} — {status}", width)
        yield ""
        yield in_full(judgement, result, lang, width)
    for asked in place.asked:
        core = asked.judgement.core
        yield ""
        yield from hanging(
            "", f"== {say.asked_above(asked.judgement.facts.unit or core.labels(lang) or core.name)(lang)}", width
        )
        yield ""
        yield in_full(asked.judgement, asked.result, lang, width, asked.path)
