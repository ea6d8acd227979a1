"""Which conditions hold only because there is nothing they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from ankang_rules.core import nodes as n
from ankang_rules.evaluate.trace import Trace, records_of
from ankang_rules.model.outcome import Known


def is_vacuous(trace: Trace, definitions: Mapping[str, Trace]) -> bool:
    """Whether *trace* came out as it did only because there was nothing to look at.

    That is a list that is empty, or of which no record was meant, or a year of which no month is over; so is a
    comparison with how many of nobody are so.
    """
    match trace.node:
        case n.EveryMonth():
            return all(is_vacuous(part, definitions) for part in trace.parts if part.mattered)
        case n.Quantified():
            meant = (record.gives for record in records_of(trace) if not record.is_left_out)
            return all(is_vacuous(gives, definitions) for gives in meant if gives.mattered)
        case n.IsIncreasing():
            return sum(part.at is not None for part in trace.parts) < 2
        case n.DefinitionRef(key=key, of=None):
            return is_vacuous(definitions[key], definitions)
        case n.Not():
            return is_vacuous(trace.parts[0], definitions)
        case n.And() | n.Or() | n.NumberOf():
            deciding = [part for part in trace.parts if part.mattered]
            return bool(deciding) and all(is_vacuous(part, definitions) for part in deciding)
        case n.Compare():
            return any(_is_number_of_nobody(side, definitions) for side in trace.parts)
        case n.If():
            branches = trace.parts[1:]
            return all(is_vacuous(branch, definitions) for branch in branches)
    return False


def _is_number_of_nobody(trace: Trace, definitions: Mapping[str, Trace]) -> bool:
    """Whether *trace* counts those of a list, or of the units below, that are so, where there is not one to look at.

    How many there are at all is no such number: that there are none is then what was looked at.
    """
    match trace.node:
        case n.DefinitionRef(key=key, of=None):
            return _is_number_of_nobody(definitions[key], definitions)
        case n.CountOf(where=where) if where is not None:
            return trace.outcome == Known(Fraction(0)) and len(trace.parts) == 1
    return False


def can_be_vacuous(expression: n.Node, definitions: Mapping[str, n.Node]) -> bool:
    """Whether *expression*, or a definition that it reads, looks over what there may be nothing of."""
    nodes = through(expression, definitions)
    over_nothing = (n.EveryMonth, n.Quantified, n.IsIncreasing)
    return any(isinstance(node, over_nothing) or (isinstance(node, n.CountOf) and node.where) for node in nodes)


def through(expression: n.Node, definitions: Mapping[str, n.Node]) -> Iterator[n.Node]:
    """Yield every node of *expression*, and of the definitions of its own ruleset that it reads, each of them once."""
    open_, seen = [expression], set[str]()
    while open_:
        for node in n.walk(open_.pop()):
            yield node
            if isinstance(node, n.DefinitionRef) and node.of is None and node.key not in seen:
                seen.add(node.key)
                open_.append(definitions[node.key])
