"""A report derived again from its ruleset and facts, on its own day and with its own parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
from ankang_rules.report.saved import Saved
from ankang_rules.report.to_dict import to_dict
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


def verify(saved: Saved, core: RulesetCore, facts: FactsSource) -> Verification:
    """Derive *saved* again from *core* and *facts*, and say what differs.

    *facts* are those of the whole tree, where the report is about a unit below. Raises :class:`FactsError` where they
    cannot be read, and :class:`ReportError` where there is no such unit.
    """
    again = read(facts, core, strict=not saved.is_lenient, as_of=saved.as_of, year=saved.year)
    parameters = _parameters(saved, core)
    whole = judge(core, again, Asked(saved.as_of, saved.year, parameters))
    judgement, place = _unit(whole, saved)
    derived = to_dict(judgement, place.path, place.asked)
    comparison = compare_data(saved.data, derived)
    unknown = tuple(key for key in saved.data["parameters"] if not saved.path and key not in parameters)
    details = _details(saved.data, derived) if comparison.same and not comparison.other_engine else ()
    return Verification(comparison, not saved.is_sealed, unknown, tuple(details))


def _parameters(saved: Saved, core: RulesetCore) -> dict[str, Value]:
    """The parameters that the caller had set, so far as *core* can take them."""
    found: dict[str, Value] = {}
    for parameter in core.parameters:
        if parameter.key in saved.data["parameters"]:
            try:
                found[parameter.key] = value_from_plain(saved.data["parameters"][parameter.key], parameter.type)
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


def _details(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Yield where two reports from the same rules and facts do not say the same."""
    for key in ("score", "awards", "definitions", "children", "disagreements"):
        if _bare(old.get(key)) != _bare(new[key]):
            yield key
    for part in ("rules", "groups", "asked_above"):
        before = {one["id"]: one for one in old[part]}
        for one in new[part]:
            if _bare(before.pop(one["id"], None)) != _bare(one):
                yield one["id"]
        yield from before


def _bare(data: Any) -> Any:
    """Return *data* without what depends on where a file lies."""
    if isinstance(data, dict):
        return {key: _bare(value) for key, value in data.items() if key not in ("place", "where", "span", "warnings")}
    return [_bare(one) for one in data] if isinstance(data, list) else data
