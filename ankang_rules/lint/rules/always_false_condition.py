"""L707: always-false-condition."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.lint import messages
from ankang_rules.lint.base import Lint
from ankang_rules.lint.conditions import settled_parts
from ankang_rules.lint.file import File


class AlwaysFalseCondition(Lint):
    """A condition, or a part of one, that holds on no facts at all.

    ## What it finds

    A condition that holds on none of the facts there can be, such as `a < 0` for a count, or `a > 5 and a < 3`.

    ## Why it matters

    The rule can only fail, or, after `when`, is never applied. The unit is told to do what nobody can.

    ## Avoid

    ```rules
    indicator depth : number in 个
    rule depth clause "一1" must depth > 5 and depth < 3
    ```

    ## Prefer

    ```rules
    indicator depth : number in 个
    rule depth clause "一1" must depth > 3 and depth < 5
    ```

    ## Known gaps

    The same as those of `always-true-condition`.
    """

    code = "L707"
    name = "always-false-condition"

    def find(self, file: File) -> Iterator[Diagnostic]:
        yield from (messages.always_false(node.span) for node, holds in settled_parts(file) if not holds and node.span)
