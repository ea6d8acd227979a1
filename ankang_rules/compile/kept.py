"""Facts as they were handed in, kept so that nobody can change them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from ankang_rules.compile.rows import Odd
from ankang_rules.model.given import NONE

_UNCHANGING: Final = frozenset((bool, int, float, str, Decimal, Fraction, date, type(NONE), type(None)))
_MOST_DEEP: Final = 3


def kept_of(given: dict[Any, Any]) -> dict[Any, Any]:
    """Return a copy of *given* that shares nothing that can change; raises :class:`Odd` where that is not certain."""
    kept = given.copy()
    if _UNCHANGING.issuperset(map(type, kept.values())):
        return kept
    for name, value in kept.items():
        if type(value) not in _UNCHANGING:
            kept[name] = _kept(value, _MOST_DEEP)
    return kept


def _kept(value: Any, deep: int) -> Any:
    kind = type(value)
    if kind in _UNCHANGING:
        return value
    if kind in (list, tuple, set, frozenset) and deep:
        return kind([_kept(part, deep - 1) for part in value])
    if kind is dict and deep:
        return {name: _kept(part, deep - 1) for name, part in value.items()}
    raise Odd
