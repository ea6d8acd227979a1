"""The ruleset of one site as a SELECT over its units: a row of statuses for each, and what rules above read of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from attrs import define, field

from ankang_rules.columns import messages
from ankang_rules.columns.below import Cases, OverUnits
from ankang_rules.columns.capabilities import Gap, What
from ankang_rules.columns.numbers import TooLarge
from ankang_rules.columns.plan import Plan, decided, selected
from ankang_rules.columns.sites import ID, INVALID, OWN, Shown, Site
from ankang_rules.columns.standing import NEVER, Standing, any_of, under
from ankang_rules.columns.text import quoted
from ankang_rules.columns.translate import Translator, conjunction
from ankang_rules.columns.values import FALSE, Value, through
from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Group, Indicator, Rule
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.evaluate.judge import AskedOf, Judging, whens_about
from ankang_rules.facts.facts import Facts
from ankang_rules.facts.places import Place
from ankang_rules.model.types import Type


@define(eq=False, slots=False)
class TreePlan(Plan):
    """The statement for the ruleset of *site*; *asked_of* says what is asked of others."""

    site: Site = field(kw_only=True)
    asked_of: AskedOf = field(kw_only=True)
    _exported: dict[str, str] = field(factory=dict, init=False)
    _may_not: dict[str, str] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        self.site.shown = Shown(self._shown_facts(), dict(self._shown_definitions()))

    # Facts

    def _translator(self) -> Translator:
        return OverUnits(self.core, self.asked, self._facts(), site=self.site)

    @property
    def over(self) -> OverUnits:
        assert isinstance(self.translator, OverUnits)
        return self.translator

    def _facts(self) -> dict[str, Value]:
        found = super()._facts()
        for key in read_above(self.site.place):
            if key not in found and (indicator := indicator_at(self.site.place, key)) is not None:
                found[key] = self.table.decoded(indicator, f"f{len(found)}", self.decoder)
        self.decoded = dict(found)
        return found

    def _judging(self) -> Judging:
        return Judging(self.core, Facts(), self.asked, of_others=self.asked_of)

    # What rules above read

    def _shown_facts(self) -> dict[str, Value]:
        facts = self.over.frames[0].facts
        return {key: through(facts[key], self._export) for key in read_above(self.site.place) if key in facts}

    def _export(self, sql: str) -> str:
        found = next((called for called, known in self._exported.items() if known == sql), None)
        if found is None:
            found = self.site.column(f"x{len(self._exported)}")
            self._exported[found] = sql
        return found

    def _shown_definitions(self) -> Iterator[tuple[str, Value | What]]:
        judging = self._judging()
        for key, kind in defined_above(self.site.place).items():
            if not judging.is_defined(key):
                continue  # rules that read it do not apply
            try:
                yield key, through(self.translator.value(n.DefinitionRef(type=kind, key=key)), self._export)
            except TooLarge:
                yield key, "too large"
            except Gap as gap:
                yield key, gap.what

    # Rules

    def _rule(self, rule: Rule, translator: Translator) -> Standing:
        group = next((group for group in self.core.groups if group.key == rule.group), None)
        whens = whens_about(self.core, group, rule)
        outside = [translator.condition(when) for _, when, of_unit in whens if rule.for_each is None or not of_unit]
        may_not = f"({conjunction(outside)} IS DISTINCT FROM TRUE)" if outside else FALSE
        if rule.for_each is None:
            self._may_not[rule.id] = may_not
            return under(outside, lambda: Standing(decided(rule, translator)))
        cases = self.over.each(rule.for_each, lambda: self._case(rule))
        found = cases.standing
        none = f"({cases.failing} + {cases.passing} = 0)"  # of those in doubt none is sure to apply
        self._may_not[rule.id] = f"({may_not} OR {none})"
        return under(outside, lambda: found)

    def _case(self, rule: Rule) -> Standing:
        """How a rule about each unit of a level stands for the one in hand."""
        group = next((group for group in self.core.groups if group.key == rule.group), None)
        inside = [self.translator.condition(w) for _, w, of_unit in whens_about(self.core, group, rule) if of_unit]
        return under(inside, lambda: Standing(decided(rule, self.translator)))

    def _group(self, at: int, group: Group) -> Standing | None:
        if group.for_each is None or not group.any_of:
            return super()._group(at, group)
        inside = [rule for rule in self.core.rules if rule.group == group.key]
        musts = [rule for rule in inside if rule.force == "must"]
        if inside and not musts:
            return None
        judging = self._judging()
        meant = [rule for rule in musts if not judging.bars(rule)]
        if not meant:
            return NEVER
        return self._kept(f"e{at}", self._enough_for_each(group, meant))

    def _enough_for_each(self, group: Group, rules: list[Rule]) -> Standing:
        """One rule is enough for each unit, and not the same for all."""
        assert group.for_each is not None
        cases: Cases = self.over.each(group.for_each, lambda: any_of([self._case(rule) for rule in rules]))
        whens = [] if self.core.when is None else [self.translator.condition(self.core.when)]
        return under(whens, lambda: cases.standing)

    def _may_not_apply(self) -> str:
        musts = [rule for rule in self.core.rules if rule.force == "must"]
        return conjunction([self._may_not.get(rule.id, "TRUE") for rule in musts])

    # The statement

    @cached_property
    def columns(self) -> dict[str, str]:
        found = dict(super().columns)
        found["invalid"] = self._invalid()
        return found

    @cached_property
    def kinds(self) -> dict[str, str]:
        unit = {"unit": "VARCHAR", "parent": "VARCHAR"}
        return {**unit, **super().kinds}

    def _measure(self, at: int, rule: Rule, standing: Standing, translator: Translator) -> Iterable[Diagnostic]:
        """A rule about each unit of a level has no margin of its own."""
        return super()._measure(at, rule, NEVER if rule.for_each else standing, translator)

    def _invalid(self) -> str:
        """What is wrong with facts: of cells, and registers of which more units are listed."""
        if not (wrong := self._too_small()):
            return f"coalesce({INVALID}, [])"
        found = f"list_filter([{', '.join(wrong)}], lambda t: t IS NOT NULL)"
        return f"list_concat(coalesce({INVALID}, []), {found})"

    def _too_small(self) -> dict[str, str]:
        """What is said of each register of which more units are listed; NULL where that is not so."""
        found = {}
        for at, (level, wrong, total, listed) in enumerate(self.over.too_small):
            register = next(i for i in self.core.indicators if i.key == level.register)
            text = messages.register_too_small(level, register)
            said = f"concat({quoted(text[0])}, {total}, {quoted(text[1])}, {listed}, {quoted(text[2])})"
            found[f"_w{at}"] = f"(CASE WHEN {wrong} THEN {said} END)"
        return found

    def judged(self, rows: str) -> str:
        """Return the SELECT that judges the decoded *rows*."""
        held = {**self.over.held, **self._too_small()}
        sql = self.over.frames[0].relation(f"(SELECT *, {ID} AS {OWN} FROM {rows})")
        sql = f"SELECT *, {selected(held)} FROM {sql}" if held else f"SELECT * FROM {sql}"
        for layer in self._layers:
            sql = f"SELECT *, {selected(layer)} FROM ({sql})" if layer else sql
        kept = {one: one for one in (ID, "unit", "parent", INVALID, *self._ids(), *self._too_small())}
        kept |= {**self._exported, **self._standings, "_m": self._may_not_apply()}
        kept |= {called: part for one in self._margins.values() for called, part in one.parts.items()}
        sql = self.folded(f"SELECT {selected(kept)} FROM ({sql})")
        shown = {**{one: one for one in (ID, "unit", "parent")}, **self.columns, **self._for_above()}
        return f"SELECT {selected(shown)} FROM ({sql})"

    def _ids(self) -> list[str]:
        return [*(f"_a{depth}" for depth in range(self.site.depth)), *(f"_g{at}" for at in range(len(self.site.below)))]

    def _for_above(self) -> dict[str, str]:
        """The columns that only rules about units above read."""
        site, whole = self.site, self.whole
        applies = whole.applies or "TRUE"
        found = {site.ancestor(depth): f"_a{depth}" for depth in range(site.depth)}
        found |= {site.ancestor(site.depth): ID}
        found |= {site.column(f"g{at}"): f"_g{at}" for at in range(len(site.below))}
        found |= {site.column("v"): f"(CASE WHEN {applies} THEN {whole.holds} ELSE FALSE END)"}
        found |= {site.column("p"): applies, site.column("m"): "_m"}
        return found | {called: called for called in self._exported}


def indicator_at(place: Place, key: str) -> Indicator | None:
    """Return what the facts of units at *place* under *key* are about: the word of their own ruleset goes first."""
    own = {p.key for p in place.core.parameters} | {d.key for d in place.core.definitions}
    if key in own:
        return None
    rulesets = dict.fromkeys((place.core, *place.tree))
    return next((i for ruleset in rulesets for i in ruleset.indicators if i.key == key), None)


def _expressions_above(place: Place) -> Iterator[n.Node]:
    for ruleset, level in place.around:
        if level is not None:
            for expression in ruleset.expressions():
                yield from n.walk(expression)


def read_above(place: Place) -> list[str]:
    """Return the keys of the facts that rules about units above *place* may read."""
    return list(dict.fromkeys(node.key for node in _expressions_above(place) if isinstance(node, n.Fact)))


def defined_above(place: Place) -> dict[str, Type]:
    """Return the definitions of the ruleset of *place* that rules about units above read, with their types."""
    own = {d.key: d.type for d in place.core.definitions}
    refs = (node for node in _expressions_above(place) if isinstance(node, n.DefinitionRef) and node.of is not None)
    return {node.key: own[node.key] for node in refs if node.key in own}
