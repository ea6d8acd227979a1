"""Tables of units in → a tree that is ready to be judged: one table with a column of parents, or one for each level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from attrs import evolve

from ankang_rules.columns import messages
from ankang_rules.columns.engine import number, run, run_long
from ankang_rules.columns.forest import Part, Planting
from ankang_rules.columns.headings import Headings, table_at
from ankang_rules.columns.planned import Planned
from ankang_rules.columns.resources import Work
from ankang_rules.columns.sites import ID, Site, sites
from ankang_rules.columns.source import Source, open_source
from ankang_rules.columns.text import name
from ankang_rules.columns.tree import TreeRun
from ankang_rules.columns.tree_plan import TreePlan
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.errors import EngineError, FactsError
from ankang_rules.evaluate import messages as asking
from ankang_rules.evaluate.ask import needs_day
from ankang_rules.evaluate.judge import asked_below
from ankang_rules.evaluate.reference import Asked
from ankang_rules.facts.messages import trees
from ankang_rules.facts.places import Place
from ankang_rules.facts.read import read_day_and_year, read_parameters
from ankang_rules.facts.reading import Reading
from ankang_rules.model.given import Given
from ankang_rules.model.names import fold

T = TypeVar("T")


def begin_tree(
    core: RulesetCore,
    work: Work,
    source: Source | Mapping[Any, Any],
    *,
    as_of: date | str | None,
    year: int | None,
    parameters: Mapping[str, Any],
    margins: bool = False,
) -> TreeRun:
    """Prepare the judgement of the tree in *source*: one table with a column of parents, or one for each level."""
    root = sites(Place.root(core))
    parts = list(_parts(work.con, source, root))
    asked = _asked(core, work.con, parts, as_of, year, parameters)
    if asked.as_of is None and (why := needs_day(core)):
        raise FactsError([asking.no_date(why)])
    Planting(work.con, parts, root).plant()
    return TreeRun(work, core, asked, _planned(work.con, core, root, parts, asked, margins))


def _parts(con: Any, source: Source | Mapping[Any, Any], root: Site) -> Iterator[Part]:
    if isinstance(source, Source):
        yield Part(source, 0)
        return
    offset = 0
    for at, (level, one) in enumerate(_by_level(source, root)):
        opened = _opened(con, one, at)
        yield Part(opened, offset, level, is_root=level is None)
        offset += number(con, f"SELECT count(*) FROM {opened.sql}")


def _by_level(source: Mapping[Any, Any], root: Site) -> Iterator[tuple[str | None, Any]]:
    """Yield the key of each level with its table, None for that of the ruleset itself."""
    reading, found = Reading(), {}
    names = _level_names(root)
    for title, one in source.items():
        text = str(title)
        if fold(text) not in names:
            spellings = [*dict.fromkeys(site.called for site in root.tree())]
            reading.say(trees.unknown_level, Given(text), reading.likely(text, names), spellings)
        elif names[fold(text)] in found:
            reading.say(messages.level_twice, text)
        else:
            found[names[fold(text)]] = one
    if None not in found and not reading.findings:
        reading.say(messages.no_root_table, root.called)
    if wrong := reading.closed():
        raise FactsError(wrong)
    yield from found.items()


def _level_names(root: Site) -> dict[str, str | None]:
    """The keys of all levels by every folded name, None for the ruleset of the whole."""
    found: dict[str, str | None] = {}
    core = root.place.core
    for word in (root.called, core.labels.zh, core.labels.en, core.name):
        if word:
            found.setdefault(fold(word), None)
    for site in root.tree():
        for word, key in site.place.called.items():
            found.setdefault(word, key)
    return found


def _opened(con: Any, source: Any, at: int) -> Source:
    """Open a table under a name of its own."""
    found = open_source(con, source)
    if "given" not in found.sql:
        return found
    run_long(con, f"CREATE TABLE source_{at} AS SELECT * FROM {found.sql}")
    _forget(con)
    return evolve(found, sql=f"source_{at}")


def _forget(con: Any) -> None:
    kinds = run(con, "SELECT table_type FROM information_schema.tables WHERE table_name = 'given'")
    if kinds and kinds[0][0] == "BASE TABLE":
        run(con, "DROP TABLE given")
    else:
        con.unregister("given")


def _asked(
    core: RulesetCore,
    con: Any,
    parts: list[Part],
    as_of: date | str | None,
    year: int | None,
    parameters: Mapping[str, Any],
) -> Asked:
    """What the call asks, and where it does not say, what the tables say, which have to say one thing."""
    stated = [Headings(con, part.source) for part in parts]
    day, assessed = read_day_and_year(as_of, year)
    day = day or _one("as of", [one.day() for one in stated])
    assessed = assessed or _one("assessment year", [one.year() for one in stated])
    return Asked(day, assessed or (day.year if day else None), read_parameters(parameters, core))


def _one(column: str, values: list[T | None]) -> T | None:
    found = sorted({str(value): value for value in values if value is not None}.items())
    if len(found) > 1:
        raise FactsError([messages.several_days(column, found[0][0], found[1][0])])
    return found[0][1] if found else None


def _planned(con: Any, core: RulesetCore, root: Site, parts: list[Part], asked: Asked, margins: bool) -> list[Planned]:
    """Plan all sites, those below first, since rules read of them; every rule that cannot be taken is named."""
    found: list[Planned] = []
    problems: list[Diagnostic] = []
    asked_of = asked_below(core, asked)
    for site in reversed(list(root.tree())):
        place, part = site.place, _part_of(con, site, parts)
        table = table_at(place, part.source, asked.year)
        try:
            plan = TreePlan(place.core, asked_of(place.core), table, margins, site=site, asked_of=asked_of)
            found.append(Planned(site, part, table, plan))
        except EngineError as error:
            problems += error.diagnostics
    if problems:
        raise EngineError(list(dict.fromkeys(problems)))
    return found[::-1]


def _part_of(con: Any, site: Site, parts: list[Part]) -> Part:
    """Return the part with the rows of *site*: none where nobody stands there."""
    if not site.rows:
        return Part(Source("(SELECT 1 AS nothing WHERE FALSE)", "nothing", [], [], []), 0)
    key = site.path[-1] if site.path else None
    return next((part for part in parts if part.is_root == (key is None) and part.key == key), None) or _with_cells(
        con, site, parts[0]
    )


def _with_cells(con: Any, site: Site, part: Part) -> Part:
    """Return a table of several levels with the headings of those columns only in which units of *site* have cells."""
    source = part.source
    blank = [f"count(nullif(trim(CAST({name(one)} AS VARCHAR)), ''))" for one in source.names]
    sql = f"SELECT {', '.join(blank)} FROM {part.rows} WHERE _n IN (SELECT {ID} FROM {site.units})"
    [counts] = run_long(con, sql)
    headings = [one if number_ else "" for one, number_ in zip(source.headings, counts, strict=True)]
    return evolve(part, source=evolve(source, headings=headings))
