"""Laws of trees of units: order, what more facts change, what is not listed, and how tight a count or a share is."""

import json
import pickle
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from attrs import evolve, fields
from hypothesis import given, note, settings
from hypothesis import strategies as st

from ankang_rules import Report, Ruleset, Status
from ankang_rules.check.load import check_text
from ankang_rules.check.to_core import Checked
from ankang_rules.core import nodes as n
from ankang_rules.evaluate.results import Judgement
from ankang_rules.model.outcome import Bounds, Known, Outcome, Unknown
from ankang_rules.model.status import all_of, any_of
from ankang_rules.source import LANGUAGES, Language, Source
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.parser import parse
from ankang_rules.syntax.print import print_file
from ankang_rules.testing.run_example import run
from ankang_rules.testing.strategies import asked_for, tree_for, trees
from ankang_rules.testing.texts import Texts

Files = dict[str, t.File]
Document = dict[str, Any]


def checked(texts: dict[str, str]) -> Checked:
    """The ruleset of the last file, judging by those before it."""
    *_, name = texts
    return check_text(texts[name], name, Texts(texts))


def ruleset(texts: dict[str, str]) -> Ruleset:
    found = checked(texts)
    assert found.core, [(d.text.en, d.span and d.span.text) for d in found.errors]
    return Ruleset(found.core)


@st.composite
def drawn_trees(draw: st.DrawFn) -> Ruleset:
    lang: Language = draw(st.sampled_from(LANGUAGES))
    texts = {name: print_file(file, lang) for name, file in draw(trees()).items()}
    note("\n---\n".join(texts.values()))
    return ruleset(texts)


def statuses(judgement: Judgement, path: str = "") -> dict[tuple[str, ...], Status | None]:
    """Every status of the unit and of those below: of the whole, of each group, of each rule and of its cases."""
    found: dict[tuple[str, ...], Status | None] = {(path,): judgement.status}
    found |= {(path, "group", group.id): group.status for group in judgement.groups}
    for rule in judgement.rules:
        found[path, rule.id] = rule.status
        found |= {(path, rule.id, *case.unit): case.result.status for case in rule.cases}
    for units in judgement.children.values():
        for unit in units:
            found |= statuses(unit, f"{path}/{unit.facts.unit}")
    return found


# Law 1


@settings(max_examples=25)
@given(trees())
def test_trees_are_printed_and_read_back_in_both_languages(files: Files) -> None:
    """And mean the same whichever language each of the files is in."""
    cores = set()
    for root, others in (("en", "zh"), ("zh", "en")):
        texts = {name: print_file(file, "zh" if others == "zh" else "en") for name, file in files.items()}
        texts["city.rules"] = print_file(files["city.rules"], "zh" if root == "zh" else "en")
        for name, file in files.items():
            assert file == parse(Source(name, texts[name])).file
        cores.add(ruleset(texts).core)
    assert 1 == len(cores)


# Law 2


@settings(max_examples=40)
@given(st.data())
def test_no_facts_about_a_tree_make_an_evaluation_raise(data: st.DataObject) -> None:
    """Whatever is handed in is judged, told in both languages and as data, and a report can be kept."""
    city = data.draw(drawn_trees())
    facts, asked = data.draw(tree_for(city.core, invalid=True)), data.draw(asked_for(city.core))
    for example in city.core.examples:
        run(city.core, example)
    report = city.evaluate(facts, **asked, strict=False)
    assert {rule.id for rule in city.core.rules} == {rule.id for rule in report.rules}
    for judgement in _all(report.judgement):
        for rule in judgement.rules:
            assert (rule.status is Status.UNKNOWN) == bool(rule.reasons), rule.id
            assert (rule.status is Status.NOT_APPLICABLE) <= bool(rule.bars or rule.cases), rule.id
    assert report.explain("zh")
    assert report.explain("en")
    json.dumps(report.to_dict())
    kept = pickle.loads(pickle.dumps(report.judgement))
    assert (report.judgement, hash(report.judgement)) == (kept, hash(kept))


def _all(judgement: Judgement) -> Iterator[Judgement]:
    yield judgement
    for units in judgement.children.values():
        for unit in units:
            yield from _all(unit)


@settings(max_examples=25)
@given(st.data())
def test_valid_facts_about_a_tree_are_never_refused(data: st.DataObject) -> None:
    city = data.draw(drawn_trees())
    city.evaluate(data.draw(tree_for(city.core)), **data.draw(asked_for(city.core)))


# Law 3


def _fewer(draw: st.DrawFn, document: Document) -> Document:
    """Some of the facts of each unit, and some of the lists; a list that is there names the same units."""
    facts = {name: value for name, value in document["facts"].items() if draw(st.sampled_from((True, True, False)))}
    lists = {
        key: [_fewer(draw, unit) for unit in units]
        for key, units in document.get("children", {}).items()
        if draw(st.sampled_from((True, True, True, False)))
    }
    return {"unit": document["unit"], "facts": facts, "children": lists}


@settings(max_examples=60)
@given(st.data(), st.booleans())
def test_adding_facts_about_the_units_listed_only_settles_what_was_unknown(data: st.DataObject, missing: bool) -> None:
    city = data.draw(drawn_trees())
    more = data.draw(tree_for(city.core, missing=missing))
    less, asked = st.composite(_fewer)(more), data.draw(asked_for(city.core))
    before = statuses(city.evaluate(data.draw(less), **asked).judgement)
    after = statuses(city.evaluate(more, **asked).judgement)
    for subject, status in before.items():
        if status is not Status.UNKNOWN:
            assert after[subject] is status, subject


# The order of units


def _shuffled(draw: st.DrawFn, document: Document) -> Document:
    lists = document.get("children", {})
    children = {key: draw(st.permutations([_shuffled(draw, unit) for unit in units])) for key, units in lists.items()}
    return {**document, "children": dict(draw(st.permutations(list(children.items()))))}


@settings(max_examples=30)
@given(st.data())
def test_the_order_of_units_changes_neither_a_verdict_nor_its_reasons(data: st.DataObject) -> None:
    city = data.draw(drawn_trees())
    facts, asked = data.draw(tree_for(city.core)), data.draw(asked_for(city.core))
    other = data.draw(st.composite(_shuffled)(facts))
    before, after = city.evaluate(facts, **asked).judgement, city.evaluate(other, **asked).judgement
    assert statuses(before) == statuses(after)
    assert [rule.reasons for rule in before.rules] == [rule.reasons for rule in after.rules]


def _turned(part: Any) -> Any:
    """*part* of a file with the levels of every range the other way round."""
    if isinstance(part, tuple):
        return tuple(map(_turned, part))
    if not isinstance(part, t.Node):
        return part
    part = evolve(part, **{one.name: _turned(getattr(part, one.name)) for one in fields(type(part)) if one.init})
    match part:
        case t.Quantified(records=first, more=more) if more:
            last, *between = more[::-1]
            return evolve(part, records=last, more=(*between, first))
        case t.Judged(levels=levels):
            return evolve(part, levels=levels[::-1])
    return part


@settings(max_examples=30)
@given(st.data())
def test_the_order_in_which_levels_are_named_changes_no_verdict(data: st.DataObject) -> None:
    """Where a range joins several, each unit is looked at by its own ruleset."""
    files = data.draw(trees())
    texts = {name: print_file(file, "en") for name, file in files.items()}
    city, other = ruleset(texts), ruleset({**texts, "city.rules": print_file(_turned(files["city.rules"]), "en")})
    facts, asked = data.draw(tree_for(city.core)), data.draw(asked_for(city.core))
    before, after = (one.evaluate(facts, **asked).judgement for one in (city, other))
    assert statuses(before) == statuses(after)


# Small trees of which everything is known: towns that pass, fail, are undecided, do not apply, or may not apply

TOWN = """\
ruleset demo.town tier town
indicator asked : yes/no
indicator ok : yes/no
rule r must ok when asked
"""
ALWAYS = """\
ruleset demo.town tier town
indicator asked : yes/no
indicator ok : yes/no
rule r must ok
"""
CITY = """\
ruleset demo.city tier city
indicator total : count in 个
indicator named : count in 个
children towns each town : "town.rules" registered by total
"""
PASSES, FAILS, OUT = {"asked": True, "ok": True}, {"asked": True, "ok": False}, {"asked": False}
OPEN, EITHER, NOTHING = {"asked": True}, {"ok": True}, dict[str, bool]()
DONE = (PASSES, FAILS, OUT)
COMPLETIONS = {
    "passes": (PASSES,),
    "fails": (FAILS,),
    "not asked": (OUT,),
    "open": (PASSES, FAILS),
    "passes if asked": (PASSES, OUT),
    "nothing known": DONE,
}
FACTS = dict(zip(COMPLETIONS, (PASSES, FAILS, OUT, OPEN, EITHER, NOTHING), strict=True))
States = tuple[str, ...]


def city_of(towns: list[dict[str, bool]], total: int | None) -> Document:
    listed = [{"unit": f"t{i}", "facts": facts} for i, facts in enumerate(towns)]
    return {"unit": "A", "facts": {} if total is None else {"total": total}, "children": {"towns": listed}}


def completions(states: States, rest: int, kinds: tuple[dict[str, bool], ...]) -> Iterator[list[dict[str, bool]]]:
    """Every way for the facts about the towns to turn out, with *rest* more that are each of one of *kinds*."""
    for choice in product(*(COMPLETIONS[state] for state in states), *([kinds] * rest)):
        yield list(choice)


MEASURES = (
    "count of towns",
    "count of towns passing",
    "count of towns failing",
    "share of towns passing",
    "share of towns failing",
    "count of towns where (asked and ok)",
    "share of towns where (asked and ok)",
    "share of towns where (not asked or not ok)",
)


def measured(city: Ruleset, document: Document) -> Outcome:
    """What the left side of the one rule's comparison comes to."""
    condition = city.evaluate(document).judgement.rules[0].condition
    assert condition is not None
    assert isinstance(condition.node, n.Compare)
    return condition.parts[0].outcome


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(("town", "kinds"), [(TOWN, DONE), (ALWAYS, (PASSES, FAILS))], ids=["some asked", "all asked"])
def test_the_ends_of_a_count_and_a_share_are_reached_and_never_passed(
    measure: str, town: str, kinds: tuple[dict[str, bool], ...]
) -> None:
    """By every completion of every small tree; what has no bounds may indeed come to nothing at all.

    But for a town that can pass and cannot fail: of an undecided verdict no more is known than that it is undecided.
    """
    city = ruleset({"town.rules": town, "city.rules": f"{CITY}rule r must {measure} ≥ 0"})
    whole: dict[str, Outcome] = {}
    states = (
        [state for state in COMPLETIONS if state != "passes if asked"] if town == TOWN else ["passes", "fails", "open"]
    )
    for towns in (chosen for number in range(4) for chosen in _combinations(states, number)):
        for rest in range(4 - len(towns)):
            found = measured(city, city_of([FACTS[state] for state in towns], len(towns) + rest))
            values = set()
            for done in completions(towns, rest, kinds):
                key = repr(sorted(map(repr, done)))
                if key not in whole:
                    whole[key] = measured(city, city_of(done, len(done)))
                values.add(whole[key])
            _agree(found, values, (measure, towns, rest))


def _combinations(states: list[str], number: int) -> Iterator[States]:
    yield from (chosen for chosen in product(states, repeat=number) if list(chosen) == sorted(chosen, key=states.index))


def _agree(found: Outcome, values: set[Outcome], case: object) -> None:
    known = [value.value for value in values if isinstance(value, Known)]
    match found:
        case Known():
            assert values == {found}, case
        case Bounds(low=low, high=high):
            assert len(known) == len(values), case
            assert (low, high) == (min(known), max(known)), case
            assert all(found.allows(value) for value in known if isinstance(value, Fraction)), case
        case Unknown():
            assert len(known) < len(values), case


@pytest.mark.parametrize("operator", ["<", "≤", "==", "≠", "≥", ">"])
@pytest.mark.parametrize("measure", ["count of towns passing {} 1", "share of towns passing {} 50%"])
def test_what_is_decided_of_a_count_or_a_share_stays_so_in_every_completion(measure: str, operator: str) -> None:
    """Equality too, where a town that turns out not to be asked changes the whole of which it is a share."""
    city = ruleset({"town.rules": TOWN, "city.rules": f"{CITY}rule r must {measure.format(operator)}"})
    for towns in (chosen for number in (1, 2, 3) for chosen in _combinations(list(COMPLETIONS), number)):
        for rest in (0, 1):
            document = city_of([FACTS[state] for state in towns], len(towns) + rest)
            status = city.evaluate(document).rules[0].status
            if status is Status.UNKNOWN:
                continue
            for done in completions(towns, rest, DONE):
                assert status is city.evaluate(city_of(done, len(done))).rules[0].status, (towns, rest, done)


@pytest.mark.parametrize(
    "measure", ["count of towns {} ≥ 2", "every town {}", "some town {}", "share of towns {} ≥ 0%"]
)
def test_without_a_total_there_is_no_end(measure: str) -> None:
    """A missing total leaves a list open: what is settled by the towns listed is settled, no more."""
    verdict = measure.format("passes" if "y town" in measure or "some" in measure else "passing")
    city = ruleset({"town.rules": TOWN, "city.rules": f"{CITY}rule r must {verdict}"})
    settled = {
        "count of towns {} ≥ 2": ([PASSES, PASSES], [PASSES]),
        "every town {}": ([PASSES, FAILS], [PASSES, PASSES]),
        "some town {}": ([FAILS, PASSES], [FAILS, FAILS]),
    }.get(measure, ([], [PASSES, FAILS]))
    for towns, decided in zip(settled, (True, False), strict=True):
        if towns:
            assert decided == (city.evaluate(city_of(list(towns), None)).status is not Status.UNKNOWN), measure


# A group about each town: of the units one by one, in every completion

GROUPS = """\
group g {} for each town
rule a must ok
rule b must asked when ok or not asked
"""


@pytest.mark.parametrize(("fold", "folded"), [("", all_of), ("any of", any_of)])
def test_a_group_about_each_town_is_folded_town_by_town(fold: str, folded: Callable[..., Status]) -> None:
    """Its rules for one town first, then the towns; and what is decided stays so in every completion."""
    city = ruleset({"town.rules": TOWN, "city.rules": f"{CITY}{GROUPS.format(fold)}"})
    states = [state for state in COMPLETIONS if state != "passes if asked"]
    for towns in (chosen for number in (0, 1, 2) for chosen in _combinations(states, number)):
        for rest in (0, 1):
            judgement = city.evaluate(city_of([FACTS[state] for state in towns], len(towns) + rest)).judgement
            whole = judgement.groups[0].status
            by_town = [folded([rule.cases[i].result.status for rule in judgement.rules]) for i in range(len(towns))]
            if rest == 0:
                assert whole is all_of(by_town), towns
            if whole is Status.UNKNOWN:
                continue
            for done in completions(towns, rest, DONE):
                assert whole is city.evaluate(city_of(done, len(done))).judgement.groups[0].status, (towns, rest, done)


# Units to whom nothing applies

VERDICTS = (
    "every town passes",
    "some town passes",
    "every town fails",
    "count of towns passing ≥ 1",
    "count of towns failing == 1",
    "share of towns passing ≥ 50%",
    "share of towns failing < 50%",
    "share of towns passing == 50%",
)


@pytest.mark.parametrize("rule", VERDICTS)
def test_a_unit_to_which_nothing_applies_changes_no_verdict_about_verdicts(rule: str) -> None:
    """Whatever the others are; it does count where the towns themselves are counted."""
    head = CITY.replace(" registered by total", "")
    city = ruleset({"town.rules": TOWN, "city.rules": f"{head}rule r must {rule}"})
    for towns in (chosen for number in range(4) for chosen in _combinations(list(COMPLETIONS), number)):
        facts = [FACTS[state] for state in towns]
        before, after = (city.evaluate(city_of(list_, None)).rules[0] for list_ in (facts, [*facts, OUT]))
        assert (before.status, before.reasons) == (after.status, after.reasons), towns
    counted = ruleset({"town.rules": TOWN, "city.rules": f"{head}rule r must count of towns == 1 个"})
    assert Status.PASS is counted.evaluate(city_of([OUT], None)).status


def test_a_register_that_is_too_small_counts_as_none() -> None:
    """Read leniently; and the towns listed are still counted."""
    city = ruleset({"town.rules": TOWN, "city.rules": f"{CITY}rule r must count of towns ≥ 3 个"})
    for number, status in ((2, Status.UNKNOWN), (3, Status.PASS)):
        report: Report = city.evaluate(city_of([PASSES] * number, 1), strict=False)
        assert status is report.status
        assert ["invalid"] * (number == 2) == [reason.kind.value for reason in report.rules[0].reasons]
