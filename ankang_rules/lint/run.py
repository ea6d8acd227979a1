"""All lints over one file."""

from __future__ import annotations

from collections.abc import Iterable

from ankang_rules.check.to_core import Checked
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.lint.allow import Allow, allows
from ankang_rules.lint.base import Lint
from ankang_rules.lint.file import File
from ankang_rules.lint.rules import ALL
from ankang_rules.lint.rules.allow_without_reason import AllowWithoutReason
from ankang_rules.lint.rules.unused_allow import UnusedAllow

_NAMES = {word: lint.code for lint in ALL for word in (lint.code, lint.name)}
_NEVER_SILENCED = (AllowWithoutReason.code, UnusedAllow.code)


def lint(checked: Checked, lints: Iterable[type[Lint]] = ALL) -> list[Diagnostic]:
    """Return what *lints* find in a file that was *checked*, by place; nothing where it does not hold together.

    >>> from ankang_rules.check.load import check_text
    >>> text = "ruleset t.t tier t indicator depth : count in 个 rule deep must depth ≥ 2"
    >>> [finding.text("en") for finding in lint(check_text(text, "t.rules"))]
    ['the rule `deep` cites no clause']
    """
    if checked.core is None or checked.module is None:
        return []
    file = File(checked.module, checked.core)
    chosen = tuple(lints)
    found = list(dict.fromkeys(finding for one in chosen for finding in one().find(file)))
    kept, used = _silenced(found, list(allows(file)))
    if UnusedAllow in chosen:
        kept += _unused(used, {one.code for one in chosen})
    return sorted(kept, key=lambda finding: (finding.span.start if finding.span else 0, finding.code))


def _silenced(found: list[Diagnostic], allowed: list[Allow]) -> tuple[list[Diagnostic], dict[Allow, bool]]:
    """What no comment allows, and of each comment whether it silenced anything."""
    used = dict.fromkeys(allowed, False)
    kept = []
    for finding in found:
        about = [allow for allow in allowed if _NAMES.get(allow.what) == finding.code and allow.is_about(finding.span)]
        if not about or finding.code in _NEVER_SILENCED:
            kept.append(finding)
        else:
            used |= dict.fromkeys(about, True)
    return kept, used


def _unused(used: dict[Allow, bool], codes: set[str]) -> list[Diagnostic]:
    """What there is to say of comments that silence nothing, but those for lints that did not run."""
    return [
        UnusedAllow.unused(allow, _NAMES)
        for allow, was_used in used.items()
        if not was_used and _NAMES.get(allow.what, UnusedAllow.code) in codes
    ]
