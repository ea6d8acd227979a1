"""Chinese words without spaces between are parted at keywords, into names by any of their spellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankang_rules.check.load import check_text

HEAD = """ruleset t.t tier t
indicator insured : count in 人 zh "参保人数" also "参保"
indicator rate : share zh "参保率"
indicator a : yes/no zh "甲"
indicator b : yes/no zh "乙"
indicator c : yes/no zh "丙"
indicator fund : money in 元 zh "基金总量" also "目的地" also "目的地资金"
indicator posts : list of post { 到岗 : yes/no }
"""


def found(condition: str) -> list[tuple[str, str | None]]:
    return [(d.code, d.fix) for d in check_text(f"{HEAD}rule r must {condition}", "t.rules").diagnostics]


@pytest.mark.parametrize(
    ("written", "parted"),
    [
        ("甲且乙", "甲 且 乙"),
        ("甲且乙或丙", "甲 且 乙 或 丙"),
        ("非甲且乙", "非 甲 且 乙"),
        ("如果甲那么乙否则丙", "如果 甲 那么 乙 否则 丙"),
        ("参保率不低于98%", "参保率 不低于 98%"),
        ("参保率不低于９８％", "参保率 不低于 98%"),
        ("参保率不低于98.5‰", "参保率 不低于 98.5‰"),
        ("参保不低于98人", "参保 不低于 98 人"),
        ("参保人数超过3万人", "参保人数 超过 3 万人"),
        ("参保人数98人以上", "参保人数 98人以上"),
        ("fund ≥ 基金总量的50%", "基金总量 的 50%"),
        ("fund ≥ 目的地的５０％", "目的地 的 50%"),
        ("fund ≥ 目的地资金的50%", "目的地资金 的 50%"),
        ("每个 post 满足 (到岗且甲)", "到岗 且 甲"),
        ("参保率≥98%且甲", "且 甲"),
        ("藏书量不少于1500册", "藏书量 不少于 1500 册"),
        ("参保不低于98户", "参保 不低于 98 户"),
        ("面积 不低于２０平方米", "面积 不低于 20 平方米"),
        ("藏书20册以上", "藏书 20册以上"),
    ],
)
def test_words_are_parted(written: str, parted: str) -> None:
    """Also where nobody declared the name or the unit. Nothing else is said of it."""
    assert [("R110", parted)] == found(written)


@pytest.mark.parametrize("written", ["丁且甲", "且且且", "参保之数", "甲乙", "且" * 75])
def test_what_does_not_part_into_known_words_is_an_unknown_name(written: str) -> None:
    assert ["N201"] == [code for code, _ in found(written)]


@given(st.text(alphabet="甲乙丙且或非的是98%参保率不低于", max_size=80))
def test_any_run_of_words_ends(written: str) -> None:
    check_text(f"{HEAD}rule r must {written}", "t.rules")
