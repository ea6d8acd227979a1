"""L710: excluded-middle."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.lint import messages
from ankang_rules.lint.base import Lint
from ankang_rules.lint.conditions import boolean_parts, is_excluded_middle
from ankang_rules.lint.file import File


class ExcludedMiddle(Lint):
    """A condition or its own opposite.

    ## What it finds

    An `or` of which one operand is the opposite of another: `a or not a`, `a ≥ 5 or a < 5`.

    ## Why it matters

    It looks as though it always held. But while the fact is missing, neither side is known, and so the rule is
    *unknown* and the unit is asked for a fact that changes nothing.

    ## Avoid

    ```rules
    indicator open : yes/no
    rule open clause "一1" must open or not open
    ```

    ## Prefer

    ```rules
    indicator open : yes/no
    rule open clause "一1" must open is recorded
    ```

    ## Known gaps

    Opposites that are written in two ways, such as `a + b > 3` and `b + a ≤ 3`, are not seen, nor those in what is
    asked of units below.
    """

    code = "L710"
    name = "excluded-middle"

    def find(self, file: File) -> Iterator[Diagnostic]:
        for expression in file.expressions():
            for node in boolean_parts(expression):
                if is_excluded_middle(node) and node.span:
                    yield messages.excluded_middle(node.span)
