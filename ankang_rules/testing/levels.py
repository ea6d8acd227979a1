"""Expressions that speak of the units below: ranges over them, their verdicts, and names of whose it is said whose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from ankang_rules.model import types as ty
from ankang_rules.syntax import tree as t
from ankang_rules.testing import expressions as ex
from ankang_rules.testing.expressions import Expressions, Make, name, node, reference

Names = Mapping[str, ty.Type]


@frozen
class DrawnLevel:
    """A level as drawn: what its units are called, the level above, and what names its ruleset has, *facts* and all."""

    name: str
    singular: str
    parent: str | None
    names: Names
    facts: frozenset[str]


@frozen
class Above:
    """The names of the ruleset that has the levels; the *private* ones, its definitions, are none of units below."""

    tier: str
    names: Names
    facts: frozenset[str]
    private: frozenset[str]

    @property
    def shared(self) -> Names:
        return {text: kind for text, kind in self.names.items() if text not in self.private}


class OverUnits(Expressions):
    """Draws expressions of a ruleset that has *levels* below."""

    def __init__(self, draw: st.DrawFn, above: Above, levels: Sequence[DrawnLevel]) -> None:
        super().__init__(draw, above.names, above.facts)
        self.above = above
        self.levels = {level.name: level for level in levels}
        self._hand: list[tuple[DrawnLevel, ...]] = []
        """The units in hand, outermost first, each of one of some levels."""

    @contextmanager
    def among(self, levels: Sequence[DrawnLevel]) -> Iterator[None]:
        """One quantifier deeper, over the units of *levels*."""
        before = self.names, self.facts, self._records
        with self._inside():
            self.enter(levels)
            yield
        self._hand.pop()
        self.names, self.facts, self._records = before

    def enter(self, levels: Sequence[DrawnLevel]) -> None:
        """Have a unit of *levels* in hand from here on."""
        self.names = self._names_of(levels)
        self.facts = self.above.facts.union(*(level.facts for level in levels))
        self._records = []
        self._hand.append(tuple(levels))

    def _names_of(self, levels: Sequence[DrawnLevel]) -> Names:
        """What can be named of a unit of *levels*; of several, no definitions."""
        names = dict(self.above.shared)
        for level in levels:
            names |= {text: kind for text, kind in level.names.items() if len(levels) == 1 or text in level.facts}
        return names

    def _below(self) -> list[DrawnLevel]:
        """The levels below the unit in hand, none where no deeper quantifier is allowed."""
        if self._quantifiers == ex.MOST_QUANTIFIERS:
            return []
        around = {level.name for levels in self._hand for level in levels}
        return [level for level in self.levels.values() if around <= set(self._way(level))]

    def _way(self, level: DrawnLevel) -> Iterator[str]:
        while level.parent is not None:
            level = self.levels[level.parent]
            yield level.name

    # Whose it is

    def _leaf(self, kind: ty.Type) -> t.Expr:
        owned = self._owned(kind)
        if not owned or self.pick((True, False, False)):
            return super()._leaf(kind)
        owner, text = self.pick(owned)
        if self.pick((True, True, False)):
            return node(t.Possessive, name(owner), name(text))
        return node(t.Of, reference(text), reference(owner))

    def _owned(self, kind: ty.Type) -> list[tuple[str, str]]:
        """Each owner around with a name of theirs that stands for a value of *kind*."""
        if not self._hand:
            return []
        around = [(levels[0].singular, self._names_of(levels)) for levels in self._hand]
        owners = [*around, (self.above.tier, self.above.names)]
        return [(owner, text) for owner, names in owners for text in names if self._here(names[text]) == kind]

    # Ranges

    def _makers(self, kind: ty.Type) -> list[Make]:
        found = super()._makers(kind)
        if kind in ex.ORDERED and self._ways(kind):
            found += 2 * [lambda size: self._of_units(kind, size)]
        return found

    def _ways(self, kind: ty.Type) -> list[tuple[str, DrawnLevel, str | None]]:
        """Each way to come to a value of *kind* over the units of a level: what is done, the level, and the name."""
        found: list[tuple[str, DrawnLevel, str | None]] = []
        chosen = ("lowest", "highest") if kind == ex.DATE else ("sum", "average", "lowest", "highest")
        for level in self._below():
            if kind in (ex.COUNT, ex.SHARE):
                found.append(("count" if kind == ex.COUNT else "share", level, None))
            texts = [text for text, other in self._names_of([level]).items() if self._here(other) == kind]
            found += [(which, level, text) for text in texts if kind != ex.BARE for which in chosen]
        return found

    def _of_units(self, kind: ty.Type, size: int) -> t.Expr:
        which, level, text = self.pick(self._ways(kind))
        passes = self.pick((None, True, False)) if text is None else None
        where = None
        if passes is None and (which == "share" or self.chance()):
            where = self._about_one([level], size)
        return node(t.Aggregate, which, name(level.name), name(text) if text else None, where, text is not None, passes)

    def _about_one(self, levels: Sequence[DrawnLevel], size: int) -> t.Expr:
        with self.among(levels):
            return self.condition(size)

    def _possible(self) -> list[Make]:
        over: list[Make] = [self._every_unit, self._every_unit, self._judged, self._number_of_units]
        return [*super()._possible(), *(over if self._below() else [])]

    def _some_levels(self) -> list[DrawnLevel]:
        found: list[DrawnLevel] = self.draw(st.permutations(self._below()))
        return found[: self.pick((1, 1, 2))]

    def _every_unit(self, size: int) -> t.Expr:
        levels = self._some_levels()
        where = self._about_one(levels, size) if self.chance() else None
        first, *more = (name(level.singular) for level in levels)
        condition = self._about_one(levels, size)
        return node(t.Quantified, self.pick(("every", "some")), first, where, condition, tuple(more))

    def _judged(self, size: int) -> t.Expr:
        singulars = tuple(name(level.singular) for level in self._some_levels())
        return node(t.Judged, self.pick(("every", "some")), singulars, self.chance())

    def _number_of_units(self, size: int) -> t.Expr:
        kind: Any = self.pick((ex.COUNT, ex.SHARE))
        operands = (self._of_units(kind, size), self.beside(kind, size))
        return node(t.Comparison, operands, (self.pick(("<", "≥", "=")),))
