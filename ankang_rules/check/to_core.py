"""A parsed file and its imports to a checked ruleset."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Any, TypeVar

from attrs import define, evolve, field, frozen

from ankang_rules.check import bounds, clauses, early, messages, overlap
from ankang_rules.check.awards import to_awards
from ankang_rules.check.children import declare_children
from ankang_rules.check.declarations import declare_choices, declare_indicators, declare_parameters
from ankang_rules.check.definitions import declare_definitions
from ankang_rules.check.examples import to_examples
from ankang_rules.check.expressions import expressions
from ankang_rules.check.imports import Imports, Module
from ankang_rules.check.rules import Found, to_rules
from ankang_rules.check.scope import Scope
from ankang_rules.check.units import declare_units
from ankang_rules.core.ruleset import Definition, Example, RulesetCore, Section
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.model.names import fold
from ankang_rules.model.units import UnitWord
from ankang_rules.source import Source, Span
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.lost import Lost
from ankang_rules.syntax.parser import Parsed

D = TypeVar("D", bound=t.Declaration)


@frozen
class Checked:
    """The core of a file, or None where it does not hold together, and everything there is to say about it."""

    core: RulesetCore | None
    diagnostics: tuple[Diagnostic, ...] = field(default=(), eq=False)
    module: Module | None = field(default=None, eq=False, repr=False)
    """The file as it was read; None where it could not be."""

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(d for d in self.diagnostics if d.severity == "error")


def check(source: Source, parsed: Parsed, folder: Any = None) -> Checked:
    """Return the core of *parsed* with every problem found; *folder* is where its relative imports are looked for."""
    return _check(Module(source, parsed, folder), (), _Done())


@define
class _Done:
    """What one call has checked and read so far, by the keys of the files."""

    checked: dict[str, Checked] = field(factory=dict)
    read: dict[str, Module] = field(factory=dict)


def _check(module: Module, way: tuple[str, ...], done: _Done) -> Checked:
    """Check *module*, where it is not *done* yet: a file that judges the units of many levels is checked once.

    *way* are the keys of the files whose units are above those it judges.
    """
    if module.source.name not in done.checked:
        done.checked[module.source.name] = _checked(module, way, done)
    return done.checked[module.source.name]


def _checked(module: Module, way: tuple[str, ...], done: _Done) -> Checked:
    source, parsed = module.source, module.parsed
    imports = Imports(done.read)
    modules = [*imports.of(module, source.name), module]
    scope = Scope(incomplete=imports.incomplete)
    core = _Checker(module, modules, scope, (*way, source.name), done).run()
    read = (_parted(diagnostic, scope) for diagnostic in parsed.diagnostics)
    checked = _independent(scope.diagnostics, parsed.diagnostics)
    diagnostics = _sorted([*read, *imports.diagnostics, *checked], source)
    failed = any(d.severity == "error" for d in diagnostics)
    warnings = tuple(d for d in diagnostics if d.severity == "warning")
    return Checked(None if failed or core is None else evolve(core, warnings=warnings), diagnostics, module)


def _independent(found: Iterable[Diagnostic], read: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield what was *found* but where it is about text that was *read* only by guessing what was meant."""
    guessed = sorted((d.span for d in read if d.span), key=lambda span: span.start)
    starts = [span.start for span in guessed]
    furthest = [0, *accumulate((span.end for span in guessed), max)]

    def is_guessed(span: Span) -> bool:
        same = bool(guessed) and span.source == guessed[0].source
        return same and furthest[bisect_left(starts, span.end)] > span.start

    for diagnostic in found:
        spans = (diagnostic.span, *(note.span for note in diagnostic.notes))
        if not any(span and is_guessed(span) for span in spans):
            yield diagnostic


def _parted(diagnostic: Diagnostic, scope: Scope) -> Diagnostic:
    """Say of text that does not fit how it parts into words, now that the names are known."""
    if diagnostic.code not in ("R104", "R110") or diagnostic.span is None:
        return diagnostic
    parted = scope.part(diagnostic.span.text)
    return messages.names.run_together(diagnostic.span, parted) if parted else diagnostic


MOST_FINDINGS = 500


def _sorted(diagnostics: Iterable[Diagnostic], source: Source) -> tuple[Diagnostic, ...]:
    def place(d: Diagnostic) -> tuple[bool, str, int]:
        return (
            d.span is not None and d.span.source != source,
            d.span.source.name if d.span else "",
            d.span.start if d.span else 0,
        )

    unique = {(d.code, d.span, d.text): d for d in diagnostics}
    in_order = sorted(unique.values(), key=place)
    left = len(in_order) - MOST_FINDINGS
    if left <= 0 or all(d.severity == "warning" for d in in_order):
        return tuple(in_order)
    return (*in_order[:MOST_FINDINGS], messages.structure.more_problems(source, left))


class _Checker:
    """Goes through the declarations kind by kind: what names need first, first."""

    def __init__(self, module: Module, modules: list[Module], scope: Scope, way: tuple[str, ...], done: _Done) -> None:
        self.module, self.modules, self.scope, self.way, self.done = module, modules, scope, way, done
        self.expressions = expressions(scope)
        self.expressions.tier = module.tier or ""

    def run(self) -> RulesetCore | None:
        self.scope.lose(lost for module in self.modules for lost in module.lost)
        declare_units(self._all(t.UnitDecl), self.scope)
        declare_choices(self._all(t.ChoicesDecl), self.scope)
        declare_indicators(self._all(t.IndicatorDecl), self.scope, self.expressions)
        declare_parameters(self._all(t.ParameterDecl), self.scope, self.expressions)
        self._report_levels_of_libraries()
        defined = frozenset(fold(text) for d in self._all(t.DefineDecl) for text in _spellings(d))
        self.scope.levels = declare_children(
            self._own(t.ChildrenDecl), self.scope, self.module, self._load, self.way, Imports(self.done.read), defined
        )
        definitions = declare_definitions(self._all(t.DefineDecl), self.expressions)
        head = self._head()
        prefix = head.path.names[-1].key if head else "ruleset"
        found = to_rules(self.module, self.modules[:-1], self.expressions, prefix)
        examples = to_examples(
            self._own(t.ExampleDecl), self.scope, found.ids, self.module.folder, all_ids=head is not None
        )
        if head is None:
            return None
        core = self._ruleset(head, definitions, found, examples)
        for problems in (bounds.check(core), overlap.check(core), early.check(core, self.scope.places)):
            self.scope.diagnostics += problems
        return core

    def _load(self, module: Module, way: tuple[str, ...]) -> Checked:
        return _check(module, way, self.done)

    def _report_levels_of_libraries(self) -> None:
        for module in self.modules:
            declarations = module.parsed.file.declarations
            if module.tier is None and any(isinstance(d, t.RulesetDecl) for d in declarations):
                levels = (d for d in declarations if isinstance(d, t.ChildrenDecl))
                self.scope.diagnostics += [messages.children.in_library(level.span) for level in levels]

    def _all(self, kind: type[D]) -> Iterator[D]:
        """Yield the declarations of *kind*, those of imports first."""
        for module in self.modules:
            yield from (d for d in module.parsed.file.declarations if isinstance(d, kind))

    def _own(self, kind: type[D]) -> list[D]:
        return [d for d in self.module.parsed.file.declarations if isinstance(d, kind)]

    def _head(self) -> t.RulesetDecl | None:
        heads = self._own(t.RulesetDecl)
        if not heads:
            if not self._head_is_lost():
                self.scope.report(messages.structure.no_ruleset(None, self.module.source.name))
            return None
        for second in heads[1:]:
            self.scope.report(messages.structure.second_ruleset(second.span, heads[0].span))
        clauses.report_repeated(heads[0].clauses, self.scope)
        return heads[0]

    def _head_is_lost(self) -> bool:
        """Whether the line could not be read: as it is, or because its keyword is not recognised."""
        declarations = self.module.declarations()
        first = min((d.start if isinstance(d, Lost) else d.span.start for d in declarations), default=None)
        before = (d for d in self.module.parsed.diagnostics if d.span and (first is None or d.span.start < first))
        unread = any(d.code == "R104" for d in before) or any(d.code == "R116" for d in self.module.parsed.diagnostics)
        return unread or any(lost.keyword == "RULESET" for lost in self.module.lost)

    def _ruleset(
        self,
        head: t.RulesetDecl,
        definitions: tuple[Definition, ...],
        found: Found,
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
            groups=found.groups,
            rules=found.rules,
            awards=to_awards(self._own(t.AwardDecl), found.rules, scope, all_rules=self._all_rules(found)),
            examples=examples,
            levels=tuple(scope.levels.by_key.values()),
            aliases=tuple((spelling, thing.key) for spelling, thing in scope.names.items()),
            origin=self.module.source.name,
            digest=self._digest(),
        )

    def _all_rules(self, found: Found) -> bool:
        """Whether every rule of the file could be read and is right."""
        return len(found.rules) == len(found.ids) and not any(lost.keyword == "RULE" for lost in self.module.lost)

    def _digest(self) -> str:
        """A digest of the texts of the file and everything it imports, whatever ends their lines."""
        whole = hashlib.sha256()
        for module in self.modules:
            text = module.source.text.replace("\r\n", "\n").replace("\r", "\n")
            whole.update(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
        return whole.hexdigest()


def _with_spelling(spelling: str, word: UnitWord) -> UnitWord:
    return word if fold(word.name) == spelling else UnitWord(spelling, word.unit, word.scale, word.labels)


def _spellings(definition: t.DefineDecl) -> list[str]:
    return [definition.name.text, *(text for text, _ in definition.labels.places)]
