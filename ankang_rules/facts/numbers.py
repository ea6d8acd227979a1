"""One number as handed in → an exact Fraction and the unit written behind it."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Final, Literal

from attrs import frozen

from ankang_rules.model.exact import MOST_DIGITS, TooManyDigits, parse_number
from ankang_rules.model.given import Given

_TOO_LARGE: Final = 10**MOST_DIGITS
_WIDE: Final = {0x3000: " ", **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}}

# A unit begins with none of the signs that could still belong to the number, so `2013-05-20` has no unit `-05-20`.
_NUMBER = re.compile(
    r"(?P<sign>[+−-]?)(?P<digits>[0-9][0-9_,]*(?:\.[0-9_]+)?)(?P<exponent>[eE][+-]?[0-9]+)?(?:/(?P<under>[0-9]+))?"
    r"\s*(?P<suffix>[^\s0-9+−.,:_/'\"-].*)?",
    re.DOTALL,
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_CLOCK = re.compile(r"[0-9]+(?::[0-9]+)+(?:\.[0-9]+)?")
_BASED = re.compile(r"[xX][0-9a-fA-F_]+|[oO][0-7_]+|[bB][01_]+")

Why = Literal["not a number", "too long", "leading zero", "clock", "other base", "commas", "not finite"]


@frozen
class Number:
    """An exact number, with what stood behind it: a unit, ``%``, or nothing."""

    value: Fraction
    suffix: str = ""


@frozen
class NotRead:
    """Why something is not read as a number, and how it might have been meant."""

    why: Why
    meant: str = ""


NOT_A_NUMBER: Final = NotRead("not a number")
TOO_LONG: Final = NotRead("too long")


def half_width(text: str) -> str:
    """Return *text* with full-width letters, digits and signs as their half-width twins, without blanks around it.

    >>> half_width("９８％")
    '98%'
    """
    return text.strip() if text.isascii() else text.translate(_WIDE).strip()


def read_number(given: Given) -> Number | NotRead:
    """Return the number in *given*, whatever kind of value holds it."""
    value = given.value
    if isinstance(value, str):
        return from_text(half_width(value))
    if isinstance(value, bool):
        return NOT_A_NUMBER
    if isinstance(value, int):
        return Number(Fraction(value)) if -_TOO_LARGE < value < _TOO_LARGE else TOO_LONG
    if isinstance(value, Fraction):
        fits = max(abs(value.numerator), value.denominator) < _TOO_LARGE
        return Number(value) if fits else TOO_LONG
    if isinstance(value, float):
        # float.__repr__: a subclass may print itself as something else, and the shortest text is what was meant
        return _from_decimal(Decimal(float.__repr__(value))) if isfinite(value) else NotRead("not finite")
    return _from_decimal(value) if isinstance(value, Decimal) else NOT_A_NUMBER


def _from_decimal(value: Decimal) -> Number | NotRead:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        return NotRead("not finite")
    # Without an exponent 400 digits before the point, as in text; with one, up to 1E+400.
    highest = MOST_DIGITS if exponent > 0 else MOST_DIGITS - 1
    if exponent < -MOST_DIGITS or value.adjusted() > highest:
        return TOO_LONG
    return Number(Fraction(value))


def from_text(text: str) -> Number | NotRead:
    """Return the number that *text* spells; *text* is half-width and has no blanks around it."""
    found = _NUMBER.fullmatch(text)
    if not found:
        return _not_a_number(text)
    sign, digits, exponent, under, suffix = found.groups()
    if (len(digits) > 1 or suffix) and (refused := _two_ways(digits, suffix or "")):
        return refused
    try:
        value = parse_number(digits)
        below = parse_number(under) if under else Fraction(1)
    except TooManyDigits:
        return TOO_LONG
    if value is None or not below or (exponent and under):
        return NOT_A_NUMBER
    if exponent:
        scaled = _scaled(digits, exponent)
        if isinstance(scaled, NotRead):
            return scaled
        value = scaled.value
    return Number((value if sign in ("", "+") else -value) / below, (suffix or "").rstrip())


def _two_ways(digits: str, suffix: str) -> NotRead | None:
    """Return why a notation is refused that other programs read as some other number."""
    if "," in digits:
        return NotRead("commas", digits.replace(",", "") if len(digits) < 40 and _GROUPED.fullmatch(digits) else "")
    if digits == "0" and _BASED.fullmatch(suffix):
        return NotRead("other base", str(int(f"0{suffix}", 0)) if len(suffix) < 20 and "_" not in suffix else "")
    if digits[0] == "0" and digits[1:2] not in ("", "."):
        return NotRead("leading zero", _without_zeros(digits) if len(digits) < 30 else "")
    return None


def _scaled(digits: str, exponent: str) -> Number | NotRead:
    if len(exponent[1:].lstrip("+-0")) > len(str(MOST_DIGITS)):
        return TOO_LONG
    return _from_decimal(Decimal(digits.replace("_", "") + exponent))


def _not_a_number(text: str) -> NotRead:
    if _CLOCK.fullmatch(text):
        return NotRead("clock")
    sign, rest = (text[:1], text[1:]) if text[:1] in ("+", "-") else ("", text)
    if rest[:1] == "." and rest[1:].isascii() and rest[1:].isdigit() and len(rest) < 30:
        return NotRead("not a number", f"{sign}0{rest}")
    return NOT_A_NUMBER


def _without_zeros(digits: str) -> str:
    rest = digits.lstrip("0_")
    return rest if rest[:1].isdigit() else f"0{rest}"
