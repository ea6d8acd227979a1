"""A declaration that cannot be read makes no second diagnostic where its name is used."""

import pytest

from ankang_rules.check.load import check_text

HEAD = "ruleset t.t tier t\nindicator y : yes/no\n"


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in check_text(HEAD + text, "t.rules").diagnostics]


@pytest.mark.parametrize(
    "text",
    [
        "indicator fund money in 元 zh “基金”\nrule r must fund > 3 and 基金 > 3\nrule s must fund",
        "indicator fixed-deposit share money in 元\nrule r must fixed deposit share ≥ 50% of fixed-deposit share",
        "indicator zone : one of { urban rural }, \nrule r must zone == urban",
        "choices levels { low, high\nindicator level : one of levels\nrule r must level == low",
        "unit 斗 == 3 元\nindicator grain : number in 斗\nrule r must grain > 3 斗",
        "define rate = 3 +\nrule r must rate > 3 and rate + 3 人 > 4 and not rate",
        "parameter floor = \nrule r must floor ≥ 98%",
        "indicator posts : list of post { pay : money in 元, ok yes/no }\nrule r must every post satisfies (ok)",
        "indicator posts : list of post { pay money in 元 }\nrule r must sum of posts.pay > 3",
        "rule r must y +\nexample “e” given y = yes expect r passes, t.r passes",
        "group g any of of\nrule r must y\ngroup h\nrule r must y\nexample “e” given y = yes expect h.r passes",
        "group a\nrule r must y\ngroup b any of of\nrule r must y\nexample “e” given y = yes expect a.r passes",
        "indicator a money\nexample “e” given a = 3 expect r passes\nrule r must y",
        "import ankang.\nrule r must nowhere > 3 and other\nrule s as in ankang.common",
    ],
)
def test_only_the_broken_declaration_is_reported(text: str) -> None:
    found = codes(text)
    assert found
    assert {code[0] for code in found} == {"R"}


@pytest.mark.parametrize(
    "text", ["rulest t.t tier t\nrule r must y", "ruleset t. tier t\nindicator y : yes/no\nrule r must y"]
)
def test_a_broken_ruleset_line_is_not_missing(text: str) -> None:
    found = {diagnostic.code for diagnostic in check_text(text, "t.rules").diagnostics}
    assert "S401" not in found
    assert any(code[0] == "R" for code in found)


def test_the_other_mistakes_are_reported_all_the_same() -> None:
    assert ["R104", "N201", "T303"] == codes("indicator x money in 元\nrule r must nowhere > 3\nrule s must 3")
