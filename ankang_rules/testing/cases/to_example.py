"""A judgement → an ``example`` that gives its facts and expects what came out, laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

from ankang_rules.check.imports import packaged
from ankang_rules.check.load import check_text
from ankang_rules.core import nodes as n
from ankang_rules.core.print import show_value
from ankang_rules.core.ruleset import Indicator, RulesetCore
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.facts.facts import Facts
from ankang_rules.facts.places import Place
from ankang_rules.format.file import format_text
from ankang_rules.model import types as ty
from ankang_rules.model.exact import exact_text
from ankang_rules.model.outcome import Known, Outcome, ReasonKind, Unknown, Value
from ankang_rules.model.status import Status
from ankang_rules.source import Language
from ankang_rules.syntax.print import needs_backticks, quoted
from ankang_rules.testing.cases.case import of_example, run

_EXPECT = {
    Status.PASS: "passes",
    Status.FAIL: "fails",
    Status.UNKNOWN: "is unknown",
    Status.NOT_APPLICABLE: "is not applicable",
}


def to_example(judgement: Judgement, rules: Sequence[RuleResult], title: str, lang: Language | None = None) -> str:
    """Return the text of an ``example`` of the *rules*, without any of all that were decided.

    >>> import ankang_rules
    >>> report = ankang_rules.load("ankang.county").evaluate(offices_total=0, as_of="2014-11-30")
    >>> print(to_example(report.judgement, [report["division-of-work"]], "no offices"))
    example "no offices" as of 2014-11-30
      given offices-total = 0 个
      expect county.org.division-of-work is not applicable
    """
    chosen = list(rules) or _decided(judgement.rules)
    core = judgement.core
    given = list(_given(judgement.facts, Place.root(core), _read(core, chosen, whole=not rules)))
    if not given:  # an example always says something
        given = [f"{_name(one.name)} = unknown" for one in core.indicators[:1]]
    as_of = judgement.asked.as_of  # a unit below has it from the one above
    day = f" as of {as_of.isoformat()}" if as_of else ""
    expect = ", ".join(f"{result.id} {_EXPECT[result.status]}" for result in chosen)
    text = f"example {quoted(title)}{day} given {', '.join(given)} expect {expect}"
    return format_text(text, lang=lang).text.rstrip("\n")


def reproduces(text: str, core: RulesetCore) -> bool:
    """Whether *text*, put at the end of the file of *core*, checks there, and holds."""
    source = packaged(core.name) if packaged(core.name) and not Path(core.origin).is_file() else Path(core.origin)
    if source is None or not source.is_file():
        return True
    rules = source.read_text(encoding="utf-8")
    checked = check_text(f"{rules}\n{text}\n", core.origin, Path(core.origin).parent)
    return checked.core is not None and run(of_example(checked.core, checked.core.examples[-1])).holds


def _decided(results: Iterable[RuleResult]) -> list[RuleResult]:
    every = list(results)
    return [result for result in every if result.status is not Status.UNKNOWN] or every


def _read(core: RulesetCore, rules: Iterable[RuleResult], *, whole: bool) -> set[str] | None:
    """The keys of the facts that *rules* read; None for all, where they also look at units below."""
    if whole:
        return None
    definitions = {definition.key: definition.expression for definition in core.definitions}
    groups = {group.key: group.when for group in core.groups}
    open_ = [core.when, *(groups.get(one.rule.group or "") for one in rules)]
    open_ += [expression for one in rules for expression in one.rule.expressions()]
    keys: set[str] = set()
    seen: set[str] = set()
    while open_:
        expression = open_.pop()
        for node in n.walk(expression) if expression else ():
            if isinstance(node, n.Units):
                return None
            if isinstance(node, n.Fact):
                keys.add(node.key)
            if isinstance(node, n.DefinitionRef) and node.key not in seen and node.key in definitions:
                seen.add(node.key)
                open_.append(definitions[node.key])
    return keys


# What is given


def _given(facts: Facts, place: Place, keys: set[str] | None) -> Iterator[str]:
    kinds = _kinds(place)
    for key, fact in facts.values.items():
        if key in kinds and (keys is None or key in keys):
            yield f"{_name(kinds[key].name)} = {_outcome(fact.outcome, kinds[key].type)}"
    if keys is None:
        for key, below in place.below.items():
            if key in facts.children and below.level is not None:
                yield f"{_name(below.level.name)} = {_units(facts.children[key], below)}"


def _kinds(place: Place) -> dict[str, Indicator]:
    """The indicators that facts there can be of: its own ruleset's, then those of any other of the tree."""
    found: dict[str, Indicator] = {}
    for indicator in (one for ruleset in (place.core, *place.tree) for one in ruleset.indicators):
        found.setdefault(indicator.key, indicator)
    return found


def _units(units: Iterable[Facts], place: Place) -> str:
    return "[" + ", ".join(_unit(unit, place) for unit in units) + "]"


def _unit(unit: Facts, place: Place) -> str:
    named = [f"unit: {quoted(unit.unit)}"] if unit.unit else []
    return "{" + ", ".join([*named, *(_entry(entry) for entry in _given(unit, place, None))]) + "}"


def _entry(entry: str) -> str:
    name, _, value = entry.partition(" = ")
    return f"{name}: {value}"


def _name(name: str) -> str:
    return f"`{name}`" if needs_backticks(name) else name


def _outcome(outcome: Outcome, kind: ty.Type) -> str:
    if isinstance(outcome, Unknown):
        absent = any(reason.kind is ReasonKind.ABSENT for reason in outcome.reasons)
        return "none" if absent else "unknown"
    assert isinstance(outcome, Known)
    return _value(outcome.value, kind)


def _value(value: Value, kind: ty.Type) -> str:
    match kind:
        case ty.OneOf(choices):
            return _member(str(value), choices)
        case ty.SetOf(choices):
            assert isinstance(value, frozenset)
            return "{" + ", ".join(_member(key, choices) for key in sorted(value)) + "}"
        case ty.Monthly(of=of):
            assert isinstance(value, tuple)
            return "[" + ", ".join(_outcome(month, of) for month in value) + "]"
        case ty.ListOf(fields=fields):
            assert isinstance(value, tuple)
            return "[" + ", ".join(_record(record, fields) for record in value) + "]"
        case ty.Bare() if isinstance(value, Fraction):
            return exact_text(value)
    return value.isoformat() if isinstance(value, date) else show_value(value, kind)


def _record(record: tuple[Outcome, ...], fields: tuple[ty.Field, ...]) -> str:
    pairs = zip(fields, record, strict=True)
    return "{" + ", ".join(f"{_name(field.name)}: {_outcome(value, field.type)}" for field, value in pairs) + "}"


def _member(key: str, choices: ty.Choices) -> str:
    member = next((member for member in choices.members if member.key == key), None)
    return _name(member.name) if member else quoted(key)
