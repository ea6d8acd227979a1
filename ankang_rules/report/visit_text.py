"""What the next visit is about, to be read: what failed, what to hand in, what comes and when, what to renew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import get_args

from ankang_rules.core.ruleset import Rule
from ankang_rules.explain.marks import MARKS
from ankang_rules.explain.words import Words
from ankang_rules.report import catalogue as say
from ankang_rules.report.differences import Path
from ankang_rules.report.visit import Visit, Visited, Why
from ankang_rules.source import Language


def to_text(visit: Visit, lang: Language) -> str:
    """Return *visit* as text."""
    return "\n".join(_Text(visit, lang).lines())


class _Text:
    def __init__(self, visit: Visit, lang: Language) -> None:
        self.visit, self.lang = visit, lang
        self.words = Words(visit.judgement.core, lang)

    def lines(self) -> Iterator[str]:
        judgement = self.visit.judgement
        title = judgement.core.labels(self.lang) or judgement.core.name
        yield say.visit(judgement.facts.unit, title, judgement.asked.as_of, self.visit.by, self.lang)
        if not self.visit.is_needed:
            yield say.nothing_to_visit(self.lang)
        for why in get_args(Why):
            yield from self._section(why)
        yield from self._evidence()
        yield from self._undated()
        yield from self._again()

    def _section(self, why: Why) -> Iterator[str]:
        """Yield the rules of one kind, each with the units it is open for, soonest first."""
        found: dict[tuple[date, str], list[Visited]] = {}
        for one in self.visit.rules:
            if one.why == why:
                found.setdefault((one.day or date.min, one.rule.id), []).append(one)
        if found:
            yield ""
            yield say.visit_title(why, len(found), self.visit.by, self.lang)
            in_order = sorted(found.values(), key=lambda same: same[0].day or date.max)
            for same in in_order:
                yield from self._rule(same)

    def _rule(self, same: Sequence[Visited]) -> Iterator[str]:
        first = same[0]
        mark = MARKS[first.before] + (f" → {MARKS[first.after]}" if first.after else "")
        day = f"{first.day}  " if first.day else ""
        yield f"  {day}{mark} {self._called(first.rule)}"
        where = ["/".join(one.path) for one in same if one.path]
        if where:
            yield f"      {say.in_units(self.words.units(where), self.lang)}"
        reasons = [reason for one in same[:1] for reason in one.missing]
        yield from (f"      {line}" for line in self.words.reasons(reasons))
        if first.rule.fix and first.why in ("fails", "falls due", "changes"):
            yield f"      {say.fix(first.rule.fix(self.lang), self.lang)}"
        if first.rule.evidence and first.why == "unknown":
            yield f"      {say.evidence(first.rule.evidence(self.lang), self.lang)}"

    def _called(self, rule: Rule) -> str:
        parts = (rule.labels(self.lang), rule.clause, say.advice(self.lang) if rule.force == "should" else "")
        return " ".join([*(part for part in parts if part), f"[{rule.id}]"])

    def _evidence(self) -> Iterator[str]:
        if self.visit.evidence:
            assert self.visit.max_age is not None
            yield ""
            yield say.old_evidence(len(self.visit.evidence), self.visit.max_age.written, self.visit.by, self.lang)
            lines = [
                say.too_old(self._fact(one.path, one.indicator), one.on, one.since, len(one.rules), self.lang)
                for one in sorted(self.visit.evidence, key=lambda one: one.since)
            ]
            yield from (f"  {line}" for line in _some(lines, self.lang))

    def _undated(self) -> Iterator[str]:
        if self.visit.undated:
            yield ""
            yield say.undated(len(self.visit.undated), self.lang)
            named = dict.fromkeys(self._fact(path, key) for path, key in self.visit.undated)
            yield f"  {self.words.units(list(named))}"

    def _again(self) -> Iterator[str]:
        if self.visit.again:
            year = self.visit.judgement.asked.year
            assert year is not None
            yield ""
            rules = dict.fromkeys(self._called(rule) for _, rule in self.visit.again)
            yield say.another_year(year + 1, len(rules), self.lang)
            yield from (f"  {line}" for line in _some(list(rules), self.lang))

    def _fact(self, path: Path, key: str) -> str:
        return " ".join(part for part in ("/".join(path), self.words.name(key)) if part)


def _some(lines: Sequence[str], lang: Language) -> Iterator[str]:
    yield from lines[: say.MOST_LISTED]
    if len(lines) > say.MOST_LISTED:
        yield say.more(len(lines) - say.MOST_LISTED, lang)
