"""What would have to be handed in, by the structure of a rule alone.

A *way* is a set of open facts. :class:`Ways` says which ways could make a condition come out as wanted. No smaller set
can: whatever values are handed in, Kleene's logic leaves the condition unknown without one of the ways. Whether values
exist for a way is left to :mod:`settle`, which tries and verifies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import cast

from attrs import evolve

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Rule, RulesetCore
from ankang_rules.evaluate.judge import whens_of
from ankang_rules.evaluate.reference import Asked, Evaluator, Scope, compared
from ankang_rules.facts.facts import Facts
from ankang_rules.model import types as ty
from ankang_rules.model.outcome import NO, YES, Bounds, Known, Outcome, Reason, ReasonKind, Unknown, unknown

Way = frozenset[Reason]
"""Facts to be handed in, each by the reason for which it is not known."""
Ways = list[Way]
"""Ways of which one is enough, the smallest first; none where nothing can help, the empty one where nothing need."""

NOTHING: Ways = [frozenset()]
_MOST_WAYS = 60
_MOST_COUNTED = 40
_OUTSIDE = Scope()
_OPEN = (ReasonKind.MISSING, ReasonKind.INVALID)


class Seeking:
    """Finds ways to settle rules of *core* that *facts* leave unknown. *complete* turns False once it left some out."""

    def __init__(self, core: RulesetCore, facts: Facts, asked: Asked) -> None:
        self.core, self.asked = core, asked
        self.evaluator = Evaluator(core, facts, asked)
        self.definitions = {d.key: d.expression for d in core.definitions}
        self.groups = {group.key: group for group in core.groups}
        self.complete = True
        self._order: dict[Reason, int] = {}

    # Families of ways

    def any_of(self, families: Iterable[Ways]) -> Ways:
        """One of *families* is enough."""
        return self._smallest(way for ways in families for way in ways)

    def all_of(self, families: Iterable[Ways]) -> Ways:
        """One way of each of *families* is needed."""
        together = NOTHING
        for ways in families:
            together = self._smallest(way | more for way in together for more in ways)
        return together

    def _smallest(self, ways: Iterable[Way]) -> Ways:
        """Drop each way that holds another, and what goes beyond the bound."""
        kept: Ways = []
        for way in sorted(set(ways), key=self.place):
            if not any(other <= way for other in kept):
                kept.append(way)
            if len(kept) > _MOST_WAYS:
                self.complete = False
                return kept[:_MOST_WAYS]
        return kept

    def place(self, way: Way) -> tuple[object, ...]:
        """Order ways by size, then by where the rule first asks for what they name."""
        return len(way), sorted(self._order[reason] for reason in way)

    def in_order(self, way: Way) -> tuple[Reason, ...]:
        """Return what *way* names, in the order in which the rule asks for it."""
        return tuple(sorted(way, key=self._order.__getitem__))

    def _filled(self, outcome: Outcome) -> Ways:
        """The way to fill in what is open, where that is all that is wrong."""
        reasons = cast(Unknown, outcome).reasons
        for reason in sorted(reasons, key=Reason.sort_key):
            self._order.setdefault(reason, len(self._order))
        return [reasons] if all(reason.kind in _OPEN for reason in reasons) else []

    # Rules

    def rule(self, rule: Rule) -> list[Ways]:
        """Return the ways that could make *rule* not applicable, those to make it pass, and those to make it fail."""
        whens = whens_of(self.core, self.groups.get(rule.group or ""), rule)
        excluded = self.any_of(self.becomes(when, False) for when in whens)
        applies = self.all_of(self.becomes(when, True) for when in whens)
        failing = [applies, self._due(rule), self._conditions(rule, False)]
        return [excluded, self.all_of([applies, self._conditions(rule, True)]), self.all_of(failing)]

    def _due(self, rule: Rule) -> Ways:
        """The ways to have a failure count: the day it is due is known and has come."""
        if rule.due is None:
            return NOTHING
        day = self.evaluator.value(rule.due)
        if isinstance(day, Known):
            as_of = self.asked.as_of
            return [] if as_of is not None and as_of < cast(date, day.value) else NOTHING
        return self.known(rule.due)

    def _conditions(self, rule: Rule, wanted: bool) -> Ways:
        """The condition in effect comes out as *wanted*: the rule's own, that of one exception, or both of two."""
        base = self.becomes(rule.condition, wanted)
        tests = [{way: self.becomes(e.when, way) for way in (True, False)} for e in rule.exceptions]
        found = [self.all_of([*(test[False] for test in tests), base])]
        for i, exception in enumerate(rule.exceptions):
            others = [test[False] for j, test in enumerate(tests) if j != i]
            instead = self.becomes(exception.condition, wanted)
            found.append(self.all_of([*others, tests[i][True], instead]))
            found.append(self.all_of([*others, base, instead]))
        return self.any_of(found)

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
                return self._junction([self.becomes(operand, wanted, scope) for operand in operands], every)
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
                return self._junction([self.becomes(condition, wanted, inner) for inner in scopes], wanted)
            case n.Quantified():
                return self._quantified(node, wanted, scope)
            case n.DefinitionRef(key=key):
                return self.becomes(self.definitions[key], wanted)
        return self.known(node, scope)

    def _junction(self, families: list[Ways], every: bool) -> Ways:
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

        return self._counted(list(node.operands), [scope] * len(node.operands), decides)

    def _counted(self, tests: list[n.Node], scopes: list[Scope], decides: Callable[[int, int], bool]) -> Ways:
        """The ways after which so many *tests* hold, and so many do not, that the count *decides*."""
        outcomes = [self.evaluator.value(test, inner) for test, inner in zip(tests, scopes, strict=True)]
        low = sum(outcome == YES for outcome in outcomes)
        high = len(outcomes) - sum(outcome == NO for outcome in outcomes)
        open_ = [pair for pair, o in zip(zip(tests, scopes, strict=True), outcomes, strict=True) if o not in (YES, NO)]
        yes = [self.becomes(test, True, inner) for test, inner in open_]
        no = [self.becomes(test, False, inner) for test, inner in open_]
        if len(open_) > _MOST_COUNTED:
            self.complete = False
            return self.all_of(self.any_of(both) for both in zip(yes, no, strict=True))
        enough = [
            (held, failed)
            for held in range(high - low + 1)
            for failed in range(high - low + 1 - held)
            if decides(low + held, high - failed)
        ]
        fewest = [p for p in enough if not any(q != p and q[0] <= p[0] and q[1] <= p[1] for q in enough)]
        return self.any_of(self._some(yes, no, held, failed) for held, failed in fewest)

    def _some(self, yes: list[Ways], no: list[Ways], held: int, failed: int) -> Ways:
        """The ways after which *held* of the members hold and *failed* others do not."""
        found: dict[tuple[int, int], Ways] = {(0, 0): NOTHING}
        for to_yes, to_no in zip(yes, no, strict=True):
            step: dict[tuple[int, int], list[Ways]] = {}
            for (a, b), ways in found.items():
                step.setdefault((a, b), []).append(ways)
                if a < held:
                    step.setdefault((a + 1, b), []).append(self.all_of([ways, to_yes]))
                if b < failed:
                    step.setdefault((a, b + 1), []).append(self.all_of([ways, to_no]))
            found = {counts: self.any_of(families) for counts, families in step.items()}
        return found.get((held, failed), [])

    def _compare(self, node: n.Compare, wanted: bool, scope: Scope) -> Ways:
        sides = [self.known(node.left, scope), self.known(node.right, scope)]
        found = [self.all_of(sides)]
        if not wanted:
            # One day reported as absent is enough for a comparison of days not to hold.
            written = zip((node.left, node.right), sides, strict=True)
            found += [ways for side, ways in written if ways != NOTHING and self.evaluator.is_bare_date(side)]
        for mirrored, (side, other) in enumerate(((node.left, node.right), (node.right, node.left))):
            counted = self._resolved(side)
            if isinstance(counted, n.CountOf | n.ShareWhere):
                found.append(self._count_compared(node, counted, other, bool(mirrored), wanted, scope))
        return self.any_of(found)

    def _count_compared(
        self,
        node: n.Compare,
        counted: n.CountOf | n.ShareWhere,
        other: n.Node,
        mirrored: bool,
        wanted: bool,
        scope: Scope,
    ) -> Ways:
        """Where one side is a count, some of its members may be enough, once the other side is known."""
        bound = self.evaluator.value(other, scope)
        scopes = self.evaluator.inside(counted.records, scope)
        if isinstance(scopes, Unknown) or not isinstance(bound, Known) or counted.where is None:
            self.complete = self.complete and isinstance(scopes, Unknown)
            return []
        total = len(scopes) if isinstance(counted, n.ShareWhere) else 1
        if not total:
            return []  # the share of an empty list has no value, whatever is handed in

        def decides(low: int, high: int) -> bool:
            between: Outcome = Known(Fraction(low, total))
            if low != high:
                between = Bounds(Fraction(low, total), Fraction(high, total), frozenset(), Fraction(1, total))
            sides = (bound, between) if mirrored else (between, bound)
            return compared(node.operator, *sides) == Known(wanted)

        return self._counted([counted.where] * len(scopes), scopes, decides)

    def _is_one_of(self, node: n.IsOneOf, wanted: bool, scope: Scope) -> Ways:
        operand = self.known(node.operand, scope)
        options = [self.known(option, scope) for option in node.options]
        if wanted:
            return self.any_of(self.all_of([operand, option]) for option in options)
        absent = [operand] if operand != NOTHING and self.evaluator.is_bare_date(node.operand) else []
        return self.any_of([self.all_of([operand, *options]), *absent])

    def _increasing(self, node: n.IsIncreasing, wanted: bool, scope: Scope) -> Ways:
        kind = cast(ty.Monthly, node.series.type)
        month = n.MonthOf(node.series, type=kind.of)
        months = [(month, evolve(scope, month=number)) for number in self.evaluator.months(kind.months)]
        pairs = [self._step(a, b, "<" if node.strictly else "≤", wanted) for a, b in pairwise(months)]
        return self._junction(pairs, wanted)

    def _step(self, before: tuple[n.Node, Scope], after: tuple[n.Node, Scope], operator: str, wanted: bool) -> Ways:
        """One month stands to the next as *operator* says."""
        step = compared(operator, self.evaluator.value(*before), self.evaluator.value(*after))
        if isinstance(step, Known):
            return NOTHING if step == Known(wanted) else []
        return self.all_of([self.known(*before), self.known(*after)])

    def _quantified(self, node: n.Quantified, wanted: bool, scope: Scope) -> Ways:
        scopes = self.evaluator.inside(node.records, scope)
        if isinstance(scopes, Unknown):
            return self.known(node.records, scope)
        every = node.which == "every"
        found = []
        for inner in scopes:
            selected = (
                self.becomes(node.where, wanted != every, inner) if node.where else [[], NOTHING][wanted != every]
            )
            satisfied = self.becomes(node.condition, wanted, inner)
            found.append(self._junction([selected, satisfied], every != wanted))
        return self._junction(found, every == wanted)

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
            case n.DefinitionRef(key=key):
                return self.known(self.definitions[key])
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
        scopes = self.evaluator.inside(node.records, scope)
        if isinstance(scopes, Unknown):
            return self.known(node.records, scope)
        if not scopes:
            return []  # the share or average of nothing
        return self.all_of(self._one_record(node, inner) for inner in scopes)

    def _one_record(self, node: n.Aggregate | n.CountOf | n.ShareWhere, inner: Scope) -> Ways:
        selected = self.becomes(node.where, True, inner) if node.where else NOTHING
        left_out = self.becomes(node.where, False, inner) if node.where else []
        value = self.known(node.operand, inner) if isinstance(node, n.Aggregate) else NOTHING
        return self.any_of([left_out, self.all_of([selected, value])])

    def _resolved(self, node: n.Node) -> n.Node:
        while isinstance(node, n.DefinitionRef):
            node = self.definitions[node.key]
        return node


_CONDITIONS = (*(n.Not, n.And, n.Or, n.NumberOf, n.Compare, n.IsOneOf, n.IsIncreasing, n.EveryMonth, n.Quantified),)


def _within(node: n.NumberOf, held: int) -> bool:
    return {"at least": held >= node.number, "exactly": held == node.number, "at most": held <= node.number}[node.bound]
