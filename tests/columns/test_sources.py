"""Every kind of table that people hand over: judged as its cells say, or refused in one sentence."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import numpy
import pandas
import polars
import pyarrow
import pyarrow.dataset
import pytest

import ankang_rules
from ankang_rules import FactsError

POOL = ankang_rules.parse(
    """
    ruleset t.pool tier pool
    choices colours { red zh "红", green zh "绿" }
    indicator guards : count in 人
    indicator fee : money in 元
    indicator built : date
    indicator lit : yes/no
    indicator colour : one of colours
    indicator rate : share
    indicator motto : text
    indicator seen : set of colours
    indicator visits : monthly count in 次 for the first 3 months
    rule guards must guards ≥ 3
    rule fee must fee ≤ 2.5
    rule built must built ≥ 2000-01-01
    rule lit must lit
    rule colour must colour = red
    rule rate must rate ≥ 98%
    rule motto must motto = "hi"
    rule seen must seen includes {red}
    rule visits must every month (visits ≥ 10)
    """,
    name="pool.rules",
)
D = Decimal
NEW, OLD = date(2001, 1, 1), date(1999, 1, 1)
MIDNIGHT = datetime(2001, 1, 1)
MONTHS = [[10, 11, 12], [1, 2, 3]]


def statuses(source: Any, rule: str) -> str:
    """How one rule ended in every row, by the first letter."""
    return "".join(row[f"pool.{rule}"][0] for row in POOL.evaluate_table(source, as_of="2020-06-01").rows())


def series(values: list[Any], dtype: Any = None) -> Any:
    return pandas.Series(values, dtype=dtype)


def of_pandas(rule: str, values: Any) -> Any:
    return pandas.DataFrame({rule: values})


PANDAS: list[tuple[str, str, Any, str]] = [
    ("whole numbers", "guards", [3, 2], "pf"),
    ("whole numbers that may be missing", "guards", series([3, None], "Int64"), "pu"),
    ("floating point with NaN", "guards", [3.0, numpy.nan, 2.0], "puf"),
    ("single precision", "rate", numpy.array([0.98, 0.979], dtype="float32"), "pf"),
    ("infinity is no number", "fee", [numpy.inf, 1.0], "up"),
    ("decimals as objects", "fee", [D("2.5"), None, D("2.51")], "puf"),
    ("a decimal that is none", "fee", [D("2.5"), D("NaN")], "pu"),
    ("a decimal with more places, late", "fee", [D("1.5")] * 2000 + [D("2.50001")], "p" * 2000 + "f"),
    ("a text among numbers, late", "guards", series([3] * 2000 + ["x"], object), "p" * 2000 + "u"),
    ("whole numbers of Arrow", "guards", series([3, None], "int64[pyarrow]"), "pu"),
    ("yes and no that may be missing", "lit", series([True, None, False], "boolean"), "puf"),
    ("yes and no as objects", "lit", series([True, None, False], object), "puf"),
    ("categories of texts", "colour", pandas.Categorical(["red", None, "绿"]), "puf"),
    ("categories of numbers", "guards", pandas.Categorical([3, None, 2]), "puf"),
    ("moments at midnight are days", "built", pandas.to_datetime(["2001-01-01", None, "1999-01-01"]), "puf"),
    ("moments within a day are not", "built", pandas.to_datetime(["2001-01-01 10:00"]), "u"),
    ("moments in a zone are not", "built", pandas.to_datetime(["2001-01-01"]).tz_localize("Asia/Shanghai"), "u"),
    ("days as objects", "built", series([NEW, pandas.NaT, OLD], object), "puf"),
    ("texts", "motto", series(["hi", None], "string"), "pu"),
    ("lists", "visits", [MONTHS[0], None, numpy.array(MONTHS[1])], "puf"),
    ("sets", "seen", [["red"], None, ["绿"]], "puf"),
    ("no rows", "guards", series([], "int64"), ""),
]
ARROW: list[tuple[str, str, pyarrow.Array, str]] = [
    ("in chunks", "guards", pyarrow.chunked_array([[3], [2, None]]), "pfu"),
    ("a dictionary", "colour", pyarrow.array(["红", "green", None]).dictionary_encode(), "pfu"),
    ("a dictionary with a wrong word", "colour", pyarrow.array(["red", "blue"]).dictionary_encode(), "pu"),
    ("long texts", "motto", pyarrow.array(["hi", "ho"], pyarrow.large_string()), "pf"),
    ("views of texts", "motto", pyarrow.array(["hi", "ho"], pyarrow.string_view()), "pf"),
    ("bytes are no text", "motto", pyarrow.array([b"hi"]), "u"),
    ("nothing", "guards", pyarrow.nulls(2), "uu"),
    ("short decimals", "fee", pyarrow.array([D("2.5")], pyarrow.decimal32(5, 2)), "p"),
    ("single precision", "rate", pyarrow.array([0.98, 0.979], pyarrow.float32()), "pf"),
    ("runs", "guards", pyarrow.RunEndEncodedArray.from_arrays([1, 3], [3, 2]), "pff"),
    ("long lists", "visits", pyarrow.array(MONTHS, pyarrow.large_list(pyarrow.int64())), "pf"),
    ("lists of one length", "visits", pyarrow.array(MONTHS, pyarrow.list_(pyarrow.float32(), 3)), "pf"),
    ("views of lists", "visits", pyarrow.array(MONTHS, pyarrow.list_view(pyarrow.int64())), "pf"),
    ("days in milliseconds", "built", pyarrow.array([NEW, OLD], pyarrow.date64()), "pf"),
    ("moments", "built", pyarrow.array([MIDNIGHT, None], pyarrow.timestamp("s")), "pu"),
    ("moments in nanoseconds", "built", pyarrow.array([MIDNIGHT, None], pyarrow.timestamp("ns")), "pu"),
    ("times of day are no days", "built", pyarrow.array([time(1)], pyarrow.time64("us")), "u"),
    ("durations are no money", "fee", pyarrow.array([timedelta(1)], pyarrow.duration("s")), "u"),
]
POLARS: list[tuple[str, str, polars.Series, str]] = [
    ("categories", "colour", polars.Series(["red", None, "绿"], dtype=polars.Categorical), "puf"),
    ("a closed list", "colour", polars.Series(["red", None], dtype=polars.Enum(["red", "绿"])), "pu"),
    ("decimals", "fee", polars.Series([D("2.5"), D("2.51")], dtype=polars.Decimal(10, 2)), "pf"),
    ("moments", "built", polars.Series([MIDNIGHT, None]), "pu"),
    ("NaN is no number", "fee", polars.Series([float("nan"), 2.0]), "up"),
    ("arrays", "visits", polars.Series(MONTHS, dtype=polars.Array(polars.Int64, 3)), "pf"),
]


@pytest.mark.parametrize(("rule", "values", "expected"), [pytest.param(*one[1:], id=one[0]) for one in PANDAS])
def test_a_column_of_pandas(rule: str, values: Any, expected: str) -> None:
    assert expected == statuses(pandas.DataFrame({rule: values}), rule)


@pytest.mark.parametrize(("rule", "values", "expected"), [pytest.param(*one[1:], id=one[0]) for one in ARROW])
def test_a_column_of_arrow(rule: str, values: pyarrow.Array, expected: str) -> None:
    assert expected == statuses(pyarrow.table({rule: values}), rule)


@pytest.mark.parametrize(("rule", "values", "expected"), [pytest.param(*one[1:], id=one[0]) for one in POLARS])
def test_a_column_of_polars(rule: str, values: polars.Series, expected: str) -> None:
    assert expected == statuses(polars.DataFrame({rule: values}), rule)


TWO = pyarrow.table({"guards": [3, 2]})


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(lambda: polars.DataFrame({"guards": [3, 2]}).lazy(), id="a lazy frame"),
        pytest.param(lambda: TWO.to_reader(), id="what is read once"),
        pytest.param(lambda: pyarrow.dataset.dataset(TWO), id="a dataset"),
        pytest.param(lambda: TWO.to_batches()[0], id="a batch"),
        pytest.param(lambda: duckdb.connect().sql("SELECT 3::UHUGEINT guards UNION ALL SELECT 2"), id="a relation"),
    ],
)
def test_other_tables(source: Any) -> None:
    assert "pf" == statuses(source(), "guards")


def test_an_index_with_the_names_of_units_is_read() -> None:
    """One that is about nothing counts rows, as pandas does."""
    frame = pandas.DataFrame({"guards": [3, 2]}, index=pandas.Index(["A", "B"], name="单位"))
    assert ["A", "B"] == [row["unit"] for row in POOL.evaluate_table(frame, as_of="2020-06-01").rows()]
    assert "p" == statuses(frame.rename_axis("id")[lambda one: one.guards > 2], "guards")


def test_a_day_in_a_column_of_moments_is_read() -> None:
    frame = pandas.DataFrame({"as of": [pandas.Timestamp(2014, 11, 30)], "assessment year": [2014.0], "guards": [3]})
    assert 1 == POOL.evaluate_table(frame).counts()["unknown"]


REFUSED: list[tuple[str, Any, str]] = [
    ("two columns of one name", pandas.DataFrame([[3, 2]], columns=["guards", "guards"]), "two columns `guards`"),
    (
        "two of one name in Arrow",
        pyarrow.Table.from_arrays([TWO["guards"], TWO["guards"]], names=["guards", "Guards"]),
        "the columns `guards` and `Guards` are about the same",
    ),
    ("two of one name in a relation", duckdb.sql("SELECT 3 guards, 2 guards"), "two columns `guards`"),
    ("a number as a name", pandas.DataFrame({0: [3]}), "no indicator `0`"),
    ("several names of one column", pandas.DataFrame({("guards", 1): [3]}), r"no indicator `\('guards', 1\)`"),
    ("no columns", pandas.DataFrame(), "`DataFrame` has no columns"),
    ("no columns in Polars", polars.DataFrame(), "`DataFrame` has no columns"),
    ("periods", pandas.DataFrame({"built": pandas.period_range("2001", periods=1, freq="M")}), "cannot be read"),
    ("half precision", pandas.DataFrame({"fee": numpy.array([0.1], dtype="float16")}), "half precision"),
    ("long decimals", pyarrow.table({"fee": pyarrow.array([D(1)], pyarrow.decimal256(60, 2))}), "cannot be read"),
    ("objects of Polars", polars.DataFrame({"fee": polars.Series([object()])}), "cannot be read"),
    ("numbers and truths", of_pandas("guards", series([3] * 2000 + [True], object)), "cannot be read"),
    ("a broken relation", duckdb.sql("SELECT error('boom') guards"), "boom"),
    ("a broken lazy frame", polars.LazyFrame({"guards": [1]}).select("fee"), "cannot be read"),
    ("one column", series([3]), "`Series` is no table"),
    ("rows", [{"guards": 3}], "`list` is no table"),
    ("an array", numpy.array([3]), "`ndarray` is no table"),
]


@pytest.mark.parametrize(("source", "words"), [pytest.param(*one[1:], id=one[0]) for one in REFUSED])
def test_what_cannot_be_read_is_told(source: Any, words: str) -> None:
    with pytest.raises(FactsError, match=words) as told:
        statuses(source, "guards")
    assert 1 == len(told.value.diagnostics)
    assert told.value.diagnostics[0].help


# CSV, as it comes from a spreadsheet

HEAD = "unit,guards,fee,motto,built\n"
READ = {
    "plain": "A,3,2.5,hi,2001-01-01\n",
    "no number": "A,x,-,hi,/\n",
    "thousands": 'A,3,"2,500",hi,\n',
    "wide digits": "A,３,２．５,hi,\n",
    "a unit": "A,3 人,0.0002 万元,hi,2001年1月1日\n",
    "none": "A,无,none,,无\n",
    "quotation marks": 'A,3,,"h""i",\n',
    "a line inside": '"A\nB",3,,"h\ni",\n',
    "a formula": "A,=3,,hi,\n",
    "a leading zero": "A,03,2.50,hi,\n",
    "an exponent": "A,3,1e3,hi,\n",
    "a slash in a date": "A,3,,hi,2001/1/1\n",
}


@pytest.mark.parametrize("row", READ)
@pytest.mark.parametrize("form", ["\n", "\r\n", "bom"])
def test_a_row_of_csv_is_judged_as_by_evaluate(row: str, form: str, tmp_path: Path) -> None:
    text = HEAD + READ[row]
    path = tmp_path / "units.csv"
    path.write_bytes(("\ufeff" + text if form == "bom" else text.replace("\n", form)).encode())
    report = POOL.evaluate(path, as_of="2020-06-01", strict=False)
    [judged] = POOL.evaluate_table(path, as_of="2020-06-01").rows()
    assert {one.id: one.status.value for one in report.rules} == {one.id: judged[one.id] for one in report.rules}
    assert [one.text.en for one in report.warnings if one.severity == "error"] == judged["invalid"]


BROKEN = {
    "GBK": "单位,guards\n北,3\n".encode("gbk"),
    "GBK, late": b"unit,motto\n" + b"A,hi\n" * 20_000 + "B,北\n".encode("gbk"),
    "UTF-16": "unit,guards\nA,3\n".encode("utf-16"),
    "semicolons": b"unit;guards\nA;3\n",
    "wide commas": "unit，guards\nA，3\n".encode(),
    "wide semicolons": "unit；guards\nA；3\n".encode(),
    "tabs": b"unit\tguards\nA\t3\n",
    "an open quotation": b'unit,motto\nA,"hi\n',
    "a control character": b"unit,motto\nA,h\x00i\n",
    "a name twice": b"unit,guards,guards\nA,3,2\n",
    "cells without a name": b"unit,guards,\nA,3,x\n",
    "a line before the names": "统计表,\nunit,guards\nA,3\n".encode(),
    "nothing": b"",
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_file_of_csv_is_refused_as_by_evaluate(what: str, tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_bytes(BROKEN[what])
    with pytest.raises(FactsError) as one:
        POOL.evaluate(path, as_of="2020-06-01")
    with pytest.raises(FactsError) as table:
        POOL.evaluate_table(path, as_of="2020-06-01")
    assert one.value.diagnostics[0].text == table.value.diagnostics[0].text


def test_columns_of_csv_without_name_and_cells_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_text("unit,guards,,\nA,3,,\n,,,\nB,2, ,\n", encoding="utf-8")
    assert "pf" == statuses(path, "guards")
