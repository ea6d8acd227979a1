"""Examples: facts as given, statuses as expected."""

from __future__ import annotations

from collections.abc import Sequence

from ankang_rules.check import messages
from ankang_rules.check.scope import Scope
from ankang_rules.core.lookup import rules_named
from ankang_rules.core.ruleset import Example
from ankang_rules.diagnostics import nearest
from ankang_rules.model.given import NONE, Given, GivenMapping
from ankang_rules.source import Span
from ankang_rules.syntax import tree as t


def to_examples(
    written: list[t.ExampleDecl], scope: Scope, rule_ids: Sequence[str], *, all_ids: bool = True
) -> tuple[Example, ...]:
    """Return the examples of a file; report facts and rules they name that do not exist.

    *all_ids* says whether the ids are right: without a ruleset line nobody can know them.
    """
    titles: dict[str, t.ExampleDecl] = {}
    for example in written:
        first = titles.setdefault(example.title, example)
        if first is not example:
            scope.report(messages.names.duplicate_example(_title(example), example.title, _title(first)))
    return tuple(_Example(scope, rule_ids, all_ids).read(example) for example in written)


def _title(example: t.ExampleDecl) -> Span:
    """The first line of *example*, which holds its title."""
    line = example.span.text.partition("\n")[0]
    return Span(example.span.source, example.span.start, example.span.start + len(line))


class _Example:
    """Reads one example: each fact once, one expectation a rule."""

    def __init__(self, scope: Scope, rule_ids: Sequence[str], all_ids: bool) -> None:
        self.scope, self.rule_ids, self.all_ids = scope, rule_ids, all_ids
        self.given: dict[str, tuple[t.Name, Given]] = {}
        self.expected: dict[str, t.Expectation] = {}

    def read(self, written: t.ExampleDecl) -> Example:
        for name, value in written.given:
            self._fact(name, value)
        for expectation in written.expect:
            self._expectation(expectation)
        return Example(
            written.title,
            tuple((key, value) for key, (_, value) in self.given.items()),
            tuple((rule_id, expectation.status) for rule_id, expectation in self.expected.items()),
            written.as_of.value if written.as_of else None,
            span=written.span,
        )

    def _fact(self, name: t.Name, value: t.Value) -> None:
        declared = self.scope.find(name)
        given = to_given(value, self.scope)
        if declared is None:
            self.scope.report_unknown(name)
        elif declared.kind != "indicator":
            self.scope.report(messages.structure.fact_of_what(name.span, declared.kind))
        elif declared.key in self.given:
            self.scope.report(messages.structure.example_fact_twice(name.span, self.given[declared.key][0].span))
        else:
            self.given[declared.key] = name, given

    def _expectation(self, written: t.Expectation) -> None:
        rule_id = self._rule_named(written.path)
        if rule_id is None:
            return
        first = self.expected.setdefault(rule_id, written)
        if first is not written:
            self.scope.report(messages.structure.example_expects_twice(written.span, rule_id, first.span))

    def _rule_named(self, path: t.Path) -> str | None:
        found = rules_named(str(path), self.rule_ids)
        if len(found) == 1:
            return found[0]
        if found:
            self.scope.report(messages.names.ambiguous_name(path.span, found))
        elif self.all_ids and not self.scope.is_lost("rule", path.names[-1].text):
            last = [rule_id.rpartition(".")[2] for rule_id in self.rule_ids]
            known = self.rule_ids if len(path.names) > 1 else last
            self.scope.report(messages.names.unknown_rule(path.span, nearest(str(path), known)))
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
