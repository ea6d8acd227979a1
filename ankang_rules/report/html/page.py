"""A judgement → the whole page: the unit itself, then each unit below as far as there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from ankang_rules.core.ruleset import Level
from ankang_rules.evaluate.results import Judgement
from ankang_rules.explain import catalogue as explain_say
from ankang_rules.explain.roll_up import quoted
from ankang_rules.explain.text import headline
from ankang_rules.explain.units import TOP, AskedAbove, Path, Place, UnitBelow, units_below
from ankang_rules.explain.words import Words
from ankang_rules.report.html import catalogue as say
from ankang_rules.report.html.below import levels
from ankang_rules.report.html.counting import ORDER, badge, bar
from ankang_rules.report.html.first import first
from ankang_rules.report.html.groups import Groups
from ankang_rules.report.html.made import made
from ankang_rules.report.html.rules import Rules
from ankang_rules.report.html.view import Asked, Page, UnitView
from ankang_rules.report.html.wall import Anchors, walls
from ankang_rules.source import Language

_MOST_RULES_IN_FULL = 1_500
_MOST_RULES = 12_000
"""How many rules of units below the page holds, in full and in all: a page of some five megabytes."""


@frozen
class Shown:
    """A unit below that has its place on the page."""

    unit: UnitBelow
    anchor: str
    is_full: bool


def page(judgement: Judgement, lang: Language, place: Place = TOP) -> Page:
    """Return everything that stands on the page about *judgement*, which is of the unit at *place*."""
    return _Page(judgement, lang, place).whole()


class _Page:
    def __init__(self, judgement: Judgement, lang: Language, place: Place) -> None:
        self.judgement, self.lang, self.place = judgement, lang, place
        self.below = list(units_below(judgement, place))
        self.shown = _chosen(self.below)
        self.anchors: Anchors = {one.unit.path: one.anchor for one in self.shown}
        self.levels = _levels(judgement, place)

    def whole(self) -> Page:
        core, status, as_of = self.judgement.core, self.judgement.status, self.judgement.asked.as_of
        name = core.labels(self.lang) or core.name
        unit = self._unit(self.judgement, self.place, "", is_full=True, with_steps=True)
        return Page(
            "zh-CN" if self.lang == "zh" else "en",
            say.page_title(self.judgement.facts.unit, name, status.label(self.lang))(self.lang),
            as_of.isoformat() if as_of else "",
            unit,
            tuple(self._below(one) for one in self.shown),
            self._left_out(),
            tuple(badge(one, self.lang) for one in ORDER),
            made(self.judgement, self.lang),
        )

    def _below(self, one: Shown) -> UnitView:
        return self._unit(one.unit.judgement, one.unit.place, one.anchor, is_full=one.is_full, with_steps=False)

    def _left_out(self) -> str:
        left = [unit for unit in self.below if unit.path not in self.anchors]
        return say.units_left_out(len(left), quoted("/".join(left[0].place.path)))(self.lang) if left else ""

    # One unit

    def _unit(self, judgement: Judgement, place: Place, anchor: str, *, is_full: bool, with_steps: bool) -> UnitView:
        core, words = judgement.core, Words(judgement.core, self.lang)
        rules = Rules(judgement, self.lang, anchor)
        groups = Groups(rules, anchor, is_full=is_full, with_steps=with_steps)
        path = place.path[len(self.place.path) :]
        return UnitView(
            anchor or "top",
            judgement.facts.unit or core.labels(self.lang) or core.name,
            "/".join(place.path),
            len(path),
            core.labels(self.lang) or core.name,
            badge(judgement.status, self.lang),
            bar((result.status for result in judgement.rules), self.lang),
            tuple(headline(judgement, self.lang)[1:]),
            tuple(groups.view(group, number) for number, group in enumerate(judgement.groups, 1)),
            groups.loose(judgement),
            first(judgement, rules, self.lang),
            tuple(self._asked(place.asked, anchor, with_steps=with_steps)),
            tuple(walls(judgement, words, self.levels, path, self.anchors)),
            tuple(levels(judgement, words, place, path, self.anchors)) if not anchor else (),
            tuple(self._warnings(judgement)),
            say.own_page(quoted("/".join(place.path)))(self.lang) if anchor else "",
            not anchor,
        )

    def _asked(self, asked: Sequence[AskedAbove], prefix: str, *, with_steps: bool) -> Iterator[Asked]:
        """What each unit above asks of this one."""
        by_judgement: dict[int, list[AskedAbove]] = {}
        for one in asked:
            by_judgement.setdefault(id(one.judgement), []).append(one)
        for depth, found in enumerate(by_judgement.values(), 1):
            above = found[0].judgement
            rules = Rules(above, self.lang, f"{prefix}a{depth}", found[0].path)
            who = above.facts.unit or above.core.labels(self.lang) or above.core.name
            views = tuple(rules.view(one.result, with_steps=with_steps) for one in found)
            yield Asked(explain_say.asked_above(who)(self.lang), views)

    def _warnings(self, judgement: Judgement) -> Iterator[str]:
        for warning in judgement.warnings:
            hint = warning.help(self.lang)
            shown = f"（{hint}）" if self.lang == "zh" else f" ({hint})"
            yield f"{warning.text(self.lang)}{shown if hint else ''}"


def _chosen(below: Sequence[UnitBelow]) -> list[Shown]:
    """The units that have a place on the page, in the order of the facts.

    Places go by level, outer ones first, and among those of a level first to whom it hurts.
    """
    order = sorted(below, key=lambda unit: (len(unit.path), ORDER.index(unit.judgement.status)))
    kept: dict[Path, bool] = {}
    used = 0
    for unit in order:
        used += len(unit.judgement.rules)
        if used > _MOST_RULES:
            break
        kept[unit.path] = used <= _MOST_RULES_IN_FULL
    return [Shown(unit, f"u{number}", kept[unit.path]) for number, unit in enumerate(below, 1) if unit.path in kept]


def _levels(judgement: Judgement, place: Place) -> tuple[Level, ...]:
    """Every level that is declared, outermost rulesets last, so that what they say goes first."""
    cores = [unit.judgement.core for unit in units_below(judgement)]
    cores += [judgement.core, *(above.core for above in reversed(place.above))]
    return tuple(level for core in dict.fromkeys(cores) for level in core.levels)
