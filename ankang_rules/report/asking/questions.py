"""The questionnaire of a unit: its questions in order, and the open rules that no answer decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, overload

from attrs import field, frozen

from ankang_rules.core.ruleset import Indicator, Level, Rule
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.explain.filling import indicator_of
from ankang_rules.explain.settling.goals import Goals
from ankang_rules.explain.units import Path
from ankang_rules.model.outcome import Reason
from ankang_rules.model.status import Status
from ankang_rules.report.asking.open_rules import OpenRule, beside, open_rules, ways_to_decide
from ankang_rules.report.asking.order import in_order
from ankang_rules.source import Language


@frozen
class Question:
    """A fact of the unit at *path* to be asked for, "" for the unit in hand; or which units there are, of a *level*.

    *places* are the months and records that are open, none where it is the whole. *rules* are those that it helps to
    decide. It *may_decide* where an answer to it alone, once those before it are answered, can decide the unit.
    """

    path: Path
    key: str
    about: Indicator | Level
    places: tuple[tuple[int | str, ...], ...]
    rules: tuple[Rule, ...]
    may_decide: bool

    @property
    def unit(self) -> str:
        """The path of the unit below that is asked, "" for the unit in hand."""
        return "/".join(self.path)

    @property
    def level(self) -> Level | None:
        """The level whose units are to be listed, where the question is which there are."""
        return self.about if isinstance(self.about, Level) else None


@frozen(repr=False)
class Questions(Sequence[Question]):
    """The questions to a unit, in the order in which to ask them. See :meth:`Report.questions`.

    *undecided* are open rules that no answer decides as things stand, each with why; *beside* is how many other rules
    are open on which the verdict does not rest.
    """

    judgement: Judgement = field(repr=False)
    items: tuple[Question, ...] = ()
    undecided: tuple[RuleResult, ...] = ()
    beside: int = 0

    @overload
    def __getitem__(self, index: int) -> Question: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Question]: ...
    def __getitem__(self, index: int | slice) -> Question | Sequence[Question]:
        return self.items[index]

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Question]:
        return iter(self.items)

    def text(self, lang: Language = "en", *, most: int | None = None) -> str:
        """Return the questions as a list to be read, at *most* so many."""
        from ankang_rules.report.asking.to_text import to_text

        return to_text(self, lang, most)

    def to_dict(self) -> dict[str, Any]:
        """Return them as plain data."""
        from ankang_rules.report.asking.to_dict import questions_to_dict

        return questions_to_dict(self)

    def __repr__(self) -> str:
        return f"<Questions: {len(self)}>"


Asked = tuple[Path, str]
"""A fact of a unit, whichever months or records of it."""


def ask(judgement: Judgement) -> Questions:
    """Return what to ask about the unit of *judgement*; nothing where its verdict is settled."""
    aside = beside(judgement)
    if judgement.status is not Status.UNKNOWN:
        return Questions(judgement, beside=aside)
    goals = Goals(judgement)
    open_ = list(open_rules(judgement, goals))
    asked: dict[Asked, list[Reason]] = {}
    for rule in open_:
        for reason in rule.facts:
            asked.setdefault((reason.unit, reason.subject), []).append(reason)
    unit = [_asked(way) for way in ways_to_decide(judgement, goals, open_)]
    found = tuple(
        _question(goals, one, asked[one], open_, may_decide=may_decide)
        for one, may_decide in in_order(list(asked), unit, [list(map(_asked, rule.ways)) for rule in open_])
    )
    return Questions(judgement, found, tuple(rule.result for rule in open_ if not rule.facts), aside)


def _asked(way: frozenset[Reason]) -> frozenset[Asked]:
    return frozenset((reason.unit, reason.subject) for reason in way)


def _question(
    goals: Goals, asked: Asked, reasons: list[Reason], rules: list[OpenRule], *, may_decide: bool
) -> Question:
    path, key = asked
    helped = tuple(one.result.rule for one in rules if any((r.unit, r.subject) == asked for r in one.facts))
    places = sorted(
        {reason.at for reason in reasons if reason.at}, key=lambda at: [(isinstance(p, str), p) for p in at]
    )
    whole = any(not reason.at for reason in reasons)
    return Question(path, key, _about(goals, path, key), () if whole else tuple(places), helped, may_decide)


def _about(goals: Goals, path: Path, key: str) -> Indicator | Level:
    around = [goals.judged(path[:end]).core for end in range(len(path) + 1)]
    levels = (level for core in reversed(around) if (level := core.level(key)))
    return next(levels, None) or indicator_of(key, around)
