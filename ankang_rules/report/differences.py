"""Two reports held against each other: what differs in what they were judged from, and in how it ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from attrs import frozen

from ankang_rules.source import Bilingual

Path = tuple[str, ...]
"""The names that lead from the unit of a report to one below it; none for itself."""
Data = Mapping[str, Any]
What = Literal["unit", "group", "rule"]


@frozen
class Key:
    """What has a status: the unit at *path* as a whole, or its group or rule called *id*."""

    path: Path
    what: What
    id: str = ""


@frozen
class FactChange:
    """A fact of the unit at *path* that is not the same: what was written *before* and *after*, None for nothing.

    For the list of a level of units below, that is how many there are.

    *value* says whether the value differs; otherwise only where it comes from does.
    """

    path: Path
    indicator: str
    labels: Bilingual
    before: str | None
    after: str | None
    value: bool


@frozen
class ParameterChange:
    """A parameter of *ruleset* that had another value: *by_date* where only the day asked about makes it so."""

    ruleset: str
    parameter: str
    labels: Bilingual
    before: Bilingual | None
    after: Bilingual | None
    by_date: bool


@frozen
class RuleChange:
    """A rule of *ruleset* that is not the same, or stands in one of the two only."""

    ruleset: str
    rule: str
    how: Literal["changed", "added", "removed"]


@frozen
class RulesetChange:
    """A ruleset whose text is not the same, or that judged units in one of the two only."""

    ruleset: str
    how: Literal["changed", "added", "removed"]


def units(report: Data, path: Path = ()) -> Iterator[tuple[Path, Data]]:
    """Yield the unit of *report* and every one below it, with its path."""
    yield path, report
    for level, below in report["children"].items():
        for number, unit in enumerate(below, 1):
            yield from units(unit, (*path, unit["unit"] or f"{level} {number}"))


def statuses(report: Data) -> dict[Key, str]:
    """Return every status in *report*; a group of nothing but advice has none."""
    found: dict[Key, str] = {}
    for path, unit in units(report):
        found[Key(path, "unit")] = unit["status"]
        found |= {Key(path, "group", g["id"]): g["status"] for g in unit["groups"] if g["status"] is not None}
        found |= {Key(path, "rule", rule["id"]): rule["status"] for rule in unit["rules"]}
    return found


def fact_changes(old: Data, new: Data) -> Iterator[FactChange]:
    """Yield each fact that differs, of the units that stand in both."""
    labels = _labels(old) | _labels(new)
    before = dict(units(old))
    for path, unit in units(new):
        if path in before:
            yield from _of_unit(path, before[path]["facts"], unit["facts"], labels)
            yield from _lists(path, before[path]["children"], unit["children"])


def _of_unit(path: Path, old: Data, new: Data, labels: Mapping[str, Bilingual]) -> Iterator[FactChange]:
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        value = value_of(before) != value_of(after)
        if value or _provenance(before) != _provenance(after):
            yield FactChange(path, key, labels.get(key, Bilingual()), _written(before), _written(after), value)


def _lists(path: Path, old: Data, new: Data) -> Iterator[FactChange]:
    """Yield each level whose list is given in one of the two only, though it may be empty: as how many it lists."""
    for level in dict.fromkeys((*old, *new)):
        if (level in old) != (level in new):
            before, after = (str(len(side[level])) if level in side else None for side in (old, new))
            yield FactChange(path, level, Bilingual(), before, after, value=True)


def value_of(fact: Data | None) -> Any:
    """Return what judging sees of *fact*: the value, or why there is none; the same for one that was not given."""
    if fact is None:
        return None
    found = {key: value for key, value in fact.items() if key not in ("written", "provenance", "invalid")}
    return {**found, "written": fact["written"]} if fact["invalid"] else found


def _provenance(fact: Data | None) -> Any:
    return fact and fact["provenance"]


def _written(fact: Data | None) -> str | None:
    return None if fact is None else str(fact["written"] or fact.get("value", ""))


def _labels(report: Data) -> dict[str, Bilingual]:
    named = (item for ruleset in reversed(report["replay"]["rulesets"]) for item in ruleset["labels"].items())
    return {key: bilingual(labels) for key, labels in named}


def bilingual(labels: Mapping[str, str] | None) -> Bilingual:
    return Bilingual(**(labels or {}))


def rulesets(report: Data) -> dict[str, Data]:
    """Return what is kept of each ruleset, by its name."""
    return {ruleset["name"]: ruleset for ruleset in reversed(report["replay"]["rulesets"])}


def paired(old: Data, new: Data) -> dict[str, str]:
    """Return the name of each ruleset of *new* with that of the one in *old* that judged the same unit before."""
    before = dict(units(old))
    found: dict[str, str] = {}
    for path, unit in units(new):
        if path in before:
            found.setdefault(unit["ruleset"], before[path]["ruleset"])
    return found


def _pairs(old: Data, new: Data) -> Iterator[tuple[str, Data, Data]]:
    before, after = rulesets(old), rulesets(new)
    for name, other in paired(old, new).items():
        yield name, before[other], after[name]


def ruleset_changes(old: Data, new: Data) -> Iterator[RulesetChange]:
    """Yield each ruleset whose text differs."""
    for name, one, other in _pairs(old, new):
        if one["digest"] != other["digest"]:
            yield RulesetChange(name, "changed")
    pairs = paired(old, new)
    yield from (RulesetChange(name, "added") for name in rulesets(new) if name not in pairs)
    yield from (RulesetChange(name, "removed") for name in rulesets(old) if name not in pairs.values())


def rule_changes(old: Data, new: Data) -> Iterator[RuleChange]:
    """Yield each rule that is decided otherwise, or is in one of the two only, of the rulesets that are in both."""
    for name, before, after in _pairs(old, new):
        one, other = before["rules"], after["rules"]
        for rule in dict.fromkeys((*one, *other)):
            if rule not in other or rule not in one:
                yield RuleChange(name, rule, "removed" if rule in one else "added")
            elif one[rule]["digest"] != other[rule]["digest"]:
                yield RuleChange(name, rule, "changed")


def parameter_changes(old: Data, new: Data) -> Iterator[ParameterChange]:
    """Yield each parameter that had another value, of those that are in both."""
    for name, before, after in _pairs(old, new):
        one, other = before["parameters"], after["parameters"]
        for key in (key for key in other if key in one and one[key].get("value") != other[key].get("value")):
            is_set = one[key]["set_by_caller"] or other[key]["set_by_caller"]
            by_date = not is_set and one[key]["schedule"] == other[key]["schedule"]
            yield ParameterChange(
                name, key, bilingual(other[key]["labels"]), _text(one[key]), _text(other[key]), by_date
            )


def _text(parameter: Data) -> Bilingual | None:
    return None if parameter["text"] is None else bilingual(parameter["text"])
