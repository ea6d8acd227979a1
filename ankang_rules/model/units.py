"""Units: what a quantity is counted in, and how scaled units relate to their base."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from ankang_rules.model.exact import decimal_places
from ankang_rules.source import Bilingual


@frozen
class Unit:
    """A unit as a quotient of base units: 元 is (元)/(), 元/人 is (元)/(人), a bare number ()/()."""

    over: tuple[str, ...] = ()
    under: tuple[str, ...] = ()

    def __str__(self) -> str:
        top = "·".join(self.over) or "1"
        return f"{top}/{'·'.join(self.under)}" if self.under else "·".join(self.over)

    def __bool__(self) -> bool:
        return bool(self.over or self.under)

    def times(self, other: Unit) -> Unit:
        return _reduced([*self.over, *other.over], [*self.under, *other.under])

    def per(self, other: Unit) -> Unit:
        return _reduced([*self.over, *other.under], [*self.under, *other.over])


ONE = Unit()
DAYS = Unit(("days",))
MONTHS = Unit(("months",))


def _reduced(over: list[str], under: list[str]) -> Unit:
    for name in list(over):
        if name in under:
            over.remove(name)
            under.remove(name)
    return Unit(tuple(sorted(over)), tuple(sorted(under)))


@frozen
class UnitWord:
    """A word for a unit: ``万元`` stands for 10,000 of the base unit 元."""

    name: str
    unit: Unit
    scale: Fraction = Fraction(1)
    labels: Bilingual = Bilingual()


PERCENT = UnitWord("%", ONE, Fraction(1, 100))
PER_MILLE = UnitWord("‰", ONE, Fraction(1, 1000))

_MOST_PLACES = 4


def in_word(value: Fraction, word: UnitWord | None) -> Fraction | None:
    """Return *value* counted in *word*, or None where few decimals do not hold it, or there is no word.

    >>> in_word(Fraction(500_000), UnitWord("万元", ONE, Fraction(10_000)))
    Fraction(50, 1)
    """
    scaled = value / word.scale if word is not None else None
    places = decimal_places(scaled) if scaled is not None else None
    return scaled if places is not None and places <= _MOST_PLACES else None


def _day(scale: Fraction, *names: str) -> list[UnitWord]:
    return [UnitWord(name, DAYS, scale) for name in names]


def _month(scale: int, *names: str) -> list[UnitWord]:
    return [UnitWord(name, MONTHS, Fraction(scale)) for name in names]


def _plain(*names: str) -> list[UnitWord]:
    return [UnitWord(name, Unit((name,))) for name in names]


_LENGTHS: dict[Unit, tuple[UnitWord, ...]] = {
    MONTHS: (UnitWord("year", MONTHS, Fraction(12)), UnitWord("month", MONTHS)),
    DAYS: (
        UnitWord("day", DAYS),
        UnitWord("hour", DAYS, Fraction(1, 24)),
        UnitWord("minute", DAYS, Fraction(1, 1440)),
    ),
}

_LONGER = (UnitWord("week", DAYS, Fraction(7)),)
"""Words in which a length is shown only where its author wrote it so."""


def length_of_time(value: Fraction, unit: Unit, written: UnitWord | None = None) -> tuple[Fraction, str]:
    """Return *value* days or months in the word *written*, where it is whole, else in the largest in which it is.

    >>> length_of_time(Fraction(18), MONTHS), length_of_time(Fraction(36, 24), DAYS)
    ((Fraction(18, 1), 'month'), (Fraction(36, 1), 'hour'))
    """
    words = _LENGTHS[unit]
    if written is not None and (scaled := value / written.scale).denominator == 1:
        same = (word.name for word in (*words, *_LONGER) if (word.unit, word.scale) == (unit, written.scale))
        return scaled, next(same, written.name)
    word = next((word for word in words if value and (value / word.scale).denominator == 1), None)
    if word is None:
        return value, "month" if unit == MONTHS else "day"
    return value / word.scale, word.name


PRELUDE: tuple[UnitWord, ...] = (
    *_plain("元", "人", "个", "次", "件", "处", "份", "户", "名", "项", "台", "条", "笔", "家"),
    UnitWord("万元", Unit(("元",)), Fraction(10_000)),
    UnitWord("亿元", Unit(("元",)), Fraction(100_000_000)),
    UnitWord("千元", Unit(("元",)), Fraction(1_000)),
    UnitWord("角", Unit(("元",)), Fraction(1, 10)),
    UnitWord("分", Unit(("元",)), Fraction(1, 100)),
    UnitWord("万人", Unit(("人",)), Fraction(10_000)),
    *_day(Fraction(1), "day", "days", "天", "日"),
    *_day(Fraction(7), "week", "weeks", "周"),
    *_day(Fraction(1, 24), "hour", "hours", "小时"),
    *_day(Fraction(1, 1440), "minute", "minutes", "分钟"),
    *_month(1, "month", "months", "月", "个月"),
    *_month(12, "year", "years", "年"),
)
"""The words every file knows. 次/年 and the like are written 次: the period stands in the label."""
