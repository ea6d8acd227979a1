"""A checked ruleset as data: what the door wraps and every later stage reads."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from attrs import field, frozen

from ankang_rules.core.nodes import Dated, Node
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.model.types import Choices, Type
from ankang_rules.model.units import UnitWord
from ankang_rules.source import Bilingual, Span


@frozen
class InForce:
    """The days on which something applies, both ends included; None for no end."""

    start: date | None = None
    end: date | None = None

    def covers(self, day: date | None) -> bool:
        """Whether *day* is inside; without any bound every day is, and so is no day."""
        if self.start is None and self.end is None:
            return True
        return day is not None and (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def touches(self, first: date, last: date) -> bool:
        """Whether any day from *first* to *last* is inside."""
        return (self.start is None or self.start <= last) and (self.end is None or first <= self.end)


ALWAYS = InForce()


@frozen
class Indicator:
    """What is measured: *name* as declared, *key* folded, *type*, and what else its declaration says."""

    name: str
    key: str
    type: Type
    labels: Bilingual = Bilingual()
    aliases: tuple[str, ...] = ()
    collected_from: Bilingual = Bilingual()
    expected: tuple[Fraction, Fraction] | tuple[date, date] | None = None
    precision: Fraction | None = None
    word: UnitWord | None = None
    """The unit as the declaration writes it, by which a bare number in the facts is read."""
    fixed: bool = False
    """Whether nobody who is judged by it can change it, so that no proposal does."""
    effort: Fraction = Fraction(1)
    """What a change of it by its own size takes, beside that of other indicators."""
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Parameter:
    """A number, day or choice that a standard sets, with the days from which each value holds."""

    name: str
    key: str
    type: Type
    values: tuple[Dated, ...]
    labels: Bilingual = Bilingual()
    span: Span | None = field(default=None, eq=False, repr=False)

    def on(self, day: date | None) -> Dated | None:
        """Return the latest value on or before *day*, or None before the first and without a day to go by."""
        held = [v for v in self.values if v.start is None or (day is not None and v.start <= day)]
        return max(held, key=lambda v: v.start or date.min) if held else None


@frozen
class Definition:
    """A named expression."""

    name: str
    key: str
    expression: Node
    labels: Bilingual = Bilingual()
    span: Span | None = field(default=None, eq=False, repr=False)

    @property
    def type(self) -> Type:
        return self.expression.type


@frozen
class Group:
    """Rules that are judged together; *any_of* where one passing rule is enough."""

    name: str
    key: str
    labels: Bilingual = Bilingual()
    any_of: bool = False
    clause: str | None = None
    when: Node | None = None
    in_force: InForce = ALWAYS
    span: Span | None = field(default=None, eq=False, repr=False)
    for_each: str | None = None
    """The key of the level whose units the rules of the group are about, one by one."""


@frozen
class Exception_:
    """Another condition in place of the rule's own, where *when* holds."""

    when: Node
    condition: Node


@frozen
class Rule:
    """One criterion as a condition, with what surrounds it. *id* is the full id, *group* the key of its group."""

    id: str
    name: str
    condition: Node
    force: Literal["must", "should"] = "must"
    group: str | None = None
    labels: Bilingual = Bilingual()
    when: Node | None = None
    exceptions: tuple[Exception_, ...] = ()
    due: Node | None = None
    points: Fraction | None = None
    clause: str | None = None
    fix: Bilingual = Bilingual()
    evidence: Bilingual = Bilingual()
    in_force: InForce = ALWAYS
    span: Span | None = field(default=None, eq=False, repr=False)
    for_each: str | None = None
    """The key of the level whose units the rule is about, one by one; that of its group, where the group says so."""

    def expressions(self) -> Iterator[Node]:
        """Yield every expression of the rule: when, exceptions, condition, due."""
        yield from (e for e in (self.when,) if e)
        for exception in self.exceptions:
            yield exception.when
            yield exception.condition
        yield self.condition
        yield from (e for e in (self.due,) if e)


@frozen
class Award:
    """What is earned when every ``must`` passes, and the score, where one is asked for, is reached."""

    labels: Bilingual
    score: tuple[str, Fraction] | None = None
    score_is_share: bool = False


@frozen
class FactsFile:
    """A file or folder of facts: its path as *written*, beside the rules, and the *path* at which it was found."""

    written: str
    path: str = field(eq=False)


@frozen
class Example:
    """A case the author states: facts in, statuses out.

    *given* holds facts, and *children* lists of documents about units by the key of their level, as the facts reader
    takes them. Both go before what the *file* says.
    """

    title: str
    given: tuple[tuple[str, Any], ...]
    expect: tuple[tuple[str, str], ...]
    as_of: date | None = None
    children: tuple[tuple[str, Any], ...] = ()
    file: FactsFile | None = None
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Section:
    """A clause of the source, against which coverage is counted."""

    clause: str
    labels: Bilingual = Bilingual()


@frozen
class Level:
    """A level of units below the one a ruleset judges: *name* of the units, *singular* of one of them, and its *core*.

    *parent* is the key of the level they belong to, None where they stand directly below. *register* is the key of the
    indicator that says how many there are in all; *recorded*, of their own, that of the one that records whether a unit
    passes.
    """

    name: str
    key: str
    singular: str
    core: RulesetCore
    parent: str | None = None
    register: str | None = None
    recorded: str | None = None
    labels: Bilingual = Bilingual()
    span: Span | None = field(default=None, eq=False, repr=False)


class Kept:
    """What has been found out about one ruleset, by what was asked; a copy of the ruleset begins without."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        self._found: dict[Hashable, Any] = {}

    def once(self, asked: Hashable, find: Callable[[], Any]) -> Any:
        """Return what *find* returns; of threads that ask at once the first to be done is believed by all."""
        if asked not in self._found:
            self._found.setdefault(asked, find())
        return self._found[asked]

    def __reduce__(self) -> tuple[type[Kept], tuple[()]]:
        return Kept, ()


@frozen(cache_hash=True)
class RulesetCore:
    """Everything a checked file says. Names are resolved: *aliases* maps every folded spelling to a key."""

    name: str
    labels: Bilingual = Bilingual()
    tier: str | None = None
    source: str | None = None
    sections: tuple[Section, ...] = ()
    in_force: InForce = ALWAYS
    when: Node | None = None
    indicators: tuple[Indicator, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    definitions: tuple[Definition, ...] = ()
    """In an order in which each uses only those before it."""
    choices: tuple[Choices, ...] = ()
    units: tuple[UnitWord, ...] = ()
    groups: tuple[Group, ...] = ()
    rules: tuple[Rule, ...] = ()
    awards: tuple[Award, ...] = ()
    examples: tuple[Example, ...] = ()
    levels: tuple[Level, ...] = ()
    """In an order in which each stands after its parent."""
    aliases: tuple[tuple[str, str], ...] = ()
    """Folded spelling and key, of indicators, parameters and definitions."""
    warnings: tuple[Diagnostic, ...] = field(default=(), eq=False, repr=False)
    origin: str = field(default="", eq=False)
    digest: str = field(default="", eq=False)
    kept: Kept = field(factory=Kept, init=False, eq=False, repr=False)

    def level(self, key: str | None) -> Level | None:
        """Return the level under *key*."""
        return next((level for level in self.levels if level.key == key), None)

    def way(self, key: str | None) -> tuple[str, ...]:
        """Return the keys of the levels from the top down to that under *key*; none for the unit itself."""
        level = self.level(key)
        return (*self.way(level.parent), level.key) if level else ()

    def below(self, key: str | None) -> tuple[Level, ...]:
        """Return the levels directly below that under *key*, or below the unit itself."""
        return tuple(level for level in self.levels if level.parent == key)

    def coverings(self) -> Iterator[RulesetCore | Group]:
        """Yield what has a period and a ``when`` of its own and covers rules: the ruleset and its groups."""
        yield self
        yield from self.groups

    def expressions(self) -> Iterator[Node]:
        """Yield every expression: definitions, the whens of ruleset and groups, and those of the rules."""
        yield from (definition.expression for definition in self.definitions)
        yield from (covering.when for covering in self.coverings() if covering.when is not None)
        for rule in self.rules:
            yield from rule.expressions()
