"""Pieces of generated code, with what must be known before they may run."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm

from attrs import frozen

_LONGEST_LITERAL = 4000


@frozen
class Code:
    """An expression in Python. It may run only where none of the tests in *unless* holds; else it is unknown.

    The tests run in their order, so that those for what is missing stand before those for a zero below the line.
    """

    text: str
    unless: tuple[str, ...] = ()

    @property
    def is_name(self) -> bool:
        return self.text.isidentifier()


@frozen
class Number(Code):
    """A number: *factor* times the text, over *under*, which is not zero where no test of *unless* holds.

    Text and *under* come to whole numbers as long as the facts are whole. *positive* says that neither of the two can
    be negative, whatever the factor.
    """

    factor: Fraction = Fraction(1)
    under: str | None = None
    positive: bool = False


@frozen
class Truth(Code):
    """A condition: True, False, or None where *open*. It always may run, and is unknown only by itself."""

    open: bool = False


@frozen
class Interval(Code):
    """A number that may be known only by its bounds, as an outcome of the reference; arithmetic takes no bounds."""


@frozen
class Value(Code):
    """A day, word, set or list. *absent* is a test for *none*, where that decides a comparison."""

    absent: str | None = None


def merged(*codes: Code) -> tuple[str, ...]:
    """Return the tests of all *codes*, those for zero last."""
    tests = list(dict.fromkeys(test for code in codes for test in code.unless))
    return tuple(sorted(tests, key=lambda test: test.endswith("== 0")))


def guarded(text: str, unless: tuple[str, ...], otherwise: str = "None") -> str:
    """Return *text* as an expression that is *otherwise* where a test holds."""
    return f"{otherwise} if {' or '.join(unless)} else {text}" if unless else text


def literal(number: int) -> str | None:
    """Return *number* as Python writes it, None where it is too long for that."""
    return f"{number:_}" if abs(number) < 10**_LONGEST_LITERAL else None


def bracketed(text: str) -> str:
    """Return *text* so that it can stand beside any sign."""
    return text if text.isidentifier() or text.replace("_", "").isdigit() else f"({text})"


def times(number: int, text: str) -> str:
    """Return *text* times a whole *number*."""
    if text == "1":
        return literal(number) or _long(number)
    if number == 1:
        return text
    return f"-{bracketed(text)}" if number == -1 else f"{literal(number) or _long(number)} * {bracketed(text)}"


def _long(number: int) -> str:
    # CPython reads no decimal literal beyond 4,300 digits; in base 16 there is no such bound.
    return hex(number)


def fixed(value: Fraction) -> Number:
    """Return *value* itself as code."""
    return Number("1", factor=value, positive=True)


def product(left: Number, right: Number) -> Number:
    """Return *left* times *right*."""
    if not left.factor * right.factor:
        return Number("1", merged(left, right), Fraction(0), positive=True)
    return Number(
        _product(left.text, right.text),
        merged(left, right),
        left.factor * right.factor,
        _under(left.under, right.under),
        left.positive and right.positive,
    )


def _product(left: str, right: str) -> str:
    if "1" in (left, right):
        return right if left == "1" else left
    return f"{bracketed(left)} * {bracketed(right)}"


def _under(left: str | None, right: str | None) -> str | None:
    return _product(left, right) if left and right else left or right


def ratio(above: Number, below: Number) -> Number:
    """Return *above* over *below*, which is unknown where *below* is zero."""
    if not below.factor:
        return Number("1", (*merged(above, below), "0 == 0"), Fraction(0), positive=True)
    zero = () if below.text == "1" else (f"{bracketed(below.text)} == 0",)
    return Number(
        _product(above.text, below.under or "1"),
        merged(Code("", (*above.unless, *below.unless, *zero))),
        above.factor / below.factor,
        _under(above.under, None if below.text == "1" else below.text),
        above.positive and below.positive,
    )


def total(left: Number, right: Number, sign: int) -> Number:
    """Return *left* plus or, with *sign* -1, minus *right*."""
    common = common_factor([left.factor, right.factor])
    a = _over(times(_whole(left.factor / common), left.text), right.under if left.under != right.under else None)
    b = _over(times(_whole(right.factor / common), right.text), left.under if left.under != right.under else None)
    under = left.under if left.under == right.under else _under(left.under, right.under)
    positive = left.positive and right.positive and sign == 1 and min(left.factor, right.factor) >= 0
    text = f"{a} {'+' if sign == 1 else '-'} {b if sign == 1 and '-' not in b else bracketed(b)}"
    return Number(text, merged(left, right), common, under, positive)


def _over(text: str, under: str | None) -> str:
    return _product(text, under) if under else text


def common_factor(factors: list[Fraction]) -> Fraction:
    """Return the largest factor of which all *factors* are whole multiples; 1 where all are zero."""
    below = lcm(*(factor.denominator for factor in factors))
    above = gcd(*(int(factor * below) for factor in factors))
    return Fraction(above or below, below)


def _whole(factor: Fraction) -> int:
    assert factor.denominator == 1
    return factor.numerator


def scaled_to(number: Number, common: Fraction) -> str:
    """Return *number* without anything below the line, in steps of *common*."""
    text = times(_whole(number.factor / common), number.text)
    return f"quotient({text}, {number.under})" if number.under else text


def exactly(number: Number) -> str:
    """Return *number* itself, without a factor."""
    common = Fraction(1, number.factor.denominator)
    text = scaled_to(number, common)
    return text if common == 1 else f"quotient({text}, {number.factor.denominator})"


def exact(number: Number) -> str:
    """Return *number* itself where it is known, None elsewhere."""
    return f"({guarded(exactly(number), number.unless)})"


def compared(sign: str, left: Number, right: Number) -> str:
    """Return the comparison of two numbers, multiplied out so that nothing is divided."""
    common = common_factor([left.factor, right.factor])
    # The sign is that of the product of what stands below; unless it is known, all is multiplied by it once more.
    a = _crossed(times(_whole(left.factor / common), left.text), right, left, sign)
    b = _crossed(times(_whole(right.factor / common), right.text), left, right, sign)
    return f"{a} {sign} {b}"


def _crossed(text: str, other: Number, own: Number, sign: str) -> str:
    text = _product(text, other.under) if other.under else text
    if sign in ("==", "!="):
        return text
    for number in (own, other):
        if number.under and not number.positive:
            text = _product(text, number.under)
    return text
