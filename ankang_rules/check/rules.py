"""Groups and rules; what a rule takes from a library."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from attrs import evolve, frozen

from ankang_rules.check import clauses, messages
from ankang_rules.check.expressions import Expressions
from ankang_rules.check.imports import Module, near_dotted
from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Exception_, Group, Level, Rule
from ankang_rules.diagnostics import nearest
from ankang_rules.model import types as ty
from ankang_rules.model.names import fold
from ankang_rules.source import Bilingual, Span
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.lost import Lost, names_of

T = TypeVar("T")


@frozen
class Found:
    """The groups and rules of a file that are right, and the *ids* of all its rules, right or wrong."""

    groups: tuple[Group, ...]
    rules: tuple[Rule, ...]
    ids: tuple[str, ...]


def to_rules(module: Module, libraries: list[Module], expressions: Expressions, prefix: str) -> Found:
    """Return the groups and rules of *module*; ids begin with *prefix*."""
    return _Rules(module, libraries, expressions, prefix).run()


class _Rules:
    """Goes through a file from top to bottom: a rule belongs to the last group above it."""

    def __init__(self, module: Module, libraries: list[Module], expressions: Expressions, prefix: str) -> None:
        self.module = module
        self.libraries = {fold(library.name): library for library in libraries}
        self.expressions, self.scope, self.prefix = expressions, expressions.scope, prefix
        self.groups: dict[str, Group] = {}
        self.rules: dict[str, Rule] = {}
        self.places: dict[str, Span] = {}
        self.seen: dict[str, tuple[Span, Group | None]] = {}
        """By id, where a rule of that id stands first, right or wrong, and in which group."""

    def run(self) -> Found:
        group: Group | None = None
        for declaration in self.module.declarations():
            if isinstance(declaration, Lost):
                group = self._lost(declaration) if declaration.keyword == "GROUP" else group
            elif isinstance(declaration, t.GroupDecl):
                group = self._group(declaration)
            elif isinstance(declaration, t.RuleDecl):
                self._rule(declaration, group)
        return Found(tuple(self.groups.values()), tuple(self.rules.values()), tuple(self.seen))

    def _lost(self, written: Lost) -> Group:
        """The group of a line that could not be read: the rules below it are not in the group above."""
        name = written.names[-1] if written.names else f"line {written.start}"
        return Group(name, fold(name))

    def _group(self, written: t.GroupDecl) -> Group:
        clauses.report_repeated(written.clauses, self.scope)
        clause = clauses.of_kind(written.clauses, "clause")
        level = self._level(written.clauses)
        group = Group(
            written.name.text,
            written.name.key,
            written.labels.text,
            written.any_of,
            cast(str, clause[0].value) if clause else None,
            self._about(level, lambda: clauses.when(written.clauses, self.expressions)),
            clauses.in_force(written.clauses, self.scope),
            span=written.span,
            for_each=level.key if level else None,
        )
        first = self.groups.setdefault(group.key, group)
        if first is not group:
            self.scope.report(
                messages.names.duplicate_group(written.name.span, written.name.text, self.places[first.key])
            )
        self.places.setdefault(group.key, written.name.span)
        return group

    def _level(self, written: tuple[t.Clause, ...]) -> Level | None:
        """The level that ``for each`` names."""
        found = clauses.of_kind(written, "for each")
        if not found:
            return None
        name, levels = cast(t.Name, found[0].value), self.scope.levels
        level = levels.named(name)
        if level is None and name.key not in levels.lost:
            known = [one.singular for one in levels.by_key.values()]
            self.scope.report(messages.children.unknown_level(name.span, name.text, known))
        return level

    def _level_of(self, written: t.RuleDecl, group: Group | None) -> Level | None:
        """The level whose units a rule is about: its own, or that of its group."""
        own = self._level(written.clauses)
        of_group = self.scope.levels.by_key.get(group.for_each or "") if group else None
        if own and of_group and own is not of_group:
            place = clauses.of_kind(written.clauses, "for each")[0].span
            self.scope.report(messages.children.another_for_each(place, own.singular, of_group.singular))
        return own or of_group

    def _about(self, level: Level | None, read: Callable[[], T]) -> T:
        return self.expressions.about((level,), read) if level else read()

    def _rule(self, written: t.RuleDecl, group: Group | None) -> None:
        rule_id = ".".join(part for part in (self.prefix, group.key if group else "", written.name.key) if part)
        clauses.report_repeated(written.clauses, self.scope, several=("except when", "must", "should"))
        whole = self._with_base(written, (self.module,))
        first, _ = self.seen.setdefault(rule_id, (written.name.span, group))
        if first is not written.name.span and self.seen[rule_id][1] is group:
            self.scope.report(messages.names.duplicate_rule(written.name.span, rule_id, first))
        rule = self._checked(whole, rule_id, group) if whole is not None else None
        if rule is not None:
            self.rules.setdefault(rule_id, rule)

    # What a library gives

    def _with_base(self, written: t.RuleDecl, way: tuple[Module, ...]) -> t.RuleDecl | None:
        """The rule with what it takes from a library; its own clauses stand instead of those of the library's rule.

        The library's rule may itself be taken from another; *way* are the files come through, the last its own.
        """
        if written.as_in is None:
            return written
        library = self._library(written.as_in, way)
        found = library and self._library_rule(written, written.as_in, library)
        base = found and library and self._with_base(found, (*way, library))
        if not base:
            return None
        own = {_kind(clause) for clause in written.clauses}
        taken = tuple(clause for clause in base.clauses if _kind(clause) not in own)
        labels = evolve(written.labels, zh=written.labels.zh or base.labels.zh, en=written.labels.en or base.labels.en)
        return evolve(written, clauses=(*written.clauses, *taken), labels=labels)

    def _library(self, path: t.Path, way: tuple[Module, ...]) -> Module | None:
        name = fold(str(path))
        library = self.libraries.get(name)
        if name == fold(way[-1].name):
            self.scope.report(messages.imports.as_in_itself(path.span))
        elif library is None:
            if not self.scope.incomplete:
                known = near_dotted(str(path), (m.name for m in self.libraries.values()))
                self.scope.report(messages.imports.as_in_unknown(path.span, str(path), known))
        elif library.tier is not None:
            self.scope.report(messages.imports.as_in_ruleset(path.span, library.tier))
        elif library not in way:
            return library
        return None

    def _library_rule(self, written: t.RuleDecl, path: t.Path, library: Module) -> t.RuleDecl | None:
        rules = {d.name.key: d for d in library.parsed.file.declarations if isinstance(d, t.RuleDecl)}
        found = rules.get(written.name.key)
        if found is None and written.name.key not in map(fold, names_of(library.lost, "RULE")):
            close = nearest(written.name.text, (d.name.text for d in rules.values()))
            self.scope.report(messages.imports.as_in_no_rule(written.name.span, written.name.text, str(path), close))
        return found

    # A rule by itself

    def _checked(self, written: t.RuleDecl, rule_id: str, group: Group | None) -> Rule | None:
        conditions = [c for c in written.clauses if c.kind in ("must", "should")]
        if not conditions:
            self.scope.report(messages.structure.no_condition(written.name.span, written.name.text))
        for second in conditions[1:]:
            self.scope.report(messages.structure.two_conditions(second.span, conditions[0].span))
        level = self._level_of(written, group)
        checked = self._about(level, lambda: [self.expressions.condition(cast(t.Expr, c.value)) for c in conditions])
        when = self._about(level, lambda: clauses.when(written.clauses, self.expressions))
        exceptions = self._about(level, lambda: self._exceptions(written))
        due = self._about(level, lambda: self._due(written))
        if not checked or checked[0] is None:
            return None
        values: dict[str, Any] = {c.kind: c.value for c in reversed(written.clauses)}
        return Rule(
            rule_id,
            written.name.text,
            checked[0],
            cast(Any, conditions[0].kind),
            group.key if group else None,
            written.labels.text,
            when,
            exceptions,
            due,
            values.get("points"),
            values.get("clause"),
            values.get("fix", Bilingual()),
            values.get("evidence", Bilingual()),
            clauses.in_force(written.clauses, self.scope),
            span=written.span,
            for_each=level.key if level else None,
        )

    def _due(self, written: t.RuleDecl) -> n.Node | None:
        found = _of_kind(written, "due")
        wrong = messages.operands.wrong_due
        return self.expressions.value(cast(t.Expr, found[0].value), ty.Date(), wrong) if found else None

    def _exceptions(self, written: t.RuleDecl) -> tuple[Exception_, ...]:
        found = []
        for clause in _of_kind(written, "except when"):
            when, condition = (self.expressions.condition(e) for e in cast(tuple[t.Expr, t.Expr], clause.value))
            if when is not None and condition is not None:
                found.append(Exception_(when, condition))
        return tuple(found)


def _of_kind(written: t.RuleDecl, kind: str) -> list[t.Clause]:
    return clauses.of_kind(written.clauses, kind)


def _kind(clause: t.Clause) -> str:
    """The kind of *clause* for replacing one by another: a rule has one condition, ``must`` or ``should``."""
    return "must" if clause.kind == "should" else clause.kind
