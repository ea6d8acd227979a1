"""Expressions of a wanted type, out of the names that are there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar

from hypothesis import strategies as st

from ankang_rules.model import types as ty
from ankang_rules.model.names import fold
from ankang_rules.model.units import DAYS, MONTHS, ONE, Unit
from ankang_rules.source import Source, Span
from ankang_rules.syntax import tree as t

T = TypeVar("T")
N = TypeVar("N", bound=t.Node)
Form = Callable[[ty.Type, int], t.Expr]
Make = Callable[[int], t.Expr]

NOWHERE = Span(Source("<drawn>", ""), 0, 0)
"""The span of everything drawn; spans take no part in comparing trees."""

YUAN, PEOPLE, PIECES = Unit(("元",)), Unit(("人",)), Unit(("个",))
WORDS = {
    YUAN: ("元", "万元", "百元"),
    PEOPLE: ("人",),
    PIECES: ("个",),
    DAYS: ("days", "weeks", "天", "hours", "分钟"),
    MONTHS: ("months", "years", "年"),
}
"""The words in which literals of a unit are written; 百元 is declared by every drawn ruleset."""

MONEY, HEADS, COUNT, NUMBER = (ty.Quantity("number", unit) for unit in (YUAN, PEOPLE, PIECES, ONE))
SHARE, BARE, DATE, TEXT, YES_NO = ty.Share(), ty.Bare(), ty.Date(), ty.Text(), ty.YesNo()
PER_HEAD = ty.Quantity("number", YUAN.per(PEOPLE))
IN_DAYS, IN_MONTHS = ty.Duration(DAYS), ty.Duration(MONTHS)
NUMERIC: tuple[ty.Type, ...] = (MONEY, HEADS, COUNT, NUMBER, SHARE, IN_DAYS, IN_MONTHS)
ORDERED: tuple[ty.Type, ...] = (*NUMERIC, BARE, DATE)

AMOUNTS = tuple(map(Fraction, ("0", "1", "2", "3", "12", "100", "499999", "0.5", "12.5", "0.001")))
SHARES = tuple(map(Fraction, ("0", "0.5", "0.98", "1", "1.05", "0.001", "0.333")))
DAYS_NEAR = (
    date(2014, 1, 1),
    date(2014, 11, 30),
    date(2014, 12, 31),
    date(2012, 2, 29),
    date(1, 1, 1),
    date(9999, 12, 31),
)
TEXTS = ("", "yes", "无", 'a "quoted" word', "back\\slash", "全角＼", "# not a comment")
MOST_QUANTIFIERS = 4


_EITHER = st.booleans()


@lru_cache(maxsize=4096)
def _one_of(options: tuple[Any, ...], kinds: tuple[type, ...]) -> st.SearchStrategy[Any]:
    """*kinds* tells (0, 1) from (False, True), which are equal."""
    return st.sampled_from(options)


def pick(draw: st.DrawFn, options: Any) -> Any:
    """Return one of *options*; a strategy that was made once is faster than one made for each draw."""
    options = tuple(options)
    try:
        return draw(_one_of(options, tuple(map(type, options))))
    except TypeError:  # some of them have no hash
        return draw(st.sampled_from(options))


def node(kind: type[N], *parts: Any, **more: Any) -> N:
    """Return a node of the tree that stands nowhere."""
    return kind(*parts, **more, span=NOWHERE)


def name(text: str) -> t.Name:
    """Return *text* as the parser would have it: full-width signs are read as their half-width twins."""
    return node(t.Name, text.translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}))


def reference(text: str) -> t.Expr:
    return node(t.Reference, name(text))


class Expressions:
    """Draws expressions of the types asked for. *names* are all that can be named; *facts* those that are indicators.

    A *size* bounds the depth: at 0 there are only names and literals.
    """

    def __init__(self, draw: st.DrawFn, names: Mapping[str, ty.Type], facts: frozenset[str]) -> None:
        self.draw, self.names, self.facts = draw, names, facts
        self._records: list[ty.ListOf] = []
        self._months = 0
        """How many months the series have that stand for a value here; 0 outside ``every month``."""
        self._quantifiers = 0

    def pick(self, options: Any) -> Any:
        return pick(self.draw, options)

    def chance(self) -> bool:
        return self.draw(_EITHER)

    # What can be named here

    def named(self, kind: ty.Type) -> list[str]:
        """The names that stand for a value of *kind* in this place."""
        return [text for text, other in self._named_here() if self._here(other) == kind]

    def _fields(self) -> list[ty.Field]:
        """The fields that can be named here: a record inside another hides the fields of its names."""
        return list({field.key: field for record in self._records for field in record.fields}.values())

    def _named_here(self) -> list[tuple[str, ty.Type]]:
        """What can be named here: the fields of the records in hand, and what they do not hide."""
        fields = self._fields()
        hidden = {field.key for field in fields}
        return [
            *((field.name, field.type) for field in fields),
            *((text, kind) for text, kind in self.names.items() if fold(text) not in hidden),
        ]

    def _here(self, kind: ty.Type) -> ty.Type:
        """The type of what a name of *kind* stands for here; a series of another length stands for nothing."""
        if not self._months or not isinstance(kind, ty.Monthly):
            return kind
        return kind.of if kind.months == self._months else ty.Type()

    def _of_class(self, kind: type[T]) -> list[T]:
        """The different types of class *kind* that something here has."""
        here = (self._here(other) for _, other in self._named_here())
        return list(dict.fromkeys(found for found in here if isinstance(found, kind)))

    def _lists(self) -> dict[str, ty.ListOf]:
        return {text: kind for text, kind in self._named_here() if isinstance(kind, ty.ListOf)}

    @contextmanager
    def _inside(self, record: ty.ListOf | None = None, months: int = 0) -> Iterator[None]:
        """One quantifier deeper: over *record*, or over *months*."""
        before = self._months
        self._quantifiers += 1
        self._months = months or before
        if record:
            self._records.append(record)
        yield
        self._quantifiers -= 1
        self._months = before
        if record:
            self._records.pop()

    # Values

    def value(self, kind: ty.Type, size: int) -> t.Expr:
        """An expression of type *kind*."""
        makers = self._makers(kind) if size > 0 else []
        if not makers or self.pick((True, False, False)):
            return self._leaf(kind)
        make: Make = self.pick(makers)
        return make(size - 1)

    def beside(self, kind: ty.Type, size: int) -> t.Expr:
        """An expression for the other side of one of *kind*: a bare number takes its type there."""
        if not isinstance(kind, ty.Quantity | ty.Share | ty.Duration) or self.chance():
            return self.value(kind, size)
        if isinstance(kind, ty.Share):
            return node(t.Number, self.pick([share for share in SHARES if share <= 1]))
        return self.value(BARE, size)

    def _leaf(self, kind: ty.Type) -> t.Expr:
        names = self.named(kind)
        if names and (self.pick((True, True, True, True, False)) or isinstance(kind, ty.OneOf | ty.SetOf)):
            return reference(self.pick(names))
        return self.literal(kind)

    def literal(self, kind: ty.Type) -> t.Expr:
        """A value written out."""
        match kind:
            case ty.Share():
                return node(t.Percent, self.pick(SHARES), self.pick(("", "‰")))
            case ty.Date():
                return node(t.Day, self.pick(DAYS_NEAR))
            case ty.Text():
                return node(t.String, self.pick(TEXTS))
            case ty.YesNo():
                return node(t.YesNo, self.chance())
            case ty.Quantity(unit=unit) if not unit:  # a number without unit is bare until something stands beside it
                return node(t.Infix, "÷", self.literal(IN_DAYS), self._divisor(IN_DAYS, 0))
            case ty.Quantity(unit=unit) if unit.under:
                return node(t.Infix, "÷", self.literal(MONEY), self._divisor(HEADS, 0))
            case ty.Quantity(unit=unit) | ty.Duration(unit=unit):
                return node(t.Number, self.pick(AMOUNTS), name(self.pick(WORDS[unit])))
        return node(t.Number, self.pick(AMOUNTS))

    def _makers(self, kind: ty.Type) -> list[Make]:
        if isinstance(kind, ty.YesNo):
            return [self.condition]
        makers: list[Make] = [lambda size: self._if(kind, size)]
        if kind in ORDERED:
            makers.append(lambda size: self._extreme(kind, size))
        if kind == DATE:
            makers += [self._named_day, self._moved_day]
        if kind in NUMERIC or kind == BARE:
            makers += [lambda size, form=form: form(kind, size) for form in self._numeric_forms(kind)]  # type: ignore[misc]
        if kind in ORDERED and self._aggregates(kind):
            makers += 2 * [lambda size: self._aggregate(kind, size)]
        return makers

    def _if(self, kind: ty.Type, size: int) -> t.Expr:
        return node(t.If, self.condition(size), self.value(kind, size), self.beside(kind, size))

    def _extreme(self, kind: ty.Type, size: int) -> t.Expr:
        others = [self.beside(kind, size) for _ in range(self.pick((0, 1, 2)))]
        return node(t.Extreme, self.pick(("lowest", "highest")), (self.value(kind, size), *others))

    def _named_day(self, size: int) -> t.Expr:
        return node(t.NamedDay, self.pick(("as of date", "start of year", "end of year")))

    def _moved_day(self, size: int) -> t.Expr:
        day, distance = self.value(DATE, size), self.value(self.pick((IN_DAYS, IN_MONTHS)), size)
        return node(t.Infix, self.pick(("+", "-")), day, distance)

    # Arithmetic

    def _numeric_forms(self, kind: ty.Type) -> list[Form]:
        forms: list[Form] = [self._sum, self._negative, self._absolute, self._rounded, self._times, self._divided]
        if kind != BARE:
            forms.append(self._share_of)
        if kind == SHARE:
            forms += [self._ratio, self._ratio]
        if kind == IN_DAYS:
            forms.append(self._days_between)
        return forms

    def _sum(self, kind: ty.Type, size: int) -> t.Expr:
        return node(t.Infix, self.pick(("+", "-")), self.value(kind, size), self.beside(kind, size))

    def _negative(self, kind: ty.Type, size: int) -> t.Expr:
        return node(t.Negative, self.value(kind, size))

    def _absolute(self, kind: ty.Type, size: int) -> t.Expr:
        return node(t.Absolute, self.value(kind, size))

    def _rounded(self, kind: ty.Type, size: int) -> t.Expr:
        modes = ("half up", "half even", "half down", "down", "up")
        return node(t.Rounded, self.value(kind, size), self._quantum(kind), self.pick(modes))

    def _quantum(self, kind: ty.Type) -> t.Expr:
        if kind == SHARE:
            return node(t.Percent, self.pick(SHARES[1:]))
        words = WORDS.get(getattr(kind, "unit", ONE))
        return node(t.Number, self.pick(AMOUNTS[1:]), name(self.pick(words)) if words else None)

    def _times(self, kind: ty.Type, size: int) -> t.Expr:
        """A product with a plain number; a bare one would make a number without unit bare too."""
        sides = [self.value(kind, size), self.value(NUMBER if kind == NUMBER else BARE, size)]
        return node(t.Infix, "×", *self.draw(st.permutations(sides)))

    def _divided(self, kind: ty.Type, size: int) -> t.Expr:
        return node(t.Infix, "÷", self.value(kind, size), self._divisor(BARE, size))

    def _divisor(self, kind: ty.Type, size: int) -> t.Expr:
        """A value that is not written as zero: that would not load."""
        drawn = self.value(kind, size)
        if isinstance(drawn, t.Number) and not drawn.value:
            return node(t.Number, Fraction(3), drawn.unit)
        return drawn

    def _share_of(self, kind: ty.Type, size: int) -> t.Expr:
        return node(t.Of, self.beside(SHARE, size), self.value(kind, size))

    def _ratio(self, kind: ty.Type, size: int) -> t.Expr:
        unit = self.pick((MONEY, HEADS, COUNT))
        return node(t.Infix, "÷", self.value(unit, size), self._divisor(unit, size))

    def _days_between(self, kind: ty.Type, size: int) -> t.Expr:
        return node(t.Infix, "-", self.value(DATE, size), self.value(DATE, size))

    # Over records

    def _of_fields(self) -> list[ty.Type]:
        """The types of which records have a value to add up or compare."""
        return [field.type for record in self._lists().values() for field in record.fields if field.type in ORDERED]

    def _aggregates(self, kind: ty.Type) -> list[tuple[str, str, str | None]]:
        """Each way to come to a value of *kind* over a list: what is done, the list, and the field."""
        found: list[tuple[str, str, str | None]] = []
        if self._quantifiers == MOST_QUANTIFIERS:
            return found
        for text, record in self._lists().items():
            if kind in (COUNT, SHARE):
                found.append(("count" if kind == COUNT else "share", text, None))
            fields = [field.name for field in record.fields if field.type == kind]
            ways = ("lowest", "highest") if kind == DATE else ("sum", "average", "lowest", "highest")
            found += [(way, text, field) for field in fields for way in ways]
        return found

    def _aggregate(self, kind: ty.Type, size: int) -> t.Expr:
        which, text, field = self.pick(self._aggregates(kind))
        where = self._where(self._lists()[text], size) if which == "share" or self.chance() else None
        return node(t.Aggregate, which, name(text), name(field) if field else None, where)

    def _of_records(self, size: int) -> t.Expr:
        """A comparison with what the records of a list come to."""
        kind = self.pick(self._of_fields())
        operands = (self._aggregate(kind, size), self.beside(kind, size))
        return node(t.Comparison, operands, (self.pick(("<", "≥", "=")),))

    def _where(self, record: ty.ListOf, size: int) -> t.Expr:
        with self._inside(record):
            return self.condition(size)

    # Conditions

    def condition(self, size: int) -> t.Expr:
        """An expression that holds or does not."""
        if size <= 0:
            return self._comparison(0) if self.chance() else self._leaf(YES_NO)
        simple: list[Make] = [self._comparison, self._comparison, self._between, self._equality, self._per_unit]
        logic: list[Make] = [self._not, self._and_or, self._list_logic, lambda size: self._if(YES_NO, size)]
        make: Make = self.pick([*simple, *logic, *self._possible()])
        return make(size - 1)

    def _possible(self) -> list[Make]:
        """The forms of conditions that need something that may not be there."""
        found: list[Make] = [self._one_of]
        deeper = self._quantifiers < MOST_QUANTIFIERS
        if self._of_class(ty.SetOf):
            found += [self._includes, self._includes]
        if self._of_class(ty.SetOf) or self._lists():
            found.append(self._empty)
        if self.facts or self._records:
            found.append(self._recorded)
        if self._of_class(ty.Monthly):
            found.append(self._series)
        if any(kind.of in ORDERED for kind in self._of_class(ty.Monthly)):
            found.append(self._increasing)
        if deeper and self._of_class(ty.Monthly):
            found += [self._every_month, self._every_month]
        if deeper and self._lists():
            found += [self._quantified, self._quantified]
        if deeper and self._of_fields():
            found.append(self._of_records)
        return found

    def _comparison(self, size: int) -> t.Expr:
        kind = self.pick((*ORDERED, *3 * self._ordered_here()))
        steps = self.pick((1, 1, 1, 2))
        operators = self.pick((("<", "≤", "="), (">", "≥", "="), *([("≠",)] if steps == 1 else [])))
        operands = (self.value(kind, size), *(self.beside(kind, size) for _ in range(steps)))
        return node(t.Comparison, operands, tuple(self.pick(operators) for _ in range(steps)))

    def _ordered_here(self) -> list[ty.Type]:
        """The ordered types of what has a name here, so that most comparisons are about facts."""
        here = (self._here(kind) for _, kind in self._named_here())
        return [kind for kind in here if kind in ORDERED]

    def _between(self, size: int) -> t.Expr:
        kind = self.pick(ORDERED)
        return node(t.Between, self.value(kind, size), self.beside(kind, size), self.beside(kind, size))

    def _equality(self, size: int) -> t.Expr:
        """A comparison of what has no order."""
        kind = self.pick([TEXT, YES_NO, *self._of_class(ty.OneOf), *self._of_class(ty.SetOf)])
        left = self.value(kind, size)
        right = self._member(kind) if isinstance(kind, ty.OneOf) and self.chance() else self.value(kind, size)
        return node(t.Comparison, (left, right), (self.pick(("=", "≠")),))

    def _per_unit(self, size: int) -> t.Expr:
        """Two quotients of different units: numbers *per*, comparable with their like."""
        top, bottom = self.draw(st.permutations((MONEY, HEADS, COUNT)))[:2]
        sides: list[t.Expr] = [node(t.Infix, "÷", self.value(top, size), self._divisor(bottom, size)) for _ in range(2)]
        if (top, bottom) == (MONEY, HEADS) and (names := self.named(PER_HEAD)):
            sides[1:] = [reference(self.pick(names))]
        return node(t.Comparison, tuple(sides), (self.pick(("<", "≥", "=")),))

    def _member(self, kind: ty.OneOf | ty.SetOf) -> t.Expr:
        member = self.pick(kind.choices.members)
        return reference(self.pick([s for s in (member.name, member.labels.zh, member.labels.en) if s]))

    def _members(self, kind: ty.OneOf | ty.SetOf, least: int) -> t.Braces:
        return node(t.Braces, tuple(self._member(kind) for _ in range(self.pick(range(least, least + 3)))))

    def _one_of(self, size: int) -> t.Expr:
        kind = self.pick([TEXT, DATE, *NUMERIC, *self._of_class(ty.OneOf)])
        if isinstance(kind, ty.OneOf):
            return node(t.IsOneOf, self.value(kind, size), self._members(kind, 1))
        options = tuple(self.beside(kind, size) for _ in range(self.pick((1, 2, 3))))
        return node(t.IsOneOf, self.value(kind, size), node(t.Braces, options))

    def _includes(self, size: int) -> t.Expr:
        kind = self.pick(self._of_class(ty.SetOf))
        whole = self.value(kind, size)
        named = [lambda: node(t.Includes, whole, reference(kind.choices.name), True)] if kind.choices.name else []
        forms = [
            lambda: node(t.Includes, whole, self._members(kind, 0)),
            lambda: node(t.Includes, whole, self._member(kind)),
            lambda: node(t.Includes, whole, reference(self.pick(self.named(kind)))),
            *named,
        ]
        form: Callable[[], t.Expr] = self.pick(forms)
        return form()

    def _empty(self, size: int) -> t.Expr:
        names = [*self._lists(), *(text for kind in self._of_class(ty.SetOf) for text in self.named(kind))]
        return node(t.Is, reference(self.pick(names)), "empty")

    def _recorded(self, size: int) -> t.Expr:
        """What an indicator or a field is, but for a series of another length than the months in hand."""
        fields = [(field.name, field.type) for field in self._fields()]
        facts = [(text, self.names[text]) for text in sorted(self.facts)]
        here = [text for text, kind in (*fields, *facts) if self._here(kind) != ty.Type()]
        return node(t.Is, reference(self.pick(here)), "recorded") if here else self._leaf(YES_NO)

    def _increasing(self, size: int) -> t.Expr:
        kind = self.pick([kind for kind in self._of_class(ty.Monthly) if kind.of in ORDERED])
        return node(t.Is, reference(self.pick(self.named(kind))), self.pick(("increasing", "non-decreasing")))

    def _series(self, size: int) -> t.Expr:
        """A series beside a value, or another series: compared in every month."""
        kind = self.pick(self._of_class(ty.Monthly))
        series, inner = reference(self.pick(self.named(kind))), kind.of
        if isinstance(inner, ty.SetOf):
            return node(t.Includes, series, self._members(inner, 0))
        if isinstance(inner, ty.OneOf):
            return node(t.IsOneOf, series, self._members(inner, 1))
        other = reference(self.pick(self.named(kind))) if self.chance() else self.beside(inner, size)
        return node(t.Comparison, (series, other), (self.pick(("≥", "<", "=") if inner in ORDERED else ("=", "≠")),))

    def _every_month(self, size: int) -> t.Expr:
        """About a series, else it would not load, and perhaps about more."""
        series = self.pick(self._of_class(ty.Monthly))
        named = reference(self.pick(self.named(series)))
        with self._inside(months=series.months):
            about = self._about(named, series.of, size)
            more = [self.condition(size)] if self.chance() else []
            kind: type[t.And | t.Or] = self.pick((t.And, t.Or))
            return node(t.EveryMonth, node(kind, (about, *more)) if more else about)

    def _about(self, named: t.Expr, kind: ty.Type, size: int) -> t.Expr:
        """A condition about *named*, which is of *kind* here."""
        match kind:
            case ty.YesNo():
                return named
            case ty.SetOf():
                return node(t.Includes, named, self._members(kind, 0))
            case ty.OneOf():
                return node(t.IsOneOf, named, self._members(kind, 1))
        operators = ("≥", "<", "=", "≠") if kind in (*ORDERED, PER_HEAD) else ("=", "≠")
        return node(t.Comparison, (named, self.beside(kind, size)), (self.pick(operators),))

    def _quantified(self, size: int) -> t.Expr:
        record = self.pick(self._lists().values())
        where = self._where(record, size) if self.chance() else None
        return node(t.Quantified, self.pick(("every", "some")), name(record.singular), where, self._where(record, size))

    def _not(self, size: int) -> t.Expr:
        return node(t.Not, self.condition(size))

    def _several(self, size: int, least: int) -> tuple[t.Expr, ...]:
        return tuple(self.condition(size) for _ in range(self.pick((least, 2, 3))))

    def _and_or(self, size: int) -> t.Expr:
        kind: type[t.And | t.Or] = self.pick((t.And, t.Or))
        return node(kind, self._several(size, 2))

    def _list_logic(self, size: int) -> t.Expr:
        which, operands = self.pick(("all", "any", "none", "at least", "exactly", "at most")), self._several(size, 1)
        number = Fraction(self.pick(range(len(operands) + 1))) if " " in which or which == "exactly" else None
        return node(t.ListLogic, which, operands, number)
