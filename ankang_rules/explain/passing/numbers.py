"""Numbers and days as sums of facts: exact forms, each with the requirements under which it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import product
from typing import cast

from attrs import frozen

from ankang_rules.core import nodes as n
from ankang_rules.explain.passing.notes import Notes
from ankang_rules.explain.passing.places import Place, Places, as_number
from ankang_rules.explain.passing.requirements import ONE, Form, Linear, Requirement, constant_form, place_form
from ankang_rules.explain.passing.standing import Here
from ankang_rules.explain.passing.steps import Months, Rounding, Step
from ankang_rules.explain.passing.ways import Ways
from ankang_rules.model import types as ty
from ankang_rules.model.outcome import Known
from ankang_rules.model.units import MONTHS

_MOST_FORMS = 24
Guard = frozenset[Requirement]
FREE: Guard = frozenset()


@frozen
class Number:
    """*top* over *bottom*, which is above zero; then brought to a grid by *step*, where there is one."""

    top: Form
    bottom: Form = ONE
    step: Step | None = None

    @property
    def places(self) -> frozenset[Place]:
        return self.top.places | self.bottom.places

    @property
    def constant(self) -> Fraction | None:
        return self.top.constant / self.bottom.constant if not self.places and self.step is None else None


Piece = tuple[Guard, Number]
"""A number, and the requirements under which an expression comes to it."""


class Numbers:
    """Turns expressions into pieces. *notes* collects what is outside of what is solved."""

    def __init__(self, places: Places, notes: Notes, becomes: Callable[[n.Node, bool, Here], Ways]) -> None:
        self.places, self.notes, self.becomes = places, notes, becomes
        self.complete = True

    def of(self, node: n.Node, here: Here) -> list[Piece]:
        """Return what *node* comes to, piece by piece; none where it cannot become known."""
        place = here.place(node)
        if place is not None:
            return self._of_place(place)
        match node:
            case n.DefinitionRef():
                inner = self._defined(node, here)
                return self.of(*inner) if inner else []
            case n.If(test=test, then=then, otherwise=otherwise):
                yes = self._guarded(self.becomes(test, True, here), self.of(then, here))
                no = self._guarded(self.becomes(test, False, here), self.of(otherwise, here))
                return self._few([*yes, *no])
            case n.Arithmetic():
                return self._arithmetic(node, here)
            case n.ShareOf(share=share, whole=whole):
                return self._pairs(share, whole, here, self.product)
            case n.Negative(operand=operand):
                return [(guard, _scaled(it, Fraction(-1))) for guard, it in self._plain(operand, here)]
            case n.Absolute(operand=operand):
                return self._few(piece for one in self._plain(operand, here) for piece in _absolute(*one))
            case n.Rounded(operand=operand, quantum=quantum, mode=mode):
                return [
                    (guard, Number(it.top, it.bottom, Rounding(quantum, mode)))
                    for guard, it in self._plain(operand, here)
                ]
            case n.Extreme(which=which, operands=operands):
                return self._extreme(which, [self._plain(operand, here) for operand in operands])
            case n.Aggregate():
                return self._aggregate(node, here)
        outcome = here.value(node)
        number = as_number(outcome.value) if isinstance(outcome, Known) else None
        return [] if number is None else [(FREE, Number(constant_form(number)))]

    def _defined(self, node: n.DefinitionRef, here: Here) -> tuple[n.Node, Here] | None:
        return (here.definition(node), outside(here)) if node.of is None else self.below(node, here)

    def below(self, node: n.DefinitionRef, here: Here) -> tuple[n.Node, Here] | None:
        """Return the definition of a unit in hand, and where it stands there."""
        from ankang_rules.explain.passing.standing import standing

        path = here.unit(node.unit)
        inner = standing(self.places.unit(path), path)
        found = [d.expression for d in inner.evaluator.core.definitions if d.key == node.key]
        return (found[0], inner) if found else None

    def _of_place(self, place: Place) -> list[Piece]:
        spot = self.places.spot(place)
        if spot.is_fixed:
            self.notes.fixed(spot)
            return [] if spot.number is None else [(FREE, Number(constant_form(spot.number)))]
        return [(FREE, Number(place_form(place)))]

    # Putting pieces together

    def _few(self, pieces: Iterable[Piece]) -> list[Piece]:
        found = list(dict.fromkeys(pieces))
        self.complete = self.complete and len(found) <= _MOST_FORMS
        return found[:_MOST_FORMS]

    def _guarded(self, ways: Ways, pieces: list[Piece]) -> list[Piece]:
        return self._few((way.requirements | guard, it) for way in ways for guard, it in pieces)

    def _plain(self, node: n.Node, here: Here) -> list[Piece]:
        """The pieces of *node* as quotients: what stands on a grid stays at what it is now."""
        if isinstance(here.resolved(node), n.CountOf | n.ShareWhere):
            self.notes.add("count")
        return [plain for piece in self.of(node, here) for plain in self.held(piece)]

    def held(self, piece: Piece) -> list[Piece]:
        """Return *piece* with what is brought to a grid held at what it is now."""
        guard, it = piece
        if it.step is None:
            return [piece]
        now = self.now(it)
        if now is None:
            return []
        if it.places:
            self.notes.add("grid")
        return [(guard | self.unchanged(it.places), Number(constant_form(now)))]

    def now(self, it: Number) -> Fraction | None:
        """Return what a number comes to as things are."""
        values = {place: self.places.spot(place).number for place in it.places}
        if any(value is None for value in values.values()):
            return None
        known = cast(dict[Place, Fraction], values)
        bottom = it.bottom.at(known)
        if bottom <= 0:
            return None
        return it.step.value(it.top.at(known) / bottom) if it.step else it.top.at(known) / bottom

    def unchanged(self, places: Iterable[Place]) -> Guard:
        """Return the requirements that *places* stay as they are."""
        now = ((place, self.places.spot(place).number) for place in places)
        return frozenset(
            Linear(place_form(place).plus(constant_form(number), Fraction(-1)), "=")
            for place, number in now
            if number is not None
        )

    def _pairs(
        self, left: n.Node, right: n.Node, here: Here, put: Callable[[Number, Number], list[Piece]]
    ) -> list[Piece]:
        both = product(self._plain(left, here), self._plain(right, here))
        return self._few((a | b | more, it) for (a, one), (b, other) in both for more, it in put(one, other))

    def _arithmetic(self, node: n.Arithmetic, here: Here) -> list[Piece]:
        if ty.Duration(MONTHS) in (node.left.type, node.right.type) and isinstance(node.type, ty.Date):
            return self._moved(node, here)
        put = {"+": self._sum, "-": self._difference, "×": self.product, "÷": self.quotient}[node.operator]
        return self._pairs(node.left, node.right, here, put)

    def _sum(self, one: Number, other: Number) -> list[Piece]:
        if one.bottom == other.bottom:
            return [(FREE, Number(one.top.plus(other.top), one.bottom))]
        found = []
        for a, left in self.times(one.top, other.bottom):
            for b, right in self.times(other.top, one.bottom):
                for c, bottom in self.times(one.bottom, other.bottom):
                    found.append((a | b | c, Number(left.plus(right), bottom)))
        return found

    def _difference(self, one: Number, other: Number) -> list[Piece]:
        return self._sum(one, _scaled(other, Fraction(-1)))

    def product(self, one: Number, other: Number) -> list[Piece]:
        tops, bottoms = self.times(one.top, other.top), self.times(one.bottom, other.bottom)
        return [(a | b, Number(top, bottom)) for a, top in tops for b, bottom in bottoms]

    def quotient(self, one: Number, other: Number) -> list[Piece]:
        """One by the other, where that is above zero or below."""
        found: list[Piece] = []
        for sign in (Fraction(1), Fraction(-1)):
            under = other.top.times(sign)
            if under.is_constant and under.constant <= 0:
                continue
            guard = FREE if under.is_constant else frozenset((Linear(under, ">"),))
            tops, bottoms = self.times(one.top.times(sign), other.bottom), self.times(one.bottom, under)
            found += [(guard | a | b, Number(top, bottom)) for a, top in tops for b, bottom in bottoms]
        return found

    def times(self, one: Form, other: Form) -> list[tuple[Guard, Form]]:
        """Return the product of two forms; where both could change, one of them is held as it is."""
        if one.is_constant:
            return [(FREE, other.times(one.constant))]
        if other.is_constant:
            return [(FREE, one.times(other.constant))]
        self.notes.add("product")
        found = []
        for held, moving in ((one, other), (other, one)):
            now = self.now(Number(held))
            if now is not None:
                found.append((self.unchanged(held.places), moving.times(now)))
        return found

    def _moved(self, node: n.Arithmetic, here: Here) -> list[Piece]:
        """A day moved by months: the months held as they are."""
        forward = isinstance(node.left.type, ty.Date)
        day, months = (node.left, node.right) if forward else (node.right, node.left)
        sign = -1 if node.operator == "-" else 1
        found = []
        for a, start in self._plain(day, here):
            for b, distance in self._plain(months, here):
                now = self.now(distance)
                if now is not None and now.denominator == 1:
                    guard = a | b | self.unchanged(distance.places)
                    found.append((guard, Number(start.top, start.bottom, Months(sign * int(now)))))
        return found

    def _extreme(self, which: str, operands: list[list[Piece]]) -> list[Piece]:
        """The lowest or highest: each in turn, where no other goes beyond it."""
        found: list[Piece] = []
        for chosen in product(*operands) if operands else ():
            for i, (_, it) in enumerate(chosen):
                guards = [FREE.union(*(guard for guard, _ in chosen))]
                for j, (_, other) in enumerate(chosen):
                    if j != i:
                        low, high = (it, other) if which == "lowest" else (other, it)
                        guards = [guard | more for guard in guards for more in self.at_least(high, low)]
                found += [(guard, it) for guard in guards]
            if len(found) > _MOST_FORMS:
                break
        return self._few(found)

    def at_least(self, one: Number, other: Number, *, strictly: bool = False) -> list[Guard]:
        """Return the requirements under which *one* is not below *other*, each set enough; both are quotients."""
        found = []
        for a, left in self.times(one.top, other.bottom):
            for b, right in self.times(other.top, one.bottom):
                form = left.plus(right, Fraction(-1))
                if form.is_constant:
                    if form.constant > 0 or (form.constant == 0 and not strictly):
                        found.append(a | b)
                else:
                    found.append(a | b | {Linear(form, ">" if strictly else "≥")})
        return found

    # Over records and units

    def _aggregate(self, node: n.Aggregate, here: Here) -> list[Piece]:
        """Over the members that count as things are."""
        each = here.each(node.records)
        if each is None:
            self.notes.add("list")
            return []
        chosen = []
        for inner in each:
            outcome = inner.value(node.where) if node.where else Known(True)
            if not isinstance(outcome, Known):
                self.notes.add("where")
                return []
            if outcome.value:
                chosen.append(self._plain(node.operand, inner))
        if node.which in ("lowest", "highest"):
            return self._extreme(node.which, chosen)
        total: list[Piece] = [(FREE, Number(Form()))]
        for pieces in chosen:
            total = self._few((a | b | c, it) for (a, s), (b, o) in product(total, pieces) for c, it in self._sum(s, o))
        if node.which == "sum":
            return total
        return [(guard, _scaled(it, Fraction(1, len(chosen)))) for guard, it in total] if chosen else []


def outside(here: Here) -> Here:
    """Return where the definitions of the unit stand: outside every month, record and unit below."""
    return Here(here.evaluator, here.base)


def _scaled(it: Number, number: Fraction) -> Number:
    return Number(it.top.times(number), it.bottom)


def _absolute(guard: Guard, it: Number) -> list[Piece]:
    if it.top.is_constant:
        return [(guard, Number(constant_form(abs(it.top.constant)), it.bottom))]
    negative = _scaled(it, Fraction(-1))
    return [(guard | {Linear(it.top, "≥")}, it), (guard | {Linear(negative.top, ">")}, negative)]
