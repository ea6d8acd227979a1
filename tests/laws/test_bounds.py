"""Law 9 for conditions: what is nested too deeply or written too long is refused by a bound, and nothing raises."""

import json

import pytest

import ankang_rules
from ankang_rules import RulesError
from ankang_rules.check.load import check_text

HEAD = """\
ruleset demo tier county
indicator a : yes/no
indicator x : money in 元
indicator n : number
indicator series : monthly yes/no
indicator posts : list of post { filled : yes/no }
"""

REFUSED = {
    "not": ("not " * 3000 + "a", "R107"),
    "minus": ("-" * 3000 + "x > 1", "R107"),
    "sum": ("x" + " + x" * 3000 + " > 1", "R107"),
    "product": ("x" + " × 2" * 3000 + " > 1", "R107"),
    "if": ("if a then " * 2000 + "a" + " else a" * 2000, "R107"),
    "all of": ("all of [" * 2000 + "a" + "]" * 2000, "R107"),
    "brackets in a share": ("(50% of " * 2000 + "x" + ")" * 2000 + " > 1", "R107"),
    "quantifiers": ("every post satisfies (" * 5 + "filled" + ")" * 5, "R107"),
    "digits": ("x > " + "9" * 990_000, "R106"),
    "decimals": ("x > 0." + "0" * 500 + "1", "R106"),
}
TAKEN = {
    "a long conjunction": "a" + " and a" * 5000,
    "a long chain": "x" + " ≤ x" * 1000,
    "brackets that say nothing": "(" * 3000 + "a" + ")" * 3000,
    "nested as deeply as may be": "not " * 90 + "a",
    "quantifiers as deep as may be": "every post satisfies (" * 4 + "filled" + ")" * 4,
    "a number as long as may be": f"x < {'9' * 400} or a",
}


def codes(text: str) -> set[str]:
    return {diagnostic.code for diagnostic in check_text(text, "deep.rules").errors}


@pytest.mark.parametrize(("condition", "code"), REFUSED.values(), ids=REFUSED)
def test_what_passes_a_bound_is_refused_by_it(condition: str, code: str) -> None:
    assert code in codes(f"{HEAD}rule r must {condition}")


@pytest.mark.parametrize("condition", TAKEN.values(), ids=TAKEN)
def test_what_keeps_within_the_bounds_is_judged_and_argued(condition: str) -> None:
    """Long is not deep: nothing recurses once for each operand."""
    ruleset = ankang_rules.parse(f"{HEAD}rule r must {condition}")
    for facts in ({}, {"a": True, "x": 10**399, "posts": [{"filled": True}, {}]}):
        report = ruleset.evaluate(facts)
        assert report.explain("zh")
        json.dumps(report.to_dict())


def test_an_exponent_is_no_number_of_the_language() -> None:
    assert codes(f"{HEAD}rule r must x > 9e999999999")


def test_definitions_may_stand_upon_one_another_only_so_far() -> None:
    chain = "\n".join(f"define d{i} = d{i - 1} + 1" for i in range(1, 200))
    assert codes(f"{HEAD}define d0 = n\n{chain}\nrule r must d199 > 1")


def test_numbers_that_would_grow_too_long_are_refused_at_load() -> None:
    """Twenty squarings make a million digits of a fact; the checker adds up what a product can need."""
    squares = "\n".join(f"define d{i} = d{i - 1} × d{i - 1}" for i in range(1, 21))
    assert {"T311"} == codes(f"{HEAD}define d0 = n\n{squares}\nrule r must d20 > 1")


def test_numbers_as_long_as_may_be_are_reckoned_exactly() -> None:
    squares = "\n".join(f"define d{i} = d{i - 1} × d{i - 1}" for i in range(1, 7))
    ruleset = ankang_rules.parse(f"{HEAD}define d0 = n\n{squares}\nrule r must d6 == d6 + 0 and d6 > 10")
    report = ruleset.evaluate({"n": 10**399 + 1})
    assert "pass" == report.status.value
    assert report.explain("en")


def test_a_broken_rule_beside_a_deep_one_is_still_reported() -> None:
    deep = "not " * 3000 + "a"
    with pytest.raises(RulesError) as refused:
        ankang_rules.parse(f"{HEAD}rule r must {deep}\nrule s must nobody > 3")
    assert {"R107", "N201"} == {diagnostic.code for diagnostic in refused.value.diagnostics}
