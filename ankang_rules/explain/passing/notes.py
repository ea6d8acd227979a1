"""What stood in the way of a proposal: kept while ways are sought, told where none is found."""

from __future__ import annotations

from typing import Literal

from ankang_rules.explain.passing.places import Place, Spot
from ankang_rules.model.outcome import Known

Obstacle = Literal["fixed", "unfilled", "product", "grid", "list", "count", "where", "set", "verdict"]


_OUTSIDE: tuple[Obstacle, ...] = ("product", "grid", "list", "count", "where", "set")


class Notes:
    """Kinds of obstacles, each with the places that it is about, where there are some."""

    def __init__(self) -> None:
        self.found: dict[Obstacle, dict[Place, None]] = {}

    def add(self, kind: Obstacle) -> None:
        """Note an obstacle that is about no fact in particular."""
        self.found.setdefault(kind, {})

    def fixed(self, spot: Spot) -> None:
        """Note a fact that may not be changed; one that is not given yet is another obstacle than one that is."""
        kind: Obstacle = "fixed" if isinstance(spot.now, Known) else "unfilled"
        self.found.setdefault(kind, {})[spot.place] = None

    @property
    def outside(self) -> bool:
        """Whether something is outside of what is solved, so that there may be other ways."""
        return any(kind in self.found for kind in _OUTSIDE)

    def __contains__(self, kind: object) -> bool:
        return kind in self.found
