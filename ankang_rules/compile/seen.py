"""Which facts of the units below the rules of a ruleset read, and how they are held for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from ankang_rules.compile.slots import asked_whether_recorded, keeps_absent, numeric_scale
from ankang_rules.core import nodes as n
from ankang_rules.core.kept import kept
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.model import types as ty


@frozen
class Seen:
    """A fact of units below, by its key, which rules read as one of *type*; the rest as in a slot of a row."""

    key: str
    type: ty.Type
    scale: int
    keeps_absent: bool


@kept
def seen_of(core: RulesetCore) -> dict[tuple[str, ty.Type, int], tuple[int, Seen]]:
    """Return the facts of units below that *core* reads, each with its place in what is held of a unit."""
    recorded = asked_whether_recorded(core)
    found: dict[tuple[str, ty.Type, int], tuple[int, Seen]] = {}
    for fact in _facts_below(_expressions(core)):
        scale = numeric_scale(fact.type)
        seen = Seen(fact.key, fact.type, scale, keeps_absent(fact.key, fact.type, recorded))
        found.setdefault((fact.key, fact.type, scale), (len(found), seen))
    return found


def _expressions(core: RulesetCore) -> Iterator[tuple[n.Node, int]]:
    """Yield each expression with the number of units in hand where it stands."""
    yield from ((definition.expression, 0) for definition in core.definitions)
    yield from ((core.when, 0),) if core.when else ()
    yield from ((group.when, int(group.for_each is not None)) for group in core.groups if group.when)
    for rule in core.rules:
        yield from ((expression, int(rule.for_each is not None)) for expression in rule.expressions())


def _facts_below(expressions: Iterable[tuple[n.Node, int]]) -> Iterator[n.Fact]:
    stack = list(expressions)[::-1]
    while stack:
        node, deep = stack.pop()
        if isinstance(node, n.Fact) and node.unit < deep:
            yield node
        over = node.records if isinstance(node, n.Quantified | n.CountOf | n.ShareWhere | n.Aggregate) else None
        inside = deep + isinstance(over, n.Units)
        stack += [(part, deep if part is over else inside) for part in n.parts(node)][::-1]
