"""What is changed about a rule, and which changes the cases notice."""

from attrs import evolve

import ankang_rules
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.testing.cases.case import of_example, run
from ankang_rules.testing.mutate.mutants import mutants
from ankang_rules.testing.mutate.run import mutate

HEAD = "ruleset t.t tier t indicator a : count in 人 indicator b : share within 100% indicator c : yes/no "


def core_of(rules: str) -> RulesetCore:
    return ankang_rules.parse(HEAD + rules).core


def keys(rules: str) -> list[str]:
    return [mutant.key.removeprefix("t.r | ") for mutant in mutants(core_of(rules))]


def survivors(rules: str) -> list[str]:
    core = core_of(rules)
    found = mutate(core, [run(of_example(core, example)) for example in core.examples])
    return [one.key.removeprefix("t.r | ") for one in found.survivors]


def test_a_comparison_with_a_threshold() -> None:
    assert [
        "rule | r → –",
        "condition | a ≥ 3 人 → –",
        "comparator | a ≥ 3 人 → a > 3 人",
        "comparator | a ≥ 3 人 → a < 3 人",
        "threshold | a ≥ 3 人 → a ≥ 2 人",
        "threshold | a ≥ 3 人 → a ≥ 4 人",
    ] == keys("rule r must a ≥ 3")


def test_every_part_of_a_rule_is_changed_or_dropped() -> None:
    found = keys("rule r must c and a > 5 when a > 2 except when b = 50% : not c due 2014-01-01")
    assert {"rule", "condition", "and/or", "comparator", "threshold", "when", "exception", "due"} == {
        key.partition(" | ")[0] for key in found
    }
    assert len(found) == len(set(found))


def test_what_provably_changes_nothing_is_left_out() -> None:
    """A count is never below zero, and a share within 100% never above."""
    assert "comparator | a > 0 人 → a ≠ 0 人" not in keys("rule r must a > 0")
    assert "comparator | b = 100% → b ≥ 100%" not in keys("rule r must b = 100%")
    assert "comparator | b = 99% → b ≥ 99%" in keys("rule r must b = 99%")


def test_a_case_at_the_threshold_and_one_below_notice_everything() -> None:
    rule = "rule r must a ≥ 3 example '1' given a = 3 expect r passes ".replace("'", '"')
    assert ["condition | a ≥ 3 人 → –", "threshold | a ≥ 3 人 → a ≥ 2 人"] == survivors(rule)
    assert [] == survivors(rule + 'example "2" given a = 2 expect r fails')


def test_a_rule_of_which_no_case_speaks_can_be_changed_at_will() -> None:
    """Something is expected only of the rule beside it."""
    core = core_of('rule r must a ≥ 3 rule s must c example "1" given a = 3, c = yes expect s passes')
    ran = run(of_example(core, core.examples[0]))
    assert "t.r | rule | r → –" in [one.key for one in mutate(core, [ran]).survivors]
    assert 6 == len(mutate(core, [ran], "t.r").survivors)


def test_definitions_and_parameters_are_changed_too() -> None:
    rules = "parameter p = 90% define d = a > 4 rule r must d and b ≥ p"
    assert {"d | comparator | a > 4 人 → a ≥ 4 人", "p | threshold | 90% → 89%"} <= set(keys(rules))
    noticed = (
        rules + ' example "1" given a = 5, b = 90% expect r passes example "2" given a = 4, b = 90% expect r fails'
    )
    assert not [key for key in survivors(noticed) if key.startswith("d | comparator")]
    assert "p | threshold | 90% → 89%" in survivors(noticed)


def test_the_order_and_the_keys_do_not_depend_on_the_layout() -> None:
    rules = "rule r must c and a > 5 when a > 2"
    assert keys(rules) == keys(rules.replace(" ", "\n  "))


def test_no_mutant_is_the_ruleset_itself() -> None:
    core = ankang_rules.load("ankang.county").core
    rules = {rule.id: rule for rule in core.rules}
    assert [] == [
        mutant.key for mutant in mutants(core) if mutant.rule is not None and mutant.rule == rules[mutant.what]
    ]


def test_a_case_that_does_not_hold_notices_nothing() -> None:
    core = core_of('rule r must a ≥ 3 example "1" given a = 3 expect r fails')
    ran = run(of_example(core, core.examples[0]))
    assert not ran.holds
    assert 6 == len(mutate(evolve(core), [ran]).survivors)
