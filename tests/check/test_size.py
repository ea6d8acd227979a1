"""What is too long is refused unread, and what is too much is counted."""

import pytest

import ankang_rules
from ankang_rules import RulesError
from ankang_rules.check.to_core import MOST_FINDINGS
from ankang_rules.syntax.parser import MOST_CHARACTERS

HEAD = "ruleset t.t tier t indicator a : yes/no rule r must a "


def codes(text: str) -> list[str]:
    with pytest.raises(RulesError) as raised:
        ankang_rules.parse(text)
    return [diagnostic.code for diagnostic in raised.value.diagnostics]


def test_a_text_at_the_bound_is_read_and_one_beyond_is_not() -> None:
    assert "t.t" == ankang_rules.parse(HEAD + "#" * (MOST_CHARACTERS - len(HEAD))).name
    assert ["R116"] == codes(HEAD + "#" * (MOST_CHARACTERS - len(HEAD) + 1))


def test_so_many_problems_are_listed_and_the_others_counted() -> None:
    wrong = [f"rule x{i} must b{i}" for i in range(MOST_FINDINGS + 3)]
    assert ["N201"] * MOST_FINDINGS == codes(HEAD + " ".join(wrong[:MOST_FINDINGS]))
    assert ["N201"] * MOST_FINDINGS + ["R117"] == codes(HEAD + " ".join(wrong))
