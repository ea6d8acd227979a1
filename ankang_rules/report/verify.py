"""A report derived again from its ruleset and facts, on its own day and with its own parameters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from attrs import frozen

from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.errors import ReportError
from ankang_rules.evaluate.judge import judge
from ankang_rules.evaluate.reference import Asked
from ankang_rules.evaluate.results import Judgement
from ankang_rules.explain.units import TOP, Place, units_below
from ankang_rules.facts.read import FactsSource, read
from ankang_rules.model.outcome import Value
from ankang_rules.report import messages
from ankang_rules.report.compare import Comparison, compare_data
from ankang_rules.report.differences import Data
from ankang_rules.report.open import follow_up
from ankang_rules.report.saved import Saved
from ankang_rules.report.to_dict import to_dict, without_places
from ankang_rules.report.values import NotAValue, value_from_plain
from ankang_rules.source import Language


@frozen
class Verification:
    """What differs between a report and the one derived again: *comparison* from the first to the second.

    *edited* says that the report is not as it was saved. *parameters* are those that the caller had set and the ruleset
    cannot take any more. *details* are the rules of which the report says something else than can be derived, though
    nothing they are derived from differs.
    """

    comparison: Comparison
    edited: bool
    parameters: tuple[str, ...]
    details: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether the report is what its ruleset and facts give."""
        return self.comparison.same and not (self.edited or self.parameters or self.details)

    def text(self, lang: Language = "en") -> str:
        """Return what was found, to be read."""
        from ankang_rules.report.verify_text import to_text

        return to_text(self, lang)

    def to_dict(self) -> dict[str, Any]:
        """Return what was found as plain data."""
        found = {"same": self.same, "edited": self.edited}
        more = {"parameters_not_known": list(self.parameters), "details": list(self.details)}
        return {**found, **more, "comparison": self.comparison.to_dict()}


def verify(
    saved: Saved,
    core: RulesetCore,
    facts: FactsSource,
    *,
    previous: Saved | None = None,
    max_age: str | timedelta | None = None,
) -> Verification:
    """Derive *saved* again from *core* and *facts*, and say what differs.

    *facts* are those of the whole tree, where the report is about a unit below. *previous* and *max_age* are what a
    follow-up was made with. Raises :class:`FactsError` where the facts cannot be read, and :class:`ReportError` where
    there is no such unit, or a follow-up goes without the report it follows.
    """
    parameters = _parameters(saved, core)
    followed = saved.data["replay"]["follow_up"]
    if (followed and followed["report"]) != (previous and previous.seal):
        raise ReportError([messages.follows_another(saved.name, followed and followed["report"])])
    again = read(facts, core, strict=not saved.is_lenient, as_of=saved.as_of, year=saved.year)
    if previous is None:
        whole = judge(core, again, Asked(saved.as_of, saved.year, parameters))
    else:
        whole = follow_up(core, again, previous, parameters=parameters, max_age=max_age)
    judgement, place = _unit(whole, saved)
    derived = to_dict(judgement, place)
    comparison = compare_data(saved.data, derived)
    unknown = tuple(key for key in saved.data["replay"]["parameters"] if key not in parameters)
    details = _details(saved.data, derived) if comparison.same and not comparison.other_engine else ()
    return Verification(comparison, not saved.is_sealed, unknown, tuple(details))


def _parameters(saved: Saved, core: RulesetCore) -> dict[str, Value]:
    """The parameters that the caller had set, so far as *core* can take them."""
    found: dict[str, Value] = {}
    were_set = saved.data["replay"]["parameters"]
    for parameter in core.parameters:
        if parameter.key in were_set:
            try:
                found[parameter.key] = value_from_plain(were_set[parameter.key], parameter.type)
            except NotAValue:
                continue
    return found


def _unit(whole: Judgement, saved: Saved) -> tuple[Judgement, Place]:
    if not saved.path:
        return whole, TOP
    for unit in units_below(whole):
        if unit.path == saved.path:
            return unit.judgement, unit.place
    raise ReportError([messages.no_such_unit(saved.name, "/".join(saved.path))])


def _details(old: Data, new: Data) -> Iterator[str]:
    """Yield where two reports from the same rules and facts do not say the same: a key, or the id of a rule."""
    before, after = _derived(old), _derived(new)
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            ids = _ids(before.get(key), after.get(key))
            yield from ids or [key]


def _derived(report: Data) -> dict[str, Any]:
    """Return *report* without what depends on how facts are written, and on who derives it."""
    found = without_places(report)
    replay = {key: value for key, value in found["replay"].items() if key not in ("engine", "format")}
    return {**_as_read(found), "replay": replay, "seal": None}


def _as_read(unit: Data) -> dict[str, Any]:
    children = unit["children"].items()
    return {
        **unit,
        "facts": {key: {**fact, "written": None} for key, fact in unit["facts"].items()},
        "warnings": None,
        "children": {level: [_as_read(below) for below in units] for level, units in children},
    }


def _ids(old: Any, new: Any) -> list[str]:
    """The ids of the rules or groups that differ, in lists of them."""
    before, after = _by_id(old), _by_id(new)
    return [key for key in dict.fromkeys((*before, *after)) if before.get(key) != after.get(key)]


def _by_id(data: Any) -> dict[str, Any]:
    return {one["id"]: one for one in data if isinstance(one, dict) and "id" in one} if isinstance(data, list) else {}
