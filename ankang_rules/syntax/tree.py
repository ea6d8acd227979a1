"""The syntax tree: a catalogue of what an author can write. Spans take no part in equality; names compare folded."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from ankang_rules.model.names import fold
from ankang_rules.source import Bilingual, Span


@frozen(kw_only=True)
class Node:
    """Anything with a place in the text."""

    span: Span = field(eq=False, repr=False)


@frozen
class Name(Node):
    """A name as written; *key* is how it is looked up. *quoted* says it stood in backticks."""

    text: str = field(eq=False)
    key: str = field(init=False, default="")
    quoted: bool = field(default=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "key", fold(self.text))


@frozen
class Path(Node):
    """Names with dots between: ``ankang.common``."""

    names: tuple[Name, ...]

    def __str__(self) -> str:
        return ".".join(name.text for name in self.names)


@frozen
class Labels(Node):
    """The labels after a name: *zh*, *en*, and further aliases."""

    zh: str | None = None
    en: str | None = None
    also: tuple[str, ...] = ()
    places: tuple[tuple[str, Span], ...] = field(default=(), eq=False, repr=False)
    """Every label text with its span, repeated ones too."""

    def __bool__(self) -> bool:
        return bool(self.zh or self.en or self.also)

    @property
    def text(self) -> Bilingual:
        return Bilingual(zh=self.zh, en=self.en)


# Expressions


@frozen
class Expr(Node):
    """Something with a value."""


@frozen
class Reference(Expr):
    """A name in an expression: an indicator, a parameter, a definition, or a member of choices."""

    name: Name


@frozen
class Number(Expr):
    """A number with or without a unit: ``50 万元``."""

    value: Fraction
    unit: Name | None = None
    written: str = field(default="", eq=False)


@frozen
class Percent(Expr):
    """A share: ``98%`` or ``1‰``; *value* is the number itself, 0.98."""

    value: Fraction
    written: str = field(default="", eq=False)


@frozen
class Day(Expr):
    """A date; None where the calendar has no such day."""

    value: date | None
    written: str = field(default="", eq=False)


@frozen
class String(Expr):
    """A text in quotation marks."""

    value: str


@frozen
class YesNo(Expr):
    """``yes`` or ``no``."""

    value: bool


@frozen
class NamedDay(Expr):
    """A day that comes with the call."""

    which: Literal["as of date", "start of year", "end of year"]


@frozen
class Braces(Expr):
    """Members or values in braces."""

    items: tuple[Expr, ...]


@frozen
class Infix(Expr):
    """*left* and *right* under ``+ - × ÷``."""

    operator: Literal["+", "-", "×", "÷"]
    left: Expr
    right: Expr


@frozen
class Of(Expr):
    """``share of whole``, in Chinese ``whole 的 share``."""

    share: Expr
    whole: Expr


@frozen
class Negative(Expr):
    """A minus sign before *operand*."""

    operand: Expr


@frozen
class Absolute(Expr):
    """``absolute x``."""

    operand: Expr


@frozen
class Rounded(Expr):
    """``x rounded to quantum mode``."""

    operand: Expr
    quantum: Expr
    mode: str


@frozen
class Comparison(Expr):
    """Operands with operators between, a chain where there are more than two."""

    operands: tuple[Expr, ...]
    operators: tuple[str, ...]


@frozen
class Between(Expr):
    """*operand* lies between *low* and *high*, both ends included."""

    operand: Expr
    low: Expr
    high: Expr


@frozen
class Includes(Expr):
    """*whole* includes *members*; *all_of* where a list of choices, or a set, is named after ``all of``."""

    whole: Expr
    members: Expr
    all_of: bool = False


@frozen
class IsOneOf(Expr):
    """*operand* is one of *options*."""

    operand: Expr
    options: Braces


@frozen
class Is(Expr):
    """A property of *operand* that takes no second one."""

    operand: Expr
    what: Literal["empty", "recorded", "increasing", "non-decreasing"]


@frozen
class Not(Expr):
    """*operand* does not hold."""

    operand: Expr


@frozen
class And(Expr):
    """All *operands* hold."""

    operands: tuple[Expr, ...]


@frozen
class Or(Expr):
    """One of *operands* holds."""

    operands: tuple[Expr, ...]


@frozen
class ListLogic(Expr):
    """``all of [ … ]``, ``any of``, ``none of``, ``at least 6 of``, ``exactly``, ``at most``."""

    which: Literal["all", "any", "none", "at least", "exactly", "at most"]
    operands: tuple[Expr, ...]
    number: Fraction | None = None


@frozen
class If(Expr):
    """``if test then … else …``."""

    test: Expr
    then: Expr
    otherwise: Expr


@frozen
class Extreme(Expr):
    """``lowest of [ … ]`` or ``highest of [ … ]``."""

    which: Literal["lowest", "highest"]
    operands: tuple[Expr, ...]


@frozen
class EveryMonth(Expr):
    """``every month (condition)``."""

    condition: Expr


@frozen
class Possessive(Expr):
    """``city's fund``: *name*, of the unit around that *owner* names."""

    owner: Name
    name: Name


@frozen
class Quantified(Expr):
    """``every payment where (…) satisfies (…)``, ``some …``; over units also of several levels at once, by *more*."""

    which: Literal["every", "some"]
    records: Name
    where: Expr | None
    condition: Expr
    more: tuple[Name, ...] = ()


@frozen
class Judged(Expr):
    """``every county passes``, ``some county, town fails``: by the rulesets of the units themselves."""

    which: Literal["every", "some"]
    levels: tuple[Name, ...]
    passes: bool


@frozen
class Aggregate(Expr):
    """``count of``, ``share of``, ``sum of``, ``average of``, ``lowest of``, ``highest of`` over records or units.

    *field* is a field of the records, or of units (``villages' payers``) a name of theirs; *passes* says whether units
    are counted that pass, or that fail.
    """

    which: Literal["count", "share", "sum", "average", "lowest", "highest"]
    records: Name
    field: Name | None
    where: Expr | None
    of_units: bool = False
    passes: bool | None = None


# Types


@frozen
class TypeExpr(Node):
    """A type as written. *kind* is ``count``, ``number``, ``money``, ``share``, ``date``, ``duration``, ``text``,
    ``yes/no``, ``set``, ``one`` or ``list``; *months* says how many a monthly one has, where they are not twelve.
    """

    kind: str
    monthly: bool = False
    unit: Name | None = None
    per: Name | None = None
    choices: Name | None = None
    members: tuple[MemberDecl, ...] = ()
    singular: Name | None = None
    fields: tuple[FieldDecl, ...] = ()
    precision: Expr | None = None
    within: Expr | None = None
    months: Number | None = None


@frozen
class MemberDecl(Node):
    """One member of a list of choices."""

    name: Name
    labels: Labels


@frozen
class FieldDecl(Node):
    """One field of a record."""

    name: Name
    type: TypeExpr


# Values in examples


@frozen
class ListValue(Node):
    """``[120, none, unknown]``."""

    items: tuple[Value | Repeated, ...]


@frozen
class RecordValue(Node):
    """``{date: 2014-01-05, amount: 80 元}``."""

    items: tuple[tuple[Name, Value], ...]


@frozen
class Repeated(Node):
    """``3 × {site passed: yes}``: a record as often as *times* says."""

    times: Expr
    record: RecordValue | Braces


@frozen
class Word(Node):
    """``none`` or ``unknown`` in place of a value."""

    which: Literal["none", "unknown"]


Value = Expr | ListValue | RecordValue | Word


# Clauses


@frozen
class InForce(Node):
    """``in force from … to …``; a missing end is None."""

    start: Day | None
    end: Day | None


@frozen
class Clause(Node):
    """One clause of a declaration: *kind* names it, *value* holds what it says, as its kind has it."""

    kind: str
    value: object


# Declarations


@frozen
class Declaration(Node):
    """What begins with a declaration keyword."""


@frozen
class RulesetDecl(Declaration):
    """``ruleset NAME`` with its clauses."""

    path: Path
    labels: Labels
    clauses: tuple[Clause, ...] = ()


@frozen
class SectionDecl(Node):
    """A clause of the source in ``sections``."""

    clause: str
    labels: Labels


@frozen
class ImportDecl(Declaration):
    """``import ankang.common`` or ``import "common.rules"``."""

    path: Path | None
    file: str | None = None


@frozen
class ChildrenDecl(Declaration):
    """``children towns of counties each town : ankang.town registered by town-total recorded by site-passed``."""

    name: Name
    parent: Name | None
    singular: Name
    ruleset: ImportDecl
    register: Name | None
    recorded: Name | None
    labels: Labels


@frozen
class UnitDecl(Declaration):
    """``unit 万元 = 10000 元``."""

    name: Name
    value: Number | None
    labels: Labels


@frozen
class ChoicesDecl(Declaration):
    """``choices NAME { … }``."""

    name: Name
    labels: Labels
    members: tuple[MemberDecl, ...]
    open: bool = False


@frozen
class IndicatorDecl(Declaration):
    """``indicator NAME : type``."""

    name: Name
    type: TypeExpr
    labels: Labels
    clauses: tuple[Clause, ...] = ()


@frozen
class DatedValue(Node):
    """``99% from 2015-01-01``, or ``repealed from …`` where *value* is None."""

    value: Expr | None
    start: Day | None


@frozen
class ParameterDecl(Declaration):
    """``parameter NAME = value``."""

    name: Name
    type: TypeExpr | None
    values: tuple[DatedValue, ...]
    labels: Labels


@frozen
class DefineDecl(Declaration):
    """``define NAME = expression``."""

    name: Name
    expression: Expr
    labels: Labels


@frozen
class GroupDecl(Declaration):
    """``group NAME``."""

    name: Name
    labels: Labels
    any_of: bool = False
    clauses: tuple[Clause, ...] = ()


@frozen
class RuleDecl(Declaration):
    """``rule NAME`` with its clauses; *as_in* names the library whose rule of this name it takes in."""

    name: Name
    labels: Labels
    clauses: tuple[Clause, ...] = ()
    as_in: Path | None = None


@frozen
class AwardDecl(Declaration):
    """``award "…" when every must passes``."""

    title: str
    labels: Labels
    score: tuple[str, Expr] | None = None


@frozen
class Expectation(Node):
    """``expect RULE passes``."""

    path: Path
    status: Literal["pass", "fail", "unknown", "not_applicable"]


@frozen
class ExampleDecl(Declaration):
    """``example "…" given file "…", … expect …``."""

    title: str
    as_of: Day | None
    given: tuple[tuple[Name, Value], ...]
    expect: tuple[Expectation, ...]
    files: tuple[String, ...] = ()
    """Files of facts beside which the others are given; more than one is a mistake."""


@frozen
class File:
    """A whole file: its declarations in order. Comments are kept beside, for the formatter."""

    declarations: tuple[Declaration, ...]
