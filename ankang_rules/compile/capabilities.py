"""What the compiler does not take, and why. A rule with any of it is judged by the reference evaluator."""

from __future__ import annotations

from typing import Final

from ankang_rules.core import nodes as n


class NotCompiled(Exception):
    """Raised on the way through a rule that is left to the reference; *why* is a key of :data:`GAPS` or a sentence."""


UNITS: Final = "it speaks of the units below, whose verdicts the reference finds"
RECORDED: Final = "it asks whether something else than a fact, a month or a field is recorded"
INTERVALS: Final = "a count or share with members in doubt is an interval inside further conditions"

NODES: Final[dict[type[n.Node], str]] = {n.Units: UNITS, n.Verdict: UNITS}
"""Nodes that are not taken at all, with the reason."""
