"""L717: due-out-of-force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Rule
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.lint import messages
from ankang_rules.lint.base import Lint
from ankang_rules.lint.file import File


class DueOutOfForce(Lint):
    """A due date outside the period in which the rule is in force.

    ## What it finds

    A `due` day, written out, before the first or after the last day on which rule, group and ruleset are all in
    force.

    ## Why it matters

    Before its due day a rule that does not hold is not yet decided. Due after the last day, it never is; due before
    the first, the day puts nothing off.

    ## Avoid

    ```rules
    indicator settled : yes/no
    rule settled clause "一1" must settled due 2016-03-31 in force from 2014-01-01 to 2015-12-31
    ```

    ## Prefer

    ```rules
    indicator settled : yes/no
    rule settled clause "一1" must settled due 2015-03-31 in force from 2014-01-01 to 2015-12-31
    ```

    ## Known gaps

    Days that come with the call, such as `end of year`, cannot be told beforehand.
    """

    code = "L717"
    name = "due-out-of-force"

    def find(self, file: File) -> Iterator[Diagnostic]:
        for rule in file.core.rules:
            due = rule.due
            if isinstance(due, n.Constant) and isinstance(due.value, date) and due.span and file.has(due.span):
                start, end = _period(rule, file)
                if (start and due.value < start) or (end and due.value > end):
                    yield messages.due_out_of_force(due.span, due.value, start, end)


def _period(rule: Rule, file: File) -> tuple[date | None, date | None]:
    """The first and last day on which rule, group and ruleset are in force."""
    group = file.groups.get(rule.group or "")
    periods = [file.core.in_force, *([group.in_force] if group else []), rule.in_force]
    starts, ends = [p.start for p in periods if p.start], [p.end for p in periods if p.end]
    return max(starts, default=None), min(ends, default=None)
