"""What the compiler does not take, and why. A rule with any of it is judged by the reference evaluator."""

from __future__ import annotations

from typing import Final


class NotCompiled(Exception):
    """Raised on the way through a rule that is left to the reference; *why* is a key of :data:`GAPS` or a sentence."""


UNITS: Final = "it speaks of a unit that is not in hand"
DEFINITIONS: Final = "it names a definition of the units below, which their own ruleset works out"
ALTERNATIVES: Final = "it is one of several of which one is enough for each unit below, which fold unit by unit"
RECORDED: Final = "it asks whether something else than a fact, a month or a field is recorded"
INTERVALS: Final = "a count or share with members in doubt is an interval inside further conditions"
