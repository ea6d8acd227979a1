"""The shapes of traces: what of a trace is the same for every unit, and how the rest is made of what each step came to.

What mattered is decided by the rule of the reference, over outcomes. Traces that can only be one of a few are made once
and shared by all reports.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Protocol

from ankang_rules.core import nodes as n
from ankang_rules.evaluate.trace import JUNCTIONS, Trace, decisive, trace_of
from ankang_rules.model.outcome import NO, YES, Known, Outcome

Values = Sequence[Any]
Found = Callable[[Values], Outcome]
"""What makes the outcome of a step of what all steps came to."""


class Shape(Protocol):
    """What makes the trace of one expression."""

    def outcome(self, values: Values) -> Outcome: ...

    def trace(self, values: Values, mattered: bool) -> Trace: ...

    def parts(self, values: Values) -> tuple[Trace, ...]:
        """Return the traces of the parts, where the whole mattered."""


class Fixed:
    """A step without facts, so that its trace is always the same."""

    def __init__(self, make: Callable[[bool], Trace]) -> None:
        self._made = make(False), make(True)

    def outcome(self, values: Values) -> Outcome:
        return self._made[True].outcome

    def trace(self, values: Values, mattered: bool) -> Trace:
        return self._made[mattered]

    def parts(self, values: Values) -> tuple[Trace, ...]:
        return self._made[True].parts


class Truths:
    """A yes or no without parts."""

    def __init__(self, node: n.Node, place: int) -> None:
        self._place = place
        self._made = [
            [trace_of(node, outcome, (), None, mattered) for outcome in (NO, YES)] for mattered in (False, True)
        ]

    def outcome(self, values: Values) -> Outcome:
        return YES if values[self._place] else NO

    def trace(self, values: Values, mattered: bool) -> Trace:
        return self._made[mattered][values[self._place]]

    def parts(self, values: Values) -> tuple[Trace, ...]:
        return ()


class Leaf:
    """The value of a fact, whose outcome is made once for all rules of a unit: what is known so far stands last."""

    def __init__(self, node: n.Node, slot: int, found: Found) -> None:
        self._node, self._slot, self._found = node, slot, found

    def outcome(self, values: Values) -> Outcome:
        known: dict[int, Outcome] = values[-1]
        outcome = known.get(self._slot)
        if outcome is None:
            outcome = known[self._slot] = self._found(values)
        return outcome

    def trace(self, values: Values, mattered: bool) -> Trace:
        return trace_of(self._node, values[-1].get(self._slot) or self.outcome(values), (), None, mattered)

    def parts(self, values: Values) -> tuple[Trace, ...]:
        return ()


class Step:
    """Any other step, with the shapes of its parts."""

    def __init__(self, node: n.Node, found: Found, parts: tuple[Shape, ...]) -> None:
        self.node, self.outcome, self.inside = node, found, parts
        self._is_junction = type(node) in JUNCTIONS

    def trace(self, values: Values, mattered: bool) -> Trace:
        outcome = self.outcome(values)
        return trace_of(self.node, outcome, self._parts(values, mattered, outcome), None, mattered)

    def parts(self, values: Values) -> tuple[Trace, ...]:
        return self._parts(values, True, self.outcome(values))

    def _parts(self, values: Values, mattered: bool, outcome: Outcome) -> tuple[Trace, ...]:
        wanted = decisive(self.node, outcome) if mattered and self._is_junction else None
        if wanted is None:
            return tuple([part.trace(values, mattered) for part in self.inside])
        # Conditions come to YES or NO themselves here, so that it need not be asked whether two outcomes are equal.
        return tuple([part.trace(values, part.outcome(values) is wanted) for part in self.inside])


class Two(Step):
    """A step with two parts that both matter if it does, as most have."""

    def _parts(self, values: Values, mattered: bool, outcome: Outcome) -> tuple[Trace, ...]:
        first, second = self.inside
        return first.trace(values, mattered), second.trace(values, mattered)


class Chosen(Step):
    """An *if*, of which only the branch is traced that its test chooses."""

    def _parts(self, values: Values, mattered: bool, outcome: Outcome) -> tuple[Trace, ...]:
        test, then, otherwise = self.inside
        branch = then if test.outcome(values) is YES else otherwise
        return test.trace(values, mattered), branch.trace(values, mattered)


def step(node: n.Node, found: Found | Outcome, parts: tuple[Shape, ...]) -> Shape:
    """Return the shape of *node*, with the shapes of its *parts*."""
    made = Chosen if isinstance(node, n.If) else Step
    if len(parts) == 2 and type(node) not in JUNCTIONS:
        made = Two
    if callable(found):
        return made(node, found, parts)
    whole = made(node, lambda values: found, parts)
    return Fixed(lambda mattered: whole.trace((), mattered)) if all(isinstance(p, Fixed) for p in parts) else whole


def truth_at(place: int) -> Found:
    return lambda values: YES if values[place] else NO


def value_at(place: int) -> Found:
    return lambda values: Known(values[place])


def number_at(place: int, factor: Fraction, under: int | None) -> Found:
    """Return what makes a number: *factor* times what is at *place*, over what is at *under*."""
    if under is not None:
        return lambda values: Known(factor * values[place] / values[under])
    above, below = factor.numerator, factor.denominator

    def found(values: Values) -> Outcome:
        value = values[place]
        if type(value) is not int:
            return Known(factor * value)
        whole, rest = divmod(value * above, below)
        return Known(Fraction(value * above, below) if rest else Fraction(whole))

    return found
