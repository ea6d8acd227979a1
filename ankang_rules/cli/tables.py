"""A report as tables that fit the terminal: a row for each rule, then a row for each unit below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ankang_rules.cli import messages as say
from ankang_rules.door import Report
from ankang_rules.evaluate.results import GroupResult, Judgement, RuleResult
from ankang_rules.explain.catalogue import advice, asked_above, no_verdict
from ankang_rules.explain.catalogue import fix as fix_word
from ankang_rules.explain.findings import finding
from ankang_rules.explain.layout import wrapped
from ankang_rules.explain.levels import ORDER, counts
from ankang_rules.explain.marks import MARKS
from ankang_rules.explain.text import headline
from ankang_rules.explain.units import Path, UnitBelow, deciding, units_below
from ankang_rules.model.status import Status
from ankang_rules.source import Language

_STATUS, _RULE = 10, 24
_BETWEEN = 2
"""Columns between two columns: one of padding, and one that the box puts there."""
_MOST_UNITS = 40
_STYLES = {Status.PASS: "green", Status.FAIL: "red", Status.UNKNOWN: "yellow", Status.NOT_APPLICABLE: "bright_black"}


def tables(report: Report, lang: Language, width: int) -> Iterator[RenderableType]:
    """Yield what to print, one below the other, in *width* columns."""
    for line in headline(report.judgement, lang):
        yield Text("\n".join(wrapped(line, width)))
    yield Text()
    yield _Tables(report, lang, width).rules()
    if below := list(units_below(report.judgement)):
        yield Text()
        yield _Tables(report, lang, width).units(below)
        if len(below) > _MOST_UNITS:
            yield Text("\n".join(wrapped(say.more_units_than_shown(len(below) - _MOST_UNITS)(lang), width)))


class _Tables:
    def __init__(self, report: Report, lang: Language, width: int) -> None:
        self.report, self.lang = report, lang
        self.rest = width - _STATUS - _RULE - 2 * _BETWEEN

    def rules(self) -> Table:
        table = self._table(say.rule_column(self.lang), say.finding_column(self.lang))
        for group, results in self._by_group():
            if group is not None:
                self._group(table, group)
            for result in results:
                self._rule(table, self.report.judgement, result)
            table.add_section()
        self._asked_above(table)
        return table

    def _asked_above(self, table: Table) -> None:
        for asked in self.report.place.asked if self.report.place else ():
            core = asked.judgement.core
            who = asked.judgement.facts.unit or core.labels(self.lang) or core.name
            table.add_section()
            self._row(table, None, [], [asked_above(who)(self.lang)], style="bold")
            self._rule(table, asked.judgement, asked.result, asked.path)

    def units(self, below: list[UnitBelow]) -> Table:
        """The units below, those first that do not pass."""
        table = self._table(say.unit_column(self.lang), say.deciding_column(self.lang))
        ordered = sorted(below, key=lambda unit: ORDER.index(unit.judgement.status))
        for unit in islice(ordered, _MOST_UNITS):
            titles = [result.rule.labels(self.lang) or result.rule.name for result in deciding(unit.judgement)]
            told = say.some_of_these(titles)(self.lang) if titles else ""
            self._row(table, unit.judgement.status, [unit.name], [counts(unit.judgement, self.lang), told])
        return table

    def _table(self, *titles: str) -> Table:
        table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
        for title, width in zip((say.status_column(self.lang), *titles), (_STATUS, _RULE, self.rest), strict=True):
            table.add_column(title, width=width, no_wrap=True)
        return table

    def _by_group(self) -> Iterator[tuple[GroupResult | None, Iterable[RuleResult]]]:
        yield None, [result for result in self.report.rules if result.rule.group is None]
        for group in self.report.groups:
            yield group, group.rules

    def _group(self, table: Table, result: GroupResult) -> None:
        group = result.group
        title = [group.labels(self.lang) or group.name, group.clause or ""]
        told = "" if result.status else no_verdict(self.lang)
        self._row(table, result.status, title, [told], style="bold")

    def _rule(self, table: Table, judgement: Judgement, result: RuleResult, inside: Path = ()) -> None:
        rule = result.rule
        title = (rule.labels(self.lang) or rule.name) + (advice(self.lang) if rule.force == "should" else "")
        found = finding(judgement, result, self.lang, inside)
        told = [found.observed, found.required, found.margin, found.reasons]
        if result.status is Status.PASS:
            told = told[:1]
        elif result.status is Status.FAIL and rule.fix:
            told.append(say.titled(fix_word(self.lang), rule.fix(self.lang))(self.lang))
        self._row(table, result.status, [title, rule.clause or ""], told)

    def _row(self, table: Table, status: Status | None, title: list[str], told: list[str], *, style: str = "") -> None:
        shown = f"{MARKS[status]} {status.label(self.lang)}" if status else ""
        cells = [
            Text(_fitted([shown], _STATUS), style=_STYLES[status] if status else ""),
            Text(_fitted(title, _RULE)),
            Text(_fitted(told, self.rest)),
        ]
        table.add_row(*cells, style=style)


def _fitted(texts: list[str], width: int) -> str:
    """Return *texts*, each on lines of its own; a word that is longer than a line is cut in pieces."""
    return "\n".join(line for text in texts if text for line in wrapped(text, width))
