"""What changed between two reports, and what did it."""

from __future__ import annotations

from typing import Any

from attrs import evolve, field, frozen

from ankang_rules.evaluate.results import Judgement
from ankang_rules.report.causes import Causes, Suspects
from ankang_rules.report.differences import (
    Data,
    FactChange,
    Key,
    ParameterChange,
    Path,
    RuleChange,
    RulesetChange,
    What,
    bilingual,
    ruleset_changes,
)
from ankang_rules.report.saved import Saved
from ankang_rules.report.to_dict import to_dict
from ankang_rules.report.trying import Trial
from ankang_rules.source import Bilingual, Language


@frozen
class Flip:
    """Something that ended otherwise: the unit at *path*, or its group or rule *id*, and what made it so."""

    path: Path
    what: What
    id: str
    labels: Bilingual
    before: str
    after: str
    causes: Causes


@frozen
class Comparison:
    """What differs between an *old* and a *new* report, in what they were judged from and in how they ended."""

    old: Data = field(repr=False, eq=False)
    new: Data = field(repr=False, eq=False)
    flips: tuple[Flip, ...]
    """Units, groups and rules that ended otherwise, a unit before its groups and rules."""
    rulesets: tuple[RulesetChange, ...]
    rules: tuple[RuleChange, ...]
    parameters: tuple[ParameterChange, ...]
    facts: tuple[FactChange, ...]
    units_added: tuple[Path, ...]
    units_removed: tuple[Path, ...]
    other_day: bool
    other_engine: bool
    other_about: bool
    """Whether the two are about different units or rulesets, so that little can be said."""

    @property
    def same(self) -> bool:
        """Whether nothing differs; another version of the engine that finds the same is no difference."""
        found = (self.flips, self.rulesets, self.rules, self.parameters, self.facts, self.units_added)
        return not any(found) and not self.units_removed and not self.other_day and not self.other_about

    def text(self, lang: Language = "en") -> str:
        """Return the comparison to be read, in ``"zh"`` or ``"en"``."""
        from ankang_rules.report.compare_text import to_text

        return to_text(self, lang)

    def to_dict(self) -> dict[str, Any]:
        """Return the comparison as plain data."""
        from ankang_rules.report.compare_dict import comparison_to_dict

        return comparison_to_dict(self)


def compare(old: Judgement | Saved, new: Judgement | Saved) -> Comparison:
    """Return what changed from *old* to *new*.

    Where both are judgements, what did it is tried out: the old one is judged again with the rules, the data, the
    parameters or the date of the new one. From saved reports it is told by what each rule reads and what differs.
    """
    suspects = Suspects(_data(old), _data(new))
    found = _comparison(suspects)
    if isinstance(old, Judgement) and isinstance(new, Judgement) and found.flips:
        trial = Trial(old, new)
        flips = (evolve(flip, causes=_tried(trial, flip)) for flip in found.flips)
        return evolve(found, flips=tuple(flips))
    return found


def compare_data(old: Data, new: Data) -> Comparison:
    """Return what changed between two reports as data."""
    return _comparison(Suspects(old, new))


def _data(report: Judgement | Saved) -> Data:
    return report.data if isinstance(report, Saved) else to_dict(report)


def _tried(trial: Trial, flip: Flip) -> Causes:
    ways = trial.ways(Key(flip.path, flip.what, flip.id))
    return evolve(flip.causes, ways=ways, tried=True) if ways else flip.causes


def _comparison(suspects: Suspects) -> Comparison:
    old, new = suspects.old, suspects.new
    return Comparison(
        old,
        new,
        flips=tuple(_flip(suspects, key) for key in suspects.flips),
        rulesets=tuple(ruleset_changes(old, new)),
        rules=suspects.rules,
        parameters=suspects.parameters,
        facts=suspects.facts,
        units_added=suspects.added,
        units_removed=suspects.removed,
        other_day=suspects.other_day,
        other_engine=suspects.other_engine,
        other_about=any(old[key] != new[key] for key in ("ruleset", "unit")),
    )


def _flip(suspects: Suspects, key: Key) -> Flip:
    before, after = suspects.before[key], suspects.after[key]
    return Flip(key.path, key.what, key.id, _labels(suspects, key), before, after, suspects.of(key))


def _labels(suspects: Suspects, key: Key) -> Bilingual:
    unit = suspects.units[1][key.path]
    named = {"group": unit["groups"], "rule": unit["rules"]}.get(key.what, ())
    return next((bilingual(one["labels"]) for one in named if one["id"] == key.id), Bilingual())
