"""Which conditions hold only because there is nothing they are about."""

from __future__ import annotations

from collections.abc import Mapping

from ankang_rules.core import nodes as n
from ankang_rules.evaluate.trace import Trace


def is_vacuous(trace: Trace, definitions: Mapping[str, Trace]) -> bool:
    """Whether *trace* came out as it did only because a list was empty or no month was in scope."""
    match trace.node:
        case n.EveryMonth() | n.Quantified():
            return not any(part.at is not None for part in trace.parts)
        case n.IsIncreasing():
            return sum(part.at is not None for part in trace.parts) < 2
        case n.DefinitionRef(key=key):
            return is_vacuous(definitions[key], definitions)
        case n.Not():
            return is_vacuous(trace.parts[0], definitions)
        case n.And() | n.Or() | n.NumberOf():
            deciding = [part for part in trace.parts if part.mattered]
            return bool(deciding) and all(is_vacuous(part, definitions) for part in deciding)
    return False
