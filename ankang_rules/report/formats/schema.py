"""The JSON Schema of a report as plain data."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

FILE = "report.schema.json"


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what :meth:`Report.to_dict` returns.

    >>> report_schema()["$id"]
    'urn:ankang-rules:report'
    """
    found: dict[str, Any] = json.loads(files("ankang_rules.report.formats").joinpath(FILE).read_text(encoding="utf-8"))
    return found
