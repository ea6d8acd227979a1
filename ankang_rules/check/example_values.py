"""The facts of an example, as the author writes them → as the facts reader takes them."""

from __future__ import annotations

from attrs import evolve

from ankang_rules.check import messages
from ankang_rules.check.scope import Scope
from ankang_rules.model.given import NONE, Given, GivenMapping
from ankang_rules.model.types import ListOf, Type
from ankang_rules.syntax import tree as t


def fact(value: t.Value, kind: Type | None, scope: Scope) -> Given:
    """Return *value*, given of an indicator of *kind*, as the facts reader takes it."""
    given = to_given(value, scope)
    if isinstance(kind, ListOf) and isinstance(given.value, tuple):
        return evolve(given, value=tuple(map(_record, given.value)))
    return given


def _record(given: Given) -> Given:
    """``{}`` in a list of records is a record of which nothing is known, elsewhere an empty set."""
    return evolve(given, value=GivenMapping()) if given.value == () else given


def to_given(value: t.Value | t.Repeated, scope: Scope) -> Given:
    """Return *value* as the facts reader takes it: text as it is written, lists and records of such."""
    span = value.span
    match value:
        case t.Word(which):
            return Given(NONE if which == "none" else None, span=span)
        case t.ListValue(items):
            return Given(tuple(to_given(item, scope) for item in items), span=span)
        case t.Braces(items):
            return Given(tuple(to_given(item, scope) for item in items), span=span)
        case t.RecordValue(items):
            pairs = tuple((Given(name.text, span=name.span), to_given(v, scope)) for name, v in items)
            return Given(GivenMapping(pairs), span=span)
        case t.String(text):
            return Given(text, quoted=True, span=span)
        case t.YesNo(holds):
            return Given(holds, span=span)
        case t.Reference(name):
            return Given(name.text, span=span)
        case t.Number() | t.Percent() | t.Day():
            return Given(span.text, span=span)
        case t.Negative(t.Number() | t.Percent() as inner):
            return Given(f"-{inner.span.text}", span=span)
        case t.Repeated():
            scope.report(messages.examples.repeated_value(span))
            return Given(None, span=span)
    scope.report(messages.structure.wrong_example_value(span))
    return Given(None, span=span)
