"""What things are called in a report: labels in the reader's language, expressions with them, reasons."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from attrs import frozen

from ankang_rules.core import nodes as n
from ankang_rules.core.print import show
from ankang_rules.core.ruleset import Definition, Indicator, Parameter, RulesetCore
from ankang_rules.explain import catalogue as say
from ankang_rules.model import types as ty
from ankang_rules.model.outcome import Reason, ReasonKind
from ankang_rules.source import Language

_MOST_NAMED = 12


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
        return show(node, self.labels, self.lang)

    # Reasons

    def reasons(self, reasons: Iterable[Reason]) -> list[str]:
        """Return a line for each kind of reason, always in the same order."""
        by_kind: dict[ReasonKind, list[Reason]] = {kind: [] for kind in ReasonKind}
        for reason in sorted(reasons, key=Reason.sort_key):
            by_kind[reason.kind].append(reason)
        return [line for kind, found in by_kind.items() if found for line in self._lines(kind, found)]

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
        node = self._nodes.get(int(reason.at[0])) if reason.at else None
        match node:
            case None:
                return say.undefined(reason.subject)(self.lang)
            case n.Arithmetic(operator="÷", right=right):
                return say.divided_by_zero(self.phrase(node), self.phrase(right))(self.lang)
            case n.Arithmetic():
                return say.no_such_day(self.phrase(node))(self.lang)
            case n.ShareWhere() | n.Aggregate():
                return say.of_no_records(self.phrase(node))(self.lang)
        return say.undefined(self.phrase(node))(self.lang)

    def facts(self, facts: Iterable[Reason]) -> str:
        """Return the names of the facts that *facts* say are not known, each with its months or records."""
        return self._named(list(facts))

    def place(self, kind: str, number: int) -> str:
        """Return what a month, or a record of a list, is called."""
        return say.month(number, self.lang) if kind == "month" else f"#{number}"

    def _named(self, found: list[Reason]) -> str:
        """Name the subjects, each with its months or records in brackets."""
        places: dict[str, list[str]] = {}
        for reason in found:
            places.setdefault(reason.subject, []).extend(self._places(reason))
        shown = [self._with_places(key, at) for key, at in places.items()]
        if len(shown) > _MOST_NAMED:
            shown = [*shown[: _MOST_NAMED - 1], say.more(len(shown) - _MOST_NAMED + 1)(self.lang)]
        return say.joined(shown, self.lang)

    def _with_places(self, key: str, places: list[str]) -> str:
        if not places:
            return self.name(key)
        inside = say.joined(list(dict.fromkeys(places)), self.lang)
        return f"{self.name(key)}（{inside}）" if self.lang == "zh" else f"{self.name(key)} ({inside})"

    def _places(self, reason: Reason) -> list[str]:
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
        found[level.key] = level.labels(lang) or level.name
    return found
