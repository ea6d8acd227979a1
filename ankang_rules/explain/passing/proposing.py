"""From what should pass to proposals: ways are met, tried by judging again, and ranked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from attrs import evolve, frozen

from ankang_rules.core.ruleset import Rule
from ankang_rules.evaluate.judge import whens_of
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.explain.passing import catalogue as say
from ankang_rules.explain.passing.changing import at_path, judged, rule_judged
from ankang_rules.explain.passing.goals import Goals
from ankang_rules.explain.passing.lines import line
from ankang_rules.explain.passing.meeting import Meeting, makes_needless
from ankang_rules.explain.passing.notes import Obstacle
from ankang_rules.explain.passing.places import Path, Place, Spot
from ankang_rules.explain.passing.proposals import Change, Kind, Proposal, Proposals
from ankang_rules.explain.passing.ways import Ways
from ankang_rules.model.given import NONE
from ankang_rules.model.outcome import Known
from ankang_rules.model.status import Status
from ankang_rules.source import Bilingual, Language

MOST_PROPOSALS = 10
_MOST_TRIED = 40
_MOST_ROUNDS = 8
_MOST_REASONS = 5
_OPEN = (Status.FAIL, Status.UNKNOWN)


@frozen
class Target:
    """What should pass: the unit at *path*, or the rule or group called *name* there."""

    kind: Kind
    path: Path = ()
    name: str = ""

    def status(self, judgement: Judgement) -> Status | None:
        """Return how the target ended in *judgement*."""
        unit = at_path(judgement, self.path)
        match self.kind:
            case "rule":
                return next(one.status for one in unit.rules if one.id == self.name)
            case "group":
                return next(one.status for one in unit.groups if one.id == self.name)
        return unit.status


def propose(judgement: Judgement, target: Target) -> Proposals:
    """Return the smallest changes to the facts of *judgement*, and below, after which *target* passes."""
    if target.path:
        # How a unit ends rests on nothing above it, so it is judged again alone.
        inner = propose(at_path(judgement, target.path), evolve(target, path=()))
        return evolve(inner, found=tuple(_seen_from(judgement, target.path, proposal) for proposal in inner))
    status = target.status(judgement)
    if status not in _OPEN:
        return Proposals(why=say.passes_already if status is Status.PASS else say.does_not_apply)
    return _Proposing(judgement, target).proposals()


def _seen_from(judgement: Judgement, path: Path, proposal: Proposal) -> Proposal:
    """Return *proposal*, made for the unit at *path*, as one for the facts of *judgement*."""
    changes = tuple(
        evolve(
            change,
            unit="/".join((*path, *change.place.unit)),
            place=evolve(change.place, unit=(*path, *change.place.unit)),
            line=say.of_unit("/".join(path), change.line, "/" if change.unit else " "),
        )
        for change in proposal.changes
    )
    return evolve(proposal, changes=changes, core=judgement.core, facts=judgement.facts, asked=judgement.asked)


class _Proposing:
    def __init__(self, judgement: Judgement, target: Target) -> None:
        self.judgement, self.target = judgement, target
        self.goals = Goals(judgement)
        self.kept: dict[tuple[Path, str], Ways] = {}
        self.unkept = False

    def proposals(self) -> Proposals:
        first = self._ways()
        for _ in range(_MOST_ROUNDS):
            families = [first, *self.kept.values()]
            found = self._ranked(self.goals.families.all_of(families))
            tried = list(islice(found, _MOST_TRIED))
            passing, broken = self._tried(tried)
            if not broken or len(passing) >= MOST_PROPOSALS:
                break
            self.kept |= {key: self._keeping(*key) for key in broken}
        return self._listed(passing, len(found) - len(tried))

    def _ways(self) -> Ways:
        path, unit = self.target.path, at_path(self.judgement, self.target.path)
        match self.target.kind:
            case "rule":
                return self.goals.rule(_rule(unit, self.target.name), path)
            case "group":
                return self.goals.group(next(one for one in unit.groups if one.id == self.target.name), path)
        return self.goals.unit(path)

    def _ranked(self, ways: Ways) -> list[Meeting]:
        """Every meeting of the ways, the cheapest first, without those that hold another.

        What goes beyond what is to be expected is left out where as few changes do without.
        """
        kept: list[Meeting] = []
        for meeting in sorted(
            (meeting for way in ways for meeting in self.goals.meetings.of(way.requirements)), key=lambda it: it.cost
        ):
            if not meeting.changes:
                continue
            beyond = meeting.unlikely and any(not one.unlikely for one in kept)
            if not beyond and not any(makes_needless(one, meeting) for one in kept):
                kept.append(meeting)
        return kept

    # Trying

    def _tried(self, meetings: list[Meeting]) -> tuple[list[Meeting], dict[tuple[Path, str], None]]:
        """Those that pass when they are judged, and the rules that others break."""
        passing, broken = [], dict[tuple[Path, str], None]()
        self.unkept = False
        for meeting in meetings:
            changes = [(change.place, change.after) for change in meeting.changes]
            if self._passes(changes):
                passing.append(meeting)
                continue
            after = judged(self.judgement, changes)
            found = {key: None for key in self._broken(after, meeting) if key not in self.kept}
            self.unkept = self.unkept or not found
            broken |= found
        return passing, broken

    def _passes(self, changes: Sequence[tuple[Place, Any]]) -> bool:
        if self.target.kind == "rule":
            rule = _rule(self.judgement, self.target.name)
            return rule_judged(self.judgement, changes, rule).status is Status.PASS
        return self.target.status(judged(self.judgement, changes)) is Status.PASS

    def _broken(self, after: Judgement, meeting: Meeting) -> Iterator[tuple[Path, str]]:
        """The rules that end open only after the changes, of the unit itself and of those that are changed."""
        paths = {change.place.unit for change in meeting.changes}
        paths |= {self.target.path} if self.target.kind != "rule" else set()
        for path in sorted(paths):
            before = {one.id: one.status for one in at_path(self.judgement, path).rules}
            for one in at_path(after, path).rules:
                if one.status in _OPEN and before[one.id] not in _OPEN and one.rule.force == "must":
                    yield path, one.id

    def _keeping(self, path: Path, rule_id: str) -> Ways:
        """The ways to have a rule pass that does, or stay without application."""
        unit = at_path(self.judgement, path)
        rule = _rule(unit, rule_id)
        result: RuleResult = next(one for one in unit.rules if one.rule is rule)
        passing = self.goals.rule(rule, path)
        if result.status is Status.PASS:
            return passing
        group = next((one for one in unit.core.groups if one.key == rule.group), None)
        here = self.goals.here(path)
        becomes = self.goals.conditions.becomes
        staying = [becomes(when, False, here) for when in whens_of(unit.core, group, rule)]
        return self.goals.families.any_of([passing, *staying])

    # What is shown

    def _listed(self, passing: list[Meeting], untried: int) -> Proposals:
        shown = [self._proposal(meeting) for meeting in passing[:MOST_PROPOSALS]]
        tried = self.goals.complete and not self.unkept
        complete = tried and not self.goals.conditions.notes.outside
        more = len(passing) - len(shown) + untried if shown else 0
        why = None
        if not shown:
            why = self._why(complete=tried)
        elif "product" in self.goals.conditions.notes:
            why = say.products_left_out
        return Proposals(tuple(shown), more, complete, why)

    def _why(self, *, complete: bool) -> Bilingual:
        """Why nothing was found: of a group or unit, the rules for which there is nothing, each with its reason."""
        if self.target.kind == "rule":
            return say.none_because(self._fixed(), self.goals.conditions.notes, complete=complete)
        unit = at_path(self.judgement, self.target.path)
        group = self.target.name if self.target.kind == "group" else None
        found = []
        for one in unit.rules:
            if one.status in _OPEN and one.rule.force == "must" and group in (None, one.rule.group):
                alone = propose(self.judgement, Target("rule", self.target.path, one.id))
                if not alone and alone.why is not None:
                    found.append(say.line_of(Bilingual(zh=_called(one, "zh"), en=_called(one, "en")), alone.why))
        return say.together(found[:_MOST_REASONS]) if found else say.together([say.contradict(complete=complete)])

    def _fixed(self) -> list[Bilingual]:
        """The facts in the way that nobody may change, and those of them that are not given yet."""
        notes, found = self.goals.conditions.notes, []
        told: tuple[tuple[Obstacle, Callable[[Bilingual], Bilingual]], ...]
        told = (("unfilled", say.unfilled), ("fixed", say.fixed))
        for kind, sentence in told:
            places = list(notes.found.get(kind, ()))[:_MOST_REASONS]
            if places:
                spots = [self.goals.places.spot(place) for place in places]
                found.append(sentence(Bilingual(zh=_names(spots, "zh"), en=_names(spots, "en"))))
        return found

    def _proposal(self, meeting: Meeting) -> Proposal:
        changes = []
        for change in meeting.changes:
            spot = self.goals.places.spot(change.place)
            before = spot.now.value if isinstance(spot.now, Known) else NONE if spot.is_absent else None
            place = change.place
            stated = Change("/".join(place.unit), place.key, before, change.after, place.at, place=place)
            unit = self.goals.places.unit(place.unit)
            changes.append(evolve(stated, line=line(stated, spot, unit.core)))
        judgement = self.judgement
        return Proposal(tuple(changes), meeting.effort, judgement.core, judgement.facts, judgement.asked)


def _names(spots: list[Spot], lang: Language) -> str:
    names = (spot.indicator.labels(lang) or spot.indicator.name for spot in spots)
    return ("、" if lang == "zh" else ", ").join(dict.fromkeys(names))


def _called(result: RuleResult, lang: Language) -> str:
    return result.rule.labels(lang) or result.rule.name


def _rule(unit: Judgement, rule_id: str) -> Rule:
    return next(one.rule for one in unit.rules if one.id == rule_id)
