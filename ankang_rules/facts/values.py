"""One value as handed in → an outcome. Here stand what all readers share, and the readers of words and days."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from ankang_rules.facts import messages
from ankang_rules.facts.about import About
from ankang_rules.facts.from_bytes import CONTROL
from ankang_rules.facts.from_python import MARKED, TOLD_OF, TOO_DEEP, TOO_MANY, UNORDERED
from ankang_rules.facts.numbers import half_width
from ankang_rules.facts.reading import Invalid, Reading
from ankang_rules.model.given import NONE, Given
from ankang_rules.model.outcome import NO, YES, Known, ReasonKind, Unknown, Value
from ankang_rules.model.types import Date, Text, Type, YesNo
from ankang_rules.source.numerals import in_digits

MOST_PLAIN: Final = 1_000
"""Parts of a list that is plain to see."""
_MISSING_WORDS: Final = frozenset(("", "~", "null"))
_ABSENT_WORDS: Final = frozenset(("none", "无"))
_YES_NO: Final = {"yes": True, "true": True, "是": True, "no": False, "false": False, "否": False}
_YES_NO_ELSEWHERE: Final = frozenset(("on", "off", "y", "n"))
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})-([0-9]{2})|\s*年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日)")
_DAY_ELSEWHERE = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_DAY_WITHOUT_SIGNS = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_CLOCK_BEHIND = re.compile(r"[Tt\s]\s*[0-9]{1,2}:[0-9]{2}.*", re.DOTALL)


def is_missing(given: Given) -> bool:
    """Whether *given* says that nothing is known."""
    if isinstance(given.value, str):
        return not given.quoted and given.value.strip().casefold() in _MISSING_WORDS
    return given.value is None and given.original is None


def is_absent(given: Given, *, for_text: bool = False) -> bool:
    """Whether *given* reports that there is none. *for_text*: a word in quotation marks is the text it is."""
    if isinstance(given.value, str):
        return not (given.quoted and for_text) and given.value.strip().casefold() in _ABSENT_WORDS
    return given.value is NONE


class ValueReader:
    """Reads values of the type *kind*. Where a list is wanted, *ordered* says that a set will not do."""

    ordered = True

    def __init__(self, kind: Type) -> None:
        self.kind = kind

    def outcome(self, given: Given, about: About, reading: Reading) -> Known | Unknown:
        """Return what *given* says *about* something; what is wrong with it is said to *reading*."""
        if is_missing(given):
            return about.unknown(ReasonKind.MISSING)
        if is_absent(given, for_text=isinstance(self.kind, Text)):
            return about.unknown(ReasonKind.ABSENT)
        try:
            if given.original is not None and (self.ordered or given.original is not UNORDERED):
                raise self._not_read(given, about)
            return Known(self.value(given, about, reading))
        except Invalid as invalid:
            invalid.tell(reading)
            return about.unknown(ReasonKind.INVALID)

    def value(self, given: Given, about: About, reading: Reading) -> Value:
        """Return the value of *given*, or raise :class:`Invalid`."""
        raise NotImplementedError

    def plain(self, value: Any) -> Known | None:
        """Return what a Python object says, where that is plain to see; None where anything needs a closer look.

        It is what :meth:`outcome` returns for it, with nothing to say. Embedders hand over little else, by the million.
        """
        return None

    def written(self, value: Any) -> str:
        """Return what the author of a plain *value* wrote."""
        return ""

    def wrong_type(self, given: Given, about: About, meant: str = "") -> Invalid:
        return Invalid(messages.values.wrong_type, given, about, self.kind, meant)

    def _not_read(self, given: Given, about: About) -> Invalid:
        if given.original is TOO_DEEP:
            return Invalid(messages.files.too_deep, given)
        if given.original is TOO_MANY:
            return Invalid(messages.files.too_many_parts, given)
        if given.original is UNORDERED:
            return Invalid(messages.values.set_for_list, given, about, self.kind)
        if given.original is TOLD_OF:
            return Invalid()
        if given.original is MARKED:
            return Invalid(messages.tables.marked_invalid, given, about.title)
        return Invalid(messages.values.not_a_fact, given, about, self.kind)


class YesNoReader(ValueReader):
    """Yes or no, in words of either language."""

    def __init__(self) -> None:
        super().__init__(YesNo())

    def plain(self, value: Any) -> Known | None:
        return YES if value is True else NO if value is False else None

    def written(self, value: Any) -> str:
        return "yes" if value else "no"

    def value(self, given: Given, about: About, reading: Reading) -> bool:
        value = given.value
        if isinstance(value, bool):
            return value
        word = half_width(value).casefold() if isinstance(value, str) else ""
        if word in _YES_NO:
            return _YES_NO[word]
        if word in _YES_NO_ELSEWHERE:
            raise Invalid(messages.values.two_ways, given, about, "", "yes or no")
        if word in ("0", "1") or _is_zero_or_one(value):
            raise Invalid(messages.values.yes_no_as_number, given, about)
        raise self.wrong_type(given, about)


def _is_zero_or_one(value: object) -> bool:
    """Whether *value* is the number 0 or 1; a signalling NaN raises when it is compared, so it never is."""
    if isinstance(value, Decimal) and not value.is_finite():
        return False
    return isinstance(value, int | Decimal | Fraction) and value in (0, 1)


class DateReader(ValueReader):
    """A calendar day. *expected* is a plausible period."""

    expected: tuple[date, date] | None = None

    def __init__(self) -> None:
        super().__init__(Date())

    def plain(self, value: Any) -> Known | None:
        if type(value) is not date or (self.expected and not self.expected[0] <= value <= self.expected[1]):
            return None
        return Known(value)

    def written(self, value: Any) -> str:
        return str(value)

    def value(self, given: Given, about: About, reading: Reading) -> date:
        day = self._day(given, about)
        if self.expected and not self.expected[0] <= day <= self.expected[1]:
            reading.warn(messages.values.implausible_day, given, about, *self.expected)
        return day

    def _day(self, given: Given, about: About) -> date:
        value = given.value
        if isinstance(value, datetime):
            raise Invalid(messages.values.clock_time, given, about, value.date().isoformat())
        if isinstance(value, date):
            return value
        if not isinstance(value, str):
            raise self.wrong_type(given, about, _without_signs(str(value)) if isinstance(value, int) else "")
        text = half_width(value)
        day = read_day(text)
        if day is None and _DAY.fullmatch(text):
            raise Invalid(messages.values.not_in_calendar, given, about)
        return day or self._almost(text, given, about)

    def _almost(self, text: str, given: Given, about: About) -> date:
        """Say how a notation that is no date here would be written."""
        found = _DAY_ELSEWHERE.match(text)
        day = _calendar_day(found) if found else None
        if not found or not day:
            day = read_day(in_digits(text))
            raise self.wrong_type(given, about, day.isoformat() if day else _without_signs(text))
        if _CLOCK_BEHIND.fullmatch(text, found.end()):
            raise Invalid(messages.values.clock_time, given, about, day.isoformat())
        raise self.wrong_type(given, about, day.isoformat() if found.end() == len(text) else "")


def _without_signs(text: str) -> str:
    """How a day that is written as eight digits is written here."""
    found = _DAY_WITHOUT_SIGNS.fullmatch(text)
    day = _calendar_day(found) if found else None
    return day.isoformat() if day else ""


def read_day(text: str) -> date | None:
    """Return the day that *text* names, or None where it is written otherwise or not in the calendar."""
    found = _DAY.fullmatch(half_width(text))
    return _calendar_day(found) if found else None


def _calendar_day(found: re.Match[str]) -> date | None:
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        return None


class TextReader(ValueReader):
    """A text, kept as it is. What YAML leaves without quotation marks is a text too, ``2014`` as well as ``yes``."""

    def __init__(self) -> None:
        super().__init__(Text())

    def value(self, given: Given, about: About, reading: Reading) -> str:
        if isinstance(given.value, str):
            return clean_text(given, about)
        if isinstance(given.value, int | Decimal) and not isinstance(given.value, bool):
            raise Invalid(messages.values.number_for_text, given, about)
        raise self.wrong_type(given, about)


def clean_text(given: Given, about: About) -> str:
    """Return the text of *given*, or raise :class:`Invalid` where it holds what no report can."""
    text = str(given.value)
    if CONTROL.search(text):
        raise Invalid(messages.files.control_character, given)
    return text
