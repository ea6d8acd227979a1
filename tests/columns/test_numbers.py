"""Exact at the edges: where a float or a narrower type would give another verdict."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

import ankang_rules


def statuses(rules: str, **columns: Any) -> list[str]:
    ruleset = ankang_rules.parse(f"ruleset t.t tier t {rules}")
    return [row["t.r"] for row in ruleset.evaluate_table(pa.table(columns)).rows()]


MONEY = "indicator a : money in 元 indicator b : money in 元 "


@pytest.mark.parametrize(
    ("rules", "a", "b", "expected"),
    [
        ("a ≥ 50% of b", [49, 50, None, 50], [100, 100, 100, None], ["fail", "pass", "unknown", "unknown"]),
        ("a / b = 1/3", [1, 333333333333333, 0, 1], [3, 999999999999999, 0, 0], ["pass", "pass", "unknown", "unknown"]),
        ("a / b ≥ 0.1", [-1, 1, 1], [-10, -10, 10], ["pass", "fail", "pass"]),
        ("(a - b) / b > 0%", [10**15, 10**15 - 1], [10**15 - 1, 10**15], ["pass", "fail"]),
        (
            "absolute (a - b) rounded to 10 元 half even = 20 元",
            [15, 25, -25, 26],
            [0, 0, 0, 0],
            ["pass", "pass", "pass", "fail"],
        ),
        ("lowest of [a; b] > 3 元", [4, 4, None], [5, 3, 5], ["pass", "fail", "unknown"]),
        ("a × 1.5 = b", [10**14, 3], [15 * 10**13, 4], ["pass", "fail"]),
        ("(if a > 0 then a else b) = 5", [5, 0, None, None], [1, 5, 5, 4], ["pass", "pass", "unknown", "unknown"]),
        ("a ≤ 0.5", [0, 1], [0, 0], ["pass", "fail"]),
        ("a = 0.5 or a ≠ 0.25", [0, None], [0, 0], ["pass", "unknown"]),
    ],
)
def test_whole_numbers_are_compared_exactly(rules: str, a: list[Any], b: list[Any], expected: list[str]) -> None:
    assert expected == statuses(f"{MONEY} rule r must {rules}", a=pa.array(a, pa.int64()), b=pa.array(b, pa.int64()))


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (pa.array([0.2999, 0.3, 0.1 + 0.2, 1e300], pa.float64()), ["fail", "pass", "pass", "pass"]),
        (
            pa.array([Decimal("0.29"), Decimal("0.30"), Decimal("0.31")], pa.decimal128(38, 20)),
            ["fail", "pass", "pass"],
        ),
        (pa.array(["0.29", "0.30", "3", "1/3", "0.3元"]), ["fail", "pass", "pass", "pass", "pass"]),
        (pa.array([2**62, -(2**62), 0], pa.int64()), ["pass", "fail", "fail"]),
        (pa.array([0, 1, 2**64 - 1], pa.uint64()), ["fail", "pass", "pass"]),
    ],
    ids=["float", "decimal", "text", "large", "unsigned"],
)
def test_every_type_of_column_is_read_exactly(column: pa.Array, expected: list[str]) -> None:
    assert expected == statuses("indicator a : money in 元 rule r must a ≥ 0.3 元", a=column)


def test_a_share_is_read_in_percent_too() -> None:
    texts = pa.array(["98%", "97.9999999%", "0.98", "98", "105%"])
    assert ["pass", "fail", "pass", "unknown", "pass"] == statuses("indicator a : share rule r must a ≥ 98%", a=texts)


def test_counting_records_in_doubt_is_known_as_soon_as_it_can_be() -> None:
    records = pa.array(
        [[{"ok": True}] * 2 + [{"ok": None}], [{"ok": None}] * 2, [{"ok": True}] * 3, []],
        pa.list_(pa.struct([("ok", pa.bool_())])),
    )
    rules = "indicator a : list of one { ok : yes/no } rule r must share of a where (ok) ≥ 60%"
    assert ["pass", "unknown", "pass", "unknown"] == statuses(rules, a=records)
    rules = "indicator a : list of one { ok : yes/no } rule r must count of a where (ok) = 2"
    assert ["unknown", "unknown", "fail", "fail"] == statuses(rules, a=records)


def test_a_list_of_records_is_empty_or_not() -> None:
    records = pa.array([[], [{"ok": None}], None], pa.list_(pa.struct([("ok", pa.bool_())])))
    rules = "indicator a : list of one { ok : yes/no } rule r must a is empty"
    assert ["pass", "fail", "unknown"] == statuses(rules, a=records)
