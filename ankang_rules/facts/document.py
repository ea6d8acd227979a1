"""What was handed in → its headings and its facts: a document, or facts alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any, Final

from attrs import frozen

from ankang_rules.errors import FactsError
from ankang_rules.facts import messages
from ankang_rules.facts.from_bytes import refuse
from ankang_rules.facts.from_python import path
from ankang_rules.model.given import Given, GivenMapping
from ankang_rules.model.names import UNIT_HEADINGS, fold

HEADINGS: Final = {
    **dict.fromkeys(UNIT_HEADINGS, "unit"),
    **dict.fromkeys(("tier", "层级"), "tier"),
    **dict.fromkeys(("as-of", "截至日期", "截至"), "as of"),
    **dict.fromkeys(("assessment-year", "考核年度"), "assessment year"),
    **dict.fromkeys(("facts", "事实"), "facts"),
    **dict.fromkeys(("children", "下级"), "children"),
}
"""Every spelling of a heading, folded, and what it is."""

_LONGEST_HEADING: Final = 40

Pair = tuple[Any, Any]
"""A name and a value: both Given, or both Python objects."""


@frozen
class Document:
    """The *headings* of a document, ``facts`` too, or none for facts alone; its *facts*, and the path to them."""

    headings: tuple[Pair, ...]
    facts: Iterable[Pair]
    place: str = ""


def heading(name: object) -> str | None:
    """Return the heading that *name* spells."""
    text = name.value if isinstance(name, Given) else name
    return HEADINGS.get(fold(text)) if isinstance(text, str) and len(text) <= _LONGEST_HEADING else None


def to_document(handed_in: Given | Mapping[Any, Any], known: Mapping[str, object]) -> Document:
    """Return *handed_in* as headings and facts; *known* are the names of facts, which go before headings."""
    pairs = pairs_of(handed_in)
    for name, value in pairs:
        if heading(name) == "facts" and (is_mapping(value) or not _is_known(name, known)):
            return Document(pairs, pairs_of(value), path("", name) if isinstance(name, str) else "")
    return Document((), pairs)


def unit_document(handed_in: Given | Mapping[Any, Any]) -> Document:
    """Return what stands in a list of units: it is always a document, its facts under a heading of their own."""
    pairs = pairs_of(handed_in)
    name, value = next((pair for pair in pairs if heading(pair[0]) == "facts"), ("facts", {}))
    return Document(pairs, pairs_of(value), str(name) if isinstance(name, str) else "")


def pairs_of(handed_in: object) -> tuple[Pair, ...]:
    """The names and values of a mapping, as Given or as Python objects."""
    if isinstance(handed_in, Given):
        return handed_in.value.items if isinstance(handed_in.value, GivenMapping) else ()
    if not isinstance(handed_in, Mapping):
        return ()
    try:
        return tuple((name, value) for name, value in handed_in.items())
    except Exception:  # a foreign mapping may raise anything when it is looked at
        refuse(messages.files.no_fact_source())


def items_of(handed_in: object) -> Iterable[Any] | None:
    """The items of a list, as Given or as Python objects, or None where it is no list."""
    if isinstance(handed_in, Given):
        return handed_in.value if isinstance(handed_in.value, tuple) else None
    if isinstance(handed_in, str | bytes | bytearray | Mapping | Set) or not isinstance(handed_in, Iterable):
        return None
    return _guarded(handed_in)


def _guarded(items: Iterable[Any]) -> Iterator[Any]:
    try:
        yield from items
    except FactsError:
        raise
    except Exception:  # as in pairs_of
        refuse(messages.files.no_fact_source())


def is_mapping(value: object) -> bool:
    return isinstance(value.value, GivenMapping) if isinstance(value, Given) else isinstance(value, Mapping)


def _is_known(name: object, known: Mapping[str, object]) -> bool:
    """Whether *name* is that of a fact, so that it is no heading."""
    text = name.value if isinstance(name, Given) else name
    return isinstance(text, str) and fold(text) in known
