"""A condition as a sentence, in the reader's language and with the labels of what it names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any, cast

from attrs import frozen

from ankang_rules.core import nodes as n
from ankang_rules.core.print import member_text
from ankang_rules.explain import terms as say
from ankang_rules.explain.amounts import amount, members
from ankang_rules.explain.catalogue import joined
from ankang_rules.explain.words import Words
from ankang_rules.model import types as ty

_MIRRORED = {"≥": "≤", "≤": "≥", ">": "<", "<": ">", "=": "=", "≠": "≠"}


@frozen
class Sentence:
    """A sentence, with the sentences that stand below it where it is the heading of a list."""

    text: str
    parts: tuple[Sentence, ...] = ()

    def inline(self) -> str:
        """Return it on one line, the list in brackets.

        >>> Sentence("one of these:", (Sentence("a"), Sentence("b"))).inline()
        'one of these: [a; b]'
        """
        if not self.parts:
            return self.text
        gap, separator = ("", "；") if self.text.endswith("：") else (" ", "; ")
        return f"{self.text}{gap}[{separator.join(part.inline() for part in self.parts)}]"


def sentence(node: n.Node, words: Words) -> Sentence:
    """Return the condition *node* as a sentence."""
    return _Saying(words).condition(node)


class _Saying:
    def __init__(self, words: Words) -> None:
        self.words, self.lang = words, words.lang

    def condition(self, node: n.Node) -> Sentence:
        match node:
            case n.Compare():
                return Sentence(self.comparison(node))
            case n.Includes() | n.IsOneOf() | n.IsEmpty() | n.IsRecorded():
                return Sentence(self.membership(node))
            case n.IsIncreasing(series, strictly):
                return Sentence(say.is_increasing(self.value(series), strictly=strictly)(self.lang))
            case n.Not(operand=n.Fact() | n.FieldRef() | n.MonthOf() | n.DefinitionRef() as operand):
                return Sentence(say.is_yes(self.words.phrase(operand), False)(self.lang))
            case n.Fact() | n.FieldRef() | n.MonthOf() | n.DefinitionRef() | n.ParameterRef():
                return Sentence(say.is_yes(self.words.phrase(node), True)(self.lang))
            case n.And() | n.Or() | n.NumberOf() | n.Not() | n.If():
                return Sentence(*self.list(node))
            case n.EveryMonth() | n.Quantified():
                return self.over_members(node)
            case n.Verdict(passes):
                return Sentence(say.verdict(passes)(self.lang))
        return Sentence(self.value(node))

    def list(self, node: n.Node) -> tuple[str, tuple[Sentence, ...]]:
        lang = self.lang
        match node:
            case n.And(operands):
                return say.all_of_these(lang), self.conditions(*operands)
            case n.Or(operands):
                return say.one_of_these(lang), self.conditions(*operands)
            case n.NumberOf(bound="at most", number=0, operands=operands):
                return say.none_of_these(lang), self.conditions(*operands)
            case n.NumberOf(bound, number, operands):
                return say.number_of_these(bound, number)(lang), self.conditions(*operands)
            case n.If(test, then, otherwise):
                yes, no = self.condition(then), self.condition(otherwise)
                branches = (
                    Sentence(say.if_so(yes.text)(lang), yes.parts),
                    Sentence(say.if_not(no.text)(lang), no.parts),
                )
                return say.depends(self.condition(test).inline())(lang), branches
        return say.not_this(lang), self.conditions(cast(n.Not, node).operand)

    def conditions(self, *nodes: n.Node) -> tuple[Sentence, ...]:
        return tuple(self.condition(node) for node in nodes)

    def over_members(self, node: n.EveryMonth | n.Quantified) -> Sentence:
        inner = self.condition(node.condition)
        if isinstance(node, n.EveryMonth):
            return Sentence(say.every_month(inner.text)(self.lang), inner.parts)
        of = self.words.one_of(node.records) if isinstance(node.records, n.Units) else ""
        singular = of or cast(ty.ListOf, node.records.type).singular
        text = say.quantified(node.which, singular, self.where(node.where), inner.text, units=bool(of))
        return Sentence(text(self.lang), inner.parts)

    def where(self, node: n.Node | None) -> str:
        return self.condition(node).inline() if node is not None else ""

    def chosen(self, where: n.Node | None) -> tuple[str, bool | None]:
        """Which units are meant: by a condition, or by their verdict."""
        return ("", where.passes) if isinstance(where, n.Verdict) else (self.where(where), None)

    def comparison(self, node: n.Compare) -> str:
        left, right, operator = node.left, node.right, str(node.operator)
        if isinstance(left, n.Constant) and not isinstance(right, n.Constant):
            left, right, operator = right, left, _MIRRORED[operator]
        kind = "day" if isinstance(left.type, ty.Date) else "number" if ty.is_numeric(left.type) else "other"
        return say.compared(self.value(left), operator, self.value(right), cast(Any, kind))(self.lang)

    def membership(self, node: n.Includes | n.IsOneOf | n.IsEmpty | n.IsRecorded) -> str:
        if isinstance(node, n.Includes):
            return self.inclusion(node)
        operand = self.value(node.operand)
        if isinstance(node, n.IsOneOf):
            options = joined([self.value(option) for option in node.options], self.lang)
            return say.is_one_of(operand, options)(self.lang)
        return (say.is_empty if isinstance(node, n.IsEmpty) else say.is_recorded)(operand)(self.lang)

    def inclusion(self, node: n.Includes) -> str:
        whole, listed = self.value(node.whole), self.value(node.members)
        if node.all_of is not None and node.all_of.name:
            title = node.all_of.labels(self.lang) or node.all_of.name
            return say.includes_all(whole, title, listed)(self.lang)
        return say.includes(whole, listed)(self.lang)

    def value(self, node: n.Node) -> str:
        """Return an operand: a constant as it is shown everywhere, a part of a whole, or the expression."""
        match node:
            case n.Constant(value=frozenset() as keys, type=ty.SetOf(choices)):
                return members(keys, choices, self.lang)
            case n.Constant(value=str() as key, type=ty.OneOf(choices)):
                return member_text(key, choices, self.lang)
            case n.Constant(value=Fraction() | date() | bool() as value):
                return amount(value, node.type, self.lang)
            case n.ShareOf(share, whole) if not isinstance(whole, n.Arithmetic):
                return say.part_of(self.value(share), self.value(whole))(self.lang)
            case n.CountOf(n.Units() as units, where):
                return say.count_of_units(self.value(units), *self.chosen(where))(self.lang)
            case n.ShareWhere(n.Units() as units, where):
                return say.share_of_units(self.value(units), *self.chosen(where))(self.lang)
            case n.CountOf(records, where):
                return say.count_of(self.value(records), self.where(where))(self.lang)
            case n.ShareWhere(records, where):
                return say.share_where(self.value(records), self.where(where))(self.lang)
            case n.Aggregate(which, records, operand, where):
                names = (self.value(records), self.value(operand), self.where(where))
                return say.aggregate(which, *names)(self.lang)
        return self.words.phrase(node)


def lines(said: Sentence, depth: int = 0) -> Iterator[tuple[int, str]]:
    """Yield the lines of a sentence with how deep each stands."""
    yield depth, said.text
    for part in said.parts:
        yield from lines(part, depth + 1)


def operand(node: n.Node, words: Words) -> str:
    """Return the expression *node* as it stands in a sentence."""
    return _Saying(words).value(node)


def meaning_of(node: n.Node, words: Words) -> str:
    """Return the expression of a definition: a condition as a sentence, a number of units as one says it."""
    if node.type == ty.YesNo():
        return sentence(node, words).inline()
    return operand(node, words) if any(isinstance(part, n.Units) for part in n.parts(node)) else words.phrase(node)
