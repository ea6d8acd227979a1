"""The trace: what each expression came to, as a tree over the rule's own, built by observing the evaluator."""

from __future__ import annotations

from typing import Protocol

from attrs import evolve, frozen

from ankang_rules.core import nodes as n
from ankang_rules.model.outcome import NO, YES, Known, Outcome


@frozen
class Trace:
    """One expression with its *outcome* and the traces of its *parts*.

    *at* is the month (1–12) or the record (from 1) it was looked at for, None elsewhere. *mattered* is False where it
    could not have changed the result. The expression of a definition is traced apart, under the key of the definition.
    """

    node: n.Node
    outcome: Outcome
    parts: tuple[Trace, ...] = ()
    at: int | None = None
    mattered: bool = True


class Observer(Protocol):
    """Watches the evaluator: *enter* before an expression is looked at, *leave* with what it came to."""

    def enter(self, node: n.Node, at: int | None) -> None: ...

    def leave(self, node: n.Node, outcome: Outcome) -> None: ...


class Silent:
    """Watches nothing."""

    def enter(self, node: n.Node, at: int | None) -> None:
        pass

    def leave(self, node: n.Node, outcome: Outcome) -> None:
        pass


class Tracer:
    """Builds traces; :meth:`take` hands over the last one that is complete."""

    def __init__(self) -> None:
        self._open: list[tuple[int | None, list[Trace]]] = [(None, [])]

    def enter(self, node: n.Node, at: int | None) -> None:
        self._open.append((at, []))

    def leave(self, node: n.Node, outcome: Outcome) -> None:
        at, parts = self._open.pop()
        self._open[-1][1].append(Trace(node, outcome, tuple(parts), at))

    def take(self) -> Trace:
        """Return the trace just completed, with what mattered in it marked."""
        return marked(self._open[-1][1].pop())


def marked(trace: Trace, mattered: bool = True) -> Trace:
    """Return *trace* with every part marked by whether it could have changed the result of *trace*."""
    deciding = _deciding(trace)
    parts = tuple(marked(part, mattered and (deciding is None or part in deciding)) for part in trace.parts)
    return evolve(trace, parts=parts, mattered=mattered)


def _deciding(trace: Trace) -> list[Trace] | None:
    """The parts that settle *trace*, or None where all of them do."""
    if not isinstance(trace.outcome, Known):
        return None
    holds = trace.outcome == YES
    match trace.node:
        case n.And() | n.EveryMonth() | n.Quantified(which="every") if not holds:
            return [part for part in trace.parts if part.outcome == NO]
        case n.Or() | n.Quantified(which="some") if holds:
            return [part for part in trace.parts if part.outcome == YES]
        case n.NumberOf(bound="at least"):
            return [part for part in trace.parts if part.outcome == trace.outcome]
        case n.NumberOf(bound="at most"):
            return [part for part in trace.parts if part.outcome == (NO if holds else YES)]
        case n.If() if not isinstance(trace.parts[0].outcome, Known):
            return list(trace.parts[1:])
    return None
