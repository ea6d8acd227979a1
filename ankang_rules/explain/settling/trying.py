"""Ways → values that bring about a status, each tried by judging again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain, islice, product

from attrs import evolve

from ankang_rules.core import nodes as n
from ankang_rules.evaluate.judge import Judging, asked_of_each, children_again, judge_again
from ankang_rules.evaluate.reference import Evaluator
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.evaluate.units import Below, Unit, below, listed
from ankang_rules.explain.filling import Values, fill, place_type
from ankang_rules.explain.reads import Reads
from ankang_rules.explain.settling.goals import Goals
from ankang_rules.explain.settling.reading import Reading
from ankang_rules.explain.settling.rising import rising
from ankang_rules.explain.units import Path
from ankang_rules.facts.facts import Facts
from ankang_rules.model import types as ty
from ankang_rules.model.outcome import Known, Outcome, Reason
from ankang_rules.model.status import Status, all_of

Given = dict[Reason, Outcome]
"""What is handed in, by the reason for which it was not known."""

DECIDED = frozenset((Status.PASS, Status.FAIL, Status.NOT_APPLICABLE))
PASSING = frozenset((Status.PASS, Status.NOT_APPLICABLE))
FAILING = frozenset((Status.FAIL,))
_MOST_TRIED_FOR_ONE = 200
_MOST_TRIED_OVER_UNITS = 80
_MOST_MIXED = 12


class Trying:
    """Tries values in the tree that *goals* know; *work* is how many rules may still be judged for it."""

    def __init__(self, goals: Goals, work: int) -> None:
        self.goals, self.work = goals, work
        self._readings: dict[tuple[Path, str], tuple[Reading, Values]] = {}
        self._reads: dict[int, Reads] = {}

    # Judging again

    def rule_status(self, path: Path, result: RuleResult, given: Mapping[Reason, Outcome]) -> Status:
        """Return how a rule of the unit at *path* ends with *given*."""
        return self._rule_again(path, result, given).status

    def _rule_again(self, path: Path, result: RuleResult, given: Mapping[Reason, Outcome]) -> RuleResult:
        judged, facts, units = self._below(path, result, given)
        return Judging(judged.core, facts, judged.asked, units, asked_of_each(judged)).rule(result.rule)

    def _status_in_group(self, path: Path, result: RuleResult, given: Mapping[Reason, Outcome]) -> Status:
        """Return how a rule ends for the units that are *given* something, where their group asks one rule for each."""
        again = self._rule_again(path, result, given)
        group = next((one for one in self.goals.judged(path).core.groups if one.key == result.rule.group), None)
        if group is None or not (group.any_of and group.for_each):
            return again.status
        touched = {reason.unit[len(path) :] for reason in given}
        return all_of([case.result.status for case in again.cases if case.unit in touched] or [again.status])

    def _below(self, path: Path, result: RuleResult, given: Mapping[Reason, Outcome]) -> tuple[Judgement, Facts, Below]:
        """The unit at *path* with *given*, and those below it as a rule sees them."""
        only_facts = not self._reading(path, result)[0].asks_for_judgements()
        judged, facts = self._with(path, given)
        self.work -= 1 if only_facts else 1 + self._rules_below(path, given)
        units = children_again(judged, facts, only_facts=only_facts)
        return judged, facts, below(units, judged.core, None, ())

    def unit_again(self, path: Path, given: Mapping[Reason, Outcome]) -> Judgement:
        """Return how the unit at *path* is judged with *given*."""
        judged, facts = self._with(path, given)
        self.work -= len(judged.core.rules) + self._rules_below(path, given)
        return judge_again(judged, facts)

    def _with(self, path: Path, given: Mapping[Reason, Outcome]) -> tuple[Judgement, Facts]:
        """The unit at *path*, and its facts with *given*."""
        start = len(path)
        inside = {evolve(r, unit=r.unit[start:]): outcome for r, outcome in given.items() if r.unit[:start] == path}
        around = [self.goals.judged(path[:end]).core for end in range(start)]
        judged = self.goals.judged(path)
        return judged, fill(judged.facts, inside, judged.core, around)

    def _rules_below(self, path: Path, given: Mapping[Reason, Outcome]) -> int:
        """How many rules are judged of units below that at *path*, where *given* touches them."""
        touched = {r.unit[:end] for r in given for end in range(len(path) + 1, len(r.unit) + 1)}
        return sum(len(self.goals.judged(unit).core.rules) for unit in touched)

    # Units and groups

    def passing(self, path: Path, results: Sequence[RuleResult], facts: frozenset[Reason]) -> Given:
        """Return values of *facts* with which so many of *results*, undecided rules at *path*, pass as can be."""
        return self._ending(path, results, facts, PASSING)

    def _ending(
        self, path: Path, results: Sequence[RuleResult], facts: frozenset[Reason], wanted: frozenset[Status]
    ) -> Given:
        given: Given = {}
        for i, result in enumerate(results):
            facts_of = self._read_by(path, result, facts)
            found = self.rule(path, result, facts_of - given.keys(), wanted, given, status=self._status_in_group)
            if found is None and given:
                found = self._with_others(path, result, results[:i], facts, wanted, given)
            given |= found or {}
        return given

    def _with_others(
        self,
        path: Path,
        result: RuleResult,
        others: Sequence[RuleResult],
        facts: frozenset[Reason],
        wanted: frozenset[Status],
        given: Given,
    ) -> Given | None:
        """Other values of what *result* shares with *others*, with which all of them end as *wanted*."""
        shared = self._read_by(path, result, facts)
        sharing = [other for other in others if self._read_by(path, other, facts) & shared]
        together = shared.union(*(self._read_by(path, other, facts) for other in sharing))
        return self.rule(path, result, together, wanted, given, sharing)

    def failing(self, path: Path, results: Sequence[RuleResult], facts: frozenset[Reason]) -> Iterator[Given]:
        """Yield values of *facts* with which one of *results* fails, for each in turn, or all that any would pass."""
        any_of = {group.key for group in self.goals.judged(path).core.groups if group.any_of}
        for result in results:
            if result.rule.group not in any_of and (inside := self._read_by(path, result, facts)):
                found = self.rule(path, result, inside, FAILING)
                if found is not None:
                    yield found
        for name in dict.fromkeys(result.rule.group for result in results if result.rule.group in any_of):
            yield self._ending(path, [result for result in results if result.rule.group == name], facts, FAILING)

    def _read_by(self, path: Path, result: RuleResult, facts: frozenset[Reason]) -> frozenset[Reason]:
        """Those of *facts* that a rule of the unit at *path* may read: all of units below, its own by their names."""
        core = self.goals.judged(path).core
        reads = self._reads.setdefault(id(core), Reads(core)).of(result.rule)
        registers = {level.register for level in core.levels}
        subjects = {reason.subject for reason in result.reasons}
        return frozenset(
            r
            for r in facts
            if r.unit[: len(path)] == path
            and (len(r.unit) > len(path) or r.subject in reads or r.subject in subjects | registers)
        )

    def unit(self, path: Path, facts: frozenset[Reason], wanted: Status) -> Given | None:
        """Return values of *facts* with which the unit at *path* comes to be *wanted*, where some are found."""
        judged = self.goals.judged(path)
        open_ = [r for r in judged.rules if r.status is Status.UNKNOWN and r.rule.force == "must"]
        tried = self.failing(path, open_, facts) if wanted is Status.FAIL else [self.passing(path, open_, facts)]
        for given in tried:
            if self.work > 0 and self.unit_again(path, given).status is wanted:
                return given
        return None

    # Rules

    def rule(
        self,
        path: Path,
        result: RuleResult,
        facts: frozenset[Reason],
        wanted: frozenset[Status],
        fixed: Mapping[Reason, Outcome] | None = None,
        also: Sequence[RuleResult] = (),
        status: Callable[[Path, RuleResult, Given], Status] | None = None,
    ) -> Given | None:
        """Return values of *facts* with which a rule of the unit at *path* ends as *wanted*, beside what is *fixed*.

        The rules *also* do so with them. *status* says how it ends, where that is not by all that it is about.
        """
        known = {r: outcome for r, outcome in (fixed or {}).items() if r not in facts}
        relevant = {r: known[r] for r in self._read_by(path, result, frozenset(known))}
        most = _MOST_TRIED_OVER_UNITS if self._reading(path, result)[0].is_about_units() else _MOST_TRIED_FOR_ONE
        for given in islice(self._tries(path, result, facts, relevant), most):
            if self.work <= 0:
                return None
            if (status or self.rule_status)(path, result, {**relevant, **given}) not in wanted:
                continue
            if all(self.rule_status(path, other, {**known, **given}) in wanted for other in also):
                return given
        return None

    def _reading(self, path: Path, result: RuleResult) -> tuple[Reading, Values]:
        if (path, result.id) not in self._readings:
            reading = Reading(result.rule, self.goals.seeking(path))
            around = [self.goals.judged(path[:end]).core for end in range(len(path) + 1)]
            self._readings[path, result.id] = reading, Values(around, reading.seeking.asked, reading.seen())
        return self._readings[path, result.id]

    def _tries(
        self, path: Path, result: RuleResult, facts: frozenset[Reason], fixed: Given
    ) -> Iterator[dict[Reason, Outcome]]:
        """Values for *facts*: by the verdicts of units below, then fact by fact."""
        reading, _ = self._reading(path, result)
        in_order = self.goals.families.in_order(facts)
        if reading.reads_verdicts():
            yield from self._by_verdicts(path, result, in_order)
        yield from self._by_values(path, result, in_order, fixed)

    def _by_values(
        self, path: Path, result: RuleResult, facts: Sequence[Reason], fixed: Given
    ) -> Iterator[dict[Reason, Outcome]]:
        """All in step, then such that two sides of a comparison meet, then every combination."""
        options = [self._options(path, result, reason) for reason in facts]
        if not all(options):
            return
        for turn in range(max((len(values) for values in options), default=0)):
            yield {r: values[turn % len(values)] for r, values in zip(facts, options, strict=True)}
        yield from self._rising(path, result, facts, options)
        for turn in range(2):
            base = {r: values[turn % len(values)] for r, values in zip(facts, options, strict=True)}
            yield from self._meeting(path, result, base, fixed)
        for choice in product(*options):
            yield dict(zip(facts, choice, strict=True))

    def _rising(
        self, path: Path, result: RuleResult, facts: Sequence[Reason], options: Sequence[list[Outcome]]
    ) -> Iterator[dict[Reason, Outcome]]:
        """Each series goes up, month by month, beside the first values of whatever else there is."""
        values = self._reading(path, result)[1]
        series = [r for r in facts if r.unit == path and isinstance(values.indicator(r).type, ty.Monthly) and r.at]
        numbers = [r for r in series if _is_number(place_type(values.indicator(r), r))]
        if len(numbers) > 1:
            rest = {r: found[0] for r, found in zip(facts, options, strict=True)}
            yield from ({**rest, **given} for given in rising(self.goals.judged(path).facts, numbers))

    def _options(self, path: Path, result: RuleResult, reason: Reason) -> list[Outcome]:
        _, values = self._reading(path, result)
        return [] if self.goals.is_list(reason) else [*self._totals(reason), *values.of(reason)]

    def _totals(self, reason: Reason) -> list[Outcome]:
        """How many units are listed, where *reason* says that their total is not known."""
        judged = self.goals.judged(reason.unit)
        unit = Unit(judged.facts, below(judged.children, judged.core, None, ()))
        levels = [level.key for level in judged.core.levels if level.register == reason.subject]
        return [Known(Fraction(len(listed(unit, [key], judged.core).units))) for key in levels]

    # Two sides that meet

    def _meeting(self, path: Path, result: RuleResult, base: Given, fixed: Given) -> Iterator[dict[Reason, Outcome]]:
        """*base* with one number at a time moved to where a comparison has equal sides, and just beside it."""
        reading, values = self._reading(path, result)
        numbers = [r for r in base if _is_number(place_type(values.indicator(r), r))]
        for reason in numbers if any(reading.comparisons()) else ():
            for root in dict.fromkeys(self._roots(path, result, {**fixed, **base}, reason)):
                for number in values.numbers_at(reason, root):
                    yield {**base, reason: number}

    def _roots(self, path: Path, result: RuleResult, base: Given, reason: Reason) -> Iterator[Fraction]:
        at = [self._differences(path, result, {**base, reason: Known(Fraction(number))}) for number in (0, 1, 2)]
        for zero, one, two in zip(*at, strict=True):
            if zero is not None and one is not None and two is not None and zero != one and two - one == one - zero:
                yield zero / (zero - one)

    def _differences(self, path: Path, result: RuleResult, given: Given) -> list[Fraction | None]:
        """By how much the sides of each comparison differ, where both are numbers."""
        judged, facts, units = self._below(path, result, given)
        evaluator = Evaluator(judged.core, facts, judged.asked, None, units)
        return [_difference(evaluator, node) for node in self._reading(path, result)[0].comparisons()]

    # The verdicts of units below

    def _by_verdicts(self, path: Path, result: RuleResult, facts: Sequence[Reason]) -> Iterator[dict[Reason, Outcome]]:
        """All units pass, all fail, the first so many pass; what is asked beside goes in step."""
        for depth in sorted({len(reason.unit) for reason in facts} - {len(path)}):
            units = list(dict.fromkeys(r.unit[:depth] for r in facts if len(r.unit) >= depth))
            inside = {unit: frozenset(r for r in facts if r.unit[:depth] == unit) for unit in units}
            rest = [r for r in facts if len(r.unit) < depth]
            passing = {unit: self.unit(unit, inside[unit], Status.PASS) for unit in units}
            failing = {unit: self.unit(unit, inside[unit], Status.FAIL) for unit in units}
            others = list(islice(self._by_values(path, result, rest, {}), _MOST_MIXED)) if rest else [{}]
            for number in _mixed(len(units)):
                settled: Given = {}
                for i, unit in enumerate(units):
                    first, second = (passing, failing) if i < number else (failing, passing)
                    settled |= first[unit] or second[unit] or {}
                yield from ({**settled, **other} for other in others)


def _mixed(number: int) -> Iterable[int]:
    """How many of *number* pass: all, none, and so many as there is room for."""
    return dict.fromkeys(chain((number, 0), range(1, min(number, _MOST_MIXED))))


def _is_number(kind: ty.Type) -> bool:
    return isinstance(kind, ty.Quantity | ty.Share | ty.Duration)


def _difference(evaluator: Evaluator, node: n.Compare) -> Fraction | None:
    match evaluator.value(node.left), evaluator.value(node.right):
        case Known(value=Fraction() as left), Known(value=Fraction() as right):
            return left - right
    return None
