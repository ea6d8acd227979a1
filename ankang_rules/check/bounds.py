"""How long the numbers of a ruleset can become, and how deep it goes, found before anything is evaluated."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ankang_rules.check import messages
from ankang_rules.core import nodes as n
from ankang_rules.core.kept import kept
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.diagnostics import Diagnostic
from ankang_rules.model.exact import MOST_DIGITS, digits
from ankang_rules.model.outcome import Value

MOST = 100_000

MOST_QUANTIFIERS = 4
MOST_NESTING = 110
"""How deep an expression may go, its definitions opened: the text allows 100, and a series of months adds a little."""

_QUANTIFIERS = (n.EveryMonth, n.Quantified, n.CountOf, n.ShareWhere, n.Aggregate)

Size = tuple[int, int]
"""Digits that a numerator and a denominator can need."""

_FACT: Size = (2 * MOST_DIGITS + 2, 2 * MOST_DIGITS + 2)
_NOTHING: Size = (1, 1)
_RECORDS = 6
"""Digits of how many records a list can have: a sum over them is so much longer than a term."""


Defined = tuple[str | None, str]
"""A definition by its key, with the name of its ruleset where that judges the units of a level below."""


def check(core: RulesetCore) -> list[Diagnostic]:
    """Return a diagnostic for each expression that could need more than :data:`MOST` digits, or goes too deep."""
    found: list[Diagnostic] = []
    definitions, depths = _of_levels(core)
    for definition in core.definitions:
        definitions[None, definition.key] = _size(definition.expression, definitions, found)
        depths[None, definition.key] = _depth(definition.expression, depths, found)
    for expression in core.expressions():
        _size(expression, definitions, found)
        _depth(expression, depths, found)
        deep = [node.span for node in _too_deep(expression) if node.span]
        found += [messages.conditions.quantifiers_too_deep(span, MOST_QUANTIFIERS) for span in deep]
    return found


def _of_levels(core: RulesetCore) -> tuple[dict[Defined, Size], dict[Defined, int]]:
    """The sizes and depths of the definitions in the rulesets of the units below."""
    sizes: dict[Defined, Size] = {}
    depths: dict[Defined, int] = {}
    for inner in {id(level.core): level.core for level in core.levels}.values():
        own, deep = _own(inner)
        sizes |= {(inner.name, key): size for key, size in own.items()}
        depths |= {(inner.name, key): depth for key, depth in deep.items()}
    return sizes, depths


@kept
def _own(core: RulesetCore) -> tuple[dict[str, Size], dict[str, int]]:
    sizes, depths = _of_levels(core)
    for definition in core.definitions:
        sizes[None, definition.key] = _size(definition.expression, sizes, [])
        depths[None, definition.key] = _depth(definition.expression, depths, [])
    return ({k: sizes[of, k] for of, k in sizes if of is None}, {k: depths[of, k] for of, k in depths if of is None})


def _depth(node: n.Node, depths: dict[Defined, int], found: list[Diagnostic]) -> int:
    depth = _depth_of(node, depths)
    if depth > MOST_NESTING and node.span is not None:
        found.append(messages.conditions.definitions_too_deep(node.span, MOST_NESTING))
        return 0
    return depth


def _depth_of(node: n.Node, depths: dict[Defined, int]) -> int:
    inner = [depths.get(one, 0) for one in _defined(node)] if isinstance(node, n.DefinitionRef) else []
    return 1 + max([0, *inner, *(_depth_of(part, depths) for part in n.parts(node))])


def _defined(node: n.DefinitionRef) -> list[Defined]:
    """What *node* may stand for: the definition of its ruleset, or that of whichever level the unit is of."""
    return [(ruleset, node.key) for ruleset in node.rulesets or (None,)]


def _too_deep(node: n.Node, depth: int = 0) -> Iterator[n.Node]:
    """Yield each quantifier that stands inside as many others as are allowed, but none inside of it."""
    depth += isinstance(node, _QUANTIFIERS)
    if depth > MOST_QUANTIFIERS:
        yield node
        return
    for part in n.parts(node):
        yield from _too_deep(part, depth)


def _size(node: n.Node, definitions: dict[Defined, Size], found: list[Diagnostic]) -> Size:
    inner = [_size(part, definitions, found) for part in n.parts(node)]
    size = _own_size(node, inner, definitions)
    if max(size) > MOST and node.span is not None:
        found.append(messages.arithmetic.too_long_numbers(node.span, MOST))
        return _NOTHING
    return size


def _own_size(node: n.Node, inner: list[Size], definitions: dict[Defined, Size]) -> Size:
    match node:
        case n.Constant(value=value):
            return _value(value)
        case n.Fact() | n.FieldRef() | n.ParameterRef():
            return _FACT
        case n.DefinitionRef():
            inner = [definitions.get(one, _NOTHING) for one in _defined(node)]
        case n.Arithmetic(operator=operator):
            return _arithmetic(operator, inner[0], inner[1])
        case n.ShareOf():
            return _arithmetic("×", inner[0], inner[1])
        case n.Rounded(quantum=quantum):
            return inner[0][0] + 2 * digits(quantum) + 1, digits(quantum)
        case n.Aggregate():
            return inner[1][0] + _RECORDS, inner[1][1] + _RECORDS
    return max((size[0] for size in inner), default=1), max((size[1] for size in inner), default=1)


def _arithmetic(operator: str, left: Size, right: Size) -> Size:
    if operator == "×":
        return left[0] + right[0], left[1] + right[1]
    if operator == "÷":
        return left[0] + right[1], left[1] + right[0]
    return max(left[0] + right[1], right[0] + left[1]) + 1, left[1] + right[1]


def _value(value: Value) -> Size:
    if not isinstance(value, Fraction):
        return _NOTHING
    return digits(value.numerator), digits(value.denominator)
