"""What every reader of an expression has at hand: the scope, ids, and how one side of something settles the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import count
from typing import Any, TypeVar

from attrs import evolve, frozen

from ankang_rules.check import messages
from ankang_rules.check.scope import Scope
from ankang_rules.core import nodes as n
from ankang_rules.diagnostics import nearest
from ankang_rules.model import types as ty
from ankang_rules.model.exact import exact_text
from ankang_rules.model.outcome import Value
from ankang_rules.syntax import tree as t

N = TypeVar("N", bound=n.Node)


@frozen
class Word(n.Node):
    """A name that nobody declared: a member of choices, where what stands beside it has some, else unknown."""

    name: t.Name


class Expressions:
    """Reads expressions in one scope; ids count up over the whole ruleset.

    Each reader returns the core node, or None after reporting what is wrong, so that one mistake is reported once.
    """

    def __init__(self, scope: Scope, readers: Mapping[type[t.Expr], Reader]) -> None:
        self.scope = scope
        self.in_month = False
        self.records: list[ty.ListOf] = []
        self.depth = 0
        self._readers = readers
        self._ids = count(1)

    def read(self, written: t.Expr) -> n.Node | None:
        """Return *written* as it stands by itself; a name nobody declared is a :class:`Word` yet."""
        return self._readers[type(written)](self, written)

    def value(self, written: t.Expr, wanted: ty.Type | None = None) -> n.Node | None:
        """Return *written* as an expression; *wanted* settles bare numbers and members, and is checked."""
        node = self.read(written)
        if isinstance(node, Word):
            if wanted is None:
                self.scope.report_unknown(node.name)
                return None
            return self.settled(node, wanted)
        if node is None or wanted is None:
            return node
        node = self.settled(node, wanted)
        if node is not None and node.type != wanted:
            self.scope.report(messages.types.wrong_value_type(written.span, node.type, wanted))
            return None
        return node

    def condition(self, written: t.Expr) -> n.Node | None:
        """Return *written* as a condition."""
        node = self.value(written)
        if node is None or isinstance(node.type, ty.YesNo):
            return node
        if node.type == ty.Monthly(ty.YesNo()):
            self.scope.report(messages.types.monthly_condition(written.span))
        else:
            self.scope.report(messages.types.not_a_condition(written.span, node.type))
        return None

    def new(self, kind: Callable[..., N], written: t.Node, *args: Any, type: ty.Type = ty.YesNo()) -> N:
        """Return a node of *kind* at the place of *written*, with the next id."""
        return kind(*args, type=type, id=next(self._ids), span=written.span)

    def constant(self, written: t.Node, value: Value, kind: ty.Type, text: str = "") -> n.Constant:
        return evolve(self.new(n.Constant, written, value, type=kind), written=text)

    # What stands beside settles it

    def settled(self, node: n.Node, wanted: ty.Type) -> n.Node | None:
        """Give a bare number the type *wanted*, and a member its list."""
        if isinstance(node, Word):
            return self._member_of(node, wanted)
        if isinstance(node.type, ty.Bare) and ty.is_numeric(wanted) and not isinstance(wanted, ty.Bare):
            return self._with_unit(node, wanted)
        return node

    def both(self, left: n.Node, right: n.Node) -> tuple[n.Node, n.Node] | None:
        """Settle two sides by each other; None after a report."""
        settled_left = self.settled(left, right.type) if not isinstance(right, Word) else left
        if settled_left is None:
            return None
        if isinstance(settled_left, Word):
            self.scope.report_unknown(settled_left.name)
            return None
        settled_right = self.settled(right, settled_left.type)
        if settled_right is None:
            return None
        settled_right = self._as_member(settled_right, settled_left.type)
        settled_left = self._as_member(settled_left, settled_right.type)
        return settled_left, settled_right

    def member(self, name: t.Name, choices: ty.Choices) -> ty.Member | None:
        """Return the member of *choices* that *name* spells, or report that there is none."""
        found = choices.find(name.text)
        if found is None:
            spellings = [s for m in choices.members for s in (m.name, m.labels.zh, m.labels.en) if s]
            self.scope.report(messages.names.unknown_member(name.span, choices, nearest(name.text, spellings)))
        return found

    def _member_of(self, node: Word, wanted: ty.Type) -> n.Node | None:
        choices = wanted.choices if isinstance(wanted, ty.OneOf | ty.SetOf) else None
        if choices is None:
            self.scope.report_unknown(node.name)
            return None
        member = self.member(node.name, choices)
        return None if member is None else self.constant(node.name, member.key, ty.OneOf(choices))

    def _as_member(self, node: n.Node, other: ty.Type) -> n.Node:
        """Read a declared name as a member where only that makes sense; report where both readings do."""
        if not isinstance(other, ty.OneOf) or not isinstance(node, n.Fact | n.ParameterRef | n.DefinitionRef):
            return node
        assert node.span is not None
        member = other.choices.find(node.span.text.strip("`"))
        if member is None or node.span.text.startswith("`"):
            return node
        if node.type == other:
            meanings = (f"{node.key}", f"{other.choices.name or '{…}'}: {member.name}")
            self.scope.report(messages.names.ambiguous_name(node.span, meanings))
            return node
        return n.Constant(member.key, type=other, id=next(self._ids), span=node.span)

    def _with_unit(self, node: n.Node, wanted: ty.Type) -> n.Node | None:
        value = self._bare_value(node)
        if isinstance(wanted, ty.Share) and value is not None and abs(value) > 1:
            assert node.span is not None
            self.scope.report(messages.types.share_over_one(node.span, f"{exact_text(value)}%"))
            return None
        scale = wanted.word.scale if isinstance(wanted, ty.Quantity) and wanted.word else Fraction(1)
        if scale == 1:
            return evolve(node, type=wanted)
        if isinstance(node, n.Constant):
            assert isinstance(node.value, Fraction)
            return evolve(node, type=wanted, value=node.value * scale)
        factor = n.Constant(scale, type=ty.Bare(), id=next(self._ids), span=node.span)
        return n.Arithmetic("×", evolve(node, type=wanted), factor, type=wanted, id=next(self._ids), span=node.span)

    def _bare_value(self, node: n.Node) -> Fraction | None:
        if isinstance(node, n.Constant) and isinstance(node.value, Fraction):
            return node.value
        if isinstance(node, n.ParameterRef):
            values = [v.value for v in self.scope.parameters[node.key].values if isinstance(v.value, Fraction)]
            return max(values, key=abs, default=None)
        return None


Reader = Callable[[Expressions, Any], "n.Node | None"]
