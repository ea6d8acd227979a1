"""Writes the body of a generated function: statements, names, and what every kind of expression needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

from attrs import frozen

from ankang_rules.compile import capabilities
from ankang_rules.compile.capabilities import NotCompiled
from ankang_rules.compile.code import (
    Code,
    Interval,
    Number,
    Truth,
    Value,
    guarded,
)
from ankang_rules.compile.names import Names
from ankang_rules.compile.seen import Seen, seen_of
from ankang_rules.compile.slots import Slot, numeric_scale
from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.model import types as ty

_MOST_INLINE = 90
FIRST_FACT = 2
"""Where in the tuple of a unit below its facts begin, after the unit itself and whether it passes."""


@frozen
class Record:
    """The record in hand in generated code: its type, and for each field by key its name and what it is as code."""

    kind: ty.ListOf
    names: dict[str, str]
    fields: dict[str, Value | Number | Truth]


@frozen
class Inside:
    """Where an expression stands: the names of the month and of the units in hand, and the records, outermost first."""

    month: str | None = None
    records: tuple[Record, ...] = ()
    units: tuple[str, ...] = ()


OUTSIDE = Inside()

Method = Callable[["Writer", Any, Inside], Code]
"""What turns nodes of one kind into code."""


class Writer:
    """Writes the body of one function, for rows in which everything is known where *whole*."""

    def __init__(
        self,
        core: RulesetCore,
        slots: dict[str, Slot],
        names: Names,
        constants: Callable[[Any, str], str],
        parameters: dict[str, Code],
        methods: Mapping[type[n.Node], Method],
        *,
        whole: bool,
    ) -> None:
        self.core, self.slots, self.names, self.whole = core, slots, names, whole
        self.lines: list[str] = []
        self._methods = methods
        self._indent = "    "
        self.constant, self.parameters = constants, parameters
        self._definitions = {definition.key: definition for definition in core.definitions}
        self.defined: dict[str, Code] = {}
        self._of_units: list[dict[tuple[str, int], str]] = [{}]
        """What has a name already of the units in hand, by the name of the unit and the place, function by function."""

    def say(self, line: str) -> None:
        self.lines.append(self._indent + line)

    def let(self, text: str, wanted: str) -> str:
        """Write a statement that gives *text* a name, and return the name."""
        name = self.names.new(wanted)
        self.say(f"{name} = {text}")
        return name

    @contextmanager
    def undone_if_not_compiled(self) -> Iterator[None]:
        """Take back what was written, where it turns out that the whole of it cannot be."""
        lines, defined, indent = len(self.lines), dict(self.defined), self._indent
        try:
            yield
        except NotCompiled:
            del self.lines[lines:]
            self.defined, self._indent = defined, indent
            del self._of_units[1:]
            raise

    @contextmanager
    def function(self, name: str, argument: str) -> Iterator[None]:
        """Write a function inside the one that is written."""
        self.say(f"def {name}({argument}):")
        indent, self._indent = self._indent, self._indent + "    "
        self._of_units.append({})
        yield
        self._of_units.pop()
        self._indent = indent

    def code(self, node: n.Node, inside: Inside = OUTSIDE) -> Code:
        """Return an expression as code, a number by itself even where only its bounds are known."""
        found = self.bounded(node, inside)
        if not isinstance(found, Interval):
            return found
        name = self.let(f"settled({found.text})", "number")
        return Number(name, (f"{name} is None",))

    def bounded(self, node: n.Node, inside: Inside = OUTSIDE) -> Code:
        """Return an expression as code, where it may be a number known by its bounds."""
        method = self._methods.get(type(node))
        if method is None:
            raise NotCompiled(type(node).__name__)
        return method(self, node, inside)

    def truth(self, node: n.Node, inside: Inside = OUTSIDE) -> Truth:
        """Return a condition as code."""
        found = self.code(node, inside)
        if isinstance(found, Truth):
            return found
        assert not isinstance(found, Number)
        return Truth(f"({guarded(found.text, found.unless)})", open=bool(found.unless))

    def number(self, node: n.Node, inside: Inside) -> Number:
        """Return a number as code."""
        found = self.code(node, inside)
        assert isinstance(found, Number)
        return found

    def named(self, truth: Truth, wanted: str = "c") -> Truth:
        """Return *truth* under a name, so that it can be spoken of more than once."""
        return truth if truth.is_name else Truth(self.let(truth.text, wanted), open=truth.open)

    def as_value(self, code: Code) -> Code:
        """Return *code* so that it may stand on a side of a comparison of anything but numbers."""
        if not isinstance(code, Truth):
            return code
        if not code.open:
            return Value(f"({code.text})" if not code.is_name else code.text)
        name = self.named(code).text
        return Value(name, (f"{name} is None",))

    def opposite(self, truth: Truth) -> Truth:
        """Return Kleene's *not* of *truth*."""
        return Truth(f"opposite({truth.text})", open=True) if truth.open else Truth(f"(not {bracketed_truth(truth)})")

    def held(self, name: str, kind: ty.Type, scale: int, slot: Slot | Seen) -> Value | Number | Truth:
        """Return what is held under *name*, out of *slot*: of type *kind*, numbers *scale* times as large."""
        unless: tuple[str, ...] = ()
        whole, keeps_absent = self.is_whole(slot), slot.keeps_absent
        if not whole:
            unless = (f"{name} is None", *((f"{name} is ABSENT",) if keeps_absent else ()))
        if ty.is_numeric(kind):
            is_count = isinstance(kind, ty.Quantity) and kind.kind == "count" and isinstance(slot, Slot)
            return Number(name, unless, Fraction(1, scale), positive=is_count)
        if isinstance(kind, ty.YesNo):
            if keeps_absent and not whole:
                return Truth(f"(None if {name} is ABSENT else {name})", open=True)
            return Truth(name, open=not whole)
        is_date = isinstance(kind, ty.Date) and keeps_absent and not whole
        return Value(name, unless, absent=f"{name} is ABSENT" if is_date else None)

    def define(self, expression: n.Node) -> None:
        """Write the definitions that *expression* reads, before anything that could stand in a function inside."""
        for node in n.walk(expression):
            if isinstance(node, n.DefinitionRef) and node.of is None and node.key not in self.defined:
                defined = self._definitions[node.key]
                self.define(defined.expression)
                self.defined[node.key] = self.known_as(self.bounded(defined.expression), node.key)

    def known_as(self, code: Code, wanted: str) -> Code:
        """Return *code* under a name where it is long, so that it is worked out once."""
        if isinstance(code, Truth):
            return code if code.text in ("True", "False") else self.named(code, wanted)
        if isinstance(code, Interval):
            return Interval(self.let(code.text, wanted))
        if isinstance(code, Number) and code.text != "1" and len(code.text) + len(code.under or "") > _MOST_INLINE:
            text = self.let(guarded(code.text, code.unless), wanted)
            under = code.under and self.let(guarded(code.under, code.unless, "1"), f"{wanted} under")
            unless = (f"{text} is None",) if code.unless else ()
            return Number(text, unless, code.factor, under, code.positive)
        return code

    def join(self, truths: list[Truth], word: str, function: str) -> Truth:
        """Return Kleene's *word* of *truths*; those that are never open settle it first where they can."""
        certain = f" {word} ".join(bracketed_truth(truth) for truth in truths if not truth.open)
        open_ = [self.named(truth).text for truth in truths if truth.open]
        if not open_:
            return Truth(f"({certain})" if len(truths) > 1 else certain)
        if len(open_) == 1:
            kleene = open_[0]
        elif len(open_) == 2:
            strong, weak = ("False", "True") if word == "and" else ("True", "False")
            a, b = open_
            unknown = f"None if {a} is None or {b} is None else {weak}"
            kleene = f"({strong} if {a} is {strong} or {b} is {strong} else {unknown})"
        else:
            kleene = f"{function}(({', '.join(open_)}))"
        return Truth(f"({certain} {word} {kleene})" if certain else kleene, open=True)

    def slot_of(self, node: n.Node, inside: Inside) -> Slot | Seen:
        while isinstance(node, n.DefinitionRef) and node.of is None:
            node, inside = self._definitions[node.key].expression, OUTSIDE
        if not isinstance(node, n.Fact):
            raise NotCompiled("a series or list that is no fact")
        return self.place_of(node, inside)[1]

    def place_of(self, fact: n.Fact, inside: Inside) -> tuple[str, Slot | Seen]:
        """Return the name under which *fact* is held, and as what."""
        if fact.unit >= len(inside.units):
            if fact.key not in self.slots:
                raise NotCompiled(capabilities.UNITS)
            slot = self.slots[fact.key]
            return slot.name, slot
        place, seen = seen_of(self.core)[fact.key, fact.type, numeric_scale(fact.type)]
        return self.of_unit(inside.units[-1 - fact.unit], FIRST_FACT + place, fact.key), seen

    def of_unit(self, unit: str, place: int, wanted: str) -> str:
        """Return the name of what stands at *place* of the *unit* in hand."""
        for named in self._of_units:
            if (unit, place) in named:
                return named[unit, place]
        name = self._of_units[-1][unit, place] = self.let(f"{unit}[{place}]", wanted)
        return name

    def is_whole(self, slot: Slot | Seen) -> bool:
        """Whether what is held there is always known."""
        return self.whole and isinstance(slot, Slot)


def bracketed_truth(truth: Truth) -> str:
    """Return *truth* so that it can stand beside any word."""
    text = truth.text
    return text if truth.is_name or text.startswith("(") else f"({text})"
