"""L701: rule-without-clause."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.lint import messages
from ankang_rules.lint.base import Lint
from ankang_rules.lint.file import File


class RuleWithoutClause(Lint):
    """A rule that cites no clause of the source.

    ## What it finds

    A rule of a ruleset without `clause`. Rules of a library are patterns: whoever takes one in says which clause it
    is for.

    ## Why it matters

    A verdict quotes the clause it judges by. Without one, the unit that fails cannot look up what it failed, and
    coverage counts the clause as having no rule.

    ## Avoid

    ```rules
    indicator lifeguards : count in 人
    rule lifeguards must lifeguards ≥ 2
    ```

    ## Prefer

    ```rules
    indicator lifeguards : count in 人
    rule lifeguards clause "一1(1)" must lifeguards ≥ 2
    ```

    ## Known gaps

    The clause of a group does not count for its rules: coverage does not count it for them, either.
    """

    code = "L701"
    name = "rule-without-clause"

    def find(self, file: File) -> Iterator[Diagnostic]:
        if not file.is_library:
            yield from (
                messages.rule_without_clause(file.name_of(rule)) for rule in file.core.rules if rule.clause is None
            )
