"""Law 5 for trees: by compiled rulesets each unit ends as by the reference, and what is found later is equal."""

import copy
import json
import pickle
import re
from collections.abc import Iterator
from functools import partial
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any

import pytest
from attrs import fields
from hypothesis import given, note, settings
from hypothesis import strategies as st

import ankang_rules
from ankang_rules import FactsError, Ruleset
from ankang_rules.check.load import check_text
from ankang_rules.compile.to_python import Setting, to_python
from ankang_rules.evaluate.ask import evaluate
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.model.status import Status
from ankang_rules.syntax.print import print_file
from ankang_rules.testing.strategies import asked_for, tree_for, trees
from ankang_rules.testing.texts import Texts

FEW = settings.default.max_examples // 8
TRIES = 3
"""How many facts are tried on each ruleset, which takes longer to draw than they do."""
_CASE = re.compile(
    r"^## ([^\n]+)\n+[^`]*```rules town.rules\n(.*?)```\n+```rules city.rules\n(.*?)```\n+```facts\n(.*?)```",
    re.DOTALL | re.MULTILINE,
)
FOUND = _CASE.findall(Path(__file__).with_name("found.md").read_text(encoding="utf-8"))
PROGRAMME = ankang_rules.load("ankang.programme")


@st.composite
def cities(draw: st.DrawFn) -> Ruleset:
    """A ruleset with levels of units below, and the rulesets of these."""
    texts = {name: print_file(file, "en") for name, file in draw(trees()).items()}
    note("\n---\n".join(texts.values()))
    return city_of(texts)


def city_of(texts: dict[str, str]) -> Ruleset:
    *_, name = texts
    core = check_text(texts[name], name, Texts(texts)).core
    assert core is not None
    return Ruleset(core)


def by_reference(city: Ruleset, facts: Any, *, strict: bool = True, **asked: Any) -> Judgement:
    return evaluate(city.core, facts, strict=strict, **{"as_of": None, "year": None, "parameters": {}, **asked})


def units(judgement: Judgement) -> Iterator[Judgement]:
    yield judgement
    for below in judgement.children.values():
        for unit in below:
            yield from units(unit)


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


# Every way to speak of units below, on every small city

TOWN = """
ruleset demo.town tier town
indicator asked : yes/no
indicator ok : yes/no
indicator payers : count in 人
indicator opened : date
define half = payers × 50%
rule r must ok when asked
"""
CITY = """
ruleset demo.city tier city
indicator total : count in 个
indicator strict : yes/no
children towns each town : "town.rules" registered by total
define good = count of towns passing
define reached = share of towns where (ok)
rule r1 must count of towns ≥ 2 个
rule r2 must count of towns == 2 个
rule r3 must count of towns passing ≥ 1 个
rule r4 must count of towns failing ≤ 0 个
rule r5 must share of towns passing ≥ 50%
rule r6 must share of towns failing < 50%
rule r7 must share of towns passing == 50%
rule r8 must share of towns where (asked and ok) > 50%
rule r9 must count of towns where (ok) ≠ 1 个
rule r10 must every town passes
rule r11 must some town fails
rule r12 must every town where (asked) satisfies (ok)
rule r13 must some town where (asked) satisfies (not ok)
rule r14 must every town satisfies (ok or not city's strict)
rule r15 must sum of towns' payers ≥ 8 人
rule r16 must sum of towns' payers where (ok) ≥ 5 人
rule r17 must lowest of towns' payers > 4 人
rule r18 must highest of towns' payers where (ok) > 4 人
rule r19 must average of towns' payers ≥ 5 人
rule r20 must lowest of towns' opened ≤ 2014-06-01
rule r21 must every town satisfies (opened is recorded)
rule r22 must sum of towns' half ≥ 4 人
rule r23 must good ≥ 1 个
rule r24 must good + good ≥ 2 个
rule r25 must (if strict then good else count of towns where (ok)) ≥ 1 个
rule r26 must reached ≥ (if strict then 60% else 40%)
rule r27 must good is one of {0 个, 2 个}
rule r28 for each town must ok
rule r29 for each town must ok when asked except when not (opened is recorded) : payers > 3 人
group g any of for each town
rule a must ok
rule b must payers ≥ 5 人 when asked
"""
TOWNS: tuple[dict[str, Any], ...] = (
    {"asked": True, "ok": True, "payers": 5, "opened": "2014-06-01"},
    {"asked": True, "ok": False, "payers": 3, "opened": "none"},
    {"asked": False, "ok": True, "payers": 4},
    {"asked": True, "opened": "2014-07-01"},
    {"ok": True, "payers": 6},
    {},
)


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


ENOUGH = """
ruleset demo.city tier city
indicator total : count in 个
children towns each town : "town.rules" registered by total
group g any of for each town
rule a must ok
rule b must payers ≥ 5 人 when asked
"""


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


FIELDS = [(kind, one.name) for kind in (Judgement, RuleResult) for one in fields(kind) if one.name != "followed"]


@settings(max_examples=FEW)
@given(st.data())
def test_what_is_found_later_is_what_is_found_at_once(data: st.DataObject) -> None:
    """Whichever unit is looked at first, and whichever field of it."""
    city = data.draw(cities())
    facts, asked = data.draw(tree_for(city.core)), data.draw(asked_for(city.core))
    expected, found = (list(units(one)) for one in (by_reference(city, facts, **asked), _later(city, facts, asked)))
    for place in data.draw(st.permutations(range(len(found)))):
        for kind, name in data.draw(st.permutations(FIELDS)):
            pairs = [(expected[place], found[place])]
            if kind is RuleResult:
                pairs = list(zip(expected[place].rules, found[place].rules, strict=True))
            for whole, later in pairs:
                assert getattr(whole, name) == getattr(later, name), (place, name)
    assert expected[0].warnings == found[0].warnings
    assert expected == found
    later = _later(city, facts, asked)
    assert (hash(expected[0]), expected[0]) == (hash(later), pickle.loads(pickle.dumps(later)))
    assert copy.copy(later) == copy.deepcopy(later) == later


def _later(city: Ruleset, facts: Any, asked: dict[str, Any]) -> Judgement:
    return city.evaluate(facts, **asked).judgement


@settings(max_examples=5)
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
