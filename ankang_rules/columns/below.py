"""Conditions about the units below → SQL: counts, shares, sums and quantifiers as aggregates over tables of units."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, cast

from attrs import define, evolve, field, frozen

from ankang_rules.columns import numbers
from ankang_rules.columns.capabilities import Gap
from ankang_rules.columns.decode import Column, Decoder
from ankang_rules.columns.frames import Counted, Frame
from ankang_rules.columns.sites import Site
from ankang_rules.columns.standing import NEVER, Standing
from ankang_rules.columns.translate import Translator, disjunction
from ankang_rules.columns.values import FALSE, TRUE, Between, Cell, Day, Number, Records, Series, Truth, Value
from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Indicator, Level
from ankang_rules.evaluate.units import applies_to_all
from ankang_rules.model import types as ty

_NONE: Final = 10**9
"""Deeper than any unit in hand: what has been read of none of them."""


@frozen
class Range:
    """The units of one level below the one in hand, all at one *site*, and *by* which column they belong to it."""

    site: Site
    by: str
    level: str


@frozen
class Listing:
    """The units of some levels: those listed, in *ranges*, and how many more there are beside them.

    *rest* is their number, None where there are never any; where *open* holds nobody knows it.
    """

    ranges: tuple[Range, ...]
    open: str
    rest: Number | None = None

    @property
    def doubt(self) -> str:
        """Whether anything has to be reckoned with beside the listed units."""
        return self.open if self.rest is None else f"({self.open} OR {self.rest.sql} > 0)"


@frozen
class Aggregate:
    """A *function* over the *value* of those units that *where* holds for."""

    function: str
    value: str = "1"
    where: str = ""

    @property
    def sql(self) -> str:
        filtered = f" FILTER (WHERE {self.where})" if self.where else ""
        return f"{self.function}({self.value}){filtered}"


@frozen
class Cases:
    """How many units a rule about each is *failing*, *unknown* and *passing* for, and the *doubt* beside them."""

    failing: str
    unknown: str
    passing: str
    doubt: str

    @property
    def standing(self) -> Standing:
        """The rule as a whole, by *all of*."""
        open_ = f"({self.unknown} > 0 OR {self.doubt})"
        holds = f"(CASE WHEN {self.failing} > 0 THEN FALSE WHEN {open_} THEN NULL ELSE TRUE END)"
        return Standing(holds, f"({self.failing} + {self.passing} > 0 OR {open_})")


@define(eq=False, slots=False)
class OverUnits(Translator):
    """Translates expressions of the ruleset of *site*; *held* are its registers, by the key of the indicator."""

    site: Site = field(kw_only=True)
    counted: Counted = field(factory=Counted, kw_only=True)
    held: dict[str, str] = field(factory=dict, init=False)
    """Columns of the registers, without those of which more units are listed."""
    too_small: list[tuple[Level, str, str, str]] = field(factory=list, init=False)
    """Of each register: its level, whether more units are listed, the total, and how many are listed."""

    def __attrs_post_init__(self) -> None:
        self.facts = facts = dict(self.facts)
        self.frames = [Frame(self.site, None, self.facts, self.counted)]
        self._reached = _NONE
        """The outermost unit in hand of which anything was read."""
        self._reading: set[str] = set()
        """The definitions that read facts at all."""
        for level in self.core.levels:
            if level.register is not None:
                facts[level.register] = self._hold(level.register, level)

    def _hold(self, register: str, level: Level) -> Number:
        """No rule can use a total of which more units are listed, whether it speaks of them or of the number."""
        total, site = cast(Number, self.facts[register]), self._site_of(level.key)
        listed = Number(self._number(site), most=site.rows, signed=False)
        name, wrong = f"_h{len(self.held)}", numbers.compare("<", whole(total), listed)
        self.held[name] = f"(CASE WHEN NOT {wrong} THEN {total.sql} END)"
        self.too_small.append((level, wrong, whole(total).sql, listed.sql))
        return evolve(total, sql=name)

    def _site_of(self, level: str) -> Site:
        site = self.site
        for key in self._way(level, None):
            site = site.below[key]
        return site

    def value(self, node: n.Node) -> Value:
        over = _OVER.get(type(node))
        return over(self, node) if over else super().value(node)

    # What is read of the units in hand

    def _touch(self, index: int) -> None:
        self._reached = min(self._reached, index)

    def _index(self, between: int) -> int:
        """The place among the units in hand of the one that *between* steps lead out to."""
        return len(self.frames) - 1 - between

    def fact(self, node: n.Fact) -> Value:
        index = self._index(node.unit)
        self._touch(index)
        facts = self.frames[index].facts
        return facts[node.key] if node.key in facts else self._never_given(node.type)

    def _never_given(self, kind: ty.Type) -> Value:
        """A fact that units of this place cannot have, since their own ruleset has something else of that name."""
        return Decoder().fact(Indicator("", "", kind), "", Column(None))

    def definition(self, node: n.DefinitionRef) -> Value:
        if node.of is not None:
            index = self._index(node.unit)
            self._touch(index)
            found = self.frames[index].site.shown.definitions.get(node.key)
            if found is None:
                return self._never_given(node.type)
            if isinstance(found, str):
                raise Gap(found)
            return found
        if node.key not in self._defined:
            self._defined[node.key] = self._define(node.key)
        value, level = self._defined[node.key]
        self._level = max(self._level, level)
        if node.key in self._reading:
            self._touch(0)
        return value

    def _define(self, key: str) -> tuple[Value, int]:
        """A definition is about the unit itself, whatever is in hand; one that reads no fact needs no column."""
        before = self.frames, self._reached, self._level, self._records, self._month
        self.frames, self._reached, self._level, self._records, self._month = self.frames[:1], _NONE, 0, [], None
        value = self.value(next(d.expression for d in self.core.definitions if d.key == key))
        level, reads = self._level, self._reached != _NONE
        self.frames, self._reached, self._level, self._records, self._month = before
        if reads:
            self._reading.add(key)
        if not reads or isinstance(value, Series | Records):
            return value, level
        while len(self.layers) <= level:
            self.layers.append({})
        return self._kept(value, self.layers[level], f"d{len(self._defined)}_{level}"), level + 1

    def _kept(self, value: Value, layer: dict[str, str], name: str) -> Value:
        found = super()._kept(value, layer, name)
        if isinstance(value, Between) and isinstance(found, Between):
            return evolve(found, open=_flag(value.open, layer, f"{name}o"), loose=_flag(value.loose, layer, f"{name}s"))
        return found

    def _absent(self, node: n.Node, value: Cell) -> str:
        return value.absent if self._is_bare_date(node) else FALSE

    def _is_bare_date(self, node: n.Node) -> bool:
        core = self.core
        while isinstance(node, n.DefinitionRef | n.MonthOf):
            if isinstance(node, n.MonthOf):
                node = node.series
                continue
            if node.of is not None:
                core = self.frames[self._index(node.unit)].site.place.core
            node = next(d.expression for d in core.definitions if d.key == node.key)
        return isinstance(node, n.Fact | n.FieldRef)

    # Which units there are

    def _listing(self, node: n.Node) -> Listing | None:
        """Return the units that *node* names below the one in hand; None where it names something else."""
        if not isinstance(node, n.Units):
            return None
        self._touch(len(self.frames) - 1)
        found = [self._of_level(key) for key in cast(ty.UnitsOf, node.type).levels]
        rests = [one.rest for one in found if one.rest is not None]
        rest = numbers.total(rests[0], rests[1]) if len(rests) > 1 else rests[0] if rests else None
        for more in rests[2:]:
            rest = numbers.total(cast(Number, rest), more)
        ranges = tuple(one for each in found for one in each.ranges)
        return Listing(ranges, disjunction([one.open for one in found]), rest)

    def _of_level(self, key: str) -> Listing:
        frame = self.frames[-1]
        above, listing = frame.site, Listing((), FALSE)
        for level in self._way(key, frame.level):
            if level not in above.below:
                return Listing((), TRUE)  # nobody can be listed there, and so it is not known who there is
            site = above.below[level]
            lists = frame.listed(level) if above is frame.site else None
            missing = (
                f"(NOT {lists})"
                if lists
                else f"({self._number(above, f'NOT {above.column(above.listed(level))}')} > 0)"
            )
            missing = f"({missing} OR {listing.doubt})" if listing.doubt != FALSE else missing
            listing = self._counted(Range(site, site.ancestor(frame.site.depth), level), missing)
            above = site
        return listing

    def _way(self, key: str, at: str | None) -> Iterator[str]:
        """Yield the keys of the levels from just below *at* down to *key*."""
        level = self.core.level(key)
        assert level is not None
        if level.parent is not None and level.parent != at:
            yield from self._way(level.parent, at)
        yield key

    def _counted(self, found: Range, missing: str) -> Listing:
        """Hold what is listed against the register of the level, which speaks of the unit the ruleset judges."""
        level = self.core.level(found.level)
        register = level.register if level and len(self.frames) == 1 else None
        if register is None:
            return Listing((found,), missing)
        total = whole(cast(Number, self.facts[register]))
        listed = Number(self._number(found.site), most=found.site.rows, signed=False)
        rest = numbers.total(total, numbers.negative(listed))
        open_ = f"coalesce({rest.sql} < 0, TRUE)"
        held = evolve(rest, sql=f"(CASE WHEN {rest.sql} >= 0 THEN {rest.sql} ELSE 0 END)", signed=False)
        return Listing((found,), open_, held)

    # Aggregates

    def _number(self, site: Site, where: str = "", frame: Frame | None = None) -> str:
        """Return how many units of *site* are below the one in hand, of those that *where* holds for."""
        if not site.rows:
            return "0::BIGINT"
        return f"coalesce({self._aggregated(site, Aggregate('count', where=where), frame)}, 0)"

    def _aggregated(self, site: Site, wanted: Aggregate, frame: Frame | None) -> str:
        """Return what is *wanted* over the units of *site* below the one in hand, translated in *frame*."""
        outer = self.frames[-1]
        by, relation = site.ancestor(outer.site.depth), frame.relation() if frame else site.table
        if frame is None or frame.is_closed:
            return outer.joined(relation, by, wanted.sql)
        if self._records:
            raise Gap("part of a list")  # a query cannot stand inside what is done for each record
        # What is read of units further out is looked up first: an aggregate over nothing else would be one of theirs.
        first = f"SELECT {wanted.value} AS _v, {wanted.where or TRUE} AS _w FROM {relation} WHERE {by} = {outer.id}"
        return f"(SELECT {evolve(wanted, value='_v', where='_w').sql} FROM ({first}))"

    @contextmanager
    def _member(self, found: Range) -> Iterator[Frame]:
        """Have one of the units *found* in hand, and learn whether more is read than what stands in its own table."""
        index, before = len(self.frames), self._reached
        self._reached = _NONE
        inner = Frame(found.site, found.level, found.site.shown.facts, self.counted, records=len(self._records))
        self.frames = [*self.frames, inner]
        yield inner
        self.frames = self.frames[:-1]
        inner.is_closed = self._reached >= index
        self._reached = min(self._reached, before)

    def field(self, node: n.FieldRef) -> Value:
        at = len(self._records) - 1 - node.depth
        self._touch(max(index for index, frame in enumerate(self.frames) if frame.records <= at))
        return super().field(node)

    def verdict(self, node: n.Verdict) -> Value:
        self._touch(len(self.frames) - 1)
        passes = self.frames[-1].site.column("v")
        return Truth(passes if node.passes else f"(NOT {passes})")

    def _judged(self, found: Range, node: n.Node) -> str:
        return f" AND {found.site.column('p')}" if cast(n.Units, node).judged else ""

    def quantified(self, node: n.Quantified) -> Value:
        listing = self._listing(node.records)
        if listing is None:
            return super().quantified(node)
        strong = FALSE if node.which == "every" else TRUE
        sure, doubtful = [], []
        for one in listing.ranges:
            with self._member(one) as frame:
                each = self._each(node) if one.site.rows else TRUE
            judged = self._judged(one, node.records)
            sure.append(self._number(one.site, f"({each}) IS {strong}{judged}", frame))
            doubtful.append(self._number(one.site, f"({each}) IS NULL{judged}", frame))
        weak = TRUE if node.which == "every" else FALSE
        return Truth(folded(strong, weak, sure, doubtful, listing.doubt))

    def _each(self, node: n.Quantified) -> str:
        condition = self.condition(node.condition)
        if node.where is None:
            return condition
        where = self.condition(node.where)
        return f"((NOT {where}) OR {condition})" if node.which == "every" else f"({where} AND {condition})"

    def each(self, level: str, case: Callable[[], Standing]) -> Cases:
        """Return how what *case* is for one unit of *level* stands for all of them."""
        listing = self._of_level(level)
        self._touch(0)
        failing, unknown, passing = [], [], []
        for one in listing.ranges:
            with self._member(one) as frame:
                found = case() if one.site.rows else NEVER
            also = f" AND {found.applies}" if found.applies else ""
            failing.append(self._number(one.site, f"NOT {found.holds}{also}", frame))
            unknown.append(self._number(one.site, f"{found.holds} IS NULL{also}", frame))
            passing.append(self._number(one.site, f"{found.holds}{also}", frame))
        failed, open_, passed = (" + ".join(part or ["0"]) for part in (failing, unknown, passing))
        return Cases(failed, open_, passed, listing.doubt)

    def count_of(self, node: n.CountOf) -> Value:
        listing = self._listing(node.records)
        if listing is None:
            return super().count_of(node)
        low, high = self._of_members(listing, node.records, node.where)
        if listing.rest is not None:
            high = numbers.total(high, listing.rest)
            low = numbers.total(low, listing.rest) if node.where is None else low
        return Between(low, high, listing.open)

    def _of_members(self, listing: Listing, units: n.Node, where: n.Node | None) -> tuple[Number, Number]:
        """Return how many of the listed units *where* holds for, and how many it may hold for."""
        low, high = [], []
        for one in listing.ranges:
            with self._member(one) as frame:
                held = self.condition(where) if where is not None and one.site.rows else TRUE
            judged = self._judged(one, units)
            low.append(self._as_number(one, f"({held}) IS TRUE{judged}", frame))
            high.append(self._as_number(one, f"({held}) IS NOT FALSE{judged}", frame))
        return _total(low), _total(high)

    def _as_number(self, found: Range, where: str, frame: Frame | None) -> Number:
        return Number(self._number(found.site, where, frame), most=found.site.rows, signed=False)

    def share_where(self, node: n.ShareWhere) -> Value:
        listing = self._listing(node.records)
        if listing is None:
            return super().share_where(node)
        low, high = self._of_members(listing, node.records, node.where)
        members = self._of_members(listing, node.records, None)[0]
        under = members if listing.rest is None else numbers.total(members, listing.rest)
        high = high if listing.rest is None else numbers.total(high, listing.rest)
        loose, nobody = self._may_be_others(node, listing, members)
        known = f"NOT {listing.open} AND {under.sql} > 0"
        if nobody != FALSE:
            known += f" AND NOT ({low.sql} <> {high.sql} AND {nobody})"

        def over(top: Number) -> Number:
            sql = f"(CASE WHEN {known} THEN {top.sql} END)"
            return evolve(top, sql=sql, under=f"nullif({under.sql}, 0)", under_most=max(under.most, 1))

        return Between(over(low), over(high), loose=loose)

    def _may_be_others(self, node: n.ShareWhere, listing: Listing, members: Number) -> tuple[str, str]:
        """A share of verdicts, where units in doubt may turn out not to be judged, and so do not count at all.

        Return whether that is so, and whether it may be so of all of them.
        """
        if not isinstance(node.where, n.Verdict):
            return FALSE, FALSE
        cores = (cast(Any, self.core.level(one.level)).core for one in listing.ranges)
        all_apply = all(applies_to_all(core, self.asked.as_of) for core in cores)
        doubtful = _total(
            [
                self._as_number(one, f"{one.site.column('m')}{self._judged(one, node.records)}", None)
                for one in listing.ranges
            ]
        )
        more = FALSE if listing.rest is None else f"({listing.rest.sql} > 0)"
        others = FALSE if all_apply else more
        loose = f"({others} OR {doubtful.sql} > 0)"
        no_more = "TRUE" if others == more else f"(NOT {more})"
        return loose, f"({doubtful.sql} = {members.sql} AND {no_more} AND {loose})"

    def aggregate(self, node: n.Aggregate) -> Value:
        listing = self._listing(node.records)
        if listing is None:
            return super().aggregate(node)
        if len(listing.ranges) > 1:
            raise Gap("units")
        if not listing.ranges:
            return self._never_given(node.type)
        one = listing.ranges[0]
        with self._member(one) as frame:
            where = self.condition(node.where) if node.where is not None else TRUE
            operand = self._plain(node.operand)
        doubts = self._number(one.site, f"({where}) IS NULL OR (({where}) AND ({operand.sql}) IS NULL)", frame)
        known = f"NOT {listing.doubt} AND {doubts} = 0"
        return self._of_values(node.which, one.site, frame, operand, f"({where}) IS TRUE", known)

    def _of_values(self, which: str, site: Site, frame: Frame, operand: Cell, where: str, known: str) -> Cell:
        if isinstance(operand, Number) and operand.under is not None:
            raise Gap("ratio in a list")
        sql = {"lowest": "min", "highest": "max"}.get(which, "sum")
        found = self._aggregated(site, Aggregate(sql, operand.sql, where), frame) if site.rows else "NULL"
        if not isinstance(operand, Number):
            kind = "DATE" if isinstance(operand, Day) else "VARCHAR"
            return evolve(operand, sql=f"(CASE WHEN {known} THEN CAST({found} AS {kind}) END)", absent=FALSE)
        most = max(operand.most, 1) * (max(site.rows, 1) if sql == "sum" else 1)
        if sql == "sum":
            found = f"coalesce({found}, 0)"
        whole = f"(CASE WHEN {known} THEN CAST({found} AS {numbers.type_for(most)}) END)"
        summed = evolve(operand, sql=whole, most=most, constant=None, absent=FALSE)
        if which != "average":
            return summed
        members = f"nullif({self._number(site, where, frame)}, 0)"
        sql = f"(CASE WHEN {members} > 0 THEN {whole} END)"
        return evolve(summed, sql=sql, under=members, under_most=max(site.rows, 1))


def _flag(sql: str, layer: dict[str, str], name: str) -> str:
    if sql == FALSE:
        return sql
    layer[name] = sql
    return name


def folded(strong: str, weak: str, sure: Sequence[str], doubtful: Sequence[str], doubt: str) -> str:
    """Return *strong* where it is *sure* of any unit, unknown where it is in *doubt*, and *weak* elsewhere."""
    some = disjunction([f"{number} > 0" for number in sure])
    open_ = " OR ".join([*(f"{number} > 0" for number in doubtful), doubt])
    return f"(CASE WHEN {some} THEN {strong} WHEN {open_} THEN NULL::BOOLEAN ELSE {weak} END)"


def _total(each: Sequence[Number]) -> Number:
    first, *rest = each or [Number("0::BIGINT", signed=False)]
    for more in rest:
        first = numbers.total(first, more)
    return first


def whole(value: Number) -> Number:
    """Return a number that is always whole without a scale."""
    if value.scale == 1:
        return value
    top, bottom = value.scale.numerator, value.scale.denominator
    return Number(f"(({value.sql} * {top}) // {bottom})", most=value.most * top // bottom + 1, signed=value.signed)


_OVER: dict[type[n.Node], Callable[[OverUnits, Any], Value]] = {
    n.Verdict: OverUnits.verdict,
    n.Fact: OverUnits.fact,
    n.DefinitionRef: OverUnits.definition,
    n.FieldRef: OverUnits.field,
    n.Quantified: OverUnits.quantified,
    n.CountOf: OverUnits.count_of,
    n.ShareWhere: OverUnits.share_where,
    n.Aggregate: OverUnits.aggregate,
}
