"""A comparison as plain data."""

from __future__ import annotations

from typing import Any

from ankang_rules.report.causes import Causes
from ankang_rules.report.compare import Comparison, Flip
from ankang_rules.report.differences import Data, FactChange, ParameterChange, RuleChange


def comparison_to_dict(found: Comparison) -> dict[str, Any]:
    """Return *found* as strings, lists and dicts."""
    return {
        "same": found.same,
        "old": _about(found.old),
        "new": _about(found.new),
        "flips": [_flip(flip) for flip in found.flips],
        "rulesets": [{"ruleset": one.ruleset, "how": one.how} for one in found.rulesets],
        "rules": [_rule(one) for one in found.rules],
        "parameters": [_parameter(one) for one in found.parameters],
        "facts": [_fact(one) for one in found.facts],
        "units_added": [list(path) for path in found.units_added],
        "units_removed": [list(path) for path in found.units_removed],
    }


def _about(report: Data) -> dict[str, Any]:
    kept = {key: report[key] for key in ("ruleset", "unit", "as_of", "year", "status")}
    return {**kept, "engine": report["replay"]["engine"], "seal": report["seal"]}


def _flip(flip: Flip) -> dict[str, Any]:
    kept = {"unit": list(flip.path), "what": flip.what, "id": flip.id, "labels": flip.labels.to_dict()}
    return {**kept, "before": flip.before, "after": flip.after, "causes": _causes(flip.causes)}


def _causes(causes: Causes) -> dict[str, Any]:
    return {
        "tried": causes.tried,
        "ways": [[cause.value for cause in way] for way in causes.ways],
        "rules": [_rule(one) for one in causes.rules],
        "parameters": [_parameter(one) for one in causes.parameters],
        "facts": [_fact(one) for one in causes.facts],
        "units": [list(path) for path in causes.units],
    }


def _rule(one: RuleChange) -> dict[str, Any]:
    return {"ruleset": one.ruleset, "rule": one.rule, "how": one.how}


def _parameter(one: ParameterChange) -> dict[str, Any]:
    return {
        "ruleset": one.ruleset,
        "parameter": one.parameter,
        "before": one.before and one.before.to_dict(),
        "after": one.after and one.after.to_dict(),
        "by_date": one.by_date,
    }


def _fact(one: FactChange) -> dict[str, Any]:
    kept = {"unit": list(one.path), "indicator": one.indicator, "before": one.before, "after": one.after}
    return {**kept, "value_differs": one.value}
