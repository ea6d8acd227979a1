"""A judgement as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from ankang_rules.core.ruleset import Award, Rule
from ankang_rules.evaluate.results import AwardResult, Case, FollowUp, GroupResult, Judgement, RuleResult
from ankang_rules.explain import catalogue as say
from ankang_rules.explain.amounts import number
from ankang_rules.explain.argue import Line, argue, with_values
from ankang_rules.explain.marks import MARKS
from ankang_rules.explain.passing.showing import first_way, passing_lines
from ankang_rules.explain.reads import Reads
from ankang_rules.explain.reasons import because_lines, settling_lines
from ankang_rules.explain.roll_up import roll_up
from ankang_rules.explain.tree import parameter_changes, parameter_text
from ankang_rules.explain.units import TOP, AskedAbove, Path, Place, units_below
from ankang_rules.explain.words import Words
from ankang_rules.model.exact import shown_text
from ankang_rules.model.outcome import NO, YES, Known
from ankang_rules.model.status import Status
from ankang_rules.model.types import Bare, Share
from ankang_rules.source import Bilingual, Language

_MOST_CASES, _MOST_CASES_IN_FULL = 3, 12
_MOST_SOUGHT, _MOST_UNITS = 12, 200
"""For how many failing rules of a whole report it is sought how to pass, and with how many units below at most: the
whole is to be there at once, and `explain` seeks for any one rule."""


def explain(judgement: Judgement, lang: Language, place: Place = TOP) -> str:
    """Return the whole argument: the verdict, then each group and rule with what was observed and what is required.

    What units above ask of this one, at its *place*, is shown, and no part of its verdict.
    """
    return "\n".join(Text(judgement, lang).whole(place))


def explain_rule(
    judgement: Judgement, result: RuleResult, lang: Language, unit: Path = (), *, settling: bool = True
) -> str:
    """Return the argument of one rule; *unit* is the one below that *result* is about.

    Without *settling* nothing is said of what would settle it: to look for that takes many times as long as the rest.
    """
    return "\n".join(Text(judgement, lang, unit, settling=settling).rule(result, full=True))


def headline(judgement: Judgement, lang: Language) -> list[str]:
    """Return the verdict, and how many rules ended how."""
    return list(Text(judgement, lang).head())


def follow_up(judgement: Judgement, lang: Language) -> list[str]:
    """Return how many rules were carried forward from an earlier report, and from which; nothing without one."""
    return list(Text(judgement, lang).follow_up())


class Text:
    """Says in *lang* what *judgement* found; *inside* is the unit below it that is in hand."""

    def __init__(self, judgement: Judgement, lang: Language, inside: Path = (), *, settling: bool = True) -> None:
        self.judgement, self.lang, self.inside, self.settling = judgement, lang, inside, settling
        self.words = Words(judgement.core, lang)
        self.reads = Reads(judgement.core)
        self.sought: frozenset[str] = frozenset()

    def whole(self, place: Place) -> Iterator[str]:
        failing = [one.id for one in self.judgement.rules if one.status is Status.FAIL and one.rule.force == "must"]
        few = sum(1 for _ in islice(units_below(self.judgement), _MOST_UNITS + 1)) <= _MOST_UNITS
        self.sought = frozenset(failing[:_MOST_SOUGHT] if few else ())
        yield from self.head()
        yield from self.summary()
        loose = [result for result in self.judgement.rules if result.rule.group is None]
        if loose:
            yield ""
            for result in loose:
                yield from self.rule(result)
        for group in self.judgement.groups:
            yield ""
            yield from self._group(group)
        if left := len(failing) - len(self.sought):
            yield ""
            yield say.how_others_pass(left)(self.lang)
        yield from self._asked_above(place.asked)
        yield from roll_up(self.judgement, self.words, place)
        yield from self._remarks()

    def head(self) -> Iterator[str]:
        """Yield the verdict, and how many rules ended how."""
        core, facts = self.judgement.core, self.judgement.facts
        title = core.labels(self.lang) or core.name
        status = self.judgement.status.label(self.lang)
        yield say.headline(title, core.name, facts.unit, self.judgement.asked.as_of, status)(self.lang)
        counts = dict.fromkeys((Status.FAIL, Status.UNKNOWN, Status.PASS, Status.NOT_APPLICABLE), 0)
        for result in self.judgement.rules:
            counts[result.status] += 1
        yield say.counts(counts)(self.lang)

    def summary(self) -> Iterator[str]:
        """Yield the score, the awards, and which parameters the caller set."""
        if self.judgement.status is Status.NOT_APPLICABLE:
            yield say.nothing_checked(self.lang)
        if score := self.judgement.score:
            earned, possible, lowest, highest, excluded = (
                shown_text(points)
                for points in (score.earned, score.possible, score.lowest, score.highest, score.excluded)
            )
            yield say.score(earned, possible, lowest, highest, excluded if score.excluded else "")(self.lang)
        for award in self.judgement.awards:
            yield self._award(award)
        yield from self.follow_up()
        if self.judgement.asked.parameters:
            names = [self.words.name(key) for key in sorted(self.judgement.asked.parameters)]
            yield say.set_by_caller(say.joined(names, self.lang))(self.lang)

    def follow_up(self) -> Iterator[str]:
        """Yield how many rules were carried forward from an earlier report, and how many judged again."""
        found = [result.followed for result in self.judgement.rules if result.followed is not None]
        if found:
            carried = sum(one.is_carried for one in found)
            yield say.follow_up(found[0].as_of, found[0].report, carried, len(found) - carried)(self.lang)

    def _award(self, result: AwardResult) -> str:
        earned = result.outcome == YES if isinstance(result.outcome, Known) else None
        return say.award(result.award.labels(self.lang), earned, self._score_needed(result.award))(self.lang)

    def _score_needed(self, award: Award) -> Bilingual:
        if award.score is None:
            return Bilingual()
        operator, value = award.score
        return say.score_needed(operator, number(value, Share() if award.score_is_share else Bare(), self.lang))

    def _group(self, result: GroupResult) -> Iterator[str]:
        group = result.group
        title = group.labels(self.lang) or group.name
        clause = f"  {group.clause}" if group.clause else ""
        status = result.status.label(self.lang) if result.status else say.no_verdict(self.lang)
        yield f"{title}{clause} — {status}"
        for rule in result.rules:
            yield from self.rule(rule)

    def rule(self, result: RuleResult, *, full: bool = False) -> Iterator[str]:
        """Yield the lines of one rule; of a passing one only those that carry it, unless *full*."""
        rule = result.rule
        title = rule.labels(self.lang) or rule.name
        advice = say.advice(self.lang) if rule.force == "should" else ""
        status = result.status.label(self.lang)
        yield f"{MARKS[result.status]} {status}  {title}{advice}{self.about(rule)}  {rule.clause or ''}  [{rule.id}]"
        yield from (f"    {line}" for line in self._body(result, full=full))

    def about(self, rule: Rule) -> str:
        """Return of which units a rule is asked; nothing where one of them is in hand."""
        level = self.words.levels.get(rule.for_each or "")
        if level is None or self.inside:
            return ""
        return say.for_each(level.labels.zh or level.name, level.singular)(self.lang)

    def _body(self, result: RuleResult, *, full: bool) -> Iterator[str]:
        lines = list(self.argument(result, full=full))
        if result.status is Status.PASS and not full:
            lines = [line for line in lines if line.carries]
        for line in lines:
            yield f"{'  ' * line.depth}{self._mark(line)}{line.text}{self._doubt(line)}"
        yield from self._cases(result, full=full)
        yield from self._around(result, full=full)
        if result.followed is not None:
            yield f"· {self.followed(result.followed)}"

    def followed(self, followed: FollowUp) -> str:
        """Return whether a rule was carried forward from an earlier report, or why it was judged again."""
        names = say.joined([self.words.name(key) for key in followed.facts], self.lang)
        if followed.is_carried:
            return say.carried(followed.as_of, followed.report)(self.lang)
        was = say.it_was(followed.before.label)(self.lang) if followed.before else ""
        because = [
            was if why == "open" else say.why_again(why, names if why in ("facts", "evidence") else "")(self.lang)
            for why in followed.because
        ]
        return say.judged_again(say.joined(because, self.lang), "" if "open" in followed.because else was)(self.lang)

    # Rules about each unit of a level

    def _cases(self, result: RuleResult, *, full: bool) -> Iterator[str]:
        """The first few units that fail, or are not known, with why; all others by name."""
        most = _MOST_CASES_IN_FULL if full else _MOST_CASES
        if not full and _is_unanimous(result):
            yield f"{MARKS[result.status]} {say.all_of_them(len(result.cases), result.status.label)(self.lang)}"
            return
        for status in (Status.FAIL, Status.UNKNOWN, Status.PASS, Status.NOT_APPLICABLE):
            cases = [case for case in result.cases if case.result.status is status]
            argued = cases[:most] if full or status in (Status.FAIL, Status.UNKNOWN) else []
            for case in argued:
                yield from self._case(case)
            if rest := ["/".join(case.unit) for case in cases[len(argued) :]]:
                title = (say.further if argued else say.of_status)(len(rest), status.label)(self.lang)
                yield say.unit_line(f"{MARKS[status]} {title}", self.words.units(rest))(self.lang)

    def _case(self, case: Case) -> Iterator[str]:
        inner = Text(self.judgement, self.lang, case.unit)
        lines = [
            f"{'  ' * line.depth}{self._mark(line)}{line.text}" for line in inner.argument(case.result, full=False)
        ]
        title = f"{MARKS[case.result.status]} {'/'.join(case.unit)}"
        if len(lines) == 1:
            yield say.unit_line(title, lines[0].lstrip()[2:])(self.lang)
            return
        yield title
        yield from (f"  {line}" for line in lines)

    def _asked_above(self, asked: Sequence[AskedAbove]) -> Iterator[str]:
        for i, one in enumerate(asked):
            core = one.judgement.core
            if not i or asked[i - 1].judgement is not one.judgement:
                yield ""
                who = one.judgement.facts.unit or core.labels(self.lang) or core.name
                yield say.asked_above(who)(self.lang)
            yield from Text(one.judgement, self.lang, one.path).rule(one.result)

    def _mark(self, line: Line) -> str:
        if line.is_remark:
            return "· "
        return {True: "✓ ", False: "✗ ", None: "? "}[line.holds]

    def _doubt(self, line: Line) -> str:
        return "" if line.mattered else say.did_not_matter(self.lang)

    def argument(self, result: RuleResult, *, full: bool = False) -> Iterator[Line]:
        """Yield the lines that argue how a rule ended, without what stands around it."""
        for bar in result.bars:
            shown = with_values(bar.trace, self.judgement, self.words) if bar.trace else ""
            what = say.sentence([bar.what(self.lang), shown], self.lang)
            yield Line(say.not_applicable(what)(self.lang), is_remark=True)
        yield from (Line(text(self.lang), is_remark=True) for text in self._before_the_condition(result))
        if result.condition is not None:
            yield from argue(result.condition, self.judgement, self.words, self.inside)
        yield from (Line(text(self.lang), is_remark=True) for text in self._behind_the_condition(result))
        if not full and not result.bars:  # in full, the parameters stand in a list of their own
            yield from (Line(text, is_remark=True) for text in self._changing_parameters(result))
        if result.vacuous:
            yield Line(say.vacuous(self.lang), is_remark=True)

    def _before_the_condition(self, result: RuleResult) -> Iterator[Bilingual]:
        for when in result.whens:
            if when.outcome not in (YES, NO) and not result.bars:
                yield say.may_apply(with_values(when, self.judgement, self.words))
        alone = sum(test.outcome != NO for test in result.exceptions) == 1
        for exception, test in zip(result.rule.exceptions, result.exceptions, strict=False):
            if test.outcome == YES:
                yield say.by_exception(self.words.phrase(exception.when))
            elif test.outcome != NO:
                shown = with_values(test, self.judgement, self.words)
                yield say.open_exception(shown, agreeing=result.agreeing is not None)
                if alone and result.status is Status.UNKNOWN:
                    yield say.instead_of_the_rule(self.words.phrase(exception.condition))

    def _behind_the_condition(self, result: RuleResult) -> Iterator[Bilingual]:
        failed = result.condition is not None and result.condition.outcome == NO
        if result.due is not None and result.status is Status.FAIL:
            yield say.was_due(result.due)
        if result.rule.due is not None and result.due is None and failed:
            yield say.due_unknown()

    def _changing_parameters(self, result: RuleResult) -> Iterator[str]:
        for key in self.reads.parameters(result.rule):
            if parameter_changes(self.judgement, key):
                text = parameter_text(self.judgement, key, self.words)
                yield say.worked_out_from(self.words.name(key), text)(self.lang)

    def _around(self, result: RuleResult, *, full: bool) -> Iterator[str]:
        rule, lang = result.rule, self.lang
        if result.status is Status.UNKNOWN:
            yield from self.words.reasons(result.reasons)
            if self.settling:
                yield from settling_lines(self.judgement, result, self.words, full=full)
        if full and self.settling and result.status is Status.FAIL and not self.inside:
            yield from passing_lines(self.judgement, result, lang)
        elif result.id in self.sought:
            yield from first_way(self.judgement, result, lang)
        if full:
            yield from because_lines(self.judgement, result, self.words)
        if rule.fix and result.status is Status.FAIL:
            yield _titled(say.fix(lang), rule.fix(lang), lang)
        if rule.evidence and (full or result.status is Status.UNKNOWN):
            yield _titled(say.evidence(lang), rule.evidence(lang), lang)

    def _remarks(self) -> Iterator[str]:
        warnings = self.judgement.warnings
        if warnings:
            yield ""
            yield f"{say.warnings(self.lang)}"
            for warning in warnings:
                hint = f"（{warning.help(self.lang)}）" if self.lang == "zh" else f" ({warning.help(self.lang)})"
                yield f"  · {warning.text(self.lang)}{hint if warning.help else ''}"


def _is_unanimous(result: RuleResult) -> bool:
    """Whether a rule about each unit passes for all of them, or applies to none, so that no name is of interest."""
    ends_well = result.status in (Status.PASS, Status.NOT_APPLICABLE)
    return ends_well and bool(result.cases) and all(case.result.status is result.status for case in result.cases)


def _titled(title: str, text: str, lang: Language) -> str:
    return f"{title}：{text}" if lang == "zh" else f"{title}: {text}"
