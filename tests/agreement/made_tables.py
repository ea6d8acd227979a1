"""Facts as a table and as what the reference reads, cell by cell the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa
from attrs import define, field

from ankang_rules.core.ruleset import Indicator, RulesetCore
from ankang_rules.model import types as ty
from ankang_rules.model.exact import decimal_places, exact_text
from ankang_rules.model.given import NONE

Choose = Callable[[list[Any]], Any]
"""Takes one of several; a drawn choice."""

WRONG = object()
"""What no fact can be: in a table, the state *invalid*."""


@define
class Made:
    """A table of *columns*, and for each of its rows the *facts* that the reference is given."""

    columns: dict[str, pa.Array] = field(factory=dict)
    facts: list[dict[str, Any]] = field(factory=list)

    @property
    def table(self) -> pa.Table:
        return pa.table(self.columns)


def made(core: RulesetCore, drawn: list[dict[str, Any]], choose: Choose) -> Made:
    """Return the *drawn* facts of several units as one table; how a column holds them is *choose*'s."""
    found = Made({"unit": pa.array([f"u{at}" for at in range(len(drawn))])}, [{} for _ in drawn])
    for indicator in core.indicators:
        values = [facts.get(indicator.name) for facts in drawn]
        for row, value in zip(found.facts, _add(found, indicator, values, choose), strict=True):
            if value is not None:
                row[indicator.name] = value
    return found


def _add(found: Made, indicator: Indicator, values: list[Any], choose: Choose) -> list[Any]:
    kind, name = indicator.type, indicator.name
    if isinstance(kind, ty.Monthly):
        return _series(found, name, kind, values, choose)
    if isinstance(kind, ty.ListOf):
        return _whole(found, name, [_records(kind, value) for value in values], _struct(kind))
    return _column(found, name, kind, values, choose)


def _column(found: Made, name: str, kind: ty.Type, values: list[Any], choose: Choose) -> list[Any]:
    ways = [way for way in _typed(kind, values) if way is not None]
    way = choose([*ways, None])
    if way is not None:
        return _whole(found, name, values, way)
    cells = [_text(kind, value) for value in values]
    found.columns[name] = pa.array([text for text, _, _ in cells], pa.string())
    found.columns[f"{name} state"] = pa.array([state for _, state, _ in cells], pa.string())
    return [meant for _, _, meant in cells]


def _whole(found: Made, name: str, values: list[Any], way: pa.DataType) -> list[Any]:
    """A column of the engine's own type, and beside it the states."""
    states = ["none" if value is NONE else "invalid" if value is WRONG else None for value in values]
    cells = [None if state else value for state, value in zip(states, values, strict=True)]
    found.columns[name] = pa.array([_as(way, cell) for cell in cells], way)
    if any(states):
        found.columns[f"{name} state"] = pa.array(states, pa.string())
    return values


def _as(way: pa.DataType, cell: Any) -> Any:
    """Return a cell as Arrow takes it for a column of the type *way*."""
    if isinstance(cell, list):
        return [_as(way.value_type, part) for part in cell]
    if isinstance(cell, dict):
        return {part.name: _as(part.type, cell[part.name]) for part in way}
    if isinstance(cell, bool) or not isinstance(cell, int | Fraction):
        return cell
    if pa.types.is_decimal(way):
        return Decimal(exact_text(Fraction(cell)))
    return float(cell) if pa.types.is_floating(way) else int(cell)


def _typed(kind: ty.Type, values: list[Any]) -> list[pa.DataType | None]:
    """The types of column that hold all *values* as they are."""
    there = [value for value in values if value is not None and value is not NONE]
    if isinstance(kind, ty.YesNo):
        return [pa.bool_() if all(type(value) is bool for value in there) else None]
    if isinstance(kind, ty.Date):
        return [pa.date32() if all(type(value) is date for value in there) else None]
    if isinstance(kind, ty.SetOf):
        is_list = all(isinstance(value, list) and all(isinstance(m, str) for m in value) for value in there)
        return [pa.list_(pa.string()) if is_list else None]
    if isinstance(kind, ty.Text | ty.OneOf):
        return []
    if not all(isinstance(value, int | Fraction) and not isinstance(value, bool) for value in there):
        return []
    numbers = [Fraction(value) for value in there]
    places = [decimal_places(number) for number in numbers]
    fits = all(p is not None and p <= 6 and abs(n) < 10**25 for p, n in zip(places, numbers, strict=True))
    small = all(n.denominator == 1 and abs(n) < 2**63 for n in numbers)
    exact = all(Fraction(repr(float(n))) == n for n in numbers if abs(n) < 10**15) and all(
        abs(n) < 10**15 for n in numbers
    )
    return [
        pa.int64() if small else None,
        pa.decimal128(32, 6) if fits else None,
        pa.float64() if exact else None,
    ]


def _text(kind: ty.Type, value: Any) -> tuple[str | None, str | None, Any]:
    """Return a cell, its state, and what they mean to the reference."""
    if value is None:
        return None, None, None
    if value is NONE:
        return None, "none", NONE
    if isinstance(value, bool):
        return ("yes" if value else "no"), None, value
    if isinstance(value, list) and isinstance(kind, ty.SetOf) and all(isinstance(m, str) for m in value):
        text = "、".join(value) if value else "[]"
        meant = [part.strip() for part in re.split("[、;；]", text)] if value else []
        return text, None, _cell(kind, text, meant)
    if isinstance(value, Fraction):
        text = exact_text(value) if decimal_places(value) is not None else f"{value.numerator}/{value.denominator}"
        return text, None, _cell(kind, text, text)
    if isinstance(value, str | int | Decimal | float) or type(value) is date:
        text = str(value) if not isinstance(value, int) or abs(value) < 10**4000 else "9" * 500
        return text, None, _cell(kind, text, [text] if isinstance(kind, ty.SetOf) else text)
    return None, "invalid", WRONG


def _cell(kind: ty.Type, text: str, meant: Any) -> Any:
    """What a text means in a cell, where nothing stands in quotation marks."""
    word = text.strip().casefold()
    if word in ("", "~", "null"):
        return None
    return NONE if word in ("none", "无") else meant


def _series(found: Made, name: str, kind: ty.Monthly, values: list[Any], choose: Choose) -> list[Any]:
    """As one list a row, or with a column for each month."""
    listed = [value if _is_series(kind, value) else value if value in (None, NONE) else WRONG for value in values]
    whole = [value for value in listed if isinstance(value, list)]
    ways = _typed(kind.of, [month for value in whole for month in value])
    if any(month is NONE for value in whole for month in value):
        ways = []
    way = choose([*(one for one in ways if one is not None), None])
    if way is not None:
        return _whole(found, name, listed, pa.list_(way))
    meant: list[dict[int, Any] | None] = [{} for _ in values]
    for month in range(1, kind.months + 1):
        part = [value[month - 1] if isinstance(value, list) else None for value in listed]
        for row, cell in zip(meant, _column(found, f"{name} {month}月", kind.of, part, choose), strict=True):
            if cell is not None and row is not None:
                row[month] = cell
    return [row or None for row in meant]


def _is_series(kind: ty.Monthly, value: Any) -> bool:
    return isinstance(value, list) and len(value) == kind.months


def _struct(kind: ty.ListOf) -> pa.DataType:
    return pa.list_(pa.struct([(f.name, _field_type(f.type)) for f in kind.fields]))


def _field_type(kind: ty.Type) -> pa.DataType:
    if isinstance(kind, ty.YesNo):
        return pa.bool_()
    if isinstance(kind, ty.Date):
        return pa.date32()
    if isinstance(kind, ty.Text | ty.OneOf):
        return pa.string()
    return pa.list_(pa.string()) if isinstance(kind, ty.SetOf) else pa.decimal128(32, 6)


def _records(kind: ty.ListOf, value: Any) -> Any:
    """Return the records as a column holds them: no field is none there, and what does not fit is missing."""
    if value is None or value is NONE:
        return value
    if not isinstance(value, list) or not all(isinstance(record, dict) for record in value):
        return WRONG
    return [{f.name: _fitting(f.type, record.get(f.name)) for f in kind.fields} for record in value]


def _fitting(kind: ty.Type, value: Any) -> Any:
    if isinstance(kind, ty.Text | ty.OneOf):
        return _cell(kind, value, value) if isinstance(value, str) and _cell(kind, value, 1) == 1 else None
    if isinstance(value, datetime):
        return None
    if value is None or value is NONE:
        return None
    wanted = _field_type(kind)
    for way in _typed(kind, [value]):
        if way is not None and (way == wanted or pa.types.is_decimal(way)):
            return value
    return None


def tame(value: Any) -> Any:
    """Return a drawn value as the engine reads it itself: not so large, in decimals, and spelt plainly."""
    if isinstance(value, dict):
        return {key: tame(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [tame(inner) for inner in value]
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        return (
            {"2013年5月20日": "2013-05-20", "1‰": "0.1%", "自定": None}.get(value, value)
            if isinstance(value, str)
            else value
        )
    if abs(value) > 10**8:
        return value % 1000
    places = decimal_places(Fraction(value))
    return value if places is not None and places <= 2 else Fraction(1, 4)
