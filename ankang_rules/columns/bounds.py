"""Comparing numbers of which only the bounds are known: counts and shares with doubtful members."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from ankang_rules.columns.capabilities import Gap
from ankang_rules.columns.numbers import chosen, compare, is_whole, product
from ankang_rules.columns.values import FALSE, TRUE, Between, Number
from ankang_rules.core.nodes import Operator


def settled(value: Number | Between) -> Number:
    """Return *value* as arithmetic takes it: NULL unless its bounds are one number."""
    if isinstance(value, Number):
        return value
    if value.high is None:
        return Number("NULL::BIGINT")
    same = f"nullif({compare('=', value.low, value.high)}, FALSE)"
    if value.open != FALSE:
        same = f"(CASE WHEN NOT {value.open} THEN {same} END)"
    return chosen(same, value.low, value.low)


def compare_between(operator: Operator, a: Number | Between, b: Number | Between) -> str:
    """Return the condition that *a* stands in relation *operator* to *b*: known once no possible value changes it."""
    if isinstance(a, Number) and isinstance(b, Number):
        return compare(operator, a, b)
    if isinstance(a, Between) and a.open != FALSE:
        return _by_end(a, lambda each: compare_between(operator, each, b))
    if isinstance(b, Between) and b.open != FALSE:
        return _by_end(b, lambda each: compare_between(operator, a, each))
    if operator in ("=", "≠"):
        return _equal(operator, a, b)
    (low, high), (least, most) = _ends(a), _ends(b)
    first = _compared(operator, low, most, when_open=operator in ("<", "≤"))
    second = _compared(operator, high, least, when_open=operator in (">", "≥"))
    return f"(CASE WHEN {first} AND {second} THEN TRUE WHEN NOT {first} AND NOT {second} THEN FALSE END)"


def _by_end(value: Between, compared: Callable[[Between], str]) -> str:
    """Compare *value* as having no end where it is open, and with its end elsewhere."""
    without, with_end = evolve(value, high=None, open=FALSE), evolve(value, open=FALSE)
    return f"(CASE WHEN {value.open} THEN {compared(without)} ELSE {compared(with_end)} END)"


def _ends(value: Number | Between) -> tuple[Number | None, Number | None]:
    return (value.low, value.high) if isinstance(value, Between) else (value, value)


def _compared(operator: Operator, a: Number | None, b: Number | None, *, when_open: bool) -> str:
    """Compare two ends, of which one may be without end, and so above everything."""
    if a is not None and b is not None:
        return compare(operator, a, b)
    there = a or b
    assert there is not None
    return f"(CASE WHEN {there.sql} IS NOT NULL THEN {TRUE if when_open else FALSE} END)"


def _equal(operator: Operator, a: Number | Between, b: Number | Between) -> str:
    """Two numbers of which one is in doubt may always differ; whether they may be equal is the question."""
    if isinstance(a, Number):
        a, b = b, a
    assert isinstance(a, Between)
    (low, high), (least, most) = _ends(a), _ends(b)
    assert low is not None
    assert least is not None
    may = [compare("≥", high, least)] if high is not None else []
    may += [compare("≤", low, most)] if most is not None else []
    if isinstance(b, Number):
        may.append(_is_on_step(low, b) if a.loose == FALSE else f"({a.loose} OR {_is_on_step(low, b)})")
    elif low.under is not None or least.under is not None:
        raise Gap("two shares in doubt")
    sure = [compare("=", low, high) if high else FALSE, compare("=", least, most) if most else FALSE]
    yes, no = (TRUE, FALSE) if operator == "=" else (FALSE, TRUE)
    certain = " AND ".join([*sure, compare("=", low, least)])
    known = f"{low.sql} IS NOT NULL AND {least.sql} IS NOT NULL"
    return (
        f"(CASE WHEN {known} THEN CASE WHEN NOT ({' AND '.join(may) or TRUE}) THEN {no} "
        f"WHEN {certain} THEN {yes} END END)"
    )


def _is_on_step(low: Number, value: Number) -> str:
    """Whether *value* lies a whole number of members above *low*."""
    whole = Number(low.under, most=low.under_most) if low.under is not None else None
    return is_whole(product(value, whole) if whole else value)
