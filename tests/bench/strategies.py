"""How many examples a second the strategies draw: ``python tests/bench/strategies.py [SECONDS]``.

Each strategy is drawn from as a test would, without what Hypothesis does beside drawing: shrinking, its database.
What a rule takes before anything can be drawn, the search for the first facts, is told apart. Times are those of the
processor.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from time import process_time
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

import ankang_rules
from ankang_rules.door import RuleHandle
from ankang_rules.testing import Unsatisfiable, boundary, facts, failing, passing, rulesets, units, unknown

RULESETS = ("ankang.village", "ankang.county", "ankang.programme")
OF_A_RULE: dict[str, Callable[..., Any]] = {
    "passing": passing,
    "failing": failing,
    "failing, not only": lambda rule: failing(rule, only=False),
    "boundary": boundary,
    "unknown": unknown,
}
RULES_TRIED = 12
WARM = 5
"""So many examples are not counted: with the first of them Hypothesis looks at the strategy itself."""


def drawn_in(strategy: st.SearchStrategy[Any], seconds: float) -> tuple[int, float]:
    """Return how many examples were drawn in about *seconds*, and how many seconds it were, once it is under way."""
    start, number = 0.0, -WARM

    @seed(0)
    @settings(
        max_examples=10**6,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy, st.integers(0, 2**64))  # of some there are but a few, and Hypothesis would look for more of them
    def draw(_: Any, another: int) -> None:
        nonlocal start, number
        number += 1
        if number == 0:
            start = process_time()
        elif number > 0 and process_time() - start > seconds:
            raise StopIteration

    with suppress(StopIteration):
        draw()
    return number, process_time() - start


def rules_of(name: str) -> Iterator[RuleHandle]:
    """Some rules of a ruleset, the same every time."""
    every = list(ankang_rules.load(name).rules)
    yield from random.Random(0).sample(every, min(RULES_TRIED, len(every)))


def row(name: str, what: str, strategies: list[st.SearchStrategy[Any]], found: float, seconds: float) -> None:
    counts = [drawn_in(strategy, seconds / len(strategies)) for strategy in strategies]
    speed = sum(n for n, _ in counts) / sum(s for _, s in counts)
    slowest = min(n / s for n, s in counts)
    print(f"| {what} | {name} | {speed:,.0f} | {slowest:,.0f} | {found * 1e3:,.0f} ms |", flush=True)


def main(seconds: float) -> None:
    print("| strategy | ruleset | examples a second | of the slowest rule | to find the first |")
    print("|---|---|---|---|---|")
    for name in RULESETS:
        ruleset = ankang_rules.load(name)
        row(name, "facts", [facts(ruleset)], 0, seconds)
        if ruleset.core.levels:
            row(name, "units", [units(ruleset)], 0, seconds)
        for what, strategy in OF_A_RULE.items():
            made, taken = [], []
            for rule in rules_of(name):
                start = process_time()
                try:
                    made.append(strategy(rule))
                except Unsatisfiable:
                    continue
                finally:
                    taken.append(process_time() - start)
            row(name, what, made, sum(taken) / len(taken), seconds)
    row("drawn", "rulesets", [rulesets()], 0, seconds)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 5)
