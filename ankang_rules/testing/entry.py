"""What Hypothesis loads by itself: ``from_type(Ruleset)`` draws a ruleset. Light: every run loads it."""

from hypothesis import strategies as st

from ankang_rules.door import Ruleset


def _rulesets(_: type[Ruleset]) -> st.SearchStrategy[Ruleset]:
    from ankang_rules.testing.drawn_rulesets import rulesets

    return rulesets()


st.register_type_strategy(Ruleset, _rulesets)
