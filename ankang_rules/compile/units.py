"""What rules say of the units below → functions inside the generated one, each of one unit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import cast

from attrs import evolve

from ankang_rules.compile.code import Code, Interval, Number, Truth, Value, guarded, scaled_to
from ankang_rules.compile.writer import Inside, Writer
from ankang_rules.core import nodes as n
from ankang_rules.model import types as ty


def listed(w: Writer, levels: tuple[str, ...], judged: bool, inside: Inside) -> str:
    """Write a list of the units of *levels* below the one in hand, and return its name."""
    above = inside.units[-1] if inside.units else "None"
    return w.let(f"units(below, {above}, {w.constant(levels, 'level')}, {judged})", levels[0])


def _over(w: Writer, node: n.Units, inside: Inside) -> str:
    return listed(w, cast(ty.UnitsOf, node.type).levels, node.judged, inside)


@contextmanager
def of_one(w: Writer, name: str, wanted: str, inside: Inside) -> Iterator[Inside]:
    """Write a function of one unit."""
    argument = w.names.new(wanted)
    with w.function(name, argument):
        yield evolve(inside, units=(*inside.units, argument))


def _singular(node: n.Units) -> str:
    return node.singulars[0] if node.singulars else "unit"


def _condition(w: Writer, wanted: str, over: n.Units, condition: n.Node, inside: Inside) -> str:
    """Write *condition* as a function of one of the units of *over*, and return its name."""
    name = w.names.new(f"{wanted} {_singular(over)}")
    with of_one(w, name, _singular(over), inside) as here:
        w.say(f"return {w.truth(condition, here).text}")
    return name


def quantified(w: Writer, node: n.Quantified, over: n.Units, inside: Inside) -> Code:
    found, name = _over(w, over, inside), w.names.new(f"{node.which} {_singular(over)}")
    with of_one(w, name, _singular(over), inside) as here:
        where = w.truth(node.where, here) if node.where else None
        held = w.truth(node.condition, here)
        if where is not None:
            held = (
                w.join([w.opposite(where), held], "or", "either")
                if node.which == "every"
                else w.join([where, held], "and", "both")
            )
        w.say(f"return {held.text}")
    return Truth(f"{node.which}_unit({found}, {name})", open=True)


def count_of(w: Writer, node: n.CountOf, over: n.Units, inside: Inside) -> Code:
    found = _over(w, over, inside)
    if node.where is None:
        return Interval(f"number_of_units({found})")
    return Interval(f"count_of_units({found}, {_condition(w, 'is meant', over, node.where, inside)})")


def share_where(w: Writer, node: n.ShareWhere, over: n.Units, inside: Inside) -> Code:
    found, name = _over(w, over, inside), _condition(w, "is meant", over, node.where, inside)
    return Interval(f"share_of_{'verdicts' if isinstance(node.where, n.Verdict) else 'units'}({found}, {name})")


def aggregate(w: Writer, node: n.Aggregate, over: n.Units, inside: Inside) -> Code:
    found = _over(w, over, inside)
    meant = _condition(w, "is meant", over, node.where, inside) if node.where else "None"
    name = w.names.new(f"of {_singular(over)}")
    with of_one(w, name, _singular(over), inside) as here:
        operand = w.code(node.operand, here)
        factor = abs(operand.factor) or Fraction(1) if isinstance(operand, Number) else Fraction(1)
        text = scaled_to(operand, factor) if isinstance(operand, Number) else operand.text
        w.say(f"return {guarded(text, operand.unless)}")
    values = w.let(f"values_of_units({found}, {meant}, {name})", "values")
    return aggregated(node.which, values, (f"{values} is None",), factor, isinstance(operand, Number))


def aggregated(which: str, values: str, unless: tuple[str, ...], factor: Fraction, is_number: bool) -> Code:
    """Return the sum, average, lowest or highest of the list called *values*, whose numbers are times *factor*."""
    if which == "sum":
        return Number(f"sum({values})", unless, factor)
    empty = (*unless, f"len({values}) == 0")
    if which == "average":
        return Number(f"sum({values})", empty, factor, f"len({values})")
    text = f"{'min' if which == 'lowest' else 'max'}({values})"
    return Number(text, empty, factor) if is_number else Value(text, empty)


def verdict(w: Writer, node: n.Verdict, inside: Inside) -> Code:
    passes = Truth(w.of_unit(inside.units[-1], 1, "passes"), open=True)
    return passes if node.passes else w.opposite(passes)
