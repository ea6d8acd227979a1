"""The diagnostic: what a pass has to say about one place."""

from __future__ import annotations

from typing import Any, Literal

from attrs import frozen

from ankang_rules.diagnostics.codes import CODES, LINTS
from ankang_rules.source import LANGUAGES, Bilingual, Span


@frozen
class Note:
    """A second place that belongs to the finding, with a few words that stand beside its underline."""

    span: Span
    text: Bilingual


@frozen
class Diagnostic:
    """One finding: *code* (stable), *text* (the sentence), *span* (the place) and *help* (the next step).

    *label* stands beside the underline of *span*; *place* is used where there is no source text, such as the path of a
    fact handed over as a Python object.
    """

    code: str
    text: Bilingual
    span: Span | None = None
    help: Bilingual = Bilingual()
    label: Bilingual = Bilingual()
    notes: tuple[Note, ...] = ()
    place: str | None = None
    fix: str | None = None
    """Text that would stand instead of the underlined text, where one is known to be right."""

    @property
    def severity(self) -> Literal["error", "warning"]:
        return (LINTS.get(self.code) or CODES[self.code]).severity

    @property
    def where(self) -> str:
        return str(self.span) if self.span else self.place or ""

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as plain data: ``code``, ``severity``, ``text``, ``help``, ``where`` and ``span``."""
        span = self.span
        return {
            "code": self.code,
            "severity": self.severity,
            "text": self.text.to_dict(),
            "help": self.help.to_dict(),
            "where": self.where,
            "span": span and {"source": span.source.name, "line": span.line, "column": span.column, "text": span.text},
            "fix": self.fix,
        }

    def __str__(self) -> str:
        lines = [f"{self.where}: {self.text(lang)}" for lang in LANGUAGES[1:]]
        return "\n".join(lines)
