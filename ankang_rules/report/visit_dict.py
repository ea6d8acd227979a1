"""What the next visit is about, as plain data."""

from __future__ import annotations

from typing import Any

from ankang_rules.explain.to_dict import plain
from ankang_rules.report.visit import OldEvidence, Visit, Visited


def visit_to_dict(visit: Visit) -> dict[str, Any]:
    """Return *visit* as strings, lists and dicts."""
    judgement = visit.judgement
    return {
        "unit": judgement.facts.unit,
        "ruleset": judgement.core.name,
        "as_of": plain(judgement.asked.as_of),
        "by": visit.by.isoformat(),
        "max_age": visit.max_age and visit.max_age.written,
        "rules": [_visited(one) for one in visit.rules],
        "evidence": [_evidence(one) for one in visit.evidence],
        "undated": [{"unit": list(path), "indicator": key} for path, key in visit.undated],
        "again": [{"unit": list(path), "rule": rule.id} for path, rule in visit.again],
    }


def _visited(one: Visited) -> dict[str, Any]:
    return {
        "unit": list(one.path),
        "rule": one.rule.id,
        "labels": one.rule.labels.to_dict(),
        "clause": one.rule.clause,
        "why": one.why.replace(" ", "_"),
        "status": one.before.value,
        "day": plain(one.day),
        "status_then": one.after and one.after.value,
        "missing": [
            {"reason": reason.kind.value, "subject": reason.subject, "at": list(reason.at), "unit": list(reason.unit)}
            for reason in one.missing
        ],
        "fix": one.rule.fix.to_dict(),
    }


def _evidence(one: OldEvidence) -> dict[str, Any]:
    kept = {"unit": list(one.path), "indicator": one.indicator, "on": one.on.isoformat()}
    return {**kept, "too_old_from": one.since.isoformat(), "rules": list(one.rules)}
