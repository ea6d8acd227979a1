"""One call: facts → a decision, by generated functions where that can be, and by the reference where not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property, partial
from typing import Any, Final

from attrs import frozen

from ankang_rules.compile.below import Below
from ankang_rules.compile.decision import CODES, Codes, Decision, Folding, Settled
from ankang_rules.compile.held import Unheld
from ankang_rules.compile.kept import kept_of
from ankang_rules.compile.rows import Odd, Row, RowReader
from ankang_rules.compile.source import Function, to_function
from ankang_rules.compile.to_python import Setting, to_python
from ankang_rules.compile.tracing import TracedUnit, Tracing
from ankang_rules.compile.tree import Tree
from ankang_rules.core.kept import kept
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.errors import FactsError
from ankang_rules.evaluate.ask import asked_of, counting
from ankang_rules.evaluate.judge import AskedOf, Judging
from ankang_rules.evaluate.later import Ended, judged_later
from ankang_rules.evaluate.reference import Asked
from ankang_rules.evaluate.results import Judgement
from ankang_rules.facts.facts import Facts
from ankang_rules.facts.read import FactsSource, read
from ankang_rules.model import collector
from ankang_rules.model.calendar import month_end

_MOST_SETTINGS: Final = 64


@frozen
class Call:
    """What a call asks, worked out: the *asked* of the reference, what generated code is told, and its functions."""

    asked: Asked
    told: tuple[Any, ...]
    plan: _Plan


class _Plan:
    """The functions for one setting, generated when they are first wanted."""

    def __init__(self, core: RulesetCore, setting: Setting) -> None:
        self._core, self._setting = core, setting

    @cached_property
    def whole(self) -> Function | None:
        """The function for rows in which everything is known."""
        return self._function(whole=True)

    @cached_property
    def open(self) -> Function | None:
        """The function for any row."""
        return self._function(whole=False)

    @cached_property
    def tracing(self) -> Tracing:
        """What traces rules."""
        return Tracing(self._core, self._setting)

    def _function(self, *, whole: bool) -> Function | None:
        try:
            return to_function(self._core, to_python(self._core, self._setting, whole=whole))
        except (RecursionError, SyntaxError, MemoryError):  # nested deeper than Python's own parser takes
            return None


@frozen
class Ready:
    """A unit whose facts were read before, so that it can be judged without looking at them again."""

    _compiled: Compiled
    _row: Row
    _whole: bool
    _asked: Call
    _facts: Callable[[], Facts]

    def decide(self) -> Decision:
        """Return how each rule ends."""
        return self._compiled.decided(self._row, self._whole, self._asked, self._facts)


class Compiled:
    """A ruleset, compiled. Threads may share one."""

    def __init__(self, core: RulesetCore) -> None:
        self.core = core
        self.ids = tuple(rule.id for rule in core.rules)
        self._settings: dict[Any, Call] = {}
        self._plans: dict[Setting, _Plan] = {}
        self._fold = Folding.of(core)

    @cached_property
    def rows(self) -> RowReader:
        return RowReader(self.core)

    def function(self, *, as_of: date | str | None = None, year: int | None = None, whole: bool = True) -> Any:
        """Return the generated function for units of which everything is known, or not *whole*, for any: to be read."""
        plan = self._asked_by(as_of, year).plan
        function = plan.whole if whole else plan.open
        return function.run if function else None

    def decide(
        self,
        source: FactsSource,
        *,
        as_of: date | str | None,
        year: int | None,
        parameters: Mapping[str, Any],
        strict: bool,
        named: Mapping[str, Any],
    ) -> Decision:
        """Return how each rule ends; raises as ``evaluate`` does, and for the same reasons."""
        if self.core.levels:
            found = self.tree(source, as_of=as_of, year=year, parameters=parameters, strict=strict, named=named)
            return Decision(self.ids, tuple([CODES[rule.status] for rule in found.rules]), Settled(CODES[found.status]))
        given = source if not named else named if not source else None
        if type(given) is dict and not parameters:
            try:
                asked = self._asked_by(as_of, year)
                row, whole = self.rows.of_mapping(given, asked.asked.year)
            except Odd:
                pass
            else:
                return self.decided(row, whole, asked, lambda: read(given, self.core, as_of=as_of, year=year))
        facts = read(source, self.core, strict=strict, as_of=as_of, year=year, named=named)
        return self._of_facts(facts, asked_of(self.core, facts, parameters))

    def judged_later(
        self, given: object, as_of: date | str | None, year: int | None, named: Mapping[str, Any]
    ) -> Judgement | None:
        """Return a judgement of which only the statuses are known so far; None where facts take a closer look."""
        given = given if not named else named if given == {} else None
        if type(given) is not dict or self.core.levels:
            return None
        try:
            kept = kept_of(given)  # as whoever handed them in may change them before they are looked at again
            asked = self._asked_by(as_of, year)
            row, whole = self.rows.of_mapping(kept, asked.asked.year)
        except Odd:
            return None
        facts = partial(read, kept, self.core, as_of=as_of, year=year)
        found = self.decided(row, whole, asked, facts)
        outcomes = partial(self.rows.outcomes, kept, asked.asked.year)
        traced = TracedUnit(asked.plan.tracing, asked.asked, row, asked.told, outcomes)
        return judged_later(Ended(self.core, asked.asked, found.status, found.statuses, facts, traced=traced))

    def tree(
        self,
        source: FactsSource,
        *,
        as_of: date | str | None,
        year: int | None,
        parameters: Mapping[str, Any],
        strict: bool,
        named: Mapping[str, Any],
        on_unit: Callable[[int, int], object] | None = None,
    ) -> Judgement:
        """Return the judgement of a tree of units of which only the statuses are known so far.

        Raises as ``evaluate`` does. *on_unit* is told how many units of how many are judged.
        """
        with collector.held_off():
            facts = read(source, self.core, strict=strict, as_of=as_of, year=year, named=named)
            tree = Tree(self.core, asked_of(self.core, facts, parameters), compiled, counting(on_unit, facts))
            return tree.judgement(self.core, facts)

    def ready(self, given: dict[Any, Any], *, as_of: date | str | None = None, year: int | None = None) -> Ready:
        """Return a unit of plain facts with nothing wrong about them; raises :class:`Odd` else, and for a tree."""
        if self.core.levels:
            raise Odd
        asked = self._asked_by(as_of, year)
        row, whole = self.rows.of_mapping(given, asked.asked.year)
        return Ready(self, row, whole, asked, lambda: read(given, self.core, as_of=as_of, year=year))

    def _asked_by(self, as_of: date | str | None, year: int | None) -> Call:
        """Return what a call without parameters asks; raises :class:`Odd` where something is wrong with it."""
        if type(as_of) not in (date, str, type(None)) or type(year) not in (int, type(None)):
            raise Odd
        key = as_of, year
        found = self._settings.get(key)
        if found is None:
            try:
                facts = read({}, self.core, as_of=as_of, year=year)
                found = self.setting(asked_of(self.core, facts, {}))
            except FactsError:
                raise Odd from None
            if len(self._settings) >= _MOST_SETTINGS:
                self._settings = {}
            self._settings[key] = found
        return found

    def setting(self, asked: Asked, of_others: AskedOf | None = None) -> Call:
        """Return what is settled where this is *asked*, and *of_others* of the rulesets below."""
        setting = setting_of(self.core, asked, of_others)
        plan = self._plans.get(setting)
        if plan is None:
            if len(self._plans) >= _MOST_SETTINGS:
                self._plans = {}
            plan = self._plans[setting] = _Plan(self.core, setting)
        return Call(asked, _told(asked, setting), plan)

    def _of_facts(self, facts: Facts, asked: Asked) -> Decision:
        try:
            row, whole = self.rows.of_facts(facts)
        except Unheld:
            judging = Judging(self.core, facts, asked)
            return self._decision(tuple(CODES[judging.rule(rule).status] for rule in self.core.rules))
        return self.decided(row, whole, self.setting(asked), lambda: facts)

    def decided(self, row: Row, whole: bool, asked: Call, facts: Callable[[], Facts]) -> Decision:
        """Return how each rule ends for *row*; *facts* are read only for rules that are left to the reference."""
        judging: list[Judging] = []

        def by_reference(number: int) -> Any:
            if not judging:
                judging.append(Judging(self.core, facts(), asked.asked))
            return CODES[judging[0].rule(self.core.rules[number]).status]

        return self._decision(self.codes(row, whole, asked, by_reference))

    def codes(self, row: Row, whole: bool, asked: Call, by_reference: Callable[[int], Any], *below: Below) -> Codes:
        """Return the code of each rule for *row*; those left to the reference are asked for by their numbers.

        *below* are the units below, where the ruleset has any levels.
        """
        function = asked.plan.whole if whole else asked.plan.open
        if function is None:
            return tuple(map(by_reference, range(len(self.ids))))
        try:
            found: Codes = function.run(row, asked.told, by_reference, *below)
        except Exception as error:
            raise function.told_of(error) from None
        return found

    def _decision(self, codes: Codes) -> Decision:
        return Decision(self.ids, codes, self._fold)


@kept
def compiled(core: RulesetCore) -> Compiled:
    """Return *core*, compiled: the same one for the same ruleset."""
    return Compiled(core)


def setting_of(core: RulesetCore, asked: Asked, of_others: AskedOf | None = None) -> Setting:
    """Return what is settled of *core* by what is asked, and by what is asked *of_others* below."""
    judging = Judging(core, Facts(), asked, of_others=of_others)
    held = ((p.key, p.on(asked.as_of)) for p in core.parameters if p.key not in asked.parameters)
    values = tuple((key, dated.value) for key, dated in held if dated is not None and dated.value is not None)
    barred = frozenset(rule.id for rule in core.rules if judging.bars(rule))
    return Setting(values, tuple(sorted(asked.parameters)), barred)


def _told(asked: Asked, setting: Setting) -> tuple[Any, ...]:
    day, year = asked.as_of, asked.year
    months = 0 if day is None or year is None else sum(month_end(year, month) <= day for month in range(1, 13))
    first, last = (None, None) if year is None else (date(year, 1, 1), date(year, 12, 31))
    return (day, first, last, months, *(asked.parameters[key] for key in setting.given))
