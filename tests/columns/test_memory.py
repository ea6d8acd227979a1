"""A table larger than the memory that the engine may take, and what is left behind by one that comes to no end."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pyarrow
import pytest

import ankang_rules
from ankang_rules import EngineError

pytestmark = pytest.mark.xdist_group("tables larger than memory")
ROWS = 500_000
RULES = "ruleset t.pool tier pool " + " ".join(
    f"indicator n{at} : count in 人 rule r{at} must n{at} ≥ 500000000" for at in range(4)
)
JUDGED = """
import sys
import duckdb, pyarrow, ankang_rules
from pathlib import Path
def peak():  # what resource tells begins with that of the program which started this one
    return next(int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line)
pool, before = ankang_rules.parse(sys.argv[1]), peak()
found = pool.evaluate_table(sys.argv[2], memory=sys.argv[3] or None)
print(found.number, sum(found.counts().values()), peak() - before)
"""


COMMAND = [sys.executable, "-m", "ankang_rules", "batch"]
# Where the tests run in the background of a shell, interrupts are ignored, and programs inherit that.
HEARD = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of which neither the units nor how they end can be packed small."""
    path = tmp_path_factory.mktemp("units") / "units.parquet"
    numbers = ", ".join(f"(hash(i * {at + 7}) % 1000000000)::BIGINT AS n{at}" for at in range(4))
    names = "md5(i::VARCHAR) || md5((-i)::VARCHAR) AS unit"
    duckdb.sql(f"SELECT {names}, {numbers} FROM range({ROWS}) t(i)").write_parquet(str(path))
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where programs put what they need for a while."""
    found = tmp_path / "for a while"
    found.mkdir()
    monkeypatch.setenv("TMPDIR", str(found))
    return found


@pytest.fixture
def rules(tmp_path: Path) -> str:
    path = tmp_path / "pool.rules"
    path.write_text(RULES, encoding="utf-8")
    return str(path)


def test_a_table_that_is_larger_than_memory_is_judged_whole(units: Path, folder: Path) -> None:
    """The table is longer than what the engine may take, and so is the result. Told in kB, with the engine itself."""
    assert units.stat().st_size > 40 * 2**20
    command = [sys.executable, "-c", JUDGED, RULES, str(units), "40MB"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    number, counted, peak = map(int, done.stdout.split() or [0, 0, 0])
    assert (ROWS, ROWS) == (number, counted), done.stderr
    assert peak < 120 * 1024
    assert [] == list(folder.iterdir())


def test_the_engine_prints_nothing_however_long_it_takes() -> None:
    """By itself it does in a console, and for ``python -c``, as soon as something takes two seconds."""
    script = """
from ankang_rules.columns.resources import Work
work = Work()
work.con.execute("SET progress_bar_time = 0")
work.con.execute("CREATE TABLE units AS SELECT md5(i::VARCHAR) FROM range(1_000_000) t(i)")
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=False)
    assert ("", "", 0) == (done.stdout, done.stderr, done.returncode)


def test_who_stops_it_from_the_keyboard_waits_for_nothing_and_nothing_is_left(
    units: Path, rules: str, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out" / "verdicts.parquet"
    out.parent.mkdir()
    command = [*COMMAND, rules, str(units), "--out", str(out), "--threads", "1"]
    process = subprocess.Popen(
        [sys.executable, "-c", HEARD, *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    while not list(out.parent.iterdir()) and process.poll() is None:  # the result begins to be written
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=60)
    assert (130, b"") == (process.returncode, said.strip())
    assert [] == [*out.parent.iterdir(), *folder.iterdir()]


def test_too_little_memory_is_told_and_nothing_is_left(units: Path, rules: str, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "verdicts.parquet"
    out.write_text("old", encoding="utf-8")
    command = [*COMMAND, rules, str(units), "--out", str(out), "--memory", "8MB", "--lang", "en"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert 2 == done.returncode
    assert "error[E005]: there is too little memory for the table" in done.stderr
    assert "old" == out.read_text(encoding="utf-8")
    assert [] == list(folder.iterdir())
    assert {out, folder, Path(rules)} == {*tmp_path.iterdir()}


POOL = ankang_rules.parse(RULES)
TABLE = pyarrow.table({"n1": [1]})


@pytest.mark.parametrize("memory", ["40 MB", "1.5GiB", "500mb"])
def test_memory_is_written_as_people_do(memory: str) -> None:
    assert 1 == POOL.evaluate_table(TABLE, memory=memory, threads=2).number


@pytest.mark.parametrize("memory", ["much", "", "0GB", "-1GB", "10", "1GB; DROP TABLE given", "１GB"])
def test_what_is_no_amount_of_memory_is_refused(memory: str) -> None:
    with pytest.raises(EngineError, match="is no amount of memory"):
        POOL.evaluate_table(TABLE, memory=memory)


@pytest.mark.parametrize("threads", [0, -1, True, 1.5, "2", 10**9])
def test_what_is_no_number_of_threads_is_refused(threads: object) -> None:
    with pytest.raises(EngineError, match="is no number of threads"):
        POOL.evaluate_table(TABLE, threads=threads)  # type: ignore[arg-type]


def test_a_thread_other_than_the_first_may_judge_too() -> None:
    """Only the first hears the keyboard; the others run what they are given themselves."""
    with ThreadPoolExecutor(2) as pool:
        assert [1, 1] == [one.number for one in pool.map(POOL.evaluate_table, [TABLE, TABLE])]
