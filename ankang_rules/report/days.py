"""On which days between two the same facts may be judged otherwise, and how they are judged on each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import evolve

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import InForce, RulesetCore
from ankang_rules.evaluate.judge import judge
from ankang_rules.evaluate.results import Judgement
from ankang_rules.evaluate.unread import rulesets
from ankang_rules.model.calendar import month_end
from ankang_rules.report.differences import Key
from ankang_rules.report.trying import judged_statuses, judged_units

_ONE = timedelta(days=1)


class Days:
    """What *judgement* becomes on later days, with the same facts, parameters and assessment year."""

    def __init__(self, judgement: Judgement, first: date) -> None:
        self.judgement, self.first = judgement, first
        self._on = {first: dict(judged_statuses(judgement))}

    def on(self, day: date) -> dict[Key, str]:
        """Return how everything ends on *day*."""
        if day not in self._on:
            found = self.judgement
            self._on[day] = dict(judged_statuses(judge(found.core, found.facts, evolve(found.asked, as_of=day))))
        return self._on[day]

    def changing(self, last: date) -> Iterator[tuple[date, date]]:
        """Yield, in order, each pair of neighbouring days up to *last* between which anything ends otherwise."""
        before = self.first
        for day in self._days(last):
            yield from self._between(before, day)
            before = day

    def _between(self, before: date, after: date) -> Iterator[tuple[date, date]]:
        """Mostly it is the last day that changes something; otherwise halve until two days are neighbours.

        What changes and changes back in between is not seen.
        """
        if self.on(before) == self.on(after):
            return
        eve = after - _ONE
        if self.on(eve) == self.on(before):
            yield eve, after
            return
        middle = before + (after - before) // 2
        yield from self._between(before, middle)
        yield from self._between(middle, after)

    def _days(self, last: date) -> list[date]:
        """The days on which something can begin or end by itself, and *last*."""
        year = self.judgement.asked.year
        found = {day for core in rulesets(self.judgement.core) for day in _written_in(core, year)}
        found |= {day for _, one in judged_units(self.judgement) for day in _due_in(one)}
        return sorted({day for day in found if self.first < day < last} | {last})


def _due_in(judgement: Judgement) -> Iterator[date]:
    for rule in judgement.rules:
        yield from (one.due for one in (rule, *(case.result for case in rule.cases)) if one.due is not None)


def _written_in(core: RulesetCore, year: int | None) -> Iterator[date]:
    for covering in (*core.coverings(), *core.rules):
        yield from _edges(covering.in_force)
    yield from (value.start for one in core.parameters for value in one.values if value.start is not None)
    nodes = [node for expression in core.expressions() for node in n.walk(expression)]
    for node in nodes:
        if isinstance(node, n.Constant) and isinstance(node.value, date):
            yield from (node.value, *_next(node.value))
    if year is not None and any(isinstance(node, n.EveryMonth | n.IsIncreasing) for node in nodes):
        yield from (month_end(year, month) for month in range(1, 13))


def _edges(period: InForce) -> Iterator[date]:
    if period.start is not None:
        yield period.start
    if period.end is not None:
        yield from _next(period.end)


def _next(day: date) -> list[date]:
    return [day + _ONE] if day < date.max else []
