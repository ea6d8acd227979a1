"""A judgement → the whole page: the unit itself, then each unit below as far as there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ankang_rules.core.ruleset import Level
from ankang_rules.evaluate.results import Judgement
from ankang_rules.explain import catalogue as explain_say
from ankang_rules.explain.roll_up import quoted
from ankang_rules.explain.units import TOP, AskedAbove, Place, units_below
from ankang_rules.explain.words import Words
from ankang_rules.model.status import Status
from ankang_rules.report.html import catalogue as say
from ankang_rules.report.html.below import levels
from ankang_rules.report.html.coming import Coming
from ankang_rules.report.html.counting import ORDER, badge, bar
from ankang_rules.report.html.first import Counted, first
from ankang_rules.report.html.groups import Groups
from ankang_rules.report.html.made import made
from ankang_rules.report.html.room import MOST, MOST_IN_FULL, Shown, chosen
from ankang_rules.report.html.rules import Rules
from ankang_rules.report.html.view import Asked, Page, UnitView
from ankang_rules.report.html.wall import Walls
from ankang_rules.report.trying import judged_units
from ankang_rules.report.visit import Visit
from ankang_rules.source import Language

_MOST_PROPOSALS = 3
_MOST_SOUGHT = 120
"""For how many failing rules of units below it is sought how to pass; each takes as long as judging it a few times."""


def page(
    judgement: Judgement,
    lang: Language,
    place: Place = TOP,
    visit: Visit | None = None,
    *,
    most_in_full: int = MOST_IN_FULL,
    most: int = MOST,
) -> Page:
    """Return everything that stands on the page about *judgement*, which is of the unit at *place*.

    *visit* is the next one there, where it is known.
    Of units below it has room for *most* rules, *most_in_full* of them argued.
    """
    shown = chosen(list(units_below(judgement, place)), most_in_full=most_in_full, most=most)
    return _Page(judgement, lang, place, shown, visit).whole()


class _Page:
    def __init__(
        self, judgement: Judgement, lang: Language, place: Place, shown: Sequence[Shown], visit: Visit | None
    ) -> None:
        self.judgement, self.lang, self.place = judgement, lang, place
        self.shown, self.visit = shown, visit
        self.visited = {id(unit): path for path, unit in judged_units(judgement)} if visit else {}
        self.proposing = _proposing(shown)
        self.anchors = {one.unit.path: one.anchor for one in shown}
        self.walls = Walls(lang, _levels(judgement, place), self.anchors)

    def whole(self) -> Page:
        core, status = self.judgement.core, self.judgement.status
        name = core.labels(self.lang) or core.name
        unit = self._unit(self.judgement, self.place, "", is_full=True, with_steps=True)
        return Page(
            "zh-CN" if self.lang == "zh" else "en",
            say.page_title(self.judgement.facts.unit, name, status.label(self.lang))(self.lang),
            unit,
            tuple(self._below(one) for one in self.shown),
            self._left_out(),
            tuple(badge(one, self.lang) for one in ORDER),
            made(self.judgement, self.lang),
        )

    def _below(self, one: Shown) -> UnitView:
        return self._unit(one.unit.judgement, one.unit.place, one.anchor, is_full=one.is_full, with_steps=False)

    def _left_out(self) -> str:
        left = [unit for unit in units_below(self.judgement, self.place) if unit.path not in self.anchors]
        return say.units_left_out(len(left), quoted("/".join(left[0].place.path)))(self.lang) if left else ""

    # One unit

    def _unit(self, judgement: Judgement, place: Place, anchor: str, *, is_full: bool, with_steps: bool) -> UnitView:
        core, words = judgement.core, Words(judgement.core, self.lang)
        proposes = _MOST_PROPOSALS if not anchor else 1 if anchor in self.proposing else 0
        rules = Rules(judgement, self.lang, anchor, proposes=proposes)
        groups = Groups(rules, anchor, is_full=is_full, with_steps=with_steps)
        asked = list(_asked(place.asked, self.lang, anchor))
        path = place.path[len(self.place.path) :]
        return UnitView(
            anchor or "top",
            judgement.facts.unit or core.labels(self.lang) or core.name,
            "/".join(place.path),
            len(path),
            say.of_day(core.labels(self.lang) or core.name, judgement.asked.as_of)(self.lang),
            badge(judgement.status, self.lang),
            bar((result.status for result in judgement.rules), self.lang),
            (*list(rules.text.head())[1:], *rules.text.summary()),
            tuple(groups.view(group, number) for number, group in enumerate(judgement.groups, 1)),
            groups.loose(judgement),
            first(rules, asked, self._coming(judgement, words)),
            tuple(self._asked(asked, with_steps=with_steps)),
            tuple(self.walls.of(judgement, path)),
            tuple(levels(judgement, words, place, path, self.anchors)) if not anchor else (),
            tuple(self._warnings(judgement)),
            say.own_page(quoted("/".join(place.path)))(self.lang) if anchor else "",
            not anchor,
        )

    def _coming(self, judgement: Judgement, words: Words) -> Coming | None:
        return Coming(self.visit, self.visited[id(judgement)], words) if self.visit else None

    def _asked(self, counted: Sequence[Counted], *, with_steps: bool) -> Iterator[Asked]:
        """What each unit above asks of this one."""
        by_unit: dict[str, list[Counted]] = {}
        for one in counted:
            by_unit.setdefault(one.who, []).append(one)
        for who, found in by_unit.items():
            views = tuple(one.rules.view(one.result, with_steps=with_steps) for one in found)
            yield Asked(explain_say.asked_above(who)(self.lang), views)

    def _warnings(self, judgement: Judgement) -> Iterator[str]:
        for warning in judgement.warnings:
            hint = warning.help(self.lang)
            shown = f"（{hint}）" if self.lang == "zh" else f" ({hint})"
            yield f"{warning.text(self.lang)}{shown if hint else ''}"


def _proposing(shown: Sequence[Shown]) -> set[str]:
    """The anchors of the units for which it is sought how to pass: in full, and as far as the search stays short."""
    found, failing = set(), 0
    for one in (one for one in shown if one.is_full):
        failing += sum(result.status is Status.FAIL for result in one.unit.judgement.rules)
        if failing > _MOST_SOUGHT:
            break
        found.add(one.anchor)
    return found


def _asked(asked: Sequence[AskedAbove], lang: Language, prefix: str) -> Iterator[Counted]:
    """The rules of units above that are asked of one, each with what makes views of it."""
    rules: dict[int, Rules] = {}
    for one in asked:
        above = one.judgement
        made = rules.setdefault(id(above), Rules(above, lang, f"{prefix}a{len(rules)}", one.path))
        yield Counted(made, one.result, above.facts.unit or above.core.labels(lang) or above.core.name)


def _levels(judgement: Judgement, place: Place) -> tuple[Level, ...]:
    """Every level that is declared, outermost rulesets last, so that what they say goes first."""
    cores = [unit.judgement.core for unit in units_below(judgement)]
    cores += [judgement.core, *(above.core for above in reversed(place.above))]
    return tuple(level for core in dict.fromkeys(cores) for level in core.levels)
