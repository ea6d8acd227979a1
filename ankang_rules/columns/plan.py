"""A ruleset as one SELECT over a table: a row in, a row of statuses out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from attrs import define, field

from ankang_rules.columns import margins, messages
from ankang_rules.columns.capabilities import Gap
from ankang_rules.columns.decode import Decoder
from ankang_rules.columns.headings import Table
from ankang_rules.columns.margins import Margins
from ankang_rules.columns.numbers import TooLarge
from ankang_rules.columns.standing import NEVER, Standing, all_of, and_applies, any_of, under
from ankang_rules.columns.text import CELLS, LISTS, NUMBER, ODD, name, quoted
from ankang_rules.columns.translate import Translator, disjunction
from ankang_rules.columns.values import Day, Value
from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import Group, Rule, RulesetCore
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.errors import EngineError
from ankang_rules.evaluate.judge import Judging, whens_of
from ankang_rules.evaluate.reference import Asked
from ankang_rules.facts.facts import Facts


@define(eq=False, slots=False)
class Plan:
    """The statement for *core* on *table*, as its parts."""

    core: RulesetCore
    asked: Asked
    table: Table
    with_margins: bool = False
    decoder: Decoder = field(factory=Decoder)
    _layers: list[dict[str, str]] = field(factory=list)
    _standings: dict[str, str] = field(factory=dict)
    _margins: dict[str, Margins] = field(factory=dict)
    """By the id of the rule."""

    def __attrs_post_init__(self) -> None:
        self.translator = translator = self._translator()
        self.rules = [self._kept(f"r{at}", one) for at, one in enumerate(self._all_rules(translator))]
        self._layers = translator.layers
        self._folds: dict[str, str] = {}
        self.groups = {group.key: self._group(at, group) for at, group in enumerate(self.core.groups)}
        self._top: dict[str, str] = {}
        self.whole = self._folded("w", self._whole(), self._top)

    def _translator(self) -> Translator:
        return Translator(self.core, self.asked, self._facts())

    # Facts

    def _facts(self) -> dict[str, Value]:
        read = {*_read(self.core), *(level.register for level in self.core.levels)}
        wanted = [indicator for indicator in self.core.indicators if indicator.key in read]
        return {one.key: self.table.decoded(one, f"f{at}", self.decoder) for at, one in enumerate(wanted)}

    @property
    def odd(self) -> str | None:
        """The condition under which a row is left to the reference; None where no row is."""
        odd = [*self.decoder.odd, *([f"{CELLS} IS NOT NULL"] if self.table.is_csv else [])]
        return f"coalesce({disjunction(odd)}, FALSE)" if odd else None

    # Rules

    def _all_rules(self, translator: Translator) -> list[Standing]:
        judging = self._judging()
        problems: list[Diagnostic] = []
        found: list[Standing] = []
        for at, rule in enumerate(self.core.rules):
            try:
                found.append(NEVER if judging.bars(rule) else self._rule(rule, translator))
                problems += self._measure(at, rule, found[-1], translator)
            except TooLarge:
                problems.append(messages.gap(rule, "too large"))
            except Gap as gap:
                problems.append(messages.gap(rule, gap.what))
        if problems:
            raise EngineError(problems)
        return found

    def _judging(self) -> Judging:
        return Judging(self.core, Facts(), self.asked)

    def _rule(self, rule: Rule, translator: Translator) -> Standing:
        if rule.for_each is not None:
            raise Gap("units")
        group = next((group for group in self.core.groups if group.key == rule.group), None)
        whens = [translator.condition(when) for when in whens_of(self.core, group, rule)]
        return under(whens, lambda: Standing(decided(rule, translator)))

    def _measure(self, at: int, rule: Rule, standing: Standing, translator: Translator) -> Iterable[Diagnostic]:
        if not self.with_margins or not margins.has_margin(self.core, rule):
            return
        if standing is NEVER:
            self._margins[rule.id] = Margins.never()
            return
        try:
            self._margins[rule.id] = margins.of_rule(rule, translator, f"m{at}")
        except TooLarge:
            yield messages.margin_too_large(rule)

    def _kept(self, prefix: str, standing: Standing) -> Standing:
        if standing is NEVER:
            return NEVER
        self._standings[prefix] = standing.holds
        if standing.applies is None:
            return Standing(prefix)
        self._standings[f"{prefix}p"] = standing.applies
        return Standing(prefix, f"{prefix}p")

    # Folding

    def _group(self, at: int, group: Group) -> Standing | None:
        pairs = list(zip(self.core.rules, self.rules, strict=True))
        inside = [(rule, standing) for rule, standing in pairs if rule.group == group.key]
        decisive = [standing for rule, standing in inside if rule.force == "must"]
        if inside and not decisive:
            return None
        return self._folded(f"g{at}", any_of(decisive) if group.any_of else all_of(decisive), self._folds)

    def _whole(self) -> Standing:
        pairs = zip(self.core.rules, self.rules, strict=True)
        loose = [standing for rule, standing in pairs if rule.group is None and rule.force == "must"]
        return all_of([*loose, *(one for one in self.groups.values() if one is not None)])

    def _folded(self, prefix: str, standing: Standing, layer: dict[str, str]) -> Standing:
        """Have *standing* computed once, as columns of *layer*."""
        if standing is NEVER:
            return NEVER
        layer[prefix] = standing.holds
        if standing.applies is None:
            return Standing(prefix)
        layer[f"{prefix}p"] = standing.applies
        return Standing(prefix, f"{prefix}p")

    # The statement

    @cached_property
    def columns(self) -> dict[str, str]:
        """Every column of the result, by its name, in terms of the last layer."""
        ids = [quoted(rule.id) for rule in self.core.rules]
        failing = [
            f"CASE WHEN NOT {r.holds}{and_applies(r)} THEN {i} END" for r, i in zip(self.rules, ids, strict=True)
        ]
        unknown = [
            f"CASE WHEN {r.holds} IS NULL{and_applies(r)} THEN {i} END" for r, i in zip(self.rules, ids, strict=True)
        ]
        groups = {f"group.{key}": one.status for key, one in self.groups.items() if one is not None}
        rules: dict[str, str] = {}
        for rule, standing in zip(self.core.rules, self.rules, strict=True):
            rules[rule.id] = standing.status
            if rule.id in self._margins:
                rules[margins.name_of(rule.id)] = self._margins[rule.id].where(standing.decided)
        some_fail = self._some_fail()
        some_open = disjunction([f"({r.holds} IS NULL{and_applies(r)})" for r in self.rules])
        return {
            "status": self.whole.status,
            "failing": _listed(f"{some_fail}", failing),
            "unknown": _listed(f"{some_open}", unknown),
            "invalid": "[]::VARCHAR[]",
            **groups,
            **rules,
        }

    def _some_fail(self) -> str:
        """Whether any rule fails: where all have to hold, the whole says so already."""
        is_all = all(rule.force == "must" for rule in self.core.rules) and not any(g.any_of for g in self.core.groups)
        if is_all and self.whole is not NEVER:
            return f"NOT {self.whole.holds}{and_applies(self.whole)}"
        return disjunction([f"(NOT {r.holds}{and_applies(r)})" for r in self.rules])

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The type of every column of the result, by its name."""
        lists = dict.fromkeys(LISTS, "VARCHAR[]")
        measured = {margins.name_of(rule): margins.KIND for rule in self._margins}
        return {"unit": "VARCHAR", **dict.fromkeys(self.columns, "VARCHAR"), **lists, **measured}

    def statement(self, source: str, *, numbered: bool = False) -> str:
        """Return the SELECT over *source*; *numbered* where rows are counted, to join what the reference found."""
        odd = self.odd
        kept = {"unit": self.table.unit or "NULL::VARCHAR"}
        kept |= {ODD: odd} if odd else {}
        kept |= {NUMBER: NUMBER} if numbered else {}
        through = ", ".join(map(name, kept))
        sql = _select({**kept, **self.decoder.columns}, source)
        for layer in self._layers:
            sql = f"SELECT *, {selected(layer)} FROM ({sql})"
        parts = {called: part for one in self._margins.values() for called, part in one.parts.items()}
        standings = {**self._standings, **parts}
        sql = f"SELECT {through}, {selected(standings)} FROM ({sql})" if standings else sql
        sql = self.folded(sql)
        found = dict(self.columns)
        if odd:
            found["status"] = f"CASE WHEN {ODD} THEN NULL ELSE {found['status']} END"
        return f"SELECT {', '.join(['unit', *([NUMBER] if numbered else [])])}, {selected(found)} FROM ({sql})"

    def folded(self, sql: str) -> str:
        """Return the SELECT over *sql* with how the groups stand, and then the whole."""
        for folds in (self._folds, self._top):
            sql = f"SELECT *, {selected(folds)} FROM ({sql})" if folds else sql
        return sql


def _listed(some: str, each: list[str]) -> str:
    if not each:
        return "[]::VARCHAR[]"
    return f"CASE WHEN {some} THEN list_filter([{', '.join(each)}], lambda i: i IS NOT NULL) ELSE []::VARCHAR[] END"


def selected(columns: dict[str, str]) -> str:
    return ", ".join(f"{sql} AS {name(called)}" for called, sql in columns.items())


def _select(columns: dict[str, str], source: str) -> str:
    return f"SELECT {selected(columns)} FROM {source}"


def _read(core: RulesetCore) -> Iterable[str]:
    return (node.key for each in core.expressions() for node in n.walk(each) if isinstance(node, n.Fact))


# The order of questions


def decided(rule: Rule, translator: Translator) -> str:
    """Return whether *rule* holds, where it applies."""
    return _until_due(rule, _by_condition(rule, translator), translator)


def _by_condition(rule: Rule, translator: Translator) -> str:
    base = translator.condition(rule.condition)
    if not rule.exceptions:
        return base
    tests = [f"({translator.condition(exception.when)})" for exception in rule.exceptions]
    others = [f"({translator.condition(exception.condition)})" for exception in rule.exceptions]
    held = " + ".join(f"({test} IS TRUE)::INTEGER" for test in tests)
    doubtful = " + ".join(f"({test} IS NULL)::INTEGER" for test in tests)
    agreeing = " ".join(f"WHEN {t} IS NULL AND ({base}) = {c} THEN {base}" for t, c in zip(tests, others, strict=True))
    chosen = " ".join(f"WHEN {t} THEN {c}" for t, c in zip(tests, others, strict=True))
    return (
        f"(CASE WHEN ({held}) > 1 THEN NULL "
        f"WHEN ({doubtful}) > 0 THEN CASE WHEN ({held}) > 0 OR ({doubtful}) > 1 THEN NULL {agreeing} END "
        f"{chosen} ELSE {base} END)"
    )


def _until_due(rule: Rule, holds: str, translator: Translator) -> str:
    if rule.due is None:
        return holds
    due = translator.value(rule.due)
    assert isinstance(due, Day)
    as_of = translator.asked.as_of
    early = f"({due.sql}) IS NULL" + (f" OR DATE '{as_of.isoformat()}' < ({due.sql})" if as_of else "")
    return f"(CASE WHEN ({holds}) IS FALSE AND ({early}) THEN NULL ELSE {holds} END)"
