"""How many units there are, where some above them are not listed."""

from pathlib import Path
from typing import Any

import pytest

import ankang_rules
from ankang_rules import Status

BRANCH = "ruleset t.branch tier branch indicator open : yes/no indicator seats : count in 个 rule r must open"
DISTRICT = "ruleset t.district tier district indicator staffed : yes/no rule r must staffed"
CITY = """\
ruleset t.city tier city
indicator district total : count in 个
children districts each district : "district.rules" registered by district total
children branches of districts each branch : "branch.rules"
rule all-open must every branch satisfies (open)
rule few must count of branches ≤ 3 个
rule many must count of branches where (open) ≥ 1 个
rule seats must sum of branches' seats ≥ 1 个
"""


@pytest.fixture
def city(tmp_path: Path) -> ankang_rules.Ruleset:
    for name, text in {"branch": BRANCH, "district": DISTRICT, "city": CITY}.items():
        (tmp_path / f"{name}.rules").write_text(text, encoding="utf-8")
    return ankang_rules.load(tmp_path / "city.rules")


@pytest.mark.parametrize(
    ("total", "statuses"),
    [
        (1, {"all-open": "pass", "few": "pass", "many": "pass", "seats": "pass"}),
        (2, {"all-open": "unknown", "few": "unknown", "many": "pass", "seats": "unknown"}),
        (None, {"all-open": "unknown", "few": "unknown", "many": "pass", "seats": "unknown"}),
    ],
)
def test_below_a_unit_that_is_not_listed_nobody_knows_how_many_there_are(
    city: ankang_rules.Ruleset, total: int | None, statuses: dict[str, str]
) -> None:
    branch = {"unit": "north", "facts": {"open": True, "seats": 4}}
    district: dict[str, Any] = {"unit": "one", "facts": {"staffed": True}, "children": {"branches": [branch]}}
    facts = {"unit": "city", "facts": {"district total": total}, "children": {"districts": [district]}}
    report = city.evaluate(facts)
    assert {f"city.{name}": Status(value) for name, value in statuses.items()} == {r.id: r.status for r in report.rules}
