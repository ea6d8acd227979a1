"""Traces of one unit: by generated steps where a rule has proved to be looked at often, else by the reference."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from ankang_rules.compile.steps import Steps, to_steps
from ankang_rules.compile.to_python import Setting
from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Rule, RulesetCore
from ankang_rules.evaluate.judge import Judging, whens_of
from ankang_rules.evaluate.reference import Asked
from ankang_rules.evaluate.results import Bar, RuleResult
from ankang_rules.evaluate.trace import Trace
from ankang_rules.facts.facts import Facts, Outcomes
from ankang_rules.model.outcome import Outcome

_PATIENCE: Final = 20
"""So many times the reference traces what is asked for: by then it has taken as long as to write a function for it."""

_NO_FACTS: Final = Facts()


class _Often:
    """Steps that are written once they have been asked for often. Threads may share one: it need not count exactly."""

    __slots__ = ("_asked", "_steps", "_write")

    def __init__(self, write: Callable[[], Steps | None]) -> None:
        self._write: Callable[[], Steps | None] | None = write
        self._asked = 0
        self._steps: Steps | None = None

    def steps(self) -> Steps | None:
        """Return the steps, None where there are none, or none yet."""
        write = self._write
        if write is not None:
            self._asked += 1
            if self._asked <= _PATIENCE:
                return None
            self._steps = write()
            self._write = None
        return self._steps


class Tracing:
    """The steps of all rules and definitions of a ruleset for one setting."""

    def __init__(self, core: RulesetCore, setting: Setting) -> None:
        self.core, self._setting = core, setting
        self.rules = [_Often(partial(self._of_rule, rule)) for rule in core.rules]
        self.definitions = _Often(self._of_definitions)

    def _of_rule(self, rule: Rule) -> Steps | None:
        if rule.for_each is not None or rule.id in self._setting.barred:
            return None
        group = next((group for group in self.core.groups if group.key == rule.group), None)
        expressions = [*whens_of(self.core, group, rule), *rule.expressions()]
        return to_steps(self.core, self._setting, expressions, rule)

    def _of_definitions(self) -> Steps | None:
        expressions = [definition.expression for definition in self.core.definitions]
        values = {*self._setting.given, *(key for key, _ in self._setting.values)}
        read = {node.key for e in expressions for node in n.walk(e) if isinstance(node, n.ParameterRef)}
        return to_steps(self.core, self._setting, expressions) if read <= values else None


class TracedUnit:
    """What :class:`~ankang_rules.evaluate.later.Traced` asks for, of one unit."""

    __slots__ = ("_asked", "_known", "_outcomes", "_row", "_told", "_tracing")

    def __init__(
        self,
        tracing: Tracing,
        asked: Asked,
        row: Sequence[Any],
        told: Sequence[Any],
        outcomes: Callable[[], Outcomes | None],
    ) -> None:
        self._tracing, self._asked, self._row, self._told, self._outcomes = tracing, asked, row, told, outcomes
        # Of threads that come at once each may find the outcome of a fact: they find the same.
        self._known: dict[int, Outcome] = {}

    def parts(self, number: int) -> tuple[Trace, ...] | None:
        steps = self._tracing.rules[number].steps()
        values = steps.values(self._row, self._told, self._known) if steps else None
        if steps is None or values is None:
            return None
        return steps.shapes[id(self._tracing.core.rules[number].condition)].parts(values)

    def rule(self, number: int) -> RuleResult | None:
        trace = self._trace(self._tracing.rules[number])
        core = self._tracing.core
        return trace and _Judging(core, self._asked, trace).rule(core.rules[number])

    def definitions(self) -> Mapping[str, Trace] | None:
        trace = self._trace(self._tracing.definitions)
        return trace and {one.key: trace(one.expression) for one in self._tracing.core.definitions}

    def outcomes(self) -> Outcomes | None:
        return self._outcomes()

    def _trace(self, often: _Often) -> Callable[[n.Node], Trace] | None:
        steps = often.steps()
        values = steps.values(self._row, self._told, self._known) if steps else None
        if steps is None or values is None:
            return None
        shapes = steps.shapes
        return lambda node: shapes[id(node)].trace(values, True)


class _Judging(Judging):
    """Judges as the reference does, by traces that come from elsewhere."""

    def __init__(self, core: RulesetCore, asked: Asked, trace: Callable[[n.Node], Trace]) -> None:
        super().__init__(core, _NO_FACTS, asked)
        self._from_elsewhere = trace

    def _trace(self, node: n.Node) -> Trace:
        return self._from_elsewhere(node)

    def bars(self, rule: Rule) -> tuple[Bar, ...]:
        return ()  # of rules that are barred there are no steps

    def _is_vacuous(self, result: RuleResult) -> bool:
        return False  # nothing that looks over months, records or units is traced by steps
