"""Imports and libraries need files; what is said of them is the sentence, the underlined text and the next step."""

from pathlib import Path

import pytest

from ankang_rules.check.imports import near_dotted
from ankang_rules.check.load import check_text, load
from ankang_rules.testing.documents import said
from ankang_rules.testing.run_example import run

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


def test_two_levels_that_call_two_things_alike(found) -> None:
    """Said at the level that comes second, with both places."""
    assert found(
        city="ruleset t.city tier city\n"
        'children towns each town : "town.rules"\nchildren farms each farm : "farm.rules"\n'
        "rule r must every town, farm passes",
        town='ruleset t.town tier town\nindicator staffed : yes/no zh "有人"\nrule r must staffed',
        farm='ruleset t.farm tier farm\nindicator guarded : yes/no also "有人"\nrule r must guarded',
    ) == [
        "city: U604 `有人` means both `staffed` and `guarded` in one tree\n"
        '  at: children farms each farm : "farm.rules"\n'
        "  and: 有人\n"
        "  and: 有人\n"
        "  help: one facts file serves every level: change one of the two labels, or use one name for both"
    ]


def test_a_path_that_no_file_can_have(found) -> None:
    name = "a" * 5000
    said_of = found(county=f'{COUNTY}import "{name}"\nrule r must yes\nexample "x" given file "{name}" expect r passes')
    assert ["N208", "S413"] == [line.split()[1] for line in said_of]


def test_the_facts_file_of_an_example_stands_beside_the_rules(found, tmp_path: Path) -> None:
    """A file or a folder; the working directory does not matter."""
    (tmp_path / "facts.yaml").write_text("plan: yes", encoding="utf-8")
    rules = f'{COUNTY}indicator plan : yes/no\nrule r must plan\nexample "x" given file "facts.yaml" expect r passes'
    assert [] == found(county=rules)
    core = load(tmp_path / "county.rules").core
    assert core is not None
    assert run(core, core.examples[0]).holds
    gone = rules.replace("facts.yaml", "gone.yaml")
    assert found(county=gone) == [
        'county: S413 there are no facts at `gone.yaml`\n  at: "gone.yaml"\n'
        "  help: the path is relative to this rules file, and leads to a YAML, JSON or CSV file or a folder"
    ]


@pytest.mark.parametrize(
    ("given", "said_of"),
    [
        ("total = 1, towns = [3 × {}]", "F524"),
        ('total = 1, file "facts.yaml"', "F524"),
        ('total = 3, file "facts.yaml"', ""),
        ('total = unknown, file "facts.yaml", towns = []', ""),
        ("total = yes", "F502"),
        ('file "broken.yaml"', "F507"),
    ],
)
def test_what_stands_beside_a_file_goes_before_it(found, tmp_path: Path, given: str, said_of: str) -> None:
    """And the two are held against each other: errors of the facts are told, and nothing raises."""
    (tmp_path / "facts.yaml").write_text("facts: {}\nchildren: {towns: [{unit: a}, {unit: b}]}", encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("facts: [", encoding="utf-8")
    rules = (
        COUNTY + "indicator total : count in 个\nchildren towns each town : ankang.town registered by total\n"
        f'rule r must count of towns where (full-time-staff > 0) ≤ 2\nexample "x" as of 2014-11-30 given {given} '
    )
    assert [] == found(county=rules + "expect r is unknown")
    core = load(tmp_path / "county.rules").core
    assert core is not None
    outcome = run(core, core.examples[0])
    assert [said_of] * bool(said_of) == [error.code for error in outcome.errors]
    assert bool(said_of) == (outcome.judgement is None)
