"""What a report keeps of the rulesets it was judged by: digests of each and of its rules, and what the rules read."""

from __future__ import annotations

from typing import Any

from ankang_rules.core.kept import kept
from ankang_rules.core.print import show_value
from ankang_rules.core.ruleset import Group, Indicator, Parameter, Rule, RulesetCore
from ankang_rules.evaluate.reference import Asked
from ankang_rules.evaluate.results import Judgement
from ankang_rules.explain.to_dict import plain
from ankang_rules.report.canonical import canonical, digest
from ankang_rules.report.reads import RuleReads, coverings, reads
from ankang_rules.source import LANGUAGES


def rulesets_of(judgement: Judgement) -> list[Judgement]:
    """Return a judgement by each ruleset of the tree, that of the unit itself first."""
    found: dict[tuple[str, str], Judgement] = {}
    around = [judgement]
    while around:
        one = around.pop(0)
        found.setdefault((one.core.name, one.core.digest), one)
        around += [child for units in one.children.values() for child in units]
    return list(found.values())


def ruleset_to_dict(judgement: Judgement) -> dict[str, Any]:
    """Return what is kept of the ruleset of *judgement*, as plain data."""
    core = judgement.core
    return {
        "name": core.name,
        "digest": core.digest,
        "file": core.origin,
        "labels": {indicator.key: _called(indicator) for indicator in core.indicators},
        "parameters": {p.key: _parameter(p, judgement.asked) for p in core.parameters},
        "rules": {rule.id: _rule(core, rule, reads(core)[rule.id]) for rule in core.rules},
    }


def _called(thing: Indicator | Parameter) -> dict[str, str]:
    return thing.labels.to_dict() or {"en": thing.name}


def _parameter(parameter: Parameter, asked: Asked) -> dict[str, Any]:
    """What is kept of a parameter: its value in this evaluation, as it is written and since when, and all values."""
    dated = parameter.on(asked.as_of)
    is_set = parameter.key in asked.parameters
    value = asked.parameters[parameter.key] if is_set else dated.value if dated else None
    return {
        "labels": _called(parameter),
        "value": plain(value),
        "text": None if value is None else {lang: show_value(value, parameter.type, lang) for lang in LANGUAGES},
        "since": None if is_set or dated is None else plain(dated.start),
        "set_by_caller": is_set,
        "schedule": [{"from": plain(one.start), "value": plain(one.value)} for one in parameter.values],
    }


def _rule(core: RulesetCore, rule: Rule, read: RuleReads) -> dict[str, Any]:
    return {
        "digest": rule_digest(core, rule),
        "facts": sorted(read.facts),
        "parameters": [list(named) for named in sorted(read.parameters)],
        "levels": [level.key for level in read.levels],
        "verdicts": read.verdicts,
        "day": read.day,
        "months": read.months,
        "year": read.year,
        "in_force": [{"from": plain(one.start), "to": plain(one.end)} for one in read.periods],
    }


def rule_digest(core: RulesetCore, rule: Rule) -> str:
    """Return a digest of what decides *rule*: conditions, definitions, periods and dates, but no labels or advice.

    The values of parameters are left out: they are kept apart.
    """
    return _rule_digests(core)[rule.id]


@kept
def _rule_digests(core: RulesetCore) -> dict[str, str]:
    groups = {group.key: group for group in core.groups}
    return {rule.id: digest(_deciding(core, rule, groups.get(rule.group or ""))) for rule in core.rules}


def _deciding(core: RulesetCore, rule: Rule, group: Group | None) -> Any:
    read = reads(core)[rule.id]
    around = [(one.when, one.in_force) for one in coverings(core, rule, group)]
    own = (rule.condition, rule.exceptions, rule.due, rule.force, rule.points, rule.for_each)
    definitions = [(definition.key, definition.expression) for definition in read.definitions]
    levels = [(level.key, level.parent, level.register) for level in read.levels]
    return canonical([around, own, definitions, levels])
