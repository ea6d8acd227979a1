"""The generator draws the whole language: what it does not draw, no law is held against."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

from ankang_rules.check.load import check_text
from ankang_rules.core import nodes as n
from ankang_rules.core.ruleset import RulesetCore
from ankang_rules.model import types as ty
from ankang_rules.model.given import NONE
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.print import print_file
from ankang_rules.testing.strategies import asked_for, facts_for, rulesets, sharing, trees
from ankang_rules.testing.texts import Texts

DRAWN = 260


def classes_of(thing: Any) -> Counter[type]:
    """How often each class of node stands in *thing*."""
    found: Counter[type] = Counter()
    stack = [thing]
    while stack:
        part = stack.pop()
        if isinstance(part, tuple):
            stack.extend(part)
        elif attrs.has(type(part)):
            found[type(part)] += 1
            stack.extend(getattr(part, field.name) for field in attrs.fields(type(part)))
    return found


def concrete(module: Any, base: type) -> set[type]:
    """The classes of *module* that derive from *base* and that nothing derives from."""
    kinds = [kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, base)]
    return {kind for kind in kinds if not any(kind in other.__mro__[1:] for other in kinds)}


class Seen:
    """What a number of draws, always the same, are made of."""

    def __init__(self) -> None:
        self.tree: Counter[type] = Counter()
        self.clauses: Counter[str] = Counter()
        self.choices: Counter[Any] = Counter()
        self.core: Counter[type] = Counter()
        self.cores: list[RulesetCore] = []

    def add(self, file: t.File) -> None:
        self.tree += classes_of(file.declarations)
        for declaration in file.declarations:
            for clause in getattr(declaration, "clauses", ()):
                self.clauses[f"{type(declaration).__name__}: {clause.kind}"] += 1

    def add_core(self, core: RulesetCore) -> None:
        self.cores.append(core)
        for expression in core.expressions():
            for node in n.walk(expression):
                self.core[type(node)] += 1
                self.choices.update(_choices_of(node))


def _choices_of(node: n.Node) -> list[tuple[str, Any]]:
    """Each setting of *node* that is one of a few words: an operator, a mode, a bound."""
    kind = type(node).__name__
    settings = ("operator", "mode", "bound", "which", "strictly")
    return [(f"{kind}.{name}", getattr(node, name)) for name in settings if hasattr(node, name)]


@pytest.fixture(scope="module")
def seen() -> Seen:
    found = Seen()

    @seed(1)
    @settings(max_examples=DRAWN, database=None, derandomize=False, phases=[Phase.generate])
    @given(rulesets(size=3))
    def draw(file: t.File) -> None:
        found.add(file)
        checked = check_text(print_file(file), "drawn.rules")
        assert checked.core is not None, [diagnostic.text.en for diagnostic in checked.errors]
        found.add_core(checked.core)

    @seed(1)
    @settings(max_examples=20, database=None, derandomize=False, phases=[Phase.generate])
    @given(sharing())
    def draw_shared(files: tuple[t.File, t.File]) -> None:
        for file in files:
            found.add(file)

    @seed(1)
    @settings(max_examples=60, database=None, derandomize=False, phases=[Phase.generate])
    @given(trees())
    def draw_trees(files: dict[str, t.File]) -> None:
        texts = {name: print_file(file) for name, file in files.items()}
        *_, root = texts
        for file in files.values():
            found.add(file)
        checked = check_text(texts[root], root, Texts(texts))
        assert checked.core is not None, [diagnostic.text.en for diagnostic in checked.errors]
        found.add_core(checked.core)

    draw()
    draw_shared()
    draw_trees()
    return found


def test_every_kind_of_node_of_the_core_is_drawn(seen: Seen) -> None:
    assert concrete(n, n.Node) == {kind for kind, _ in seen.core.items()}


def test_every_kind_of_node_of_the_tree_is_drawn(seen: Seen) -> None:
    assert concrete(t, t.Node) <= set(seen.tree)


def test_every_clause_is_drawn(seen: Seen) -> None:
    of_rules = ("must", "should", "when", "except when", "due", "points", "clause", "fix", "evidence", "in force")
    of_rules += ("for each",)
    of_groups = ("clause", "when", "in force", "for each")
    of_the_ruleset = ("tier", "source", "sections", "when", "in force")
    wanted = [f"RuleDecl: {kind}" for kind in of_rules] + [f"GroupDecl: {kind}" for kind in of_groups]
    wanted += [f"RulesetDecl: {kind}" for kind in of_the_ruleset]
    wanted += [f"IndicatorDecl: {kind}" for kind in ("collected", "expected", "fixed", "effort")]
    assert set(wanted) == set(seen.clauses)


SETTINGS = {
    "Compare.operator": ("=", "≠", "<", "≤", ">", "≥"),
    "Arithmetic.operator": ("+", "-", "×", "÷"),
    "Rounded.mode": ("half up", "half even", "half down", "down", "up"),
    "NumberOf.bound": ("at least", "exactly", "at most"),
    "Extreme.which": ("lowest", "highest"),
    "Quantified.which": ("every", "some"),
    "Aggregate.which": ("sum", "average", "lowest", "highest"),
    "DayRef.which": ("as of date", "start of year", "end of year"),
    "IsIncreasing.strictly": (True, False),
}


def test_every_setting_of_a_node_is_drawn(seen: Seen) -> None:
    assert {(name, value) for name, values in SETTINGS.items() for value in values} == set(seen.choices)


def test_rules_of_every_sort_are_drawn(seen: Seen) -> None:
    """With no, one and two exceptions; groups of both kinds; awards with and without a score; values that end."""
    rules = [rule for core in seen.cores for rule in core.rules]
    assert {0, 1, 2} == {len(rule.exceptions) for rule in rules}
    assert {True, False} == {group.any_of for core in seen.cores for group in core.groups}
    assert {None, True, False} == {a.score and a.score_is_share for core in seen.cores for a in core.awards}
    values = [dated for core in seen.cores for parameter in core.parameters for dated in parameter.values]
    assert {(True, True), (True, False), (False, True)} == {(d.value is not None, d.start is not None) for d in values}
    assert {True, False} == {choices.open for core in seen.cores for choices in core.choices}


def types_in(kind: ty.Type) -> set[type]:
    inner = [kind.of] if isinstance(kind, ty.Monthly) else []
    inner += [field.type for field in kind.fields] if isinstance(kind, ty.ListOf) else []
    return {type(kind)}.union(*(types_in(part) for part in inner))


def test_indicators_of_every_type_are_drawn(seen: Seen) -> None:
    indicators = [indicator for core in seen.cores for indicator in core.indicators]
    found = {kind for indicator in indicators for kind in types_in(indicator.type)}
    assert concrete(ty, ty.Type) - {ty.Bare, ty.UnitsOf} == found  # no fact is a range of units
    series = {indicator.type.months for indicator in indicators if isinstance(indicator.type, ty.Monthly)}
    assert {12, 6, 1} == series
    assert any(indicator.type.unit.under for indicator in indicators if isinstance(indicator.type, ty.Quantity))


def _variety(core: RulesetCore) -> tuple[bool, int]:
    """First those with a set of open choices, then those with many types."""
    kinds = {repr(indicator.type) for indicator in core.indicators}
    return any("SetOf" in kind and "open=True" in kind for kind in kinds), len(kinds)


def leaves_of(value: Any) -> Iterator[Any]:
    """The values in *value* that have no parts."""
    if not isinstance(value, list | dict):
        yield value
        return
    for part in value.values() if isinstance(value, dict) else value:
        yield from leaves_of(part)


def test_facts_of_every_sort_are_drawn(seen: Seen) -> None:
    """Missing, none, near the edges, huge, wrong; series with gaps; records with doubts; members nobody listed."""
    found: list[Any] = []
    asked: list[dict[str, Any]] = []
    largest = sorted(seen.cores, key=_variety, reverse=True)[:20]

    @seed(1)
    @settings(max_examples=450, database=None, derandomize=False, phases=[Phase.generate])
    @given(st.data())
    def draw(data: st.DataObject) -> None:
        core = data.draw(st.sampled_from(largest))
        found.extend(data.draw(facts_for(core, invalid=True)).values())
        asked.append(data.draw(asked_for(core)))

    draw()
    plain = list(leaves_of(found))
    lists = [value for value in found if isinstance(value, list)]
    assert any(value is None for value in plain)
    assert any(value is NONE for value in plain)
    assert any(isinstance(value, int) and value > 10**390 for value in plain)
    assert any(None in value for value in lists)
    assert any(NONE in value for value in lists)
    assert any(isinstance(value, dict) and 1 in value for value in found)
    assert any(value and isinstance(value[0], dict) and {} in value for value in lists)
    assert "自定" in plain
    assert any("year" in call for call in asked)
    assert any(call.get("parameters") for call in asked)
