"""The public objects: Ruleset and Report. They hold data and fetch the rooms that work on it when asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from os import PathLike
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from attrs import field, frozen

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.errors import RulesError
from ankang_rules.model.status import Status
from ankang_rules.source import Language

if TYPE_CHECKING:
    from ankang_rules.columns.results import Verdicts
    from ankang_rules.compile.decision import Decision
    from ankang_rules.core.ruleset import Rule, RulesetCore
    from ankang_rules.evaluate.results import GroupResult, Judgement, RuleResult
    from ankang_rules.explain.passing.proposals import Proposals
    from ankang_rules.explain.settling.settle import Settling
    from ankang_rules.explain.units import Place
    from ankang_rules.explain.why import Leaf
    from ankang_rules.facts.read import FactsSource
    from ankang_rules.report.asking.questions import Questions
    from ankang_rules.report.compare import Comparison
    from ankang_rules.report.saved import Saved
    from ankang_rules.report.verify import Verification
    from ankang_rules.report.visit import Visit

_NO_FACTS: Mapping[str, Any] = MappingProxyType({})


def load(name_or_path: str | PathLike[str]) -> Ruleset:
    """Load a ruleset: a packaged one by its dotted name, or a file by a path that ends in ``.rules``.

    Raises :class:`RulesError` with every problem of the file.

    >>> load("ankang.county").tier
    'county'
    """
    from ankang_rules.check.load import load as load_core

    return Ruleset(_core_of(load_core(name_or_path)))


def parse(text: str, *, name: str = "<text>") -> Ruleset:
    """Make a ruleset of *text*; *name* is what messages call it. Raises :class:`RulesError` with every problem.

    >>> parse("ruleset demo tier county indicator fund : money in 元 rule funded must fund > 0").name
    'demo'
    """
    from ankang_rules.check.load import check_text

    return Ruleset(_core_of(check_text(text, name)))


def _core_of(checked: Any) -> RulesetCore:
    if checked.core is None:
        raise RulesError(checked.errors)
    core: RulesetCore = checked.core
    return core


@frozen
class Ruleset:
    """A checked ruleset. Immutable; equal to another that says the same."""

    core: RulesetCore

    @property
    def name(self) -> str:
        return self.core.name

    @property
    def tier(self) -> str | None:
        return self.core.tier

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What the checker found that does not keep the ruleset from being used."""
        return self.core.warnings

    def evaluate(
        self,
        facts: FactsSource = _NO_FACTS,
        /,
        *,
        as_of: date | str | None = None,
        year: int | None = None,
        parameters: Mapping[str, Any] | None = None,
        strict: bool = True,
        on_unit: Callable[[int, int], object] | None = None,
        **named: Any,
    ) -> Report:
        """Judge one unit and argue each verdict.

        *facts* is a mapping of names to values, a document with a mapping at ``facts``, the path of a YAML, JSON or CSV
        file or of a folder, or a file opened for reading. Facts may also be *named* in the call, an underscore for each
        blank; one that is called like an option here, such as ``year``, goes into the mapping.

        *as_of* is the day asked about, a date or ISO text, by default the document's; today is never assumed. *year*
        is the assessment year, by default the year of that day. *parameters* sets values for this evaluation. With
        *strict* wrong facts raise :class:`FactsError`; without, they are unknown, for the reason *invalid*.

        *on_unit* is called after each unit of a tree with how many are judged and how many there are, and may show it.

        >>> report = load("ankang.county").evaluate({"fund": 100, "fixed-deposit share": 49}, as_of="2014-11-30")
        >>> report["fixed-deposit-share"].status
        <Status.FAIL: 'fail'>
        >>> report = load("ankang.county").evaluate(fund=100, fixed_deposit_share=50, as_of="2014-11-30")
        >>> report["fixed-deposit-share"].status
        <Status.PASS: 'pass'>
        """
        from ankang_rules.compile.compiled import compiled

        of_core = compiled(self.core)
        if on_unit is None and not parameters:
            later = of_core.judged_later(facts, as_of, year, named)
            if later is not None:
                return Report(later)
        from ankang_rules.evaluate.ask import evaluate

        find = of_core.tree if self.core.levels else partial(evaluate, self.core)
        judged = find(
            facts,
            as_of=as_of,
            year=year,
            parameters=parameters or {},
            strict=strict,
            named=named,
            on_unit=on_unit,
        )
        return Report(judged)

    def evaluate_table(
        self,
        source: Any,
        *,
        engine: str = "duckdb",
        out: str | PathLike[str] | None = None,
        as_of: date | str | None = None,
        year: int | None = None,
        parameters: Mapping[str, Any] | None = None,
        margins: bool = False,
        memory: str | None = None,
        threads: int | None = None,
    ) -> Verdicts:
        """Judge every row of a table, each a unit: millions of them, with the statuses that :meth:`evaluate` gives.

        *source* is the path of a Parquet, CSV or Arrow file, a DuckDB relation, or an Arrow, Polars or pandas frame,
        with a column for each fact. *out* is a file to write the result to, which ends in ``.parquet``, ``.csv`` or
        ``.arrow``; without it the result is kept for as long as it is used. With *margins* a column ``margin.RULE``
        stands beside each rule that compares: by how much it passes, or fails where that is negative. What else there
        is, is as for :meth:`evaluate`; a wrong fact is invalid in its row, and ``invalid`` says why.

        The engine takes *memory*, such as ``"2GB"``, and *threads* at most, by default most of the machine; what does
        not fit goes to a temporary folder, which is removed.

        A table with a column ``parent`` is a tree of units, and so is a mapping from levels to tables: each unit is
        judged by the ruleset of its level, and ``found.levels`` has a table for each level. *out* then names files
        beside it, with the level before the ending.

        Raises :class:`FactsError` where there is no such table, nobody declared a column of it, or it is open which
        units stand below which, and :class:`EngineError` where the engine cannot take a rule, which it names, or has
        too little memory. Needs the extra ``batch``; raises :class:`ImportError` without it.

        >>> import pyarrow
        >>> pool = parse("ruleset t.pool tier pool indicator lit : yes/no indicator guards : count in 人 "
        ...              "rule light must lit rule guarded must guards ≥ 3")
        >>> found = pool.evaluate_table(pyarrow.table({"unit": ["A", "B"], "lit": [True, None], "guards": [2, 3]}))
        >>> [(row["unit"], row["status"], row["failing"], row["unknown"]) for row in found.rows()]
        [('A', 'fail', ['pool.guarded'], []), ('B', 'unknown', [], ['pool.light'])]
        """
        from ankang_rules.columns.run import evaluate_table

        return evaluate_table(
            self.core,
            source,
            engine=engine,
            as_of=as_of,
            year=year,
            parameters=parameters or {},
            out=out,
            margins=margins,
            memory=memory,
            threads=threads,
        )

    def decide(
        self,
        facts: FactsSource = _NO_FACTS,
        /,
        *,
        as_of: date | str | None = None,
        year: int | None = None,
        parameters: Mapping[str, Any] | None = None,
        strict: bool = True,
        **named: Any,
    ) -> Decision:
        """Return how each rule ends, without the argument: what :meth:`evaluate` finds, a hundred times as fast.

        *facts* and options are those of :meth:`evaluate`, and so are the errors raised. It is fastest on a dict from
        names to values of Python's own types.

        >>> decision = load("ankang.county").decide({"fund": 100, "fixed deposit share": 49}, as_of="2014-11-30")
        >>> decision.status, decision.failing
        (<Status.FAIL: 'fail'>, ('county.fund.fixed-deposit-share',))
        """
        from ankang_rules.compile.compiled import compiled

        return compiled(self.core).decide(
            facts, as_of=as_of, year=year, parameters=parameters or {}, strict=strict, named=named
        )

    def verdict(
        self,
        facts: FactsSource = _NO_FACTS,
        /,
        *,
        as_of: date | str | None = None,
        year: int | None = None,
        parameters: Mapping[str, Any] | None = None,
        strict: bool = True,
        **named: Any,
    ) -> Status:
        """Return how the ruleset as a whole ends; :meth:`decide` tells of the rules too.

        >>> load("ankang.county").verdict({"fund": 100, "fixed deposit share": 49}, as_of="2014-11-30")
        <Status.FAIL: 'fail'>
        """
        return self.decide(facts, as_of=as_of, year=year, parameters=parameters, strict=strict, **named).status

    def failing(
        self,
        facts: FactsSource = _NO_FACTS,
        /,
        *,
        as_of: date | str | None = None,
        year: int | None = None,
        parameters: Mapping[str, Any] | None = None,
        strict: bool = True,
        **named: Any,
    ) -> tuple[str, ...]:
        """Return the ids of the rules that fail, in the order of the ruleset, advice among them.

        >>> load("ankang.county").failing({"fund": 100, "fixed deposit share": 49}, as_of="2014-11-30")
        ('county.fund.fixed-deposit-share',)
        """
        return self.decide(facts, as_of=as_of, year=year, parameters=parameters, strict=strict, **named).failing

    def follow_up(
        self,
        previous: Saved,
        facts: FactsSource = _NO_FACTS,
        /,
        *,
        as_of: date | str | None = None,
        year: int | None = None,
        parameters: Mapping[str, Any] | None = None,
        strict: bool = True,
        max_age: str | timedelta | None = None,
        **named: Any,
    ) -> Report:
        """Judge again what was open in the saved report *previous*, and carry the rest forward.

        *facts* are those of the visit; the report gives all others, but those whose evidence is older than *max_age*
        (such as ``"12 months"``). A rule that passed, or did not apply, is carried forward while nothing that it
        follows from differs: its conditions, the facts it reads, parameters, the date where that matters, units below.
        Each result says so in ``followed``. What else there is, is as for :meth:`evaluate`.

        Raises :class:`ReportError` where *previous* is about another unit, another ruleset or a later day.

        >>> from ankang_rules.report import saved
        >>> pool = parse("ruleset t.pool tier pool indicator lit : yes/no indicator guards : count in 人 "
        ...              "rule light must lit rule guarded must guards ≥ 3", name="pool.rules")
        >>> june = saved.read_text(pool.evaluate(lit=True, guards=2).to_json(), "june.json")
        >>> [(one.id, one.status.value, one.followed.is_carried) for one in pool.follow_up(june, {"guards": 3}).rules]
        [('pool.light', 'pass', True), ('pool.guarded', 'pass', False)]
        """
        from ankang_rules.report.open import follow_up

        found = follow_up(
            self.core,
            facts,
            previous,
            as_of=as_of,
            year=year,
            parameters=parameters,
            strict=strict,
            max_age=max_age,
            named=named,
        )
        return Report(found)

    def verify(
        self,
        report: Saved,
        facts: FactsSource,
        *,
        previous: Saved | None = None,
        max_age: str | timedelta | None = None,
    ) -> Verification:
        """Derive a saved *report* again from this ruleset and *facts*, and say what differs.

        The day, the year and the parameters are those of the report. *facts* are those of the whole tree, where it is
        about a unit below. *previous* and *max_age* are what a report of :meth:`follow_up` was made with. Raises
        :class:`FactsError` where facts cannot be read, and :class:`ReportError` where the report is about a unit that
        they do not have, or follows another one than *previous*.

        >>> from ankang_rules.report import saved
        >>> ruleset = load("ankang.county")
        >>> kept = saved.read_text(ruleset.evaluate({"fund": 100}, as_of="2014-11-30").to_json(), "kept.json")
        >>> print(ruleset.verify(kept, {"fund": 100}).text("en"))
        ankang.county, as of 2014-11-30: derived again, the same
        >>> ruleset.verify(kept, {"fund": 200}).same
        False
        """
        from ankang_rules.report.verify import verify

        return verify(report, self.core, facts, previous=previous, max_age=max_age)

    def rule(self, name: str) -> RuleHandle:
        """Return the rule with this id, or with an id that ends so; raises :class:`KeyError`.

        >>> load("ankang.county").rule("fund.two-lines").id
        'county.fund.two-lines'
        """
        from ankang_rules.core.lookup import rules_named

        found = rules_named(name, [rule.id for rule in self.core.rules])
        if len(found) != 1:
            known = ", ".join(found or (rule.id for rule in self.core.rules))
            raise KeyError(f"{'several rules are' if found else 'no rule is'} named {name!r}; there are: {known}")
        return RuleHandle(self, found[0])

    @property
    def rules(self) -> tuple[RuleHandle, ...]:
        """The rules, in the order of the file.

        >>> load("ankang.county").rules[0].id
        'county.org.leadership-complete'
        """
        return tuple(RuleHandle(self, rule.id) for rule in self.core.rules)

    def describe(self, lang: Language = "en", *, form: Literal["text", "markdown"] = "text", width: int = 80) -> str:
        """Return what the ruleset demands, to be read: every rule as a sentence, and what the rules speak of.

        >>> print(load("ankang.county").describe("en").splitlines()[0])
        County demonstration-site standard (ankang.county)
        """
        from ankang_rules.explain.demands import demands
        from ankang_rules.explain.demands_markdown import to_markdown
        from ankang_rules.explain.demands_text import to_text

        found = demands(self.core, lang)
        return to_markdown(found) if form == "markdown" else to_text(found, width)

    def to_dict(self) -> dict[str, Any]:
        """Return what the ruleset demands as plain data, each condition as a sentence in both languages.

        >>> load("ankang.county").to_dict()["rules"][4]["condition"]["text"]
        'office-functions-covered includes all of office-functions'
        """
        from ankang_rules.explain.demands_dict import demands_to_dict

        return demands_to_dict(self.core)

    def template(self, form: Literal["yaml", "csv"] = "yaml", *, lang: Language = "en") -> str:
        """Return facts to fill in: what the rules read, with label, type, clauses and source beside each, in *lang*.

        Filled in, it can be evaluated; as it is, everything in it is missing.

        >>> print(parse("ruleset demo tier t indicator fund : money in 元 rule funded must fund > 0").template())
        # demo
        # Fill in behind the colons; what is behind # explains. Empty means not known yet, none reported as absent.
        unit:  # the name of the unit
        tier: t
        as of:  # for example 2014-11-30
        assessment year:  # by default that of the day
        facts:
          fund:  # money in 元
        <BLANKLINE>
        """
        from ankang_rules.report.template import template

        return template(self.core, form, lang)

    def __repr__(self) -> str:
        return f"<Ruleset {self.name}: {len(self.core.rules)} rules>"


@frozen
class RuleHandle:
    """A rule together with the *ruleset* that it stands in."""

    ruleset: Ruleset = field(repr=False)
    id: str

    @property
    def rule(self) -> Rule:
        """What the ruleset says of it."""
        return next(rule for rule in self.ruleset.core.rules if rule.id == self.id)


@frozen
class Report:
    """What an evaluation found: a status for each rule, each group and the whole, and why. Immutable."""

    judgement: Judgement
    place: Place | None = field(default=None, repr=False)
    """Where the unit stands, for one below another."""

    @property
    def status(self) -> Status:
        """How the ruleset as a whole ended."""
        return self.judgement.status

    @property
    def rules(self) -> Sequence[RuleResult]:
        """A result for each rule, in the order of the ruleset, each with ``id``, ``status``, ``reasons`` and traces."""
        return self.judgement.rules

    @property
    def groups(self) -> Sequence[GroupResult]:
        """A result for each group, each with ``id``, ``status`` and its ``rules``."""
        return self.judgement.groups

    @property
    def unit(self) -> str | None:
        return self.judgement.facts.unit

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What is odd about the facts, without keeping them from being judged."""
        return self.judgement.warnings

    def __getitem__(self, rule: str) -> RuleResult:
        """Return the result of the rule with this id, or with an id that ends so; raises :class:`KeyError`.

        >>> load("ankang.county").evaluate({}, as_of="2014-11-30")["fund.two-lines"].status
        <Status.UNKNOWN: 'unknown'>
        """
        from ankang_rules.explain.aim import one_rule

        return one_rule(self.rules, rule)

    @property
    def children(self) -> Mapping[str, tuple[Report, ...]]:
        """The reports of the units directly below, by the key of their level, each as complete as this one.

        >>> load("ankang.county").evaluate({}, as_of="2014-11-30").children
        {}
        """
        from ankang_rules.explain.units import units_below

        found: dict[str, list[Report]] = {}
        for unit in units_below(self.judgement, self._place):
            if len(unit.path) == 1:
                found.setdefault(unit.place.level or "", []).append(Report(unit.judgement, unit.place))
        return {level: tuple(reports) for level, reports in found.items()}

    def find(self, unit: str) -> Report:
        """Return the report of a unit below, by its path such as ``汉滨区/城关镇`` or an end of it that no other has.

        Raises :class:`KeyError` where there is no such unit, or more than one.

        >>> load("ankang.county").evaluate({}, as_of="2014-11-30").find("城关镇")
        Traceback (most recent call last):
            ...
        KeyError: "no unit below is called '城关镇'; there is none"
        """
        from ankang_rules.explain.aim import one_below

        found = one_below(self.judgement, unit, self._place)
        return Report(found.judgement, found.place)

    def explain(self, lang: Language = "en", *, rule: str | None = None) -> str:
        """Return the argument for the verdict as text, of the whole or of one *rule*, in ``"zh"`` or ``"en"``.

        >>> print(load("ankang.county").evaluate({}, as_of="2014-11-30").explain("en").splitlines()[0])
        County demonstration-site standard (ankang.county), as of 2014-11-30: unknown
        """
        from ankang_rules.explain.text import explain, explain_rule

        if rule is not None:
            return explain_rule(self.judgement, self[rule], lang)
        return explain(self.judgement, lang, self.place) if self.place else explain(self.judgement, lang)

    def why(self, rule: str) -> tuple[Leaf, ...]:
        """Return the smallest set of leaves that settles the status of *rule*, for a pass as well; none if unknown.

        >>> report = load("ankang.county").evaluate({"reports-due": 12, "reports-on-time": 11}, as_of="2014-11-30")
        >>> [leaf.outcome.value for leaf in report.why("reports-timely")]
        [True, False]
        """
        from ankang_rules.explain.why import why

        return why(self[rule], self.judgement.definitions)

    def would_settle(self, rule_or_path: str | None = None) -> Settling:
        """Return which facts would settle the unit, where it is unknown: the smallest sets, each with values that do.

        *rule_or_path* asks about one rule, by its id or an end of it, about one group, by its name, or about a unit
        below, by its path or an end of it; of a rule of a unit below ask the report that :meth:`find` gives. Raises
        :class:`KeyError` where it is none of these, or more than one. Besides, it says whether a pass, a failure and
        *not applicable* can still come of it.

        >>> report = load("ankang.county").evaluate({"fund": 100}, as_of="2014-11-30")
        >>> settling = report.would_settle("fixed-deposit-share")
        >>> [fact.subject for fact in settling.sets[0].facts], settling.can_pass, settling.can_fail
        (['fixed-deposit-balance'], True, True)
        """
        from ankang_rules.explain.aim import aim_at
        from ankang_rules.explain.settling.settle import settle_aim

        return settle_aim(self.judgement, aim_at(self.judgement, rule_or_path, self._place))

    def how_to_pass(self, rule_or_path: str | None = None) -> Proposals:
        """Return the smallest changes to the facts after which the unit passes, each tried by judging again.

        *rule_or_path* asks about one rule, by its id or an end of it, about one group, by its name, or about a unit
        below, by its path or an end of it. Raises :class:`KeyError` where it is none of these, or more than one.
        Where there is no such change, ``reason(lang)`` of what is returned says why.

        >>> report = load("ankang.county").evaluate({"fund": 100, "fixed-deposit share": 49}, as_of="2014-11-30")
        >>> print(report.how_to_pass("fixed-deposit-share")[0].text())
        Fixed deposits: 49 → 50 元 (+1)
        """
        from ankang_rules.explain.aim import aim_at
        from ankang_rules.explain.passing.proposing import Target, propose

        aim = aim_at(self.judgement, rule_or_path, self._place)
        return propose(self.judgement, Target(aim.kind, aim.path, aim.name))

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain data: strings, lists and dicts, exact numbers as strings, the same every time.

        It also holds what it takes to derive it again: digests of the rulesets, their rules and the facts, the version
        of the engine, and a ``seal`` over it all.
        """
        from ankang_rules.report.to_dict import to_dict

        return to_dict(self.judgement, self.place) if self.place else to_dict(self.judgement)

    def to_json(self) -> str:
        """Return :meth:`to_dict` as JSON, to be kept: ``ankang_rules.report.saved.read`` takes it back."""
        from ankang_rules.report.to_dict import to_json

        return to_json(self.to_dict())

    def save(self, path: str | PathLike[str]) -> None:
        """Write :meth:`to_json` to a file; raises :class:`OSError` where that cannot be."""
        from pathlib import Path

        Path(path).write_bytes(self.to_json().encode("utf-8", "backslashreplace"))

    def diff(self, other: Report | Saved) -> Comparison:
        """Return what changed from this report to *other*, a later one or a saved one, and what did it.

        Of two reports it is tried out whether the rule, the data, a parameter or the date did it; of a saved one it is
        told by what each rule reads.

        >>> county = load("ankang.county")
        >>> before = county.evaluate({"fund": 100, "fixed-deposit share": 49}, as_of="2014-06-30")
        >>> after = county.evaluate({"fund": 100, "fixed-deposit share": 50}, as_of="2014-11-30")
        >>> flip = next(flip for flip in before.diff(after).flips if flip.what == "rule")
        >>> flip.id, flip.before, flip.after, [[cause.value for cause in way] for way in flip.causes.ways]
        ('county.fund.fixed-deposit-share', 'fail', 'pass', [['data']])
        """
        from ankang_rules.report.compare import compare

        return compare(self.judgement, other.judgement if isinstance(other, Report) else other)

    def to_csv(self, lang: Language = "en") -> str:
        """Return a table of how each rule ended, a row for each unit and rule, for spreadsheets and data tools.

        The first row is the same in every language. For Excel write it with the encoding ``utf-8-sig``. A cell that a
        spreadsheet would take for a formula has an apostrophe in front.

        >>> load("ankang.county").evaluate({}, as_of="2014-11-30").to_csv().splitlines()[0][:35]
        'path,unit,tier,ruleset,as_of,rule,l'
        """
        from ankang_rules.report.formats.to_csv import to_csv

        return to_csv(self.judgement, lang, self._place)

    def to_junit(self, lang: Language = "en") -> str:
        """Return JUnit XML: a suite for each group of rules of each unit, a case for each rule.

        Fail is a failure, unknown an error, not applicable skipped; advice fails no build.

        >>> "<error" in load("ankang.county").evaluate({}, as_of="2014-11-30").to_junit()
        True
        """
        from ankang_rules.report.formats.to_junit import to_junit

        return to_junit(self.judgement, lang, self._place)

    def to_markdown(self, lang: Language = "en") -> str:
        """Return Markdown for a pull request, at most 65,536 characters: what does not pass, and why, folded.

        >>> load("ankang.county").evaluate({}, as_of="2014-11-30").to_markdown().splitlines()[0]
        '### ? County demonstration-site standard (ankang.county), as of 2014-11-30: unknown'
        """
        from ankang_rules.report.formats.to_markdown import to_markdown

        return to_markdown(self.judgement, lang, self._place)

    def to_html(
        self, lang: Language = "en", *, by: date | str | None = None, max_age: str | timedelta | None = None
    ) -> str:
        """Return the report as one page of HTML, to be printed, in ``"zh"`` or ``"en"``; it loads nothing else.

        With *by*, the day of the next visit, it also says what falls due or ends otherwise by then, and with *max_age*
        which evidence will be too old, as :meth:`next_visit` does.

        Needs the extra ``report``; raises :class:`ImportError` without it, and :class:`ReportError` as
        :meth:`next_visit` does.

        >>> load("ankang.county").evaluate({}, as_of="2014-11-30").to_html("zh").startswith("<!doctype html>")
        True
        """
        from ankang_rules.report.html import to_html

        visit = None if by is None else self.next_visit(by, max_age=max_age)
        return to_html(self.judgement, lang, self._place, visit)

    @property
    def _place(self) -> Place:
        from ankang_rules.explain.units import TOP

        return self.place or TOP

    def questions(self) -> Questions:
        """Return what to ask to decide the unit, where it is unknown, in an order in which few answers do.

        Ask the first, evaluate with its answer and ask again: what is needless by then is gone, and what an answer
        opens has come. Where no question is left the unit is decided, or ``undecided`` names the rules that no fact
        decides. Each question has the ``path`` of the unit, the ``key`` of the indicator or of the level whose units
        are not listed, and the ``rules`` that it helps to decide.

        >>> report = load("ankang.county").evaluate({"fund": 100}, as_of="2014-11-30")
        >>> questions = report.questions()
        >>> len(questions) > 100, questions[0].key, questions[0].may_decide
        (True, 'archive-qualities-met', True)
        """
        from ankang_rules.report.asking.questions import ask

        return ask(self.judgement)

    def next_visit(self, by: date | str, *, max_age: str | timedelta | None = None) -> Visit:
        """Return what is to be looked at again by the day *by*: what fails, is unknown, falls due, or changes by then.

        *max_age*, such as ``"12 months"`` or ``"90 天"``, is how old the evidence of a fact may be, by the day in its
        provenance. Raises :class:`ReportError` where *by* is not after the day of this report, or it has none.

        >>> report = load("ankang.county").evaluate({"fund": 100, "fixed-deposit share": 49}, as_of="2014-11-30")
        >>> [(one.rule.id, one.why) for one in report.next_visit("2014-12-31").rules][:1]
        [('county.org.leadership-complete', 'unknown')]
        """
        from ankang_rules.report.visit import next_visit

        return next_visit(self.judgement, by, max_age)

    @property
    def asked_above(self) -> Sequence[RuleResult]:
        """How the rules of units above ended that are asked of this one; they are no part of its own verdict."""
        return tuple(one.result for one in self.place.asked) if self.place else ()

    def _repr_html_(self) -> str:
        from ankang_rules.explain.to_html import to_html

        return to_html(self.judgement, "en")

    def __repr__(self) -> str:
        return f"<Report {self.judgement.core.name} {self.unit or ''}: {self.status.value}>"
