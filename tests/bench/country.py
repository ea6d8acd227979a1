"""A country in tables: ``.venv/bin/python tests/bench/country.py [VILLAGES]``.

Judges cities, counties, towns and villages by the packaged rulesets, a Parquet file for each level into another, and
prints the time and the peak of memory. By default there are as many units as in a country of 690,000 villages. Of each
level some hundred units are drawn, the same every time, with a tenth of their facts missing; every unit has the facts
of one of them, beside a name and a parent of its own, and each city says truly how many there are.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import duckdb
import pyarrow

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from trees import AS_OF, _Drawing  # noqa: E402 -- the folder of this script

import ankang_rules  # noqa: E402
from ankang_rules.columns.sites import Site, sites  # noqa: E402
from ankang_rules.columns.tree_plan import indicator_at, read_above  # noqa: E402
from ankang_rules.facts.places import Place  # noqa: E402
from ankang_rules.model import types as ty  # noqa: E402

DRAWN = 300
"""How many units of each level are drawn."""
VILLAGES = 690_000
MEMORY = "3GB"
"""What the engine may take; the rest goes to a temporary folder."""
SHARES = {"city": Fraction(330, VILLAGES), "counties": Fraction(2_800, VILLAGES), "towns": Fraction(40_000, VILLAGES)}
"""How many units of a level there are for each village."""


def numbers(villages: int) -> dict[str, int]:
    return {**{level: max(1, round(villages * share)) for level, share in SHARES.items()}, "villages": villages}


def drawn(site: Site, drawing: _Drawing) -> pyarrow.Table:
    """Return the facts of some units of *site*, a column for each that a rule of any level reads of them."""
    place = site.place
    keys = dict.fromkeys([*(one.key for one in place.core.indicators), *read_above(place)])
    indicators = [found for key in keys if (found := indicator_at(place, key)) is not None]
    columns = {
        one.name: [_cell(drawing, one) for _ in range(DRAWN)]
        for one in indicators
        if one.key not in drawing.registers and not isinstance(one.type, ty.ListOf)
    }
    return pyarrow.table({"drawn": range(DRAWN), **columns})


def _cell(drawing: _Drawing, indicator: Any) -> Any:
    if drawing.random.random() < 0.1:
        return None
    return _plain(drawing.value(indicator.type, indicator))


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value


def write(folder: Path, villages: int) -> None:
    """Write a file for each level."""
    con, drawing = duckdb.connect(), _Drawing(1)
    core = ankang_rules.load("ankang.programme").core
    size = numbers(villages)
    for site in sites(Place.root(core)).tree():
        con.register("pool", drawn(site, drawing))
        parent = "NULL" if site.above is None else f"'{site.above.called} ' || i % {size[site.above.called]}"
        totals = _totals(core, size) if site.above is None else ""
        sql = (
            f"SELECT '{site.called} ' || i AS unit, {parent} AS parent{totals}, pool.* EXCLUDE (drawn) "
            f"FROM range({size[site.called]}) t(i) JOIN pool ON hash(i) % {DRAWN} = drawn ORDER BY i"
        )
        con.execute(f"COPY ({sql}) TO '{folder / site.called}.parquet'")


def _totals(core: Any, size: dict[str, int]) -> str:
    """How many units of each level a city has."""
    sql = ""
    for level in core.levels:
        register = next(one.name for one in core.indicators if one.key == level.register)
        below = f"SELECT count(*) FROM range({size[level.name]}) u(j) WHERE {_city_of(level.name, size)} = i"
        sql += f', ({below}) AS "{register}"'
    return sql


def _city_of(level: str, size: dict[str, int]) -> str:
    """The number of the city of the unit *j*: each belongs to the unit above that has its rest as number."""
    above = {"counties": ["city"], "towns": ["counties", "city"], "villages": ["towns", "counties", "city"]}[level]
    return "j" + "".join(f" % {size[one]}" for one in above)


def measured(folder: Path, villages: int) -> Iterator[str]:
    """Yield what came of each level, and what it took."""
    drawing = [sys.executable, __file__, "--write", str(folder), str(villages)]
    subprocess.run(drawing, check=True)  # in a process of its own, so that it takes no part in the peak of this one
    tables = {level: folder / f"{level}.parquet" for level in numbers(villages)}
    ruleset = ankang_rules.load("ankang.programme")
    wall, spent = perf_counter(), process_time()
    found = ruleset.evaluate_table(tables, as_of=AS_OF, out=folder / "verdicts.parquet", memory=MEMORY)
    wall, spent = perf_counter() - wall, process_time() - spent
    for level, table in found.levels.items():
        counts = ", ".join(f"{number:,} {status}" for status, number in table.counts().items())
        yield f"{table.number:>9,} {level}: {counts}; {table.by_reference} by the reference"
    units = sum(table.number for table in found.levels.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    yield f"{units:,} units: {wall:.0f} s, {spent / units * 1e6:.0f} µs of a processor for each, at most {peak:.1f} GiB"


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--write"]:
        write(Path(arguments[1]), int(arguments[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        for line in measured(Path(folder), int(arguments[0]) if arguments else VILLAGES):
            print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
