"""References become labels of one language where they can; the rules stay the same."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ankang_rules.check.load import check_text, load
from ankang_rules.check.relabel import relabelled
from ankang_rules.cli.app import app
from ankang_rules.source import LANGUAGES

HEAD = """ruleset t.t tier t
indicator fund : money in 元 zh "基金总量" en "Total fund"
indicator late : count in 件 zh "3日内办结" en "Late"
indicator paid : count in 件
define half = 50% of fund zh "半数"
"""


def becomes(rules: str) -> str:
    checked = check_text(HEAD + rules, "t.rules")
    assert () == checked.diagnostics
    return relabelled(checked, "zh").partition("rule r ")[2].strip()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("must fund ≥ 3 元", "must 基金总量 ≥ 3 元"),
        ("must Total fund ≥ half  # fund", "must 基金总量 ≥ 半数  # fund"),
        ("must late ≤ 3 件 and fund > 0", "must late ≤ 3 件 and 基金总量 > 0"),  # its label needs backticks
        ("must paid ≤ 3 件", "must paid ≤ 3 件"),  # it has none
        (
            'must fund > 0 example "e" given fund = 3 元 expect r passes',
            'must 基金总量 > 0 example "e" given 基金总量 = 3 元 expect r passes',
        ),
    ],
)
def test_references_become_the_label_and_what_is_declared_stays(written: str, expected: str) -> None:
    assert expected == becomes(f"rule r {written}")


@pytest.mark.parametrize("name", ["county", "programme"])
def test_the_packaged_rulesets_mean_the_same_under_the_labels_of_either_language(name: str) -> None:
    folder = Path(__file__).resolve().parents[2] / "rulesets" / "ankang"
    checked = load(str(folder / f"{name}.rules"))
    for lang in LANGUAGES:
        text = relabelled(checked, lang, folder)
        assert checked.module is not None
        assert text != checked.module.source.text
        assert checked.core == check_text(text, str(folder / f"{name}.rules"), folder).core


def test_what_is_asked_of_units_below_has_its_labels_too() -> None:
    folder = Path(__file__).resolve().parents[2] / "rulesets" / "ankang"
    chinese = relabelled(load(str(folder / "programme.rules")), "zh", folder)
    assert "count of counties where (是否达标 and 达标日期 ≤ city's 总目标期限) == 10 个" in chinese


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["fmt", *arguments], catch_exceptions=False)


def test_the_program_translates_keywords_and_references_there_and_back(tmp_path: Path) -> None:
    file = tmp_path / "t.rules"
    file.write_text(f"{HEAD}rule r must Total fund ≥ 3 元", encoding="utf-8")
    assert 0 == run(str(file), "--lang", "zh", "--names").exit_code
    chinese = file.read_text(encoding="utf-8")
    assert chinese.endswith("规则 r\n  必须 基金总量 ≥ 3 元\n")
    run(str(file), "--lang", "en", "--names")
    assert file.read_text(encoding="utf-8").endswith("rule r\n  must Total fund ≥ 3 元\n")
    run(str(file), "--lang", "zh", "--names")
    assert chinese == file.read_text(encoding="utf-8")


def test_names_need_a_language_and_rules_that_check(tmp_path: Path) -> None:
    file = tmp_path / "t.rules"
    file.write_text(f"{HEAD}rule r must nobody ≥ 3 元", encoding="utf-8")
    assert 2 == run(str(file), "--names").exit_code
    result = run(str(file), "--names", "--lang", "en")
    assert (2, True) == (result.exit_code, "N201" in result.output)
