"""Imports and libraries need files; what is said of them is the sentence, the underlined text and the next step."""

from pathlib import Path

import pytest

from ankang_rules.check.imports import near_dotted
from ankang_rules.check.load import check_text, load
from ankang_rules.testing.documents import said

COUNTY = "ruleset t.county tier county\n"


@pytest.fixture
def found(tmp_path: Path):
    """Write files, load the first of them, and return what is said, with the name of the file it is said of."""

    def check(lang: str = "en", **files: str) -> list[str]:
        for name, text in files.items():
            (tmp_path / f"{name}.rules").write_text(text, encoding="utf-8")
        checked = load(tmp_path / f"{next(iter(files))}.rules")
        return [f"{Path(d.span.source.name).stem}: {said(d, lang)}" for d in checked.diagnostics]

    return check


def test_a_file_that_imports_itself(found) -> None:
    assert found(county=COUNTY + 'import "county.rules"\nrule r must yes') == [
        'county: N209 this file imports itself\n  at: import "county.rules"\n  help: leave this line out'
    ]


def test_imports_in_a_circle(found) -> None:
    """The circle is reported where it closes; what a file of the circle lacks by it is not reported again."""
    assert found(
        county=COUNTY + 'import "a.rules"\nindicator x : yes/no\nrule r must x and y and z',
        a='ruleset t.a\nimport "b.rules"\nindicator y : yes/no',
        b='ruleset t.b\nimport "a.rules"\ndefine z = y and nowhere',
    ) == [
        "b: N209 `a.rules` imports this file in turn\n"
        '  at: import "a.rules"\n'
        "  help: put what they share into a third file"
    ]


def test_a_broken_import_is_reported_there_and_here(found) -> None:
    """What it could not declare is not unknown here."""
    assert found(
        county=COUNTY + 'import "a.rules"\nrule r must x > 3 and y\nrule s as in t.a',
        a="ruleset t.a\nindicator x money in 元\nindicator y : yes/no\nrule s must y +",
        lang="en",
    )[:1] == [
        'county: N210 `a.rules`, imported here, has 2 problems\n  at: import "a.rules"\n  help: mend that file first'
    ]


def test_what_a_broken_import_declares_is_known(found) -> None:
    said = found(
        county=COUNTY + 'import "a.rules"\nrule r must x > 3 and y\nrule s as in t.a',
        a="ruleset t.a\nindicator x money in 元\nindicator y : yes/no\nrule s must y +",
    )
    assert ["county: N210", "a: R104", "a: R104"] == [" ".join(line.split()[:2]) for line in said]


def test_names_of_two_files_collide_at_both_places(found) -> None:
    assert found(
        county=COUNTY + 'import "a.rules"\nindicator x : yes/no zh "甲"\nrule r must x',
        a='ruleset t.a\nindicator y : yes/no zh "甲"',
    ) == [
        'county: N202 `甲` is already the name of something else\n  at: "甲"\n  and: "甲"\n'
        "  help: choose another name or label: names, labels and aliases must differ from one another"
    ]


def test_a_name_near_one_of_an_import_is_suggested(found) -> None:
    assert (
        "help: did you mean `payments made`?"
        in found(
            county=COUNTY + 'import "a.rules"\nrule r must payment made',
            a="ruleset t.a\nindicator payments made : yes/no",
        )[0]
    )


def test_a_rule_is_taken_through_two_libraries(tmp_path: Path) -> None:
    (tmp_path / "a.rules").write_text("ruleset t.a\nindicator x : yes/no\nrule s clause “1” must x", encoding="utf-8")
    (tmp_path / "b.rules").write_text(
        'ruleset t.b\nimport "a.rules"\nrule s as in t.a clause "2" fix "mend it"', encoding="utf-8"
    )
    checked = check_text(COUNTY + 'import "b.rules"\nrule s as in t.b clause "3"', "county.rules", tmp_path)
    assert () == checked.diagnostics
    (rule,) = checked.core.rules
    assert ("county.s", "3", "mend it") == (rule.id, rule.clause, rule.fix.en)


def test_libraries_that_take_a_rule_from_each_other(found) -> None:
    """They import each other, which is said; following them ends."""
    said = found(
        county=COUNTY + 'import "a.rules"\nrule s as in t.a',
        a='ruleset t.a\nimport "b.rules"\nrule s as in t.b',
        b='ruleset t.b\nimport "a.rules"\nrule s as in t.a',
    )
    assert ["b: N209"] == [" ".join(line.split()[:2]) for line in said]


def test_a_rule_that_the_library_does_not_have(found) -> None:
    assert found(
        county=COUNTY + 'import "a.rules"\nrule fund helt as in t.a',
        a="ruleset t.a\nindicator x : yes/no\nrule fund held must x",
    ) == ["county: N201 `t.a` has no rule `fund helt`\n  at: fund helt\n  help: did you mean `fund held`?"]


def test_a_mistake_in_a_rule_taken_in_is_underlined_in_the_library(found) -> None:
    assert found(
        county=COUNTY + 'import "a.rules"\nrule s as in t.a',
        a="ruleset t.a\nindicator x : money in 元\nrule s must x",
    ) == [
        "a: T303 `x` is a quantity in 元, not a condition\n  at: x\n"
        "  help: a condition can be answered yes or no: compare it, as in `… ≥ …`"
    ]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "S401 this file has no `ruleset` line\n  help: begin it with `ruleset NAME`, and `tier …` if it judges"),
        ("zh", "S401 文件里没有 `规则集` 声明\n  help: 第一行写作 `规则集 名称`，需要评定的再加 `层级 …`"),
    ],
)
def test_a_file_without_its_ruleset_line(lang: str, expected: str) -> None:
    for text in ("", "indicator x : yes/no\nrule r must x\nexample “e” given x = yes expect t.r passes"):
        (diagnostic,) = check_text(text, "t.rules").diagnostics
        assert said(diagnostic, lang).startswith(expected)


def test_a_ruleset_with_a_tier_is_no_library(found) -> None:
    assert found(
        county=COUNTY + 'import "a.rules"\nrule s as in t.a',
        a="ruleset t.a tier town\nindicator x : yes/no\nrule s must x",
    ) == [
        "county: N211 `t.a` has the tier `town`, so it is not a library\n  at: t.a\n"
        "  help: put rules to be shared into a file without `tier`"
    ]


@pytest.mark.parametrize(
    ("dotted", "expected"),
    [("ankang.countty", ["ankang.county"]), ("ankag.county", ["ankang.county"]), ("ankang.nowhere", []), ("x", [])],
)
def test_a_name_is_near_another_by_what_they_do_not_share(dotted: str, expected: list[str]) -> None:
    assert expected == near_dotted(dotted, ["ankang.county", "ankang.town", "ankang.common"])
