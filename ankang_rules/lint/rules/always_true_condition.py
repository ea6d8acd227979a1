"""L706: always-true-condition."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.lint import messages
from ankang_rules.lint.base import Lint
from ankang_rules.lint.conditions import settled_parts
from ankang_rules.lint.file import File


class AlwaysTrueCondition(Lint):
    """A condition, or a part of one, that holds whatever the facts are.

    ## What it finds

    A condition that holds on all facts there can be: counts are whole and not negative, shares keep to their
    `within`, and comparisons of one indicator are weighed together, as in `a ≤ 5 or a > 3`.

    ## Why it matters

    It asks for nothing. Most often a number, the direction of a comparison or an `or` for an `and` is wrong.

    ## Avoid

    ```rules
    indicator lifeguards : count in 人
    rule lifeguards clause "一1" must lifeguards ≥ 0 人
    ```

    ## Prefer

    ```rules
    indicator lifeguards : count in 人
    rule lifeguards clause "一1" must lifeguards ≥ 1 人
    ```

    ## Known gaps

    Where several indicators are calculated with, only bounds by their types are known. Nothing is said of dates,
    which may be reported as `none`, of text in open lists, or of what is read of units below.
    """

    code = "L706"
    name = "always-true-condition"

    def find(self, file: File) -> Iterator[Diagnostic]:
        yield from (messages.always_true(node.span) for node, holds in settled_parts(file) if holds and node.span)
