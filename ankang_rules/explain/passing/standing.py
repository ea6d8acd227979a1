"""Where an expression stands in the tree of units: who evaluates it, and the records and units in hand."""

from __future__ import annotations

from typing import cast

from attrs import evolve, frozen

from ankang_rules.core import nodes as n
from ankang_rules.evaluate.reference import Evaluator, Scope
from ankang_rules.evaluate.results import Judgement
from ankang_rules.evaluate.units import below
from ankang_rules.explain.passing.places import Path, Place
from ankang_rules.model.outcome import Outcome

_OUTSIDE = Scope()


@frozen(eq=False)
class Here:
    """A scope of the unit at *base*, with where each record in hand stands: unit, key of the list, number from 1."""

    evaluator: Evaluator
    base: Path = ()
    scope: Scope = _OUTSIDE
    records: tuple[tuple[Path, str, int], ...] = ()

    def value(self, node: n.Node) -> Outcome:
        return self.evaluator.value(node, self.scope)

    def month(self, month: int) -> Here:
        return evolve(self, scope=evolve(self.scope, month=month))

    @property
    def in_hand(self) -> Path:
        """The path of the unit in hand."""
        return self.base + (self.scope.units[-1].path if self.scope.units else ())

    def unit(self, between: int) -> Path:
        """The path of the unit *between* steps outside the one in hand."""
        around = ((), *(unit.path for unit in self.scope.units))
        return self.base + around[-1 - between]

    def place(self, node: n.Node) -> Place | None:
        """Return the place whose value *node* is, where it is that of a fact."""
        match node:
            case n.Fact(key=key, unit=unit):
                return Place(self.unit(unit), key)
            case n.FieldRef(key=key, depth=depth) if self.records:
                path, of, number = self.records[-1 - depth]
                return Place(path, of, (number, key))
            case n.MonthOf(series=series):
                whole = self.place(self.resolved(series))
                return evolve(whole, at=(*whole.at, cast(int, self.scope.month))) if whole else None
        return None

    def resolved(self, node: n.Node) -> n.Node:
        """Return what stands behind the names of definitions of the same ruleset."""
        while isinstance(node, n.DefinitionRef) and node.of is None:
            node = self.definition(node)
        return node

    def definition(self, node: n.DefinitionRef) -> n.Node:
        return next(d.expression for d in self.evaluator.core.definitions if d.key == node.key)

    def each(self, node: n.Node) -> list[Here] | None:
        """Return where each record of a list, or each unit of a level, stands; None where there is no list."""
        node = self.resolved(node)
        found = self.evaluator.over(node, self.scope)
        scopes = getattr(found, "scopes", None)
        if scopes is None:
            return None
        if isinstance(node, n.Units):
            return [evolve(self, scope=scope) for scope in scopes]
        place = self.place(node)
        if place is None or place.at:
            return None
        return [
            evolve(self, scope=scope, records=(*self.records, (place.unit, place.key, number)))
            for number, scope in enumerate(scopes, 1)
        ]


def standing(judgement: Judgement, base: Path) -> Here:
    """Return where the rules of the unit at *base* stand."""
    core = judgement.core
    return Here(
        Evaluator(core, judgement.facts, judgement.asked, None, below(judgement.children, core, None, ())), base
    )
