"""A mapping that cannot change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Never


class Frozen(Mapping[str, Any]):
    """A copy of a mapping that cannot change; it equals any mapping with the same entries, hashes and pickles.

    >>> Frozen({"fund": 5}) == {"fund": 5}
    True
    """

    __slots__ = ("_entries",)
    _entries: dict[str, Any]

    def __init__(self, entries: Mapping[str, Any] | Iterable[tuple[str, Any]] = ()) -> None:
        object.__setattr__(self, "_entries", dict(entries._entries if type(entries) is Frozen else entries))

    def __getitem__(self, key: str) -> Any:
        return self._entries[key]

    def get(self, key: str, default: Any = None) -> Any:
        return self._entries.get(key, default)

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __hash__(self) -> int:
        return hash(frozenset(self._entries.items()))

    def __setattr__(self, name: str, value: object) -> Never:
        raise AttributeError(f"{type(self).__name__} cannot change")

    def __delattr__(self, name: str) -> Never:
        raise AttributeError(f"{type(self).__name__} cannot change")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (dict(self._entries),)

    def __repr__(self) -> str:
        return repr(dict(self._entries))


def frozen_of(entries: Mapping[str, Any]) -> Frozen:
    """Return *entries* if nobody can change them, else a copy that nobody can."""
    return entries if type(entries) is Frozen else Frozen(entries)
