"""Nested words → a document: where a declaration may break its lines.

A declaration has its first line, and each clause on a line of its own below. An expression that is too long breaks
before the operators that bind it most loosely; a list, between its elements.
"""

from __future__ import annotations

from collections.abc import Sequence

from ankang_rules.format.page import LINE, Doc, Fill, Nest, Notes, group
from ankang_rules.format.structure import Bracket, Item, Items, first_word, parted, words_in
from ankang_rules.format.words import SEPARATORS, Word
from ankang_rules.syntax.keywords import KEYWORDS

_LABELS = {"ZH", "EN", "ALSO"}
_ONE_LABEL = 2
_BILINGUAL = {"FIX", "EVIDENCE", "COLLECTED_FROM"}
_SENTENCES = {"FIX", "EVIDENCE"}
_LISTED = {"GIVEN", "EXPECT"}
_INSIDE_A_LINE = {"WITHIN", "AS_IN", "EACH", "REGISTERED_BY", "RECORDED_BY", "AS_OF", "FROM", "TO", "REPEALED"} | {
    *("PASSES", "FAILS", "PASSING", "FAILING", "IS_UNKNOWN", "IS_NOT_APPLICABLE")
}
_CLAUSES = {k.terminal for k in KEYWORDS if k.kind == "clause"} - _INSIDE_A_LINE


def declaration(items: Items, below: Sequence[str]) -> Doc:
    """Return the document of a declaration of *items*, with the comments *below* at its end."""
    head, *clauses = _clauses(items)
    end = (Notes(tuple(below)),) if below else ()
    kind = first_word(items).type
    docs = (_head(head), *((LINE, _clause(clause, kind)) for clause in clauses), *end)
    return Nest(group(*docs, broken=kind != "UNIT"))


def _clauses(items: Items) -> list[list[Item]]:
    """Cut before each clause, before labels, and before the members of choices."""
    clauses: list[list[Item]] = [[]]
    for index, item in enumerate(items):
        if index and _begins_clause(item, clauses[-1], first_word(items).type):
            clauses.append([])
        clauses[-1].append(item)
    return clauses


def _begins_clause(item: Item, clause: list[Item], kind: str) -> bool:
    if isinstance(item, Bracket):
        return item.open.type == "LBRACE" and kind in ("CHOICES", "OPEN_CHOICES")
    if item.type not in _CLAUSES:
        return False
    if item.type == "ALSO" and first_word(clause).type != "ALSO":
        return True
    if item.type in _LABELS:
        return first_word(clause).type not in _BILINGUAL | _LABELS
    return not (item.type == "MUST" and kind == "AWARD")


def _head(items: Items) -> Doc:
    return Fill(tuple(_laid_out(element) for element in parted(items)))


def _clause(items: Items, kind: str) -> Doc:
    first, *rest = items
    if isinstance(first, Bracket):
        return _bracket(first)
    if first.type in _LABELS:
        return group(_labels(items), broken=kind == "RULESET" and len(items) > _ONE_LABEL)
    if first.type in _BILINGUAL and first_word(rest).type in _LABELS:
        both = sum(isinstance(item, Word) and item.type in _LABELS for item in rest) > 1
        return group(first, Nest((LINE, _labels(rest))), broken=both and first.type in _SENTENCES)
    if first.type in _LISTED:
        return (first, Nest(Fill(tuple(_laid_out(element) for element in parted(rest)))))
    if first.type == "EXCEPT_WHEN":
        return _exception(first, rest)
    return (first, _laid_out(rest))


def _labels(items: Items) -> Doc:
    """Each language with its text, on lines of their own where they do not fit on one."""
    docs: list[Doc] = []
    for item in items:
        if docs and isinstance(item, Word) and item.type in _LABELS:
            docs.append(LINE)
        docs.append(_item(item))
    return tuple(docs)


def _exception(first: Word, rest: Items) -> Doc:
    at = next(i for i, item in enumerate(rest) if isinstance(item, Word) and item.type == "COLON")
    condition = (first, _laid_out(rest[:at]), _item(rest[at]))
    return group(condition, Nest((LINE, _laid_out(rest[at + 1 :]))))


# Expressions

_LOOSEST_FIRST: tuple[frozenset[str], ...] = tuple(
    map(
        frozenset,
        (
            {"THEN", "ELSE"},
            {"OR"},
            {"AND"},
            {"CMP", "EQUALS", "BETWEEN", "INCLUDES", "INCLUDES_ALL_OF", "IS_ONE_OF"},
            {"WHERE", "SATISFIES"},
            {"ROUNDED_TO"},
            {"PLUS", "MINUS"},
            {"TIMES", "DIVIDE", "OF", "DE"},
        ),
    )
)


def _laid_out(items: Items) -> Doc:
    """Break before the loosest operators of *items*, all of one level or none."""
    for operators in _LOOSEST_FIRST:
        first, *rest = _split(items, operators)
        if rest:
            return group(_laid_out(first), Nest(tuple((LINE, _operand(part)) for part in rest)))
    return tuple(map(_item, items))


def _operand(items: Items) -> Doc:
    """An operator and what comes after it."""
    operator, *rest = items
    return (_item(operator), _laid_out(rest)) if rest else _item(operator)


def _split(items: Items, operators: frozenset[str]) -> list[list[Item]]:
    parts: list[list[Item]] = [[]]
    for item in items:
        if parts[-1] and isinstance(item, Word) and item.type in operators and not item.sign:
            parts.append([])
        parts[-1].append(item)
    return parts


def _item(item: Item) -> Doc:
    return _bracket(item) if isinstance(item, Bracket) else item


def _bracket(bracket: Bracket) -> Doc:
    notes = (Notes(tuple(bracket.close.before)),) if bracket.close.before else ()
    bracket.close.before = []
    if bracket.open.type == "LPAR" or not bracket.items:
        return (bracket.open, _laid_out(bracket.items), Nest(notes), bracket.close)
    elements = parted(bracket.items)
    if not _is_one_a_line(elements):
        return (bracket.open, Nest((Fill(tuple(map(_element, elements))), *notes)), bracket.close)
    listed = tuple((LINE, _element(element)) for element in elements)
    return group(bracket.open, Nest((*listed, *notes)), LINE, bracket.close, broken=_is_labelled(elements))


def _element(items: Items) -> Doc:
    """An element, its separator right behind it."""
    last = items[-1]
    if isinstance(last, Word) and last.type in SEPARATORS and len(items) > 1:
        return (_laid_out(items[:-1]), last)
    return _laid_out(items)


def _is_one_a_line(elements: Sequence[Items]) -> bool:
    """Whether *elements* are conditions, members or fields, and not values: those stand as many as fit on a line."""
    kinds = {item.type for element in elements for item in element if isinstance(item, Word)}
    return bool(kinds & {"SEMICOLON", "COLON", *_LABELS})


def _is_labelled(elements: Sequence[Items]) -> bool:
    """Whether *elements* are several things declared with their labels: each has a line of its own."""
    return len(elements) > 1 and any(word.type in _LABELS for element in elements for word in words_in(element))
