"""L721: unused-allow."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ankang_rules.diagnostics import Diagnostic, nearest
from ankang_rules.lint import messages
from ankang_rules.lint.allow import Allow
from ankang_rules.lint.base import Lint
from ankang_rules.lint.file import File


class UnusedAllow(Lint):
    """An allow that silences nothing.

    ## What it finds

    A comment `# allow: LINT reason` where that lint finds nothing, or with a name that no lint has. Nothing is said
    of lints that the settings leave out.

    ## Why it matters

    The finding was mended, or the comment stands in the wrong place, or the name is misspelt; the next finding
    would be silenced unseen.

    ## Avoid

    ```rules
    indicator lifeguards : count in 人
    # allow: rule-without-clause agreed in the meeting
    rule lifeguards clause "一1" must lifeguards ≥ 2 人
    ```

    ## Prefer

    ```rules
    indicator lifeguards : count in 人
    # allow: rule-without-clause agreed in the meeting
    rule lifeguards must lifeguards ≥ 2 人
    ```

    ## Known gaps

    None.
    """

    code = "L721"
    name = "unused-allow"

    def find(self, file: File) -> Iterator[Diagnostic]:
        """Yield nothing: what an allow silences is known only once all other lints have run."""
        return iter(())

    @staticmethod
    def unused(allow: Allow, names: Collection[str]) -> Diagnostic:
        """Return what there is to say of *allow*, which silences nothing; *names* are those of all lints."""
        if allow.what in names:
            return messages.unused_allow(allow.span, allow.what)
        return messages.allow_of_unknown(allow.span, allow.what, nearest(allow.what, names))
