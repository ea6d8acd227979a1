"""Facts with something filled in, and values worth trying there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import chain
from typing import TypeVar, cast

from attrs import evolve

from ankang_rules.core.ruleset import Indicator, RulesetCore
from ankang_rules.evaluate.reference import Asked
from ankang_rules.facts.facts import Facts, FactValue
from ankang_rules.model import types as ty
from ankang_rules.model.outcome import Known, Outcome, Reason, ReasonKind, Unknown, Value, unknown

_QUANTA = {"count": Fraction(1), "number": Fraction(1, 10**6), "money": Fraction(1, 100)}
_SHARE_QUANTUM = Fraction(1, 10**9)
_FAR = Fraction(10**12)
_MOST_MEMBERS = 12


def fill(facts: Facts, given: Mapping[Reason, Outcome], core: RulesetCore, above: Sequence[RulesetCore] = ()) -> Facts:
    """Return *facts* with each open place in *given* filled in, of units below too.

    *above* are the rulesets of the units above, outermost first. Units in which nothing is filled in are the same
    objects.
    """
    around = (*above, core)
    values, children = dict(facts.values), dict(facts.children)
    inside: dict[str, dict[Reason, Outcome]] = {}
    for reason, outcome in given.items():
        key = reason.subject
        if reason.unit:
            inside.setdefault(reason.unit[0], {})[evolve(reason, unit=reason.unit[1:])] = outcome
        else:
            before = values[key].outcome if key in values else unknown(ReasonKind.MISSING, key)
            kind = indicator_of(key, around).type
            values[key] = FactValue(cast(Known | Unknown, _filled(before, kind, reason, outcome)))
    if inside:
        children = {key: _below(key, units, inside, around) for key, units in children.items()}
    return evolve(facts, values=values, children=children) if given else facts


def _below(
    key: str, units: tuple[Facts, ...], inside: dict[str, dict[Reason, Outcome]], around: Sequence[RulesetCore]
) -> tuple[Facts, ...]:
    """*units* of the level under *key*, filled in; the same tuple where nothing is."""
    level = next((level for core in reversed(around) if (level := core.level(key))), None)
    if level is None or not any((unit.unit or "?") in inside for unit in units):
        return units
    found = []
    for unit in units:
        mine = inside.pop(unit.unit or "?", {})
        found.append(fill(unit, mine, level.core, around))
    return tuple(found)


def indicator_of(key: str, cores: Sequence[RulesetCore]) -> Indicator:
    """Return the indicator under *key*: as the innermost of *cores* declares it, or one above, or one below them."""
    mine = (indicator for core in reversed(cores) for indicator in core.indicators)
    return next(one for one in chain(mine, _declared_below(cores)) if one.key == key)


def _declared_below(cores: Sequence[RulesetCore]) -> Iterator[Indicator]:
    for level in (level for core in cores for level in core.levels):
        yield from level.core.indicators
        yield from _declared_below([level.core])


def _filled(before: Outcome, kind: ty.Type, reason: Reason, outcome: Outcome) -> Outcome:
    match reason.at:
        case (int(month),) if isinstance(kind, ty.Monthly):
            return Known(_replaced(_months(before, reason.subject, kind.months), month - 1, outcome))
        case (int(record), str(name)) if isinstance(kind, ty.ListOf) and isinstance(before, Known):
            records = cast(tuple[tuple[Outcome, ...], ...], before.value)
            index = next(i for i, field in enumerate(kind.fields) if field.key == name)
            return Known(_replaced(records, record - 1, _replaced(records[record - 1], index, outcome)))
    return outcome


def _months(before: Outcome, key: str, number: int) -> tuple[Outcome, ...]:
    if isinstance(before, Known):
        return cast(tuple[Outcome, ...], before.value)
    return tuple(unknown(ReasonKind.MISSING, key, month) for month in range(1, number + 1))


def _replaced(parts: Sequence[object], index: int, part: object) -> tuple[object, ...]:
    return (*parts[:index], part, *parts[index + 1 :])


class Values:
    """Values worth trying: those the rule compares with and their neighbours, few and far, yes and no."""

    def __init__(self, cores: Sequence[RulesetCore], asked: Asked, seen: Sequence[Value]) -> None:
        self.cores, self.asked = cores, asked
        self.numbers = _distinct(v for v in seen if isinstance(v, Fraction))
        self.days = _distinct(v for v in seen if isinstance(v, date))
        self.texts = _distinct(v for v in seen if isinstance(v, str))
        self.sets = _distinct(v for v in seen if isinstance(v, frozenset))

    def indicator(self, reason: Reason) -> Indicator:
        """Return the indicator that *reason* names."""
        return indicator_of(reason.subject, self.cores)

    def of(self, reason: Reason) -> list[Outcome]:
        """Return outcomes to try at the open place of *reason*; the last of them says that there is none."""
        indicator = self.indicator(reason)
        kind = place_type(indicator, reason)
        absent = unknown(ReasonKind.ABSENT, reason.subject, *reason.at)
        return [*map(Known, self.legal(kind, indicator)), absent]

    def numbers_at(self, reason: Reason, wanted: Fraction) -> list[Outcome]:
        """Return the number *wanted* and its neighbours, where they may stand at the open place of *reason*."""
        indicator = self.indicator(reason)
        kind = place_type(indicator, reason)
        step = quantum(kind, indicator)
        near = (wanted, wanted - step, wanted + step)
        return [Known(number) for number in near if is_legal(number, kind)]

    def legal(self, kind: ty.Type, indicator: Indicator) -> list[Value]:
        """Return values of *kind* to try."""
        match kind:
            case ty.YesNo():
                return [True, False]
            case ty.OneOf(choices=choices):
                return [*(member.key for member in choices.members[:_MOST_MEMBERS]), *self._of(choices, self.texts)]
            case ty.SetOf(choices=choices):
                every = frozenset(member.key for member in choices.members)
                return _distinct([every, frozenset(), *(s for s in self.sets if s <= every)])
            case ty.Date():
                return list(self._days())
            case ty.Text():
                return [*self.texts, "?"]
            case ty.Monthly(of=inner, months=number):
                return [(Known(value),) * number for value in self.legal(inner, indicator)]
            case ty.ListOf():
                return list(self._records(kind, indicator))
        return self._numbers(kind, indicator)

    def _of(self, choices: ty.Choices, texts: Sequence[str]) -> list[str]:
        return [text for text in texts if any(text == member.key for member in choices.members[_MOST_MEMBERS:])]

    def _days(self) -> Iterator[date]:
        days = [*self.days, *([self.asked.as_of] if self.asked.as_of else [])]
        for day in _distinct(days):
            for step in (0, -1, 1):
                if date.min < day < date.max:
                    yield day + timedelta(step)
        yield from (date(1900, 1, 1), date(2999, 12, 31))

    def _numbers(self, kind: ty.Type, indicator: Indicator) -> list[Value]:
        step = quantum(kind, indicator)
        near = [number + s for number in self.numbers for s in (0, -step, step)]
        expected = [end for end in indicator.expected or () if isinstance(end, Fraction)]
        tried = [*expected, Fraction(1), Fraction(0), *near, _FAR, -_FAR]
        return [number for number in _distinct(tried) if is_legal(number, kind)]

    def _records(self, kind: ty.ListOf, indicator: Indicator) -> Iterator[Value]:
        """No record at all, and single records with each field at each of its values in turn."""
        yield ()
        fields = [self.legal(field.type, indicator) for field in kind.fields]
        for turn in range(max((len(values) for values in fields), default=0)):
            yield (tuple(Known(values[turn % len(values)]) for values in fields),)


def place_type(indicator: Indicator, reason: Reason) -> ty.Type:
    """Return the type of what stands at the place *reason* names."""
    kind = indicator.type
    if isinstance(kind, ty.Monthly) and reason.at:
        return kind.of
    if isinstance(kind, ty.ListOf) and reason.at:
        return next(field.type for field in kind.fields if field.key == reason.at[1])
    return kind


def quantum(kind: ty.Type, indicator: Indicator) -> Fraction:
    """Return the smallest step between two values of *kind*, in its base unit."""
    if isinstance(kind, ty.Share):
        return indicator.precision or _SHARE_QUANTUM
    if isinstance(kind, ty.Quantity):
        if kind.kind == "count":
            return Fraction(1)
        scale = indicator.word.scale if indicator.word and indicator.precision else Fraction(1)
        return (indicator.precision or _QUANTA[kind.kind]) * scale
    if isinstance(kind, ty.Duration) and kind.word:
        return indicator.precision * kind.word.scale if indicator.precision else min(kind.word.scale, Fraction(1))
    return Fraction(1)


def is_legal(number: Fraction, kind: ty.Type) -> bool:
    """Whether *number* can be a fact of *kind*."""
    match kind:
        case ty.Quantity(kind="count"):
            return number >= 0 and number.denominator == 1
        case ty.Share(within=within):
            return number >= 0 and (within is None or number <= within)
    return True


_T = TypeVar("_T")


def _distinct(values: Iterable[_T]) -> list[_T]:
    return list(dict.fromkeys(values))
