"""Rules and facts that stand in a document, and what comes out of them: shared by the tests of Markdown pages."""

from __future__ import annotations

import re
from pathlib import Path

from ankang_rules.check.load import check_text
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.door import Report, Ruleset
from ankang_rules.errors import FactsError
from ankang_rules.explain.passing.showing import lines_of
from ankang_rules.facts.read import given_from_text
from ankang_rules.model.status import Status
from ankang_rules.source import Language
from ankang_rules.testing.texts import Texts

HEAD = "ruleset t.t tier t\n"
"""What is put before a fragment, that is, rules without a ``ruleset`` line of their own."""

_WHOLE = re.compile(r"(?:\s|#[^\n]*\n)*(?:ruleset|规则集)\s")


def as_file(rules: str) -> str:
    """Return *rules* as the text of a whole file.

    >>> as_file("rule r must yes").splitlines()
    ['ruleset t.t tier t', 'rule r must yes']
    """
    return rules if _WHOLE.match(rules) else HEAD + rules


def outcome(rules: str, facts: str | None, lang: Language, folder: Path | Texts | None = None) -> str:
    """Return what comes out: the findings, or without any the explanation, or without facts that the rules are fine.

    The rules take in files of *folder*, and judge by them.
    """
    found, report = judged(rules, facts, folder)
    if report is not None:
        return report.explain(lang) + "\n"
    if found:
        return "\n".join(said(diagnostic, lang) for diagnostic in found) + "\n"
    core = check_text(as_file(rules), "t.rules", folder).core
    return "\n".join(f"{rule.id}: fine" for rule in core.rules) + "\n" if core else ""


def passing(rules: str, facts: str, lang: Language) -> str:
    """Return what makes the whole pass, and each rule that does not; or what is wrong with *rules* and *facts*."""
    found, report = judged(rules, facts)
    if report is None:
        return "\n".join(said(diagnostic, lang) for diagnostic in found) + "\n"
    open_ = [result.id for result in report.rules if result.status in (Status.FAIL, Status.UNKNOWN)]
    lines = []
    for name, title in ((None, report.judgement.core.name), *((name, name) for name in open_)):
        lines += [title, *(f"  {line}" for line in lines_of(report.how_to_pass(name), lang))]
    return "\n".join(lines) + "\n"


def judged(
    rules: str, facts: str | None, folder: Path | Texts | None = None
) -> tuple[tuple[Diagnostic, ...], Report | None]:
    """Return the findings about *rules*, or else about *facts*, and the report where there is one.

    The rules take in files of *folder*.
    """
    checked = check_text(as_file(rules), "t.rules", folder)
    if checked.diagnostics or facts is None or checked.core is None:
        return checked.diagnostics, None
    try:
        report = Ruleset(checked.core).evaluate(given_from_text(facts, "facts.yaml"))
    except FactsError as error:
        return error.diagnostics, None
    return report.warnings, report


def said(diagnostic: Diagnostic, lang: Language) -> str:
    """Return the sentence, the underlined text (never a column) and the next step."""
    lines = [f"{diagnostic.code} {diagnostic.text(lang)}"]
    if diagnostic.span:
        lines += [f"  at: {diagnostic.span.text}", *(f"  and: {note.span.text}" for note in diagnostic.notes)]
    return "\n".join([*lines, *([f"  help: {diagnostic.help(lang)}"] if diagnostic.help else [])])
