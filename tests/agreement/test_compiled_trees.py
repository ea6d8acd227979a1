"""Law 5 for trees: by compiled rulesets each unit ends as by the reference, and what is found later is equal."""

import copy
import pickle
from collections.abc import Iterator
from functools import partial
from typing import Any

from attrs import fields
from hypothesis import given, note, settings
from hypothesis import strategies as st

import ankang_rules
from ankang_rules import FactsError, Ruleset
from ankang_rules.check.load import check_text
from ankang_rules.evaluate.ask import evaluate
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.model.status import Status
from ankang_rules.syntax.print import print_file
from ankang_rules.testing.strategies import asked_for, tree_for, trees
from ankang_rules.testing.texts import Texts

FEW = settings.default.max_examples // 8
TRIES = 3
"""How many facts are tried on each ruleset, which takes longer to draw than they do."""
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
    return evaluate(city.core, facts, strict=strict, **{"year": None, "parameters": {}, **asked})


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
