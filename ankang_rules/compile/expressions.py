"""Expressions of the core → code: for each kind of node what does it."""

from __future__ import annotations

from ankang_rules.compile import arithmetic, comparisons, leaves, lists, logic
from ankang_rules.compile.writer import Method
from ankang_rules.core import nodes as n

METHODS: dict[type[n.Node], Method] = {
    **leaves.METHODS,
    **logic.METHODS,
    **comparisons.METHODS,
    **arithmetic.METHODS,
    **lists.METHODS,
}
