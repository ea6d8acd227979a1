"""Exact arithmetic in whole numbers: nothing is ever divided, and nothing can overflow.

A number is a whole number times a scale that is known beforehand, over a positive whole number. Comparing two of them
multiplies crosswise. How large each can become is known too, so the type that holds a product is chosen before it is
computed.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor, gcd

from attrs import evolve

from ankang_rules.columns.values import FALSE, TRUE, Number
from ankang_rules.core.nodes import Operator

SMALL, LARGE = 2**63 - 1, 2**127 - 1
"""What a BIGINT and a HUGEINT hold, on both sides of zero."""

_SIGNS: dict[Operator, str] = {"=": "=", "≠": "<>", "<": "<", "≤": "<=", ">": ">", "≥": ">="}
_TURNED: dict[Operator, Operator] = {"=": "=", "≠": "≠", "<": ">", "≤": "≥", ">": "<", "≥": "≤"}


class TooLarge(Exception):
    """A number could become larger than the engine's largest whole number."""


def constant(value: Fraction) -> Number:
    """Return *value* as it stands in a rule."""
    return Number(
        literal(value.numerator),
        most=abs(value.numerator),
        scale=Fraction(1, value.denominator),
        signed=value < 0,
        constant=value,
    )


def literal(whole: int) -> str:
    """Return *whole* with its type, so that the engine does not choose a smaller one."""
    return f"({whole})::{type_for(abs(whole))}"


def type_for(most: int) -> str:
    """Return the type that holds whole numbers up to *most*."""
    if most <= SMALL:
        return "BIGINT"
    if most <= LARGE:
        return "HUGEINT"
    raise TooLarge


def _times(a: str, a_most: int, b: str, b_most: int) -> str:
    if a == literal(1):
        return b
    if b == literal(1):
        return a
    if type_for(a_most * b_most) == "HUGEINT" and max(a_most, b_most) <= SMALL:
        a = f"CAST({a} AS HUGEINT)"
    return f"({a} * {b})"


def scaled(sql: str, most: int, factor: int) -> str:
    return _times(sql, most, literal(factor), abs(factor))


def negative(value: Number) -> Number:
    if value.constant is not None:
        return constant(-value.constant)
    return evolve(value, sql=f"(-{value.sql})", signed=True, absent=FALSE)


def absolute(value: Number) -> Number:
    if value.constant is not None:
        return constant(abs(value.constant))
    return evolve(value, sql=f"abs({value.sql})" if value.signed else value.sql, signed=False, absent=FALSE)


def product(a: Number, b: Number) -> Number:
    if a.constant is None and b.constant is not None:
        a, b = b, a
    if a.constant is not None and b.constant is not None:
        return constant(a.constant * b.constant)
    if a.constant is not None:
        return _multiple(b, a.constant)
    sql, most = _times(a.sql, a.most, b.sql, b.most), a.most * b.most
    under, under_most = _both_under(a, b)
    return Number(
        sql, most=most, scale=a.scale * b.scale, under=under, under_most=under_most, signed=a.signed or b.signed
    )


def _multiple(value: Number, by: Fraction) -> Number:
    """A multiple changes the scale alone; nothing is computed."""
    if by == 0:
        return evolve(value, sql=f"({value.sql} * 0)", most=0, absent=FALSE)
    scaled = evolve(value, scale=value.scale * abs(by), absent=FALSE)
    return negative(scaled) if by < 0 else scaled


def _both_under(a: Number, b: Number) -> tuple[str | None, int]:
    if a.under is None or b.under is None:
        return (a.under, a.under_most) if b.under is None else (b.under, b.under_most)
    return _times(a.under, a.under_most, b.under, b.under_most), a.under_most * b.under_most


def quotient(a: Number, b: Number) -> Number:
    """Return *a* ÷ *b*, NULL where *b* is zero."""
    if b.constant is not None:
        return product(a, constant(1 / b.constant)) if b.constant else Number("NULL::BIGINT")
    if a.constant == 0:
        return Number(f"(nullif(abs({b.sql}), 0) * 0)")
    top, most = (a.sql, a.most) if b.under is None else _product_of((a.sql, a.most), (b.under, b.under_most))
    top = f"({top} * nullif(sign({b.sql}), 0))" if b.signed else f"(CASE WHEN {b.sql} > 0 THEN {top} END)"
    under, under_most = (f"abs({b.sql})" if b.signed else b.sql), b.most
    if a.under is not None:
        under, under_most = _product_of((a.under, a.under_most), (under, under_most))
    return Number(
        top, most=most, scale=a.scale / b.scale, under=under, under_most=under_most, signed=a.signed or b.signed
    )


def _product_of(a: tuple[str, int], b: tuple[str, int]) -> tuple[str, int]:
    return _times(*a, *b), a[1] * b[1]


def total(a: Number, b: Number) -> Number:
    """Return *a* + *b*."""
    if a.constant is not None and b.constant is not None:
        return constant(a.constant + b.constant)
    a, b = alike(a, b)
    most = a.most + b.most
    x, y = a.sql, b.sql
    if type_for(most) == "HUGEINT" and max(a.most, b.most) <= SMALL:
        x = f"CAST({x} AS HUGEINT)"
    return evolve(a, sql=f"({x} + {y})", most=most, signed=a.signed or b.signed, absent=FALSE, constant=None)


def alike(a: Number, b: Number) -> tuple[Number, Number]:
    """Return both with one scale, and over one number."""
    a, b = _with_one_scale(a, b)
    if a.under == b.under:
        return a, b
    under, under_most = _both_under(a, b)
    return _over(a, b, under, under_most), _over(b, a, under, under_most)


def _with_one_scale(a: Number, b: Number) -> tuple[Number, Number]:
    over = a.scale.denominator * b.scale.denominator
    scale = Fraction(gcd(a.scale.numerator * b.scale.denominator, b.scale.numerator * a.scale.denominator), over)
    return _at(a, scale), _at(b, scale)


def _at(value: Number, scale: Fraction) -> Number:
    factor = value.scale / scale
    sql = scaled(value.sql, value.most, factor.numerator)
    return evolve(value, sql=sql, most=value.most * factor.numerator, scale=scale)


def _over(value: Number, other: Number, under: str | None, under_most: int) -> Number:
    if other.under is None:
        return evolve(value, under=under, under_most=under_most)
    sql = _times(value.sql, value.most, other.under, other.under_most)
    return evolve(value, sql=sql, most=value.most * other.under_most, under=under, under_most=under_most)


def compare(operator: Operator, a: Number, b: Number) -> str:
    """Return the condition that *a* stands in relation *operator* to *b*; NULL where either is."""
    if a.constant is not None and b.constant is None:
        return compare(_TURNED[operator], b, a)
    if b.constant is not None and a.under is None:
        return _to_constant(operator, a, b.constant)
    a, b = alike(a, b)
    return f"({a.sql} {_SIGNS[operator]} {b.sql})"


def _to_constant(operator: Operator, a: Number, bound: Fraction) -> str:
    """Hold a whole number against the nearest whole number, so that no column is multiplied."""
    if a.constant is not None:
        holds = {"=": a.constant == bound, "≠": a.constant != bound, "<": a.constant < bound}
        holds |= {"≤": a.constant <= bound, ">": a.constant > bound, "≥": a.constant >= bound}
        return TRUE if holds[operator] else FALSE
    bound /= a.scale
    if operator in ("=", "≠") and bound.denominator != 1:
        return f"(CASE WHEN {a.sql} IS NOT NULL THEN {FALSE if operator == '=' else TRUE} END)"
    whole = ceil(bound) if operator in ("≥", "<") else floor(bound)
    return f"({a.sql} {_SIGNS[operator]} {max(-a.most - 1, min(whole, a.most + 1))})"


def chosen(condition: str, a: Number, b: Number) -> Number:
    """Return *a* where *condition* holds, *b* where it does not, and NULL where that is unknown."""
    a, b = _with_one_scale(a, b)
    under = None
    if a.under is not None or b.under is not None:
        under = _either(condition, a.under or literal(1), b.under or literal(1))
    return Number(
        _either(condition, a.sql, b.sql),
        most=max(a.most, b.most),
        scale=a.scale,
        under=under,
        under_most=max(a.under_most, b.under_most),
        signed=a.signed or b.signed,
    )


def _either(condition: str, a: str, b: str) -> str:
    return f"(CASE WHEN {condition} THEN {a} WHEN NOT {condition} THEN {b} END)"


def rounded(value: Number, quantum: Fraction, mode: str) -> Number:
    """Return the multiple of *quantum* that *mode* chooses."""
    steps = value.scale / quantum
    size = value.sql if not value.signed else f"abs({value.sql})"
    top, most = scaled(size, value.most, steps.numerator), value.most * steps.numerator
    under, under_most = value.under or literal(1), value.under_most
    bottom, bottom_most = scaled(under, under_most, steps.denominator), under_most * steps.denominator
    type_for(2 * max(most, bottom_most))
    top, bottom = (f"CAST({part} AS {type_for(2 * max(most, bottom_most))})" for part in (top, bottom))
    whole, rest = f"({top} // {bottom})", f"({top} % {bottom})"
    up = {
        "down": FALSE,
        "up": f"{rest} > 0",
        "half up": f"{rest} * 2 >= {bottom}",
        "half down": f"{rest} * 2 > {bottom}",
        "half even": f"({rest} * 2 > {bottom} OR ({rest} * 2 = {bottom} AND {whole} % 2 = 1))",
    }[mode]
    sql = f"({whole} + CASE WHEN {up} THEN 1 ELSE 0 END)"
    if value.signed:
        sql = f"(CASE WHEN {value.sql} < 0 THEN -{sql} ELSE {sql} END)"
    return Number(sql, most=most + 1, scale=quantum, signed=value.signed)


def is_whole(value: Number) -> str:
    """Return the condition that *value* is a whole number."""
    top, _ = _product_of((value.sql, value.most), (literal(value.scale.numerator), value.scale.numerator))
    under = (value.under or literal(1), value.under_most)
    bottom, _ = _product_of(under, (literal(value.scale.denominator), value.scale.denominator))
    return f"({top} % {bottom} = 0)"
