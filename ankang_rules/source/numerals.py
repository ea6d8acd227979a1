"""Numbers in Chinese characters → digits, to say how they are written here. No number is ever read from them."""

from __future__ import annotations

import re

NUMERALS = "零〇一二两三四五六七八九十百千"
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000}
_RUN = re.compile(f"[{NUMERALS}]+")
_TENTHS = re.compile(r"([1-9])成([1-9]?)")


def in_digits(text: str) -> str:
    """Return *text* with its numbers in digits; what is no number stays.

    >>> in_digits("二〇一四年十一月三十日"), in_digits("三百零五人"), in_digits("百分之九十八点五"), in_digits("九成八")
    ('2014年11月30日', '305人', '98.5%', '98%')
    """
    is_percent = text.startswith("百分之")
    said = _RUN.sub(lambda run: _number(run[0]), text.removeprefix("百分之") if is_percent else text)
    said = re.sub(r"(?<=\d)点(?=\d)", ".", said, flags=re.ASCII)
    said = _TENTHS.sub(lambda found: f"{found[1]}{found[2] or 0}%", said)
    return f"{said}%" if is_percent else said


def _number(run: str) -> str:
    """Digit by digit, as in years, or by tens, hundreds and thousands, as in counts."""
    if not _SCALES.keys() & set(run):
        return "".join(str(_DIGITS[char]) for char in run)
    total, digit, last = 0, 0, 10_000
    for at, char in enumerate(run):
        scale = _SCALES.get(char)
        if scale is None:
            if digit:
                return run
            digit = _DIGITS[char]
        elif scale >= last or (not digit and at):
            return run
        else:
            total, digit, last = total + (digit or 1) * scale, 0, scale
    return str(total + digit)
