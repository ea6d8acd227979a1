"""What a rule reads in a tree: its expressions with where they stand, the values it comes to, its comparisons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import chain, islice

from attrs import evolve

from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Rule
from ankang_rules.evaluate.judge import whens_about
from ankang_rules.evaluate.reference import Evaluator, Scope
from ankang_rules.evaluate.units import listed
from ankang_rules.explain.settling.seeking import Seeking
from ankang_rules.model.outcome import Known, Outcome, Value

_OUTSIDE = Scope()
_MOST_SEEN = 40
_MOST_UNITS = 3


class Reading:
    """The expressions of *rule* of the unit that *seeking* is about, of what covers it, and of its definitions."""

    def __init__(self, rule: Rule, seeking: Seeking) -> None:
        self.rule, self.seeking, self.core = rule, seeking, seeking.core
        self.expressions = list(self._expressions())

    def reads_verdicts(self) -> bool:
        """Whether it asks how units below are judged."""
        return any(isinstance(node, n.Verdict) for expression, _ in self.expressions for node in n.walk(expression))

    def is_about_units(self) -> bool:
        """Whether it looks at units below."""
        nodes = (node for expression, _ in self.expressions for node in n.walk(expression))
        return self.rule.for_each is not None or any(isinstance(node, n.Units) for node in nodes)

    def asks_for_judgements(self) -> bool:
        """Whether it asks of units below for more than their facts: their verdicts, or what their rulesets define."""
        return any(
            isinstance(node, n.Verdict)
            or (isinstance(node, n.Units) and node.judged)
            or (isinstance(node, n.DefinitionRef) and node.of is not None)
            for expression, _ in self.expressions
            for node in n.walk(expression)
        )

    def seen(self) -> list[Value]:
        """Return the values of constants, facts and whatever else the rule comes to as it stands."""
        seen, seeking = _Seen(), self.seeking
        evaluator = Evaluator(self.core, seeking.judgement.facts, seeking.asked, seen, seeking.evaluator.unit.below)
        for expression, scope in self.expressions:
            evaluator.value(expression, scope)
        return list(dict.fromkeys(chain(self._constants(), islice(seen.values, _MOST_SEEN))))

    def comparisons(self) -> Iterator[n.Compare]:
        """Yield the comparisons that stand outside every list, series and level of units."""
        stack = [expression for expression, scope in self.expressions if not scope.units]
        while stack:
            node = stack.pop()
            if isinstance(node, n.Compare):
                yield node
            if not isinstance(node, n.EveryMonth | n.Quantified | n.CountOf | n.ShareWhere | n.Aggregate):
                stack.extend(n.parts(node))

    def _constants(self) -> Iterator[Value]:
        below = (self._of_other(node) for e, _ in self.expressions for node in n.walk(e))
        expressions = chain((e for e, _ in self.expressions), chain.from_iterable(below))
        return (node.value for e in expressions for node in n.walk(e) if isinstance(node, n.Constant))

    def _of_other(self, node: n.Node) -> list[n.Node]:
        """The expression that *node* stands for, where another ruleset defines it."""
        if not isinstance(node, n.DefinitionRef) or node.of is None:
            return []
        cores = (level.core for level in self.core.levels if level.core.name == node.of)
        return [d.expression for core in cores for d in core.definitions if d.key == node.key]

    def _expressions(self) -> Iterator[tuple[n.Node, Scope]]:
        group = next((group for group in self.core.groups if group.key == self.rule.group), None)
        inside = self._scopes()
        rule = [(expression, scope) for scope in inside for expression in self.rule.expressions()]
        whens = whens_about(self.core, group, self.rule)
        around = [(when, inside[0] if of_unit else _OUTSIDE) for _, when, of_unit in whens] if inside else []
        definitions = {d.key: d.expression for d in self.core.definitions}
        stack, used = [*around, *rule], set[str]()
        while stack:
            expression, scope = stack.pop()
            yield expression, scope
            keys = {node.key for node in n.walk(expression) if isinstance(node, n.DefinitionRef) and not node.of}
            stack.extend((definitions[key], _OUTSIDE) for key in sorted(keys - used))
            used |= keys

    def _scopes(self) -> list[Scope]:
        """Where the conditions of the rule stand: outside all units, or in the first few that it is about."""
        if self.rule.for_each is None:
            return [_OUTSIDE]
        units = listed(self.seeking.evaluator.unit, [self.rule.for_each], self.core).units
        return [evolve(_OUTSIDE, units=(unit,)) for unit in units[:_MOST_UNITS]]


class _Seen:
    """Keeps each value it sees, once."""

    def __init__(self) -> None:
        self.values: dict[Value, None] = {}

    def enter(self, node: n.Node, at: int | None) -> None:
        pass

    def leave(self, node: n.Node, outcome: Outcome) -> None:
        if isinstance(outcome, Known) and isinstance(outcome.value, Fraction | date | str | frozenset):
            self.values[outcome.value] = None
