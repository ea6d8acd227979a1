"""Law 5 for trees: by compiled rulesets each unit ends as by the reference, and what is found later is equal."""

import json
import re
from functools import partial
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_cities import CITY, ENOUGH, TOWN, TOWNS, by_reference, cities, city_of, units

import ankang_rules
from ankang_rules import FactsError, Ruleset
from ankang_rules.compile.to_python import Setting, to_python
from ankang_rules.evaluate.results import Judgement
from ankang_rules.model.status import Status
from ankang_rules.testing.strategies import asked_for, tree_for

FEW = settings.default.max_examples // 8
TRIES = 2
"""How many facts are tried on each ruleset, which takes longer to draw than they do."""
_CASE = re.compile(
    r"^## ([^\n]+)\n+[^`]*```rules town.rules\n(.*?)```\n+```rules city.rules\n(.*?)```\n+```facts\n(.*?)```",
    re.DOTALL | re.MULTILINE,
)
FOUND = _CASE.findall(Path(__file__).with_name("found.md").read_text(encoding="utf-8"))
PROGRAMME = ankang_rules.load("ankang.programme")


def statuses(judgement: Judgement) -> list[tuple[str | None, Status, dict[str, Status]]]:
    """How each unit of the tree ends, and each of its rules."""
    return [(unit.facts.unit, unit.status, {rule.id: rule.status for rule in unit.rules}) for unit in units(judgement)]


def agree(city: Ruleset, facts: Any, **asked: Any) -> None:
    whole = by_reference(city, facts, **asked)
    decision = city.decide(facts, **asked)
    assert (whole.status, {rule.id: rule.status for rule in whole.rules}) == (decision.status, decision.rules), facts
    assert statuses(whole) == statuses(city.evaluate(facts, **asked).judgement), facts


@settings(max_examples=FEW)
@given(st.data())
def test_every_unit_of_a_tree_ends_as_the_reference_says(data: st.DataObject) -> None:
    """Units that are not listed, lists and totals that are missing; facts missing, none, invalid, at the boundary."""
    city = data.draw(cities())
    for _ in range(TRIES):
        asked = data.draw(asked_for(city.core))
        agree(city, data.draw(tree_for(city.core, invalid=True)), **asked, strict=False)
        agree(city, data.draw(tree_for(city.core)), **asked)
        agree(city, data.draw(tree_for(city.core, missing=False)), as_of=asked["as_of"])


def test_every_way_to_speak_of_units_is_compiled_and_agrees() -> None:
    """On every city of up to two towns that pass, fail, do not apply or are undecided, and more that are not listed."""
    city = city_of({"town.rules": TOWN, "city.rules": CITY})
    for number in range(3):
        for towns in combinations_with_replacement(TOWNS, number):
            for more, strict in ((None, True), (0, False), (1, True)):
                total = {} if more is None else {"total": number + more}
                listed = [{"unit": f"t{place}", "facts": facts} for place, facts in enumerate(towns)]
                agree(city, {"facts": total | {"strict": strict}, "children": {"towns": listed}})
    agree(city, {"facts": {"strict": True}})


def test_where_one_rule_is_enough_for_each_unit_they_fold_unit_by_unit() -> None:
    """For one town it may be the first, for the next the second; and there may be towns that are not listed."""
    city = city_of({"town.rules": TOWN, "city.rules": ENOUGH})
    for towns in combinations_with_replacement(({"ok": True, "payers": 3}, {"ok": False, "payers": 6}, {}), 2):
        for total in (2, 3):
            listed = [{"unit": f"t{place}", "facts": {"asked": True, **one}} for place, one in enumerate(towns)]
            facts = {"facts": {"total": total}, "children": {"towns": listed}}
            agree(city, facts)
            assert by_reference(city, facts).groups == city.evaluate(facts).judgement.groups


def test_what_is_left_to_the_reference() -> None:
    city = city_of({"town.rules": TOWN, "city.rules": CITY})
    module = to_python(city.core, Setting(), whole=False)
    assert {"city.r22", "city.g.a", "city.g.b"} == set(module.left_out)


@settings(max_examples=4)
@given(st.data())
def test_the_shipped_programme_agrees_on_drawn_cities(data: st.DataObject) -> None:
    city = data.draw(tree_for(PROGRAMME.core, invalid=True))
    agree(PROGRAMME, city, as_of="2015-12-31", strict=False)


@settings(max_examples=FEW)
@given(st.data())
def test_wrong_facts_about_a_tree_raise_what_the_reference_raises(data: st.DataObject) -> None:
    city = data.draw(cities())
    facts = data.draw(tree_for(city.core, invalid=True))
    told = [_refused(find, facts) for find in (partial(by_reference, city), city.evaluate, city.decide)]
    assert 1 == len(set(told))


def _refused(find: Any, facts: Any) -> str:
    try:
        find(facts, as_of="2014-11-30")
    except FactsError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(("title", "town", "city", "facts"), FOUND, ids=[title for title, *_ in FOUND])
def test_what_was_found_stays_mended(title: str, town: str, city: str, facts: str) -> None:
    agree(city_of({"town.rules": town, "city.rules": city}), json.loads(facts), as_of="2014-11-30")
