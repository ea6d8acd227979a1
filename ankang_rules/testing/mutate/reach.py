"""What of a ruleset is changed → the rules whose results that can change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import define, field

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.evaluate.judge import whens_of


@define
class Reach:
    """Knows which rules of *core* read a definition or a parameter, through other definitions too."""

    core: RulesetCore
    _through: dict[str, frozenset[str]] = field(factory=dict)
    _by_rule: dict[str, frozenset[str]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for definition in self.core.definitions:  # each uses only those before it
            self._through[definition.key] = self._read([definition.expression])
        groups = {group.key: group for group in self.core.groups}
        for rule in self.core.rules:
            group = groups.get(rule.group or "")
            self._by_rule[rule.id] = self._read([*whens_of(self.core, group, rule), *rule.expressions()])

    def _read(self, expressions: Iterable[n.Node]) -> frozenset[str]:
        return frozenset(key for expression in expressions for key in _keys(expression, self._through))

    def of(self, key: str) -> frozenset[str]:
        """Return the ids of the rules that read the definition or parameter under *key*."""
        return frozenset(rule for rule, read in self._by_rule.items() if key in read)

    def of_group(self, key: str) -> frozenset[str]:
        """Return the ids of the rules of the group under *key*."""
        return frozenset(rule.id for rule in self.core.rules if rule.group == key)

    def of_all(self) -> frozenset[str]:
        """Return the ids of all rules."""
        return frozenset(self._by_rule)


def _keys(expression: n.Node, through: Mapping[str, frozenset[str]]) -> Iterator[str]:
    for node in n.walk(expression):
        if isinstance(node, n.ParameterRef):
            yield node.key
        elif isinstance(node, n.DefinitionRef) and node.of is None:
            yield node.key
            yield from through.get(node.key, ())
