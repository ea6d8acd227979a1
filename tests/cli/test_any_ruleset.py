"""Whatever a ruleset says and whatever the facts are: it can be listed and argued, and nothing in it is left out."""

import json
import re
from collections.abc import Iterator
from datetime import date

from hypothesis import given, note
from hypothesis import strategies as st

import ankang_rules
from ankang_rules import Ruleset
from ankang_rules.core import nodes as n
from ankang_rules.evaluate.trace import Trace
from ankang_rules.explain import terms
from ankang_rules.explain.amounts import outcome_text
from ankang_rules.explain.in_full import in_full
from ankang_rules.explain.layout import close_up, wrapped
from ankang_rules.explain.sentences import operand
from ankang_rules.explain.words import Words
from ankang_rules.source import Language, display_width
from ankang_rules.syntax.print import print_file
from ankang_rules.testing.strategies import facts_for, rulesets

LANGUAGES = st.sampled_from(("en", "zh"))
DAYS = st.sampled_from((date(2014, 11, 30), date(2012, 2, 29)))


@st.composite
def checked(draw: st.DrawFn) -> Ruleset:
    text = print_file(draw(rulesets(size=2)), "en")
    note(text)
    return ankang_rules.parse(text, name="drawn.rules")


def solid(text: str) -> str:
    """The signs of *text*, however it is laid out: without blanks and without the lines of a tree."""
    return re.sub(r"[\s│├└─]", "", text)


@given(checked(), LANGUAGES)
def test_any_ruleset_can_be_listed_with_everything_it_declares(ruleset: Ruleset, lang: Language) -> None:
    text, page, data = ruleset.describe(lang), ruleset.describe(lang, form="markdown"), ruleset.to_dict()
    assert data == json.loads(json.dumps(data))
    names = Words(ruleset.core, lang)
    for rule in ruleset.core.rules:
        assert rule.id in text
        assert rule.id in page
    for thing in (*ruleset.core.indicators, *ruleset.core.parameters, *ruleset.core.definitions):
        assert solid(names.name(thing.key)) in solid(text)
    for part in ("rules", "groups", "indicators", "parameters", "definitions", "awards"):
        assert len(getattr(ruleset.core, part)) == len(data[part])


@given(st.data(), DAYS, LANGUAGES)
def test_any_judgement_can_be_argued_with_every_value_in_it(data: st.DataObject, day: date, lang: Language) -> None:
    ruleset = data.draw(checked())
    facts = data.draw(facts_for(ruleset.core, invalid=True))
    report = ruleset.evaluate(facts, as_of=day, strict=False)
    words = Words(ruleset.core, lang)
    for result in report.rules:
        text = in_full(report.judgement, result, lang)
        note(text)
        assert solid(result.id) in solid(text)  # a long title is wrapped, and Chinese may break anywhere
        for trace in filter(None, (*result.whens, *result.exceptions, result.condition)):
            for leaf in leaves(trace):
                value = outcome_text(leaf.outcome, leaf.node.type, lang)
                assert solid(terms.equals(operand(leaf.node, words), value)) in solid(text)


def leaves(trace: Trace) -> Iterator[Trace]:
    """The facts, parameters, fields and months that a value or a condition was made of."""
    if isinstance(trace.node, n.MonthOf | n.FieldRef | n.ParameterRef | n.DefinitionRef | n.Fact):
        if trace.at is None:
            yield trace
        return
    for part in trace.parts:
        yield from leaves(part)


SENTENCES = st.text(st.sampled_from("ab 不低于，（）“”%.,50─元"), max_size=60)


@given(SENTENCES, st.integers(4, 30))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert text.replace(" ", "") == "".join(lines).replace(" ", "")
    for line in lines:
        assert display_width(line) <= width or len(wrapped(line, 1)) == 1, "only what cannot be broken may be wider"
        assert not line[1:] or line == line.rstrip()


@given(SENTENCES, st.integers(4, 30))
def test_no_line_begins_with_a_sign_that_closes_or_ends_with_one_that_opens(text: str, width: int) -> None:
    lines = wrapped("a" + text.replace(" ", "") + "b", width)
    assert [] == [line for line in lines if line[0] in "，）”%" or line[-1] == "（"]


@given(SENTENCES, SENTENCES)
def test_parts_of_a_sentence_meet_with_one_blank_at_most(left: str, right: str) -> None:
    assert close_up(left, right) in (left + right, f"{left} {right}")
    assert close_up(left, "") == left
    assert close_up("", right) == right
