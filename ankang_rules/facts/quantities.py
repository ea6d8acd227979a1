"""Numbers with units → exact values in the base unit: counts, numbers, money, shares, lengths of time."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Final

from ankang_rules.facts import messages
from ankang_rules.facts.about import About
from ankang_rules.facts.numbers import NOT_A_NUMBER, NotRead, Number, from_text, half_width, read_number
from ankang_rules.facts.reading import Invalid, Reading
from ankang_rules.facts.values import ValueReader
from ankang_rules.model.exact import exact_text
from ankang_rules.model.given import Given
from ankang_rules.model.names import fold
from ankang_rules.model.outcome import Known
from ankang_rules.model.types import Duration, Quantity, Share
from ankang_rules.model.units import PRELUDE, UnitWord
from ankang_rules.source.numerals import in_digits

_PARTS: Final = {"%": Fraction(1, 100), "‰": Fraction(1, 1000)}
_LARGEST_PLAIN: Final = 10**30

Range = tuple[Fraction, Fraction]


class Units:
    """The words for units that facts may use: those of the ruleset, and those every file knows."""

    def __init__(self, declared: Iterable[UnitWord]) -> None:
        self._words: dict[str, UnitWord] = {}
        words = (*declared, *PRELUDE)
        for word in words:
            self._words.setdefault(fold(word.name), word)
        for word in words:
            for label in filter(None, (word.labels.zh, word.labels.en)):
                self._words.setdefault(fold(label), word)

    def find(self, word: str) -> UnitWord | None:
        return self._words.get(fold(word))

    def fitting(self, kind: Quantity | Duration) -> list[str]:
        """Return the words in which a value of *kind* can be given."""
        return list(dict.fromkeys(word.name for word in self._words.values() if word.unit == kind.unit))


class NumberReader(ValueReader):
    """What counts, numbers, money, shares and lengths of time have in common. *expected* is a plausible range."""

    expected: Range | None = None

    def value(self, given: Given, about: About, reading: Reading) -> Fraction:
        number = read_number(given)
        if isinstance(number, NotRead):
            raise self._refused(number, given, about, reading)
        value = self.scaled(number, given, about, reading)
        self.check(value, given, about)
        if self.expected and not self.expected[0] <= value <= self.expected[1]:
            reading.warn(messages.values.implausible, given, about, self.kind, *self.expected)
        return value

    def scaled(self, number: Number, given: Given, about: About, reading: Reading) -> Fraction:
        """Return *number* in the base unit."""
        raise NotImplementedError

    def check(self, value: Fraction, given: Given, about: About) -> None:
        """Raise :class:`Invalid` where the type does not allow *value*."""

    def _refused(self, number: NotRead, given: Given, about: About, reading: Reading) -> Invalid:
        match number.why:
            case "not a number":
                return self.wrong_type(given, about, number.meant or self._in_digits(given, about, reading))
            case "too long":
                return Invalid(messages.values.number_too_long, given, about)
            case "not finite":
                return Invalid(messages.values.not_finite, given, about)
            case why:
                return Invalid(messages.values.two_ways, given, about, number.meant, why)

    def _in_digits(self, given: Given, about: About, reading: Reading) -> str:
        """How a number in Chinese characters, or behind the sign of a currency, is written here."""
        text = half_width(given.value) if isinstance(given.value, str) else ""
        said = f"{text[1:].strip()} 元" if text[:1] in ("¥", "￥") else in_digits(text)
        number = from_text(said) if said != text else NOT_A_NUMBER
        try:
            fits = isinstance(number, Number)
            if isinstance(number, Number):
                self.check(self.scaled(number, given, about, reading), given, about)
        except Invalid:
            fits = False
        return said if fits else ""


class QuantityReader(NumberReader):
    """A quantity in *kind*'s unit. A bare number is read in *word*, the unit as the declaration writes it."""

    def __init__(self, kind: Quantity | Duration, units: Units, word: UnitWord | None = None) -> None:
        super().__init__(kind)
        self.unit = kind.unit
        self.units = units
        self.bare = word.scale if word else Fraction(1)
        self._times = self.bare.numerator if self.bare.denominator == 1 else None
        self.fitting = units.fitting(kind)
        self.is_count = isinstance(kind, Quantity) and kind.kind == "count"

    def plain(self, value: Any) -> Known | None:
        """A whole bare number."""
        if type(value) is not int or not -_LARGEST_PLAIN < value < _LARGEST_PLAIN or (self.is_count and value < 0):
            return None
        number = value * self.bare if self._times is None else Fraction(value * self._times)
        if self.is_count and number.denominator != 1:
            return None
        return Known(number) if self.expected is None or self.expected[0] <= number <= self.expected[1] else None

    def written(self, value: Any) -> str:
        return str(value)

    def scaled(self, number: Number, given: Given, about: About, reading: Reading) -> Fraction:
        if not number.suffix:
            return number.value * self.bare
        word = self.units.find(number.suffix)
        if word and word.unit == self.unit:
            return number.value * word.scale
        if word or number.suffix in _PARTS:
            raise Invalid(messages.values.wrong_unit, given, about, self.kind, number.suffix, self.fitting)
        likely = reading.likely(number.suffix, self.fitting)
        raise Invalid(messages.values.unknown_unit, given, about, self.kind, number.suffix, likely, self.fitting)

    def check(self, value: Fraction, given: Given, about: About) -> None:
        if self.is_count and value.denominator != 1:
            raise Invalid(messages.values.count_is_fractional, given, about)
        if self.is_count and value < 0:
            raise Invalid(messages.values.count_is_negative, given, about)


class ShareReader(NumberReader):
    """A share: in percent, per mille, or as a bare number no larger than 1."""

    def __init__(self, kind: Share) -> None:
        super().__init__(kind)
        self.within = kind.within

    def plain(self, value: Any) -> Known | None:
        """A short fraction from 0 to 1."""
        if type(value) is not Fraction or value.denominator > _LARGEST_PLAIN or not 0 <= value <= 1:
            return None
        if (self.within is not None and value > self.within) or self.expected is not None:
            return None
        return Known(value)

    def written(self, value: Any) -> str:
        return exact_text(value)

    def scaled(self, number: Number, given: Given, about: About, reading: Reading) -> Fraction:
        if number.suffix in _PARTS:
            return number.value * _PARTS[number.suffix]
        if number.suffix:
            raise Invalid(messages.values.wrong_unit, given, about, self.kind, number.suffix, list(_PARTS))
        if abs(number.value) > 1:
            raise Invalid(messages.values.bare_share, given, about, abs(number.value))
        return number.value

    def check(self, value: Fraction, given: Given, about: About) -> None:
        if self.within is not None and value > self.within:
            raise Invalid(messages.values.share_over, given, about, self.within)
