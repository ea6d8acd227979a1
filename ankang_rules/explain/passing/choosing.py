"""What a place with words or members has to become."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import cast

from ankang_rules.explain.passing.places import Spot
from ankang_rules.explain.passing.requirements import Among, Members, Recorded, Requirement
from ankang_rules.model import types as ty
from ankang_rules.model.given import NONE, Absent
from ankang_rules.model.outcome import Known, Value


def choices(spot: Spot, requirements: Iterable[Requirement]) -> Iterator[Value | Absent | None]:
    """Yield the values that meet *requirements* on the place of *spot*: None where it may stay as it is."""
    requirements = list(requirements)
    recorded = {one.given for one in requirements if isinstance(one, Recorded)}
    values = [one for one in requirements if not isinstance(one, Recorded)]
    if False in recorded:
        if True not in recorded and not values:
            yield None if spot.is_absent else NONE
    elif all(isinstance(one, Among) for one in values) and values:
        yield from _words(spot, cast(list[Among], values))
    elif all(isinstance(one, Members) for one in values) and values:
        yield from _members(spot, cast(list[Members], values))
    elif not values:
        yield None if isinstance(spot.now, Known) else _something(spot)


def _words(spot: Spot, requirements: list[Among]) -> Iterator[Value | Absent | None]:
    allowed = [one.allowed for one in requirements if one.allowed is not None]
    without = frozenset[bool | str]().union(*(one.without for one in requirements))
    possible = [v for v in _possible(spot, allowed) if v not in without and all(v in some for some in allowed)]
    now = spot.now.value if isinstance(spot.now, Known) else None
    if now is not None and now not in without and all(now in some for some in allowed):
        yield None
    else:
        yield from possible


def _possible(spot: Spot, allowed: list[frozenset[bool | str]]) -> list[bool | str]:
    match spot.kind:
        case ty.YesNo():
            return [True, False]
        case ty.OneOf(choices=listed):
            return [member.key for member in listed.members]
    return sorted(allowed[0], key=str) if allowed else []


def _members(spot: Spot, requirements: list[Members]) -> Iterator[Value | Absent | None]:
    within = frozenset[str]().union(*(one.within for one in requirements))
    without = frozenset[str]().union(*(one.without for one in requirements))
    now = cast(frozenset[str], spot.now.value) if isinstance(spot.now, Known) else None
    after = ((now or frozenset()) | within) - without
    for one in requirements:
        after = after if one.only is None else after & one.only
    if within <= after:
        yield None if after == now else after


def _something(spot: Spot) -> Value:
    """A value to record where any will do: the day asked about, nothing yet, or the first choice."""
    match spot.kind:
        case ty.YesNo():
            return True
        case ty.Date():
            return spot.as_of or date(2000, 1, 1)
        case ty.OneOf(choices=listed) if listed.members:
            return listed.members[0].key
        case ty.SetOf():
            return frozenset()
        case ty.Text():
            return "?"
    low, _ = spot.likely
    return Fraction(low or 0)
