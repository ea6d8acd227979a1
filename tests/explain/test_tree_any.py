"""Whatever is handed in about a tree of units, a report on it can be told in full, and no unit that fails is lost."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

import ankang_rules
from ankang_rules import Status
from ankang_rules.door import Report, Ruleset
from ankang_rules.explain.in_full import in_full
from ankang_rules.explain.units import units_below
from ankang_rules.source import Language

CITY = """
ruleset t.city tier city
indicator town total : count in 个
indicator floor : count in 次
indicator active : yes/no
children towns each town : "town.rules" registered by town total recorded by passed zh "乡镇"
children villages of towns each village : "village.rules" zh "村"
define reach = share of towns passing
define all visited = every village satisfies (visits ≥ city's floor)
rule reach must reach ≥ 70%
rule most must 70% ≤ share of towns passing
rule few must count of towns failing ≤ 1
rule any village must some village where (urban) satisfies (rate ≥ 50%)
rule exact must count of towns where (passed and count of villages where (visits > city's floor) ≥ 1) == 1
rule defined must all visited or reach > 50%
rule joined must every town, village where (urban) satisfies (visits ≥ 4 or not (rate < 1))
rule sum must sum of villages' visits ≥ floor when active
rule best must highest of villages' rate ≥ 60%
rule compared must count of towns passing ≥ count of villages failing
group own for each town
rule visits must visits ≥ city's floor except when passed : visits ≥ 1
rule villages must every village passes or share of villages where (rate ≥ 50%) ≥ 50% when not urban
rule last should count of villages where (visits ≥ 1) ≥ 1 due 2014-11-30
"""
TOWN = """
ruleset t.town tier town
indicator passed : yes/no
indicator urban : yes/no
indicator visits : count in 次
indicator covered : count in 人
indicator people : count in 人
define rate = covered / people
children villages each village : "village.rules"
rule visited must visits ≥ 4 when not urban
group alternatives any of
rule rate must rate ≥ 50%
rule whole must every village passes
"""
VILLAGE = """
ruleset t.village tier village
indicator urban : yes/no
indicator visits : count in 次
indicator covered : count in 人
indicator people : count in 人
define rate = covered / people
rule visited must visits ≥ 4 when not urban
"""
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "passed": st.sampled_from(("yes", "no", "none")),
    "urban": st.sampled_from(("yes", "no", "no")),
    "visits": st.integers(0, 5),
    "covered": st.integers(0, 9),
    "people": st.integers(0, 9),
}


def facts_of(*names: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={name: VALUES[name] for name in names})


def named(units: st.SearchStrategy[Any], letters: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    listed = st.lists(units, max_size=len(letters))
    return listed.map(lambda found: [{"unit": letter, **unit} for letter, unit in zip(letters, found, strict=False)])


VILLAGES = named(st.fixed_dictionaries({"facts": facts_of("urban", "visits", "covered", "people")}), "abc")
TOWNS = named(
    st.fixed_dictionaries(
        {"facts": facts_of(*VALUES)},
        optional={"children": st.fixed_dictionaries({}, optional={"villages": VILLAGES})},
    ),
    "ABCD",
)
CITIES = st.fixed_dictionaries(
    {
        "facts": st.fixed_dictionaries(
            {}, optional={"town total": st.integers(4, 6), "floor": st.integers(0, 5), "active": st.booleans()}
        )
    },
    optional={"children": st.fixed_dictionaries({}, optional={"towns": TOWNS})},
)


@pytest.fixture(scope="module")
def ruleset(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    folder: Path = tmp_path_factory.mktemp("any")
    for name, text in (("city", CITY), ("town", TOWN), ("village", VILLAGE)):
        (folder / f"{name}.rules").write_text(text, encoding="utf-8")
    return ankang_rules.load(folder / "city.rules")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=CITIES, lang=st.sampled_from(("en", "zh")), number=st.integers(0, 12))
def test_any_tree_can_be_told(ruleset: Ruleset, document: dict[str, Any], lang: Language, number: int) -> None:
    """One of the rules is told in full: all of them would take a minute."""
    note(document)
    report = ruleset.evaluate({"unit": "City", **document}, as_of="2014-11-01", strict=False)
    text = report.explain(lang)
    assert json.dumps(report.to_dict()) == json.dumps(report.to_dict())
    for result in report.rules:
        report.why(result.id)
    told = report.rules[number]
    assert told.id in in_full(report.judgement, told, lang)
    assert told.id in report.explain(lang, rule=told.id)
    for unit in units_below(report.judgement):
        found = report.find(unit.name)
        assert found.judgement is unit.judgement
        assert found.explain(lang)
        if found.status in (Status.FAIL, Status.UNKNOWN):
            assert unit.name in text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=CITIES)
def test_what_those_above_ask_is_what_they_show(ruleset: Ruleset, document: dict[str, Any]) -> None:
    """The cases of a rule about each town are, one by one, what the reports of the towns say is asked."""
    report = ruleset.evaluate({"unit": "City", **document}, as_of="2014-11-01", strict=False)
    towns: tuple[Report, ...] = report.children.get("towns", ())
    for result in report.rules:
        asked = [one for town in towns for one in town.asked_above if one.id == result.id]
        assert [case.result for case in result.cases] == asked
