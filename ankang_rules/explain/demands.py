"""A ruleset as what it demands: a readable catalogue, the same content for every form it is printed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from itertools import groupby

from attrs import frozen

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import (
    ALWAYS,
    Award,
    Definition,
    Group,
    Indicator,
    InForce,
    Level,
    Parameter,
    Rule,
    RulesetCore,
)
from ankang_rules.explain import terms as say
from ankang_rules.explain.amounts import amount, number
from ankang_rules.explain.catalogue import joined
from ankang_rules.explain.kinds import kind_text
from ankang_rules.explain.reads import Reads
from ankang_rules.explain.sentences import lines, meaning_of, sentence
from ankang_rules.explain.words import Words
from ankang_rules.model import types as ty
from ankang_rules.model.exact import shown_text
from ankang_rules.source import Bilingual, Language


@frozen
class Field:
    """What an entry says under one title: lines, each with how deep it stands in a list."""

    title: str
    lines: tuple[tuple[int, str], ...]


@frozen
class Entry:
    """A rule, an indicator, a parameter …: its *title*, a *note* that identifies it, and its fields."""

    title: str
    note: str
    fields: tuple[Field, ...]


@frozen
class Section:
    """Entries under a clause; *title* is empty where the source names none."""

    title: str
    entries: tuple[Entry, ...]


@frozen
class Part:
    """A group of rules, or all parameters, definitions or indicators."""

    title: str
    fields: tuple[Field, ...]
    sections: tuple[Section, ...]


@frozen
class Demands:
    """Everything a ruleset demands, in one language."""

    title: str
    fields: tuple[Field, ...]
    parts: tuple[Part, ...]


def demands(core: RulesetCore, lang: Language) -> Demands:
    """Return what *core* demands, in *lang*."""
    return _Describing(core, lang).whole()


class _Describing:
    def __init__(self, core: RulesetCore, lang: Language) -> None:
        self.core, self.lang = core, lang
        self.words, self.reads = Words(core, lang), Reads(core)
        self.clauses = {section.clause: section.labels(lang) for section in core.sections}

    def whole(self) -> Demands:
        core = self.core
        title = say.titled(core.labels(self.lang) or core.name, core.name)(self.lang)
        contents = say.contents(len(core.rules), len(core.groups), len(core.indicators))(self.lang)
        fields = [
            *self._text(say.tier, core.tier),
            *self._text(say.source, core.source),
            *self._covering(core.in_force, core.when),
            *self._text(say.holds, contents),
        ]
        return Demands(title, tuple(fields), tuple(part for part in self._parts() if part.sections))

    def _parts(self) -> Iterator[Part]:
        core, lang = self.core, self.lang
        loose = [rule for rule in core.rules if rule.group is None]
        yield Part((say.no_group if core.groups else say.rules)(lang), (), self._by_clause(loose))
        yield from (self._group(group) for group in core.groups)
        yield self._listed(say.levels, (self._level(level) for level in core.levels))
        yield self._listed(say.awards, (self._award(award) for award in core.awards))
        yield self._listed(say.parameters, (self._parameter(parameter) for parameter in core.parameters))
        yield self._listed(say.definitions, (self._definition(definition) for definition in core.definitions))
        yield self._listed(say.indicators, (self._indicator(indicator) for indicator in core.indicators))

    def _listed(self, title: Bilingual, entries: Iterable[Entry]) -> Part:
        found = tuple(entries)
        return Part(title(self.lang), (), (Section("", found),) if found else ())

    # Rules

    def _group(self, group: Group) -> Part:
        title = "  ".join(filter(None, (group.labels(self.lang) or group.name, group.clause)))
        fields = [
            *self._text(say.needs, say.any_of(self.lang) if group.any_of else ""),
            *self._for_each(group.for_each),
            *self._covering(group.in_force, group.when),
        ]
        inside = [rule for rule in self.core.rules if rule.group == group.key]
        return Part(title, tuple(fields), self._by_clause(inside))

    def _by_clause(self, rules: list[Rule]) -> tuple[Section, ...]:
        sections = groupby(rules, key=lambda rule: rule.clause if rule.clause in self.clauses else None)
        return tuple(Section(self._clause(clause), tuple(map(self._rule, inside))) for clause, inside in sections)

    def _clause(self, clause: str | None) -> str:
        return "" if clause is None else f"{clause}  {self.clauses[clause]}"

    def _rule(self, rule: Rule) -> Entry:
        clause = None if rule.clause in self.clauses else rule.clause  # the section's title says it already
        note = "  ".join(filter(None, (clause, rule.id)))
        return Entry(rule.labels(self.lang) or rule.name, note, tuple(self._about(rule)))

    def _about(self, rule: Rule) -> Iterator[Field]:
        force = say.must if rule.force == "must" else say.should
        yield self._condition(force, rule.condition)
        if rule.force == "should":
            yield from self._text(say.note, say.advice(self.lang))
        if not any(group.key == rule.group and group.for_each for group in self.core.groups):
            yield from self._for_each(rule.for_each)
        yield from self._covering(rule.in_force, rule.when)
        for exception in rule.exceptions:
            when, instead = (sentence(node, self.words).inline() for node in (exception.when, exception.condition))
            yield from self._text(say.except_when, say.exception(when, instead)(self.lang))
        if rule.due is not None:
            yield from self._text(say.due, self._value(rule.due))
        for key in self.reads.definitions(rule):
            yield from self._text(say.where, self._equation(self.reads.definition[key]))
        for key in self.reads.parameters(rule):
            parameter = self.reads.parameter[key]
            yield from self._text(say.parameter, f"{self.words.name(key)} = {self._dated(parameter)}")
        if rule.points is not None:
            yield from self._text(say.points, shown_text(rule.points))
        yield from self._text(say.evidence, rule.evidence(self.lang))
        yield from self._text(say.fix, rule.fix(self.lang))

    def _for_each(self, key: str | None) -> Iterator[Field]:
        level = self.core.level(key)
        if level is not None:
            text = say.each_of(self.words.name(level.key), level.singular)
            yield from self._text(say.asked_of, text(self.lang))

    def _covering(self, in_force: InForce, when: n.Node | None) -> Iterator[Field]:
        if when is not None:
            yield self._condition(say.when, when)
        if in_force != ALWAYS:
            yield from self._text(say.in_force, say.period(in_force.start, in_force.end)(self.lang))

    def _condition(self, title: Bilingual, node: n.Node) -> Field:
        return Field(title(self.lang), tuple(lines(sentence(node, self.words))))

    def _text(self, title: Bilingual, text: str | None) -> Iterator[Field]:
        if text:
            yield Field(title(self.lang), ((0, text),))

    def _value(self, node: n.Node) -> str:
        return amount(node.value, node.type, self.lang) if isinstance(node, n.Constant) else self.words.phrase(node)

    # Units below

    def _level(self, level: Level) -> Entry:
        title = self.words.name(level.key)
        judged = say.titled(level.core.labels(self.lang) or level.core.name, level.core.name)
        asked = [rule.id for rule in self.core.rules if rule.for_each == level.key]
        fields = [
            *self._text(say.one_of_them, level.singular),
            *self._text(say.judged_by, judged(self.lang)),
            *self._text(say.below, self.words.name(level.parent) if level.parent else ""),
            *self._text(say.register, self.words.name(level.register) if level.register else ""),
            *self._text(say.recorded, self.words.name(level.recorded) if level.recorded else ""),
            *self._text(say.asked_for_each, joined(asked, self.lang)),
        ]
        return Entry(title, level.name if level.name != title else "", tuple(fields))

    # What rules speak of

    def _award(self, award: Award) -> Entry:
        needs = say.all_pass
        if award.score is not None:
            operator, bound = award.score
            shown = number(bound, ty.Share(), self.lang) if award.score_is_share else shown_text(bound)
            needs = say.all_pass_and_score(operator, shown)
        return Entry(award.labels(self.lang), "", tuple(self._text(say.needs, needs(self.lang))))

    def _named(self, thing: Indicator | Parameter | Definition, fields: Iterable[Field]) -> Entry:
        title = self.words.name(thing.key)
        return Entry(title, thing.name if thing.name != title else "", tuple(fields))

    def _parameter(self, parameter: Parameter) -> Entry:
        fields = [
            *self._text(say.kind, kind_text(parameter.type, self.lang)),
            *self._text(say.value, self._dated(parameter)),
            *self._readers(parameter.key),
        ]
        return self._named(parameter, fields)

    def _dated(self, parameter: Parameter) -> str:
        shown = []
        for dated in parameter.values:
            if dated.value is None:
                shown.append(say.repealed_from(dated.start)(self.lang))
            else:
                shown.append(say.value_from(amount(dated.value, parameter.type, self.lang), dated.start)(self.lang))
        return ("；" if self.lang == "zh" else "; ").join(shown)

    def _definition(self, definition: Definition) -> Entry:
        if definition.type == ty.YesNo():
            meaning = self._condition(say.value, definition.expression)
        else:
            (meaning,) = self._text(say.value, meaning_of(definition.expression, self.words))
        return self._named(definition, [meaning, *self._readers(definition.key)])

    def _equation(self, definition: Definition) -> str:
        return f"{self.words.name(definition.key)} = {meaning_of(definition.expression, self.words)}"

    def _indicator(self, indicator: Indicator) -> Entry:
        fields = [
            *self._text(say.kind, kind_text(indicator.type, self.lang)),
            *self._text(say.expected, self._expected(indicator)),
            *self._text(say.changes, self._changes(indicator)),
            *self._text(say.collected, indicator.collected_from(self.lang)),
            *self._readers(indicator.key),
        ]
        return self._named(indicator, fields)

    def _changes(self, indicator: Indicator) -> str:
        if indicator.fixed:
            return say.is_fixed(self.lang)
        return "" if indicator.effort == 1 else say.takes_effort(shown_text(indicator.effort))(self.lang)

    def _expected(self, indicator: Indicator) -> str:
        if indicator.expected is None:
            return ""
        kind = indicator.type.of if isinstance(indicator.type, ty.Monthly) else indicator.type
        low, high = (_bound(bound, kind, self.lang) for bound in indicator.expected)
        return say.a_range(low, high)(self.lang)

    def _readers(self, key: str) -> Iterator[Field]:
        readers = [rule.id for rule in self.core.rules if key in self.reads.of(rule)]
        counted = [self.words.name(level.key) for level in self.core.levels if level.register == key]
        readers += [say.total_of(name)(self.lang) for name in counted]
        yield from self._text(say.read_by, joined(readers, self.lang) or say.not_read(self.lang))


def _bound(bound: Fraction | date, kind: ty.Type, lang: Language) -> str:
    return bound.isoformat() if isinstance(bound, date) else number(bound, kind, lang)
