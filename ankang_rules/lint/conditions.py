"""The parts of conditions that are conditions themselves, and which of them are settled beforehand."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.core import nodes as n
from ankang_rules.lint.file import File, parts
from ankang_rules.lint.settled import settled
from ankang_rules.model import types as ty


def boolean_parts(node: n.Node) -> Iterator[n.Node]:
    """Yield *node* and the conditions inside it, outermost first."""
    stack = [node]
    while stack:
        node = stack.pop()
        if isinstance(node.type, ty.YesNo):
            yield node
        stack.extend(reversed(list(parts(node))))


def settled_parts(file: File) -> Iterator[tuple[n.Node, bool]]:
    """Yield the outermost conditions of *file* that come to the same on all facts, and whether they hold.

    Values written out, such as the members of ``x is one of {yes}``, are no conditions, and what a definition stands
    for is judged where it is defined.
    """
    stack = list(file.expressions())[::-1]
    while stack:
        node = stack.pop()
        holds = settled(node, file) if _is_condition(node) else None
        if holds is None:
            stack.extend(reversed(list(parts(node))))
        elif file.has(node.span):
            yield node, holds


def _is_condition(node: n.Node) -> bool:
    if isinstance(node, n.Constant | n.DefinitionRef):
        return False
    return isinstance(node.type, ty.YesNo) and not is_excluded_middle(node)


def is_excluded_middle(node: n.Node) -> bool:
    """Whether *node* is an ``or`` with an operand and its opposite."""
    if not isinstance(node, n.Or):
        return False
    operands = set(node.operands)
    return any(opposite in operands for operand in node.operands for opposite in _opposites(operand))


def _opposites(node: n.Node) -> Iterator[n.Node]:
    yield n.Not(node)
    if isinstance(node, n.Compare):
        yield n.Compare(n.OPPOSITE[node.operator], node.left, node.right)
