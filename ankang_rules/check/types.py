"""Types as written to types of the model."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, cast

from ankang_rules.check import messages
from ankang_rules.check.scope import Scope
from ankang_rules.model import types as ty
from ankang_rules.model.names import fold
from ankang_rules.model.units import DAYS, MONTHS, ONE, Unit, UnitWord
from ankang_rules.source import Bilingual, Span
from ankang_rules.syntax import tree as t


def to_type(written: t.TypeExpr, scope: Scope) -> ty.Type | None:
    """Return the type that *written* names, or None after reporting what is wrong with it."""
    inner = _READERS[written.kind](written, scope)
    if inner is not None and written.within is not None and not isinstance(inner, ty.Share):
        scope.report(messages.declared.within_what(written.within.span, inner))
    if written.months is not None and not written.monthly:
        scope.report(messages.declared.months_of_no_series(written.months.span))
        return None
    if inner is None or not written.monthly:
        return inner
    months = _months(written.months, scope) if written.months is not None else 12
    return None if months is None else ty.Monthly(inner, months)


def _months(written: t.Number, scope: Scope) -> int | None:
    word = scope.unit(written.unit) if written.unit else None
    months = written.value * word.scale if word is not None and word.unit == MONTHS else Fraction(0)
    if months.denominator == 1 and 1 <= months <= 12:
        return months.numerator
    scope.report(messages.declared.months_of_a_year(written.span))
    return None


def _yes_no(written: t.TypeExpr, scope: Scope) -> ty.Type:
    return ty.YesNo()


def _date(written: t.TypeExpr, scope: Scope) -> ty.Type:
    return ty.Date()


def _text(written: t.TypeExpr, scope: Scope) -> ty.Type:
    return ty.Text()


def _share(written: t.TypeExpr, scope: Scope) -> ty.Type:
    return ty.Share(written.within.value if isinstance(written.within, t.Percent) else None)


def _quantity(written: t.TypeExpr, scope: Scope) -> ty.Type | None:
    kind = cast(Literal["count", "number", "money"], written.kind)
    if written.unit is None:
        if kind == "number":
            return ty.Quantity("number", ONE)
        scope.report(messages.declared.unit_needs_word(written.span))
        return None
    word = scope.unit(written.unit)
    if word is None:
        return None
    if kind == "count" and written.per is None and word.scale.denominator != 1:
        scope.report(messages.declared.count_of_parts(written.span, word))
        return None
    if written.per is None:
        return ty.Quantity(kind, word.unit, word)
    per = scope.unit(written.per)
    if per is None:
        return None
    return ty.Quantity(kind, word.unit.per(per.unit), quotient(word, per))


def quotient(word: UnitWord, per: UnitWord) -> UnitWord:
    """Return the word for *word* per *per*, such as 元/人."""
    return UnitWord(f"{word.name}/{per.name}", word.unit.per(per.unit), word.scale / per.scale)


def _duration(written: t.TypeExpr, scope: Scope) -> ty.Type | None:
    word = scope.unit(written.unit) if written.unit else None
    if word is None and written.unit:
        return None
    if word is None or word.unit not in (DAYS, MONTHS):
        scope.report(messages.declared.duration_unit(written.span))
        return None
    return ty.Duration(word.unit, word)


def _choices(written: t.TypeExpr, scope: Scope) -> ty.Type | None:
    if written.choices is not None:
        found = scope.choices_named(written.choices)
    else:
        found = ty.Choices("", to_members(written.members, scope))
    if found is None:
        return None
    return ty.SetOf(found) if written.kind == "set" else ty.OneOf(found)


def to_members(written: tuple[t.MemberDecl, ...], scope: Scope) -> tuple[ty.Member, ...]:
    """Return the members of a list of choices; report names and labels that two of them share."""
    seen: dict[str, tuple[t.MemberDecl, Span]] = {}
    for member in written:
        for text, span in ((member.name.text, member.name.span), *member.labels.places):
            other, first = seen.setdefault(fold(text), (member, span))
            if other is not member:
                scope.report(messages.names.duplicate_name(span, text, first))
    return tuple(ty.Member(m.name.text, Bilingual(zh=m.labels.zh, en=m.labels.en)) for m in written)


def _list(written: t.TypeExpr, scope: Scope) -> ty.Type | None:
    fields: list[ty.Field] = []
    whole = True
    places: dict[str, t.Name] = {}
    for declared in written.fields:
        kind = to_type(declared.type, scope)
        first = places.setdefault(declared.name.key, declared.name)
        if first is not declared.name:
            scope.report(messages.names.duplicate_name(declared.name.span, declared.name.text, first.span))
        elif kind is not None:
            fields.append(ty.Field(declared.name.text, kind))
        whole = whole and kind is not None
    assert written.singular is not None
    return ty.ListOf(written.singular.text, tuple(fields)) if whole else None


_READERS = {
    "yes/no": _yes_no,
    "date": _date,
    "text": _text,
    "share": _share,
    "count": _quantity,
    "number": _quantity,
    "money": _quantity,
    "duration": _duration,
    "set": _choices,
    "one": _choices,
    "list": _list,
}


def literal_type(unit: Unit, word: UnitWord) -> ty.Type:
    """Return the type of a number written with *word*."""
    return ty.Duration(unit, word) if unit in (DAYS, MONTHS) else ty.Quantity("number", unit, word)
