"""The trace: what each expression came to, as a tree over the rule's own, built by observing the evaluator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, cast

from attrs import frozen

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
    deciding = {id(part) for part in _deciding(trace)} if mattered else ()
    parts = tuple([marked(part, id(part) in deciding) for part in trace.parts])
    return Trace(trace.node, trace.outcome, parts, trace.at, mattered)


def _deciding(trace: Trace) -> Iterable[Trace]:
    """The parts that settle *trace*."""
    if isinstance(trace.node, n.Quantified):
        return _deciding_records(trace)
    if not isinstance(trace.outcome, Known):
        return trace.parts
    holds = trace.outcome == YES
    match trace.node:
        case n.And() | n.EveryMonth() if not holds:
            return [part for part in trace.parts if part.outcome == NO]
        case n.Or() if holds:
            return [part for part in trace.parts if part.outcome == YES]
        case n.NumberOf(bound="at least"):
            return [part for part in trace.parts if part.outcome == trace.outcome]
        case n.NumberOf(bound="at most"):
            return [part for part in trace.parts if part.outcome == (NO if holds else YES)]
        case n.If() if not isinstance(trace.parts[0].outcome, Known):
            return trace.parts[1:]
    return trace.parts


@frozen
class RecordTrace:
    """What was found of one record: whether it is *meant*, where a condition says which are, and what it *gives*."""

    meant: Trace | None
    gives: Trace

    @property
    def is_left_out(self) -> bool:
        return self.meant is not None and self.meant.outcome == NO

    @property
    def is_meant(self) -> bool:
        return self.meant is None or self.meant.outcome == YES


def records_of(trace: Trace) -> list[RecordTrace]:
    """Return what the trace of a quantifier found of each record."""
    node = trace.node
    assert isinstance(node, n.Quantified)
    given = [part for part in trace.parts if part.node is node.condition]
    if node.where is None:
        return [RecordTrace(None, gives) for gives in given]
    meant = [part for part in trace.parts if part.node is node.where]
    return [RecordTrace(where, gives) for where, gives in zip(meant, given, strict=True)]


def _deciding_records(trace: Trace) -> Iterator[Trace]:
    """One record settles an ``every`` that fails, or a ``some`` that holds; otherwise all of them together do."""
    yield from (part for part in trace.parts if part.at is None)
    one_is_enough = trace.outcome == (NO if cast(n.Quantified, trace.node).which == "every" else YES)
    for record in records_of(trace):
        if one_is_enough and (record.gives.outcome != trace.outcome or not record.is_meant):
            continue
        if record.meant is not None:
            yield record.meant
        if not record.is_left_out:
            yield record.gives
