"""One call: facts read, the day settled, the ruleset judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from attrs import evolve

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import ALWAYS, RulesetCore
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.errors import FactsError
from ankang_rules.evaluate import messages
from ankang_rules.evaluate.judge import judge
from ankang_rules.evaluate.reference import Asked
from ankang_rules.evaluate.results import Judgement
from ankang_rules.facts.facts import Facts
from ankang_rules.facts.read import FactsSource, read, read_parameters
from ankang_rules.source import Bilingual


def evaluate(
    core: RulesetCore,
    source: FactsSource,
    *,
    as_of: date | str | None,
    year: int | None,
    parameters: Mapping[str, Any],
    strict: bool,
    named: Mapping[str, Any] | None = None,
) -> Judgement:
    """Return the judgement of *core* on the facts in *source* and those *named* in the call.

    Raises :class:`FactsError` before anything is judged.
    """
    facts = read(source, core, strict=strict, as_of=as_of, year=year, named=named)
    if facts.as_of is None and (why := needs_day(core)):
        raise FactsError([messages.no_date(why)])
    asked = Asked(
        facts.as_of, facts.year or (facts.as_of.year if facts.as_of else None), read_parameters(parameters, core)
    )
    warnings = (*facts.warnings, *_warnings(core, facts, asked))
    return evolve(judge(core, facts, asked), warnings=warnings)


def _warnings(core: RulesetCore, facts: Facts, asked: Asked) -> Iterator[Diagnostic]:
    if asked.as_of and asked.year and asked.year > asked.as_of.year:
        yield messages.year_after_day(asked.year, asked.as_of)
    elif asked.year and not core.in_force.touches(date(asked.year, 1, 1), date(asked.year, 12, 31)):
        yield messages.year_out_of_force(asked.year, core.in_force.start, core.in_force.end)
    names = {i.key: i.name for i in core.indicators}
    for key, fact in facts.values.items():
        if key not in facts_read(core):
            yield messages.unread_fact(names[key], fact.span)


@lru_cache(maxsize=64)
def facts_read(core: RulesetCore) -> frozenset[str]:
    """Return the keys of the indicators that any expression of *core* reads."""
    return frozenset(
        node.key for expression in core.expressions() for node in n.walk(expression) if isinstance(node, n.Fact)
    )


@lru_cache(maxsize=64)
def needs_day(core: RulesetCore) -> Bilingual | None:
    """Return why *core* cannot be judged without a day, or None where it can."""
    periods = [core.in_force, *(group.in_force for group in core.groups), *(rule.in_force for rule in core.rules)]
    if any(period != ALWAYS for period in periods):
        return Bilingual(zh="规则集有施行期间", en="the ruleset is in force only from or to a day")
    if any(dated.start for parameter in core.parameters for dated in parameter.values):
        return Bilingual(zh="有参数随日期取值", en="a parameter changes its value with the day")
    if any(rule.due for rule in core.rules):
        return Bilingual(zh="有规则带期限", en="a rule has a due date")
    by_day = (n.DayRef, n.EveryMonth, n.IsIncreasing)
    if any(isinstance(node, by_day) for expression in core.expressions() for node in n.walk(expression)):
        return Bilingual(zh="有规则按日期或月份判定", en="a rule looks at days or months")
    return None
