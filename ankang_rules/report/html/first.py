"""What to do first: what to mend, which facts to hand in, what falls due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from attrs import frozen

from ankang_rules.core.kept import kept
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.evaluate.results import RuleResult
from ankang_rules.explain import catalogue as explain_say
from ankang_rules.model.outcome import Reason, ReasonKind
from ankang_rules.model.status import Status
from ankang_rules.report.html import catalogue as say
from ankang_rules.report.html.coming import Coming
from ankang_rules.report.html.counting import badge
from ankang_rules.report.html.rules import Rules
from ankang_rules.report.html.view import Badge, Due, First, HandIn, LineView, Mend, Source
from ankang_rules.source import Language

_MOST_SOURCES = 16
_MOST_CASES = 4
_TO_HAND_IN = (ReasonKind.MISSING, ReasonKind.INVALID)


@frozen
class Counted:
    """A rule that counts for the unit: its own, or one that a unit above, *who*, asks of it."""

    rules: Rules
    result: RuleResult
    who: str = ""

    @property
    def core(self) -> RulesetCore:
        return self.rules.judgement.core


def first(own: Rules, asked: Sequence[Counted], coming: Coming | None = None) -> First:
    """Return what to do first about the unit that *own* rules are about, of which units above ask *asked*.

    *coming* is what its next visit is about, where that is known.
    """
    counted = [Counted(own, result) for result in own.judgement.rules]
    return _First([one for one in (*counted, *asked) if one.result.rule.force == "must"], own.lang, coming).all()


class _Waiting:
    """A fact that is missing: where it is, and the rules that wait for it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.reasons: list[Reason] = []
        self.rules: list[Counted] = []

    def add(self, reason: Reason, rule: Counted) -> None:
        if reason not in self.reasons:
            self.reasons.append(reason)
        if rule not in self.rules:
            self.rules.append(rule)

    def view(self) -> HandIn:
        words, number = self.rules[0].rules.text.words, len(self.rules)
        return HandIn(words.facts(self.reasons), say.waiting(number)(words.lang) if number > 1 else "")


class _First:
    def __init__(self, counted: Sequence[Counted], lang: Language, coming: Coming | None) -> None:
        self.counted, self.lang, self.coming = counted, lang, coming

    def all(self) -> First:
        waiting = self._waiting()
        rules = {id(rule) for one in waiting for rule in one.rules}
        sources = self._sources(waiting)
        now, later = sources[:_MOST_SOURCES], sources[_MOST_SOURCES:]
        return First(
            tuple(self._mend(one) for one in self.counted if one.result.status is Status.FAIL),
            tuple(now),
            tuple(later),
            say.to_hand_in(len(waiting), len(rules))(self.lang) if waiting else "",
            say.more_facts(sum(len(source.facts) for source in later))(self.lang),
            tuple(due for _, due in sorted(self._due(), key=lambda item: item[0])),
            self.coming.by if self.coming else "",
            tuple(self.coming.listings()) if self.coming else (),
        )

    def _mend(self, one: Counted) -> Mend:
        return Mend(*self._titled(one), tuple(self._short(one)), tuple(one.rules.fixes(one.result)))

    def _titled(self, one: Counted) -> tuple[str, str, str, str, Badge]:
        rule, who = one.result.rule, say.asked_by(one.who)(self.lang) if one.who else ""
        shown = badge(one.result.status, self.lang)
        return one.rules.anchor(rule.id), one.rules.title(one.result), rule.clause or "", who, shown

    def _short(self, one: Counted) -> Iterator[str]:
        """What does not hold, by how much; of a condition made of others, each of those that fail."""
        yield from map(self._sentence, _failing(one.rules.lines(one.result)))
        cases = [case for case in one.rules.cases(one.result) if case.badge.key == Status.FAIL.value]
        for case in cases[:_MOST_CASES]:
            failing = "".join(self._sentence(line) for line in _failing(case.lines)[:1])
            yield explain_say.unit_line(case.name, failing)(self.lang)
        if (more := len(cases) - _MOST_CASES) > 0:
            yield say.more_units(more)(self.lang)

    def _sentence(self, line: LineView) -> str:
        return explain_say.sentence([line.observed, line.required, line.margin], self.lang)

    # What to hand in

    def _waiting(self) -> list[_Waiting]:
        """Each fact that is missing, in the order of the rules."""
        found: dict[str, _Waiting] = {}
        for one in self.counted:
            if one.result.status is Status.UNKNOWN:
                for reason in sorted(one.result.reasons, key=Reason.sort_key):
                    if reason.kind in _TO_HAND_IN:
                        source = _collected(one.core, self.lang).get(reason.subject, "")
                        found.setdefault(reason.subject, _Waiting(source)).add(reason, one)
        return list(found.values())

    def _sources(self, waiting: Sequence[_Waiting]) -> list[Source]:
        """The facts by where they are collected, first where most rules wait."""
        by_source: dict[str, list[_Waiting]] = {}
        for one in waiting:
            by_source.setdefault(one.source or say.no_source(self.lang), []).append(one)
        order = sorted(by_source.items(), key=lambda item: -sum(len(one.rules) for one in item[1]))
        return [
            Source(name, tuple(one.view() for one in sorted(facts, key=lambda one: -len(one.rules))))
            for name, facts in order
        ]

    # What falls due

    def _due(self) -> Iterator[tuple[date, Due]]:
        told = set()
        for day, left, one in self._dated():
            when = say.by_day(day.isoformat(), left)(self.lang)
            told |= {one.result.id}
            yield day, Due(*self._titled(one), tuple(self._short(one)), when)
        own = {one.result.id: one for one in self.counted if not one.who}
        for day, rule, when in self.coming.rules(told) if self.coming else ():
            yield day, Due(*self._titled(own[rule]), (), when)

    def _dated(self) -> Iterator[tuple[date, int, Counted]]:
        """The rules that are open with a day to come, and in how many days; the first where it differs by unit."""
        for one in self.counted:
            as_of = one.rules.judgement.asked.as_of
            results = [one.result, *(case.result for case in one.result.cases)]
            days = [found.due for found in results if found.status is Status.UNKNOWN and found.due is not None]
            if as_of and (ahead := [day for day in days if day > as_of]):
                yield min(ahead), (min(ahead) - as_of).days, one


@kept
def _collected(core: RulesetCore, lang: Language) -> dict[str, str]:
    """Where the facts are collected that the rules of *core* read, of units below too."""
    cores = [*(level.core for level in core.levels), core]
    return {one.key: one.collected_from(lang) for each in cores for one in each.indicators if one.collected_from}


def _failing(lines: Sequence[LineView]) -> list[LineView]:
    failing = [line for line in lines if line.badge and line.badge.key == Status.FAIL.value]
    return [line for line in failing if line.required] or failing
