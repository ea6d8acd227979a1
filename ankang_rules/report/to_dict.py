"""A report as it is kept: what it found, what it was found from, and a seal over both."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ankang_rules.evaluate.results import Judgement
from ankang_rules.explain import to_dict as explained
from ankang_rules.explain.units import TOP, Place
from ankang_rules.model.version import VERSION
from ankang_rules.report.canonical import digest
from ankang_rules.report.rulesets import ruleset_to_dict, rulesets_of

FORMAT = 1
"""Counted up when what a saved report holds changes so that older ones cannot be read as they were."""


def to_dict(judgement: Judgement, place: Place = TOP) -> dict[str, Any]:
    """Return *judgement* as plain data; its unit stands at *place*."""
    found = explained.to_dict(judgement, place.asked)
    top = place.above[0] if place.above else judgement
    rulesets = [ruleset_to_dict(one) for one in rulesets_of(judgement)]
    replay = {
        "format": FORMAT,
        "engine": VERSION,
        "path": list(place.path),
        "lenient": any(warning.severity == "error" for warning in top.warnings),
        "parameters": {key: explained.plain(value) for key, value in sorted(top.asked.parameters.items())},
        "facts": {"digest": facts_digest(found), "file": judgement.facts.file},
        "follow_up": _follow_up(judgement),
        "rulesets": rulesets,
    }
    return sealed({**found, "replay": replay})


def _follow_up(judgement: Judgement) -> dict[str, Any] | None:
    """The report that this one follows, of which it takes over facts."""
    followed = next((rule.followed for rule in judgement.rules if rule.followed is not None), None)
    return None if followed is None else {"report": followed.report, "as_of": explained.plain(followed.as_of)}


def to_json(data: dict[str, Any]) -> str:
    """Return *data* as the text that is kept."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def sealed(data: dict[str, Any]) -> dict[str, Any]:
    """Return *data* with a digest of everything in it, by which an edit is noticed."""
    return {**data, "seal": seal_of(data)}


def seal_of(data: Mapping[str, Any]) -> str:
    """Return the seal that belongs to *data*, whatever seal it has: the same wherever the files lie."""
    try:
        kept = without_places(data)
    except (AttributeError, KeyError, TypeError):  # not shaped like a report, which will be said
        kept = dict(data)
    return digest({key: value for key, value in kept.items() if key != "seal"})


def without_places(report: Mapping[str, Any]) -> dict[str, Any]:
    """Return *report* without the names of files and the places in them."""
    replay = report["replay"]
    return {
        **_unit_without_places(report),
        "asked_above": [{**one, "place": None} for one in report["asked_above"]],
        "replay": {
            **replay,
            "facts": {**replay["facts"], "file": None},
            "rulesets": [{**ruleset, "file": None} for ruleset in replay["rulesets"]],
        },
    }


def _unit_without_places(unit: Mapping[str, Any]) -> dict[str, Any]:
    children = unit["children"].items()
    return {
        **unit,
        "rules": [{**rule, "place": None} for rule in unit["rules"]],
        "facts": {key: {**fact, "invalid": _finding(fact["invalid"])} for key, fact in unit["facts"].items()},
        "warnings": [_finding(warning) for warning in unit["warnings"]],
        "children": {level: [_unit_without_places(below) for below in units] for level, units in children},
    }


def _finding(found: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if found is None else {key: value for key, value in found.items() if key not in ("where", "span")}


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
