"""What a question about a report is about: the unit, one of its rules or groups, or a unit below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from attrs import frozen

from ankang_rules.core.lookup import paths_near, rules_named
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.explain.units import TOP, Path, Place, UnitBelow, find, units_below
from ankang_rules.model.names import fold

_MOST_OFFERED = 8


@frozen
class Aim:
    """The rule or group whose id is *name*, or the unit at *path* below the one in hand; itself without a path."""

    kind: Literal["rule", "group", "unit"] = "unit"
    name: str = ""
    path: Path = ()


def aim_at(judgement: Judgement, rule_or_path: str | None, place: Place = TOP) -> Aim:
    """Return what *rule_or_path* names in the report of a unit; the unit itself for None.

    It is a rule by its id or an end of it; else a group by its name; else a unit below by its path, or an end of it
    that no other has. A rule of a unit below is asked about in the report of that unit. Raises :class:`KeyError` where
    it is none of these, or more than one.
    """
    if rule_or_path is None:
        return Aim()
    found = rules_named(rule_or_path, [result.id for result in judgement.rules])
    if found:
        return Aim("rule", one_rule(judgement.rules, rule_or_path).id)
    if any(group.id == fold(rule_or_path) for group in judgement.groups):
        return Aim("group", fold(rule_or_path))
    try:
        return Aim("unit", path=one_below(judgement, rule_or_path, place).path)
    except KeyError as none_found:
        raise KeyError(f"no rule or group is named {rule_or_path!r}, and {none_found.args[0]}") from None


def one_rule(results: Sequence[RuleResult], name: str) -> RuleResult:
    """Return the result of the rule with this id, or with an id that ends so; raises :class:`KeyError`."""
    found = rules_named(name, [result.id for result in results])
    if len(found) != 1:
        known = ", ".join(found or (result.id for result in results))
        raise KeyError(f"{'several rules are' if found else 'no rule is'} named {name!r}; there are: {known}")
    return next(result for result in results if result.id == found[0])


def one_below(judgement: Judgement, unit: str, place: Place = TOP) -> UnitBelow:
    """Return the unit below with this path, or a path that ends so; raises :class:`KeyError`."""
    found = find(judgement, unit, place)
    if len(found) > 1:
        offered = [one.name for one in found[:_MOST_OFFERED]]
        raise KeyError(f"several units below are called {unit!r}, as {', '.join(offered)}; write the whole path")
    if not found:
        known = [one.name for one in units_below(judgement)]
        close = paths_near(unit, known)
        there = f"did you mean {' or '.join(close)}?" if close else f"there are: {', '.join(known[:_MOST_OFFERED])}"
        raise KeyError(f"no unit below is called {unit!r}; {there if known else 'there is none'}")
    return found[0]
