"""By how much each rule passes or fails, in SQL: what ``evaluate/margins.py`` finds for one unit.

A margin is a DECIMAL with nine places. One with more, which only a ratio or a fact of many places has, is taken down to
nine, so that it is never better than it was; so is the one that the reference finds.
"""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from math import floor
from typing import Final, cast

from attrs import evolve, frozen

from ankang_rules.columns import bounds, days, numbers
from ankang_rules.columns.numbers import TooLarge, literal
from ankang_rules.columns.translate import Translator, conjunction
from ankang_rules.columns.values import Between, Day, Number
from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Rule, RulesetCore
from ankang_rules.evaluate import margins as reference
from ankang_rules.evaluate.margins import Measured, comes_whole, measured
from ankang_rules.evaluate.results import Judgement, RuleResult

KIND: Final = "DECIMAL(38, 9)"
_PLACES: Final = 9
_ONE: Final = 10**_PLACES
_MOST: Final = 10**38 - 1
_EXACT: Final = Context(prec=40)


def name_of(rule: str) -> str:
    """Return the name of the column with the margins of the rule with this id."""
    return f"margin.{rule}"


def has_margin(core: RulesetCore, rule: Rule) -> bool:
    return any(measured(core, condition) for condition in _conditions(rule))


def _conditions(rule: Rule) -> list[n.Node]:
    return [rule.condition, *(exception.condition for exception in rule.exceptions)]


def of_result(judgement: Judgement, result: RuleResult) -> Decimal | None:
    """Return the margin that the reference finds, as a column holds it; None where that has no room for it."""
    found = reference.margin(judgement, result)
    if found is None or abs(whole := floor(found * _ONE)) > _MOST:
        return None
    return Decimal(whole).scaleb(-_PLACES, _EXACT)


@frozen
class Margins:
    """The margin of one rule: *parts* are columns that are computed first, *sql* what is made of them."""

    parts: dict[str, str]
    sql: str

    @classmethod
    def never(cls) -> Margins:
        return cls({}, f"NULL::{KIND}")

    def where(self, decided: str) -> str:
        """Return the margin, NULL where the rule is not *decided*."""
        return f"CASE WHEN {decided} THEN {self.sql} END"


def of_rule(rule: Rule, translator: Translator, named: str) -> Margins:
    """Return the margin of *rule*, by the condition that is decisive; its parts are called as *named* begins.

    Raises :class:`TooLarge` where its numbers could pass those of the engine.
    """
    parts: dict[str, str] = {}
    conditions = enumerate(_conditions(rule))
    found = [_of_condition(condition, translator, f"{named}_{at}", parts) for at, condition in conditions]
    tests = [f"{named}_t{at}" for at, _ in enumerate(rule.exceptions)]
    parts |= {test: translator.condition(one.when) for test, one in zip(tests, rule.exceptions, strict=True)}
    chosen = "".join(f" WHEN {test} THEN {margin}" for test, margin in zip(tests, found[1:], strict=True))
    return Margins(parts, f"CASE{chosen} ELSE {found[0]} END" if chosen else found[0])


def _of_condition(condition: n.Node, translator: Translator, named: str, parts: dict[str, str]) -> str:
    """Return the least margin of the comparisons in *condition*."""
    names = []
    for at, one in enumerate(measured(translator.core, condition)):
        names.append(f"{named}_{at}")
        parts[names[-1]] = _in_decimals(_margin(one, translator), one)
    if not names:
        return f"NULL::{KIND}"
    return names[0] if len(names) == 1 else _least(names)


def _least(names: list[str]) -> str:
    """Where one bound is missed by a margin that is known, the others need not be."""
    least, known = f"least({', '.join(names)})", conjunction([f"{one} IS NOT NULL" for one in names])
    return f"(CASE WHEN {known} OR {least} < 0 THEN {least} END)"


def _margin(one: Measured, translator: Translator) -> Number:
    """Return how far the two sides lie apart: below zero where the bound is missed."""
    observed, required = translator.value(one.observed), translator.value(one.required)
    if isinstance(observed, Day) and isinstance(required, Day):
        apart = days.between(observed, required)
    else:
        sides = (bounds.settled(cast(Number | Between, side)) for side in (observed, required))
        left, right = (evolve(side, constant=None) for side in sides)
        apart = numbers.total(left, numbers.negative(right))
    if one.operator == "=":
        return numbers.negative(numbers.absolute(apart))
    return numbers.negative(apart) if one.operator in ("<", "≤") else apart


def _in_decimals(margin: Number, one: Measured) -> str:
    if comes_whole(one.observed.type):
        margin = _whole(margin, strictly=one.operator in ("<", ">"))
    sql, most = _floor(margin, _ONE / one.unit)
    if most > _MOST:
        raise TooLarge
    return f"(CAST({sql} AS DECIMAL(38, 0)) * CAST('{Decimal(1).scaleb(-_PLACES):f}' AS DECIMAL({_PLACES}, {_PLACES})))"


def _whole(margin: Number, *, strictly: bool) -> Number:
    """What is counted comes whole; one that has to be passed is not enough, unless it is just at the bound."""
    if not strictly:
        sql, most = _floor(margin, Fraction(1))
        return Number(sql, most=most)
    below, most = _floor(numbers.negative(margin), Fraction(1))
    return Number(f"(CASE WHEN {margin.sql} = 0 THEN 0 ELSE -{below} - 1 END)", most=most + 1)


def _floor(value: Number, factor: Fraction) -> tuple[str, int]:
    """Return the largest whole number up to *value* × *factor*, and how large it can be; the engine cuts off."""
    factor *= value.scale
    top, most = numbers.scaled(value.sql, value.most, factor.numerator), value.most * factor.numerator
    under, under_most = value.under or literal(1), value.under_most
    bottom = numbers.scaled(under, under_most, factor.denominator)
    numbers.type_for(max(most, under_most * factor.denominator) + 1)
    if bottom == literal(1):
        return top, most
    return f"({top} // {bottom} - CASE WHEN {top} % {bottom} < 0 THEN 1 ELSE 0 END)", most + 1
