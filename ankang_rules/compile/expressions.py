"""Expressions of the core → code. Conditions become truths, numbers stay undivided until they are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from typing import Any, cast

from attrs import evolve, frozen

from ankang_rules.compile import capabilities
from ankang_rules.compile.capabilities import NotCompiled
from ankang_rules.compile.code import (
    Code,
    Number,
    Truth,
    Value,
    common_factor,
    compared,
    constant,
    guarded,
    merged,
    product,
    ratio,
    scaled_to,
    total,
)
from ankang_rules.compile.names import Names
from ankang_rules.compile.slots import Slot, numeric_scale
from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.model import types as ty
from ankang_rules.model.units import MONTHS

_SIGNS = {"=": "==", "≠": "!=", "<": "<", "≤": "<=", ">": ">", "≥": ">="}
_MOST_INLINE = 90


@frozen
class Record:
    """The record in hand in generated code: its type, and for each field by key what it is called there."""

    kind: ty.ListOf
    fields: dict[str, Value | Number | Truth]


@frozen
class Inside:
    """Where an expression stands: the name of the month in hand, and the records in hand, outermost first."""

    month: str | None = None
    records: tuple[Record, ...] = ()


OUTSIDE = Inside()


class Writer:
    """Writes the body of one function, for rows in which everything is known where *whole*."""

    def __init__(
        self,
        core: RulesetCore,
        slots: dict[str, Slot],
        names: Names,
        constants: Callable[[Any, str], str],
        parameters: dict[str, Code],
        *,
        whole: bool,
    ) -> None:
        self.core, self.slots, self.names, self.whole = core, slots, names, whole
        self.lines: list[str] = []
        self._indent = "    "
        self._constants, self._parameters = constants, parameters
        self._definitions = {definition.key: definition for definition in core.definitions}
        self._defined: dict[str, Code] = {}

    # Statements

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
        lines, defined, indent = len(self.lines), dict(self._defined), self._indent
        try:
            yield
        except NotCompiled:
            del self.lines[lines:]
            self._defined, self._indent = defined, indent
            raise

    @contextmanager
    def function(self, name: str, argument: str) -> Iterator[None]:
        """Write a function inside the one that is written."""
        self.say(f"def {name}({argument}):")
        indent, self._indent = self._indent, self._indent + "    "
        yield
        self._indent = indent

    # Kinds of code

    def code(self, node: n.Node, inside: Inside = OUTSIDE) -> Code:
        method = _METHODS.get(type(node))
        if method is None:
            raise NotCompiled(capabilities.NODES.get(type(node), type(node).__name__))
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

    def _as_value(self, code: Code) -> Code:
        """Return *code* so that it may stand on a side of a comparison of anything but numbers."""
        if not isinstance(code, Truth):
            return code
        if not code.open:
            return Value(f"({code.text})" if not code.is_name else code.text)
        name = self.named(code).text
        return Value(name, (f"{name} is None",))

    # Leaves

    def constant(self, node: n.Constant, inside: Inside) -> Code:
        value = node.value
        if isinstance(value, bool):
            return Truth(str(value))
        if isinstance(value, Fraction):
            return constant(value)
        return Value(self._constants(value, "given"))

    def fact(self, node: n.Fact, inside: Inside) -> Code:
        if node.unit or node.key not in self.slots:
            raise NotCompiled(capabilities.UNITS)
        slot = self.slots[node.key]
        return self.held(slot.name, slot.type, slot.scale, slot.keeps_absent)

    def held(self, name: str, kind: ty.Type, scale: int, keeps_absent: bool) -> Value | Number | Truth:
        """Return what is held under *name*: of type *kind*, numbers *scale* times as large."""
        unless: tuple[str, ...] = ()
        if not self.whole:
            unless = (f"{name} is None", *((f"{name} is ABSENT",) if keeps_absent else ()))
        if ty.is_numeric(kind):
            is_count = isinstance(kind, ty.Quantity) and kind.kind == "count"
            return Number(name, unless, Fraction(1, scale), positive=is_count)
        if isinstance(kind, ty.YesNo):
            if keeps_absent and not self.whole:
                return Truth(f"(None if {name} is ABSENT else {name})", open=True)
            return Truth(name, open=not self.whole)
        is_date = isinstance(kind, ty.Date) and keeps_absent and not self.whole
        return Value(name, unless, absent=f"{name} is ABSENT" if is_date else None)

    def parameter(self, node: n.ParameterRef, inside: Inside) -> Code:
        return self._parameters[node.key]

    def definition(self, node: n.DefinitionRef, inside: Inside) -> Code:
        if node.of is not None or node.unit:
            raise NotCompiled(capabilities.UNITS)
        return self._defined[node.key]

    def define(self, expression: n.Node) -> None:
        """Write the definitions that *expression* reads, before anything that could stand in a function inside."""
        for node in n.walk(expression):
            if isinstance(node, n.DefinitionRef) and node.of is None and node.key not in self._defined:
                defined = self._definitions[node.key]
                self.define(defined.expression)
                self._defined[node.key] = self._known_as(self.code(defined.expression), node.key)

    def _known_as(self, code: Code, wanted: str) -> Code:
        """Return *code* under a name where it is long, so that it is worked out once."""
        if isinstance(code, Truth):
            return code if code.text in ("True", "False") else self.named(code, wanted)
        if isinstance(code, Number) and code.text != "1" and len(code.text) + len(code.under or "") > _MOST_INLINE:
            text = self.let(guarded(code.text, code.unless), wanted)
            under = code.under and self.let(guarded(code.under, code.unless, "1"), f"{wanted} under")
            unless = (f"{text} is None",) if code.unless else ()
            return Number(text, unless, code.factor, under, code.positive)
        return code

    def field(self, node: n.FieldRef, inside: Inside) -> Code:
        return inside.records[-1 - node.depth].fields[node.key]

    def day(self, node: n.DayRef, inside: Inside) -> Code:
        return Value({"as of date": "as_of", "start of year": "year_start", "end of year": "year_end"}[node.which])

    # Logic

    def not_(self, node: n.Not, inside: Inside) -> Code:
        operand = self.truth(node.operand, inside)
        if not operand.open:
            return Truth(f"not {_bracketed(operand)}")
        name = self.named(operand).text
        return Truth(f"(None if {name} is None else not {name})", open=True)

    def and_(self, node: n.And, inside: Inside) -> Code:
        return self._joined(node.operands, inside, "and", "both")

    def or_(self, node: n.Or, inside: Inside) -> Code:
        return self._joined(node.operands, inside, "or", "either")

    def _joined(self, operands: Sequence[n.Node], inside: Inside, word: str, function: str) -> Truth:
        return self.join([self.truth(operand, inside) for operand in operands], word, function)

    def join(self, truths: list[Truth], word: str, function: str) -> Truth:
        """Return Kleene's *word* of *truths*; those that are never open settle it first where they can."""
        certain = f" {word} ".join(_bracketed(truth) for truth in truths if not truth.open)
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

    def number_of(self, node: n.NumberOf, inside: Inside) -> Code:
        truths = [self.truth(operand, inside) for operand in node.operands]
        if any(truth.open for truth in truths):
            listed = "".join(f"{truth.text}, " for truth in truths)
            return Truth(f"number_of({node.bound!r}, {node.number}, ({listed}))", open=True)
        sign = {"at least": ">=", "at most": "<=", "exactly": "=="}[node.bound]
        return Truth(f"({' + '.join(_bracketed(truth) for truth in truths)} {sign} {node.number})")

    def if_(self, node: n.If, inside: Inside) -> Code:
        test = self.truth(node.test, inside)
        then, otherwise = self.code(node.then, inside), self.code(node.otherwise, inside)
        name = self.named(test).text
        if isinstance(then, Number):
            assert isinstance(otherwise, Number)
            common = common_factor([then.factor, otherwise.factor])
            a = self.let(guarded(scaled_to(then, common), then.unless), "then")
            b = self.let(guarded(scaled_to(otherwise, common), otherwise.unless), "otherwise")
            is_open = test.open or bool(then.unless or otherwise.unless)
            text = self.let(f"agreed({name}, {a}, {b})", "either")
            return Number(text, (f"{text} is None",) if is_open else (), common)
        return self._either(name, test.open, then, otherwise)

    def _either(self, test: str, is_open: bool, then: Code, otherwise: Code) -> Code:
        a, b = (_possibly_none(code) for code in (then, otherwise))
        text = self.let(f"agreed({test}, {a}, {b})", "either")
        is_open = is_open or any(c.open if isinstance(c, Truth) else c.unless for c in (then, otherwise))
        if isinstance(then, Truth):
            return Truth(text, open=is_open)
        return Value(text, (f"{text} is None",) if is_open else ())

    # Comparisons

    def compare(self, node: n.Compare, inside: Inside) -> Code:
        return self._compared(_SIGNS[node.operator], self.code(node.left, inside), self.code(node.right, inside))

    def _compared(self, sign: str, left: Code, right: Code) -> Truth:
        if isinstance(left, Number) and isinstance(right, Number):
            unless = merged(left, right)
            text = guarded(compared(sign, left, right), unless)
            return Truth(f"({text})", open=bool(unless))
        left, right = self._as_value(left), self._as_value(right)
        unless = merged(left, right)
        absent = [side.absent for side in (left, right) if isinstance(side, Value) and side.absent]
        unless = tuple(test for test in unless if test not in absent)
        text = guarded(f"{left.text} {sign} {right.text}", unless)
        if absent:
            text = f"False if {' or '.join(absent)} else {text}"
        return Truth(f"({text})", open=bool(unless))

    def is_one_of(self, node: n.IsOneOf, inside: Inside) -> Code:
        operand = self.code(node.operand, inside)
        truths = [self._compared("==", operand, self.code(option, inside)) for option in node.options]
        return self.join(truths, "or", "either") if truths else Truth("False")

    def includes(self, node: n.Includes, inside: Inside) -> Code:
        whole, members = self.code(node.whole, inside), self.code(node.members, inside)
        unless = merged(whole, members)
        return Truth(f"({guarded(f'{members.text} <= {whole.text}', unless)})", open=bool(unless))

    def is_empty(self, node: n.IsEmpty, inside: Inside) -> Code:
        operand = self.code(node.operand, inside)
        return Truth(f"({guarded(f'not {operand.text}', operand.unless)})", open=bool(operand.unless))

    def is_recorded(self, node: n.IsRecorded, inside: Inside) -> Code:
        operand = self.code(node.operand, inside)
        if self.whole and not operand.unless and not (isinstance(operand, Truth) and operand.open):
            return Truth("True")
        if not isinstance(node.operand, n.Fact):
            raise NotCompiled("whether a month or a field is recorded")
        name = self.slots[node.operand.key].name
        return Truth(f"(None if {name} is None else {name} is not ABSENT)", open=True)

    def is_increasing(self, node: n.IsIncreasing, inside: Inside) -> Code:
        series = self.code(node.series, inside)
        months = cast(ty.Monthly, node.series.type).months
        # Where there are no two months to compare it holds, though the series is missing.
        missing = f"None if min(months_over, {months}) > 1 else True"
        text = f"increasing({series.text}, min(months_over, {months}), {node.strictly})"
        return Truth(f"({guarded(text, series.unless, f'({missing})')})", open=not self.whole)

    # Arithmetic

    def arithmetic(self, node: n.Arithmetic, inside: Inside) -> Code:
        left, right = self.code(node.left, inside), self.code(node.right, inside)
        if isinstance(left, Number) and isinstance(right, Number):
            if node.operator in "+-":
                return total(left, right, 1 if node.operator == "+" else -1)
            return product(left, right) if node.operator == "×" else ratio(left, right)
        return self._with_days(node, left, right)

    def _with_days(self, node: n.Arithmetic, left: Code, right: Code) -> Code:
        unless = merged(left, right)
        if not isinstance(left, Number) and not isinstance(right, Number):
            return Number(f"({left.text} - {right.text}).days", unless)
        is_first = isinstance(right, Number)
        day, distance, kind = (left, right, node.right.type) if is_first else (right, left, node.left.type)
        assert isinstance(distance, Number)
        if node.operator == "-":
            distance = evolve(distance, factor=-distance.factor)
        by = "month_later" if kind == ty.Duration(MONTHS) else "day_later"
        # A fraction of a day leads nowhere, so the distance is needed in days, not in parts of them.
        whole = _exactly(distance)
        text = self.let(guarded(f"{by}({day.text}, {whole})", unless), "day")
        return Value(text, (f"{text} is None",))

    def share_of(self, node: n.ShareOf, inside: Inside) -> Code:
        return product(self.number(node.share, inside), self.number(node.whole, inside))

    def negative(self, node: n.Negative, inside: Inside) -> Code:
        operand = self.number(node.operand, inside)
        return evolve(operand, factor=-operand.factor)

    def absolute(self, node: n.Absolute, inside: Inside) -> Code:
        operand = self.number(node.operand, inside)
        under = operand.under and (operand.under if operand.positive else f"abs({operand.under})")
        text = operand.text if operand.text == "1" else f"abs({operand.text})"
        return Number(text, operand.unless, abs(operand.factor), under, positive=True)

    def rounded(self, node: n.Rounded, inside: Inside) -> Code:
        operand = self.number(node.operand, inside)
        quantum = self._constants(node.quantum, "step")
        text = self.let(guarded(f"rounded({_exactly(operand)}, {quantum}, {node.mode!r})", operand.unless), "rounded")
        return Number(text, (f"{text} is None",) if operand.unless else ())

    def extreme(self, node: n.Extreme, inside: Inside) -> Code:
        operands = [self.code(operand, inside) for operand in node.operands]
        function, unless = "min" if node.which == "lowest" else "max", merged(*operands)
        numbers = [operand for operand in operands if isinstance(operand, Number)]
        if not numbers:
            return Value(f"{function}(({''.join(f'{o.text}, ' for o in operands)}))", unless)
        common = common_factor([number.factor for number in numbers])
        listed = "".join(f"{scaled_to(number, common)}, " for number in numbers)
        return Number(f"{function}(({listed}))", unless, common)

    # Over months

    def every_month(self, node: n.EveryMonth, inside: Inside) -> Code:
        name, month = self.names.new("in_month"), self.names.new("month")
        with self.function(name, month):
            held = self.truth(node.condition, evolve(inside, month=month))
            self.say(f"return {held.text}")
        return Truth(f"both([{name}({month}) for {month} in range(min(months_over, {node.months}))])", open=held.open)

    def month_of(self, node: n.MonthOf, inside: Inside) -> Code:
        series, kind = self.code(node.series, inside), cast(ty.Monthly, node.series.type)
        slot = self._slot_of(node.series)
        text = guarded(f"{series.text}[{inside.month}]", series.unless)
        if slot.keeps_absent and series.unless:
            text = f"ABSENT if {series.text} is ABSENT else {text}"
        name = self.let(text, "this")
        return self.held(name, kind.of, slot.scale, slot.keeps_absent)

    def _slot_of(self, node: n.Node) -> Slot:
        while isinstance(node, n.DefinitionRef) and node.of is None:
            node = self._definitions[node.key].expression
        if not isinstance(node, n.Fact) or node.unit or node.key not in self.slots:
            raise NotCompiled("a series or list that is no fact of the unit itself")
        return self.slots[node.key]

    # Over records

    def _over(self, node: n.Node, inside: Inside) -> tuple[Code, Slot, ty.ListOf]:
        if isinstance(node, n.Units):
            raise NotCompiled(capabilities.UNITS)
        return self.code(node, inside), self._slot_of(node), cast(ty.ListOf, node.type)

    @contextmanager
    def _record(self, name: str, kind: ty.ListOf, slot: Slot, inside: Inside) -> Iterator[Inside]:
        """Write a function of one record."""
        argument = self.names.new(kind.singular)
        with self.function(name, argument):
            fields = {field.key: self.names.new(field.name) for field in kind.fields}
            self.say(f"({''.join(f'{one}, ' for one in fields.values())}) = {argument}")
            held = {
                field.key: self.held(fields[field.key], field.type, numeric_scale(field.type), slot.keeps_absent)
                for field in kind.fields
            }
            yield evolve(inside, records=(*inside.records, Record(kind, held)))

    def quantified(self, node: n.Quantified, inside: Inside) -> Code:
        records, slot, kind = self._over(node.records, inside)
        name = self.names.new(f"{node.which} {kind.singular}")
        with self._record(name, kind, slot, inside) as here:
            where = self.truth(node.where, here) if node.where else None
            held = self.truth(node.condition, here)
            if where is not None and node.which == "every":
                found = self.join([self._opposite(where), held], "or", "either")
            else:
                found = self.join([where, held], "and", "both") if where else held
            self.say(f"return {found.text}")
        every = "both" if node.which == "every" else "either"
        text = f"{every}(list(map({name}, {records.text})))"
        return Truth(f"({guarded(text, records.unless)})", open=found.open or bool(records.unless))

    def _opposite(self, truth: Truth) -> Truth:
        return Truth(f"opposite({truth.text})", open=True) if truth.open else Truth(f"(not {_bracketed(truth)})")

    def count_of(self, node: n.CountOf, inside: Inside) -> Code:
        records, _ = self._selected(node.where, node.records, inside)
        return Number(f"len({records.text})", records.unless, positive=True)

    def share_where(self, node: n.ShareWhere, inside: Inside) -> Code:
        selected, records = self._selected(node.where, node.records, inside)
        above = Number(f"len({selected.text})", selected.unless, positive=True)
        return ratio(above, Number(f"len({records.text})", records.unless, positive=True))

    def _selected(self, where: n.Node | None, over: n.Node, inside: Inside) -> tuple[Code, Code]:
        """Return the records that *where* selects, and all of them; which they are must be certain."""
        records, slot, kind = self._over(over, inside)
        if where is None:
            return records, records
        name = self.names.new(f"is meant {kind.singular}")
        with self._record(name, kind, slot, inside) as here:
            held = self.truth(where, here)
            if held.open:
                raise NotCompiled(capabilities.INTERVALS)
            self.say(f"return {held.text}")
        text = self.let(guarded(f"list(filter({name}, {records.text}))", records.unless), "meant")
        return Value(text, (f"{text} is None",) if records.unless else ()), records

    def aggregate(self, node: n.Aggregate, inside: Inside) -> Code:
        selected, _ = self._selected(node.where, node.records, inside)
        _, slot, kind = self._over(node.records, inside)
        name = self.names.new(f"of {kind.singular}")
        with self._record(name, kind, slot, inside) as here:
            operand = self.code(node.operand, here)
            factor = abs(operand.factor) or Fraction(1) if isinstance(operand, Number) else Fraction(1)
            text = scaled_to(operand, factor) if isinstance(operand, Number) else operand.text
            self.say(f"return {guarded(text, operand.unless)}")
        values = self.let(guarded(f"list(map({name}, {selected.text}))", selected.unless), "values")
        doubts = [f"{values} is None"] if selected.unless else []
        unless = (*doubts, *([f"None in {values}"] if operand.unless else []))
        if node.which == "sum":
            return Number(f"sum({values})", unless, factor)
        empty = (*unless, f"len({values}) == 0")
        if node.which == "average":
            return Number(f"sum({values})", empty, factor, f"len({values})")
        text = f"{'min' if node.which == 'lowest' else 'max'}({values})"
        return Number(text, empty, factor) if isinstance(operand, Number) else Value(text, empty)


def _bracketed(truth: Truth) -> str:
    text = truth.text
    return text if truth.is_name or text.startswith("(") else f"({text})"


def _possibly_none(code: Code) -> str:
    return code.text if isinstance(code, Truth) else f"({guarded(code.text, code.unless)})"


def _exactly(number: Number) -> str:
    """Return *number* itself, without a factor."""
    common = Fraction(1, number.factor.denominator)
    text = scaled_to(number, common)
    return text if common == 1 else f"quotient({text}, {number.factor.denominator})"


_METHODS: dict[type[n.Node], Callable[[Writer, Any, Inside], Code]] = {
    n.Constant: Writer.constant,
    n.Fact: Writer.fact,
    n.ParameterRef: Writer.parameter,
    n.DefinitionRef: Writer.definition,
    n.FieldRef: Writer.field,
    n.DayRef: Writer.day,
    n.Not: Writer.not_,
    n.And: Writer.and_,
    n.Or: Writer.or_,
    n.NumberOf: Writer.number_of,
    n.If: Writer.if_,
    n.Compare: Writer.compare,
    n.IsOneOf: Writer.is_one_of,
    n.Includes: Writer.includes,
    n.IsEmpty: Writer.is_empty,
    n.IsRecorded: Writer.is_recorded,
    n.IsIncreasing: Writer.is_increasing,
    n.Arithmetic: Writer.arithmetic,
    n.ShareOf: Writer.share_of,
    n.Negative: Writer.negative,
    n.Absolute: Writer.absolute,
    n.Rounded: Writer.rounded,
    n.Extreme: Writer.extreme,
    n.EveryMonth: Writer.every_month,
    n.MonthOf: Writer.month_of,
    n.Quantified: Writer.quantified,
    n.CountOf: Writer.count_of,
    n.ShareWhere: Writer.share_where,
    n.Aggregate: Writer.aggregate,
}
