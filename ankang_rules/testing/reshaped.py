"""Rulesets and facts in another shape that must come to the same: operands turned around, money at another scale."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, TypeVar, cast

import attrs

from ankang_rules.core import nodes as n
from ankang_rules.core.kept import kept
from ankang_rules.core.ruleset import Rule, RulesetCore
from ankang_rules.model import types as ty
from ankang_rules.model.outcome import Known
from ankang_rules.testing.goals import State, expressions_of, indicator_of

T = TypeVar("T")


@kept
def reversed_core(core: RulesetCore) -> RulesetCore:
    """Return *core* with its rules, and the operands of *and*, *or* and *at least*, in the opposite order."""
    rules = tuple(_turned(rule) for rule in reversed(core.rules))
    definitions = tuple(_turned(one) for one in core.definitions)
    groups = tuple(_turned(one) for one in core.groups)
    return attrs.evolve(core, rules=rules, definitions=definitions, groups=groups, when=_turned(core.when))


def _turned(thing: T) -> T:
    """Return *thing* with the operands in it turned around."""
    found: Any = thing
    if isinstance(thing, tuple):
        found = tuple(_turned(part) for part in thing)
    elif attrs.has(type(thing)) and not isinstance(thing, ty.Type):
        fields = [field for field in attrs.fields(type(found)) if field.init and field.name in _INNER]
        found = attrs.evolve(found, **{field.alias: _turned(getattr(found, field.name)) for field in fields})
        if isinstance(found, n.And | n.Or | n.NumberOf):
            found = attrs.evolve(found, operands=tuple(reversed(found.operands)))
    return cast(T, found)


_INNER = frozenset(
    ("condition", "when", "exceptions", "due", "expression", "operand", "operands", "left", "right", "test", "then")
) | {"otherwise", "where", "options"}


@kept
def money_in_ratios(core: RulesetCore) -> tuple[str, ...]:
    """Return the ids of the rules that read money, and hold it to nothing but other money."""
    return tuple(rule.id for rule in core.rules if _only_ratios(core, rule))


def _only_ratios(core: RulesetCore, rule: Rule) -> bool:
    nodes = [node for expression in expressions_of(core, rule) for node in n.walk(expression)]
    if any(isinstance(node, n.Units | n.Verdict | n.Rounded) for node in nodes) or rule.for_each is not None:
        return False
    if not any(isinstance(node, n.Fact) and is_money(node.type) for node in nodes):
        return False
    stated = [node for node in nodes if isinstance(node, n.Constant | n.ParameterRef) and _in_money(node.type)]
    if any(not isinstance(node, n.Constant) or node.value != 0 for node in stated):
        return False
    return not any(
        isinstance(node, n.Arithmetic) and _in_money(node.type) and not is_money(node.type) for node in nodes
    )


def _in_money(kind: ty.Type) -> bool:
    """Whether the unit of *kind* has money in it, as that of a quotient."""
    return isinstance(kind, ty.Quantity) and "元" in repr(kind.unit)


def is_money(kind: ty.Type) -> bool:
    inner = kind.of if isinstance(kind, ty.Monthly) else kind
    return isinstance(inner, ty.Quantity) and inner.kind == "money"


def scaled(core: RulesetCore, state: State, scale: Fraction) -> State:
    """Return *state* with all money in it times *scale*."""
    return {place: _scaled(indicator_of(core, place).type, value, scale) for place, value in state.items()}


def _scaled(kind: ty.Type, value: Any, scale: Fraction) -> Any:
    match kind:
        case ty.Monthly(of=inner):
            return tuple(Known(_scaled(inner, month.value, scale)) for month in value)
        case ty.ListOf(fields=fields):
            return tuple(
                tuple(Known(_scaled(f.type, part.value, scale)) for f, part in zip(fields, record, strict=True))
                for record in value
            )
    return value * scale if _in_money(kind) else value
