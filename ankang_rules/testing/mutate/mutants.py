"""A ruleset → its mutants, in the order in which what is changed stands in it."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Indicator, Rule, RulesetCore
from ankang_rules.model import types as ty
from ankang_rules.model.outcome import Value
from ankang_rules.source import Bilingual
from ankang_rules.testing.mutate.changes import Kind, changes, last_place, moved
from ankang_rules.testing.mutate.reach import Reach
from ankang_rules.testing.mutate.same import Indicators
from ankang_rules.testing.spelling import Spelling

_NOTHING = Bilingual()
_ANY_OF, _ALL_OF = Bilingual("任一满足", "any of"), Bilingual("全部满足", "all of")


@frozen(eq=False)
class Mutant:
    """One change to a ruleset, *before* and *after*; *what* is the id of its rule, or the name of what else it is in.

    Either a *rule* takes the place of the one with its id, or is dropped; or the whole ruleset is another *core*, in
    which the rules in *reach* may end otherwise.
    """

    kind: Kind
    what: str
    before: Bilingual
    after: Bilingual
    rule: Rule | None = None
    core: RulesetCore | None = None
    reach: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """What tells the change from every other, whatever the layout of the file."""
        return f"{self.what} | {self.kind} | {self.before('en')} → {self.after('en') or '–'}"


def mutants(core: RulesetCore, only: str | None = None) -> Iterator[Mutant]:
    """Yield the mutants of *core*, or those of the rule with the id *only*."""
    spelling = Spelling(core)
    indicators = _indicators(core)
    for rule in core.rules:
        if only in (None, rule.id):
            yield from _of_rule(rule, spelling, indicators)
    if only is None:
        reach = Reach(core)
        yield from _of_coverings(core, spelling, indicators, reach)
        yield from _of_definitions(core, spelling, indicators, reach)
        yield from _of_parameters(core, spelling, reach)


def _labelled(rule: Rule) -> Bilingual:
    return Bilingual(rule.labels.zh, rule.name)


def _indicators(core: RulesetCore) -> Indicators:
    """The indicators of the units below, too, of which rules may speak."""
    found: dict[str, Indicator] = {}
    for ruleset in (core, *(level.core for level in core.levels)):
        for indicator in ruleset.indicators:
            found.setdefault(indicator.key, indicator)
    return found


def _of_rule(rule: Rule, spelling: Spelling, indicators: Indicators) -> Iterator[Mutant]:
    yield Mutant("rule", rule.id, _labelled(rule), _NOTHING)
    for kind, before, after, changed in _pieces(rule, indicators):
        yield Mutant(kind, rule.id, spelling.of(before), spelling.of(after), changed)


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
        if isinstance(rule.due, n.Constant):
            for day in moved(rule.due.value, last_place(rule.due.value, rule.due.type)):
                after = evolve(rule.due, value=day, written="")
                yield "due", rule.due, after, evolve(rule, due=after)


def _of_coverings(core: RulesetCore, spelling: Spelling, indicators: Indicators, reach: Reach) -> Iterator[Mutant]:
    """The ``when`` of the ruleset, and of groups; and how many rules of a group are enough."""
    if core.when is not None:
        for kind, before, after in _whens(core.when, indicators):
            changed = evolve(core, when=after[1])
            yield Mutant(kind, core.name, spelling.of(before), spelling.of(after[0]), None, changed, reach.of_all())
    for i, group in enumerate(core.groups):
        ids = reach.of_group(group.key)
        if group.when is not None:
            for kind, before, after in _whens(group.when, indicators):
                groups = (*core.groups[:i], evolve(group, when=after[1]), *core.groups[i + 1 :])
                changed = evolve(core, groups=groups)
                yield Mutant(kind, group.name, spelling.of(before), spelling.of(after[0]), None, changed, ids)
        if len([rule for rule in core.rules if rule.id in ids and rule.force == "must"]) > 1:
            groups = (*core.groups[:i], evolve(group, any_of=not group.any_of), *core.groups[i + 1 :])
            words = (_ANY_OF, _ALL_OF) if group.any_of else (_ALL_OF, _ANY_OF)
            yield Mutant("quantifier", group.name, *words, None, evolve(core, groups=groups), ids)


def _whens(when: n.Node, indicators: Indicators) -> Iterator[tuple[Kind, n.Node, tuple[n.Node | None, n.Node | None]]]:
    yield "when", when, (None, None)
    for change in changes(when, indicators):
        yield change.kind, change.before, (change.after, change.whole)


def _of_definitions(core: RulesetCore, spelling: Spelling, indicators: Indicators, reach: Reach) -> Iterator[Mutant]:
    for i, definition in enumerate(core.definitions):
        ids = reach.of(definition.key)
        for change in changes(definition.expression, indicators):
            changed = evolve(definition, expression=change.whole)
            other = evolve(core, definitions=(*core.definitions[:i], changed, *core.definitions[i + 1 :]))
            before, after = spelling.of(change.before), spelling.of(change.after)
            yield Mutant(change.kind, definition.name, before, after, None, other, ids)


def _of_parameters(core: RulesetCore, spelling: Spelling, reach: Reach) -> Iterator[Mutant]:
    for i, parameter in enumerate(core.parameters):
        ids = reach.of(parameter.key)
        for j, dated in enumerate(parameter.values):
            if dated.value is None:
                continue
            for value in _other_values(dated.value, parameter.type):
                values = (*parameter.values[:j], evolve(dated, value=value), *parameter.values[j + 1 :])
                changed = evolve(parameter, values=values)
                other = evolve(core, parameters=(*core.parameters[:i], changed, *core.parameters[i + 1 :]))
                before, after = (spelling.value(it, parameter.type) for it in (dated.value, value))
                yield Mutant("threshold", parameter.name, before, after, None, other, ids)


def _other_values(value: Value, kind: ty.Type) -> Iterator[Value]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(kind, ty.OneOf):
        yield from (member.key for member in kind.choices.members if member.key != value)
    else:
        yield from moved(value, last_place(value, kind))
