"""L713: shadowed-exception."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Exception_, Rule
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.lint import messages
from ankang_rules.lint.base import Lint
from ankang_rules.lint.file import File
from ankang_rules.lint.settled import settled


class ShadowedException(Lint):
    """An exception that changes nothing.

    ## What it finds

    An exception whose condition for applying never holds where the rule itself applies, or one that asks for the
    same as the rule does. (Two exceptions that hold at once do not load.)

    ## Why it matters

    The author of the standard meant a relief that no unit will ever get.

    ## Avoid

    ```rules
    indicator swimmers : count in 人
    indicator lifeguards : count in 人
    rule lifeguards clause "一1"
      must lifeguards ≥ 2 人
      when swimmers > 50 人
      except when swimmers < 10 人 : lifeguards ≥ 1 人
    ```

    ## Prefer

    ```rules
    indicator swimmers : count in 人
    indicator lifeguards : count in 人
    rule lifeguards clause "一1"
      must lifeguards ≥ 2 人
      when swimmers > 5 人
      except when swimmers < 10 人 : lifeguards ≥ 1 人
    ```

    ## Known gaps

    The same as those of `always-false-condition`; the `when` of ruleset and group is not looked at.
    """

    code = "L713"
    name = "shadowed-exception"

    def find(self, file: File) -> Iterator[Diagnostic]:
        for rule in file.rules():
            for exception in rule.exceptions:
                if file.has(exception.when.span):
                    yield from _shadowed(rule, exception, file)


def _shadowed(rule: Rule, exception: Exception_, file: File) -> Iterator[Diagnostic]:
    base, asked, when = rule.condition.span, exception.condition.span, exception.when.span
    if base and asked and exception.condition == rule.condition:
        yield messages.exception_changes_nothing(asked, base)
    if rule.when is None or settled(exception.when, file) is not None or settled(rule.when, file) is not None:
        return
    if when and rule.when.span and settled(n.And((rule.when, exception.when)), file) is False:
        yield messages.exception_never_applies(when, rule.when.span)
