"""The few exceptions a caller may catch. Each carries its diagnostics."""

from __future__ import annotations

from collections.abc import Iterable

from ankang_rules.diagnostics import Diagnostic, render
from ankang_rules.source import Language

__all__ = ["AnkangRulesError", "EngineError", "FactsError", "ReportError", "RulesError"]


class AnkangRulesError(Exception):
    """What this library raises on bad input; *diagnostics* holds every finding, not just the first."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(diagnostics)
        super().__init__(self.diagnostics)

    def render(self, lang: Language = "en") -> str:
        """Return all findings drawn with source line and underline, in ``"zh"`` or ``"en"``."""
        return render(self.diagnostics, lang)

    def __str__(self) -> str:
        return self.render()

    def __repr__(self) -> str:
        first = str(self.diagnostics[0]) if self.diagnostics else "nothing"
        more = f" and {len(self.diagnostics) - 1} more" if len(self.diagnostics) > 1 else ""
        return f"<{type(self).__name__}: {first}{more}>"


class RulesError(AnkangRulesError):
    """A rules file cannot be read, or does not make sense."""


class FactsError(AnkangRulesError):
    """Facts cannot be read, or do not fit the indicators of the ruleset."""


class ReportError(AnkangRulesError):
    """A saved report cannot be read, was edited, or does not fit what it is used with."""


class EngineError(AnkangRulesError):
    """A ruleset cannot be put to an engine for tables, or its result cannot be kept."""
