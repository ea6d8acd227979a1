"""Names and literals."""

from __future__ import annotations

from ankang_rules.check import messages
from ankang_rules.check.expressions.base import Expressions, Word
from ankang_rules.check.scope import Declared
from ankang_rules.check.types import literal_type
from ankang_rules.core import nodes as n
from ankang_rules.model import types as ty
from ankang_rules.source import Bilingual
from ankang_rules.syntax import tree as t

_ONE_VALUE = Bilingual(zh="一个值", en="a single value")


def reference(e: Expressions, written: t.Reference) -> n.Node | None:
    for depth, record in enumerate(reversed(e.records)):
        found = record.field_named(written.name.text)
        if found:
            return e.new(n.FieldRef, written, found.key, depth, type=found.type)
    declared = e.scope.find(written.name)
    return Word(written.name, span=written.span) if declared is None else _declared(e, declared, written)


def _declared(e: Expressions, declared: Declared, written: t.Reference) -> n.Node | None:
    kind = declared.type
    if kind is None:
        return None
    node_kind = {"indicator": n.Fact, "parameter": n.ParameterRef, "definition": n.DefinitionRef}[declared.kind]
    node: n.Node = e.new(node_kind, written, declared.key, type=kind)
    if e.in_month and isinstance(kind, ty.Monthly):
        return e.new(n.MonthOf, written, node, type=kind.of)
    return node


def number(e: Expressions, written: t.Number) -> n.Node | None:
    if written.unit is None:
        return e.constant(written, written.value, ty.Bare(), written.written)
    word = e.scope.unit(written.unit)
    if word is None:
        return None
    return e.constant(written, written.value * word.scale, literal_type(word.unit, word), written.written)


def percent(e: Expressions, written: t.Percent) -> n.Node:
    return e.constant(written, written.value, ty.Share(), written.written)


def day(e: Expressions, written: t.Day) -> n.Node | None:
    return None if written.value is None else e.constant(written, written.value, ty.Date())


def string(e: Expressions, written: t.String) -> n.Node:
    return e.constant(written, written.value, ty.Text())


def yes_no(e: Expressions, written: t.YesNo) -> n.Node:
    return e.constant(written, written.value, ty.YesNo())


def named_day(e: Expressions, written: t.NamedDay) -> n.Node:
    return e.new(n.DayRef, written, written.which, type=ty.Date())


def braces(e: Expressions, written: t.Braces) -> n.Node | None:
    e.scope.report(messages.types.wrong_operand(written.span, ty.Text(), _ONE_VALUE))
    return None
