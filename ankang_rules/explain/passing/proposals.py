"""What is proposed: changes to facts, ranked; each was tried and makes what was asked about pass."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Literal, overload

from attrs import field, frozen

from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.evaluate.reference import Asked
from ankang_rules.explain.passing.changing import changed, to_plain
from ankang_rules.explain.passing.places import At, Place
from ankang_rules.facts.facts import Facts
from ankang_rules.facts.read import FactsSource, read
from ankang_rules.model.given import Absent
from ankang_rules.model.outcome import Value
from ankang_rules.source import Bilingual, Language

Stated = Value | Absent | None
"""A value; ``NONE`` where it is reported that there is none, None where nothing is known."""


@frozen
class Change:
    """One value to change: of *indicator* in *unit*, from *before* to *after*.

    *unit* is the path to a unit below such as ``汉滨区/城关镇``, empty for the unit itself. *at* is the month (1–12),
    or the record (from 1), its field and the month of that, where only a part of the fact changes.
    """

    unit: str
    indicator: str
    before: Stated
    after: Stated
    at: At = ()
    line: Bilingual = field(default=Bilingual(), eq=False, repr=False)
    place: Place = field(default=Place((), ""), eq=False, repr=False)

    def text(self, lang: Language = "en") -> str:
        """Return the change as a clerk reads it: ``insured-persons: 302,540 → 303,800 人 (+1,260)``."""
        return self.line(lang)

    def to_dict(self) -> dict[str, Any]:
        """Return the change as plain data."""
        return {
            "unit": self.unit,
            "indicator": self.indicator,
            **({"at": list(self.at)} if self.at else {}),
            "before": to_plain(self.before),
            "after": to_plain(self.after),
            "text": self.line.to_dict(),
        }


@frozen
class Proposal:
    """*changes* after which what was asked about passes; *effort* compares it with others of as many changes."""

    changes: tuple[Change, ...]
    effort: Fraction
    core: RulesetCore = field(eq=False, repr=False)
    facts: Facts = field(eq=False, repr=False)
    asked: Asked = field(eq=False, repr=False)

    def apply(self, facts: FactsSource | None = None) -> Facts:
        """Return *facts* with the changes made, by default those of the report, ready to be evaluated.

        *facts* is whatever ``Ruleset.evaluate`` takes. Raises :class:`FactsError` where it cannot be read.
        """
        if facts is None:
            known = self.facts
        else:
            known = read(facts, self.core, strict=False, as_of=self.asked.as_of, year=self.asked.year)
        return changed(known, [(change.place, change.after) for change in self.changes], self.core)

    def text(self, lang: Language = "en") -> str:
        """Return the changes, one after the other."""
        return ("；" if lang == "zh" else "; ").join(change.text(lang) for change in self.changes)

    def to_dict(self) -> dict[str, Any]:
        """Return the proposal as plain data."""
        return {
            "changes": [change.to_dict() for change in self.changes],
            "effort": to_plain(self.effort),
            "text": {"zh": self.text("zh"), "en": self.text("en")},
        }


@frozen
class Proposals(Sequence[Proposal]):
    """Proposals, the smallest first: by how many facts they change, then by effort, then in the order of the ruleset.

    *more* is how many were found beyond those listed. *complete* says that no others were left unsought.
    """

    found: tuple[Proposal, ...] = ()
    more: int = 0
    complete: bool = True
    why: Bilingual | None = None

    def __len__(self) -> int:
        return len(self.found)

    @overload
    def __getitem__(self, at: int) -> Proposal: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Proposal, ...]: ...

    def __getitem__(self, at: int | slice) -> Proposal | tuple[Proposal, ...]:
        return self.found[at]

    def reason(self, lang: Language = "en") -> str | None:
        """Return why there is no proposal, or what was left out of the search; None where there is nothing to say."""
        return self.why(lang) if self.why else None

    def to_dict(self) -> dict[str, Any]:
        """Return the proposals as plain data."""
        return {
            "proposals": [proposal.to_dict() for proposal in self.found],
            "more": self.more,
            "complete": self.complete,
            "reason": self.why.to_dict() if self.why else None,
        }


Kind = Literal["rule", "group", "unit"]
