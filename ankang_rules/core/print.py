"""Core expressions as text, in the declared spelling of names; goldens, messages and traces quote it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from ankang_rules.core import nodes as n
from ankang_rules.model import types as ty
from ankang_rules.model.exact import exact_text
from ankang_rules.model.outcome import Value
from ankang_rules.model.units import MONTHS

_LOOSE, _OR, _AND, _NOT, _COMPARE, _ROUND, _SUM, _PRODUCT, _SIGN, _ATOM = range(10)


def show(node: n.Node, names: Mapping[str, str] | None = None) -> str:
    """Return *node* as text; *names* gives the spelling to use for a key."""
    return _Printer(names or {}).show(node, _LOOSE)


def show_value(value: Value, kind: ty.Type) -> str:
    """Return a constant as it is written in a rule, exact."""
    match kind:
        case _ if isinstance(value, bool):
            return "yes" if value else "no"
        case ty.Share():
            assert isinstance(value, Fraction)
            return f"{exact_text(value * 100)}%"
        case ty.Quantity(unit=unit) if unit:
            return f"{exact_text(value)} {unit}"  # type: ignore[arg-type]
        case ty.Duration(unit=unit):
            return f"{exact_text(value)} {'months' if unit == MONTHS else 'days'}"  # type: ignore[arg-type]
        case ty.OneOf(choices):
            return _member(str(value), choices)
        case ty.SetOf(choices):
            assert isinstance(value, frozenset)
            return "{" + ", ".join(_member(key, choices) for key in _in_order(value, choices)) + "}"
    if isinstance(value, Fraction):
        return exact_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _member(key: str, choices: ty.Choices) -> str:
    return next((m.name for m in choices.members if m.key == key), key)


def _in_order(keys: frozenset[str], choices: ty.Choices) -> list[str]:
    order = [m.key for m in choices.members]
    return sorted(keys, key=lambda key: (order.index(key) if key in order else len(order), key))


class _Printer:
    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    def name(self, key: str) -> str:
        return self.names.get(key, key)

    def show(self, node: n.Node, outer: int) -> str:
        """Return *node*, in brackets where it binds looser than what it stands in."""
        text, own = _METHODS[type(node)](self, node)
        return f"({text})" if own < outer else text

    def _several(self, operands: tuple[n.Node, ...], separator: str, level: int) -> tuple[str, int]:
        return separator.join(self.show(operand, level + 1) for operand in operands), level

    def _listed(self, operands: tuple[n.Node, ...]) -> str:
        return "[" + "; ".join(self.show(operand, _LOOSE) for operand in operands) + "]"

    def _where(self, where: n.Node | None) -> str:
        return f" where ({self.show(where, _LOOSE)})" if where else ""

    def constant(self, node: n.Constant) -> tuple[str, int]:
        negative = isinstance(node.value, Fraction) and not isinstance(node.value, bool) and node.value < 0
        return show_value(node.value, node.type), _SIGN if negative else _ATOM

    def named(self, node: n.Fact | n.ParameterRef | n.DefinitionRef | n.FieldRef) -> tuple[str, int]:
        return self.name(node.key), _ATOM

    def day(self, node: n.DayRef) -> tuple[str, int]:
        return node.which, _ATOM

    def not_(self, node: n.Not) -> tuple[str, int]:
        return f"not {self.show(node.operand, _NOT)}", _NOT

    def and_(self, node: n.And) -> tuple[str, int]:
        return self._several(node.operands, " and ", _AND)

    def or_(self, node: n.Or) -> tuple[str, int]:
        return self._several(node.operands, " or ", _OR)

    def number_of(self, node: n.NumberOf) -> tuple[str, int]:
        if (node.bound, node.number) == ("at most", 0):
            return f"none of {self._listed(node.operands)}", _ATOM
        return f"{node.bound} {node.number} of {self._listed(node.operands)}", _ATOM

    def if_(self, node: n.If) -> tuple[str, int]:
        parts = (self.show(part, _OR) for part in (node.test, node.then, node.otherwise))
        return "if {} then {} else {}".format(*parts), _LOOSE

    def compare(self, node: n.Compare) -> tuple[str, int]:
        return f"{self.show(node.left, _ROUND)} {node.operator} {self.show(node.right, _ROUND)}", _COMPARE

    def is_one_of(self, node: n.IsOneOf) -> tuple[str, int]:
        options = ", ".join(self.show(option, _OR) for option in node.options)
        return f"{self.show(node.operand, _ROUND)} is one of {{{options}}}", _COMPARE

    def includes(self, node: n.Includes) -> tuple[str, int]:
        whole = self.show(node.whole, _ROUND)
        if node.all_of is not None and node.all_of.name:
            return f"{whole} includes all of {node.all_of.name}", _COMPARE
        return f"{whole} includes {self.show(node.members, _ROUND)}", _COMPARE

    def is_empty(self, node: n.IsEmpty) -> tuple[str, int]:
        return f"{self.show(node.operand, _ROUND)} is empty", _COMPARE

    def is_recorded(self, node: n.IsRecorded) -> tuple[str, int]:
        return f"{self.show(node.operand, _ROUND)} is recorded", _COMPARE

    def is_increasing(self, node: n.IsIncreasing) -> tuple[str, int]:
        which = "increasing" if node.strictly else "non-decreasing"
        return f"{self.show(node.series, _ROUND)} is {which}", _COMPARE

    def arithmetic(self, node: n.Arithmetic) -> tuple[str, int]:
        level = _SUM if node.operator in "+-" else _PRODUCT
        return f"{self.show(node.left, level)} {node.operator} {self.show(node.right, level + 1)}", level

    def share_of(self, node: n.ShareOf) -> tuple[str, int]:
        return f"{self.show(node.share, _PRODUCT)} of {self.show(node.whole, _PRODUCT + 1)}", _PRODUCT

    def negative(self, node: n.Negative) -> tuple[str, int]:
        return f"-{self.show(node.operand, _SIGN)}", _SIGN

    def absolute(self, node: n.Absolute) -> tuple[str, int]:
        return f"absolute {self.show(node.operand, _SIGN)}", _SIGN

    def rounded(self, node: n.Rounded) -> tuple[str, int]:
        quantum = show_value(node.quantum, node.type)
        return f"{self.show(node.operand, _SUM)} rounded to {quantum} {node.mode}", _ROUND

    def extreme(self, node: n.Extreme) -> tuple[str, int]:
        return f"{node.which} of {self._listed(node.operands)}", _ATOM

    def every_month(self, node: n.EveryMonth) -> tuple[str, int]:
        return f"every month ({self.show(node.condition, _LOOSE)})", _ATOM

    def month_of(self, node: n.MonthOf) -> tuple[str, int]:
        return _METHODS[type(node.series)](self, node.series)

    def quantified(self, node: n.Quantified) -> tuple[str, int]:
        records = node.records.type
        singular = records.singular if isinstance(records, ty.ListOf) else "record"
        condition = self.show(node.condition, _LOOSE)
        return f"{node.which} {singular}{self._where(node.where)} satisfies ({condition})", _ATOM

    def count_of(self, node: n.CountOf) -> tuple[str, int]:
        return f"count of {self.show(node.records, _ATOM)}{self._where(node.where)}", _ATOM

    def share_where(self, node: n.ShareWhere) -> tuple[str, int]:
        return f"share of {self.show(node.records, _ATOM)}{self._where(node.where)}", _ATOM

    def aggregate(self, node: n.Aggregate) -> tuple[str, int]:
        path = f"{self.show(node.records, _ATOM)}.{self.show(node.operand, _ATOM)}"
        return f"{node.which} of {path}{self._where(node.where)}", _ATOM


_METHODS: dict[type[n.Node], Callable[[_Printer, Any], tuple[str, int]]] = {
    n.Constant: _Printer.constant,
    n.Fact: _Printer.named,
    n.ParameterRef: _Printer.named,
    n.DefinitionRef: _Printer.named,
    n.FieldRef: _Printer.named,
    n.DayRef: _Printer.day,
    n.Not: _Printer.not_,
    n.And: _Printer.and_,
    n.Or: _Printer.or_,
    n.NumberOf: _Printer.number_of,
    n.If: _Printer.if_,
    n.Compare: _Printer.compare,
    n.IsOneOf: _Printer.is_one_of,
    n.Includes: _Printer.includes,
    n.IsEmpty: _Printer.is_empty,
    n.IsRecorded: _Printer.is_recorded,
    n.IsIncreasing: _Printer.is_increasing,
    n.Arithmetic: _Printer.arithmetic,
    n.ShareOf: _Printer.share_of,
    n.Negative: _Printer.negative,
    n.Absolute: _Printer.absolute,
    n.Rounded: _Printer.rounded,
    n.Extreme: _Printer.extreme,
    n.EveryMonth: _Printer.every_month,
    n.MonthOf: _Printer.month_of,
    n.Quantified: _Printer.quantified,
    n.CountOf: _Printer.count_of,
    n.ShareWhere: _Printer.share_where,
    n.Aggregate: _Printer.aggregate,
}
