"""The sign in front of a status."""

from __future__ import annotations

from ankang_rules.model.status import Status

MARKS = {Status.PASS: "✓", Status.FAIL: "✗", Status.UNKNOWN: "?", Status.NOT_APPLICABLE: "–"}
