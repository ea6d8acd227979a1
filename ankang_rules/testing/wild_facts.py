"""Facts for a checked ruleset: near the edges of its conditions, missing, *none*, huge, and wrong on request."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from ankang_rules.core import nodes as n
from ankang_rules.core.kept import kept
from ankang_rules.core.ruleset import Indicator, Level, RulesetCore
from ankang_rules.facts.places import Place
from ankang_rules.model import types as ty
from ankang_rules.model.given import NONE
from ankang_rules.model.names import fold

_HUGE = (10**399, 10**40 + 1)
_TINY = (Fraction(1, 10**399), Fraction(1, 3))
_WRONG: tuple[Any, ...] = (
    *(float("nan"), float("inf"), "abc", "", "017", "12:30:45", "on", "1e999999999", "9" * 500, -1, 1.5, 98, "5 kg"),
    *([], {}, [1, 2], {"value": None}, {"amount": "?"}, [None] * 12, [["x"]] * 12, [{"nobody": 1}], object()),
    *(datetime(2014, 1, 1, 12), date(2014, 2, 3), "2014-13-45", True, "\x00", Decimal("sNaN"), 10**400, b"bytes"),
)


YEARS = (date(2014, 11, 30), date(2014, 12, 31), date(2012, 2, 29), date(2014, 1, 1), date(2015, 6, 30))
"""Days to ask about: at the end of a month and of a year, in it, on a leap day, on the first day."""


def asked_for(core: RulesetCore) -> st.SearchStrategy[dict[str, Any]]:
    """Draw what a call asks beside the facts: ``as_of``, and perhaps another ``year`` and some ``parameters``."""
    drawn = _Facts(core, missing=False, invalid=False)
    set_by_caller = {parameter.name: drawn.of_type(parameter.type) for parameter in core.parameters}
    return st.fixed_dictionaries(
        {"as_of": st.sampled_from(YEARS)},
        optional={
            "year": st.sampled_from((2012, 2013, 2014, 2015)),
            "parameters": st.fixed_dictionaries({}, optional=set_by_caller),
        },
    )


def facts_for(core: RulesetCore, *, missing: bool = True, invalid: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    """Draw facts for *core* as a mapping for the public reader.

    With *missing* some facts, months and fields are left out or *none*; with *invalid* some are what no such fact can
    be, and some have names that nobody declared.
    """
    drawn = _Facts(core, missing, invalid)
    facts = {indicator.name: drawn.of_indicator(indicator) for indicator in core.indicators}
    whole = st.fixed_dictionaries({}, optional=facts) if missing else st.fixed_dictionaries(facts)
    if not invalid:
        return whole
    return st.tuples(whole, st.dictionaries(st.sampled_from(("nobody", "facts ", "")), st.none(), max_size=1)).map(
        lambda both: {**both[0], **both[1]}
    )


@st.composite
def tree_for(draw: st.DrawFn, core: RulesetCore, *, missing: bool = True, invalid: bool = False) -> dict[str, Any]:
    """Draw a document about a tree of units for *core*, as a mapping for the public reader.

    With *missing* facts, lists and totals are left out; with *invalid* there may also be fewer units than are listed.
    """
    return _Tree(draw, missing, invalid).unit(Place.root(core), "A")


class _Tree:
    def __init__(self, draw: st.DrawFn, missing: bool, invalid: bool) -> None:
        self.draw, self.missing, self.invalid = draw, missing, invalid

    def unit(self, place: Place, name: str) -> dict[str, Any]:
        facts = self.draw(_facts_of(place.core, self.missing, self.invalid))
        others = [_facts_of(ruleset, True, False) for ruleset in place.tree if ruleset is not place.core]
        wanted: bool = self.draw(st.booleans())
        if others and wanted:
            more = self.draw(st.one_of(others))
            facts = {**{text: value for text, value in more.items() if self._is_free(text, place.core)}, **facts}
        children = {key: self._units(below, name) for key, below in place.below.items() if self._is_given()}
        whole = {"unit": name, "facts": facts, **({"children": children} if children else {})}
        for level in place.core.levels:
            self._register(place.core, level, whole)
        return whole

    def _is_free(self, text: str, core: RulesetCore) -> bool:
        return fold(text) not in dict(core.aliases)

    def _is_given(self) -> bool:
        return not self.missing or self.draw(st.sampled_from((True, True, True, False)))

    def _units(self, place: Place, above: str) -> list[dict[str, Any]]:
        number = self.draw(st.sampled_from((0, 1, 2, 2, 3) if place.level and not place.level.parent else (0, 1, 2)))
        assert place.level is not None
        return [self.unit(place, f"{above}-{place.level.singular} {i}") for i in range(number)]

    def _register(self, core: RulesetCore, level: Level, whole: dict[str, Any]) -> None:
        """Say in *whole* how many units of *level* there are: as many as are listed, or more."""
        if level.register is None:
            return
        name = next(indicator.name for indicator in core.indicators if indicator.key == level.register)
        more = self.draw(
            st.sampled_from((0, 0, 1, 2, *((None,) if self.missing else ()), *((-1,) if self.invalid else ())))
        )
        whole["facts"].pop(name, None)
        if more is not None:
            whole["facts"][name] = max(0, len(_units_of(core, level, whole)) + more)


def _units_of(core: RulesetCore, level: Level, whole: dict[str, Any]) -> list[dict[str, Any]]:
    above = core.level(level.parent)
    units = _units_of(core, above, whole) if above else [whole]
    return [below for unit in units for below in unit.get("children", {}).get(level.key, ())]


@kept
def _facts_of(core: RulesetCore, missing: bool, invalid: bool) -> st.SearchStrategy[dict[str, Any]]:
    return facts_for(core, missing=missing, invalid=invalid)


class _Facts:
    def __init__(self, core: RulesetCore, missing: bool, invalid: bool) -> None:
        self.missing, self.invalid = missing, invalid
        self.constants = [node.value for node in _nodes(core) if isinstance(node, n.Constant)]
        self.constants += [d.value for p in core.parameters for d in p.values if d.value is not None]

    def of_indicator(self, indicator: Indicator) -> st.SearchStrategy[Any]:
        scale = indicator.word.scale if indicator.word else Fraction(1)
        return self.of_type(indicator.type, scale)

    def of_type(self, kind: ty.Type, scale: Fraction = Fraction(1)) -> st.SearchStrategy[Any]:
        """Values of *kind*, and whatever else was asked for; bare numbers are in units of *scale*."""
        found = self._valid(kind, scale)
        if self.missing:
            found = st.one_of(found, found, found, st.sampled_from((None, NONE)))
        if self.invalid:
            found = st.one_of(found, found, st.sampled_from(_WRONG))
        return found

    def _valid(self, kind: ty.Type, scale: Fraction) -> st.SearchStrategy[Any]:
        match kind:
            case ty.YesNo():
                return st.sampled_from((True, False, "yes", "否"))
            case ty.Share(within=within):
                return self._shares(within)
            case ty.Date():
                return self._days()
            case ty.Text():
                return st.sampled_from(["a text", *self._constants(str)])
            case ty.OneOf(choices=choices):
                return st.sampled_from(_spellings(choices))
            case ty.SetOf(choices=choices):
                return st.lists(
                    st.sampled_from([*_spellings(choices), *(["自定"] if choices.open else [])]), max_size=3
                )
            case ty.Monthly():
                return self._months(kind, scale)
            case ty.ListOf(fields=fields):
                return self._records(fields)
        whole = isinstance(kind, ty.Quantity) and kind.kind == "count"
        return self._numbers(scale, whole)

    def _months(self, kind: ty.Monthly, scale: Fraction) -> st.SearchStrategy[Any]:
        months = self.of_type(kind.of, scale)
        whole = st.lists(months, min_size=kind.months, max_size=kind.months)
        return st.one_of(whole, st.dictionaries(st.integers(1, kind.months), months)) if self.missing else whole

    def _constants(self, kind: type[Any]) -> list[Any]:
        return [value for value in self.constants if isinstance(value, kind)]

    def _numbers(self, scale: Fraction, whole: bool) -> st.SearchStrategy[Any]:
        edges = [c / scale for c in self._constants(Fraction)]
        near = [edge + step for edge in edges for step in (-1, 0, 1)]
        if whole:
            found = [int(v) for v in near if v >= 0 and v.denominator == 1]
            return st.one_of(st.sampled_from([0, 1, *found, *_HUGE]), st.integers(0, 30))
        others = [Fraction(1, 3), -5, Decimal("0.1"), "12.50", 0.1, *_HUGE, -_HUGE[1], *_TINY]
        return st.one_of(st.sampled_from([0, *near]), st.sampled_from(others), st.integers(-3, 30))

    def _shares(self, within: Fraction | None) -> st.SearchStrategy[Any]:
        most = 1 if within is None else within
        edges = [c for c in self._constants(Fraction) if 0 <= c <= most]
        return st.sampled_from([0, Fraction(1, 3), "98%", "1‰", 0.5, *edges, *([] if within else ["105%"])])

    def _days(self) -> st.SearchStrategy[Any]:
        edges = [date(2014, 6, 1), *self._constants(date)]
        near = [edge + timedelta(step) for edge in edges for step in (-1, 0, 1) if 2 <= edge.toordinal() < 3652059]
        return st.sampled_from([*edges, *near, "2014-05-20", "2013年5月20日"])

    def _records(self, fields: tuple[ty.Field, ...]) -> st.SearchStrategy[Any]:
        parts = {field.name: self.of_type(field.type) for field in fields}
        record = st.fixed_dictionaries({}, optional=parts) if self.missing else st.fixed_dictionaries(parts)
        return st.lists(record, max_size=3)


def _spellings(choices: ty.Choices) -> list[str]:
    return [s for member in choices.members for s in (member.name, member.labels.zh, member.labels.en) if s]


def _nodes(core: RulesetCore) -> list[n.Node]:
    return [node for expression in core.expressions() for node in n.walk(expression)]
