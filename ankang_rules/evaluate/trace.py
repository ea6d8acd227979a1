"""The trace: what each expression came to, as a tree over the rule's own, built by observing the evaluator."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import repeat
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

from attrs import define, frozen

from ankang_rules.core import nodes as n
from ankang_rules.model.outcome import NO, YES, Known, Outcome


class _Later:
    """Has the place for what finds the parts of a trace that are not there yet."""

    __slots__ = ("_later",)
    _later: Later


@define(eq=False)
class _Open(_Later):
    """A trace while it is built."""

    node: n.Node
    outcome: Outcome
    parts: tuple[Trace, ...] = ()
    at: int | None = None
    mattered: bool = True


@frozen
class Trace(_Open):
    """One expression with its *outcome* and the traces of its *parts*.

    *at* is the month (1–12) or the record (from 1) it was looked at for, None elsewhere. *mattered* is False where it
    could not have changed the result. The expression of a definition is traced apart, under the key of the definition.
    """

    if not TYPE_CHECKING:  # so that a type checker still knows which fields there are

        def __getattr__(self, name: str) -> Any:
            if name != "parts":
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            parts = self._later(self.node)
            with _ENTERING:  # of threads that come at once one enters what it found, and all go on with that
                try:
                    return _parts_of(self)
                except AttributeError:
                    _set_parts(self, parts)
            return parts


_ENTERING = Lock()
_parts_of, _set_parts = vars(_Open)["parts"].__get__, vars(_Open)["parts"].__set__


def trace_of(
    node: n.Node, outcome: Outcome, parts: tuple[Trace, ...] = (), at: int | None = None, mattered: bool = True
) -> Trace:
    """Return the trace with these fields; it is there much faster than by calling the class, which guards each field.

    A class that can be written to holds the same places, so that what is complete changes its class, and that is all.
    """
    made: Any = _Open(node, outcome, parts, at, mattered)
    made.__class__ = Trace
    trace: Trace = made
    return trace


class _Promised(_Open):
    __slots__ = ()

    def __init__(self, node: n.Node, outcome: Outcome, later: Later) -> None:
        self.node, self.outcome, self._later, self.at, self.mattered = node, outcome, later, None, True


def trace_in_part(node: n.Node, outcome: Outcome, later: Later) -> Trace:
    """Return the trace of a whole condition; *later* finds its parts when they are first looked at."""
    made: Any = _Promised(node, outcome, later)
    made.__class__ = Trace
    trace: Trace = made
    return trace


Later = Callable[[n.Node], "tuple[Trace, ...]"]
"""What finds the parts of the trace of a condition."""


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
        self._open: list[tuple[int | None, list[Any]]] = [(None, [])]

    def enter(self, node: n.Node, at: int | None) -> None:
        self._open.append((at, []))

    def leave(self, node: n.Node, outcome: Outcome) -> None:
        at, parts = self._open.pop()
        self._open[-1][1].append(_Open(node, outcome, tuple(parts), at))

    def take(self) -> Trace:
        """Return the trace just completed, with what mattered in it marked."""
        return _marked(self._open[-1][1].pop(), True)


def _marked(made: Any, mattered: bool) -> Trace:
    """Close a trace that is made, with every part marked by whether it could have changed the result."""
    made.mattered = mattered
    made.__class__ = Trace
    trace: Trace = made
    for part, deciding in zip(trace.parts, _deciding(trace) if mattered else repeat(False), strict=False):
        _marked(part, deciding)
    return trace


def _deciding(trace: Trace) -> Iterable[bool]:
    """Whether each of the parts is one of those that settle *trace*."""
    node, parts = trace.node, trace.parts
    if isinstance(node, n.Quantified):
        deciding = {id(part) for part in _deciding_records(trace)}
        return [id(part) in deciding for part in parts]
    if isinstance(node, n.If) and isinstance(trace.outcome, Known) and not isinstance(parts[0].outcome, Known):
        return (False, True, True)
    wanted = decisive(node, trace.outcome)
    return repeat(True) if wanted is None else [part.outcome == wanted for part in parts]


def decisive(node: n.Node, outcome: Outcome) -> Outcome | None:
    """Return what those operands of a condition come to that settle its *outcome*; None where all of them do."""
    if type(node) not in JUNCTIONS or not isinstance(outcome, Known):
        return None
    holds = bool(outcome.value)
    match node:
        case n.And() | n.EveryMonth() if not holds:
            return NO
        case n.Or() if holds:
            return YES
        case n.NumberOf(bound="at least"):
            return outcome
        case n.NumberOf(bound="at most"):
            return NO if holds else YES
    return None


JUNCTIONS: Final = frozenset((n.And, n.Or, n.NumberOf, n.EveryMonth))
"""What may be settled by some of its operands alone."""


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
