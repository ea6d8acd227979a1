"""A parsed file and its imports to a checked ruleset."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TypeVar, cast

from attrs import evolve, field, frozen

from ankang_rules.check import bounds, clauses, messages
from ankang_rules.check.declarations import (
    declare_choices,
    declare_indicators,
    declare_parameters,
    declare_units,
)
from ankang_rules.check.definitions import declare_definitions
from ankang_rules.check.examples import to_examples
from ankang_rules.check.expressions import expressions
from ankang_rules.check.imports import Imports, Module
from ankang_rules.check.rules import to_rules
from ankang_rules.check.scope import Scope
from ankang_rules.core.ruleset import Award, Definition, Example, Group, Rule, RulesetCore, Section
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.model.names import fold
from ankang_rules.model.units import UnitWord
from ankang_rules.source import Bilingual, Source
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.parser import Parsed

D = TypeVar("D", bound=t.Declaration)


@frozen
class Checked:
    """The core of a file, or None where it does not hold together, and everything there is to say about it."""

    core: RulesetCore | None
    diagnostics: tuple[Diagnostic, ...] = field(default=(), eq=False)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(d for d in self.diagnostics if d.severity == "error")


def check(source: Source, parsed: Parsed, folder: Any = None) -> Checked:
    """Return the core of *parsed* with every problem found; *folder* is where its relative imports are looked for."""
    module = Module(source, parsed, folder)
    imports = Imports()
    modules = [*imports.of(module, source.name), module]
    checker = _Checker(module, modules)
    core = checker.run()
    diagnostics = _sorted([*parsed.diagnostics, *imports.diagnostics, *checker.scope.diagnostics], source)
    failed = any(d.severity == "error" for d in diagnostics)
    warnings = tuple(d for d in diagnostics if d.severity == "warning")
    return Checked(None if failed or core is None else evolve(core, warnings=warnings), diagnostics)


def _sorted(diagnostics: Iterable[Diagnostic], source: Source) -> tuple[Diagnostic, ...]:
    def place(d: Diagnostic) -> tuple[bool, str, int]:
        return (
            d.span is not None and d.span.source != source,
            d.span.source.name if d.span else "",
            d.span.start if d.span else 0,
        )

    unique = {(d.code, d.span, d.text): d for d in diagnostics}
    return tuple(sorted(unique.values(), key=place))


class _Checker:
    """Goes through the declarations kind by kind: what names need first, first."""

    def __init__(self, module: Module, modules: list[Module]) -> None:
        self.module, self.modules = module, modules
        self.scope = Scope()
        self.expressions = expressions(self.scope)

    def run(self) -> RulesetCore | None:
        declare_units(self._all(t.UnitDecl), self.scope)
        declare_choices(self._all(t.ChoicesDecl), self.scope)
        declare_indicators(self._all(t.IndicatorDecl), self.scope, self.expressions)
        declare_parameters(self._all(t.ParameterDecl), self.scope, self.expressions)
        definitions = declare_definitions(self._all(t.DefineDecl), self.expressions)
        head = self._head()
        prefix = head.path.names[-1].key if head else "ruleset"
        groups, rules = to_rules(self.module, self.modules[:-1], self.expressions, prefix)
        examples = to_examples(self._own(t.ExampleDecl), self.scope, [rule.id for rule in rules])
        if head is None:
            return None
        core = self._ruleset(head, definitions, groups, rules, examples)
        self.scope.diagnostics += bounds.check(core)
        self._warn_of_early_parameters(core)
        return core

    def _all(self, kind: type[D]) -> Iterator[D]:
        """Yield the declarations of *kind*, those of imports first."""
        for module in self.modules:
            yield from (d for d in module.parsed.file.declarations if isinstance(d, kind))

    def _own(self, kind: type[D]) -> list[D]:
        return [d for d in self.module.parsed.file.declarations if isinstance(d, kind)]

    def _head(self) -> t.RulesetDecl | None:
        heads = self._own(t.RulesetDecl)
        if not heads:
            if not any(d.code == "R104" for d in self.module.parsed.diagnostics):
                self.scope.report(messages.structure.no_ruleset(None, self.module.source.name))
            return None
        for second in heads[1:]:
            self.scope.report(messages.structure.second_ruleset(second.span, heads[0].span))
        clauses.report_repeated(heads[0].clauses, self.scope)
        return heads[0]

    def _ruleset(
        self,
        head: t.RulesetDecl,
        definitions: tuple[Definition, ...],
        groups: tuple[Group, ...],
        rules: tuple[Rule, ...],
        examples: tuple[Example, ...],
    ) -> RulesetCore:
        values: dict[str, Any] = {c.kind: c.value for c in head.clauses}
        sections = tuple(Section(s.clause, s.labels.text) for s in values.get("sections", ()))
        scope = self.scope
        return RulesetCore(
            name=str(head.path),
            labels=head.labels.text,
            tier=values["tier"].text if "tier" in values else None,
            source=values.get("source"),
            sections=sections,
            in_force=clauses.in_force(head.clauses, scope),
            when=clauses.when(head.clauses, self.expressions),
            indicators=tuple(scope.indicators.values()),
            parameters=tuple(scope.parameters.values()),
            definitions=definitions,
            choices=tuple({choices.name: choices for choices in scope.choices.values()}.values()),
            units=tuple(_with_spelling(spelling, word) for spelling, word in scope.units.items()),
            groups=groups,
            rules=rules,
            awards=self._awards(),
            examples=examples,
            aliases=tuple((spelling, thing.key) for spelling, thing in scope.names.items()),
            origin=self.module.source.name,
            digest=self._digest(),
        )

    def _awards(self) -> tuple[Award, ...]:
        found = []
        for written in self._own(t.AwardDecl):
            labels = written.labels.text
            text = Bilingual(zh=labels.zh or written.title, en=labels.en or written.title)
            score = written.score
            if score is None:
                found.append(Award(text))
            else:
                number = cast("t.Number | t.Percent", score[1])
                found.append(Award(text, (score[0], number.value), isinstance(number, t.Percent)))
        return tuple(found)

    def _digest(self) -> str:
        """A digest of the texts of the file and everything it imports."""
        whole = hashlib.sha256()
        for module in self.modules:
            whole.update(hashlib.sha256(module.source.text.encode("utf-8", "surrogatepass")).digest())
        return whole.hexdigest()

    def _warn_of_early_parameters(self, core: RulesetCore) -> None:
        start = core.in_force.start
        for parameter in core.parameters:
            starts = [v.start or date.min for v in parameter.values if v.value is not None]
            if start and starts and min(starts) > start and parameter.span:
                self.scope.report(
                    messages.structure.parameter_before_first(parameter.span, parameter.name, min(starts), start)
                )


def _with_spelling(spelling: str, word: UnitWord) -> UnitWord:
    return word if fold(word.name) == spelling else UnitWord(spelling, word.unit, word.scale, word.labels)
