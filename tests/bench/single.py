"""One unit at a time: ours beside functions written by hand."""

from __future__ import annotations

from typing import Any

from criteria import ThreeValued, all_of, any_of, negated
from handwritten import failing
from measuring import best

import ankang_rules
from ankang_rules import Ruleset

Unit = dict[str, Any]
Timed = tuple[str, str, float]

_STATUS = {True: "pass", False: "fail", None: "unknown"}
_WORDS = {"all_of": all_of, "any_of": any_of, "negated": negated}
_RULES = ThreeValued().all()
_ALL = eval(f"lambda u: ({', '.join(_RULES.values())})", _WORDS)  # the texts are those of criteria.py


def statuses(unit: Unit) -> dict[str, str]:
    """Return what a person would who writes for missing facts: a status for each rule."""
    return {name: _STATUS[truth] for name, truth in zip(_RULES, _ALL(unit), strict=True)}


def agree(ruleset: Ruleset, complete: list[Unit], gaps: list[Unit]) -> None:
    """Hold ours against the functions, on units that have all facts and on units with *gaps*."""
    assert [failing(unit) for unit in complete] == [list(ruleset.failing(unit)) for unit in complete]
    for unit in gaps:
        given = {name: value for name, value in unit.items() if value is not None}
        report = ruleset.evaluate(given)
        expected = statuses(unit)
        assert expected == {result.id: result.status.value for result in report.rules}
        assert [name for name, status in expected.items() if status == "fail"] == list(ruleset.failing(given))


def measured(ruleset: Ruleset, units: list[Unit]) -> list[Timed]:
    """Return name, outcome and seconds a unit, the function that is the measure of all first."""
    ways: list[tuple[str, str, Any]] = [
        ("a function written by hand", "failing ids, all facts given", failing),
        ("the same for facts that may be missing", "a status a rule", statuses),
        ("`ruleset.failing`", "failing ids; facts validated", ruleset.failing),
        ("`ruleset.verdict`", "the verdict; facts validated", ruleset.verdict),
        ("`ruleset.evaluate`", "everything, every step traced", ruleset.evaluate),
    ]
    return [(name, what, best(lambda f=way: [f(unit) for unit in units]) / len(units)) for name, what, way in ways]


def load(path: Any) -> Ruleset:
    return ankang_rules.load(path)
