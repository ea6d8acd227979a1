"""Chinese words without spaces between: 基金总量的50% is 基金总量 的 50%."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from ankang_rules.model.names import fold
from ankang_rules.syntax.keywords import KEYWORDS
from ankang_rules.syntax.lexer import chinese_keywords

_AFTER_NUMBER = tuple(word for k in KEYWORDS if k.terminal == "POST" for word in k.zh)
_LONGEST = 80
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_NUMBER = re.compile(r"[0-9](?:_?[0-9])*(?:\.[0-9]+)?[%‰]?")

_SIGNS = "|".join(
    sorted((word for k in KEYWORDS if k.terminal == "CMP" for word in k.zh if len(word) > 1), reverse=True)
)
_COMPARED = re.compile(
    rf"(?P<name>\D+?)(?P<sign>{_SIGNS})(?P<number>[0-9][0-9._]*[%‰]?)(?P<unit>\w*)"
    rf"|(?P<what>\D+?)(?P<most>[0-9][0-9._]*\w*?(?:{'|'.join(_AFTER_NUMBER)}))"
)

Words = tuple[str, ...]


def part(text: str, names: Collection[str], units: Collection[str]) -> str | None:
    """Return *text* with spaces between its names, numbers and keywords, or None where it is not made of them.

    *names* and *units* are folded. Of several ways the one with the fewest words is taken, so that a name is not parted
    at a keyword inside it.
    """
    text = text.translate(_FULL_WIDTH)
    if len(text) > _LONGEST:
        return None
    keywords = chinese_keywords()

    @cache
    def best(start: int, after_operand: bool) -> Words | None:
        if start == len(text):
            return ()
        if text[start].isspace():
            return best(start + 1, after_operand)
        ways = [
            (words, rest)
            for words, end, operand in steps(start, after_operand)
            if (rest := best(end, operand)) is not None
        ]
        return min((words + rest for words, rest in ways), key=len, default=None)

    def steps(start: int, after_operand: bool) -> Iterator[tuple[Words, int, bool]]:
        """The words that can stand at *start*, where they end, and whether an operand ends there."""
        for keyword in keywords:
            if text.startswith(keyword, start):
                yield (keyword,), start + len(keyword), False
        if after_operand:
            yield from after_name(start)
            return
        for end in range(start + 1, len(text) + 1):
            if fold(text[start:end]) in names:
                yield (text[start:end],), end, True
        if number := _NUMBER.match(text, start):
            yield (number[0],), number.end(), True
            for end in range(number.end() + 1, len(text) + 1):
                unit = text[number.end() : end]
                if not unit[0].isspace() and fold(unit) in units:
                    yield (number[0], unit), end, True

    def after_name(start: int) -> Iterator[tuple[Words, int, bool]]:
        """人数3人以上: a number with its unit, and a word that compares with it."""
        if number := _NUMBER.match(text, start):
            for end in range(number.end(), len(text) + 1):
                unit = text[number.end() : end]
                for word in _AFTER_NUMBER:
                    if (not unit or fold(unit) in units) and text.startswith(word, end):
                        yield (text[start : end + len(word)],), end + len(word), False

    words = best(0, False)
    if words is None or len(words) < 2 or all(word in keywords for word in words):
        return None
    return " ".join(words)


def compared(text: str) -> str | None:
    """Return *text* parted into a name, a sign and a number, though nobody declared that name or unit; else None.

    Only such text is taken so as is hardly ever a name: a word that compares, with a number behind it or before.
    """
    found = _COMPARED.fullmatch("".join(text.translate(_FULL_WIDTH).split()))
    return " ".join(part for part in found.groups() if part) if found else None
