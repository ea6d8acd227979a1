"""Why a rule ended as it did and what would settle it, as lines of text; nothing where the argument already says it."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.explain import catalogue as say
from ankang_rules.explain.argue import argue
from ankang_rules.explain.settling.sentences import set_text
from ankang_rules.explain.settling.settle import MOST_SETS, Settling, is_about_units, settle
from ankang_rules.explain.why import Leaf, why
from ankang_rules.explain.words import Words
from ankang_rules.model.outcome import YES, ReasonKind
from ankang_rules.model.status import Status

_MOST_SHOWN = 3
_MOST_LEAVES = 12


def because_lines(judgement: Judgement, result: RuleResult, words: Words) -> Iterator[str]:
    """Yield the leaves that settle the status of *result*, where a condition of it is more than a single leaf."""
    leaves = why(result, judgement.definitions)
    results = [result, *(case.result for case in result.cases)]
    conditions = [t.node for one in results for t in (one.condition, *one.whens, *one.exceptions) if t]
    if result.status is Status.UNKNOWN or all(leaf.node in conditions for leaf in leaves):
        return
    yield say.because(len(leaves))(words.lang)
    yield from (f"  {_leaf(judgement, leaf, words)}" for leaf in leaves[:_MOST_LEAVES])
    if len(leaves) > _MOST_LEAVES:
        yield f"  · {say.more_leaves(len(leaves) - _MOST_LEAVES)(words.lang)}"


def _leaf(judgement: Judgement, leaf: Leaf, words: Words) -> str:
    inside = tuple(part for kind, place in leaf.at if kind == "unit" for part in str(place).split("/"))
    line = argue(leaf.trace, judgement, words, inside)[0]
    where = [words.place(*place) for place in leaf.at]
    return " ".join(["✓" if leaf.outcome == YES else "✗", *where, line.text])


def settling_lines(judgement: Judgement, result: RuleResult, words: Words, *, full: bool) -> Iterator[str]:
    """Yield the sets of facts that would settle *result*; none where all that is missing is needed.

    In *full* they are all there, each with values that do, and how it can still end. Only then are rules about units
    below looked into: among hundreds of rules it would take longer than all the rest.
    """
    if not full and is_about_units(result.rule, judgement.core):
        return
    settling = settle(judgement, result)
    yield from _sets(judgement, result, settling, words, full=full)
    if full:
        yield from outlook_lines(settling, words)
    elif {settling.can_pass, settling.can_fail} == {True, False}:
        yield say.can_still(settling.can_pass, settling.can_fail)(words.lang)


def outlook_lines(settling: Settling, words: Words) -> Iterator[str]:
    """Yield how it can still end, on which units that are not listed it depends, and whether the search was ended."""
    yield say.can_still(settling.can_pass, settling.can_fail)(words.lang)
    if settling.unlisted:
        yield say.depends_on_unlisted(words.facts(settling.unlisted))(words.lang)
    if settling.stopped:
        yield say.not_searched_further(words.lang)


def _sets(judgement: Judgement, result: RuleResult, settling: Settling, words: Words, *, full: bool) -> Iterator[str]:
    most = MOST_SETS if full else _MOST_SHOWN
    missing = {reason for reason in result.reasons if reason.kind in (ReasonKind.MISSING, ReasonKind.INVALID)}
    if not settling.sets or (len(settling.sets) == 1 and missing <= set(settling.sets[0].facts)):
        return
    yield say.would_settle(len(settling.sets))(words.lang)
    for one in settling.sets[:most]:
        yield f"  · {set_text(judgement, one, words, with_example=full)}"
    left = len(settling.sets) - most
    if left > 0 or not settling.complete:
        yield f"  · {say.more_sets(max(left, 0), settling.complete)(words.lang)}"
