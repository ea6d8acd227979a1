"""A JSON text → Given. Numbers stay exact, names given twice stay twice, and every value knows its place.

``json`` itself gives neither places nor a bound on depth, so this reads the few signs of JSON on its own.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Final

from ankang_rules.facts import messages
from ankang_rules.facts.from_bytes import CONTROL, refuse
from ankang_rules.facts.limits import MOST_LEVELS
from ankang_rules.model.given import Given, GivenMapping, Plain
from ankang_rules.source import Source, Span

_BLANK = re.compile(r"[ \t\n\r]*")
_STRING = re.compile(r'("[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*")[ \t\n\r]*')
_NUMBER = re.compile(r"(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)[ \t\n\r]*")
# NaN and the infinities are not JSON, but Python writes them: only the fact that has one is invalid.
_WORD = re.compile(r"(true|false|null|NaN|-?Infinity)[ \t\n\r]*")
_WORDS: Final[dict[str, Plain]] = {
    "true": True,
    "false": False,
    "null": None,
    **{word: Decimal(word) for word in ("NaN", "Infinity", "-Infinity")},
}


def given_from_json(source: Source) -> Given:
    """Return what *source* holds, or raise :class:`FactsError` where it is not JSON."""
    reader = _Reader(source)
    given = reader.value(0)
    if reader.at < len(source.text):
        refuse(messages.notation.json_goes_on(reader.point()))
    return given


class _Reader:
    """Reads from *at* on, which stands before a value or a sign, never before a blank."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.at = 0
        self.skip(0)

    def skip(self, signs: int) -> None:
        """Step over *signs* characters and the blanks behind them."""
        found = _BLANK.match(self.source.text, self.at + signs)
        self.at = found.end() if found else self.at

    def sign(self) -> str:
        return self.source.text[self.at : self.at + 1]

    def point(self) -> Span:
        return Span(self.source, self.at, min(self.at + 1, len(self.source.text)))

    def taken(self, pattern: re.Pattern[str]) -> Span | None:
        """Return what *pattern* finds here, stepping over it and the blanks behind it."""
        found = pattern.match(self.source.text, self.at)
        if not found:
            return None
        self.at = found.end()
        return Span(self.source, found.start(), found.end(1))

    def value(self, depth: int) -> Given:
        match self.sign():
            case "{" | "[" if depth == MOST_LEVELS:
                refuse(messages.files.too_deep(self.point()))
            case "{":
                return self.mapping(depth + 1)
            case "[":
                return self.sequence(depth + 1)
            case '"':
                return self.string()
        if span := self.taken(_NUMBER):
            return Given(_exact(span.text), span=span)
        if span := self.taken(_WORD):
            return Given(_WORDS[span.text], span=span)
        refuse(messages.notation.json_value_expected(self.point()))

    def string(self) -> Given:
        span = self.taken(_STRING)
        if not span:
            refuse(messages.notation.json_text_not_closed(self.point()))
        text = span.text[1:-1]
        if "\\" in text:
            try:
                text = json.loads(span.text)
            except ValueError:
                refuse(messages.notation.bad_escape(span))
        if CONTROL.search(text):
            refuse(messages.files.control_character(span))
        return Given(text, quoted=True, span=span)

    def sequence(self, depth: int) -> Given:
        start, items = self.at, list[Given]()
        self.skip(1)
        while self.sign() != "]" or items:
            items.append(self.value(depth))
            if not self.goes_on("]"):
                break
        return Given(tuple(items), span=self.closed(start))

    def mapping(self, depth: int) -> Given:
        start, items = self.at, list[tuple[Given, Given]]()
        self.skip(1)
        while self.sign() != "}" or items:
            if self.sign() != '"':
                refuse(messages.notation.json_name_expected(self.point()))
            name = self.string()
            if self.sign() != ":":
                refuse(messages.notation.json_sign_expected(self.point(), ":"))
            self.skip(1)
            items.append((name, self.value(depth)))
            if not self.goes_on("}"):
                break
        return Given(GivenMapping(tuple(items)), span=self.closed(start))

    def goes_on(self, end: str) -> bool:
        """Step over a comma; False before *end*."""
        if self.sign() == ",":
            self.skip(1)
            return True
        if self.sign() != end:
            refuse(messages.notation.json_sign_expected(self.point(), ",", end))
        return False

    def closed(self, start: int) -> Span:
        span = Span(self.source, start, self.at + 1)
        self.skip(1)
        return span


def _exact(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except InvalidOperation:
        return text  # an exponent beyond all bounds: the reader of numbers refuses it by its text
