"""L712: contradicting-rules."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import ALWAYS, Rule
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.lint import messages
from ankang_rules.lint.base import Lint
from ankang_rules.lint.file import File, conjuncts
from ankang_rules.lint.settled import facts_of, is_plain, settled


class ContradictingRules(Lint):
    """Two rules of one ruleset that cannot both pass.

    ## What it finds

    Two `must` rules that apply at the same time and compare one indicator with values that exclude each other.
    Rules with exceptions and rules of `any of` groups are passed over.

    ## Why it matters

    No unit can pass the ruleset. Each rule by itself looks right, so that the units are blamed for it.

    ## Avoid

    ```rules
    indicator depth : number in 个
    rule deep clause "一1" must depth ≥ 5
    rule shallow clause "一2" must depth ≤ 3
    ```

    ## Prefer

    ```rules
    indicator depth : number in 个
    indicator diving pool : yes/no
    rule deep clause "一1" must depth ≥ 5 when diving pool
    rule shallow clause "一2" must depth ≤ 3 when not diving pool
    ```

    ## Known gaps

    Only two comparisons of one indicator are held against each other, not three rules, and not sums of indicators.
    """

    code = "L712"
    name = "contradicting-rules"

    def find(self, file: File) -> Iterator[Diagnostic]:
        by_fact: dict[object, list[tuple[Rule, n.Node]]] = {}
        for rule in file.rules():
            for asked, key in _asked(rule, file):
                by_fact.setdefault((key, *_when(rule, file)), []).append((rule, asked))
        for conditions in by_fact.values():
            yield from _against_one_another(conditions[:_MOST], file)


_MOST = 40
"""Comparisons of one indicator that are held against each other."""


def _against_one_another(conditions: list[tuple[Rule, n.Node]], file: File) -> Iterator[Diagnostic]:
    for (first, a), (second, b) in combinations(conditions, 2):
        if first is not second and a.span and b.span and settled(n.And((a, b)), file) is False:
            (key,) = facts_of(a, file)
            yield messages.contradiction(b.span, a.span, file.indicators[key].name)


def _asked(rule: Rule, file: File) -> Iterator[tuple[n.Node, str]]:
    """The parts of the condition that compare one fact, with its key; not those that never hold anyway."""
    group = file.groups.get(rule.group or "")
    if rule.force == "should" or rule.exceptions or (group is not None and group.any_of):
        return
    for part in conjuncts(rule.condition):
        if is_plain(part, file) and file.has(part.span) and settled(part, file) is None:
            yield from ((part, key) for key, *others in [sorted(facts_of(part, file))] if not others)


def _when(rule: Rule, file: File) -> tuple[object, ...]:
    """When *rule* applies, by itself and by its group."""
    group = file.groups.get(rule.group or "")
    return (rule.when, rule.in_force, *((group.when, group.in_force) if group else (None, ALWAYS)))
