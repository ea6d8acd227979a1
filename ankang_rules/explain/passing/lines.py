"""One change as a clerk reads it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from ankang_rules.core.print import in_order
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.explain.amounts import amount, members
from ankang_rules.explain.passing import catalogue as say
from ankang_rules.explain.passing.places import Spot
from ankang_rules.explain.passing.proposals import Change
from ankang_rules.explain.words import Words
from ankang_rules.model import types as ty
from ankang_rules.model.given import NONE
from ankang_rules.source import Bilingual, Language

_EXACTLY = 400


def line(change: Change, spot: Spot, core: RulesetCore) -> Bilingual:
    """Return *change* as a line in both languages."""
    return Bilingual(zh=_line(change, spot, core, "zh"), en=_line(change, spot, core, "en"))


def _line(change: Change, spot: Spot, core: RulesetCore, lang: Language) -> str:
    name = _name(change, spot, Words(core, lang))
    return say.line(" ".join(filter(None, (change.unit, name))), _what(change, spot.kind, lang))(lang)


def _name(change: Change, spot: Spot, words: Words) -> str:
    label = (spot.indicator.labels.zh if words.lang == "zh" else spot.indicator.labels.en) or spot.indicator.name
    if not change.at:
        return label
    first, rest = change.at[0], change.at[1:]
    if isinstance(spot.indicator.type, ty.Monthly) or not rest:
        return say.part(label, words.place("month", first))(words.lang)
    inner = [words.name(part) if isinstance(part, str) else words.place("month", part) for part in rest]
    return say.part(label, " ".join([f"#{first}", *inner]))(words.lang)


def _what(change: Change, kind: ty.Type, lang: Language) -> str:
    before, after = change.before, change.after
    if isinstance(after, frozenset) and isinstance(kind, ty.SetOf):
        return _members(before if isinstance(before, frozenset) else None, after, kind, lang)
    shown = [_value(before, kind, lang), _value(after, kind, lang)]
    if isinstance(after, Fraction) and isinstance(before, Fraction):
        return say.moved(*_without_unit(shown[0], shown[1]), _by(after - before, kind, lang))
    if isinstance(after, date) and isinstance(before, date):
        return say.moved(shown[0], shown[1], say.days((after - before).days)(lang))
    return say.becomes(shown[0], shown[1])


def _members(before: frozenset[str] | None, after: frozenset[str], kind: ty.SetOf, lang: Language) -> str:
    if before is None or not after:
        return say.becomes(_value(before, kind, lang), _value(after, kind, lang))
    added, removed = (
        members(frozenset(in_order(some, kind.choices)), kind.choices, lang) if some else ""
        for some in (after - before, before - after)
    )
    return say.members(added, removed)(lang)


def _value(value: Any, kind: ty.Type, lang: Language) -> str:
    if value is None:
        return say.nothing_given(lang)
    if value is NONE:
        return say.none_there(lang)
    return amount(value, kind, lang, places=_EXACTLY)


def _by(difference: Fraction, kind: ty.Type, lang: Language) -> str:
    text = amount(abs(difference), kind, lang, places=_EXACTLY)
    sign = "+" if difference > 0 else "−"
    if isinstance(kind, ty.Share):
        return say.points(f"{sign}{text.removesuffix('%')}")(lang)
    return f"{sign}{text.partition(' ')[0] if isinstance(kind, ty.Quantity) else text}"


def _without_unit(before: str, after: str) -> tuple[str, str]:
    """Leave the unit behind the second where both have the same."""
    number, _, unit = before.partition(" ")
    return (number, after) if unit and after.partition(" ")[2] == unit else (before, after)
