"""Which facts the rules of a ruleset ask for, and of which units: of the unit itself, or of those of a level below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Rule, RulesetCore
from ankang_rules.model.types import UnitsOf

Levels = tuple[str, ...]
"""The keys of levels; none for the unit itself."""

Asked = tuple[Levels, str]
"""Of whom a fact is asked, and its key."""

_OVER = n.Quantified | n.CountOf | n.ShareWhere | n.Aggregate


def asked_by(core: RulesetCore, rule: Rule) -> list[Asked]:
    """Return what *rule* asks, in the order in which it is written, what is around it last; each once."""
    group = next((group for group in core.groups if group.key == rule.group), None)
    about: tuple[Levels, ...] = ((), (rule.for_each,)) if rule.for_each else ((),)
    reading = _Reading(core)
    found = [asked for expression in rule.expressions() for asked in reading.of(expression, about)]
    if rule.for_each:
        found += reading.registers([rule.for_each])
    if group is not None and group.when is not None:
        found += reading.of(group.when, about if group.for_each else ((),))
    if core.when is not None:
        found += reading.of(core.when, ((),))
    return list(dict.fromkeys(found))


class _Reading:
    def __init__(self, core: RulesetCore) -> None:
        self.core = core

    def of(self, node: n.Node, around: tuple[Levels, ...]) -> Iterator[Asked]:
        """Yield what *node* asks; *around* are the units in hand, the innermost last."""
        match node:
            case n.Fact(key=key, unit=between):
                yield around[-1 - between], key
            case n.DefinitionRef(key=key, of=None):
                yield from self._definition(self.core, key, ((),))
            case n.DefinitionRef(key=key, of=name, unit=between):
                home = next(level.core for level in self.core.levels if level.core.name == name)
                yield from ((around[-1 - between], fact) for _, fact in self._definition(home, key, ((),)))
            case _:
                yield from self._parts(node, around)

    def _parts(self, node: n.Node, around: tuple[Levels, ...]) -> Iterator[Asked]:
        over = node.records if isinstance(node, _OVER) and isinstance(node.records, n.Units) else None
        if over is not None:
            levels = cast(UnitsOf, over.type).levels
            yield from self.registers(levels)
            around = (*around, levels)
        for part in n.parts(node):
            yield from self.of(part, around)

    def _definition(self, home: RulesetCore, key: str, around: tuple[Levels, ...]) -> Iterator[Asked]:
        expression = next(definition.expression for definition in home.definitions if definition.key == key)
        yield from _Reading(home).of(expression, around)

    def registers(self, levels: Iterable[str]) -> Iterator[Asked]:
        """Yield the totals by which *levels*, and those above them, are closed; they are told by the unit itself."""
        for key in levels:
            level = self.core.level(key)
            while level is not None:
                if level.register is not None:
                    yield (), level.register
                level = self.core.level(level.parent)
