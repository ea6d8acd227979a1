"""An ``example`` of a rules file → what comes of it, beside what its author expects. Needs no Hypothesis."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve, frozen

from ankang_rules.core.ruleset import Example, RulesetCore
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.errors import FactsError
from ankang_rules.evaluate.ask import evaluate
from ankang_rules.evaluate.results import Judgement
from ankang_rules.facts.facts import Facts
from ankang_rules.facts.read import read
from ankang_rules.facts.reading import Reading
from ankang_rules.facts.registers import held
from ankang_rules.model.given import Given, GivenMapping
from ankang_rules.model.status import Status


@frozen
class Compared:
    """One expectation: the id of a *rule*, the status its author *expected*, and the one *found*."""

    rule: str
    expected: Status
    found: Status

    @property
    def holds(self) -> bool:
        return self.expected is self.found


@frozen
class Outcome:
    """What came of an *example*. Without a *judgement* the *errors* say why its facts could not be judged."""

    example: Example
    judgement: Judgement | None = None
    compared: tuple[Compared, ...] = ()
    errors: tuple[Diagnostic, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether everything came out as expected."""
        return self.judgement is not None and all(one.holds for one in self.compared)


def run(core: RulesetCore, example: Example) -> Outcome:
    """Judge the facts of *example*, one of *core*, and hold what comes out against what it expects. Never raises.

    >>> import ankang_rules
    >>> core = ankang_rules.load("ankang.county").core
    >>> outcome = run(core, core.examples[0])
    >>> outcome.holds, outcome.compared[0].found
    (True, <Status.FAIL: 'fail'>)
    """
    try:
        facts = facts_of(core, example)
        judgement = evaluate(core, facts, as_of=None, year=None, parameters={}, strict=True)
    except FactsError as error:
        return Outcome(example, errors=error.diagnostics)
    found = {result.id: result.status for result in judgement.rules}
    compared = (Compared(rule, Status(status), found[rule]) for rule, status in example.expect)
    return Outcome(example, judgement, tuple(compared))


def facts_of(core: RulesetCore, example: Example) -> Facts:
    """Return what *example* gives, before what its file says; raises :class:`FactsError`."""
    given = read(_document(example), core, as_of=example.as_of)
    if example.file is None:
        return given
    filed = read(Path(example.file.path), core, as_of=example.as_of)
    stated = {key for key, _ in example.given}
    kept = {key: value for key, value in filed.values.items() if key not in stated}
    both = evolve(filed, values={**kept, **given.values}, children={**filed.children, **given.children})
    reading = Reading()
    held(core, both, reading)
    if errors := reading.closed():
        raise FactsError(errors)
    return both


def _document(example: Example) -> Given:
    parts = (("facts", example.given), ("children", example.children))
    return Given(GivenMapping(tuple((Given(title), _mapping(pairs)) for title, pairs in parts)))


def _mapping(pairs: tuple[tuple[str, Given], ...]) -> Given:
    return Given(GivenMapping(tuple((Given(key), value) for key, value in pairs)))
