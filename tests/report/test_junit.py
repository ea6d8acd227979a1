"""JUnit XML: what a build server makes of it."""

import xml.etree.ElementTree as ET
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped

import ankang_rules
from ankang_rules import Status
from ankang_rules.report.formats.to_junit import legal
from ankang_rules.source import LANGUAGES
from ankang_rules.syntax.print import print_file
from ankang_rules.testing.strategies import asked_for, facts_for, rulesets

DEMO = Path(__file__).parents[2] / "rulesets" / "ankang" / "demo"
RULES = """
ruleset demo.pool zh "泳池" en "Pool" tier pool
indicator guards : count in 人
indicator fund : money in 元
indicator lit : yes/no
rule enough zh "够数" must guards ≥ 3
group money zh "资金" en "Money"
rule funded must fund > 0
rule lights must lit when guards > 9
rule bright should lit
"""
KIND = {Status.FAIL: Failure, Status.UNKNOWN: Error, Status.NOT_APPLICABLE: Skipped}

# The structure that consumers agree on, element by element: which attributes it must and may have, and which elements
# it may hold, in this order.
COUNTS = {"tests", "failures", "errors", "skipped"}
STRUCTURE = {
    "testsuites": ({"name", *COUNTS}, set(), ["testsuite"]),
    "testsuite": ({"name", *COUNTS}, {"time", "timestamp", "hostname", "id"}, ["properties", "testcase"]),
    "properties": (set(), set(), ["property"]),
    "property": ({"name", "value"}, set(), []),
    "testcase": ({"name", "classname"}, {"time"}, ["skipped", "error", "failure", "system-out"]),
    "failure": ({"message", "type"}, set(), []),
    "error": ({"message", "type"}, set(), []),
    "skipped": ({"message"}, set(), []),
    "system-out": (set(), set(), []),
}


def wrong(element: ET.Element) -> list[str]:
    """Where *element*, or one inside, is not as consumers expect."""
    must, may, inside = STRUCTURE[element.tag]
    found = [f"{element.tag} lacks {name}" for name in must - set(element.attrib)]
    found += [f"{element.tag} has {name}" for name in set(element.attrib) - must - may]
    order = [inside.index(child.tag) if child.tag in inside else -1 for child in element]
    if -1 in order or order != sorted(order):
        found.append(f"{element.tag} holds {[child.tag for child in element]}")
    for name, tag in {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}.items():
        number = len(list(element.iter(tag)))
        if name in must and int(element.attrib[name]) != number:
            found.append(f"{element.tag} counts {element.attrib[name]} {name}, not {number}")
    return found + [problem for child in element for problem in wrong(child)]


def pool(**facts: object) -> ankang_rules.Report:
    return ankang_rules.parse(RULES).evaluate({"unit": "Riverside", "facts": facts})


def test_each_status_becomes_what_a_build_server_shows() -> None:
    """Fail is a failure; unknown is an error, so that nothing that was not looked at is green."""
    parsed = JUnitXml.fromstring(pool(guards=2, lit=False).to_junit("en"))
    ended = {case.name: [type(one) for one in case.result] for suite in parsed for case in suite}
    assert {"enough": [Failure], "funded": [Error], "lights": [Skipped], "bright": []} == ended
    assert (4, 1, 1, 1) == (parsed.tests, parsed.failures, parsed.errors, parsed.skipped)


def test_a_group_of_a_unit_is_a_suite_and_a_rule_outside_every_group_is_in_one_called_like_the_ruleset() -> None:
    parsed = JUnitXml.fromstring(pool(guards=2).to_junit("zh"))
    assert ["Riverside · 泳池", "Riverside · 资金"] == [suite.name for suite in parsed]
    assert {"tier": "pool", "unit": "Riverside", "status": "fail"}.items() <= {
        one.name: one.value for one in next(iter(parsed)).properties()
    }.items()


def test_a_failure_says_what_was_observed_and_required_and_argues_it() -> None:
    (failure,) = next(iter(next(iter(JUnitXml.fromstring(pool(guards=2).to_junit("en")))))).result
    assert "guards: 2 人; required: at least 3 人; 1 人 short" == failure.message
    assert "✗ guards: 2 人" in failure.text


def test_what_became_of_advice_stands_in_the_output_and_fails_no_build() -> None:
    cases = {case.name: case for suite in JUnitXml.fromstring(pool(lit=False).to_junit("en")) for case in suite}
    assert "✗ fail  bright (advice, not counted)" in cases["bright"].system_out


def test_names_are_the_same_in_both_languages_so_that_a_history_of_a_case_can_be_kept() -> None:
    names = [
        [(case.classname, case.name) for suite in JUnitXml.fromstring(pool().to_junit(lang)) for case in suite]
        for lang in LANGUAGES
    ]
    assert names[0] == names[1]
    assert ("pool.money", "funded") in names[0]


def test_the_demonstration_city_has_a_case_for_each_unit_and_rule() -> None:
    report = ankang_rules.load("ankang.programme").evaluate(DEMO / "city" / "city.yaml")
    text = report.to_junit("zh")
    assert [] == wrong(ET.fromstring(text))
    cases = [case for suite in JUnitXml.fromstring(text) for case in suite]

    def number(one: ankang_rules.Report) -> int:
        return len(one.rules) + sum(number(unit) for units in one.children.values() for unit in units)

    assert number(report) == len(cases)
    assert len(cases) == len({(case.classname, case.name) for case in cases})


@given(st.text(st.characters(codec=None)))
def test_every_text_can_be_written(text: str) -> None:
    """What XML may not hold, not even escaped, is replaced."""
    element = ET.Element("testsuite", {"name": legal(text)})
    element.text = legal(text)
    written = ET.tostring(element, encoding="unicode").encode("utf-8")
    assert ET.fromstring(written).attrib["name"].count("\ufffd") == legal(text).count("\ufffd")


def test_what_would_be_markup_is_text() -> None:
    report = ankang_rules.parse(RULES).evaluate({"unit": 'a<b>&"]]>', "facts": {"guards": 1}})
    assert 'a<b>&"]]> · Pool' == next(iter(JUnitXml.fromstring(report.to_junit()))).name


@given(st.data())
@settings(max_examples=15)
def test_drawn_reports_have_the_structure_and_the_statuses(data: st.DataObject) -> None:
    ruleset = ankang_rules.parse(print_file(data.draw(rulesets(size=2)), "zh"))
    facts, asked = data.draw(facts_for(ruleset.core, invalid=True)), data.draw(asked_for(ruleset.core))
    report = ruleset.evaluate(facts, strict=False, **asked)
    root = ET.fromstring(report.to_junit(data.draw(st.sampled_from(LANGUAGES))))
    assert [] == wrong(root)
    ended = [case.find("*") for case in root.iter("testcase")]
    advice = {result.id for result in report.rules if result.rule.force == "should"}
    for result, first in zip(report.rules, ended, strict=True):
        expected = {"fail": "failure", "unknown": "error", "not_applicable": "skipped"}.get(result.status.value)
        if result.id in advice and expected != "skipped":
            expected = None
        assert (expected or "system-out") == first.tag
