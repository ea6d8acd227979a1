"""How often each rule and each condition ended how, in whatever layout and language the rules are written."""

import ankang_rules
from ankang_rules import Status
from ankang_rules.format.file import format_text
from ankang_rules.testing.cases.case import of_example, run
from ankang_rules.testing.cases.tally import Tally, tallies

RULES = """ruleset t.t tier t indicator a : count in 人 indicator c : yes/no
rule r must a ≥ 3 and not c when a > 0 except when a > 9 : c
rule s must any of [a > 5; c]
example "1" given a = 4, c = no expect r passes, s fails
example "2" given a = 10, c = no expect r fails, s passes
example "3" given a = 0 expect r is not applicable, s is unknown
"""
LAYOUTS = {
    "one line": RULES.replace("\n", " "),
    "a word a line": RULES.replace(" ", "\n").replace("is\nnot\napplicable", "is not applicable"),
    "as fmt lays it out": format_text(RULES).text,
    "in Chinese": format_text(RULES, lang="zh").text,
    "with comments": RULES.replace("must", "# why\nmust").replace(" and ", "\n# and\nand "),
}


def counted(rules: str) -> tuple[Tally, ...]:
    core = ankang_rules.parse(rules).core
    return tallies(core, [run(of_example(core, example)) for example in core.examples])


def test_a_new_layout_changes_nothing() -> None:
    expected = counted(RULES)
    assert [(1, 1), (1, 1)] == [(one.ended[Status.PASS], one.ended[Status.FAIL]) for one in expected]
    assert dict.fromkeys(LAYOUTS, expected) == {name: counted(rules) for name, rules in LAYOUTS.items()}


def test_another_order_of_the_rules_changes_only_the_order() -> None:
    lines = RULES.splitlines()
    lines[1], lines[2] = lines[2], lines[1]
    assert sorted(counted(RULES), key=str) == sorted(counted("\n".join(lines)), key=str)
