"""Names and literals."""

from __future__ import annotations

from ankang_rules.check import messages
from ankang_rules.check.expressions.base import Expressions, Unsettled
from ankang_rules.check.types import literal_type
from ankang_rules.core import nodes as n
from ankang_rules.model import types as ty
from ankang_rules.model.names import fold
from ankang_rules.model.units import PER_MILLE
from ankang_rules.syntax import tree as t


def reference(e: Expressions, written: t.Reference) -> n.Node | None:
    for depth, found in e.record_fields(written.name):
        return e.of_month(e.new(n.FieldRef, written, found.key, depth, type=found.type), written)
    return named(e, written.name, written, 0)


def possessive(e: Expressions, written: t.Possessive) -> n.Node | None:
    between = e.units_between(written.owner)
    if between is None and not e.units and written.owner.key == fold(e.tier):
        e.scope.report(messages.children.owner_of_its_own(written.owner.span, written.owner.text))
        return None
    if between is None and not e.units and (level := e.scope.levels.named(written.owner)):
        e.scope.report(messages.children.owner_to_go_through(written.owner.span, level.singular))
        return None
    if between is None:
        around = [name for about in e.units for name in about.names]
        known = [*around, *([e.tier] if e.units and e.tier else [])]
        e.scope.report(messages.children.no_such_owner(written.owner.span, written.owner.text, known))
        return None
    return named(e, written.name, written, between, written.owner.text)


def named(e: Expressions, name: t.Name, written: t.Node, between: int, owner: str = "") -> n.Node | None:
    """What *name* means of the unit that is *between* steps outside the one in hand: its own names go first."""
    declared = e.scope.find(name)
    if between < len(e.units):
        about = e.units[-1 - between]
        if definition := about.definitions.get(name.key):
            first, *others = about.rulesets
            key, kind = definition.key, definition.type
            found = e.new(n.DefinitionRef, written, key, between, first, owner, tuple(others), type=kind)
            return e.of_month(found, written)
        if indicator := about.indicators.get(name.key):
            return e.of_month(e.new(n.Fact, written, indicator.key, between, owner, type=indicator.type), written)
        if declared is not None and declared.kind == "definition" and declared.type is not None:
            e.scope.report(messages.children.whose(name.span, name.text, e.tier))
            return None
    if declared is None:
        return _undeclared(e, name)
    if declared.type is None:
        return None
    match declared.kind:
        case "indicator":
            return e.of_month(e.new(n.Fact, written, declared.key, between, owner, type=declared.type), written)
        case "definition":
            return e.of_month(
                e.new(n.DefinitionRef, written, declared.key, between, None, owner, type=declared.type), written
            )
    return e.of_month(e.new(n.ParameterRef, written, declared.key, type=declared.type), written)


def _undeclared(e: Expressions, name: t.Name) -> n.Node:
    """A name that nobody declared: a member of choices, where what stands beside it has some, else unknown."""
    fields = [field.name for record in e.records for field in record.fields]

    def settle(wanted: ty.Type | None) -> n.Node | None:
        if not isinstance(wanted, ty.OneOf | ty.SetOf):
            e.scope.report_unknown(name, fields)
            return None
        member = e.member(name, wanted.choices)
        return None if member is None else e.constant(name, member.key, ty.OneOf(wanted.choices))

    return Unsettled(settle, e.scope.is_member(name), span=name.span)


def number(e: Expressions, written: t.Number) -> n.Node | None:
    if written.unit is None:
        return e.constant(written, written.value, ty.Bare(), written.written)
    word = e.scope.unit(written.unit)
    if word is None:
        return None
    return e.constant(written, written.value * word.scale, literal_type(word.unit, word), written.written)


def percent(e: Expressions, written: t.Percent) -> n.Node:
    sign = PER_MILLE if written.written.endswith("‰") else None
    return e.constant(written, written.value, ty.Share(word=sign), written.written)


def day(e: Expressions, written: t.Day) -> n.Node | None:
    return None if written.value is None else e.constant(written, written.value, ty.Date())


def string(e: Expressions, written: t.String) -> n.Node:
    return e.constant(written, written.value, ty.Text())


def yes_no(e: Expressions, written: t.YesNo) -> n.Node:
    return e.constant(written, written.value, ty.YesNo())


def named_day(e: Expressions, written: t.NamedDay) -> n.Node:
    return e.new(n.DayRef, written, written.which, type=ty.Date())


def braces(e: Expressions, written: t.Braces) -> n.Node:
    """A set, where what stands beside it is one."""

    def settle(wanted: ty.Type | None) -> n.Node | None:
        if isinstance(wanted, ty.SetOf):
            return members_in(e, written, wanted)
        e.scope.report(messages.operands.set_beside_value(written.span, wanted))
        return None

    return Unsettled(settle, span=written.span)


def members_in(e: Expressions, written: t.Braces, kind: ty.SetOf) -> n.Node | None:
    """Return the members in braces as a set of *kind*."""
    names = [item.name for item in written.items if isinstance(item, t.Reference)]
    if len(names) < len(written.items):
        bad = next(item for item in written.items if not isinstance(item, t.Reference))
        e.scope.report(messages.names.unknown_member(bad.span, kind.choices, []))
        return None
    found = [e.member(name, kind.choices) for name in names]
    keys = frozenset(member.key for member in found if member is not None)
    return None if None in found else e.constant(written, keys, kind)
