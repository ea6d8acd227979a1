"""The units below as text, a level at a time: how many ended how, by which rules, and the first few names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ankang_rules.core.ruleset import Rule
from ankang_rules.evaluate.results import Judgement
from ankang_rules.explain import catalogue as say
from ankang_rules.explain.marks import MARKS
from ankang_rules.explain.units import TOP, LevelBelow, Place, UnitsBelow, deciding, disagreements
from ankang_rules.explain.words import Words
from ankang_rules.model.status import Status

_MOST_REASONS = 12
_TO_QUOTE = re.compile(r"[^\w/.·-]")
_ORDER = (Status.FAIL, Status.UNKNOWN, Status.PASS, Status.NOT_APPLICABLE)


def roll_up(judgement: Judgement, words: Words, place: Place = TOP) -> Iterator[str]:
    """Yield the lines about each level below; nothing where there is none. *place* is where the unit itself stands."""
    below = UnitsBelow(judgement, place.above)
    for level in below.levels:
        yield ""
        yield from _level(level, below, words)
    if example := _example(below.levels):
        yield ""
        yield say.drill_down(quoted("/".join([*place.path, example])), example)(words.lang)


def quoted(path: str) -> str:
    """Return the *path* of a unit as a shell takes it."""
    return f'"{path}"' if _TO_QUOTE.search(path) else path


def _level(level: LevelBelow, below: UnitsBelow, words: Words) -> Iterator[str]:
    lang = words.lang
    counts = [(len(level.of_status(status)), status.label) for status in _ORDER]
    yield say.level_counts(words.level(level.level), [one for one in counts if one[0]])(lang)
    yield from (f"  · {text}" for text in doubts(level, below, words))
    yield from (f"  · {text}" for text in disagreement_lines(level, words))
    for status in (Status.FAIL, Status.UNKNOWN):
        yield from _reasons(level, status, words)
    for status in (Status.PASS, Status.NOT_APPLICABLE):
        if names := level.of_status(status):
            yield say.unit_line(
                f"  {MARKS[status]} {say.of_status(len(names), status.label)(lang)}", words.units(names)
            )(lang)


def _reasons(level: LevelBelow, status: Status, words: Words) -> Iterator[str]:
    lang = words.lang
    found = by_rules(level, status)
    for rules, names in found[:_MOST_REASONS]:
        yield f"  {MARKS[status]} {status.label(lang)}  {_title(rules, words)}"
        yield f"      {say.unit_line(f'{len(names):,}', words.units(names))(lang)}"
    if more := sum(len(rules) for rules, _ in found[_MOST_REASONS:]):
        yield f"  · {say.more_rules(more, status.label)(lang)}"


def _title(rules: Sequence[Rule], words: Words) -> str:
    titles = [rule.labels(words.lang) or rule.name for rule in rules]
    if len(rules) > 1:
        return say.rules_together(len(rules), words.units(titles))(words.lang)
    return "  ".join(filter(None, [titles[0], rules[0].clause, f"[{rules[0].id}]"]))


def by_rules(level: LevelBelow, status: Status) -> list[tuple[list[Rule], list[str]]]:
    """Return the rules by which units end in *status*, with those units; those by which most do first.

    Rules by which the very same units do stand together: where nothing was handed in, that is every rule.
    """
    together: dict[tuple[str, ...], list[Rule]] = {}
    for rule, names in _by_rule(level, status):
        together.setdefault(tuple(names), []).append(rule)
    return [(rules, list(names)) for names, rules in together.items()]


def _by_rule(level: LevelBelow, status: Status) -> list[tuple[Rule, list[str]]]:
    found: dict[str, tuple[Rule, list[str]]] = {}
    for unit in level.units:
        if unit.judgement.status is status:
            for result in deciding(unit.judgement):
                found.setdefault(result.id, (result.rule, []))[1].append(unit.name)
    return sorted(found.values(), key=lambda one: -len(one[1]))


def doubts(level: LevelBelow, below: UnitsBelow, words: Words) -> Iterator[str]:
    """Yield whether there are more units than those listed."""
    key = level.level.key
    if key not in words.levels:
        return  # a level that only a ruleset below declares; the report about that unit says it
    found = below.listed(key)
    names = ["/".join(r.unit) for r in sorted(found.reasons, key=lambda r: r.sort_key()) if r.subject == key and r.unit]
    if names:
        yield say.no_list_from(words.units(names))(words.lang)
    elif found.least:
        yield say.more_not_listed(found.least)(words.lang)
    elif found.most is None:
        yield (say.no_end if level.units else say.no_list)(words.lang)


def disagreement_lines(level: LevelBelow, words: Words) -> Iterator[str]:
    """Yield a line for each way in which recorded verdicts of *level* disagree with the judged ones."""
    recorded = level.level.recorded
    if recorded is None:
        return
    by_kind: dict[tuple[bool, Status], list[str]] = {}
    for one in disagreements(level.units, recorded):
        by_kind.setdefault((one.recorded, one.judged), []).append("/".join(one.path))
    for (said, judged), names in sorted(by_kind.items(), reverse=True, key=lambda item: item[0][0]):
        shown = say.yes_no(said)(words.lang), judged.label(words.lang), words.units(names)
        name = Words(level.level.core, words.lang).labels.get(recorded) or words.name(recorded)
        yield say.recorded_otherwise(name, *shown)(words.lang)


def _example(levels: Iterable[LevelBelow]) -> str:
    """A unit to look at more closely: one that fails, where there is one."""
    units = [unit for level in levels for unit in level.units]
    return min(units, key=lambda unit: _ORDER.index(unit.judgement.status)).name if units else ""
