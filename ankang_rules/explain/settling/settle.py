"""What would settle a rule, a group or a unit that is unknown: small sets of facts, with values that do settle it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Rule, RulesetCore
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.explain.aim import Aim
from ankang_rules.explain.reads import Reads
from ankang_rules.explain.settling.goals import ByStatus, Goals
from ankang_rules.explain.settling.trying import DECIDED, FAILING, PASSING, Given, Trying
from ankang_rules.explain.settling.ways import Way
from ankang_rules.model.outcome import Outcome, Reason
from ankang_rules.model.status import Status

MOST_SETS = 20
_WORK_FOR_A_RULE = 600
_WORK_FOR_UNITS = 1000
_WORK_FOR_EACH_RULE = 50
_WORK_FOR_EACH_STATUS = 10
_MOST_WAYS_TO_A_STATUS = 6


@frozen
class SettlingSet:
    """Open *facts* that settle a rule or unit: handed in as *example* says, they give *status*. No part of them can."""

    facts: tuple[Reason, ...]
    example: tuple[tuple[Reason, Outcome], ...]
    status: Status


@frozen
class Settling:
    """The smallest sets of open facts that settle what was asked about, at most twenty.

    *complete* where there are no others. *unlisted* are levels whose units are not all listed, on which it may depend
    as well: what such units could be like is not tried. *can_pass*, *can_fail* and *can_be_not_applicable* say whether
    it can still end so: True where values were found with which it does, False where nothing that could be handed in
    would do, None where neither is known. *stopped* where so many values were tried that no more were.
    """

    sets: tuple[SettlingSet, ...] = ()
    complete: bool = True
    unlisted: tuple[Reason, ...] = ()
    can_pass: bool | None = False
    can_fail: bool | None = False
    can_be_not_applicable: bool | None = False
    stopped: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        from ankang_rules.explain.settling.to_dict import settling_to_dict

        return settling_to_dict(self)


def settle(judgement: Judgement, result: RuleResult) -> Settling:
    """Return what would settle a rule of the unit of *judgement*; no sets where it is not unknown."""
    return settle_aim(judgement, Aim("rule", result.id))


def settle_aim(judgement: Judgement, aim: Aim) -> Settling:
    """Return what would settle that at which *aim* is: the unit of *judgement*, a rule or group of it, a unit below."""
    target = _Target(judgement, aim)
    if target.status is not Status.UNKNOWN:
        return _decided(target.status)
    return _Search(target).settling()


def _decided(status: Status | None) -> Settling:
    return Settling((), True, (), status is Status.PASS, status is Status.FAIL, status is Status.NOT_APPLICABLE)


def is_about_units(rule: Rule, core: RulesetCore) -> bool:
    """Whether *rule* looks at units below, by itself or by a definition."""
    if rule.for_each is not None:
        return True
    if not core.levels:
        return False
    reads = Reads(core)
    expressions = [*reads.expressions(rule), *(reads.definition[key].expression for key in reads.definitions(rule))]
    return any(isinstance(node, n.Units) for expression in expressions for node in n.walk(expression))


class _Target:
    """What is to be settled: its status, its ways, and how values are found for it."""

    def __init__(self, judgement: Judgement, aim: Aim) -> None:
        self.goals = Goals(judgement)
        self.aim, self.path = aim, aim.path
        self.judged = self.goals.judged(aim.path)
        self.status = self.status_in(self.judged)

    def status_in(self, judged: Judgement) -> Status | None:
        match self.aim.kind:
            case "rule":
                return next(one.status for one in judged.rules if one.id == self.aim.name)
            case "group":
                return next(one.status for one in judged.groups if one.id == self.aim.name)
        return judged.status

    def ways(self) -> ByStatus:
        match self.aim.kind:
            case "rule":
                return self.goals.rule(self.result, self.path)
            case "group":
                return self.goals.group(next(one for one in self.judged.groups if one.id == self.aim.name), self.path)
        return self.goals.unit(self.path)

    @property
    def result(self) -> RuleResult:
        return next(one for one in self.judged.rules if one.id == self.aim.name)

    @property
    def open_rules(self) -> list[RuleResult]:
        """The undecided rules on which it rests."""
        if self.aim.kind == "rule":
            return [self.result]
        open_ = [r for r in self.judged.rules if r.status is Status.UNKNOWN and r.rule.force == "must"]
        return [r for r in open_ if self.aim.kind == "unit" or r.rule.group == self.aim.name]

    @property
    def work(self) -> int:
        """How many rules may be judged in the search."""
        if self.aim.kind != "rule":
            return _WORK_FOR_UNITS + _WORK_FOR_EACH_RULE * len(self.judged.core.rules)
        return _WORK_FOR_UNITS if is_about_units(self.result.rule, self.judged.core) else _WORK_FOR_A_RULE


class _Search:
    def __init__(self, target: _Target) -> None:
        self.target, self.path = target, target.path
        self.ways = target.ways()
        self.trying = Trying(target.goals, target.work)
        self.families = target.goals.families
        self.met: dict[Status, SettlingSet] = {}
        self.stopped = False

    def settling(self) -> Settling:
        found: list[SettlingSet] = []
        all_ = True
        for way in self._all_ways():
            if any(way >= frozenset(other.facts) for other in found):
                continue
            if len(found) == MOST_SETS or self.trying.work <= 0:
                self.stopped, all_ = self.trying.work <= 0, False
                break
            settled = self._settled_by(way, DECIDED)
            if settled is None or frozenset(settled.facts) != way:
                all_ = False
            if settled is not None:
                found = [*(s for s in found if not set(s.facts) >= set(settled.facts)), settled]
        can = {status: self._can(status) for status in DECIDED}
        sets = tuple(sorted(found, key=lambda one: self.families.place(frozenset(one.facts))))
        return Settling(
            sets,
            self.families.complete and all_,
            self._unlisted(),
            can[Status.PASS],
            can[Status.FAIL],
            can[Status.NOT_APPLICABLE],
            stopped=self.stopped,
        )

    def _unlisted(self) -> tuple[Reason, ...]:
        named = {reason for way in self._all_ways() for reason in way}
        named |= {evolve(r, unit=(*self.path, *r.unit)) for one in self.target.open_rules for r in one.reasons}
        return tuple(sorted(filter(self.target.goals.is_list, named), key=Reason.sort_key))

    def _all_ways(self) -> list[Way]:
        return sorted({way for ways in self.ways.values() for way in ways}, key=self.families.place)

    def _can(self, status: Status) -> bool | None:
        """Whether it can still end so: tried, or by structure."""
        if status in self.met:
            return True
        ways = self.ways[status]
        if not ways:
            return False if self.families.complete else None
        self.trying.work = max(self.trying.work, _WORK_FOR_EACH_STATUS * len(self.target.judged.core.rules))
        tried = (self._settled_by(way, frozenset((status,))) for way in ways[:_MOST_WAYS_TO_A_STATUS])
        if any(tried):
            return True
        self.stopped |= self.trying.work <= 0
        return None

    def _settled_by(self, way: Way, wanted: frozenset[Status]) -> SettlingSet | None:
        for given in self._given(way, wanted):
            status = self._status(given)
            if status in wanted:
                settled = self._smallest(given, status)
                self.met.setdefault(settled.status, settled)
                return settled
        return None

    def _given(self, way: Way, wanted: frozenset[Status]) -> Iterator[Given]:
        if self.target.aim.kind == "rule":
            found = self.trying.rule(self.path, self.target.result, way, wanted)
            yield from [found] if found is not None else []
            return
        open_ = self.target.open_rules
        if wanted & FAILING and (wanted == FAILING or way in self.ways[Status.FAIL]):
            yield from self.trying.failing(self.path, open_, way)
        if wanted & PASSING:
            yield self.trying.passing(self.path, open_, way)
        yield {}

    def _status(self, given: Mapping[Reason, Outcome]) -> Status | None:
        if not given or self.trying.work <= 0:
            return None
        if self.target.aim.kind == "rule":
            return self.trying.rule_status(self.path, self.target.result, given)
        return self.target.status_in(self.trying.unit_again(self.path, given))

    def _smallest(self, given: Given, status: Status) -> SettlingSet:
        """Leave out what is not needed, where some ways were not looked at: a smaller one may be among them."""
        for reason in [] if self.families.complete else list(given):
            less = {r: outcome for r, outcome in given.items() if r != reason}
            now = self._status(less)
            if now in DECIDED and now is not None:
                given, status = less, now
        facts = self.families.in_order(given)
        return SettlingSet(facts, tuple((reason, given[reason]) for reason in facts), status)
