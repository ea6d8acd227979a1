"""The units below by what their verdicts rest on: units that ended so by the same rules are one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ankang_rules.core.ruleset import Rule
from ankang_rules.evaluate.results import Judgement
from ankang_rules.explain.roll_up import by_rules, disagreement_lines, doubts
from ankang_rules.explain.units import LevelBelow, Place, UnitsBelow
from ankang_rules.explain.words import Words
from ankang_rules.model.status import Status
from ankang_rules.report.html import catalogue as say
from ankang_rules.report.html.counting import badge, bar
from ankang_rules.report.html.view import LevelView, Reason, UnitRef
from ankang_rules.report.html.wall import Anchors

_MOST_REASONS = 24
_MOST_TITLES, _MOST_UNITS = 8, 12


def levels(
    judgement: Judgement, words: Words, place: Place, path: tuple[str, ...], anchors: Anchors
) -> Iterator[LevelView]:
    """Yield what there is to say of each level below."""
    below = UnitsBelow(judgement, place.above)
    for level in below.levels:
        yield _Level(level, below, words, path, anchors).view()


class _Level:
    def __init__(
        self, level: LevelBelow, below: UnitsBelow, words: Words, path: tuple[str, ...], anchors: Anchors
    ) -> None:
        self.level, self.below, self.words, self.lang = level, below, words, words.lang
        self.links = {unit.name: anchors.get((*path, *unit.path), "") for unit in level.units}

    def view(self) -> LevelView:
        remarks = [*doubts(self.level, self.below, self.words), *disagreement_lines(self.level, self.words)]
        reasons, more = [], []
        for status in (Status.FAIL, Status.UNKNOWN):
            found = by_rules(self.level, status)
            reasons += [self._reason(status, rules, names) for rules, names in found[:_MOST_REASONS]]
            if left := sum(len(rules) for rules, _ in found[_MOST_REASONS:]):
                more.append(say.left_rules(left, status.label)(self.lang))
        for status in (Status.PASS, Status.NOT_APPLICABLE):
            if names := self.level.of_status(status):
                reasons.append(self._reason(status, (), names))
        statuses = (unit.judgement.status for unit in self.level.units)
        title = self.words.level(self.level.level)
        return LevelView(title, bar(statuses, self.lang), tuple(remarks), tuple(reasons), tuple(more))

    def _reason(self, status: Status, rules: Sequence[Rule], names: Sequence[str]) -> Reason:
        titles = [self._title(rule) for rule in rules]
        shown = titles[:_MOST_TITLES]
        if more := len(titles) - len(shown):
            shown.append(say.more_rules(more)(self.lang))
        first, others = names[:_MOST_UNITS], names[_MOST_UNITS:]
        return Reason(
            badge(status, self.lang),
            say.same_reason(len(names), len(rules))(self.lang),
            tuple(shown),
            tuple(map(self._ref, first)),
            tuple(map(self._ref, others)),
            say.more_units(len(others))(self.lang),
        )

    def _title(self, rule: Rule) -> str:
        return "  ".join(filter(None, [rule.labels(self.lang) or rule.name, rule.clause]))

    def _ref(self, name: str) -> UnitRef:
        return UnitRef(name, self.links.get(name, ""))
