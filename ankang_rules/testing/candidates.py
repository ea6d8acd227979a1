"""Values worth trying at a place: few and simple ones first, those a rule compares with, and their neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, cast

from ankang_rules.core import nodes as n
from ankang_rules.core.kept import kept
from ankang_rules.core.ruleset import Indicator, Rule, RulesetCore
from ankang_rules.evaluate.reference import Evaluator
from ankang_rules.explain.filling import is_legal, quantum
from ankang_rules.model import types as ty
from ankang_rules.model.given import NONE
from ankang_rules.model.outcome import Known
from ankang_rules.testing.goals import (
    Goal,
    Place,
    State,
    core_at,
    expressions_of,
    facts_of,
    indicator_of,
    levels_below,
    open_months,
    open_records,
)

_MOST_UNITS = 60
_MOST_RECORDS = 12
_SIMPLE = (Fraction(100), Fraction(1), Fraction(0), Fraction(10**6))
_SIMPLE_SHARES = (Fraction(1), Fraction(0), Fraction(1, 2))


@kept
def constants_of(core: RulesetCore, rule: Rule) -> tuple[Any, ...]:
    """Return the constants that *rule* names, and the values of the parameters it reads."""
    parameters = {parameter.key: parameter for parameter in core.parameters}
    found: dict[Any, None] = {}
    for expression in expressions_of(core, rule):
        for node in n.walk(expression):
            if isinstance(node, n.Constant):
                found[node.value] = None
            elif isinstance(node, n.ParameterRef):
                found |= {dated.value: None for dated in parameters[node.key].values if dated.value is not None}
    return tuple(found)


@kept
def _rules_that_read(core: RulesetCore, key: str) -> tuple[Rule, ...]:
    def reads(rule: Rule) -> bool:
        nodes = (node for expression in expressions_of(core, rule) for node in n.walk(expression))
        return any(isinstance(node, n.Fact) and node.key == key for node in nodes)

    return tuple(rule for rule in core.rules if reads(rule))


@kept
def comparisons(core: RulesetCore, rule: Rule) -> tuple[n.Compare, ...]:
    """Return the comparisons of ordered values that *rule* makes outside every list and series, in its order."""
    found, stack = list[n.Compare](), list(reversed(expressions_of(core, rule)))
    while stack:
        node = stack.pop()
        if isinstance(node, n.Compare) and ty.is_ordered(node.left.type):
            found.append(node)
        if not isinstance(node, n.EveryMonth | n.Quantified | n.CountOf | n.ShareWhere | n.Aggregate):
            stack.extend(reversed(list(n.parts(node))))
    return tuple(found)


class Candidates:
    """Finds values for the open places of *goal*."""

    def __init__(self, goal: Goal) -> None:
        self.goal, self.core = goal, goal.core

    def of(self, place: Place, state: State) -> list[Any]:
        """Return values for *place*, each once, the simplest first; the last of them says that there is none."""
        if any(level.key == place.key for level in levels_below(self.core, place.levels)):
            return self._numbers_of_units(place, state)
        indicator = indicator_of(self.core, place)
        listed = self._register(place, state)
        if listed is not None:
            return listed
        kind = part_type(indicator, place)
        return [*dict.fromkeys([*self._of_type(kind, indicator, place, state), NONE])]

    def _stated(self, kind: type[Any], place: Place | None = None) -> list[Any]:
        """The constants of *kind* in the rule, and in a unit's own rules about the fact at *place*."""
        found = list(constants_of(self.core, self.goal.rule))
        if place is not None and place.levels:
            inner = core_at(self.core, place.levels)
            found += (value for rule in _rules_that_read(inner, place.key) for value in constants_of(inner, rule))
        return list(dict.fromkeys(value for value in found if isinstance(value, kind)))

    def _numbers_of_units(self, place: Place, state: State) -> list[Any]:
        whole = [int(c) for c in self._stated(Fraction) if c.denominator == 1 and 0 < c <= _MOST_UNITS]
        wanted = [size for c in whole for size in (c, c - 1, c + 1)]
        register = self._register_of(place)
        if register is not None and register in state:
            return [int(state[register])] if 0 <= state[register] <= _MOST_UNITS else []
        return list(dict.fromkeys([1, 0, 2, *wanted, 3, 10]))

    def _register_of(self, place: Place) -> Place | None:
        level = core_at(self.core, place.levels).level(place.key)
        return Place(place.levels, level.register) if level is not None and level.register else None

    def _register(self, place: Place, state: State) -> list[Any] | None:
        """What a register may say: as many as are listed."""
        level = next((one for one in core_at(self.core, place.levels).levels if one.register == place.key), None)
        if level is None:
            return None
        number, at = 1, place.levels
        chain = [level]
        while chain[0].parent is not None:
            above = core_at(self.core, place.levels).level(chain[0].parent)
            assert above is not None
            chain.insert(0, above)
        for one in chain:
            listed = state.get(Place(at, one.key))
            if listed is None:
                return [Fraction(size) for size in self._sizes()]
            number, at = number * listed, (*at, one.key)
        return [Fraction(number)]

    def _sizes(self) -> list[int]:
        whole = [int(c) for c in self._stated(Fraction) if c.denominator == 1 and 0 < c <= _MOST_UNITS]
        return list(dict.fromkeys([1, 0, *whole, 2, 3, 10]))

    def _of_type(self, kind: ty.Type, indicator: Indicator, place: Place, state: State) -> Iterator[Any]:
        match kind:
            case ty.YesNo():
                yield from (True, False)
            case ty.OneOf(choices=choices):
                yield from (member.key for member in choices.members)
            case ty.SetOf(choices=choices):
                yield from self._sets(choices, place)
            case ty.Text():
                yield from (*self._stated(str, place), "?")
            case ty.Date():
                yield from self._days(place, state)
            case ty.Monthly(of=inner, months=number):
                for value in self._of_type(inner, indicator, place, state):
                    yield (Known(value),) * number
                yield open_months(place.key, number)
            case ty.ListOf():
                whole = [int(c) for c in self._stated(Fraction, place) if c.denominator == 1 and 0 < c <= _MOST_RECORDS]
                for number in dict.fromkeys([1, 0, 2, *whole, *(c + 1 for c in whole), 3]):
                    yield open_records(place.key, kind, number)
            case _:
                yield from self._numbers(kind, indicator, place, state)

    def _sets(self, choices: ty.Choices, place: Place) -> Iterator[frozenset[str]]:
        every = frozenset(member.key for member in choices.members)
        stated = [value for value in self._stated(frozenset, place) if value <= every]
        yield from (every, frozenset(), *stated)
        yield from (frozenset([key]) for key in sorted(every))
        yield from (every - {key} for key in sorted(every))

    def _days(self, place: Place, state: State) -> Iterator[date]:
        known = [value for value in state.values() if isinstance(value, date)]
        roots = [date.fromordinal(int(r)) for r in self.roots(place, state) if 1 < r < date.max.toordinal()]
        days = [*roots, *self._stated(date, place), *known, *([self.goal.day] if self.goal.day else [])]
        for day in dict.fromkeys(days or [date(2014, 6, 1)]):
            yield from (day + timedelta(step) for step in (0, -1, 1) if 1 < day.toordinal() < date.max.toordinal())
        for day in dict.fromkeys(days[:1]):
            yield from (day + timedelta(step) for step in (-366, 366) if 366 < day.toordinal() < 3652000)

    def _numbers(self, kind: ty.Type, indicator: Indicator, place: Place, state: State) -> Iterator[Fraction]:
        step = quantum(kind, indicator)
        scale = indicator.word.scale if indicator.word else Fraction(1)
        expected = [end for end in indicator.expected or () if isinstance(end, Fraction)]
        simple = _SIMPLE_SHARES if isinstance(kind, ty.Share) else tuple(s * scale for s in _SIMPLE)
        same = [v for p, v in state.items() if p.key == place.key and isinstance(v, Fraction)]
        roots = self.roots(place, state)
        near = [r + s for r in roots for s in (0, step, -step)]
        constants = [c + s for c in self._stated(Fraction, place) for s in (0, step, -step)]
        steps = [v + s for v in same[-1:] for s in (step, -step)]
        whole = [root for root in roots if (root / scale).denominator == 1]
        for number in (*whole, *simple, *near, *steps, *constants, *expected):
            on_grid = number // step * step
            for value in (on_grid, on_grid + step) if on_grid != number else (number,):
                if is_legal(value, kind):
                    yield value

    def roots(self, place: Place, state: State) -> list[Fraction]:
        """Where the sides of a comparison meet, by the value of *place*, everything else being as in *state*."""
        core, local = core_at(self.core, place.levels), Place((), place.key, place.at)
        known = {Place((), p.key, p.at): v for p, v in state.items() if p.levels == place.levels}
        rules = _rules_that_read(core, place.key) if place.levels else (self.goal.rule,)
        nodes = dict.fromkeys(node for rule in rules for node in comparisons(core, rule))
        as_days = isinstance(part_type(indicator_of(self.core, place), place), ty.Date)
        base = date(2014, 6, 1).toordinal() if as_days else 0
        at = [
            self._differences(core, {**known, local: _as_value(Fraction(base + number), as_days)}, nodes)
            for number in (0, 1, 2)
        ]
        found: dict[Fraction, None] = {}
        for zero, one, two in zip(*at, strict=True):
            if zero is not None and one is not None and two is not None and zero != one and two - one == one - zero:
                found[base + zero / (zero - one)] = None
        return list(found)

    def _differences(self, core: RulesetCore, state: State, nodes: Iterable[n.Compare]) -> list[Fraction | None]:
        """By how much the sides of each comparison differ, where both are known."""
        lists = {level.key for level in core.levels}
        facts = facts_of(
            core, {place: value for place, value in state.items() if place.key not in lists}, self.goal.day
        )
        evaluator = Evaluator(core, facts, self.goal.asked)
        return [_difference(evaluator, node) for node in nodes]


def _as_value(number: Fraction, as_days: bool) -> Any:
    return date.fromordinal(int(number)) if as_days else number


def _difference(evaluator: Evaluator, node: n.Compare) -> Fraction | None:
    match evaluator.value(node.left), evaluator.value(node.right):
        case Known(value=Fraction() as left), Known(value=Fraction() as right):
            return left - right
        case Known(value=date() as left), Known(value=date() as right):
            return Fraction(left.toordinal() - right.toordinal())
    return None


def part_type(indicator: Indicator, place: Place) -> ty.Type:
    """Return the type of what stands at *place*, a month or a field of a record."""
    kind = indicator.type
    if isinstance(kind, ty.Monthly) and place.at:
        return kind.of
    if isinstance(kind, ty.ListOf) and place.at:
        return next(field.type for field in kind.fields if field.key == cast(str, place.at[1]))
    return kind
