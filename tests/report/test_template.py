"""Facts to fill in: what is asked, and that what is filled in is read back."""

import csv
import io
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import ankang_rules
from ankang_rules import Report, Ruleset
from ankang_rules.check.load import check_text
from ankang_rules.facts.facts import Facts
from ankang_rules.model import types as ty
from ankang_rules.model.outcome import Known, ReasonKind
from ankang_rules.report.template.questions import Form, Question, form_of
from ankang_rules.source import LANGUAGES, Language
from ankang_rules.syntax.print import print_file
from ankang_rules.testing.strategies import rulesets, trees
from ankang_rules.testing.texts import Texts

DEMO = ("ankang.county", "ankang.town", "ankang.village", "ankang.programme")
FORMS = ("yaml", "csv")
DAY = "2014-11-30"


def read(ruleset: Ruleset, text: str, form: str) -> Report:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"facts.{form}"
        file.write_text(text, encoding="utf-8-sig" if form == "csv" else "utf-8")
        return ruleset.evaluate(file, as_of=DAY)


def odd(report: Report) -> list[str]:
    """What is odd about the facts but the year, which is none of theirs, and that a number is out of its range."""
    return [warning.text.en or "" for warning in report.warnings if warning.code not in ("F515", "F520")]


def units(facts: Facts) -> Iterator[Facts]:
    yield facts
    for level in facts.children.values():
        for unit in level:
            yield from units(unit)


def questions(form: Form) -> Iterator[Question]:
    for part in form.parts:
        yield from part.questions
    for below in form.below:
        yield from questions(below)


def values(facts: Facts) -> Iterator[object]:
    """Everything that is known of a unit, each month by itself."""
    for fact in facts.values.values():
        known = isinstance(fact.outcome, Known)
        yield from fact.outcome.value if known and isinstance(fact.outcome.value, tuple) else [fact.outcome]


# A template as it is


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", DEMO)
def test_the_demonstration_can_be_read_unfilled_and_everything_is_missing(name: str, form, lang: Language) -> None:
    ruleset = ankang_rules.load(name)
    holds_nothing(ruleset, form, lang)


def holds_nothing(ruleset: Ruleset, form: str, lang: Language) -> None:
    report = read(ruleset, ruleset.template(form, lang=lang), form)
    assert [] == odd(report)
    for facts in units(report.judgement.facts):
        assert not any(isinstance(value, Known) for value in values(facts))


# A template filled in


def answer(kind: ty.Type) -> str:
    """Something that may stand as a fact of *kind*."""
    match kind:
        case ty.YesNo():
            return "yes"
        case ty.OneOf(choices=choices) | ty.SetOf(choices=choices):
            return choices.members[0].name
        case ty.Date():
            return "2014-03-31"
        case ty.Text():
            return "abc"
        case ty.Share(within=within):
            return "0.5" if within is None or within > 0.5 else "0"
        case ty.Monthly(of=inner):
            return answer(inner)
    return "1"  # which is also how many units of each level there are


def in_yaml(kind: ty.Type) -> str:
    inner = kind.of if isinstance(kind, ty.Monthly) else kind
    return f"[{answer(inner)}]" if isinstance(inner, ty.SetOf) else answer(inner)


def filled_yaml(text: str, asked: Form) -> str:
    """Every line with a note behind it filled in, and every month below it."""
    kinds = iter(list(questions(asked)))
    lines, inside = [], None
    for line in text.splitlines():
        started = re.match(r"(\s+)(.+?):  # ", line)
        month = re.match(r"\s+\d+月?:$", line)
        if started and not line.lstrip().startswith(("#", "-")):
            inside = next(kinds)
            kind = inside.kind
            if not inside.months and not inside.fields:
                line = line.replace(":  # ", f": {in_yaml(kind)}  # ", 1)
        elif month and inside is not None:
            line += f" {in_yaml(inside.kind)}"
        lines.append(line)
    assert [] == list(kinds)
    return "\n".join(lines) + "\n"


def filled_csv(text: str, asked: Form) -> str:
    """Every cell of a fact filled in, in the rows whose unit is asked for it."""
    rows = list(csv.reader(io.StringIO(text)))
    forms = {form.unit or rows[-len(list(places(asked)))][0]: form for form in places(asked)}
    heads = rows[0]
    for row in rows[1:]:
        if row[0] in forms:
            answers = dict(by_heading(forms[row[0]], heads))
            row[:] = [answers.get(head, cell) for head, cell in zip(heads, row, strict=True)]
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()


def places(form: Form) -> Iterator[Form]:
    yield form
    for below in form.below:
        yield from places(below)


def by_heading(form: Form, heads: list[str]) -> Iterator[tuple[str, str]]:
    for part in form.parts:
        for question in part.questions:
            months = [head for head in heads if re.fullmatch(re.escape(question.called) + r" \d+月?", head)]
            yield from ((head, answer(question.kind)) for head in (months if question.months else [question.called]))


def is_complete(report: Report, asked: Form) -> None:
    """Nothing is odd but the numbers, and no rule misses a fact but lists of records, and units not listed."""
    assert [] == odd(report)
    lists = {question.key for question in questions(asked) if question.fields}
    for unit in (report, *below(report)):
        for result in unit.rules:
            missing = {reason.subject for reason in result.reasons if reason.kind is ReasonKind.MISSING}
            levels = {level.key for level in unit.judgement.core.levels}
            assert set() == missing - lists - levels, result.id


def below(report: Report) -> Iterator[Report]:
    for level in report.children.values():
        for unit in level:
            yield unit
            yield from below(unit)


FILLED = {"yaml": filled_yaml, "csv": filled_csv}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", DEMO)
def test_the_demonstration_filled_in_lacks_nothing(name: str, form, lang: Language) -> None:
    lacks_nothing(ankang_rules.load(name), form, lang)


def lacks_nothing(ruleset: Ruleset, form: str, lang: Language) -> None:
    asked = form_of(ruleset.core, lang)
    is_complete(read(ruleset, FILLED[form](ruleset.template(form, lang=lang), asked), form), asked)


@given(st.data())
@settings(max_examples=12, phases=(Phase.generate,))
def test_drawn_rulesets_can_be_filled_in(data: st.DataObject) -> None:
    ruleset = ankang_rules.parse(print_file(data.draw(rulesets(size=2)), "en"))
    form, lang = data.draw(st.sampled_from(FORMS)), data.draw(st.sampled_from(LANGUAGES))
    holds_nothing(ruleset, form, lang)
    lacks_nothing(ruleset, form, lang)


@given(st.data())
@settings(max_examples=12, phases=(Phase.generate,))
def test_drawn_trees_can_be_filled_in(data: st.DataObject) -> None:
    texts = {name: print_file(file, "en") for name, file in data.draw(trees()).items()}
    *_, last = texts
    core = check_text(texts[last], last, Texts(texts)).core
    assert core is not None
    form, lang = data.draw(st.sampled_from(FORMS)), data.draw(st.sampled_from(LANGUAGES))
    holds_nothing(Ruleset(core), form, lang)
    lacks_nothing(Ruleset(core), form, lang)


def test_a_rule_about_units_two_levels_down_asks_for_the_totals_of_both_levels() -> None:
    """How many counties there are closes the list of towns too; the unit on top tells both."""
    texts = {
        "leaf.rules": "ruleset demo.leaf tier leaf indicator done : yes/no rule done must done",
        "city.rules": (
            "ruleset demo.city tier city "
            "indicator counties there are : count in 个 indicator towns there are : count in 个 "
            'children counties each county : "leaf.rules" registered by counties there are '
            'children towns of counties each town : "leaf.rules" registered by towns there are '
            "rule reached must every town satisfies (done)"
        ),
    }
    core = check_text(texts["city.rules"], "city.rules", Texts(texts)).core
    assert core is not None
    asked = [question.key for part in form_of(core, "en").parts for question in part.questions]
    assert {"counties-there-are", "towns-there-are"} == set(asked)
