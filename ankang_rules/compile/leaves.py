"""What stands at the ends of an expression → code."""

from __future__ import annotations

from fractions import Fraction

from ankang_rules.compile import capabilities
from ankang_rules.compile.capabilities import NotCompiled
from ankang_rules.compile.code import (
    Code,
    Truth,
    Value,
    fixed,
)
from ankang_rules.compile.writer import Inside, Method, Writer
from ankang_rules.core import nodes as n


def constant(w: Writer, node: n.Constant, inside: Inside) -> Code:
    value = node.value
    if isinstance(value, bool):
        return Truth(str(value))
    if isinstance(value, Fraction):
        return fixed(value)
    return Value(w.constant(value, "given"))


def fact(w: Writer, node: n.Fact, inside: Inside) -> Code:
    name, slot = w.place_of(node, inside)
    return w.held(name, slot.type, slot.scale, slot)


def parameter(w: Writer, node: n.ParameterRef, inside: Inside) -> Code:
    return w.parameters[node.key]


def definition(w: Writer, node: n.DefinitionRef, inside: Inside) -> Code:
    if node.of is not None:
        raise NotCompiled(capabilities.DEFINITIONS)
    return w.defined[node.key]


def field(w: Writer, node: n.FieldRef, inside: Inside) -> Code:
    return inside.records[-1 - node.depth].fields[node.key]


def day(w: Writer, node: n.DayRef, inside: Inside) -> Code:
    return Value({"as of date": "as_of", "start of year": "year_start", "end of year": "year_end"}[node.which])


METHODS: dict[type[n.Node], Method] = {
    n.Constant: constant,
    n.Fact: fact,
    n.ParameterRef: parameter,
    n.DefinitionRef: definition,
    n.FieldRef: field,
    n.DayRef: day,
}
