"""A city's tree of units, as large as asked: ``.venv/bin/python tests/bench/trees.py [UNITS…]``.

Prints, for each number of units, the time and the peak of memory that one evaluation takes for each of them: facts read
and held against their types, every rule of every tier judged and traced. Both should stay flat. The figures are drawn,
the same every time; a tenth of them is missing.
"""

from __future__ import annotations

import random
import sys
import tracemalloc
from datetime import date, timedelta
from fractions import Fraction
from time import process_time
from typing import Any

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


def measured(units: int) -> tuple[int, float, float]:
    """Return how many units were judged, the seconds, and the peak of memory in bytes, of one evaluation."""
    ruleset, facts = ankang_rules.load("ankang.programme"), city(units)
    start = process_time()
    judged = count(ruleset.evaluate(facts, as_of=AS_OF))
    seconds = process_time() - start
    tracemalloc.start()
    ruleset.evaluate(facts, as_of=AS_OF)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return judged, seconds, peak


def table(numbers: list[int]) -> str:
    """Return the figures for each number of units as a table in Markdown."""
    lines = ["| units | time of one evaluation | time a unit | memory a unit, at its peak |", "|---|---|---|---|"]
    for number in numbers:
        judged, seconds, peak = measured(number)
        each = f"{seconds / judged * 1e3:.1f} ms | {peak / judged / 1e3:.0f} kB"
        lines.append(f"| {judged:,} | {seconds:.2f} s | {each} |")
    return "\n".join(lines)


def main(numbers: list[int]) -> None:
    first: tuple[float, float] | None = None
    for number in numbers:
        judged, seconds, peak = measured(number)
        each = seconds / judged, peak / judged
        first = first or each
        ratios = f"{each[0] / first[0]:5.2f} ×   {each[1] / 1e3:8.1f} kB a unit {each[1] / first[1]:5.2f} ×"
        print(f"{judged:8,} units {seconds:8.2f} s {each[0] * 1e3:8.2f} ms a unit {ratios}", flush=True)


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]] or [200, 2_000, 20_000])
