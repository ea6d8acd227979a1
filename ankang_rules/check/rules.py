"""Groups and rules; what a rule takes from a library."""

from __future__ import annotations

from typing import Any, cast

from attrs import evolve

from ankang_rules.check import clauses, messages
from ankang_rules.check.expressions import Expressions
from ankang_rules.check.imports import Module
from ankang_rules.core.ruleset import Exception_, Group, Rule
from ankang_rules.diagnostics import nearest
from ankang_rules.model import types as ty
from ankang_rules.model.names import fold
from ankang_rules.source import Bilingual
from ankang_rules.syntax import tree as t


def to_rules(
    module: Module, libraries: list[Module], expressions: Expressions, prefix: str
) -> tuple[tuple[Group, ...], tuple[Rule, ...]]:
    """Return the groups and rules of *module*, whose ids begin with *prefix*."""
    return _Rules(libraries, expressions, prefix).run(module)


class _Rules:
    """Goes through a file from top to bottom: a rule belongs to the last group above it."""

    def __init__(self, libraries: list[Module], expressions: Expressions, prefix: str) -> None:
        self.libraries = {fold(library.name): library for library in libraries}
        self.expressions, self.scope, self.prefix = expressions, expressions.scope, prefix
        self.groups: dict[str, Group] = {}
        self.rules: dict[str, Rule] = {}

    def run(self, module: Module) -> tuple[tuple[Group, ...], tuple[Rule, ...]]:
        group: Group | None = None
        for declaration in module.parsed.file.declarations:
            if isinstance(declaration, t.GroupDecl):
                group = self._group(declaration)
            elif isinstance(declaration, t.RuleDecl):
                self._rule(declaration, group)
        return tuple(self.groups.values()), tuple(self.rules.values())

    def _group(self, written: t.GroupDecl) -> Group:
        clauses.report_repeated(written.clauses, self.scope)
        clause = clauses.of_kind(written.clauses, "clause")
        group = Group(
            written.name.text,
            written.name.key,
            written.labels.text,
            written.any_of,
            cast(str, clause[0].value) if clause else None,
            clauses.when(written.clauses, self.expressions),
            clauses.in_force(written.clauses, self.scope),
            span=written.span,
        )
        first = self.groups.get(group.key)
        if first is not None and first.span is not None:
            self.scope.report(messages.names.duplicate_name(written.name.span, written.name.text, first.span))
        return self.groups.setdefault(group.key, group)

    def _rule(self, written: t.RuleDecl, group: Group | None) -> None:
        rule_id = ".".join(part for part in (self.prefix, group.key if group else "", written.name.key) if part)
        clauses.report_repeated(written.clauses, self.scope, several=("except when", "must", "should"))
        whole = self._with_base(written)
        first = self.rules.get(rule_id)
        if first is not None and first.span is not None:
            self.scope.report(messages.names.duplicate_rule(written.name.span, rule_id, first.span))
        rule = self._checked(whole, rule_id, group) if whole is not None else None
        if rule is not None:
            self.rules.setdefault(rule_id, rule)

    # What a library gives

    def _with_base(self, written: t.RuleDecl) -> t.RuleDecl | None:
        """The rule with what it takes from a library; its own clauses stand instead of those of the library's rule."""
        if written.as_in is None:
            return written
        base = self._library_rule(written, written.as_in)
        if base is None:
            return None
        own = {_kind(clause) for clause in written.clauses}
        taken = tuple(clause for clause in base.clauses if _kind(clause) not in own)
        labels = evolve(written.labels, zh=written.labels.zh or base.labels.zh, en=written.labels.en or base.labels.en)
        return evolve(written, clauses=(*written.clauses, *taken), labels=labels)

    def _library_rule(self, written: t.RuleDecl, path: t.Path) -> t.RuleDecl | None:
        library = self.libraries.get(fold(str(path)))
        if library is None:
            known = nearest(str(path), (m.name for m in self.libraries.values()))
            self.scope.report(messages.imports.as_in_unknown(path.span, str(path), known))
            return None
        rules = {d.name.key: d for d in library.parsed.file.declarations if isinstance(d, t.RuleDecl)}
        found = rules.get(written.name.key)
        if found is None:
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
        checked = [self.expressions.condition(cast(t.Expr, c.value)) for c in conditions]
        when = clauses.when(written.clauses, self.expressions)
        exceptions = self._exceptions(written)
        due = self._due(written)
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
        )

    def _due(self, written: t.RuleDecl) -> Any:
        days = [self.expressions.value(cast(t.Expr, c.value), ty.Date()) for c in _of_kind(written, "due")]
        return days[0] if days else None

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
