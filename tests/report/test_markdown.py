"""Markdown for a pull request: what a reader of it sees, and what nobody can make of it."""

from pathlib import Path
from typing import Any

from attrs import evolve
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import ankang_rules
from ankang_rules.core.ruleset import Level
from ankang_rules.report.formats.to_markdown import LONGEST, escaped
from ankang_rules.source import LANGUAGES
from ankang_rules.syntax.print import print_file
from ankang_rules.testing.strategies import asked_for, facts_for, rulesets

DEMO = Path(__file__).parents[2] / "rulesets" / "ankang" / "demo"
READER = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")
OURS = {"<details><summary>", "</details>", "<!-- -->"}


def inside(text: str) -> Any:
    """The tokens of *text*, those inside others too."""
    for token in READER.parse(text):
        yield token
        yield from token.children or ()


def seen(text: str) -> str:
    """What a reader sees of one line of Markdown."""
    return "".join(token.content for token in inside(text) if token.type in ("text", "text_special", "code_inline"))


def markup(text: str) -> set[str]:
    return {token.type for token in inside(text)} - {"inline", "text", "text_special", "html_inline", "softbreak"}


HOSTILE = (
    "<img src=x onerror=alert(1)> <script>alert(1)</script> [a](javascript:b) ![a](http://b) **b** `c` | d | @team "
    "#12 http://e.org www.e.org <!-- --> </details> ~~f~~ $g$ &lt; \\| \\"
)


@given(st.text())
@example(HOSTILE)
@settings(max_examples=100)
def test_whatever_is_said_arrives_as_text(text: str) -> None:
    line = f"x {escaped(text)} x"
    assert {"paragraph_open", "paragraph_close"} == markup(line)
    assert {"<!-- -->"} >= {token.content for token in inside(line) if token.type == "html_inline"}


def test_hostile_text_can_be_read_and_does_nothing() -> None:
    assert HOSTILE == seen(escaped(HOSTILE))
    for sign in ("@team", "#12", "http://", "www.e"):
        assert sign not in escaped(HOSTILE)


def test_text_in_a_table_cannot_leave_its_cell() -> None:
    table = f"| a | b |\n|---|---|\n| {escaped(HOSTILE)} | x |"
    assert 1 == sum(token.type == "tbody_open" for token in inside(table))
    assert 4 == sum(token.type in ("td_open", "th_open") for token in inside(table))


RULES = """
ruleset demo.pool zh "泳池" en "Pool" tier pool
indicator guards : count in 人 en "Guards"
indicator fund : money in 元 en "Fund"
rule enough en "Enough" clause "1" must guards ≥ 3
rule funded en "Funded" must fund > 0
rule bright en "Bright" should guards ≥ 9
"""


def pool(unit: str = "Riverside", **facts: object) -> ankang_rules.Report:
    return ankang_rules.parse(RULES).evaluate({"unit": unit, "facts": facts})


def test_what_does_not_pass_stands_in_a_table_what_decides_first() -> None:
    top, _, rest = pool(guards=2).to_markdown("en").partition("<details>")
    assert (
        "### ✗ Riverside · Pool (demo.pool): fail\n"
        "\n"
        "3 rules: 2 fail, 1 unknown\n"
        "\n"
        "| status | rule | clause | observed and required |\n"
        "| --- | --- | --- | --- |\n"
        "| ✗ fail | Enough | 1 | Guards: 2 人; required: at least 3 人; 1 人 short |\n"
        "| ✗ fail | Bright (advice, not counted) |  | Guards: 2 人; required: at least 9 人; 7 人 short |\n"
        "| ? unknown | Funded |  | Fund: not known; required: more than 0 元; missing: Fund |\n"
        "\n"
    ) == top
    assert "<summary>Reasons (3)</summary>" in rest
    assert "    ✗ Guards: 2 人; required: at least 3 人; 1 人 short" in rest


def test_where_nothing_is_open_it_says_so() -> None:
    assert (
        "### ✓ Riverside · Pool (demo.pool): pass\n\n3 rules: 3 pass\n\nNothing fails and nothing is unknown.\n"
    ) == pool(guards=9, fund=1).to_markdown("en")


def test_the_demonstration_city_fits_into_a_comment() -> None:
    report = ankang_rules.load("ankang.programme").evaluate(DEMO / "city" / "city.yaml")
    for text in map(report.to_markdown, LANGUAGES):
        assert LONGEST // 2 < len(text) <= LONGEST
        assert text.endswith("</details>\n")
        assert 2 == sum(token.type == "html_block" for token in inside(text))


@given(st.text("@|<&`*x\n", min_size=1, max_size=30).filter(str.strip), st.integers(1, 300))
@settings(max_examples=15)
def test_nothing_makes_it_too_long_or_breaks_out_of_it(sign: str, times: int) -> None:
    label = (sign.replace('"', "").replace("\n", " ") * times)[:3000]
    rules = "\n".join(
        f'rule r{n} en "{label}" must lit-{n}\nindicator lit-{n} : yes/no en "{label} {n}"' for n in range(40)
    )
    ruleset = ankang_rules.parse(f'ruleset demo.long en "{label}" tier t\n{rules}')
    text = ruleset.evaluate({}).to_markdown("en")
    assert len(text) <= LONGEST
    htmls = [token.content.strip() for token in inside(text) if token.type == "html_block"]
    assert 2 == len(htmls)
    assert htmls[0].startswith("<details><summary>Reasons")
    assert "</details>" == htmls[1]


@given(st.data())
@settings(max_examples=10)
def test_drawn_reports_name_every_rule_that_does_not_pass(data: st.DataObject) -> None:
    ruleset = ankang_rules.parse(print_file(data.draw(rulesets(size=2)), "en"))
    facts, asked = data.draw(facts_for(ruleset.core, invalid=True)), data.draw(asked_for(ruleset.core))
    report = ruleset.evaluate(facts, strict=False, **asked)
    text = report.to_markdown(data.draw(st.sampled_from(LANGUAGES)))
    rows = sum(token.type == "tr_open" for token in inside(text))
    open_ = sum(result.status.value in ("fail", "unknown") for result in report.rules)
    assert rows == (open_ + 1 if open_ else 0)


def test_a_unit_whose_name_is_a_fence_does_not_end_the_block() -> None:
    """The name of a unit below stands on a line of its own, where a fence would count as one."""
    core = ankang_rules.parse(RULES).core
    level = Level("pools", "pools", "pool", core)
    city = ankang_rules.parse("ruleset demo.city tier city indicator plan : yes/no rule plan must plan").core
    facts = {"facts": {}, "children": {"pools": [{"unit": "````", "facts": {"guards": 1}}]}}
    text = ankang_rules.Ruleset(evolve(city, levels=(level,))).evaluate(facts).to_markdown("en")
    assert "\n````\n" in text
    assert 2 == sum(token.type == "html_block" for token in inside(text))
