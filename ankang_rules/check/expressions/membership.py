"""``includes``, ``is one of``, and the properties that take one operand: empty, recorded, increasing."""

from __future__ import annotations

from typing import cast

from attrs import evolve

from ankang_rules.check import messages
from ankang_rules.check.expressions.base import Expressions
from ankang_rules.core import nodes as n
from ankang_rules.model import types as ty
from ankang_rules.model.names import fold
from ankang_rules.syntax import tree as t


def includes(e: Expressions, written: t.Includes) -> n.Node | None:
    whole = e.value(written.whole)
    if whole is None:
        return None
    if isinstance(whole.type, ty.Monthly) and isinstance(whole.type.of, ty.SetOf):
        return e.every_month(written, lambda: _included(e, e.of_month(whole, written.whole), written))
    return _included(e, whole, written)


def _included(e: Expressions, whole: n.Node, written: t.Includes) -> n.Node | None:
    if not isinstance(whole.type, ty.SetOf):
        e.scope.report(messages.operands.wrong_operand(written.whole.span, whole.type, messages.operands.A_SET))
        return None
    choices = whole.type.choices
    if written.all_of and (listed := _all_of(e, written, choices)):
        return evolve(e.new(n.Includes, written, whole, listed), all_of=choices)
    found = _members(e, written.members, choices)
    return found and e.new(n.Includes, written, whole, found)


def _all_of(e: Expressions, written: t.Includes, choices: ty.Choices) -> n.Node | None:
    """The members of the list named after ``all of``, where it is a list and not a set indicator."""
    name = cast(t.Reference, written.members).name
    of_unit = bool(e.units) and name.key == fold(choices.name)  # by the ruleset of the unit in hand
    if name.quoted or not (of_unit or e.scope.choices.get(name.key) == choices):
        return None
    keys = frozenset(member.key for member in choices.members)
    return e.constant(written.members, keys, ty.SetOf(choices))


def _members(e: Expressions, written: t.Expr, choices: ty.Choices) -> n.Node | None:
    """A set of members of *choices*: braces, something that is a set, or one member by its name."""
    kind = ty.SetOf(choices)
    if isinstance(written, t.Reference):
        declared = e.read(written)
        member = choices.find(written.name.text)
        if member is not None and (declared is None or declared.type != kind):
            return e.constant(written, frozenset((member.key,)), kind)
    return e.value(written, kind, messages.operands.not_members)


def is_one_of(e: Expressions, written: t.IsOneOf) -> n.Node | None:
    operand = e.value(written.operand)
    if operand is None:
        return None
    if isinstance(operand.type, ty.SetOf) and not all(isinstance(o, t.Braces) for o in written.options.items):
        e.scope.report(messages.operands.set_is_one_of(written.operand.span, operand.type, written.options.span))
        return None
    if isinstance(operand.type, ty.Monthly):
        return e.every_month(written, lambda: _one_of(e, e.of_month(operand, written.operand), written))
    return _one_of(e, operand, written)


def _one_of(e: Expressions, operand: n.Node, written: t.IsOneOf) -> n.Node | None:
    options = [_option(e, item, operand) for item in written.options.items]
    known = tuple(option for option in options if option is not None)
    return e.new(n.IsOneOf, written, operand, known) if len(known) == len(options) else None


def _option(e: Expressions, written: t.Expr, operand: n.Node) -> n.Node | None:
    """A name in braces is a member first, where the operand has members."""
    kind, place = operand.type, operand.span
    if isinstance(kind, ty.OneOf) and isinstance(written, t.Reference) and kind.choices.find(written.name.text):
        member = e.member(written.name, kind.choices)
        return None if member is None else e.constant(written, member.key, kind)
    assert place is not None
    return e.value(
        written, kind, lambda span, found, wanted: messages.comparisons.cannot_compare(place, span, wanted, found)
    )


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
    e.scope.report(messages.operands.wrong_operand(written.operand.span, operand.type, messages.operands.A_SET))
    return None


def _is_recorded(e: Expressions, written: t.Is, operand: n.Node) -> n.Node | None:
    named = operand.series if isinstance(operand, n.MonthOf) else operand
    if isinstance(named, n.Fact | n.FieldRef):
        return e.new(n.IsRecorded, written, operand)
    e.scope.report(messages.conditions.not_recordable(written.operand.span))
    return None


def _is_increasing(e: Expressions, written: t.Is, operand: n.Node) -> n.Node | None:
    if isinstance(operand.type, ty.Monthly) and ty.is_ordered(operand.type.of):
        return e.new(n.IsIncreasing, written, operand, written.what == "increasing")
    e.scope.report(messages.operands.wrong_operand(written.operand.span, operand.type, messages.operands.A_SERIES))
    return None
