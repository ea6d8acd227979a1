"""Facts that no rule reads, anywhere in the tree: one finding for each, however many units give it.

A fact counts as read where any rule of any ruleset in the tree reads a fact of its name, of whichever unit: a rule may
ask about the units below by their facts, and about those above.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define

from ankang_rules.core import nodes as n
from ankang_rules.core.kept import kept
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.evaluate import messages
from ankang_rules.facts.facts import Facts, FactValue
from ankang_rules.facts.reading import Reading

_MOST_NAMED = 3


@define
class _Unread:
    first: FactValue
    units: list[str]
    number: int = 0


def unread(core: RulesetCore, facts: Facts) -> list[Diagnostic]:
    """Return a warning for each name under which *facts*, or those of units below, say what no rule reads."""
    read = facts_read(core)
    found: dict[str, _Unread] = {}
    for path, unit in _units(facts, ()):
        for key, fact in unit.values.items():
            if key not in read:
                met = found.setdefault(key, _Unread(fact, []))
                met.number += 1
                if len(met.units) < _MOST_NAMED:
                    met.units.append("/".join(path))
    names = {i.key: i.name for ruleset in reversed(rulesets(core)) for i in ruleset.indicators}
    told = Reading()
    for key, one in found.items():
        told.take([messages.unread_fact(names[key], one.first.span, one.units, one.number)])
    return told.closed()


def _units(facts: Facts, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Facts]]:
    yield path, facts
    for level, units in facts.children.items():
        for number, unit in enumerate(units):
            yield from _units(unit, (*path, unit.unit or f"{level}[{number}]"))


@kept
def facts_read(core: RulesetCore) -> frozenset[str]:
    """Return the keys of the indicators that any expression of the tree reads, or any level goes by."""
    expressions = (expression for ruleset in rulesets(core) for expression in ruleset.expressions())
    read = {node.key for expression in expressions for node in n.walk(expression) if isinstance(node, n.Fact)}
    levels = [level for ruleset in rulesets(core) for level in ruleset.levels]
    return frozenset(read | {key for level in levels for key in (level.register, level.recorded) if key})


@kept
def rulesets(core: RulesetCore) -> tuple[RulesetCore, ...]:
    """Return *core* and every ruleset below it, each once."""
    below = (ruleset for level in core.levels for ruleset in rulesets(level.core))
    return tuple({id(ruleset): ruleset for ruleset in (core, *below)}.values())
