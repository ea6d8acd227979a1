"""Nested words in one language → in the other: what stands at another place there is moved.

``50% of fund`` is ``fund 的 50%``, with brackets where the new place needs them and none where only the old one did;
``3 人以上`` is ``≥ 3 人``. The spelling of each word is left to ``spelling``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ankang_rules.format.structure import Bracket, Item, Items, first_word, last_word, words_in
from ankang_rules.format.words import Word
from ankang_rules.source import Language
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.parser import children
from ankang_rules.syntax.print import joins_of

_PRODUCT = {"TIMES", "DIVIDE", "OF", "DE"}
_FOREIGN = {"zh": "OF", "en": "DE"}
_IN_A_FACTOR = {
    *("NAME", "NUMBER", "SHARE", "DATE", "UNIT_WORD", "STRING", "YES", "NO", "DOT", "POSSESSIVE", "ABSOLUTE"),
    *("AS_OF_DATE", "START_OF_YEAR", "END_OF_YEAR", "ALL_OF", "ANY_OF", "NONE_OF", "AT_LEAST", "AT_MOST", "EXACTLY"),
    *("ITEMS_OF", "EVERY_MONTH", "LOWEST_OF", "HIGHEST_OF", "SUM_OF", "AVERAGE_OF", "COUNT_OF", "SHARE_OF"),
    *("WHERE", "PASSING", "FAILING"),
}


def mark_types(items: Items, declared: t.Declaration) -> None:
    """Mark the words of *declared* that mean something in its types alone, and those that only its kind has."""
    types = [node for node in _nodes(declared) if isinstance(node, t.TypeExpr)]
    phrases = {kind.span.start for kind in types}
    units = {kind.per.span.start for kind in types if kind.per}
    words = list(words_in(items))
    for word, following in zip(words, [*words[1:], None], strict=True):
        if word.type == "NAME" and word.start in phrases:
            word.type = "TYPE"
        elif word.type == "DIVIDE" and following and following.start in units:
            word.type = "PER"
        elif word.type == "NAME" and isinstance(declared, t.AwardDecl):
            word.type = "SCORE"
    if isinstance(declared, t.ExampleDecl):
        _mark_files(words)
        _mark_entries(items)


def _nodes(node: t.Node) -> Iterator[t.Node]:
    yield node
    for child in children(node):
        yield from _nodes(child)


def _mark_files(words: list[Word]) -> None:
    """Mark the word before the path of a facts file, the only name that a text follows."""
    for word, following in pairwise(words):
        if word.type == "NAME" and following.type == "STRING":
            word.type = "FILE"


def _mark_entries(items: Items) -> None:
    for item in items:
        if isinstance(item, Bracket):
            for inner, following in pairwise(item.items):
                if isinstance(inner, Word) and isinstance(following, Word) and following.type == "COLON":
                    following.type = "ENTRY_COLON"
                    inner.type = "ENTRY" if inner.value == "unit" else inner.type
            _mark_entries(item.items)


def translated(items: list[Item], lang: Language) -> list[Item]:
    """Return *items* in the order of *lang*."""
    if first_word(items).type == "CHILDREN":
        return items
    return _translated(items, lang)


def _translated(items: list[Item], lang: Language) -> list[Item]:
    for item in items:
        if isinstance(item, Bracket):
            item.items = _translated(item.items, lang)
    found: list[Item] = []
    product: list[Item] = []
    for item in _comparisons_in_front(items) if lang == "en" else items:
        if _is_in_a_product(item):
            product.append(item)
        else:
            found += [*_turned(product, lang), item]
            product = []
    return found + _turned(product, lang)


def _comparisons_in_front(items: list[Item]) -> list[Item]:
    """Put 以上 and its like before their number, as the sign they stand for."""
    found: list[Item] = []
    for item in items:
        if isinstance(item, Word) and item.type == "POST":
            at = len(found) - (2 if last_word(found).type == "UNIT_WORD" else 1)
            found.insert(at, Word("CMP", item.value, item.value, before=item.before))
            last_word(found).after += item.after
        else:
            found.append(item)
    return found


def _is_in_a_product(item: Item) -> bool:
    return isinstance(item, Bracket) or item.type in _IN_A_FACTOR | _PRODUCT or item.sign


def _is_operator(item: Item) -> bool:
    return isinstance(item, Word) and item.type in _PRODUCT


def _turned(product: list[Item], lang: Language) -> list[Item]:
    """Return the factors of *product* in the order of *lang*."""
    factors: list[list[Item]] = [[]]
    operators: list[Word] = []
    for item in product:
        if isinstance(item, Word) and item.type in _PRODUCT:
            operators.append(item)
            factors.append([])
        else:
            factors[-1].append(item)
    done, *rest = factors
    for operator, factor in zip(operators, rest, strict=True):
        done = _joined(done, operator, factor, lang)
    return done


def _joined(done: list[Item], operator: Word, factor: list[Item], lang: Language) -> list[Item]:
    if operator.type != _FOREIGN[lang]:
        return [*done, operator, *factor]
    operator.type = "DE" if lang == "zh" else "OF"
    left, right = _without_brackets(factor, products_too=True), _without_brackets(done, products_too=False)
    if any(map(_is_operator, right)):
        right = [_bracketed(right)]
    last, end = last_word(left), last_word(right)
    if last.after and not end.after:  # what stood behind the whole still does
        last.after, end.after = [], last.after
    if lang == "en" and last.type == "NAME" and last.written[:1] not in "`｀" and joins_of(last.value):
        left = [_bracketed(left)]
    return [*left, operator, *right]


def _without_brackets(items: list[Item], *, products_too: bool) -> list[Item]:
    """Leave out brackets that only the place before needed; those with comments stay."""
    bracket = items[0]
    if len(items) > 1 or not isinstance(bracket, Bracket) or bracket.open.type != "LPAR":
        return items
    has_comments = bool(bracket.open.before or bracket.open.after or bracket.close.before or bracket.close.after)
    fits = all(_is_in_a_product(item) and (products_too or not _is_operator(item)) for item in bracket.items)
    return bracket.items if fits and not has_comments else items


def _bracketed(items: list[Item]) -> Bracket:
    return Bracket(Word("LPAR", "(", "("), items, Word("RPAR", ")", ")"))
