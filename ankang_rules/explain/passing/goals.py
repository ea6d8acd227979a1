"""Rules, groups and units → ways to make them pass."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from ankang_rules.core.nodes import Node
from ankang_rules.core.ruleset import Rule
from ankang_rules.evaluate.judge import whens_of
from ankang_rules.evaluate.results import GroupResult, Judgement, RuleResult
from ankang_rules.evaluate.units import Unit, listed
from ankang_rules.explain.passing.conditions import Conditions
from ankang_rules.explain.passing.meeting import Meetings
from ankang_rules.explain.passing.places import Path, Places
from ankang_rules.explain.passing.standing import Here, standing
from ankang_rules.explain.passing.ways import Families, Ways
from ankang_rules.model.status import Status

_MOST_OF_A_UNIT = 6
_OPEN = (Status.FAIL, Status.UNKNOWN)


class Goals:
    """Finds ways in the tree of *judgement*, which is the one that is asked for changes."""

    def __init__(self, judgement: Judgement) -> None:
        self.judgement = judgement
        self.places = Places(judgement)
        self.meetings = Meetings(self.places)
        self.families = Families(self.meetings)
        self.conditions = Conditions(self.places, self.families, self._below)
        self._standing: dict[Path, Here] = {}
        self._units: dict[Path, Ways] = {}

    @property
    def complete(self) -> bool:
        return self.meetings.complete and self.families.complete and self.conditions.complete

    def here(self, path: Path) -> Here:
        if path not in self._standing:
            self._standing[path] = standing(self.places.unit(path), path)
        return self._standing[path]

    # Rules

    def rule(self, rule: Rule, path: Path) -> Ways:
        """Return the ways to make *rule* of the unit at *path* pass: it applies, and its condition holds."""
        here = self.here(path)
        core = here.evaluator.core
        group = next((group for group in core.groups if group.key == rule.group), None)
        whens = whens_of(core, group, rule)
        if rule.for_each is None:
            return self._applying(rule, whens, here)
        scopes = [evolve(here.scope, units=(unit,)) for unit in self._each(rule, here)]
        result = next(one for one in self.places.unit(path).rules if one.rule is rule)
        cases = zip(scopes, result.cases, strict=True)
        inside = [evolve(here, scope=scope) for scope, case in cases if case.result.status is not Status.NOT_APPLICABLE]
        return self.families.all_of(self._applying(rule, whens, one) for one in inside) if inside else []

    def _each(self, rule: Rule, here: Here) -> Iterable[Unit]:
        assert rule.for_each is not None
        return listed(here.evaluator.unit, [rule.for_each], here.evaluator.core).units

    def _applying(self, rule: Rule, whens: Iterable[Node], here: Here) -> Ways:
        becomes = self.conditions.becomes
        applies = [becomes(when, True, here) for when in whens]
        tests = [exception.when for exception in rule.exceptions]
        plain = [*(becomes(test, False, here) for test in tests), becomes(rule.condition, True, here)]
        found = [self.families.all_of(plain)]
        for i, exception in enumerate(rule.exceptions):
            others = [becomes(test, False, here) for j, test in enumerate(tests) if j != i]
            instead = [becomes(exception.when, True, here), becomes(exception.condition, True, here)]
            found.append(self.families.all_of([*others, *instead]))
            # Where both conditions hold, it does not matter whether the exception does, or whether that is known.
            found.append(self.families.all_of([*others, plain[-1], instead[-1]]))
        return self.families.all_of([*applies, self.families.any_of(found)])

    # Groups and units

    def group(self, result: GroupResult, path: Path) -> Ways:
        """Return the ways to make a group pass: all rules that apply, or one where one is enough."""
        decisive = [one for one in result.rules if one.rule.force == "must"]
        if result.group.any_of:
            return self.families.any_of(self.rule(one.rule, path) for one in decisive)
        return self._all_of(decisive, path)

    def unit(self, path: Path) -> Ways:
        """Return the ways to make the unit at *path* pass: its loose rules, and its groups."""
        judgement = self.places.unit(path)
        loose = [one for one in judgement.rules if one.rule.group is None and one.rule.force == "must"]
        groups = [self.group(one, path) for one in judgement.groups if one.status in _OPEN]
        return self.families.all_of([self._all_of(loose, path), *groups])

    def _all_of(self, results: Iterable[RuleResult], path: Path) -> Ways:
        open_ = [one.rule for one in results if one.status in _OPEN]
        return self.families.all_of([self.rule(rule, path) for rule in open_])

    def _below(self, path: Path) -> Ways:
        """The few cheapest ways of a unit below to pass."""
        if path not in self._units:
            self._units[path] = self.unit(path)[:_MOST_OF_A_UNIT]
        return self._units[path]
