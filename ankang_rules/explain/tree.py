"""A trace as a tree that can be argued with: every operand with its value, and why what did not matter did not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from attrs import frozen

from ankang_rules.core import nodes as n
from ankang_rules.evaluate.results import Judgement
from ankang_rules.evaluate.trace import Trace
from ankang_rules.explain import catalogue
from ankang_rules.explain import terms as say
from ankang_rules.explain.amounts import outcome_text
from ankang_rules.explain.layout import wrapped
from ankang_rules.explain.sentences import operand, sentence
from ankang_rules.explain.units import Path, UnitsBelow, names_in, over_units
from ankang_rules.explain.words import Words
from ankang_rules.model import types as ty
from ankang_rules.model.outcome import NO, YES, Known, Outcome
from ankang_rules.source import Bilingual, display_width

_MOST_RECORDS = 40
_NAMES = n.Fact | n.FieldRef | n.MonthOf | n.ParameterRef | n.DefinitionRef
_OVER_RECORDS = n.Quantified | n.CountOf | n.ShareWhere | n.Aggregate


@frozen
class Branch:
    """One line of the tree, and what it came from."""

    text: str
    parts: tuple[Branch, ...] = ()


def draw(branch: Branch, width: int = 80) -> Iterator[str]:
    r"""Yield *branch* as lines of at most *width* columns, joined by lines.

    >>> print(*draw(Branch("✗ a > b", (Branch("a = 1"), Branch("b = 2")))), sep="\n")
    ✗ a > b
    ├─ a = 1
    └─ b = 2
    """
    yield from _drawn(branch, "", "", width)


def _drawn(branch: Branch, first: str, rest: str, width: int) -> Iterator[str]:
    below = "│  " if branch.parts else "   "
    head, *more = wrapped(branch.text, max(width - display_width(rest) - 3, 24))
    yield f"{first}{head}"
    yield from (f"{rest}{below}{line}" for line in more)
    for number, part in enumerate(branch.parts, 1):
        last = number == len(branch.parts)
        yield from _drawn(part, rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  "), width)


class Trees:
    """Makes trees of the traces of *judgement*; a definition is unfolded where it is first met."""

    def __init__(self, judgement: Judgement, words: Words) -> None:
        self.judgement, self.words, self.lang = judgement, words, words.lang
        self._unfolded: set[str] = set()
        self.below = UnitsBelow(judgement)
        self._around = [judgement]
        """How the unit itself was judged, and each unit around the one in hand."""

    def of(self, trace: Trace, unit: Path = ()) -> Branch:
        """Return the tree of *trace*, which was looked at for *unit*."""
        return self._about("/".join(unit), [trace], None, "")[0] if unit else self._branch(trace, "", None)

    def _branch(self, trace: Trace, before: str, parent: Trace | None) -> Branch:
        remarks = [*self._source(trace), *self._doubt(trace, parent)]  # before its parts, which may unfold a definition
        text, parts = self._text(trace), tuple(self._parts(trace))
        if before and len(parts) == 1 and not parts[0].parts:
            # One month, or record, a line: its only operand says more than the condition they all share.
            text, parts = parts[0].text, ()
        for remark in remarks:
            text += say.remark(remark)(self.lang)
        return Branch(f"{_mark(trace)}{before}{text}", parts)

    def _text(self, trace: Trace) -> str:
        node = trace.node
        if node.type == ty.YesNo() and not isinstance(node, _NAMES | n.Constant):
            return sentence(node, self.words).text
        return say.equals(operand(node, self.words), outcome_text(trace.outcome, _kind(trace), self.lang))

    # What stands behind a leaf

    def _source(self, trace: Trace) -> Iterator[str]:
        match trace.node:
            case n.Fact(key=key, unit=between) if trace.at is None:
                yield from self._reported(key, self._around[-1 - between])
            case n.ParameterRef(key=key):
                yield parameter_text(self.judgement, key, self.words, short=True)
            case n.DefinitionRef(key=key, of=None) if key in self._unfolded:
                yield say.seen_above(self.lang)

    def _reported(self, key: str, judgement: Judgement) -> Iterator[str]:
        fact = judgement.facts.values.get(key)
        if fact is None:
            yield say.not_handed_in(self.lang)
            return
        source = fact.provenance
        day = source.on.isoformat() if source and source.on else None
        behind = [source.source, day, source.by] if source else []
        lines = [say.line(fact.span.line)(self.lang)] if fact.span else []
        told = [fact.invalid.text(self.lang)] if fact.invalid else []
        yield catalogue.joined([*told, *(part for part in behind if part), *lines], self.lang)

    # What did not matter, and why

    def _doubt(self, trace: Trace, parent: Trace | None) -> Iterator[str]:
        if parent is not None and parent.mattered and not trace.mattered:
            first = next(part for part in parent.parts if not part.mattered)
            why = why_not(parent)(self.lang) if trace is first else ""
            yield say.did_not_matter(why)(self.lang)

    # What is inside

    def _parts(self, trace: Trace) -> Iterator[Branch]:
        match trace.node:
            case n.DefinitionRef(key=key, of=None):
                if key not in self._unfolded and key in self.judgement.definitions:
                    self._unfolded.add(key)
                    yield self._branch(self.judgement.definitions[key], "", None)
            case n.MonthOf():
                pass  # the series itself would only say that it has twelve months
            case n.Quantified() | n.CountOf() | n.ShareWhere() | n.Aggregate():
                yield from self._records(trace)
            case _:
                for part in filter(_tells_more, trace.parts):
                    month = f"{catalogue.month(part.at, self.lang)} " if part.at is not None else ""
                    yield self._branch(part, month, trace)
                yield from self._not_taken(trace)

    def _not_taken(self, trace: Trace) -> Iterator[Branch]:
        node = trace.node
        if not isinstance(node, n.If) or not isinstance(trace.parts[0].outcome, Known):
            return
        holds = trace.parts[0].outcome == YES
        left_out = node.otherwise if holds else node.then
        what = sentence(left_out, self.words).inline() if node.type == ty.YesNo() else operand(left_out, self.words)
        because = say.test_holds if holds else say.test_fails
        yield Branch(f"– {say.not_looked_at(what, because=because)(self.lang)}")

    def _records(self, trace: Trace) -> Iterator[Branch]:
        names = names_in(trace)
        records: dict[int, list[Trace]] = {}
        for part in trace.parts:
            if part.at is None:
                yield self._branch(part, "", trace)
            else:
                records.setdefault(part.at, []).append(part)
        shown = _most_telling(records)
        for number in shown:
            title = names[number - 1] if names else say.record(number)(self.lang)
            name = names[number - 1] if names else ""
            if len(records[number]) == 1:
                yield self._about(name, records[number], trace, f"{title} ")[0]
            else:
                yield Branch(title, self._about(name, records[number], trace, ""))
        if len(shown) < len(records):
            more = (say.more_units if names else say.more_records)(len(records) - len(shown))
            yield Branch(f"… {more(self.lang)}")

    def _about(self, unit: str, traces: list[Trace], parent: Trace | None, before: str) -> tuple[Branch, ...]:
        """The trees of *traces*, which were looked at for *unit*, or for a record where that is empty."""
        around = self._around
        if unit:
            self._around = [*around, self.below.by_name[unit]]
        branches = tuple(self._branch(trace, before, parent) for trace in traces)
        self._around = around
        return branches


def _most_telling(records: dict[int, list[Trace]]) -> list[int]:
    """The numbers of the records to show: those that mattered before the others, where there are too many."""
    order = sorted(records, key=lambda number: not any(part.mattered for part in records[number]))
    return sorted(order[:_MOST_RECORDS])


def _tells_more(trace: Trace) -> bool:
    """A constant stands in the sentence of what it is part of, and has nothing to add."""
    return not isinstance(trace.node, n.Constant) or trace.node.type == ty.YesNo()


def _kind(trace: Trace) -> ty.Type:
    kind = trace.node.type
    return kind.of if isinstance(kind, ty.Monthly) and trace.at is not None else kind


def _mark(trace: Trace) -> str:
    if trace.node.type != ty.YesNo() or isinstance(trace.node, n.Constant):
        return ""
    return {YES: "✓ ", NO: "✗ "}.get(cast(Known, trace.outcome), "? ")


def why_not(parent: Trace) -> Bilingual:
    """Return why a part of *parent* did not matter."""
    holds = parent.outcome == YES
    match parent.node:
        case n.And():
            return say.another_fails
        case n.Or():
            return say.another_holds
        case n.EveryMonth():
            return say.another_month_fails
        case n.Quantified(which=which) if over_units(parent.node):
            return say.another_unit_fails if which == "every" else say.another_unit_holds
        case n.Quantified(which=which):
            return say.another_record_fails if which == "every" else say.another_record_holds
        case n.NumberOf(bound="at least"):
            return say.enough_hold if holds else say.too_many_fail
        case n.NumberOf(bound="at most"):
            return say.enough_fail if holds else say.too_many_hold
        case n.If():
            return say.branches_agree
    return say.settled_otherwise


def parameter_changes(judgement: Judgement, key: str) -> bool:
    """Whether a parameter has other values on other days, or was set for this evaluation."""
    parameter = next(p for p in judgement.core.parameters if p.key == key)
    return key in judgement.asked.parameters or len(parameter.values) > 1


def parameter_text(judgement: Judgement, key: str, words: Words, *, short: bool = False) -> str:
    """Return the value of a parameter in this judgement and since when it holds; *short* leaves the value out."""
    lang, asked = words.lang, judgement.asked
    parameter = next(p for p in judgement.core.parameters if p.key == key)
    dated = parameter.on(asked.as_of)
    if key in asked.parameters:
        value: Outcome = Known(asked.parameters[key])
        note = say.by_caller(lang)
    elif dated is None or dated.value is None:
        return say.no_value(lang)
    else:
        value = Known(dated.value)
        note = say.since(dated.start)(lang)
    if short:
        return note
    return outcome_text(value, parameter.type, lang) + (say.remark(note)(lang) if note else "")
