"""A city's tree of units, as large as asked: ``.venv/bin/python tests/bench/trees.py [UNITS…]``.

Prints, for each number of units, the time and the peak of memory for each of them: of the statuses alone, of a report,
and of a report of which every rule of every unit is looked at. Facts are read and held against their types each time.
All should stay flat. The figures are drawn, the same every time; a tenth of them is missing.
"""

from __future__ import annotations

import random
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from measuring import best, milli

import ankang_rules
from ankang_rules.core.ruleset import Indicator
from ankang_rules.model import types as ty

AS_OF = "2014-11-30"
VILLAGES_IN_A_TOWN = 10
TOWNS_IN_A_COUNTY = 20


def city(units: int, seed: int = 1) -> dict[str, Any]:
    """Return facts about a city with about *units* units below it, most of them villages."""
    return _Drawing(seed).city(units)


class _Drawing:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        core = ankang_rules.load("ankang.programme").core
        self.cores = {"city": core, **{level.key: level.core for level in core.levels}}
        cores = self.cores.values()
        self.registers = {level.register for core in cores for level in core.levels}

    def city(self, units: int) -> dict[str, Any]:
        towns = max(1, units // (VILLAGES_IN_A_TOWN + 1))
        counties = max(1, towns // TOWNS_IN_A_COUNTY)
        named = [self.town(i) for i in range(towns)]
        children = [self.unit("counties", i, {"towns": named[i::counties]}) for i in range(counties)]
        return self.unit("city", 0, {"counties": children})

    def town(self, number: int) -> dict[str, Any]:
        return self.unit("towns", number, {"villages": [self.unit("villages", i) for i in range(VILLAGES_IN_A_TOWN)]})

    def unit(self, level: str, number: int, children: dict[str, Any] | None = None) -> dict[str, Any]:
        return {"unit": f"{level} {number}", "facts": self.facts(level), "children": children or {}}

    def facts(self, level: str) -> dict[str, Any]:
        """Nine in ten facts of those a ruleset declares, without the registers, which would have to be right."""
        known = [indicator for indicator in self.cores[level].indicators if indicator.key not in self.registers]
        declared = [indicator for indicator in known if self.random.random() > 0.1]
        values = {indicator.name: self.value(indicator.type, indicator) for indicator in declared}
        return {name: value for name, value in values.items() if value is not None}

    def value(self, kind: ty.Type, indicator: Indicator) -> Any:
        match kind:
            case ty.YesNo():
                return self.random.random() < 0.9
            case ty.SetOf(choices=choices):
                return [member.name for member in choices.members if self.random.random() < 0.95]
            case ty.OneOf(choices=choices):
                return self.random.choice(choices.members).name
            case ty.Date():
                return date(2013, 6, 1) + timedelta(self.random.randrange(500))
            case ty.Monthly(of=inner, months=months):
                return [self.value(inner, indicator) for _ in range(months)]
            case ty.Share():
                return Fraction(self.random.randrange(90, 101), 100)
            case ty.Quantity() | ty.Duration():
                return self.number(indicator)
        return None

    def number(self, indicator: Indicator) -> int:
        low, high = indicator.expected or (Fraction(0), Fraction(100))
        scale = indicator.word.scale if indicator.word else Fraction(1)
        return self.random.randint(int(low / scale), max(int(low / scale), int(high / scale)))


def count(report: Any) -> int:
    """Return how many units *report* judges."""
    return 1 + sum(count(child) for children in report.judgement.children.values() for child in map(_Child, children))


class _Child:
    def __init__(self, judgement: Any) -> None:
        self.judgement = judgement


MOST_LOOKED_AT = 5_000
"""With more units the traces of all rules of all of them are not looked at: they are kept, and take some gigabytes."""


def looked_at(report: Any) -> Any:
    """Look at every rule of every unit, and return the report, which now holds all traces."""
    pending = [report.judgement]
    while pending:
        judgement = pending.pop()
        for result in judgement.rules:
            look(result)
        pending += [child for children in judgement.children.values() for child in children]
    return report


def look(result: Any) -> None:
    for trace in (result.condition, *result.whens, *result.exceptions):
        if trace is not None:
            _look_at_steps(trace)
    for case in result.cases:
        look(case.result)


def _look_at_steps(trace: Any) -> None:
    pending = [trace]
    while pending:
        pending += pending.pop().parts


Ways = dict[str, Callable[[], Any]]


def ways(units: int) -> tuple[int, Ways]:
    """Return how many units there are, and each way to judge them."""
    ruleset, facts = ankang_rules.load("ankang.programme"), city(units)
    found: Ways = {
        "statuses": lambda: ruleset.decide(facts, as_of=AS_OF),
        "a report": lambda: ruleset.evaluate(facts, as_of=AS_OF),
    }
    judged = count(found["a report"]())
    if units <= MOST_LOOKED_AT:
        found["every trace"] = lambda: looked_at(ruleset.evaluate(facts, as_of=AS_OF))
    return judged, found


def measured(way: Callable[[], Any], units: int) -> tuple[float, float]:
    """Return the seconds and the peak of memory in bytes that one of so many units takes."""
    seconds = best(way)
    tracemalloc.start()
    kept = way()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return seconds / units, peak / units


def rows(numbers: list[int]) -> Iterator[list[str]]:
    """Yield, for each number of units, a row: the time of each way, and its memory."""
    for number in numbers:
        judged, found = ways(number)
        each = [measured(way, judged) for way in found.values()]
        empty = [""] * (3 - len(each))
        times = [milli(seconds) for seconds, _ in each]
        memory = [f"{peak / 1e3:.0f} kB" for _, peak in each]
        yield [f"{judged:,}", *times, *empty, *memory, *empty]


HEAD = ["units", "statuses", "a report", "every trace", "memory: statuses", "a report", "every trace"]


def main(numbers: list[int]) -> None:
    print(" | ".join(HEAD))
    for row in rows(numbers):
        print(" | ".join(row), flush=True)


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]] or [200, 1_000, 20_000])
