"""One pass over the facts of a unit, and what it finds. A spoiled fact may have a million faults: few are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, Literal

from ankang_rules.diagnostics import CODES, Diagnostic, nearest
from ankang_rules.facts import messages
from ankang_rules.facts.about import About
from ankang_rules.facts.limits import MOST_FINDINGS, MOST_SUGGESTIONS
from ankang_rules.model.given import Given

Sentence = Callable[..., Diagnostic]
"""A function of ``messages``. It is called only where the finding is told: making a million of them takes a while."""

_MORE: Final = {"error": messages.names.more_problems, "warning": messages.names.more_doubts}
_MORE_OF_A_KIND: Final = {"error": messages.names.more_of_a_kind, "warning": messages.names.more_doubts_of_a_kind}


class Reading:
    """The assessment *year*, where one is known, and what was found so far, in the order of reading.

    Of the findings about one fact a hundred are told, and of all findings a hundred of each kind.
    """

    def __init__(self, year: int | None = None, *, of: About | None = None, looked_up: list[str] | None = None) -> None:
        self.year = year
        self.findings: list[Diagnostic] = []
        self._of = of
        self._looked_up: list[str] = [] if looked_up is None else looked_up
        self._told: dict[str, int] = {}
        self._first_untold: dict[str, Given | None] = {}
        self._codes: dict[Sentence, str] = {}

    def one_fact(self, about: About) -> Reading:
        """Begin with the fact *about* something, whose findings are counted apart from those of the others."""
        return Reading(self.year, of=about, looked_up=self._looked_up)

    def say(self, sentence: Sentence, *about: object) -> Diagnostic | None:
        """Tell an error, which *sentence* makes of what it is *about*; return it unless it is only counted."""
        return self._tell("error", sentence, about)

    def warn(self, sentence: Sentence, *about: object) -> None:
        """Tell a warning."""
        self._tell("warning", sentence, about)

    def _tell(
        self, severity: Literal["error", "warning"], sentence: Sentence, about: tuple[object, ...]
    ) -> Diagnostic | None:
        kind = severity if self._of else self._codes.get(sentence, "")
        if self._told.get(kind, 0) >= MOST_FINDINGS:
            self._told[kind] += 1
            self._first_untold.setdefault(kind, about[0] if isinstance(about[0], Given) else None)
            return None
        finding = sentence(*about)
        self._codes[sentence] = finding.code
        self._count(severity if self._of else finding.code, finding)
        return finding

    def take(self, findings: Iterable[Diagnostic]) -> None:
        """Take over *findings* about one fact, or from elsewhere."""
        for finding in findings:
            self._count(finding.code, finding)

    def _count(self, kind: str, finding: Diagnostic) -> None:
        told = self._told[kind] = self._told.get(kind, 0) + 1
        if told <= MOST_FINDINGS:
            self.findings.append(finding)
        else:
            self._first_untold.setdefault(kind, Given(None, span=finding.span, place=finding.place or ""))

    def likely(self, word: str, known: Iterable[str]) -> list[str]:
        """Return what *word* was probably meant to be; nothing once enough words were looked up."""
        self._looked_up.append(word)
        return nearest(word, known) if len(self._looked_up) <= MOST_SUGGESTIONS else []

    def closed(self) -> list[Diagnostic]:
        """Return all findings, with a last word on those not told."""
        for kind, first in self._first_untold.items():
            number = self._told[kind] - MOST_FINDINGS
            if self._of:
                self.findings.append(_MORE[kind](first, self._of.title, number))
            else:
                code = CODES[kind]
                self.findings.append(_MORE_OF_A_KIND[code.severity](first, code, number))
        return self.findings


class Invalid(Exception):
    """Raised by a value reader, never past ``ValueReader.outcome``: there is no value.

    *sentence* says why, of what it is *about*; without one that has been said.
    """

    def __init__(self, sentence: Sentence | None = None, *about: object) -> None:
        super().__init__()
        self.sentence, self.about = sentence, about

    def tell(self, reading: Reading) -> None:
        if self.sentence:
            reading.say(self.sentence, *self.about)
