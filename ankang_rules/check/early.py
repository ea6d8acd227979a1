"""Parameters that are read on a day on which they have no value yet, or no longer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ankang_rules.check import messages
from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import InForce, Parameter, RulesetCore
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.source import Span

Reading = tuple[n.ParameterRef, date]
"""Where a parameter is read, and the first day on which it is."""


def check(core: RulesetCore, places: Mapping[str, Span]) -> list[Diagnostic]:
    """Return a warning for each parameter that has no value on the first day it is read; *places* are those of names.

    Only periods with a beginning count: without one, nobody can say from when on a value is wanted.
    """
    first: dict[str, Reading] = {}
    for reading, start in _readings(core):
        if reading.key not in first or start < first[reading.key][1]:
            first[reading.key] = reading, start
    parameters = {parameter.key: parameter for parameter in core.parameters}
    found = (_early(parameters[key], *reading, places) for key, reading in first.items() if key in parameters)
    return [diagnostic for diagnostic in found if diagnostic is not None]


def _early(parameter: Parameter, reading: n.ParameterRef, start: date, places: Mapping[str, Span]) -> Diagnostic | None:
    held, declared = parameter.on(start), places.get(parameter.key)
    if reading.span is None or declared is None or (held is not None and held.value is not None):
        return None
    if held is not None and held.start is not None:
        return messages.structure.parameter_repealed(reading.span, declared, parameter.name, held.start, start)
    days = [value.start for value in parameter.values if value.value is not None and value.start is not None]
    if not days:
        return None
    return messages.structure.parameter_before_first(reading.span, declared, parameter.name, min(days), start)


def _readings(core: RulesetCore) -> Iterator[Reading]:
    """Yield each reading of a parameter with the first day of what it stands in: ruleset, group and rule together."""
    definitions = {definition.key: definition.expression for definition in core.definitions}
    groups = {group.key: group for group in core.groups}
    for covering in core.coverings():
        period = _inner(core.in_force, covering.in_force)
        if covering.when is not None:
            yield from _in_period(covering.when, period, definitions)
    for rule in core.rules:
        group = groups.get(rule.group or "")
        period = _inner(_inner(core.in_force, group.in_force if group else InForce()), rule.in_force)
        for expression in rule.expressions():
            yield from _in_period(expression, period, definitions)


def _inner(outer: InForce, inner: InForce) -> InForce:
    """The days that both cover."""
    starts = [day for day in (outer.start, inner.start) if day]
    ends = [day for day in (outer.end, inner.end) if day]
    return InForce(max(starts, default=None), min(ends, default=None))


def _in_period(node: n.Node, period: InForce, definitions: Mapping[str, n.Node]) -> Iterator[Reading]:
    if period.start is None or (period.end is not None and period.end < period.start):
        return
    for reading in _parameters(node, definitions, set()):
        yield reading, period.start


def _parameters(node: n.Node, definitions: Mapping[str, n.Node], seen: set[str]) -> Iterator[n.ParameterRef]:
    """Yield the readings of parameters in *node* and in the definitions it stands on, each definition once."""
    for inner in n.walk(node):
        if isinstance(inner, n.ParameterRef):
            yield inner
        elif isinstance(inner, n.DefinitionRef) and inner.key in definitions and inner.key not in seen:
            seen.add(inner.key)
            yield from _parameters(definitions[inner.key], definitions, seen)
