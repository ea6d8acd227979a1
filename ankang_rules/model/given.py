"""Values as they were handed in, before anyone asks what they mean: from a file, an example or a Python object."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Final

from attrs import field, frozen

from ankang_rules.source import Span


class Absent:
    """The type of :data:`NONE`."""

    _only: Absent | None = None

    def __new__(cls) -> Absent:
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only

    def __repr__(self) -> str:
        return "NONE"

    def __reduce__(self) -> str:
        return "NONE"


NONE: Final = Absent()
"""Says of a fact that it was reported as absent: there is none. A missing fact is never read as this.

>>> NONE
NONE
"""

Plain = str | bool | int | float | Fraction | Decimal | date | datetime | Absent | None


@frozen
class Given:
    """One value as handed in.

    *value* is a scalar, a tuple of Given for a list, or a :class:`GivenMapping`. *quoted* says that a text stood in
    quotation marks. *span* is its place in a file; *place* its path where there is no file (``facts.fund``). *original*
    keeps a Python object of a type that no fact can have.
    """

    value: Plain | tuple[Given, ...] | GivenMapping
    quoted: bool = False
    span: Span | None = field(default=None, eq=False)
    place: str = field(default="", eq=False)
    original: object = field(default=None, eq=False)


@frozen
class GivenMapping:
    """Names with values, in the order given; a name may stand twice, and is then reported."""

    items: tuple[tuple[Given, Given], ...] = ()
