"""What the names of a file mean, imports included."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, evolve, field, frozen

from ankang_rules.check import messages
from ankang_rules.check.levels import Levels
from ankang_rules.check.run_together import compared, part
from ankang_rules.core.nodes import Node
from ankang_rules.core.ruleset import Indicator, Parameter
from ankang_rules.diagnostics import Diagnostic, nearest
from ankang_rules.model.names import fold
from ankang_rules.model.types import Choices, OneOf, SetOf, Type
from ankang_rules.model.units import PRELUDE, UnitWord
from ankang_rules.source import Span
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.lost import Lost, names_of
from ankang_rules.syntax.spoken import inside


@frozen
class Declared:
    """A thing a condition can name, with the place of its name; without a type where its declaration is broken."""

    kind: str
    name: str
    key: str
    type: Type | None
    span: Span | None


@define
class Scope:
    """Names of a file and its imports. Filled by :mod:`to_core`, read by everything that resolves a name.

    What a broken declaration was to declare is known too, without a type: only the declaration is reported, not every
    use of its name. Where a whole import is missing (*incomplete*), any unknown name may have been meant to come from
    it.
    """

    diagnostics: list[Diagnostic] = field(factory=list)
    names: dict[str, Declared] = field(factory=dict)
    """By folded spelling: names, labels and aliases of indicators, parameters and definitions."""
    places: dict[str, Span] = field(factory=dict)
    """By folded spelling of a name or alias, where it is declared."""
    spellings: dict[str, str] = field(factory=dict)
    choices: dict[str, Choices] = field(factory=dict)
    choices_places: dict[str, Span] = field(factory=dict)
    units: dict[str, UnitWord] = field(factory=lambda: {fold(word.name): word for word in PRELUDE})
    unit_places: dict[str, Span] = field(factory=dict)
    indicators: dict[str, Indicator] = field(factory=dict)
    parameters: dict[str, Parameter] = field(factory=dict)
    definitions: dict[str, Node] = field(factory=dict)
    """What each definition stands for, by its key."""
    singulars: dict[str, list[str]] = field(factory=dict)
    """By the singular of a record, the keys of the lists that have it."""
    levels: Levels = field(factory=Levels)
    lost: dict[str, set[str]] = field(factory=dict)
    """By kind, the folded spellings of units, choices and rules whose declarations are broken."""
    incomplete: bool = False

    def report(self, diagnostic: Diagnostic) -> None:
        self.diagnostics.append(diagnostic)

    # Declaring

    def declare(self, thing: Declared, name: t.Name, labels: t.Labels) -> bool:
        """Make *thing* known under its name and labels; report the names that are taken; whether its own was free."""
        free = self._claim(thing, name.text, name.span)
        for text, span in labels.places:
            self._claim(thing, text, span)
        return free

    def _claim(self, thing: Declared, spelling: str, span: Span) -> bool:
        key = fold(spelling)
        other = self.names.get(key)
        if other is None and key in self.levels.places:
            self.report(messages.names.duplicate_name(span, spelling, self.levels.places[key]))
            return False
        if other is not None and other.span is not None and other is not thing:
            self.report(messages.names.duplicate_name(span, spelling, self.places[key]))
            if other.type != thing.type:
                self.names[key] = evolve(other, type=None)
            return False
        self.names[key] = thing
        self.places.setdefault(key, span)
        self.spellings.setdefault(key, spelling)
        return True

    def lose(self, lost: Iterable[Lost]) -> None:
        """Know what *lost* declarations were going to declare; declarations that can be read may take their names."""
        declarations = tuple(lost)
        for name in names_of(declarations, "INDICATOR", "PARAMETER", "DEFINE"):
            self.names.setdefault(fold(name), Declared("indicator", name, fold(name), None, None))
        for kind, keywords in (("unit", ("UNIT",)), ("choices", ("CHOICES", "OPEN_CHOICES")), ("rule", ("RULE",))):
            self.lost.setdefault(kind, set()).update(map(fold, names_of(declarations, *keywords)))
        self.incomplete = self.incomplete or any(one.keyword == "IMPORT" for one in declarations)

    def is_lost(self, kind: str, name: str) -> bool:
        """Whether *name* may be that of a *kind* whose declaration could not be read."""
        return self.incomplete or fold(name) in self.lost.get(kind, ())

    # Finding

    def find(self, name: t.Name) -> Declared | None:
        return self.names.get(name.key)

    def is_member(self, name: t.Name) -> bool:
        """Whether any list of choices has a member that *name* spells."""
        kinds = (indicator.type for indicator in self.indicators.values())
        inline = (kind.choices for kind in kinds if isinstance(kind, OneOf | SetOf))
        return any(choices.find(name.text) for choices in (*self.choices.values(), *inline))

    def unit(self, name: t.Name) -> UnitWord | None:
        """Return the unit that *name* spells, or report that there is none."""
        word = self.units.get(name.key)
        if word is None and not self.is_lost("unit", name.text):
            self.lost.setdefault("unit", set()).add(name.key)  # said once
            known = (word.name for word in self.units.values())
            self.report(messages.names.unknown_unit(name.span, nearest(name.text, known)))
        return word

    def choices_named(self, name: t.Name) -> Choices | None:
        """Return the list of choices that *name* spells, or report that there is none."""
        found = self.choices.get(name.key)
        if found is None and not self.is_lost("choices", name.text):
            known = (choices.name for choices in self.choices.values())
            self.report(messages.names.unknown_choices(name.span, nearest(name.text, known)))
        return found

    def report_unknown(self, name: t.Name, fields: Iterable[str] = ()) -> None:
        """Report that nobody declared *name*: as words run together where it parts into known ones.

        *fields* are those of the records in hand, which could be meant as well.
        """
        parted = self.part(name.text, fields)
        if parted or (parted := compared(name.text)):
            self.report(messages.names.run_together(name.span, parted))
        elif difference := self._difference(name.text):
            self.report(messages.names.minus_in_a_name(name.span, difference))
        elif not self.incomplete and (spoken := inside(name.span, lambda words: fold(words) in self.names)):
            self.report(spoken)
        elif self.is_member(name):
            self.report(messages.names.member_alone(name.span))
        elif not self.incomplete:
            close = nearest(name.text, [*self.spellings.values(), *fields])
            self.report(messages.names.unknown_name(name.span, close))

    def _difference(self, text: str) -> str | None:
        """Return *text* as a subtraction where a hyphen of it stands between two known names, or None."""
        places = (at for at, char in enumerate(text) if char == "-")
        halves = ((text[:at].strip(), text[at + 1 :].strip()) for at in places)
        return next((f"{a} - {b}" for a, b in halves if fold(a) in self.names and fold(b) in self.names), None)

    def part(self, text: str, fields: Iterable[str] = ()) -> str | None:
        """Return *text* with spaces where it runs known names and keywords together, or None where it does not."""
        return part(text, {*self.names, *map(fold, fields)}, set(self.units))
