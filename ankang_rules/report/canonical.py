"""Data in one form, whatever order it came in, and the digest of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from ankang_rules.model.exact import exact_text


def digest(data: Any) -> str:
    """Return the SHA-256 of plain *data*: the same for the same content, in whatever order its keys are.

    >>> digest({"a": 1, "b": [True]}) == digest({"b": [True], "a": 1})
    True
    """
    text = json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def canonical(value: Any) -> Any:
    """Return frozen objects as plain data: of each the name of its class, and what takes part in its equality."""
    if attrs.has(type(value)):
        fields = (a for a in attrs.fields(type(value)) if a.eq)
        return [type(value).__name__, *(canonical(getattr(value, a.name)) for a in fields)]
    if isinstance(value, Fraction):
        return exact_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple | list):
        return [canonical(item) for item in value]
    if isinstance(value, Mapping):
        return {key: canonical(item) for key, item in value.items()}
    return value
