"""What has been found out about a ruleset, kept with the ruleset itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from ankang_rules.core.ruleset import RulesetCore

P = ParamSpec("P")
T = TypeVar("T")


def kept(find: Callable[Concatenate[RulesetCore, P], T]) -> Callable[Concatenate[RulesetCore, P], T]:
    """Make *find* look once only at a ruleset, and keep what it found for as long as the ruleset is there.

    It is kept for this very object, and for the further arguments. A cache by what the ruleset says would compare two
    whole rulesets at every look, once a file is loaded a second time, and would answer with the places of the first.
    """
    name = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def found(core: RulesetCore, /, *args: P.args, **more: P.kwargs) -> T:
        asked = (name, args, tuple(more.items())) if args or more else name
        result: T = core.kept.once(asked, lambda: find(core, *args, **more))
        return result

    return found
