"""Examples: facts as given, statuses as expected."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ankang_rules.check import messages
from ankang_rules.check.example_units import Place, UnitsReader
from ankang_rules.check.example_values import fact
from ankang_rules.check.imports import is_there
from ankang_rules.check.scope import Scope
from ankang_rules.core.lookup import rules_named
from ankang_rules.core.ruleset import Example, FactsFile
from ankang_rules.diagnostics import nearest
from ankang_rules.model.given import Given
from ankang_rules.source import Span
from ankang_rules.syntax import tree as t


def to_examples(
    written: list[t.ExampleDecl], scope: Scope, rule_ids: Sequence[str], folder: Any, *, all_ids: bool = True
) -> tuple[Example, ...]:
    """Return the examples of a file in *folder*; report facts, units and rules they name that do not exist.

    *all_ids* says whether the ids are right: without a ruleset line nobody can know them.
    """
    titles: dict[str, t.ExampleDecl] = {}
    for example in written:
        first = titles.setdefault(example.title, example)
        if first is not example:
            scope.report(messages.names.duplicate_example(_title(example), example.title, _title(first)))
    return tuple(_Example(scope, rule_ids, folder, all_ids).read(example) for example in written)


def _title(example: t.ExampleDecl) -> Span:
    """The first line of *example*, which holds its title."""
    line = example.span.text.partition("\n")[0]
    return Span(example.span.source, example.span.start, example.span.start + len(line))


class _Example:
    """Reads one example: each fact and each level once, one expectation a rule."""

    def __init__(self, scope: Scope, rule_ids: Sequence[str], folder: Any, all_ids: bool) -> None:
        self.scope, self.rule_ids, self.folder, self.all_ids = scope, rule_ids, folder, all_ids
        self.units, self.place = UnitsReader(scope), Place.root(scope)
        self.first: dict[str, t.Name] = {}
        self.given: dict[str, Given] = {}
        self.children: dict[str, Given] = {}
        self.expected: dict[str, t.Expectation] = {}

    def read(self, written: t.ExampleDecl) -> Example:
        for name, value in written.given:
            self._given(name, value)
        for expectation in written.expect:
            self._expectation(expectation)
        return Example(
            written.title,
            tuple(self.given.items()),
            tuple((rule_id, expectation.status) for rule_id, expectation in self.expected.items()),
            written.as_of.value if written.as_of else None,
            tuple(self.children.items()),
            self._file(written.files),
            span=written.span,
        )

    def _given(self, name: t.Name, value: t.Value) -> None:
        declared = self.scope.find(name)
        if declared is None and self.units.is_level(name):
            level = self.units.given(name, value, self.place)
            if level and self._is_first(level[0], name):
                self.children[level[0]] = level[1]
            return
        if declared is None:
            if name.key not in self.scope.levels.lost:
                self.scope.report_unknown(name, [level.name for level in self.place.levels])
        elif declared.kind != "indicator":
            self.scope.report(messages.structure.fact_of_what(name.span, declared.kind))
        elif self._is_first(declared.key, name):
            self.given[declared.key] = fact(value, declared.type, self.scope)

    def _is_first(self, key: str, name: t.Name) -> bool:
        first = self.first.setdefault(key, name)
        if first is not name:
            self.scope.report(messages.structure.example_fact_twice(name.span, first.span))
        return first is name

    def _file(self, files: Sequence[t.String]) -> FactsFile | None:
        if len(files) > 1:
            self.scope.report(messages.structure.example_fact_twice(files[1].span, files[0].span))
        if not files:
            return None
        file = files[0]
        if self.folder is None:
            self.scope.report(messages.examples.file_without_folder(file.span, file.value))
            return None
        place = self.folder.joinpath(file.value)
        if not is_there(place, folders=True):
            self.scope.report(messages.examples.no_such_file(file.span, file.value))
            return None
        return FactsFile(file.value, str(place.absolute() if isinstance(place, Path) else place))

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
