"""What every case of a file starts from, and what one of them says instead → the document of that case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import field, frozen

from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.model.given import Given, GivenMapping
from ankang_rules.model.names import fold
from ankang_rules.source import Span
from ankang_rules.testing.cases.copies import Pairs, spread

_OF_FACTS = ("unit", "as of", "assessment year", "facts", "children")


@frozen
class Base:
    """What stands under each heading of a base, for cases of *core*; without any, a case is all that it says."""

    parts: Mapping[str, Given] = field(factory=dict)
    core: RulesetCore | None = None

    def document(self, parts: Mapping[str, Given], span: Span | None, wrong: list[Given]) -> Given:
        """Return the facts of a case with *parts* as a document: fact by fact and level by level, its own go first.

        Numbers of copies that are none are added to *wrong*.
        """
        merged = {**self.parts, **parts}
        merged["facts"] = Given(GivenMapping(self._merged("facts", parts)))
        if children := self._merged("children", parts):
            merged["children"] = Given(GivenMapping(spread(children, wrong)), span=merged["children"].span)
        pairs = ((Given(what), value) for what, value in merged.items() if what in _OF_FACTS)
        return Given(GivenMapping(tuple(pairs)), span=span)

    def parameters(self, parts: Mapping[str, Given]) -> dict[Given, Given]:
        """Return the values of parameters that a case with *parts* sets."""
        return dict(self._merged("parameters", parts))

    def _merged(self, what: str, parts: Mapping[str, Given]) -> Pairs:
        own = _pairs(parts.get(what))
        said = set(self._keys(name for name, _ in own))
        return (*(pair for pair in _pairs(self.parts.get(what)) if not said.intersection(self._keys(pair[:1]))), *own)

    def _keys(self, names: Iterable[Given]) -> Iterator[str]:
        """What the facts and parameters that *names* name are known by, whichever of their names is used."""
        aliases = dict(self.core.aliases) if self.core else {}
        return (aliases.get(fold(str(name.value)), fold(str(name.value))) for name in names)


def _pairs(given: Given | None) -> Pairs:
    return given.value.items if given and isinstance(given.value, GivenMapping) else ()
