"""Laws of reports that are kept: derived again, compared, followed up, and looked ahead from."""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, note, settings
from hypothesis import strategies as st

import ankang_rules
from ankang_rules import AnkangRulesError, Report, ReportError, Ruleset
from ankang_rules.check.load import check_text
from ankang_rules.core import nodes as n
from ankang_rules.model.outcome import ReasonKind
from ankang_rules.model.types import YesNo
from ankang_rules.report.causes import Cause
from ankang_rules.report.compare import compare
from ankang_rules.report.differences import Key
from ankang_rules.report.saved import Saved, read_text
from ankang_rules.report.to_dict import sealed
from ankang_rules.report.trying import judged_statuses
from ankang_rules.syntax.print import print_file
from ankang_rules.testing.strategies import asked_for, facts_for, rulesets, tree_for, trees
from ankang_rules.testing.texts import Texts

Facts = dict[str, Any]


@st.composite
def flat(draw: st.DrawFn) -> Ruleset:
    text = print_file(draw(rulesets(size=2)), draw(st.sampled_from(("en", "zh"))))
    note(text)
    return ankang_rules.parse(text, name="drawn.rules")


@st.composite
def cities(draw: st.DrawFn) -> Ruleset:
    texts = {name: print_file(file, "en") for name, file in draw(trees()).items()}
    note("\n---\n".join(texts.values()))
    *_, name = texts
    core = check_text(texts[name], name, Texts(texts)).core
    assert core is not None
    return Ruleset(core)


def facts_of(ruleset: Ruleset, **more: bool) -> st.SearchStrategy[Facts]:
    return tree_for(ruleset.core, **more) if ruleset.core.levels else facts_for(ruleset.core, **more)


def statuses(report: Report) -> dict[Key, str]:
    return dict(judged_statuses(report.judgement))


def saved(report: Report) -> Saved:
    return read_text(report.to_json(), "kept.json")


# Derived again


@settings(max_examples=15)
@given(st.data(), st.booleans())
def test_a_report_derived_again_is_the_same(data: st.DataObject, invalid: bool) -> None:
    """Whatever its rules, facts, day, year and parameters, and for each unit of a tree by itself."""
    ruleset = data.draw(st.one_of(flat(), cities()))
    facts, asked = data.draw(facts_of(ruleset, invalid=invalid)), data.draw(asked_for(ruleset.core))
    report = ruleset.evaluate(facts, **asked, strict=False)
    for one in (report, *(unit for units in report.children.values() for unit in units if unit.unit)):
        found = ruleset.verify(saved(one), facts)
        assert found.same, found.text("en")
        assert found.text("zh")
        json.dumps(found.to_dict())


def leaves(data: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(data, dict | list) and data:
        for key in data if isinstance(data, dict) else range(len(data)):
            yield from leaves(data[key], (*way, key))
    else:
        yield way


def altered(data: Any, way: tuple[Any, ...], value: Any) -> Any:
    if not way:
        return value
    changed = dict(data) if isinstance(data, dict) else list(data)
    changed[way[0]] = altered(data[way[0]], way[1:], value)
    return changed


def test_every_edit_of_a_report_is_noticed() -> None:
    """By its seal; and where that is made anew, by deriving it again, but for what is said of files."""
    ruleset = ankang_rules.parse(
        "ruleset t.t tier t in force from 2014-01-01 indicator a : count in 人 indicator b : yes/no "
        "define c = a × 2 parameter p = 3 group g rule r must c ≥ p points 2 rule s must b when a > 0 "
        'due 2014-12-31 award "x" when every must passes',
        name="t.rules",
    )
    facts = {"a": {"value": 1, "source": "list", "on": "2014-03-01"}}
    report = json.loads(ruleset.evaluate(facts, as_of="2014-06-01", parameters={"p": 4}).to_json())
    not_derived = {"file", "place", "written", "warnings", "engine", "format", "seal"}
    missed = []
    for way in leaves(report):
        changed = altered(report, way, "another")
        if {"file", "place"}.isdisjoint(way):
            with pytest.raises(ReportError):
                read_text(json.dumps(changed), "kept.json")
        if not_derived.isdisjoint(way):
            try:
                again = read_text(json.dumps(sealed(changed)), "kept.json")
                if ruleset.verify(again, facts).same:
                    missed.append(way)
            except AnkangRulesError:
                pass
    assert "" == "\n".join(map(str, missed))


@settings(max_examples=150)
@given(st.data())
def test_a_forged_report_is_refused_or_used_and_never_breaks_anything(data: st.DataObject) -> None:
    ruleset = ankang_rules.parse(
        "ruleset t.t tier t in force from 2014-01-01 indicator a : count in 人 indicator b : yes/no "
        "indicator m : monthly count in 人 indicator d : date indicator o : one of {x, y} indicator q : set of {x, y} "
        "indicator l : list of loan { late : yes/no } parameter p = 3, 4 from 2014-07-01 "
        "rule r must a ≥ p rule s must b due 2014-12-31 rule u must every month (m ≥ 1) and d ≤ 2014-03-01 "
        "rule v must o == x and q includes {x} and every loan satisfies (late)",
        name="t.rules",
    )
    facts = {"a": {"value": 1, "on": "2014-03-01"}, "m": [1] * 12, "d": "2014-01-01", "o": "x", "q": ["x"]}
    report = ruleset.evaluate({**facts, "l": [{"late": True}]}, as_of="2014-06-01", parameters={"p": 4})
    kept = json.loads(report.to_json())
    way = data.draw(st.sampled_from(list(leaves(kept))))
    way = way[: data.draw(st.integers(1, len(way)))]
    junk = st.sampled_from((None, True, 0, -1, 10**30, "", "x", "1/0", "2014-13-01", [], [None], {}, {"value": None}))
    forged = sealed(altered(kept, way, data.draw(junk)))
    note(str(way))
    with suppress(AnkangRulesError):
        again = read_text(json.dumps(forged), "kept.json")
        assert ruleset.verify(again, facts).text("zh")
        assert report.diff(again).text("en")
        assert ruleset.follow_up(again, {"b": True}, as_of="2014-09-01").explain("zh")


# Compared


@settings(max_examples=15)
@given(st.data())
def test_nothing_differs_between_a_report_and_itself(data: st.DataObject) -> None:
    ruleset = data.draw(st.one_of(flat(), cities()))
    report = ruleset.evaluate(data.draw(facts_of(ruleset)), **data.draw(asked_for(ruleset.core)))
    for found in (report.diff(report), compare(saved(report), saved(report))):
        assert found.same, found.text("en")
        assert () == found.flips


@st.composite
def versions(draw: st.DrawFn, ruleset: Ruleset) -> Ruleset:
    """Another version: some rules ask for the opposite, some parameters have another value."""
    core = ruleset.core
    rules = tuple(
        evolve(rule, condition=n.Not(operand=rule.condition, type=YesNo())) if draw(st.booleans()) else rule
        for rule in core.rules
    )
    parameters = tuple(
        evolve(parameter, values=parameter.values[:1]) if draw(st.booleans()) else parameter
        for parameter in core.parameters
    )
    return Ruleset(evolve(core, rules=rules, parameters=parameters))


def mixed(old: Ruleset, new: Ruleset, way: tuple[Cause, ...]) -> Ruleset:
    rules = new.core if Cause.RULE in way else old.core
    parameters = new.core if Cause.PARAMETER in way else old.core
    return Ruleset(evolve(rules, parameters=parameters.parameters))


@settings(max_examples=30)
@given(st.data())
def test_the_causes_named_are_what_did_it(data: st.DataObject) -> None:
    """To change them alone changes the status as it did, to change any fewer does not; and each of them is suspected
    where only the two reports are looked at."""
    old = data.draw(st.one_of(flat(), cities()))
    new = data.draw(st.one_of(st.just(old), versions(old)))
    facts = data.draw(facts_of(old)), data.draw(facts_of(old))
    asked = [{"parameters": {}, **data.draw(asked_for(old.core))} for _ in range(2)]
    before, after = old.evaluate(facts[0], **asked[0]), new.evaluate(facts[1], **asked[1])

    def applied(way: tuple[Cause, ...]) -> dict[Key, str]:
        days = asked[Cause.DATE in way]
        year = before.judgement.asked.year, after.judgement.asked.year
        return statuses(
            mixed(old, new, way).evaluate(
                facts[Cause.DATA in way],
                as_of=days["as_of"],
                year=year[Cause.DATE in way],
                parameters=asked[Cause.PARAMETER in way]["parameters"],
            )
        )

    suspected = {Key(f.path, f.what, f.id): f for f in compare(saved(before), saved(after)).flips}
    found = before.diff(after)
    assert len(found.flips) == len(suspected)
    for flip in found.flips[:6]:
        key = Key(flip.path, flip.what, flip.id)
        assert flip.causes.tried
        assert flip.causes.ways
        for way in flip.causes.ways:
            assert flip.after == applied(way)[key], (key, way)
            assert all(flip.after != applied(tuple(c for c in way if c is not out)).get(key) for out in way), (key, way)
        assert set(flip.causes.all) <= set(suspected[key].causes.all), (key, flip.causes.ways)
    assert found.text("zh")
    json.dumps(found.to_dict())


# Followed up


@settings(max_examples=20)
@given(st.data())
def test_carrying_everything_forward_is_judging_everything_anew(data: st.DataObject) -> None:
    """Where nothing is handed in and the day is the same."""
    ruleset = data.draw(st.one_of(flat(), cities()))
    facts, asked = data.draw(facts_of(ruleset)), data.draw(asked_for(ruleset.core))
    report = ruleset.evaluate(facts, **asked)
    followed = ruleset.follow_up(saved(report), {}, **asked)
    assert statuses(report) == statuses(followed)
    for rule in followed.rules:
        assert rule.followed is not None
        settled = report[rule.id].status.value in ("pass", "not_applicable")
        assert settled or "open" in rule.followed.because
        if not any(level for level in ruleset.core.levels):
            assert settled == rule.followed.is_carried, rule.followed
    assert followed.explain("zh")
    assert saved(followed)


@settings(max_examples=20)
@given(st.data())
def test_a_follow_up_is_judged_on_the_facts_of_both(data: st.DataObject) -> None:
    """A rule that is carried forward ends as it did, on whatever later day and whatever is handed in."""
    ruleset = data.draw(flat())
    first, second = data.draw(facts_for(ruleset.core)), data.draw(facts_for(ruleset.core))
    asked = {"parameters": {}, **data.draw(asked_for(ruleset.core))}
    report = ruleset.evaluate(first, **asked)
    year = report.judgement.asked.year
    later = asked["as_of"] + timedelta(data.draw(st.sampled_from((0, 1, 40, 400))))
    followed = ruleset.follow_up(saved(report), second, as_of=later, year=year, parameters=asked["parameters"])
    both = {**first, **{name: value for name, value in second.items() if value is not None}}
    whole = ruleset.evaluate(both, as_of=later, year=year, parameters=asked["parameters"])
    assert statuses(whole) == statuses(followed)
    for rule in followed.rules:
        assert rule.followed is not None
        assert "not reproduced" not in rule.followed.because, rule
        assert not rule.followed.is_carried or rule.status is report[rule.id].status


# Looked ahead from


@settings(max_examples=15)
@given(st.data())
def test_the_next_visit_is_about_every_rule_that_is_open_by_then(data: st.DataObject) -> None:
    """What changes, changes on the day that is named, to what is named."""
    ruleset = data.draw(st.one_of(flat(), cities()))
    facts, asked = data.draw(facts_of(ruleset)), data.draw(asked_for(ruleset.core))
    report = ruleset.evaluate(facts, **asked)
    by = asked["as_of"] + timedelta(data.draw(st.sampled_from((1, 30, 200))))
    visit = report.next_visit(by)

    def on(day: date) -> Report:
        return ruleset.evaluate(facts, **{**asked, "as_of": day, "year": report.judgement.asked.year})

    listed = {(one.path, one.rule.id): one for one in visit.rules if one.why != "due again"}
    waiting = {ReasonKind.NOT_YET_DUE}
    for rule in on(by).rules:
        if rule.status.value in ("fail", "unknown") and {reason.kind for reason in rule.reasons} != waiting:
            assert ((), rule.id) in listed, rule
    changing = [one for one in listed.values() if one.after is not None and one.day is not None]
    for one in changing[:3]:
        assert one.day is not None
        key = Key(one.path, "rule", one.rule.id)
        assert one.after is not None
        assert one.after.value == statuses(on(one.day))[key]
        assert one.after.value != statuses(on(one.day - timedelta(1)))[key]
    assert visit.text("zh")
    json.dumps(visit.to_dict())
