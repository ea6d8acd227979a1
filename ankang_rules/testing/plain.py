"""Facts as a person writes them: names, and values such as ``100``, ``"98%"``, ``"2014-06-01"``."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from ankang_rules.core.ruleset import Indicator, RulesetCore
from ankang_rules.model import types as ty
from ankang_rules.model.given import NONE
from ankang_rules.model.outcome import Known, Outcome
from ankang_rules.testing.goals import Levels, Place, State, indicator_of, levels_below, unit_name

Document = dict[str, Any]
"""A document as ``Ruleset.evaluate`` takes it: ``as of`` where a day matters, ``facts``, ``children``, ``unit``."""


def document(core: RulesetCore, state: State, day: date | None) -> Document:
    """Return what *state* says of a unit that *core* judges, and of those below, as plain Python."""
    head = {"as of": day.isoformat()} if day else {}
    return {**head, **_unit(core, state, ())}


def _unit(core: RulesetCore, state: State, levels: Levels) -> Document:
    mine = {place: value for place, value in state.items() if place.levels == levels}
    facts: dict[str, Any] = {}
    for place, value in mine.items():
        if not place.at and place.key not in (declared := {level.key: level for level in levels_below(core, levels)}):
            indicator = indicator_of(core, place)
            facts[indicator.name] = plain(value, indicator.type, indicator)
    for place, value in mine.items():
        if place.at:
            _set_part(facts, indicator_of(core, place), place, value)
    declared = {level.key: level for level in levels_below(core, levels)}
    children = {
        key: [{"unit": unit_name(level, i + 1), **_unit(core, state, (*levels, key))} for i in range(number)]
        for key, level in declared.items()
        if (number := mine.get(Place(levels, key))) is not None
    }
    return {"facts": facts, **({"children": children} if children else {})}


def _set_part(facts: dict[str, Any], indicator: Indicator, place: Place, value: Any) -> None:
    kind, number = indicator.type, int(place.at[0])
    if isinstance(kind, ty.Monthly):
        months = facts.setdefault(indicator.name, [None] * kind.months)
        months[number - 1] = plain(value, kind.of, indicator)
        return
    assert isinstance(kind, ty.ListOf)
    field = next(field for field in kind.fields if field.key == place.at[1])
    facts[indicator.name][number - 1][field.name] = plain(value, field.type, None)


def plain(value: Any, kind: ty.Type, indicator: Indicator | None) -> Any:
    """Return a value as a person writes it; numbers are in the unit of *indicator*'s declaration."""
    if value is NONE:
        return "none"
    match kind:
        case ty.Monthly(of=inner):
            return [_part(month, inner, indicator) for month in value]
        case ty.ListOf(fields=fields):
            return [
                {f.name: _part(part, f.type, None) for f, part in zip(fields, record, strict=True) if _is_said(part)}
                for record in value
            ]
        case ty.OneOf(choices=choices):
            return _member(choices, value)
        case ty.SetOf(choices=choices):
            order = [member.key for member in choices.members]
            return [_member(choices, key) for key in sorted(value, key=lambda key: (key not in order, key))]
        case ty.Date():
            return value.isoformat()
        case ty.YesNo() | ty.Text():
            return value
        case ty.Share():
            return f"{_number(value * 100)}%" if _is_decimal(value) else value
    scale = indicator.word.scale if indicator is not None and indicator.word else Fraction(1)
    return _number(value / scale)


def _part(outcome: Outcome, kind: ty.Type, indicator: Indicator | None) -> Any:
    if isinstance(outcome, Known):
        return plain(outcome.value, kind, indicator)
    return "none" if any(reason.kind.value == "absent" for reason in outcome.reasons) else None


def _is_said(outcome: Outcome) -> bool:
    return isinstance(outcome, Known) or any(reason.kind.value == "absent" for reason in outcome.reasons)


def _member(choices: ty.Choices, key: str) -> str:
    return next((member.name for member in choices.members if member.key == key), key)


def _is_decimal(number: Fraction) -> bool:
    rest = number.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    return rest == 1


def _number(number: Fraction) -> Any:
    """An int where it is whole, else its decimal text where that ends, else the fraction itself."""
    if number.denominator == 1:
        return int(number)
    if not _is_decimal(number):
        return number
    digits = 0
    while (number * 10**digits).denominator != 1:
        digits += 1
    sign, whole = ("-" if number < 0 else ""), str(abs(int(number * 10**digits))).rjust(digits + 1, "0")
    return f"{sign}{whole[:-digits]}.{whole[-digits:]}"
