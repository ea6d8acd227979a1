"""Definitions, in an order in which each uses only those before it; circles are reported."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from ankang_rules.check import messages
from ankang_rules.check.expressions import Expressions
from ankang_rules.check.scope import Declared
from ankang_rules.core.ruleset import Definition
from ankang_rules.model import types as ty
from ankang_rules.model.names import fold
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.parser import children

MOST_DEFINITIONS = 100
"""How many definitions may stand upon one another."""


def declare_definitions(written: Iterable[t.DefineDecl], expressions: Expressions) -> tuple[Definition, ...]:
    """Check and declare *written*, what others need first."""
    return _Definitions(list(written), expressions).run()


class _Definitions:
    def __init__(self, written: list[t.DefineDecl], expressions: Expressions) -> None:
        self.expressions, self.scope = expressions, expressions.scope
        self.written = {d.name.key: d for d in written}
        keys = {fold(text): key for key, d in self.written.items() for text in _spellings(d)}
        self.needs = {
            key: [keys[name] for name in _mentioned(d.expression) if name in keys] for key, d in self.written.items()
        }
        self.done: dict[str, Definition | None] = {}

    def run(self) -> tuple[Definition, ...]:
        for key in self.written:
            self._define(key, ())
        return tuple(definition for definition in self.done.values() if definition is not None)

    def _define(self, key: str, way: tuple[str, ...]) -> None:
        """Check the definition *key*, which those on the *way* need."""
        if key in self.done:
            return
        written = self.written[key]
        if key in way or len(way) >= MOST_DEFINITIONS:
            if key in way:
                names = [self.written[k].name.text for k in (*way[way.index(key) :], key)]
                self.scope.report(messages.names.circle(written.name.span, names))
            else:
                self.scope.report(messages.conditions.definitions_too_deep(written.name.span, MOST_DEFINITIONS))
            self.done[key] = None
            self._declare(written, None)
            return
        order = list(self.written)
        for other in sorted(set(self.needs[key]), key=order.index):
            self._define(other, (*way, key))
        if key not in self.done:
            self.done[key] = self._checked(written)

    def _checked(self, written: t.DefineDecl) -> Definition | None:
        expression = self.expressions.value(written.expression)
        free = self._declare(written, expression.type if expression else None)
        if expression is None or not free:
            return None
        name = written.name
        self.scope.definitions[name.key] = expression
        return Definition(name.text, name.key, expression, written.labels.text, span=written.span)

    def _declare(self, written: t.DefineDecl, kind: ty.Type | None) -> bool:
        declared = Declared("definition", written.name.text, written.name.key, kind, written.name.span)
        return self.scope.declare(declared, written.name, written.labels)


def _spellings(written: t.DefineDecl) -> list[str]:
    return [written.name.text, *(text for text, _ in written.labels.places)]


def _mentioned(expression: t.Expr) -> set[str]:
    """The keys of all names in *expression*."""
    found, stack = set(), cast(list[t.Node], [expression])
    while stack:
        node = stack.pop()
        if isinstance(node, t.Reference):
            found.add(node.name.key)
        stack.extend(children(node))
    return found
