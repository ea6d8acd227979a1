"""Columns in a type that is read: numbers of single precision by their own shortest decimals, arrays as lists."""

from __future__ import annotations

from typing import Any

from ankang_rules.columns.text import name

_NESTED = ("list", "array", "struct")


def retyped(sql: str, names: list[str], kinds: list[Any]) -> str:
    """Return what reads the table *sql* with every column in a type that is read, by the same names."""
    changed = [f"{_read(one, kind)} AS {name(one)}" for one, kind in zip(names, kinds, strict=True) if _differs(kind)]
    return f"(SELECT * REPLACE ({', '.join(changed)}) FROM {sql})" if changed else sql


def _differs(kind: Any) -> bool:
    if kind.id in ("float", "array"):
        return True
    return kind.id in _NESTED and any(_differs(inner) for _, inner in kind.children)


def _read(column: str, kind: Any) -> str:
    """One tenth in single precision is not one tenth in double; as a text it is."""
    return f"CAST(CAST({name(column)} AS {_type(kind, 'VARCHAR')}) AS {_type(kind, 'DOUBLE')})"


def _type(kind: Any, of_float: str) -> str:
    if kind.id == "float":
        return of_float
    if kind.id in ("list", "array"):
        return f"{_type(kind.children[0][1], of_float)}[]"
    if kind.id == "struct":
        return f"STRUCT({', '.join(f'{name(key)} {_type(inner, of_float)}' for key, inner in kind.children)})"
    return str(kind)
