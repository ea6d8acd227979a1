"""What each expression means."""

from __future__ import annotations

import operator as op
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any, cast

from attrs import evolve, field, frozen

from ankang_rules.core import nodes as n
from ankang_rules.core.print import show
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.evaluate.trace import Observer, Silent
from ankang_rules.evaluate.units import NOBODY, Below, Listed, Unit, applies_to_all, listed
from ankang_rules.facts.facts import Outcomes
from ankang_rules.model import types as ty
from ankang_rules.model.calendar import add_days, add_months, month_end
from ankang_rules.model.frozen import Frozen
from ankang_rules.model.outcome import (
    NO,
    YES,
    Bounds,
    Known,
    Outcome,
    Reason,
    ReasonKind,
    Unknown,
    Value,
    conjunction,
    disjunction,
    negation,
    number_of,
    of_unit,
    reasons_of,
    unknown,
)
from ankang_rules.model.units import MONTHS

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": op.eq,
    "≠": op.ne,
    "<": op.lt,
    "≤": op.le,
    ">": op.gt,
    "≥": op.ge,
}


@frozen
class Asked:
    """What a call asks beside the facts: the day, the assessment year, and parameters set by the caller."""

    as_of: date | None = None
    year: int | None = None
    parameters: Mapping[str, Value] = field(factory=Frozen, converter=Frozen)


@frozen
class Scope:
    """Where an expression stands: the month in hand, and the records and units in hand, outermost first.

    A record comes with its type. The unit whose rule is looked at is not among *units*: it is outside them all.
    """

    month: int | None = None
    records: tuple[tuple[ty.ListOf, tuple[Outcome, ...]], ...] = ()
    units: tuple[Unit, ...] = ()


@frozen
class Range:
    """What a quantifier looks at: a *scope* for each record or unit, and how many more units there may be."""

    scopes: list[Scope]
    more: Listed | None = None
    levels: tuple[str, ...] = ()

    @property
    def most(self) -> int | None:
        """How many more there are at most, None for no end."""
        return self.more.most if self.more else 0

    @property
    def doubt(self) -> list[Outcome]:
        """What has to be reckoned with beside them: nothing, or one more that is unknown."""
        return self.more.doubt if self.more else []


class Evaluator:
    """Evaluates expressions of *core* on *facts*; *observer* sees every one of them. *below* are the units below it."""

    def __init__(
        self,
        core: RulesetCore,
        facts: Outcomes,
        asked: Asked,
        observer: Observer | None = None,
        below: Below = NOBODY,
    ) -> None:
        self.core, self.asked = core, asked
        self.observer: Observer = observer or Silent()
        self.unit = Unit(facts, below)
        self._parameters = {p.key: p for p in core.parameters}
        self._definitions = {d.key: d for d in core.definitions}
        self._defined: dict[str, Outcome] = {}

    def value(self, node: n.Node, scope: Scope = Scope(), at: int | None = None) -> Outcome:
        """Return what *node* comes to in *scope*."""
        self.observer.enter(node, at)
        outcome = _METHODS[type(node)](self, node, scope)
        self.observer.leave(node, outcome)
        return outcome

    def months(self, first: int) -> range:
        """Those of the *first* months of the assessment year whose last day is on or before the day asked about."""
        day, year = self.asked.as_of, self.asked.year
        if day is None or year is None:
            return range(0)
        return range(1, 1 + sum(month_end(year, month) <= day for month in range(1, first + 1)))

    # Leaves

    def constant(self, node: n.Constant, scope: Scope) -> Outcome:
        return Known(node.value)

    def fact(self, node: n.Fact, scope: Scope) -> Outcome:
        unit = self._unit(scope, node.unit)
        return of_unit(unit.facts[node.key], unit.path)

    def _unit(self, scope: Scope, between: int) -> Unit:
        """The unit in hand, or the one *between* steps outside it."""
        return (self.unit, *scope.units)[-1 - between]

    def parameter(self, node: n.ParameterRef, scope: Scope) -> Outcome:
        if node.key in self.asked.parameters:
            return Known(self.asked.parameters[node.key])
        dated = self._parameters[node.key].on(self.asked.as_of)
        # A rule that reads a parameter without a value is not applicable, and never comes here.
        assert dated is not None
        assert dated.value is not None
        return Known(dated.value)

    def definition(self, node: n.DefinitionRef, scope: Scope) -> Outcome:
        if node.of is None:
            return self.defined(node.key)
        return self._unit(scope, node.unit).defined(node.key)

    def defined(self, key: str) -> Outcome:
        """Return the value of the definition under *key*, for the unit itself."""
        if key not in self._defined:
            inner, self.observer = self.observer, Silent()
            self._defined[key] = self.value(self._definitions[key].expression)
            self.observer = inner
        return self._defined[key]

    def field(self, node: n.FieldRef, scope: Scope) -> Outcome:
        record_type, record = scope.records[-1 - node.depth]
        index = next(i for i, field in enumerate(record_type.fields) if field.key == node.key)
        return record[index]

    def day(self, node: n.DayRef, scope: Scope) -> Outcome:
        if node.which == "as of date":
            assert self.asked.as_of is not None
            return Known(self.asked.as_of)
        assert self.asked.year is not None
        return Known(date(self.asked.year, 1, 1) if node.which == "start of year" else date(self.asked.year, 12, 31))

    # Logic

    def not_(self, node: n.Not, scope: Scope) -> Outcome:
        return negation(self.value(node.operand, scope))

    def and_(self, node: n.And, scope: Scope) -> Outcome:
        return conjunction([self.value(operand, scope) for operand in node.operands])

    def or_(self, node: n.Or, scope: Scope) -> Outcome:
        return disjunction([self.value(operand, scope) for operand in node.operands])

    def number_of(self, node: n.NumberOf, scope: Scope) -> Outcome:
        return number_of(node.bound, node.number, [self.value(operand, scope) for operand in node.operands])

    def if_(self, node: n.If, scope: Scope) -> Outcome:
        test = self.value(node.test, scope)
        if isinstance(test, Known):
            return self.value(node.then if test.value else node.otherwise, scope)
        then, otherwise = self.value(node.then, scope), self.value(node.otherwise, scope)
        if isinstance(then, Known) and then == otherwise:
            return then
        return Unknown(reasons_of([test, then, otherwise]))

    # Comparisons

    def compare(self, node: n.Compare, scope: Scope) -> Outcome:
        left, right = self.value(node.left, scope), self.value(node.right, scope)
        return self._compared(node.operator, scope, (node.left, left), (node.right, right))

    def _compared(self, operator: str, scope: Scope, *sides: tuple[n.Node, Outcome]) -> Outcome:
        """A comparison with a date that was reported as absent does not hold, whatever stands on the other side."""
        if any(_is_absent(outcome) and self.is_bare_date(node, scope) for node, outcome in sides):
            return NO
        return compared(operator, *(outcome for _, outcome in sides))

    def is_bare_date(self, node: n.Node, scope: Scope = Scope()) -> bool:
        """Whether *node* is a date as it was reported, under its own name or another."""
        if not isinstance(node.type, ty.Date):
            return False
        core = self.core
        while isinstance(node, n.DefinitionRef | n.MonthOf):
            if isinstance(node, n.MonthOf):
                node = node.series
                continue
            if node.of is not None and (judgement := self._unit(scope, node.unit).judgement):
                core = judgement.core
            node = next(d.expression for d in core.definitions if d.key == node.key)
        return isinstance(node, n.Fact | n.FieldRef)

    def is_one_of(self, node: n.IsOneOf, scope: Scope) -> Outcome:
        operand = (node.operand, self.value(node.operand, scope))
        options = [(option, self.value(option, scope)) for option in node.options]
        return disjunction([self._compared("=", scope, operand, option) for option in options])

    def includes(self, node: n.Includes, scope: Scope) -> Outcome:
        whole, members = self.value(node.whole, scope), self.value(node.members, scope)
        if isinstance(whole, Known) and isinstance(members, Known):
            return _truth(cast(frozenset[str], members.value) <= cast(frozenset[str], whole.value))
        return Unknown(reasons_of([whole, members]))

    def is_empty(self, node: n.IsEmpty, scope: Scope) -> Outcome:
        operand = self.value(node.operand, scope)
        return _truth(not operand.value) if isinstance(operand, Known) else operand

    def is_recorded(self, node: n.IsRecorded, scope: Scope) -> Outcome:
        operand = self.value(node.operand, scope)
        if isinstance(operand, Known):
            return YES
        return NO if _is_absent(operand) else operand

    def is_increasing(self, node: n.IsIncreasing, scope: Scope) -> Outcome:
        series, kind = self.value(node.series, scope), cast(ty.Monthly, node.series.type)
        operator = "<" if node.strictly else "≤"
        months = [self._seen(node.series, _month(series, month), month) for month in self.months(kind.months)]
        return conjunction([compared(operator, a, b) for a, b in pairwise(months)])

    def _seen(self, node: n.Node, outcome: Outcome, at: int) -> Outcome:
        """Show *outcome* to the observer as what *node* comes to in one month."""
        self.observer.enter(node, at)
        self.observer.leave(node, outcome)
        return outcome

    # Arithmetic

    def arithmetic(self, node: n.Arithmetic, scope: Scope) -> Outcome:
        left, right = settled(self.value(node.left, scope)), settled(self.value(node.right, scope))
        if node.operator == "÷" and right == Known(Fraction(0)):
            return self._undefined(node, scope)
        if not isinstance(left, Known) or not isinstance(right, Known):
            return Unknown(reasons_of([left, right]))
        value = _calculated(node, cast(Any, left.value), cast(Any, right.value))
        return self._undefined(node, scope) if value is None else Known(value)

    def _undefined(self, node: n.Node, scope: Scope) -> Outcome:
        return of_unit(unknown(ReasonKind.UNDEFINED, show(node), node.id), self._unit(scope, 0).path)

    def share_of(self, node: n.ShareOf, scope: Scope) -> Outcome:
        return self._map([node.share, node.whole], scope, op.mul)

    def _map(self, operands: list[n.Node], scope: Scope, function: Callable[..., Value]) -> Outcome:
        """Apply *function* to known operands; anything else is unknown for all their reasons."""
        outcomes = [settled(self.value(operand, scope)) for operand in operands]
        values = [outcome.value for outcome in outcomes if isinstance(outcome, Known)]
        return Known(function(*values)) if len(values) == len(outcomes) else Unknown(reasons_of(outcomes))

    def negative(self, node: n.Negative, scope: Scope) -> Outcome:
        return self._map([node.operand], scope, op.neg)

    def absolute(self, node: n.Absolute, scope: Scope) -> Outcome:
        return self._map([node.operand], scope, abs)

    def rounded(self, node: n.Rounded, scope: Scope) -> Outcome:
        return self._map([node.operand], scope, lambda value: rounded(value, node.quantum, node.mode))

    def extreme(self, node: n.Extreme, scope: Scope) -> Outcome:
        choose = min if node.which == "lowest" else max
        return self._map(list(node.operands), scope, lambda *values: choose(values))

    # Over months and records

    def every_month(self, node: n.EveryMonth, scope: Scope) -> Outcome:
        months = self.months(node.months)
        return conjunction([self.value(node.condition, evolve(scope, month=month), month) for month in months])

    def month_of(self, node: n.MonthOf, scope: Scope) -> Outcome:
        assert scope.month is not None
        return _month(self.value(node.series, scope), scope.month)

    # Over the units below

    def units(self, node: n.Units, scope: Scope) -> Outcome:
        """The names of the units that are listed; how many more there may be is asked of :meth:`over`."""
        return Known(tuple("/".join(unit.path) for unit in self.listed(node, scope).units))

    def listed(self, node: n.Units, scope: Scope) -> Listed:
        """Return the units that *node* names, seen from the unit in hand."""
        found = listed(self._unit(scope, 0), cast(ty.UnitsOf, node.type).levels, self.core)
        return evolve(found, units=tuple(u for u in found.units if u.applies)) if node.judged else found

    def verdict(self, node: n.Verdict, scope: Scope) -> Outcome:
        passes = self._unit(scope, 0).verdict()
        return passes if node.passes else negation(passes)

    def over(self, node: n.Node, scope: Scope) -> Range | Unknown:
        """Return the scope of each record of a list, or of each unit of a level; or why there is no list."""
        if isinstance(node, n.Units):
            self.value(node, scope)
            found = self.listed(node, scope)
            scopes = [evolve(scope, units=(*scope.units, unit)) for unit in found.units]
            return Range(scopes, found, cast(ty.UnitsOf, node.type).levels)
        records = self.inside(node, scope)
        return records if isinstance(records, Unknown) else Range(records)

    def inside(self, node: n.Node, scope: Scope) -> list[Scope] | Unknown:
        """Return the scope of each record of a list, or why there is no list."""
        records = self.value(node, scope)
        if not isinstance(records, Known):
            return Unknown(reasons_of([records]))
        kind = cast(ty.ListOf, node.type)
        listed = cast(tuple[tuple[Outcome, ...], ...], records.value)
        return [evolve(scope, records=(*scope.records, (kind, record))) for record in listed]

    def _selected(self, where: n.Node | None, scopes: list[Scope]) -> list[Outcome]:
        return [self.value(where, scope, at) if where else YES for at, scope in enumerate(scopes, 1)]

    def quantified(self, node: n.Quantified, scope: Scope) -> Outcome:
        found = self.over(node.records, scope)
        if isinstance(found, Unknown):
            return found
        selected = self._selected(node.where, found.scopes)
        held = [self.value(node.condition, inner, at) for at, inner in enumerate(found.scopes, 1)]
        pairs = zip(selected, held, strict=True)
        if node.which == "every":
            return conjunction([*(disjunction([negation(a), b]) for a, b in pairs), *found.doubt])
        return disjunction([*(conjunction([a, b]) for a, b in pairs), *found.doubt])

    def count_of(self, node: n.CountOf, scope: Scope) -> Outcome:
        found = self.over(node.records, scope)
        if isinstance(found, Unknown):
            return found
        selected = self._selected(node.where, found.scopes)
        return _counted(selected, 1, found, found.more.least if found.more and node.where is None else 0)

    def share_where(self, node: n.ShareWhere, scope: Scope) -> Outcome:
        found = self.over(node.records, scope)
        if isinstance(found, Unknown):
            return found
        if found.most is None:
            return Unknown(reasons_of(found.doubt))
        if not found.scopes and not found.most:
            return self._undefined(node, scope)
        share = _counted(self._selected(node.where, found.scopes), len(found.scopes) + found.most, found)
        if not isinstance(node.where, n.Verdict):
            return share
        units = [scope.units[-1] for scope in found.scopes]
        return of_those_judged(share, units, found.most, self.core, found.levels, self.asked.as_of)

    def aggregate(self, node: n.Aggregate, scope: Scope) -> Outcome:
        found = self.over(node.records, scope)
        if isinstance(found, Unknown):
            return found
        selected = self._selected(node.where, found.scopes)
        chosen = [(at, s) for at, (s, where) in enumerate(zip(found.scopes, selected, strict=True), 1) if where != NO]
        values = [self.value(node.operand, s, at) for at, s in chosen]
        doubts = reasons_of([*selected, *values, *found.doubt])
        if doubts:
            return Unknown(doubts)
        return self._aggregated(node, [cast(Any, value).value for value in values], scope)

    def _aggregated(self, node: n.Aggregate, values: list[Any], scope: Scope) -> Outcome:
        if node.which == "sum":
            return Known(sum(values, Fraction(0)))
        if not values:
            return self._undefined(node, scope)
        if node.which == "average":
            return Known(sum(values, Fraction(0)) / len(values))
        return Known(min(values) if node.which == "lowest" else max(values))


_METHODS: dict[type[n.Node], Callable[[Evaluator, Any, Scope], Outcome]] = {
    n.Constant: Evaluator.constant,
    n.Fact: Evaluator.fact,
    n.ParameterRef: Evaluator.parameter,
    n.DefinitionRef: Evaluator.definition,
    n.FieldRef: Evaluator.field,
    n.DayRef: Evaluator.day,
    n.Not: Evaluator.not_,
    n.And: Evaluator.and_,
    n.Or: Evaluator.or_,
    n.NumberOf: Evaluator.number_of,
    n.If: Evaluator.if_,
    n.Compare: Evaluator.compare,
    n.IsOneOf: Evaluator.is_one_of,
    n.Includes: Evaluator.includes,
    n.IsEmpty: Evaluator.is_empty,
    n.IsRecorded: Evaluator.is_recorded,
    n.IsIncreasing: Evaluator.is_increasing,
    n.Arithmetic: Evaluator.arithmetic,
    n.ShareOf: Evaluator.share_of,
    n.Negative: Evaluator.negative,
    n.Absolute: Evaluator.absolute,
    n.Rounded: Evaluator.rounded,
    n.Extreme: Evaluator.extreme,
    n.Units: Evaluator.units,
    n.Verdict: Evaluator.verdict,
    n.EveryMonth: Evaluator.every_month,
    n.MonthOf: Evaluator.month_of,
    n.Quantified: Evaluator.quantified,
    n.CountOf: Evaluator.count_of,
    n.ShareWhere: Evaluator.share_where,
    n.Aggregate: Evaluator.aggregate,
}


def _truth(holds: bool) -> Known:
    return YES if holds else NO


def settled(outcome: Outcome) -> Known | Unknown:
    """Return *outcome* as arithmetic takes it: a number known only by its bounds is unknown."""
    return Unknown(outcome.reasons) if isinstance(outcome, Bounds) else outcome


def _is_absent(outcome: Outcome) -> bool:
    return isinstance(outcome, Unknown) and {r.kind for r in outcome.reasons} == {ReasonKind.ABSENT}


def compared(operator: str, left: Outcome, right: Outcome) -> Outcome:
    """Return whether *left* stands in relation *operator* to *right*."""
    if isinstance(left, Known) and isinstance(right, Known):
        return _truth(_COMPARE[operator](left.value, right.value))
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return Unknown(reasons_of([left, right]))
    possible = _possible(operator, left, right)
    return _truth(possible.pop()) if len(possible) == 1 else Unknown(reasons_of([left, right]))


def _possible(operator: str, left: Known | Bounds, right: Known | Bounds) -> set[bool]:
    """The outcomes that possible values of both sides give."""
    if operator in ("=", "≠"):
        # Bounds have two values at least, so that the sides may always differ.
        return {operator == "≠", *([operator == "="] if _may_equal(left, right) else [])}
    compare = _COMPARE[operator]
    (a, b), (c, d) = _ends(left), _ends(right)
    return {compare(a, d), compare(b, c)}


def _may_equal(left: Known | Bounds, right: Known | Bounds) -> bool:
    if isinstance(left, Known):
        left, right = right, left
    assert isinstance(left, Bounds)
    if isinstance(right, Known):
        return left.allows(cast(Fraction, right.value))
    if left.step and right.step:
        return any(right.allows(value) for value in left.values())
    return (right.high is None or left.low <= right.high) and (left.high is None or right.low <= left.high)


_End = tuple[bool, Fraction]


def _ends(outcome: Known | Bounds) -> tuple[_End, _End]:
    """The lowest and the highest possible value, so that where there is no highest it is above everything."""
    low = outcome.low if isinstance(outcome, Bounds) else cast(Fraction, outcome.value)
    high = outcome.high if isinstance(outcome, Bounds) else low
    return (False, low), (high is None, high or Fraction(0))


def of_those_judged(
    share: Outcome, units: list[Unit], most: int | None, core: RulesetCore, levels: tuple[str, ...], day: date | None
) -> Outcome:
    """Return a *share* of verdicts, where units in doubt may turn out not to be judged, and so do not count at all.

    Besides the *units* there may be at *most* so many more of the *levels* of *core*.
    """
    if not isinstance(share, Bounds):
        return share
    others = bool(most) and not all(applies_to_all(one.core, day) for one in core.levels if one.key in levels)
    if not others and not any(unit.may_not_apply for unit in units):
        return share
    if all(unit.may_not_apply for unit in units) and (not most or others):
        return Unknown(share.reasons)  # perhaps nobody is judged, and there is no share
    return evolve(share, step=None)


def _counted(selected: list[Outcome], total: int, found: Range, least: int = 0) -> Outcome:
    """The number of members that hold, over *total*; bounds where some are in doubt, or there may be more.

    *least* of those that are not listed hold for certain.
    """
    low = sum(outcome == YES for outcome in selected) + least
    high = len(selected) - sum(outcome == NO for outcome in selected)
    return bounded(low, high, found.most, total, reasons_of([*selected, *found.doubt]))


def bounded(low: int, high: int, most: int | None, total: int, reasons: frozenset[Reason]) -> Known | Bounds:
    """Return a number from *low* to *high* and at *most* so many more, over *total*; None for no end."""
    if most is None:
        return Bounds(Fraction(low, total), None, reasons, Fraction(1, total))
    if low == high + most:
        return Known(Fraction(low, total))
    return Bounds(Fraction(low, total), Fraction(high + most, total), reasons, Fraction(1, total))


def _month(series: Outcome, month: int) -> Outcome:
    """The value of *series* in *month*; a series that is not there is missing in each month."""
    if isinstance(series, Known):
        return cast(tuple[Outcome, ...], series.value)[month - 1]
    return Unknown(frozenset(r if r.at else evolve(r, at=(month,)) for r in reasons_of([series])))


def _calculated(node: n.Arithmetic, left: Any, right: Any) -> Value | None:
    """The sum, difference, product or quotient, or None where there is none."""
    if isinstance(left, date) and isinstance(right, date):
        return Fraction((left - right).days)
    if isinstance(left, date) or isinstance(right, date):
        return _moved(node, left, right)
    calculate = {"+": op.add, "-": op.sub, "×": op.mul, "÷": op.truediv}[node.operator]
    return cast(Value, calculate(left, right))


def _moved(node: n.Arithmetic, left: Any, right: Any) -> date | None:
    day, distance, kind = (left, right, node.right.type) if isinstance(left, date) else (right, left, node.left.type)
    move = add_months if kind == ty.Duration(MONTHS) else add_days
    return move(day, -distance if node.operator == "-" else distance)


def rounded(value: Fraction, quantum: Fraction, mode: str) -> Fraction:
    """Return the multiple of *quantum* that *mode* chooses for *value*; the halves go by the mode's name.

    >>> rounded(Fraction(-15, 2), Fraction(1), "half up")
    Fraction(-8, 1)
    """
    steps = abs(value) / quantum
    whole = steps.numerator // steps.denominator
    rest = steps - whole
    half = Fraction(1, 2)
    up = {
        "down": False,
        "up": rest > 0,
        "half up": rest >= half,
        "half down": rest > half,
        "half even": rest > half or (rest == half and whole % 2 == 1),
    }[mode]
    return (whole + up) * quantum * (1 if value >= 0 else -1)
