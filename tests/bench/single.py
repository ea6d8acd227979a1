"""One unit at a time: ours beside functions written by hand."""

from __future__ import annotations

from typing import Any

from handwritten import failing, open_verdict_and_failing, verdict_and_failing
from measuring import best

from ankang_rules import Report, Ruleset

Unit = dict[str, Any]
Timed = tuple[str, str, float]
FEW = 10
"""Of so many units one has all its traces looked at, which takes long."""


def said(ruleset: Ruleset, unit: Unit) -> tuple[str, list[str], list[str]]:
    decision = ruleset.decide(unit)
    return decision.status.value, list(decision.failing), list(decision.unknown)


def reported(report: Report) -> tuple[str, list[str], list[str]]:
    by_status: dict[str, list[str]] = {"fail": [], "unknown": [], "pass": []}
    for result in report.rules:
        by_status[result.status.value].append(result.id)
    return report.status.value, by_status["fail"], by_status["unknown"]


def agree(ruleset: Ruleset, complete: list[Unit], gaps: list[Unit]) -> None:
    """Hold ours against the functions, on units that have all facts and on units with *gaps*."""
    assert [failing(unit) for unit in complete] == [list(ruleset.failing(unit)) for unit in complete]
    for units, by_hand in (
        (complete, lambda unit: (*verdict_and_failing(unit), [])),
        (gaps, open_verdict_and_failing),
    ):
        expected = [by_hand(unit) for unit in units]
        assert expected == [said(ruleset, unit) for unit in units]
        assert expected == [reported(ruleset.evaluate(unit)) for unit in units]


def measured(ruleset: Ruleset, units: list[Unit]) -> list[Timed]:
    """Return name, outcome and seconds a unit, the function that is the measure of all first."""
    few = units[: max(1, len(units) // FEW)]
    ways: list[tuple[str, str, Any, list[Unit]]] = [
        ("a function written by hand", "verdict, failing ids; all facts given", verdict_and_failing, units),
        ("the same where facts may be missing", "verdict, failing and unknown ids", open_verdict_and_failing, units),
        ("`ruleset.failing`", "failing ids; facts validated", ruleset.failing, units),
        ("`ruleset.decide`", "verdict, failing and unknown ids; facts validated", ruleset.decide, units),
        ("`ruleset.evaluate`", "the same as a report", lambda unit: reported(ruleset.evaluate(unit)), units),
        ("`ruleset.evaluate`", "the trace of every rule", lambda unit: traced(ruleset.evaluate(unit)), few),
        ("`ruleset.evaluate`", "every step of every rule", lambda unit: walked(ruleset.evaluate(unit)), few),
    ]
    return [
        (name, what, best(lambda f=way, g=given: [f(u) for u in g]) / len(given)) for name, what, way, given in ways
    ]


def traced(report: Report) -> list[object]:
    """Ask for the trace of every rule, which may wait with its parts until they are looked at."""
    return [rule.condition for rule in report.rules]


def walked(report: Report) -> int:
    """Look at every step of every rule: what it is, what it came to, whether that mattered; and count them."""
    steps = 0
    open_ = [rule.condition for rule in report.rules]
    while open_:
        step = open_.pop()
        if step is not None and (step.node, step.outcome, step.mattered):
            steps += 1
            open_.extend(step.parts)
    return steps
