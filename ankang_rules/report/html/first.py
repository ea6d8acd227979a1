"""What to do first: what to mend, which facts to hand in, what falls due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.explain import catalogue as explain_say
from ankang_rules.model.outcome import Reason, ReasonKind
from ankang_rules.model.status import Status
from ankang_rules.report.html import catalogue as say
from ankang_rules.report.html.counting import badge
from ankang_rules.report.html.rules import Rules
from ankang_rules.report.html.view import Due, First, HandIn, LineView, Mend, Note, Source
from ankang_rules.source import Language

_MOST_SOURCES = 16
_MOST_CASES = 4
_TO_HAND_IN = (ReasonKind.MISSING, ReasonKind.INVALID)


def first(judgement: Judgement, rules: Rules, lang: Language) -> First:
    """Return what to do first about *judgement*: rules that count before advice."""
    return _First(judgement, rules, lang).all()


class _First:
    def __init__(self, judgement: Judgement, rules: Rules, lang: Language) -> None:
        self.judgement, self.rules, self.lang = judgement, rules, lang
        self.counted = [result for result in judgement.rules if result.rule.force == "must"]

    def all(self) -> First:
        waiting = self._waiting()
        rules = {rule for _, rules in waiting.values() for rule in rules}
        sources = list(self._sources(waiting))
        now, later = sources[:_MOST_SOURCES], sources[_MOST_SOURCES:]
        return First(
            tuple(self._mend(result) for result in self.counted if result.status is Status.FAIL),
            tuple(now),
            tuple(later),
            say.to_hand_in(len(waiting), len(rules))(self.lang) if waiting else "",
            say.more_facts(sum(len(source.facts) for source in later))(self.lang),
            tuple(self._due()),
        )

    def _mend(self, result: RuleResult) -> Mend:
        fix = result.rule.fix(self.lang)
        return Mend(
            self.rules.anchor(result.id),
            self.rules.title(result),
            result.rule.clause or "",
            badge(result.status, self.lang),
            tuple(self._short(result)),
            (Note("fix", explain_say.fix(self.lang), (fix,)),) if fix else (),
        )

    def _short(self, result: RuleResult) -> Iterator[str]:
        """What does not hold, by how much; of a condition made of others, each of those that fail."""
        yield from map(self._sentence, _failing(self.rules.lines(result)))
        cases = [case for case in self.rules.cases(result) if case.badge.key == Status.FAIL.value]
        for case in cases[:_MOST_CASES]:
            failing = "".join(self._sentence(line) for line in _failing(case.lines)[:1])
            yield explain_say.unit_line(case.name, failing)(self.lang)
        if (more := len(cases) - _MOST_CASES) > 0:
            yield say.more_units(more)(self.lang)

    def _sentence(self, line: LineView) -> str:
        return explain_say.sentence([line.observed, line.required, line.margin], self.lang)

    # What to hand in

    def _waiting(self) -> dict[str, tuple[list[Reason], list[str]]]:
        """Each fact that is missing, with where it is, and the rules that wait for it."""
        found: dict[str, tuple[list[Reason], list[str]]] = {}
        for result in self.counted:
            if result.status is not Status.UNKNOWN:
                continue
            for reason in sorted(result.reasons, key=Reason.sort_key):
                if reason.kind in _TO_HAND_IN:
                    reasons, rules = found.setdefault(reason.subject, ([], []))
                    reasons += [reason] if reason not in reasons else []
                    rules += [result.id] if result.id not in rules else []
        return found

    def _sources(self, waiting: dict[str, tuple[list[Reason], list[str]]]) -> Iterator[Source]:
        """The facts by where they are collected, first where most rules wait."""
        collected = {one.key: one.collected_from(self.lang) for one in self.judgement.core.indicators}
        by_source: dict[str, list[tuple[int, HandIn]]] = {}
        for subject, (reasons, rules) in waiting.items():
            number = say.waiting(len(rules))(self.lang) if len(rules) > 1 else ""
            fact = HandIn(self.rules.text.words.facts(reasons), number)
            by_source.setdefault(collected.get(subject, ""), []).append((len(rules), fact))
        nowhere = say.no_source(self.lang)
        for source, facts in sorted(by_source.items(), key=lambda one: -sum(number for number, _ in one[1])):
            facts.sort(key=lambda one: -one[0])
            yield Source(source or nowhere, tuple(fact for _, fact in facts))

    # What falls due

    def _due(self) -> Iterator[Due]:
        dated = [(result.due, result) for result in self.counted if result.due and self._is_open(result)]
        for day, result in sorted(dated, key=lambda one: one[0]):
            yield Due(
                day.isoformat(),
                self._when(day),
                self.rules.anchor(result.id),
                self.rules.title(result),
                result.rule.clause or "",
                badge(result.status, self.lang),
                tuple(self._short(result)),
            )

    def _is_open(self, result: RuleResult) -> bool:
        as_of = self.judgement.asked.as_of
        return result.status is Status.UNKNOWN and as_of is not None and result.due is not None and result.due > as_of

    def _when(self, day: date) -> str:
        assert self.judgement.asked.as_of is not None
        return say.by_day(day.isoformat(), (day - self.judgement.asked.as_of).days)(self.lang)


def _failing(lines: Sequence[LineView]) -> list[LineView]:
    failing = [line for line in lines if line.badge and line.badge.key == Status.FAIL.value]
    return [line for line in failing if line.required] or failing
