"""Examples as an author states them, with every kind of fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from ankang_rules.model import types as ty
from ankang_rules.syntax import tree as t
from ankang_rules.testing import expressions as ex
from ankang_rules.testing.expressions import Expressions, name, node
from ankang_rules.testing.levels import DrawnLevel

_TITLES = ("城关镇", "North", "x y")
_TIMES = (0, 1, 3, 20)
_STATUSES = ("pass", "fail", "unknown", "not_applicable")


class Examples:
    """Draws examples about *facts*, and what they expect of *rules*."""

    def __init__(
        self,
        draw: st.DrawFn,
        facts: Mapping[str, ty.Type],
        rules: Sequence[tuple[str, ...]],
        levels: Sequence[DrawnLevel] = (),
    ) -> None:
        self.draw, self.facts, self.rules, self.levels = draw, facts, rules, levels

    def pick(self, options: Any) -> Any:
        return ex.pick(self.draw, options)

    def chance(self) -> bool:
        return bool(self.pick((False, True)))

    def example(self, title: str) -> t.ExampleDecl:
        day = node(t.Day, date(2014, 11, 30)) if self.chance() else None
        given = self.draw(st.lists(st.sampled_from(list(self.facts)), min_size=1, max_size=4, unique=True))
        expected = self.draw(st.lists(st.sampled_from(list(self.rules)), min_size=1, max_size=2, unique=True))
        facts = tuple((name(text), self._fact(self.facts[text])) for text in given)
        facts += self._below(None)
        return node(t.ExampleDecl, title, day, facts, tuple(self._expectation(rule) for rule in expected))

    def _expectation(self, rule: tuple[str, ...]) -> t.Expectation:
        return node(t.Expectation, node(t.Path, tuple(map(name, rule))), self.pick(_STATUSES))

    # Units below

    def _below(self, parent: str | None) -> tuple[tuple[t.Name, t.Value], ...]:
        """Lists of units for some of the levels directly below *parent*, each under a name of the level."""
        levels = [level for level in self.levels if level.parent == parent and self.chance()]
        return tuple((name(self.pick((level.name, level.singular))), self._units(level)) for level in levels)

    def _units(self, level: DrawnLevel) -> t.ListValue:
        titles = self.draw(st.lists(st.sampled_from(_TITLES), max_size=2, unique=True))
        return node(t.ListValue, tuple(self._unit(level, title) for title in titles))

    def _unit(self, level: DrawnLevel, title: str) -> t.Value | t.Repeated:
        """One unit by its *title*, or some without names."""
        chosen = self.draw(st.lists(st.sampled_from(sorted(level.facts)), max_size=2, unique=True))
        entries = [(name(text), self._fact(level.names[text])) for text in chosen]
        times = self.pick((None, None, *_TIMES))
        if times is None:
            heading = self.pick((node(t.Name, "unit"), name("单位")))
            entries.insert(0, (heading, node(t.String, title)))
        entries += self._below(level.name)
        record = node(t.RecordValue, tuple(entries)) if entries else node(t.Braces, ())
        return record if times is None else node(t.Repeated, node(t.Number, Fraction(times)), record)

    # Facts

    def _fact(self, kind: ty.Type) -> t.Value:
        """A value, or where it comes from with it."""
        value = self._value(kind)
        if isinstance(value, t.Word) or self.pick((True, True, False)):
            return value
        source = node(t.Name, "source", quoted=True)
        return node(t.RecordValue, ((name("value"), value), (source, node(t.String, "月报"))))

    def _value(self, kind: ty.Type) -> t.Value:
        word = self.pick((None, None, None, None, "none", "unknown"))
        if word is not None:
            return node(t.Word, word)
        match kind:
            case ty.Monthly(of=inner, months=months):
                return node(t.ListValue, tuple(self._value(inner) for _ in range(months)))
            case ty.ListOf(fields=fields):
                return node(t.ListValue, tuple(self._record(fields) for _ in range(self.pick((0, 1, 2)))))
            case ty.SetOf():
                return self._members(kind)
            case ty.OneOf():
                return self._literals()._member(kind)
            case ty.Quantity() | ty.Duration():
                return self._quantity(kind)
            case ty.Share():
                return node(t.Percent, self.pick(ex.SHARES[:4]))
        return self._literals().literal(kind)

    def _quantity(self, kind: ty.Quantity | ty.Duration) -> t.Expr:
        unit = self.pick(ex.WORDS[kind.unit]) if kind.unit in ex.WORDS and self.chance() else None
        number = node(t.Number, Fraction(self.pick((0, 3, 12))), name(unit) if unit else None)
        negative = isinstance(kind, ty.Quantity) and kind.unit == ex.YUAN and number.value and self.chance()
        return node(t.Negative, number) if negative else number

    def _members(self, kind: ty.SetOf) -> t.Value:
        members = tuple(self._literals()._member(kind) for _ in range(self.pick((0, 1, 2))))
        return node(t.ListValue, members) if self.chance() else node(t.Braces, members)

    def _record(self, fields: tuple[ty.Field, ...]) -> t.RecordValue:
        given = self.draw(st.lists(st.sampled_from(fields), min_size=1, max_size=len(fields), unique=True))
        return node(t.RecordValue, tuple((name(field.name), self._value(field.type)) for field in given))

    def _literals(self) -> Expressions:
        return Expressions(self.draw, {}, frozenset())
