"""Tests that come from the rules: strategies for Hypothesis that draw facts, and laws that every ruleset keeps.

Hypothesis is imported with the names below, when one of them is asked for, so that what else stands here needs none.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ankang_rules.testing.drawing import Boundary, boundary, facts, failing, passing, units, unknown
    from ankang_rules.testing.drawn_rulesets import rulesets
    from ankang_rules.testing.laws import LawsOf
    from ankang_rules.testing.unsatisfiable import Unsatisfiable

__all__ = [
    "Boundary",
    "LawsOf",
    "Unsatisfiable",
    "boundary",
    "facts",
    "failing",
    "passing",
    "rulesets",
    "units",
    "unknown",
]

_FOUND_IN = {"LawsOf": "laws", "Unsatisfiable": "unsatisfiable", "rulesets": "drawn_rulesets"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        return getattr(import_module(f"{__name__}.{_FOUND_IN.get(name, 'drawing')}"), name)
    except ModuleNotFoundError as error:
        if error.name != "hypothesis":
            raise
        from ankang_rules.testing.messages import no_extra

        raise ImportError(no_extra().en) from error
