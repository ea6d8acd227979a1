"""L711: repeated-condition."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.core.ruleset import ALWAYS, Rule
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.lint import messages
from ankang_rules.lint.base import Lint
from ankang_rules.lint.file import File


class RepeatedCondition(Lint):
    """One condition in two rules.

    ## What it finds

    Two rules of one file that ask the same of the same units: condition, `when`, exceptions, due date and period
    are equal.

    ## Why it matters

    One failing is counted twice. Often the second rule was copied from the first, and its condition was to be
    changed.

    ## Avoid

    ```rules
    indicator lifeguards : count in 人
    indicator swimmers : count in 人
    rule lifeguards clause "一1" must lifeguards ≥ 2 人
    rule swimmers clause "一2" must lifeguards ≥ 2 人
    rule crowd clause "一3" must swimmers ≤ 200 人
    ```

    ## Prefer

    ```rules
    indicator lifeguards : count in 人
    indicator swimmers : count in 人
    rule lifeguards clause "一1" must lifeguards ≥ 2 人
    rule swimmers clause "一2" must swimmers ≥ 2 人
    rule crowd clause "一3" must swimmers ≤ 200 人
    ```

    ## Known gaps

    Conditions that come to the same but are written in two ways are not seen, nor those of rules taken from a
    library.
    """

    code = "L711"
    name = "repeated-condition"

    def find(self, file: File) -> Iterator[Diagnostic]:
        first: dict[object, Rule] = {}
        for rule in file.core.rules:
            if file.has(rule.condition.span):
                other = first.setdefault(_asked(rule, file), rule)
                if other is not rule:
                    yield messages.repeated_condition(file.name_of(rule), file.name_of(other))


def _asked(rule: Rule, file: File) -> object:
    """What *rule* asks, and of whom; what its group says of that as well."""
    group = file.groups.get(rule.group or "")
    around = (group.when, group.in_force) if group else (None, ALWAYS)
    own = (rule.force, rule.condition, rule.when, rule.exceptions, rule.due, rule.in_force, rule.for_each)
    return (*own, *around)
