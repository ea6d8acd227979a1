"""Units, in an order in which each is a multiple of one before it; circles are reported."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ankang_rules.check import messages
from ankang_rules.check.scope import Scope
from ankang_rules.model.names import fold
from ankang_rules.model.units import Unit, UnitWord
from ankang_rules.source import Span
from ankang_rules.syntax import tree as t


def declare_units(written: Iterable[t.UnitDecl], scope: Scope) -> None:
    """Declare *written*, each after the unit it is a multiple of, in whatever order they stand."""
    declarations = list(written)
    by_name = {fold(text): d for d in declarations for text, _ in _spellings(d)}
    done: set[int] = set()
    for declaration in declarations:
        for each in _with_bases(declaration, by_name, scope):
            if id(each) not in done:
                done.add(id(each))
                _declare(each, scope)


def _with_bases(written: t.UnitDecl, by_name: dict[str, t.UnitDecl], scope: Scope) -> list[t.UnitDecl]:
    """*written* after the unit it is a multiple of, and that after its own; all are lost where they go in a circle."""
    way = [written]
    while (base := _base(way[-1])) is not None and (next_ := by_name.get(base.key)) is not None:
        if next_ in way:
            circle = way[way.index(next_) :]
            if next_ is written and not scope.is_lost("unit", written.name.text):
                names = [unit.name.text for unit in (*circle, next_)]
                scope.report(messages.names.unit_circle(written.name.span, names))
                scope.lost.setdefault("unit", set()).update(fold(text) for d in circle for text, _ in _spellings(d))
            break
        way.append(next_)
    return way[::-1]


def _base(written: t.UnitDecl) -> t.Name | None:
    return written.value.unit if written.value else None


def _spellings(written: t.UnitDecl) -> list[tuple[str, Span]]:
    return [(written.name.text, written.name.span), *written.labels.places]


def _declare(written: t.UnitDecl, scope: Scope) -> None:
    scaled = _scaled(written, scope)
    if scaled is None:
        scope.lost.setdefault("unit", set()).update(fold(text) for text, _ in _spellings(written))
        return
    unit, scale = scaled
    word = UnitWord(written.name.text, unit, scale, written.labels.text)
    for text, span in _spellings(written):
        known, first = scope.units.get(fold(text)), scope.unit_places.get(fold(text))
        if known is word:
            continue
        if first is not None:
            scope.report(messages.names.duplicate_name(span, text, first))
        elif known is not None and (known.unit, known.scale) != (unit, scale):
            scope.report(messages.names.known_unit(span, text))
        else:
            scope.units[fold(text)] = word
            scope.unit_places[fold(text)] = span


def _scaled(written: t.UnitDecl, scope: Scope) -> tuple[Unit, Fraction] | None:
    """The base unit of *written* and how many of it make one; None after a report."""
    if written.value is None:
        return Unit((written.name.text,)), Fraction(1)
    if written.value.unit is None:
        scope.report(messages.declared.unit_needs_other(written.span))
        return None
    base = scope.unit(written.value.unit)
    if base is None:
        return None
    if written.value.value == 0:
        scope.report(messages.declared.unit_of_nothing(written.span))
        return None
    return base.unit, written.value.value * base.scale
