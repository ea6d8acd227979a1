"""What came of cases → JUnit XML: a suite for each file, a test case for each case.

Where the rules were changed, each ruleset has a suite besides, in which a change that no case notices is a failure.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from ankang_rules.report.formats.to_junit import legal
from ankang_rules.source import Language
from ankang_rules.testing.cases import catalogue
from ankang_rules.testing.cases.case import Ran
from ankang_rules.testing.cases.told import in_short, told
from ankang_rules.testing.mutate.run import Mutated

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def to_junit(ran: Sequence[tuple[str, Sequence[Ran]]], lang: Language, mutated: Sequence[Mutated] = ()) -> str:
    """Return JUnit XML on the cases of files, each with its name; facts that could not be judged are errors.

    *mutated* is what came of changes to their rulesets, where that was tried.
    """
    every = [one for _, cases in ran for one in cases]
    root = ET.Element("testsuites", _counts(every, mutated))
    for name, cases in ran:
        suite = ET.SubElement(root, "testsuite", {"name": legal(name), **_counts(cases)})
        suite.extend(_case(one, lang) for one in cases)
    root.extend(_changes(found, lang) for found in mutated)
    ET.indent(root)
    return _HEAD + ET.tostring(root, encoding="unicode")


def _counts(ran: Sequence[Ran], mutated: Sequence[Mutated] = ()) -> dict[str, str]:
    errors = sum(bool(one.errors) for one in ran)
    failures = sum(not one.holds and not one.errors for one in ran) + sum(len(one.survivors) for one in mutated)
    tests = len(ran) + sum(one.tried for one in mutated)
    return {"tests": str(tests), "failures": str(failures), "errors": str(errors)}


def _changes(found: Mutated, lang: Language) -> ET.Element:
    """The changes that a case notices are counted, and not listed."""
    suite = ET.Element("testsuite", {"name": f"{legal(found.core.name)} --mutate", **_counts((), (found,))})
    for mutant in found.survivors:
        case = ET.SubElement(suite, "testcase", {"classname": legal(mutant.what), "name": legal(mutant.key)})
        change = catalogue.changed(mutant.kind, mutant.before, mutant.after)(lang)
        ET.SubElement(case, "failure", {"message": legal(change)})
    return suite


def _case(ran: Ran, lang: Language) -> ET.Element:
    case = ET.Element("testcase", {"classname": legal(ran.case.core.name), "name": legal(ran.case.title)})
    if not ran.holds:
        tag = "error" if ran.errors else "failure"
        ended = ET.SubElement(case, tag, {"message": legal(in_short(ran, lang))})
        ended.text = legal(told(ran, lang))
    return case
