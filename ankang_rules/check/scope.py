"""What the names of a file mean, imports included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from ankang_rules.check import messages
from ankang_rules.core.ruleset import Indicator, Parameter
from ankang_rules.diagnostics import Diagnostic, nearest
from ankang_rules.model.names import fold
from ankang_rules.model.types import Choices, Type
from ankang_rules.model.units import PRELUDE, UnitWord
from ankang_rules.source import Span
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.lexer import chinese_keywords


@frozen
class Declared:
    """A thing a condition can name, with the place of its name."""

    kind: str
    name: str
    key: str
    type: Type | None
    span: Span


@define
class Scope:
    """Names of a file and its imports. Filled by :mod:`to_core`, read by everything that resolves a name."""

    diagnostics: list[Diagnostic] = field(factory=list)
    names: dict[str, Declared] = field(factory=dict)
    """By folded spelling: names, labels and aliases of indicators, parameters and definitions."""
    spellings: dict[str, str] = field(factory=dict)
    choices: dict[str, Choices] = field(factory=dict)
    choices_places: dict[str, Span] = field(factory=dict)
    units: dict[str, UnitWord] = field(factory=lambda: {fold(word.name): word for word in PRELUDE})
    unit_places: dict[str, Span] = field(factory=dict)
    indicators: dict[str, Indicator] = field(factory=dict)
    parameters: dict[str, Parameter] = field(factory=dict)
    singulars: dict[str, list[str]] = field(factory=dict)
    """By the singular of a record, the keys of the lists that have it."""

    def report(self, diagnostic: Diagnostic) -> None:
        self.diagnostics.append(diagnostic)

    def declare(self, thing: Declared, name: t.Name, labels: t.Labels) -> bool:
        """Make *thing* known under its name and labels; report the names that are taken; whether its own was free."""
        free = self._claim(thing, name.text, name.span)
        for text, span in labels.places:
            self._claim(thing, text, span)
        return free

    def _claim(self, thing: Declared, spelling: str, span: Span) -> bool:
        key = fold(spelling)
        other = self.names.setdefault(key, thing)
        self.spellings.setdefault(key, spelling)
        if other is thing or other.key == thing.key:
            if other is not thing:
                self.report(messages.names.duplicate_name(span, spelling, other.span))
            return other is thing
        self.report(messages.names.duplicate_name(span, spelling, other.span))
        return False

    def find(self, name: t.Name) -> Declared | None:
        return self.names.get(name.key)

    def unit(self, name: t.Name) -> UnitWord | None:
        """Return the unit that *name* spells, or report that there is none."""
        word = self.units.get(name.key)
        if word is None:
            self.report(
                messages.names.unknown_unit(name.span, nearest(name.text, (w.name for w in self.units.values())))
            )
        return word

    def choices_named(self, name: t.Name) -> Choices | None:
        """Return the list of choices that *name* spells, or report that there is none."""
        found = self.choices.get(name.key)
        if found is None:
            self.report(
                messages.names.unknown_choices(name.span, nearest(name.text, (c.name for c in self.choices.values())))
            )
        return found

    def report_unknown(self, name: t.Name) -> None:
        """Report that nobody declared *name*: as words run together where it parts into known ones."""
        parted = self.part(name.text)
        if parted:
            self.report(messages.names.run_together(name.span, parted))
        else:
            self.report(messages.names.unknown_name(name.span, self.close_to(name.text)))

    def close_to(self, word: str) -> list[str]:
        return nearest(word, self.spellings.values())

    def part(self, text: str) -> str | None:
        """Return *text* with spaces where it runs known names and keywords together, or None where it does not."""
        for words in _ways(text, chinese_keywords()):
            if len(words) > 1 and all(is_keyword or self._known(word) for word, is_keyword in words):
                return " ".join(word for word, _ in words)
        return None

    def _known(self, word: str) -> bool:
        return fold(word) in self.names or word.replace(".", "").isdigit()


def _ways(text: str, keywords: Sequence[str]) -> Iterator[list[tuple[str, bool]]]:
    """Yield the ways to part *text* at one or two keywords, each part with whether it is a keyword."""
    if len(text) > 60:
        return
    for at, word in _cuts(text, keywords):
        before, after = text[:at], text[at + len(word) :]
        yield [(part, key) for part, key in ((before, False), (word, True), (after, False)) if part]
        for rest in _ways(after, keywords):
            yield [*([(before, False)] if before else []), (word, True), *rest]


def _cuts(text: str, keywords: Sequence[str]) -> list[tuple[int, str]]:
    return [(at, word) for at in range(len(text)) for word in keywords if text.startswith(word, at)]
