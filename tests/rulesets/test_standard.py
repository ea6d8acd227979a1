"""The packaged rulesets against the inventory of the standard they were written from.

The tables beside this file are that inventory: its criteria tier by tier, indicators, choices, and readings of what the
source leaves open. Conditions stand there in the inventory's own notation, which is translated here word for word into
a *twin* of each ruleset, and the two are held against each other.
"""

import csv
import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from importlib.resources import files
from itertools import groupby, product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import ankang_rules
from ankang_rules import Ruleset, Status
from ankang_rules.core import nodes as n
from ankang_rules.model import types as ty
from ankang_rules.model.names import fold
from ankang_rules.testing.strategies import facts_for

TIERS = ("county", "town", "village")
OVER_TREES = ("town.mgmt.campaigns",)
"""Criteria over the units below: `test_programme.py` holds those against the inventory, on trees."""

RULESETS = {tier: ankang_rules.load(f"ankang.{tier}") for tier in TIERS}
DAY = "2014-03-31"
DAYS = st.sampled_from((date(2014, 1, 31), date(2014, 3, 31), date(2014, 12, 31)))
every_tier = pytest.mark.parametrize("tier", TIERS)

Row = dict[str, str]


def table(name: str, tier: str | None = None) -> list[Row]:
    """The rows of a table; of one that speaks of several tiers, those that concern *tier*."""
    rows = csv.DictReader(Path(__file__).with_name(f"{name}.csv").read_text(encoding="utf-8").splitlines())
    return [row for row in rows if tier is None or tier in row["tiers"].split()]


def of_one_unit(tier: str) -> list[Row]:
    return [row for row in table(tier) if row["id"] not in OVER_TREES]


def text_of(tier: str) -> str:
    return files("ankang_rules.rulesets").joinpath("ankang", f"{tier}.rules").read_text(encoding="utf-8")


# What is declared


@every_tier
def test_the_rules_are_the_criteria_of_the_standard(tier: str) -> None:
    """Id, clause, force and both labels of every criterion, in the order of the standard."""
    assert [(c["id"], c["clause"], c["force"], c["label_zh"], c["label_en"]) for c in table(tier)] == [
        (rule.id, rule.clause, rule.force, rule.labels.zh, rule.labels.en) for rule in RULESETS[tier].core.rules
    ]


@every_tier
def test_every_clause_that_a_rule_names_is_a_section_and_no_section_is_idle(tier: str) -> None:
    core = RULESETS[tier].core
    named = dict.fromkeys(rule.clause for rule in core.rules)
    assert list(named) == [section.clause for section in core.sections]
    assert all(section.labels.zh and section.labels.en for section in core.sections)


SHAPES: dict[str, tuple[type[n.Node], ...]] = {
    "threshold": (n.Compare, n.And),
    "equality": (n.Compare, n.And),
    "count": (n.Compare,),
    "set-inclusion": (n.Includes,),
    "series": (n.EveryMonth, n.IsIncreasing),
    "attestation": (n.Fact, n.Includes, n.And, n.Or),
    "deadline": (n.Compare,),
    "zero-tolerance": (n.Compare,),
    "periodic": (n.EveryMonth, n.Compare),
    "aggregate": (n.Quantified,),
}


@every_tier
def test_a_criterion_is_written_in_the_shape_of_its_kind(tier: str) -> None:
    """A set inclusion is an `includes`, a zero tolerance compares with nothing but zero, and so on."""
    core = RULESETS[tier].core
    for criterion, rule in zip(table(tier), core.rules, strict=True):
        assert isinstance(rule.condition, SHAPES[criterion["kind"]]), rule.id
        if criterion["kind"] == "zero-tolerance":
            assert [0] == [node.value for node in n.walk(rule.condition) if isinstance(node, n.Constant)], rule.id


@every_tier
def test_the_indicators_are_those_of_the_standard(tier: str) -> None:
    """Type, unit, plausible range and both labels. What the inventory counts in 次/年 is in 次, of the year."""
    declared = {indicator.name: indicator for indicator in RULESETS[tier].core.indicators}
    rows = table("indicators", tier)
    shared = {indicator.name for indicator in ankang_rules.load("ankang.common").core.indicators}
    assert set(declared) - shared <= {row["id"] for row in rows} <= set(declared)
    for row in rows:
        indicator = declared[row["id"]]
        unit = "天" if isinstance(indicator.type, ty.Duration) else indicator.word.name if indicator.word else ""
        low, high = indicator.expected or ("", "")
        assert [row["type"], row["unit"].removesuffix("/年"), row["min"], row["max"]] == [
            *(named(indicator.type), unit, str(low), str(high))
        ], row["id"]
        assert (row["label_zh"], row["label_en"]) == (indicator.labels.zh, indicator.labels.en)
        assert indicator.collected_from.zh, row["id"]
        assert indicator.collected_from.en, row["id"]


def named(kind: ty.Type) -> str:
    match kind:
        case ty.Monthly(of=of):
            return f"monthly series of {named(of)}"
        case ty.SetOf(choices=choices):
            return f"set of {choices.name}"
        case ty.Quantity(kind=word):
            return word
        case ty.Duration():
            return "duration in days"
        case ty.YesNo():
            return "boolean"
    raise AssertionError(kind)


@every_tier
def test_the_choices_are_those_of_the_standard(tier: str) -> None:
    """Every member in its place, with both labels; a list is open where the source ends it with 等."""
    declared = {
        choices.name: [
            (("no", "yes")[choices.open], choices.labels.zh, choices.labels.en, m.name, m.labels.zh, m.labels.en)
            for m in choices.members
        ]
        for choices in RULESETS[tier].core.choices
    }
    rows = groupby(table("choices", tier), lambda row: row["list"])
    assert {name: [tuple(row.values())[1:-1] for row in members] for name, members in rows} == declared


@every_tier
def test_what_the_source_leaves_open_is_a_parameter_or_a_comment(tier: str) -> None:
    """A parameter has the name, the label and the default of the inventory; a comment names the question."""
    parameters = {p.key: p for p in RULESETS[tier].core.parameters}
    for row in table("readings", tier):
        parameter = parameters.pop(fold(row["id"]), None)
        if parameter is None:
            assert f"\n# {row['label_zh']} " in text_of(tier), row["id"]
            continue
        assert row["label_zh"] == parameter.labels.zh
        assert [written(row["default"])] == [value.value for value in parameter.values], row["id"]
    assert {} == parameters


def written(default: str) -> Any:
    if default.endswith("%"):
        return Fraction(int(default[:-1]), 100)
    return {"yes": True, "no": False}.get(default, int(default) if default.isdigit() else fold(default))


@every_tier
def test_every_rule_says_what_to_look_at_and_how_to_put_it_right(tier: str) -> None:
    """In both languages, and no two rules in the same words."""
    rules = RULESETS[tier].core.rules
    for texts in ([r.evidence for r in rules], [r.fix for r in rules]):
        for said in ([text.zh for text in texts], [text.en for text in texts]):
            assert all(said)
            assert len(rules) == len(set(said))


# What is decided


def in_rules(notation: str) -> str:
    """A condition of the inventory in the words of the rules language."""
    for pattern, words in (
        (r"^every month: (.*)", r"every month (\1)"),
        (r" grows monthly under (param:monthly-growth-mode|strict)", " is increasing"),
        (r" grows monthly under non-decreasing", " is non-decreasing"),
        (r" is true", ""),
        (r"includes all of (?!enum:)", "includes "),
        (r"enum:[a-z-]+/", ""),
        (r"enum:|param:", ""),
    ):
        notation = re.sub(pattern, words, notation)
    return notation


def twin(tier: str, other: dict[str, str] | None = None) -> Ruleset:
    """The ruleset of *tier* with the conditions of the inventory in place of its own; *other* replaces some by id."""
    kept = r"(?:#.*\n)*(?:ruleset|import|unit|choices|open choices|parameter|indicator) "
    blocks = [block.strip() for block in text_of(tier).split("\n\n")]
    declarations = [block for block in blocks if re.match(kept, block)]
    return ankang_rules.parse("\n\n".join([*declarations, *_rules(of_one_unit(tier), other or {})]), name="twin.rules")


def _rules(rows: list[Row], other: dict[str, str]) -> Iterator[str]:
    for group, members in groupby(rows, lambda criterion: criterion["id"].split(".")[1]):
        yield f"group {group}"
        for criterion in members:
            condition = in_rules(other.get(criterion["id"], criterion["condition"]))
            when = f" when {in_rules(criterion['applies_when'])}" if criterion["applies_when"] else ""
            yield f"rule {criterion['id'].split('.')[2]} {criterion['force']} {condition}{when}"


def alone(ruleset: Ruleset, rule: str) -> Ruleset:
    """The ruleset with one of its rules."""
    return Ruleset(evolve(ruleset.core, rules=tuple(r for r in ruleset.core.rules if r.id == rule)))


def agree(one: Ruleset, other: Ruleset, rule: str, **parameters: Any) -> None:
    """Hold that *rule* ends the same in both, on every combination of facts near its edges."""
    one, other = alone(one, rule), alone(other, rule)
    parameters = {name.replace("_", "-"): value for name, value in parameters.items()}
    for facts in near(one):
        here = one.evaluate(facts, as_of=DAY, parameters=parameters)[rule].status
        assert other.evaluate(facts, as_of=DAY)[rule].status is here, facts


def near(ruleset: Ruleset) -> list[dict[str, Any]]:
    """Every combination of values near the edges of a rule's conditions; of very many, some, always the same ones."""
    nodes = list(_nodes(ruleset))
    parameters = {parameter.key: parameter.values[0].value for parameter in ruleset.core.parameters}
    constants = {node.value for node in nodes if isinstance(node, n.Constant)}
    constants |= {parameters[node.key] for node in nodes if isinstance(node, n.ParameterRef)}
    numbers = {1000, 1001, *(int(1000 * share) for share in constants if isinstance(share, Fraction) and 0 < share < 1)}
    numbers |= {int(number) for number in constants if isinstance(number, Fraction) and number.denominator == 1}
    numbers = {0, *numbers, *(number - 1 for number in numbers if number)}
    keys = {node.key for node in nodes if isinstance(node, n.Fact)}
    read = {i.name: [None, *_values(i.type, sorted(numbers))] for i in ruleset.core.indicators if i.key in keys}
    found = [dict(zip(read, values, strict=True)) for values in product(*read.values())]
    return found if len(found) <= MANY else Random(0).sample(found, MANY)


MANY = 250


def _nodes(ruleset: Ruleset) -> Iterator[n.Node]:
    """Those of the rules, and of the definitions that they name."""
    definitions = {definition.key: definition.expression for definition in ruleset.core.definitions}
    for rule in ruleset.core.rules:
        for expression in rule.expressions():
            for node in n.walk(expression):
                yield node
                if isinstance(node, n.DefinitionRef):
                    yield from n.walk(definitions[node.key])


def _values(kind: ty.Type, numbers: list[int]) -> list[Any]:
    match kind:
        case ty.SetOf(choices=choices):
            members = [member.name for member in choices.members]
            return [members, [], *([m for m in members if m != left] for left in members)]
        case ty.Quantity():
            return list(numbers)
        case ty.Duration():
            return [f"{number} 天" for number in numbers]
        case ty.Monthly(of=of):
            return list(_months(of))
    return [True, False]


def _months(kind: ty.Type) -> Iterator[list[Any]]:
    """Twelve months in order, numbers rising by one from one or from zero; then one of the first four is different."""
    best = [_values(kind, [month])[0] for month in range(13)]
    yield best[1:]
    yield best[:12]
    for month in range(4):
        for value in (None, *_values(kind, [month, month + 2])[:2]):
            yield [*best[1 : month + 1], value, *best[month + 2 :]]


TWINS = {tier: twin(tier) for tier in TIERS}


@pytest.mark.parametrize(("tier", "rule"), [(tier, row["id"]) for tier in TIERS for row in of_one_unit(tier)])
def test_a_rule_decides_as_the_inventory_says(tier: str, rule: str) -> None:
    agree(RULESETS[tier], TWINS[tier], rule)


READINGS = table("other_readings")


@pytest.mark.parametrize(
    "row",
    [row for row in READINGS if row["criterion"] not in OVER_TREES],
    ids=lambda row: f"{row['criterion']}: {row['reading']} {row['value']}",
)
def test_another_reading_decides_as_the_inventory_says(row: Row) -> None:
    """A parameter set by the caller puts the inventory's other condition in place."""
    tier = row["criterion"].split(".")[0]
    other = twin(tier, {row["criterion"]: row["condition"]})
    agree(
        RULESETS[tier],
        other,
        row["criterion"],
        **{row["reading"]: row["value"] + (" 天" if "days" in row["reading"] else "")},
    )


@every_tier
def test_a_parameter_is_read_by_the_rules_it_is_about_and_no_others(tier: str) -> None:
    read = {
        (node.key, rule.id)
        for rule in RULESETS[tier].core.rules
        for expression in rule.expressions()
        for node in n.walk(expression)
        if isinstance(node, n.ParameterRef)
    }
    told = {(fold(row["reading"]), row["criterion"]) for row in READINGS if row["criterion"].startswith(f"{tier}.")}
    assert told | OFFSET.get(tier, set()) == read


OFFSET = {"county": {(fold("subsidy-levels-offset"), "county.fund.subsidy-every-level")}}


def test_where_only_the_sum_of_subsidies_counts_the_levels_are_not_asked() -> None:
    facts = {"subsidy-levels-due": ["county"], "subsidy-levels-paid-in-full": []}
    for offset, status in (("no", Status.FAIL), ("yes", Status.NOT_APPLICABLE)):
        report = RULESETS["county"].evaluate(facts, as_of="2014-11-30", parameters={"subsidy-levels-offset": offset})
        assert status is report["subsidy-every-level"].status


@every_tier
@settings(max_examples=15)
@given(data=st.data(), day=DAYS, lang=st.sampled_from(("zh", "en")))
def test_no_facts_make_the_ruleset_raise(tier: str, data: st.DataObject, day: date, lang: Any) -> None:
    """Nothing raises: not judging, not arguing, not writing down; every rule has an answer."""
    facts = data.draw(facts_for(RULESETS[tier].core, invalid=True))
    report = RULESETS[tier].evaluate(facts, as_of=day, strict=False)
    assert len(table(tier)) == len(report.rules)
    assert report.explain(lang)
    assert report.to_dict()
