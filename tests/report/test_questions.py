"""The questionnaire: which questions, in which order, and that answering them decides the unit or says why not."""

from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

import ankang_rules
from ankang_rules import Report, Ruleset, Status
from ankang_rules.core.ruleset import Indicator
from ankang_rules.evaluate.judge import judge
from ankang_rules.evaluate.results import Judgement
from ankang_rules.explain.filling import fill
from ankang_rules.facts.facts import Facts
from ankang_rules.model.outcome import Known, Outcome, Reason, ReasonKind, unknown
from ankang_rules.model.types import ListOf, Monthly, YesNo
from ankang_rules.report.asking.order import in_order
from ankang_rules.report.asking.questions import Question
from ankang_rules.syntax.print import print_file
from ankang_rules.testing.strategies import facts_for, rulesets

POOL = """
ruleset t.pool tier pool
indicator lit : yes/no zh "有照明" en "Lit"  collected from en "a round of the pool"
indicator lifeguards : count in 人
indicator swimmers : count in 人
indicator heated : yes/no
indicator covered : yes/no
indicator posted : yes/no
rule night clause "一" must lit or lifeguards ≥ 9
rule guarded clause "二" must lifeguards ≥ 2% of swimmers
rule two must lifeguards ≥ 2
group comfort any of
rule warm must heated
rule roof must covered
rule rules-posted should posted
"""


def keys(report: Report) -> list[str]:
    return [question.key for question in report.questions()]


# Which questions, in which order


@pytest.fixture(scope="module")
def pool() -> Ruleset:
    return ankang_rules.parse(POOL)


def test_first_comes_what_alone_can_decide_the_unit_for_most_rules(pool: Ruleset) -> None:
    """The count of lifeguards can fail the unit alone, and helps with three rules; then what goes with it."""
    questions = pool.evaluate({}).questions()
    assert ["lifeguards", "lit", "swimmers", "heated", "covered"] == [question.key for question in questions]
    assert all(question.may_decide for question in questions)
    assert ["pool.night", "pool.guarded", "pool.two"] == [rule.id for rule in questions[0].rules]


def test_an_answer_makes_others_needless(pool: Ruleset) -> None:
    """With nine lifeguards light does not matter; a heated pool needs no roof."""
    assert ["swimmers", "heated", "covered"] == keys(pool.evaluate(lifeguards=9))
    assert ["swimmers"] == keys(pool.evaluate(lifeguards=9, heated=True))
    assert [] == keys(pool.evaluate(lifeguards=1))


def test_where_the_verdict_is_settled_the_rest_is_counted(pool: Ruleset) -> None:
    """One lifeguard fails the unit; light, swimmers, heating, roof and the advice no longer matter to that."""
    questions = pool.evaluate(lifeguards=1).questions()
    assert (0, (), 5) == (len(questions), questions.undecided, questions.beside)


def test_what_no_answer_decides_is_named() -> None:
    ruleset = ankang_rules.parse(
        "ruleset t.r tier r indicator n : count in 人 indicator m : count in 人 rule r must m ÷ n ≥ 1"
    )
    questions = ruleset.evaluate(n=0).questions()
    assert [] == list(questions)
    assert ["r.r"] == [result.id for result in questions.undecided]


def test_months_of_a_series_are_one_question() -> None:
    ruleset = ankang_rules.parse("ruleset t.s tier s indicator m : monthly count in 人 rule r must every month (m ≥ 1)")
    (question,) = ruleset.evaluate({"m": [1, None, 3, None, *[5] * 8]}, as_of="2014-04-30").questions()
    assert ((2,), (4,)) == question.places


@pytest.mark.parametrize(
    ("unit", "rules", "order"),
    [
        ([], [], "abc"),
        ("b", [], "bac"),
        ("bc", ["c"], "cba"),
        (["ab"], [["ab"]], "abc"),
        ("a", [["a"], ["bc"], ["c"]], "acb"),
        (["bc"], [["a"], ["bc"]], "bca"),
    ],
)
def test_order(unit: list[str], rules: list[list[str]], order: str) -> None:
    """By the smallest set for the unit, then by the rules helped, then as they are asked for."""
    sets = [[frozenset(one) for one in ways] for ways in rules]
    assert list(order) == [question for question, _ in in_order("abc", [*map(frozenset, unit)], sets)]


# Answering them


def given_to(question: Question, answers: dict[str, Outcome]) -> dict[Reason, Outcome]:
    """An answer to *question*: as *answers* say, *absent* where they say nothing."""
    whole = answers.get(question.key, unknown(ReasonKind.ABSENT, question.key))
    if not question.places:
        return {Reason(ReasonKind.MISSING, question.key, (), question.path): whole}
    return {
        Reason(ReasonKind.MISSING, question.key, at, question.path): _part(whole, question, at)
        for at in question.places
    }


def _part(whole: Outcome, question: Question, at: tuple[int | str, ...]) -> Outcome:
    """The month or field at *at* of a drawn value, *absent* where it has none."""
    kind = cast(Indicator, question.about).type
    found: Outcome = unknown(ReasonKind.ABSENT, question.key, *at)
    if isinstance(whole, Known) and isinstance(kind, Monthly):
        found = cast("tuple[Outcome, ...]", whole.value)[int(at[0]) - 1]
    if isinstance(whole, Known) and isinstance(kind, ListOf) and whole.value:
        names = [field.key for field in kind.fields]
        found = cast("tuple[tuple[Outcome, ...], ...]", whole.value)[0][names.index(str(at[1]))]
    return found if isinstance(found, Known) else unknown(ReasonKind.ABSENT, question.key, *at)


@given(st.data())
def test_answering_in_order_decides_the_unit_or_names_what_cannot_be(data: st.DataObject) -> None:
    """Whatever the answers: none is asked twice, and at the end more facts settle nothing that is said to be stuck."""
    text = print_file(data.draw(rulesets(size=3)))
    note(text)
    ruleset = ankang_rules.parse(text)
    report = ruleset.evaluate(data.draw(facts_for(ruleset.core)), as_of="2014-11-30")
    other = ruleset.evaluate(data.draw(facts_for(ruleset.core)), as_of="2014-11-30").judgement.facts.values
    answers = {key: fact.outcome for key, fact in other.items()}
    judged, asked = report.judgement, set[Reason]()
    while questions := Report(judged).questions():
        answer = given_to(questions[0], answers)
        assert not asked & answer.keys()
        asked |= answer.keys()
        judged = judge(judged.core, fill(judged.facts, answer, judged.core), judged.asked)
    if judged.status is Status.UNKNOWN:
        stuck = {result.id for result in questions.undecided}
        assert stuck
        rest = Facts({**other, **judged.facts.values})
        after = Report(judge(judged.core, rest, judged.asked))
        assert {Status.UNKNOWN} == {after[rule].status for rule in stuck}


# Trees

CITY = """
ruleset t.city tier city
indicator town total : count in 个
indicator floor : count in 次
children towns each town : "town.rules" registered by town total
children villages of towns each village : "village.rules"
rule reached must share of towns passing ≥ 50%
rule visited must every village satisfies (visits ≥ city's floor)
rule plan for each town must plan issued
"""
TOWN = """
ruleset t.town tier town
indicator staffed : yes/no
indicator plan issued : yes/no
indicator small : yes/no
children villages each village : "village.rules"
rule staffed must staffed when not small
rule campaigns must every village passes
"""
VILLAGE = """
ruleset t.village tier village
indicator visits : count in 次
rule campaigns must visits ≥ 2
"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    folder: Path = tmp_path_factory.mktemp("asking")
    for name, text in (("city", CITY), ("town", TOWN), ("village", VILLAGE)):
        (folder / f"{name}.rules").write_text(text, encoding="utf-8")
    return ankang_rules.load(folder / "city.rules")


FLAGS = st.fixed_dictionaries({}, optional={name: st.booleans() for name in ("staffed", "plan issued", "small")})
VILLAGES = st.lists(st.fixed_dictionaries({}, optional={"visits": st.integers(0, 3)}), max_size=2)
TOWNS = st.lists(st.tuples(FLAGS, st.none() | VILLAGES), max_size=3)


def document(towns: list[tuple[dict[str, Any], list[dict[str, Any]] | None]] | None, own: dict[str, Any]) -> Any:
    def listed(number: int, facts: dict[str, Any], villages: list[dict[str, Any]] | None) -> dict[str, Any]:
        below = [{"unit": f"v{i}", "facts": one} for i, one in enumerate(villages or ())]
        town = {"unit": f"T{number}", "facts": facts}
        return town if villages is None else {**town, "children": {"villages": below}}

    units = [listed(number, *town) for number, town in enumerate(towns or ())]
    return {"facts": own, **({} if towns is None else {"children": {"towns": units}})}


def with_units(facts: Facts, path: tuple[str, ...], key: str, number: int) -> Facts:
    """*facts* with *number* more units under *key* of the unit at *path*."""
    children = dict(facts.children)
    if not path:
        start = len(children.get(key, ()))
        children[key] = (*children.get(key, ()), *(Facts(unit=f"new{start + i}") for i in range(number)))
        return evolve(facts, children=children)
    for level, units in children.items():
        children[level] = tuple(
            with_units(unit, path[1:], key, number) if unit.unit == path[0] else unit for unit in units
        )
    return evolve(facts, children=children)


OWN = st.fixed_dictionaries({}, optional={"town total": st.integers(3, 4), "floor": st.integers(0, 3)})
NUMBERS = st.integers(0, 3).map(Fraction)


def answered(judged: Judgement, question: Question, data: st.DataObject) -> Facts:
    """The facts of *judged* with an answer: units that there are, a total that covers them, a number, or yes or no."""
    if question.level is not None:
        return with_units(judged.facts, question.path, question.key, 1)
    values = st.booleans() if isinstance(cast(Indicator, question.about).type, YesNo) else NUMBERS
    if question.key == "town-total":  # fewer than are listed would be as good as no answer
        values = NUMBERS.map(lambda more: more + len(judged.facts.children.get("towns", ())))
    answer = given_to(question, {question.key: Known(data.draw(values))})
    return fill(judged.facts, answer, judged.core)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data(), st.none() | TOWNS, OWN)
def test_answering_in_order_decides_a_tree(city: Ruleset, data: st.DataObject, towns: Any, own: dict[str, Any]) -> None:
    """Units are listed and facts of them told, as they are asked for, until the city is decided."""
    judged = city.evaluate(document(towns, own), strict=False).judgement
    asked = set[tuple[Any, ...]]()
    while questions := Report(judged).questions():
        first = questions[0]
        assert first.level is not None or (first.path, first.key) not in asked
        asked.add((first.path, first.key))
        judged = judge(judged.core, answered(judged, first, data), judged.asked)
    assert judged.status is not Status.UNKNOWN or questions.undecided
