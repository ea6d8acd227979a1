"""The units below as text, a level at a time: how many ended how, by which rules, and the first few names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ankang_rules.core.ruleset import Rule
from ankang_rules.evaluate.results import Judgement
from ankang_rules.explain import catalogue as say
from ankang_rules.explain.marks import MARKS
from ankang_rules.explain.units import LevelBelow, Path, UnitsBelow, deciding, disagreements
from ankang_rules.explain.words import Words
from ankang_rules.model.status import Status

_TO_QUOTE = re.compile(r"[^\w/.·-]")
_ORDER = (Status.FAIL, Status.UNKNOWN, Status.PASS, Status.NOT_APPLICABLE)


def roll_up(judgement: Judgement, words: Words, path: Path = ()) -> Iterator[str]:
    """Yield the lines about each level below; nothing where there is none. *path* leads to the unit from the top."""
    below = UnitsBelow(judgement)
    for level in below.levels:
        yield ""
        yield from _level(level, below, words)
    if example := _example(below.levels):
        yield ""
        option = "/".join([*path, example])
        quoted = f'"{option}"' if _TO_QUOTE.search(option) else option
        yield say.drill_down(quoted, example)(words.lang)


def _level(level: LevelBelow, below: UnitsBelow, words: Words) -> Iterator[str]:
    lang = words.lang
    counts = [(len(level.of_status(status)), status.label) for status in _ORDER]
    yield say.level_counts(words.name(level.level.key), [one for one in counts if one[0]])(lang)
    yield from (f"  · {text}" for text in _doubts(level, below, words))
    yield from (f"  · {text}" for text in disagreement_lines(level, words))
    for status in (Status.FAIL, Status.UNKNOWN):
        for rule, names in _by_rule(level, status):
            title = "  ".join(filter(None, [rule.labels(lang) or rule.name, rule.clause, f"[{rule.id}]"]))
            yield f"  {MARKS[status]} {status.label(lang)}  {title}"
            yield f"      {say.unit_line(f'{len(names):,}', words.units(names))(lang)}"
    for status in (Status.PASS, Status.NOT_APPLICABLE):
        if names := level.of_status(status):
            yield say.unit_line(
                f"  {MARKS[status]} {say.of_status(len(names), status.label)(lang)}", words.units(names)
            )(lang)


def _by_rule(level: LevelBelow, status: Status) -> list[tuple[Rule, list[str]]]:
    """The rules by which units end in *status*, each with those units; the rule with most of them first."""
    found: dict[str, tuple[Rule, list[str]]] = {}
    for unit in level.units:
        if unit.judgement.status is status:
            for result in deciding(unit.judgement):
                found.setdefault(result.id, (result.rule, []))[1].append(unit.name)
    return sorted(found.values(), key=lambda one: -len(one[1]))


def _doubts(level: LevelBelow, below: UnitsBelow, words: Words) -> Iterator[str]:
    """Whether there are more units than those listed."""
    key = level.level.key
    if key not in words.levels:
        return  # a level that only a ruleset below declares; the report about that unit says it
    found = below.listed(key)
    names = ["/".join(r.unit) for r in sorted(found.reasons, key=lambda r: r.sort_key()) if r.subject == key and r.unit]
    if names:
        yield say.no_list_from(words.units(names))(words.lang)
    elif found.least:
        yield say.not_listed(f"{found.least:,}" if words.lang == "en" else f"{found.least:,} 个", found.least)(
            words.lang
        )
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
        yield say.recorded_otherwise(words.name(recorded), *shown)(words.lang)


def _example(levels: Iterable[LevelBelow]) -> str:
    """A unit to look at more closely: one that fails, where there is one."""
    units = [unit for level in levels for unit in level.units]
    return min(units, key=lambda unit: _ORDER.index(unit.judgement.status)).name if units else ""
