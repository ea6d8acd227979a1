"""Tables, as ratios within one run: ``.venv/bin/python tests/bench/batch.py [ROWS]``.

Judges a Parquet file of the workload into another, and beside it has DuckDB run SQL written by hand with the same
outputs: the four statuses of each rule, the verdict, the failing and the unknown. Both must give the same rows.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

import duckdb

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import ankang_rules  # noqa: E402 -- the folder of this script

OFFICES = ("chair", "secretary", "treasurer", "audit", "grievance", "training", "library", "sports")
SIX = OFFICES[:6]
MISSING = 0.01


def maybe(sql: str) -> str:
    """A cell in a hundred is not known."""
    return f"CASE WHEN random() < {MISSING} THEN NULL ELSE {sql} END"


def whole(low: int, high: int) -> str:
    return f"CAST({low} + floor(random() * {high - low}) AS BIGINT)"


def rows(number: int) -> str:
    """Return the SELECT that draws *number* units, the same every time after ``setseed``."""
    base = {
        "eligible": whole(20, 480),
        "fund": whole(100_000, 20_000_000),
        "income": whole(50_000, 9_000_000),
        "dues": whole(1, 5_000_000),
        "wages": whole(1, 3_000_000),
        "payees": whole(0, 60),
        "complaints": whole(0, 60),
    }
    near = {
        "insured": "eligible - CAST(floor(random() * 1.02 * random() * 12) AS BIGINT)",
        "fixed-deposit": "fund * CAST(45 + floor(random() * 40) AS BIGINT) // 100",
        "dues-payable": "dues",
        "dues-paid": "dues - CAST(random() < 0.05 AS BIGINT)",
        "wages-due": "wages",
        "wages-paid": "wages + CAST(random() < 0.05 AS BIGINT)",
        "loans-out": "fund * CAST(floor(random() * 310) AS BIGINT) // 100",
        "loans-overdue": "fund * CAST(floor(random() * 5) AS BIGINT) // 200",
        "expenses": "income * CAST(18 + floor(random() * 84) AS BIGINT) // 100",
        "members": "eligible",
        "women": "eligible * CAST(30 + floor(random() * 60) AS BIGINT) // 100",
        "payees-bank": "greatest(payees - CAST(random() < 0.05 AS BIGINT), 0)",
        "campaigns": whole(3, 10),
        "meetings": whole(11, 30),
        "complaints-closed": "complaints * CAST(88 + floor(random() * 13) AS BIGINT) // 100",
    }
    kept = {"fund": "fund", "income": "income", "eligible": "eligible", "payees": "payees", "complaints": "complaints"}
    fallen = "CAST(random() < 0.02 AS BIGINT) * 300000"
    months = {f"balance-m{m:02d}": f"fund // 9 + {m} * 200000 - {fallen}" for m in range(1, 13)}
    documents = {f"document-{d:02d}": "random() > 0.03" for d in range(1, 13)}
    offices = f"list_filter({list(OFFICES)}, lambda o: random() > 0.02)"
    columns = {**kept, **near, **months, **documents, "offices-filled": offices}
    inner = ", ".join(f"{sql} AS {name}" for name, sql in base.items())
    outer = ", ".join(f'{maybe(sql)} AS "{name}"' for name, sql in columns.items())
    return f"SELECT 'u' || i AS unit, {outer} FROM (SELECT i, {inner} FROM range({number}) t(i))"


BY_HAND = {
    "R01": '"insured" * 100 >= "eligible" * 98',
    "R02": '"fixed-deposit" * 2 >= "fund"',
    "R03": '"dues-paid" = "dues-payable"',
    "R04": '"wages-paid" = "wages-due"',
    "R05": " AND ".join(f'"document-{d:02d}"' for d in range(1, 13)),
    "R06": '"campaigns" >= 4',
    "R07": '"meetings" >= 12',
    "R08": f'list_has_all("offices-filled", {list(SIX)})',
    "R09": '"payees" = 0 OR "payees-bank" = "payees"',
    "R10": '"complaints" = 0 OR "complaints-closed" * 10 >= "complaints" * 9',
    "R11": " AND ".join(f'"balance-m{m:02d}" <= "balance-m{m + 1:02d}"' for m in range(1, 12)),
    "R12": '"loans-overdue" * 20 <= "loans-out"',
    "R13": '"expenses" <= "income"',
    "R14": '"women" * 100 >= "members" * 33',
    "R15": '"members" BETWEEN 10 AND 500',
    "R16": '("campaigns" >= 6 OR "meetings" >= 14) AND NOT "complaints" > 50',
    "R17": 'NOT ("loans-overdue" > 0 AND "complaints" > "complaints-closed" + 20)',
    "R18": '"document-01" AND "document-02"',
    "R19": '"document-03" OR "document-04"',
    "R20": '"fund" <= 10000000 OR ("document-05" AND "document-06")',
    "R21": '"loans-out" = 0 OR "loans-out" <= "fund" * 3',
    "R22": '"balance-m12" * 10 >= "fixed-deposit"',
    "R23": '"insured" <= "eligible"',
    "R24": '"women" <= "members"',
    "R25": '"payees-bank" <= "payees"',
    "R26": '"dues-paid" >= 0 AND "wages-paid" >= 0',
    "R27": '"expenses" * 5 >= "income"',
    "R28": '"members" <= 100 OR "campaigns" >= 5',
    "R29": '"balance-m12" - "balance-m01" >= 12000 OR "fund" > 5000000',
    "R30": 'NOT "document-12" OR ("document-11" AND "document-10")',
}


def by_hand(source: str, ids: list[str]) -> str:
    """The SELECT that somebody would write who knows DuckDB and these thirty rules."""
    held = ", ".join(f"{sql} AS {key}" for key, sql in BY_HAND.items())
    failing = ", ".join(f"CASE WHEN NOT {k} THEN '{i}' END" for k, i in zip(BY_HAND, ids, strict=True))
    unknown = ", ".join(f"CASE WHEN {k} IS NULL THEN '{i}' END" for k, i in zip(BY_HAND, ids, strict=True))
    each = ", ".join(
        f"CASE WHEN {k} THEN 'pass' WHEN NOT {k} THEN 'fail' ELSE 'unknown' END AS \"{i}\""
        for k, i in zip(BY_HAND, ids, strict=True)
    )
    whole = " AND ".join(BY_HAND)
    return (
        f"SELECT unit, CASE WHEN {whole} THEN 'pass' WHEN NOT ({whole}) THEN 'fail' ELSE 'unknown' END AS status, "
        f"list_filter([{failing}], lambda i: i IS NOT NULL) AS failing, "
        f"list_filter([{unknown}], lambda i: i IS NOT NULL) AS unknown, {each} "
        f"FROM (SELECT unit, {held} FROM {source})"
    )


def made(folder: Path, number: int) -> str:
    """Make *number* units, a million at most, and hold them as often as it takes; return the pattern of the files."""
    con = duckdb.connect()
    con.execute("SET threads = 1; SELECT setseed(0.5)")
    drawn = min(number, 1_000_000)
    con.execute(f"COPY ({rows(drawn)}) TO '{folder / 'units-0.parquet'}' (FORMAT parquet)")
    for copy in range(1, number // drawn):
        os.link(folder / "units-0.parquet", folder / f"units-{copy}.parquet")
    return str(folder / "units-*.parquet")


def hand_written(source: str, out: Path, ids: list[str]) -> None:
    con = duckdb.connect()
    select = by_hand(f"read_parquet('{source}')", ids)
    con.execute(f"COPY ({select}) TO '{out}' (FORMAT parquet, COMPRESSION zstd)")


def digest(path: Path, columns: str) -> tuple[object, ...] | None:
    """What the rows of a result come to, in whatever order: their number, and the sum of their hashes."""
    sql = f"SELECT count(*), sum(hash({columns})::HUGEINT) FROM read_parquet('{path}')"
    return duckdb.connect().execute(sql).fetchone()


def seconds(function: Callable[[], object]) -> float:
    """The time of all processors, so that what else they do counts for little."""
    start = process_time()
    function()
    return process_time() - start


def main(number: int) -> None:
    ruleset = ankang_rules.load(HERE / "workload.rules")
    ids = [rule.id for rule in ruleset.rules]
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = (Path(folder) / name for name in ("ours.parquet", "theirs.parquet"))
        source = made(Path(folder), number)
        print(f"{number:,} units, {len(ids)} rules", flush=True)
        runs = 3 if number <= 2_000_000 else 1
        judged = seconds(lambda: ruleset.evaluate_table(source, out=ours))
        judged = min([judged, *(seconds(lambda: ruleset.evaluate_table(source, out=ours)) for _ in range(runs - 1))])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        hand = min(seconds(lambda: hand_written(source, theirs, ids)) for _ in range(runs))
        columns = ", ".join(f'"{name}"' for name in ("unit", "status", "failing", "unknown", *ids))
        assert digest(ours, columns) == digest(theirs, columns), "the rows differ"
        print("all rows agree")
        print(f"by hand   {hand:7.2f} s   {hand / number * 1e9:6.0f} ns a row")
        print(f"ruleset   {judged:7.2f} s   {judged / number * 1e9:6.0f} ns a row   {judged / hand:5.2f} × by hand")
        print(f"memory at its peak {peak:.2f} GiB")


if __name__ == "__main__":
    main(int(float(sys.argv[1])) if len(sys.argv) > 1 else 1_000_000)
