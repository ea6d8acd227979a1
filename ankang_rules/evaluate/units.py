"""The tree of units, as a rule sees it: the unit in hand, and below it those of each level, with their verdicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from attrs import define, frozen

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Group, Rule, RulesetCore
from ankang_rules.facts.facts import Outcomes
from ankang_rules.model.outcome import YES, Known, Outcome, Reason, ReasonKind, Unknown, of_unit, reasons_of, unknown
from ankang_rules.model.status import Status

if TYPE_CHECKING:
    from ankang_rules.evaluate.results import Judgement, RuleResult

UNDECIDED = "verdict"
"""What stands as the subject of a reason where the verdict of a unit is not known."""


Below = Mapping[str, "tuple[Unit, ...]"]
"""Units by the key of their level. A level whose list was not given is not among the keys."""
NOBODY: Below = MappingProxyType({})


@define(eq=False)
class Unit:
    """One unit: its *facts*, and the units *below* it by the key of their level.

    *path* leads to it by names from the unit whose rule is looked at, *level* is the key of its level, and *judgement*
    how its own ruleset judged it. That unit itself has none of the three.
    """

    facts: Outcomes
    below: Below
    judgement: Judgement | None = None
    path: tuple[str, ...] = ()
    level: str | None = None

    @property
    def applies(self) -> bool:
        """Whether its ruleset applies to it."""
        return self.judgement is None or self.judgement.status is not Status.NOT_APPLICABLE

    @property
    def may_not_apply(self) -> bool:
        """Whether it may yet turn out that its ruleset does not apply to it."""
        return self.judgement is not None and all(
            _may_not_apply(result) for result in self.judgement.rules if result.rule.force == "must"
        )

    def defined(self, key: str) -> Outcome:
        """Return the value of a definition of its ruleset."""
        assert self.judgement is not None
        trace = self.judgement.definitions.get(key)
        found = trace.outcome if trace else unknown(ReasonKind.UNDEFINED, key)  # a parameter in it has no value
        return of_unit(found, self.path)

    def verdict(self) -> Outcome:
        """Return whether it passes; unknown with one reason for each kind there is."""
        assert self.judgement is not None
        if self.judgement.status is not Status.UNKNOWN:
            return Known(self.judgement.status is Status.PASS)
        musts = (result for result in self.judgement.rules if result.rule.force == "must")
        asked = (one for result in musts for one in (result, *(case.result for case in result.cases)))
        kinds = {reason.kind for one in asked if one.status is Status.UNKNOWN for reason in one.reasons}
        # Where no rule is open it is a list of units, about whom one of several rules was to be enough.
        return Unknown(frozenset(Reason(kind, UNDECIDED, unit=self.path) for kind in kinds or {ReasonKind.MISSING}))


def _may_not_apply(result: RuleResult) -> bool:
    if result.status is not Status.UNKNOWN:
        return result.status is Status.NOT_APPLICABLE
    if any(when.outcome != YES for when in result.whens):
        return True
    return result.rule.for_each is not None and all(_may_not_apply(case.result) for case in result.cases)


def applies_to_all(core: RulesetCore, day: date | None) -> bool:
    """Whether *core* applies on *day* to whatever unit there is: some rule of it does, under no condition."""
    groups = {group.key: group for group in core.groups}
    return any(
        rule.force == "must"
        and rule.for_each is None
        and _applies_to_all((core, groups.get(rule.group or ""), rule), day)
        for rule in core.rules
    )


def _applies_to_all(coverings: tuple[RulesetCore, Group | None, Rule], day: date | None) -> bool:
    free = all(one.when is None and one.in_force.covers(day) for one in coverings if one is not None)
    nodes = (node for expression in coverings[-1].expressions() for node in n.walk(expression))
    return free and not any(isinstance(node, n.ParameterRef | n.DefinitionRef) for node in nodes)


@frozen
class Listed:
    """The *units* of a level that are listed, and how many more there may be: *least* to *most*, None for no end."""

    units: tuple[Unit, ...]
    least: int = 0
    most: int | None = 0
    reasons: frozenset[Reason] = frozenset()

    @property
    def doubt(self) -> list[Outcome]:
        """What has to be reckoned with beside the listed units: nothing, or one that is unknown."""
        return [] if self.most == 0 else [Unknown(self.reasons)]


def listed(unit: Unit, levels: Sequence[str], core: RulesetCore) -> Listed:
    """Return the units of *levels* below *unit*, level by level, by the levels of *core*."""
    found = [_of_level(unit, level, core) for level in levels]
    most = [one.most for one in found]
    return Listed(
        tuple(below for one in found for below in one.units),
        sum(one.least for one in found),
        None if None in most else sum(number or 0 for number in most),
        frozenset().union(*(one.reasons for one in found)),
    )


def _of_level(unit: Unit, level: str, core: RulesetCore) -> Listed:
    declared = core.level(level)
    assert declared is not None
    at_once = declared.parent is None or declared.parent == unit.level
    above = Listed((unit,)) if at_once else _of_level(unit, cast(str, declared.parent), core)
    # What stands below units that are not listed is not listed either.
    missing = above.reasons if above.most != 0 else frozenset()
    missing |= frozenset(Reason(ReasonKind.MISSING, level, unit=u.path) for u in above.units if level not in u.below)
    units = tuple(below for u in above.units for below in u.below.get(level, ()))
    return _counted(unit, level, core, units, missing)


def _counted(unit: Unit, level: str, core: RulesetCore, units: tuple[Unit, ...], missing: frozenset[Reason]) -> Listed:
    """Hold what is listed against the register of the level, which speaks of the unit the ruleset judges."""
    declared = core.level(level)
    register = declared.register if declared and unit.level is None else None
    if register is None:
        return Listed(units, most=None if missing else 0, reasons=missing)
    total = unit.facts[register]
    if not isinstance(total, Known) or not isinstance(total.value, Fraction):
        return Listed(units, most=None, reasons=missing | reasons_of([total]))
    rest = int(total.value) - len(units)
    if rest < 0:
        return Listed(units, most=None, reasons=reasons_of([unknown(ReasonKind.INVALID, register)]))
    return Listed(units, rest, rest, frozenset((Reason(ReasonKind.MISSING, level),)) if rest else frozenset())


def below(
    children: Mapping[str, tuple[Judgement, ...]], core: RulesetCore, at: str | None, path: tuple[str, ...]
) -> Below:
    """Return the units that *children* judge, by the levels of *core* below that under *at*; *path* leads there."""
    return {
        level.key: tuple(_unit(child, core, level.key, path) for child in children[level.key])
        for level in core.below(at)
        if level.key in children
    }


def _unit(judged: Judgement, core: RulesetCore, level: str, path: tuple[str, ...]) -> Unit:
    path = (*path, judged.facts.unit or "?")
    return Unit(judged.facts, below(judged.children, core, level, path), judged, path, level)
