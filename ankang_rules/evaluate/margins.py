"""By how much a rule passes or fails: how far the two sides of its comparison lie apart, as an exact number."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Final, cast

from attrs import frozen

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.evaluate.trace import Trace
from ankang_rules.model import types as ty
from ankang_rules.model.outcome import Known
from ankang_rules.model.status import Status

MIRRORED: Final[dict[n.Operator, n.Operator]] = {"≥": "≤", "≤": "≥", ">": "<", "<": ">", "=": "=", "≠": "≠"}
"""What the right side is to the left one, by what the left is to the right."""

_DECIDED: Final = (Status.PASS, Status.FAIL)


def gap(left: object, right: object) -> Fraction | None:
    """Return *left* − *right*, in days between dates; None where they are neither numbers nor dates."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left - right
    if isinstance(left, date) and isinstance(right, date):
        return Fraction((left - right).days)
    return None


def in_whole(gap: Fraction, operator: str, holds: bool, kind: ty.Type) -> Fraction:
    """What is counted comes whole: so many more are enough, or so many fewer would still do."""
    if not comes_whole(kind):
        return gap
    strict = operator in ("<", ">")
    if holds:
        return Fraction(ceil(gap) - 1 if strict else floor(gap))
    return Fraction(floor(gap) + 1 if strict else ceil(gap))


def comes_whole(kind: ty.Type) -> bool:
    """Whether what is of *kind* is counted."""
    return isinstance(kind, ty.Quantity) and kind.kind == "count"


@frozen
class Measured:
    """A comparison that has a margin: *observed* stands in relation *operator* to *required*."""

    observed: n.Node
    operator: n.Operator
    required: n.Node
    is_mirrored: bool = False

    @property
    def unit(self) -> Fraction:
        """The length of the unit that the margin is in, in base units: that of the observed side, as it is written."""
        kind = self.observed.type
        return kind.word.scale if isinstance(kind, ty.Quantity) and kind.word is not None else Fraction(1)


def measured(core: RulesetCore, condition: n.Node) -> tuple[Measured, ...]:
    """Return the comparisons whose least margin is that of *condition*; none where it has no margin.

    It has one where it is a comparison, or several that hold one and the same value against a bound each.
    """
    condition = behind(core, condition)
    parts = condition.operands if isinstance(condition, n.And) else (condition,)
    found = [_measured(part) for part in parts]
    kept = tuple(one for one in found if one is not None)
    if len(kept) < len(found) or not kept:
        return ()
    return kept if all(one.observed == kept[0].observed for one in kept) else _about_one(kept)


def behind(core: RulesetCore, node: n.Node) -> n.Node:
    """Return the expression that *node* stands for, where it is a definition of its own ruleset."""
    while isinstance(node, n.DefinitionRef) and node.of is None:
        key = node.key
        node = next(one.expression for one in core.definitions if one.key == key)
    return node


def _measured(node: n.Node) -> Measured | None:
    if not isinstance(node, n.Compare) or node.operator == "≠" or not _has_gap(node.left.type):
        return None
    if isinstance(node.left, n.Constant) and not isinstance(node.right, n.Constant):
        return Measured(node.right, MIRRORED[node.operator], node.left, is_mirrored=True)
    return Measured(node.left, node.operator, node.right)


def _has_gap(kind: ty.Type) -> bool:
    return ty.is_numeric(kind) or isinstance(kind, ty.Date)


def _about_one(found: tuple[Measured, ...]) -> tuple[Measured, ...]:
    """A chain such as ``a < b ≤ c`` turned so that each comparison observes *b*; nothing where they share no side."""
    first = found[0]
    for shared in (first.observed, first.required):
        if all(shared in (one.observed, one.required) for one in found):
            return tuple(one if one.observed == shared else _turned(one) for one in found)
    return ()


def _turned(one: Measured) -> Measured:
    return Measured(one.required, MIRRORED[one.operator], one.observed, is_mirrored=not one.is_mirrored)


def margin(judgement: Judgement, result: RuleResult) -> Fraction | None:
    """Return by how much *result* passes, or fails where it is negative; 0 where it is just at the bound.

    It is in the unit of the observed side as the rule's author wrote it: of shares as a share, of dates in days, of
    what is counted in whole ones. None where the rule is neither passed nor failed, or no comparison of known sides
    decides it.
    """
    if result.status not in _DECIDED or result.condition is None:
        return None
    trace = result.condition
    while isinstance(trace.node, n.DefinitionRef) and trace.node.of is None:
        trace = judgement.definitions[trace.node.key]
    found = measured(judgement.core, trace.node)
    parts = trace.parts if isinstance(trace.node, n.And) else (trace,)
    margins = [_margin(one, part) for one, part in zip(found, parts, strict=True)] if found else []
    known = [one for one in margins if one is not None]
    least = min(known, default=None)
    return None if least is None or (len(known) < len(margins) and least >= 0) else least


def _margin(one: Measured, trace: Trace) -> Fraction | None:
    left, right = (part.outcome for part in trace.parts)
    if one.is_mirrored:
        left, right = right, left
    if not isinstance(left, Known) or not isinstance(right, Known):
        return None
    apart = cast(Fraction, gap(left.value, right.value))
    return signed(apart, one.operator, one.observed.type) / one.unit


def signed(apart: Fraction, operator: n.Operator, kind: ty.Type) -> Fraction:
    """Return how far the bound is kept, or missed where it is negative, of sides that lie *apart*."""
    toward = -abs(apart) if operator == "=" else -apart if operator in ("<", "≤") else apart
    if not toward:
        return toward
    holds = toward > 0
    return in_whole(abs(toward), operator, holds, kind) * (1 if holds else -1)
