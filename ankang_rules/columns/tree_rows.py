"""The rows of one site → decoded rows, which the engine judges; what it cannot read itself is read by the reference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ankang_rules.columns import rows
from ankang_rules.columns.encode import NotPlain, encoded
from ankang_rules.columns.engine import run, run_long
from ankang_rules.columns.plan import selected
from ankang_rules.columns.planned import ABSENT, Planned, insert, text
from ankang_rules.columns.sites import ID, INVALID
from ankang_rules.columns.text import ODD
from ankang_rules.columns.tree_plan import TreePlan, indicator_at
from ankang_rules.columns.values import Value
from ankang_rules.errors import FactsError
from ankang_rules.facts.messages import tables, trees
from ankang_rules.facts.reading import Reading
from ankang_rules.facts.tree import title_of
from ankang_rules.model.given import Given
from ankang_rules.model.names import fold
from ankang_rules.model.types import Type

_AT_ONCE = 2_000
_WORTH_A_NAME = 16


def decode(con: Any, planned: Planned) -> set[int]:
    """Make the decoded rows, and return the units with a number that no column holds."""
    plan = planned.plan
    _refuse_wrong_marks(con, planned)
    about = {**planned.ids, "_unit": "p._unit", "_parent": "p._parent", INVALID: "NULL::VARCHAR[]"}
    named = {**{one: one for one in about}, "unit": "_unit", "parent": "_parent"}
    named |= {one: one for one in plan.decoder.columns}
    inner = f"SELECT {selected({**about, **plan.decoder.columns})}, r.* EXCLUDE (_n) FROM {planned.joined}"
    if plan.odd is None or not run_long(con, f"SELECT {ID} FROM {planned.joined} WHERE {plan.odd} LIMIT 1"):
        run(con, f"CREATE VIEW {planned.rows} AS SELECT {selected(named)} FROM ({inner})")
        return set()
    odd = _by_name(plan.odd, plan.decoder.columns)
    run_long(con, f"CREATE TABLE {planned.rows} AS SELECT {selected({**named, ODD: odd})} FROM ({inner})")
    return set(_read(con, planned))


def _by_name(sql: str, columns: Mapping[str, str]) -> str:
    """Return *sql* with what is computed in *columns* called by its name, so that it is not computed twice."""
    for called, column in sorted(columns.items(), key=lambda pair: -len(pair[1])):
        if len(column) > _WORTH_A_NAME:
            sql = sql.replace(column, called)
    return sql


def _read(con: Any, planned: Planned) -> Iterator[int]:
    """Have the reference read the odd rows, and put them in their place; yield the units that do not fit there."""
    first = [*planned.ids, "unit", "parent"]
    given = {**planned.ids, "unit": "p._unit", "parent": "p._parent"}
    sql = f"SELECT {selected(given)}, r.* EXCLUDE (_n) FROM {planned.joined}"
    reading, writing = con, con.cursor()
    reading.execute(f"{sql} WHERE p.{ID} IN (SELECT {ID} FROM {planned.rows} WHERE {ODD}) ORDER BY p.{ID}")
    values = _values(planned.plan)
    while part := reading.fetchmany(_AT_ONCE):
        found = []
        for row in part:
            ids = dict(zip(first, row, strict=False))
            try:
                found.append({**ids, **_encoded(planned, row[len(first) :], values), ODD: False})
            except NotPlain:
                yield ids[ID]
        insert(writing, planned.rows, found)
    run(con, f"DELETE FROM {planned.rows} WHERE {ODD}")


def _encoded(planned: Planned, cells: tuple[Any, ...], values: Mapping[str, tuple[Value, Type]]) -> dict[str, Any]:
    facts = rows.facts_of(planned.table, cells, planned.asked)
    wrong = [finding.text.en or "" for finding in facts.warnings if finding.severity == "error"]
    return {INVALID: wrong, **encoded(facts, values)}


def _values(plan: TreePlan) -> dict[str, tuple[Value, Type]]:
    """The facts as they are decoded, with their types."""
    found = {}
    for key, value in plan.decoded.items():
        indicator = indicator_at(plan.site.place, key)
        assert indicator is not None
        found[key] = (value, indicator.type)
    return found


def _refuse_wrong_marks(con: Any, planned: Planned) -> None:
    """A column that is called like a level can only say that there are no units of it."""
    reading = Reading()
    for at, header in planned.table.columns.levels.items():
        _look_at_marks(con, planned, text(planned.table.names[at]), str(header.value), reading)
    if found := reading.closed():
        raise FactsError(found)


def _look_at_marks(con: Any, planned: Planned, cell: str, header: str, reading: Reading) -> None:
    place, part = planned.site.place, planned.part
    key = place.called.get(fold(header))
    fine = f"lower({cell}) IN {ABSENT}" if key else "FALSE"
    for number, written in run(
        con, f"SELECT _n, {cell} FROM {planned.joined} WHERE {cell} <> '' AND NOT {fine} LIMIT 1"
    ):
        given = Given(written, place=part.place(number))
        if key is None:
            reading.say(trees.level_of_others, Given(header, place=given.place))
        else:
            reading.say(tables.not_none, given, title_of(place.below[key]))
    if key is None:
        return
    both = f"{cell} <> '' AND p._g{list(place.below).index(key)}"
    for (number,) in run(con, f"SELECT _n FROM {planned.joined} WHERE {both} LIMIT 1"):
        reading.say(tables.none_and_rows, Given(None, place=part.place(number)), title_of(place.below[key]))
