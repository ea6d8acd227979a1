"""L720: allow-without-reason."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.lint import messages
from ankang_rules.lint.allow import allows
from ankang_rules.lint.base import Lint
from ankang_rules.lint.file import File


class AllowWithoutReason(Lint):
    """An allow that does not say why.

    ## What it finds

    A comment `# allow: LINT` without anything after the name. It silences the lint all the same.

    ## Why it matters

    Whoever reads the file later cannot tell whether the reason still holds.

    ## Avoid

    ```rules
    indicator lifeguards : count in 人
    rule lifeguards must lifeguards ≥ 2 人  # allow: rule-without-clause
    ```

    ## Prefer

    ```rules
    indicator lifeguards : count in 人
    rule lifeguards must lifeguards ≥ 2 人  # allow: rule-without-clause agreed in the meeting, not yet in the source
    ```

    ## Known gaps

    Any word counts as a reason.
    """

    code = "L720"
    name = "allow-without-reason"

    def find(self, file: File) -> Iterator[Diagnostic]:
        yield from (
            messages.allow_without_reason(allow.span, allow.what)
            for allow in allows(file)
            if allow.what and not allow.reason
        )
