"""Facts at large: each value near one that the rules name, or simple; of a unit, or of a whole tree."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from typing import Any

from hypothesis import strategies as st

from ankang_rules.core import nodes as n
from ankang_rules.core.kept import kept
from ankang_rules.core.ruleset import Indicator, RulesetCore
from ankang_rules.explain.filling import is_legal, quantum
from ankang_rules.model import types as ty
from ankang_rules.model.names import fold
from ankang_rules.model.outcome import Known
from ankang_rules.testing.goals import Levels, Place, State, levels_below
from ankang_rules.testing.plain import Document, plain

_MOST_UNITS = 3
_MOST_RECORDS = 3
_MOST_OTHERS = 3


@st.composite
def facts_of_unit(
    draw: st.DrawFn, core: RulesetCore, missing: bool | Collection[str], day: date | None, *, below: bool
) -> Document:
    """Draw a document about a unit that *core* judges and, with *below*, about those below it."""
    head = {"as of": day.isoformat()} if day else {}
    return {**head, **_unit(draw, core, core, (), missing, below=below)}


def _unit(
    draw: st.DrawFn, root: RulesetCore, core: RulesetCore, levels: Levels, missing: Any, *, below: bool
) -> Document:
    facts = draw(_plain_facts(core, missing if isinstance(missing, bool) else frozenset(map(fold, missing))))
    children: dict[str, Any] = {}
    for level in levels_below(root, levels) if below else ():
        number = draw(st.integers(0, _MOST_UNITS))
        inner = (*levels, level.key)
        children[level.key] = [
            {
                "unit": f"{level.singular} {i + 1}",
                **_unit(draw, root, level.core, inner, missing, below=True),
            }
            for i in range(number)
        ]
    found: Document = {"facts": facts, **({"children": children} if children else {})}
    for level in core.levels:
        if level.register is not None:
            name = next(one.name for one in core.indicators if one.key == level.register)
            facts.pop(name, None)
            if below and (missing is False or draw(st.booleans())):
                facts[name] = len(_listed(core, level.key, found)) + draw(st.integers(0, 2))
    return found


def _listed(core: RulesetCore, key: str, whole: Document) -> list[Document]:
    level = core.level(key)
    assert level is not None
    above = [whole] if level.parent is None else _listed(core, level.parent, whole)
    return [unit for one in above for unit in one.get("children", {}).get(key, ())]


@kept
def _plain_facts(core: RulesetCore, missing: bool | frozenset[str]) -> st.SearchStrategy[dict[str, Any]]:
    named = frozenset() if isinstance(missing, bool) else missing
    values = {
        one.name: value_of_fact(core, one.key).map(partial(_plain, one))
        for one in core.indicators
        if one.key not in named
    }
    return st.fixed_dictionaries({}, optional=values) if missing is True else st.fixed_dictionaries(values)


def _plain(indicator: Indicator, value: Any) -> Any:
    return plain(value, indicator.type, indicator)


def state_of_unit(core: RulesetCore, without: frozenset[str] = frozenset()) -> st.SearchStrategy[State]:
    """Draw values of a few facts of the unit itself by their places, none of them *without*."""
    keys = sorted(one.key for one in core.indicators if one.key not in _registers(core) and one.key not in without)
    some = st.lists(st.sampled_from(keys), max_size=_MOST_OTHERS, unique=True) if keys else st.just([])
    return some.flatmap(
        lambda chosen: st.fixed_dictionaries({Place((), key): value_of_fact(core, key) for key in chosen})
    )


def state_of_facts(core: RulesetCore, keys: Collection[str]) -> st.SearchStrategy[State]:
    """Draw a value of each of the facts *keys*, by its place."""
    return st.fixed_dictionaries({Place((), key): value_of_fact(core, key) for key in sorted(keys)})


@kept
def _registers(core: RulesetCore) -> frozenset[str]:
    return frozenset(level.register for level in core.levels if level.register is not None)


@kept
def value_of_fact(core: RulesetCore, key: str) -> st.SearchStrategy[Any]:
    """Draw a value of the fact *key* as the engine holds it."""
    indicator = next(one for one in core.indicators if one.key == key)
    return value_of(core, indicator.type, indicator)


def value_of(core: RulesetCore, kind: ty.Type, indicator: Indicator | None) -> st.SearchStrategy[Any]:
    """Draw a value of *kind* as the engine holds it."""
    match kind:
        case ty.YesNo():
            return st.booleans()
        case ty.OneOf(choices=choices):
            return st.sampled_from([member.key for member in choices.members])
        case ty.SetOf(choices=choices):
            return st.frozensets(st.sampled_from([member.key for member in choices.members]))
        case ty.Text():
            return st.sampled_from([*_constants(core, str), "text"])
        case ty.Date():
            days = [date(2014, 6, 1), *_constants(core, date)]
            near = [day + timedelta(step) for day in days for step in (0, -1, 1) if 1 < day.toordinal() < 3652059]
            return st.sampled_from(list(dict.fromkeys(near)))
        case ty.Monthly(of=inner, months=number):
            months = value_of(core, inner, indicator).map(Known)
            return st.lists(months, min_size=number, max_size=number).map(tuple)
        case ty.ListOf(fields=fields):
            record = st.tuples(*(value_of(core, field.type, None).map(Known) for field in fields))
            return st.lists(record, max_size=_MOST_RECORDS).map(tuple)
    return st.sampled_from(_numbers(core, kind, indicator))


def _numbers(core: RulesetCore, kind: ty.Type, indicator: Indicator | None) -> list[Fraction]:
    scale = indicator.word.scale if indicator is not None and indicator.word else Fraction(1)
    step = quantum(kind, indicator) if indicator is not None else Fraction(1)
    simple = [Fraction(number) * scale for number in (0, 1, 2, 3, 10, 50, 98, 99, 100, 101, 1000)]
    shares = [Fraction(number, 100) for number in (0, 50, 90, 98, 100)]
    near = [c + s for c in _constants(core, Fraction) for s in (0, step, -step) if (c + s) % step == 0]
    expected = [end for end in (indicator.expected or () if indicator else ()) if isinstance(end, Fraction)]
    found = [*(shares if isinstance(kind, ty.Share) else simple), *near, *expected]
    return [number for number in dict.fromkeys(found) if is_legal(number, kind)]


@kept
def _constants(core: RulesetCore, kind: type[Any]) -> tuple[Any, ...]:
    nodes = (node for expression in core.expressions() for node in n.walk(expression))
    found = [node.value for node in nodes if isinstance(node, n.Constant)]
    found += [dated.value for parameter in core.parameters for dated in parameter.values if dated.value is not None]
    return tuple(value for value in dict.fromkeys(found) if isinstance(value, kind))
