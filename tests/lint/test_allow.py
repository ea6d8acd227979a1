"""Where an allow reaches, and what is said of one that should not be there."""

import pytest

from ankang_rules.check.load import check_text
from ankang_rules.lint.run import lint
from ankang_rules.lint.settings import lints_named

HEAD = 'ruleset t.t tier t\nindicator a : yes/no\nindicator b : yes/no\nrule both clause "一" must a or b\n'


def found(rules: str, *only: str) -> list[str]:
    checked = check_text(HEAD + rules, "t.rules")
    assert () == checked.diagnostics
    findings = lint(checked, lints_named(only, "test")) if only else lint(checked)
    return [f"{finding.code} {finding.span.text if finding.span else ''}" for finding in findings]


@pytest.mark.parametrize(
    "rules",
    [
        "rule r must a  # allow: L701 a reason",
        "rule r must a  # allow: rule-without-clause a reason",
        "rule r must a  # allow: rule-without-clause: a reason",
        "rule r must a  # 允许：L701 理由",
        "rule r must a  #allow:L701 a reason",
        "# allow: L701 a reason\nrule r must a",
        "# allow: L701 a reason\n# and more of the reason\nrule r must a",
    ],
)
def test_what_is_allowed_is_not_told(rules: str) -> None:
    assert [] == found(rules)


def test_above_a_declaration_it_reaches_to_its_end() -> None:
    rules = 'rule r\n  clause "一"\n  must a\n  when b or not b'
    assert ["L710 b or not b"] == found(rules)
    assert [] == found(f"# allow: L710 a reason\n{rules}")


def test_above_another_line_it_reaches_that_line() -> None:
    assert [] == found('rule r clause "一" must a\n  # allow: L710 a reason\n  when b or not b')
    late = found('rule r clause "一" must a\n  # allow: L710 a reason\n\n  when b or not b')
    assert ["L721 # allow: L710 a reason", "L710 b or not b"] == late


def test_at_the_end_of_a_line_it_does_not_reach_the_next() -> None:
    assert ["L721 # allow: L701 a reason", "L701 r"] == found(
        'rule s clause "二" must b  # allow: L701 a reason\nrule r must a'
    )


def test_it_allows_nothing_but_what_it_names() -> None:
    assert ["L701 r", "L721 # allow: L710 a reason"] == found("rule r must a  # allow: L710 a reason")


def test_a_name_that_no_lint_has_is_told() -> None:
    rules = "rule r must a  # allow: rule-without-a-clause why"
    (_, told) = lint(check_text(HEAD + rules, "t.rules"))
    assert "there is no lint called `rule-without-a-clause`" == told.text("en")
    assert "did you mean `rule-without-clause`?" == told.help("en")


def test_lints_that_do_not_run_leave_their_allows_alone() -> None:
    rules = 'rule r clause "二" must a  # allow: L701 a reason'
    assert [] == found(rules, "L702", "L721")
    assert ["L721 # allow: L701 a reason"] == found(rules, "L701", "L721")


def test_the_two_lints_about_allows_cannot_be_allowed() -> None:
    rules = "# allow: L720 a reason\nrule r  # allow: L701\n  must a"
    assert {"L720 # allow: L701", "L721 # allow: L720 a reason"} == set(found(rules))


def test_a_comment_that_is_about_something_else_is_none() -> None:
    assert ["L701 r"] == found("rule r must a  # we allow L701 here")
