"""The types of sums, products and quotients; None where there is none."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from ankang_rules.model import types as ty
from ankang_rules.model.units import DAYS, ONE, Unit


def signed(kind: ty.Type) -> ty.Type:
    """A count that may become negative, or broken, is a number of the same unit."""
    return evolve(kind, kind="number") if isinstance(kind, ty.Quantity) and kind.kind == "count" else kind


def sum_with_date(left: ty.Type, right: ty.Type, operator: str) -> ty.Type | None:
    if isinstance(left, ty.Date) and isinstance(right, ty.Duration):
        return left
    if isinstance(left, ty.Duration) and isinstance(right, ty.Date) and operator == "+":
        return right
    if isinstance(left, ty.Date) and isinstance(right, ty.Date) and operator == "-":
        return ty.Duration(DAYS)
    return None


def sum_of(left: ty.Type, right: ty.Type, operator: str) -> ty.Type:
    if not isinstance(left, ty.Quantity) or not isinstance(right, ty.Quantity):
        return left
    kinds = {left.kind, right.kind}
    kind: Any = "money" if "money" in kinds else "count" if kinds == {"count"} and operator == "+" else "number"
    return ty.Quantity(kind, left.unit, left.word or right.word)


def product_of(left: ty.Type, right: ty.Type) -> ty.Type | None:
    """The type of a product, or None where it has no unit to be in."""
    if isinstance(left, ty.Date) or isinstance(right, ty.Date):
        return None
    for a, b in ((left, right), (right, left)):
        if isinstance(a, ty.Bare) or (isinstance(a, ty.Share) and not isinstance(b, ty.Bare)):
            return signed(b)
        if isinstance(a, ty.Quantity) and not a.unit:
            return signed(b)
    if isinstance(left, ty.Quantity) and isinstance(right, ty.Quantity):
        unit = left.unit.times(right.unit)
        return ty.Quantity("number", unit) if len(unit.over) <= 1 and not unit.under else None
    return None


def quotient_of(left: ty.Type, right: ty.Type) -> ty.Type | None:
    """The type of a quotient, or None where there is none."""
    if isinstance(left, ty.Date) or isinstance(right, ty.Date):
        return None
    if isinstance(right, ty.Bare):
        return signed(left)
    if isinstance(left, ty.Duration) or isinstance(right, ty.Duration):
        return ty.Quantity("number", ONE) if left == right else None
    if isinstance(right, ty.Share):
        return left if isinstance(left, ty.Share | ty.Bare) else signed(left)
    if isinstance(right, ty.Quantity) and isinstance(left, ty.Quantity | ty.Bare):
        return _per(left.unit if isinstance(left, ty.Quantity) else ONE, left, right)
    return None


def _per(unit: Unit, left: ty.Type, right: ty.Quantity) -> ty.Type:
    if not right.unit:
        return signed(left) if unit else ty.Quantity("number", ONE)
    return ty.Share() if unit == right.unit else ty.Quantity("number", unit.per(right.unit))
