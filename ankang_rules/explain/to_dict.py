"""A judgement as plain data: strings, lists and dicts; exact numbers as strings; always in one order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from ankang_rules.core.kept import kept
from ankang_rules.core.nodes import Node
from ankang_rules.core.print import show
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.evaluate.results import FollowUp, Judgement, RuleResult, Score
from ankang_rules.evaluate.trace import Trace
from ankang_rules.explain.units import AskedAbove, UnitsBelow, disagreements
from ankang_rules.explain.why import Leaf, why
from ankang_rules.facts.facts import FactValue
from ankang_rules.model.exact import exact_text
from ankang_rules.model.outcome import Bounds, Known, Outcome, Reason, Unknown


def to_dict(judgement: Judgement, asked_above: Sequence[AskedAbove] = ()) -> dict[str, Any]:
    """Return *judgement* as plain data, with the units below it; *asked_above* is what units above ask of this one."""
    return {
        **_judgement(judgement),
        "asked_above": [
            {"ruleset": one.judgement.core.name, "unit": list(one.path), **_rule(one.judgement, one.result)}
            for one in asked_above
        ],
    }


class _Texts:
    """The text of every node of a ruleset, printed once."""

    def __init__(self) -> None:
        self._shown: dict[int, tuple[Node, str]] = {}

    def __getitem__(self, node: Node) -> str:
        shown = self._shown.get(id(node))
        if shown is None:  # with the node, so that its identity is that of no other as long as it stands here
            shown = self._shown[id(node)] = node, show(node)
        return shown[1]


@kept
def _texts(core: RulesetCore) -> _Texts:
    return _Texts()


def _judgement(judgement: Judgement) -> dict[str, Any]:
    core, asked, texts = judgement.core, judgement.asked, _texts(judgement.core)
    return {
        "ruleset": core.name,
        "digest": core.digest,
        "unit": judgement.facts.unit,
        "tier": core.tier,
        "as_of": plain(asked.as_of),
        "year": asked.year,
        "parameters": {key: plain(value) for key, value in sorted(asked.parameters.items())},
        "status": judgement.status.value,
        "score": _score(judgement.score),
        "awards": [{"title": a.award.labels.to_dict(), "earned": outcome_to_dict(a.outcome)} for a in judgement.awards],
        "groups": [
            {
                "id": group.id,
                "labels": group.group.labels.to_dict(),
                "clause": group.group.clause,
                "status": group.status and group.status.value,
                "rules": [rule.id for rule in group.rules],
            }
            for group in judgement.groups
        ],
        "rules": [_rule(judgement, result) for result in judgement.rules],
        "definitions": {key: _trace(trace, texts) for key, trace in judgement.definitions.items()},
        "facts": {key: _fact(fact) for key, fact in sorted(judgement.facts.values.items())},
        "warnings": [warning.to_dict() for warning in judgement.warnings],
        "children": {level: [_judgement(unit) for unit in units] for level, units in judgement.children.items()},
        "disagreements": [
            {
                "level": level.level.key,
                "unit": list(one.path),
                "indicator": level.level.recorded,
                "recorded": one.recorded,
                "judged": one.judged.value,
            }
            for level in (UnitsBelow(judgement).levels if core.levels else ())
            if core.level(level.level.key) and level.level.recorded
            for one in disagreements(level.units, level.level.recorded)
        ],
    }


def plain(value: object) -> Any:
    """Return a value as plain data; a number is exact text, a set a sorted list."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, Fraction):
        return exact_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Known | Unknown | Bounds):
        return outcome_to_dict(value)
    return str(value)


def outcome_to_dict(outcome: Outcome) -> dict[str, Any]:
    """Return a value, bounds or reasons as plain data."""
    if isinstance(outcome, Known):
        return {"value": plain(outcome.value)}
    if isinstance(outcome, Bounds):
        return {"low": plain(outcome.low), "high": plain(outcome.high), "unknown": reasons_to_list(outcome.reasons)}
    return {"unknown": reasons_to_list(outcome.reasons)}


def reasons_to_list(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    """Return *reasons* as plain data, always in one order."""
    return [
        {"reason": reason.kind.value, "subject": reason.subject, "at": list(reason.at), "unit": list(reason.unit)}
        for reason in sorted(reasons, key=Reason.sort_key)
    ]


def _rule(judgement: Judgement, result: RuleResult) -> dict[str, Any]:
    rule, texts = result.rule, _texts(judgement.core)
    return {
        "id": result.id,
        "status": result.status.value,
        "force": rule.force,
        "for_each": rule.for_each,
        "cases": [{"unit": list(case.unit), **_case(case.result, texts)} for case in result.cases],
        "labels": rule.labels.to_dict(),
        "group": rule.group,
        "clause": rule.clause,
        "points": plain(rule.points),
        "due": plain(result.due),
        "vacuous": result.vacuous,
        "unknown": reasons_to_list(result.reasons),
        **_traces(result, texts),
        "why": [_leaf(leaf, texts) for leaf in why(result, judgement.definitions)],
        "fix": rule.fix.to_dict(),
        "evidence": rule.evidence.to_dict(),
        "place": str(rule.span) if rule.span else None,
        "follow_up": result.followed and _follow_up(result.followed),
    }


def _follow_up(followed: FollowUp) -> dict[str, Any]:
    return {
        "carried": followed.is_carried,
        "report": followed.report,
        "as_of": plain(followed.as_of),
        "before": followed.before and followed.before.value,
        "because": [because.replace(" ", "_") for because in followed.because],
        "facts": list(followed.facts),
    }


def _case(result: RuleResult, texts: _Texts) -> dict[str, Any]:
    """How a rule ended for one unit, with its traces."""
    return {
        "status": result.status.value,
        "due": plain(result.due),
        "vacuous": result.vacuous,
        "unknown": reasons_to_list(result.reasons),
        **_traces(result, texts),
    }


def _traces(result: RuleResult, texts: _Texts) -> dict[str, Any]:
    return {
        "not_applicable": [
            {"because": bar.what.to_dict(), "trace": bar.trace and _trace(bar.trace, texts)} for bar in result.bars
        ],
        "when": [_trace(when, texts) for when in result.whens],
        "exceptions": [_trace(exception, texts) for exception in result.exceptions],
        "condition": result.condition and _trace(result.condition, texts),
        "agreeing": result.agreeing and _trace(result.agreeing, texts),
    }


def _trace(trace: Trace, texts: _Texts) -> dict[str, Any]:
    node = trace.node
    return {
        "node": node.id,
        "kind": type(node).__name__,
        "text": texts[node],
        "at": trace.at,
        **outcome_to_dict(trace.outcome),
        "mattered": trace.mattered,
        "parts": [_trace(part, texts) for part in trace.parts],
    }


def _leaf(leaf: Leaf, texts: _Texts) -> dict[str, Any]:
    at = [{kind: number} for kind, number in leaf.at]
    return {"node": leaf.node.id, "text": texts[leaf.node], "at": at, **outcome_to_dict(leaf.outcome)}


def facts_to_dict(judgement: Judgement) -> dict[str, Any]:
    """Return what was handed in about the unit of *judgement* and those below it, as it stands in the whole."""
    return {
        "unit": judgement.facts.unit,
        "facts": {key: _fact(fact) for key, fact in sorted(judgement.facts.values.items())},
        "children": {level: [facts_to_dict(unit) for unit in units] for level, units in judgement.children.items()},
    }


def _fact(fact: FactValue) -> dict[str, Any]:
    source = fact.provenance
    return {
        **outcome_to_dict(fact.outcome),
        "written": fact.written,
        "provenance": source and {"source": source.source, "on": plain(source.on), "by": source.by},
        "invalid": fact.invalid and fact.invalid.to_dict(),
    }


def _score(score: Score | None) -> dict[str, Any] | None:
    if score is None:
        return None
    return {name: plain(getattr(score, name)) for name in ("earned", "possible", "excluded", "lowest", "highest")}
