"""A case → what comes of it, beside what its author expects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from attrs import field, frozen

from ankang_rules.core.lookup import paths_near, rules_named
from ankang_rules.core.ruleset import Example, RulesetCore
from ankang_rules.diagnostics import Diagnostic, nearest
from ankang_rules.errors import FactsError
from ankang_rules.evaluate.ask import evaluate
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.explain.units import TOP, find, units_below
from ankang_rules.facts.facts import Facts
from ankang_rules.model.given import Given
from ankang_rules.model.status import Status
from ankang_rules.source import Span
from ankang_rules.testing import messages
from ankang_rules.testing.run_example import facts_of


@frozen
class Expectation:
    """That *rule* ends in *status*, or without a rule the verdict; *unit* is the path of the unit below it is about."""

    status: Status
    rule: str | None = None
    unit: str = ""
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen(eq=False)
class Case:
    """Facts for *core*, as *read* hands them over, with what is to come of them under *parameters*, where set."""

    title: str
    core: RulesetCore
    read: Callable[[], Facts]
    expect: tuple[Expectation, ...]
    span: Span | None = None
    parameters: Mapping[Given, Given] = field(factory=dict)

    @property
    def where(self) -> str:
        return str(self.span) if self.span else self.core.name


@frozen
class Compared:
    """An *expected* outcome beside the one *found*; *result* argues it, where it is about a rule of *judgement*."""

    expected: Expectation
    found: Status
    judgement: Judgement
    result: RuleResult | None = None

    @property
    def holds(self) -> bool:
        return self.expected.status is self.found


@frozen
class Ran:
    """What came of a *case*. The *errors* say why its facts could not be judged, or what it expects of nobody."""

    case: Case
    judgement: Judgement | None = None
    compared: tuple[Compared, ...] = ()
    errors: tuple[Diagnostic, ...] = ()

    @property
    def holds(self) -> bool:
        return not self.errors and all(one.holds for one in self.compared)


def of_example(core: RulesetCore, example: Example) -> Case:
    """Return *example*, one of *core*, as a case."""
    expect = tuple(Expectation(Status(status), rule, span=example.span) for rule, status in example.expect)
    return Case(example.title, core, lambda: facts_of(core, example), expect, example.span)


def run(case: Case) -> Ran:
    """Judge the facts of *case* and hold what comes out against what it expects. Never raises on bad facts.

    >>> import ankang_rules
    >>> core = ankang_rules.load("ankang.county").core
    >>> run(of_example(core, core.examples[0])).holds
    True
    """
    try:
        facts = case.read()
        ran = _ran(case, facts, _rules_asked(case))
        return ran if ran.holds else _ran(case, facts, None)  # what does not hold is argued with all there is to say
    except FactsError as error:
        return Ran(case, errors=error.diagnostics)


def _rules_asked(case: Case) -> frozenset[str] | None:
    """The ids of the rules that it takes to know; None where it takes the units below as well."""
    if any(expected.unit for expected in case.expect):
        return None
    ids = [rule.id for rule in case.core.rules]
    if any(expected.rule is None for expected in case.expect):
        return frozenset(ids)
    return frozenset(found for one in case.expect for found in rules_named(one.rule or "", ids))


def _ran(case: Case, facts: Facts, only: frozenset[str] | None) -> Ran:
    judgement = evaluate(case.core, facts, as_of=None, year=None, parameters=case.parameters, strict=True, only=only)
    errors: list[Diagnostic] = []
    compared = tuple(_compared(case, judgement, errors))
    return Ran(case, judgement, compared, tuple(errors))


def _compared(case: Case, judgement: Judgement, errors: list[Diagnostic]) -> Iterator[Compared]:
    for expected in case.expect:
        unit = _unit(expected, judgement, errors)
        if unit is None:
            continue
        if expected.rule is None:
            yield Compared(expected, unit.status, unit)
        elif result := rule_result(expected, unit, errors):
            yield Compared(expected, result.status, unit, result)


def _unit(expected: Expectation, judgement: Judgement, errors: list[Diagnostic]) -> Judgement | None:
    if not expected.unit:
        return judgement
    found = find(judgement, expected.unit, TOP)
    if len(found) == 1:
        return found[0].judgement
    known = [one.name for one in found or units_below(judgement, TOP)]
    close = known if found else paths_near(expected.unit, known)
    errors.append(messages.no_such_unit(expected.span, expected.unit, close, known))
    return None


def rule_result(expected: Expectation, judgement: Judgement, errors: list[Diagnostic]) -> RuleResult | None:
    """Return how the rule that *expected* names ended, or None after a finding."""
    assert expected.rule is not None
    ids = [result.id for result in judgement.rules]
    found = rules_named(expected.rule, ids)
    if len(found) == 1:
        return judgement.rules[ids.index(found[0])]
    close = found or nearest(expected.rule, [*ids, *(one.rpartition(".")[2] for one in ids)])
    errors.append(messages.no_such_rule(expected.span, expected.rule, close, ambiguous=bool(found)))
    return None
