"""Expressions of the tree to expressions of the core: names, types, units.

Each method returns the core node, or None after reporting what is wrong, so that one mistake is reported once.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import count
from typing import Any, Literal, cast

from attrs import evolve, frozen

from ankang_rules.check import messages
from ankang_rules.check.scope import Declared, Scope
from ankang_rules.check.types import literal_type
from ankang_rules.core import nodes as n
from ankang_rules.diagnostics import nearest
from ankang_rules.model import types as ty
from ankang_rules.model.exact import exact_text
from ankang_rules.model.outcome import Value
from ankang_rules.model.units import DAYS, ONE
from ankang_rules.source import Bilingual
from ankang_rules.syntax import tree as t

MOST_QUANTIFIERS = 4
_SET = Bilingual(zh="一个集合", en="a set")
_NUMBER = Bilingual(zh="一个数或量", en="a number or a quantity")
_SERIES = Bilingual(zh="一个逐月的指标", en="a monthly indicator")
_SHARE = Bilingual(zh="一个百分比", en="a share")


@frozen
class _Word(n.Node):
    """A name that nobody declared: a member of choices, where what stands beside it has some, else unknown."""

    name: t.Name


class Expressions:
    """Checks expressions in one scope; ids count up over the whole ruleset."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._ids = count(1)
        self._in_month = False
        self._records: list[ty.ListOf] = []
        self._depth = 0

    def condition(self, written: t.Expr) -> n.Node | None:
        """Return *written* as a condition."""
        node = self.value(written)
        if node is None or isinstance(node.type, ty.YesNo):
            return node
        if node.type == ty.Monthly(ty.YesNo()):
            self.scope.report(messages.monthly_condition(written.span))
        else:
            self.scope.report(messages.not_a_condition(written.span, node.type))
        return None

    def value(self, written: t.Expr, wanted: ty.Type | None = None) -> n.Node | None:
        """Return *written* as an expression; *wanted* settles bare numbers and members, and is checked."""
        node = self._any(written)
        if isinstance(node, _Word):
            if wanted is None:
                self.scope.report_unknown(node.name)
                return None
            return self._settled(node, wanted)
        if node is None or wanted is None:
            return node
        node = self._settled(node, wanted)
        if node is not None and node.type != wanted:
            self.scope.report(messages.wrong_value_type(written.span, node.type, wanted))
            return None
        return node

    def _any(self, written: t.Expr) -> n.Node | None:
        method = _METHODS[type(written)]
        return method(self, written)

    def _new(self, kind: type[n.Node], written: t.Node, *args: Any, type: ty.Type = ty.YesNo()) -> Any:
        return kind(*args, type=type, id=next(self._ids), span=written.span)

    # Names and literals

    def _reference(self, written: t.Reference) -> n.Node | None:
        name = written.name
        for depth, record in enumerate(reversed(self._records)):
            found = record.field_named(name.text)
            if found:
                return cast(n.Node, self._new(n.FieldRef, written, found.key, depth, type=found.type))
        declared = self.scope.find(name)
        if declared is not None:
            return self._declared(declared, written)
        return _Word(name, span=written.span)

    def _declared(self, declared: Declared, written: t.Reference) -> n.Node | None:
        kind = declared.type
        if kind is None:
            return None
        node_kind = {"indicator": n.Fact, "parameter": n.ParameterRef, "definition": n.DefinitionRef}[declared.kind]
        node: n.Node = self._new(node_kind, written, declared.key, type=kind)
        if self._in_month and isinstance(kind, ty.Monthly):
            return cast(n.Node, self._new(n.MonthOf, written, node, type=kind.of))
        return node

    def _constant(self, written: t.Node, value: Value, kind: ty.Type, text: str = "") -> n.Node:
        return cast(n.Node, evolve(self._new(n.Constant, written, value, type=kind), written=text))

    def _number(self, written: t.Number) -> n.Node | None:
        if written.unit is None:
            return self._constant(written, written.value, ty.Bare(), written.written)
        word = self.scope.unit(written.unit)
        if word is None:
            return None
        return self._constant(written, written.value * word.scale, literal_type(word.unit, word), written.written)

    def _percent(self, written: t.Percent) -> n.Node:
        return self._constant(written, written.value, ty.Share(), written.written)

    def _day(self, written: t.Day) -> n.Node | None:
        return None if written.value is None else self._constant(written, written.value, ty.Date())

    def _string(self, written: t.String) -> n.Node:
        return self._constant(written, written.value, ty.Text())

    def _yes_no(self, written: t.YesNo) -> n.Node:
        return self._constant(written, written.value, ty.YesNo())

    def _named_day(self, written: t.NamedDay) -> n.Node:
        return cast(n.Node, self._new(n.DayRef, written, written.which, type=ty.Date()))

    def _braces(self, written: t.Braces) -> n.Node | None:
        self.scope.report(messages.wrong_operand(written.span, ty.Text(), Bilingual(zh="一个值", en="a single value")))
        return None

    # What stands beside settles it

    def _settled(self, node: n.Node, wanted: ty.Type) -> n.Node | None:
        """Give a bare number the type *wanted*, and a member its list."""
        if isinstance(node, _Word):
            return self._member(node, wanted)
        if isinstance(node.type, ty.Bare) and ty.is_numeric(wanted) and not isinstance(wanted, ty.Bare):
            return self._with_unit(node, wanted)
        return node

    def _member(self, node: _Word, wanted: ty.Type) -> n.Node | None:
        choices = wanted.choices if isinstance(wanted, ty.OneOf | ty.SetOf) else None
        if choices is None:
            self.scope.report_unknown(node.name)
            return None
        member = self.member(node.name, choices)
        return None if member is None else self._constant(node.name, member.key, ty.OneOf(choices))

    def member(self, name: t.Name, choices: ty.Choices) -> ty.Member | None:
        """Return the member of *choices* that *name* spells, or report that there is none."""
        found = choices.find(name.text)
        if found is None:
            spellings = [s for m in choices.members for s in (m.name, m.labels.zh, m.labels.en) if s]
            self.scope.report(messages.unknown_member(name.span, choices, nearest(name.text, spellings)))
        return found

    def _with_unit(self, node: n.Node, wanted: ty.Type) -> n.Node | None:
        value = self._bare_value(node)
        if isinstance(wanted, ty.Share) and value is not None and abs(value) > 1:
            assert node.span is not None
            self.scope.report(messages.share_over_one(node.span, f"{exact_text(value)}%"))
            return None
        scale = wanted.word.scale if isinstance(wanted, ty.Quantity) and wanted.word else Fraction(1)
        if scale == 1:
            return evolve(node, type=wanted)
        if isinstance(node, n.Constant):
            assert isinstance(node.value, Fraction)
            return evolve(node, type=wanted, value=node.value * scale)
        factor = n.Constant(scale, type=ty.Bare(), id=next(self._ids), span=node.span)
        return n.Arithmetic("×", evolve(node, type=wanted), factor, type=wanted, id=next(self._ids), span=node.span)

    def _bare_value(self, node: n.Node) -> Fraction | None:
        if isinstance(node, n.Constant) and isinstance(node.value, Fraction):
            return node.value
        if isinstance(node, n.ParameterRef):
            values = [v.value for v in self.scope.parameters[node.key].values if isinstance(v.value, Fraction)]
            return max(values, key=abs, default=None)
        return None

    def _both(self, left: n.Node, right: n.Node) -> tuple[n.Node, n.Node] | None:
        """Settle two sides by each other; None after a report, or where they are of different types."""
        settled_left = self._settled(left, right.type) if not isinstance(right, _Word) else left
        if settled_left is None:
            return None
        if isinstance(settled_left, _Word):
            self.scope.report_unknown(settled_left.name)
            return None
        settled_right = self._settled(right, settled_left.type)
        if settled_right is None:
            return None
        settled_right = self._as_member(settled_right, settled_left.type)
        settled_left = self._as_member(settled_left, settled_right.type)
        return settled_left, settled_right

    def _as_member(self, node: n.Node, other: ty.Type) -> n.Node:
        """Read a declared name as a member where only that makes sense; report where both readings do."""
        if not isinstance(other, ty.OneOf) or not isinstance(node, n.Fact | n.ParameterRef | n.DefinitionRef):
            return node
        assert node.span is not None
        member = other.choices.find(node.span.text.strip("`"))
        if member is None or node.span.text.startswith("`"):
            return node
        if node.type == other:
            meanings = (f"{node.key}", f"{other.choices.name or '{…}'}: {member.name}")
            self.scope.report(messages.ambiguous_name(node.span, meanings))
            return node
        return n.Constant(member.key, type=other, id=next(self._ids), span=node.span)

    # Comparisons

    def _comparison(self, written: t.Comparison) -> n.Node | None:
        directions = {_direction(operator) for operator in written.operators}
        if len(written.operators) > 1 and ({"<", ">"} <= directions or "≠" in directions):
            self.scope.report(messages.chain_in_two_directions(written.span, written.operators))
            return None
        steps = zip(written.operands, written.operators, written.operands[1:], strict=False)
        pairs = [self._compared(left, operator, right, written) for left, operator, right in steps]
        return self._all(written, pairs)

    def _between(self, written: t.Between) -> n.Node | None:
        low = self._compared(written.operand, "≥", written.low, written)
        high = self._compared(written.operand, "≤", written.high, written)
        return self._all(written, [low, high])

    def _all(self, written: t.Expr, nodes: list[n.Node | None]) -> n.Node | None:
        known = [node for node in nodes if node is not None]
        if len(known) < len(nodes):
            return None
        return known[0] if len(known) == 1 else cast(n.Node, self._new(n.And, written, tuple(known)))

    def _compared(self, left: t.Expr, operator: str, right: t.Expr, whole: t.Expr) -> n.Node | None:
        place: t.Node = whole if whole.span == left.span.to(right.span) else t.Node(span=left.span.to(right.span))
        a, b = self._any(left), self._any(right)
        if a is None or b is None:
            for side in (a, b):
                if isinstance(side, _Word):
                    self.scope.report_unknown(side.name)
            return None
        if isinstance(a.type, ty.Monthly) or isinstance(b.type, ty.Monthly):
            return self._month_by_month(a, operator, b, place)
        return self._compare_nodes(a, operator, b, place)

    def _compare_nodes(self, a: n.Node, operator: str, b: n.Node, place: t.Node) -> n.Node | None:
        sides = self._both(a, b)
        if sides is None:
            return None
        a, b = sides
        assert a.span is not None
        assert b.span is not None
        if a.type != b.type:
            self.scope.report(messages.cannot_compare(a.span, b.span, a.type, b.type))
            return None
        if operator not in ("=", "≠") and not ty.is_ordered(a.type):
            self.scope.report(messages.no_order(place.span, a.type, operator))
            return None
        if isinstance(a.type, ty.ListOf | ty.Monthly):
            self.scope.report(messages.cannot_compare(a.span, b.span, a.type, b.type))
            return None
        return cast(n.Node, self._new(n.Compare, place, operator, a, b))

    def _month_by_month(self, a: n.Node, operator: str, b: n.Node, place: t.Node) -> n.Node | None:
        """A series beside anything is compared in every month."""
        inner = self._compare_nodes(self._of_month(a), operator, self._of_month(b), place)
        return inner and cast(n.Node, self._new(n.EveryMonth, place, inner))

    def _of_month(self, node: n.Node) -> n.Node:
        if not isinstance(node.type, ty.Monthly):
            return node
        return n.MonthOf(node, type=node.type.of, id=next(self._ids), span=node.span)

    def _includes(self, written: t.Includes) -> n.Node | None:
        whole = self.value(written.whole)
        if whole is None:
            return None
        if isinstance(whole.type, ty.Monthly) and isinstance(whole.type.of, ty.SetOf):
            inner = self._included(self._of_month(whole), written)
            return inner and cast(n.Node, self._new(n.EveryMonth, written, inner))
        return self._included(whole, written)

    def _included(self, whole: n.Node, written: t.Includes) -> n.Node | None:
        if not isinstance(whole.type, ty.SetOf):
            self.scope.report(messages.wrong_operand(written.whole.span, whole.type, _SET))
            return None
        choices = whole.type.choices
        if written.all_of and (listed := self._all_of(written, choices)):
            return evolve(cast(n.Includes, self._new(n.Includes, written, whole, listed)), all_of=choices)
        members = self._members(written.members, choices)
        return members and cast(n.Node, self._new(n.Includes, written, whole, members))

    def _all_of(self, written: t.Includes, choices: ty.Choices) -> n.Node | None:
        """The members of the list named after ``all of``, where it is a list and not a set indicator."""
        name = cast(t.Reference, written.members).name
        named = None if name.quoted else self.scope.choices.get(name.key)
        if named is None or named != choices:
            return None
        keys = frozenset(member.key for member in named.members)
        return self._constant(written.members, keys, ty.SetOf(choices))

    def _members(self, written: t.Expr, choices: ty.Choices) -> n.Node | None:
        """A set on the right of ``includes``: braces, a set indicator, or one member."""
        kind = ty.SetOf(choices)
        if isinstance(written, t.Braces):
            names = [item.name for item in written.items if isinstance(item, t.Reference)]
            if len(names) < len(written.items):
                bad = next(item for item in written.items if not isinstance(item, t.Reference))
                self.scope.report(messages.unknown_member(bad.span, choices, []))
                return None
            found = [self.member(name, choices) for name in names]
            keys = frozenset(member.key for member in found if member is not None)
            return None if None in found else self._constant(written, keys, kind)
        node = self._any(written)
        if isinstance(node, _Word) or (node is not None and node.type != kind and isinstance(written, t.Reference)):
            name = cast(t.Reference, written).name
            member = self.member(name, choices)
            return None if member is None else self._constant(written, frozenset((member.key,)), kind)
        return node and self.value(written, kind)

    def _is_one_of(self, written: t.IsOneOf) -> n.Node | None:
        operand = self.value(written.operand)
        if operand is None:
            return None
        if isinstance(operand.type, ty.Monthly):
            inner = self._one_of(self._of_month(operand), written)
            return inner and cast(n.Node, self._new(n.EveryMonth, written, inner))
        return self._one_of(operand, written)

    def _one_of(self, operand: n.Node, written: t.IsOneOf) -> n.Node | None:
        if isinstance(operand.type, ty.OneOf):
            choices = operand.type.choices
            names = [item.name for item in written.options.items if isinstance(item, t.Reference)]
            if len(names) == len(written.options.items):
                members = [self.member(name, choices) for name in names]
                options = [
                    None if m is None else self._constant(name, m.key, operand.type)
                    for m, name in zip(members, names, strict=True)
                ]
                return self._with_options(written, operand, options)
        return self._with_options(written, operand, [self.value(o, operand.type) for o in written.options.items])

    def _with_options(self, written: t.Expr, operand: n.Node, options: list[n.Node | None]) -> n.Node | None:
        if None in options:
            return None
        return cast(n.Node, self._new(n.IsOneOf, written, operand, tuple(options)))

    def _is(self, written: t.Is) -> n.Node | None:
        operand = self._any(written.operand)
        if operand is None:
            return None
        if isinstance(operand, _Word):
            self.scope.report_unknown(operand.name)
            return None
        return {"empty": self._is_empty, "recorded": self._is_recorded}.get(written.what, self._is_increasing)(
            written, operand
        )

    def _is_empty(self, written: t.Is, operand: n.Node) -> n.Node | None:
        if isinstance(operand.type, ty.SetOf | ty.ListOf):
            return cast(n.Node, self._new(n.IsEmpty, written, operand))
        self.scope.report(messages.wrong_operand(written.operand.span, operand.type, _SET))
        return None

    def _is_recorded(self, written: t.Is, operand: n.Node) -> n.Node | None:
        if isinstance(operand, n.Fact | n.MonthOf | n.FieldRef):
            return cast(n.Node, self._new(n.IsRecorded, written, operand))
        self.scope.report(messages.not_recordable(written.operand.span))
        return None

    def _is_increasing(self, written: t.Is, operand: n.Node) -> n.Node | None:
        if isinstance(operand.type, ty.Monthly) and ty.is_ordered(operand.type.of):
            return cast(n.Node, self._new(n.IsIncreasing, written, operand, written.what == "increasing"))
        self.scope.report(messages.wrong_operand(written.operand.span, operand.type, _SERIES))
        return None

    # Logic

    def _not(self, written: t.Not) -> n.Node | None:
        operand = self.condition(written.operand)
        return operand and cast(n.Node, self._new(n.Not, written, operand))

    def _conditions(self, operands: tuple[t.Expr, ...]) -> tuple[n.Node, ...] | None:
        found = [self.condition(operand) for operand in operands]
        return None if None in found else cast(tuple[n.Node, ...], tuple(found))

    def _and(self, written: t.And) -> n.Node | None:
        operands = self._conditions(written.operands)
        return None if operands is None else cast(n.Node, self._new(n.And, written, operands))

    def _or(self, written: t.Or) -> n.Node | None:
        operands = self._conditions(written.operands)
        return None if operands is None else cast(n.Node, self._new(n.Or, written, operands))

    def _list_logic(self, written: t.ListLogic) -> n.Node | None:
        operands = self._conditions(written.operands)
        if operands is None:
            return None
        if written.which == "all":
            return cast(n.Node, self._new(n.And, written, operands))
        if written.which == "any":
            return cast(n.Node, self._new(n.Or, written, operands))
        if written.which == "none":
            return cast(n.Node, self._new(n.NumberOf, written, "at most", 0, operands))
        number = written.number or Fraction(0)
        if number.denominator != 1:
            self.scope.report(
                messages.wrong_operand(written.span, ty.Bare(), Bilingual(zh="整数", en="a whole number"))
            )
            return None
        return cast(n.Node, self._new(n.NumberOf, written, written.which, number.numerator, operands))

    def _if(self, written: t.If) -> n.Node | None:
        test, then, otherwise = self.condition(written.test), self._any(written.then), self._any(written.otherwise)
        if test is None or then is None or otherwise is None:
            return None
        sides = self._both(then, otherwise)
        if sides is None:
            return None
        then, otherwise = sides
        if then.type != otherwise.type:
            assert then.span is not None
            assert otherwise.span is not None
            self.scope.report(messages.cannot_compare(then.span, otherwise.span, then.type, otherwise.type))
            return None
        return cast(n.Node, self._new(n.If, written, test, then, otherwise, type=then.type))

    # Arithmetic

    def _infix(self, written: t.Infix) -> n.Node | None:
        left, right = self._numeric(written.left, dates=True), self._numeric(written.right, dates=True)
        if left is None or right is None:
            return None
        if written.operator in ("+", "-"):
            return self._sum(written, left, right)
        return self._product(written, left, right)

    def _numeric(self, written: t.Expr, *, dates: bool = False) -> n.Node | None:
        node = self.value(written)
        if node is None or ty.is_numeric(node.type) or (dates and isinstance(node.type, ty.Date)):
            return node
        self.scope.report(messages.wrong_operand(written.span, node.type, _NUMBER))
        return None

    def _sum(self, written: t.Infix, left: n.Node, right: n.Node) -> n.Node | None:
        dated = _date_sum(left.type, right.type, written.operator)
        if dated is not None:
            return cast(n.Node, self._new(n.Arithmetic, written, written.operator, left, right, type=dated))
        sides = self._both(left, right)
        if sides is None:
            return None
        left, right = sides
        if left.type != right.type or isinstance(left.type, ty.Date):
            self.scope.report(
                messages.cannot_add(written.left.span, written.right.span, left.type, right.type, written.operator)
            )
            return None
        kind = _sum_type(left.type, right.type, written.operator)
        return cast(n.Node, self._new(n.Arithmetic, written, written.operator, left, right, type=kind))

    def _product(self, written: t.Infix, left: n.Node, right: n.Node) -> n.Node | None:
        if written.operator == "÷":
            kind = _quotient_type(left.type, right.type)
            if kind is None:
                self.scope.report(messages.cannot_divide(written.left.span, written.right.span, left.type, right.type))
                return None
            return cast(n.Node, self._new(n.Arithmetic, written, "÷", left, right, type=kind))
        kind = _product_type(left.type, right.type)
        if kind is None:
            self.scope.report(messages.product_of_units(written.left.span, written.right.span, left.type, right.type))
            return None
        # A share times something is the share of it, however it was written.
        if isinstance(left.type, ty.Share):
            return cast(n.Node, self._new(n.ShareOf, written, left, right, type=kind))
        if isinstance(right.type, ty.Share):
            return cast(n.Node, self._new(n.ShareOf, written, right, left, type=kind))
        return cast(n.Node, self._new(n.Arithmetic, written, "×", left, right, type=kind))

    def _of(self, written: t.Of) -> n.Node | None:
        share, whole = self._numeric(written.share), self._numeric(written.whole)
        if share is None or whole is None:
            return None
        share = self._settled(share, ty.Share())
        if share is None:
            return None
        if not isinstance(share.type, ty.Share):
            self.scope.report(messages.wrong_operand(written.share.span, share.type, _SHARE))
            return None
        kind = _product_type(share.type, whole.type)
        return cast(n.Node, self._new(n.ShareOf, written, share, whole, type=kind or whole.type))

    def _negative(self, written: t.Negative) -> n.Node | None:
        operand = self._numeric(written.operand)
        if operand is None:
            return None
        if isinstance(operand, n.Constant) and isinstance(operand.value, Fraction):
            return evolve(operand, value=-operand.value, span=written.span, written=f"-{operand.written}")
        return cast(n.Node, self._new(n.Negative, written, operand, type=_signed(operand.type)))

    def _absolute(self, written: t.Absolute) -> n.Node | None:
        operand = self._numeric(written.operand)
        return operand and cast(n.Node, self._new(n.Absolute, written, operand, type=operand.type))

    def _rounded(self, written: t.Rounded) -> n.Node | None:
        operand = self._numeric(written.operand)
        if operand is None:
            return None
        quantum = self.value(written.quantum, operand.type)
        if not isinstance(quantum, n.Constant) or not isinstance(quantum.value, Fraction):
            return None
        if quantum.value <= 0:
            positive = Bilingual(zh="大于零的数", en="a number above zero")
            self.scope.report(messages.wrong_operand(written.quantum.span, quantum.type, positive))
            return None
        return cast(n.Node, self._new(n.Rounded, written, operand, quantum.value, written.mode, type=operand.type))

    def _extreme(self, written: t.Extreme) -> n.Node | None:
        operands = [self.value(operand) for operand in written.operands]
        known = [operand for operand in operands if operand is not None]
        if len(known) < len(operands):
            return None
        kind = next((node.type for node in known if not isinstance(node.type, ty.Bare)), ty.Bare())
        settled = [self._settled(node, kind) for node in known]
        for node, operand in zip(settled, written.operands, strict=True):
            if node is None:
                return None
            if node.type != kind or not ty.is_ordered(kind):
                self.scope.report(messages.cannot_compare(written.operands[0].span, operand.span, kind, node.type))
                return None
        return cast(n.Node, self._new(n.Extreme, written, written.which, tuple(settled), type=kind))

    # Over months and records

    def _inside(self, written: t.Expr, check: Callable[[], Any]) -> Any:
        """Run *check* one quantifier deeper; report where that is too deep."""
        self._depth += 1
        try:
            if self._depth > MOST_QUANTIFIERS:
                self.scope.report(messages.quantifiers_too_deep(written.span, MOST_QUANTIFIERS))
                return None
            return check()
        finally:
            self._depth -= 1

    def _every_month(self, written: t.EveryMonth) -> n.Node | None:
        outer, self._in_month = self._in_month, True
        try:
            condition = self._inside(written, lambda: self.condition(written.condition))
        finally:
            self._in_month = outer
        return condition and cast(n.Node, self._new(n.EveryMonth, written, condition))

    def _list_named(self, name: t.Name, *, singular: bool) -> n.Node | None:
        keys = self.scope.singulars.get(name.key, []) if singular else []
        if len(keys) > 1:
            self.scope.report(messages.ambiguous_name(name.span, keys))
            return None
        declared = self.scope.names.get(keys[0]) if keys else self.scope.find(name)
        if declared is None or declared.kind != "indicator" or not isinstance(declared.type, ty.ListOf):
            lists = [i for i in self.scope.indicators.values() if isinstance(i.type, ty.ListOf)]
            known = [i.type.singular if singular else i.name for i in lists if isinstance(i.type, ty.ListOf)]
            self.scope.report(messages.not_records(name.span, nearest(name.text, known)))
            return None
        return cast(n.Node, self._new(n.Fact, name, declared.key, type=declared.type))

    def _over(self, records: n.Node, written: t.Expr | None, read: Callable[[t.Expr], n.Node | None]) -> n.Node | None:
        if written is None:
            return None
        self._records.append(cast(ty.ListOf, records.type))
        try:
            return cast("n.Node | None", self._inside(written, lambda: read(written)))
        finally:
            self._records.pop()

    def _quantified(self, written: t.Quantified) -> n.Node | None:
        records = self._list_named(written.records, singular=True)
        if records is None:
            return None
        where = self._over(records, written.where, self.condition)
        condition = self._over(records, written.condition, self.condition)
        if condition is None or (where is None) != (written.where is None):
            return None
        return cast(n.Node, self._new(n.Quantified, written, written.which, records, where, condition))

    def _aggregate(self, written: t.Aggregate) -> n.Node | None:
        records = self._list_named(written.records, singular=False)
        if records is None:
            return None
        where = self._over(records, written.where, self.condition)
        if (where is None) != (written.where is None):
            return None
        if written.which == "count":
            kind: ty.Type = ty.Quantity("count", ty.Quantity("count", self.scope.units["个"].unit).unit)
            return cast(n.Node, self._new(n.CountOf, written, records, where, type=kind))
        if written.which == "share":
            if where is None:
                self.scope.report(messages.share_without_where(written.span))
                return None
            return cast(n.Node, self._new(n.ShareWhere, written, records, where, type=ty.Share()))
        return self._aggregate_of_field(written, records, where)

    def _aggregate_of_field(self, written: t.Aggregate, records: n.Node, where: n.Node | None) -> n.Node | None:
        assert written.field is not None
        record = cast(ty.ListOf, records.type)
        found = record.field_named(written.field.text)
        if found is None:
            close = nearest(written.field.text, (field.name for field in record.fields))
            self.scope.report(messages.unknown_field(written.field.span, record.singular, close))
            return None
        ordered = ty.is_ordered(found.type) if written.which in ("lowest", "highest") else ty.is_numeric(found.type)
        if not ordered:
            self.scope.report(messages.wrong_operand(written.field.span, found.type, _NUMBER))
            return None
        operand = self._new(n.FieldRef, written.field, found.key, 0, type=found.type)
        kind = found.type if written.which in ("lowest", "highest") else _signed(found.type)
        return cast(n.Node, self._new(n.Aggregate, written, written.which, records, operand, where, type=kind))


_METHODS: dict[type[t.Expr], Callable[[Expressions, Any], n.Node | None]] = {
    t.Reference: Expressions._reference,
    t.Number: Expressions._number,
    t.Percent: Expressions._percent,
    t.Day: Expressions._day,
    t.String: Expressions._string,
    t.YesNo: Expressions._yes_no,
    t.NamedDay: Expressions._named_day,
    t.Braces: Expressions._braces,
    t.Infix: Expressions._infix,
    t.Of: Expressions._of,
    t.Negative: Expressions._negative,
    t.Absolute: Expressions._absolute,
    t.Rounded: Expressions._rounded,
    t.Comparison: Expressions._comparison,
    t.Between: Expressions._between,
    t.Includes: Expressions._includes,
    t.IsOneOf: Expressions._is_one_of,
    t.Is: Expressions._is,
    t.Not: Expressions._not,
    t.And: Expressions._and,
    t.Or: Expressions._or,
    t.ListLogic: Expressions._list_logic,
    t.If: Expressions._if,
    t.Extreme: Expressions._extreme,
    t.EveryMonth: Expressions._every_month,
    t.Quantified: Expressions._quantified,
    t.Aggregate: Expressions._aggregate,
}


def _direction(operator: str) -> str:
    return {"≤": "<", "≥": ">"}.get(operator, operator)


def _signed(kind: ty.Type) -> ty.Type:
    """A count that may become negative, or broken, is a number of the same unit."""
    return evolve(kind, kind="number") if isinstance(kind, ty.Quantity) and kind.kind == "count" else kind


def _date_sum(left: ty.Type, right: ty.Type, operator: Literal["+", "-"] | str) -> ty.Type | None:
    if isinstance(left, ty.Date) and isinstance(right, ty.Duration):
        return left
    if isinstance(left, ty.Duration) and isinstance(right, ty.Date) and operator == "+":
        return right
    if isinstance(left, ty.Date) and isinstance(right, ty.Date) and operator == "-":
        return ty.Duration(DAYS)
    return None


def _sum_type(left: ty.Type, right: ty.Type, operator: str) -> ty.Type:
    if not isinstance(left, ty.Quantity) or not isinstance(right, ty.Quantity):
        return left
    kinds = {left.kind, right.kind}
    kind: Any = "money" if "money" in kinds else "count" if kinds == {"count"} and operator == "+" else "number"
    return ty.Quantity(kind, left.unit, left.word or right.word)


def _product_type(left: ty.Type, right: ty.Type) -> ty.Type | None:
    """The type of a product, or None where it has no unit to be in."""
    if isinstance(left, ty.Date) or isinstance(right, ty.Date):
        return None
    for a, b in ((left, right), (right, left)):
        if isinstance(a, ty.Bare) or (isinstance(a, ty.Share) and not isinstance(b, ty.Bare)):
            return _signed(b)
        if isinstance(a, ty.Quantity) and not a.unit:
            return _signed(b)
    if isinstance(left, ty.Quantity) and isinstance(right, ty.Quantity):
        unit = left.unit.times(right.unit)
        return ty.Quantity("number", unit) if len(unit.over) <= 1 and not unit.under else None
    return None


def _quotient_type(left: ty.Type, right: ty.Type) -> ty.Type | None:
    """The type of a quotient, or None where there is none."""
    if isinstance(left, ty.Date) or isinstance(right, ty.Date):
        return None
    if isinstance(right, ty.Bare):
        return _signed(left)
    if isinstance(left, ty.Duration) or isinstance(right, ty.Duration):
        return ty.Quantity("number", ONE) if left == right else None
    if isinstance(right, ty.Share):
        return left if isinstance(left, ty.Share | ty.Bare) else _signed(left)
    if isinstance(right, ty.Quantity) and isinstance(left, ty.Quantity | ty.Bare):
        return _quotient_of(left.unit if isinstance(left, ty.Quantity) else ONE, left, right)
    return None


def _quotient_of(unit: Any, left: ty.Type, right: ty.Quantity) -> ty.Type:
    if not right.unit:
        return _signed(left) if unit else ty.Quantity("number", ONE)
    return ty.Share() if unit == right.unit else ty.Quantity("number", unit.per(right.unit))
