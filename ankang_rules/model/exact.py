"""Exact numbers: read from text, written as text, never through a float."""

from __future__ import annotations

import re
import sys
from fractions import Fraction

MOST_DIGITS = 400
"""Digits a number handed in may have, in its whole and its fractional part each."""

_NUMBER = re.compile(r"(?P<whole>\d(?:_?\d)*)(?:\.(?P<part>\d(?:_?\d)*))?", re.ASCII)


class TooManyDigits(ValueError):
    """A number has more digits than the language bounds allow."""


def parse_number(text: str) -> Fraction | None:
    """Return the unsigned number written in *text*, or None where it is not one.

    Underscores may part digits. Raises :class:`TooManyDigits` before anything long is expanded.

    >>> parse_number("499_999.50")
    Fraction(999999, 2)
    """
    found = _NUMBER.fullmatch(text)
    if not found:
        return None
    whole, part = found["whole"].replace("_", ""), (found["part"] or "").replace("_", "")
    if max(len(whole), len(part)) > MOST_DIGITS:
        raise TooManyDigits(text[:20])
    return Fraction(int(whole + part), 10 ** len(part))


def digits(value: Fraction | int) -> int:
    """Return how many decimal digits *value* needs, counting numerator and denominator, never too few."""
    value = Fraction(value)
    return _bits_to_digits(value.numerator) + _bits_to_digits(value.denominator)


def _bits_to_digits(number: int) -> int:
    return number.bit_length() * 30103 // 100000 + 1


def integer_text(number: int) -> str:
    """Return the decimal digits of *number*, however many there are (CPython's own limit is 4,300)."""
    limit = getattr(sys, "get_int_max_str_digits", lambda: 0)()
    if not limit or number.bit_length() * 30103 // 100000 + 1 < limit:
        return str(number)
    sign, number, parts, step = "-" if number < 0 else "", abs(number), [], 10**4000
    while number:
        number, low = divmod(number, step)
        parts.append(str(low).zfill(4000))
    return sign + "".join(reversed(parts)).lstrip("0")


def exact_text(value: Fraction | int) -> str:
    """Return *value* exactly: as a decimal where it ends, else as a fraction.

    >>> exact_text(Fraction(999999, 2)), exact_text(Fraction(1, 3))
    ('499999.5', '1/3')
    """
    value = Fraction(value)
    places = decimal_places(value)
    if places is None:
        return f"{integer_text(value.numerator)}/{integer_text(value.denominator)}"
    if not places:
        return integer_text(value.numerator)
    sign = "-" if value < 0 else ""
    shown = integer_text(abs(value.numerator) * 10**places // value.denominator).zfill(places + 1)
    return f"{sign}{shown[:-places]}.{shown[-places:]}"


def decimal_places(value: Fraction) -> int | None:
    """Return how many decimal places *value* needs, or None where it never ends."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def shown_text(value: Fraction | int, places: int = 2) -> str:
    """Return *value* for people: thousands parted, and marked ``≈`` where *places* decimals do not hold it.

    A value that is not zero, or not whole, is never shown as if it were: more places are taken until it differs.

    >>> shown_text(Fraction(499999)), shown_text(Fraction(1, 3)), shown_text(Fraction(1, 100000))
    ('499,999', '≈ 0.33', '0.00001')
    """
    value = Fraction(value)
    needed = decimal_places(value)
    if needed is not None and needed <= max(places, 4 if abs(value) >= 1 else 6):
        return _grouped(exact_text(value))
    while places < 12 and round_half_up(value, places).denominator == 1:
        places += 1
    return f"≈ {_grouped(exact_text(round_half_up(value, places)))}"


def round_half_up(value: Fraction, places: int) -> Fraction:
    """Return *value* rounded to *places* decimals, halves away from zero."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if value >= 0 else -whole, 10**places)


def _grouped(text: str) -> str:
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, dot, part = text.partition(".")
    head = len(whole) % 3
    groups = ([whole[:head]] if head else []) + [whole[i : i + 3] for i in range(head, len(whole), 3)]
    return f"{sign}{','.join(groups)}{dot}{part}"
