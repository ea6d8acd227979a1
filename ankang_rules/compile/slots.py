"""The places of a row: one for each indicator, with the name, the type and the scale of what is held there."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from ankang_rules.compile.names import Names
from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Indicator, RulesetCore
from ankang_rules.model import types as ty

_MONEY, _SHARE = 100, 10_000


@frozen
class Slot:
    """One place of a row: numbers there are *scale* times as large as in the base unit of their type.

    *keeps_absent* where it matters that a value was reported as absent, and ABSENT then stands for it.
    """

    indicator: Indicator
    name: str
    scale: int
    keeps_absent: bool

    @property
    def type(self) -> ty.Type:
        return self.indicator.type


def slots_of(core: RulesetCore, names: Names) -> tuple[Slot, ...]:
    """Return a place for each indicator of *core*."""
    asked = asked_whether_recorded(core)
    return tuple(_slot(indicator, names, asked) for indicator in core.indicators)


def _slot(indicator: Indicator, names: Names, asked: set[str]) -> Slot:
    scale = numeric_scale(indicator.type, indicator.precision)
    return Slot(indicator, names.new(indicator.name), scale, keeps_absent(indicator.key, indicator.type, asked))


def keeps_absent(key: str, kind: ty.Type, recorded: set[str]) -> bool:
    """Whether it matters that a fact is none; *recorded* are the keys of those that are asked whether they are."""
    return key in recorded or _has_dates(kind) or isinstance(kind, ty.ListOf)


def numeric_scale(kind: ty.Type, precision: Fraction | None = None) -> int:
    """Return by what numbers of *kind* are multiplied, so that most of them become whole.

    Those that do not stay exact fractions, which are right but slower.
    """
    if isinstance(kind, ty.Monthly):
        return numeric_scale(kind.of, precision)
    if precision is not None:
        return precision.denominator
    if isinstance(kind, ty.Share):
        return _SHARE
    return _MONEY if isinstance(kind, ty.Quantity) and kind.kind == "money" else 1


def _has_dates(kind: ty.Type) -> bool:
    match kind:
        case ty.Monthly(of=of):
            return _has_dates(of)
        case ty.ListOf(fields=fields):
            return any(_has_dates(field.type) for field in fields)
    return isinstance(kind, ty.Date)


def asked_whether_recorded(core: RulesetCore) -> set[str]:
    """Return the keys of the facts of which some expression asks whether they are recorded."""
    tests = (node for expression in core.expressions() for node in n.walk(expression) if isinstance(node, n.IsRecorded))
    return {node.key for test in tests for node in n.walk(test) if isinstance(node, n.Fact)}
