"""The next visit: what is open now, what falls due or changes by a day, and whose evidence will be too old by then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Literal

from attrs import evolve, field, frozen

from ankang_rules.core.ruleset import Rule
from ankang_rules.errors import ReportError
from ankang_rules.evaluate.judge import judge
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.facts.values import read_day
from ankang_rules.model.outcome import Reason, ReasonKind
from ankang_rules.model.status import Status
from ankang_rules.report import messages
from ankang_rules.report.age import Age, age
from ankang_rules.report.days import Days
from ankang_rules.report.differences import Path
from ankang_rules.report.reads import reads
from ankang_rules.report.trying import judged_units
from ankang_rules.source import Language

Why = Literal["fails", "unknown", "falls due", "changes", "due again"]
Units = list[tuple[Path, Judgement]]
_OPEN = ("fail", "unknown")


@frozen
class Visited:
    """A rule of the unit at *path* that the next visit is about, and *why*.

    *day* is when it falls due, changes or is due again; *before* and *after* how it ends now and from then on.
    *missing* are the facts to hand in.
    """

    path: Path
    rule: Rule
    why: Why
    before: Status
    day: date | None = None
    after: Status | None = None
    missing: tuple[Reason, ...] = ()


@frozen
class OldEvidence:
    """A fact of the unit at *path* that rules read, of the day *on*: too old from the day *since* on."""

    path: Path
    indicator: str
    on: date
    since: date
    rules: tuple[str, ...]


@frozen
class Visit:
    """What the next visit, by the day *by*, is about: *rules*, and *evidence* that will be too old by then.

    *undated* are facts that rules read, of which nobody knows how old they are; *again* rules that ask for another
    year's facts, as that year begins before *by*.
    """

    judgement: Judgement = field(repr=False)
    by: date
    max_age: Age | None
    rules: tuple[Visited, ...]
    evidence: tuple[OldEvidence, ...]
    undated: tuple[tuple[Path, str], ...]
    again: tuple[tuple[Path, Rule], ...]

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to visit for."""
        return bool(self.rules or self.evidence or self.again)

    def text(self, lang: Language = "en") -> str:
        """Return what to do, what to hand in, and by when."""
        from ankang_rules.report.visit_text import to_text

        return to_text(self, lang)

    def to_dict(self) -> dict[str, Any]:
        """Return the same as plain data."""
        from ankang_rules.report.visit_dict import visit_to_dict

        return visit_to_dict(self)


def next_visit(judgement: Judgement, by: date | str, max_age: str | timedelta | None = None) -> Visit:
    """Return what is to be looked at again by the day *by*; evidence older than *max_age* then is too old.

    What falls due and what changes is found by judging the same facts again on the days up to *by* on which the rules
    let anything begin or end. Raises :class:`ReportError` where *by* is not after the day of the judgement.
    """
    day = _later_day(judgement, by)
    oldest = None if max_age is None else age(max_age)
    units = list(judged_units(judgement))
    now = [found for path, unit in units for found in _open_now(path, unit, day)]
    listed = {(one.path, one.rule.id) for one in now}
    later = [one for one in _changing(judgement, units, day) if (one.path, one.rule.id) not in listed]
    rules = (*now, *later, *_due_again(judgement, units, day))
    evidence, undated = _evidence(units, oldest, day)
    return Visit(judgement, day, oldest, rules, tuple(evidence), tuple(undated), tuple(_again(units, day)))


def _later_day(judgement: Judgement, by: date | str) -> date:
    day = read_day(by.strip()) if isinstance(by, str) else by
    if day is None:
        raise ReportError([messages.not_a_day(str(by)[:40])])
    if judgement.asked.as_of is None:
        raise ReportError([messages.no_day_to_visit()])
    if day <= judgement.asked.as_of:
        raise ReportError([messages.visit_in_the_past(day.isoformat(), judgement.asked.as_of.isoformat())])
    return day


# What is open now


def _open_now(path: Path, unit: Judgement, by: date) -> Iterator[Visited]:
    for result in unit.rules:
        if result.status is Status.FAIL:
            yield Visited(path, result.rule, "fails", result.status)
        elif result.status is Status.UNKNOWN and (missing := _to_hand_in(result)):
            due = result.due if result.due is not None and result.due <= by else None
            yield Visited(path, result.rule, "unknown", result.status, due, missing=missing)


def _to_hand_in(result: RuleResult) -> tuple[Reason, ...]:
    """Why a rule is unknown, but for what only time will tell."""
    reasons = (reason for reason in result.reasons if reason.kind is not ReasonKind.NOT_YET_DUE)
    return tuple(sorted(reasons, key=Reason.sort_key))


# What comes


def _changing(judgement: Judgement, units: Units, by: date) -> Iterator[Visited]:
    """Yield each rule that is not open now and will be, on the first day on which it is."""
    assert judgement.asked.as_of is not None
    days = Days(judgement, judgement.asked.as_of)
    found: dict[tuple[Path, str], tuple[date, str]] = {}
    for _, day in days.changing(by):
        for key, status in days.on(day).items():
            if key.what == "rule" and status in _OPEN and days.on(days.first).get(key) != status:
                found.setdefault((key.path, key.id), (day, status))
    for path, unit in units:
        for result in unit.rules:
            if (path, result.id) in found:
                day, status = found[path, result.id]
                why: Why = "falls due" if result.due == day else "changes"
                yield Visited(path, result.rule, why, result.status, day, Status(status))


def _due_again(judgement: Judgement, units: Units, by: date) -> Iterator[Visited]:
    """Yield each rule that is due by a day of its year, on that day of the years that follow."""
    asked = judgement.asked
    if asked.year is None or asked.as_of is None or not any(_is_due_by_year(one) for _, one in units):
        return
    now = {(path, result.id): result.status for path, unit in units for result in unit.rules}
    for year in range(asked.year + 1, by.year + 1):
        then = judge(judgement.core, judgement.facts, evolve(asked, as_of=by, year=year))
        for path, unit in judged_units(then):
            for result in unit.rules:
                if result.due is not None and asked.as_of < result.due <= by and _asks_for_year(unit, result.rule):
                    yield Visited(path, result.rule, "due again", now[path, result.id], result.due)


def _is_due_by_year(unit: Judgement) -> bool:
    return any(rule.due is not None and _asks_for_year(unit, rule) for rule in unit.core.rules)


def _asks_for_year(unit: Judgement, rule: Rule) -> bool:
    return reads(unit.core)[rule.id].year


def _again(units: Units, by: date) -> Iterator[tuple[Path, Rule]]:
    """Yield the rules that ask for another year's facts, where such a year begins by the day *by*."""
    for path, unit in units:
        if unit.asked.year is not None and unit.asked.year < by.year:
            applying = (result.rule for result in unit.rules if result.status is not Status.NOT_APPLICABLE)
            yield from ((path, rule) for rule in applying if _asks_for_year(unit, rule) and rule.due is None)


# How old evidence is


def _evidence(units: Units, oldest: Age | None, by: date) -> tuple[list[OldEvidence], list[tuple[Path, str]]]:
    old: list[OldEvidence] = []
    undated: list[tuple[Path, str]] = []
    read_at: dict[Path, dict[str, list[str]]] = {}
    for path, unit in units if oldest is not None else ():
        assert oldest is not None
        read = read_at[path] = _read_by(unit, read_at.get(path[:-1], {}) if path else {})
        for key, fact in unit.facts.values.items():
            if key not in read:
                continue
            on = fact.provenance.on if fact.provenance else None
            if on is None:
                undated.append((path, key))
            elif (last := oldest.last_day(on)) < by:
                old.append(OldEvidence(path, key, on, last + timedelta(days=1), tuple(read[key])))
    return old, undated


def _read_by(unit: Judgement, above: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The facts that rules of *unit* read, where they apply, with the rules; and what those of units *above* read."""
    found = {key: list(rules) for key, rules in above.items()}
    for result in unit.rules:
        if result.status is not Status.NOT_APPLICABLE:
            for key in sorted(reads(unit.core)[result.id].facts):
                found.setdefault(key, []).append(result.id)
    return found
