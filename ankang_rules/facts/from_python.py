"""A Python object → Given, each part with its path. Nothing raises, whatever the object."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from io import IOBase
from numbers import Integral, Rational, Real
from operator import index
from typing import Any, Final

from ankang_rules.facts.limits import MOST_LEVELS, MOST_PARTS
from ankang_rules.model.given import NONE, Given, GivenMapping, Plain


class Excess:
    """Stands as the original of a Given in place of an object that was not read to its end."""


TOO_DEEP: Final = Excess()
TOO_MANY: Final = Excess()
UNORDERED: Final = Excess()
"""Stands as the original of a set beside its members, which are in no order of their own."""
MARKED: Final = Excess()
"""Stands as the original of a value that a table marks as invalid."""
TOLD_OF: Final = Excess()
"""Stands as the original of a value that is invalid, which has been said."""
_NO_LIST: Final = (bytes, bytearray, memoryview, type, IOBase)
"""What could be gone through, but is no list."""
_LONGEST_STEP: Final = 80
_AS_THEY_ARE: Final = frozenset((bool, int, Decimal, Fraction, date, datetime, type(NONE), type(None)))


def given_from_python(value: object, place: str = "") -> Given:
    """Return *value* as Given. What no fact can be is kept as its *original*, for the sentence that says so."""
    reader = _Reader()
    given = reader.read(value, place, 0)
    return given if reader.parts <= MOST_PARTS else Given(None, place=place, original=TOO_MANY)


def as_given(part: Any, place: str = "") -> Given:
    """Return *part* itself where it is Given, else read it."""
    return part if isinstance(part, Given) else given_from_python(part, place)


def path(place: str, name: object) -> str:
    """Return the path of what *name* leads to inside *place*."""
    known = isinstance(name, str) or (isinstance(name, int) and abs(name) < 10**9)
    step = (str(name)[:_LONGEST_STEP] if known else "…") or '""'
    return f"{place}{'' if place.endswith(': ') else '.'}{step}" if place else step


class _Reader:
    """Counts the parts: shared lists inside lists can make a small object large without end."""

    def __init__(self) -> None:
        self.parts = 0

    def read(self, value: object, place: str, depth: int) -> Given:
        self.parts += 1
        if self.parts > MOST_PARTS:
            return Given(None, place=place, original=TOO_MANY)
        kind = type(value)
        if kind in _AS_THEY_ARE:
            return Given(value, place=place)  # type: ignore[arg-type]  # the set lists what Plain allows
        if kind is str:
            return Given(value, quoted=True, place=place)  # type: ignore[arg-type]  # it is a str
        if isinstance(value, Given):
            return value
        try:
            return self._read_other(value, place, depth)
        except Exception:  # a foreign class may raise anything when it is looked at; then it is no fact
            return Given(None, place=place, original=value)

    def _read_other(self, value: object, place: str, depth: int) -> Given:
        if isinstance(value, str):
            return Given(str.__str__(value), quoted=True, place=place)
        if isinstance(value, Iterable) and not isinstance(value, _NO_LIST):
            if depth >= MOST_LEVELS:
                return Given(None, place=place, original=TOO_DEEP)
            return self._collection(value, place, depth + 1)
        return Given(_scalar(value), place=place)

    def _collection(self, value: Iterable[Any], place: str, depth: int) -> Given:
        if isinstance(value, Mapping):
            pairs = (
                (self.read(k, path(place, k), depth), self.read(v, path(place, k), depth)) for k, v in value.items()
            )
            return Given(_all(pairs, self, GivenMapping), place=place)
        is_set = isinstance(value, Set)
        parts = sorted(value, key=repr) if is_set else value
        read = (self.read(part, f"{place}[{number}]", depth) for number, part in enumerate(parts))
        return Given(_all(read, self, tuple), place=place, original=UNORDERED if is_set else None)


def _all(parts: Iterable[Any], reader: _Reader, make: Callable[[Any], Any]) -> Any:
    """Return *parts* gathered by *make*, stopping at the bound."""
    gathered = []
    for part in parts:
        gathered.append(part)
        if reader.parts > MOST_PARTS:
            break
    return make(tuple(gathered))


def _scalar(value: object) -> Plain:
    """Return a number of another library, or a subclass, as the plain value it is; raise where there is none."""
    if isinstance(value, datetime | date | Decimal | Fraction):
        return value
    if isinstance(value, float):
        return Decimal(float.__repr__(value))
    if isinstance(value, Integral):
        return index(value)
    if isinstance(value, Rational):
        return Fraction(int(value.numerator), int(value.denominator))
    if isinstance(value, Real):
        return Decimal(str(value))  # its own shortest text: a 32-bit 0.1 is one tenth as well
    item = value.item()  # type: ignore[attr-defined]  # numpy's truth values and days
    if isinstance(item, bool | date):
        return item
    raise TypeError
