"""The types of the language."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import Literal

from attrs import field, frozen

from ankang_rules.model.names import fold
from ankang_rules.model.units import DAYS, MONTHS, ONE, Unit, UnitWord
from ankang_rules.source import Bilingual


@frozen
class Type:
    """What a value can be."""


@frozen
class YesNo(Type):
    """Yes or no: a condition, or an attestation."""


@frozen
class Quantity(Type):
    """A count, a number or money, in a unit. A count is whole and not negative when it is a fact.

    *word* is the unit as the author wrote it, such as 万元, in which bare numbers beside it are read and shown.
    """

    kind: Literal["count", "number", "money"] = field(eq=False)
    unit: Unit = ONE
    word: UnitWord | None = field(default=None, eq=False)


@frozen
class Bare(Type):
    """A number without unit or type of its own; it takes those of the other side."""


@frozen
class Share(Type):
    """A part of something; *within* is the largest value it may take as a fact.

    *word* is the sign the author wrote, where that is not the percent sign, and in which it is shown.
    """

    within: Fraction | None = field(default=None, eq=False)
    word: UnitWord | None = field(default=None, eq=False)


@frozen
class Date(Type):
    """A calendar day."""


@frozen
class Duration(Type):
    """A length of time in days or in months; the two do not compare. *word* is the unit as the author wrote it."""

    unit: Unit = DAYS
    word: UnitWord | None = field(default=None, eq=False)


@frozen
class Text(Type):
    """A text, compared code point by code point."""


@frozen
class Member:
    """A member of a list of choices."""

    name: str
    labels: Bilingual = Bilingual()

    @property
    def key(self) -> str:
        return fold(self.name)


@frozen
class Choices:
    """A named list of members; *open* where the source ends it with 等. *name* is empty for one written inline."""

    name: str
    members: tuple[Member, ...]
    open: bool = False
    labels: Bilingual = field(default=Bilingual(), eq=False)

    def find(self, word: str) -> Member | None:
        """Return the member that *word* names, by its name or a label."""
        return self._by_spelling.get(fold(word))

    @cached_property
    def _by_spelling(self) -> dict[str, Member]:
        found: dict[str, Member] = {}
        for member in self.members:
            for text in (member.name, member.labels.zh, member.labels.en):
                if text:
                    found.setdefault(fold(text), member)
        return found


@frozen
class OneOf(Type):
    """One member of *choices*; a value is the member's key."""

    choices: Choices


@frozen
class SetOf(Type):
    """A set of members of *choices*; a value is a frozenset of keys."""

    choices: Choices


@frozen
class Monthly(Type):
    """The first *months* months of the assessment year, all twelve unless stated, each with a value of *of*."""

    of: Type
    months: int = 12


@frozen
class Field:
    """One field of a record."""

    name: str
    type: Type

    @property
    def key(self) -> str:
        return fold(self.name)


@frozen
class ListOf(Type):
    """A list of records; *singular* names one of them."""

    singular: str
    fields: tuple[Field, ...]

    def field_named(self, word: str) -> Field | None:
        key = fold(word)
        return next((field for field in self.fields if field.key == key), None)


@frozen
class UnitsOf(Type):
    """The units of *levels* below the unit in hand, by the keys of the levels."""

    levels: tuple[str, ...]


def same_kind(a: Type, b: Type) -> bool:
    """Whether values of *a* and *b* can be compared; kinds of quantity differ by their unit alone."""
    return a == b


def is_ordered(kind: Type) -> bool:
    """Whether ``<`` means something for values of *kind*."""
    return isinstance(kind, Quantity | Bare | Share | Date | Duration)


def is_numeric(kind: Type) -> bool:
    """Whether values of *kind* are exact rationals."""
    return isinstance(kind, Quantity | Bare | Share | Duration)


def time_unit(kind: Type) -> Unit | None:
    """Return days or months where values of *kind* are time: a duration, or a number of days or months."""
    return kind.unit if isinstance(kind, Duration | Quantity) and kind.unit in (DAYS, MONTHS) else None
