"""A table of units: ours beside SQL written by hand, on the same DuckDB."""

from __future__ import annotations

from typing import Any

import duckdb
import pyarrow
from criteria import RULES, SQL
from handwritten import open_verdict_and_failing
from measuring import best
from single import Timed, Unit

from ankang_rules import Ruleset


class _Hyphened(SQL):
    def name(self, name: str) -> str:
        return f'"{name.replace("_", "-")}"'

    def contains(self, item: str, collection: str) -> str:
        return f"list_contains({self.name(collection)}, '{item}')"


_TRUTHS = _Hyphened().all()


def by_hand() -> str:
    """Return the query a person would write for the same outcome: statuses, verdict, failing and unknown ids."""
    truths = ", ".join(f'{truth} AS "{name}"' for name, truth in _TRUTHS.items())
    shown = ", ".join(
        f"""CASE WHEN "{name}" THEN 'pass' WHEN NOT "{name}" THEN 'fail' ELSE 'unknown' END AS "{name}" """
        for name in RULES
    )
    fails, unknown = 'NOT "{}"', '"{}" IS NULL'
    verdict = f"CASE WHEN {_some(fails)} THEN 'fail' WHEN {_some(unknown)} THEN 'unknown' ELSE 'pass' END"
    return (
        f"SELECT {verdict} AS status, {_ids(fails)} AS failing, {_ids(unknown)} AS unknown, {shown} "
        f"FROM (SELECT {truths} FROM facts)"
    )


def _some(condition: str) -> str:
    return " OR ".join(f"coalesce({condition.format(name)}, false)" for name in RULES)


def _ids(condition: str) -> str:
    whens = ", ".join(f"CASE WHEN {condition.format(name)} THEN '{name}' END" for name in RULES)
    return f"list_filter([{whens}], lambda id: id IS NOT NULL)"


def as_table(units: list[Unit]) -> Any:
    names = dict.fromkeys(name for unit in units for name in unit)
    return pyarrow.table({name: [unit.get(name) for unit in units] for name in names})


def agree(ruleset: Ruleset, gaps: list[Unit]) -> None:
    """Hold table and query against the function, on units some of whose facts are missing."""
    expected = [open_verdict_and_failing(unit) for unit in gaps]
    rows = list(ruleset.evaluate_table(as_table(gaps)).rows())
    found = _connection(as_table(gaps)).sql(by_hand()).to_arrow_table().to_pylist()
    assert [[row[name] for name in RULES] for row in found] == [[row[name] for name in RULES] for row in rows]
    for judged in (rows, found):
        assert expected == [(row["status"], list(row["failing"]), list(row["unknown"])) for row in judged]


def measured(ruleset: Ruleset, units: list[Unit]) -> list[Timed]:
    """Return name, outcome and seconds a row, that of the query written by hand first."""
    given = as_table(units)
    connection = _connection(given)
    query = f"CREATE OR REPLACE TABLE judged AS {by_hand()}"
    what = "statuses, verdict, failing and unknown ids"
    ways: list[tuple[str, str, Any]] = [
        ("SQL written by hand, DuckDB", what, lambda: connection.execute(query)),
        ("`ruleset.evaluate_table`, DuckDB", f"{what}; facts validated", lambda: ruleset.evaluate_table(given)),
    ]
    return [(name, what, best(way) / len(units)) for name, what, way in ways]


def _connection(given: Any) -> Any:
    connection = duckdb.connect()
    connection.register("given", given)
    connection.execute("CREATE TABLE facts AS SELECT * FROM given")
    return connection
