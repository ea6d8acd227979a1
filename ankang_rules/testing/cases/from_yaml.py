"""A ``*.cases.yaml`` file → cases, or every problem with it at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from attrs import define, field, frozen

from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.diagnostics import Diagnostic, nearest
from ankang_rules.errors import AnkangRulesError
from ankang_rules.facts.document import HEADINGS as DOCUMENT
from ankang_rules.facts.read import read
from ankang_rules.facts.sources import given_from_file
from ankang_rules.model.given import Given, GivenMapping
from ankang_rules.model.names import fold
from ankang_rules.model.status import Status
from ankang_rules.source import Span
from ankang_rules.testing import messages
from ankang_rules.testing.cases.base import Base
from ankang_rules.testing.cases.case import Case, Expectation
from ankang_rules.testing.cases.copies import Pairs

ENDING = ".cases.yaml"

_HEADINGS = {
    **dict.fromkeys(("name", "名称"), "name"),
    **dict.fromkeys(("expect", "期望"), "expect"),
    **dict.fromkeys(("verdict", "结论"), "verdict"),
    **dict.fromkeys(("units", "下级期望"), "units"),
    **dict.fromkeys(("parameters", "参数"), "parameters"),
    **{name: what for name, what in DOCUMENT.items() if what != "tier"},
}
_FILE_HEADINGS = {
    **dict.fromkeys(("ruleset", "规则集"), "ruleset"),
    **dict.fromkeys(("base", "基准"), "base"),
    **dict.fromkeys(("cases", "用例"), "cases"),
}
_OF_A_BASE = {name: what for name, what in _HEADINGS.items() if what not in ("name", "expect", "verdict", "units")}
_STATUSES = {
    **dict.fromkeys(("pass", "passes", "通过", "达标"), Status.PASS),
    **dict.fromkeys(("fail", "fails", "不通过", "不达标"), Status.FAIL),
    **dict.fromkeys(("unknown", "is-unknown", "未知", "无法判定"), Status.UNKNOWN),
    **dict.fromkeys(("not-applicable", "is-not-applicable", "不适用"), Status.NOT_APPLICABLE),
}


@frozen
class CaseFile:
    """A file of cases, unread as to its facts: the *ruleset* it names, if any, its *cases*, and their *base*."""

    path: Path
    ruleset: Given | None
    cases: Given
    base: Given | None = None


def opened(path: Path) -> CaseFile:
    """Return the file at *path*; raises :class:`AnkangRulesError` where it cannot be read or is no list of cases."""
    given = given_from_file(path, lists=True)
    if isinstance(given.value, tuple):
        return CaseFile(path, None, given)
    found = _Finder(_FILE_HEADINGS)
    parts = found.headed(given)
    if "cases" not in parts or not isinstance(parts["cases"].value, tuple):
        found.findings.append(messages.wrong_form(parts.get("cases", given).span))
    if found.findings:
        raise AnkangRulesError(found.findings)
    return CaseFile(path, parts.get("ruleset"), parts["cases"], parts.get("base"))


def cases_of(file: CaseFile, core: RulesetCore) -> tuple[Case, ...]:
    """Return the cases of *file* for *core*; raises :class:`AnkangRulesError` with every problem of their form."""
    assert isinstance(file.cases.value, tuple)
    start = _Finder(_OF_A_BASE)
    base = start.headed(file.base) if file.base else {}
    start.mappings(base)
    finder = _Finder(_HEADINGS, start.findings, base=Base(base, core))
    cases = [case for given in file.cases.value if (case := finder.case(given, core))]
    if finder.findings:
        raise AnkangRulesError(finder.findings)
    return tuple(cases)


@define
class _Finder:
    """Reads mappings with *headings* and gathers what is wrong with them."""

    headings: Mapping[str, str]
    findings: list[Diagnostic] = field(factory=list)
    titles: dict[str, Given] = field(factory=dict)
    base: Base = field(factory=Base)

    def headed(self, given: Given) -> dict[str, Given]:
        """Return what stands under each heading of *given*, a mapping."""
        found: dict[str, Given] = {}
        for name, value in self.pairs(given, messages.not_a_case(given.span)):
            what = self.headings.get(fold(str(name.value)))
            if what is None:
                close = nearest(str(name.value), self.headings)
                say = messages.no_heading_of_base if self.headings is _OF_A_BASE else messages.no_heading
                self.findings.append(say(name.span, str(name.value), close))
            elif what in found:
                self.findings.append(messages.given_twice(name.span, str(name.value)))
            else:
                found[what] = value
        return found

    def mappings(self, parts: Mapping[str, Given]) -> None:
        """Report what is to be merged and has no names to go by."""
        for what in ("facts", "children", "parameters"):
            if what in parts and not isinstance(parts[what].value, GivenMapping | None):
                self.findings.append(messages.not_a_mapping(parts[what].span, what))

    def pairs(self, given: Given, otherwise: Diagnostic) -> Pairs:
        if isinstance(given.value, GivenMapping):
            return given.value.items
        self.findings.append(otherwise)
        return ()

    def case(self, given: Given, core: RulesetCore) -> Case | None:
        before = len(self.findings)
        parts = self.headed(given)
        self.mappings(parts)
        if len(self.findings) > before:
            return None
        title = self._title(given, parts.get("name"))
        expect = tuple(self._expected(parts, "", given))
        if not expect and len(self.findings) == before:
            self.findings.append(messages.expects_nothing(given.span))
        wrong: list[Given] = []
        document, parameters = self.base.document(parts, given.span, wrong), self.base.parameters(parts)
        self.findings += [messages.no_number_of_copies(one.span) for one in wrong]
        return Case(title, core, partial(read, document, core), expect, _place(parts, given), parameters)

    def _title(self, given: Given, name: Given | None) -> str:
        if name is None or not isinstance(name.value, str) or not name.value.strip():
            self.findings.append(messages.no_name((name or given).span))
            return ""
        if self.titles.setdefault(name.value, name) is not name:
            self.findings.append(messages.name_twice(name.span, name.value))
        return name.value

    def _expected(self, parts: Mapping[str, Given], unit: str, at: Given) -> Iterator[Expectation]:
        if "expect" in parts:
            for rule, status in self.pairs(parts["expect"], messages.not_a_mapping(parts["expect"].span, "expect")):
                yield from self._one(status, str(rule.value), unit, rule)
        if "verdict" in parts:
            yield from self._one(parts["verdict"], None, unit, parts["verdict"])
        if "units" in parts:
            for path, inner in self.pairs(parts["units"], messages.not_a_mapping(parts["units"].span, "units")):
                yield from self._of_unit(str(path.value), inner)

    def _of_unit(self, path: str, given: Given) -> Iterator[Expectation]:
        """A status alone is the verdict of the unit; else rules with theirs, and ``verdict`` for the whole."""
        if not isinstance(given.value, GivenMapping):
            yield from self._one(given, None, path, given)
            return
        for rule, status in given.value.items:
            verdict = self.headings.get(fold(str(rule.value))) == "verdict"
            yield from self._one(status, None if verdict else str(rule.value), path, rule)

    def _one(self, given: Given, rule: str | None, unit: str, at: Given) -> Iterator[Expectation]:
        status = _STATUSES.get(fold(given.value)) if isinstance(given.value, str) else None
        if status is None:
            self.findings.append(messages.not_a_status(given.span, given.span.text if given.span else ""))
        else:
            yield Expectation(status, rule, unit, at.span)


def _place(parts: Mapping[str, Given], given: Given) -> Span | None:
    return parts["name"].span if "name" in parts else given.span
