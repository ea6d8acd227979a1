"""What came of cases → JUnit XML: a suite for each file, a test case for each case."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from ankang_rules.report.formats.to_junit import legal
from ankang_rules.source import Language
from ankang_rules.testing.cases.case import Ran
from ankang_rules.testing.cases.told import in_short, told

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def to_junit(ran: Sequence[tuple[str, Sequence[Ran]]], lang: Language) -> str:
    """Return JUnit XML on the cases of files, each with its name; facts that could not be judged are errors."""
    every = [one for _, cases in ran for one in cases]
    root = ET.Element("testsuites", _counts(every))
    for name, cases in ran:
        suite = ET.SubElement(root, "testsuite", {"name": legal(name), **_counts(cases)})
        suite.extend(_case(one, lang) for one in cases)
    ET.indent(root)
    return _HEAD + ET.tostring(root, encoding="unicode")


def _counts(ran: Sequence[Ran]) -> dict[str, str]:
    errors = sum(bool(one.errors) for one in ran)
    failures = sum(not one.holds and not one.errors for one in ran)
    return {"tests": str(len(ran)), "failures": str(failures), "errors": str(errors)}


def _case(ran: Ran, lang: Language) -> ET.Element:
    case = ET.Element("testcase", {"classname": legal(ran.case.core.name), "name": legal(ran.case.title)})
    if not ran.holds:
        tag = "error" if ran.errors else "failure"
        ended = ET.SubElement(case, tag, {"message": legal(in_short(ran, lang))})
        ended.text = legal(told(ran, lang))
    return case
