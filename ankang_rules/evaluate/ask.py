"""One call: facts read, the day settled, the ruleset judged."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Any

from attrs import evolve

from ankang_rules.core import nodes as n
from ankang_rules.core.kept import kept
from ankang_rules.core.ruleset import ALWAYS, RulesetCore
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.errors import FactsError
from ankang_rules.evaluate import messages
from ankang_rules.evaluate.judge import judge
from ankang_rules.evaluate.reference import Asked
from ankang_rules.evaluate.results import Judgement
from ankang_rules.evaluate.unread import rulesets, unread
from ankang_rules.facts.facts import Facts
from ankang_rules.facts.read import FactsSource, read, read_parameters
from ankang_rules.model import collector
from ankang_rules.source import Bilingual


def evaluate(
    core: RulesetCore,
    source: FactsSource,
    *,
    as_of: date | str | None,
    year: int | None,
    parameters: Mapping[Any, Any],
    strict: bool,
    named: Mapping[str, Any] | None = None,
    on_unit: Callable[[int, int], object] | None = None,
    only: Collection[str] | None = None,
) -> Judgement:
    """Return the judgement of *core* on the facts in *source* and those *named* in the call.

    Raises :class:`FactsError` before anything is judged. *on_unit* is told how many units of how many are judged.
    With *only*, no more is decided than the rules with these ids.
    """
    with collector.held_off():
        facts = read(source, core, strict=strict, as_of=as_of, year=year, named=named)
        asked = asked_of(core, facts, parameters)
        warnings = (*facts.warnings, *warnings_of(core, facts, asked))
        return evolve(judge(core, facts, asked, counting(on_unit, facts), only), warnings=warnings)


def asked_of(core: RulesetCore, facts: Facts, parameters: Mapping[str, Any]) -> Asked:
    """Return what is asked beside *facts*; raises :class:`FactsError` where a day is needed and there is none."""
    if facts.as_of is None and (why := needs_day(core)):
        raise FactsError([messages.no_date(why)])
    year = facts.year or (facts.as_of.year if facts.as_of else None)
    return Asked(facts.as_of, year, read_parameters(parameters, core))


def counting(on_unit: Callable[[int, int], object] | None, facts: Facts) -> Callable[[], object] | None:
    """Return what is to be called after each unit of *facts*, so that *on_unit* is told how many of how many."""
    if on_unit is None:
        return None
    done, number = itertools.count(1), _size(facts)
    return lambda: on_unit(next(done), number)


def _size(facts: Facts) -> int:
    return 1 + sum(_size(unit) for units in facts.children.values() for unit in units)


def warnings_of(core: RulesetCore, facts: Facts, asked: Asked) -> Iterator[Diagnostic]:
    """Yield what is odd about *facts* and what is *asked*, beside what their reader found."""
    if asked.as_of and asked.year and asked.year > asked.as_of.year:
        yield messages.year_after_day(asked.year, asked.as_of)
    elif asked.year and not core.in_force.touches(date(asked.year, 1, 1), date(asked.year, 12, 31)):
        yield messages.year_out_of_force(asked.year, core.in_force.start, core.in_force.end)
    yield from unread(core, facts)


@kept
def needs_day(core: RulesetCore) -> Bilingual | None:
    """Return why *core*, or a ruleset below it, cannot be judged without a day, or None where all can."""
    return next((why for ruleset in rulesets(core) if (why := _needs_day(ruleset))), None)


def _needs_day(core: RulesetCore) -> Bilingual | None:
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
