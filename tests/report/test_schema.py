"""The JSON Schema of a report: every report keeps to it, and what is no report does not."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import ankang_rules
from ankang_rules.check.load import check_text
from ankang_rules.report.formats.schema import FILE, report_schema
from ankang_rules.syntax.print import print_file
from ankang_rules.testing.strategies import asked_for, facts_for, rulesets, tree_for, trees
from ankang_rules.testing.texts import Texts

DEMO = Path(__file__).parents[2] / "rulesets" / "ankang" / "demo"
UNITS = {"county": "hanyin.yaml", "town": "town.yaml", "village": "village.yaml"}
DAYS = ("2013-04-30", "2014-11-30", "2016-01-01")
SCHEMA = report_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
MADE_TO_SEE = """
ruleset demo.all tier t in force from 2013-05-01
indicator fund : money in 元
indicator fixed : money in 元
indicator zone : one of {urban, rural}
indicator gear : set of {ring, pole}
indicator tests : monthly count in 次
indicator payments : list of payment { amount : money in 元 }
indicator opened : date
parameter floor = 50%
define ratio = fixed / fund
award "gold" when every must passes and score ≥ 90%
group money zh "资金"
rule ratio points 3 must ratio ≥ floor due 2020-01-01
rule advice should zone = urban
group rest
rule gear must gear includes {ring} except when zone = rural : gear is empty
rule tests must every month (tests ≥ 3)
rule paid must every payment where (amount > 1) satisfies (amount < 9)
rule doubtful must count of payments where (amount > 5) ≥ 1
rule opened must opened ≤ as of date when fund > 0
"""


def plain(report: ankang_rules.Report) -> Any:
    """What a reader of the printed report gets."""
    return json.loads(json.dumps(report.to_dict()))


def problems(data: Any) -> list[str]:
    return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in VALIDATOR.iter_errors(data)][:3]


def made_to_see() -> Any:
    facts = {
        "fund": {"value": 0, "source": "ledger", "on": "2014-01-01", "by": "me"},
        "fixed": 5,
        "zone": "nowhere",
        "gear": ["ring"],
        "tests": [3, None, *[None] * 10],
        "payments": [{"amount": 4}, {"amount": None}],
        "opened": "2014-01-01",
        "extra": 1,
    }
    ruleset = ankang_rules.parse(MADE_TO_SEE)
    return plain(ruleset.evaluate(facts, as_of="2014-02-28", parameters={"floor": "40%"}, strict=False))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_copy_that_the_documentation_publishes_is_the_same() -> None:
    published = Path(__file__).parents[2] / "docs" / FILE
    assert SCHEMA == json.loads(published.read_text(encoding="utf-8"))


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("tier", UNITS)
def test_the_demonstration_keeps_to_it(tier: str, day: str) -> None:
    report = ankang_rules.load(f"ankang.{tier}").evaluate(DEMO / UNITS[tier], as_of=day)
    assert [] == problems(plain(report))


@pytest.mark.parametrize("day", DAYS)
def test_the_demonstration_city_keeps_to_it(day: str) -> None:
    """Its own report in full, and of each level the units of which some rule has a status not seen before.

    So does the report of a county alone, with what the city asks of it.
    """
    report = ankang_rules.load("ankang.programme").evaluate(DEMO / "city" / "city.yaml", as_of=day)
    whole, county = plain(report), plain(report.find("紫阳县"))
    assert bool(county["asked_above"]) == (day > "2013-05-01"), "on the first day nothing is in force yet"
    seen: set[tuple[str, str]] = set()
    telling(whole, seen)
    assert whole["children"]
    assert [] == problems(whole)
    county["children"] = {}
    assert [] == problems(county)


def telling(unit: Any, seen: set[tuple[str, str]]) -> bool:
    """Leave only those units below that tell something new; whether *unit*, or one below it, does."""
    for level, units in unit["children"].items():
        unit["children"][level] = [below for below in units if telling(below, seen)]
    found = {(rule["id"], rule["status"]) for rule in unit["rules"]} - seen
    seen |= found
    return bool(found) or any(unit["children"].values())


def test_every_kind_of_thing_keeps_to_it() -> None:
    assert [] == problems(made_to_see())


@given(st.data())
@settings(max_examples=15)
def test_drawn_reports_keep_to_it(data: st.DataObject) -> None:
    ruleset = ankang_rules.parse(print_file(data.draw(rulesets(size=2)), "en"))
    facts, asked = data.draw(facts_for(ruleset.core, invalid=True)), data.draw(asked_for(ruleset.core))
    assert [] == problems(plain(ruleset.evaluate(facts, strict=False, **asked)))


@given(st.data())
@settings(max_examples=8)
def test_drawn_reports_of_trees_keep_to_it(data: st.DataObject) -> None:
    texts = {name: print_file(file, "en") for name, file in data.draw(trees()).items()}
    *_, last = texts
    core = check_text(texts[last], last, Texts(texts)).core
    assert core is not None
    ruleset = ankang_rules.Ruleset(core)
    document, asked = data.draw(tree_for(core, invalid=True)), data.draw(asked_for(core))
    assert [] == problems(plain(ruleset.evaluate(document, strict=False, **asked)))


# Tightness: a report that is changed anywhere is refused.


OPEN = ("parameters", "definitions", "facts", "children", "labels", "rules")
"""Under these an object has the keys that a ruleset declares, or is a label."""


def objects(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every object in *data* whose keys the schema lists."""
    if isinstance(data, dict):
        if path[-1:] not in [(name,) for name in OPEN]:
            yield path
        for key, value in data.items():
            yield from objects(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from objects(value, (*path, index))


def at(data: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def one_of_each(data: Any) -> list[tuple[Any, ...]]:
    """The place of one object of each kind: under the same keys, with the same keys."""
    found: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for path in objects(data):
        found.setdefault((next((step for step in path[::-1] if isinstance(step, str)), ""), *at(data, path)), path)
    return list(found.values())


def spoiled(whole: Any) -> Iterator[tuple[str, Any]]:
    """*whole* with one key of one object taken away, or one too many, wherever that can be."""
    for path in one_of_each(whole):
        for key in [key for key in at(whole, path) if key not in ("zh", "en")] + ["surplus"]:
            other = copy.deepcopy(whole)
            inside = at(other, path)
            if key in inside:
                del inside[key]
            else:
                inside[key] = 1
            yield f"{path} {key}", other


def test_a_report_with_a_key_too_few_or_too_many_is_refused() -> None:
    tried = dict(spoiled(made_to_see()))
    assert len(tried) > 100
    assert [] == [name for name, data in tried.items() if VALIDATOR.is_valid(data)]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("status",), "passed"),
        (("as_of",), "30.11.2014"),
        (("year",), "2014"),
        (("digest",), "abc"),
        (("rules", 0, "force"), "may"),
        (("rules", 0, "points"), 3),
        (("rules", 0, "points"), "3.0e2"),
        (("rules", 0, "vacuous"), None),
        (("rules", 0, "labels"), {"de": "nein"}),
        (("rules", 0, "unknown", 0, "reason"), "forgotten"),
        (("rules", 0, "condition", "node"), "7"),
        (("facts", "fixed", "value"), 5),
        (("score", "earned"), 0),
        (("children",), []),
        (("warnings",), None),
    ],
)
def test_a_value_of_another_kind_is_refused(path: tuple[Any, ...], value: Any) -> None:
    whole = made_to_see()
    at(whole, path)  # it is there
    at(whole, path[:-1])[path[-1]] = value
    assert problems(whole)
