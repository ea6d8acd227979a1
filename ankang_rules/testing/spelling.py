"""What stands in a ruleset, as text in both languages: with labels in Chinese, with the declared names in English."""

from __future__ import annotations

from functools import cached_property

from attrs import frozen

from ankang_rules.core import nodes as n
from ankang_rules.core.print import show, show_value
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.explain.words import Words
from ankang_rules.model import types as ty
from ankang_rules.model.outcome import Value
from ankang_rules.source import Bilingual


@frozen(slots=False)
class Spelling:
    """Writes expressions of *core*."""

    core: RulesetCore

    @cached_property
    def _names(self) -> dict[str, str]:
        things = (self.core.indicators, self.core.parameters, self.core.definitions)
        return {one.key: one.name for declared in things for one in declared}

    @cached_property
    def _chinese(self) -> Words:
        return Words(self.core, "zh")

    def english(self, node: n.Node) -> str:
        """Return *node* as what tells it from every other, whatever the layout of the file."""
        return show(node, self._names)

    def of(self, node: n.Node | None) -> Bilingual:
        """Return *node* as text, nothing for None."""
        return Bilingual(self._chinese.phrase(node), self.english(node)) if node else Bilingual()

    def value(self, value: Value, kind: ty.Type) -> Bilingual:
        """Return a value as it is written in a rule."""
        return Bilingual(show_value(value, kind, "zh"), show_value(value, kind, "en"))
