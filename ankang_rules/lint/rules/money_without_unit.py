"""L718: money-without-unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ankang_rules.core import nodes as n
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.lint import messages
from ankang_rules.lint.base import Lint
from ankang_rules.lint.file import File, walk
from ankang_rules.model import types as ty


class MoneyWithoutUnit(Lint):
    """A bare number beside money.

    ## What it finds

    A number without a unit that is compared with, or added to, money. Zero needs none.

    ## Why it matters

    A bare number is read in the unit of the indicator beside it. Where that is 万元, `50` means half a million; and
    whoever changes the unit of the indicator changes every such rule.

    ## Avoid

    ```rules
    indicator fund : money in 万元
    rule fund clause "一1" must fund ≥ 50
    ```

    ## Prefer

    ```rules
    indicator fund : money in 万元
    rule fund clause "一1" must fund ≥ 50 万元
    ```

    ## Known gaps

    Values of parameters, and numbers in `expected between`, are passed over.
    """

    code = "L718"
    name = "money-without-unit"

    def find(self, file: File) -> Iterator[Diagnostic]:
        for expression in file.expressions():
            for node in walk(expression):
                if isinstance(node, n.Compare) or (isinstance(node, n.Arithmetic) and node.operator in "+-"):
                    yield from _bare(node.left, node.right)
                    yield from _bare(node.right, node.left)


_BARE = re.compile(r"[\d_.]+")


def _bare(number: n.Node, beside: n.Node) -> Iterator[Diagnostic]:
    if not isinstance(number, n.Constant) or not number.value or number.span is None:
        return
    kind = number.type
    if isinstance(kind, ty.Quantity) and kind.unit == _unit(beside) and _BARE.fullmatch(number.span.text):
        yield messages.money_without_unit(number.span, kind.word.name if kind.word else str(kind.unit))


def _unit(node: n.Node) -> object:
    """The unit of *node* where it is of money: of a fact that is, or made of one."""
    money = (part.type for part in walk(node) if isinstance(part, n.Fact | n.FieldRef | n.MonthOf))
    return next((kind.unit for kind in money if isinstance(kind, ty.Quantity) and kind.kind == "money"), None)
