"""The table of rule statuses: what a spreadsheet and a program make of it."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import ankang_rules
from ankang_rules.report.formats.to_csv import COLUMNS, harmless
from ankang_rules.source import LANGUAGES

DEMO = Path(__file__).parents[2] / "rulesets" / "ankang" / "demo"
RULES = """
ruleset demo.pool zh "泳池" en "Pool" tier pool
indicator guards : count in 人 zh "救生员"
indicator opened : date
rule enough zh "=够数" en "-enough" clause "1, \\"a\\"" must guards ≥ 3 fix en "+hire @once"
group rest en "Rest"
rule opened must opened ≤ 2014-01-01 due 2014-06-01 points 2.5
"""


def table(report: ankang_rules.Report, lang: ankang_rules.source.Language = "en") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(report.to_csv(lang)), strict=True))


def pool() -> ankang_rules.Report:
    return ankang_rules.parse(RULES).evaluate({"unit": "@Riverside", "facts": {"guards": 2}}, as_of="2014-11-30")


def test_a_row_says_everything_about_a_rule() -> None:
    first, second = table(pool())
    assert {
        "path": "",
        "unit": "'@Riverside",
        "tier": "pool",
        "ruleset": "demo.pool",
        "as_of": "2014-11-30",
        "rule": "pool.enough",
        "label": "'-enough",
        "group": "",
        "group_label": "",
        "clause": '1, "a"',
        "force": "must",
        "status": "fail",
        "observed": "guards: 2 人",
        "required": "required: at least 3 人",
        "margin": "1 人 short",
        "reasons": "",
        "due": "",
        "points": "",
        "fix": "'+hire @once",
        "asked_by": "",
        "follow_up": "",
        "earlier_as_of": "",
        "earlier_report": "",
    } == first
    assert ("pool.rest.opened", "unknown", "missing: opened", "2.5", "Rest") == tuple(
        second[name] for name in ("rule", "status", "reasons", "points", "group_label")
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_row_is_the_same_in_every_language(lang) -> None:
    assert ",".join(COLUMNS) == pool().to_csv(lang).splitlines()[0]


@given(st.text())
@example("＝1+1")
@example(" =1+1")
@example("\t=1")
def test_no_cell_begins_like_a_formula(text: str) -> None:
    cell = harmless(text)
    assert cell in (text, f"'{text}")
    assert not cell.lstrip(" ").startswith(tuple("=+-@＝＋－＠\t\r"))


def test_the_demonstration_city_has_a_row_for_each_unit_and_rule_and_for_what_is_asked_above() -> None:
    report = ankang_rules.load("ankang.programme").evaluate(DEMO / "city" / "city.yaml")
    found = table(report, "zh")
    own = {(row["path"], row["rule"]): row["status"] for row in found if not row["asked_by"]}
    asked = {(row["path"], row["rule"]): row["status"] for row in found if row["asked_by"]}
    assert len(found) == len(own) + len(asked)

    def statuses(one: ankang_rules.Report, path: str = "") -> dict[tuple[str, str], str]:
        below = {(path, rule.id): rule.status.value for rule in one.rules}
        for units in one.children.values():
            for unit in units:
                below |= statuses(unit, f"{path}/{unit.unit}".lstrip("/"))
        return below

    assert statuses(report) == own
    cases = {("/".join(case.unit), rule.id): case.result.status.value for rule in report.rules for case in rule.cases}
    assert cases
    assert cases == asked

    # A unit reported on by itself keeps its path, which is that of `--unit`.
    assert {"汉阴县/西镇"} == {
        row["path"] for row in table(report.find("汉阴县/西镇")) if row["rule"].startswith("town.")
    }
