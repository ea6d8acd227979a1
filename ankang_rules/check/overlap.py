"""Exceptions of one rule that can hold at once: an error where facts are found on which both do.

docs/decisions/overlapping-exceptions.md says when such facts make an error.
"""

from __future__ import annotations

from itertools import combinations

from ankang_rules.check import messages
from ankang_rules.check.witness import Case, Facts, NotSimple, facts_to_try, nodes_of
from ankang_rules.core import nodes as n
from ankang_rules.core.print import show_value
from ankang_rules.core.ruleset import Rule, RulesetCore
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.source import Bilingual, Language

MOST_PAIRS = 200
"""How many pairs of exceptions of a ruleset are looked at, each at no more than a fixed number of facts."""

_CALCULATED = (n.Arithmetic, n.ShareOf, n.Negative, n.Absolute)


def check(core: RulesetCore) -> list[Diagnostic]:
    """Return an error for each pair of exceptions of a rule for which there are facts on which both hold."""
    search = _Search(core)
    pairs = ((rule, a, b) for rule in core.rules for a, b in combinations([e.when for e in rule.exceptions], 2))
    return [
        found for (rule, a, b), _ in zip(pairs, range(MOST_PAIRS), strict=False) if (found := search.pair(rule, a, b))
    ]


class _Search:
    def __init__(self, core: RulesetCore) -> None:
        self.core = core
        self.definitions = {definition.key: definition.expression for definition in core.definitions}
        self.indicators = {indicator.key: indicator for indicator in core.indicators}
        self.groups = {group.key: group for group in core.groups}

    def pair(self, rule: Rule, first: n.Node, second: n.Node) -> Diagnostic | None:
        group = self.groups.get(rule.group or "")
        around = [node for node in (self.core.when, group.when if group else None, rule.when) if node is not None]
        try:
            witness = self._witness(first, second, around)
        except NotSimple:
            return None
        if witness is None or first.span is None or second.span is None:
            return None
        read = sorted(self._facts(first) | self._facts(second))
        return messages.structure.exceptions_overlap(first.span, second.span, self._in_words(read, witness))

    def _witness(self, first: n.Node, second: n.Node, around: list[n.Node]) -> Facts | None:
        """Facts on which both hold, where both speak of the same, or one of them always holds with the other."""
        a, b = self._facts(first), self._facts(second)
        if not a or not b:
            return None
        cases = [case for case in self._cases([first, second, *around]) if all(map(case.holds, around))]
        both = [case for case in cases if case.holds(first) and case.holds(second)]
        if not both or not (a == b or self._implies(first, second, cases) or self._implies(second, first, cases)):
            return None
        return both[0].facts

    def _implies(self, first: n.Node, second: n.Node, cases: list[Case]) -> bool:
        """Whether *second* surely holds whenever *first* does."""
        if not self._is_plain(first) or not self._is_plain(second):
            return False
        return all(case.holds(second) for case in cases if case.holds(first))

    def _cases(self, expressions: list[n.Node]) -> list[Case]:
        nodes = [node for expression in expressions for node in nodes_of(expression, self.definitions)]
        named = [node.value for node in nodes if isinstance(node, n.Constant)]
        keys = sorted({node.key for node in nodes if isinstance(node, n.Fact)})
        if not self.indicators.keys() >= set(keys):
            raise NotSimple  # facts that the ruleset of another level declares
        facts = facts_to_try({key: self.indicators[key] for key in keys}, named)
        return [Case(each, self.definitions) for each in facts]

    def _facts(self, condition: n.Node) -> set[str]:
        return {node.key for node in nodes_of(condition, self.definitions) if isinstance(node, n.Fact)}

    def _is_plain(self, condition: n.Node) -> bool:
        """Whether each comparison is of one fact with a value: then the facts tried stand for all there can be."""
        for node in nodes_of(condition, self.definitions):
            if isinstance(node, _CALCULATED):
                return False
            if isinstance(node, n.Compare) and not isinstance(node.right, n.Constant | n.DefinitionRef):
                return False
        return True

    def _in_words(self, keys: list[str], facts: Facts) -> Bilingual:
        def said(key: str, lang: Language) -> str:
            indicator = self.indicators[key]
            shown = show_value(facts[key], indicator.type, lang)
            name = (indicator.labels.zh if lang == "zh" else None) or indicator.name
            return f"`{name}` 为 {shown}" if lang == "zh" else f"`{name}` is {shown}"

        return Bilingual(
            zh="、".join(said(key, "zh") for key in keys), en=" and ".join(said(key, "en") for key in keys)
        )
