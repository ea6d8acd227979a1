"""What every reader of an expression has at hand: the scope, ids, and how one side of something settles the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import count
from typing import Any, TypeVar, cast

from attrs import evolve, field, frozen

from ankang_rules.check import messages
from ankang_rules.check.levels import About
from ankang_rules.check.scope import Scope
from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Level
from ankang_rules.diagnostics import Diagnostic, nearest
from ankang_rules.model import types as ty
from ankang_rules.model.exact import exact_text
from ankang_rules.model.names import fold
from ankang_rules.model.outcome import Value
from ankang_rules.source import Span
from ankang_rules.syntax import tree as t

N = TypeVar("N", bound=n.Node)
T = TypeVar("T")
Wrong = Callable[[Span, ty.Type, ty.Type], Diagnostic]
"""What is said of an expression at a place that has one type where another is wanted."""


@frozen
class Unsettled(n.Node):
    """What has a type only by what stands beside it: a member's name, a set in braces, an ``if`` between members.

    *settle* returns it as the type wanted, or None after a report; without one it reports that nothing settles it.
    """

    settle: Callable[[ty.Type | None], n.Node | None] = field(eq=False)
    is_member: bool = False
    """Whether it is a name that some list of choices has: then it is not to blame where nothing settles it."""


class Expressions:
    """Reads expressions in one scope; ids count up over the whole ruleset.

    Each reader returns the core node, or None after reporting what is wrong, so that one mistake is reported once.
    """

    def __init__(self, scope: Scope, readers: Mapping[type[t.Expr], Reader]) -> None:
        self.scope = scope
        self.months: list[list[n.MonthOf]] = []
        """For each ``every month`` around, innermost last, the series met in it."""
        self.records: list[ty.ListOf] = []
        self.units: list[About] = []
        """The units in hand, outermost first, below the one that the ruleset judges."""
        self._around: list[int] = []
        """For each of them, how many records are in hand around it."""
        self.tier = ""
        """What the ruleset calls the unit it judges."""
        self._readers = readers
        self._ids = count(1)

    def read(self, written: t.Expr) -> n.Node | None:
        """Return *written* as it stands by itself, perhaps :class:`Unsettled` yet."""
        return self._readers[type(written)](self, written)

    def value(self, written: t.Expr, wanted: ty.Type | None = None, wrong: Wrong | None = None) -> n.Node | None:
        """Return *written* as an expression.

        *wanted* settles bare numbers and members; what is of another type even then is reported by *wrong*.
        """
        node = self.read(written)
        if node is not None:
            node = self.settled(node, wanted)
        if node is not None and wanted is not None and node.type != wanted:
            self.scope.report((wrong or messages.declared.wrong_value_type)(written.span, node.type, wanted))
            return None
        return node

    def condition(self, written: t.Expr) -> n.Node | None:
        """Return *written* as a condition."""
        node = self.value(written)
        if node is None or isinstance(node.type, ty.YesNo):
            return node
        if isinstance(node.type, ty.Monthly) and isinstance(node.type.of, ty.YesNo):
            self.scope.report(messages.conditions.monthly_condition(written.span))
        else:
            self.scope.report(messages.conditions.not_a_condition(written.span, node.type))
        return None

    def about(self, levels: tuple[Level, ...], read: Callable[[], T]) -> T:
        """Return what *read* finds about a unit of *levels*."""
        self.units.append(About(levels))
        self._around.append(len(self.records))
        try:
            return read()
        finally:
            self.units.pop()
            self._around.pop()

    def record_fields(self, name: t.Name) -> Iterator[tuple[int, ty.Field]]:
        """Yield each field that *name* means, with how many records lie between, but none that the unit in hand hides.

        Names are those of what is nearest: a record inside the unit, the unit, a record around it.
        """
        inside = len(self.records) - (self._around[-1] if self._around else 0)
        hidden = bool(self.units) and self.units[-1].has(name.key)
        for depth, record in enumerate(reversed(self.records)):
            found = record.field_named(name.text)
            if found and (depth < inside or not hidden):
                yield depth, found

    def units_between(self, owner: t.Name) -> int | None:
        """Return how many units there are between the one in hand and the one around it that *owner* names."""
        for between, about in enumerate(reversed(self.units)):
            if about.is_called(owner.key, self.scope.levels.by_name):
                return between
        return len(self.units) if self.units and owner.key == fold(self.tier) else None

    def new(self, kind: Callable[..., N], written: t.Node, *args: Any, type: ty.Type = ty.YesNo()) -> N:
        """Return a node of *kind* at the place of *written*, with the next id."""
        return kind(*args, type=type, id=next(self._ids), span=written.span)

    def constant(self, written: t.Node, value: Value, kind: ty.Type, text: str = "") -> n.Constant:
        return evolve(self.new(n.Constant, written, value, type=kind), written=text)

    def of_month(self, node: n.Node, written: t.Node) -> n.Node:
        """Return *node*, where it is a series and a month is in hand, as its value in that month."""
        if not self.months or not isinstance(node.type, ty.Monthly):
            return node
        value = self.new(n.MonthOf, written, node, type=node.type.of)
        self.months[-1].append(value)
        return value

    def every_month(self, written: t.Node, read: Callable[[], n.Node | None]) -> n.Node | None:
        """Return the condition that *read* finds, for every month; report series of different lengths in it."""
        self.months.append([])
        try:
            condition = read()
        finally:
            met = self.months.pop()
        lengths = [cast(ty.Monthly, value.series.type).months for value in met]
        for value, months in zip(met, lengths, strict=True):
            if months != lengths[0]:
                assert met[0].span is not None
                assert value.span is not None
                self.scope.report(messages.comparisons.different_months(met[0].span, value.span, lengths[0], months))
                return None
        if condition is None:
            return None
        return evolve(self.new(n.EveryMonth, written, condition), months=lengths[0] if lengths else 12)

    # What stands beside settles it

    def settled(self, node: n.Node, wanted: ty.Type | None) -> n.Node | None:
        """Give a bare number the type *wanted*, and a member its list."""
        if isinstance(node, Unsettled):
            return node.settle(wanted)
        if wanted is None or not isinstance(node.type, ty.Bare) or not ty.is_numeric(wanted):
            return node
        return node if isinstance(wanted, ty.Bare) else self._with_unit(node, wanted)

    def both(self, left: n.Node, right: n.Node) -> tuple[n.Node, n.Node] | None:
        """Settle two sides by each other; None after a report."""
        if isinstance(left, Unsettled) and isinstance(right, Unsettled):
            for side in [side for side in (left, right) if not side.is_member] or [left]:
                side.settle(None)
            return None
        if isinstance(left, Unsettled):
            found = self.both(right, left)
            return found and (found[1], found[0])
        left, right = _in_days(left, right.type), _in_days(right, left.type)
        settled_left = self.settled(left, None if isinstance(right, Unsettled) else right.type)
        settled_right = settled_left and self.settled(right, settled_left.type)
        if settled_left is None or settled_right is None:
            return None
        return self._as_member(settled_left, settled_right.type), self._as_member(settled_right, settled_left.type)

    def member(self, name: t.Name, choices: ty.Choices) -> ty.Member | None:
        """Return the member of *choices* that *name* spells, or report that there is none."""
        found = choices.find(name.text)
        if found is None:
            spellings = [s for m in choices.members for s in (m.name, m.labels.zh, m.labels.en) if s]
            self.scope.report(messages.names.unknown_member(name.span, choices, nearest(name.text, spellings)))
        return found

    def _as_member(self, node: n.Node, other: ty.Type) -> n.Node:
        """Read a declared name as a member where only that makes sense; report where both readings do."""
        if not isinstance(other, ty.OneOf) or not isinstance(node, n.Fact | n.ParameterRef | n.DefinitionRef):
            return node
        assert node.span is not None
        member = other.choices.find(node.span.text.strip("`"))
        if member is None or node.span.text.startswith("`"):
            return node
        if node.type == other:
            self.scope.report(messages.names.ambiguous_member(node.span, member.name, other.choices))
            return node
        return n.Constant(member.key, type=other, id=next(self._ids), span=node.span)

    def _with_unit(self, node: n.Node, wanted: ty.Type) -> n.Node | None:
        if isinstance(wanted, ty.Share) and (over := list(self._over_one(node))):
            for report in over:
                self.scope.report(report)
            return None
        scale = wanted.word.scale if isinstance(wanted, ty.Quantity | ty.Duration) and wanted.word else Fraction(1)
        if scale == 1:
            return evolve(node, type=wanted)
        if isinstance(node, n.Constant):
            assert isinstance(node.value, Fraction)
            return evolve(node, type=wanted, value=node.value * scale)
        factor = n.Constant(scale, type=ty.Bare(), id=next(self._ids), span=node.span)
        return n.Arithmetic("×", evolve(node, type=wanted), factor, type=wanted, id=next(self._ids), span=node.span)

    def _over_one(self, node: n.Node) -> Iterator[Diagnostic]:
        """Yield what is to be said of each number over 1 that a bare *node*, taken as a share, can come to."""
        assert node.span is not None
        match node:
            case n.Constant(value=Fraction() as value) if abs(value) > 1:
                yield messages.comparisons.share_over_one(node.span, _percent(value))
            case n.ParameterRef(key=key) if key in self.scope.parameters:
                parameter = self.scope.parameters[key]
                values = [d.value for d in parameter.values if isinstance(d.value, Fraction) and abs(d.value) > 1]
                if values:
                    yield messages.comparisons.share_over_one(
                        node.span, _percent(values[0]), self.scope.places.get(key)
                    )
            case n.DefinitionRef(key=key, of=None) if key in self.scope.definitions:
                yield from self._over_one(self.scope.definitions[key])
            case n.If():
                yield from self._over_one(node.then)
                yield from self._over_one(node.otherwise)
            case n.Extreme() | n.Negative() | n.Absolute() | n.Rounded():
                for part in n.parts(node):
                    yield from self._over_one(part)


def _in_days(node: n.Node, other: ty.Type) -> n.Node:
    """A time span beside what is counted in days or months is counted in them too."""
    if isinstance(node.type, ty.Duration) and isinstance(other, ty.Quantity) and other.unit == node.type.unit:
        return evolve(node, type=ty.Quantity("number", other.unit, node.type.word))
    return node


def _percent(value: Fraction) -> str:
    return f"{exact_text(value)}%"


Reader = Callable[[Expressions, Any], "n.Node | None"]
