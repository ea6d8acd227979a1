"""The map on the wall: the units directly below against the groups they are judged by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ankang_rules.core.ruleset import Group, Level
from ankang_rules.evaluate.results import GroupResult, Judgement
from ankang_rules.explain.units import Path, UnitBelow, units_below
from ankang_rules.model.status import Status
from ankang_rules.report.html import catalogue as say
from ankang_rules.report.html.counting import ORDER, badge, bar
from ankang_rules.report.html.view import Bar, Cell, UnitRef, Wall, WallRow
from ankang_rules.source import Language

_MOST_ROWS = 300
_MOST_GROUPS = 12
"""In one table: more columns would not be read, and be cut on paper."""

Anchors = Mapping[Path, str]
"""Where the page tells of a unit, by its path from the unit at the top of the page."""


class Walls:
    """Makes maps for a page in *lang*; *levels* are all that are known, *anchors* where the units are."""

    def __init__(self, lang: Language, levels: Sequence[Level], anchors: Anchors) -> None:
        self.lang, self.anchors = lang, anchors
        self.levels = {level.key: level for level in reversed(levels)}

    def of(self, judgement: Judgement, path: Path) -> Iterator[Wall]:
        """Yield the maps of the units directly below that of *judgement*, to which *path* leads; one for each level."""
        by_level: dict[str, list[UnitBelow]] = {}
        for unit in units_below(judgement):
            if len(unit.path) == 1:
                by_level.setdefault(unit.place.level or "", []).append(unit)
        for level, units in by_level.items():
            yield from self._of_level(level, units, path)

    def _of_level(self, level: str, units: list[UnitBelow], path: Path) -> Iterator[Wall]:
        groups, below = units[0].judgement.core.groups, _levels_below(units)
        shown = sorted(units, key=lambda unit: ORDER.index(unit.judgement.status))[:_MOST_ROWS]
        kept = {id(unit) for unit in shown}
        more = say.more_units(len(units) - len(kept))(self.lang) if len(units) > len(kept) else ""
        for start in range(0, max(len(groups), 1), _MOST_GROUPS):
            some = groups[start : start + _MOST_GROUPS]
            last = below if start + _MOST_GROUPS >= len(groups) else []
            rows = tuple(self._row(unit, some, last, path) for unit in units if id(unit) in kept)
            titles = tuple(group.labels(self.lang) or group.name for group in some)
            name = self._name(level)
            yield Wall(say.wall_of(name)(self.lang), name, titles, tuple(map(self._name, last)), rows, more)

    def _name(self, key: str) -> str:
        level = self.levels.get(key)
        return (level.labels(self.lang) or level.name) if level else key

    def _row(self, unit: UnitBelow, groups: Sequence[Group], levels: Sequence[str], path: Path) -> WallRow:
        results = {group.id: group for group in unit.judgement.groups}
        cells = tuple(self._cell(results.get(group.key), group.labels(self.lang) or group.name) for group in groups)
        below = tuple(self._bar(unit, level) for level in levels)
        ref = UnitRef(unit.name, self.anchors.get((*path, *unit.path), ""))
        return WallRow(ref, badge(unit.judgement.status, self.lang), cells, below)

    def _cell(self, group: GroupResult | None, name: str) -> Cell:
        if group is None or group.status is None:
            return Cell(None, "", "")
        number = sum(rule.status is group.status and rule.rule.force == "must" for rule in group.rules)
        shown = f"{number:,}" if group.status in (Status.FAIL, Status.UNKNOWN) else ""
        return Cell(badge(group.status, self.lang), shown, say.cell(name, group.status.label, number)(self.lang))

    def _bar(self, unit: UnitBelow, level: str) -> Bar:
        return bar((one.judgement.status for one in _inside(unit) if one.place.level == level), self.lang)


def _levels_below(units: Sequence[UnitBelow]) -> list[str]:
    return list(dict.fromkeys(one.place.level or "" for unit in units for one in _inside(unit)))


def _inside(unit: UnitBelow) -> Iterator[UnitBelow]:
    return units_below(unit.judgement, unit.place)
