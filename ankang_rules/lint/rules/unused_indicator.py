"""L702: unused-indicator."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.core import nodes as n
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.lint import messages
from ankang_rules.lint.base import Lint
from ankang_rules.lint.file import File
from ankang_rules.syntax import tree as t


class UnusedIndicator(Lint):
    """An indicator that nothing reads.

    ## What it finds

    An indicator of a ruleset that no rule, definition or other condition of the file reads.

    ## Why it matters

    Somebody collects it for nothing, or a rule about it was forgotten.

    ## Avoid

    ```rules
    indicator lifeguards : count in 人
    indicator swimmers : count in 人
    rule lifeguards clause "一1" must lifeguards ≥ 2
    ```

    ## Prefer

    ```rules
    indicator lifeguards : count in 人
    indicator swimmers : count in 人
    rule lifeguards clause "一1" must lifeguards ≥ 2% of swimmers when swimmers > 0
    ```

    ## Known gaps

    What only a ruleset of units above reads is reported, since nothing here says so; what a library declares is
    not.
    """

    code = "L702"
    name = "unused-indicator"

    def find(self, file: File) -> Iterator[Diagnostic]:
        if file.is_library:
            return
        used = {node.key for node in file.nodes() if isinstance(node, n.Fact)}
        used |= {key for level in file.core.levels for key in (level.register, level.recorded) if key}
        yield from (messages.unused_indicator(d.name.span) for d in file.own(t.IndicatorDecl) if d.name.key not in used)
