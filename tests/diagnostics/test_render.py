"""Findings are drawn with their source line and an underline under each place."""

import ankang_rules
from ankang_rules import RulesError

UNITS = 'indicator fund : money in 元 zh "基金"\nindicator insured : count in 人\n'


def drawn(rules: str, lang: str) -> str:
    try:
        ankang_rules.parse("ruleset t tier t\n" + UNITS + rules, name="t.rules")
    except RulesError as error:
        return error.render(lang)
    raise AssertionError("the rules hold together")


def test_two_places_on_one_line_are_drawn_once() -> None:
    expected = """\
error[T301]: cannot compare `fund` (元) with `insured` (人)
  --> t.rules:4:13
4 | rule r must fund ≥ insured
  |             ^^^^   ^^^^^^^ 人
  |             元
  = help: both sides must be of one unit"""
    assert expected == drawn("rule r must fund ≥ insured", "en")


def test_an_underline_takes_two_columns_for_a_wide_character() -> None:
    expected = """\
错误[T301]: `基金`（元）和 `insured`（人）不能比较
  --> t.rules:4:13
4 | rule r must 基金 ≥ insured
  |             ^^^^   ^^^^^^^ 人
  |             元
  = 建议: 两边要是同一种单位"""
    assert expected == drawn("rule r must 基金 ≥ insured", "zh")


def test_a_second_place_on_another_line_has_its_own_line() -> None:
    expected = """\
error[N202]: there are two rules `t.r`
  --> t.rules:5:6
5 | rule r must fund > 1
  |      ^
4 | rule r must fund > 0
  |      ^ the first one is here
  = help: rename one of them, or put it into another group"""
    assert expected == drawn("rule r must fund > 0\nrule r must fund > 1", "en")


def test_a_line_without_end_is_cut_around_the_place() -> None:
    text = drawn("rule r must " + "fund > 0 and " * 500 + "insured", "en")
    assert max(map(len, text.splitlines())) < 400
    assert "… insured" in text
