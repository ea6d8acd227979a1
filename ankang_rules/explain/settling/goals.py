"""Rules, groups and units → the ways in which each status could come about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

from attrs import evolve

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Rule
from ankang_rules.evaluate.judge import whens_about
from ankang_rules.evaluate.reference import Scope
from ankang_rules.evaluate.results import GroupResult, Judgement, RuleResult
from ankang_rules.evaluate.units import Listed, Unit, listed
from ankang_rules.explain.settling.seeking import Seeking
from ankang_rules.explain.settling.ways import NOTHING, Families, Ways
from ankang_rules.explain.units import Path
from ankang_rules.model.outcome import Known, Reason
from ankang_rules.model.status import Status

PASS, FAIL, NOT_APPLICABLE = Status.PASS, Status.FAIL, Status.NOT_APPLICABLE
ByStatus = Mapping[Status, Ways]
"""The ways to each status but unknown."""

_OUTSIDE = Scope()


class Goals:
    """Finds ways in the tree of *judgement*, which is the unit that is asked about."""

    def __init__(self, judgement: Judgement) -> None:
        self.families = Families()
        self._judged: dict[Path, Judgement] = {}
        self._seeking: dict[Path, Seeking] = {}
        self._units: dict[Path, ByStatus] = {}
        self._rules: dict[tuple[Path, str], ByStatus] = {}
        self._walk(judgement, ())

    def _walk(self, judgement: Judgement, path: Path) -> None:
        self._judged.setdefault(path, judgement)
        for units in judgement.children.values():
            for unit in units:
                self._walk(unit, (*path, unit.facts.unit or "?"))

    def judged(self, path: Path) -> Judgement:
        """Return how the unit at *path* was judged."""
        return self._judged[path]

    def is_list(self, reason: Reason) -> bool:
        """Whether *reason* says that units are not listed."""
        around = (self.judged(reason.unit[:end]).core for end in range(len(reason.unit) + 1))
        return any(core.level(reason.subject) for core in around)

    def seeking(self, path: Path) -> Seeking:
        if path not in self._seeking:
            self._seeking[path] = Seeking(self._judged[path], path, self.families, self)
        return self._seeking[path]

    # Rules

    def rule(self, result: RuleResult, path: Path = ()) -> ByStatus:
        """Return the ways in which a rule of the unit at *path* comes to each status."""
        if (path, result.id) not in self._rules:
            self._rules[path, result.id] = self._decided(result) or self._rule(result, self.seeking(path))
        return self._rules[path, result.id]

    def _decided(self, result: RuleResult) -> ByStatus | None:
        if result.status is Status.UNKNOWN:
            return None
        return {status: NOTHING if status is result.status else [] for status in (PASS, FAIL, NOT_APPLICABLE)}

    def _rule(self, result: RuleResult, seeking: Seeking) -> ByStatus:
        rule, core = result.rule, seeking.core
        group = next((group for group in core.groups if group.key == rule.group), None)
        whens = whens_about(core, group, rule)
        if rule.for_each is None:
            return self._under([when for _, when, _ in whens], self._conditions(rule, seeking, _OUTSIDE), seeking)
        inside = [when for _, when, of_unit in whens if of_unit]
        outside = [when for _, when, of_unit in whens if not of_unit]
        return self._under(outside, self._for_each(result, inside, seeking), seeking)

    def _under(self, whens: Iterable[n.Node], decided: ByStatus, seeking: Seeking, scope: Scope = _OUTSIDE) -> ByStatus:
        """It is *decided* so where all of *whens* hold."""
        all_of, whens = self.families.all_of, list(whens)
        excluded = self.families.any_of(seeking.becomes(when, False, scope) for when in whens)
        applies = all_of(seeking.becomes(when, True, scope) for when in whens)
        found = {status: all_of([applies, ways]) for status, ways in decided.items()}
        return {**found, NOT_APPLICABLE: self.families.any_of([excluded, found[NOT_APPLICABLE]])}

    def _for_each(self, result: RuleResult, whens: list[n.Node], seeking: Seeking) -> ByStatus:
        found = listed(seeking.evaluator.unit, [result.rule.for_each or ""], seeking.core)
        return self._of_listed([self._of_unit(result, unit, whens, seeking) for unit in found.units], found, seeking)

    def _of_unit(self, result: RuleResult, unit: Unit, whens: list[n.Node], seeking: Seeking) -> ByStatus:
        """The ways in which a rule about each unit comes to each status for *unit*."""
        case = next((case.result for case in result.cases if case.unit == unit.path), None)
        decided = self._decided(case) if case is not None else None
        scope = evolve(_OUTSIDE, units=(unit,))
        return decided or self._under(whens, self._conditions(result.rule, seeking, scope), seeking, scope)

    def _of_listed(self, cases: list[ByStatus], found: Listed, seeking: Seeking) -> ByStatus:
        """Fold *cases* about each of the units *found* by *all of*."""
        folded = self._all_of(cases)
        if not found.doubt:
            return folded
        self.families.complete = False
        rest = self.families.filled(seeking.from_here(found.reasons))
        one_more = [self.families.filled(seeking.from_here([reason])) for reason in found.reasons]
        closed = {status: self.families.all_of([ways, rest]) for status, ways in folded.items()}
        return {**closed, FAIL: self.families.any_of([folded[FAIL], *one_more])}

    def _conditions(self, rule: Rule, seeking: Seeking, scope: Scope) -> ByStatus:
        passing, failing = (self._condition(rule, wanted, seeking, scope) for wanted in (True, False))
        counts = self._due(rule, seeking, scope)
        return {PASS: passing, FAIL: self.families.all_of([counts, failing]), NOT_APPLICABLE: []}

    def _due(self, rule: Rule, seeking: Seeking, scope: Scope) -> Ways:
        """The ways to have a failure count: the day it is due is known and has come."""
        if rule.due is None:
            return NOTHING
        day = seeking.evaluator.value(rule.due, scope)
        if isinstance(day, Known):
            as_of = seeking.asked.as_of
            return [] if as_of is not None and as_of < cast(date, day.value) else NOTHING
        return seeking.known(rule.due, scope)

    def _condition(self, rule: Rule, wanted: bool, seeking: Seeking, scope: Scope) -> Ways:
        """The condition in effect comes out as *wanted*: the rule's own, that of one exception, or both of two."""
        all_of = self.families.all_of
        base = seeking.becomes(rule.condition, wanted, scope)
        tests = [{way: seeking.becomes(e.when, way, scope) for way in (True, False)} for e in rule.exceptions]
        found = [all_of([*(test[False] for test in tests), base])]
        for i, exception in enumerate(rule.exceptions):
            others = [test[False] for j, test in enumerate(tests) if j != i]
            instead = seeking.becomes(exception.condition, wanted, scope)
            found.append(all_of([*others, tests[i][True], instead]))
            found.append(all_of([*others, base, instead]))
        return self.families.any_of(found)

    # Groups and units

    def group(self, result: GroupResult, path: Path = ()) -> ByStatus:
        """Return the ways in which a group comes to each status."""
        musts = [one for one in result.rules if one.rule.force == "must"]
        if result.group.any_of and result.group.for_each and result.status is Status.UNKNOWN:
            return self._any_of_each(result.group.for_each, musts, self.seeking(path))
        rules = [self.rule(one, path) for one in musts]
        return self._any_of(rules) if result.group.any_of else self._all_of(rules)

    def _any_of_each(self, level: str, rules: list[RuleResult], seeking: Seeking) -> ByStatus:
        """One rule is enough for each unit, and need not be the same for all."""
        found = listed(seeking.evaluator.unit, [level], seeking.core)
        asked = [one for one in rules if one.status is not NOT_APPLICABLE or one.cases]
        units = [self._any_of([self._of_each(one, unit, seeking) for one in asked]) for unit in found.units]
        outside = [seeking.core.when] if seeking.core.when is not None else []
        return self._under(outside, self._of_listed(units, found, seeking), seeking)

    def _of_each(self, result: RuleResult, unit: Unit, seeking: Seeking) -> ByStatus:
        group = next((group for group in seeking.core.groups if group.key == result.rule.group), None)
        inside = [when for _, when, of_unit in whens_about(seeking.core, group, result.rule) if of_unit]
        return self._of_unit(result, unit, inside, seeking)

    def unit(self, path: Path = ()) -> ByStatus:
        """Return the ways in which the unit at *path* comes to each status."""
        if path not in self._units:
            self._units[path] = self._unit(self._judged[path], path)
        return self._units[path]

    def _unit(self, judgement: Judgement, path: Path) -> ByStatus:
        if judgement.status is not Status.UNKNOWN:
            return {s: NOTHING if s is judgement.status else [] for s in (PASS, FAIL, NOT_APPLICABLE)}
        loose = [self.rule(one, path) for one in judgement.rules if one.rule.group is None and one.rule.force == "must"]
        groups = [self.group(one, path) for one in judgement.groups if one.status is not None]
        return self._all_of([*loose, *groups])

    def _all_of(self, parts: list[ByStatus]) -> ByStatus:
        """Fold by *all of*. That one at least passes is not asked for."""
        any_of, all_of = self.families.any_of, self.families.all_of
        return {
            PASS: all_of(any_of([part[PASS], part[NOT_APPLICABLE]]) for part in parts),
            FAIL: any_of(part[FAIL] for part in parts),
            NOT_APPLICABLE: all_of(part[NOT_APPLICABLE] for part in parts),
        }

    def _any_of(self, parts: list[ByStatus]) -> ByStatus:
        """Fold by *any of*. That one at least fails is not asked for."""
        any_of, all_of = self.families.any_of, self.families.all_of
        return {
            PASS: any_of(part[PASS] for part in parts),
            FAIL: all_of(any_of([part[FAIL], part[NOT_APPLICABLE]]) for part in parts),
            NOT_APPLICABLE: all_of(part[NOT_APPLICABLE] for part in parts),
        }


def any_status(found: ByStatus, families: Families) -> Ways:
    """Return the ways to be decided, whatever comes of it."""
    return families.any_of(found.values())
