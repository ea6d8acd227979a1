"""What is found out about a ruleset is kept with it, and with no other that says the same."""

import copy
import pickle

from ankang_rules.check.levels import tree_indicators
from ankang_rules.check.load import check_text
from ankang_rules.core.kept import kept
from ankang_rules.core.ruleset import RulesetCore

TEXT = "ruleset t.pool tier pool\nindicator lit : yes/no\nrule light must lit\n"


def loaded(text: str) -> RulesetCore:
    core = check_text(text, "pool.rules").core
    assert core is not None
    return core


def test_the_same_rules_a_line_further_down_have_places_of_their_own() -> None:
    first, second = loaded(TEXT), loaded("\n" + TEXT)
    assert first == second
    assert [2, 3] == [tree_indicators(core)["lit"].span.line for core in (first, second)]


def test_a_ruleset_is_looked_at_once_and_a_copy_of_it_again() -> None:
    seen = []

    @kept
    def rules(core: RulesetCore) -> int:
        seen.append(core)
        return len(core.rules)

    core = loaded(TEXT)
    copies = [copy.deepcopy(core), pickle.loads(pickle.dumps(core))]
    assert [1, 1] == [rules(core), rules(core)]
    assert 1 == len(seen)
    assert [1, 1] == [rules(one) for one in copies]
    assert 3 == len(seen)


def test_what_further_arguments_ask_is_kept_apart() -> None:
    seen = []

    @kept
    def named(core: RulesetCore, name: str, *, upper: bool = False) -> str:
        seen.append(name)
        return f"{core.name} {name.upper() if upper else name}"

    core = loaded(TEXT)
    wanted = ["t.pool a", "t.pool b", "t.pool A", "t.pool a"]
    assert wanted == [named(core, "a"), named(core, "b"), named(core, "a", upper=True), named(core, "a")]
    assert ["a", "b", "a"] == seen
