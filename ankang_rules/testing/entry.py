"""What Hypothesis loads by itself: `from_type` of a ruleset, and of a report. Light, as every run of it loads this."""

from hypothesis import strategies as st

from ankang_rules.door import Report, Ruleset


def _rulesets(_: type[Ruleset]) -> st.SearchStrategy[Ruleset]:
    from ankang_rules.testing.drawn_rulesets import rulesets

    return rulesets()


def _reports(_: type[Report]) -> st.SearchStrategy[Report]:
    from ankang_rules.testing.drawn_rulesets import reports

    return reports()


st.register_type_strategy(Ruleset, _rulesets)
st.register_type_strategy(Report, _reports)
