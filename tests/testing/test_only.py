"""Deciding some of the rules gives what deciding all of them gives."""

from pathlib import Path

import pytest

import ankang_rules
from ankang_rules.evaluate.ask import evaluate

POOL = "ruleset pools.pool tier pool indicator lit : yes/no define bright = lit rule lit must lit"
CITY = """ruleset pools.city tier city
children pools each pool : "pool.rules"
rule a must some pool passes
rule b must count of pools failing == 1 个
rule c must share of pools passing ≥ 50%
rule d must every pool satisfies (bright)
rule e must some pool satisfies (lit)
rule f for each pool must lit
define many = count of pools passing
rule g must many ≥ 1 个
"""
UNITS = {"pools": [{"unit": "North", "facts": {"lit": True}}, {"unit": "South", "facts": {"lit": False}}]}


@pytest.fixture
def city(tmp_path: Path) -> ankang_rules.Ruleset:
    (tmp_path / "pool.rules").write_text(POOL, encoding="utf-8")
    (tmp_path / "city.rules").write_text(CITY, encoding="utf-8")
    return ankang_rules.load(tmp_path / "city.rules")


def test_each_rule_alone_ends_as_among_all(city: ankang_rules.Ruleset) -> None:
    """Also where it looks at how the units below are judged, or at what their ruleset defines."""

    def statuses(only: frozenset[str] | None) -> dict[str, str]:
        facts = {"facts": {}, "children": UNITS}
        found = evaluate(city.core, facts, as_of=None, year=None, parameters={}, strict=True, only=only)
        return {result.id: result.status.value for result in found.rules}

    every = statuses(None)
    assert {"pass", "fail"} == set(every.values())
    assert every == {id_: status for rule in every for id_, status in statuses(frozenset([rule])).items()}
