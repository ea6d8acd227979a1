"""What lints find, mended where it is safe: a text → the same rules with fewer findings, checked against the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

from ankang_rules.check.load import check_text
from ankang_rules.check.to_core import Checked
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.lint.base import Lint
from ankang_rules.lint.rules.money_without_unit import MoneyWithoutUnit
from ankang_rules.lint.rules.unused_allow import UnusedAllow
from ankang_rules.lint.run import lint
from ankang_rules.source import Span

SAFE = (MoneyWithoutUnit.code, UnusedAllow.code)
"""The lints whose fix changes no rule: it writes out what is read anyway, or takes a comment away."""

_LINE_END = re.compile(r"\r\n|\r|\n")


@frozen
class Fixed:
    """A *text* after *number* findings in it were mended; the text as it was where there were none."""

    text: str
    number: int = 0


def fix(text: str, name: str, folder: Path, lints: Iterable[type[Lint]]) -> Fixed:
    """Return *text*, called *name* in *folder*, without those findings of *lints* that can be mended safely.

    Rules that do not check stay as they are, and so does everything where what would be written does not mean the same
    as what was there.

    >>> from ankang_rules.lint.rules import ALL
    >>> rules = 'ruleset t.t tier t indicator fund : money in 万元 rule r clause "1" must fund ≥ 50'
    >>> fix(rules, "t.rules", Path(), ALL).text[-17:]
    'must fund ≥ 50 万元'
    """
    chosen = tuple(lints)
    before = check_text(text, name, folder)
    edits = [finding for finding in lint(before, chosen) if finding.fix is not None and finding.code in SAFE]
    if not edits:
        return Fixed(text)
    mended = _edited(text, edits)
    after = check_text(mended, name, folder)
    if not means_the_same(before, after, edits) or not _is_better(before, after, edits, chosen):
        return Fixed(text)
    return Fixed(mended, len(edits))


def _edited(text: str, edits: Iterable[Diagnostic]) -> str:
    """Return *text* with each fix in the place of what it mends, from the last to the first."""
    places = {(finding.span, finding.fix) for finding in edits}
    for span, written in sorted(places, key=lambda place: place[0].start if place[0] else 0, reverse=True):
        assert span is not None
        start, end = (span.start, span.end) if written else _whole_comment(text, span)
        text = text[:start] + (written or "") + text[end:]
    return text


def _whole_comment(text: str, comment: Span) -> tuple[int, int]:
    """What goes with *comment*: the blanks before it, and where nothing else is on its line, the line."""
    start, end = len(text[: comment.start].rstrip(" \t　")), comment.end
    line_end = _LINE_END.match(text, end)
    if line_end and (start == 0 or text[start - 1] in "\r\n"):
        end = line_end.end()
    return start, end


def means_the_same(before: Checked, after: Checked, edits: Iterable[Diagnostic]) -> bool:
    """Whether both are the same ruleset, with the same comments but those that were to go."""
    gone = Counter(finding.span.text for finding in edits if finding.span and not finding.fix)
    return (
        before.core == after.core
        and [warning.code for warning in before.diagnostics] == [warning.code for warning in after.diagnostics]
        and _comments(before) == _comments(after) + gone
    )


def _is_better(before: Checked, after: Checked, edits: list[Diagnostic], lints: tuple[type[Lint], ...]) -> bool:
    """Whether what was mended is gone, and nothing else has come."""
    left = Counter(finding.code for finding in lint(before, lints)) - Counter(finding.code for finding in edits)
    return left == Counter(finding.code for finding in lint(after, lints))


def _comments(checked: Checked) -> Counter[str]:
    assert checked.module is not None
    return Counter(comment.text for comment in checked.module.parsed.comments)
