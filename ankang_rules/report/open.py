"""A follow-up of an earlier report: what was open is judged again, and what nothing has changed is carried forward."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from attrs import evolve

from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.errors import ReportError
from ankang_rules.evaluate.ask import evaluate
from ankang_rules.evaluate.results import Because, FollowUp, Judgement, RuleResult
from ankang_rules.facts.facts import Facts, FactValue
from ankang_rules.facts.read import FactsSource, read
from ankang_rules.model.status import Status
from ankang_rules.model.types import Monthly
from ankang_rules.report import messages
from ankang_rules.report.age import Age, age
from ankang_rules.report.causes import Cause, Suspects
from ankang_rules.report.differences import Key, Path, units
from ankang_rules.report.reads import reads
from ankang_rules.report.saved import Saved
from ankang_rules.report.to_dict import to_dict
from ankang_rules.report.trying import Types, judged_units
from ankang_rules.report.values import NotAValue, fact_from_plain

_SETTLED = ("pass", "not_applicable")
_BECAUSE: dict[Cause, Because] = {
    Cause.RULE: "rule",
    Cause.PARAMETER: "parameters",
    Cause.DATE: "date",
    Cause.ENGINE: "engine",
}


def follow_up(
    core: RulesetCore,
    source: FactsSource,
    previous: Saved,
    *,
    as_of: date | str | None = None,
    year: int | None = None,
    parameters: Mapping[str, Any] | None = None,
    strict: bool = True,
    max_age: str | timedelta | None = None,
    named: Mapping[str, Any] | None = None,
) -> Judgement:
    """Return the judgement of *core* on the facts of *previous* with those of *source* in their place, where they are.

    A rule that passed, or did not apply, is carried forward as long as nothing that it follows from differs: itself and
    the definitions it uses, the facts it reads, parameters, the date where it matters to it, units below. Every other
    is judged again. With *max_age*, facts of *previous* that are older on the new day are left out, unless they are
    handed in again.

    Raises :class:`ReportError` where *previous* is about another unit, ruleset or a later day, :class:`FactsError` as
    evaluating does.
    """
    oldest = None if max_age is None else age(max_age)
    new = read(source, core, strict=strict, as_of=as_of, year=year, named=named)
    _check(previous, core, new)
    kept = _Kept(core, previous, new, oldest)
    facts = kept.merged(new, previous.data, ())
    found = evaluate(core, facts, as_of=None, year=None, parameters=parameters or {}, strict=strict)
    found = evolve(found, warnings=(*new.warnings, *found.warnings[len(facts.warnings) :]))
    return _Following(found, previous, kept).marked()


def _check(previous: Saved, core: RulesetCore, new: Facts) -> None:
    if previous.data["ruleset"] != core.name:
        raise ReportError([messages.other_ruleset(previous.name, str(previous.data["ruleset"]), core.name)])
    if new.unit is not None and previous.unit is not None and new.unit != previous.unit:
        raise ReportError([messages.other_unit(previous.name, previous.unit, new.unit)])
    if previous.as_of is not None and new.as_of is not None and new.as_of < previous.as_of:
        raise ReportError([messages.of_a_later_day(previous.name, previous.as_of.isoformat(), new.as_of.isoformat())])


# Facts


class _Kept:
    """The facts of the earlier report, so far as they still hold."""

    def __init__(self, core: RulesetCore, previous: Saved, new: Facts, oldest: Age | None) -> None:
        self.types, self.oldest, self.day = Types(core).of, oldest, new.as_of
        year = new.year or (new.as_of.year if new.as_of else None)
        self.same_year = year == previous.year
        self.too_old: set[tuple[Path, str]] = set()

    def merged(self, new: Facts | None, old: Mapping[str, Any] | None, path: Path) -> Facts:
        """Return *new* with the facts and units of *old* that it does not have."""
        new = new or Facts()
        if old is None:
            return new
        kept = dict(self._kept(old, path))
        self.too_old -= {(path, key) for key in new.values}
        levels = dict.fromkeys((*old["children"], *new.children))
        children = {level: self._units(level, new, old, path) for level in levels}
        return evolve(new, values={**kept, **new.values}, unit=new.unit or old["unit"], children=children)

    def _units(self, level: str, new: Facts, old: Mapping[str, Any], path: Path) -> tuple[Facts, ...]:
        theirs = {unit.unit: unit for unit in new.children.get(level, ())}
        known = [unit for unit in old["children"].get(level, ()) if unit["unit"] is not None]
        kept = [self.merged(theirs.pop(unit["unit"], None), unit, (*path, unit["unit"])) for unit in known]
        return (*kept, *theirs.values())

    def _kept(self, old: Mapping[str, Any], path: Path) -> Iterator[tuple[str, FactValue]]:
        for key, fact in old["facts"].items():
            kind = self.types.get(key)
            if kind is None or (isinstance(kind, Monthly) and not self.same_year):
                continue
            try:
                value = fact_from_plain(fact, kind)
            except NotAValue:
                continue
            if self._is_too_old(value):
                self.too_old.add((path, key))
            else:
                yield key, value

    def _is_too_old(self, fact: FactValue) -> bool:
        on = fact.provenance.on if fact.provenance else None
        return bool(self.oldest and self.day and on and self.oldest.last_day(on) < self.day)


# Rules


class _Following:
    """Holds each rule of a new judgement against the report it follows."""

    def __init__(self, found: Judgement, previous: Saved, kept: _Kept) -> None:
        self.found, self.previous, self.kept = found, previous, kept
        self.suspects = Suspects(previous.data, to_dict(found))
        self.before = self.suspects.before
        self.known = {path for path, _ in units(previous.data)}
        self.results: dict[Key, FollowUp] = {}

    def marked(self) -> Judgement:
        """Return the judgement with how each rule stands to the report."""
        below_first = sorted(judged_units(self.found), key=lambda one: -len(one[0]))
        for path, unit in below_first:
            for result in unit.rules:
                self.results[Key(path, "rule", result.id)] = self._followed(path, unit, result)
        return self._with_results(self.found, ())

    def _followed(self, path: Path, unit: Judgement, result: RuleResult) -> FollowUp:
        key = Key(path, "rule", result.id)
        before = self.before.get(key)
        because, facts = self._because(key, unit, result, before)
        return FollowUp(
            self.previous.seal, self.previous.as_of, Status(before) if before else None, tuple(because), tuple(facts)
        )

    def _because(
        self, key: Key, unit: Judgement, result: RuleResult, before: str | None
    ) -> tuple[list[Because], list[str]]:
        if before is None:
            return ["new"], []
        found: list[Because] = [] if before in _SETTLED else ["open"]
        causes = self.suspects.of(key)
        found += [_BECAUSE[cause] for cause in causes.all if cause in _BECAUSE]
        old = [one for one in causes.facts if (one.path, one.indicator) in self.kept.too_old]
        changed = [one for one in causes.facts if one not in old]
        found += ["facts"] if changed else []
        found += ["evidence"] if old else []
        found += ["units"] if causes.units or self._is_open_below(key, unit) else []
        if not found and result.status.value != before:
            found = ["not reproduced"]
        return found, list(dict.fromkeys(one.indicator for one in causes.facts))

    def _is_open_below(self, key: Key, unit: Judgement) -> bool:
        """Whether a rule asks for verdicts of units below of which not everything is carried forward."""
        if not reads(unit.core)[key.id].verdicts:
            return False
        inside = (
            one for one in self.results if len(one.path) > len(key.path) and one.path[: len(key.path)] == key.path
        )
        return any(not self.results[one].is_carried for one in inside)

    def _with_results(self, unit: Judgement, path: Path) -> Judgement:
        rules = {
            result.id: evolve(result, followed=self.results[Key(path, "rule", result.id)]) for result in unit.rules
        }
        groups = (evolve(group, rules=tuple(rules[rule.id] for rule in group.rules)) for group in unit.groups)
        children = {
            level: tuple(
                self._with_results(one, (*path, one.facts.unit or f"{level} {number}"))
                for number, one in enumerate(below, 1)
            )
            for level, below in unit.children.items()
        }
        return evolve(unit, rules=tuple(rules.values()), groups=tuple(groups), children=children)
