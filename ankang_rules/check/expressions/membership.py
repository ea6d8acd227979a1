"""``includes``, ``is one of``, and the properties that take one operand: empty, recorded, increasing."""

from __future__ import annotations

from typing import cast

from attrs import evolve

from ankang_rules.check import messages
from ankang_rules.check.expressions.base import Expressions, Word
from ankang_rules.check.expressions.comparisons import of_month
from ankang_rules.core import nodes as n
from ankang_rules.model import types as ty
from ankang_rules.source import Bilingual
from ankang_rules.syntax import tree as t

_SET = Bilingual(zh="一个集合", en="a set")
_SERIES = Bilingual(zh="一个逐月的指标", en="a monthly indicator")


def includes(e: Expressions, written: t.Includes) -> n.Node | None:
    whole = e.value(written.whole)
    if whole is None:
        return None
    if isinstance(whole.type, ty.Monthly) and isinstance(whole.type.of, ty.SetOf):
        inner = _included(e, of_month(e, whole, written.whole), written)
        return inner and e.new(n.EveryMonth, written, inner)
    return _included(e, whole, written)


def _included(e: Expressions, whole: n.Node, written: t.Includes) -> n.Node | None:
    if not isinstance(whole.type, ty.SetOf):
        e.scope.report(messages.types.wrong_operand(written.whole.span, whole.type, _SET))
        return None
    choices = whole.type.choices
    if written.all_of and (listed := _all_of(e, written, choices)):
        return evolve(e.new(n.Includes, written, whole, listed), all_of=choices)
    found = members(e, written.members, choices)
    return found and e.new(n.Includes, written, whole, found)


def _all_of(e: Expressions, written: t.Includes, choices: ty.Choices) -> n.Node | None:
    """The members of the list named after ``all of``, where it is a list and not a set indicator."""
    name = cast(t.Reference, written.members).name
    named = None if name.quoted else e.scope.choices.get(name.key)
    if named is None or named != choices:
        return None
    keys = frozenset(member.key for member in named.members)
    return e.constant(written.members, keys, ty.SetOf(choices))


def members(e: Expressions, written: t.Expr, choices: ty.Choices) -> n.Node | None:
    """Return a set of members of *choices*: braces, a set indicator, or one member."""
    kind = ty.SetOf(choices)
    if isinstance(written, t.Braces):
        return _braces(e, written, kind)
    node = e.read(written)
    if isinstance(node, Word) or (node is not None and node.type != kind and isinstance(written, t.Reference)):
        name = cast(t.Reference, written).name
        member = e.member(name, choices)
        return None if member is None else e.constant(written, frozenset((member.key,)), kind)
    return node and e.value(written, kind)


def _braces(e: Expressions, written: t.Braces, kind: ty.SetOf) -> n.Node | None:
    names = [item.name for item in written.items if isinstance(item, t.Reference)]
    if len(names) < len(written.items):
        bad = next(item for item in written.items if not isinstance(item, t.Reference))
        e.scope.report(messages.names.unknown_member(bad.span, kind.choices, []))
        return None
    found = [e.member(name, kind.choices) for name in names]
    keys = frozenset(member.key for member in found if member is not None)
    return None if None in found else e.constant(written, keys, kind)


def is_one_of(e: Expressions, written: t.IsOneOf) -> n.Node | None:
    operand = e.value(written.operand)
    if operand is None:
        return None
    if isinstance(operand.type, ty.Monthly):
        inner = _one_of(e, of_month(e, operand, written.operand), written)
        return inner and e.new(n.EveryMonth, written, inner)
    return _one_of(e, operand, written)


def _one_of(e: Expressions, operand: n.Node, written: t.IsOneOf) -> n.Node | None:
    options = [_option(e, item, operand.type) for item in written.options.items]
    known = tuple(option for option in options if option is not None)
    return e.new(n.IsOneOf, written, operand, known) if len(known) == len(options) else None


def _option(e: Expressions, written: t.Expr, kind: ty.Type) -> n.Node | None:
    """A name in braces is a member first, where the operand has members."""
    if isinstance(kind, ty.OneOf) and isinstance(written, t.Reference):
        member = e.member(written.name, kind.choices)
        return None if member is None else e.constant(written, member.key, kind)
    return e.value(written, kind)


def is_(e: Expressions, written: t.Is) -> n.Node | None:
    operand = e.value(written.operand)
    if operand is None:
        return None
    match written.what:
        case "empty":
            return _is_empty(e, written, operand)
        case "recorded":
            return _is_recorded(e, written, operand)
    return _is_increasing(e, written, operand)


def _is_empty(e: Expressions, written: t.Is, operand: n.Node) -> n.Node | None:
    if isinstance(operand.type, ty.SetOf | ty.ListOf):
        return e.new(n.IsEmpty, written, operand)
    e.scope.report(messages.types.wrong_operand(written.operand.span, operand.type, _SET))
    return None


def _is_recorded(e: Expressions, written: t.Is, operand: n.Node) -> n.Node | None:
    if isinstance(operand, n.Fact | n.MonthOf | n.FieldRef):
        return e.new(n.IsRecorded, written, operand)
    e.scope.report(messages.types.not_recordable(written.operand.span))
    return None


def _is_increasing(e: Expressions, written: t.Is, operand: n.Node) -> n.Node | None:
    if isinstance(operand.type, ty.Monthly) and ty.is_ordered(operand.type.of):
        return e.new(n.IsIncreasing, written, operand, written.what == "increasing")
    e.scope.report(messages.types.wrong_operand(written.operand.span, operand.type, _SERIES))
    return None
