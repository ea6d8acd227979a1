"""From facts to a judgement: each rule in its order of questions, then groups, then the ruleset."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import cast

from attrs import evolve

from ankang_rules.core import nodes as n
from ankang_rules.core.print import show
from ankang_rules.core.ruleset import Group, Level, Parameter, Rule, RulesetCore
from ankang_rules.evaluate import messages
from ankang_rules.evaluate.reference import Asked, Evaluator, Scope, compared
from ankang_rules.evaluate.results import AwardResult, Bar, Case, GroupResult, Judgement, RuleResult, Score
from ankang_rules.evaluate.trace import Trace, Tracer
from ankang_rules.evaluate.units import NOBODY, Below, Unit, below, listed
from ankang_rules.evaluate.vacuous import is_vacuous
from ankang_rules.facts.facts import Facts
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


def judge(core: RulesetCore, facts: Facts, asked: Asked, judged: Callable[[], object] | None = None) -> Judgement:
    """Return the judgement of *core* on *facts*, and below it that of each unit by the ruleset of its level.

    *judged* is called after each unit. Never raises on facts that were read for this core.
    """
    types = {parameter.key: parameter.type for parameter in core.parameters}
    return _tree(core, facts, lambda ruleset: _asked_of(ruleset, asked, types), [], judged)


def _asked_of(core: RulesetCore, asked: Asked, types: Mapping[str, Type]) -> Asked:
    """What is asked of *core*: of the parameters that the caller set, those it has too, and with the same type."""
    if not asked.parameters:
        return asked
    own = {parameter.key: parameter.type for parameter in core.parameters}
    return evolve(asked, parameters={k: v for k, v in asked.parameters.items() if own.get(k) == types[k]})


def _tree(
    core: RulesetCore,
    facts: Facts,
    asked: Callable[[RulesetCore], Asked],
    outer: list[tuple[RulesetCore, str]],
    judged: Callable[[], object] | None,
) -> Judgement:
    """Judge the units below, then the unit; *outer* are the rulesets of the units above, with the level it is on."""
    around: list[tuple[RulesetCore, str | None]] = [*outer, (core, None)]
    children: dict[str, tuple[Judgement, ...]] = {}
    for key, units in facts.children.items():
        meant = _meant(around, key)
        if meant:
            inner = [(ruleset, key) for ruleset, _ in meant]
            children[key] = tuple(_tree(meant[0][1].core, unit, asked, inner, judged) for unit in units)
    found = _unit(core, facts, asked(core), children)
    if judged is not None:
        judged()
    return found


def _unit(core: RulesetCore, facts: Facts, asked: Asked, children: Mapping[str, tuple[Judgement, ...]]) -> Judgement:
    judging = Judging(core, facts, asked, below(children, core, None, ()))
    rules = tuple(judging.rule(rule) for rule in core.rules)
    groups = tuple(_group(group, rules) for group in core.groups)
    return Judgement(
        core,
        facts,
        asked,
        _whole(rules, groups),
        rules,
        groups,
        judging.definitions,
        _score(rules),
        tuple(AwardResult(award, _award(award.score, award.score_is_share, rules)) for award in core.awards),
        facts.warnings,
        children,
    )


def judge_again(judgement: Judgement, facts: Facts) -> Judgement:
    """Return the judgement on *facts* of the same tree; units whose facts are the same objects keep theirs.

    There may be more units than before, behind those of *judgement*.
    """
    if facts is judgement.facts:
        return judgement
    return _unit(judgement.core, facts, judgement.asked, children_again(judgement, facts))


def children_again(judgement: Judgement, facts: Facts) -> Mapping[str, tuple[Judgement, ...]]:
    """Return how the units below *judgement* are judged on *facts*, as :func:`judge_again` does."""
    types = {parameter.key: parameter.type for parameter in judgement.core.parameters}
    return _children_again(judgement, facts, lambda core: _asked_of(core, judgement.asked, types), [])


def _children_again(
    judgement: Judgement, facts: Facts, asked: Callable[[RulesetCore], Asked], outer: list[tuple[RulesetCore, str]]
) -> Mapping[str, tuple[Judgement, ...]]:
    around: list[tuple[RulesetCore, str | None]] = [*outer, (judgement.core, None)]
    children: dict[str, tuple[Judgement, ...]] = {}
    for key, units in facts.children.items():
        if units is judgement.facts.children.get(key):
            children |= {key: judgement.children[key]} if key in judgement.children else {}
            continue
        meant = _meant(around, key)
        inner = [(ruleset, key) for ruleset, _ in meant]
        before = judgement.children.get(key, ())
        known = [
            unit
            if unit.facts is now
            else _unit(unit.core, now, unit.asked, _children_again(unit, now, asked, inner))
            for unit, now in zip(before, units, strict=False)
        ]
        if meant:
            more = _alike(units[len(before) :], lambda unit: _tree(meant[0][1].core, unit, asked, inner, None))
            children[key] = (*known, *more)
    return children


def _alike(units: Iterable[Facts], judged: Callable[[Facts], Judgement]) -> Iterator[Judgement]:
    """Judge *units*, of those that differ in nothing but their name only the first."""
    found: dict[Facts, Judgement] = {}
    for unit in units:
        nameless = evolve(unit, unit=None)
        if nameless not in found:
            found[nameless] = judged(unit)
        yield evolve(found[nameless], facts=unit)


def _meant(around: Iterable[tuple[RulesetCore, str | None]], key: str) -> list[tuple[RulesetCore, Level]]:
    """Return the rulesets that speak of the level under *key* below where they stand, outermost first."""
    return [(ruleset, level) for ruleset, at in around if (level := ruleset.level(key)) and level.parent == at]


class Judging:
    """Judges rules of *core* one at a time on *facts*; of one thread."""

    def __init__(self, core: RulesetCore, facts: Facts, asked: Asked, below: Below = NOBODY) -> None:
        self.core, self.asked = core, asked
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
        defined = [d for d in self.core.definitions if not self._without_value([d.expression])]
        inner, self.scope = self.scope, Scope()
        found = {d.key: self._trace(d.expression) for d in defined}
        self.scope = inner
        return found

    def rule(self, rule: Rule) -> RuleResult:
        """Return how *rule* ends; one about each unit of a level, for each of them and by *all of* together."""
        group = self.groups.get(rule.group or "")
        bars = [*self._out_of_force(rule, group), *self._without_parameters(rule, group)]
        if bars:
            return RuleResult(rule, Status.NOT_APPLICABLE, bars=tuple(bars))
        whens = whens_about(self.core, group, rule)
        if rule.for_each is None:
            return self._under([(who, when) for who, when, _ in whens], rule, self._decided)
        inside = [(who, when) for who, when, of_unit in whens if of_unit]
        outside = [(who, when) for who, when, of_unit in whens if not of_unit]
        return self._under(outside, rule, lambda rule: self._for_each(rule, inside))

    def _under(self, whens: _Whens, rule: Rule, decided: Callable[[Rule], RuleResult]) -> RuleResult:
        """Return how *rule* ends: as *decided*, where all of *whens* hold."""
        traces = tuple(self._trace(when) for _, when in whens)
        applies = conjunction([trace.outcome for trace in traces])
        if applies == YES:
            return evolve(decided(rule), whens=traces)
        if applies == NO:
            barred = zip(whens, traces, strict=True)
            bars = tuple(Bar(messages.does_not_apply(who), it) for (who, _), it in barred if it.outcome == NO)
            return RuleResult(rule, Status.NOT_APPLICABLE, whens=traces, bars=bars)
        return RuleResult(rule, Status.UNKNOWN, whens=traces, reasons=reasons_of([applies]))

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
        for parameter in self._without_value([*whens_of(self.core, group, rule), *rule.expressions()]):
            dated = parameter.on(self.asked.as_of)
            if dated is not None and dated.start is not None:
                yield Bar(messages.repealed(parameter.labels, parameter.name, dated.start))
            else:
                starts = [value.start for value in parameter.values if value.start is not None]
                yield Bar(messages.no_value_yet(parameter.labels, parameter.name, min(starts, default=None)))

    def _without_value(self, expressions: Iterable[n.Node]) -> list[Parameter]:
        """The parameters without a value that *expressions* read, those in definitions of the units below as well."""
        read = {id(p): p for expression in expressions for p in self.needs.parameters(expression)}
        lacking = [p for p in read.values() if p.key not in self.asked.parameters and not self._has(p)]
        return sorted(lacking, key=lambda parameter: parameter.key)

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
        if result.status is Status.PASS and result.condition is not None:
            traces = [trace for trace in (result.condition, result.agreeing) if trace is not None]
            return evolve(result, vacuous=all(is_vacuous(trace, self.definitions) for trace in traces))
        return result

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


@lru_cache(maxsize=64)
def _needs(core: RulesetCore) -> _Needs:
    return _Needs(core)


class _Needs:
    """Which parameters an expression reads, through definitions too."""

    def __init__(self, core: RulesetCore) -> None:
        self._parameters = {parameter.key: parameter for parameter in core.parameters}
        self._below = {level.core.name: level.core for level in core.levels}
        self._through: dict[str, tuple[Parameter, ...]] = {}
        for definition in core.definitions:
            self._through[definition.key] = self.parameters(definition.expression)

    def parameters(self, expression: n.Node) -> tuple[Parameter, ...]:
        found: dict[int, Parameter] = {}
        for node in n.walk(expression):
            if isinstance(node, n.ParameterRef):
                found[id(self._parameters[node.key])] = self._parameters[node.key]
            elif isinstance(node, n.DefinitionRef):
                of = self if node.of is None else _needs(self._below[node.of])
                found |= {id(parameter): parameter for parameter in of.through(node.key)}
        return tuple(found.values())

    def through(self, key: str) -> tuple[Parameter, ...]:
        """The parameters that the definition under *key* reads."""
        return self._through[key]


# Folding


def _group(group: Group, results: tuple[RuleResult, ...]) -> GroupResult:
    inside = tuple(result for result in results if result.rule.group == group.key)
    decisive = [result.status for result in inside if result.rule.force == "must"]
    if inside and not decisive:
        return GroupResult(group, None, inside)
    return GroupResult(group, (any_of if group.any_of else all_of)(decisive), inside)


def _whole(results: tuple[RuleResult, ...], groups: tuple[GroupResult, ...]) -> Status:
    loose = [r.status for r in results if r.rule.group is None and r.rule.force == "must"]
    return all_of([*loose, *(group.status for group in groups if group.status is not None)])


def _score(results: tuple[RuleResult, ...]) -> Score | None:
    scored = [(result.status, result.rule.points) for result in results if result.rule.points is not None]
    if not scored:
        return None

    def total(*statuses: Status) -> Fraction:
        return sum((points for status, points in scored if status in statuses), Fraction(0))

    earned = total(Status.PASS)
    possible = total(Status.PASS, Status.FAIL, Status.UNKNOWN)
    return Score(earned, possible, total(Status.NOT_APPLICABLE), earned, earned + total(Status.UNKNOWN))


def _award(score: tuple[str, Fraction] | None, is_share: bool, results: tuple[RuleResult, ...]) -> Outcome:
    musts = [result for result in results if result.rule.force == "must"]
    passed = {Status.PASS: YES, Status.FAIL: NO}
    decided = [passed.get(r.status, _doubt(r)) for r in musts if r.status is not Status.NOT_APPLICABLE]
    outcome = conjunction(decided) if decided else NO
    if score is None:
        return outcome
    return conjunction([outcome, _score_reached(score, is_share, results)])


def _score_reached(score: tuple[str, Fraction], is_share: bool, results: tuple[RuleResult, ...]) -> Outcome:
    found = _score(results)
    if found is None or (is_share and not found.possible):
        return NO
    whole = found.possible if is_share else Fraction(1)
    doubts = reasons_of([_doubt(r) for r in results if r.status is Status.UNKNOWN and r.rule.points is not None])
    bounds = Bounds(found.lowest / whole, found.highest / whole, doubts) if doubts else Known(found.earned / whole)
    return compared(score[0], bounds, Known(score[1]))


def _doubt(result: RuleResult) -> Outcome:
    return Unknown(result.reasons) if result.status is Status.UNKNOWN else YES
