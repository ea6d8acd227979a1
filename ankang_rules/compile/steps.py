"""Expressions → a generated function of a row that gives what each step comes to, and the shapes of their traces.

A step is a node. What it comes to is held as in the function `judge`, as whole numbers where that can be; the shape
says how an outcome is made of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from attrs import frozen

from ankang_rules.compile.capabilities import NotCompiled
from ankang_rules.compile.code import Code, Number, Truth, Value, guarded
from ankang_rules.compile.names import comment
from ankang_rules.compile.shapes import Found, Leaf, Shape, Truths, number_at, step, truth_at, value_at
from ankang_rules.compile.source import Function, to_function
from ankang_rules.compile.to_python import ASKED, Module, Setting, ToPython
from ankang_rules.compile.writer import OUTSIDE, Inside, Writer
from ankang_rules.core import nodes as n
from ankang_rules.core.print import show
from ankang_rules.core.ruleset import Rule, RulesetCore
from ankang_rules.evaluate.vacuous import through
from ankang_rules.model import types as ty
from ankang_rules.model.outcome import NO, YES, Known, Outcome

_TAKEN: Final = frozenset(
    (
        *(n.Constant, n.Fact, n.ParameterRef, n.DefinitionRef, n.DayRef),
        *(n.Not, n.And, n.Or, n.NumberOf, n.If),
        *(n.Compare, n.IsOneOf, n.Includes, n.IsEmpty, n.IsRecorded),
        *(n.Arithmetic, n.ShareOf, n.Negative, n.Absolute, n.Rounded, n.Extreme),
    )
)
"""What is traced here. Months, records and units below are left to the reference, with all that stands around them."""


@frozen
class Steps:
    """The *shapes* of the traces of some expressions, by the ids of the nodes, and the *function* that fills them."""

    function: Function
    shapes: dict[int, Shape]

    def values(self, row: Sequence[Any], told: Sequence[Any], known: dict[int, Outcome]) -> tuple[Any, ...] | None:
        """Return what each step comes to, last the outcomes of facts *known* so far; None if something is unknown."""
        try:
            found: tuple[Any, ...] | None = self.function.run(row, told)
        except Exception as error:
            raise self.function.told_of(error) from None
        return None if found is None else (*found, known)


def to_steps(
    core: RulesetCore, setting: Setting, expressions: Sequence[n.Node], rule: Rule | None = None
) -> Steps | None:
    """Return the steps of *expressions*, those of *rule* or of definitions; None where any of them is not taken."""
    if not all(map(_is_taken, _read_by(core, expressions))):
        return None
    try:
        return _Steps(core, setting, rule).of(expressions)
    except (NotCompiled, RecursionError, SyntaxError, MemoryError):  # the latter for what nests too deeply for Python
        return None


def _read_by(core: RulesetCore, expressions: Sequence[n.Node]) -> list[n.Node]:
    """Return the nodes of *expressions*, and of the definitions that they read."""
    definitions = {definition.key: definition.expression for definition in core.definitions}
    return [node for expression in expressions for node in through(expression, definitions)]


def _is_taken(node: n.Node) -> bool:
    if isinstance(node, n.Fact | n.DefinitionRef) and (node.unit or getattr(node, "of", None) is not None):
        return False
    return type(node) in _TAKEN and not isinstance(node.type, ty.Monthly | ty.ListOf)


class _Writer(Writer):
    """Gives a name to every step, and remembers it."""

    def __init__(self, *what: Any, **more: Any) -> None:
        super().__init__(*what, **more)
        self.seen: dict[int, Code] = {}
        self.doubtful: dict[str, None] = {}
        """The names of what may be unknown although all facts are known, as where something is divided by zero."""

    def bounded(self, node: n.Node, inside: Inside = OUTSIDE) -> Code:
        if id(node) not in self.seen:
            found = super().bounded(node, inside)
            self.seen[id(node)] = named = self._named(node, found)
            if named.unless or (isinstance(named, Truth) and named.open):
                self.doubtful[named.text] = None
        return self.seen[id(node)]

    def _named(self, node: n.Node, code: Code) -> Code:
        if isinstance(code, Truth):
            return code if code.is_name else Truth(self._let(code.text, "c", node), open=code.open)
        if isinstance(code, Number):
            return code if _is_fixed(code) else self._number(node, code)
        if _is_held(code):
            return code
        name = self._let(guarded(code.text, code.unless), "v", node)
        return Value(name, (f"{name} is None",) if code.unless else ())

    def _number(self, node: n.Node, code: Number) -> Number:
        text, under = code.text, code.under
        if not _is_held(code):
            text = self._let(guarded(text, code.unless), "n", node)
        if under is not None and not under.isidentifier():
            under = self._let(guarded(under, code.unless, "1"), "under", node)
        return Number(text, (f"{text} is None",) if code.unless else (), code.factor, under, code.positive)

    def _let(self, text: str, wanted: str, node: n.Node) -> str:
        name = self.names.new(wanted)
        self.say(f"{name} = {text}  # {comment(show(node))}")
        return name


def _known(value: Any) -> Known:
    return (YES if value else NO) if isinstance(value, bool) else Known(value)


def _is_held(code: Code) -> bool:
    """Whether it has a name already, with None there for what is unknown."""
    return code.is_name and code.unless in ((), (f"{code.text} is None",))


def _is_literal(code: Truth) -> bool:
    return code.text in ("True", "False")


def _is_fixed(code: Number) -> bool:
    return code.text == "1" and not code.unless and code.under is None


class _Steps(ToPython[_Writer]):
    """Writes the function of some expressions."""

    def __init__(self, core: RulesetCore, setting: Setting, rule: Rule | None) -> None:
        super().__init__(core, setting, True, _Writer)
        self.rule = rule
        self.function = self.rules[core.rules.index(rule)] if rule else self.names.new("definitions")
        self.places: dict[str, int] = {}
        self.slot_of = {slot.indicator.key: place for place, slot in enumerate(self.slots)}

    def of(self, expressions: Sequence[n.Node]) -> Steps:
        for expression in expressions:
            self.writer.define(expression)
            self.writer.code(expression)
        shapes = {id(expression): self._shape(expression) for expression in expressions}
        module = self._module(_read_by(self.core, expressions))
        return Steps(to_function(self.core, module, self.function), shapes)

    def _module(self, nodes: list[n.Node]) -> Module:
        lines = [
            f"# {comment(self.core.name)}, generated: what each step comes to",
            *self.head,
            "",
            f"def {self.function}(row, asked):",
            *self._facts_of(nodes),
            *self._asked_by(nodes),
            *self.writer.lines,
            *_unless([f"{name} is None" for name in self.writer.doubtful]),
            f"    return ({''.join(f'{name}, ' for name in self.places)})",
        ]
        return Module("\n".join([*lines, ""]), tuple(self.rule for _ in lines), self.constants, {})

    def _facts_of(self, nodes: list[n.Node]) -> Iterator[str]:
        """Yield the lines that take what is read from the row, and go no further where some of it is not known."""
        read = {node.key for node in nodes if isinstance(node, n.Fact)}
        unless = []
        for place, slot in enumerate(self.slots):
            if slot.indicator.key in read:
                yield f"    {slot.name} = row[{place}]" + (f"  # times {slot.scale}" if slot.scale != 1 else "")
                unless += [f"{slot.name} is None", *([f"{slot.name} is ABSENT"] if slot.keeps_absent else [])]
        yield from _unless(unless)

    def _asked_by(self, nodes: list[n.Node]) -> Iterator[str]:
        """Yield the line that takes what is told of the call, where any of it is read."""
        given = [node for node in nodes if isinstance(node, n.ParameterRef) and node.key in self.given]
        if given or any(isinstance(node, n.DayRef) for node in nodes):
            yield f"    ({''.join(f'{name}, ' for name in (*ASKED, *self.given.values()))}) = asked"

    # Shapes

    def _shape(self, node: n.Node) -> Shape:
        if isinstance(node, n.Constant):
            return step(node, _known(node.value), ())
        code = self.writer.seen[id(node)]
        parts = tuple(self._shape(part) for part in n.parts(node))
        if not parts and isinstance(code, Truth) and not _is_literal(code):
            return Truths(node, self._place(code.text))
        found = self._outcome(code)
        if isinstance(node, n.Fact) and callable(found):
            return Leaf(node, self.slot_of[node.key], found)
        return step(node, found, parts)

    def _outcome(self, code: Code) -> Found | Known:
        if isinstance(code, Truth):
            if _is_literal(code):
                return YES if code.text == "True" else NO
            return truth_at(self._place(code.text))
        if isinstance(code, Number):
            if _is_fixed(code):
                return Known(code.factor)
            above = self._place(code.text)
            return number_at(above, code.factor, None if code.under is None else self._place(code.under))
        return value_at(self._place(code.text))

    def _place(self, name: str) -> int:
        return self.places.setdefault(name, len(self.places))


def _unless(tests: list[str]) -> Iterator[str]:
    if tests:
        yield f"    if {' or '.join(tests)}:"
        yield "        return None"
