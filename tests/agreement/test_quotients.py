"""Nothing is divided: comparisons of quotients are multiplied out, with the right sign for whatever stands below."""

from fractions import Fraction
from itertools import product

import ankang_rules
from ankang_rules.evaluate.judge import judge
from ankang_rules.evaluate.reference import Asked
from ankang_rules.facts.read import read

RULES = ankang_rules.parse(
    """
ruleset demo tier t
indicator a : number in 元
indicator b : number in 元
indicator c : number in 元
rule less must a / b < c / a
rule most must a / b ≤ 1/2
rule same must a / b = b / c
rule other must a / b ≠ c / b
rule above must 1/3 < a / (b - c)
rule total must a / b + b / c ≥ c / a - a / c
rule powers must a / b × (b / c) > -(c / a)
rule sizes must absolute (a / b) ≥ absolute (c / b)
rule lowest must lowest of [ a / b; b / c ] < 1
rule steps must (a / b) rounded to 1 half even ≥ c / a
""",
    name="quotients.rules",
)
VALUES = (Fraction(-2), Fraction(-1, 3), Fraction(0), Fraction(1), None)


def test_quotients_compare_as_they_do_in_the_reference() -> None:
    """Negative, zero, fractional and missing above and below the line."""
    for values in product(VALUES, repeat=3):
        facts = dict(zip("abc", values, strict=True))
        judged = judge(RULES.core, read(facts, RULES.core), Asked())
        assert {result.id: result.status for result in judged.rules} == RULES.decide(facts).rules, facts
