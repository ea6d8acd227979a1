"""``ankang-rules explain RULESET FACTS RULE``"""

from __future__ import annotations

from typing import Any

import click

from ankang_rules.cli import messages, terminal
from ankang_rules.cli.common import (
    EXIT_CODES,
    asking_options,
    detail_option,
    form_option,
    language_option,
    no_color_option,
)
from ankang_rules.cli.details import show_event
from ankang_rules.cli.evaluate import judged, only_text
from ankang_rules.cli.forms import show_json
from ankang_rules.cli.spoken import Command
from ankang_rules.core.lookup import rules_named
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.diagnostics import nearest
from ankang_rules.door import Report
from ankang_rules.explain.events import rule_events
from ankang_rules.explain.in_full import in_full
from ankang_rules.explain.levels import rule_line
from ankang_rules.explain.reads import Reads
from ankang_rules.explain.units import AskedAbove, Path
from ankang_rules.model.names import fold
from ankang_rules.source import Language


@click.command(
    cls=Command,
    zh=(
        "详细说明一条规则的评定：条件原文、每一步的值、哪些有影响、所用参数。",
        "RULE 是规则的完整编号、编号的末段（只要不重复）或中英文名称。RULESET 和 FACTS 同 evaluate。",
        "退出码取决于这条规则：0 达标，1 不达标，2 用法或输入有误，3 无法判定，4 不适用。",
    ),
    en=(
        "Argue one rule in full: its condition as written, the value of each step, what mattered, its parameters.",
        "RULE is the full id of a rule, an end of it that no other rule has, or its label. RULESET and FACTS are as "
        "for evaluate.",
        "Exit codes, by this one rule: 0 pass, 1 fail, 2 usage or input errors, 3 unknown, 4 not applicable.",
    ),
)
@click.argument("ruleset")
@click.argument("facts")
@click.argument("rule")
@asking_options
@form_option("text", "json")
@detail_option("line", "tree", "events")
@language_option
@no_color_option
@click.pass_obj
def explain(
    lang: Language,
    /,
    ruleset: str,
    facts: str,
    rule: str,
    form: str,
    detail: str | None,
    no_color: bool,
    **asked: Any,
) -> int:
    only_text(form, detail)
    report = judged(ruleset, facts, **asked)
    above = asked_above(report, rule)
    result = above.result if above else report[rule_id(rule, report.judgement.core)]
    if form == "json":
        show_json(above_to_dict(report, result.id) if above else to_dict(report, result.id))
        return EXIT_CODES[result.status]
    judgement, inside = (above.judgement, above.path) if above else (report.judgement, ())
    if detail == "events":
        for event in rule_events(judgement, result, () if above else _path(report), inside):
            show_event(event)
    elif detail == "line":
        terminal.show(rule_line(judgement, result, lang, inside), coloured=not no_color, wrap=False)
    else:
        terminal.show(in_full(judgement, result, lang, terminal.width(), inside), coloured=not no_color)
    return EXIT_CODES[result.status]


def _path(report: Report) -> Path:
    return report.place.path if report.place else ()


def asked_above(report: Report, name: str) -> AskedAbove | None:
    """Return what a unit above asks of the one in hand by the rule called *name*, where it has no such rule itself."""
    if report.place is None or rules_named(name, [result.id for result in report.rules]):
        return None
    asked = report.place.asked
    found = rules_named(name, [one.result.id for one in asked])
    return next((one for one in asked if found == [one.result.id]), None)


def rule_id(name: str, core: RulesetCore) -> str:
    """Return the id of the rule that *name* is the id, the end of the id, or the label of."""
    known = [rule.id for rule in core.rules]
    found = rules_named(name, known) or [rule.id for rule in core.rules if fold(name) in map(fold, _labels(rule))]
    if len(found) == 1:
        return found[0]
    if found:
        raise messages.rule_is_ambiguous(name, found)
    spellings = {known_as: rule.id for rule in core.rules for known_as in (rule.id, rule.name, *_labels(rule))}
    close = [spellings[spelling] for spelling in nearest(name, spellings)]
    raise messages.no_such_rule(name, list(dict.fromkeys(close)), known)


def _labels(rule: Any) -> list[str]:
    return [label for label in (rule.labels.zh, rule.labels.en) if label]


def above_to_dict(report: Report, rule: str) -> dict[str, Any]:
    """Return what the report says about a rule of a unit above."""
    whole = report.to_dict()
    about = {key: whole[key] for key in ("unit", "tier", "as_of", "year")}
    return {**about, "rule": next(found for found in whole["asked_above"] if found["id"] == rule)}


def to_dict(report: Report, rule: str) -> dict[str, Any]:
    """Return the report with nothing in it but what this rule is and reads."""
    core, whole = report.judgement.core, report.to_dict()
    read = Reads(core).of(next(declared for declared in core.rules if declared.id == rule))
    about = {key: whole[key] for key in ("ruleset", "digest", "unit", "tier", "as_of", "year")}
    return {
        **about,
        "rule": next(found for found in whole["rules"] if found["id"] == rule),
        "how_to_pass": report.how_to_pass(rule).to_dict(),
        **{
            part: {k: v for k, v in whole[part].items() if k in read} for part in ("definitions", "facts", "parameters")
        },
    }
