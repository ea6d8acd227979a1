"""Findings as commands of a GitHub workflow, which shows them beside the lines of a change."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from ankang_rules.diagnostics import LINTS, Diagnostic
from ankang_rules.lint.rules import ALL
from ankang_rules.source import Language

_NAMES = {lint.code: lint.name for lint in ALL}


def to_github(findings: Iterable[Diagnostic], lang: Language = "en") -> str:
    """Return one line for each of *findings*.

    >>> from ankang_rules.source import Bilingual
    >>> print(to_github([Diagnostic("L701", Bilingual(en="50% of it"), place="a.rules")]))
    ::warning file=a.rules,title=L701 rule-without-clause::50%25 of it
    """
    return "\n".join(_command(finding, lang) for finding in findings)


def _command(finding: Diagnostic, lang: Language) -> str:
    span = finding.span
    name = span.source.name if span else finding.place
    properties = {
        "file": PurePath(name).as_posix() if name else None,
        "line": span and span.line,
        "col": span and span.column,
        "title": f"{finding.code} {_NAMES[finding.code]}" if finding.code in LINTS else finding.code,
    }
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value)
    text = finding.text(lang) + (f"\n{finding.help(lang)}" if finding.help else "")
    return f"::{finding.severity} {written}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
