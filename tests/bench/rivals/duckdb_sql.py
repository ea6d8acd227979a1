"""DuckDB: one hand-written query with a truth for each rule and the verdict, over a table in memory."""

# needs: duckdb pyarrow

from common import all_at_once, by_row, columns

from criteria import SQL

import duckdb
import pyarrow

rules = SQL().all()
connection = duckdb.connect()
truths = ", ".join(f'{rule} AS "{name}"' for name, rule in rules.items())
verdict = " AND ".join(f'"{name}"' for name in rules)
query = f"CREATE OR REPLACE TABLE judged AS SELECT *, {verdict} AS passes FROM (SELECT {truths} FROM facts)"


def prepare(units):
    arrow = pyarrow.table(columns(units))
    connection.execute("CREATE TABLE facts AS SELECT * FROM arrow")
    return arrow


def read(_):
    found = connection.execute("SELECT * EXCLUDE passes FROM judged").fetchall()
    return by_row(dict(zip(rules, zip(*found, strict=True), strict=True)))


all_at_once(prepare, lambda _: connection.execute(query), read)
