"""The places whose values may be changed: facts, months of a series, fields of a record, of the unit or one below."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import cast

from attrs import frozen

from ankang_rules.core.ruleset import Indicator, RulesetCore
from ankang_rules.evaluate.results import Judgement
from ankang_rules.explain.filling import is_legal, quantum
from ankang_rules.model import types as ty
from ankang_rules.model.given import Absent
from ankang_rules.model.outcome import Known, Outcome, ReasonKind, Value

Path = tuple[str, ...]
At = tuple[int | str, ...]

_DAYS_OF_A_YEAR = 365


@frozen(cache_hash=True)
class Place:
    """Where a value stands: in the fact *key* of *unit*, *at* a month (1–12), or the field of a record (from 1),
    or a month of that.
    """

    unit: Path
    key: str
    at: At = ()


@frozen(eq=False)
class Spot:
    """What is known of a place: its *indicator* and *kind*, its value *now*, and where it comes in *order*."""

    place: Place
    indicator: Indicator
    kind: ty.Type
    now: Outcome
    order: tuple[object, ...]
    as_of: date | None

    @property
    def is_fixed(self) -> bool:
        return self.indicator.fixed

    @property
    def is_absent(self) -> bool:
        return not isinstance(self.now, Known) and {reason.kind for reason in self.now.reasons} == {ReasonKind.ABSENT}

    @property
    def number(self) -> Fraction | None:
        """The value now as a number, days counted; None where there is none."""
        return as_number(self.now.value) if isinstance(self.now, Known) else None

    @property
    def step(self) -> Fraction:
        """How far two values of the place lie apart at least."""
        return quantum(self.kind, self.indicator)

    @property
    def limits(self) -> tuple[Fraction | None, Fraction | None]:
        """The lowest and the highest value that can be a fact."""
        if isinstance(self.kind, ty.Date):
            return Fraction(date.min.toordinal()), Fraction(date.max.toordinal())
        low = None if is_legal(Fraction(-1), self.kind) else Fraction(0)
        return low, self.kind.within if isinstance(self.kind, ty.Share) else None

    @property
    def likely(self) -> tuple[Fraction | None, Fraction | None]:
        """The values to be expected: those the author expects, else none below zero where there is none now."""
        low, high = self.limits
        if self.indicator.expected is not None:
            least, most = (cast(Fraction, as_number(end)) for end in self.indicator.expected)
            return least if low is None else max(low, least), most if high is None else min(high, most)
        if low is None and (self.number is None or self.number >= 0):
            low = Fraction(0)
        return low, high

    @property
    def wanted(self) -> Fraction:
        """The number that a new value stays as close to as it can."""
        if self.number is not None:
            return self.number
        if isinstance(self.kind, ty.Date):
            return Fraction((self.as_of or date(2000, 1, 1)).toordinal())
        return Fraction(0)

    def value(self, number: Fraction) -> Value:
        """Return *number* as a value of the place."""
        return date.fromordinal(int(number)) if isinstance(self.kind, ty.Date) else number

    def effort(self, after: Value) -> Fraction:
        """Return what it takes to bring the place to *after*: the change by the value now, times its effort."""
        return self.indicator.effort * self._change(after)

    def distance(self, after: Value | Absent) -> Fraction:
        """Return how far a number or day moves to be *after*."""
        number = None if isinstance(after, Absent) else as_number(after)
        return Fraction(0) if number is None else abs(number - self.wanted)

    def is_unlikely(self, after: Value | Absent) -> bool:
        """Whether *after* is a number or day beyond those to be expected."""
        number = None if isinstance(after, Absent) else as_number(after)
        low, high = self.likely
        return number is not None and ((low is not None and number < low) or (high is not None and number > high))

    def _change(self, after: Value) -> Fraction:
        if not isinstance(self.now, Known):
            return Fraction(1)
        now = self.now.value
        if isinstance(now, frozenset):
            return Fraction(len(now ^ cast(frozenset[str], after)), max(1, len(now)))
        if isinstance(now, date) and isinstance(after, date):
            return Fraction(abs((after - now).days), _DAYS_OF_A_YEAR)
        if isinstance(now, Fraction) and isinstance(after, Fraction) and now:
            return abs(after - now) / abs(now)
        return Fraction(0 if now == after else 1)


def as_number(value: Value) -> Fraction | None:
    """Return a number or a day as a number."""
    if isinstance(value, date):
        return Fraction(value.toordinal())
    return value if isinstance(value, Fraction) else None


class Places:
    """Finds what is known of places in the tree of *judgement*."""

    def __init__(self, judgement: Judgement) -> None:
        self.judgement = judgement
        self._spots: dict[Place, Spot] = {}
        self._units: dict[Path, tuple[int, Judgement]] = {}
        self._walk(judgement, ())
        self._indicators: dict[int, dict[str, tuple[int, Indicator]]] = {}

    def _walk(self, judgement: Judgement, path: Path) -> None:
        self._units.setdefault(path, (len(self._units), judgement))
        for units in judgement.children.values():
            for unit in units:
                self._walk(unit, (*path, unit.facts.unit or "?"))

    def unit(self, path: Path) -> Judgement:
        """Return how the unit at *path* was judged."""
        return self._units[path][1]

    def spot(self, place: Place) -> Spot:
        """Return what is known of *place*."""
        if place not in self._spots:
            self._spots[place] = self._spot(place)
        return self._spots[place]

    def _spot(self, place: Place) -> Spot:
        number, judgement = self._units[place.unit]
        order, indicator = self._indicator(judgement, place)
        kind, now = _part(indicator.type, judgement.facts[place.key], place.at)
        return Spot(place, indicator, kind, now, (number, order, _order(indicator, place)), self.judgement.asked.as_of)

    def _indicator(self, judgement: Judgement, place: Place) -> tuple[int, Indicator]:
        """The declaration of a fact: of the unit's own ruleset, or of one above that speaks of it."""
        above = [self._units[place.unit[:n]][1].core for n in range(len(place.unit), -1, -1)]
        cores = [judgement.core, *above]
        found = next(known for core in cores if (known := self._declared(core).get(place.key)))
        return found

    def _declared(self, core: RulesetCore) -> dict[str, tuple[int, Indicator]]:
        if id(core) not in self._indicators:
            self._indicators[id(core)] = {one.key: (order, one) for order, one in enumerate(core.indicators)}
        return self._indicators[id(core)]


def _order(indicator: Indicator, place: Place) -> tuple[int, ...]:
    if not place.at:
        return ()
    first = cast(int, place.at[0])
    if isinstance(indicator.type, ty.ListOf):
        names = [field.key for field in indicator.type.fields]
        return first, names.index(str(place.at[1])), *(cast(int, month) for month in place.at[2:])
    return (first,)


def _part(kind: ty.Type, whole: Outcome, at: At) -> tuple[ty.Type, Outcome]:
    """The type and the value of the month or field that *at* names, of the month of a field as well."""
    if isinstance(kind, ty.Monthly) and at:
        months = cast(tuple[Outcome, ...], whole.value) if isinstance(whole, Known) else None
        return kind.of, months[cast(int, at[0]) - 1] if months else whole
    if isinstance(kind, ty.ListOf) and at:
        index = field_index(kind, at)
        records = cast(tuple[tuple[Outcome, ...], ...], cast(Known, whole).value)
        return _part(kind.fields[index].type, records[cast(int, at[0]) - 1][index], at[2:])
    return kind, whole


def field_index(kind: ty.ListOf, at: At) -> int:
    """Return which field of the records *at* names."""
    return next(index for index, field in enumerate(kind.fields) if field.key == at[1])
