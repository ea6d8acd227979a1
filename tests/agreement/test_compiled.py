"""Law 5: what is compiled gives the same status for every rule as the reference, on any facts."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ankang_rules import FactsError, Ruleset
from ankang_rules.testing import rulesets
from ankang_rules.testing.wild_facts import asked_for, facts_for

TRIES = 3
"""How many facts are tried on each ruleset, which takes longer to draw than they do."""


def by_reference(ruleset: Ruleset, facts: Any, **asked: Any) -> tuple[Any, ...]:
    """How the reference judges: the whole and each rule, or what it says is wrong with the facts."""
    try:
        report = ruleset.evaluate(facts, **asked)
    except FactsError as error:
        return ("refused", str(error))
    return (report.status, {result.id: result.status for result in report.rules})


def compiled(ruleset: Ruleset, facts: Any, **asked: Any) -> tuple[Any, ...]:
    """How the compiled ruleset does."""
    try:
        decision = ruleset.decide(facts, **asked)
    except FactsError as error:
        return ("refused", str(error))
    return (decision.status, decision.rules)


def agree(ruleset: Ruleset, facts: Any, **asked: Any) -> None:
    assert by_reference(ruleset, facts, **asked) == compiled(ruleset, facts, **asked), facts


@given(st.data())
def test_the_compiled_ruleset_agrees_with_the_reference(data: st.DataObject) -> None:
    """Missing, none, invalid, at the boundary, huge, or all there; with another year and parameters of the caller's."""
    ruleset = data.draw(rulesets())
    for _ in range(TRIES):
        facts, asked = data.draw(facts_for(ruleset.core, invalid=True)), data.draw(asked_for(ruleset.core))
        agree(ruleset, facts, **asked, strict=False)
        agree(ruleset, facts, as_of=asked["as_of"], strict=True)
        agree(ruleset, data.draw(facts_for(ruleset.core, missing=False)), as_of=asked["as_of"])
