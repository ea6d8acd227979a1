"""L709: vacuous-pass."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Rule
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.lint import messages
from ankang_rules.lint.base import Lint
from ankang_rules.lint.file import File, conjuncts
from ankang_rules.lint.settled import facts_of
from ankang_rules.model import types as ty


class VacuousPass(Lint):
    """A rule that passes where there is nothing to judge.

    ## What it finds

    A rule without `when` that asks for `every` record of a list, which may be empty, or for `a ≥ 98% of b`, where
    `b` may be zero. Nothing is said where the ruleset or the group has a `when`, or where another part of the
    condition speaks of the same list or of `b`.

    ## Why it matters

    A unit without a single case passes, as if it had done well. Where that is meant, `when` says so: the rule is
    then not applicable, and no pass is counted.

    ## Avoid

    ```rules
    indicator swimmers : count in 人
    indicator instructed : count in 人
    rule instruction clause "一1" must instructed ≥ 98% of swimmers
    ```

    ## Prefer

    ```rules
    indicator swimmers : count in 人
    indicator instructed : count in 人
    rule instruction clause "一1" must instructed ≥ 98% of swimmers when swimmers > 0
    ```

    ## Known gaps

    Whether a `when` excludes just this case is not looked at. `a == b` with both zero, months before the first is
    over, and units below are passed over.
    """

    code = "L709"
    name = "vacuous-pass"

    def find(self, file: File) -> Iterator[Diagnostic]:
        for rule in file.rules():
            if not _has_when(rule, file) and file.has(rule.condition.span):
                asked = list(conjuncts(rule.condition))
                for node in asked:
                    others = [other for other in asked if other is not node]
                    yield from _vacuous(node, frozenset().union(*(facts_of(other, file) for other in others)), file)


def _has_when(rule: Rule, file: File) -> bool:
    group = file.groups.get(rule.group or "")
    return any(thing is not None and thing.when is not None for thing in (rule, group, file.core))


def _vacuous(node: n.Node, spoken_of: frozenset[str], file: File) -> Iterator[Diagnostic]:
    match node:
        case n.Quantified(which="every", records=n.Fact(key=key, unit=0), span=span) if span and key not in spoken_of:
            yield messages.passes_over_nothing(span, file.indicators[key].name)
        case (
            n.Compare(operator="≥", left=least, right=n.ShareOf(whole=n.Fact(key=key, unit=0)), span=span)
            | n.Compare(operator="≤", left=n.ShareOf(whole=n.Fact(key=key, unit=0)), right=least, span=span)
        ) if span and key not in spoken_of and _is_amount(least):
            yield messages.passes_over_zero(span, file.indicators[key].name)


def _is_amount(node: n.Node) -> bool:
    """Whether *node* is a fact that is zero or more where nothing is wrong: a count, or money."""
    return isinstance(node, n.Fact) and isinstance(node.type, ty.Quantity) and node.type.kind != "number"
