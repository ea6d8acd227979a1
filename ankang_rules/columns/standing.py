"""How rules, groups and the whole stand, in SQL, and how they fold into each other."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from ankang_rules.columns.translate import conjunction, disjunction
from ankang_rules.columns.values import FALSE


@frozen
class Standing:
    """How a rule, a group or the whole stands: *holds* is NULL where unknown, *applies* None where it always does."""

    holds: str
    applies: str | None = None

    @property
    def status(self) -> str:
        """The status as a text."""
        na = f"WHEN NOT {self.applies} THEN 'not_applicable' " if self.applies else ""
        return f"CASE {na}WHEN {self.holds} THEN 'pass' WHEN NOT {self.holds} THEN 'fail' ELSE 'unknown' END"

    @property
    def decided(self) -> str:
        """Whether it passes or fails."""
        return f"{self.holds} IS NOT NULL" + and_applies(self)


NEVER = Standing(FALSE, FALSE)


def and_applies(standing: Standing) -> str:
    return f" AND {standing.applies}" if standing.applies else ""


def under(whens: list[str], decided: Callable[[], Standing]) -> Standing:
    """Return how what is *decided* stands where all of *whens* have to hold."""
    found = decided()
    if not whens:
        return found
    applies = conjunction(whens)
    also = f"(CASE WHEN {applies} THEN {found.applies} ELSE {applies} IS NULL END)" if found.applies else None
    return Standing(f"(CASE WHEN {applies} THEN {found.holds} END)", also or f"({applies} IS DISTINCT FROM FALSE)")


def all_of(standings: list[Standing]) -> Standing:
    """Fold by the first of fail, unknown, pass, not applicable."""
    meant = [one for one in standings if one is not NEVER]
    if not meant:
        return NEVER
    holds = conjunction([f"({one.holds} OR NOT {one.applies})" if one.applies else one.holds for one in meant])
    return Standing(holds, _some_applies(meant))


def any_of(standings: list[Standing]) -> Standing:
    """Fold by the first of pass, unknown, fail, not applicable."""
    meant = [one for one in standings if one is not NEVER]
    if not meant:
        return NEVER
    holds = disjunction([f"({one.holds} AND {one.applies})" if one.applies else one.holds for one in meant])
    return Standing(holds, _some_applies(meant))


def _some_applies(standings: list[Standing]) -> str | None:
    applies = [one.applies for one in standings]
    return None if None in applies else disjunction([one for one in applies if one])
