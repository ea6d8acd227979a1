"""A comparison to be read: what ended otherwise and what did it, then what else differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ankang_rules.explain.marks import MARKS
from ankang_rules.model.status import Status
from ankang_rules.report import catalogue as say
from ankang_rules.report.causes import Cause
from ankang_rules.report.compare import Comparison, Flip
from ankang_rules.report.differences import FactChange, ParameterChange, Path
from ankang_rules.report.saved import Saved
from ankang_rules.source import Language


def to_text(found: Comparison, lang: Language) -> str:
    """Return *found* as text."""
    return "\n".join(_Text(found, lang).lines())


def name_of(path: Path) -> str:
    return "/".join(path)


class _Text:
    def __init__(self, found: Comparison, lang: Language) -> None:
        self.found, self.lang = found, lang

    def lines(self) -> Iterator[str]:
        yield from self._head()
        if self.found.same:
            yield say.nothing_differs(self.lang)
            return
        kinds = [flip.what for flip in self.found.flips]
        yield say.counts(kinds.count("unit"), kinds.count("group"), kinds.count("rule"), self.lang)
        for path, flips in groupby(self.found.flips, lambda flip: flip.path):
            yield ""
            yield from self._unit(path, list(flips))
        yield from self._rest()

    def _head(self) -> Iterator[str]:
        old, new = Saved(self.found.old), Saved(self.found.new)
        yield say.headline(new.unit, str(new.data["ruleset"]), old.status, new.status, self.lang)
        if self.found.other_about:
            before, after = (f"{one.unit or '–'} · {one.data['ruleset']}" for one in (old, new))
            yield say.other_about(before, after, self.lang)
        if old.as_of != new.as_of:
            yield say.other_day(old.as_of, new.as_of, self.lang)
        if old.year != new.year:
            yield say.other_year(old.year, new.year, self.lang)
        if self.found.other_engine:
            yield say.other_engine(old.engine, new.engine, self.lang)

    def _unit(self, path: Path, flips: Sequence[Flip]) -> Iterator[str]:
        whole = next((flip for flip in flips if flip.what == "unit"), None)
        if path or whole:
            title = name_of(path) or Saved(self.found.new).unit or str(self.found.new["ruleset"])
            yield self._flipped(whole, title) if whole else title
        if whole:
            yield f"    {self._done_by(whole)}"
        for flip in flips:
            if flip.what != "unit":
                kind = say.group_word(self.lang) if flip.what == "group" else ""
                title = " ".join(part for part in (kind, flip.labels(self.lang), f"[{flip.id}]") if part)
                yield f"  {self._flipped(flip, title)}"
                yield from (f"      {line}" for line in self._why(flip))

    def _flipped(self, flip: Flip, title: str) -> str:
        before, after = Status(flip.before), Status(flip.after)
        words = f"{before.label(self.lang)} → {after.label(self.lang)}"
        return f"{MARKS[before]} → {MARKS[after]} {words}  {title}"

    def _done_by(self, flip: Flip) -> str:
        return say.done_by(flip.causes.ways, flip.causes.tried, self.lang)

    def _why(self, flip: Flip) -> Iterator[str]:
        yield self._done_by(flip)
        if flip.what == "rule":
            yield from (f"· {line}" for line in _some(list(self._details(flip)), self.lang))

    def _details(self, flip: Flip) -> Iterator[str]:
        causes = flip.causes.all
        if Cause.RULE in causes:
            mine = (one for one in flip.causes.rules if one.rule == flip.id)
            yield from (say.rule_how(one.how, self.lang) for one in mine)
        if Cause.DATA in causes:
            yield from (self._fact(one, flip.path) for one in flip.causes.facts)
            yield from self._units(flip.causes.units)
        wanted = {True: Cause.DATE in causes, False: Cause.PARAMETER in causes}
        yield from (self._parameter(one) for one in flip.causes.parameters if wanted[one.by_date])

    def _fact(self, one: FactChange, inside: Path = ()) -> str:
        name = one.labels(self.lang) or one.indicator
        where = name_of(one.path[len(inside) :])
        shown = f"{where} {name}" if where else name
        if not one.value:
            return say.source_only(shown, self.lang)
        return say.change(shown, one.before, one.after, self.lang)

    def _parameter(self, one: ParameterChange) -> str:
        name = one.labels(self.lang) or one.parameter
        before, after = (None if text is None else text(self.lang) for text in (one.before, one.after))
        line = say.change(name, before, after, self.lang)
        return say.set_by_date(line, self.lang) if one.by_date else line

    def _units(self, paths: Iterable[Path]) -> Iterator[str]:
        added = set(self.found.units_added)
        for path in paths:
            yield (say.unit_added if path in added else say.unit_removed)(name_of(path), self.lang)

    def _rest(self) -> Iterator[str]:
        """Yield what differs, whether or not it changed how anything ended."""
        found = self.found
        parts = {
            "rulesets": [say.named_how(one.ruleset, one.how, self.lang) for one in found.rulesets],
            "rules": [say.named_how(one.rule, one.how, self.lang) for one in found.rules],
            "parameters": [self._parameter(one) for one in found.parameters],
            "facts": [self._fact(one) for one in found.facts],
            "units": list(self._units((*found.units_added, *found.units_removed))),
        }
        for what, lines in parts.items():
            if lines:
                yield ""
                yield say.title(what, len(lines), self.lang)
                yield from (f"  · {line}" for line in _some(lines, self.lang))


def _some(lines: Sequence[str], lang: Language) -> Iterator[str]:
    yield from lines[: say.MOST_LISTED]
    if len(lines) > say.MOST_LISTED:
        yield say.more(len(lines) - say.MOST_LISTED, lang)
