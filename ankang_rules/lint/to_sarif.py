"""Findings as SARIF 2.1.0, which code hosts and editors read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ankang_rules.diagnostics import CODES, LINTS, Diagnostic
from ankang_rules.lint.rules import ALL
from ankang_rules.source import Language, Span

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_NAMES = {lint.code: lint.name for lint in ALL}


def to_sarif(findings: Sequence[Diagnostic], version: str, lang: Language = "en") -> dict[str, Any]:
    """Return *findings* as a log of one run; *version* is that of the engine.

    >>> to_sarif([], "0.1.0")["runs"][0]["results"]
    []
    """
    codes = [*LINTS, *sorted({finding.code for finding in findings} - LINTS.keys())]
    driver = {"name": "ankang-rules", "version": version, "rules": [_rule(code, lang) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "language": {"zh": "zh-CN", "en": "en-US"}[lang],
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes.index(finding.code), lang) for finding in findings],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str, lang: Language) -> dict[str, Any]:
    found = LINTS.get(code) or CODES[code]
    return {
        "id": code,
        **({"name": _NAMES[code]} if code in _NAMES else {}),
        "shortDescription": {"text": found.title(lang)},
        "defaultConfiguration": {"level": found.severity},
    }


def _result(finding: Diagnostic, index: int, lang: Language) -> dict[str, Any]:
    text = finding.text(lang) + (f"\n{finding.help(lang)}" if finding.help else "")
    result = {"ruleId": finding.code, "ruleIndex": index, "level": finding.severity, "message": {"text": text}}
    if finding.span:
        result["locations"] = [_location(finding.span)]
    elif finding.place:
        result["locations"] = [{"physicalLocation": {"artifactLocation": {"uri": _uri(finding.place)}}}]
    if finding.notes:
        related = [{**_location(note.span), "message": {"text": note.text(lang)}} for note in finding.notes]
        result["relatedLocations"] = related
    return result


def _location(span: Span) -> dict[str, Any]:
    end_line, end_column = span.source.position(span.end)
    region = {"startLine": span.line, "startColumn": span.column, "endLine": end_line, "endColumn": end_column}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(span.source.name)}, "region": region}}


def _uri(name: str) -> str:
    path = Path(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
