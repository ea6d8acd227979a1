"""A ruleset as plain data: what it demands, in both languages, exact numbers as strings."""

from __future__ import annotations

from typing import Any

from ankang_rules.core import nodes as n
from ankang_rules.core.print import show
from ankang_rules.core.ruleset import (
    ALWAYS,
    Award,
    Definition,
    Group,
    Indicator,
    InForce,
    Level,
    Parameter,
    Rule,
    RulesetCore,
)
from ankang_rules.explain.kinds import kind_text
from ankang_rules.explain.reads import Reads
from ankang_rules.explain.sentences import meaning_of
from ankang_rules.explain.to_dict import plain
from ankang_rules.explain.words import Words
from ankang_rules.model.types import Choices
from ankang_rules.source import LANGUAGES


def demands_to_dict(core: RulesetCore) -> dict[str, Any]:
    """Return what *core* demands as plain data: strings, lists and dicts, the same every time."""
    return _Data(core).whole()


class _Data:
    def __init__(self, core: RulesetCore) -> None:
        self.core, self.reads = core, Reads(core)
        self.words = {lang: Words(core, lang) for lang in LANGUAGES}

    def whole(self) -> dict[str, Any]:
        core = self.core
        return {
            "ruleset": core.name,
            "digest": core.digest,
            "labels": core.labels.to_dict(),
            "tier": core.tier,
            "source": core.source,
            "sections": [{"clause": s.clause, "labels": s.labels.to_dict()} for s in core.sections],
            "in_force": _period(core.in_force),
            "when": self.expression(core.when),
            "levels": [self.level(level) for level in core.levels],
            "groups": [self.group(group) for group in core.groups],
            "rules": [self.rule(rule) for rule in core.rules],
            "awards": [self.award(award) for award in core.awards],
            "parameters": [self.parameter(parameter) for parameter in core.parameters],
            "definitions": [self.definition(definition) for definition in core.definitions],
            "indicators": [self.indicator(indicator) for indicator in core.indicators],
            "choices": [_choices(choices) for choices in core.choices],
        }

    def expression(self, node: n.Node | None) -> dict[str, str] | None:
        """An expression as the language writes it, and as a sentence in both languages."""
        if node is None:
            return None
        return {"text": show(node), **{lang: meaning_of(node, words) for lang, words in self.words.items()}}

    def group(self, group: Group) -> dict[str, Any]:
        return {
            "id": group.key,
            "labels": group.labels.to_dict(),
            "clause": group.clause,
            "any_of": group.any_of,
            "for_each": group.for_each,
            "in_force": _period(group.in_force),
            "when": self.expression(group.when),
            "rules": [rule.id for rule in self.core.rules if rule.group == group.key],
        }

    def rule(self, rule: Rule) -> dict[str, Any]:
        return {
            "id": rule.id,
            "labels": rule.labels.to_dict(),
            "group": rule.group,
            "clause": rule.clause,
            "force": rule.force,
            "for_each": rule.for_each,
            "condition": self.expression(rule.condition),
            "when": self.expression(rule.when),
            "exceptions": [
                {"when": self.expression(e.when), "condition": self.expression(e.condition)} for e in rule.exceptions
            ],
            "in_force": _period(rule.in_force),
            "due": self.expression(rule.due),
            "points": plain(rule.points),
            "evidence": rule.evidence.to_dict(),
            "fix": rule.fix.to_dict(),
            "indicators": self.reads.indicators(rule),
            "parameters": self.reads.parameters(rule),
            "definitions": self.reads.definitions(rule),
            "place": str(rule.span) if rule.span else None,
        }

    def level(self, level: Level) -> dict[str, Any]:
        return {
            "key": level.key,
            "name": level.name,
            "singular": level.singular,
            "labels": level.labels.to_dict(),
            "ruleset": level.core.name,
            "digest": level.core.digest,
            "below": level.parent,
            "register": level.register,
            "recorded": level.recorded,
            "for_each": [rule.id for rule in self.core.rules if rule.for_each == level.key],
        }

    def award(self, award: Award) -> dict[str, Any]:
        operator, bound = award.score or (None, None)
        score = {"operator": operator, "bound": plain(bound), "is_share": award.score_is_share}
        return {"title": award.labels.to_dict(), "score": score if award.score else None}

    def parameter(self, parameter: Parameter) -> dict[str, Any]:
        values = [{"value": plain(dated.value), "from": plain(dated.start)} for dated in parameter.values]
        return {**self.named(parameter), "values": values, "read_by": self.readers(parameter.key)}

    def definition(self, definition: Definition) -> dict[str, Any]:
        meaning = self.expression(definition.expression)
        return {**self.named(definition), "expression": meaning, "read_by": self.readers(definition.key)}

    def indicator(self, indicator: Indicator) -> dict[str, Any]:
        return {
            **self.named(indicator),
            "aliases": list(indicator.aliases),
            "expected": plain(indicator.expected),
            "fixed": indicator.fixed,
            "effort": plain(indicator.effort),
            "collected_from": indicator.collected_from.to_dict(),
            "read_by": self.readers(indicator.key),
        }

    def named(self, thing: Indicator | Parameter | Definition) -> dict[str, Any]:
        kinds = {lang: kind_text(thing.type, lang) for lang in LANGUAGES}
        return {"key": thing.key, "name": thing.name, "labels": thing.labels.to_dict(), "type": kinds}

    def readers(self, key: str) -> list[str]:
        return [rule.id for rule in self.core.rules if key in self.reads.of(rule)]


def _period(in_force: InForce) -> dict[str, Any] | None:
    return None if in_force == ALWAYS else {"from": plain(in_force.start), "to": plain(in_force.end)}


def _choices(choices: Choices) -> dict[str, Any]:
    members = [{"key": m.key, "name": m.name, "labels": m.labels.to_dict()} for m in choices.members]
    return {"name": choices.name, "labels": choices.labels.to_dict(), "open": choices.open, "members": members}
