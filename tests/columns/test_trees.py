"""Trees of units in tables: how they may be handed over, what is read of them, what is refused; any unit in full."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import polars
import pyarrow
import pyarrow.csv
import pytest

from ankang_rules import FactsError, Ruleset
from ankang_rules.check.load import check_text
from ankang_rules.testing.texts import Texts

TEXTS = {
    "village.rules": """
        ruleset t.village tier village
        indicator visits : count in 次
        indicator fund : money in 元
        rule visited must visits ≥ 4
    """,
    "town.rules": """
        ruleset t.town tier town
        indicator staff : count in 人
        indicator told : list of incident { cost : money in 元 }
        children villages each village : "village.rules" zh "村"
        rule staffed must staff ≥ 3
        rule visited must every village satisfies (visits ≥ 4)
        rule cheap must every incident satisfies (cost ≤ 100 元)
    """,
    "city.rules": """
        ruleset t.city tier city
        indicator town total : count in 个
        indicator plan date : date
        children towns each town : "town.rules" registered by town total zh "乡镇"
        children villages of towns each village : "village.rules"
        rule towns must share of towns passing ≥ 50%
        rule villages must count of villages where (visits ≥ 4) ≥ 2 个
        rule funds must sum of villages' fund ≥ 100 元
        rule counted must town total ≥ 1 个
        rule staff for each town must staff > 0 人
        rule planned must every town satisfies (city's plan date is recorded)
        rule dated must share of towns where (some incident satisfies (city's plan date ≥ 2014-01-01)) == 0%
        rule near must every town satisfies (every village satisfies (fund ≤ 55 元 and town's staff > 2))
    """,
}
CITY = Ruleset(check_text(TEXTS["city.rules"], "city.rules", Texts(TEXTS)).core)  # type: ignore[arg-type]

TABLES = {
    "city": pyarrow.table({"unit": ["A", "B"], "town total": [2, 1], "plan date": ["none", "2014-02-01"]}),
    "towns": pyarrow.table({"unit": ["East", "West", "East"], "parent": ["A", "A", "B"], "staff": [3, 2, None]}),
    "villages": pyarrow.table(
        {
            "unit": ["1", "2", "3", "1"],
            "parent": ["A/East", "A/East", "West", "B/East"],
            "visits": ["4", "3", "6 次", None],
            "fund": ["60", "50 元", None, "1"],
        }
    ),
}
ONE = pyarrow.Table.from_pylist(
    [
        {"unit": "B", "town total": "1"},
        {"unit": "A", "town total": "2"},
        {"unit": "1", "parent": "A/East", "visits": "4", "fund": "60"},
        {"unit": "2", "parent": "A/East", "visits": "3", "fund": "50 元"},
        {"unit": "3", "parent": "West", "visits": "6 次"},
        {"unit": "East", "parent": "A", "staff": "3"},
        {"unit": "West", "parent": "A", "staff": "2"},
        {"unit": "East", "parent": "B", "staff": None},
        {"unit": "1", "parent": "B/East", "fund": "1"},
    ],
    pyarrow.schema([(name, pyarrow.string()) for name in ("unit", "parent", "town total", "staff", "visits", "fund")]),
)


def ends(found: Any) -> dict[str, dict[str, Any]]:
    """How each unit ends, by its path."""
    rows = (row for table in found.levels.values() for row in table.rows())
    return {f"{row['parent']}/{row['unit']}".strip("/"): row for row in rows}


def statuses(found: Any) -> dict[str, str]:
    return {unit: row["status"] for unit, row in ends(found).items()}


STATUSES = {
    "A": "unknown",
    "B": "unknown",
    "A/East": "fail",
    "A/West": "fail",
    "B/East": "unknown",
    "A/East/1": "pass",
    "A/East/2": "fail",
    "A/West/3": "pass",
    "B/East/1": "unknown",
}


def test_tables_of_each_level_and_one_of_all_are_judged_alike(tmp_path: Path) -> None:
    """The day and the units above may stand anywhere; paths tell apart units of one name."""
    pyarrow.csv.write_csv(ONE, tmp_path / "all.csv")
    by_level, at_once, from_csv = (CITY.evaluate_table(one) for one in (TABLES, ONE, tmp_path / "all.csv"))
    assert {**STATUSES, "A": "fail", "B": "fail"} == statuses(by_level)
    assert statuses(by_level) == statuses(at_once) == statuses(from_csv)
    assert ["city", "towns", "villages"] == list(by_level.levels)
    assert [2, 3, 4] == [len(table) for table in by_level.levels.values()]
    assert ["B", "A"] == [row["unit"] for row in at_once.rows()]


def test_each_level_may_come_in_a_form_of_its_own(tmp_path: Path) -> None:
    pyarrow.csv.write_csv(TABLES["towns"], tmp_path / "towns.csv")
    pyarrow.csv.write_csv(TABLES["villages"], tmp_path / "villages.csv")
    con = duckdb.connect()
    con.register("cities", TABLES["city"])
    forms = {"city": con.table("cities"), "towns": tmp_path / "towns.csv", "villages": tmp_path / "villages.csv"}
    assert statuses(CITY.evaluate_table(TABLES)) == statuses(CITY.evaluate_table(forms))
    assert statuses(CITY.evaluate_table(TABLES)) == statuses(
        CITY.evaluate_table({**forms, "villages": polars.from_arrow(TABLES["villages"])})
    )


def test_any_unit_is_argued_again_with_those_below_it() -> None:
    found = CITY.evaluate_table(TABLES)
    for unit, row in ends(found).items():
        judged = found.judgement(unit)
        assert row["status"] == judged.status.value, unit
        assert {rule.id: row[rule.id] for rule in judged.rules} == {r.id: r.status.value for r in judged.rules}
    assert "West" == found.judgement("West").facts.unit
    assert "3" == found.levels["villages"].judgement(3).facts.unit
    assert {"towns"} == found.judgement("A").children.keys()
    with pytest.raises(KeyError, match="several units are called 'East'"):
        found.judgement("East")
    with pytest.raises(KeyError, match="no unit is called 'North'"):
        found.judgement("North")
    for number in (0, 3):
        with pytest.raises(IndexError):
            found.judgement(number)


def test_what_is_asked_of_a_unit_may_be_about_nobody_but_the_one_above() -> None:
    """An aggregate over nothing of its own, and names that both have, stay with the units they are about."""
    found = CITY.evaluate_table(TABLES)
    assert ["fail", "pass"] == [row["city.planned"] for row in found.rows()]
    assert ["unknown", "unknown"] == [row["city.dated"] for row in found.rows()]
    assert ["fail", "unknown"] == [row["city.near"] for row in found.rows()]


def test_a_level_without_rows_is_not_known_unless_it_says_none() -> None:
    rows = [{"unit": "A", "staff": 3, "villages": None}, {"unit": "B", "staff": 3, "villages": "无"}]
    town = Ruleset(CITY.core.levels[0].core)
    for source in (pyarrow.Table.from_pylist([{"parent": None, **row} for row in rows]), {"town": _of(rows)}):
        found = town.evaluate_table(source)
        assert ["unknown", "pass"] == [row["town.visited"] for row in found.rows()]


def _of(rows: list[dict[str, Any]]) -> pyarrow.Table:
    return pyarrow.Table.from_pylist(rows)


def test_a_register_with_fewer_units_than_are_listed_counts_for_nothing() -> None:
    found = CITY.evaluate_table({**TABLES, "city": pyarrow.table({"unit": ["A", "B"], "town total": [1, 1]})})
    row = found.rows()[0]
    assert ["`town total` is 1, but 2 of `towns` are listed"] == row["invalid"]
    assert ("unknown", "unknown") == (row["city.counted"], row["city.towns"])


def test_a_number_that_no_column_holds_leaves_those_above_to_the_reference() -> None:
    """Of another city nothing is left to it; what is read only by the reference is judged with all others."""
    huge = TABLES["villages"].set_column(3, "fund", pyarrow.array(["9" * 40, "abc", "1", "1"]))
    found = CITY.evaluate_table({**TABLES, "villages": huge})
    assert [1, 1, 1] == [table.by_reference for table in found.levels.values()]
    rows = ends(found)
    assert [1, 0] == [len(rows[unit]["invalid"]) for unit in ("A/East/2", "A/East/1")]
    assert {"A": "unknown", "B": "fail"} == {unit: rows[unit]["city.funds"] for unit in ("A", "B")}
    for unit in rows:
        assert rows[unit]["status"] == found.judgement(unit).status.value


def test_each_level_is_saved_beside_the_file_that_is_named(tmp_path: Path) -> None:
    CITY.evaluate_table(TABLES, out=tmp_path / "verdicts.csv")
    assert ["verdicts.city.csv", "verdicts.towns.csv", "verdicts.villages.csv"] == sorted(
        path.name for path in tmp_path.iterdir()
    )
    assert 5 == len((tmp_path / "verdicts.villages.csv").read_text(encoding="utf-8").splitlines())


def test_margins_stand_beside_rules_of_every_level() -> None:
    found = CITY.evaluate_table(TABLES, margins=True)
    assert [0, -1, None] == [row["margin.town.staffed"] for row in found.levels["towns"].rows()]


TOWNS = {"city": pyarrow.table({"unit": ["A"]}), "towns": pyarrow.table({"unit": ["T"], "parent": ["A"]})}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ({"towns": TOWNS["towns"]}, "there is no table for `city`"),
        ({**TOWNS, "乡镇": TOWNS["towns"]}, "two tables for the level `乡镇`"),
        ({**TOWNS, "twons": TOWNS["towns"]}, "did you mean `towns`"),
        ({**TOWNS, "towns": pyarrow.table({"unit": ["T"], "parent": ["B"]})}, "no row is about a unit `B`"),
        ({**TOWNS, "towns": pyarrow.table({"unit": ["T", "U"], "parent": ["A", None]})}, "this row names no parent"),
        ({**TOWNS, "towns": pyarrow.table({"unit": ["T", "T"], "parent": ["A", "A"]})}, "rows 1 and 2 are about one"),
        ({**TOWNS, "towns": pyarrow.table({"unit": [None], "parent": ["A"]})}, "this row has no unit"),
        ({**TOWNS, "towns": pyarrow.table({"name": ["T"], "parent": ["A"]})}, "no column `unit`"),
        ({**TOWNS, "villages": pyarrow.table({"unit": ["V"], "parent": ["A"]})}, "no row is about a unit `A`"),
        (
            pyarrow.table({"unit": ["A", "V"], "parent": [None, "A"], "level": [None, "villages"]}),
            "`villages` are not below this unit|`villages`",
        ),
        (pyarrow.table({"unit": ["A", "T"], "level": [None, "towns"]}), "this row names no parent"),
        (pyarrow.table({"unit": [], "parent": []}), "the table has no units"),
        (
            {
                name: table.append_column("as of", [[f"2014-0{at}-01"]])
                for at, (name, table) in enumerate(TOWNS.items(), 1)
            },
            "has more than one value, such as 2014-01-01 and 2014-02-01",
        ),
        (pyarrow.table({"unit": ["A", "B"], "parent": ["B", "A"]}), "stand above each other in a circle"),
        (
            pyarrow.table({"unit": ["A", "T", "V", "W"], "parent": [None, "A", "T", "V"]}),
            "judged by `t.village`, which has no levels below",
        ),
        (
            pyarrow.table({"unit": ["A", "T"], "parent": [None, "A"], "towns": ["none", None]}),
            "there are none of `towns` here, and yet rows",
        ),
        (pyarrow.table({"unit": ["A"], "parent": [None], "towns": ["two"]}), "can only say `none`, not `two`"),
    ],
)
def test_what_leaves_it_open_which_units_there_are_is_refused(source: Any, words: str) -> None:
    with pytest.raises(FactsError, match=words):
        CITY.evaluate_table(source)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    wrong = pyarrow.table({"unit": ["A", "T", "T", "U", "X", "Y"], "parent": [None, "A", "A", "Z", "Y", "X"]})
    with pytest.raises(FactsError) as told:
        CITY.evaluate_table(wrong)
    assert 3 == len(told.value.diagnostics)


BRANCHED = {
    "town.rules": "ruleset t.town tier town indicator staff : count in 人 rule staffed must staff ≥ 3",
    "county.rules": """
        ruleset t.county tier county
        children towns each town : "town.rules"
        rule towns must every town passes
    """,
    "city.rules": """
        ruleset t.city tier city
        children counties each county : "county.rules"
        children towns of counties each town : "town.rules"
        children blocks each block : "town.rules"
        rule direct must every county satisfies (some town satisfies (staff ≥ 3))
        rule blocks must every block passes
    """,
}


def test_levels_may_stand_beside_others_that_have_levels_of_their_own() -> None:
    """Each unit is judged, and found again, where it stands."""
    city = Ruleset(check_text(BRANCHED["city.rules"], "city.rules", Texts(BRANCHED)).core)  # type: ignore[arg-type]
    rows = pyarrow.table(
        {
            "unit": ["A", "C", "T", "B"],
            "parent": [None, "A", "C", "A"],
            "level": [None, "counties", None, "block"],
            "staff": [None, None, 4, 5],
        }
    )
    found = city.evaluate_table(rows)
    assert {"A": "pass", "A/C": "pass", "A/C/T": "pass", "A/B": "pass"} == statuses(found)
    for unit in ends(found):
        judged = found.judgement(unit)
        assert (unit.rpartition("/")[2], ends(found)[unit]["status"]) == (judged.facts.unit, judged.status.value)
