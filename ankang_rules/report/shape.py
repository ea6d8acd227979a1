"""What a saved report must look like, so far as anyone reads it back, and where one does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from ankang_rules.model.status import Status

Shape = Any
"""A type; a function that says whether a value will do; a list with the shape of its items; a dict with a shape for
each key it must have; :data:`Each` of a shape for any key; :data:`Maybe` of a shape that may be None."""


class Each:
    """A mapping whose values all have one shape."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape


class Maybe:
    """A shape, or None."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape


def _day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _year(value: object) -> bool:
    return type(value) is int and 1 <= value <= 9999


def _status(value: object) -> bool:
    return value in {status.value for status in Status}


def _digest(value: object) -> bool:
    return isinstance(value, str) and len(value) == 64 and set(value) <= set("0123456789abcdef")


_LABELS = Each(str)
_PROVENANCE = {"source": Maybe(str), "on": Maybe(_day), "by": Maybe(str)}
_RULE = {
    "id": str,
    "status": _status,
    "force": str,
    "group": Maybe(str),
    "labels": _LABELS,
    "clause": Maybe(str),
    "due": Maybe(_day),
    "cases": [{"unit": [str], "status": _status, "due": Maybe(_day)}],
    "unknown": [{"reason": str, "subject": str, "unit": [str]}],
}
_FACT = {"written": str, "provenance": Maybe(_PROVENANCE), "invalid": Maybe({})}
_PARAMETER = {
    "labels": _LABELS,
    "text": Maybe(_LABELS),
    "since": Maybe(_day),
    "set_by_caller": bool,
    "schedule": [{"from": Maybe(_day)}],
}
_READ_BY_RULE = {
    "digest": _digest,
    "facts": [str],
    "parameters": [[str]],
    "levels": [str],
    "verdicts": bool,
    "day": bool,
    "months": bool,
    "year": bool,
    "in_force": [{"from": Maybe(_day), "to": Maybe(_day)}],
}
_RULESET = {
    "name": str,
    "digest": _digest,
    "file": str,
    "labels": Each(_LABELS),
    "parameters": Each(_PARAMETER),
    "rules": Each(_READ_BY_RULE),
}
_UNIT: dict[str, Shape] = {
    "ruleset": str,
    "digest": _digest,
    "unit": Maybe(str),
    "as_of": Maybe(_day),
    "year": Maybe(_year),
    "parameters": dict,
    "status": _status,
    "groups": [{"id": str, "labels": _LABELS, "status": Maybe(_status), "rules": [str]}],
    "rules": [_RULE],
    "facts": Each(_FACT),
    "warnings": [{}],
}
_UNIT["children"] = Each([_UNIT])
_REPORT = {
    **_UNIT,
    "asked_above": [{"ruleset": str, **_RULE}],
    "replay": {
        "format": int,
        "engine": str,
        "path": [str],
        "lenient": bool,
        "parameters": dict,
        "facts": {"digest": _digest, "file": Maybe(str)},
        "follow_up": Maybe({"report": _digest, "as_of": Maybe(_day)}),
        "rulesets": [_RULESET],
    },
    "seal": _digest,
}


def misfits(data: object) -> Iterator[str]:
    """Yield the path to each place where *data* is not what a saved report has there."""
    found = list(_misfits(data, _REPORT, ""))
    yield from found
    if not found:
        assert isinstance(data, dict)
        kept = {ruleset["name"]: ruleset["rules"] for ruleset in data["replay"]["rulesets"]}
        yield from _without_ruleset(data, kept, "")


def _without_ruleset(unit: dict[str, Any], kept: dict[str, Any], path: str) -> Iterator[str]:
    """Yield where a unit names a ruleset, or a rule of it, of which nothing is kept."""
    if unit["ruleset"] not in kept:
        yield f"{path}ruleset"
        return
    rules = kept[unit["ruleset"]]
    yield from (f"{path}rules[{n}].id" for n, rule in enumerate(unit["rules"]) if rule["id"] not in rules)
    for level, units in unit["children"].items():
        for number, below in enumerate(units):
            yield from _without_ruleset(below, kept, f"{path}children.{level}[{number}].")


def _misfits(data: object, shape: Shape, path: str) -> Iterator[str]:
    match shape:
        case Maybe():
            if data is not None:
                yield from _misfits(data, shape.shape, path)
        case dict():
            if isinstance(data, dict):
                for key, inner in shape.items():
                    yield from _misfits(data.get(key, _MISSING), inner, f"{path}.{key}" if path else key)
            else:
                yield path
        case Each():
            if isinstance(data, dict):
                for key, value in data.items():
                    yield from _misfits(value, shape.shape, f"{path}.{key}")
            else:
                yield path
        case [inner]:
            if isinstance(data, list):
                for number, item in enumerate(data):
                    yield from _misfits(item, inner, f"{path}[{number}]")
            else:
                yield path
        case _:
            if not _fits(data, shape):
                yield path


_MISSING = object()


def _fits(data: object, shape: type | Callable[[object], bool]) -> bool:
    if isinstance(shape, type):
        return isinstance(data, shape) and (shape is bool or not isinstance(data, bool))
    return isinstance(data, str | int) and shape(data)
