"""What a template asks: the places of a tree, and at each the facts that rules read there, with who asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from ankang_rules.core.ruleset import Indicator, Level, Rule, RulesetCore
from ankang_rules.explain.kinds import kind_text
from ankang_rules.facts.columns import HEADINGS
from ankang_rules.facts.document import heading
from ankang_rules.facts.places import Place
from ankang_rules.model.names import fold
from ankang_rules.model.types import ListOf, Monthly, Type
from ankang_rules.report.formats.to_csv import harmless
from ankang_rules.report.template import catalogue as say
from ankang_rules.report.template.reads import asked_by
from ankang_rules.source import Language


@frozen
class Question:
    """A fact to fill in: what it is *called* in the file, and what is said beside it."""

    key: str
    called: str
    label: str
    kind: Type
    type: str
    clauses: str
    collected: str

    @property
    def months(self) -> int:
        """How many months it has a value for; 0 for a single value."""
        return self.kind.months if isinstance(self.kind, Monthly) else 0

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of each record of a list."""
        return tuple(field.name for field in self.kind.fields) if isinstance(self.kind, ListOf) else ()


@frozen
class Part:
    """Questions under one *title*."""

    title: str
    questions: tuple[Question, ...]


@frozen
class Form:
    """What is asked of a unit at one place: *called* is its level, *unit* stands for its name."""

    unit: str
    tier: str
    title: str
    called: str
    parts: tuple[Part, ...]
    below: tuple[Form, ...]


def form_of(core: RulesetCore, lang: Language) -> Form:
    """Return what the rules of *core*, and of the rulesets below it, ask."""
    return _Forms(lang).at(Place.root(core))


class _Forms:
    def __init__(self, lang: Language) -> None:
        self.lang = lang

    def at(self, place: Place) -> Form:
        core = place.core
        return Form(
            unit=self._unit(place.level),
            tier=core.tier or "",
            title=core.labels(self.lang) or core.name,
            called=self._level(place.level),
            parts=tuple(self._parts(place)),
            below=tuple(self.at(below) for below in place.below.values()),
        )

    def _unit(self, level: Level | None) -> str:
        if level is None:
            return ""
        word = level.labels.zh if self.lang == "zh" else None
        return say.one_unit(word or level.singular)(self.lang)

    def _level(self, level: Level | None) -> str:
        if level is None:
            return ""
        return level.labels.zh if self.lang == "zh" and level.labels.zh else level.name

    def _parts(self, place: Place) -> Iterator[Part]:
        """Yield the questions by the first group that asks them, those of rules above last."""
        groups = {group.key: group.labels(self.lang) or group.name for group in place.core.groups}
        found: dict[str, dict[str, list[Rule]]] = {}
        asked: dict[str, str] = {}
        for title, rule, key in self._asked(place, groups):
            part = found.setdefault(asked.setdefault(key, title), {})
            part.setdefault(key, []).extend([rule] if rule else [])
        for title, keys in found.items():
            yield Part(title, tuple(self._question(place, key, rules) for key, rules in keys.items()))

    def _asked(self, place: Place, groups: dict[str, str]) -> Iterator[tuple[str, Rule | None, str]]:
        for rule in place.core.rules:
            title = groups.get(rule.group or "", "")
            yield from ((title, rule, key) for levels, key in asked_by(place.core, rule) if not levels)
        for ruleset, at in place.around:
            title = say.asked_by(ruleset.labels(self.lang) or ruleset.name)(self.lang)
            for rule in ruleset.rules if at is not None else ():
                yield from ((title, rule, key) for levels, key in asked_by(ruleset, rule) if at in levels)
            level = ruleset.level(at)
            if level is not None and level.recorded is not None:
                yield title, None, level.recorded

    def _question(self, place: Place, key: str, rules: list[Rule]) -> Question:
        indicator = _indicator(place, key)
        return Question(
            key,
            self._called(place, indicator),
            indicator.labels(self.lang) or indicator.name,
            indicator.type,
            kind_text(indicator.type, self.lang),
            "、".join(dict.fromkeys(rule.clause for rule in rules if rule.clause)),
            indicator.collected_from(self.lang),
        )

    def _called(self, place: Place, indicator: Indicator) -> str:
        """What the indicator goes by in a file: in Chinese its label, where that means it and nothing else."""
        label = indicator.labels.zh if self.lang == "zh" else None
        return next(
            word for word in (*_spellings(label), indicator.name, indicator.key) if _means(place, word, indicator)
        )


def _spellings(label: str | None) -> Iterable[str]:
    return (label,) if label and harmless(label) == label else ()


def _means(place: Place, word: str, indicator: Indicator) -> bool:
    if word == indicator.key:
        return True
    return place.reader.key(word) == indicator.key and heading(word) is None and fold(word) not in HEADINGS


def _indicator(place: Place, key: str) -> Indicator:
    """The indicator under *key*: that of the ruleset that judges there, else that of another of the tree."""
    return next(i for ruleset in (place.core, *place.tree) for i in ruleset.indicators if i.key == key)
