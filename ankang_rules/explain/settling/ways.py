"""Ways: sets of facts to be handed in, and families of them, of which one way is enough."""

from __future__ import annotations

from collections.abc import Iterable

from ankang_rules.model.outcome import Reason, ReasonKind

Way = frozenset[Reason]
"""Facts to be handed in, each by the reason for which it is not known."""
Ways = list[Way]
"""Ways of which one is enough, the smallest first; none where nothing can help, the empty one where nothing need."""

NOTHING: Ways = [frozenset()]
OPEN = (ReasonKind.MISSING, ReasonKind.INVALID)
_MOST_WAYS = 60
_MOST_LARGE_WAYS = 8
_LARGE = 25


class Families:
    """Puts ways together. *complete* turns False once some were left out."""

    def __init__(self) -> None:
        self.complete = True
        self._order: dict[Reason, int] = {}
        self._places: dict[Way, tuple[int, list[int]]] = {}

    def any_of(self, families: Iterable[Ways]) -> Ways:
        """One of *families* is enough."""
        return self._smallest(way for ways in families for way in ways)

    def all_of(self, families: Iterable[Ways]) -> Ways:
        """One way of each of *families* is needed."""
        together = NOTHING
        for ways in families:
            if not ways:
                return []
            if ways != NOTHING:
                together = self._smallest(way | more for way in together for more in ways)
        return together

    def filled(self, reasons: frozenset[Reason]) -> Ways:
        """The way to hand in what *reasons* name, where that is all that is wrong."""
        self.note(reasons)
        return [reasons] if all(reason.kind in OPEN for reason in reasons) else []

    def note(self, reasons: Iterable[Reason]) -> None:
        """Remember that *reasons* were come across now, after all that were before."""
        for reason in sorted(reasons, key=Reason.sort_key):
            self._order.setdefault(reason, len(self._order))

    def _smallest(self, ways: Iterable[Way]) -> Ways:
        """Drop each way that holds another, and what goes beyond the bound."""
        kept: Ways = []
        for way in sorted(set(ways), key=self.place):
            if any(other <= way for other in kept):
                continue
            if len(kept) >= (_MOST_WAYS if len(way) <= _LARGE else _MOST_LARGE_WAYS):
                self.complete = False
                break
            kept.append(way)
        return kept

    def place(self, way: Way) -> tuple[int, list[int]]:
        """Order ways by size, then by where the rules first ask for what they name."""
        if way not in self._places:
            self._places[way] = len(way), sorted(self._order[reason] for reason in way)
        return self._places[way]

    def in_order(self, way: Iterable[Reason]) -> tuple[Reason, ...]:
        """Return what *way* names, in the order in which the rules ask for it."""
        return tuple(sorted(way, key=self._order.__getitem__))
