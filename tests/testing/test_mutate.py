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


def test_sums_branches_and_bounds_of_numbers_of_conditions_are_changed() -> None:
    found = keys("rule r must at least 1 of [a + a > 5; if c then a > 1 else a > 2]")
    assert "arithmetic | a + a → a - a" in found
    assert "branch | if c then a > 1 人 else a > 2 人 → a > 2 人" in found
    assert 2 == len([key for key in found if key.startswith("quantifier | at least 1 of")])


def test_the_when_of_a_group_and_of_the_ruleset_and_how_many_rules_of_a_group_are_enough() -> None:
    core = ankang_rules.parse(
        "ruleset t.t tier t when c indicator c : yes/no group g when c rule r must c rule s must c"
    )
    assert ["t.t | when | c → –", "g | when | c → –", "g | quantifier | all of → any of"] == [
        mutant.key for mutant in mutants(core.core) if mutant.core is not None
    ]


def test_what_a_parameter_says_by_default_is_changed() -> None:
    rules = "parameter p = yes parameter q : one of {few, many} = few rule r must (c or p) and q == many"
    assert ["p | threshold | yes → no", "q | threshold | few → many"] == keys(rules)[-2:]


def test_one_level_of_several_is_left_out() -> None:
    core = ankang_rules.load("ankang.programme").core
    rule = next(rule for rule in core.rules if rule.id == "programme.stage1.county-built")
    after = [m.after("en") for m in mutants(core, rule.id) if m.kind == "quantifier"]
    found = [text for text in after if text.startswith(("town", "vill"))]
    assert ["villages", "towns"] == found[:2]


def test_what_no_expected_value_shows_is_left_out() -> None:
    rules = "indicator d : count in 人 expected between 5 and 9 rule r must d "
    assert ["comparator | d > 0 人 → d ≤ 0 人"] == [k for k in keys(rules + "> 0") if k[:4] in ("comp", "thre")]
    assert "threshold | d > 5 人 → d > 4 人" in keys(rules + "> 5")
    assert "comparator | d + d ≥ 10 人 → d + d > 10 人" in keys(rules + "+ d ≥ 10")
    assert "threshold | d + d ≥ 10 人 → d + d ≥ 9 人" not in keys(rules + "+ d ≥ 10")


def test_nothing_in_a_library_is_changed() -> None:
    core = ankang_rules.parse("ruleset t.t indicator c : yes/no rule r must c").core
    found = mutate(core, [])
    assert (True, 0) == (found.is_library, found.tried)


def test_a_change_to_a_definition_is_tried_on_the_cases_of_the_rules_that_read_it() -> None:
    rules = 'define d = a > 4 define e = d rule r must e rule s must c example "1" given a = 5, c = yes expect '
    assert "d | comparator | a > 4 人 → a ≤ 4 人" not in survivors(rules + "r passes")
    assert "d | comparator | a > 4 人 → a ≤ 4 人" in survivors(rules + "s passes")


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


def test_a_length_of_time_and_a_share_are_moved_by_one_of_what_was_written() -> None:
    head = "indicator h : duration in hours indicator m : duration in days rule r must "
    assert {"h ≤ 20 hours → h ≤ 19 hours", "h ≤ 20 hours → h ≤ 21 hours"} <= moved(head + "h ≤ 20 小时")
    assert "m - m ≤ 90 minutes → m - m ≤ 89 minutes" in moved(head + "m - m ≤ 90 minutes")
    assert "10‰ of a → 9‰ of a" in moved("rule r must a ≥ 10‰ of a")


def moved(rules: str) -> set[str]:
    return {key.removeprefix("threshold | ") for key in keys(rules)}


def test_a_change_is_told_in_both_languages_with_labels_in_chinese() -> None:
    core = core_of('indicator d : duration in hours zh "答复时限" rule r zh "答复" must d ≤ 20 hours and c')
    found = [f"{one.before('zh')} → {one.after('zh')}" for one in mutants(core)]
    assert "答复 → " in found
    assert "答复时限 ≤ 20 小时 → 答复时限 < 20 小时" in found
    assert "答复时限 ≤ 20 小时 且 c → 答复时限 ≤ 20 小时 或 c" in found
