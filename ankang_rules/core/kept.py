"""What has been found out about a ruleset, kept with the ruleset itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from ankang_rules.core.ruleset import RulesetCore

T = TypeVar("T")


def kept(find: Callable[[RulesetCore], T]) -> Callable[[RulesetCore], T]:
    """Make *find* look once only at a ruleset, and keep what it found for as long as the ruleset is there.

    It is kept for this very object. A cache by what the ruleset says would compare two whole rulesets at every look,
    once a file is loaded a second time, and would answer with the places of the first.
    """
    name = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def found(core: RulesetCore) -> T:
        result: T = core.kept.once(name, lambda: find(core))
        return result

    return found
