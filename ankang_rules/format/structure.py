"""Words → words nested by their brackets, each marked with what it is at its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define

from ankang_rules.format.words import SEPARATORS, Word

_CLOSED_BY = {"LPAR": "RPAR", "LSQB": "RSQB", "LBRACE": "RBRACE"}
_BEFORE_ITEMS = {"ALL_OF", "ANY_OF", "NONE_OF", "LOWEST_OF", "HIGHEST_OF", "ITEMS_OF"}
_ASSIGNING = {"PARAMETER", "DEFINE", "UNIT"}
_JOINED_BY_COMMAS = {"EVERY", "SOME"}
_AFTER_JOINED = {"WHERE", "SATISFIES", "PASSES", "FAILS"}


@define(eq=False)
class Bracket:
    """What stands between two brackets, with both."""

    open: Word
    items: list[Item]
    close: Word


Item = Word | Bracket
Items = Sequence[Item]


def nested(words: list[Word]) -> list[Item]:
    """Return *words*, those of one declaration that can be read, nested by their brackets and marked."""
    items = _nest(iter(words), "")[0]
    _mark(items)
    _mark_assignments(items)
    return items


def _nest(words: Iterator[Word], closed_by: str) -> tuple[list[Item], Word | None]:
    items: list[Item] = []
    for word in words:
        if word.type == closed_by:
            return items, word
        if word.type in _CLOSED_BY:
            inside, close = _nest(words, _CLOSED_BY[word.type])
            assert close is not None
            items.append(Bracket(word, inside, close))
        else:
            items.append(word)
    return items, None


def _mark(items: list[Item]) -> None:
    between = 0
    for index, item in enumerate(items):
        before = items[index - 1] if index else None
        if isinstance(item, Bracket):
            _mark_bracket(item, before)
        elif item.type == "BETWEEN":
            between += 1
        elif item.type in ("AND", "TO") and between:
            item.type, between = "BETWEEN_AND", between - 1


def _mark_bracket(bracket: Bracket, before: Item | None) -> None:
    if bracket.open.type == "LSQB" and isinstance(before, Word):
        if before.type in ("OF", "UNIT_WORD"):
            before.type = "ITEMS_OF"
        if before.type in _BEFORE_ITEMS:
            for comma in separators(bracket.items):
                comma.type = "SEMICOLON"
    _drop_last_separator(bracket)
    _mark(bracket.items)


def _drop_last_separator(bracket: Bracket) -> None:
    if bracket.items and separators(bracket.items)[-1:] == [bracket.items[-1]]:
        dropped = bracket.items.pop()
        assert isinstance(dropped, Word)
        last_word(bracket.items).after += dropped.after
        bracket.close.before[:0] = dropped.before


def _mark_assignments(items: list[Item]) -> None:
    """Tell the sign of an assignment from that of a comparison."""
    kind = first_word(items).type
    if kind in _ASSIGNING:
        _mark_first_equals(items)
    elif kind == "EXAMPLE":
        for element in parted(items):
            _mark_first_equals(element)


def _mark_first_equals(items: Items) -> None:
    for item in items:
        if isinstance(item, Word) and item.type == "EQUALS":
            item.type = "ASSIGN"
            return


def separators(items: Items) -> list[Word]:
    """Return the commas and semicolons between the elements of a list, not those of ``every county, town``."""
    found, joining = [], False
    for item in items:
        if isinstance(item, Word):
            joining = item.type in _JOINED_BY_COMMAS or (joining and item.type not in _AFTER_JOINED)
            if item.type in SEPARATORS and not joining:
                found.append(item)
    return found


def parted(items: Items) -> list[list[Item]]:
    """Return the elements of a list, each with the separator behind it."""
    ends = separators(items)
    elements: list[list[Item]] = [[]]
    for item in items:
        elements[-1].append(item)
        if item in ends:
            elements.append([])
    return [element for element in elements if element]


def words_in(items: Items) -> Iterator[Word]:
    """Yield the words of *items* in order."""
    for item in items:
        if isinstance(item, Word):
            yield item
        else:
            yield item.open
            yield from words_in(item.items)
            yield item.close


def first_word(items: Items) -> Word:
    return items[0].open if isinstance(items[0], Bracket) else items[0]


def last_word(items: Items) -> Word:
    return items[-1].close if isinstance(items[-1], Bracket) else items[-1]
