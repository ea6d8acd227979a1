"""Members of choices are printed by their label in the reader's language, else by their name."""

from ankang_rules.check.load import check_text
from ankang_rules.core.print import show

RULES = """ruleset t.t tier t
choices functions { administration zh "行政" en "Administration", audit zh "稽核", finance }
indicator covered : set of functions zh "已设职能"
indicator one : one of functions
rule r must covered includes {audit, administration, finance} and one == audit and one is one of {administration}"""


def test_members_are_in_the_readers_language() -> None:
    condition = check_text(RULES, "t.rules").core.rules[0].condition
    assert show(condition, lang="zh") == "covered 包含 {行政, 稽核, finance} 且 one == 稽核 且 one 属于 {行政}".replace(
        "==", "="
    )
    assert show(condition, lang="en") == (
        "covered includes {Administration, audit, finance} and one = audit and one is one of {Administration}"
    )
