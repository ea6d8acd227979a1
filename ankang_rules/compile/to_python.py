"""A checked ruleset → the source of a module with one function, `judge`, that gives a code for each rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from pathlib import PurePath
from typing import Any, Final, Generic, TypeVar

from attrs import field, frozen

from ankang_rules.compile import below, runtime, units
from ankang_rules.compile.capabilities import ALTERNATIVES, NotCompiled
from ankang_rules.compile.code import Code, Number, Truth, Value, fixed, guarded
from ankang_rules.compile.expressions import METHODS
from ankang_rules.compile.names import Names, comment
from ankang_rules.compile.slots import Slot, slots_of
from ankang_rules.compile.writer import OUTSIDE, Inside, Writer
from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Parameter, Rule, RulesetCore
from ankang_rules.evaluate.judge import whens_about
from ankang_rules.model import types as ty
from ankang_rules.source import Span

RUNTIME: Final[dict[str, Any]] = {function.__name__: function for function in below.FUNCTIONS} | {
    name: getattr(runtime, name)
    for name in (
        *("NOT_APPLICABLE", "ABSENT", "both", "either", "opposite", "number_of", "agreed", "chosen", "quotient"),
        *("rounded", "increasing", "day_later", "month_later", "all_of", "any_of"),
    )
}
"""What generated code finds in its namespace."""

ASKED: Final = ("as_of", "year_start", "year_end", "months_over")
"""What generated code is told of the call, beside the parameters that the caller set."""


@frozen
class Setting:
    """What is settled before any facts are looked at.

    *values* are those of the parameters on the day asked about, by key, *given* the keys of those that the caller sets,
    *barred* the ids of the rules that do not apply, whatever the facts.
    """

    values: tuple[tuple[str, Any], ...] = ()
    given: tuple[str, ...] = ()
    barred: frozenset[str] = frozenset()


@frozen
class Module:
    """Generated *source*, and for each of its lines the rule it is about. *constants* are what no literal can say.

    *left_out* says for each rule that is left to the reference why; its code is asked for by the rule's number.
    """

    source: str
    lines: tuple[Rule | None, ...] = field(repr=False)
    constants: dict[str, Any] = field(repr=False)
    left_out: dict[str, str]


def to_python(core: RulesetCore, setting: Setting, *, whole: bool) -> Module:
    """Return the source for *core*; with *whole* it may only be run on rows in which everything is known."""
    return ToPython(core, setting, whole, Writer).module()


W = TypeVar("W", bound=Writer)


class ToPython(Generic[W]):
    """What writing any function of a ruleset takes."""

    def __init__(self, core: RulesetCore, setting: Setting, whole: bool, writer: type[W]) -> None:
        self.core, self.setting, self.whole = core, setting, whole
        self.names = Names(*RUNTIME, *ASKED, "judge", "row", "asked", "by_reference", "below", "date", "Fraction")
        self.slots = slots_of(core, self.names)
        self.head: list[str] = []
        self.constants: dict[str, Any] = {"date": date, "Fraction": Fraction}
        self._named: dict[Any, str] = {}
        self.rules = [self.names.new(rule.id.split(".", 1)[-1]) for rule in core.rules]
        self.given = {key: self.names.new(key) for key in setting.given}
        parameters = {key: self._parameter(p) for p in core.parameters if (key := p.key) in self._with_value()}
        by_key = {slot.indicator.key: slot for slot in self.slots}
        self.writer = writer(core, by_key, self.names, self._constant, parameters, METHODS, whole=whole)
        self.groups = {group.key: group for group in core.groups}
        self.about: list[Rule | None] = []
        self.left_out: dict[str, str] = {}

    def _with_value(self) -> set[str]:
        return {*self.setting.given, *(key for key, _ in self.setting.values)}

    def _parameter(self, parameter: Parameter) -> Code:
        values = dict(self.setting.values)
        if parameter.key in self.given:
            return _set_by_caller(self.given[parameter.key], parameter.type)
        value = values[parameter.key]
        if isinstance(value, bool):
            return Truth(str(value))
        return fixed(value) if isinstance(value, Fraction) else Value(self._constant(value, parameter.name))

    def _constant(self, value: Any, wanted: str) -> str:
        """Return the name of a constant of the module."""
        if value not in self._named:
            name = self._named[value] = self.names.new(wanted.upper())
            self.head.append(f"{name} = {_written(value)}")
        return self._named[value]

    def module(self) -> Module:
        for number, rule in enumerate(self.core.rules):
            self._rule(number, rule)
            self._about(rule)
        self.writer.say(f"return ({''.join(f'{name}, ' for name in self.rules)})")
        body = self.writer.lines
        first = [
            f"# {comment(self.core.name)}, generated: {'all is known' if self.whole else 'facts may be missing'}",
            "",
            *self.head,
            "",
            "",
            f"def judge(row, asked, by_reference{', below' if self.core.levels else ''}):",
            *(self._facts()),
        ]
        self._about(None)
        about = (*(None for _ in first), *self.about)
        return Module("\n".join([*first, *body, ""]), about, self.constants, self.left_out)

    def _about(self, rule: Rule | None) -> None:
        self.about.extend(rule for _ in range(len(self.writer.lines) - len(self.about)))

    def _facts(self) -> Iterable[str]:
        if self.slots:
            yield "    ("
            for slot in self.slots:
                yield f"        {slot.name},{_remark(slot)}"
            yield "    ) = row"
        yield f"    ({''.join(f'{name}, ' for name in (*ASKED, *self.given.values()))}) = asked"

    # Rules

    def _rule(self, number: int, rule: Rule) -> None:
        name, writer = self.rules[number], self.writer
        writer.lines.append("")
        writer.say(f"# {comment(' '.join(part for part in (rule.id, rule.clause, _place(rule.span)) if part))}")
        if rule.id in self.setting.barred:
            writer.say(f"{name} = NOT_APPLICABLE")
            return
        try:
            with writer.undone_if_not_compiled():
                self._judged(name, rule)
        except NotCompiled as gap:
            self.left_out[rule.id] = str(gap)
            writer.say(f"{name} = by_reference({number})")

    def _judged(self, name: str, rule: Rule) -> None:
        group = self.groups.get(rule.group or "")
        whens = whens_about(self.core, group, rule)
        for expression in (*(when for _, when, _ in whens), *rule.expressions()):
            self.writer.define(expression)
        if rule.for_each is None:
            ends = self._ends(rule, [when for _, when, _ in whens], OUTSIDE)
        elif group is not None and group.any_of and group.for_each:
            raise NotCompiled(ALTERNATIVES)
        else:
            inside = [when for _, when, of_unit in whens if of_unit]
            outside = [when for _, when, of_unit in whens if not of_unit]
            ends = self._under(outside, OUTSIDE, lambda: self._for_each(rule, inside))
        self.writer.say(f"{name} = {ends}")

    def _for_each(self, rule: Rule, whens: list[n.Node]) -> Truth:
        level = self.core.level(rule.for_each)
        assert level is not None
        found = units.listed(self.writer, (level.key,), False, OUTSIDE)
        name = self.names.new(f"each {level.singular}")
        with units.of_one(self.writer, name, level.singular, OUTSIDE) as here:
            self.writer.say(f"return {self._ends(rule, whens, here)}")
        return Truth(f"each_unit({found}, {name})", open=True)

    def _ends(self, rule: Rule, whens: list[n.Node], inside: Inside) -> str:
        return self._under(whens, inside, lambda: self._until_due(self._by_condition(rule, inside), rule, inside))

    def _under(self, whens: list[n.Node], inside: Inside, held: Callable[[], Truth]) -> str:
        truths = [self.writer.truth(when, inside) for when in whens]
        applies = self.writer.join(truths, "and", "both") if truths else None
        return _where_it_applies(self.writer, applies, held())

    def _by_condition(self, rule: Rule, inside: Inside) -> Truth:
        base = self.writer.truth(rule.condition, inside)
        if not rule.exceptions:
            return base
        tests = [self.writer.truth(exception.when, inside) for exception in rule.exceptions]
        others = [self.writer.truth(exception.condition, inside) for exception in rule.exceptions]
        listed = ("".join(f"{truth.text}, " for truth in truths) for truths in (tests, others))
        return Truth(f"chosen(({'), ('.join(listed)}), {base.text})", open=True)

    def _until_due(self, held: Truth, rule: Rule, inside: Inside) -> Truth:
        if rule.due is None:
            return held
        due = self.writer.code(rule.due, inside)
        name = self.writer.named(held).text
        early = guarded(f"as_of < {due.text}", due.unless, "True")
        return Truth(f"(None if {name} is False and ({early}) else {name})", open=True)


def _set_by_caller(name: str, kind: ty.Type) -> Code:
    """Return a parameter that the caller sets, which is always known."""
    if ty.is_numeric(kind):
        return Number(name)
    return Truth(name) if isinstance(kind, ty.YesNo) else Value(name)


def _where_it_applies(writer: Writer, applies: Truth | None, held: Truth) -> str:
    if applies is None:
        return held.text
    if not applies.open:
        return f"{held.text} if {applies.text} else NOT_APPLICABLE"
    name = writer.named(applies).text
    return f"{held.text} if {name} else None if {name} is None else NOT_APPLICABLE"


def _written(value: Any) -> str:
    """Return *value* as Python writes it; texts only ever in quotation marks."""
    match value:
        case frozenset():
            return f"frozenset(({''.join(f'{one!r}, ' for one in sorted(value))}))"
        case tuple():
            return f"({''.join(f'{one!r}, ' for one in value)})"
        case date():
            return f"date({value.year}, {value.month}, {value.day})"
        case Fraction():
            return f"Fraction({value.numerator:#x}, {value.denominator:#x})"
    return repr(str(value))


def _remark(slot: Slot) -> str:
    return f"  # times {slot.scale}" if slot.scale != 1 else ""


def _place(span: Span | None) -> str | None:
    return f"{PurePath(span.source.name).name}:{span.line}" if span else None
