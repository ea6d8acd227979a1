"""A report as it is kept: what it found, what it was found from, and a seal over both."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ankang_rules.evaluate.results import Judgement
from ankang_rules.explain import to_dict as explained
from ankang_rules.explain.units import AskedAbove
from ankang_rules.model.version import VERSION
from ankang_rules.report.canonical import digest
from ankang_rules.report.rulesets import ruleset_to_dict, rulesets_of

FORMAT = 1
"""Counted up when what a saved report holds changes so that older ones cannot be read as they were."""


def to_dict(judgement: Judgement, path: Sequence[str] = (), asked_above: Sequence[AskedAbove] = ()) -> dict[str, Any]:
    """Return *judgement* as plain data; *path* leads to its unit from the one at the top."""
    found = explained.to_dict(judgement, asked_above)
    rulesets = [ruleset_to_dict(one) for one in rulesets_of(judgement)]
    replay = {
        "format": FORMAT,
        "engine": VERSION,
        "path": list(path),
        "facts": {"digest": facts_digest(found), "file": judgement.facts.file},
        "rulesets": rulesets,
    }
    return sealed({**found, "replay": replay})


def to_json(data: dict[str, Any]) -> str:
    """Return *data* as the text that is kept."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def sealed(data: dict[str, Any]) -> dict[str, Any]:
    """Return *data* with a digest of everything in it, by which an edit is noticed."""
    return {**data, "seal": seal_of(data)}


def seal_of(data: dict[str, Any]) -> str:
    """Return the seal that belongs to *data*, whatever seal it has."""
    return digest({key: value for key, value in data.items() if key != "seal"})


def facts_digest(unit: dict[str, Any]) -> str:
    """Return a digest of the facts in the data of a report, about its unit and those below it, provenance and all."""
    return digest(_facts(unit))


def _facts(unit: dict[str, Any]) -> dict[str, Any]:
    return {
        "unit": unit["unit"],
        "facts": {key: _fact(fact) for key, fact in unit["facts"].items()},
        "children": {level: [_facts(below) for below in units] for level, units in unit["children"].items()},
    }


def _fact(fact: dict[str, Any]) -> dict[str, Any]:
    """What a fact says; how it is written counts only where it could not be read."""
    left_out = ("written", "invalid") if fact["invalid"] is None else ("invalid",)
    return {key: value for key, value in fact.items() if key not in left_out}
