"""A parsed file and its imports to a checked ruleset."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar, cast

from attrs import evolve, field, frozen

from ankang_rules.check import bounds, messages
from ankang_rules.check.examples import to_examples
from ankang_rules.check.expressions import Expressions
from ankang_rules.check.imports import Imports, Module
from ankang_rules.check.scope import Declared, Scope
from ankang_rules.check.types import to_members, to_type
from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import (
    ALWAYS,
    Award,
    Definition,
    Exception_,
    Group,
    Indicator,
    InForce,
    Parameter,
    Rule,
    RulesetCore,
    Section,
)
from ankang_rules.diagnostics import Diagnostic, nearest
from ankang_rules.model import types as ty
from ankang_rules.model.names import fold
from ankang_rules.model.units import Unit, UnitWord
from ankang_rules.source import Bilingual, Source
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.parser import Parsed, children

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


def _clauses(written: tuple[t.Clause, ...], kind: str) -> list[t.Clause]:
    return [clause for clause in written if clause.kind == kind]


class _Checker:
    """Goes through the declarations kind by kind: what names need first, first."""

    def __init__(self, module: Module, modules: list[Module]) -> None:
        self.module, self.modules = module, modules
        self.scope = Scope()
        self.expressions = Expressions(self.scope)

    def run(self) -> RulesetCore | None:
        self._units()
        self._choices()
        self._indicators()
        self._parameters()
        definitions = self._definitions()
        head = self._head()
        groups, rules = self._rules(head)
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

    # What names need first

    def _units(self) -> None:
        for written in self._all(t.UnitDecl):
            scale, unit = Fraction(1), None
            if written.value is not None:
                base = self.scope.unit(written.value.unit) if written.value.unit else None
                if written.value.unit is None:
                    self.scope.report(messages.unit_needs_other(written.span))
                if base is None:
                    continue
                scale, unit = written.value.value * base.scale, base.unit
            self._declare_unit(written, scale, unit)

    def _declare_unit(self, written: t.UnitDecl, scale: Fraction, unit: Any) -> None:
        unit = unit or Unit((written.name.text,))
        word = UnitWord(written.name.text, unit, scale, written.labels.text)
        for text, span in ((written.name.text, written.name.span), *written.labels.places):
            known = self.scope.units.get(fold(text))
            first = self.scope.unit_places.get(fold(text))
            if known is word:
                continue
            if first is not None or (known is not None and (known.unit, known.scale) != (unit, scale)):
                self.scope.report(messages.duplicate_name(span, text, first or span))
                continue
            self.scope.units[fold(text)] = word
            self.scope.unit_places[fold(text)] = span

    def _choices(self) -> None:
        for written in self._all(t.ChoicesDecl):
            members = to_members(written.members, self.scope)
            choices = ty.Choices(written.name.text, members, written.open, written.labels.text)
            for text, span in ((written.name.text, written.name.span), *written.labels.places):
                first = self.scope.choices_places.get(fold(text))
                if first is not None and self.scope.choices[fold(text)] is choices:
                    continue
                if first is not None:
                    self.scope.report(messages.duplicate_name(span, text, first))
                    continue
                self.scope.choices[fold(text)] = choices
                self.scope.choices_places[fold(text)] = span

    def _indicators(self) -> None:
        for written in self._all(t.IndicatorDecl):
            kind = to_type(written.type, self.scope)
            declared = Declared("indicator", written.name.text, written.name.key, kind, written.name.span)
            if not self.scope.declare(declared, written.name, written.labels) or kind is None:
                continue
            self.scope.indicators[declared.key] = self._indicator(written, kind)
            if isinstance(kind, ty.ListOf):
                self.scope.singulars.setdefault(fold(kind.singular), []).append(declared.key)

    def _indicator(self, written: t.IndicatorDecl, kind: ty.Type) -> Indicator:
        self._report_repeated(written.clauses)
        collected = _clauses(written.clauses, "collected")
        precision = written.type.precision
        return Indicator(
            written.name.text,
            written.name.key,
            kind,
            written.labels.text,
            written.labels.also,
            cast(Bilingual, collected[0].value) if collected else Bilingual(),
            self._expected(written, kind),
            precision.value if isinstance(precision, t.Number) else None,
            self._word(written.type),
            span=written.span,
        )

    def _word(self, written: t.TypeExpr) -> UnitWord | None:
        return self.scope.units.get(written.unit.key) if written.unit and not written.per else None

    def _expected(self, written: t.IndicatorDecl, kind: ty.Type) -> tuple[Fraction, Fraction] | None:
        clauses = _clauses(written.clauses, "expected")
        if not clauses:
            return None
        inner = kind.of if isinstance(kind, ty.Monthly) else kind
        if not ty.is_numeric(inner):
            self.scope.report(messages.range_of_what(clauses[0].span))
            return None
        low, high = (self.expressions.value(expr, inner) for expr in cast(tuple[t.Expr, t.Expr], clauses[0].value))
        if not isinstance(low, n.Constant) or not isinstance(high, n.Constant):
            return None
        found = cast(tuple[Fraction, Fraction], (low.value, high.value))
        if found[0] > found[1]:
            self.scope.report(messages.range_backwards(clauses[0].span))
        return found

    def _parameters(self) -> None:
        for written in self._all(t.ParameterDecl):
            kind, values = self._parameter_values(written)
            declared = Declared("parameter", written.name.text, written.name.key, kind, written.name.span)
            if self.scope.declare(declared, written.name, written.labels) and kind is not None:
                self.scope.parameters[declared.key] = Parameter(
                    written.name.text, written.name.key, kind, values, written.labels.text, span=written.span
                )

    def _parameter_values(self, written: t.ParameterDecl) -> tuple[ty.Type | None, tuple[n.Dated, ...]]:
        kind = to_type(written.type, self.scope) if written.type else None
        if written.type is not None and kind is None:
            return None, ()
        values: list[n.Dated] = []
        for dated in written.values:
            start = dated.start.value if dated.start else None
            if dated.value is None:
                values.append(n.Dated(None, start))
                continue
            value = self._constant(dated.value, kind)
            if value is None:
                return None, ()
            kind = kind or value.type
            values.append(n.Dated(value.value, start))
        if kind is None:
            self.scope.report(messages.repealed_without_value(written.span, written.name.text))
        return kind, tuple(values)

    def _constant(self, written: t.Expr, kind: ty.Type | None) -> n.Constant | None:
        """A value that stands by itself: a literal, a member, or a set in braces."""
        if isinstance(kind, ty.SetOf) and isinstance(written, t.Braces):
            found = self.expressions._members(written, kind.choices)
        else:
            found = self.expressions.value(written, kind)
        if found is None or isinstance(found, n.Constant):
            return found
        self.scope.report(messages.not_a_value(written.span))
        return None

    def _definitions(self) -> tuple[Definition, ...]:
        """Check definitions in an order in which each uses only those before it; report circles."""
        written = {d.name.key: d for d in self._all(t.DefineDecl)}
        needs = {key: _mentioned(d.expression) for key, d in written.items()}
        names = {fold(text): key for key, d in written.items() for text in _spellings(d)}
        done: dict[str, Definition | None] = {}
        for key in written:
            self._define(key, written, {k: {names[m] for m in v if m in names} for k, v in needs.items()}, done, ())
        return tuple(d for d in done.values() if d is not None)

    def _define(
        self,
        key: str,
        written: dict[str, t.DefineDecl],
        needs: dict[str, set[str]],
        done: dict[str, Definition | None],
        way: tuple[str, ...],
    ) -> None:
        if key in done:
            return
        declaration = written[key]
        if key in way or len(way) > MOST_DEFINITIONS:
            names = [written[k].name.text for k in (*way[way.index(key) if key in way else 0 :], key)]
            self.scope.report(messages.circle(declaration.name.span, names))
            done[key] = None
            self._declare_definition(declaration, None)
            return
        for other in sorted(needs[key], key=list(written).index):
            self._define(other, written, needs, done, (*way, key))
        if key in done:
            return
        expression = self.expressions.value(declaration.expression)
        free = self._declare_definition(declaration, expression.type if expression else None)
        name = declaration.name
        done[key] = (
            Definition(name.text, key, expression, declaration.labels.text, span=declaration.span)
            if expression is not None and free
            else None
        )

    def _declare_definition(self, written: t.DefineDecl, kind: ty.Type | None) -> bool:
        declared = Declared("definition", written.name.text, written.name.key, kind, written.name.span)
        return self.scope.declare(declared, written.name, written.labels)

    # The ruleset, its groups and rules

    def _head(self) -> t.RulesetDecl | None:
        heads = self._own(t.RulesetDecl)
        if not heads:
            if not any(d.code == "R104" for d in self.module.parsed.diagnostics):
                self.scope.report(messages.no_ruleset(None, self.module.source.name))
            return None
        for second in heads[1:]:
            self.scope.report(messages.second_ruleset(second.span, heads[0].span))
        self._report_repeated(heads[0].clauses)
        return heads[0]

    def _report_repeated(self, clauses: tuple[t.Clause, ...], *, several: tuple[str, ...] = ()) -> None:
        seen: dict[str, t.Clause] = {}
        for clause in clauses:
            first = seen.setdefault(clause.kind, clause)
            if first is not clause and clause.kind not in several:
                self.scope.report(messages.repeated_clause(clause.span, clause.kind, first.span))

    def _in_force(self, clauses: tuple[t.Clause, ...]) -> InForce:
        found = _clauses(clauses, "in force")
        if not found:
            return ALWAYS
        period = cast(t.InForce, found[0].value)
        start, end = (day.value if day else None for day in (period.start, period.end))
        if start and end and end < start:
            self.scope.report(messages.period_backwards(found[0].span))
        return InForce(start, end)

    def _when(self, clauses: tuple[t.Clause, ...]) -> n.Node | None:
        found = _clauses(clauses, "when")
        return self.expressions.condition(cast(t.Expr, found[0].value)) if found else None

    def _rules(self, head: t.RulesetDecl | None) -> tuple[tuple[Group, ...], tuple[Rule, ...]]:
        prefix = head.path.names[-1].key if head else "ruleset"
        groups: dict[str, Group] = {}
        rules: dict[str, Rule] = {}
        current: Group | None = None
        for declaration in self.module.parsed.file.declarations:
            if isinstance(declaration, t.GroupDecl):
                current = self._group(declaration, groups)
            elif isinstance(declaration, t.RuleDecl):
                self._rule(declaration, prefix, current, rules)
        return tuple(groups.values()), tuple(rules.values())

    def _group(self, written: t.GroupDecl, groups: dict[str, Group]) -> Group:
        self._report_repeated(written.clauses)
        clause = _clauses(written.clauses, "clause")
        group = Group(
            written.name.text,
            written.name.key,
            written.labels.text,
            written.any_of,
            cast(str, clause[0].value) if clause else None,
            self._when(written.clauses),
            self._in_force(written.clauses),
            span=written.span,
        )
        first = groups.get(group.key)
        if first is not None and first.span is not None:
            self.scope.report(messages.duplicate_name(written.name.span, written.name.text, first.span))
        return groups.setdefault(group.key, group)

    def _rule(self, written: t.RuleDecl, prefix: str, group: Group | None, rules: dict[str, Rule]) -> None:
        rule_id = ".".join(part for part in (prefix, group.key if group else "", written.name.key) if part)
        self._report_repeated(written.clauses, several=("except when", "must", "should"))
        whole = self._with_base(written)
        first = rules.get(rule_id)
        if first is not None and first.span is not None:
            self.scope.report(messages.duplicate_rule(written.name.span, rule_id, first.span))
        rule = self._checked_rule(whole, rule_id, group) if whole is not None else None
        if rule is not None:
            rules.setdefault(rule_id, rule)

    def _with_base(self, written: t.RuleDecl) -> t.RuleDecl | None:
        """The rule with what it takes from a library; its own clauses stand instead of those of the library's rule."""
        if written.as_in is None:
            return written
        base = self._library_rule(written, written.as_in)
        if base is None:
            return None
        own = {("must" if c.kind == "should" else c.kind) for c in written.clauses}
        taken = tuple(c for c in base.clauses if ("must" if c.kind == "should" else c.kind) not in own)
        labels = evolve(written.labels, zh=written.labels.zh or base.labels.zh, en=written.labels.en or base.labels.en)
        return evolve(written, clauses=(*written.clauses, *taken), labels=labels)

    def _library_rule(self, written: t.RuleDecl, path: t.Path) -> t.RuleDecl | None:
        libraries = {fold(m.name): m for m in self.modules[:-1]}
        library = libraries.get(fold(str(path)))
        if library is None:
            known = nearest(str(path), (m.name for m in libraries.values()))
            self.scope.report(messages.as_in_unknown(path.span, str(path), known))
            return None
        known_rules = {d.name.key: d for d in library.parsed.file.declarations if isinstance(d, t.RuleDecl)}
        found = known_rules.get(written.name.key)
        if found is None:
            close = nearest(written.name.text, (d.name.text for d in known_rules.values()))
            self.scope.report(messages.as_in_no_rule(written.name.span, written.name.text, str(path), close))
        return found

    def _checked_rule(self, written: t.RuleDecl, rule_id: str, group: Group | None) -> Rule | None:
        conditions = [c for c in written.clauses if c.kind in ("must", "should")]
        if not conditions:
            self.scope.report(messages.no_condition(written.name.span, written.name.text))
        for second in conditions[1:]:
            self.scope.report(messages.two_conditions(second.span, conditions[0].span))
        checked = [self.expressions.condition(cast(t.Expr, c.value)) for c in conditions]
        when = self._when(written.clauses)
        exceptions = self._exceptions(written.clauses)
        due = [self.expressions.value(cast(t.Expr, c.value), ty.Date()) for c in _clauses(written.clauses, "due")]
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
            due[0] if due else None,
            values.get("points"),
            values.get("clause"),
            values.get("fix", Bilingual()),
            values.get("evidence", Bilingual()),
            self._in_force(written.clauses),
            span=written.span,
        )

    def _exceptions(self, clauses: tuple[t.Clause, ...]) -> tuple[Exception_, ...]:
        found = []
        for clause in _clauses(clauses, "except when"):
            when, condition = (self.expressions.condition(e) for e in cast(tuple[t.Expr, t.Expr], clause.value))
            if when is not None and condition is not None:
                found.append(Exception_(when, condition))
        return tuple(found)

    # The whole

    def _ruleset(
        self,
        head: t.RulesetDecl,
        definitions: tuple[Definition, ...],
        groups: tuple[Group, ...],
        rules: tuple[Rule, ...],
        examples: Any,
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
            in_force=self._in_force(head.clauses),
            when=self._when(head.clauses),
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
                self.scope.report(messages.parameter_before_first(parameter.span, parameter.name, min(starts), start))


MOST_DEFINITIONS = 50
"""How many definitions may stand upon one another."""


def _with_spelling(spelling: str, word: UnitWord) -> UnitWord:
    return word if fold(word.name) == spelling else UnitWord(spelling, word.unit, word.scale, word.labels)


def _spellings(written: t.DefineDecl) -> list[str]:
    return [written.name.text, *(text for text, _ in written.labels.places)]


def _mentioned(expression: t.Expr) -> set[str]:
    """The keys of all names in *expression*."""
    found, stack = set(), cast(list[t.Node], [expression])
    while stack:
        node = stack.pop()
        if isinstance(node, t.Reference):
            found.add(node.name.key)
        stack.extend(children(node))
    return found
