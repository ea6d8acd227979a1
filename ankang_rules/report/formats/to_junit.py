"""A judgement as JUnit XML: a suite for each group of rules of each unit, a test case for each rule.

A rule that fails is a failure, one that is unknown an error (it could not be told, which must not look like success),
one that does not apply is skipped. Advice never fails a build: what became of it stands in ``system-out``.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from itertools import groupby

from ankang_rules.evaluate.results import Judgement, RuleResult
from ankang_rules.explain.findings import finding
from ankang_rules.explain.text import explain_rule, headline
from ankang_rules.explain.units import TOP, Place
from ankang_rules.model.status import Status
from ankang_rules.report.formats.rows import UnitJudged, units
from ankang_rules.source import Language

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold, not even escaped."""

_TAGS = {Status.FAIL: "failure", Status.UNKNOWN: "error", Status.NOT_APPLICABLE: "skipped"}
_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def to_junit(judgement: Judgement, lang: Language, place: Place = TOP) -> str:
    """Return JUnit XML on the unit of *judgement* and each below it."""
    suites = [suite for unit in units(judgement, place) for suite in _suites(unit, lang)]
    root = ET.Element("testsuites", {"name": legal(headline(judgement, lang)[0]), **_counts(suites)})
    root.extend(suites)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suites(unit: UnitJudged, lang: Language) -> Iterator[ET.Element]:
    core = unit.judgement.core
    titles = {group.key: group.labels(lang) or group.name for group in core.groups}
    for key, results in groupby(unit.judgement.rules, key=lambda result: result.rule.group):
        title = titles[key] if key else core.labels(lang) or core.name
        cases = [_case(unit, result, lang) for result in results]
        suite = ET.Element("testsuite", {"name": legal(" · ".join(filter(None, (unit.name, title)))), **_counts(cases)})
        suite.append(_properties(unit))
        suite.extend(cases)
        yield suite


def _counts(elements: Sequence[ET.Element]) -> dict[str, str]:
    """How many cases there are among *elements*, which are cases or suites, and how many ended how."""
    cases = [case for element in elements for case in element.iter("testcase")]
    numbers = {name: sum(case.find(tag) is not None for case in cases) for name, tag in _COUNTED.items()}
    return {"tests": str(len(cases)), **{name: str(number) for name, number in numbers.items()}}


def _properties(unit: UnitJudged) -> ET.Element:
    core, asked = unit.judgement.core, unit.judgement.asked
    told = {
        "ruleset": core.name,
        "digest": core.digest,
        "tier": core.tier,
        "unit": "/".join(unit.path) or unit.judgement.facts.unit,
        "as_of": asked.as_of and asked.as_of.isoformat(),
        "status": unit.judgement.status.value,
        **_followed(unit.judgement),
    }
    properties = ET.Element("properties")
    for name, value in told.items():
        if value:
            ET.SubElement(properties, "property", {"name": name, "value": legal(value)})
    return properties


def _followed(judgement: Judgement) -> dict[str, str | None]:
    """The earlier report that a follow-up takes up, and how many rules of the unit are carried forward from it."""
    found = [result.followed for result in judgement.rules if result.followed is not None]
    if not found:
        return {}
    earlier = found[0].as_of
    return {
        "follows": found[0].report,
        "follows_as_of": earlier.isoformat() if earlier else None,
        "carried": str(sum(one.is_carried for one in found)),
    }


def _case(unit: UnitJudged, result: RuleResult, lang: Language) -> ET.Element:
    rule = result.rule
    # A dashboard keeps the history of a case by class and name, so both are the same in every language.
    where = "/".join([*unit.path, rule.id.rpartition(".")[0]])
    case = ET.Element("testcase", {"classname": legal(where), "name": legal(rule.name)})
    text = legal(explain_rule(unit.judgement, result, lang, settling=not unit.path))
    tag = _TAGS.get(result.status)
    if tag and (rule.force == "must" or tag == "skipped"):
        message = finding(unit.judgement, result, lang).text(lang)
        ended = ET.SubElement(case, tag, {"message": legal(message)})
        if tag != "skipped":
            ended.set("type", result.status.value)
            ended.text = text
            return case
    ET.SubElement(case, "system-out").text = text
    return case


def legal(text: str) -> str:
    r"""Return *text* with a sign in place of each character that XML may not hold.

    >>> legal("a\x00<\ufffe")
    'a\ufffd<\ufffd'
    """
    return _ILLEGAL.sub("\ufffd", text)
