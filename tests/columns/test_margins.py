"""Margins of a table: by how much each rule passes or fails, as the report of each unit has it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow
import pytest

import ankang_rules
from ankang_rules import EngineError
from ankang_rules.explain.findings import finding

POOL = ankang_rules.parse(
    """
    ruleset town.pool tier pool
    indicator guards : count in 人
    indicator swimmers : count in 人
    indicator fee : money in 万元
    indicator fund : money in 元
    indicator built : date
    define guard rate = guards / swimmers
    define watched = guards ≥ 2
    rule few must guards ≥ 2% of swimmers
    rule cheap must fee ≤ 2.5 万元
    rule rate must guard rate > 2%
    rule new must built ≥ 2000-01-01
    rule range must guards between 3 and 5
    rule equal must fee = fund
    rule more must guards > 3
    rule chain must 3 人 < guards ≤ swimmers
    rule watched must watched
    rule spared must guards ≥ 3 except when fund > 5 : fee ≥ 1 万元
    rule only when fund > 5 must guards ≥ 3
    rule later due 2030-01-01 must guards ≥ 4
    rule known must built is recorded
    rule either must guards ≥ 3 or fee ≥ 1 万元
    """,
    name="pool.rules",
)
COLUMNS: dict[str, list[Any]] = {
    "guards": [3, 4, 6, None],
    "swimmers": [240, 5, None, 7],
    "fee": ["1.5", "3", "2.55555", "25000 元"],
    "fund": [15_000, 3, None, 25_000],
    "built": [date(1999, 12, 30), None, date(2020, 1, 1), date(2000, 1, 1)],
}
AS_OF = "2020-01-01"
MARGINS: dict[str, list[str | None]] = {
    "few": ["-2", "3", None, None],
    "cheap": ["1", "-0.5", "-0.05555", "0"],
    "rate": ["-0.0075", "0.78", None, None],
    "new": ["-2", None, "7305", "0"],
    "range": ["0", "1", "-1", None],
    "equal": ["0", "-2.9997", None, "0"],
    "more": ["0", "0", "2", None],
    "chain": ["0", "0", None, None],
    "watched": ["1", "2", "4", None],
    "spared": ["0.5", "1", "3", "1.5"],
    "only": ["0", None, None, None],
    "later": [None, "0", "2", None],
}
"""In 人, 万元, shares and days; 0 where it is at the bound. The last two rows are left to the reference."""


def judged(**more: Any) -> Any:
    return POOL.evaluate_table(pyarrow.table(COLUMNS), as_of=AS_OF, margins=True, **more)


def test_margins_are_in_the_unit_of_what_is_observed() -> None:
    found = judged()
    assert 2 == found.by_reference
    expected = {
        f"margin.pool.{rule}": [None if one is None else Decimal(one) for one in ones] for rule, ones in MARGINS.items()
    }
    rows = found.rows()
    assert expected == {name: [row[name] for row in rows] for name in found.columns if name.startswith("margin.")}


def test_a_margin_stands_beside_its_status() -> None:
    columns = judged().columns
    assert "margin.pool.few" == columns[columns.index("pool.few") + 1]
    assert not {"margin.pool.known", "margin.pool.either"} & {*columns}
    assert not [name for name in POOL.evaluate_table(pyarrow.table(COLUMNS), as_of=AS_OF).columns if "margin" in name]


@pytest.mark.parametrize(
    ("row", "rule", "text"),
    [
        (0, "few", "0.75 points, 2 人 short"),
        (1, "few", "3 人 to spare"),
        (1, "cheap", "0.5 万元 too much"),
        (0, "cheap", "1 万元 to spare"),
        (0, "rate", "0.75 points"),
        (2, "new", "7,305 days to spare"),
        (0, "new", "2 days short"),
        (2, "range", "1 人 too much"),
        (2, "more", "2 人 to spare"),
        (0, "more", "exactly at the bound"),
        (1, "watched", "2 人 to spare"),
    ],
)
def test_a_margin_is_what_the_report_says(row: int, rule: str, text: str) -> None:
    judgement = judged().judgement(row + 1)
    result = next(one for one in judgement.rules if one.id == f"pool.{rule}")
    assert text in finding(judgement, result, "en").margin


@pytest.mark.parametrize("form", ["parquet", "arrow", "csv"])
def test_margins_are_written_in_every_form(form: str, tmp_path: Path) -> None:
    shown = [row["margin.pool.cheap"] for row in judged(out=tmp_path / f"verdicts.{form}").rows()]
    assert MARGINS["cheap"] == (shown if form == "csv" else [f"{one.normalize():f}" for one in shown])


def test_a_margin_of_a_ratio_is_taken_down_to_nine_places() -> None:
    """It is never better than it was, in the engine and by the reference."""
    pool = ankang_rules.parse("ruleset t.t tier t indicator a : number indicator b : number rule r must a / b ≥ 1")
    rows = pool.evaluate_table(pyarrow.table({"a": ["1", "4", "1/1"], "b": [3, 3, 3]}), margins=True).rows()
    assert ["-0.666666667", "0.333333333", "-0.666666667"] == [str(row["margin.t.r"]) for row in rows]


def test_a_margin_that_has_no_room_is_refused_by_name_or_left_out() -> None:
    """In the engine it is known beforehand; a fact that only the reference reads may be longer than a column."""
    pool = ankang_rules.parse("ruleset t.t tier t indicator a : number indicator b : number rule r must a × b ≥ 1")
    with pytest.raises(EngineError, match=r"the margin of rule `t\.r`"):
        pool.evaluate_table(pyarrow.table({"a": [1], "b": [1]}), margins=True)
    long = ankang_rules.parse("ruleset t.t tier t indicator a : number rule r must a ≥ 1")
    rows = long.evaluate_table(pyarrow.table({"a": ["9" * 40, "2"]}), margins=True).rows()
    assert [("pass", None), ("pass", Decimal(1))] == [(row["t.r"], row["margin.t.r"]) for row in rows]


def test_margins_in_a_frame_are_exact() -> None:
    assert Decimal("-0.5") == judged().to_pandas()["margin.pool.cheap"][1]
    assert Decimal("-0.5") == judged().to_polars()["margin.pool.cheap"][1]
