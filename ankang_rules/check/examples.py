"""Examples: facts as given, statuses as expected."""

from __future__ import annotations

from ankang_rules.check import messages
from ankang_rules.check.scope import Scope
from ankang_rules.core.lookup import rules_named
from ankang_rules.core.ruleset import Example
from ankang_rules.diagnostics import nearest
from ankang_rules.model.given import NONE, Given, GivenMapping
from ankang_rules.syntax import tree as t


def to_examples(written: list[t.ExampleDecl], scope: Scope, rule_ids: list[str]) -> tuple[Example, ...]:
    """Return the examples of a file; report facts and rules they name that do not exist."""
    return tuple(_example(example, scope, rule_ids) for example in written)


def _example(written: t.ExampleDecl, scope: Scope, rule_ids: list[str]) -> Example:
    given = []
    for name, value in written.given:
        declared = scope.find(name)
        if declared is None or declared.kind != "indicator":
            scope.report(
                messages.names.unknown_name(name.span, nearest(name.text, (i.name for i in scope.indicators.values())))
            )
            continue
        given.append((declared.key, to_given(value, scope)))
    expect = []
    for expectation in written.expect:
        rule_id = _rule_named(expectation.path, rule_ids, scope)
        if rule_id is not None:
            expect.append((rule_id, expectation.status))
    as_of = written.as_of.value if written.as_of else None
    return Example(written.title, tuple(given), tuple(expect), as_of, span=written.span)


def _rule_named(path: t.Path, rule_ids: list[str], scope: Scope) -> str | None:
    found = rules_named(str(path), rule_ids)
    if len(found) == 1:
        return found[0]
    if found:
        scope.report(messages.names.ambiguous_name(path.span, found))
    else:
        last = {rule_id.rpartition(".")[2]: rule_id for rule_id in rule_ids}
        scope.report(messages.names.unknown_rule(path.span, nearest(str(path), [*rule_ids, *last])))
    return None


def to_given(value: t.Value, scope: Scope) -> Given:
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
    scope.report(messages.structure.wrong_example_value(span))
    return Given(None, span=span)
