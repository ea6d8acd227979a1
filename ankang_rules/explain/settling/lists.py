"""Units that are not listed: lists of made-up ones to try, and totals that go with those that are listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import chain, islice, permutations

from attrs import evolve

from ankang_rules.core.ruleset import Indicator, Level, RulesetCore
from ankang_rules.evaluate.judge import judge
from ankang_rules.evaluate.results import Judgement
from ankang_rules.evaluate.units import Unit, below, listed
from ankang_rules.explain.filling import Values, is_level
from ankang_rules.explain.settling.goals import Goals
from ankang_rules.facts.facts import Facts, FactValue
from ankang_rules.model.outcome import Known, Outcome, Reason
from ankang_rules.model.status import Status

_MOST_UNITS = 2000
_MOST_NEAR = 100
_MOST_KINDS = 4
_MOST_SIZES = 6
_MOST_TURNS = 24
_MOST_LISTS, _FEWEST_LISTS = 60, 12
_MOST_LISTED = 12_000
_MOST_BELOW = 5
_WORK_FOR_EACH_RULE = 40


class Lists:
    """Lists of units to try where one is missing in the tree that *goals* know."""

    def __init__(self, goals: Goals) -> None:
        self.goals = goals
        self._made: dict[int, list[Facts]] = {}

    def is_list(self, reason: Reason) -> bool:
        """Whether *reason* says that units are not listed."""
        return is_level(reason.subject, self._around(reason))

    def _around(self, reason: Reason) -> list[RulesetCore]:
        path = reason.unit
        return [self.goals.judged(path[:end]).core for end in range(len(path), -1, -1)]

    def of(self, reason: Reason, values: Values) -> list[Outcome]:
        """Return lists to try for the level that *reason* names: none, and so many alike; or the rest of a total."""
        level = next(level for core in self._around(reason) if (level := core.level(reason.subject)))
        rest = self._rest(reason, level)
        if rest is not None and not 0 < rest <= _MOST_UNITS:
            return []
        near = list(_near(values.numbers))
        sizes = [rest] if rest else list(dict.fromkeys([1, *near]))[:_MOST_SIZES]
        made = self._units(reason, level, values)
        lists = chain(
            [] if rest else [()],
            ((unit,) * size for unit in made[:_MOST_KINDS] for size in sizes),
            (list_ for size in sizes for list_ in _mixed(made, size, near)),
            ((unit,) * size for unit in made[_MOST_KINDS:] for size in sizes),
        )
        most = _MOST_LISTS if not rest else max(_FEWEST_LISTS, min(_MOST_LISTS, _MOST_LISTED // rest))
        return [Known(_named(list_)) for list_ in islice(lists, most)]

    def totals(self, reason: Reason) -> list[Outcome]:
        """Return how many units are listed, where *reason* says that their total is not known."""
        judged = self.goals.judged(reason.unit)
        levels = [level for level in judged.core.levels if level.register == reason.subject]
        return [Known(Fraction(self._listed(judged, level))) for level in levels]

    def _rest(self, reason: Reason, level: Level) -> int | None:
        """How many units a total says are missing, where it is known."""
        judged = self.goals.judged(reason.unit)
        own = judged.core.level(level.key)
        total = judged.facts[own.register] if own and own.register else None
        if own is None or not isinstance(total, Known) or not isinstance(total.value, Fraction):
            return None
        return int(total.value) - self._listed(judged, own)

    def _listed(self, judged: Judgement, level: Level) -> int:
        units = below(judged.children, judged.core, None, ())
        return len(listed(Unit(judged.facts, units), [level.key], judged.core).units)

    # Made-up units

    def _units(self, reason: Reason, level: Level, values: Values) -> list[Facts]:
        """Units with each fact at its first value, at its second, and so on; of the first, one passes and one fails."""
        declared = [indicator for core in (*self._around(reason), level.core) for indicator in core.indicators]
        plain = list(_in_step(level.core, {one.key: one for one in declared}.values(), values))
        if id(level.core) not in self._made:
            self._made[id(level.core)] = list(self._judged(level.core, self.goals.judged(reason.unit)))
        judged = [_over(given, other) for given, other in zip(self._made[id(level.core)], plain, strict=False)]
        return [*plain[:2], *judged, *plain[2:]]

    def _judged(self, core: RulesetCore, above: Judgement) -> Iterator[Facts]:
        """A unit that passes, and one that fails, where they are found."""
        from ankang_rules.explain.settling.trying import Trying

        nobody = {level.key: () for level in core.below(None)}
        empty = judge(core, Facts(unit="?", children=nobody), evolve(above.asked, parameters={}))
        goals = Goals(empty)
        trying = Trying(goals, _WORK_FOR_EACH_RULE * len(core.rules))
        for wanted in (Status.PASS, Status.FAIL):
            for way in goals.unit()[wanted][:1]:
                found = trying.unit((), way, wanted)
                if found is not None:
                    yield trying.unit_again((), found).facts


def _over(given: Facts, other: Facts) -> Facts:
    """*given*, and what it does not say as *other* says it."""
    return evolve(given, values={**other.values, **given.values})


def _in_step(core: RulesetCore, indicators: Iterable[Indicator], values: Values) -> Iterator[Facts]:
    """Units with every fact given: each at its first value, then each at its second, and so on."""
    options = {indicator.key: values.legal(indicator.type, indicator) for indicator in indicators}
    nobody = {level.key: () for level in core.below(None)}
    turns = min(_MOST_TURNS, max((len(found) for found in options.values()), default=0))
    for turn in range(turns):
        facts = {key: FactValue(Known(found[turn % len(found)])) for key, found in options.items() if found}
        yield Facts(facts, children=nobody)


def _near(numbers: Sequence[Fraction]) -> Iterator[int]:
    """Numbers of units at which a comparison may turn."""
    for number in numbers:
        if number.denominator == 1 and 0 < number < _MOST_NEAR:
            yield from (int(number), int(number) + 1)
            yield from range(int(number) - 1, max(0, int(number) - _MOST_BELOW), -1)


def _mixed(made: Sequence[Facts], size: int, near: Sequence[int]) -> Iterator[tuple[Facts, ...]]:
    """So many of one kind and the rest of another."""
    for number in dict.fromkeys(near):
        for one, other in permutations(made[:2], 2):
            if 0 < number < size:
                yield (*(one,) * number, *(other,) * (size - number))


def _named(units: tuple[Facts, ...]) -> tuple[Facts, ...]:
    """*units* with names of their own."""
    return tuple(evolve(unit, unit=f"#{i}") for i, unit in enumerate(units, 1))
