"""The readers of a ruleset: for each type a value reader, for each indicator what its declaration adds."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from ankang_rules.core.ruleset import Indicator
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.facts import messages
from ankang_rules.facts.about import About
from ankang_rules.facts.choices import OneOfReader, SetOfReader
from ankang_rules.facts.facts import FactValue
from ankang_rules.facts.messages.words import written
from ankang_rules.facts.provenance import unwrapped
from ankang_rules.facts.quantities import NumberReader, QuantityReader, ShareReader, Units
from ankang_rules.facts.reading import Invalid, Reading
from ankang_rules.facts.series import MonthlyReader, RecordsReader
from ankang_rules.facts.values import DateReader, TextReader, ValueReader, YesNoReader
from ankang_rules.model.given import Given
from ankang_rules.model.outcome import NO, YES, Known, ReasonKind, Unknown
from ankang_rules.model.types import Bare, Date, Duration, ListOf, Monthly, OneOf, Quantity, SetOf, Share, Type, YesNo
from ankang_rules.model.units import UnitWord

_YES: Final = FactValue(YES, "yes")
_NO: Final = FactValue(NO, "no")
# About names, not about the value: the value beside them may be sound.
_BESIDE_THE_VALUE: Final = frozenset(("F501", "F518"))


def reader_for(kind: Type, units: Units, word: UnitWord | None = None) -> ValueReader:
    """Return the reader of values of *kind*; *word* is the unit in which bare numbers are meant."""
    match kind:
        case YesNo():
            return YesNoReader()
        case Quantity():
            return QuantityReader(kind, units, word or kind.word)
        case Duration():
            return QuantityReader(kind, units, word)
        case Bare():
            return QuantityReader(Quantity("number"), units)
        case Share():
            return ShareReader(kind)
        case Date():
            return DateReader()
        case OneOf():
            return OneOfReader(kind)
        case SetOf():
            return SetOfReader(kind)
        case Monthly():
            return MonthlyReader(kind, reader_for(kind.of, units, word))
        case ListOf():
            return RecordsReader(kind, {field.key: reader_for(field.type, units) for field in kind.fields})
        case _:
            return TextReader()


@frozen
class IndicatorReader:
    """Reads the facts of one indicator."""

    about: About
    reader: ValueReader

    @classmethod
    def of(cls, indicator: Indicator, units: Units) -> IndicatorReader:
        reader = reader_for(indicator.type, units, indicator.word)
        element = reader.element if isinstance(reader, MonthlyReader) else reader
        if isinstance(element, NumberReader | DateReader):
            element.expected = indicator.expected
        return cls(About.of(indicator), reader)

    def fact(self, given: Given, reading: Reading) -> FactValue | None:
        """Return the fact that *given* states, or None where it says that nothing is known."""
        inside = reading.one_fact(self.about)
        inner, provenance, beside = given, None, 0
        outcome: Known | Unknown
        try:
            inner, provenance = unwrapped(given, self.about, inside)
            beside = len(inside.findings)
            outcome = self.reader.outcome(inner, self.about, inside)
        except Invalid as invalid:
            invalid.tell(inside)
            outcome = self.about.unknown(ReasonKind.INVALID)
        findings = inside.closed()
        reading.take(findings)
        if isinstance(outcome, Unknown) and any(reason.kind is ReasonKind.MISSING for reason in outcome.reasons):
            return None
        wrong = _what_is_wrong(findings[beside:]) if findings else None
        return FactValue(outcome, written(inner), provenance, given.span, wrong)

    def twice(self, second: Given, first: Given, reading: Reading) -> FactValue:
        """Say that a fact stands in two places; then neither counts."""
        finding = reading.say(messages.names.given_twice, second, first, self.about.title)
        return FactValue(self.about.unknown(ReasonKind.INVALID), span=second.span, invalid=finding)

    def plain(self, value: object) -> FactValue | None:
        """Return the fact that *value* is where that is plain to see, or None where anything needs a closer look.

        What :meth:`fact` would return for it, without the tree.
        """
        found = self.reader.plain(value)
        if found is None:
            return None
        return _YES if found is YES else _NO if found is NO else FactValue(found, self.reader.written(value))


def _what_is_wrong(findings: list[Diagnostic]) -> Diagnostic | None:
    return next((f for f in findings if f.severity == "error" and f.code not in _BESIDE_THE_VALUE), None)
