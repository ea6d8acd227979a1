"""The plain spellings of a value of each type, which the engine reads itself."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from attrs import evolve, frozen

from ankang_rules.columns.numbers import literal
from ankang_rules.columns.text import quoted
from ankang_rules.columns.values import UNKNOWN, Cell, Day, Members, Number, Truth, Word
from ankang_rules.core.ruleset import Indicator
from ankang_rules.model import types as ty
from ankang_rules.model.exact import decimal_places
from ankang_rules.model.names import fold
from ankang_rules.model.units import UnitWord

MOST: Final = 10**15
"""The largest whole number that is read here; a larger one is left to the reference."""
_WHOLE: Final = {
    "tinyint": 2**7,
    "smallint": 2**15,
    "integer": 2**31,
    "bigint": 2**63,
    "hugeint": 2**127,
    "utinyint": 2**8,
    "usmallint": 2**16,
    "uinteger": 2**32,
    "ubigint": 2**64,
    "uhugeint": 2**128,
}
_PLACES: Final = {"count": 0, "money": 2, "number": 6}
_MOST_PLACES: Final = 9
_YES: Final = "('yes', 'Yes', 'YES', 'true', 'True', 'TRUE', '是')"
_NO: Final = "('no', 'No', 'NO', 'false', 'False', 'FALSE', '否')"
_DAYS: Final = "BETWEEN DATE '0001-01-01' AND DATE '9999-12-31'"
_MOMENTS: Final = ("timestamp", "timestamp_s", "timestamp_ms", "timestamp_ns")
_NOT_CLEAN: Final = r"'^[\s\p{Z}]|[\s\p{Z}]$|[\p{C}\x{2028}\x{2029}]'"


@frozen
class Plain:
    """What a cell holds where it is plain, NULL elsewhere; *is_sure* where every cell that is not NULL is plain.

    *wrong* is the condition that a cell is not plain, where it is shorter than to ask whether nothing is held.
    """

    cell: Cell
    is_sure: bool = False
    wrong: str | None = None


def nothing(kind: ty.Type, indicator: Indicator | None) -> Cell:
    """Return a fact of *kind* of which nothing is known."""
    return value(kind, "NULL", "sqlnull", None, indicator).cell


def value(kind: ty.Type, sql: str, form: str, column: Any, indicator: Indicator | None) -> Plain:
    """Return what cells of the engine's type *form* say of a fact of *kind*."""
    if isinstance(kind, ty.YesNo):
        return _yes_no(sql, form)
    if isinstance(kind, ty.Date):
        return _day(sql, form)
    if isinstance(kind, ty.OneOf):
        return Plain(Word(_member(sql, kind.choices) if form == "varchar" else "NULL::VARCHAR"))
    if isinstance(kind, ty.SetOf):
        return Plain(Members(_members(sql, form, column, kind.choices)))
    if isinstance(kind, ty.Text):
        clean = f"(CASE WHEN NOT regexp_matches({sql}, {_NOT_CLEAN}) THEN {_worded(sql)} END)"
        return Plain(Word(clean if form == "varchar" else "NULL::VARCHAR"))
    return _number(kind, sql, form, column, indicator)


def _worded(sql: str) -> str:
    """A text, unless it says that there is nothing, or none."""
    return f"CASE WHEN lower({sql}) NOT IN ('', '~', 'null', 'none', '无') THEN {sql} END"


def _yes_no(sql: str, form: str) -> Plain:
    if form == "boolean":
        return Plain(Truth(sql), is_sure=True)
    if form == "varchar":
        return Plain(Truth(f"(CASE WHEN {sql} IN {_YES} THEN TRUE WHEN {sql} IN {_NO} THEN FALSE END)"))
    return Plain(Truth(UNKNOWN))


def _day(sql: str, form: str) -> Plain:
    if form == "varchar":
        shaped = f"regexp_full_match({sql}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}')"
        sql, form = f"(CASE WHEN {shaped} THEN TRY_CAST({sql} AS DATE) END)", "date"
    if form in _MOMENTS:
        sql, form = f"(CASE WHEN {at_midnight(sql)} THEN CAST({sql} AS DATE) END)", "date"
    if form == "date":
        return Plain(Day(f"(CASE WHEN {sql} {_DAYS} THEN {sql} END)"))
    return Plain(Day("NULL::DATE"))


def at_midnight(sql: str) -> str:
    """Whether a moment is the beginning of a day: pandas has no other days."""
    return f"{sql} = date_trunc('day', {sql})"


def as_text(sql: str, form: str) -> str:
    """A cell as a text; a moment that is a day as that day."""
    if form not in _MOMENTS:
        return f"CAST({sql} AS VARCHAR)"
    return f"CASE WHEN {at_midnight(sql)} THEN CAST(CAST({sql} AS DATE) AS VARCHAR) ELSE CAST({sql} AS VARCHAR) END"


def _spellings(choices: ty.Choices) -> dict[str, list[str]]:
    """How each member is written, by its key; what names another one first is none of its spellings."""
    by_fold: dict[str, str] = {}
    for member in choices.members:
        for word in (member.labels.zh, member.labels.en):
            if word:
                by_fold[fold(word)] = member.key
    by_fold |= {member.key: member.key for member in choices.members}
    words = [
        word
        for member in choices.members
        for word in (member.key, member.name, member.labels.zh, member.labels.en)
        if word
    ]
    found: dict[str, list[str]] = {}
    for word in dict.fromkeys(words):
        found.setdefault(by_fold[fold(word)], []).append(word)
    return found


def _member(sql: str, choices: ty.Choices) -> str:
    cases = " ".join(
        f"WHEN {sql} IN ({', '.join(map(quoted, words))}) THEN {quoted(key)}"
        for key, words in _spellings(choices).items()
    )
    return f"(CASE {cases} END)"


def _members(sql: str, form: str, column: Any, choices: ty.Choices) -> str:
    """The bits of a set; negative where it has a member that is not plain."""
    if form == "varchar":
        parts = f"list_transform(string_split_regex({sql}, '[、;；]'), lambda m: trim(m))"
        sql = f"(CASE WHEN {sql} IN ('', '~', 'none', '无') THEN NULL WHEN trim({sql}) = '[]' THEN [] ELSE {parts} END)"
    elif form != "list" or column.child.id not in ("varchar", "enum", "sqlnull"):
        return "NULL::BIGINT"
    spelt, keys = _spellings(choices), [member.key for member in choices.members]
    cases = " ".join(
        f"WHEN {quoted(word)} THEN {literal(1 << keys.index(key))}" for key, words in spelt.items() for word in words
    )
    one = f"CASE CAST(m AS VARCHAR) {cases} ELSE {literal(-1)} END"
    bits = f"coalesce(list_bit_or(list_transform({sql}, lambda m: {one})), {literal(0)})"
    return f"(CASE WHEN {sql} IS NOT NULL THEN {bits} END)"


# Numbers


def _number(kind: ty.Type, sql: str, form: str, column: Any, indicator: Indicator | None) -> Plain:
    places = _places(kind, form, column, indicator)
    word = _word(kind, indicator)
    scale = (word.scale if word else Fraction(1)) / 10**places
    signed = not (isinstance(kind, ty.Quantity) and kind.kind == "count")
    least, most = _range(kind, form, places, signed)
    empty = Number("NULL::BIGINT", most=most, scale=scale, signed=signed)
    if form == "sqlnull":
        return Plain(empty)
    whole, conditions = _whole(kind, sql, form, places)
    if whole is None:
        return Plain(empty)
    if (least, most) != _held(form):
        conditions = [*conditions, f"{whole} BETWEEN {least} AND {most}"]
    if not signed and scale.denominator != 1:
        conditions.append(f"({whole} * {scale.numerator}) % {scale.denominator} = 0")
    if not conditions:
        return Plain(evolve(empty, sql=f"CAST({whole} AS BIGINT)"), is_sure=True)
    checked = f"(CASE WHEN {' AND '.join(conditions)} THEN CAST({whole} AS BIGINT) END)"
    return Plain(evolve(empty, sql=checked), wrong=f"(NOT ({' AND '.join(conditions)}))" if form in _WHOLE else None)


def _held(form: str) -> tuple[int, int] | None:
    """What a column of whole numbers holds by its type, where that is little enough."""
    most = _WHOLE.get(form)
    if most is None or most > MOST:
        return None
    return (0, most) if form[0] == "u" else (-most, most)


def _range(kind: ty.Type, form: str, places: int, signed: bool) -> tuple[int, int]:
    least, most = _held(form) or (-MOST, MOST)
    if isinstance(kind, ty.Share):
        one = 10**places
        within = one if kind.within is None else min(one, int(kind.within * one))
        bare = form != "varchar"
        return (max(least, -one if bare else least), min(most, within if bare or kind.within is not None else most))
    return (max(least, 0) if not signed else least), most


def _places(kind: ty.Type, form: str, column: Any, indicator: Indicator | None) -> int:
    """How many decimal places are read here."""
    if form in _WHOLE:
        return 0
    if form == "decimal":
        return min(int(dict(column.children)["scale"]), _MOST_PLACES)
    if isinstance(kind, ty.Share):
        return _MOST_PLACES
    precision = decimal_places(indicator.precision) if indicator and indicator.precision else None
    return min(_PLACES.get(getattr(kind, "kind", ""), 6) if precision is None else precision, _MOST_PLACES)


def _word(kind: ty.Type, indicator: Indicator | None) -> UnitWord | None:
    own = indicator.word if indicator else None
    return own or (kind.word if isinstance(kind, ty.Quantity) else None)


def _whole(kind: ty.Type, sql: str, form: str, places: int) -> tuple[str | None, list[str]]:
    """Return a number in units of its last place, and what has to hold for it to be the number in the cell."""
    if form in _WHOLE:
        return sql, []
    if form in ("double", "float"):
        near = f"TRY_CAST({sql} AS DECIMAL(25, {places}))"
        return _shifted(near, places), [f"CAST({near} AS DOUBLE) = {sql}"]
    if form == "decimal":
        near = f"TRY_CAST({sql} AS DECIMAL(25, {places}))"
        return _shifted(near, places), [f"{near} = {sql}"]
    if form == "varchar":
        return _of_text(kind, sql, places)
    return None, []


def _of_text(kind: ty.Type, sql: str, places: int) -> tuple[str, list[str]]:
    digits = f"[+-]?(0|[1-9][0-9]{{0,{14 - places}}})" + (f"([.][0-9]{{1,{places}}})?" if places else "")
    bare = _shifted(f"TRY_CAST({sql} AS DECIMAL(25, {places}))", places)
    if not isinstance(kind, ty.Share):
        return bare, [f"regexp_full_match({sql}, {quoted(digits)})"]
    percent = f"[+-]?(0|[1-9][0-9]{{0,5}})([.][0-9]{{1,{places - 2}}})?%"
    parts = _shifted(f"TRY_CAST(rtrim({sql}, '%') AS DECIMAL(25, {places}))", places)
    whole = f"(CASE WHEN {sql} LIKE '%\\%' ESCAPE '\\' THEN {parts} // 100 ELSE {bare} END)"
    one = 10**places
    shaped = f"(regexp_full_match({sql}, {quoted(percent)}) OR (regexp_full_match({sql}, {quoted(digits)})"
    return whole, [f"{shaped} AND {bare} BETWEEN {-one} AND {one}))"]


def _shifted(decimal: str, places: int) -> str:
    """A decimal in units of its last place."""
    return f"CAST({decimal} * {10**places} AS BIGINT)" if places else f"CAST({decimal} AS BIGINT)"
