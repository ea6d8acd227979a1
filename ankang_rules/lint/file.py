"""A file as the lints see it: its tree and its core side by side, and which of it is its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from attrs import frozen

from ankang_rules.check.imports import Module
from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Group, Indicator, Rule, RulesetCore
from ankang_rules.source import Source, Span
from ankang_rules.syntax import tree as t

D = TypeVar("D", bound=t.Declaration)


@frozen(eq=False, slots=False)
class File:
    """A checked file. What it takes from others is in the core, too, but is theirs to be linted."""

    module: Module
    core: RulesetCore

    @property
    def source(self) -> Source:
        return self.module.source

    @property
    def comments(self) -> tuple[Span, ...]:
        return self.module.parsed.comments

    @property
    def declarations(self) -> tuple[t.Declaration, ...]:
        return self.module.parsed.file.declarations

    @property
    def is_library(self) -> bool:
        """Whether others take from it, so that what it does not use may be of use."""
        return self.core.tier is None

    def own(self, kind: type[D]) -> Iterator[D]:
        return (d for d in self.declarations if isinstance(d, kind))

    def has(self, span: Span | None) -> bool:
        """Whether *span* is a part of this file."""
        return span is not None and span.source.name == self.source.name

    @cached_property
    def definitions(self) -> Mapping[str, n.Node]:
        return {definition.key: definition.expression for definition in self.core.definitions}

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        return {indicator.key: indicator for indicator in self.core.indicators}

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        return {group.key: group for group in self.core.groups}

    @cached_property
    def _rule_names(self) -> Mapping[int, Span]:
        return {rule.span.start: rule.name.span for rule in self.own(t.RuleDecl)}

    def name_of(self, rule: Rule) -> Span:
        """Return where the name of *rule* is declared."""
        assert rule.span is not None
        return self._rule_names[rule.span.start]

    def rules(self) -> Iterator[Rule]:
        """Yield the rules whose facts are those of the unit in hand: not those about each unit of a level below."""
        return (rule for rule in self.core.rules if rule.for_each is None)

    def nodes(self) -> Iterator[n.Node]:
        """Yield everything that any expression holds, also what is taken from elsewhere or speaks of units below."""
        return (node for expression in self.core.expressions() for node in n.walk(expression))

    def expressions(self) -> Iterator[n.Node]:
        """Yield what this file itself says of the unit in hand: definitions, whens, and all of its rules."""
        found = [definition.expression for definition in self.core.definitions]
        found += [self.core.when] if self.core.when else []
        found += [group.when for group in self.core.groups if group.when and group.for_each is None]
        found += [expression for rule in self.rules() for expression in rule.expressions()]
        return (expression for expression in found if self.has(expression.span))


def parts(node: n.Node) -> Iterator[n.Node]:
    """Yield what is directly inside *node* and speaks of the unit in hand, not of units below."""
    if not isinstance(getattr(node, "records", None), n.Units):
        yield from n.parts(node)


def walk(node: n.Node) -> Iterator[n.Node]:
    """Yield *node* and everything inside it that speaks of the unit in hand, outermost first."""
    stack = [node]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(list(parts(node))))


def conjuncts(node: n.Node) -> Iterator[n.Node]:
    """Yield the conditions that all hold where *node* does."""
    if isinstance(node, n.And):
        for operand in node.operands:
            yield from conjuncts(operand)
    else:
        yield node
