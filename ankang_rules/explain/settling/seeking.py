"""Conditions → the ways in which they could come out as wanted, by structure alone.

No smaller set of facts can: whatever values are handed in, Kleene's logic leaves the condition unknown without one of
the ways. Whether values exist for a way is left to :mod:`trying`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Protocol, cast

from attrs import evolve, field, frozen

from ankang_rules.core import nodes as n
from ankang_rules.evaluate.reference import Evaluator, Range, Scope, compared
from ankang_rules.evaluate.results import Judgement
from ankang_rules.evaluate.units import Listed, below
from ankang_rules.explain.settling.ways import NOTHING, Families, Ways
from ankang_rules.explain.units import Path
from ankang_rules.model import types as ty
from ankang_rules.model.outcome import NO, YES, Bounds, Known, Outcome, Reason, Unknown, unknown
from ankang_rules.model.status import Status

_MOST_COUNTED = 40
_FEW = 4
_MANY = 80
_FEW_WAYS = 4
_MOST_MORE = 100
_OUTSIDE = Scope()


class Below(Protocol):
    """Whoever knows the units below."""

    def seeking(self, path: Path) -> Seeking: ...

    def unit(self, path: Path) -> Mapping[Status, Ways]: ...


@frozen
class _Member:
    """One of those that are counted: its *outcome*, and where that is open the ways to *yes* and to *no*."""

    outcome: Outcome
    yes: Ways = field(factory=list)
    no: Ways = field(factory=list)


class Seeking:
    """Finds ways in which conditions of the unit at *base* come out as wanted, in the tree that *goals* know."""

    def __init__(self, judgement: Judgement, base: Path, families: Families, goals: Below) -> None:
        self.judgement, self.base, self.families, self.goals = judgement, base, families, goals
        self.core, self.asked = judgement.core, judgement.asked
        units = below(judgement.children, self.core, None, ())
        self.evaluator = Evaluator(self.core, judgement.facts, self.asked, None, units)
        self.definitions = {d.key: d.expression for d in self.core.definitions}
        self.any_of, self.all_of = families.any_of, families.all_of

    def _filled(self, outcome: Outcome) -> Ways:
        """The way to fill in what is open, where that is all that is wrong."""
        return self.families.filled(self.from_here(cast(Unknown, outcome).reasons))

    def from_here(self, reasons: Iterable[Reason]) -> frozenset[Reason]:
        """*reasons* as they are seen from where the tree begins."""
        return frozenset(evolve(reason, unit=(*self.base, *reason.unit)) for reason in reasons)

    def _unit_in_hand(self, scope: Scope, between: int = 0) -> Path:
        units = ((), *(unit.path for unit in scope.units))
        return (*self.base, *units[-1 - between])

    # Conditions

    def becomes(self, node: n.Node, wanted: bool, scope: Scope = _OUTSIDE) -> Ways:
        """Return the ways that could make the condition *node* hold, or (not *wanted*) not hold."""
        outcome = self.evaluator.value(node, scope)
        if isinstance(outcome, Known):
            return NOTHING if outcome == Known(wanted) else []
        match node:
            case n.Not(operand=operand):
                return self.becomes(operand, not wanted, scope)
            case n.And(operands=operands) | n.Or(operands=operands):
                every = isinstance(node, n.And) == wanted
                return self.junction([self.becomes(operand, wanted, scope) for operand in operands], every)
            case n.NumberOf():
                return self._number(node, wanted, scope)
            case n.If():
                return self._if(node, lambda branch: self.becomes(branch, wanted, scope), scope)
            case n.Compare():
                return self._compare(node, wanted, scope)
            case n.IsOneOf():
                return self._is_one_of(node, wanted, scope)
            case n.IsIncreasing():
                return self._increasing(node, wanted, scope)
            case n.EveryMonth(condition=condition, months=first):
                scopes = [evolve(scope, month=month) for month in self.evaluator.months(first)]
                return self.junction([self.becomes(condition, wanted, inner) for inner in scopes], wanted)
            case n.Quantified():
                return self._quantified(node, wanted, scope)
            case n.DefinitionRef():
                there, expression = self._defined(node, scope)
                return there.becomes(expression, wanted) if expression else []
            case n.Verdict(passes=passes):
                return self.goals.unit(self._unit_in_hand(scope))[Status.PASS if passes == wanted else Status.FAIL]
        return self.known(node, scope)

    def _defined(self, node: n.DefinitionRef, scope: Scope) -> tuple[Seeking, n.Node | None]:
        """Return who evaluates a definition, and what it says; nothing where a parameter in it has no value."""
        if node.of is None:
            return self, self.definitions[node.key]
        there = self.goals.seeking(self._unit_in_hand(scope, node.unit))
        return there, there.definitions[node.key] if node.key in there.judgement.definitions else None

    def junction(self, families: list[Ways], every: bool) -> Ways:
        return self.all_of(families) if every else self.any_of(families)

    def _if(self, node: n.If, of_branch: Callable[[n.Node], Ways], scope: Scope) -> Ways:
        """By the branch that the test chooses, or by both where they agree."""
        then, otherwise = of_branch(node.then), of_branch(node.otherwise)
        by_test = [
            self.all_of([self.becomes(node.test, True, scope), then]),
            self.all_of([self.becomes(node.test, False, scope), otherwise]),
        ]
        return self.any_of([*by_test, self.all_of([then, otherwise])])

    def _number(self, node: n.NumberOf, wanted: bool, scope: Scope) -> Ways:
        def decides(low: int, high: int) -> bool:
            return {_within(node, held) for held in range(low, high + 1)} == {wanted}

        return self._counted(self._members(node.operands, [scope] * len(node.operands)), decides)

    def _members(self, tests: Iterable[n.Node], scopes: Sequence[Scope], *, judged: bool = False) -> list[_Member]:
        """What each of *tests* comes to, and the ways in which it holds and does not.

        Of units that are *judged*, one to which its ruleset does not apply is left out.
        """
        found = []
        for test, scope in zip(tests, scopes, strict=True):
            outcome = self.evaluator.value(test, scope)
            if isinstance(outcome, Known):
                found.append(_Member(outcome))
                continue
            out = self.goals.unit(self._unit_in_hand(scope))[Status.NOT_APPLICABLE] if judged else []
            no = self.any_of([self.becomes(test, False, scope), out])
            found.append(_Member(outcome, self.becomes(test, True, scope), no))
        return found

    def _counted(self, members: Sequence[_Member], decides: Callable[[int, int], bool]) -> Ways:
        """The ways after which so many *members* hold, and so many do not, that the count *decides*."""
        low = sum(member.outcome == YES for member in members)
        high = len(members) - sum(member.outcome == NO for member in members)
        open_ = [member for member in members if member.outcome not in (YES, NO)]
        enough = [
            (held, failed)
            for held in range(high - low + 1)
            for failed in range(high - low + 1 - held)
            if decides(low + held, high - failed)
        ]
        fewest = [p for p in enough if not any(q != p and q[0] <= p[0] and q[1] <= p[1] for q in enough)]
        is_small = len(open_) <= _FEW or sum(len(one.yes) + len(one.no) for one in open_) <= _MANY
        some = self._some if is_small else self._first_of
        return self.any_of(some(open_, held, failed) for held, failed in fewest[:_MOST_COUNTED])

    def _first_of(self, members: Sequence[_Member], held: int, failed: int) -> Ways:
        """As :meth:`_some`, of many: the smallest, and each of the others in place of the last."""
        self.families.complete = False
        if not held or not failed:
            families = [member.yes if held else member.no for member in members]
            return self._smallest_of(families, held or failed)
        by_no = sorted(members, key=lambda member: len(member.no[0]) if member.no else _MOST_MORE)
        no = self._smallest_of([member.no for member in by_no[:failed]], failed)
        yes = self._smallest_of([member.yes for member in by_no[failed:]], held)
        return self.all_of([no, yes])

    def _smallest_of(self, families: Iterable[Ways], number: int) -> Ways:
        can = sorted((ways for ways in families if ways), key=lambda ways: len(ways[0]))
        if len(can) < number or not number:
            return [] if number else NOTHING
        first = self.all_of([ways[:1] for ways in can[: number - 1]])
        return self.any_of(self.all_of([first, ways[:_FEW_WAYS]]) for ways in can[number - 1 :])

    def _some(self, members: Sequence[_Member], held: int, failed: int) -> Ways:
        """The ways after which *held* of the members hold and *failed* others do not."""
        found: dict[tuple[int, int], Ways] = {(0, 0): NOTHING}
        for member in members:
            step: dict[tuple[int, int], list[Ways]] = {}
            for (a, b), ways in found.items():
                step.setdefault((a, b), []).append(ways)
                if a < held:
                    step.setdefault((a + 1, b), []).append(self.all_of([ways, member.yes]))
                if b < failed:
                    step.setdefault((a, b + 1), []).append(self.all_of([ways, member.no]))
            found = {counts: self.any_of(families) for counts, families in step.items()}
        return found.get((held, failed), [])

    def _compare(self, node: n.Compare, wanted: bool, scope: Scope) -> Ways:
        for mirrored, (side, other) in enumerate(((node.left, node.right), (node.right, node.left))):
            counted, bound = self._resolved(side), self.evaluator.value(other, scope)
            if isinstance(counted, n.CountOf | n.ShareWhere) and isinstance(bound, Known):
                return self._count_compared(node, counted, bound, bool(mirrored), wanted, scope)
            if isinstance(counted, n.CountOf | n.ShareWhere):
                self.families.complete = False  # with the bound known, some of those counted may be enough
        sides = [self.known(node.left, scope), self.known(node.right, scope)]
        found = [self.all_of(sides)]
        if not wanted:
            # One day reported as absent is enough for a comparison of days not to hold.
            written = zip((node.left, node.right), sides, strict=True)
            found += [ways for side, ways in written if ways != NOTHING and self.evaluator.is_bare_date(side, scope)]
        return self.any_of(found)

    def _count_compared(
        self,
        node: n.Compare,
        counted: n.CountOf | n.ShareWhere,
        bound: Known,
        mirrored: bool,
        wanted: bool,
        scope: Scope,
    ) -> Ways:
        """A count stands against a known bound: some of its members may be enough."""
        found = self.evaluator.over(counted.records, scope)
        if isinstance(found, Unknown):
            return self.known(counted.records, scope)

        def decides(total: int, low: int, high: int | None) -> bool:
            if isinstance(counted, n.CountOf):
                total = 1
            between: Outcome = Known(Fraction(low, total))
            if low != high:
                most = None if high is None else Fraction(high, total)
                between = Bounds(Fraction(low, total), most, frozenset(), Fraction(1, total))
            sides = (bound, between) if mirrored else (between, bound)
            return compared(node.operator, *sides) == Known(wanted)

        return self._counted_units(counted, found, decides)

    def _counted_units(
        self, counted: n.CountOf | n.ShareWhere, found: Range, decides: Callable[[int, int, int | None], bool]
    ) -> Ways:
        """By the members that are listed, by what is not listed yet, or by both."""
        judged = isinstance(counted.records, n.Units) and counted.records.judged
        if counted.where is None:
            members = [_Member(YES)] * len(found.scopes)
        else:
            members = self._members([counted.where] * len(found.scopes), found.scopes, judged=judged)
        number, is_share = len(members), isinstance(counted, n.ShareWhere)
        units = (self.goals.unit(self._unit_in_hand(scope)) for scope in found.scopes) if judged and is_share else ()
        if any(ways[Status.NOT_APPLICABLE] for ways in units):
            self.families.complete = False  # a unit to which its ruleset does not apply makes the whole smaller
        ways: list[Ways] = []
        if found.most is None or found.most:
            self.families.complete = False
            ways += self._more_counted(members, found, decides)
        if found.most is not None and (number + found.most or not is_share):
            most, least = found.most, (found.more.least if found.more and counted.where is None else 0)
            ways.append(self._counted(members, lambda low, high: decides(number + most, low + least, high + most)))
        elif found.most is None and not is_share:
            ways.append(self._counted(members, lambda low, high: decides(1, low, None)))
        return self.any_of(ways)

    def _more_counted(
        self, members: Sequence[_Member], found: Range, decides: Callable[[int, int, int | None], bool]
    ) -> Iterator[Ways]:
        """Once it is known what is not listed: so many more there are, of which so many hold."""
        number = len(members)
        if found.most is not None:
            more = [(held, found.most) for held in range(min(found.most, _MOST_MORE) + 1)]
        else:
            more = [(held, all_) for all_ in range(_MOST_MORE) for held in {0, all_}]
            yield from (
                self.all_of([ways, self._counted(members, lambda low, high: decides(1, low + _MOST_MORE, None))])
                for ways in self._one_more(found)
            )

        def may_decide(low: int, high: int) -> bool:
            return any(number + all_ and decides(number + all_, low + held, high + held) for held, all_ in more)

        yield self.all_of([self._no_more(found), self._counted(members, may_decide)])

    def _no_more(self, found: Range) -> Ways:
        """The way to know every unit there is."""
        return NOTHING if found.most == 0 else self._filled(Unknown(cast(Listed, found.more).reasons))

    def _one_more(self, found: Range) -> list[Ways]:
        """The ways to know of units that are not listed yet, one list at a time."""
        return [self._filled(Unknown(frozenset((reason,)))) for reason in cast(Listed, found.more).reasons]

    def _is_one_of(self, node: n.IsOneOf, wanted: bool, scope: Scope) -> Ways:
        operand = self.known(node.operand, scope)
        options = [self.known(option, scope) for option in node.options]
        if wanted:
            return self.any_of(self.all_of([operand, option]) for option in options)
        absent = [operand] if operand != NOTHING and self.evaluator.is_bare_date(node.operand, scope) else []
        return self.any_of([self.all_of([operand, *options]), *absent])

    def _increasing(self, node: n.IsIncreasing, wanted: bool, scope: Scope) -> Ways:
        kind = cast(ty.Monthly, node.series.type)
        month = n.MonthOf(node.series, type=kind.of)
        months = [(month, evolve(scope, month=number)) for number in self.evaluator.months(kind.months)]
        pairs = [self._step(a, b, "<" if node.strictly else "≤", wanted) for a, b in pairwise(months)]
        return self.junction(pairs, wanted)

    def _step(self, before: tuple[n.Node, Scope], after: tuple[n.Node, Scope], operator: str, wanted: bool) -> Ways:
        """One month stands to the next as *operator* says."""
        step = compared(operator, self.evaluator.value(*before), self.evaluator.value(*after))
        if isinstance(step, Known):
            return NOTHING if step == Known(wanted) else []
        return self.all_of([self.known(*before), self.known(*after)])

    def _quantified(self, node: n.Quantified, wanted: bool, scope: Scope) -> Ways:
        range_ = self.evaluator.over(node.records, scope)
        if isinstance(range_, Unknown):
            return self.known(node.records, scope)
        every = node.which == "every"
        judged = isinstance(node.records, n.Units) and node.records.judged and every == wanted
        found = []
        for inner in range_.scopes:
            selected = (
                self.becomes(node.where, wanted != every, inner) if node.where else [[], NOTHING][wanted != every]
            )
            satisfied = self.becomes(node.condition, wanted, inner)
            out = self.goals.unit(self._unit_in_hand(inner))[Status.NOT_APPLICABLE] if judged else []
            found.append(self.any_of([self.junction([selected, satisfied], every != wanted), out]))
        if range_.doubt:
            self.families.complete = False
            found += [self._no_more(range_)] if every == wanted else self._one_more(range_)
        return self.junction(found, every == wanted)

    # Values

    def known(self, node: n.Node, scope: Scope = _OUTSIDE) -> Ways:
        """Return the ways that could make *node* known, whatever it comes to."""
        outcome = self.evaluator.value(node, scope)
        if isinstance(outcome, Known):
            return NOTHING
        match node:
            case n.Fact(type=ty.Monthly(months=number)):
                return self._any_month(outcome, number)
            case n.Fact() | n.FieldRef() | n.MonthOf():
                return self._filled(outcome)
            case n.DefinitionRef():
                there, expression = self._defined(node, scope)
                return there.known(expression) if expression else []
            case n.Arithmetic(operator="÷", right=right) if self.evaluator.value(right, scope) == Known(Fraction(0)):
                return []
            case n.If():
                return self._if(node, lambda branch: self.known(branch, scope), scope)
            case n.Aggregate():
                return self._over_records(node, scope)
            case n.CountOf(where=n.Node()) | n.ShareWhere():
                return self._over_records(node, scope)
        if node.type == ty.YesNo() and type(node) in _CONDITIONS:
            return self.any_of([self.becomes(node, True, scope), self.becomes(node, False, scope)])
        return self.all_of(self.known(part, scope) for part in n.parts(node))

    def _any_month(self, outcome: Outcome, number: int) -> Ways:
        """One month is enough for a series to be there."""
        reasons = cast(Unknown, outcome).reasons
        months = (unknown(r.kind, r.subject, month) for r in reasons for month in range(1, number + 1))
        return self.any_of(self._filled(month) for month in months)

    def _over_records(self, node: n.Aggregate | n.CountOf | n.ShareWhere, scope: Scope) -> Ways:
        """Every record is known to be left out, or known with its value."""
        found = self.evaluator.over(node.records, scope)
        if isinstance(found, Unknown):
            return self.known(node.records, scope)
        if not found.scopes and found.most == 0:
            return []  # the share or average of nothing
        if found.doubt:
            self.families.complete = False
        return self.all_of([*(self._one_record(node, inner) for inner in found.scopes), self._no_more(found)])

    def _one_record(self, node: n.Aggregate | n.CountOf | n.ShareWhere, inner: Scope) -> Ways:
        selected = self.becomes(node.where, True, inner) if node.where else NOTHING
        left_out = self.becomes(node.where, False, inner) if node.where else []
        if isinstance(node.records, n.Units) and node.records.judged:
            out = self.goals.unit(self._unit_in_hand(inner))[Status.NOT_APPLICABLE]
            left_out = self.any_of([left_out, out])
        value = self.known(node.operand, inner) if isinstance(node, n.Aggregate) else NOTHING
        return self.any_of([left_out, self.all_of([selected, value])])

    def _resolved(self, node: n.Node) -> n.Node:
        while isinstance(node, n.DefinitionRef) and node.of is None:
            node = self.definitions[node.key]
        return node


_CONDITIONS = (
    n.Not,
    n.And,
    n.Or,
    n.NumberOf,
    n.Compare,
    n.IsOneOf,
    n.IsIncreasing,
    n.EveryMonth,
    n.Quantified,
    n.Verdict,
)


def _within(node: n.NumberOf, held: int) -> bool:
    return {"at least": held >= node.number, "exactly": held == node.number, "at most": held <= node.number}[node.bound]
