"""Comparisons and what else tests a value → code. Numbers are multiplied out, so that nothing is divided."""

from __future__ import annotations

from typing import cast

from ankang_rules.compile import capabilities
from ankang_rules.compile.capabilities import NotCompiled
from ankang_rules.compile.code import (
    Code,
    Interval,
    Number,
    Truth,
    Value,
    compared,
    exact,
    guarded,
    merged,
)
from ankang_rules.compile.writer import Inside, Method, Writer
from ankang_rules.core import nodes as n
from ankang_rules.model import types as ty

_SIGNS = {"=": "==", "≠": "!=", "<": "<", "≤": "<=", ">": ">", "≥": ">="}


def compare(w: Writer, node: n.Compare, inside: Inside) -> Code:
    return _compared(w, _SIGNS[node.operator], w.bounded(node.left, inside), w.bounded(node.right, inside))


def _compared(w: Writer, sign: str, left: Code, right: Code) -> Truth:
    if isinstance(left, Interval) or isinstance(right, Interval):
        return Truth(f"held_against({sign!r}, {side(left)}, {side(right)})", open=True)
    if isinstance(left, Number) and isinstance(right, Number):
        unless = merged(left, right)
        text = guarded(compared(sign, left, right), unless)
        return Truth(f"({text})", open=bool(unless))
    left, right = w.as_value(left), w.as_value(right)
    unless = merged(left, right)
    absent = [side.absent for side in (left, right) if isinstance(side, Value) and side.absent]
    unless = tuple(test for test in unless if test not in absent)
    text = guarded(f"{left.text} {sign} {right.text}", unless)
    if absent:
        text = f"False if {' or '.join(absent)} else {text}"
    return Truth(f"({text})", open=bool(unless))


def side(code: Code) -> str:
    """Return a number, which may be an interval, as what compares intervals takes it."""
    return exact(code) if isinstance(code, Number) else code.text


def is_one_of(w: Writer, node: n.IsOneOf, inside: Inside) -> Code:
    operand = w.bounded(node.operand, inside)
    if isinstance(operand, Interval):
        operand = Interval(w.let(operand.text, "number"))
    truths = [_compared(w, "==", operand, w.bounded(option, inside)) for option in node.options]
    return w.join(truths, "or", "either") if truths else Truth("False")


def includes(w: Writer, node: n.Includes, inside: Inside) -> Code:
    whole, members = w.code(node.whole, inside), w.code(node.members, inside)
    unless = merged(whole, members)
    return Truth(f"({guarded(f'{members.text} <= {whole.text}', unless)})", open=bool(unless))


def is_empty(w: Writer, node: n.IsEmpty, inside: Inside) -> Code:
    operand = w.code(node.operand, inside)
    return Truth(f"({guarded(f'not {operand.text}', operand.unless)})", open=bool(operand.unless))


def is_recorded(w: Writer, node: n.IsRecorded, inside: Inside) -> Code:
    operand = w.code(node.operand, inside)
    if w.whole and not operand.unless and not (isinstance(operand, Truth) and operand.open):
        return Truth("True")
    name = _held_under(w, node.operand, operand, inside)
    return Truth(f"(None if {name} is None else {name} is not ABSENT)", open=True)


def _held_under(w: Writer, node: n.Node, code: Code, inside: Inside) -> str:
    """Return the name under which the value of a fact, a month or a field is held, ABSENT where it is none."""
    match node:
        case n.Fact():
            return w.place_of(node, inside)[0]
        case n.FieldRef(key=key, depth=depth):
            return inside.records[-1 - depth].names[key]
        case n.MonthOf(series=series) if code.is_name and w.slot_of(series, inside).keeps_absent:
            return code.text
    raise NotCompiled(capabilities.RECORDED)


def is_increasing(w: Writer, node: n.IsIncreasing, inside: Inside) -> Code:
    series = w.code(node.series, inside)
    months = cast(ty.Monthly, node.series.type).months
    # Where there are no two months to compare it holds, though the series is missing.
    missing = f"None if min(months_over, {months}) > 1 else True"
    text = f"increasing({series.text}, min(months_over, {months}), {node.strictly})"
    return Truth(
        f"({guarded(text, series.unless, f'({missing})')})", open=not w.is_whole(w.slot_of(node.series, inside))
    )


METHODS: dict[type[n.Node], Method] = {
    n.Compare: compare,
    n.IsOneOf: is_one_of,
    n.Includes: includes,
    n.IsEmpty: is_empty,
    n.IsRecorded: is_recorded,
    n.IsIncreasing: is_increasing,
}
