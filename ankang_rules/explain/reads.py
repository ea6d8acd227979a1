"""What a rule reads: indicators, parameters and definitions, through definitions and what covers the rule too."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Rule, RulesetCore


class Reads:
    """The keys that the rules of *core* read."""

    def __init__(self, core: RulesetCore) -> None:
        self.core = core
        self.definition = {definition.key: definition for definition in core.definitions}
        self.parameter = {parameter.key: parameter for parameter in core.parameters}
        self.indicator = {indicator.key: indicator for indicator in core.indicators}
        self._groups = {group.key: group for group in core.groups}
        self._of: dict[str, frozenset[str]] = {}

    def of(self, rule: Rule) -> frozenset[str]:
        """Return every key that *rule* reads."""
        if rule.id not in self._of:
            self._of[rule.id] = frozenset(self._through(list(self.expressions(rule))))
        return self._of[rule.id]

    def definitions(self, rule: Rule) -> list[str]:
        """Return the definitions that *rule* reads, in the order of the ruleset."""
        return [key for key in self.definition if key in self.of(rule)]

    def parameters(self, rule: Rule) -> list[str]:
        return [key for key in self.parameter if key in self.of(rule)]

    def indicators(self, rule: Rule) -> list[str]:
        return [key for key in self.indicator if key in self.of(rule)]

    def expressions(self, rule: Rule) -> Iterator[n.Node]:
        """Yield what *rule* says, and the `when`s that cover it."""
        yield from rule.expressions()
        for covering in (self.core, self._groups.get(rule.group or "")):
            if covering is not None and covering.when is not None:
                yield covering.when

    def _through(self, expressions: list[n.Node]) -> Iterator[str]:
        seen: set[str] = set()
        while expressions:
            for node in n.walk(expressions.pop()):
                if not isinstance(node, n.Fact | n.ParameterRef | n.DefinitionRef) or node.key in seen:
                    continue
                if isinstance(node, n.DefinitionRef) and node.of is not None:
                    continue  # another ruleset's, which reads what it reads
                seen.add(node.key)
                yield node.key
                if isinstance(node, n.DefinitionRef):
                    expressions.append(self.definition[node.key].expression)
