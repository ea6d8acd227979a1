"""The nodes of the core. They are data: nothing here evaluates or prints itself.

Ids and spans take no part in equality, so two ways of writing one condition compare equal. Every pass after the checker
keys what it knows by the id of the node.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Literal

import attrs
from attrs import field, frozen

from ankang_rules.model.outcome import Bound, Value
from ankang_rules.model.types import Choices, Type, YesNo
from ankang_rules.source import Span

Operator = Literal["=", "≠", "<", "≤", ">", "≥"]
OPPOSITE: dict[Operator, Operator] = {"=": "≠", "≠": "=", "<": "≥", "≥": "<", ">": "≤", "≤": ">"}
"""What holds of two known sides exactly where the operator does not."""

Rounding = Literal["half up", "half even", "half down", "down", "up"]


@frozen(kw_only=True)
class Node:
    """An expression with its *type*; a condition has type yes/no."""

    type: Type = YesNo()
    id: int = field(default=-1, eq=False)
    span: Span | None = field(default=None, eq=False, repr=False)


# Leaves


@frozen
class Constant(Node):
    """A value written in the rule; *written* is how, where that differs from its canonical text (``50 万元``)."""

    value: Value
    written: str = field(default="", eq=False)


@frozen
class Fact(Node):
    """The value of an indicator, by its key; *unit* counts the units between, 0 for the one in hand."""

    key: str
    unit: int = 0
    owner: str = field(default="", eq=False)
    """What the unit is called where the rule says whose fact it is."""


@frozen
class ParameterRef(Node):
    """The value of a parameter on the day asked about, by its key."""

    key: str


@frozen
class DefinitionRef(Node):
    """The value of a definition, by its key, for the unit that *unit* leads to.

    *of* is the name of the ruleset that defines it, where that is not the one whose rule is looked at; where the unit
    may be of several levels, *others* are those of the further ones, which define it as well.
    """

    key: str
    unit: int = 0
    of: str | None = None
    owner: str = field(default="", eq=False)
    others: tuple[str, ...] = ()

    @property
    def rulesets(self) -> tuple[str, ...]:
        """The rulesets that define it, where none of them is the one whose rule is looked at."""
        return () if self.of is None else (self.of, *self.others)


@frozen
class FieldRef(Node):
    """A field of the record in hand; *depth* counts the quantifiers between, 0 for the innermost."""

    key: str
    depth: int = 0


@frozen
class DayRef(Node):
    """A day that comes with the call."""

    which: Literal["as of date", "start of year", "end of year"]


# Logic


@frozen
class Not(Node):
    """*operand* does not hold."""

    operand: Node


@frozen
class And(Node):
    """All *operands* hold."""

    operands: tuple[Node, ...]


@frozen
class Or(Node):
    """At least one of *operands* holds."""

    operands: tuple[Node, ...]


@frozen
class NumberOf(Node):
    """*bound* *number* of *operands* hold."""

    bound: Bound
    number: int
    operands: tuple[Node, ...]


@frozen
class If(Node):
    """*then* where *test* holds, *otherwise* where it does not."""

    test: Node
    then: Node
    otherwise: Node


# Comparisons


@frozen
class Compare(Node):
    """*left* stands in relation *operator* to *right*."""

    operator: Operator
    left: Node
    right: Node


@frozen
class IsOneOf(Node):
    """*operand* equals one of *options*."""

    operand: Node
    options: tuple[Node, ...]


@frozen
class Includes(Node):
    """Every member of *members* is in *whole*; *all_of* is the list of choices where ``all of`` named one."""

    whole: Node
    members: Node
    all_of: Choices | None = field(default=None, eq=False)


@frozen
class IsEmpty(Node):
    """*operand*, a set, has no members."""

    operand: Node


@frozen
class IsRecorded(Node):
    """*operand*, a fact, was given."""

    operand: Node


@frozen
class IsIncreasing(Node):
    """Each month of *series* in scope is above (*strictly*) or not below the month before it."""

    series: Node
    strictly: bool


# Arithmetic


@frozen
class Arithmetic(Node):
    """*left* and *right* under ``+ - × ÷``."""

    operator: Literal["+", "-", "×", "÷"]
    left: Node
    right: Node


@frozen
class ShareOf(Node):
    """*share* of *whole*, their product."""

    share: Node
    whole: Node


@frozen
class Negative(Node):
    """*operand* with the other sign."""

    operand: Node


@frozen
class Absolute(Node):
    """*operand* without its sign."""

    operand: Node


@frozen
class Rounded(Node):
    """*operand* as the multiple of *quantum* that *mode* chooses."""

    operand: Node
    quantum: Fraction
    mode: Rounding


@frozen
class Extreme(Node):
    """The lowest or highest of *operands*."""

    which: Literal["lowest", "highest"]
    operands: tuple[Node, ...]


# Over months and records


@frozen
class EveryMonth(Node):
    """*condition* holds in every month in scope; a series inside it stands for its value of that month.

    In scope are the first *months* months of the assessment year that are over.
    """

    condition: Node
    months: int = 12


@frozen
class MonthOf(Node):
    """The value of *series* in the month in hand."""

    series: Node


@frozen
class Quantified(Node):
    """Every, or some, record of *records* where *where* holds satisfies *condition*."""

    which: Literal["every", "some"]
    records: Node
    where: Node | None
    condition: Node


@frozen
class CountOf(Node):
    """How many records of *records* satisfy *where*."""

    records: Node
    where: Node | None


@frozen
class ShareWhere(Node):
    """The share of *records* that satisfy *where*."""

    records: Node
    where: Node


@frozen
class Aggregate(Node):
    """Sum, average, lowest or highest of *operand* over the records that satisfy *where*."""

    which: Literal["sum", "average", "lowest", "highest"]
    records: Node
    operand: Node
    where: Node | None


# Over the units below


@frozen
class Units(Node):
    """The units below the one in hand, of one level or several; where *judged*, only those their ruleset applies to."""

    judged: bool = False
    singulars: tuple[str, ...] = field(default=(), eq=False)


@frozen
class Verdict(Node):
    """The unit in hand passes, or fails, by its own ruleset."""

    passes: bool


# What a ruleset holds


@frozen
class Dated:
    """A value from a day on; None as *value* where it is repealed, None as *start* where it always held."""

    value: Value | None
    start: date | None = None


_SLOTS: dict[type[Node], tuple[str, ...]] = {}


def _slots(kind: type[Node]) -> tuple[str, ...]:
    """The names of what a kind of node holds beside its type, id and span."""
    if kind not in _SLOTS:
        _SLOTS[kind] = tuple(a.name for a in attrs.fields(kind) if a.name not in ("type", "id", "span"))
    return _SLOTS[kind]


def parts(node: Node) -> Iterator[Node]:
    """Yield the expressions directly inside *node*, in the order they are written."""
    for name in _slots(type(node)):
        value = getattr(node, name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, Node))


def walk(node: Node) -> Iterator[Node]:
    """Yield *node* and every expression inside it, outermost first, without recursion."""
    stack = [node]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(list(parts(node))))
