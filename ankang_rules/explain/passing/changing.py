"""Facts with some values changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, cast

from attrs import evolve

from ankang_rules.core.ruleset import Indicator, Rule, RulesetCore
from ankang_rules.evaluate.judge import Judging, asked_of_each, children_again, judge_again
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.evaluate.units import below
from ankang_rules.explain.passing.places import Path, Place, field_index
from ankang_rules.facts.facts import Facts, FactValue
from ankang_rules.model import types as ty
from ankang_rules.model.exact import exact_text
from ankang_rules.model.given import NONE
from ankang_rules.model.outcome import Known, Outcome, ReasonKind, Unknown, unknown


def changed(facts: Facts, changes: Iterable[tuple[Place, Any]], core: RulesetCore) -> Facts:
    """Return *facts* with each place at its new value; the units that nothing changes in are the same objects."""
    mine, others = [], dict[str, list[tuple[Place, Any]]]()
    for place, after in changes:
        if place.unit:
            others.setdefault(place.unit[0], []).append((evolve(place, unit=place.unit[1:]), after))
        else:
            mine.append((place, after))
    if not mine and not others:
        return facts
    values = dict(facts.values)
    kinds = {one.key: one for one in _indicators(core)}
    for place, after in mine:
        before = values[place.key].outcome if place.key in values else facts[place.key]
        values[place.key] = FactValue(cast(Known | Unknown, _with(before, place, after, kinds[place.key])))
    children = {
        key: tuple(_changed_below(unit, others, core) for unit in units) for key, units in facts.children.items()
    }
    return evolve(facts, values=values, children=children)


def _changed_below(unit: Facts, changes: dict[str, list[tuple[Place, Any]]], core: RulesetCore) -> Facts:
    mine = changes.get(unit.unit or "?")
    return changed(unit, mine, core) if mine else unit


def _indicators(core: RulesetCore) -> Iterable[Indicator]:
    """Every indicator of *core* and of the rulesets below it; a fact has one meaning in the whole tree."""
    for level in reversed(core.levels):
        yield from _indicators(level.core)
    yield from core.indicators


def _with(before: Outcome, place: Place, after: Any, indicator: Indicator) -> Outcome:
    value: Outcome = unknown(ReasonKind.ABSENT, place.key, *place.at) if after is NONE else Known(after)
    return _part_with(before, indicator.type, place, 0, value)


def _part_with(before: Outcome, kind: ty.Type, place: Place, depth: int, value: Outcome) -> Outcome:
    """Return *before*, which is of *kind*, with *value* where the parts of *place* from *depth* on lead."""
    at = place.at[depth:]
    if isinstance(kind, ty.Monthly) and at:
        missing = (unknown(ReasonKind.MISSING, place.key, *place.at[:depth], m) for m in range(1, kind.months + 1))
        known = cast(tuple[Outcome, ...], before.value) if isinstance(before, Known) else tuple(missing)
        return Known(_replaced(known, cast(int, at[0]) - 1, value))
    if isinstance(kind, ty.ListOf) and at and isinstance(before, Known):
        records = cast(tuple[tuple[Outcome, ...], ...], before.value)
        number, index = cast(int, at[0]) - 1, field_index(kind, at)
        part = _part_with(records[number][index], kind.fields[index].type, place, depth + 2, value)
        return Known(_replaced(records, number, _replaced(records[number], index, part)))
    return value


def _replaced(parts: Sequence[Any], index: int, part: Any) -> tuple[Any, ...]:
    return (*parts[:index], part, *parts[index + 1 :])


def judged(judgement: Judgement, changes: Iterable[tuple[Place, Any]]) -> Judgement:
    """Return the judgement after the changes; units that nothing changes in keep theirs."""
    return judge_again(judgement, changed(judgement.facts, changes, judgement.core))


def rule_judged(judgement: Judgement, changes: Iterable[tuple[Place, Any]], rule: Rule) -> RuleResult:
    """Return how one rule ends after the changes; of the unit itself nothing else is judged."""
    facts = changed(judgement.facts, changes, judgement.core)
    children = children_again(judgement, facts)
    units = below(children, judgement.core, None, ())
    return Judging(judgement.core, facts, judgement.asked, units, asked_of_each(judgement)).rule(rule)


def at_path(judgement: Judgement, path: Path) -> Judgement:
    """Return how the unit at *path* below was judged."""
    for name in path:
        units = (unit for units in judgement.children.values() for unit in units)
        judgement = next(unit for unit in units if (unit.facts.unit or "?") == name)
    return judgement


def to_plain(value: Any) -> Any:
    """Return a value as plain data: exact numbers and days as text, sets as lists."""
    if value is NONE:
        return "none"
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, Fraction):
        return exact_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return sorted(value) if isinstance(value, frozenset) else [to_plain(part) for part in value]
