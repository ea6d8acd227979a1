"""L716: advice-with-points."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.lint import messages
from ankang_rules.lint.base import Lint
from ankang_rules.lint.file import File
from ankang_rules.syntax import tree as t


class AdviceWithPoints(Lint):
    """Advice that earns points.

    ## What it finds

    A `should` rule with `points`.

    ## Why it matters

    Advice is shown and left out of the verdict. A score to which advice adds makes it a demand by another door.

    ## Avoid

    ```rules
    indicator lifeguards : count in 人
    rule lifeguards clause "一1" should lifeguards ≥ 2 人 points 5
    ```

    ## Prefer

    ```rules
    indicator lifeguards : count in 人
    rule lifeguards clause "一1" must lifeguards ≥ 2 人 points 5
    ```

    ## Known gaps

    None.
    """

    code = "L716"
    name = "advice-with-points"

    def find(self, file: File) -> Iterator[Diagnostic]:
        advice = {rule.span.start for rule in file.core.rules if rule.force == "should" and rule.span}
        for declaration in file.own(t.RuleDecl):
            if declaration.span.start in advice:
                yield from (messages.advice_with_points(c.span) for c in declaration.clauses if c.kind == "points")
