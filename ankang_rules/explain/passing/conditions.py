"""Conditions → ways to make them hold, or not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import cast

from ankang_rules.core import nodes as n
from ankang_rules.evaluate.reference import compared
from ankang_rules.explain.passing.comparing import Comparing
from ankang_rules.explain.passing.notes import Notes
from ankang_rules.explain.passing.numbers import outside
from ankang_rules.explain.passing.places import Path, Place, Places
from ankang_rules.explain.passing.requirements import Among, Members, Recorded
from ankang_rules.explain.passing.standing import Here
from ankang_rules.explain.passing.ways import Families, Ways
from ankang_rules.model import types as ty
from ankang_rules.model.outcome import Known, Outcome


class Conditions:
    """Finds ways for conditions. *notes* collects what is outside of what is solved; *verdict* is asked for units."""

    def __init__(self, places: Places, families: Families, verdict: Callable[[Path], Ways]) -> None:
        self.places, self.families, self.verdict = places, families, verdict
        self.notes = Notes()
        self.comparing = Comparing(places, families, self.notes, self)

    @property
    def complete(self) -> bool:
        return self.comparing.numbers.complete

    def becomes(self, node: n.Node, wanted: bool, here: Here) -> Ways:
        """Return the ways to make *node* hold, or (not *wanted*) not hold; the empty way where it does already."""
        place = here.place(node)
        if place is not None:
            return self._yes_no(place, wanted)
        match node:
            case n.Not(operand=operand):
                return self.becomes(operand, not wanted, here)
            case n.And(operands=operands) | n.Or(operands=operands):
                every = isinstance(node, n.And) == wanted
                return self._junction([self.becomes(operand, wanted, here) for operand in operands], every)
            case n.NumberOf(operands=operands):
                return self._number(node, wanted, [(operand, here) for operand in operands])
            case n.If(test=test, then=then, otherwise=otherwise):
                yes, no = self.becomes(then, wanted, here), self.becomes(otherwise, wanted, here)
                by_test = [(self.becomes(test, True, here), yes), (self.becomes(test, False, here), no), (yes, no)]
                return self.families.any_of(self.families.all_of(both) for both in by_test)
            case n.Compare():
                return self._compare(node, wanted, here)
            case n.IsOneOf(operand=operand, options=options):
                equal = [n.Compare("=", operand, option, span=node.span) for option in options]
                return self._junction([self.becomes(one, wanted, here) for one in equal], not wanted)
            case n.Includes() | n.IsEmpty():
                return self._members(node, wanted, here)
            case n.IsRecorded(operand=operand):
                return self._recorded(operand, wanted, here)
            case n.IsIncreasing():
                return self._increasing(node, wanted, here)
            case n.EveryMonth(condition=condition, months=first):
                months = [here.month(month) for month in here.evaluator.months(first)]
                return self._junction([self.becomes(condition, wanted, inner) for inner in months], wanted)
            case n.Quantified():
                return self._quantified(node, wanted, here)
            case n.DefinitionRef(of=None):
                return self.becomes(here.definition(node), wanted, outside(here))
            case n.DefinitionRef():
                inner = self.comparing.numbers.below(node, here)
                return self.becomes(inner[0], wanted, inner[1]) if inner else []
            case n.Verdict(passes=passes):
                return self._verdict(passes, wanted, here)
        return self._as_it_is(here.value(node), wanted)

    def _as_it_is(self, outcome: Outcome, wanted: bool) -> Ways:
        return self.families.nothing if outcome == Known(wanted) else []

    def _junction(self, families: Iterable[Ways], every: bool) -> Ways:
        return self.families.all_of(families) if every else self.families.any_of(families)

    # Leaves

    def _yes_no(self, place: Place, wanted: bool) -> Ways:
        spot = self.places.spot(place)
        if spot.is_fixed:
            self.notes.fixed(spot)
            return self._as_it_is(spot.now, wanted)
        return self.families.way(Among(place, frozenset((wanted,))))

    def _recorded(self, operand: n.Node, wanted: bool, here: Here) -> Ways:
        place = here.place(here.resolved(operand))
        if place is not None and self.places.spot(place).is_fixed:
            self.notes.fixed(self.places.spot(place))
        if place is None or self.places.spot(place).is_fixed or isinstance(operand.type, ty.Monthly | ty.ListOf):
            held = here.value(n.IsRecorded(operand))
            return self._as_it_is(held, wanted)
        return self.families.way(Recorded(place, wanted))

    def _verdict(self, passes: bool, wanted: bool, here: Here) -> Ways:
        verdict = here.evaluator.verdict(n.Verdict(passes), here.scope)
        if verdict == Known(wanted):
            return self.families.nothing
        if passes != wanted:
            self.notes.add("verdict")
            return []  # nobody is told how to make a unit fail
        return self.verdict(here.in_hand)

    # Sets

    def _members(self, node: n.Includes | n.IsEmpty, wanted: bool, here: Here) -> Ways:
        whole = node.whole if isinstance(node, n.Includes) else node.operand
        place = here.place(here.resolved(whole))
        members = here.value(node.members) if isinstance(node, n.Includes) else Known(frozenset())
        movable = place is not None and not self.places.spot(place).is_fixed
        if not isinstance(whole.type, ty.SetOf):  # to empty a list would be to take its records away
            self.notes.add("list")
            return self._as_it_is(here.value(node), wanted)
        if not movable or not isinstance(members, Known):
            if place is not None and not movable:
                self.notes.fixed(self.places.spot(place))
            else:
                self.notes.add("set")
            return self._as_it_is(here.value(node), wanted)
        assert place is not None
        keys = cast(frozenset[str], members.value)
        if isinstance(node, n.IsEmpty):
            return self._empty(place, wanted)
        if wanted:
            return self.families.way(Members(place, within=keys))
        return self.families.any_of(self.families.way(Members(place, without=frozenset((k,)))) for k in sorted(keys))

    def _empty(self, place: Place, wanted: bool) -> Ways:
        if wanted:
            return self.families.way(Members(place, only=frozenset()))
        kind = self.places.spot(place).kind
        listed = kind.choices.members if isinstance(kind, ty.SetOf) else ()
        return self.families.any_of(self.families.way(Members(place, within=frozenset((one.key,)))) for one in listed)

    # Numbers of things

    def _number(self, node: n.NumberOf, wanted: bool, members: Sequence[tuple[n.Node, Here]]) -> Ways:
        number, total = node.number, len(members)
        least = {"at least": number, "exactly": number, "at most": 0}[node.bound]
        most = {"at least": total, "exactly": number, "at most": number}[node.bound]
        if wanted:
            return self.between(members, least, most)
        return self.families.any_of(
            [
                *([self.between(members, 0, least - 1)] if least > 0 else []),
                *([self.between(members, most + 1, total)] if most < total else []),
            ]
        )

    def between(self, members: Sequence[tuple[n.Node, Here]], least: int, most: int) -> Ways:
        """Return the ways after which so many of *members* hold, not fewer and not more."""
        total = len(members)
        if least > most or least > total:
            return []
        enough = self._enough(members, True, least) if least > 0 else self.families.nothing
        few = self._enough(members, False, total - most) if most < total else self.families.nothing
        return self.families.all_of([enough, few])

    def _enough(self, members: Sequence[tuple[n.Node, Here]], wanted: bool, number: int) -> Ways:
        """The ways after which at least *number* of *members* hold, or do not.

        Those that do so already are asked to stay so only where they look at what others would change.
        """
        families = [self.becomes(node, wanted, here) for node, here in members]
        done = [node_here[1].value(node_here[0]) == Known(wanted) for node_here in members]
        open_ = [ways for ways, is_done in zip(families, done, strict=True) if not is_done]
        more = number - sum(done)
        if more <= 0 and len(families) > _MOST_WATCHED:
            return self.families.nothing
        touched = frozenset[Place]().union(*(way.places for ways in open_ for way in ways))
        staying = [ways for ways, is_done in zip(families, done, strict=True) if is_done and _looks_at(ways, touched)]
        if staying and len(families) <= _MOST_WATCHED:
            return self.families.some_of(families, number)
        if more <= 0:
            return self.families.some_of(families, number)
        return self.families.some_of(open_, more)

    def _compare(self, node: n.Compare, wanted: bool, here: Here) -> Ways:
        found = [self.comparing.of(node, wanted, here)]
        for side, other, operator in (
            (node.left, node.right, node.operator),
            (node.right, node.left, _MIRRORED[node.operator]),
        ):
            counted = here.resolved(side)
            if isinstance(counted, n.CountOf | n.ShareWhere):
                inner = here if counted is side else outside(here)
                found.append(self._counted(counted, inner, operator, here.value(other), wanted))
        return self.families.any_of(found)

    def _counted(
        self, node: n.CountOf | n.ShareWhere, here: Here, operator: n.Operator, bound: Outcome, wanted: bool
    ) -> Ways:
        """A number or share of members stands to what the other side comes to as *operator* says."""
        each = here.each(node.records)
        if each is None or node.where is None or not isinstance(bound, Known):
            self.notes.add("list")
            return []
        more = here.evaluator.over(here.resolved(node.records), here.scope)
        unlisted = getattr(more, "most", 0)
        total = len(each) + (unlisted or 0) if isinstance(node, n.ShareWhere) else 1
        if not total or (unlisted is None and isinstance(node, n.ShareWhere)):
            return []
        fits = [
            number
            for number in range(len(each) + 1)
            if all(
                compared(operator, Known(Fraction(number + doubt, total)), bound) == Known(wanted)
                for doubt in {0, unlisted or 0}
            )
            and (unlisted is not None or (operator in ("≥", ">")) == wanted)
        ]
        if not fits and unlisted != 0:
            self.notes.add("list")
        members = [(node.where, inner) for inner in each]
        return self.families.any_of(self.between(members, low, high) for low, high in _stretches(fits))

    # Over months and records

    def _increasing(self, node: n.IsIncreasing, wanted: bool, here: Here) -> Ways:
        kind = cast(ty.Monthly, node.series.type)
        month = n.MonthOf(node.series, type=kind.of)
        months = [here.month(number) for number in here.evaluator.months(kind.months)]
        relation: n.Operator = "<" if node.strictly else "≤"
        steps = [
            self.comparing.numbers_compared(relation, month, before, month, after, wanted)
            for before, after in pairwise(months)
        ]
        return self._junction(steps, wanted)

    def _quantified(self, node: n.Quantified, wanted: bool, here: Here) -> Ways:
        each = here.each(node.records)
        if each is None:
            self.notes.add("list")
            return []
        every = node.which == "every"
        found = []
        for inner in each:
            satisfied = self.becomes(node.condition, wanted, inner)
            if node.where is not None:
                selected = self.becomes(node.where, wanted != every, inner)
                satisfied = self._junction([selected, satisfied], every != wanted)
            found.append(satisfied)
        open_ = getattr(here.evaluator.over(here.resolved(node.records), here.scope), "doubt", [])
        if open_ and every == wanted:
            self.notes.add("list")
            return []
        return self._junction(found, every == wanted)


_MOST_WATCHED = 40
_MIRRORED: dict[n.Operator, n.Operator] = {"=": "=", "≠": "≠", "<": ">", "≤": "≥", ">": "<", "≥": "≤"}


def _looks_at(ways: Ways, places: frozenset[Place]) -> bool:
    return any(way.places & places for way in ways)


def _stretches(numbers: list[int]) -> list[tuple[int, int]]:
    """Return *numbers*, in order, as pairs of first and last of those that follow each other."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
