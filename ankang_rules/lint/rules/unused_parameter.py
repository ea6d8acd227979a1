"""L703: unused-parameter."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.core import nodes as n
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.lint import messages
from ankang_rules.lint.base import Lint
from ankang_rules.lint.file import File
from ankang_rules.syntax import tree as t


class UnusedParameter(Lint):
    """A parameter that nothing reads.

    ## What it finds

    A parameter of a ruleset that no rule, definition or other condition of the file reads.

    ## Why it matters

    Whoever sets it for an evaluation sees no difference, and believes the rules are kept to a value that nothing
    asks for.

    ## Avoid

    ```rules
    indicator lifeguards : count in 人
    parameter fewest = 2 人
    rule lifeguards clause "一1" must lifeguards ≥ 3 人
    ```

    ## Prefer

    ```rules
    indicator lifeguards : count in 人
    parameter fewest = 2 人
    rule lifeguards clause "一1" must lifeguards ≥ fewest
    ```

    ## Known gaps

    What a library declares is not reported: those who import it may read it.
    """

    code = "L703"
    name = "unused-parameter"

    def find(self, file: File) -> Iterator[Diagnostic]:
        if file.is_library:
            return
        used = {node.key for node in file.nodes() if isinstance(node, n.ParameterRef)}
        yield from (messages.unused_parameter(d.name.span) for d in file.own(t.ParameterDecl) if d.name.key not in used)
