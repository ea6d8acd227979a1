"""The strategies for people who test their own ruleset: facts at large, and facts on which a rule ends in a status."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from ankang_rules.core import nodes as n
from ankang_rules.core.kept import kept
from ankang_rules.core.ruleset import Rule, RulesetCore
from ankang_rules.door import RuleHandle, Ruleset
from ankang_rules.evaluate.ask import needs_day
from ankang_rules.evaluate.unread import rulesets as rulesets_of
from ankang_rules.model.status import Status
from ankang_rules.testing import said
from ankang_rules.testing.boundaries import Edge, edge_of
from ankang_rules.testing.goals import Goal, Place, State, expressions_of, indicator_of, read_by
from ankang_rules.testing.plain import Document, document
from ankang_rules.testing.search import MOST_LOOKS_DRAWN, Search
from ankang_rules.testing.unsatisfiable import Unsatisfiable
from ankang_rules.testing.values import facts_of_unit, state_of_unit, value_of_fact

Missing = bool | Collection[str]
Day = date | str | None

_A_DAY = date(2014, 11, 30)


@frozen
class Boundary:
    """Facts beside a bound: *where* the value stands, ``"at"``, ``"below"`` or ``"above"`` by one quantum.

    *status* is what the rule comes to there, *indicator* the name of the fact that stands there.
    """

    where: str
    indicator: str
    facts: Document
    status: Status


def passing(rule: RuleHandle, *, as_of: Day = None) -> st.SearchStrategy[Document]:
    """Draw facts on which *rule* passes; raises :class:`Unsatisfiable` where there are none.

    >>> import ankang_rules
    >>> from hypothesis import find
    >>> county = ankang_rules.load("ankang.county")
    >>> find(passing(county.rule("fund.fixed-deposit-share")), lambda facts: True)["facts"]
    {'fund-balance-total': 100, 'fixed-deposit-balance': 50}
    """
    return _ending(rule, Status.PASS, as_of, only=False)


def failing(rule: RuleHandle, *, only: bool = True, as_of: Day = None) -> st.SearchStrategy[Document]:
    """Draw facts on which *rule* fails and, with *only*, no other rule does.

    Raises :class:`Unsatisfiable` where there are none, naming the rules that must fail with it.
    """
    return _ending(rule, Status.FAIL, as_of, only=only)


def _ending(rule: RuleHandle, status: Status, as_of: Day, *, only: bool) -> st.SearchStrategy[Document]:
    core, declared = rule.ruleset.core, rule.rule
    goal = _first_goal(core, declared, status, _day(as_of), only)
    return _drawn(goal)


@st.composite
def _drawn(draw: st.DrawFn, goal: Goal) -> Document:
    state = _varied(draw, goal)
    if not goal.only:
        state = {**draw(state_of_unit(goal.core, read_by(goal.core, goal.rule))), **state}
    return document(goal.core, state, goal.day)


def _varied(draw: st.DrawFn, goal: Goal) -> Any:
    """Facts that meet the goal, with drawn values where such are soon found; the first that were found else."""

    def choose(_place: Place, number: int) -> int:
        return draw(st.integers(0, number - 1)) if number > 1 else 0

    first = _first_state(goal)
    most = MOST_LOOKS_DRAWN + len(first or ())
    found = Search(goal, choose, most).found()
    return first if found is None else found


@kept
def _found_first(core: RulesetCore, rule: Rule, status: Status, day: date | None, only: bool) -> Any:
    search = Search(Goal(core, rule, frozenset([status]), day, only))
    return search.found(), search.failing


def _first_state(goal: Goal) -> Any:
    (status,) = goal.wanted
    state: State | None = _found_first(goal.core, goal.rule, status, goal.day, goal.only)[0]
    return state


def _first_goal(core: RulesetCore, rule: Rule, status: Status, day: date | None, only: bool) -> Goal:
    """The goal on the first day on which it can be met."""
    failing: frozenset[str] | None = None
    for one in days(core, rule, day):
        state, beside = _found_first(core, rule, status, one, only)
        if state is not None:
            return Goal(core, rule, frozenset([status]), one, only)
        if beside is not None:
            failing = beside if failing is None else failing & beside
    when = said.on_day(day)
    if status is Status.PASS:
        raise Unsatisfiable(said.cannot_pass(rule.id, when))
    if not only:
        raise Unsatisfiable(said.cannot_fail(rule.id, when))
    if failing is None:
        _first_goal(core, rule, status, day, only=False)  # raises where it cannot fail in company either
    others = failing or frozenset()
    raise Unsatisfiable(said.never_alone(rule.id, others, when), tuple(sorted(others)))


def days(core: RulesetCore, rule: Rule, day: date | None) -> Iterator[date | None]:
    """Yield the days to try: *day* where one is asked about, none where no day matters, else those that decide."""
    if day is not None or needs_day(core) is None:
        yield day
        return
    yield from dict.fromkeys(day for day in _likely_days(core, rule) if _in_force(core, rule, day))


def _in_force(core: RulesetCore, rule: Rule, day: date) -> bool:
    group = next((group for group in core.groups if group.key == rule.group), None)
    return all(one.in_force.covers(day) for one in (core, group, rule) if one is not None)


def _likely_days(core: RulesetCore, rule: Rule) -> Iterator[date]:
    group = next((group for group in core.groups if group.key == rule.group), None)
    periods = [one.in_force for one in (core, group, rule) if one is not None]
    starts = [p.start for p in periods if p.start] + [
        dated.start for parameter in core.parameters for dated in parameter.values if dated.start
    ]
    named = [
        node.value
        for expression in expressions_of(core, rule)
        for node in n.walk(expression)
        if isinstance(node, n.Constant) and isinstance(node.value, date)
    ]
    yield _A_DAY
    yield from sorted([*starts, *named], reverse=True)
    yield from (period.end for period in periods if period.end)
    yield from (date(day.year, 12, 31) for day in [*starts, *named])
    yield from (date(2020, 12, 31), date(2000, 12, 31))


def _day(as_of: Day) -> date | None:
    return date.fromisoformat(as_of) if isinstance(as_of, str) else as_of


def unknown(rule: RuleHandle, *, as_of: Day = None) -> st.SearchStrategy[Document]:
    """Draw facts on which *rule* is unknown; raises :class:`Unsatisfiable` where it never is.

    >>> import ankang_rules
    >>> from hypothesis import find
    >>> county = ankang_rules.load("ankang.county")
    >>> find(unknown(county.rule("fund.two-lines")), lambda facts: True)["facts"]
    {}
    """
    core, declared = rule.ruleset.core, rule.rule
    for day in days(core, declared, _day(as_of)):
        goal = Goal(core, declared, frozenset([Status.UNKNOWN]), day)
        if goal.look({}).done:
            return _undecided(goal)
    raise Unsatisfiable(said.cannot_be_unknown(declared.id, said.on_day(as_of)))


@st.composite
def _undecided(draw: st.DrawFn, goal: Goal) -> Document:
    """Some facts beside those that the rule reads, and of the latter as many as leave it unknown."""
    state = dict(draw(state_of_unit(goal.core, read_by(goal.core, goal.rule))))
    own = {indicator.key for indicator in goal.core.indicators}
    for key in sorted(read_by(goal.core, goal.rule) & own):
        more = {Place((), key): draw(value_of_fact(goal.core, key))} if draw(st.booleans()) else {}
        if more and goal.look({**state, **more}).done:
            state |= more
    return document(goal.core, state, goal.day)


def boundary(rule: RuleHandle, *, as_of: Day = None) -> st.SearchStrategy[Boundary]:
    """Draw facts at a bound of *rule*, a quantum below and a quantum above it, each with the status it comes to.

    Raises :class:`Unsatisfiable` where the rule holds no number or day to a bound.

    >>> import ankang_rules
    >>> from hypothesis import find
    >>> county = ankang_rules.load("ankang.county")
    >>> edge = find(boundary(county.rule("fund.fixed-deposit-share")), lambda edge: edge.where == "below")
    >>> edge.facts["facts"], edge.status.value
    ({'fund-balance-total': 100, 'fixed-deposit-balance': '49.99'}, 'fail')
    """
    core, declared = rule.ruleset.core, rule.rule
    for day in days(core, declared, _day(as_of)):
        goal = Goal(core, declared, frozenset([Status.PASS]), day)
        first = _first_edge(core, declared, day)
        if first is not None:
            return _beside(goal)
    raise Unsatisfiable(said.no_boundary(declared.id, said.on_day(as_of)))


@kept
def _first_edge(core: RulesetCore, rule: Rule, day: date | None) -> Edge | None:
    for status in (Status.PASS, Status.FAIL):
        goal = Goal(core, rule, frozenset([status]), day)
        state = _first_state(goal)
        edge = None if state is None else edge_of(goal, state)
        if edge is not None:
            return edge
    return None


@st.composite
def _beside(draw: st.DrawFn, goal: Goal) -> Boundary:
    state = _varied(draw, goal)
    edge = (edge_of(goal, state) if state is not None else None) or _first_edge(goal.core, goal.rule, goal.day)
    assert edge is not None
    others = draw(state_of_unit(goal.core, read_by(goal.core, goal.rule)))
    where = draw(st.sampled_from(("at", "below", "above")))
    beside, status = edge.beside[where]
    name = indicator_of(goal.core, edge.place).name
    return Boundary(where, name, document(goal.core, {**others, **beside}, goal.day), status)


def facts(ruleset: Ruleset, *, missing: Missing = True, as_of: Day = None) -> st.SearchStrategy[Document]:
    """Draw facts about one unit: each near the values that the rules name, or simple.

    With *missing* any of them may be left out, without it none is; names given there are those left out, always.
    """
    return facts_of_unit(ruleset.core, missing, usual_day(ruleset.core, _day(as_of)), below=False)


def units(ruleset: Ruleset, *, missing: Missing = True, as_of: Day = None) -> st.SearchStrategy[Document]:
    """Draw a unit with units below, as deep as the rulesets go, each with facts of its own."""
    return facts_of_unit(ruleset.core, missing, usual_day(ruleset.core, _day(as_of)), below=True)


def usual_day(core: RulesetCore, day: date | None = None) -> date | None:
    """Return the day that facts are about where nobody says which: none where no day matters."""
    if day is not None or needs_day(core) is None:
        return day
    starts = [ruleset.in_force.start for ruleset in rulesets_of(core) if ruleset.in_force.start]
    return max([_A_DAY, *starts])
