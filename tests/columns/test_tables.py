"""What goes into a table and what comes out: every kind of source, every form of result, and rows that are wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars
import pyarrow
import pyarrow.feather
import pyarrow.parquet
import pytest

import ankang_rules
from ankang_rules import EngineError, FactsError

POOL = ankang_rules.parse(
    """
    ruleset town.pool tier pool
    choices trainings { rescue zh "救援", first aid zh "急救" }
    indicator lit : yes/no
    indicator guards : count in 人 zh "救生员"
    indicator built : date
    indicator trained : set of trainings
    indicator fee : money in 万元
    indicator visits : monthly count in 次 for the first 3 months
    indicator accidents : list of accident { reported : yes/no, cost : money in 元 }
    group people
    rule guarded must guards ≥ 3
    rule skilled must trained includes all of trainings
    group house
    rule light must lit
    rule new must built ≥ 2000-01-01
    rule told must every accident satisfies (reported)
    rule cheap must sum of accidents.cost ≤ 100 元
    rule busy must every month (visits ≥ 10)
    rule paid must fee ≥ 1 万元
    """,
    name="pool.rules",
)
COLUMNS: dict[str, list[Any]] = {
    "unit": ["A", "B", "C"],
    "lit": [True, None, False],
    "guards": [3, 2, None],
    "built": [date(2001, 1, 1), None, date(1999, 12, 31)],
    "built state": [None, "none", None],
    "trained": [["rescue", "急救"], ["rescue"], []],
    "fee": [1, 2, 0],
    "visits": [[10, 11, 12], [10, None, 9], None],
    "accidents": [[], [{"reported": True, "cost": 101}], [{"reported": None, "cost": 7}]],
}
TABLE = pyarrow.table(COLUMNS)
STATUSES = {
    "pool.people.guarded": ["pass", "fail", "unknown"],
    "pool.people.skilled": ["pass", "fail", "fail"],
    "pool.house.light": ["pass", "unknown", "fail"],
    "pool.house.new": ["pass", "fail", "fail"],
    "pool.house.told": ["pass", "pass", "unknown"],
    "pool.house.cheap": ["pass", "fail", "pass"],
    "pool.house.busy": ["pass", "fail", "unknown"],
    "pool.house.paid": ["pass", "pass", "fail"],
    "group.people": ["pass", "fail", "fail"],
    "group.house": ["pass", "fail", "fail"],
    "status": ["pass", "fail", "fail"],
}
AS_OF = "2014-11-30"


def _parquet(folder: Path) -> Path:
    pyarrow.parquet.write_table(TABLE, folder / "pools.parquet")
    return folder / "pools.parquet"


def _arrow(folder: Path) -> Path:
    pyarrow.feather.write_feather(TABLE, folder / "pools.arrow", compression="uncompressed")
    return folder / "pools.arrow"


def _relation(folder: Path) -> duckdb.DuckDBPyRelation:
    return duckdb.connect().read_parquet(str(_parquet(folder)))


SOURCES: dict[str, Callable[[Path], object]] = {
    "parquet": _parquet,
    "path as text": lambda folder: str(_parquet(folder)),
    "arrow file": _arrow,
    "relation": _relation,
    "arrow": lambda folder: TABLE,
    "polars": lambda folder: polars.DataFrame(COLUMNS),
}


def columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in STATUSES}


@pytest.mark.parametrize("source", SOURCES)
def test_every_kind_of_source_is_judged_alike(source: str, tmp_path: Path) -> None:
    found = POOL.evaluate_table(SOURCES[source](tmp_path), as_of=AS_OF)
    assert STATUSES == columns(found.rows())
    assert (3, 0) == (found.number, found.by_reference)
    assert ["A", "B", "C"] == [row["unit"] for row in found.rows()]
    assert [[], ["pool.house.light"], ["pool.people.guarded", "pool.house.told", "pool.house.busy"]] == [
        row["unknown"] for row in found.rows()
    ]


def test_what_the_table_says_is_what_each_unit_is_told() -> None:
    """The same facts, one unit at a time."""
    for row in range(3):
        given = {name: values[row] for name, values in COLUMNS.items() if "state" not in name and name != "unit"}
        given["built"] = ankang_rules.NONE if COLUMNS["built state"][row] else given["built"]
        report = POOL.evaluate(given, as_of=AS_OF)
        assert {rule.id: rule.status.value for rule in report.rules} == {
            rule.id: STATUSES[rule.id][row] for rule in report.rules
        }


@pytest.mark.parametrize("form", ["parquet", "arrow", "csv"])
def test_a_result_is_written_in_every_form(form: str, tmp_path: Path) -> None:
    out = tmp_path / f"verdicts.{form}"
    found = POOL.evaluate_table(TABLE, as_of=AS_OF, out=out)
    assert [out] == list(tmp_path.iterdir())
    assert STATUSES == columns(found.rows())
    assert {"fail": 2, "pass": 1} == found.counts()
    found.save(tmp_path / "again.parquet")
    assert STATUSES == columns(pyarrow.parquet.read_table(tmp_path / "again.parquet").to_pylist())


def test_a_result_becomes_a_frame() -> None:
    found = POOL.evaluate_table(TABLE, as_of=AS_OF)
    assert STATUSES == columns(found.to_arrow().to_pylist())
    assert STATUSES == columns(found.to_polars().to_dicts())


def test_rows_that_are_odd_keep_their_place(tmp_path: Path) -> None:
    """What the engine does not read is judged by the reference; what is wrong makes facts invalid, and says why."""
    many = 3_000
    guards = [str(3 if row % 7 else -1) if row % 11 else "4 人" for row in range(many)]
    found = POOL.evaluate_table(
        pyarrow.table({"unit": [f"u{row}" for row in range(many)], "guards": guards}), as_of=AS_OF
    )
    rows = found.rows()
    assert [f"u{row}" for row in range(many)] == [row["unit"] for row in rows]
    assert ["unknown" if text == "-1" else "pass" for text in guards] == [row["pool.people.guarded"] for row in rows]
    assert [text == "-1" for text in guards] == [bool(row["invalid"]) for row in rows]
    assert "`救生员`" not in str(rows[7]["invalid"])
    assert ["`guards` is a count and cannot be negative: `-1`"] == rows[7]["invalid"]
    assert sum(text != "3" for text in guards) == found.by_reference


def test_one_row_is_argued_in_full() -> None:
    found = POOL.evaluate_table(TABLE, as_of=AS_OF)
    assert [2, 3] == found.numbers("fail", 9)
    judgement = found.judgement(2)
    assert STATUSES["pool.people.guarded"][1] == judgement.rules[0].status.value
    assert judgement.rules[0].condition is not None


def test_a_file_that_was_there_stays_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A rule that the engine refuses, and a form it does not know, leave the old result alone."""
    out = tmp_path / "verdicts.parquet"
    out.write_text("old", encoding="utf-8")
    boxes = ankang_rules.parse(
        "ruleset t.box tier t indicator a : number indicator b : number indicator c : number rule r must a × b × c > 1"
    )
    with pytest.raises(EngineError, match="cannot take rule"):
        boxes.evaluate_table(pyarrow.table({"a": [1], "b": [1], "c": [1]}), out=out)
    with pytest.raises(EngineError, match="docx"):
        POOL.evaluate_table(TABLE, as_of=AS_OF, out=tmp_path / "verdicts.docx")
    with pytest.raises(EngineError, match="cannot be written"):
        POOL.evaluate_table(TABLE, as_of=AS_OF, out=tmp_path / "nowhere" / "verdicts.parquet")
    assert "old" == out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("nowhere.parquet", "there is no table"),
        (object(), "is no table"),
        ("pools.docx", "there is no table"),
        (pyarrow.table({"gards": [1]}), "did you mean `guards`"),
        (pyarrow.table({"guards": [1], "parent": ["A"]}), "no column `unit`"),
    ],
)
def test_what_is_no_table_is_refused(source: object, words: str) -> None:
    with pytest.raises(FactsError, match=words):
        POOL.evaluate_table(source, as_of=AS_OF)


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "pools.parquet").write_bytes(b"no parquet")
    with pytest.raises(FactsError, match="cannot be read"):
        POOL.evaluate_table(tmp_path / "pools.parquet", as_of=AS_OF)


def test_the_day_may_stand_in_the_table() -> None:
    days = pyarrow.table({"as of": [date(2014, 11, 30)] * 2, "guards": [3, 2]})
    assert ["pass", "fail"] == [row["pool.people.guarded"] for row in POOL.evaluate_table(days).rows()]
    with pytest.raises(FactsError, match="more than one value"):
        POOL.evaluate_table(pyarrow.table({"as of": ["2014-11-30", "2014-12-31"], "guards": [3, 2]}))
    with pytest.raises(FactsError):
        POOL.evaluate_table(pyarrow.table({"guards": [3]}))


def test_a_table_without_rows_has_a_result_without_rows(tmp_path: Path) -> None:
    found = POOL.evaluate_table(TABLE.slice(0, 0), as_of=AS_OF, out=tmp_path / "none.parquet")
    assert ([], {}) == (found.rows(), found.counts())


FOLDED = ankang_rules.parse(
    """
    ruleset t.fold tier t
    indicator open : yes/no
    indicator lit : yes/no
    indicator fee : number
    group all
    rule a must lit when open
    rule b must fee ≥ 1
    group any any of
    rule c must lit when open
    rule d must fee ≥ 2 except when lit : fee ≥ 3 due 2014-11-30
    group advice
    rule e should lit
    """
)


@pytest.mark.parametrize("as_of", ["2014-11-29", "2014-11-30"])
def test_rules_fold_as_for_one_unit(as_of: str) -> None:
    """Every mixture of rules that hold, do not, are unknown or do not apply, before a day that is due and on it."""
    values = [(o, lit, fee) for o in (True, False, None) for lit in (True, False, None) for fee in (0, 1, 2, 3, None)]
    names = ("open", "lit", "fee")
    table = {name: [row[at] for row in values] for at, name in enumerate(names)}
    for value, row in zip(values, FOLDED.evaluate_table(pyarrow.table(table), as_of=as_of).rows(), strict=True):
        report = FOLDED.evaluate(dict(zip(names, value, strict=True)), as_of=as_of)
        groups = {f"group.{group.id}": group.status.value for group in report.groups if group.status}
        rules = {rule.id: rule.status.value for rule in report.rules}
        expected = {"status": report.status.value, **groups, **rules}
        assert expected == {name: row[name] for name in expected}, value


def test_without_the_extra_one_sentence_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(ImportError, match=r"the extra `batch`: pip install 'ankang-rules\[batch\]'"):
        POOL.evaluate_table(TABLE, as_of=AS_OF)


def test_calls_at_once_do_not_see_each_other() -> None:
    """Each has tables of its own, in every thread, and after one that the engine could not read."""
    tables = [pyarrow.table({"guards": [at % 5 + 1] * 10}) for at in range(20)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda one: POOL.evaluate_table(one, as_of=AS_OF), tables))
    broken = pyarrow.table({"fee": pyarrow.array([Decimal(100)], pyarrow.decimal128(5, -2))})
    with pytest.raises(FactsError, match="cannot be read"):
        POOL.evaluate_table(broken, as_of=AS_OF)
    found += [POOL.evaluate_table(one, as_of=AS_OF) for one in tables]
    guarded = [{row["pool.people.guarded"] for row in one.rows()} for one in found]
    assert [{"pass" if at % 5 >= 2 else "fail"} for at in range(20)] * 2 == guarded


def test_a_table_of_another_shape_is_read_by_what_it_is() -> None:
    """The statement for the last table is kept, and taken for one that is alike in everything."""
    for guards, day, expected in (([3], AS_OF, "pass"), (["2"], AS_OF, "fail"), ([2.0], "2015-11-30", "fail")):
        [row] = POOL.evaluate_table(pyarrow.table({"guards": guards}), as_of=day).rows()
        assert expected == row["pool.people.guarded"]
    with_margins = POOL.evaluate_table(pyarrow.table({"guards": [2.0]}), as_of="2015-11-30", margins=True)
    assert "margin.pool.people.guarded" in with_margins.columns
