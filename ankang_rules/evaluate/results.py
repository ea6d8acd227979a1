"""What a judgement is, as data: a result for each rule, folded into groups and the ruleset."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, Self

import attrs
from attrs import field, frozen

from ankang_rules.core.ruleset import Award, Group, Rule, RulesetCore
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.evaluate.reference import Asked
from ankang_rules.evaluate.trace import Trace
from ankang_rules.facts.facts import Facts
from ankang_rules.model.frozen import Frozen
from ankang_rules.model.outcome import Outcome, Reason
from ankang_rules.model.status import Status
from ankang_rules.source import Bilingual

Because = Literal["open", "new", "rule", "facts", "evidence", "units", "parameters", "date", "engine", "not reproduced"]
"""Why a rule is not carried forward from an earlier report: it was open or is new; what it follows from differs; its
evidence is too old; or the report says of it what does not follow from anything."""


@frozen
class Bar:
    """Why a rule is not applicable: *what* keeps it out, with the condition's trace where it is one."""

    what: Bilingual
    trace: Trace | None = None


@frozen
class FollowUp:
    """How a rule stands to an earlier *report*, of the day *as_of*, in which it ended as *before*.

    Where nothing that it follows from differs it is carried forward; otherwise it was judged again, *because* of what
    is named. *facts* are the keys of those that differ or are too old. The report goes by its seal.
    """

    report: str
    as_of: date | None
    before: Status | None
    because: tuple[Because, ...] = ()
    facts: tuple[str, ...] = ()

    @property
    def is_carried(self) -> bool:
        return not self.because


class InPart:
    """What may be made of some fields, with a *later* that finds each of the others when it is first looked at.

    It is told who is looked at, so that many can share one.

    Equality, hashing, printing, copies and pickles are those of the whole. Threads may look at one at the same time.
    """

    @classmethod
    def in_part(cls, later: Callable[[Self, str], Any], **fields: Any) -> Self:
        made = object.__new__(cls)
        made.__dict__["_later"] = later
        if fields:
            made.__dict__.update(fields)
        return made

    if not TYPE_CHECKING:  # so that a type checker still knows which fields there are

        def __getattr__(self, name: str) -> Any:
            later = self.__dict__.get("_later")
            if later is None or name not in _names_of(type(self)):
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            # Of threads that come at once one enters what it found, and all go on with that.
            return self.__dict__.setdefault(name, later(self, name))

    def __getstate__(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in _names_of(type(self))}


def _names_of(kind: Any) -> tuple[str, ...]:
    if kind not in _NAMES:
        _NAMES[kind] = tuple(attribute.name for attribute in attrs.fields(kind))
    return _NAMES[kind]


_NAMES: dict[Any, tuple[str, ...]] = {}


@frozen(repr=False, slots=False)
class RuleResult(InPart):
    """How one rule ended: its *status*, and the traces that argue it.

    *reasons* says why it is unknown, *bars* why it is not applicable. *condition* is the trace of the condition that
    was decisive (the rule's own, or an exception's), None where nothing was looked at. *agreeing* is the condition of
    an exception in doubt, where the verdict is the same with it and without it. *cases* are how a rule that is about
    each unit of a level ended for each of them.
    """

    rule: Rule
    status: Status
    condition: Trace | None = None
    whens: tuple[Trace, ...] = ()
    exceptions: tuple[Trace, ...] = ()
    due: date | None = None
    reasons: frozenset[Reason] = frozenset()
    bars: tuple[Bar, ...] = ()
    vacuous: bool = False
    agreeing: Trace | None = None
    cases: tuple[Case, ...] = ()
    followed: FollowUp | None = None

    @property
    def id(self) -> str:
        return self.rule.id

    def __repr__(self) -> str:
        return f"<RuleResult {self.id}: {self.status.value}>"


@frozen
class Case:
    """How a rule ended for one unit of the level that it is about; *unit* leads there by names."""

    unit: tuple[str, ...]
    result: RuleResult


@frozen(repr=False)
class GroupResult:
    """How one group ended: *status* is None for a group of nothing but advice, which has no verdict."""

    group: Group
    status: Status | None
    rules: tuple[RuleResult, ...]

    @property
    def id(self) -> str:
        return self.group.key

    def __repr__(self) -> str:
        return f"<GroupResult {self.id}: {self.status.value if self.status else 'no verdict'}>"


@frozen
class Score:
    """Points: *earned* of *possible*, *excluded* with rules that do not apply, and the *lowest* and *highest* left."""

    earned: Fraction
    possible: Fraction
    excluded: Fraction
    lowest: Fraction
    highest: Fraction


@frozen
class AwardResult:
    """Whether an award is earned; Unknown while facts are missing."""

    award: Award
    outcome: Outcome


@frozen(slots=False)
class Judgement(InPart):
    """Everything one evaluation found. *children* are the judgements of the units below, by the key of their level."""

    core: RulesetCore
    facts: Facts
    asked: Asked
    status: Status
    rules: tuple[RuleResult, ...]
    groups: tuple[GroupResult, ...]
    definitions: Mapping[str, Trace] = field(converter=Frozen, hash=False)
    score: Score | None = None
    awards: tuple[AwardResult, ...] = ()
    warnings: tuple[Diagnostic, ...] = field(default=(), eq=False)
    children: Mapping[str, tuple[Judgement, ...]] = field(factory=Frozen, converter=Frozen)
