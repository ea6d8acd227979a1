"""What ``test`` shows beside the cases: how often each condition ended how, and which changes no case notices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from ankang_rules.model.status import Status
from ankang_rules.source import Language
from ankang_rules.testing.cases import catalogue
from ankang_rules.testing.cases.tally import Tally
from ankang_rules.testing.mutate.run import Mutated


def coverage_text(core: str, tallies: Sequence[Tally], lang: Language) -> str:
    """Return a line for each rule, and below it one for each of its conditions."""
    tested = sum(not tally.never for tally in tallies)
    return "\n".join([catalogue.covered(core, tested, len(tallies))(lang), *_lines(tallies, lang)])


def _lines(tallies: Sequence[Tally], lang: Language) -> Iterator[str]:
    for tally in tallies:
        yield f"  {'✗' if tally.never else '✓'} {tally.rule}  {_counted(tally.ended, lang, whole=True)}"
        yield from (f"      {text(lang)}  {_counted(ended, lang, whole=False)}" for text, ended in tally.conditions)


def _counted(ended: Counter[Status], lang: Language, *, whole: bool) -> str:
    statuses = list(Status) if whole else [Status.PASS, Status.FAIL, Status.UNKNOWN]
    labels = {status: status.label if whole else catalogue.TRUTH[status] for status in statuses}
    return ", ".join(f"{labels[status](lang)} {ended[status]}" for status in statuses)


def coverage_data(core: str, tallies: Sequence[Tally]) -> dict[str, Any]:
    return {
        "ruleset": core,
        "rules": [
            {
                "rule": tally.rule,
                **{status.value: tally.ended[status] for status in Status},
                "conditions": [{"condition": text("en"), **_truths(ended)} for text, ended in tally.conditions],
            }
            for tally in tallies
        ],
    }


def _truths(ended: Counter[Status]) -> dict[str, int]:
    return {"holds": ended[Status.PASS], "does_not_hold": ended[Status.FAIL], "unknown": ended[Status.UNKNOWN]}


def mutation_text(found: Mutated, lang: Language) -> str:
    """Return how many changes were tried, and each that no case notices, by what it changes."""
    if found.is_library:
        return catalogue.not_judged(found.core.name)(lang)
    lines = [catalogue.mutated(found.core.name, found.tried, len(found.survivors))(lang)]
    what = ""
    for mutant in found.survivors:
        if mutant.what != what:
            what = mutant.what
            lines.append(f"  ✗ {what}")
        lines.append(f"      {catalogue.changed(mutant.kind, mutant.before, mutant.after)(lang)}")
    return "\n".join(lines)


def mutation_data(found: Mutated) -> dict[str, Any]:
    survivors = [
        {"of": one.what, "kind": one.kind, "before": one.before("en"), "after": one.after("en") or None}
        for one in found.survivors
    ]
    data = {"ruleset": found.core.name, "tried": found.tried, "survivors": survivors}
    return {**data, "library": True} if found.is_library else data
