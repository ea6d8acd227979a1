"""Conditions that come to the same whatever the facts are.

Two proofs, both sound: where each comparison is of one fact with a value, the facts at, between and beyond those values
stand for all there can be; elsewhere the two sides of a comparison have bounds by their types. What neither proves is
left alone, such as anything about dates, which may be reported as absent.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ankang_rules.check.witness import Case, NotSimple, facts_to_try
from ankang_rules.core import nodes as n
from ankang_rules.lint.file import File, walk
from ankang_rules.model import types as ty

_MOST_NODES = 200
"""Parts of a condition that is tried out, each at no more than a fixed number of facts."""

Interval = tuple[Fraction | None, Fraction | None]
"""Lowest and highest value, None where there is no bound."""

_ANY: Interval = (None, None)
_NEVER_BELOW_ZERO: Interval = (Fraction(0), None)


def settled(condition: n.Node, file: File) -> bool | None:
    """Return what *condition* comes to on all facts on which it is known, or None where that is not proved."""
    if is_plain(condition, file):
        found = _tried(condition, file)
        if found is not None:
            return found
    match condition:
        case n.Compare():
            return _by_bounds(condition)
        case n.Not(operand=operand):
            inner = settled(operand, file)
            return None if inner is None else not inner
        case n.And(operands=operands):
            return _of_several(operands, file, strong=False)
        case n.Or(operands=operands):
            return _of_several(operands, file, strong=True)
    return None


def _of_several(operands: Sequence[n.Node], file: File, *, strong: bool) -> bool | None:
    """What all or any of *operands* comes to: *strong* where one of them surely is, or the plain ones together are."""
    found = [settled(operand, file) for operand in operands]
    if strong in found:
        return strong
    if found and all(value is (not strong) for value in found):
        return not strong
    plain = tuple(operand for operand in operands if is_plain(operand, file))
    if 1 < len(plain) < len(operands):
        together = _tried(n.Or(plain) if strong else n.And(plain), file)
        return strong if together is strong else None
    return None


# By trying


def is_plain(condition: n.Node, file: File) -> bool:
    """Whether *condition* compares single facts with values and nothing else."""
    nodes = list(walk(condition))
    return len(nodes) <= _MOST_NODES and _is_plain(condition, file)


def _is_plain(node: n.Node, file: File) -> bool:
    match node:
        case n.Not() | n.And() | n.Or() | n.NumberOf():
            return all(_is_plain(part, file) for part in n.parts(node))
        case n.Compare(left=left, right=right):
            return (_is_fact(left) and _is_value(right)) or (_is_value(left) and _is_fact(right))
        case n.IsOneOf(operand=operand, options=options):
            return _is_fact(operand) and all(map(_is_value, options))
        case n.Includes(whole=whole, members=members):
            return _is_fact(whole) and _is_value(members)
        case n.IsEmpty(operand=operand):
            return _is_fact(operand)
        case n.DefinitionRef(key=key, unit=0, of=None):
            return key in file.definitions and _is_plain(file.definitions[key], file)
        case n.Constant() | n.Fact():
            return isinstance(node.type, ty.YesNo) and (_is_fact(node) or _is_value(node))
    return False


def _is_value(node: n.Node) -> bool:
    return isinstance(node, n.Constant)


def _is_fact(node: n.Node) -> bool:
    """Whether *node* is a fact whose values are all known: not a date, which may be none, nor of an open list."""
    if not isinstance(node, n.Fact) or node.unit:
        return False
    match node.type:
        case ty.OneOf(choices) | ty.SetOf(choices):
            return not choices.open
        case ty.YesNo() | ty.Quantity() | ty.Share() | ty.Duration() | ty.Text():
            return True
    return False


def facts_of(condition: n.Node, file: File) -> frozenset[str]:
    """Return the keys of the facts that *condition* reads, through definitions too."""
    found: set[str] = set()
    for node in walk(condition):
        if isinstance(node, n.Fact):
            found.add(node.key)
        elif isinstance(node, n.DefinitionRef) and node.of is None and node.key in file.definitions:
            found |= facts_of(file.definitions[node.key], file)
    return frozenset(found)


def _tried(condition: n.Node, file: File) -> bool | None:
    named = [node.value for node in _through(condition, file) if isinstance(node, n.Constant)]
    try:
        facts = facts_to_try({key: file.indicators[key] for key in sorted(facts_of(condition, file))}, named)
        found = {Case(each, file.definitions).holds(condition) for each in facts}
    except NotSimple:
        return None
    return found.pop() if len(found) == 1 else None


def _through(condition: n.Node, file: File) -> list[n.Node]:
    found: list[n.Node] = []
    for node in walk(condition):
        found.append(node)
        if isinstance(node, n.DefinitionRef):
            found += _through(file.definitions[node.key], file)
    return found


# By bounds


def _by_bounds(node: n.Compare) -> bool | None:
    if not ty.is_numeric(node.left.type):
        return None
    if node.left == node.right:
        return node.operator in ("=", "≤", "≥")
    low, high = _less(bounds(node.left), bounds(node.right))
    match node.operator:
        case "≥":
            return _either(low is not None and low >= 0, high is not None and high < 0)
        case ">":
            return _either(low is not None and low > 0, high is not None and high <= 0)
        case "≤":
            return _either(high is not None and high <= 0, low is not None and low > 0)
        case "<":
            return _either(high is not None and high < 0, low is not None and low >= 0)
    apart = (low is not None and low > 0) or (high is not None and high < 0)
    return _either(apart and node.operator == "≠", apart and node.operator == "=")


def _either(yes: bool, no: bool) -> bool | None:
    return True if yes else False if no else None


def bounds(node: n.Node) -> Interval:
    """Return between which numbers the value of *node* lies, by the types of what it reads."""
    match node:
        case n.Constant(value=Fraction() as value):
            return value, value
        case n.Fact() | n.FieldRef() | n.MonthOf():
            return _by_type(node.type)
        case n.CountOf():
            return _NEVER_BELOW_ZERO
        case n.ShareWhere():
            return Fraction(0), Fraction(1)
        case n.Arithmetic(operator="+", left=left, right=right):
            return _plus(bounds(left), bounds(right))
        case n.Arithmetic(operator="-", left=left, right=right):
            return _less(bounds(left), bounds(right))
        case n.Arithmetic(left=left, right=right) | n.ShareOf(share=left, whole=right):
            both = (bounds(left)[0], bounds(right)[0])
            return _NEVER_BELOW_ZERO if all(low is not None and low >= 0 for low in both) else _ANY
        case n.Absolute():
            return _NEVER_BELOW_ZERO
    return _ANY


def _by_type(kind: ty.Type) -> Interval:
    if isinstance(kind, ty.Quantity) and kind.kind == "count":
        return _NEVER_BELOW_ZERO
    return (None, kind.within) if isinstance(kind, ty.Share) else _ANY


def _plus(a: Interval, b: Interval) -> Interval:
    low = None if a[0] is None or b[0] is None else a[0] + b[0]
    high = None if a[1] is None or b[1] is None else a[1] + b[1]
    return low, high


def _less(a: Interval, b: Interval) -> Interval:
    return _plus(a, (None if b[1] is None else -b[1], None if b[0] is None else -b[0]))
