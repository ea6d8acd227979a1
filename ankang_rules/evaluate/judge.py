"""From facts to a judgement: each rule in its order of questions, then groups, then the ruleset."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import cast

from attrs import evolve, frozen

from ankang_rules.core import nodes as n
from ankang_rules.core.kept import kept
from ankang_rules.core.print import show
from ankang_rules.core.ruleset import Group, Parameter, Rule, RulesetCore
from ankang_rules.evaluate import messages
from ankang_rules.evaluate.reference import Asked, Evaluator, Scope, compared
from ankang_rules.evaluate.results import AwardResult, Bar, Case, GroupResult, Judgement, RuleResult, Score
from ankang_rules.evaluate.trace import Trace, Tracer
from ankang_rules.evaluate.units import NOBODY, Below, Unit, below, listed
from ankang_rules.evaluate.vacuous import is_vacuous
from ankang_rules.facts.facts import Facts, Outcomes
from ankang_rules.facts.places import Place
from ankang_rules.model.outcome import (
    NO,
    YES,
    Bounds,
    Known,
    Outcome,
    Reason,
    ReasonKind,
    Unknown,
    conjunction,
    reasons_of,
)
from ankang_rules.model.status import Status, all_of, any_of
from ankang_rules.model.types import Type

AskedOf = Callable[[RulesetCore], Asked]
"""What is asked of each ruleset of a tree."""


def judge(
    core: RulesetCore,
    facts: Facts,
    asked: Asked,
    judged: Callable[[], object] | None = None,
    only: Collection[str] | None = None,
) -> Judgement:
    """Return the judgement of *core* on *facts*, and below it that of each unit by the ruleset of its level.

    *judged* is called after each unit. With *only*, no more is decided than the rules with these ids, and of the units
    below no more than they look at. Never raises on facts that were read for this core.
    """
    return _tree(core, facts, asked_below(core, asked), [], judged, only)


def judge_at(place: Place, facts: Facts, asked: AskedOf) -> Judgement:
    """Return the judgement on a unit that stands at *place* in a tree, and on those below it."""
    outer = [(ruleset, level) for ruleset, level in place.around if level is not None]
    return _tree(place.core, facts, asked, outer, None)


def judge_unit(
    core: RulesetCore, facts: Facts, asked: Asked, children: Mapping[str, tuple[Judgement, ...]]
) -> Judgement:
    """Return the judgement of one unit, those below it being judged already."""
    return _unit(core, facts, asked_below(core, asked), children)


def asked_below(core: RulesetCore, asked: Asked) -> AskedOf:
    """Return what is asked of the rulesets of a tree, where *core* judges the whole and is *asked* this."""
    types = {parameter.key: parameter.type for parameter in core.parameters}
    return lambda ruleset: _asked_of(ruleset, asked, types)


def _asked_of(core: RulesetCore, asked: Asked, types: Mapping[str, Type]) -> Asked:
    """What is asked of *core*: of the parameters that the caller set, those it has too, and with the same type."""
    if not asked.parameters:
        return asked
    own = {parameter.key: parameter.type for parameter in core.parameters}
    return evolve(asked, parameters={k: v for k, v in asked.parameters.items() if own.get(k) == types[k]})


def _tree(
    core: RulesetCore,
    facts: Facts,
    asked: AskedOf,
    outer: list[tuple[RulesetCore, str]],
    judged: Callable[[], object] | None,
    only: Collection[str] | None = None,
) -> Judgement:
    """Judge the units below, then the unit; *outer* are the rulesets of the units above, with the level it is on."""
    children: dict[str, tuple[Judgement, ...]] = {}
    below = None if only is None or _look_at_judgements(core, only) else ()
    for key, units in facts.children.items():
        meant = meant_at(key, core, outer)
        if meant is not None:
            children[key] = tuple(_tree(meant.core, unit, asked, meant.outer, judged, below) for unit in units)
    found = _unit(core, facts, asked, children, only)
    if judged is not None:
        judged()
    return found


@frozen
class Meant:
    """The ruleset that judges the units of a level, and the *outer* ones, each with the level it is on."""

    core: RulesetCore
    outer: list[tuple[RulesetCore, str]]


def meant_at(key: str, core: RulesetCore, outer: list[tuple[RulesetCore, str]]) -> Meant | None:
    """Return what judges the units of the level under *key* below one that *core* judges; None where nothing does."""
    around: list[tuple[RulesetCore, str | None]] = [*outer, (core, None)]
    found = [(ruleset, level) for ruleset, at in around if (level := ruleset.level(key)) and level.parent == at]
    return Meant(found[0][1].core, [(ruleset, key) for ruleset, _ in found]) if found else None


def _look_at_judgements(core: RulesetCore, only: Collection[str]) -> bool:
    """Whether any of the rules with these ids looks at how units below are judged, and not at their facts alone."""
    groups = {group.key: group for group in core.groups}
    expressions = [definition.expression for definition in core.definitions]
    for rule in (rule for rule in core.rules if rule.id in only):
        expressions += (*whens_of(core, groups.get(rule.group or ""), rule), *rule.expressions())
    nodes = (node for expression in expressions for node in n.walk(expression))
    return any(
        isinstance(node, n.Verdict)
        or (isinstance(node, n.Units) and node.judged)
        or (isinstance(node, n.DefinitionRef) and bool(node.rulesets))
        for node in nodes
    )


def _unit(
    core: RulesetCore,
    facts: Facts,
    asked: AskedOf,
    children: Mapping[str, tuple[Judgement, ...]],
    only: Collection[str] | None = None,
) -> Judgement:
    if only is not None and not only:
        return Judgement(core, facts, asked(core), Status.NOT_APPLICABLE, (), (), {}, children=children)
    judging = Judging(core, facts, asked(core), below(children, core, None, ()), asked)
    rules = tuple(judging.rule(rule) for rule in core.rules if only is None or rule.id in only)
    groups = groups_of(core, rules, judging.is_open)
    return Judgement(
        core,
        facts,
        judging.asked,
        _whole(rules, groups),
        rules,
        groups,
        judging.definitions,
        score_of(rules),
        awards_of(core, rules),
        facts.warnings,
        children,
    )


def judge_again(judgement: Judgement, facts: Facts) -> Judgement:
    """Return the judgement on *facts* of the same tree; units whose facts are the same objects keep theirs."""
    if facts is judgement.facts:
        return judgement
    return _unit(judgement.core, facts, asked_of_each(judgement), children_again(judgement, facts))


def asked_of_each(judgement: Judgement) -> AskedOf:
    """Return what was asked of the unit of *judgement*, and so of the rulesets of those below it."""
    types = {parameter.key: parameter.type for parameter in judgement.core.parameters}

    def asked(core: RulesetCore) -> Asked:
        return judgement.asked if core is judgement.core else _asked_of(core, judgement.asked, types)

    return asked


def children_again(
    judgement: Judgement, facts: Facts, *, only_facts: bool = False
) -> Mapping[str, tuple[Judgement, ...]]:
    """Return how the units below *judgement* are judged on *facts*, as :func:`judge_again` does.

    With *only_facts* those whose facts are others are not judged: for rules that ask for nothing but facts of them.
    """
    again = _unjudged if only_facts else judge_again
    return {
        key: tuple(
            unit if unit.facts is new else again(unit, new)
            for unit, new in zip(units, facts.children[key], strict=True)
        )
        for key, units in judgement.children.items()
    }


def _unjudged(judgement: Judgement, facts: Facts) -> Judgement:
    children = children_again(judgement, facts, only_facts=True)
    return Judgement(judgement.core, facts, judgement.asked, Status.UNKNOWN, (), (), {}, children=children)


class Judging:
    """Judges rules of *core* one at a time on *facts*; of one thread."""

    def __init__(
        self, core: RulesetCore, facts: Outcomes, asked: Asked, below: Below = NOBODY, of_others: AskedOf | None = None
    ) -> None:
        self.core, self.asked = core, asked
        self.asked_of = of_others or (lambda _: asked)
        """What is asked of the rulesets below."""
        self.tracer = Tracer()
        self.evaluator = Evaluator(core, facts, asked, self.tracer, below)
        self.scope = Scope()
        """Outside every unit below, or in the one that a rule is looked at for."""
        self.groups = {group.key: group for group in core.groups}
        self.needs = _needs(core)

    def _trace(self, node: n.Node) -> Trace:
        self.evaluator.value(node, self.scope)
        return self.tracer.take()

    @cached_property
    def definitions(self) -> Mapping[str, Trace]:
        """The traces of all definitions whose parameters have a value."""
        defined = [d for d in self.core.definitions if not self._without_value(self.needs.through(d.key))]
        inner, self.scope = self.scope, Scope()
        found = {d.key: self._trace(d.expression) for d in defined}
        self.scope = inner
        return found

    def is_defined(self, key: str) -> bool:
        """Whether every parameter that the definition under *key* reads has a value."""
        return not self._without_value(self.needs.through(key))

    def rule(self, rule: Rule) -> RuleResult:
        """Return how *rule* ends; one about each unit of a level, for each of them and by *all of* together."""
        group = self.groups.get(rule.group or "")
        bars = self.bars(rule)
        if bars:
            return RuleResult(rule, Status.NOT_APPLICABLE, bars=bars)
        whens = whens_about(self.core, group, rule)
        if rule.for_each is None:
            return self._under([(who, when) for who, when, _ in whens], rule, self._decided)
        inside = [(who, when) for who, when, of_unit in whens if of_unit]
        outside = [(who, when) for who, when, of_unit in whens if not of_unit]
        return self._under(outside, rule, lambda rule: self._for_each(rule, inside))

    def bars(self, rule: Rule) -> tuple[Bar, ...]:
        """Return why *rule* does not apply whatever the facts are; nothing where that depends on them."""
        group = self.groups.get(rule.group or "")
        return (*self._out_of_force(rule, group), *self._without_parameters(rule, group))

    def _under(self, whens: _Whens, rule: Rule, decided: Callable[[Rule], RuleResult]) -> RuleResult:
        """Return how *rule* ends: as *decided*, where all of *whens* hold."""
        traces = tuple(self._trace(when) for _, when in whens)
        applies = conjunction([trace.outcome for trace in traces])
        if applies == YES:
            return evolve(decided(rule), whens=traces) if traces else decided(rule)
        if applies == NO:
            barred = zip(whens, traces, strict=True)
            bars = tuple(Bar(messages.does_not_apply(who), it) for (who, _), it in barred if it.outcome == NO)
            return RuleResult(rule, Status.NOT_APPLICABLE, whens=traces, bars=bars)
        return RuleResult(rule, Status.UNKNOWN, whens=traces, reasons=reasons_of([applies]))

    def verdict(self, rules: tuple[RuleResult, ...]) -> Status:
        """Return how the ruleset as a whole ends, where its *rules* end so."""
        return _whole(rules, groups_of(self.core, rules, self.is_open))

    def is_open(self, level: str | None) -> bool:
        """Whether there may be more units of *level* than those listed."""
        return level is not None and bool(listed(self.evaluator.unit, [level], self.core).doubt)

    def _for_each(self, rule: Rule, whens: _Whens) -> RuleResult:
        level = self.core.level(rule.for_each)
        assert level is not None
        found = listed(self.evaluator.unit, [level.key], self.core)
        cases = tuple(Case(unit.path, self._for_unit(rule, whens, unit)) for unit in found.units)
        status = all_of([*(case.result.status for case in cases), *([Status.UNKNOWN] if found.doubt else [])])
        open_ = [Unknown(case.result.reasons) for case in cases]
        doubts = reasons_of([*open_, *found.doubt]) if status is Status.UNKNOWN else frozenset()
        passed = [case.result for case in cases if case.result.status is Status.PASS]
        vacuous = status is Status.PASS and all(result.vacuous for result in passed)
        nobody = () if cases or found.doubt else (Bar(messages.nobody(level.labels, level.name)),)
        return RuleResult(rule, status, reasons=doubts, cases=cases, vacuous=vacuous, bars=nobody)

    def _for_unit(self, rule: Rule, whens: _Whens, unit: Unit) -> RuleResult:
        self.scope = Scope(units=(unit,))
        result = self._under(whens, rule, self._decided)
        self.scope = Scope()
        return result

    def _out_of_force(self, rule: Rule, group: Group | None) -> Iterator[Bar]:
        for who, covering in zip(_WHO, (self.core, group, rule), strict=True):
            if covering is not None and not covering.in_force.covers(self.asked.as_of):
                yield Bar(messages.out_of_force(who, covering.in_force.start, covering.in_force.end))

    def _without_parameters(self, rule: Rule, group: Group | None) -> Iterator[Bar]:
        for parameter in self._without_value(self.needs.by_rule[rule.id]):
            dated = parameter.on(self.asked.as_of)
            if dated is not None and dated.start is not None:
                yield Bar(messages.repealed(parameter.labels, parameter.name, dated.start))
            else:
                starts = [value.start for value in parameter.values if value.start is not None]
                yield Bar(messages.no_value_yet(parameter.labels, parameter.name, min(starts, default=None)))

    def _without_value(self, read: Iterable[ReadParameter]) -> list[Parameter]:
        """The parameters that have no value, of those *read*."""
        lacking = (one.parameter for one in read if not self._is_set(one) and not self._has(one.parameter))
        return sorted(lacking, key=lambda parameter: parameter.key)

    def _is_set(self, read: ReadParameter) -> bool:
        asked = self.asked if read.core is self.core else self.asked_of(read.core)
        return read.parameter.key in asked.parameters

    def _has(self, parameter: Parameter) -> bool:
        dated = parameter.on(self.asked.as_of)
        return dated is not None and dated.value is not None

    # The condition, or an exception's

    def _by_condition(self, rule: Rule) -> RuleResult:
        if not rule.exceptions:
            return self._result(rule, self._trace(rule.condition), ())
        tests = tuple(self._trace(exception.when) for exception in rule.exceptions)
        held = [i for i, test in enumerate(tests) if test.outcome == YES]
        open_ = [i for i, test in enumerate(tests) if test.outcome not in (YES, NO)]
        if len(held) > 1:
            return self._conflict(rule, tests, held)
        if open_:
            return self._with_open_exception(rule, tests, held, open_)
        chosen = rule.exceptions[held[0]].condition if held else rule.condition
        return self._result(rule, self._trace(chosen), tests)

    def _result(self, rule: Rule, trace: Trace, tests: tuple[Trace, ...]) -> RuleResult:
        status = {YES: Status.PASS, NO: Status.FAIL}.get(cast(Known, trace.outcome), Status.UNKNOWN)
        return RuleResult(rule, status, trace, exceptions=tests, reasons=reasons_of([trace.outcome]))

    def _conflict(self, rule: Rule, tests: tuple[Trace, ...], held: list[int]) -> RuleResult:
        whens = sorted((rule.exceptions[i].when for i in held), key=show)
        reason = Reason(ReasonKind.CONFLICT, " / ".join(map(show, whens)), tuple(when.id for when in whens))
        return RuleResult(rule, Status.UNKNOWN, exceptions=tests, reasons=frozenset((reason,)))

    def _with_open_exception(
        self, rule: Rule, tests: tuple[Trace, ...], held: list[int], open_: list[int]
    ) -> RuleResult:
        """An exception in doubt leaves the rule unknown, unless there is only one and both conditions agree."""
        reasons = reasons_of([tests[i].outcome for i in open_])
        if held or len(open_) > 1:
            return RuleResult(rule, Status.UNKNOWN, exceptions=tests, reasons=reasons)
        base, other = self._trace(rule.condition), self._trace(rule.exceptions[open_[0]].condition)
        if isinstance(base.outcome, Known) and base.outcome == other.outcome:
            return evolve(self._result(rule, base, tests), agreeing=other)
        doubts = reasons | reasons_of([base.outcome, other.outcome])
        return RuleResult(rule, Status.UNKNOWN, base, exceptions=tests, reasons=doubts)

    # The day it is due

    def _decided(self, rule: Rule) -> RuleResult:
        result = self._by_condition(rule)
        if result.rule.due is not None:
            result = self._until_due(result, self._trace(result.rule.due).outcome)
        is_vacuous = result.status is Status.PASS and self._is_vacuous(result)
        return evolve(result, vacuous=True) if is_vacuous else result

    def _is_vacuous(self, result: RuleResult) -> bool:
        traces = [trace for trace in (result.condition, result.agreeing) if trace is not None]
        return bool(traces) and all(is_vacuous(trace, self.definitions) for trace in traces)

    def _until_due(self, result: RuleResult, due: Outcome) -> RuleResult:
        day = due.value if isinstance(due, Known) and isinstance(due.value, date) else None
        result = evolve(result, due=day)
        if result.status is not Status.FAIL:
            return result
        if day is None:
            return evolve(result, status=Status.UNKNOWN, reasons=reasons_of([due]))
        if self.asked.as_of is not None and self.asked.as_of < day:
            reason = Reason(ReasonKind.NOT_YET_DUE, day.isoformat())
            return evolve(result, status=Status.UNKNOWN, reasons=frozenset((reason,)))
        return result


_WHO: tuple[messages.Who, ...] = ("ruleset", "group", "rule")


_Whens = list[tuple[messages.Who, n.Node]]


def whens_about(core: RulesetCore, group: Group | None, rule: Rule) -> list[tuple[messages.Who, n.Node, bool]]:
    """Return the conditions under which *rule* applies, and whether each is about the unit that it is judged for."""
    about_unit = (False, group is not None and group.for_each is not None, rule.for_each is not None)
    coverings = zip(_WHO, (core, group, rule), about_unit, strict=True)
    return [(who, one.when, about) for who, one, about in coverings if one is not None and one.when is not None]


def whens_of(core: RulesetCore, group: Group | None, rule: Rule) -> list[n.Node]:
    """Return the conditions under which *rule* applies: of the ruleset, of its *group*, its own."""
    return [when for _, when, _ in whens_about(core, group, rule)]


@kept
def _needs(core: RulesetCore) -> _Needs:
    return _Needs(core)


@frozen
class ReadParameter:
    """A *parameter* that is read, and the ruleset that has it."""

    core: RulesetCore
    parameter: Parameter


class _Needs:
    """Which parameters an expression reads, through definitions too, those of the units below as well."""

    def __init__(self, core: RulesetCore) -> None:
        self._parameters = {parameter.key: ReadParameter(core, parameter) for parameter in core.parameters}
        self._below = {level.core.name: level.core for level in core.levels}
        self._through: dict[str, tuple[ReadParameter, ...]] = {}
        for definition in core.definitions:
            self._through[definition.key] = self._of([definition.expression])
        groups = {group.key: group for group in core.groups}
        self.by_rule = {
            rule.id: self._of([*whens_of(core, groups.get(rule.group or ""), rule), *rule.expressions()])
            for rule in core.rules
        }

    def through(self, key: str) -> tuple[ReadParameter, ...]:
        """The parameters that the definition under *key* reads."""
        return self._through[key]

    def _of(self, expressions: Iterable[n.Node]) -> tuple[ReadParameter, ...]:
        nodes = (node for expression in expressions for node in n.walk(expression))
        found = {(read.core.name, read.parameter.key): read for node in nodes for read in self._by(node)}
        return tuple(found.values())

    def _by(self, node: n.Node) -> Iterator[ReadParameter]:
        if isinstance(node, n.ParameterRef):
            yield self._parameters[node.key]
        elif isinstance(node, n.DefinitionRef):
            if node.of is None:
                yield from self.through(node.key)
            for ruleset in node.rulesets:
                yield from _needs(self._below[ruleset]).through(node.key)


# Folding


def groups_of(
    core: RulesetCore, rules: tuple[RuleResult, ...], is_open: Callable[[str | None], bool]
) -> tuple[GroupResult, ...]:
    """Fold *rules* into the groups; *is_open* says of a level whether there may be more units than are listed."""
    return tuple(_group(group, rules, is_open(group.for_each)) for group in core.groups)


def _group(group: Group, results: tuple[RuleResult, ...], is_open: bool) -> GroupResult:
    """Fold the rules of *group*; *is_open* where it is about units of which not all are listed."""
    inside = tuple(result for result in results if result.rule.group == group.key)
    decisive = [result for result in inside if result.rule.force == "must"]
    if inside and not decisive:
        return GroupResult(group, None, inside)
    if group.any_of:
        return GroupResult(group, _any_of_each(decisive, is_open) if group.for_each else _any(decisive), inside)
    return GroupResult(group, all_of([result.status for result in decisive]), inside)


def _any(results: Iterable[RuleResult]) -> Status:
    return any_of([result.status for result in results])


def _any_of_each(results: Sequence[RuleResult], is_open: bool) -> Status:
    """One rule is enough for each unit, and not the same for all: *any of* its rules, then *all of* the units."""
    by_unit: dict[tuple[str, ...], list[RuleResult]] = {}
    for result in results:
        for case in result.cases:
            by_unit.setdefault(case.unit, []).append(case.result)
    if not by_unit:
        return _any(results)
    return all_of([*map(_any, by_unit.values()), *([Status.UNKNOWN] if is_open else [])])


def _whole(results: tuple[RuleResult, ...], groups: tuple[GroupResult, ...]) -> Status:
    loose = [r.status for r in results if r.rule.group is None and r.rule.force == "must"]
    return all_of([*loose, *(group.status for group in groups if group.status is not None)])


def score_of(results: tuple[RuleResult, ...]) -> Score | None:
    """Return the points of *results*, None where no rule has any."""
    scored = [(result.status, result.rule.points) for result in results if result.rule.points is not None]
    if not scored:
        return None

    def total(*statuses: Status) -> Fraction:
        return sum((points for status, points in scored if status in statuses), Fraction(0))

    earned = total(Status.PASS)
    possible = total(Status.PASS, Status.FAIL, Status.UNKNOWN)
    return Score(earned, possible, total(Status.NOT_APPLICABLE), earned, earned + total(Status.UNKNOWN))


def awards_of(core: RulesetCore, rules: tuple[RuleResult, ...]) -> tuple[AwardResult, ...]:
    """Return what *rules* earn."""
    return tuple(AwardResult(award, _award(award.score, award.score_is_share, rules)) for award in core.awards)


def _award(score: tuple[str, Fraction] | None, is_share: bool, results: tuple[RuleResult, ...]) -> Outcome:
    musts = [result for result in results if result.rule.force == "must"]
    passed = {Status.PASS: YES, Status.FAIL: NO}
    decided = [passed.get(r.status, _doubt(r)) for r in musts if r.status is not Status.NOT_APPLICABLE]
    outcome = conjunction(decided) if decided else NO
    if score is None:
        return outcome
    return conjunction([outcome, _score_reached(score, is_share, results)])


def _score_reached(score: tuple[str, Fraction], is_share: bool, results: tuple[RuleResult, ...]) -> Outcome:
    found = score_of(results)
    if found is None or (is_share and not found.possible):
        return NO
    whole = found.possible if is_share else Fraction(1)
    doubts = reasons_of([_doubt(r) for r in results if r.status is Status.UNKNOWN and r.rule.points is not None])
    bounds = Bounds(found.lowest / whole, found.highest / whole, doubts) if doubts else Known(found.earned / whole)
    return compared(score[0], bounds, Known(score[1]))


def _doubt(result: RuleResult) -> Outcome:
    return Unknown(result.reasons) if result.status is Status.UNKNOWN else YES
