"""Comparisons → ways to make them hold, or not hold."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Protocol, cast

from ankang_rules.core import nodes as n
from ankang_rules.explain.passing.notes import Notes
from ankang_rules.explain.passing.numbers import FREE, Guard, Number, Numbers
from ankang_rules.explain.passing.places import Place, Places
from ankang_rules.explain.passing.requirements import Among, Linear, Members, Recorded, constant_form
from ankang_rules.explain.passing.standing import Here
from ankang_rules.explain.passing.ways import Families, Ways
from ankang_rules.model import types as ty
from ankang_rules.model.outcome import Known, Value


class Becoming(Protocol):
    """Finds ways for conditions inside of a comparison."""

    def becomes(self, node: n.Node, wanted: bool, here: Here) -> Ways: ...


class Comparing:
    """Finds ways for comparisons of numbers, days, words and sets."""

    def __init__(self, places: Places, families: Families, notes: Notes, conditions: Becoming) -> None:
        self.places, self.families, self.notes, self.conditions = places, families, notes, conditions
        self.numbers = Numbers(places, notes, conditions.becomes)

    def of(self, node: n.Compare, wanted: bool, here: Here) -> Ways:
        """Return the ways to make *node* hold, or not hold."""
        kind = node.left.type
        operator = node.operator if wanted else n.OPPOSITE[node.operator]
        if ty.is_ordered(kind) or ty.is_ordered(node.right.type):
            found = self.numbers_compared(node.operator, node.left, here, node.right, here, wanted)
            return self.families.any_of([found, self._absent(node, wanted, here)])
        if isinstance(kind, ty.YesNo):
            return self._conditions(node, operator == "=", here)
        if isinstance(kind, ty.SetOf):
            return self._sets(node, operator == "=", here)
        return self._words(node, operator == "=", here)

    def _absent(self, node: n.Compare, wanted: bool, here: Here) -> Ways:
        """A comparison with a day that is reported as absent does not hold."""
        places = [here.place(here.resolved(side)) for side in (node.left, node.right)]
        absent = [place for place in places if place is not None and self.places.spot(place).is_absent]
        if wanted or not absent or not isinstance(node.left.type, ty.Date):
            return []
        return self.families.any_of(
            self.families.nothing if self.places.spot(place).is_fixed else self.families.way(Recorded(place, False))
            for place in absent
        )

    # Numbers and days

    def numbers_compared(
        self, operator: n.Operator, left: n.Node, here: Here, right: n.Node, there: Here, wanted: bool = True
    ) -> Ways:
        """Return the ways after which *left*, seen from *here*, stands to *right*, seen from *there*."""
        operator = operator if wanted else n.OPPOSITE[operator]
        pairs = product(self.numbers.of(left, here), self.numbers.of(right, there))
        found = [guard for (a, one), (b, other) in pairs for guard in self._related(operator, one, other, a | b)]
        return self.families.any_of(self.families.way(*guard) for guard in found)

    def _related(self, operator: n.Operator, one: Number, other: Number, guard: Guard) -> list[Guard]:
        match operator:
            case "≥" | ">":
                found = self._at_least(one, other, strictly=operator == ">")
            case "≤" | "<":
                found = self._at_least(other, one, strictly=operator == "<")
            case "≠":
                found = [*self._at_least(one, other, strictly=True), *self._at_least(other, one, strictly=True)]
            case "=":
                both = product(self._at_least(one, other), self._at_least(other, one))
                found = [_equal(a, b) for a, b in both]
        return [guard | more for more in found]

    def _at_least(self, one: Number, other: Number, *, strictly: bool = False) -> list[Guard]:
        if one.step is None and other.step is None:
            return self.numbers.at_least(one, other, strictly=strictly)
        found: list[Guard] = []
        if one.step is not None and other.constant is not None:
            found += self._stepped(one, other.constant, strictly=strictly, above=True)
        elif other.step is not None and one.constant is not None:
            found += self._stepped(other, one.constant, strictly=strictly, above=False)
        else:
            found += self._one_held(one, other, strictly=strictly)
        return found

    def _stepped(self, it: Number, bound: Fraction, *, strictly: bool, above: bool) -> list[Guard]:
        """*it*, brought to a grid, is at least *bound*; or (not *above*) at most."""
        assert it.step is not None
        # It is at most the bound where it is not above it.
        edge = it.step.reaches(bound, strictly=strictly if above else not strictly)
        plain = Number(it.top, it.bottom)
        if edge is None:
            return [] if above else [FREE]
        at, left_out = Number(constant_form(edge[0])), edge[1]
        if above:
            return self.numbers.at_least(plain, at, strictly=left_out)
        return self.numbers.at_least(at, plain, strictly=not left_out)

    def _one_held(self, one: Number, other: Number, *, strictly: bool) -> list[Guard]:
        """Each side in turn held at what it is now."""
        found: list[Guard] = []
        self.notes.add("grid")
        for held, moving, above in ((other, one, True), (one, other, False)):
            now = self.numbers.now(held)
            if now is None:
                continue
            still = self.numbers.unchanged(held.places)
            at = Number(constant_form(now))
            sides = (moving, at) if above else (at, moving)
            found += [still | more for more in self._at_least(*sides, strictly=strictly)]
        return found

    # Conditions, words, sets

    def _conditions(self, node: n.Compare, equal: bool, here: Here) -> Ways:
        def both(left: bool, right: bool) -> Ways:
            sides = [self.conditions.becomes(node.left, left, here), self.conditions.becomes(node.right, right, here)]
            return self.families.all_of(sides)

        return self.families.any_of([both(True, equal), both(False, not equal)])

    def _words(self, node: n.Compare, equal: bool, here: Here) -> Ways:
        sides = product(self._values(node.left, here), self._values(node.right, here))
        found: list[Ways] = []
        for (a, one), (b, other) in sides:
            guard = a | b
            if isinstance(one, Place) and isinstance(other, Place):
                found += [self._pair(guard, one, other, word, equal) for word in self._met(one, other)]
            elif isinstance(one, Place) or isinstance(other, Place):
                place, word = (one, other) if isinstance(one, Place) else (other, one)
                assert isinstance(place, Place)
                found.append(self.families.way(*guard, _among(place, cast(str, word), equal)))
            elif (one == other) == equal:
                found.append(self.families.way(*guard))
        return self.families.any_of(found)

    def _pair(self, guard: Guard, one: Place, other: Place, word: str, equal: bool) -> Ways:
        return self.families.way(*guard, _among(one, word, True), _among(other, word, equal))

    def _met(self, one: Place, other: Place) -> list[str]:
        """The words at which two places could meet: those of their list, or those they hold."""
        kind = self.places.spot(one).kind
        if isinstance(kind, ty.OneOf):
            return [member.key for member in kind.choices.members]
        now = [self.places.spot(place).now for place in (one, other)]
        return list(dict.fromkeys(cast(str, it.value) for it in now if isinstance(it, Known)))

    def _values(self, node: n.Node, here: Here) -> list[tuple[Guard, Place | Value]]:
        """What a word or a set is: a place, or a value; none where it cannot become known."""
        node = here.resolved(node)
        place = here.place(node)
        if place is not None:
            spot = self.places.spot(place)
            if not spot.is_fixed:
                return [(FREE, place)]
            self.notes.fixed(spot)
            return [(FREE, spot.now.value)] if isinstance(spot.now, Known) else []
        if isinstance(node, n.If):
            branches = ((node.then, True), (node.otherwise, False))
            return [
                (way.requirements | guard, value)
                for branch, holds in branches
                for way in self.conditions.becomes(node.test, holds, here)
                for guard, value in self._values(branch, here)
            ]
        outcome = here.value(node)
        return [(FREE, outcome.value)] if isinstance(outcome, Known) else []

    def _sets(self, node: n.Compare, equal: bool, here: Here) -> Ways:
        found: list[Ways] = []
        for (a, one), (b, other) in product(self._values(node.left, here), self._values(node.right, here)):
            for place, whole in ((one, other), (other, one)):
                members = self._now(whole)
                if isinstance(place, Place) and members is not None:
                    still = [_is(whole, members)] if isinstance(whole, Place) else []
                    found += [self.families.way(*a, *b, *still, it) for it in self._compared(place, members, equal)]
            if not isinstance(one, Place) and not isinstance(other, Place) and (one == other) == equal:
                found.append(self.families.way(*a, *b))
        return self.families.any_of(found)

    def _now(self, whole: Place | Value) -> frozenset[str] | None:
        value = self.places.spot(whole).now if isinstance(whole, Place) else Known(whole)
        return cast(frozenset[str], value.value) if isinstance(value, Known) else None

    def _compared(self, place: Place, members: frozenset[str], equal: bool) -> list[Members]:
        if equal:
            return [_is(place, members)]
        kind = self.places.spot(place).kind
        listed = [one.key for one in kind.choices.members] if isinstance(kind, ty.SetOf) else []
        fewer = [Members(place, without=frozenset((key,))) for key in sorted(members)]
        return [*fewer, *(Members(place, within=frozenset((key,))) for key in listed if key not in members)]


def _is(place: Place, members: frozenset[str]) -> Members:
    return Members(place, within=members, only=members)


def _among(place: Place, word: bool | str, equal: bool) -> Among:
    return Among(place, frozenset((word,))) if equal else Among(place, None, frozenset((word,)))


def _equal(one: Guard, other: Guard) -> Guard:
    """Two requirements that are each other's opposite as one."""
    forms = {it.form: it for it in one if isinstance(it, Linear) and it.relation == "≥"}
    found = set(one | other)
    for it in other:
        if isinstance(it, Linear) and it.relation == "≥":
            back = it.form.times(Fraction(-1))
            mine = next((a for a in forms if dict(a.terms) == dict(back.terms) and a.constant == back.constant), None)
            if mine is not None:
                found -= {it, forms[mine]}
                found.add(Linear(mine, "="))
    return frozenset(found)
