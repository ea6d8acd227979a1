"""L704: unused-definition."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.core import nodes as n
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.lint import messages
from ankang_rules.lint.base import Lint
from ankang_rules.lint.file import File
from ankang_rules.syntax import tree as t


class UnusedDefinition(Lint):
    """A definition that nothing reads.

    ## What it finds

    A definition of a ruleset that no rule, definition or other condition of the file reads.

    ## Why it matters

    The definition and what stands in its place in the conditions drift apart, and readers trust the wrong one.

    ## Avoid

    ```rules
    indicator insured : count in 人
    indicator eligible : count in 人
    define rate = insured / eligible
    rule participation clause "一1" must insured / eligible > 98%
    ```

    ## Prefer

    ```rules
    indicator insured : count in 人
    indicator eligible : count in 人
    define rate = insured / eligible
    rule participation clause "一1" must rate > 98%
    ```

    ## Known gaps

    What only a ruleset of units above reads is reported; what a library declares is not.
    """

    code = "L704"
    name = "unused-definition"

    def find(self, file: File) -> Iterator[Diagnostic]:
        if file.is_library:
            return
        used = {node.key for node in file.nodes() if isinstance(node, n.DefinitionRef)}
        yield from (messages.unused_definition(d.name.span) for d in file.own(t.DefineDecl) if d.name.key not in used)
