"""A ruleset → its mutants, in the order in which what is changed stands in it."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from ankang_rules.core import nodes as n
from ankang_rules.core.print import show, show_value
from ankang_rules.core.ruleset import Rule, RulesetCore
from ankang_rules.model import types as ty
from ankang_rules.testing.mutate.changes import Indicators, Kind, changes, last_place, moved


@frozen(eq=False)
class Mutant:
    """One change to a ruleset, *before* and *after*; *what* is the id of its rule, or the definition or parameter.

    Either a *rule* takes the place of the one with its id, or is dropped; or the whole ruleset is another *core*.
    """

    kind: Kind
    what: str
    before: str
    after: str
    rule: Rule | None = None
    core: RulesetCore | None = None

    @property
    def key(self) -> str:
        """What tells the change from every other, whatever the layout of the file."""
        return f"{self.what} | {self.kind} | {self.before} → {self.after or '–'}"


def mutants(core: RulesetCore, only: str | None = None) -> Iterator[Mutant]:
    """Yield the mutants of *core*, or those of the rule with the id *only*."""
    spellings = {one.key: one.name for one in core.indicators}
    spellings |= {one.key: one.name for one in core.parameters} | {one.key: one.name for one in core.definitions}
    indicators = {indicator.key: indicator for indicator in core.indicators}
    for rule in core.rules:
        if only in (None, rule.id):
            yield from _of_rule(rule, spellings, indicators)
    if only is None:
        yield from _of_definitions(core, spellings, indicators)
        yield from _of_parameters(core)


def _of_rule(rule: Rule, names: dict[str, str], indicators: Indicators) -> Iterator[Mutant]:
    yield Mutant("rule", rule.id, rule.name, "")
    for kind, before, after, changed in _pieces(rule, indicators):
        yield Mutant(kind, rule.id, show(before, names), show(after, names) if after else "", changed)


def _pieces(rule: Rule, indicators: Indicators) -> Iterator[tuple[Kind, n.Node, n.Node | None, Rule]]:
    yes = n.Constant(value=True, type=ty.YesNo())
    yield "condition", rule.condition, None, evolve(rule, condition=yes)
    if isinstance(rule.condition, n.Fact | n.Includes | n.IsEmpty | n.IsRecorded):
        opposite = n.Not(operand=rule.condition)
        yield "condition", rule.condition, opposite, evolve(rule, condition=opposite)
    for change in changes(rule.condition, indicators):
        yield change.kind, change.before, change.after, evolve(rule, condition=change.whole)
    if rule.when is not None:
        yield "when", rule.when, None, evolve(rule, when=None)
        for change in changes(rule.when, indicators):
            yield change.kind, change.before, change.after, evolve(rule, when=change.whole)
    for i, exception in enumerate(rule.exceptions):
        others = rule.exceptions[:i], rule.exceptions[i + 1 :]
        yield "exception", exception.when, None, evolve(rule, exceptions=others[0] + others[1])
        for part in ("when", "condition"):
            for change in changes(getattr(exception, part), indicators):
                changed = (*others[0], evolve(exception, **{part: change.whole}), *others[1])
                yield change.kind, change.before, change.after, evolve(rule, exceptions=changed)
    if rule.due is not None:
        yield "due", rule.due, None, evolve(rule, due=None)


def _of_definitions(core: RulesetCore, names: dict[str, str], indicators: Indicators) -> Iterator[Mutant]:
    for i, definition in enumerate(core.definitions):
        for change in changes(definition.expression, indicators):
            changed = evolve(definition, expression=change.whole)
            other = evolve(core, definitions=(*core.definitions[:i], changed, *core.definitions[i + 1 :]))
            before, after = show(change.before, names), show(change.after, names)
            yield Mutant(change.kind, definition.name, before, after, core=other)


def _of_parameters(core: RulesetCore) -> Iterator[Mutant]:
    for i, parameter in enumerate(core.parameters):
        for j, dated in enumerate(parameter.values):
            if dated.value is None:
                continue
            for value in moved(dated.value, last_place(dated.value, parameter.type)):
                values = (*parameter.values[:j], evolve(dated, value=value), *parameter.values[j + 1 :])
                changed = evolve(parameter, values=values)
                other = evolve(core, parameters=(*core.parameters[:i], changed, *core.parameters[i + 1 :]))
                before, after = show_value(dated.value, parameter.type), show_value(value, parameter.type)
                yield Mutant("threshold", parameter.name, before, after, core=other)
