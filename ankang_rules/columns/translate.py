"""Core expressions → SQL, node by node: what the reference computes for one unit, the engine computes for a column."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any, cast

from attrs import define, evolve, field

from ankang_rules.columns import bounds, days, lists, numbers
from ankang_rules.columns.capabilities import Gap
from ankang_rules.columns.text import quoted
from ankang_rules.columns.values import (
    FALSE,
    TRUE,
    Between,
    Cell,
    Day,
    Members,
    Number,
    Records,
    Series,
    Truth,
    Value,
    Word,
)
from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.evaluate.reference import Asked, Evaluator
from ankang_rules.facts.facts import Facts
from ankang_rules.model import outcome as o
from ankang_rules.model import types as ty

Record = dict[str, Cell]
"""The record in hand: its fields by key."""


@define(eq=False)
class Translator:
    """Translates expressions of *core*; *facts* are the decoded columns of the facts by key."""

    core: RulesetCore
    asked: Asked
    facts: Mapping[str, Value]
    layers: list[dict[str, str]] = field(factory=list)
    """Columns of definitions, in layers that each use only those before."""
    _defined: dict[str, tuple[Value, int]] = field(factory=dict)
    _level: int = 0
    _records: list[Record] = field(factory=list)
    _month: int | None = None

    def condition(self, node: n.Node) -> str:
        """Return the condition *node* as SQL."""
        return cast(Truth, self.value(node)).sql

    def value(self, node: n.Node) -> Value:
        try:
            return _METHODS[type(node)](self, node)
        except KeyError:
            raise Gap("units") from None

    def number(self, node: n.Node) -> Number:
        """Return a number as arithmetic takes it."""
        return bounds.settled(cast(Number | Between, self.value(node)))

    # Leaves

    def constant(self, node: n.Constant) -> Value:
        return self._constant(node.value, node.type)

    def _constant(self, value: o.Value, kind: ty.Type) -> Value:
        if isinstance(value, bool):
            return Truth(TRUE if value else FALSE)
        if isinstance(value, Fraction):
            return numbers.constant(value)
        if isinstance(value, date):
            return Day(f"DATE '{value.isoformat()}'")
        if isinstance(value, frozenset):
            return Members(f"{lists.mask(value, cast(ty.SetOf, kind).choices)}::BIGINT")
        return Word(quoted(str(value)))

    def fact(self, node: n.Fact) -> Value:
        return self.facts[node.key]

    def parameter(self, node: n.ParameterRef) -> Value:
        found = Evaluator(self.core, Facts(), self.asked).value(node)
        return self._constant(cast(o.Known, found).value, node.type)

    def definition(self, node: n.DefinitionRef) -> Value:
        if node.of is not None:
            raise Gap("units")
        if node.key not in self._defined:
            self._defined[node.key] = self._define(node.key)
        value, level = self._defined[node.key]
        self._level = max(self._level, level)
        return value

    def _define(self, key: str) -> tuple[Value, int]:
        before = self._level, self._records, self._month
        self._level, self._records, self._month = 0, [], None
        value = self.value(next(d.expression for d in self.core.definitions if d.key == key))
        level = self._level
        self._level, self._records, self._month = before
        if isinstance(value, Series | Records):
            return value, level
        while len(self.layers) <= level:
            self.layers.append({})
        return self._kept(value, self.layers[level], f"d{len(self._defined)}_{level}"), level + 1

    def _kept(self, value: Value, layer: dict[str, str], name: str) -> Value:
        """Have *value* computed once, as columns of *layer*, and return what reads them."""
        if isinstance(value, Between):
            low = cast(Number, self._kept(value.low, layer, f"{name}l"))
            high = None if value.high is None else cast(Number, self._kept(value.high, layer, f"{name}h"))
            return Between(low, high)
        assert isinstance(value, Cell)
        if isinstance(value, Number) and value.constant is not None:
            return value
        layer[name] = value.sql
        if isinstance(value, Number) and value.under is not None:
            layer[f"{name}u"] = value.under
            return evolve(value, sql=name, under=f"{name}u")
        return evolve(value, sql=name)

    def field(self, node: n.FieldRef) -> Value:
        return self._records[-1 - node.depth][node.key]

    def day(self, node: n.DayRef) -> Value:
        found = Evaluator(self.core, Facts(), self.asked).value(node)
        return self._constant(cast(o.Known, found).value, node.type)

    # Logic

    def not_(self, node: n.Not) -> Value:
        return Truth(f"(NOT {self.condition(node.operand)})")

    def and_(self, node: n.And) -> Value:
        return Truth(conjunction([self.condition(operand) for operand in node.operands]))

    def or_(self, node: n.Or) -> Value:
        return Truth(disjunction([self.condition(operand) for operand in node.operands]))

    def number_of(self, node: n.NumberOf) -> Value:
        held = [self.condition(operand) for operand in node.operands]
        low = " + ".join(f"({c} IS TRUE)::INTEGER" for c in held) or "0"
        high = " + ".join(f"({c} IS NOT FALSE)::INTEGER" for c in held) or "0"
        k = node.number
        yes, no = {
            "at least": (f"({low}) >= {k}", f"({high}) < {k}"),
            "at most": (f"({high}) <= {k}", f"({low}) > {k}"),
            "exactly": (f"({low}) = {k} AND ({high}) = {k}", f"({low}) > {k} OR ({high}) < {k}"),
        }[node.bound]
        return Truth(f"(CASE WHEN {yes} THEN TRUE WHEN {no} THEN FALSE END)")

    def if_(self, node: n.If) -> Value:
        test, then, otherwise = self.condition(node.test), self.value(node.then), self.value(node.otherwise)
        if not isinstance(then, Cell) or not isinstance(otherwise, Cell):
            raise Gap("choice between bounds")
        same = f"nullif({self._same(then, otherwise)}, FALSE)"
        # Where the test is unknown, either will do if they are the same.
        return _chosen(f"(CASE WHEN ({test}) IS NULL THEN {same} ELSE {test} END)", then, otherwise)

    def _same(self, a: Cell, b: Cell) -> str:
        if isinstance(a, Number) and isinstance(b, Number):
            return numbers.compare("=", a, b)
        return f"({a.sql} = {b.sql})"

    # Comparisons

    def compare(self, node: n.Compare) -> Value:
        sides = (node.left, self.value(node.left)), (node.right, self.value(node.right))
        return Truth(self._compared(node.operator, *sides))

    def _compared(self, operator: n.Operator, left: tuple[n.Node, Value], right: tuple[n.Node, Value]) -> str:
        a, b = left[1], right[1]
        if isinstance(a, Number | Between) and isinstance(b, Number | Between):
            return bounds.compare_between(operator, a, b)
        if not isinstance(a, Cell) or not isinstance(b, Cell):
            raise Gap("part of a list")
        sign = {"≠": "<>", "≤": "<=", "≥": ">="}.get(operator, operator)
        absent = [self._absent(node, value) for node, value in (left, right) if isinstance(value, Day)]
        absent = [one for one in absent if one != FALSE]
        plain = f"({a.sql} {sign} {b.sql})"
        return f"(CASE WHEN {' OR '.join(absent)} THEN FALSE ELSE {plain} END)" if absent else plain

    def _absent(self, node: n.Node, value: Cell) -> str:
        """Whether a date was reported as absent, under its own name or another."""
        reference = Evaluator(self.core, Facts(), self.asked)
        return value.absent if reference.is_bare_date(node) else FALSE

    def is_one_of(self, node: n.IsOneOf) -> Value:
        operand = node.operand, self.value(node.operand)
        held = [self._compared("=", operand, (option, self.value(option))) for option in node.options]
        return Truth(disjunction(held))

    def includes(self, node: n.Includes) -> Value:
        whole, members = (cast(Cell, self.value(part)).sql for part in (node.whole, node.members))
        return Truth(f"(({whole} & {members}) = {members})")

    def is_empty(self, node: n.IsEmpty) -> Value:
        value = self.value(node.operand)
        if isinstance(value, Records):
            return Truth(f"(len({value.sql}) = 0)")
        return Truth(f"({cast(Cell, value).sql} = 0)")

    def is_recorded(self, node: n.IsRecorded) -> Value:
        value = self.value(node.operand)
        if isinstance(value, Between):
            raise Gap("part of a list")
        given = value.given if isinstance(value, Series) else f"({value.sql}) IS NOT NULL"
        return Truth(f"(CASE WHEN {value.absent} THEN FALSE WHEN {given} THEN TRUE END)")

    def is_increasing(self, node: n.IsIncreasing) -> Value:
        months = self._series(node.series)
        operator: n.Operator = "<" if node.strictly else "≤"
        first = cast(ty.Monthly, node.series.type).months
        shown = [cast(Number, months[month - 1]) for month in self._months(first)]
        return Truth(conjunction([self._in_order(operator, a, b) for a, b in pairwise(shown)]))

    def _in_order(self, operator: n.Operator, a: Cell, b: Cell) -> str:
        if isinstance(a, Number) and isinstance(b, Number):
            return numbers.compare(operator, a, b)
        return f"({a.sql} {'<' if operator == '<' else '<='} {b.sql})"

    # Arithmetic

    def arithmetic(self, node: n.Arithmetic) -> Value:
        if any(isinstance(part.type, ty.Date) for part in (node.left, node.right)):
            return self._of_days(node)
        a, b = self.number(node.left), self.number(node.right)
        match node.operator:
            case "+":
                return numbers.total(a, b)
            case "-":
                return numbers.total(a, numbers.negative(b))
            case "×":
                return numbers.product(a, b)
        return numbers.quotient(a, b)

    def _of_days(self, node: n.Arithmetic) -> Value:
        left, right = self.value(node.left), self.value(node.right)
        if isinstance(left, Day) and isinstance(right, Day):
            return days.between(left, right)
        day, distance, kind = (
            (left, self.number(node.right), node.right.type)
            if isinstance(left, Day)
            else (right, self.number(node.left), node.left.type)
        )
        distance = numbers.negative(distance) if node.operator == "-" else distance
        return days.moved(cast(Day, day), distance, kind)

    def share_of(self, node: n.ShareOf) -> Value:
        return numbers.product(self.number(node.share), self.number(node.whole))

    def negative(self, node: n.Negative) -> Value:
        return numbers.negative(self.number(node.operand))

    def absolute(self, node: n.Absolute) -> Value:
        return numbers.absolute(self.number(node.operand))

    def rounded(self, node: n.Rounded) -> Value:
        return numbers.rounded(self.number(node.operand), node.quantum, node.mode)

    def extreme(self, node: n.Extreme) -> Value:
        first, *rest = (self._plain(operand) for operand in node.operands)
        operator: n.Operator = "<" if node.which == "lowest" else ">"
        for other in rest:
            first = _chosen(self._in_order_strictly(operator, first, other), first, other)
        return first

    def _plain(self, node: n.Node) -> Cell:
        value = self.value(node)
        return bounds.settled(value) if isinstance(value, Between) else evolve(cast(Cell, value), absent=FALSE)

    def _in_order_strictly(self, operator: n.Operator, a: Cell, b: Cell) -> str:
        if isinstance(a, Number) and isinstance(b, Number):
            return numbers.compare(operator, a, b)
        return f"({a.sql} {operator} {b.sql})"

    # Over months

    def _months(self, first: int) -> range:
        return Evaluator(self.core, Facts(), self.asked).months(first)

    def _series(self, node: n.Node) -> tuple[Value, ...]:
        value = self.value(node)
        if not isinstance(value, Series):
            raise Gap("part of a list")
        return value.months

    def every_month(self, node: n.EveryMonth) -> Value:
        return Truth(conjunction([self._in_month(node.condition, month) for month in self._months(node.months)]))

    def _in_month(self, condition: n.Node, month: int) -> str:
        before, self._month = self._month, month
        found = self.condition(condition)
        self._month = before
        return found

    def month_of(self, node: n.MonthOf) -> Value:
        assert self._month is not None
        return self._series(node.series)[self._month - 1]

    # Over records

    def _inside(self, node: n.Node) -> tuple[Records, str]:
        """Return the list that *node* names, and the name of one record of it."""
        value = self.value(node)
        if not isinstance(value, Records):
            raise Gap("units" if isinstance(node, n.Units) else "part of a list")
        return value, f"x{len(self._records)}"

    def _of_one(self, records: Records, name: str, node: n.Node, read: Callable[[n.Node], Any]) -> Any:
        """Return what *read* makes of *node* for the record called *name*."""
        self._records.append({key: lists.of_record(cell, name) for key, cell in records.fields})
        found = read(node)
        self._records.pop()
        return found

    def _where(self, records: Records, name: str, where: n.Node | None) -> str | None:
        return None if where is None else cast(str, self._of_one(records, name, where, self.condition))

    def _nobody(self, node: n.Node) -> str | None:
        """Return when there is nobody for sure, where *node* names units below: a row lists none, but a total may say.

        None where it names something else.
        """
        if not isinstance(node, n.Units):
            return None
        levels = [self.core.level(key) for key in cast(ty.UnitsOf, node.type).levels]
        totals = [level.register for level in levels if level is not None]
        return conjunction([f"({cast(Number, self.facts[key]).sql} = 0)" if key else FALSE for key in totals])

    def _is_unlisted(self, node: n.Node) -> bool:
        """Whether *node* names units below of whom nobody says how many there are."""
        nobody = self._nobody(node)
        if nobody is not None and FALSE not in nobody:
            raise Gap("units")
        return nobody is not None

    def quantified(self, node: n.Quantified) -> Value:
        if (nobody := self._nobody(node.records)) is not None:
            return Truth(f"(CASE WHEN {nobody} THEN {TRUE if node.which == 'every' else FALSE} END)")
        records, name = self._inside(node.records)
        where = self._where(records, name, node.where)
        condition = cast(str, self._of_one(records, name, node.condition, self.condition))
        if node.which == "every":
            each = condition if where is None else f"((NOT {where}) OR {condition})"
            return Truth(lists.every(records.sql, name, each))
        each = condition if where is None else f"({where} AND {condition})"
        return Truth(lists.some(records.sql, name, each))

    def count_of(self, node: n.CountOf) -> Value:
        if self._is_unlisted(node.records):
            return Between(evolve(numbers.constant(Fraction(0)), constant=None), None)
        records, name = self._inside(node.records)
        return lists.count(records.sql, name, self._where(records, name, node.where), None)

    def share_where(self, node: n.ShareWhere) -> Value:
        if self._is_unlisted(node.records):
            return Number("NULL::BIGINT")
        records, name = self._inside(node.records)
        where = self._where(records, name, node.where)
        return lists.count(records.sql, name, where, f"nullif(len({records.sql}), 0)")

    def aggregate(self, node: n.Aggregate) -> Value:
        if (nobody := self._nobody(node.records)) is not None:
            if isinstance(node.type, ty.Date):
                return Day("NULL::DATE")
            return Number(f"(CASE WHEN {nobody} THEN 0::BIGINT END)" if node.which == "sum" else "NULL::BIGINT")
        records, name = self._inside(node.records)
        where = self._where(records, name, node.where)
        operand = cast(Cell, self._of_one(records, name, node.operand, self._plain))
        return lists.aggregate(node.which, records.sql, name, operand, where)


def conjunction(conditions: list[str]) -> str:
    """Return Kleene's *and*, which SQL has."""
    return f"({' AND '.join(conditions)})" if conditions else TRUE


def disjunction(conditions: list[str]) -> str:
    return f"({' OR '.join(conditions)})" if conditions else FALSE


def _chosen(condition: str, a: Cell, b: Cell) -> Cell:
    if isinstance(a, Number) and isinstance(b, Number):
        return numbers.chosen(condition, a, b)
    return evolve(a, sql=f"(CASE WHEN {condition} THEN {a.sql} WHEN NOT {condition} THEN {b.sql} END)", absent=FALSE)


_METHODS: dict[type[n.Node], Callable[[Translator, Any], Value]] = {
    n.Constant: Translator.constant,
    n.Fact: Translator.fact,
    n.ParameterRef: Translator.parameter,
    n.DefinitionRef: Translator.definition,
    n.FieldRef: Translator.field,
    n.DayRef: Translator.day,
    n.Not: Translator.not_,
    n.And: Translator.and_,
    n.Or: Translator.or_,
    n.NumberOf: Translator.number_of,
    n.If: Translator.if_,
    n.Compare: Translator.compare,
    n.IsOneOf: Translator.is_one_of,
    n.Includes: Translator.includes,
    n.IsEmpty: Translator.is_empty,
    n.IsRecorded: Translator.is_recorded,
    n.IsIncreasing: Translator.is_increasing,
    n.Arithmetic: Translator.arithmetic,
    n.ShareOf: Translator.share_of,
    n.Negative: Translator.negative,
    n.Absolute: Translator.absolute,
    n.Rounded: Translator.rounded,
    n.Extreme: Translator.extreme,
    n.EveryMonth: Translator.every_month,
    n.MonthOf: Translator.month_of,
    n.Quantified: Translator.quantified,
    n.CountOf: Translator.count_of,
    n.ShareWhere: Translator.share_where,
    n.Aggregate: Translator.aggregate,
}
