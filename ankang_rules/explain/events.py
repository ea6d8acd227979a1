"""A judgement as events: every unit, rule and expression entered and left, in the order in which they were judged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ankang_rules.core import nodes as n
from ankang_rules.core.print import show
from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.evaluate.trace import Trace
from ankang_rules.explain.to_dict import plain
from ankang_rules.explain.units import TOP, Path, Place

Event = dict[str, Any]


def events(judgement: Judgement, place: Place = TOP) -> Iterator[Event]:
    """Yield what happened while the unit of *judgement* was judged, and each below it, which are judged before it."""
    yield from _unit(judgement, place.path)


def rule_events(judgement: Judgement, result: RuleResult, path: Path = (), inside: Path = ()) -> Iterator[Event]:
    """Yield what happened while one rule was judged; *path* leads to the unit, *inside* to the one it is asked of."""
    yield from _Events(judgement, path).rule(result, inside)


def _unit(judgement: Judgement, path: Path) -> Iterator[Event]:
    about = {"what": "unit", "unit": list(path), "ruleset": judgement.core.name}
    yield {"event": "enter", **about}
    for units in judgement.children.values():
        for unit in units:
            yield from _unit(unit, (*path, unit.facts.unit or "?"))
    each = _Events(judgement, path)
    for result in judgement.rules:
        yield from each.rule(result)
    yield {"event": "leave", **about, "status": judgement.status.value}


class _Events:
    def __init__(self, judgement: Judgement, path: Path) -> None:
        self.judgement, self.path = judgement, path
        self._defined: set[str] = set()

    def rule(self, result: RuleResult, inside: Path = ()) -> Iterator[Event]:
        about = {"what": "rule", "unit": [*self.path, *inside], "rule": result.id}
        yield {"event": "enter", **about}
        for part, trace in _traces(result):
            yield from self._node(trace, {**about, "what": "node", "part": part})
        for case in result.cases:
            yield from self.rule(case.result, case.unit)
        yield {"event": "leave", **about, "status": result.status.value}

    def _node(self, trace: Trace, about: Event) -> Iterator[Event]:
        node = trace.node
        said = {**about, "node": node.id, "kind": type(node).__name__, "at": trace.at}
        yield {"event": "enter", **said, "text": show(node)}
        for part in trace.parts:
            yield from self._node(part, about)
        if isinstance(node, n.DefinitionRef) and node.of is None:
            yield from self._definition(node.key, about)
        yield {"event": "leave", **said, **plain(trace.outcome), "mattered": trace.mattered}

    def _definition(self, key: str, about: Event) -> Iterator[Event]:
        """What a definition was worked out from, once, where it is first met."""
        if key in self.judgement.definitions and key not in self._defined:
            self._defined.add(key)
            yield from self._node(self.judgement.definitions[key], {**about, "definition": key})


def _traces(result: RuleResult) -> Iterator[tuple[str, Trace]]:
    """The traces of *result*, in the order in which they were looked at, each with the part of the rule it is of."""
    yield from (("when", trace) for trace in result.whens)
    yield from (("except when", trace) for trace in result.exceptions)
    if result.condition is not None:
        yield "condition", result.condition
    if result.agreeing is not None:
        yield "exception", result.agreeing
