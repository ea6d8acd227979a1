"""The map on the wall: the units directly below against the groups they are judged by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ankang_rules.core.ruleset import Level, RulesetCore
from ankang_rules.evaluate.results import GroupResult, Judgement
from ankang_rules.explain.units import TOP, UnitBelow, units_below
from ankang_rules.explain.words import Words
from ankang_rules.model.status import Status
from ankang_rules.report.html import catalogue as say
from ankang_rules.report.html.counting import badge, bar
from ankang_rules.report.html.view import Bar, Cell, UnitRef, Wall, WallRow
from ankang_rules.source import Language

Anchors = dict[tuple[str, ...], str]
"""Where the page tells of a unit, by its path from the top of the page."""


def walls(
    judgement: Judgement, words: Words, levels: Sequence[Level], path: tuple[str, ...], anchors: Anchors
) -> Iterator[Wall]:
    """Yield a map for each level directly below; *path* leads to the unit itself, *levels* are all that are known."""
    known = {level.key: level for level in levels}
    by_level: dict[str, list[UnitBelow]] = {}
    for unit in units_below(judgement, TOP):
        if len(unit.path) == 1:
            by_level.setdefault(unit.place.level or "", []).append(unit)
    for key, units in by_level.items():
        yield _Wall(units, known.get(key), words.lang, known, path, anchors).wall(key)


class _Wall:
    def __init__(
        self,
        units: list[UnitBelow],
        level: Level | None,
        lang: Language,
        known: dict[str, Level],
        path: tuple[str, ...],
        anchors: Anchors,
    ) -> None:
        self.units, self.level, self.lang, self.known = units, level, lang, known
        self.path, self.anchors = path, anchors
        self.core: RulesetCore = units[0].judgement.core
        self.below = list(dict.fromkeys(one.place.level or "" for unit in units for one in self._inside(unit)))

    def wall(self, key: str) -> Wall:
        groups = tuple(group.labels(self.lang) or group.name for group in self.core.groups)
        title = self._name(key)
        rows = tuple(self._row(unit) for unit in self.units)
        return Wall(say.wall_of(title)(self.lang), title, groups, tuple(map(self._name, self.below)), rows)

    def _name(self, key: str) -> str:
        level = self.known.get(key)
        return (level.labels(self.lang) or level.name) if level else key

    def _row(self, unit: UnitBelow) -> WallRow:
        groups = {group.id: group for group in unit.judgement.groups}
        cells = tuple(
            self._cell(groups.get(group.key), group.labels(self.lang) or group.name) for group in self.core.groups
        )
        below = tuple(self._bar(unit, level) for level in self.below)
        path = (*self.path, *unit.path)
        return WallRow(
            UnitRef(unit.name, self.anchors.get(path, "")), badge(unit.judgement.status, self.lang), cells, below
        )

    def _cell(self, group: GroupResult | None, name: str) -> Cell:
        if group is None or group.status is None:
            return Cell(None, "", "")
        number = sum(rule.status is group.status and rule.rule.force == "must" for rule in group.rules)
        shown = f"{number:,}" if group.status in (Status.FAIL, Status.UNKNOWN) else ""
        return Cell(badge(group.status, self.lang), shown, say.cell(name, group.status.label, number)(self.lang))

    def _bar(self, unit: UnitBelow, level: str) -> Bar:
        return bar((one.judgement.status for one in self._inside(unit) if one.place.level == level), self.lang)

    def _inside(self, unit: UnitBelow) -> Iterator[UnitBelow]:
        return units_below(unit.judgement, unit.place)
