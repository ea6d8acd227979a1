"""What things are called in a report: labels in the reader's language, expressions with them, reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import cast

from attrs import evolve, frozen

from ankang_rules.core import nodes as n
from ankang_rules.core.print import show
from ankang_rules.core.ruleset import Definition, Indicator, Level, Parameter, RulesetCore
from ankang_rules.evaluate.units import UNDECIDED
from ankang_rules.explain import catalogue as say
from ankang_rules.model import types as ty
from ankang_rules.model.outcome import Reason, ReasonKind
from ankang_rules.source import Language

_MOST_NAMED = 12
_MOST_PLACES = 12


@frozen
class Words:
    """Names of the things of *core* in *lang*."""

    core: RulesetCore
    lang: Language

    @cached_property
    def labels(self) -> dict[str, str]:
        things: list[Indicator | Parameter | Definition] = [*self.core.indicators, *self.core.parameters]
        things += self.core.definitions
        below = _labels_below(self.core, self.lang)
        found = below | {t.key: (t.labels.zh if self.lang == "zh" else t.labels.en) or t.name for t in things}
        records = (i.type for i in self.core.indicators if isinstance(i.type, ty.ListOf))
        return {f.key: f.name for record in records for f in record.fields} | found

    @cached_property
    def _nodes(self) -> dict[int, n.Node]:
        return {node.id: node for expression in self.core.expressions() for node in n.walk(expression)}

    def name(self, key: str) -> str:
        return self.labels.get(key, key)

    def phrase(self, node: n.Node) -> str:
        """Return *node* as text with labels for names."""
        return show(node, self.labels, self.lang, self._unowned)

    @cached_property
    def _unowned(self) -> frozenset[str]:
        """What no unit below has as well: where the tier has no Chinese name, Chinese need not say whose it is."""
        if self.lang == "en" or not (self.core.tier or "").isascii():
            return frozenset()
        own = {one.key for one in self.core.indicators} | {one.key for one in self.core.definitions}
        return frozenset(own - _labels_below(self.core, self.lang).keys())

    # Units below

    @cached_property
    def levels(self) -> dict[str, Level]:
        return {level.key: level for level in self.core.levels}

    def units(self, names: Sequence[str], *, either: bool = False) -> str:
        """Return *names* of units as a list, so many of them as are read."""
        shown = names if len(names) <= _MOST_NAMED else names[:_MOST_NAMED]
        return say.units_named(shown, len(names) - len(shown), either=either)(self.lang)

    def level(self, level: Level) -> str:
        """Return what the units of *level* are called."""
        return (level.labels.zh if self.lang == "zh" else level.labels.en) or level.name

    def one_of(self, node: n.Units) -> str:
        """Return what one of the units of *node* is called."""
        levels = zip(cast(ty.UnitsOf, node.type).levels, node.singulars, strict=True)
        return say.joined([self.name(key) if self.lang == "zh" else singular for key, singular in levels], self.lang)

    def counted(self, number: int, node: n.Units) -> str:
        """Return *number* with what the units of *node* are called: ``3 towns``."""
        levels = cast(ty.UnitsOf, node.type).levels
        if len(levels) > 1:
            return say.units(number)(self.lang)
        return say.counted(number, self.name(levels[0]), node.singulars[0], self.name(levels[0]))(self.lang)

    # Reasons

    def reasons(self, reasons: Iterable[Reason]) -> list[str]:
        """Return a line for each kind of reason, always in the same order."""
        by_kind: dict[ReasonKind, list[Reason]] = {kind: [] for kind in ReasonKind}
        verdicts: dict[str, None] = {}
        for reason in sorted(reasons, key=Reason.sort_key):
            if reason.subject == UNDECIDED and reason.unit:
                verdicts["/".join(reason.unit)] = None
            else:
                by_kind[reason.kind].append(reason)
        lines = [line for kind, found in by_kind.items() if found for line in self._lines(kind, found)]
        return [*lines, *([say.undecided(self.units(list(verdicts)))(self.lang)] if verdicts else [])]

    def _lines(self, kind: ReasonKind, found: list[Reason]) -> Iterable[str]:
        match kind:
            case ReasonKind.MISSING:
                yield say.missing(self._named(found))(self.lang)
            case ReasonKind.INVALID:
                yield say.invalid(self._named(found))(self.lang)
            case ReasonKind.ABSENT:
                yield say.absent_needed(self._named(found))(self.lang)
            case ReasonKind.UNDEFINED:
                yield from dict.fromkeys(self._undefined(reason) for reason in found)
            case ReasonKind.NOT_YET_DUE:
                yield from (say.not_yet_due(reason.subject)(self.lang) for reason in found)
            case ReasonKind.CONFLICT:
                yield from (say.conflict(self._conditions(reason))(self.lang) for reason in found)

    def _conditions(self, reason: Reason) -> list[str]:
        nodes = [self._nodes.get(int(at)) for at in reason.at]
        return [self.phrase(node) for node in nodes if node is not None] or [reason.subject]

    def _undefined(self, reason: Reason) -> str:
        if reason.unit:
            return say.unit_line("/".join(reason.unit), self._undefined_below(reason))(self.lang)
        node = self._nodes.get(int(reason.at[0])) if reason.at else None
        match node:
            case None:
                return say.undefined(reason.subject)(self.lang)
            case n.Arithmetic(operator="÷", right=right):
                return say.divided_by_zero(self.phrase(node), self.phrase(right))(self.lang)
            case n.Arithmetic():
                return say.no_such_day(self.phrase(node))(self.lang)
            case n.ShareWhere(records=n.Units()) | n.Aggregate(records=n.Units()):
                return say.of_no_units(self.phrase(node))(self.lang)
            case n.ShareWhere() | n.Aggregate():
                return say.of_no_records(self.phrase(node))(self.lang)
        return say.undefined(self.phrase(node))(self.lang)

    def _undefined_below(self, reason: Reason) -> str:
        """What has no value by the ruleset of a unit below, whose nodes have numbers of their own."""
        for words in (Words(level.core, self.lang) for level in self.core.levels):
            node = words._nodes.get(int(reason.at[0])) if reason.at else None
            if node is not None and show(node) == reason.subject:
                return words._undefined(evolve(reason, unit=()))
        return say.undefined(reason.subject)(self.lang)

    def facts(self, facts: Iterable[Reason]) -> str:
        """Return the names of the facts that *facts* say are not known, each with its months or records."""
        return self._named(list(facts))

    def place(self, kind: str, place: int | str) -> str:
        """Return what a month, a record of a list, or a unit is called."""
        if isinstance(place, str):
            return place
        return say.month(place, self.lang) if kind == "month" else f"#{place}"

    def _named(self, found: list[Reason]) -> str:
        """Name the subjects, each with its months or records in brackets."""
        places: dict[str, list[str]] = {}
        for reason in found:
            places.setdefault(self._subject(reason), []).extend(self._places(reason))
        shown = [self._with_places(name, at) for name, at in places.items()]
        if len(shown) > _MOST_NAMED:
            shown = [*shown[: _MOST_NAMED - 1], say.more(len(shown) - _MOST_NAMED + 1)(self.lang)]
        return say.joined(shown, self.lang)

    def _subject(self, reason: Reason) -> str:
        name = self.name(reason.subject)
        return say.units_not_listed(name)(self.lang) if reason.subject in self.levels else name

    def _with_places(self, name: str, places: list[str]) -> str:
        if not places:
            return name
        found = list(dict.fromkeys(places))
        # Months and records are few, and all of them are named; units may be thousands.
        inside = self.units(found) if len(found) > _MOST_PLACES else say.joined(found, self.lang)
        return f"{name}（{inside}）" if self.lang == "zh" else f"{name} ({inside})"

    def _places(self, reason: Reason) -> list[str]:
        if reason.unit:
            inner = self._places(evolve(reason, unit=()))
            return [" ".join(["/".join(reason.unit), *inner])]
        if not reason.at:
            return []
        first, rest = reason.at[0], reason.at[1:]
        if not rest and isinstance(first, int):
            return [say.month(first, self.lang)]
        return [" ".join([f"#{first}", *(self.name(str(part)) for part in rest)])]


def _labels_below(core: RulesetCore, lang: Language) -> dict[str, str]:
    """What the levels below are called, and the names that their rulesets declare."""
    found: dict[str, str] = {}
    for level in core.levels:
        found |= Words(level.core, lang).labels | found
        found[level.key] = (level.labels.zh if lang == "zh" else level.labels.en) or level.name
    return found
