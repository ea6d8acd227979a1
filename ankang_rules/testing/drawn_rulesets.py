"""Whole rulesets, and reports on them, for people who test engines and renderings."""

from __future__ import annotations

from hypothesis import strategies as st

from ankang_rules.door import Report, Ruleset, parse
from ankang_rules.source import Language
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.print import print_file
from ankang_rules.testing.drawing import facts
from ankang_rules.testing.strategies import rulesets as drawn_files


def rulesets(size: int = 2) -> st.SearchStrategy[Ruleset]:
    """Draw a checked ruleset, in either language; *size* bounds the depth of its conditions."""
    return st.builds(_checked, drawn_files(size=size), st.sampled_from(("en", "zh")))


def _checked(file: t.File, lang: Language) -> Ruleset:
    return parse(print_file(file, lang), name="drawn.rules")


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Draw a ruleset and facts about one unit, and judge it."""
    ruleset = draw(rulesets())
    return ruleset.evaluate(draw(facts(ruleset)))
