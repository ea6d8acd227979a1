"""A trace to the lines of an argument: what was observed, what is required, by how much it differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import cast

from attrs import evolve, field, frozen

from ankang_rules.core import nodes as n
from ankang_rules.evaluate import margins
from ankang_rules.evaluate.margins import MIRRORED
from ankang_rules.evaluate.results import Judgement
from ankang_rules.evaluate.trace import RecordTrace, Trace, records_of
from ankang_rules.explain import catalogue as say
from ankang_rules.explain.amounts import members, number, outcome_text
from ankang_rules.explain.sentences import operand
from ankang_rules.explain.units import Path, UnitsBelow, deciding, names_in, over_units
from ankang_rules.explain.words import Words
from ankang_rules.model import types as ty
from ankang_rules.model.outcome import NO, YES, Bounds, Known, Outcome, Unknown
from ankang_rules.model.units import DAYS
from ankang_rules.source import Bilingual, Language

_MOST_SHOWN = 3
_NAMED = (n.Fact, n.FieldRef, n.MonthOf, n.DefinitionRef)


@frozen
class Said:
    """What a line says, part by part: what was *observed*, what is *required*, by how much it differs, what decides."""

    observed: tuple[str, ...]
    required: tuple[str, ...] = ()
    margin: tuple[str, ...] = ()
    decided_by: tuple[str, ...] = ()

    def text(self, lang: Language) -> str:
        return say.sentence([*self.observed, *self.required, *self.margin, *self.decided_by], lang)


@frozen
class Line:
    """One line of an argument: *holds* is None where it is not known, or where the line is a remark.

    *said* is its text part by part, where it has such parts.
    """

    text: str
    holds: bool | None = None
    depth: int = 0
    mattered: bool = True
    is_remark: bool = False
    said: Said | None = None

    @property
    def carries(self) -> bool:
        """Whether a rule that passes rests on it."""
        return self.mattered and self.depth <= 1 and (not self.depth or not self.is_remark)

    def about(self, named: Callable[[str], str]) -> Line:
        """Return the line with what it is about in front, by *named*."""
        said = self.said
        if said is not None:
            said = evolve(said, observed=(named(said.observed[0]), *said.observed[1:]))
        return evolve(self, text=named(self.text), said=said)


def argue(trace: Trace, judgement: Judgement, words: Words, inside: Path = ()) -> list[Line]:
    """Return the lines that argue how *trace* came out, outermost first; *inside* is the unit it was looked at for."""
    return list(_Arguing(judgement, words, inside).lines(trace))


def with_values(trace: Trace, judgement: Judgement, words: Words) -> str:
    """Return the expression of *trace* with the values of its facts behind it."""
    return _Arguing(judgement, words, ()).with_values(trace)


def _holds(outcome: Outcome) -> bool | None:
    return bool(outcome.value) if isinstance(outcome, Known) else None


@frozen
class _ByOutcome:
    """The records, or units, that a quantifier is about."""

    good: list[RecordTrace]
    failing: list[RecordTrace]
    open: list[RecordTrace]

    @property
    def number(self) -> int:
        return len(self.good) + len(self.failing) + len(self.open)


@frozen
class _Members:
    """The units that a count or a share ranges over, by whether they are counted."""

    node: n.Units
    where: n.Node
    counted: list[str] = field(factory=list)
    others: list[str] = field(factory=list)
    open: list[str] = field(factory=list)

    @property
    def number(self) -> int:
        return len(self.counted) + len(self.others) + len(self.open)


class _Arguing:
    def __init__(self, judgement: Judgement, words: Words, inside: Path) -> None:
        self.judgement, self.definitions = judgement, judgement.definitions
        self.words, self.lang, self.inside = words, words.lang, inside
        self.below = UnitsBelow(judgement)

    def lines(self, trace: Trace, depth: int = 0) -> Iterator[Line]:
        """Yield the lines of *trace*; every line says whether its own condition holds."""
        match trace.node:
            case n.Compare():
                yield self._line(trace, depth, self._compared(trace))
                yield from self._definitions_below(trace, depth + 1)
                yield from self._members_below(trace, depth + 1)
            case n.Includes():
                yield self._line(trace, depth, self._included(trace))
            case n.IsOneOf():
                yield self._line(trace, depth, self._one_of(trace))
            case n.IsRecorded() | n.IsEmpty():
                yield self._line(trace, depth, self._is(trace))
            case n.And() | n.Or() | n.NumberOf() | n.Not() | n.If():
                yield from self._logic(trace, depth)
            case n.EveryMonth():
                yield from self._months(trace, depth)
            case n.IsIncreasing():
                yield from self._increasing(trace, depth)
            case n.Quantified():
                yield from self._records(trace, depth)
            case n.DefinitionRef(key=key, of=None):
                yield self._line(trace, depth, self._attested(trace).text(self.lang))
                yield from self.lines(self.definitions[key], depth + 1)
            case _:
                yield self._line(trace, depth, self._attested(trace))

    def _line(self, trace: Trace, depth: int, what: str | Said) -> Line:
        said = what if isinstance(what, Said) else None
        text = said.text(self.lang) if said else cast(str, what)
        return Line(text, _holds(trace.outcome), depth, trace.mattered, said=said)

    def _value(self, trace: Trace) -> str:
        if isinstance(trace.outcome, Unknown) and not isinstance(trace.node, _NAMED):
            return say.unknown(self.lang)  # what is made of an absent value was not itself reported as absent
        return outcome_text(trace.outcome, trace.node.type, self.lang)

    def _observed(self, trace: Trace) -> str:
        if isinstance(trace.node, n.Constant):
            return self._value(trace)
        return say.observed(self._phrase(trace.node), self._value(trace))(self.lang)

    def _phrase(self, node: n.Node) -> str:
        """What *node* is called; in Chinese a number of units as one says it, not as a rule writes it."""
        if self.lang == "zh" and over_units(node) and not isinstance(node, n.Quantified):
            return operand(node, self.words)
        return self.words.phrase(node)

    # Leaves

    def _attested(self, trace: Trace) -> Said:
        required = [say.required_yes(True)(self.lang)] if trace.outcome != YES else []
        return Said((self._observed(trace),), tuple(required))

    def _included(self, trace: Trace) -> Said:
        whole, listed = trace.parts
        kind = cast(ty.SetOf, whole.node.type)
        observed = (self._observed(whole),)
        if not isinstance(listed.outcome, Known):
            return Said(observed, (say.includes_required(self.words.phrase(listed.node))(self.lang),))
        needed = cast(frozenset[str], listed.outcome.value)
        required = (say.includes_required(members(needed, kind.choices, self.lang))(self.lang),)
        has = cast(frozenset[str], whole.outcome.value) if isinstance(whole.outcome, Known) else needed
        lacking = [say.lacking(members(needed - has, kind.choices, self.lang))(self.lang)] if needed - has else []
        return Said(observed, required, tuple(lacking))

    def _one_of(self, trace: Trace) -> Said:
        operand, *options = trace.parts
        shown = say.joined([self._value(option) for option in options], self.lang)
        return Said((self._observed(operand),), (say.one_of_required(shown)(self.lang),))

    def _is(self, trace: Trace) -> Said:
        name = self.words.phrase(trace.parts[0].node)
        holds = _holds(trace.outcome)
        if isinstance(trace.node, n.IsRecorded):
            return Said((say.recorded(name, holds)(self.lang),))
        return Said((self._observed(trace.parts[0]) if holds is None else say.empty(name, holds)(self.lang),))

    # Comparisons

    def _compared(self, trace: Trace) -> Said:
        node = cast(n.Compare, trace.node)
        left, right, operator = trace.parts[0], trace.parts[1], node.operator
        if isinstance(left.node, n.Constant) and not isinstance(right.node, n.Constant):
            left, right, operator = right, left, MIRRORED[operator]
        observed = self._with_count(left, self._observed(left))
        margin = self._margin(operator, left, right, _holds(trace.outcome))
        return Said(
            tuple(filter(None, (observed, self._part_of(left, right)))),
            (self._required(operator, right),),
            (margin,) if margin else (),
            tuple(self._decided_by(trace)),
        )

    def _required(self, operator: str, right: Trace) -> str:
        is_day = isinstance(right.node.type, ty.Date)
        value = self._value(right)
        if isinstance(right.node, n.Constant):
            return say.required(operator, "", value, day=is_day)(self.lang)
        if isinstance(right.node, n.ShareOf):
            share, whole = (self.words.phrase(part.node) for part in right.parts)
            return say.share_required(operator, share, whole, self._known(right))(self.lang)
        return say.required(operator, self._phrase(right.node), self._known(right), day=is_day)(self.lang)

    def _known(self, trace: Trace) -> str:
        return "" if isinstance(trace.outcome, Unknown) else self._value(trace)

    def _part_of(self, left: Trace, right: Trace) -> str:
        """What share of the whole was observed, where a share of it is required."""
        share = _observed_share(left, right)
        if share is None:
            return ""
        whole = self.words.phrase(right.parts[1].node)
        kind = cast(ty.Share, right.parts[0].node.type)
        return say.part_of(number(share, kind, self.lang), whole)(self.lang)

    def _margin(self, operator: str, left: Trace, right: Trace, holds: bool | None) -> str:
        if holds is None or not isinstance(left.outcome, Known) or not isinstance(right.outcome, Known):
            return ""
        gap = margins.gap(left.outcome.value, right.outcome.value)
        if gap is None or operator == "≠" or (holds and operator == "="):
            return ""
        if gap == 0:
            return "" if holds else say.just_at_the_bound()(self.lang)
        parts = self._gap_parts(operator, left, right, gap, holds)
        if holds:
            return say.to_spare(parts)(self.lang) if parts else ""
        return (say.short_by if gap < 0 else say.over_by)(parts)(self.lang)

    def _gap_parts(self, operator: str, left: Trace, right: Trace, gap: Fraction, holds: bool) -> list[str]:
        kind = left.node.type
        if isinstance(kind, ty.Date):
            return [number(abs(gap), ty.Duration(DAYS), self.lang)]
        if isinstance(kind, ty.Share):
            counted = "" if holds else self._in_counts(operator, left, right)
            return [part for part in (self._points(gap, kind), counted) if part]
        share = _observed_share(left, right)
        wanted = right.parts[0].outcome if share is not None else None
        points = (
            self._points(share - cast(Fraction, wanted.value), cast(ty.Share, right.parts[0].node.type))
            if share is not None and isinstance(wanted, Known)
            else ""
        )
        gap = margins.in_whole(abs(gap), operator, holds, kind)
        return [part for part in (points, number(gap, kind, self.lang) if gap else "") if part]

    def _points(self, gap: Fraction, kind: ty.Share) -> str:
        text = number(abs(gap), kind, self.lang)
        return say.points(text[:-1], text[-1])(self.lang)

    def _in_counts(self, operator: str, left: Trace, right: Trace) -> str:
        """How far a ratio is off in the unit of what it counts: 1,260 persons."""
        ratio = self._ratio(left)
        if not isinstance(right.outcome, Known):
            return ""
        if members := self._members(left):
            needed = cast(Fraction, right.outcome.value) * members.number
            return self.words.counted(ceil(abs(needed - len(members.counted))), members.node)
        if ratio is None:
            return ""
        above, below = ratio.parts
        if not isinstance(above.outcome, Known) or not isinstance(below.outcome, Known):
            return ""
        needed = cast(Fraction, right.outcome.value) * cast(Fraction, below.outcome.value)
        gap = abs(needed - cast(Fraction, above.outcome.value))
        return number(margins.in_whole(gap, operator, False, above.node.type), above.node.type, self.lang)

    def _ratio(self, trace: Trace) -> Trace | None:
        """The quotient behind *trace*, through a definition too."""
        trace = self._behind(trace)
        return trace if isinstance(trace.node, n.Arithmetic) and trace.node.operator == "÷" else None

    def _behind(self, trace: Trace) -> Trace:
        """What *trace* is worked out from, where it is a definition."""
        while isinstance(trace.node, n.DefinitionRef) and trace.node.of is None:
            trace = self.definitions[trace.node.key]
        return trace

    def _definitions_below(self, trace: Trace, depth: int) -> Iterator[Line]:
        """How the definitions that a comparison names came to their values."""
        for node in n.walk(trace.node):
            if isinstance(node, n.DefinitionRef) and node.of is None:
                defined = self.definitions[node.key]
                text = say.worked_out_from(self.words.name(node.key), self.with_values(defined))
                yield Line(text(self.lang), depth=depth, is_remark=True, mattered=trace.mattered)

    def with_values(self, trace: Trace) -> str:
        """An expression with the values of its facts behind it; a condition that is a fact says it by itself."""
        if not trace.parts and trace.node.type == ty.YesNo():
            return self.words.phrase(trace.node)
        facts = {t.node: t for t in _leaves(trace) if not isinstance(t.node, n.Constant)}
        if over_units(trace.node):
            return self._observed(trace)
        values = say.joined([f"{self._phrase(node)} {self._value(t)}" for node, t in facts.items()], self.lang)
        expression = self._phrase(trace.node)
        return f"{expression}（{values}）" if self.lang == "zh" else f"{expression} ({values})"

    # Logic

    def _logic(self, trace: Trace, depth: int) -> Iterator[Line]:
        if isinstance(trace.node, n.Not) and not trace.parts[0].parts:
            observed = self._observed(trace.parts[0])
            yield self._line(trace, depth, Said((observed,), (say.required_yes(False)(self.lang),)))
            return
        yield self._line(trace, depth, self._heading(trace))
        for part in trace.parts[1:] if isinstance(trace.node, n.If) else trace.parts:
            yield from self.lines(part, depth + 1)

    def _heading(self, trace: Trace) -> str:
        match trace.node:
            case n.And():
                return say.all_needed(self.lang)
            case n.Or():
                return say.one_needed(self.lang)
            case n.Not():
                return say.not_wanted(self.lang)
            case n.If():
                test = trace.parts[0]
                return say.if_so(self.with_values(test), _holds(test.outcome))(self.lang)
            case n.NumberOf(bound="at most", number=0):
                return say.none_wanted(self.lang)
        node = cast(n.NumberOf, trace.node)
        held = sum(part.outcome == YES for part in trace.parts)
        open_ = sum(part.outcome not in (YES, NO) for part in trace.parts)
        return say.number_needed(node.bound, node.number, len(trace.parts), held, open_)(self.lang)

    # Months and records

    def _summary(self, trace: Trace, depth: int, parts: list[str]) -> Line:
        """The line that says of all months, records or units together what those below it say of some."""
        return self._line(trace, depth, Said(tuple(parts)))

    def _months(self, trace: Trace, depth: int) -> Iterator[Line]:
        condition = self.words.phrase(cast(n.EveryMonth, trace.node).condition)
        if not trace.parts:
            yield self._summary(trace, depth, [condition, say.no_months(self.lang)])
            return
        good = sum(part.outcome == YES for part in trace.parts)
        parts = [say.months_held(condition, good, len(trace.parts))(self.lang)]
        failing = [part for part in trace.parts if part.outcome == NO]
        open_ = [part for part in trace.parts if part.outcome not in (YES, NO)]
        parts += [say.months_failing(self._month_names(failing))(self.lang)] if failing else []
        parts += [say.months_unknown(self._month_names(open_))(self.lang)] if open_ else []
        yield self._summary(trace, depth, parts)
        for part in failing[:_MOST_SHOWN]:
            first, *rest = self.lines(part, depth + 1)
            yield first.about(_behind(say.month(part.at or 1, self.lang)))
            yield from rest

    def _month_names(self, traces: list[Trace]) -> str:
        return say.joined([say.month(trace.at or 1, self.lang) for trace in traces], self.lang)

    def _increasing(self, trace: Trace, depth: int) -> Iterator[Line]:
        months = [part for part in trace.parts if part.at is not None]
        node = cast(n.IsIncreasing, trace.node)
        yield self._summary(trace, depth, [self.words.phrase(node)])
        for before, after in pairwise(months):
            if isinstance(before.outcome, Known) and isinstance(after.outcome, Known):
                a, b = cast(Fraction, before.outcome.value), cast(Fraction, after.outcome.value)
                if b < a or (b == a and node.strictly):
                    text = say.not_increasing(self._month_names([after]), *self._two_values(before, after), fell=b < a)
                    yield Line(text(self.lang), False, depth + 1)

    def _two_values(self, before: Trace, after: Trace) -> tuple[str, str]:
        kind = cast(ty.Monthly, before.node.type).of
        return outcome_text(before.outcome, kind, self.lang), outcome_text(after.outcome, kind, self.lang)

    def _records(self, trace: Trace, depth: int) -> Iterator[Line]:
        node = cast(n.Quantified, trace.node)
        over = over_units(node)
        records = records_of(trace)
        meant = [record for record in records if not record.is_left_out]
        text = self.words.phrase(node)
        if not meant:
            nothing = say.none_meant if records else say.no_records
            if over:
                nothing = say.no_units_meant if records else self._nobody(over)
            listed = isinstance((trace if over else trace.parts[0]).outcome, Known)
            parts = [text, nothing(self.lang)] if listed else [say.observed(text, say.unknown(self.lang))(self.lang)]
            yield self._summary(trace, depth, parts)
            if over:
                yield from self._left_out(over, depth + 1)
            return
        failing = [record for record in meant if record.gives.outcome == NO and record.is_meant]
        good = [record for record in meant if record.gives.outcome == YES and record.is_meant]
        open_ = [record for record in meant if record.gives.outcome not in (YES, NO) or not record.is_meant]
        if over:
            yield from self._units(trace, over, _ByOutcome(good, failing, open_), depth)
            return
        parts = [say.records_held(text, len(good), len(meant))(self.lang)]
        if node.which == "some" and good:
            failing = open_ = []  # one is enough, so that the others are of no interest
        parts += [say.records_failing(self._record_numbers(failing))(self.lang)] if failing else []
        parts += [say.records_open(self._record_numbers(open_))(self.lang)] if open_ else []
        yield self._summary(trace, depth, parts)
        for record in failing[:_MOST_SHOWN]:
            first, *rest = self.lines(record.gives, depth + 1)
            yield first.about(_behind(say.record(record.gives.at or 1, self.lang)))
            yield from rest

    # Units below

    def _units(self, trace: Trace, over: n.Units, found: _ByOutcome, depth: int) -> Iterator[Line]:
        """The units that fail, and those of which it is not known, by name; the first few of them argued."""
        names = self._names(trace)
        failing, open_ = ([names[(r.gives.at or 1) - 1] for r in rs] for rs in (found.failing, found.open))
        if cast(n.Quantified, trace.node).which == "some" and found.good:
            failing = open_ = []
        parts = [say.units_held(self.words.phrase(trace.node), len(found.good), self.words.counted(found.number, over))]
        parts += [say.units_failing(self.words.units(failing))] if failing else []
        parts += [say.units_open(self.words.units(open_))] if open_ else []
        parts += [say.not_listed(self.words.counted(more, over), more)] if (more := self._not_listed(over)) else []
        yield self._summary(trace, depth, [part(self.lang) for part in parts])
        yield from self._left_out(over, depth + 1)
        for record, name in zip(found.failing[:_MOST_SHOWN] if failing else [], failing, strict=False):
            yield from self._unit(record.gives, name, depth + 1)

    def _unit(self, gives: Trace, name: str, depth: int) -> Iterator[Line]:
        if isinstance(gives.node, n.Verdict):
            judged = self.below.by_name["/".join([*self.inside, name])]
            titles = [result.rule.labels(self.lang) or result.rule.name for result in deciding(judged)]
            text = say.unit_ended(name, judged.status.label, self.words.units(titles))
            yield Line(text(self.lang), _holds(gives.outcome), depth, gives.mattered)
            return
        first, *rest = self.lines(gives, depth)
        yield first.about(lambda text: say.unit_line(name, text)(self.lang))
        yield from rest

    def _names(self, trace: Trace) -> list[str]:
        """The units that *trace* ranges over, by their path below the one it was looked at for."""
        before = "".join(f"{name}/" for name in self.inside)
        return [name.removeprefix(before) for name in names_in(trace)]

    def _not_listed(self, over: n.Units) -> int:
        """How many more units there are at least."""
        levels = () if self.inside else cast(ty.UnitsOf, over.type).levels
        return sum(self.below.listed(level).least for level in levels)

    def _nobody(self, over: n.Units) -> Bilingual:
        return say.no_units_judged if self.below.left_out(over, self.inside) else say.no_units

    def _left_out(self, over: n.Units, depth: int) -> Iterator[Line]:
        before = "".join(f"{name}/" for name in self.inside)
        if names := [name.removeprefix(before) for name in self.below.left_out(over, self.inside)]:
            yield Line(say.left_out(self.words.units(names))(self.lang), depth=depth, is_remark=True)

    def _members(self, trace: Trace) -> _Members | None:
        """The units behind a count or a share."""
        trace = self._behind(trace)
        over = over_units(trace.node)
        if over is None or not isinstance(trace.node, n.CountOf | n.ShareWhere) or trace.node.where is None:
            return None
        found = _Members(over, trace.node.where)
        tests = [part for part in trace.parts if part.node is trace.node.where]
        names = self._names(trace)
        if len(tests) < len(names):  # of a list without an end nobody was looked at for a share
            return None
        for name, test in zip(names, tests, strict=True):
            {YES: found.counted, NO: found.others}.get(cast(Known, test.outcome), found.open).append(name)
        return found

    def _with_count(self, trace: Trace, text: str) -> str:
        """*text*, with the number of units behind a share."""
        members = self._members(trace)
        if (
            members is None
            or not isinstance(self._behind(trace).node, n.ShareWhere)
            or isinstance(trace.outcome, Unknown)
        ):
            return text
        more, low = self._not_listed(members.node), len(members.counted)
        counted = self.words.counted(members.number + more, members.node)
        return say.with_count(text, say.some_of(low, low + len(members.open) + more, counted)(self.lang))(self.lang)

    def _decided_by(self, trace: Trace) -> Iterator[str]:
        """Which units could still decide a comparison that is not known."""
        if isinstance(trace.outcome, Known):
            return
        sides = [found for found in map(self._members, trace.parts) if found]
        if names := list(dict.fromkeys(name for found in sides for name in found.open)):
            yield say.decided_by(self.words.units(names, either=True))(self.lang)
        for over in {found.node.type: found.node for found in sides}.values():
            if more := self._not_listed(over):
                yield say.not_listed(self.words.counted(more, over), more)(self.lang)

    def _members_below(self, trace: Trace, depth: int) -> Iterator[Line]:
        """The units that keep a comparison from holding, by name, and those that were left out."""
        said: set[str] = set()
        for side, found in zip(trace.parts, map(self._members, trace.parts), strict=True):
            if found is None:
                continue
            operator = cast(n.Compare, trace.node).operator
            wanted = _wanted(MIRRORED[operator] if side is trace.parts[1] else operator, side, trace)
            few = wanted == "fewer"
            names = {"more": found.others, "fewer": found.counted}.get(wanted, [])
            texts = [_members_text(found.where, counted=few)(self.words.units(names))] if names else []
            if found.open and isinstance(trace.outcome, Known):
                texts.append(say.units_open(self.words.units(found.open)))
            lines = [Line(text(self.lang), depth=depth, is_remark=True, mattered=trace.mattered) for text in texts]
            for line in (*lines, *self._left_out(found.node, depth)):
                if line.text not in said:
                    said.add(line.text)
                    yield line

    def _record_numbers(self, records: list[RecordTrace]) -> str:
        return say.joined([str(record.gives.at) for record in records], self.lang)


def _behind(place: str) -> Callable[[str], str]:
    return lambda text: f"{place} {text}"


def _wanted(operator: str, side: Trace, trace: Trace) -> str:
    """Whether more of what *side* counts, or fewer, would do; empty where neither can be said."""
    if operator != "=":
        return {"≥": "more", ">": "more", "≤": "fewer", "<": "fewer"}.get(operator, "")
    other = next(part for part in trace.parts if part is not side)
    if trace.outcome != NO or not isinstance(other.outcome, Known):
        return ""
    low = side.outcome.low if isinstance(side.outcome, Bounds) else cast(Known, side.outcome).value
    return "more" if cast(Fraction, low) < cast(Fraction, other.outcome.value) else "fewer"


def _members_text(where: n.Node, *, counted: bool) -> Callable[[str], Bilingual]:
    """How the units are named that are counted, or that are not."""
    if isinstance(where, n.Verdict):
        return lambda names: say.units_judged(names, passing=where.passes == counted)
    return lambda names: say.units_among(names, counted=counted)


def _observed_share(left: Trace, right: Trace) -> Fraction | None:
    """What share of the whole on the right the left side is."""
    if not isinstance(right.node, n.ShareOf) or not isinstance(left.outcome, Known):
        return None
    whole = right.parts[1].outcome
    if not isinstance(whole, Known) or not whole.value:
        return None
    return cast(Fraction, left.outcome.value) / cast(Fraction, whole.value)


def _leaves(trace: Trace) -> Iterator[Trace]:
    """The leaves of *trace*; what is looked at once a month or a record is summed up by its list."""
    if not trace.parts or over_units(trace.node):
        yield trace
        return
    for part in trace.parts:
        if part.at is None:
            yield from _leaves(part)
