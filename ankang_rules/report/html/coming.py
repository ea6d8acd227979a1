"""What the next visit asks of a unit beyond what is open now: what falls due or changes by then, what to renew."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from ankang_rules.explain.words import Words
from ankang_rules.model.status import Status
from ankang_rules.report import catalogue as report_say
from ankang_rules.report.differences import Path
from ankang_rules.report.html import catalogue as say
from ankang_rules.report.html.view import Listing
from ankang_rules.report.visit import Visit, Visited
from ankang_rules.source import Language

_MOST = report_say.MOST_LISTED


class Coming:
    """What *visit* is about for the unit at *path*, in the words of that unit."""

    def __init__(self, visit: Visit, path: Path, words: Words) -> None:
        self.visit, self.path, self.words, self.lang = visit, path, words, words.lang

    @property
    def by(self) -> str:
        return say.until(self.visit.by)(self.lang)

    def rules(self, told: Collection[str]) -> Iterator[tuple[date, str, str]]:
        """Yield the day, the rule and what happens then, of rules that must hold and of which nothing is *told* yet."""
        for one in self.visit.rules:
            if one.path != self.path or one.rule.force != "must" or one.rule.id in told or one.day is None:
                continue
            if text := _happens(one, one.day, self.lang):
                yield one.day, one.rule.id, text

    def listings(self) -> Iterator[Listing]:
        """Yield the evidence that will be too old, the facts of no day, and the rules that ask for another year."""
        visit, lang = self.visit, self.lang
        old = sorted((one for one in visit.evidence if one.path == self.path), key=lambda one: one.since)
        if old and visit.max_age is not None:
            named = ((self.words.name(one.indicator), one) for one in old)
            lines = [report_say.too_old(name, one.on, one.since, len(one.rules), lang) for name, one in named]
            yield Listing(report_say.old_evidence(len(old), visit.max_age.written, visit.by, lang), self._some(lines))
        if undated := [self.words.name(key) for path, key in visit.undated if path == self.path]:
            yield Listing(report_say.undated(len(undated), lang), (self._joined(undated),))
        again = [rule for path, rule in visit.again if path == self.path and rule.force == "must"]
        if again and (year := visit.judgement.asked.year) is not None:
            titles = [rule.labels(lang) or rule.name for rule in again]
            yield Listing(report_say.another_year(year + 1, len(again), lang), (self._joined(titles),))

    def _some(self, lines: Sequence[str]) -> tuple[str, ...]:
        left = len(lines) - _MOST
        return (*lines[:_MOST], *([report_say.more(left, self.lang)] if left > 0 else []))

    def _joined(self, names: Sequence[str]) -> str:
        return say.comma(self.lang).join(self._some(names))


def _happens(one: Visited, day: date, lang: Language) -> str:
    after: Status = one.after or one.before
    match one.why:
        case "falls due":
            return say.falls_due(day, one.before.label, after.label)(lang)
        case "changes":
            return say.changes(day, one.before.label, after.label)(lang)
        case "due again":
            return say.due_again(day)(lang)
    return ""
