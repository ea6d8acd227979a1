"""How many units there are, where some above them are not listed; and parameters of rulesets below."""

from pathlib import Path
from typing import Any

import pytest

import ankang_rules
from ankang_rules import Status
from ankang_rules.check.load import check_text
from ankang_rules.testing.texts import Texts

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


# A parameter of the ruleset below, which has no value before 2020

TOWN = """\
ruleset t.town tier town
indicator seats : number
parameter factor = 5 from 2020-01-01
define wanted = seats × factor
rule r must seats ≥ 1
"""
COUNTY = """\
ruleset t.county tier county
indicator seats : number
children towns each town : "town.rules"
rule wanted must sum of towns' wanted ≥ 10
"""
ABOVE = """\
ruleset t.city tier city
parameter factor = {}
children counties each county : "county.rules"
children towns of counties each town : "town.rules"
rule wanted must every town satisfies (wanted ≥ 10)
"""
TREE = {
    "facts": {},
    "children": {
        "counties": [{"unit": "A", "facts": {}, "children": {"towns": [{"unit": "T", "facts": {"seats": 4}}]}}]
    },
}


@pytest.mark.parametrize(
    ("own", "set_", "status"),
    [
        ("1", {}, Status.NOT_APPLICABLE),
        ("1", {"factor": 3}, Status.PASS),
        ("1", {"factor": 2}, Status.FAIL),
        ("98%", {"factor": "50%"}, Status.NOT_APPLICABLE),
    ],
)
def test_what_a_caller_sets_reaches_the_parameter_of_that_type_however_deep(
    own: str, set_: dict[str, Any], status: Status
) -> None:
    """The county between has none, and its rule reads that of the towns; one of another type is not theirs."""
    texts = Texts({"town.rules": TOWN, "county.rules": COUNTY})
    core = check_text(ABOVE.format(own), "city.rules", texts).core
    assert core is not None
    report = ankang_rules.Ruleset(core).evaluate(TREE, as_of="2019-01-01", parameters=set_)
    assert [status, status] == [report["city.wanted"].status, report.find("A")["county.wanted"].status]
