"""L715: label-number-mismatch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from ankang_rules.core import nodes as n
from ankang_rules.core.print import show_value
from ankang_rules.core.ruleset import Rule
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.lint import messages
from ankang_rules.lint.base import Lint
from ankang_rules.lint.file import File, walk
from ankang_rules.model import types as ty
from ankang_rules.model.exact import TooManyDigits, exact_text, parse_number
from ankang_rules.syntax import tree as t


class LabelNumberMismatch(Lint):
    """A label whose number is not the one of the condition.

    ## What it finds

    A rule whose label says a percentage, or a number with a unit such as `3人`, where the condition has values of
    that kind, and none of them is the one of the label. `不超过2%` beside `≥ 98%` is the same said from the other end.

    ## Why it matters

    Reports quote the label, and judge by the condition. A unit that keeps to what it reads then fails.

    ## Avoid

    ```rules
    indicator deposits : money in 元
    indicator fund : money in 元
    rule deposits zh "定期存款占比50%" en "Deposits" clause "一1" must deposits ≥ 40% of fund when fund > 0
    ```

    ## Prefer

    ```rules
    indicator deposits : money in 元
    indicator fund : money in 元
    rule deposits zh "定期存款占比50%" en "Deposits" clause "一1" must deposits ≥ 50% of fund when fund > 0
    ```

    ## Known gaps

    Numbers in words, such as *half* or 三人, are not read, nor numbers without a percent sign or a unit, such as
    ages. The condition may name a parameter or a definition; only its percentages are then compared.
    """

    code = "L715"
    name = "label-number-mismatch"

    def find(self, file: File) -> Iterator[Diagnostic]:
        written = {d.span.start: d for d in file.own(t.RuleDecl)}
        for rule in file.core.rules:
            values = list(_values(rule, file))
            for text, span in written[rule.span.start].labels.places if rule.span else ():
                for kind in {kind for _, kind in values}:
                    asked = {value for value, of in values if of == kind}
                    said = _said(text, kind)
                    if said and not said & (asked | ({1 - value for value in asked} if kind == "%" else set())):
                        yield messages.label_number_differs(span, _text(said, kind)[0], _text(asked, kind))


_LITERAL = re.compile(r"(?P<number>[\d_]+(?:\.[\d_]+)?)\s*(?P<unit>[^\W\d_]+)")

Quantity = tuple[Fraction, str]
"""A number and what it counts: a word, or % for a share."""


def _said(text: str, kind: str) -> set[Fraction]:
    """The numbers in *text* that stand right before the word or sign *kind*."""
    signs = "[%％]" if kind == "%" else re.escape(kind)
    found = (_parsed(number) for number in re.findall(rf"(?<![\d.])(\d+(?:\.\d+)?)\s*{signs}", text))
    return {number / 100 if kind == "%" else number for number in found if number is not None}


def _values(rule: Rule, file: File) -> Iterator[Quantity]:
    """The values of the condition and the exceptions, of parameters and definitions too."""
    conditions = [rule.condition, *(exception.condition for exception in rule.exceptions)]
    nodes = [node for condition in conditions for node in _through(condition, file)]
    plain = not any(isinstance(node, n.ParameterRef | n.DefinitionRef) for node in nodes)
    for node in nodes:
        match node:
            case n.Constant(type=ty.Share(), value=Fraction() as value):
                yield value, "%"
            case n.ParameterRef(type=ty.Share(), key=key):
                values = next(p.values for p in file.core.parameters if p.key == key)
                yield from ((dated.value, "%") for dated in values if isinstance(dated.value, Fraction))
            case n.Constant(type=ty.Quantity() | ty.Duration(), span=span) if plain and span is not None:
                literal = _LITERAL.fullmatch(span.text)
                number = _parsed(literal["number"]) if literal else None
                if literal and number is not None:
                    yield number, literal["unit"]


def _through(condition: n.Node, file: File) -> Iterator[n.Node]:
    for node in walk(condition):
        yield node
        if isinstance(node, n.DefinitionRef) and node.of is None and node.key in file.definitions:
            yield from _through(file.definitions[node.key], file)


def _text(values: set[Fraction], kind: str) -> list[str]:
    if kind == "%":
        return [show_value(value, ty.Share()) for value in sorted(values)]
    return [f"{exact_text(value)} {kind}" for value in sorted(values)]


def _parsed(text: str) -> Fraction | None:
    try:
        return parse_number(text)
    except TooManyDigits:
        return None
